"""What the lists of decisions share: doing what a button says, and saying who decided when and who took it back."""

from collections.abc import Callable

import streamlit as st

from domain.errors import ThroughlineError
from views import errors, state, words
from views.markup import label


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


def notice(said: str, take_back: Callable[[], None], *, act: str, remembered_as: str) -> None:
    """Show what was decided just now, in sight wherever one has scrolled to, until it is undone or closed."""
    with st.container(
        border=True, horizontal=True, vertical_alignment="center", key=state.key("undo-notice", remembered_as)
    ):
        st.markdown(label(said))
        if st.button("Undo", key=state.key("undo", remembered_as, act), icon=":material/undo:"):
            do(take_back, remembered_as=remembered_as)
        if st.button("Close", key=state.key("close", remembered_as, act), type="tertiary"):
            st.session_state[remembered_as] = None
            st.rerun()


def by(decided_by: str, decided_at: str, back_by: str = "", back_at: str = "") -> str:
    """Return who decided when, and who took it back when somebody did."""
    said = f"{decided_by}, {words.moment(decided_at, state.timezone())}."
    return f"{said} Taken back by {back_by}, {words.moment(back_at, state.timezone())}." if back_at else said
