"""By what a question is narrowed: what is asked most first, each choice with the others of its sort."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from domain.access import Viewer
from domain.dates import typed_date
from domain.errors import InvalidRequest
from domain.evidence import HIDDEN_KINDS, Kind
from domain.facets import Facet
from domain.search import ObservationFilter, SearchMode, check_order
from use_cases.app import UseCases
from views import cached, errors, filters, links, state, words
from views.knowing import facet_counts, narrowing_themes
from views.knowing.facet_counts import Beside
from views.markup import label
from views.studies import answers
from views.typed_dates import show_understood

PAGE = links.WHAT_DO_WE_KNOW
FORMS_OF_DATE = "2024, May 2024 or 31/05/2024"
MODES = {
    SearchMode.HYBRID: "By meaning and by words",
    SearchMode.SEMANTIC: "By meaning only",
    SearchMode.KEYWORD: "By words only",
}
Option = TypeVar("Option")


@dataclass(frozen=True, kw_only=True, slots=True)
class Narrowed:
    """What the filters say: ``where`` is None when the dates say nothing. ``beside`` are places for counts.

    ``place_of_themes`` is where themes are to be offered, once the answer stands.
    """

    where: ObservationFilter | None
    mode: SearchMode
    beside: dict[Facet, Beside]
    place_of_themes: DeltaGenerator


def choose(app: UseCases, viewer: Viewer) -> Narrowed:
    """Show the filters and return what they say; below them what is wrong with the dates, or what narrows.

    They outlive a visit to another page, so that the way back from a source leads to the same answer.
    """
    beside: dict[Facet, Beside] = {}
    themes = narrowing_themes.chosen(app, viewer)
    with st.expander("Narrow it down", key=state.key(PAGE, "narrow")):
        asked = _about(app, viewer, beside)
        since, until = st.columns(2)
        dates = [_date(since, "since"), _date(until, "until")]
        beside[Facet.YEAR] = _beside_years()
        with st.expander("More to narrow by, and how to search", key=state.key(PAGE, "narrow-more")):
            place = st.container()
            asked |= _of_difficulties(app, viewer, beside)
            asked |= _of_research(app, viewer, beside)
            mode = st.selectbox(
                "How to search",
                list(MODES),
                format_func=MODES.__getitem__,
                key=state.key(PAGE, "mode"),
                persist_state="session",
            )
    problems = [error for _, error in dates if error] or _out_of_order(dates[0][0], dates[1][0])
    for problem in problems:  # not among the filters, which may be folded while a link has filled them
        errors.show(problem)
    if problems:
        return Narrowed(where=None, mode=mode, beside=beside, place_of_themes=place)
    everywhere = filters.where()
    asked["organisations"] = asked["organisations"] or everywhere.organisations
    where = ObservationFilter(
        missions=everywhere.missions, themes=themes, since=dates[0][0], until=dates[1][0], **asked
    )
    show_told(app, viewer, where)
    return Narrowed(where=where, mode=mode, beside=beside, place_of_themes=place)


RESEMBLES = (
    "More resembles a pattern than is evidence of it: its pain point leaves out what fits too loosely and what a model "
    "that read it again withheld."
)


def show_told(app: UseCases, viewer: Viewer, where: ObservationFilter) -> None:
    """Show by what a search is narrowed, also while the filters are folded away; nothing where nothing narrows."""
    if said := _said(app, viewer, where):
        parts = [words.NARROWED_TO[name].format(words.listed(values)) for name, values in said.items()]
        st.caption(label(f"Narrowed to {'; '.join(parts)}"))
    if where.patterns:
        st.caption(RESEMBLES)


def told(app: UseCases, viewer: Viewer, where: ObservationFilter) -> list[str]:
    """Return by what the search is narrowed, a line each."""
    return [f"{words.FILTER[name]}: {', '.join(values)}" for name, values in _said(app, viewer, where).items()]


def _said(app: UseCases, viewer: Viewer, where: ObservationFilter) -> dict[str, list[str]]:
    """Return by what a search is narrowed, by field, in the order in which it is told."""
    titles = _titles(app, viewer) if where.patterns else {}
    studies = _studies(app, viewer) if where.studies else {}
    said = {
        "missions": sorted(where.missions),
        "organisations": sorted(where.organisations),
        "services": sorted(where.services),
        "systems": sorted(where.systems),
        "kinds": sorted(kind.label for kind in where.kinds),
        "severities": [words.SEVERITY[each] for each in words.SEVERITY if each in where.severities],
        "levels": [words.LEVEL[each] for each in words.LEVEL if each in where.levels],
        "standings": [words.STANDING[each] for each in words.STANDING if each in where.standings],
        "workarounds": ["only"] if where.workarounds else [],
        "patterns": sorted(titles.get(each, each) for each in where.patterns),
        "themes": narrowing_themes.told(app, viewer, where.themes) if where.themes else [],
        "researched_by": sorted(where.researched_by),
        "studies": sorted(studies.get(each, each) for each in where.studies),
        "methods": sorted(where.methods),
        "attributes": sorted(f"{name} = {value}" for name, value in where.attributes),
        "since": [where.since] if where.since else [],
        "until": [where.until] if where.until else [],
    }
    return {name: said[name] for name in words.FILTER if said[name]}


def _about(app: UseCases, viewer: Viewer, beside: dict[Facet, Beside]) -> dict[str, Any]:
    """Offer what is asked most: whom and what it is about, and of what kind it is."""
    known = cached.catalogue(app, viewer=viewer, revision=app.revision())
    left, right = st.columns(2)
    bodies = [entry.name for entry in known.organisations]
    services = [entry.name for entry in known.services]
    organisations = _some(left, words.FILTER["organisations"], bodies, "organisations", "Any organisation")
    beside[Facet.ORGANISATION] = facet_counts.under(left, "organisations", bodies)
    chosen = _some(right, words.FILTER["services"], services, "services", "Any service")
    every_kind = [kind for kind in Kind if kind not in HIDDEN_KINDS] + sorted(HIDDEN_KINDS)
    kinds = st.pills(
        "Kinds",
        every_kind,
        selection_mode="multi",
        format_func=words.KIND.__getitem__,
        key=state.key(PAGE, "kinds"),
        persist_state="session",
        help="None chosen: everything but method, question and other.",
    )
    beside[Facet.KIND] = facet_counts.under(st.container(), "kinds", every_kind, words.KIND.get)
    return {"organisations": organisations, "services": chosen, "kinds": frozenset(kinds)}


def _of_difficulties(app: UseCases, viewer: Viewer, beside: dict[Facet, Beside]) -> dict[str, Any]:
    """Offer what difficulties differ in."""
    st.markdown("**Difficulties**")
    titles = _titles(app, viewer)
    left, right = st.columns(2)
    asked: dict[str, Any] = {}
    offered: tuple[tuple[Facet, DeltaGenerator, str, str, Mapping[Any, str]], ...] = (
        (Facet.SEVERITY, left, "severities", "Any", words.SEVERITY),
        (Facet.LEVEL, right, "levels", "Anywhere", words.LEVEL),
        (Facet.STANDING, left, "standings", "Any", words.STANDING),
        (Facet.PATTERN, right, "patterns", "Any pattern", titles),
    )
    for facet, column, name, none, said in offered:
        asked[name] = _some(column, words.FILTER[name], list(said), name, none, said.get)
        beside[facet] = facet_counts.under(column, name, list(said), said.get)
    asked["workarounds"] = st.checkbox(
        "Staff workarounds only",
        key=state.key(PAGE, "workarounds"),
        persist_state="session",
        help="What tells how somebody gets round the tool or process that is provided.",
    )
    return asked


def _of_research(app: UseCases, viewer: Viewer, beside: dict[Facet, Beside]) -> dict[str, Any]:
    """Offer whose research it is, how it was done, and what is known of who said it, as far as anything is."""
    known = cached.catalogue(app, viewer=viewer, revision=app.revision())
    bodies = [entry.name for entry in known.organisations]
    systems = [entry.name for entry in known.systems]
    methods = cached.methods(app, viewer=viewer, revision=app.revision())
    titles = _studies(app, viewer)
    st.markdown("**The research**")
    left, right = st.columns(2)
    asked = {"researched_by": _some(left, "Researched by", bodies, "researched_by", "Any organisation")}
    beside[Facet.RESEARCHED_BY] = facet_counts.under(left, "researched_by", bodies)
    if methods:
        asked["methods"] = _some(right, "Methods", methods, "methods", "Any method")
        beside[Facet.METHOD] = facet_counts.under(right, "methods", methods)
    if titles:
        asked["studies"] = _some(right, "Studies", list(titles), "studies", "Any study", titles.get)
        beside[Facet.STUDY] = facet_counts.under(right, "studies", list(titles), titles.get)
    if systems:
        asked["systems"] = _some(left, words.FILTER["systems"], systems, "systems", "Any system")
    known_of_them = cached.attributes(app, viewer=viewer, revision=app.revision())
    attributes = answers.choose(known_of_them, key=state.key(PAGE, "attributes"))
    return {**asked, "attributes": attributes}


def _studies(app: UseCases, viewer: Viewer) -> dict[str, str]:
    """Return the titles of the studies that this viewer may see, by their identifiers, in the order of the titles."""
    return cached.study_titles(app, viewer=viewer, revision=app.revision())


def _beside_years() -> Beside:
    """Keep a place under the dates: choosing a year sets both."""
    both = [state.key(PAGE, name) for name in ("since", "until")]

    def choose_year(year: str) -> None:
        for key in both:
            st.session_state[key] = year

    years = {str(year): str(year) for year in range(1900, 2200)}
    chosen = [st.session_state.get(key) for key in both]
    return Beside(place=st.container(), options=years, said=str, choose=choose_year, chosen=chosen)


def _titles(app: UseCases, viewer: Viewer) -> dict[str, str]:
    """Return what the patterns of the codebook are called, by their identifiers, in the order of the titles."""
    known = cached.codebook(app, viewer=viewer, revision=app.revision()).patterns
    return {pattern.id: pattern.title for pattern in sorted(known, key=lambda each: each.title.casefold())}


def _some(
    column: DeltaGenerator,
    title: str,
    options: Sequence[Option],
    name: str,
    none: str,
    said: Callable[[Option], str | None] | None = None,
) -> frozenset[Option]:
    """Offer some options to choose any number of."""
    chosen = column.multiselect(
        title,
        options,
        format_func=lambda option: (said(option) if said else None) or str(option),
        key=state.key(PAGE, name),
        persist_state="session",
        placeholder=none,
    )
    return frozenset(chosen)


def _out_of_order(since: str | None, until: str | None) -> list[InvalidRequest]:
    """Return what is wrong where the last date ends before the first begins."""
    remedy = "Write an earlier date after From, or a later one after Until."
    try:
        check_order(since, until, where="From and Until", remedy=remedy)
    except InvalidRequest as error:
        return [error]
    return []


def _date(column: DeltaGenerator, name: str) -> tuple[str | None, InvalidRequest | None]:
    title = words.FILTER[name]
    key = state.key(PAGE, name)
    text = column.text_input(title, key=key, placeholder=FORMS_OF_DATE, persist_state="session").strip()
    show_understood(column, text)
    try:
        return typed_date(text, title), None
    except InvalidRequest as error:
        return None, error
