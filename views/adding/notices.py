"""What to look at in many files: each thing said once, with the files that it holds for."""

from collections.abc import Iterable, Sequence

import streamlit as st

from views import words
from views.markup import label


def show(files: Iterable[tuple[str, Sequence[str]]]) -> None:
    """Show each warning once; nothing to warn of: nothing shown."""
    holding: dict[str, list[str]] = {}
    number = 0
    for name, warnings in files:
        number += 1
        for warning in warnings:
            holding.setdefault(warning, []).append(name)
    if holding:
        said = "\n".join(f"- {label(warning)} {_of(names, number)}" for warning, names in holding.items())
        st.warning(f"**What to check**\n\n{said}", icon=":material/visibility:")


def _of(names: Sequence[str], number: int) -> str:
    """Return in small print which files a warning holds for; nothing to say of the only one."""
    if number == 1:
        return ""
    return f":small[({'all files' if len(names) == number else label(words.few(names))})]"
