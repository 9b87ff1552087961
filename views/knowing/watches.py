"""Watching a search or a pain point, and on Home what is new in what one watches."""

from collections.abc import Callable
from functools import partial

import streamlit as st

from domain.access import Viewer
from domain.insights import PainPoint
from domain.search import ObservationFilter
from domain.watches import Watch, WatchNews
from use_cases.app import UseCases
from use_cases.file_names import file_name
from views import cached, downloads, links, quotation, state, undoing, words
from views.knowing import narrowing_address, narrowing_search
from views.markup import label

PART = "watch"
QUOTED_AT_MOST = 3


def offer_search(app: UseCases, viewer: Viewer, query: str, where: ObservationFilter) -> None:
    """Let a search with what narrows it be watched, or no more."""
    said = " ".join(query.split())
    own = next((each for each in app.watches.all(viewer) if (each.query, each.where) == (said, where)), None)
    _offer(app, viewer, own, partial(app.watches.watch_search, viewer, said, where), "search")


def offer_point(app: UseCases, viewer: Viewer, point: PainPoint) -> None:
    """Let a pain point be watched, or no more."""
    own = next((each for each in app.watches.all(viewer) if each.pain_point in {point.id, *point.formerly}), None)
    _offer(app, viewer, own, partial(app.watches.watch_pain_point, viewer, point), point.id)


def show(app: UseCases, viewer: Viewer) -> None:
    """Show on Home what is new in what this viewer watches; nothing where they watch nothing."""
    watched = app.watches.all(viewer)
    if not watched:
        return
    st.header("What you watch", anchor=False)
    told = cached.watch_news(app, viewer=viewer, revision=app.revision(), watched=tuple(watched))
    for news in sorted(told, key=lambda each: not each.fresh):
        with st.container(gap=None):  # what narrows it stands close to its own watch
            _show_one(app, viewer, news)
    if any(news.fresh for news in told):
        downloads.offer(
            "What is new, as a digest (Markdown)",
            lambda: app.watches.digest(viewer, told).encode(),
            name=file_name("What is new", "digest", ending="md"),
            media_type="text/markdown",
            key=state.key(PART, "digest"),
            kind="tertiary",
        )


def _offer(app: UseCases, viewer: Viewer, own: Watch | None, begin: Callable[[], str], what: str) -> None:
    if own is None:
        if st.button(
            "Watch this",
            key=state.key(PART, what, "begin"),
            icon=":material/visibility:",
            type="tertiary",
            help="Home tells you when something new is found here. Nothing is sent.",
        ):
            undoing.do(begin)
    elif st.button(
        "You watch this: stop", key=state.key(PART, what, "end"), icon=":material/visibility_off:", type="tertiary"
    ):
        undoing.do(partial(app.watches.remove, viewer, own.id))


def _show_one(app: UseCases, viewer: Viewer, news: WatchNews) -> None:
    watch = news.watch
    number = len(news.fresh)
    since = f"since {words.date(watch.looked_at[:10])}"
    said = f"{words.count(number, 'new observation')} {since}" if number else f"nothing new {since}"
    with st.container(horizontal=True, vertical_alignment="center", key=state.key(PART, "row", watch.id)):
        page, parameters = _place(app, viewer, watch)
        icon = ":material/notifications_active:" if number else ":material/visibility:"
        links.to(page, f"{label(news.title)} · {said}", icon=icon, parameters=parameters)
        if number:
            told = [item.id for item in news.fresh]
            _button("Seen", "seen", watch, partial(app.watches.looked, viewer, watch.id, told))
        _button("Stop watching", "stop", watch, partial(app.watches.remove, viewer, watch.id))
    narrowing_search.show_told(app, viewer, watch.where)
    if news.problem:
        st.caption(label(news.problem))
    if number:
        with st.expander(f"Read {'it' if number == 1 else 'them'}", key=state.key(PART, "read", watch.id)):
            for item in news.fresh[:QUOTED_AT_MOST]:
                quotation.show(item, query=watch.query)
            if number > QUOTED_AT_MOST:
                st.caption(f"And {words.count(number - QUOTED_AT_MOST, 'more observation')}.")


def _place(app: UseCases, viewer: Viewer, watch: Watch) -> tuple[str, links.Parameters]:
    """Return where a watch leads: to its pain point, or to its question with what narrows it."""
    if watch.pain_point:
        return links.PAIN_POINTS, {state.PAIN_POINT: watch.pain_point}
    narrowed = narrowing_address.parameters(app, viewer, watch.where)
    return links.WHAT_DO_WE_KNOW, {state.QUERY: watch.query, **narrowed}


def _button(said: str, what: str, watch: Watch, do: Callable[[], None]) -> None:
    if st.button(said, key=state.key(PART, what, watch.id), type="tertiary"):
        undoing.do(do)
