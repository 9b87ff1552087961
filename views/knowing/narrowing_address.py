"""What narrows a question, as the address of the page carries it: a link opens what it names, nothing more or less."""

from collections.abc import Iterable, Mapping

import streamlit as st

from domain.access import Viewer
from domain.catalogue import Organisation, Service, System
from domain.evidence import Kind, Level, Severity, Standing
from domain.search import ObservationFilter, SearchMode
from domain.watches import values_of
from use_cases.app import UseCases
from views import cached, filters, links, state, words
from views.markup import label

PAGE = links.WHAT_DO_WE_KNOW
DATES = ("since", "until")
YES = "yes"
Named = dict[str, list[str]]
"""By the name of a filter what is chosen of it, as words of an address."""


def take(app: UseCases, viewer: Viewer) -> None:
    """Choose what the address names, where it names a question or a filter that this session did not put there.

    Called before the page draws anything. What is not here is left out, and that is told: the search is wider then.
    """
    named = _named()
    ours = st.session_state.get(state.NARROWED)
    st.session_state[state.NARROWED] = named
    if named == ours or not (named or state.parameter(state.QUERY)):
        return
    gone = []
    for name, options in _options(app, viewer).items():
        asked = named.get(name, [])
        st.session_state[state.key(PAGE, name)] = list(
            dict.fromkeys(options[each] for each in asked if each in options)
        )
        gone += [f"{words.FILTER[name]}: {each}" for each in asked if each not in options]
    body = filters.organisation()
    if body and named.get("organisations") == [body]:
        st.session_state[state.key(PAGE, "organisations")] = []  # it is chosen above already
    st.session_state[state.key(PAGE, "themes")] = named.get("themes", [])
    st.session_state[state.key(PAGE, "workarounds")] = named.get("workarounds") == [YES]
    for name in DATES:
        st.session_state[state.key(PAGE, name)] = named.get(name, [""])[0]
    mode = named.get("mode", [SearchMode.HYBRID.value])[0]
    known = mode in list(SearchMode)
    st.session_state[state.key(PAGE, "mode")] = SearchMode(mode) if known else SearchMode.HYBRID
    gone += [] if known else [f"How to search: {mode}"]
    if gone:
        st.warning(
            f"The link narrows to what is not here, or not for you: {label('; '.join(gone))}. "
            "Your search is not narrowed to that.",
            icon=":material/link_off:",
        )


def keep(question: str | None, where: ObservationFilter | None, mode: SearchMode) -> None:
    """Put what is asked and what narrows it into the address, so that it can be copied, and the way back leads to it.

    At once, for each change is a step of the browser's way back. Filters that cannot be read (None) stay as they are.
    """
    narrowed = _named() if where is None else _words_of(where)
    if where is not None and mode is not SearchMode.HYBRID:
        narrowed["mode"] = [mode.value]
    st.session_state[state.NARROWED] = narrowed
    if narrowed == _named() and question == state.parameter(state.QUERY):
        return
    ours = (state.QUERY, *state.NARROWING)
    others = {name: st.query_params[name] for name in st.query_params if name not in ours}
    st.query_params.from_dict({**others, **({state.QUERY: question} if question else {}), **narrowed})


def carried() -> dict[str, str | list[str]]:
    """Return what a link to a question has to carry so that it is narrowed as the one on the screen."""
    mission = state.parameter(state.MISSION)
    return {**_named(), **({state.MISSION: mission} if mission else {})}


def parameters(app: UseCases, viewer: Viewer, where: ObservationFilter) -> dict[str, str | list[str]]:
    """Return what a link within this session has to carry so that it is narrowed by ``where``, whatever is chosen now.

    An empty value takes off the mission, or the organisation, that is chosen on every page.
    """
    said: dict[str, str | list[str]] = {}
    if where.missions:
        ids = {mission.name: mission.id for mission in app.missions.all(viewer)}
        # Of one that is not here any more the name, so that the page says so.
        said[state.MISSION] = next(ids.get(name, name) for name in sorted(where.missions))
    elif filters.mission():
        said[state.MISSION] = filters.ALL
    if filters.organisation() and not where.organisations:
        said[state.ORGANISATIONS] = filters.ALL
    return {**said, **_words_of(where)}


def _named() -> Named:
    """Return what the address says of filters, what is said with no value left out."""
    said = {name: state.parameters(name) for name in state.NARROWING}
    return {name: values for name, values in said.items() if values}


def _words_of(where: ObservationFilter) -> Named:
    """Return what narrows as words of an address; the mission has a parameter of its own on every page."""
    said = {name: value for name, value in values_of(where).items() if name in state.NARROWING}
    said |= {"workarounds": YES} if where.workarounds else {}
    said |= {"attributes": sorted(_pair(each) for each in where.attributes)} if where.attributes else {}
    return {name: [value] if isinstance(value, str) else value for name, value in said.items()}


def _pair(attribute: tuple[str, str]) -> str:
    return "=".join(attribute)


def _options(app: UseCases, viewer: Viewer) -> dict[str, Mapping[str, object]]:
    """Return by the name of each filter what can be chosen, by its words in an address."""
    revision = app.revision()
    catalogue = cached.catalogue(app, viewer=viewer, revision=revision)
    bodies = _by_every_name(catalogue.organisations)
    titles = cached.study_titles(app, viewer=viewer, revision=revision)
    known_of_them = cached.attributes(app, viewer=viewer, revision=revision)
    return {
        "organisations": bodies,
        "researched_by": bodies,
        "services": _by_every_name(catalogue.services),
        "systems": _by_every_name(catalogue.systems),
        "kinds": {kind.value: kind for kind in Kind},
        "severities": {each.value: each for each in Severity},
        "levels": {each.value: each for each in Level},
        "standings": {each.value: each for each in Standing},
        "patterns": _same(each.id for each in cached.codebook(app, viewer=viewer, revision=revision).patterns),
        "studies": {title: study for study, title in titles.items()} | _same(titles),
        "methods": _same(cached.methods(app, viewer=viewer, revision=revision)),
        "attributes": {
            _pair((each.name, value)): (each.name, value) for each in known_of_them for value in each.values
        },
    }


def _by_every_name(entries: Iterable[Organisation | Service | System]) -> dict[str, str]:
    """Return what each name stands for: a watch that was begun by a command may say another one than the first."""
    entries = list(entries)
    return {alias: each.name for each in entries for alias in each.aliases} | _same(each.name for each in entries)


def _same(names: Iterable[str]) -> dict[str, str]:
    return {name: name for name in names}
