"""Files to take along: the one button for them, which makes a file when it is pressed."""

from collections.abc import Callable
from typing import Literal

import streamlit as st


def offer(
    title: str,
    made: Callable[[], bytes],
    *,
    name: str,
    media_type: str,
    key: str,
    kind: Literal["secondary", "tertiary"] = "secondary",
) -> None:
    """Show the button for a file, which ``made`` makes once it is pressed; ``use_cases.file_names`` names it."""
    st.download_button(
        title,
        made,
        file_name=name,
        mime=media_type,
        key=key,
        icon=":material/download:",
        type=kind,
        on_click="ignore",
    )
