"""The topic model: groups of observations, guided by the codebook, as a record that can be repeated."""

import time
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from functools import cached_property
from importlib.metadata import version
from typing import TYPE_CHECKING

from domain.evidence import Evidence, Kind
from domain.identity import digest
from domain.insights import UNGROUPED, Assignment, Codebook, Topic, TopicRun
from domain.ports import Embedder, Progress
from insights.theming.group_titles import group_title, nearness_of_difficulties, share_of_difficulties
from insights.theming.grouping import Grouping, Guides, Stages, guides_of, membership

if TYPE_CHECKING:
    from domain.ports import Matrix

FEWEST_TO_GROUP = 5
"""Fewer observations than this are no corpus: the run has no topics."""
FEWEST_FOR_BERTOPIC = 200
"""Below this density clustering collapses, and a deterministic grouping takes its place."""
_PACKAGES = {
    "bertopic": ("bertopic", "umap-learn", "scikit-learn", "scipy", "numpy"),
    "few": ("scikit-learn", "numpy"),
}


class BerTopicModeller:
    """Groups observations with BERTopic, known patterns first; a small corpus is grouped without chance."""

    def __init__(self, codebook: Codebook, embedder: Embedder) -> None:
        self._codebook = codebook
        self._embedder = embedder

    @cached_property
    def _guides(self) -> Guides:
        return guides_of(self._codebook, self._embedder)

    def fit(
        self, evidence: Sequence[Evidence], vectors: "Matrix", *, seed: int, progress: Progress | None = None
    ) -> TopicRun:
        """Return a run with one assignment an observation, in the order given, from their ``vectors`` (n, d).

        The same input and seed give the same topics, assignments and identifier. Under 5 observations: no topics.
        ``progress`` counts stages, not observations; it is told again within them and may raise, which ends the run.
        Raises ValueError when the lengths differ.
        """
        if len(evidence) != len(vectors):
            raise ValueError(f"{len(evidence)} observations cannot have {len(vectors)} vectors.")
        stages = Stages(progress)
        started_at, clock = datetime.now(UTC).isoformat(timespec="seconds"), time.perf_counter()
        method, grouping = self._group([item.text for item in evidence], vectors, seed, stages)
        topics, assignments = self._described(evidence, vectors, grouping)
        versions = self._versions(method)
        stages.finish()
        return TopicRun(
            id=_run_id(seed, method, grouping, versions, assignments),
            seed=seed,
            method=method,
            parameters=grouping.parameters,
            versions=versions,
            topics=topics,
            assignments=assignments,
            started_at=started_at,
            seconds=round(time.perf_counter() - clock, 3),
        )

    def _group(self, texts: list[str], vectors: "Matrix", seed: int, stages: Stages) -> tuple[str, Grouping]:
        if len(texts) < FEWEST_TO_GROUP:
            return "none", Grouping(labels=(UNGROUPED,) * len(texts), guided={}, keywords={}, parameters=())
        guides = self._guides
        stages.next()
        if len(texts) < FEWEST_FOR_BERTOPIC:
            from insights.theming.small_topics import group_few

            return "few", group_few(texts, vectors, guides)
        from insights.theming.bertopic_model import group_many

        stages.next()
        return "bertopic", group_many(texts, vectors, guides, seed=seed, stages=stages)

    def _described(
        self, evidence: Sequence[Evidence], vectors: "Matrix", grouping: Grouping
    ) -> tuple[tuple[Topic, ...], tuple[Assignment, ...]]:
        sizes = Counter(grouping.labels)
        sure = membership(vectors, grouping.labels) if sizes else []
        grouped = any(label != UNGROUPED for label in sizes)
        central = most_central(evidence, grouping.labels, sure)
        near = nearness_of_difficulties(evidence, vectors, grouping.labels)
        usual = share_of_difficulties(evidence)
        topics = tuple(
            self._topic(number, grouping, central[number], near, usual) for number in (sorted(sizes) if grouped else ())
        )
        assignments = tuple(
            Assignment(observation_id=item.id, topic=label, probability=probability)
            for item, label, probability in zip(evidence, grouping.labels, sure, strict=True)
        )
        return topics, assignments

    def _topic(
        self, number: int, grouping: Grouping, central: Sequence[Evidence], near: Mapping[str, float], usual: float
    ) -> Topic:
        size = len(central)
        if number == UNGROUPED:
            return Topic(number=UNGROUPED, title="Not grouped", size=size)
        keywords = grouping.keywords.get(number, ())
        guide = grouping.guided.get(number)
        if guide is None:
            title = group_title(central, near, keywords, usual=usual)
            return Topic(number=number, title=title, keywords=keywords, size=size)
        pattern = self._codebook.patterns[guide]
        return Topic(number=number, title=pattern.title, keywords=keywords, pattern=pattern.id, size=size)

    def _versions(self, method: str) -> tuple[tuple[str, str], ...]:
        packages = tuple((package, version(package)) for package in _PACKAGES.get(method, ()))
        return (*packages, ("embedder", self._embedder.name), ("codebook", self._codebook.version))


def most_central(
    evidence: Sequence[Evidence], labels: Sequence[int], sure: Sequence[float]
) -> dict[int, list[Evidence]]:
    """Return each group's evidence: what tells a difficulty first, then the nearest to its middle, ties by id."""
    is_other = [item.kind is not Kind.PAIN_POINT for item in evidence]
    order = sorted(range(len(labels)), key=lambda row: (is_other[row], -sure[row], evidence[row].id))
    groups: dict[int, list[Evidence]] = defaultdict(list)
    for row in order:
        groups[labels[row]].append(evidence[row])
    return groups


def _run_id(
    seed: int,
    method: str,
    grouping: Grouping,
    versions: tuple[tuple[str, str], ...],
    assignments: tuple[Assignment, ...],
) -> str:
    settings = [f"{name}={value}" for name, value in (*grouping.parameters, *versions)]
    placed = [f"{item.observation_id}:{item.topic}" for item in assignments]
    return "run_" + digest(str(seed), method, *settings, *placed, length=16)
