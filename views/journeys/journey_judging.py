"""The buttons by which people judge what is proposed on a journey: "Keep", and "Not here" or "Put it back".

Each stays where it is when it is pressed, under its key, so that the keyboard's focus does too.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st

from domain.access import Viewer
from domain.journey_edits import JourneyEdit
from domain.journeys import Journey
from use_cases.app import UseCases
from views import state, undoing
from views.journeys import journey_changing
from views.markup import label
from views.pressing import pressed

SOONEST = 0.6
"""Seconds after a press before the same button, which says the opposite then, is taken to be meant again."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Judged:
    """What is judged: ``keeps`` and ``turns`` are the edits of its two buttons, with what each says when pointed at.

    ``turns`` takes it off, or puts it back where it ``is_off``.
    """

    keeps: JourneyEdit
    keeps_info: str
    is_kept: bool
    turns: JourneyEdit
    turns_info: str
    is_off: bool


def offer(
    app: UseCases,
    viewer: Viewer,
    journey: Journey,
    judged: Judged,
    *,
    key: str,
    done: Callable[[], None] | None = None,
) -> None:
    """Show both buttons; what was taken off is only put back. ``done`` follows taking off and putting back."""
    with st.container(width="content"):  # goes with what is taken off, and moves no button beside it
        if not judged.is_off:
            _offer_keeping(app, viewer, journey, judged, key)
    st.button(
        "Put it back" if judged.is_off else "Not here",
        key=state.key(key, "not"),
        type="tertiary",
        icon=":material/undo:" if judged.is_off else ":material/close:",
        help=judged.turns_info,
        on_click=_turn,
        args=(app, viewer, journey, judged.turns, key, done),
    )


def _offer_keeping(app: UseCases, viewer: Viewer, journey: Journey, judged: Judged, key: str) -> None:
    """Show the button that keeps it; once it is kept that says so, and a second press does nothing."""
    st.button(
        "Kept" if judged.is_kept else "Keep",
        key=state.key(key, "keep"),
        type="tertiary",
        icon=":material/check_circle:" if judged.is_kept else ":material/check:",
        help="It is kept here: nothing more to do." if judged.is_kept else judged.keeps_info,
        on_click=None if judged.is_kept else pressed(journey_changing.change),
        args=(app, viewer, journey, judged.keeps),
    )


def _turn(
    app: UseCases, viewer: Viewer, journey: Journey, edit: JourneyEdit, key: str, done: Callable[[], None] | None
) -> None:
    last, at = st.session_state.get(state.JOURNEY_TURNED, ("", 0.0))
    if last == key and time.monotonic() - at < SOONEST:
        return
    if journey_changing.change(app, viewer, journey, edit):
        st.session_state[state.JOURNEY_TURNED] = (key, time.monotonic())
        if done:
            done()


def kept_by(name: str, at: str | None) -> str:
    """Return who kept something, and when, in a sentence."""
    return f"Kept here by {_when(name, at)}."


def taken_off_by(name: str, at: str) -> str:
    """Return who took something off, and when, in a sentence."""
    return f"Taken off here by {_when(name, at)}."


def _when(name: str, at: str | None) -> str:
    return label((undoing.by(name, at) if at else name).rstrip("."))
