"""Insights and watches in memory, for one viewer who sees everything."""

from collections.abc import Callable
from dataclasses import replace

from domain.access import Viewer
from domain.errors import NotFound
from domain.watches import Watch
from domain.written_insights import (
    Insight,
    InsightDeed,
    InsightEvidence,
    InsightMention,
    InsightState,
    InsightVersion,
    InsightWords,
    Reach,
    Side,
)

NOW = "2025-04-01T10:00:00+00:00"


class FakeInsights:
    """Each insight as its versions, and the evidence of each version that says any."""

    def __init__(self) -> None:
        self.kept: dict[str, list[InsightVersion]] = {}
        self.evidence: dict[tuple[str, int], InsightEvidence] = {}
        self.withdrawn = 0

    def insights(self, viewer: Viewer) -> list[Insight]:
        return [self.insight(viewer, name) for name in reversed(self.kept)]

    def insight(self, viewer: Viewer, identifier: str) -> Insight:
        if identifier not in self.kept:
            raise NotFound("There is no such insight.", remedy="Choose one from the list of insights.")
        newest = self.kept[identifier][-1]
        return Insight(
            id=identifier,
            made_by=self.kept[identifier][0].by,
            made_at=NOW,
            version=newest,
            evidence=self.evidence[identifier, newest.said_in],
            withdrawn=self.withdrawn,
            mine=True,
        )

    def versions(self, viewer: Viewer, identifier: str) -> list[InsightVersion]:
        return list(self.kept[identifier])

    def mentions(self, viewer: Viewer) -> dict[str, tuple[InsightMention, ...]]:
        found: dict[str, tuple[InsightMention, ...]] = {}
        for each in self.insights(viewer):
            for name in each.evidence.every:
                side = Side.SUPPORTS if name in each.evidence.supporting else Side.CONTRADICTS
                one = InsightMention(id=each.id, claim=each.words.claim, state=each.state, side=side)
                found[name] = (*found.get(name, ()), one)
        return found

    def add(self, viewer: Viewer, words: InsightWords, evidence: InsightEvidence, reach: Reach) -> str:
        identifier = f"in_{len(self.kept) + 1}"
        first = InsightVersion(
            nth=1, by=viewer.name, at=NOW, deed=InsightDeed.WRITTEN, as_of=1, said_in=1, state=InsightState.DRAFT,
            words=words, reach=reach,
        )  # fmt: skip
        self.kept[identifier] = [first]
        self.evidence[identifier, 1] = evidence
        return identifier

    def record(
        self,
        viewer: Viewer,
        identifier: str,
        decide: Callable[[list[InsightVersion]], tuple[InsightVersion, InsightEvidence | None]],
        *,
        as_peer: bool = False,
    ) -> None:
        versions = self.kept[identifier]
        said, evidence = decide(list(versions))
        nth = versions[-1].nth + 1
        taken_back = said.deed is InsightDeed.TAKEN_BACK
        said_in = said.said_in if evidence is None else nth
        versions.append(
            replace(said, nth=nth, by=viewer.name, as_of=said.as_of if taken_back else nth, said_in=said_in)
        )
        if evidence is not None:
            self.evidence[identifier, nth] = evidence

    def has_organisation(self, identifier: str) -> bool:
        return False


class FakeWatches:
    """What somebody watches."""

    def __init__(self) -> None:
        self.kept: list[Watch] = []

    def watches(self, person: str) -> list[Watch]:
        return list(self.kept)

    def add(self, person: str, watch: Watch, now: str) -> str:
        identifier = f"wt_{len(self.kept) + 1}"
        self.kept.append(replace(watch, id=identifier, made_at=now, looked_at=now))
        return identifier

    def remove(self, person: str, identifier: str) -> None:
        self.kept = [watch for watch in self.kept if watch.id != identifier]

    def looked(self, person: str, identifier: str, now: str, told: object = ()) -> None:
        self.kept = [
            replace(watch, looked_at=now, told=tuple(told)) if watch.id == identifier else watch for watch in self.kept
        ]
