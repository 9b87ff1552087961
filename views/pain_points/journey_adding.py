"""From a pain point to a journey: its evidence, or one quotation of it, put onto a step."""

from collections.abc import Sequence

import streamlit as st

from domain.access import Role, Viewer
from domain.evidence import Evidence
from domain.journey_edits import PlaceEvidence
from domain.journeys import Journey
from use_cases.app import UseCases
from views import errors, filters, links, state, words
from views.journeys import journey_evidence
from views.markup import label

PAGE = links.PAIN_POINTS
CHOSEN_AT_FIRST = 12


def offer(app: UseCases, viewer: Viewer, evidence: Sequence[Evidence], *, key: str) -> None:
    """Show the button that opens the choice of a journey and a step; nothing to whoever draws no journeys."""
    if not viewer.may(Role.RESEARCHER):
        return
    st.button(
        "Add to a journey",
        key=state.key(PAGE, "add-to-journey", key),
        type="tertiary",
        icon=":material/route:",
        help="Puts this evidence onto a step of a journey of yours.",
        on_click=_open,
        args=(key,),
    )
    if st.session_state.get(state.ADDED_TO_JOURNEY) == key:
        _ask(app, viewer, evidence)


def _open(key: str | None = None) -> None:
    st.session_state[state.ADDED_TO_JOURNEY] = key


@st.dialog("Add to a journey", width="medium", on_dismiss=_open)
def _ask(app: UseCases, viewer: Viewer, evidence: Sequence[Evidence]) -> None:
    with errors.PageBoundary():
        titles = {row.id: row.title for row in app.journeys(viewer, mission=filters.mission_name()) if row.mine}
        if not titles:
            st.info("There is no journey here that you may change. Draft one first.", icon=":material/route:")
            links.to(links.JOURNEY_ROOM, "Open the Journey room", icon=":material/route:")
            return
        chosen = st.selectbox(
            "Journey", list(titles), format_func=titles.__getitem__, key=state.key(PAGE, "add", "journey")
        )
        journey = app.journey(viewer, chosen)
        if not journey.steps:
            st.info("That journey has no steps yet. Add one in the Journey room.", icon=":material/route:")
            return
        steps = list(journey.steps)
        step = journey_evidence.choose_step("Step", steps, key=state.key(PAGE, "add", "step", journey.id))
        observations = _choose_evidence(evidence)
        press = st.button(
            "Put it there",
            key=state.key(PAGE, "add", "do"),
            type="primary",
            disabled=not (step and observations),
        )
        if press and step:
            _put(app, viewer, journey, step, observations)


def _choose_evidence(evidence: Sequence[Evidence]) -> list[str]:
    said = {item.id: words.shortened(item.text) for item in evidence}
    if len(said) == 1:
        st.caption(label(next(iter(said.values()))))
        return list(said)
    return st.multiselect(
        "Quotations",
        list(said),
        default=list(said)[:CHOSEN_AT_FIRST],
        format_func=said.__getitem__,
        key=state.key(PAGE, "add", "quotations", next(iter(said)), len(said)),
    )


def _put(app: UseCases, viewer: Viewer, journey: Journey, step: str, observations: Sequence[str]) -> None:
    on_it = {placed.evidence.id for placed in journey.step_of(step).evidence}
    fresh = [name for name in observations if name not in on_it]
    if fresh:
        edits = [PlaceEvidence(observation_id=name, step_id=step) for name in fresh]
        app.journey_editing.edit(viewer, journey.id, *edits, version=journey.version)
    st.session_state[state.ADDED_TO_JOURNEY] = None
    already = len(observations) - len(fresh)
    there = f" {words.count(already, 'stood', 'stood')} there already." if already else ""
    st.success(f"{words.count(len(fresh), 'quotation')} put on the step.{there}", icon=":material/check:")
    links.to(
        links.JOURNEY_ROOM,
        "Open the step in the Journey room",
        icon=":material/route:",
        parameters={state.JOURNEY: journey.id, state.STEP: step},
    )
