"""The gaps of all journeys as lines to work through: narrowed by sort and state, one taken up, its owner proposed."""

from collections.abc import Sequence

import streamlit as st

from domain.access import Viewer
from domain.dependencies import GapState, JourneyGap, StepGap
from domain.gap_groups import gap_groups as groups
from domain.hand_overs import Gap
from domain.network_tables import gap_rows
from use_cases.app import UseCases
from use_cases.journeys.journey_network import BehindJourneys
from views import links, ownership, state, tables
from views.journeys import gap_groups
from views.markup import label

PAGE = links.JOURNEY_NETWORK
ALL = ""
CHOSEN = state.key(PAGE, "gap")


def show(app: UseCases, viewer: Viewer, found: BehindJourneys) -> None:
    """Show the gaps that pass what is chosen, offer them as files, and let one be taken up."""
    st.header("Gaps", anchor=False)
    if not found.gaps:
        st.markdown("Nothing is missing, as far as these journeys tell.")
        return
    st.caption(
        "What has to be done, gravest first: no owner or a broken link, then where evidence tells of trouble. A line "
        "unfolds to its places. A person may propose who sees to one."
    )
    passed = _narrowed(found.gaps)
    if not passed:
        st.info("No gap is of that sort and state.")
        return
    gap_groups.show(groups(passed), key=state.key(PAGE, "gaps"), with_journey=True)
    rows = gap_rows(passed)
    held = tables.Held(observations=found.observations)
    tables.offer(rows.title, rows.header, rows.rows, key="gaps", marking=found.marking, held=held)
    _take_one_up(app, viewer, passed)


def _narrowed(gaps: Sequence[JourneyGap]) -> list[JourneyGap]:
    kinds = {kind.value: kind for kind in (*Gap, *StepGap) if any(gap.kind is kind for gap in gaps)}
    with st.container(horizontal=True):
        kind = st.selectbox(
            "Sort of gap",
            [ALL, *kinds],
            key=state.key(PAGE, "kind"),
            format_func=lambda value: value.capitalize() if value else "Every sort",
        )
        how_far = st.selectbox(
            "Who sees to it",
            [ALL, *(each.value for each in GapState)],
            key=state.key(PAGE, "state"),
            format_func=lambda value: value.capitalize() if value else "Whoever, or nobody",
        )
    return [gap for gap in gaps if kind in {ALL, gap.kind.value} and how_far in {ALL, gap.state.value}]


def _take_one_up(app: UseCases, viewer: Viewer, gaps: Sequence[JourneyGap]) -> None:
    by_id = {gap.id: gap for gap in gaps}
    named = state.parameter(state.GAP)
    if st.session_state.get(CHOSEN) not in by_id:
        st.session_state[CHOSEN] = named if named in by_id else None
    chosen = st.selectbox(
        "Take up a gap",
        list(by_id),
        key=CHOSEN,
        format_func=lambda identifier: by_id[identifier].title,
        placeholder="Choose one of those listed",
        on_change=_remember,
    )
    if chosen:
        _show_one(app, viewer, by_id[chosen])


def _remember() -> None:
    state.set_parameter(state.GAP, st.session_state[CHOSEN])


def _show_one(app: UseCases, viewer: Viewer, gap: JourneyGap) -> None:
    with st.container(border=True, key=state.key(PAGE, "chosen-gap")):
        st.markdown(f"**{label(gap.kind.value.capitalize())}**, {label(gap.place)}")
        for place in dict.fromkeys(filter(None, (gap.step, gap.taker))):
            links.to(
                links.JOURNEY_ROOM,
                f"{label(place.journey)}, step {place.order}: {label(place.step)}",
                icon=":material/route:",
                parameters={state.JOURNEY: place.journey_id, state.STEP: str(place.order)},
            )
        ownership.show_owners(app, viewer, gap, gap.owners, likely=gap.organisations)
        links.copy(PAGE, {state.GAP: gap.id})
