"""Which themes a search can be narrowed to, each told apart from the others, and what became of one that was chosen."""

from collections import Counter
from collections.abc import Iterable

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from domain.access import Viewer
from domain.facets import Facet
from domain.insights import ThemeRow, ThemeStatus
from use_cases.app import UseCases
from views import cached, links, state, words
from views.knowing import facet_counts
from views.knowing.facet_counts import Beside

NAME = "themes"
KEY = state.key(links.WHAT_DO_WE_KNOW, NAME)
HELP = (
    "A topic that the latest run proposes, or a theme that people made of one. "
    "What was added since then is in none of them yet, unless a person said so."
)
GONE = "a theme that is not found any more"
_SAID = {ThemeStatus.ACCEPTED: "", ThemeStatus.PROPOSED: " (proposed)", ThemeStatus.REJECTED: " (rejected)"}
"""What follows a title, in the order in which themes are offered."""
_ORDER = list(_SAID)


def chosen(app: UseCases, viewer: Viewer) -> frozenset[str]:
    """Return the themes that are chosen, before they are offered; where none is, what they are called is not asked.

    What a theme was merged into takes its place; one that is not found any more is taken off, and that is told.
    """
    before = st.session_state.get(KEY) or []
    if not before:
        return frozenset()
    now = _now(_rows(app, viewer))
    found = list(dict.fromkeys(now[theme] for theme in before if theme in now))
    if found != list(before):
        st.session_state[KEY] = found
    if any(theme not in now for theme in before):
        st.warning(
            "A theme that narrowed your search is not found any more, so your search is not narrowed to it. "
            "Choose another one, or look for it on the page Themes.",
            icon=":material/info:",
        )
    return frozenset(found)


def offer(app: UseCases, viewer: Viewer, place: DeltaGenerator) -> dict[Facet, Beside]:
    """Offer themes to choose any number of, where there are any; return the place for their counts below them.

    Accepted ones come first, then proposed ones, each by title; one that people rejected only where it is chosen
    already.
    """
    rows = _rows(app, viewer)
    now = st.session_state.get(KEY) or []
    shown = [row for row in rows if row.status is not ThemeStatus.REJECTED or row.id in now]
    if not shown:
        return {}
    shown.sort(key=lambda row: (_ORDER.index(row.status), row.title.casefold(), row.id))
    offered, names = [row.id for row in shown], _names(rows)
    place.multiselect(
        words.FILTER[NAME],
        offered,
        format_func=names.__getitem__,
        key=KEY,
        persist_state="session",
        placeholder="Any theme",
        help=HELP,
    )
    return {Facet.THEME: facet_counts.under(place, NAME, offered, names.get)}


def told(app: UseCases, viewer: Viewer, themes: Iterable[str]) -> list[str]:
    """Return what some themes are called today; one that was merged is called what it was merged into."""
    rows = _rows(app, viewer)
    names, now = _names(rows), _now(rows)
    return sorted({names[now[theme]] if theme in now else GONE for theme in themes})


def _rows(app: UseCases, viewer: Viewer) -> list[ThemeRow]:
    """Return the themes in which this viewer sees anything."""
    return [row for row in cached.theme_rows(app, viewer=viewer, revision=app.revision()) if row.observations]


def _now(rows: Iterable[ThemeRow]) -> dict[str, str]:
    """Return by the identifier of each theme, and of each that was merged into it, the one that stands for it today."""
    return {name: row.id for row in rows for name in (row.id, *row.merged)}


def _names(rows: Iterable[ThemeRow]) -> dict[str, str]:
    """Return what each theme is called; of those that are called alike also what tells them apart."""
    called = [(row, row.title + _SAID[row.status]) for row in rows]
    times = Counter(name.casefold() for _, name in called)
    return {
        row.id: name
        if times[name.casefold()] == 1
        else f"{name} · {words.count(row.observations, 'observation')} · {row.id}"
        for row, name in called
    }
