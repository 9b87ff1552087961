"""Evidence as it stands on a step: its words, why it is there, and keeping it, taking it off or moving it."""

from functools import partial

import streamlit as st

from domain.access import Viewer
from domain.evidence import Evidence
from domain.journey_edits import AcceptEvidence, PlaceEvidence, RejectEvidence
from domain.journeys import Journey, PlacedEvidence, Step
from domain.sureness import sureness
from use_cases.app import UseCases
from views import links, quotation, state
from views.journeys import journey_changing, journey_judging, journey_panels
from views.markup import label
from views.pressing import pressed

PAGE = links.JOURNEY_ROOM


def show(
    app: UseCases,
    viewer: Viewer,
    journey: Journey,
    step: Step,
    placed: PlacedEvidence,
    told: Evidence | None,
    *,
    mine: bool,
) -> None:
    """Show evidence on a step with its reason; ``told`` is the same with its neighbours, where it was read."""
    draw = partial(_offer, app, viewer, journey, step, placed) if mine else None
    name = state.key(step.id, placed.evidence.id)
    with st.container(gap="small", key=state.key(PAGE, "placed", name)):
        quotation.show(told or placed.evidence, beside=draw, key=state.key(PAGE, name))
        st.caption(why(placed))
        if mine and journey_panels.is_opened(_mover(step, placed)):
            _move(app, viewer, journey, step, placed.evidence.id)


def why(placed: PlacedEvidence) -> str:
    """Return in words why evidence stands where it does, and who kept it there."""
    said = []
    if placed.accepted_by:
        said.append(journey_judging.kept_by(placed.accepted_by, placed.accepted_at))
    else:
        sure = sureness(placed)
        said.append(f"Proposed, {sure.value}: nobody has kept it yet." if sure else "Proposed: nobody has kept it yet.")
    if placed.reason:
        said.append(f"Why here: {label(placed.reason.rstrip('.'))}.")
    return " ".join(said)


def _offer(app: UseCases, viewer: Viewer, journey: Journey, step: Step, placed: PlacedEvidence) -> None:
    name = placed.evidence.id
    key = state.key(PAGE, "evidence", step.id, name)
    journey_judging.keep(
        app,
        viewer,
        journey,
        AcceptEvidence(observation_id=name, step_id=step.id),
        key=key,
        is_kept=bool(placed.accepted_by),
        info="It belongs on this step. Your name and the day are kept beside it.",
    )
    st.button(
        "Not here",
        key=state.key(key, "not"),
        type="tertiary",
        icon=":material/close:",
        help="Takes it off this step and puts it with what fits nowhere. It is not placed here again.",
        on_click=pressed(journey_changing.change),
        args=(app, viewer, journey, RejectEvidence(observation_id=name, step_id=step.id)),
    )
    if len(journey.steps) > 1:
        journey_panels.opener("Move to…", key=_mover(step, placed), icon=":material/move_down:", tertiary=True)


def _mover(step: Step, placed: PlacedEvidence) -> str:
    return state.key(PAGE, "mover", step.id, placed.evidence.id)


def _move(app: UseCases, viewer: Viewer, journey: Journey, step: Step, name: str) -> None:
    others = [other for other in journey.steps if other.id != step.id]
    key = state.key(PAGE, "move", step.id, name)
    with st.container(border=True, horizontal=True, vertical_alignment="bottom"):
        choose_step("It belongs to", others, key=key)
        st.button(
            "Move it there",
            key=state.key(key, "do"),
            type="primary",
            on_click=_moved,
            args=(app, viewer, journey, name, step.id, key),
        )


def choose_step(title: str, steps: list[Step], *, key: str) -> str | None:
    """Let a step be chosen, by typing a part of its name or by arrows; return its identifier."""
    named = {step.id: f"{step.order}. {step.step}" for step in steps}
    if st.session_state.get(key) not in named:
        st.session_state.pop(key, None)
    return st.selectbox(title, list(named), format_func=named.__getitem__, key=key)


def _moved(app: UseCases, viewer: Viewer, journey: Journey, name: str, from_step: str, key: str) -> None:
    to_step = st.session_state.get(key)
    if to_step:
        edit = PlaceEvidence(observation_id=name, step_id=to_step, from_step=from_step)
        journey_changing.change(app, viewer, journey, edit)
