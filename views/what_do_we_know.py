"""What do we know? One box for a question or a plan, and what is known of it."""

import streamlit as st

from domain.access import Viewer, highest_marking
from domain.errors import IndexUnusable, InvalidRequest
from domain.evidence import HIDDEN_KINDS, Kind, checked_date
from domain.known import WhatIsKnown
from domain.search import ObservationFilter, SearchMode
from use_cases.app import UseCases
from views import (
    answers as closed_answers,
)
from views import (
    asking,
    cached,
    errors,
    filters,
    job_status,
    known_answer,
    links,
    plan_answer,
    state,
    tables,
    taking_along,
    watches,
    words,
)
from views.known_answer import Shown
from views.viewer import current_viewer

PAGE = links.WHAT_DO_WE_KNOW
RESULTS_AT_FIRST = 20
RESULTS_MORE = 20
DATES = "2024, 2024-05 or 2024-05-31"
MODES = {
    SearchMode.HYBRID: "By meaning and by words",
    SearchMode.SEMANTIC: "By meaning only",
    SearchMode.KEYWORD: "By words only",
}
ANSWERS_KEPT = 60
"""How many answers a session keeps: those of one long plan, and a few before."""


def render(app: UseCases) -> None:
    """Take a question or a plan, narrow it, and show what is known of it or what to try."""
    viewer = current_viewer()
    st.title("What do we know?")
    given = asking.ask()
    where, mode = _narrow(app)
    job_status.show_named(app, viewer)
    if given.is_empty:
        _show_invitation(app, viewer)
    elif where is not None:
        _answer(app, viewer, asking.taken_apart(app, given), where=where, mode=mode)


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
        attributes = closed_answers.choose(known_of_them, key=state.key(PAGE, "attributes"))
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
        "with the organisation, the study and the place in the source.\n\n"
        "Planning research? Paste the plan, or give it as a file: you are told what is known of each of its questions."
    )


def _answer(app: UseCases, viewer: Viewer, asked: asking.Asked, *, where: ObservationFilter, mode: SearchMode) -> None:
    try:
        with st.spinner("Searching. The first search opens the index and takes longer."):
            found = [_known(app, viewer, question, where=where, mode=mode) for question in asked.questions]
    except IndexUnusable as error:
        _offer_rebuild(app, viewer, error)
        return
    answers = [shown.known for shown in found]
    if asked.plan is not None:
        plan_answer.show(app, viewer, asked.plan, answers, narrows=where.narrows)
    else:
        known_answer.show(app, viewer, found[0], below=lambda: _show_what_more(answers[0]))
        watches.offer_search(app, viewer, asked.questions[0], where)
    if any(known.voices for known in answers):
        taking_along.offer(
            viewer,
            answers,
            lambda: [known_answer.complete(app, viewer, known) for known in answers],
            narrowed=_narrowed(where),
        )
        quoted = [item for known in answers for item in known.quotations]
        highest = highest_marking(item.marking for item in quoted)
        tables.offer_evidence("These quotations", quoted, key="quotations", marking=highest)


def _known(app: UseCases, viewer: Viewer, question: str, *, where: ObservationFilter, mode: SearchMode) -> Shown:
    """Return what is known of a question; kept for this session until something changes, so that a tick costs nothing.

    Raises IndexUnusable.
    """
    kept: dict[object, Shown] = st.session_state.setdefault(state.ANSWERS, {})
    limit = st.session_state.setdefault(state.SHOWN_RESULTS, RESULTS_AT_FIRST)
    all_kinds = bool(where.kinds) or st.session_state.get(state.SHOW_HIDDEN_KINDS, False)
    key = (viewer.sight(), app.revision(), question, where, mode, limit, all_kinds)
    if key not in kept:
        answer = app.search(viewer, question, mode=mode, where=where, limit=limit)
        wider = app.search(viewer, question, limit=1) if where.narrows and not answer.results else None
        known = app.knowing.known(viewer, answer, wider=wider, all_kinds=all_kinds)
        while len(kept) >= ANSWERS_KEPT:
            del kept[next(iter(kept))]
        kept[key] = Shown(known=known, took_ms=answer.took_ms, narrows=where.narrows)
    return kept[key]


def _narrowed(where: ObservationFilter) -> list[str]:
    """Return by what the search is narrowed, a line each."""
    said = [
        ("Mission", sorted(where.missions)),
        ("About", sorted(where.organisations)),
        ("Services", sorted(where.services)),
        ("Kinds", sorted(kind.label for kind in where.kinds)),
        ("Said by people of whom is known", sorted(f"{name} = {value}" for name, value in where.attributes)),
        ("From", [where.since] if where.since else []),
        ("Until", [where.until] if where.until else []),
    ]
    return [f"{name}: {', '.join(values)}" for name, values in said if values]


def _offer_rebuild(app: UseCases, viewer: Viewer, error: IndexUnusable) -> None:
    errors.show(error)
    st.markdown("Nothing is lost: the search index is built from what is stored, and can be built again.")
    if st.button("Rebuild the search index", key=state.key(PAGE, "rebuild"), type="primary"):
        job_status.remember(app.queue_rebuild(viewer))


def _show_what_more(known: WhatIsKnown) -> None:
    limit = st.session_state[state.SHOWN_RESULTS]
    found = sum(1 for _ in known.hits) + known.hidden
    with st.container(horizontal=True, vertical_alignment="center"):
        if found == limit and st.button("Look for more", key=state.key(PAGE, "more")):
            st.session_state[state.SHOWN_RESULTS] = limit + RESULTS_MORE
            st.rerun()
        if known.hidden:
            left_out = words.count(known.hidden, "method note, question or other", "method notes, questions and others")
            st.caption(f"{left_out} hidden.")
            if st.button("Show them too", key=state.key(PAGE, "show-hidden"), type="tertiary"):
                st.session_state[state.SHOW_HIDDEN_KINDS] = True
                st.rerun()
