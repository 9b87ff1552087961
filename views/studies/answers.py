"""Closed answers: what is known of who said something, to narrow down and to compare by organisation."""

import streamlit as st

from domain.access import Marking, Viewer
from domain.answers import AnswerCount, KnownAttribute
from domain.search import ObservationFilter
from use_cases.app import UseCases
from views import state, tables
from views.markup import label

OF_NOBODY = "0"


def choose(known: list[KnownAttribute], *, key: str) -> frozenset[tuple[str, str]]:
    """Offer the values of all attributes to narrow down by, and return those chosen; with none known, offer nothing."""
    options = [(each.name, value) for each in known for value in each.values]
    if not options:
        return frozenset()
    chosen: list[tuple[str, str]] = st.multiselect(
        "Said by people of whom this is known",
        options,
        format_func=lambda pair: f"{pair[0]}: {pair[1]}",
        key=key,
        persist_state="session",
        placeholder="Anyone",
        help="Closed answers of surveys. Of one question any answer will do; each question must fit.",
    )
    return frozenset(chosen)


def show(app: UseCases, viewer: Viewer, where: ObservationFilter, *, key: str, marking: Marking | None = None) -> None:
    """Show how often each closed answer was given, an organisation a column; nothing where there are none."""
    known = app.tables.attributes(viewer, where)
    if not known:
        return
    st.header("Closed answers", anchor=False)
    st.caption("Counted are people who also wrote something. Where a table does not tell people apart, answers count.")
    names = [each.name for each in known]
    name = st.selectbox("Which answers", names, format_func=label, key=state.key("answers", key))
    counts = app.tables.answers(viewer, name, where)
    bodies = sorted({count.organisation for count in counts}, key=str.casefold)
    tables.show(
        f"{name}, by organisation",
        ["Answer", *bodies],
        [_row(value, bodies, counts) for value in dict.fromkeys(count.value for count in counts)],
        key=state.key("answers", key, "table"),
        marking=marking,
        held=tables.Held(studies=sorted(where.studies)),
    )


def _row(value: str, bodies: list[str], counts: list[AnswerCount]) -> list[object]:
    people = {count.organisation: count.people for count in counts if count.value == value}
    return [value, *(people.get(body, OF_NOBODY) for body in bodies)]
