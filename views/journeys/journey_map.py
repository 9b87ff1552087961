"""One journey: its map, what is always in sight above it, and below it the part that is chosen."""

from collections.abc import Callable

import streamlit as st

from domain.access import Viewer
from domain.gap_groups import gap_groups, unsaid
from domain.journeys import Journey, JourneyForm, JourneySummary, Step
from domain.sureness import HARDLY_TOLD, is_only_guessed, quotations_counted
from domain.told_first import pain_points_in_full
from use_cases.app import UseCases
from use_cases.journeys.journey_drawing import MapWishes
from use_cases.journeys.journey_network import behind
from views import cached, links, marking, state, tables, words
from views.journeys import (
    journey_about,
    journey_bar,
    journey_changing,
    journey_comparing,
    journey_drawing,
    journey_focus,
    journey_hand_overs,
    journey_kit,
    journey_publishing,
    journey_steps,
    journey_suggested,
    journey_tray,
    journey_versions,
)
from views.journeys.gap_groups import show as show_groups
from views.markup import label

PAGE = links.JOURNEY_ROOM
PART = state.key(PAGE, "part")
STEPS, HAND_OVERS, TRAY, SUGGESTED = "steps", "hand_overs", "tray", "suggested"
VERSIONS, COMPARE, KIT, ABOUT = "versions", "compare", state.KIT, "about"
SHOWN_BY: dict[str, Callable[..., None]] = {
    STEPS: journey_steps.show,
    HAND_OVERS: journey_hand_overs.show,
    TRAY: journey_tray.show,
    SUGGESTED: journey_suggested.show,
    VERSIONS: journey_versions.show,
    COMPARE: journey_comparing.show,
}
"""What shows each part of a journey, below its map; ``SHOW`` in the address names it."""
HEAD = ("Step", "Stage", "What is done", "Organisation", "Service", "Systems", "Channel", "Rests on", "Pain points")


def show(app: UseCases, viewer: Viewer, identifier: str) -> None:
    """Show a journey. Raises NotFound."""
    journey = cached.journey(app, viewer=viewer, identifier=identifier, revision=app.revision())
    row = app.journey_publishing.journey(viewer, identifier)
    with st.container():  # what comes and goes in it moves nothing below, which else would lose the keyboard's place
        _show_head(app, viewer, journey, row)
    with st.container():
        above = st.container()
        part = _choose_part(journey)
    with above:
        _show_map(app, viewer, journey, part)
    if part == ABOUT:
        journey_about.show(app, viewer, journey, row)
    elif part == KIT:
        st.header("Sprint kit", anchor=False)
        journey_kit.show(app, viewer, journey)
    else:
        SHOWN_BY[part](app, viewer, journey, mine=row.mine)
    _show_foot(app, viewer, journey, row)
    journey_focus.follow()


def _show_head(app: UseCases, viewer: Viewer, journey: Journey, row: JourneySummary) -> None:
    st.title(label(journey.title), anchor=False)
    marking.show(journey.marking)
    steps = words.count(len(journey.steps), "step")
    form = words.FORM[journey.form]
    parts = (steps, label(journey.actor), form, journey_publishing.state_words(row, viewer))
    st.caption(" · ".join(filter(None, parts)))
    if is_only_guessed(journey.steps):
        st.warning(HARDLY_TOLD, icon=":material/search_off:")
    journey_bar.show(app, viewer, journey, mine=row.mine)
    journey_changing.show_told(app, viewer, journey)


def _show_map(app: UseCases, viewer: Viewer, journey: Journey, part: str) -> None:
    with st.container(horizontal=True, key=state.key(PAGE, "how-drawn")):
        whole = st.toggle("Fit the whole map into the width", key=state.key(PAGE, "whole"))
        feelings = st.toggle(
            "How it felt", key=journey_drawing.FEELINGS, help="A row of what was said of each step, with its counts."
        )
        by_actor = st.toggle("A lane for each person", key=journey_drawing.BY_ACTOR)
    step = journey_steps.chosen(journey) if part == STEPS else None
    wishes = MapWishes(theme="auto", feelings=feelings, by_actor=by_actor, titled=False)
    journey_drawing.show(app, viewer, journey, step, wishes=wishes, style="tl-whole" if whole else "")


def _choose_part(journey: Journey) -> str:
    """Let a part of the journey be chosen, which the address names; return it."""
    titles = {
        STEPS: f"Steps ({len(journey.steps)})",
        HAND_OVERS: f"Hand-overs ({len(journey.hand_overs)})",
        TRAY: f"Fits nowhere yet ({len(journey.tray)})",
        SUGGESTED: f"Suggested steps ({len(journey.suggested)})",
        VERSIONS: "Versions",
        COMPARE: "Compare",
        KIT: "Sprint kit",
        ABOUT: "About and sharing",
    }
    named = state.parameter(state.SHOW)
    st.session_state[PART] = named if named in titles else STEPS
    chosen = st.segmented_control(
        "What to look at",
        list(titles),
        format_func=titles.__getitem__,
        key=PART,
        on_change=_remember_part,
        label_visibility="collapsed",
    )
    return chosen or STEPS


def _remember_part() -> None:
    if state.is_shown(state.PROJECTOR):
        return
    chosen = st.session_state[PART]
    state.set_parameter(state.SHOW, None if chosen in {None, STEPS} else chosen)
    for name in (state.HAND_OVER, state.VERSION, state.BESIDE_JOURNEY):
        state.set_parameter(name, None)


def _show_foot(app: UseCases, viewer: Viewer, journey: Journey, row: JourneySummary) -> None:
    _show_gaps(app, viewer, journey)
    with st.expander("The whole map as a table", key=state.key(PAGE, "table")):
        rows = [_step_row(step) for step in journey.steps]
        held = tables.Held(observations=journey.rests_on)
        named = (journey.title, "steps")
        tables.show("Steps in order", HEAD, rows, key="steps", marking=journey.marking, held=held, named=named)
    if not row.mine:
        whose = label(row.team) if row.team else "whoever made it"
        st.caption(f"Only {whose} changes this journey and says who sees it.")


def _show_gaps(app: UseCases, viewer: Viewer, journey: Journey) -> None:
    """Show what is missing, put together and gravest first, and every sentence of it behind one more fold."""
    groups = gap_groups(app.journey_network.with_owners(viewer, behind([journey]).gaps))
    rest, is_plan = unsaid(journey), journey.form is JourneyForm.TO_BE
    if not (groups or rest or journey.gaps):
        return
    title = f"What is missing: {words.count(len(groups), 'thing')} to see to, gravest first"
    with st.expander(title, icon=":material/link_off:", key=state.key(PAGE, "gaps")):
        show_groups(groups, key=state.key(PAGE, "gaps"), with_journey=False, is_plan=is_plan)
        if rest:
            st.markdown("**What the evidence does not say**")
            st.markdown("\n".join(f"- {label(line)}" for line in rest))
        if journey.gaps and st.toggle(f"Show all {len(journey.gaps)} sentences", key=state.key(PAGE, "every-gap")):
            st.markdown("\n".join(f"- {label(gap)}" for gap in journey.gaps))


def _step_row(step: Step) -> tuple[object, ...]:
    return (
        step.order,
        step.stage,
        step.step,
        step.organisation,
        step.service,
        words.listed(step.systems),
        words.CHANNEL[step.channel],
        quotations_counted(step.evidence, none="assumption"),
        "; ".join(pain_points_in_full(step)) or "none found",
    )
