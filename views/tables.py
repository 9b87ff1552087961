"""Tables that can be taken along: every table of the app is shown, or offered as a file, through here.

What is taken is written when somebody presses the button, and the audit told of it then: a page that is only looked at
writes neither.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

import streamlit as st

from domain.access import Marking
from domain.evidence import Evidence
from domain.insights import PainPoint, Wish
from use_cases.file_names import file_name
from use_cases.tables import FORMS, evidence_file, table_file
from views import downloads, state
from views.markup import label, table

Row = Sequence[object]


@dataclass(frozen=True, kw_only=True, slots=True)
class Held:
    """What a file holds by identifiers, so that it can be asked back when something of it is withdrawn."""

    observations: Sequence[str] = ()
    studies: Sequence[str] = ()

    @classmethod
    def by_points(cls, points: Iterable[PainPoint | Wish]) -> "Held":
        """Return the studies whose evidence makes pain points, or wishes, what they are: a file tells of them."""
        return cls(studies=sorted({fit.evidence.study_id for point in points for fit in point.evidence}))


NOTHING_HELD = Held()


def show(
    caption: str,
    head: Sequence[str],
    rows: Sequence[Row],
    *,
    key: str,
    marking: Marking | None = None,
    held: Held = NOTHING_HELD,
    named: Sequence[str] = (),
) -> None:
    """Show a table of plain values with its caption, and offer it as CSV and Excel."""
    st.html(table(caption, head, rows))
    offer(caption, head, rows, key=key, marking=marking, held=held, named=named)


def offer(
    caption: str,
    head: Sequence[str],
    rows: Sequence[Row],
    *,
    key: str,
    marking: Marking | None = None,
    held: Held = NOTHING_HELD,
    named: Sequence[str] = (),
) -> None:
    """Offer a table as CSV and Excel, each cell escaped; Streamlit's own download escapes nothing."""
    offer_file(
        caption, lambda form: table_file(form, caption, head, rows, marking=marking), key=key, held=held, named=named
    )


def offer_evidence(
    caption: str, evidence: Sequence[Evidence], *, key: str, marking: Marking | None = None, named: Sequence[str] = ()
) -> None:
    """Offer observations as CSV and Excel, a row each: exact words, whom they are about, where they stand."""
    held = Held(observations=[item.id for item in evidence])
    offer_file(
        caption, lambda form: evidence_file(form, caption, evidence, marking=marking), key=key, held=held, named=named
    )


def offer_file(
    caption: str,
    written: Callable[[str], bytes],
    *,
    key: str,
    held: Held | Callable[[str], Held] = NOTHING_HELD,
    forms: Mapping[str, tuple[str, str]] = FORMS,
    named: Sequence[str] = (),
) -> None:
    """Offer what is written in each form, CSV and Excel if none are named, once it is taken; write down that it left.

    ``forms`` are the endings of files, each with its name on screens and its media type. ``held`` may be asked for what
    was written in a form, once it is. ``named`` are the title of what it is of and what it is, for the file's name; the
    caption if none are.
    """
    note = st.session_state[state.EXPORTED]

    def taken(form: str) -> bytes:
        content = written(form)
        holds = held(form) if callable(held) else held
        note(f"{key} as {form}", observations=holds.observations, studies=holds.studies)
        return content

    parts = named or [caption]
    with st.container(horizontal=True, gap="small", key=state.key("take", key)):
        for form, (called, media_type) in forms.items():
            downloads.offer(
                f"{label(caption)} ({called})",
                partial(taken, form),
                name=file_name(*parts, ending=form, identifier="table"),
                media_type=media_type,
                key=state.key("take", key, form),
                kind="tertiary",
            )
