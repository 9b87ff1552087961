"""What the lists of decisions share: doing what a button says, and saying who decided when and who took it back."""

from collections.abc import Callable

import streamlit as st

from domain.errors import ThroughlineError
from views import errors, state, words


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


def by(decided_by: str, decided_at: str, back_by: str = "", back_at: str = "") -> str:
    """Return who decided when, and who took it back when somebody did."""
    said = f"{decided_by}, {words.moment(decided_at, state.timezone())}."
    return f"{said} Taken back by {back_by}, {words.moment(back_at, state.timezone())}." if back_at else said
