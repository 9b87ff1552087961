"""Steps that evidence tells of and the list lacks: why each is suggested, and taking or dropping it."""

import streamlit as st

from domain.access import Viewer
from domain.journey_edits import DropSuggestion, TakeSuggestion
from domain.journeys import Journey, SuggestedStep
from use_cases.app import UseCases
from views import links, quotation, state, words
from views.journeys import journey_changing
from views.markup import label
from views.pressing import pressed

PAGE = links.JOURNEY_ROOM
QUOTED = 3


def show(app: UseCases, viewer: Viewer, journey: Journey, *, mine: bool) -> None:
    """Show the suggested steps in their order, each with its reason and evidence."""
    st.header("Suggested steps", anchor=False)
    if not journey.suggested:
        st.info("The evidence tells of no step that this journey lacks.")
        return
    st.caption("The evidence tells of these and the list has none like them. People's own order always wins.")
    for nth, suggestion in enumerate(journey.suggested):
        with st.container(border=True, key=state.key(PAGE, "suggestion", nth)):
            _show_one(app, viewer, journey, nth, suggestion, mine=mine)


def _show_one(
    app: UseCases, viewer: Viewer, journey: Journey, nth: int, suggestion: SuggestedStep, *, mine: bool
) -> None:
    st.markdown(f"### {label(suggestion.step)}")
    number = words.count(len(suggestion.evidence), "quotation")
    stage = f" · stage {label(suggestion.stage)}" if suggestion.stage else ""
    st.caption(f"{_place(journey, suggestion)}{stage} · {number}")
    if suggestion.reason:
        st.markdown(f"**Why:** {label(suggestion.reason)}")
    if mine:
        _offer(app, viewer, journey, nth, suggestion)
    shown = suggestion.evidence[:QUOTED]
    told = {item.id: item for item in app.evidence(viewer, [placed.evidence.id for placed in shown])}
    for placed in shown:
        quotation.show(told.get(placed.evidence.id, placed.evidence))
    if len(suggestion.evidence) > QUOTED:
        st.caption(f"{len(suggestion.evidence) - QUOTED} more stand on the step once it is taken.")


def _place(journey: Journey, suggestion: SuggestedStep) -> str:
    before = next((step for step in journey.steps if step.id == suggestion.after), None)
    return f"after {label(f'{before.order}. {before.step}')}" if before else "first of all"


def _offer(app: UseCases, viewer: Viewer, journey: Journey, nth: int, suggestion: SuggestedStep) -> None:
    name = state.key(PAGE, "suggested-name", nth, journey.version)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.text_input("Its name", value=suggestion.step, key=name)
        st.button(
            "Take",
            key=state.key(PAGE, "take", nth),
            type="primary",
            icon=":material/check:",
            on_click=_take,
            args=(app, viewer, journey, nth, name),
        )
        st.button(
            "Drop",
            key=state.key(PAGE, "drop", nth),
            icon=":material/close:",
            on_click=pressed(journey_changing.change),
            args=(app, viewer, journey, DropSuggestion(nth=nth)),
        )


def _take(app: UseCases, viewer: Viewer, journey: Journey, nth: int, name: str) -> None:
    said = str(st.session_state.get(name) or "").strip() or None
    journey_changing.change(app, viewer, journey, TakeSuggestion(nth=nth, step=said))
