"""The marking that holds for what a page shows."""

import streamlit as st

from domain.access import Marking


def show(marking: Marking | None) -> None:
    """Show a marking above what it holds for; nothing where there is none."""
    if marking is not None:
        st.html(f'<p class="tl-marking"><span class="tl-tag tl-tag-marking">{marking.value}</span></p>')
