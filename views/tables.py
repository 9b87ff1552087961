"""Tables that can be taken along: every table of the app is shown, or offered as a file, through here."""

import re
from collections.abc import Callable, Sequence
from functools import partial

import streamlit as st

from domain.access import Marking
from domain.evidence import Evidence
from use_cases.tables import FORMS, evidence_file, table_file
from views import state
from views.markup import label, table

_NOT_IN_FILE_NAMES = re.compile(r"[^\w]+")

Row = Sequence[object]


def show(caption: str, head: Sequence[str], rows: Sequence[Row], *, key: str, marking: Marking | None = None) -> None:
    """Show a table of plain values with its caption, and offer it as CSV and Excel."""
    st.html(table(caption, head, rows))
    offer(caption, head, rows, key=key, marking=marking)


def offer(caption: str, head: Sequence[str], rows: Sequence[Row], *, key: str, marking: Marking | None = None) -> None:
    """Offer a table as CSV and Excel, each cell escaped; Streamlit's own download escapes nothing."""
    _buttons(caption, key, lambda form: table_file(form, caption, head, rows, marking=marking))


def offer_evidence(caption: str, evidence: Sequence[Evidence], *, key: str, marking: Marking | None = None) -> None:
    """Offer observations as CSV and Excel, a row each: exact words, whom they are about, where they stand."""
    held = [item.id for item in evidence]
    _buttons(caption, key, lambda form: evidence_file(form, caption, evidence, marking=marking), observations=held)


def _buttons(caption: str, key: str, written: Callable[[str], bytes], *, observations: Sequence[str] = ()) -> None:
    note = st.session_state[state.EXPORTED]

    def taken(form: str) -> bytes:
        content = written(form)
        note(f"{key} as {form}", observations=observations)
        return content

    name = _NOT_IN_FILE_NAMES.sub("-", caption.casefold()).strip("-") or "table"
    with st.container(horizontal=True, gap="small", key=state.key("take", key)):
        for form, (called, media_type) in FORMS.items():
            st.download_button(
                f"{label(caption)} ({called})",
                partial(taken, form),
                file_name=f"{name}.{form}",
                mime=media_type,
                key=state.key("take", key, form),
                icon=":material/download:",
                type="tertiary",
                on_click="ignore",
            )
