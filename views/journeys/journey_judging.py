"""The buttons by which people judge what is proposed on a journey: "Keep", and "Not here" or "Put it back".

Each stays where it is when it is pressed, under its key, so that the keyboard's focus does too.
"""

import time
from collections.abc import Callable

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


def keep(
    app: UseCases, viewer: Viewer, journey: Journey, edit: JourneyEdit, *, key: str, is_kept: bool, info: str
) -> None:
    """Show the button that keeps something; once that is kept it says so, and a second press does nothing."""
    st.button(
        "Kept" if is_kept else "Keep",
        key=state.key(key, "keep"),
        type="tertiary",
        icon=":material/check_circle:" if is_kept else ":material/check:",
        help="It is kept here: nothing more to do." if is_kept else info,
        on_click=None if is_kept else pressed(journey_changing.change),
        args=(app, viewer, journey, edit),
    )


def turn(
    app: UseCases,
    viewer: Viewer,
    journey: Journey,
    edit: JourneyEdit,
    *,
    key: str,
    is_off: bool,
    info: str,
    done: Callable[[], None] | None = None,
) -> None:
    """Show the button that takes something off, or puts back what was: ``edit`` says which. ``done`` follows it."""
    st.button(
        "Put it back" if is_off else "Not here",
        key=state.key(key, "not"),
        type="tertiary",
        icon=":material/undo:" if is_off else ":material/close:",
        help=info,
        on_click=_turn,
        args=(app, viewer, journey, edit, key, done),
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
