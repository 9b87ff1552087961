"""A button that shows what is folded under it, and hides it again. What it shows stands below it: Tab leads there."""

import streamlit as st

from views import state


def asked(number: int, *, key: str) -> bool:
    """Show the button over so many more; tell whether they are asked for. ``key`` names the place."""
    opened = state.key(key, "unfolded")
    is_open = bool(st.session_state.get(opened))
    st.button(
        f"Hide these {number:,}" if is_open else f"Show {number:,} more",
        key=state.key(key, "more"),
        icon=":material/expand_less:" if is_open else ":material/expand_more:",
        on_click=_turn,
        args=(opened,),
    )
    return is_open


def _turn(opened: str) -> None:
    st.session_state[opened] = not st.session_state.get(opened)
