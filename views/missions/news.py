"""What is new since the reader's last visit: one panel, for Home and for the Mission page."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import streamlit as st

from domain.access import Viewer
from domain.news import NewsItem, NewsKind
from use_cases.app import UseCases
from views import cached, links, state, words
from views.markup import label

OF_A_KIND = 3
"""So many of each kind are shown, and how many more there are."""
IN_ORDER = {
    NewsKind.EVIDENCE: ("pain point with new evidence", "pain points with new evidence"),
    NewsKind.CLAIM: ("“us too”", "“us too”"),
    NewsKind.OWNER: ("owner", "owners"),
    NewsKind.STUDY: ("study", "studies"),
    NewsKind.SOURCES: ("study with new sources", "studies with new sources"),
    NewsKind.JOURNEY: ("journey", "journeys"),
}
NOTED_EVERY = timedelta(minutes=1)


def show(app: UseCases, viewer: Viewer, mission: str | None) -> None:
    """Show what is new in a mission; or in all, and note the visit: what was not told is still new at the next one."""
    previous = app.news.last_visit(viewer) if mission else _visit(app, viewer)
    st.header("New since your last visit" if previous else "New in the last 30 days", anchor=False)
    since = previous or app.news.at_first()[:10]
    news = cached.news(app, viewer=viewer, revision=app.revision(), since=since, mission=mission)
    if previous:
        st.caption(_counted_from(words.date(previous[:10]), mission))
    if not news.items:
        st.markdown("Nothing is new.")
        return
    for kind, (one, many) in IN_ORDER.items():
        _show_kind([item for item in news.items if item.kind is kind], one, many)


def _counted_from(day: str, mission: str | None) -> str:
    """Return from which day on things are new: whoever looks at one mission did not see what is new in the others."""
    if mission is None:
        return f"You were last here on {day}."
    return f"Counted from {day}, when you last saw what is new in all missions."


def _visit(app: UseCases, viewer: Viewer) -> str | None:
    """Return when the visit before this one ended; the present one is noted once a minute."""
    noted: tuple[str, datetime, str | None] | None = st.session_state.get(state.VISIT)
    now = datetime.now(UTC)
    if noted is not None and noted[0] == viewer.name and now - noted[1] < NOTED_EVERY:
        return noted[2]
    previous = app.news.visit(viewer)
    st.session_state[state.VISIT] = (viewer.name, now, previous)
    return previous


def _show_kind(items: Sequence[NewsItem], one: str, many: str) -> None:
    for item in items[:OF_A_KIND]:
        _show_item(item)
    more = len(items) - OF_A_KIND
    if more > 0:
        st.caption(f"And {words.count(more, f'more {one}', f'more {many}')}.")


def _show_item(item: NewsItem) -> None:
    title = label(item.title)
    match item.kind:
        case NewsKind.EVIDENCE:
            _to_pain_point(item, f"{words.count(item.count, 'new observation')}: {title}", ":material/add_notes:")
        case NewsKind.CLAIM:
            _to_pain_point(item, f"{label(item.organisation)} says “us too”: {title}", ":material/front_hand:")
        case NewsKind.OWNER:
            _to_pain_point(item, f"{label(item.organisation)} named as owner: {title}", ":material/person_pin:")
        case NewsKind.JOURNEY:
            parameters = {state.JOURNEY: item.subject}
            links.to(links.JOURNEY_ROOM, f"Journey changed: {title}", icon=":material/route:", parameters=parameters)
        case NewsKind.STUDY:
            _to_study(item, f"{_how_it_came(item)} {label(item.organisation)}: {title}", ":material/menu_book:")
        case NewsKind.SOURCES:
            _to_study(item, f"{words.count(item.count, 'source')} added to {title}", ":material/note_add:")


def _how_it_came(item: NewsItem) -> str:
    return "Seen by its team only, from" if item.of_team_only and not words.sees_all_here() else "Published by"


def _to_pain_point(item: NewsItem, said: str, icon: str) -> None:
    links.to(links.PAIN_POINTS, said, icon=icon, parameters={state.PAIN_POINT: item.subject})


def _to_study(item: NewsItem, said: str, icon: str) -> None:
    links.to(links.STUDIES, said, icon=icon, parameters={state.STUDY: item.subject})
