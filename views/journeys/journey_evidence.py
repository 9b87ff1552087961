"""Evidence as it stands on a step: its words, why it is there, and keeping it, taking it off or moving it."""

from functools import partial
from typing import TypeAlias

import streamlit as st

from domain.access import Viewer
from domain.evidence import Evidence
from domain.journey_edits import AcceptEvidence, PlaceEvidence, PutBackEvidence, RejectEvidence
from domain.journeys import Journey, Step, StepPainPoint
from domain.placed_evidence import PlacedEvidence
from domain.sureness import sureness
from domain.told_first import by_kind
from use_cases.app import UseCases
from views import links, quotation, state
from views.journeys import journey_changing, journey_focus, journey_judging, journey_panels
from views.markup import label

PAGE = links.JOURNEY_ROOM
_Off: TypeAlias = tuple[PlacedEvidence, tuple[StepPainPoint, ...]]
"""What was taken off a step, as it stood there, and the pain points of the step then."""
_TAKEN_OFF = "Taken off this step, and not placed here again."


def show(
    app: UseCases,
    viewer: Viewer,
    journey: Journey,
    step: Step,
    placed: PlacedEvidence,
    told: Evidence | None,
    *,
    mine: bool,
    is_off: bool = False,
) -> None:
    """Show evidence on a step with its reason; ``told`` is the same with its neighbours, where it was read.

    What ``is_off`` was taken off just now, and stays in its place to be put back.
    """
    draw = partial(_offer, app, viewer, journey, step, placed, is_off) if mine else None
    name = state.key(step.id, placed.evidence.id)
    with st.container(gap="small", key=state.key(PAGE, "placed", name)):
        quotation.show(told or placed.evidence, beside=draw, key=state.key(PAGE, name))
        st.caption(f"{_TAKEN_OFF} {_left(journey, placed)}" if is_off else why(placed))
        if mine and not is_off and journey_panels.is_opened(_mover(step, placed)):
            _move(app, viewer, journey, step, placed.evidence.id)


def taken_off(journey: Journey, step: Step) -> dict[str, PlacedEvidence]:
    """Return what was taken off this step since it is looked at, as it stood there, by observation.

    It is forgotten once another step is shown: from then on it is with what fits nowhere.
    """
    held = _held(journey, step)
    if not held:
        st.session_state[state.JOURNEY_OFF] = None
    standing = {placed.evidence.id for placed in step.evidence}
    rejected = {row.observation_id for row in journey.rejected if row.step_id == step.id and row.to_step_id is None}
    return {name: placed for name, (placed, _) in held.items() if name in rejected - standing}


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


def _offer(app: UseCases, viewer: Viewer, journey: Journey, step: Step, placed: PlacedEvidence, is_off: bool) -> None:
    where = {"observation_id": placed.evidence.id, "step_id": step.id}
    judged = journey_judging.Judged(
        keeps=AcceptEvidence(**where),
        keeps_info="It belongs on this step. Your name and the day are kept beside it.",
        is_kept=bool(placed.accepted_by),
        turns=PutBackEvidence(**where, pain_points=_held(journey, step)[placed.evidence.id][1])
        if is_off
        else RejectEvidence(**where),
        turns_info="Puts it on this step again and keeps it there."
        if is_off
        else "Takes it off this step and puts it with what fits nowhere, unless another step has it. "
        "It is not placed here again.",
        is_off=is_off,
    )
    key = state.key(PAGE, "evidence", step.id, placed.evidence.id)
    journey_judging.offer(app, viewer, journey, judged, key=key, done=partial(_keep_in_sight, journey, step, placed))
    if len(journey.steps) > 1 and not is_off:
        journey_panels.opener("Move to…", key=_mover(step, placed), icon=":material/move_down:", tertiary=True)


def _left(journey: Journey, off: PlacedEvidence) -> str:
    """Return where evidence is that was taken off a step."""
    standing = {placed.evidence.id for step in journey.steps for placed in step.evidence}
    return "It is on another step still." if off.evidence.id in standing else "It is with what fits nowhere yet."


def _keep_in_sight(journey: Journey, step: Step, placed: PlacedEvidence) -> None:
    off = _held(journey, step) | {placed.evidence.id: (placed, step.pain_points)}
    st.session_state[state.JOURNEY_OFF] = (journey.id, step.id, off)


def _held(journey: Journey, step: Step) -> dict[str, _Off]:
    held: tuple[str, str, dict[str, _Off]] | None = st.session_state.get(state.JOURNEY_OFF)
    return held[2] if held and held[:2] == (journey.id, step.id) else {}


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
        if journey_changing.change(app, viewer, journey, edit):
            journey_focus.lead_to(*_movers_beside(journey, from_step, name), state.key(PAGE, "step"))


def _movers_beside(journey: Journey, step_id: str, name: str) -> list[str]:
    """Return the keys of the buttons that move the quotations next to one on its step: after it, then before it."""
    step = journey.step_of(step_id)
    shown = [placed for group in by_kind(step.evidence) for placed in (*group.strongest, *group.others)]
    at = [placed.evidence.id for placed in shown].index(name)
    return [_mover(step, placed) for placed in (*shown[at + 1 : at + 2], *shown[max(at - 1, 0) : at])]
