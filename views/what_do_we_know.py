"""What do we know? One box, and exact quotations by organisation."""

from collections.abc import Sequence
from itertools import groupby

import streamlit as st

from domain.access import Viewer
from domain.errors import IndexUnusable, InvalidRequest
from domain.evidence import HIDDEN_KINDS, Kind, checked_date
from domain.search import ObservationFilter, SearchAnswer, SearchMode, SearchResult
from use_cases.app import UseCases
from views import answers, cached, errors, filters, job_status, links, marking, quotation, state, tables, watches, words
from views.markup import label
from views.viewer import current_viewer

PAGE = links.WHAT_DO_WE_KNOW
QUESTION = state.key(PAGE, "question")
RESULTS_AT_FIRST = 20
RESULTS_MORE = 20
DATES = "2024, 2024-05 or 2024-05-31"
MODES = {
    SearchMode.HYBRID: "By meaning and by words",
    SearchMode.SEMANTIC: "By meaning only",
    SearchMode.KEYWORD: "By words only",
}
BY_ORGANISATION, IN_ORDER = "By organisation", "Best first"


def render(app: UseCases) -> None:
    """Ask one question, narrow it, and show what was found or what to try."""
    viewer = current_viewer()
    st.title("What do we know?")
    query = _ask()
    where, mode = _narrow(app)
    job_status.show_named(app, viewer)
    if not query.strip():
        _show_invitation(app, viewer)
    elif where is not None:
        _search(app, viewer, query, where=where, mode=mode)
        watches.offer_search(app, viewer, query, where)


def _ask() -> str:
    box, button = st.columns([6, 1], vertical_alignment="bottom")
    named = state.parameter(state.QUERY)
    if QUESTION not in st.session_state:
        st.session_state[QUESTION] = named or st.session_state.get(state.LAST_QUERY, "")
    elif named and named != st.session_state[QUESTION]:
        st.session_state[QUESTION] = named
    query = box.text_input(
        "A question, or a few words",
        key=QUESTION,
        placeholder="Why do people ring after they have applied?",
        on_change=_start_again,
    )
    button.button("Search", key=state.key(PAGE, "search"), type="primary", width="stretch", on_click=_start_again)
    st.session_state[state.LAST_QUERY] = query
    if query != (named or ""):
        state.set_parameter(state.QUERY, query or None)
    return query


def _start_again() -> None:
    """Put the new question into the address, and begin with the first results."""
    state.set_parameter(state.QUERY, st.session_state[QUESTION] or None)
    st.session_state[state.SHOWN_RESULTS] = RESULTS_AT_FIRST
    st.session_state[state.SHOW_HIDDEN_KINDS] = False


def _narrow(app: UseCases) -> tuple[ObservationFilter | None, SearchMode]:
    """Show the filters and return what they say; None when a date cannot be read (said beside it).

    They outlive a visit to another page, so that the way back from a source leads to the same answer.
    """
    known = cached.catalogue(app, viewer=current_viewer(), revision=app.revision())
    with st.expander("Narrow it down, or change how to search", key=state.key(PAGE, "narrow")):
        left, right = st.columns(2)
        organisations = left.multiselect(
            "About these organisations",
            [entry.name for entry in known.organisations],
            key=state.key(PAGE, "organisations"),
            persist_state="session",
            placeholder="Any organisation",
        )
        services = right.multiselect(
            "About these services",
            [entry.name for entry in known.services],
            key=state.key(PAGE, "services"),
            persist_state="session",
            placeholder="Any service",
        )
        kinds = st.pills(
            "Kinds",
            [kind for kind in Kind if kind not in HIDDEN_KINDS] + sorted(HIDDEN_KINDS),
            selection_mode="multi",
            format_func=words.KIND.__getitem__,
            key=state.key(PAGE, "kinds"),
            persist_state="session",
            help="None chosen: everything but method, question and other.",
        )
        known_of_them = cached.attributes(app, viewer=current_viewer(), revision=app.revision())
        attributes = answers.choose(known_of_them, key=state.key(PAGE, "attributes"))
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
    if problems:
        return None, mode
    everywhere = filters.where()
    where = ObservationFilter(
        organisations=frozenset(organisations) or everywhere.organisations,
        missions=everywhere.missions,
        services=frozenset(services),
        kinds=frozenset(kinds),
        attributes=attributes,
        since=dates[0][0],
        until=dates[1][0],
    )
    return where, mode


def _date(column: st.delta_generator.DeltaGenerator, title: str, name: str) -> tuple[str | None, InvalidRequest | None]:
    text = column.text_input(title, key=state.key(PAGE, name), placeholder=DATES, persist_state="session").strip()
    try:
        return checked_date(text or None), None
    except ValueError:
        remedy = "Write a year, a year and month, or a day: 2024, 2024-05 or 2024-05-31."
        return None, InvalidRequest(f"'{text}' is not a date.", where=title, remedy=remedy)


