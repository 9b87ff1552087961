"""Small forms that open below a row of buttons, one at a time.

They stand in the page, not in a window over it: Tab goes from the button on into the form, which it does not do with
Streamlit's popover (1.67), and a reader of screens meets them where they are opened.
"""

import streamlit as st

from views import leading, state

OPENING_MILLISECONDS = 1000


def opener(title: str, *, key: str, icon: str, tertiary: bool = False, info: str | None = None) -> bool:
    """Show the button that opens and closes a panel; tell whether it is open.

    It says so at all times: with its hint the button would come and go, and the keyboard's place with it.
    """
    is_open = is_opened(key)
    st.button(
        title,
        key=key,
        icon=":material/expand_less:" if is_open else icon,
        type="tertiary" if tertiary else "secondary",
        help="Press again to close it." if is_open else info or "Opens below.",
        on_click=_turn,
        args=(key,),
    )
    return is_open


def is_opened(key: str) -> bool:
    """Tell whether the panel of that button is open."""
    return bool(st.session_state.get(state.JOURNEY_PANEL) == key)


def close() -> None:
    """Close what is open."""
    st.session_state[state.JOURNEY_PANEL] = None


def lead_to_opened(key: str) -> None:
    """Bring the container of this key, in which a panel was drawn, into sight if the last press opened it."""
    if st.session_state.pop(state.JOURNEY_PANEL_NEW, False):
        leading.to(f".st-key-{key}", block="nearest", for_milliseconds=OPENING_MILLISECONDS)


def _turn(key: str) -> None:
    st.session_state[state.JOURNEY_PANEL] = None if is_opened(key) else key
    st.session_state[state.JOURNEY_PANEL_NEW] = is_opened(key)
