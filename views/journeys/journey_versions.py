"""The versions of a journey: what was done to reach each, how one looked, and going back to it."""

from collections.abc import Sequence

import streamlit as st

from domain.access import Viewer
from domain.journey_edits import JourneyVersion
from domain.journey_table import JourneyRow, journey_table
from domain.journeys import Journey
from use_cases.app import UseCases
from views import links, state, tables, undoing, words
from views.journeys import journey_changing, unfolding
from views.markup import label

PAGE = links.JOURNEY_ROOM
CHOSEN = state.key(PAGE, "version")
LISTED_AT_FIRST = 15
CHANGES_AT_FIRST = 12
HEAD = ("Step", "Stage", "What is done", "Organisation", "Systems", "Channel", "Quotations", "Hands over")


def show(app: UseCases, viewer: Viewer, journey: Journey, *, mine: bool) -> None:
    """Show the list of versions and the one that is chosen, which the address names."""
    st.header("Versions", anchor=False)
    versions = app.journey_editing.versions(viewer, journey.id)
    if not versions:
        st.info("Nothing has been changed on this journey since it was made.")
        return
    left, right = st.columns([2, 5], gap="large")
    with left:
        chosen = _choose(versions)
    with right:
        _show_one(app, viewer, journey, chosen, versions, mine=mine)


def _choose(versions: list[JourneyVersion]) -> JourneyVersion:
    known = {str(version.nth): version for version in versions}
    named = state.parameter(state.VERSION)
    if named and named not in known:
        st.warning(f"This journey has no version {label(named)}.", icon=":material/link_off:")
    toggle = state.key(PAGE, "all-versions")
    listed = list(known) if st.session_state.get(toggle) else list(known)[:LISTED_AT_FIRST]
    if named in known and named not in listed:
        listed.append(named)
    st.session_state[CHOSEN] = named if named in known else listed[0]
    chosen = st.radio(
        "Choose a version",
        listed,
        key=CHOSEN,
        format_func=lambda nth: label(f"{nth}. {known[nth].did}"),
        captions=[label(undoing.by(known[nth].by, known[nth].at).rstrip(".")) for nth in listed],
        on_change=_remember,
    )
    if len(known) > LISTED_AT_FIRST:
        st.toggle(f"Show all {len(known)}", key=toggle)
    return known[chosen]


def _remember() -> None:
    if state.is_shown("versions"):
        state.set_parameter(state.VERSION, st.session_state[CHOSEN])


def _show_one(
    app: UseCases,
    viewer: Viewer,
    journey: Journey,
    chosen: JourneyVersion,
    versions: list[JourneyVersion],
    *,
    mine: bool,
) -> None:
    then = app.journey_editing.version(viewer, journey.id, chosen.nth)
    st.markdown(f"### Version {chosen.nth}")
    st.caption(f"{words.count(len(then.steps), 'step')} · {label(then.title)}")
    if chosen.nth == journey.version:
        st.markdown("This is how the journey is now.")
    elif mine:
        st.button(
            "Go back to this version",
            key=state.key(PAGE, "revert"),
            icon=":material/history:",
            help="The journey becomes what it was then. What came after stays in this list, and undo brings it back.",
            on_click=_go_back,
            args=(app, viewer, journey, chosen.nth),
        )
    _show_changes(app, viewer, journey, chosen, versions)
    rows = [
        (row.order, row.stage, row.step, row.organisation, row.systems, row.channel, row.evidence, _handed_over(row))
        for row in journey_table(then)
    ]
    held = tables.Held(observations=then.rests_on)
    named = (journey.title, f"steps of version {chosen.nth}")
    tables.show("Steps of this version", HEAD, rows, key="version", marking=then.marking, held=held, named=named)


def _show_changes(
    app: UseCases, viewer: Viewer, journey: Journey, chosen: JourneyVersion, versions: list[JourneyVersion]
) -> None:
    """Show what differs from a version to the journey now; of the present one, from the version before it."""
    if chosen.nth == journey.version:
        earlier = [version.nth for version in versions if version.nth < chosen.nth]
        if not earlier:
            return
        title, before = "What the last change did", max(earlier)
    else:
        title, before = "What has changed since", chosen.nth
    st.markdown(f"#### {title}")
    lines = app.journey_editing.compare_versions(viewer, journey.id, before, journey.version).changes
    if not lines:
        st.markdown("Nothing differs in the steps, hand-overs and evidence that you see.")
        return
    _list(lines[:CHANGES_AT_FIRST])
    rest = lines[CHANGES_AT_FIRST:]
    if rest and unfolding.asked(len(rest), key=state.key(PAGE, "changes", str(chosen.nth))):
        _list(rest)


def _list(lines: Sequence[str]) -> None:
    st.markdown("\n".join(f"- {label(line)}" for line in lines))


def _handed_over(row: JourneyRow) -> str:
    return "; ".join([*(f"within the step {said}" for said in row.within), *filter(None, [row.hand_over]), *row.across])


def _go_back(app: UseCases, viewer: Viewer, journey: Journey, nth: int) -> None:
    if journey_changing.act_as_seen(app, viewer, journey, app.journey_editing.revert, nth):
        state.set_parameter(state.VERSION, None)
