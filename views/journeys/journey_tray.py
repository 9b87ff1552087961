"""What fits nowhere yet: evidence on a journey's subject that no step holds, and putting it onto one."""

from functools import partial

import streamlit as st

from domain.access import Viewer
from domain.journey_edits import PlaceEvidence
from domain.journeys import Journey
from domain.placed_evidence import MOST_IN_TRAY, PlacedEvidence
from use_cases.app import UseCases
from views import links, quotation, state
from views.journeys import journey_changing, journey_evidence, journey_focus, journey_panels
from views.markup import label

PAGE = links.JOURNEY_ROOM
SHOWN_AT_FIRST = 10
SHOWN_AT_MOST = 60
_ELSEWHERE = "What else no step holds is not listed: *What do we know?* finds it."


def show(app: UseCases, viewer: Viewer, journey: Journey, *, mine: bool) -> None:
    """Show the tray, the best first, each with why it is here; whoever may edit moves it onto a step."""
    st.header("Fits nowhere yet", anchor=False)
    if not journey.tray:
        st.info(f"Nothing waits here: {_why_empty(journey)}")
        return
    st.caption(
        "It may be about this journey and no step holds it. Put it where it belongs, or leave it. A draft lays "
        f"{MOST_IN_TRAY} sentences here at most, those that tell most. {_ELSEWHERE}"
    )
    asked = st.text_input("Show only what says", key=state.key(PAGE, "tray-words"), icon=":material/search:")
    found = [placed for placed in journey.tray if asked.strip().casefold() in placed.evidence.text.casefold()]
    if not found:
        st.markdown("Nothing here says that.")
    toggle = state.key(PAGE, "tray-all")
    most = SHOWN_AT_MOST if st.session_state.get(toggle) else SHOWN_AT_FIRST
    told = {item.id: item for item in app.evidence(viewer, [placed.evidence.id for placed in found[:most]])}
    for placed in found[:most]:
        draw = partial(_offer, placed) if mine and journey.steps else None
        with st.container(gap="small", key=state.key(PAGE, "in-tray", placed.evidence.id)):
            evidence = told.get(placed.evidence.id, placed.evidence)
            quotation.show(evidence, query=asked, beside=draw, key=state.key(PAGE, "tray", evidence.id))
            if placed.reason:
                st.caption(f"Why it is here: {label(placed.reason.rstrip('.'))}.")
            if draw and journey_panels.is_opened(_mover(placed)):
                _put_on_a_step(app, viewer, journey, placed)
    if len(found) > SHOWN_AT_FIRST:
        st.toggle(f"Show more of the {len(found)}", key=toggle)
    if len(found) > SHOWN_AT_MOST and st.session_state.get(toggle):
        st.caption(f"{SHOWN_AT_MOST} are shown: search for a word to find others.")


def _why_empty(journey: Journey) -> str:
    """Return in words why nothing waits in the tray: all was placed, or there is none."""
    if not journey.steps:
        return "this journey has no steps yet, and no evidence. Add steps first."
    if not any(step.evidence for step in journey.steps):
        return "no evidence on this subject was found, or none was looked for. No step holds any yet."
    return f"what was laid here stands on a step, or nothing was. {_ELSEWHERE}"


def _mover(placed: PlacedEvidence) -> str:
    return state.key(PAGE, "out-of-tray", placed.evidence.id)


def _offer(placed: PlacedEvidence) -> None:
    journey_panels.opener("Move to step…", key=_mover(placed), icon=":material/move_up:", tertiary=True)


def _put_on_a_step(app: UseCases, viewer: Viewer, journey: Journey, placed: PlacedEvidence) -> None:
    key = state.key(PAGE, "from-tray", placed.evidence.id)
    with st.container(border=True, horizontal=True, vertical_alignment="bottom"):
        journey_evidence.choose_step("It belongs to", list(journey.steps), key=key)
        st.button(
            "Put it there",
            key=state.key(key, "do"),
            type="primary",
            on_click=_put,
            args=(app, viewer, journey, placed.evidence.id, key),
        )


def _put(app: UseCases, viewer: Viewer, journey: Journey, observation: str, key: str) -> None:
    step = st.session_state.get(key)
    if step:
        edit = PlaceEvidence(observation_id=observation, step_id=step)
        if journey_changing.change(app, viewer, journey, edit):
            places = [placed.evidence.id for placed in journey.tray]
            after = journey.tray[places.index(observation) + 1 :][:1]
            journey_focus.lead_to(*map(_mover, after), state.key(PAGE, "tray-words"))