def _show_invitation(app: UseCases, viewer: Viewer) -> None:
    if not app.overview(viewer).observations:
        st.info("There is nothing to search yet. Add the findings of a first study.", icon=":material/note_add:")
        links.to(links.ADD_AND_CHECK, "Add findings", icon=":material/note_add:")
        return
    st.markdown(
        "Ask as you would ask a colleague. You get the exact words of research that has been done, "
        "with the organisation, the study and the place in the source."
    )


def _search(app: UseCases, viewer: Viewer, query: str, *, where: ObservationFilter, mode: SearchMode) -> None:
    limit = st.session_state.setdefault(state.SHOWN_RESULTS, RESULTS_AT_FIRST)
    try:
        with st.spinner("Searching. The first search opens the index and takes longer."):
            answer = app.search(viewer, query, mode=mode, where=where, limit=limit)
    except IndexUnusable as error:
        _offer_rebuild(app, viewer, error)
        return
    _show_answer(answer, where, limit)


def _offer_rebuild(app: UseCases, viewer: Viewer, error: IndexUnusable) -> None:
    errors.show(error)
    st.markdown("Nothing is lost: the search index is built from what is stored, and can be built again.")
    if st.button("Rebuild the search index", key=state.key(PAGE, "rebuild"), type="primary"):
        job_status.remember(app.queue_rebuild(viewer))


def _show_answer(answer: SearchAnswer, where: ObservationFilter, limit: int) -> None:
    marking.show(answer.marking)
    shown, hidden = _without_hidden_kinds(answer.results, where)
    if not shown and not hidden:
        _show_nothing_found(where)
        return
    top, order = st.columns([3, 2], vertical_alignment="center")
    organisations = len({result.evidence.organisation for _, result in shown})
    top.markdown(
        f"**{words.count(len(shown), 'quotation')}** about {words.count(organisations, 'organisation')} "
        f":gray[· {answer.took_ms:.0f} ms]"
    )
    with order.container(horizontal_alignment="right"):
        arranged = st.segmented_control(
            "Order", [BY_ORGANISATION, IN_ORDER], default=BY_ORGANISATION, required=True,
            key=state.key(PAGE, "order"), label_visibility="collapsed",
        )  # fmt: skip
    _show_results(shown, query=answer.query, by_organisation=arranged == BY_ORGANISATION)
    _show_what_more(len(answer.results), hidden, limit)
    quoted = [result.evidence for _, result in shown]
    tables.offer_evidence("These quotations", quoted, key="quotations", marking=answer.marking)


def _without_hidden_kinds(
    results: Sequence[SearchResult], where: ObservationFilter
) -> tuple[list[tuple[int, SearchResult]], int]:
    """Return what to show with its rank from 1, and how many method notes, questions and others were left out."""
    asked = bool(where.kinds) or st.session_state.get(state.SHOW_HIDDEN_KINDS, False)
    kept = [
        result for result in results if asked or not (result.evidence.coding and result.evidence.kind in HIDDEN_KINDS)
    ]
    return list(enumerate(kept, start=1)), len(results) - len(kept)


def _show_results(shown: list[tuple[int, SearchResult]], *, query: str, by_organisation: bool) -> None:
    if not by_organisation:
        for order, result in shown:
            quotation.show(result.evidence, query=query, order=order)
        return
    best: dict[str, int] = {}
    for order, result in shown:
        best.setdefault(result.evidence.organisation, order)
    arranged = sorted(shown, key=lambda item: (best[item[1].evidence.organisation], item[0]))
    for organisation, group in groupby(arranged, key=lambda item: item[1].evidence.organisation):
        st.header(label(organisation), anchor=False)
        for order, result in group:
            quotation.show(result.evidence, query=query, order=order, with_organisation=False)


def _show_what_more(found: int, hidden: int, limit: int) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        if found == limit and st.button("Show more", key=state.key(PAGE, "more")):
            st.session_state[state.SHOWN_RESULTS] = limit + RESULTS_MORE
            st.rerun()
        if hidden:
            st.caption(
                f"{words.count(hidden, 'method note, question or other', 'method notes, questions and others')} hidden."
            )
            if st.button("Show them too", key=state.key(PAGE, "show-hidden"), type="tertiary"):
                st.session_state[state.SHOW_HIDDEN_KINDS] = True
                st.rerun()


def _show_nothing_found(where: ObservationFilter) -> None:
    st.info(
        "**Nothing found.** That may itself be worth knowing: nobody has added research on it.",
        icon=":material/search_off:",
    )
    tries = ["Say it in other words, or ask for the wider subject."]
    if where.narrows:
        tries.insert(0, "Take out a filter: dates leave out findings that have none.")
    st.markdown("What to try:\n\n" + "\n".join(f"- {line}" for line in tries))
    links.to(links.ADD_AND_CHECK, "Add what you know about it", icon=":material/note_add:")
