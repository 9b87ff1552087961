"""The marking that holds for what a page shows."""

import streamlit as st

from domain.access import Marking
from views.markup import label


def show(marking: Marking | None, *, why: str = "") -> None:
    """Show a marking above what it holds for, and ``why`` where that is not plain; nothing where there is none."""
    if marking is not None:
        st.html(f'<p class="tl-marking"><span class="tl-tag tl-tag-marking">{marking.value}</span></p>')
        if why:
            st.caption(f"It is marked so {label(why)}.")
