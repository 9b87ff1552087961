"""What people watch, and what is new in it as they may see it."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from domain.access import Viewer
from domain.errors import InvalidRequest, NotFound, ThroughlineError
from domain.evidence import Evidence
from domain.insights import PainPoint
from domain.search import ObservationFilter
from domain.watches import EVERYTHING, FIRST_RESULTS, Watch, WatchNews
from use_cases.auditing import note_quoted
from use_cases.knowing.searching import search
from use_cases.knowing.theme_narrowing import check_themes
from use_cases.repository import Repository

LOOKING_BACK = timedelta(days=1)
"""What came so long before a look is told after it still, unless it was told: it may not have been ready then."""
NO_LONGER_SEEN = "A pain point that you do not see any more"
DIGEST = "watch digest as markdown"
"""What the audit calls it."""

Points = Callable[[], Sequence[PainPoint]]
"""Gives the pain points as a viewer sees them; asked only where one is watched."""


class Watches:
    """Watches are each person's own. What they tell is read anew for that person, each time."""

    def __init__(self, repository: Repository) -> None:
        self._repository = repository

    def all(self, viewer: Viewer) -> list[Watch]:
        """Return what this viewer watches, in the order in which they began."""
        return self._repository.watches.watches(viewer.name)

    def watch_search(self, viewer: Viewer, query: str, where: ObservationFilter = EVERYTHING) -> str:
        """Watch what a search finds among its first results; return the watch's identifier.

        Raises InvalidRequest for an empty query, or where one watches as much as one may, NotFound for a theme in
        which this viewer sees nothing.
        """
        said = " ".join(query.split())
        if not said:
            raise InvalidRequest("There is nothing to watch.", where="the query", remedy="Write a question first.")
        check_themes(self._repository, viewer, where)
        return self._add(viewer, Watch(id="", query=said, where=where), ())

    def watch_pain_point(self, viewer: Viewer, point: PainPoint) -> str:
        """Watch the evidence of a pain point, given as this viewer sees it; return the watch's identifier."""
        return self._add(viewer, Watch(id="", pain_point=point.id), [point])

    def remove(self, viewer: Viewer, watch_id: str) -> None:
        """Watch one thing no more. Raises NotFound."""
        self._repository.watches.remove(viewer.name, watch_id)

    def news(self, viewer: Viewer, points: Points) -> list[WatchNews]:
        """Return what is new in each watch since this viewer looked; one that cannot be told of says why."""
        watched = self.all(viewer)
        seen = points() if any(watch.pain_point for watch in watched) else ()
        return [self._news(viewer, watch, seen) for watch in watched]

    def looked(self, viewer: Viewer, watch_id: str, told: Iterable[str]) -> None:
        """Note that this viewer has been told of some observations in a watch. Raises NotFound."""
        watch = next((each for each in self.all(viewer) if each.id == watch_id), None)
        if watch is None:
            raise NotFound("You have no such watch.", where=watch_id, remedy="Look at what you watch anew.")
        now = datetime.now(UTC)
        recent = self._repository.news.new_observations(viewer, _moment(now - LOOKING_BACK))
        kept = sorted(recent & {*watch.told, *told})
        self._repository.watches.looked(viewer.name, watch_id, _moment(now), kept)

    def digest(self, viewer: Viewer, told: Sequence[WatchNews]) -> str:
        """Return what is new as Markdown, to be kept or sent by whoever asked for it; that it was made is written down.

        The observations in it are this viewer's to see: others may see fewer.
        """
        from exports.watch_digest import digest_text

        note_quoted(self._repository, viewer, DIGEST, (item for news in told for item in news.fresh))
        return digest_text(told, made_on=datetime.now(UTC).date().isoformat())

    def _add(self, viewer: Viewer, watch: Watch, points: Sequence[PainPoint]) -> str:
        """Store a watch; what is there already is told."""
        now = datetime.now(UTC)
        there = self._news(viewer, replace(watch, looked_at=_moment(now)), points)
        told = tuple(item.id for item in there.fresh)
        return self._repository.watches.add(viewer.name, replace(watch, told=told), _moment(now))

    def _news(self, viewer: Viewer, watch: Watch, points: Sequence[PainPoint]) -> WatchNews:
        since = _moment(datetime.fromisoformat(watch.looked_at) - LOOKING_BACK)
        fresh = self._repository.news.new_observations(viewer, since, watch.where) - set(watch.told)
        if watch.pain_point is None:
            return self._news_of_search(viewer, watch, fresh)
        point = next((each for each in points if watch.pain_point in {each.id, *each.formerly}), None)
        if point is None:
            problem = "Its evidence was withdrawn, moved elsewhere, or is not yours to see."
            return WatchNews(watch=watch, title=NO_LONGER_SEEN, problem=problem)
        return WatchNews(watch=watch, title=point.title, fresh=_fresh((fit.evidence for fit in point.evidence), fresh))

    def _news_of_search(self, viewer: Viewer, watch: Watch, fresh: frozenset[str]) -> WatchNews:
        try:
            check_themes(self._repository, viewer, watch.where)
            if not fresh:
                return WatchNews(watch=watch, title=watch.query)
            answer = search(self._repository, viewer, watch.query, where=watch.where, limit=FIRST_RESULTS)
        except ThroughlineError as error:
            return WatchNews(watch=watch, title=watch.query, problem=f"{error.problem} {error.remedy}")
        # Also where the answer says that nothing is known: nobody notices what a watch keeps back.
        found = [result.evidence for result in answer.results]
        return WatchNews(watch=watch, title=watch.query, fresh=_fresh(found, fresh))


def _fresh(found: Iterable[Evidence], fresh: frozenset[str]) -> tuple[Evidence, ...]:
    """Return those that are new, each once, in their order."""
    return tuple({item.id: item for item in found if item.id in fresh}.values())


def _moment(when: datetime) -> str:
    return when.isoformat(timespec="seconds")
