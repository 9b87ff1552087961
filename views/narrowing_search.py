"""By what a question is narrowed: what is asked most first, each choice with the others of its sort."""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from domain.access import Viewer
from domain.errors import InvalidRequest
from domain.evidence import HIDDEN_KINDS, Kind, checked_date
from domain.search import ObservationFilter, SearchMode
from use_cases.app import UseCases
from views import answers, cached, errors, filters, links, state, words

PAGE = links.WHAT_DO_WE_KNOW
DATES = "2024, 2024-05 or 2024-05-31"
MODES = {
    SearchMode.HYBRID: "By meaning and by words",
    SearchMode.SEMANTIC: "By meaning only",
    SearchMode.KEYWORD: "By words only",
}
Option = TypeVar("Option")


def choose(app: UseCases, viewer: Viewer) -> tuple[ObservationFilter | None, SearchMode]:
    """Show the filters and return what they say; None when a date cannot be read (said beside it).

    They outlive a visit to another page, so that the way back from a source leads to the same answer.
    """
    with st.expander("Narrow it down, or change how to search", key=state.key(PAGE, "narrow")):
        asked = _about(app, viewer)
        since, until, how = st.columns([1, 1, 2])
        dates = [_date(since, "From", "since"), _date(until, "Until", "until")]
        mode = how.selectbox(
            "How to search",
            list(MODES),
            format_func=MODES.__getitem__,
            key=state.key(PAGE, "mode"),
            persist_state="session",
        )
        problems = [error for _, error in dates if error]
        for problem in problems:
            errors.show(problem)
        asked |= _of_difficulties(app, viewer)
        asked |= _of_research(app, viewer)
    if problems:
        return None, mode
    everywhere = filters.where()
    asked["organisations"] = asked["organisations"] or everywhere.organisations
    return ObservationFilter(missions=everywhere.missions, since=dates[0][0], until=dates[1][0], **asked), mode


def told(app: UseCases, viewer: Viewer, where: ObservationFilter) -> list[str]:
    """Return by what the search is narrowed, a line each."""
    titles = _titles(app, viewer) if where.patterns else {}
    said = [
        ("Mission", sorted(where.missions)),
        ("About", sorted(where.organisations)),
        ("Services", sorted(where.services)),
        ("Systems", sorted(where.systems)),
        ("Kinds", sorted(kind.label for kind in where.kinds)),
        ("What it costs", [words.SEVERITY[each] for each in words.SEVERITY if each in where.severities]),
        ("Where it bites", [words.LEVEL[each] for each in words.LEVEL if each in where.levels]),
        ("Still true?", [words.STANDING[each] for each in words.STANDING if each in where.standings]),
        ("Patterns", sorted(titles.get(each, each) for each in where.patterns)),
        ("Researched by", sorted(where.researched_by)),
        ("Methods", sorted(where.methods)),
        ("Said by people of whom is known", sorted(f"{name} = {value}" for name, value in where.attributes)),
        ("From", [where.since] if where.since else []),
        ("Until", [where.until] if where.until else []),
    ]
    return [f"{name}: {', '.join(values)}" for name, values in said if values]


def _about(app: UseCases, viewer: Viewer) -> dict[str, Any]:
    """Offer what is asked most: whom and what it is about, and of what kind it is."""
    known = cached.catalogue(app, viewer=viewer, revision=app.revision())
    left, right = st.columns(2)
    bodies = [entry.name for entry in known.organisations]
    services = [entry.name for entry in known.services]
    organisations = _some(left, "About these organisations", bodies, "organisations", "Any organisation")
    chosen = _some(right, "About these services", services, "services", "Any service")
    kinds = st.pills(
        "Kinds",
        [kind for kind in Kind if kind not in HIDDEN_KINDS] + sorted(HIDDEN_KINDS),
        selection_mode="multi",
        format_func=words.KIND.__getitem__,
        key=state.key(PAGE, "kinds"),
        persist_state="session",
        help="None chosen: everything but method, question and other.",
    )
    return {"organisations": organisations, "services": chosen, "kinds": frozenset(kinds)}


def _of_difficulties(app: UseCases, viewer: Viewer) -> dict[str, Any]:
    """Offer what difficulties differ in."""
    st.markdown("**Difficulties**")
    titles = _titles(app, viewer)
    left, right = st.columns(2)
    return {
        "severities": _some(left, "What it costs", list(words.SEVERITY), "severities", "Any", words.SEVERITY.get),
        "levels": _some(right, "Where it bites", list(words.LEVEL), "levels", "Anywhere", words.LEVEL.get),
        "standings": _some(left, "Still true?", list(words.STANDING), "standings", "Any", words.STANDING.get),
        "patterns": _some(right, "Patterns", list(titles), "patterns", "Any pattern", titles.get),
    }


def _of_research(app: UseCases, viewer: Viewer) -> dict[str, Any]:
    """Offer whose research it is, how it was done, and what is known of who said it, as far as anything is."""
    known = cached.catalogue(app, viewer=viewer, revision=app.revision())
    bodies = [entry.name for entry in known.organisations]
    systems = [entry.name for entry in known.systems]
    methods = cached.methods(app, viewer=viewer, revision=app.revision())
    st.markdown("**The research**")
    left, right = st.columns(2)
    asked = {"researched_by": _some(left, "Researched by", bodies, "researched_by", "Any organisation")}
    if methods:
        asked["methods"] = _some(right, "Methods", methods, "methods", "Any method")
    if systems:
        asked["systems"] = _some(left, "About these systems", systems, "systems", "Any system")
    known_of_them = cached.attributes(app, viewer=viewer, revision=app.revision())
    attributes = answers.choose(known_of_them, key=state.key(PAGE, "attributes"))
    return {**asked, "attributes": attributes}


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
    chosen: list[Option] = column.multiselect(
        title,
        options,
        format_func=said or str,
        key=state.key(PAGE, name),
        persist_state="session",
        placeholder=none,
    )
    return frozenset(chosen)


def _date(column: DeltaGenerator, title: str, name: str) -> tuple[str | None, InvalidRequest | None]:
    text = column.text_input(title, key=state.key(PAGE, name), placeholder=DATES, persist_state="session").strip()
    try:
        return checked_date(text or None), None
    except ValueError:
        remedy = "Write a year, a year and month, or a day: 2024, 2024-05 or 2024-05-31."
        return None, InvalidRequest(f"'{text}' is not a date.", where=title, remedy=remedy)
