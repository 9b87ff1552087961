"""What is the same for many lines of a check, said once: it is filled in where nobody has said it."""

from collections.abc import Mapping, Sequence

import streamlit as st

from domain.catalogue import UNRECORDED
from domain.dates import FORMS, typed_date
from views import errors, links, state
from views.adding import check_rows
from views.adding.check_rows import Row, filled_in

PAGE = links.ADD_AND_CHECK
FEWEST_LINES = 2
ASKED = {"organisation": "Who did the research", "date": "When"}
EXAMPLES = {"organisation": "An organisation", "date": "14 March 2026"}
Open = Mapping[str, Sequence[int]]
"""The lines in which nobody has said something, by its column."""


def show(job: str, rows: Sequence[Row]) -> None:
    """Offer a field for what several lines lack, and a button that fills it in there; nothing where none do.

    What stands in a line already stays.
    """
    lacking = {column: [at for at, row in enumerate(rows) if _is_open(row, column)] for column in ASKED}
    several = {column: lines for column, lines in lacking.items() if len(lines) >= FEWEST_LINES}
    if not several:
        return
    with st.container(border=True, key=_key(job, "lines")):
        st.markdown("**The same for several lines**")
        st.caption("It is filled in where nobody has said it. What stands in a line already stays.")
        for field, (column, lines) in zip(st.columns(len(several)), several.items(), strict=True):
            field.text_input(
                f"{ASKED[column]}: {len(lines)} lines", key=_key(job, column), placeholder=EXAMPLES[column],
                help=f"Such as {FORMS}" if column == "date" else None,
            )  # fmt: skip
        is_ready = False
        with errors.PageBoundary():
            typed_date(_typed(job, "date"), ASKED["date"])
            is_ready = any(_typed(job, column) for column in several)
        st.button(
            "Fill in", key=_key(job, "take"), icon=":material/check:", disabled=not is_ready,
            on_click=_fill_in, args=(job, several),
        )  # fmt: skip


def _is_open(row: Row, column: str) -> bool:
    """Tell whether nobody has said it of a file of which anything can be kept."""
    return row["observations"] > 0 and filled_in(row[column]) in {None, UNRECORDED}


def _fill_in(job: str, several: Open) -> None:
    changes: dict[int, dict[str, str]] = {}
    for column, lines in several.items():
        if said := _typed(job, column):
            for at in lines:
                changes.setdefault(at, {})[column] = said
    check_rows.change(job, changes)


def _typed(job: str, column: str) -> str:
    return str(st.session_state.get(_key(job, column)) or "").strip()


def _key(job: str, name: str) -> str:
    return state.key(PAGE, "open-lines", job, name)
