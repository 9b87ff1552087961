"""Finding out what the coder would learn from decisions, and what gain or loss that would be. Nothing changes by it."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from domain.access import MAINTENANCE, Viewer
from domain.decisions import Verdict, standing_links
from domain.evidence import Evidence, Kind
from domain.lessons import Change, Gain, Learning, Lesson, Lessons
from domain.ports import Progress
from domain.search import ObservationFilter
from domain.text import fold
from use_cases.findings.reading_again import standing_readings
from use_cases.findings.shipped_coding import sureness
from use_cases.findings.theming import decided_links, theme_acts
from use_cases.repository import Repository

if TYPE_CHECKING:
    from insights.coding.learning import Decided, Fits, RememberedVectors
    from insights.coding.pattern_fits import PatternFits

MOST_CHANGES = 12
"""How many sentences that would be shown newly, or no more, are kept with a proposal."""
Shown = frozenset[tuple[str, str]]
"""Pairs of a pattern and an observation that is shown as evidence of it."""


def decided_on_patterns(repository: Repository) -> "list[Decided]":
    """Return what people said of sentences and patterns of the codebook, each sentence once for a pattern.

    The latest word holds, as wherever equal words stand. Only sentences of published studies are among it, that the
    coder has seen; splitting or merging a theme judges no single sentence, and what is an example teaches already.
    """
    from insights.coding.learning import Decided
    from insights.sharing.rulings import words_of

    by_theme = theme_acts(repository, MAINTENANCE)
    codebook = repository.codebook
    patterns = {pattern.id for pattern in codebook.patterns}
    links = [
        link
        for link in standing_links(repository.decisions.links(MAINTENANCE))
        if link.subject in patterns and link.act not in by_theme
    ]
    if not links:
        return []
    published = repository.learnings.published_ids()
    named = [name for name in {link.observation_id for link in links} if name in published]
    examples = {fold(each.text).casefold() for pattern in codebook.patterns for each in pattern.examples}
    items = {
        item.id: item
        for item in repository.evidence.evidence(MAINTENANCE, named)
        if item.coding and words_of(item) not in examples
    }
    latest = {
        (words_of(items[link.observation_id]), link.subject): link for link in links if link.observation_id in items
    }
    groups = groups_of(items[link.observation_id] for link in latest.values())
    return [
        Decided(
            observation=item.id,
            text=item.text,
            pattern=link.subject,
            accepted=link.verdict is Verdict.EVIDENCE,
            sure=item.coding.pain_point if item.coding else 0.0,
            group=groups[_study_of(item)],
        )
        for link in sorted(latest.values(), key=lambda link: link.nth)
        for item in [items[link.observation_id]]
    ]


def groups_of(items: Iterable[Evidence]) -> dict[str, str]:
    """Return by study what it is learned from with: studies in which the same words stand are one group."""
    from insights.sharing.rulings import words_of

    leads: dict[str, str] = {}

    def found(name: str) -> str:
        while leads.setdefault(name, name) != name:
            name = leads[name]
        return name

    for item in items:
        leads[found("words: " + words_of(item))] = found(_study_of(item))
    return {name: found(name) for name in leads}


def _study_of(item: Evidence) -> str:
    """Return the independent study: one that retells another is that other."""
    return "study: " + item.independent_study


def learn(repository: Repository, viewer: Viewer, *, progress: Progress | None = None) -> str | None:
    """Keep what the coder would learn from decisions, with its gain or loss, and return the identifier.

    Nothing else changes. Returns None where there are too few decisions to learn from and to measure on.
    """
    from insights.coding.learning import RememberedVectors, gain_of, lessons_from, teaching_of, told_of
    from insights.coding.pattern_fits import PatternFits

    decided = decided_on_patterns(repository)
    if not teaching_of(decided).is_enough:
        return None
    decided = _as_sure_as_shipped(repository, decided)
    codebook, matcher = repository.codebook, RememberedVectors(repository.matcher)

    def fits(lessons: Lessons) -> PatternFits:
        return PatternFits(codebook, matcher, lessons)

    taught = lessons_from(decided, fits, matcher)
    told = told_of(decided, codebook, repository.pair_judge)
    gain = gain_of(decided, taught, fits, matcher, told=told, progress=progress)
    gain, changes = _with_changes(repository, gain, taught, fits, matcher)
    made = Learning(
        id="",
        made_by=viewer.name,
        made_at=datetime.now(UTC).isoformat(timespec="seconds"),
        basis=repository.coder_basis,
        gain=gain,
        changes=changes,
    )
    return repository.learnings.save(made, taught)


def _as_sure_as_shipped(repository: Repository, decided: "list[Decided]") -> "list[Decided]":
    """Return the same with how sure the coder was before it learned of kinds: so sure it is compared with patterns."""
    items = repository.evidence.evidence(MAINTENANCE, sorted({each.observation for each in decided}))
    sure = dict(zip([item.id for item in items], sureness(repository, items), strict=True))
    return [replace(each, sure=sure.get(each.observation, each.sure)) for each in decided]


def _with_changes(
    repository: Repository, gain: Gain, taught: Sequence[Lesson], fits: "Fits", matcher: "RememberedVectors"
) -> tuple[Gain, tuple[Change, ...]]:
    """Return the gain with how much of the evidence that is shown of published studies would change, and some of it."""
    from insights.coding.lessons import lessons_of

    published = repository.learnings.published_ids()
    where = ObservationFilter(kinds=frozenset({Kind.PAIN_POINT}))
    evidence = [item for item in repository.evidence.all_evidence(MAINTENANCE, where) if item.id in published]
    before = _shown(repository, evidence)
    after = _shown(repository, _coded(repository, evidence, fits(lessons_of(taught)), matcher))
    lost, won = before - after, after - before
    told = replace(
        gain,
        points=len({pattern for pattern, _ in before | after}),
        points_changed=len({pattern for pattern, _ in lost | won}),
        sentences=len(before),
        sentences_lost=len(lost),
        sentences_won=len(won),
    )
    return told, (*_some(lost, is_won=False), *_some(won, is_won=True))


def _coded(
    repository: Repository, evidence: Sequence[Evidence], fits: "PatternFits", matcher: "RememberedVectors"
) -> list[Evidence]:
    """Return coded evidence with the patterns that it fits by other ``fits``, read again by the judge of pairs."""
    import numpy as np

    from insights.coding.second_check import judged

    coded = [(item, item.coding) for item in evidence if item.coding]
    if not coded:
        return []
    texts = [item.text for item, _ in coded]
    first = fits.checked(matcher.embed(texts), np.array(sureness(repository, [item for item, _ in coded])))
    found = judged(first, texts, codebook=repository.codebook, judge=repository.pair_judge)
    return [
        replace(item, coding=replace(coding, patterns=patterns))
        for (item, coding), patterns in zip(coded, found, strict=True)
    ]


def _shown(repository: Repository, evidence: Sequence[Evidence]) -> Shown:
    """Return what is shown as evidence of patterns without a person having said so."""
    from insights.sharing.pain_points import find_pain_points

    points = find_pain_points(
        evidence,
        codebook=repository.codebook,
        run=None,
        vectors=repository.vectors.vectors(repository.embedder.name, [item.id for item in evidence]),
        decided=decided_links(repository, MAINTENANCE),
        read=standing_readings(repository, MAINTENANCE),
        known=repository.catalogue.catalogue(),
    )
    return frozenset(
        (point.pattern, fit.evidence.id)
        for point in points
        for fit in point.evidence
        if point.pattern and not fit.by_person
    )


def _some(pairs: Shown, *, is_won: bool) -> list[Change]:
    """Return a few changes, of as many patterns as there are."""
    one_each = dict(sorted(pairs, reverse=True))
    rest = sorted(pairs - frozenset(one_each.items()))
    chosen = [*sorted(one_each.items()), *rest][:MOST_CHANGES]
    return [Change(observation=observation, pattern=pattern, is_won=is_won) for pattern, observation in chosen]
