"""What is new to somebody since their last visit, as they may see it."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta

from domain.access import Viewer
from domain.insights import PainPoint
from domain.news import News, NewsItem, NewsKind
from domain.search import ObservationFilter
from use_cases.repository import Repository

FIRST_VISIT_DAYS = 30
"""How far back to look for somebody who was never here."""
MOST_PAIN_POINTS = 5
"""So many pain points are told of with their new evidence: the gravest."""


class WhatIsNew:
    """Visits, and what happened between two of them."""

    def __init__(self, repository: Repository) -> None:
        self._repository = repository

    def visit(self, viewer: Viewer) -> str | None:
        """Note that this viewer is here; return when their visit before this one ended, None at the first."""
        return self._repository.visits.record(viewer.name, _now().isoformat(timespec="seconds"))

    def last_visit(self, viewer: Viewer) -> str | None:
        """Return what ``visit`` would, and note nothing: not all that is new is told to this viewer now."""
        return self._repository.visits.last(viewer.name, _now().isoformat(timespec="seconds"))

    def at_first(self) -> str:
        """Return the moment from which things are new to somebody who was never here."""
        return (_now() - timedelta(days=FIRST_VISIT_DAYS)).isoformat(timespec="seconds")

    def since(
        self,
        viewer: Viewer,
        moment: str,
        *,
        points: Callable[[], Sequence[PainPoint]],
        mission: str | None = None,
    ) -> News:
        """Return what happened after an ISO moment, newest first, in one mission or in all.

        ``points`` gives the pain points as this viewer sees them, in that mission; it is asked only when there is
        something to tell of them. Claims and owners of pain points beyond these are not told.
        """
        where = ObservationFilter(missions=frozenset({mission})) if mission else None
        items = self._repository.news.since(viewer, moment, where)
        fresh = self._repository.news.new_observations(viewer, moment, where)
        said = self._repository.news.said_since(moment)
        if fresh or said:
            seen = points()
            titles = {point.id: point.title for point in seen}
            latest = max((item.at for item in items), default=moment)
            items += [_titled(item, titles[item.subject]) for item in said if item.subject in titles]
            items += _evidence(seen, fresh, latest)
        ordered = sorted(items, key=lambda item: item.at, reverse=True)
        return News(since=moment, items=tuple(ordered))


def _titled(item: NewsItem, title: str) -> NewsItem:
    return NewsItem(kind=item.kind, at=item.at, subject=item.subject, title=title, organisation=item.organisation)


def _evidence(points: Sequence[PainPoint], fresh: frozenset[str], at: str) -> list[NewsItem]:
    """Return the gravest shared pain points that gained evidence, and how many observations each."""
    found = []
    for point in points:
        number = len({fit.evidence.id for fit in point.evidence} & fresh)
        if number and point.spread > 1:
            found.append(NewsItem(kind=NewsKind.EVIDENCE, at=at, subject=point.id, title=point.title, count=number))
    return found[:MOST_PAIN_POINTS]


def _now() -> datetime:
    return datetime.now(UTC)
