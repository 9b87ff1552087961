"""What do we know? One box for a question or a plan, and what is known of it."""

from collections.abc import Set

import streamlit as st

from domain.access import Viewer, highest_marking
from domain.errors import IndexMissing, IndexUnusable
from domain.jobs import JobKind
from domain.known import WhatIsKnown
from domain.search import ObservationFilter, SearchMode
from use_cases.app import UseCases
from views import errors, job_status, links, state, still_read, tables, words
from views.knowing import (
    asking,
    facet_counts,
    known_answer,
    narrowing_address,
    narrowing_search,
    narrowing_themes,
    plan_answer,
    taking_along,
    watches,
)
from views.knowing.known_answer import Shown
from views.viewer import current_viewer

PAGE = links.WHAT_DO_WE_KNOW
RESULTS_AT_FIRST = 20
RESULTS_MORE = 20
SEARCHING = "Searching. The first search opens the index and takes longer."
BUILDING_FIRST = (
    "The search index is missing or of another version. It is being built from what is stored, once, and then your "
    "question is answered. Nothing is lost."
)
ANSWERS_KEPT = 60
"""How many answers a session keeps: those of one long plan, and a few before."""


def render(app: UseCases) -> None:
    """Take a question or a plan, narrow it, and show what is known of it or what to try."""
    viewer = current_viewer()
    st.title("What do we know?")
    narrowing_address.take(app, viewer)
    given = asking.ask()
    narrowed = narrowing_search.choose(app, viewer)
    narrowing_address.keep(given.named, narrowed.where, narrowed.mode)
    job_status.show_named(app, viewer)
    is_empty = given.is_empty and not app.overview(viewer).observations
    doing = still_read.show(app, viewer, *((JobKind.CHECK,) if is_empty else ()))
    shown = None
    if given.is_empty:
        _show_invitation(is_empty=is_empty, is_read=bool(doing))
    elif narrowed.where is not None:
        asked = asking.taken_apart(app, given)
        try:
            shown = _answer(app, viewer, asked, where=narrowed.where, mode=narrowed.mode)
        except IndexUnusable as error:
            _tell_unusable(app, viewer, error, doing)
    # What the themes are called takes a while after a change, and the answer needs it last.
    beside = narrowed.beside | narrowing_themes.offer(app, viewer, narrowed.place_of_themes)
    facet_counts.show(beside, shown.facets if shown else {})


def _show_invitation(*, is_empty: bool, is_read: bool) -> None:
    if is_empty and is_read:
        st.markdown("There is nothing to search yet.")
        return
    if is_empty:
        st.info("There is nothing to search yet. Add the findings of a first study.", icon=":material/note_add:")
        links.to(links.ADD_AND_CHECK, "Add findings", icon=":material/note_add:")
        return
    st.markdown(
        "Ask as you would ask a colleague. You get the exact words of research that has been done, "
        "with the organisation, the study and the place in the source.\n\n"
        "Planning research? Paste the plan, or give it as a file: you are told what is known of each of its questions."
    )


def _answer(
    app: UseCases, viewer: Viewer, asked: asking.Asked, *, where: ObservationFilter, mode: SearchMode
) -> Shown | None:
    """Show what is known of what was asked; return it for a single question. Raises IndexUnusable."""
    with st.spinner(BUILDING_FIRST if app.search_builds_first() else SEARCHING):
        found = [
            _known(app, viewer, question, where=where, mode=mode, facets=asked.plan is None)
            for question in asked.questions
        ]
    answers = [shown.known for shown in found]
    if asked.plan is not None:
        plan_answer.show(app, viewer, asked.plan, answers, narrows=where.narrows, file=asked.file)
    else:
        known_answer.show(app, viewer, found[0], below=lambda: _show_what_more(answers[0]))
        watches.offer_search(app, viewer, asked.questions[0], where)
    if any(known.voices for known in answers):
        taking_along.offer(
            viewer,
            answers,
            lambda: [known_answer.complete(app, viewer, known) for known in answers],
            narrowed=narrowing_search.told(app, viewer, where),
            title=asked.title,
        )
        quoted = [item for known in answers for item in known.quotations]
        highest = highest_marking(item.marking for item in quoted)
        named = (asked.title, "quotations")
        tables.offer_evidence("These quotations", quoted, key="quotations", marking=highest, named=named)
    return found[0] if asked.plan is None else None


def _known(
    app: UseCases, viewer: Viewer, question: str, *, where: ObservationFilter, mode: SearchMode, facets: bool
) -> Shown:
    """Return what is known of a question; kept for this session until something changes, so that a tick costs nothing.

    Raises IndexUnusable.
    """
    kept: dict[object, Shown] = st.session_state.setdefault(state.ANSWERS, {})
    limit = st.session_state.setdefault(state.SHOWN_RESULTS, RESULTS_AT_FIRST)
    all_kinds = bool(where.kinds) or st.session_state.get(state.SHOW_HIDDEN_KINDS, False)
    key = (viewer.sight(), app.revision(), question, where, mode, limit, all_kinds, facets)
    if key not in kept:
        answer = app.search(viewer, question, mode=mode, where=where, limit=limit, facets=facets)
        wider = app.search(viewer, question, limit=1) if where.narrows and not answer.results else None
        known = app.knowing.known(viewer, answer, wider=wider, all_kinds=all_kinds)
        while len(kept) >= ANSWERS_KEPT:
            del kept[next(iter(kept))]
        kept[key] = Shown(known=known, narrows=where.narrows, facets=answer.facets or {})
    return kept[key]


def _tell_unusable(app: UseCases, viewer: Viewer, error: IndexUnusable, doing: Set[JobKind]) -> None:
    """Say that the index is being made, or what is wrong with it, with the way to have it built again.

    Adding evidence makes a missing one, and fails on one that is damaged or of another model.
    """
    makes = {JobKind.REBUILD, JobKind.INGEST} if isinstance(error, IndexMissing) else {JobKind.REBUILD}
    if doing & makes and app.worker_alive():
        st.info("Search is being made ready. What you asked is answered here once it is.", icon=":material/search:")
        return
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
