"""What pages with decisions share: their list, doing what a button says, and who decided when or took it back."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from domain.errors import InvalidRequest, ThroughlineError
from views import errors, state, words
from views.markup import label

LISTED_AT_FIRST = 10


@dataclass(frozen=True, kw_only=True, slots=True)
class Decision:
    """A decision as it is listed: what was decided, and by whom. One that does not stand was taken back."""

    act: str
    said: str
    by: str
    stands: bool


Decided = TypeVar("Decided")


def show_history(
    decided: Sequence[Decided],
    listed: Callable[[Decided], Decision],
    take_back: Callable[[str], None],
    *,
    page: str,
    may_undo: bool,
    remembered_as: str,
) -> None:
    """Show what people decided, in the order given; each is told as ``listed``, and whoever may can take it back."""
    if not decided:
        return
    with st.expander(f"What people decided ({len(decided):,})", key=state.key(page, "history")):
        every = st.session_state.get(state.key(page, "all-history"))
        for decision in map(listed, decided if every else decided[:LISTED_AT_FIRST]):
            with st.container(horizontal=True, vertical_alignment="center"):
                st.markdown(label(f"{decision.said} {decision.by}"))
                if decision.stands and may_undo and _pressed_undo(page, decision):
                    do(partial(take_back, decision.act), remembered_as=remembered_as)
        if len(decided) > LISTED_AT_FIRST:
            st.toggle("Show all of them", key=state.key(page, "all-history"))


def _pressed_undo(page: str, decision: Decision) -> bool:
    key = state.key(page, "undo", decision.act)
    return st.button("Undo", key=key, icon=":material/undo:", help=label(f"Take back: {decision.said}"))


def do(work: Callable[[], str | None], *, remembered_as: str | None = None) -> None:
    """Do what a button says and show the page anew; an error is told beside the button.

    What ``work`` returns, an act that can be taken back, is remembered in the session under a key when one is given.
    """
    try:
        act = work()
    except ThroughlineError as error:
        errors.show(error)
        return
    if remembered_as is not None:
        st.session_state[remembered_as] = act
    st.rerun()


def do_in_callback(work: Callable[[], str | None], *, remembered_as: str) -> None:
    """Do what a widget's change says and remember the act; an error is told on the page that follows it."""
    try:
        st.session_state[remembered_as] = work()
    except ThroughlineError as error:
        st.toast(label(f"{error.problem} {error.remedy}"), icon=":material/error:")


def chosen(choice: str | None) -> str:
    """Return what was chosen in a form. Raises InvalidRequest for nothing: a form's button waits for no choice."""
    if choice is None:
        raise InvalidRequest("Nothing is chosen yet.", remedy="Choose one, then press the button again.")
    return choice


def notice(said: str, take_back: Callable[[], None], *, act: str, remembered_as: str) -> DeltaGenerator:
    """Show what was decided just now, in sight wherever one has scrolled to, until it is undone or closed.

    The box is returned, for what else is to stand in it.
    """
    box = st.container(
        border=True, horizontal=True, vertical_alignment="center", key=state.key("undo-notice", remembered_as)
    )
    with box:
        st.markdown(label(said))
        if st.button("Undo", key=state.key("undo", remembered_as, act), icon=":material/undo:"):
            do(take_back, remembered_as=remembered_as)
        if st.button("Close", key=state.key("close", remembered_as, act), type="tertiary"):
            st.session_state[remembered_as] = None
            st.rerun()
    return box


def by(decided_by: str, decided_at: str, back_by: str = "", back_at: str = "") -> str:
    """Return who decided when, and who took it back when somebody did."""
    said = f"{words.who(decided_by)}, {words.moment(decided_at, state.timezone())}."
    return f"{said} Taken back by {words.who(back_by)}, {words.moment(back_at, state.timezone())}." if back_at else said
