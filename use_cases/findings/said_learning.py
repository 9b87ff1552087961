"""Finding out what the coder would learn of kinds and severities that people said. Nothing changes by it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from domain.access import MAINTENANCE, Viewer
from domain.decisions import Verdict, standing_links
from domain.evidence import Evidence, Kind
from domain.ports import Progress
from domain.said_lessons import LearningAbout, SaidChange, SaidGain, SaidLearning
from use_cases.findings.learning import groups_of
from use_cases.findings.shipped_coding import shipped_told
from use_cases.findings.theming import theme_acts
from use_cases.repository import Repository

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from insights.coding.said_learning import SaidSentence
    from insights.coding.said_lessons import SaidCorrection

MOST_LOOKED_AT = 2000
"""Of so many observations at most it is found out how many would be called otherwise."""
MOST_CHANGES = 12
"""How many of those are kept with a proposal."""


def said_by_people(repository: Repository, about: LearningAbout) -> "list[SaidSentence]":
    """Return what people said sentences are, or how grave, each wording once and the latest word of it.

    A sentence that a person accepted as evidence, and said nothing else of, is a pain point to them. Only sentences of
    published studies are among it, that the coder has seen.
    """
    return [sentence for sentence, _ in _said(repository, about)]


def _said(repository: Repository, about: LearningAbout) -> "list[tuple[SaidSentence, Evidence]]":
    from insights.coding.said_learning import SaidSentence
    from insights.sharing.rulings import words_of

    accepted = _accepted(repository) if about is LearningAbout.KINDS else frozenset()
    published = repository.learnings.published_ids()
    named = {said.observation_id for said in repository.decisions.kinds(MAINTENANCE)} | accepted
    items = sorted(
        (item for item in repository.evidence.evidence(MAINTENANCE, sorted(named & published)) if item.coding),
        key=lambda item: (item.said_kind.at if item.said_kind else "", item.id),
    )
    told = {item.id: said for item in items if (said := _told(item, about, accepted)) is not None}
    latest = {words_of(item): item for item in items if item.id in told}
    groups = groups_of(items)
    return [
        (
            SaidSentence(
                observation=item.id,
                text=item.text,
                said=told[item.id],
                agreed=told[item.id] == _coded(item, about),
                group=groups["study: " + item.independent_study],
                headings=item.headings,
            ),
            item,
        )
        for item in sorted(latest.values(), key=lambda item: item.id)
    ]


def _accepted(repository: Repository) -> frozenset[str]:
    """Return the observations that people accepted as evidence one by one."""
    by_theme = theme_acts(repository, MAINTENANCE)
    links = standing_links(repository.decisions.links(MAINTENANCE))
    return frozenset(
        link.observation_id for link in links if link.verdict is Verdict.EVIDENCE and link.act not in by_theme
    )


def _told(item: Evidence, about: LearningAbout, accepted: frozenset[str]) -> str | None:
    said = item.said_kind
    if about is LearningAbout.SEVERITIES:
        return said.severity.value if said and said.severity else None
    if said:
        return said.kind.value
    return Kind.PAIN_POINT.value if item.id in accepted else None


def _coded(item: Evidence, about: LearningAbout) -> str | None:
    if item.coding is None:
        return None
    if about is LearningAbout.KINDS:
        return item.coding.kind.value
    return item.coding.severity.value if item.coding.severity else None


def learn_said(
    repository: Repository, viewer: Viewer, about: LearningAbout, *, progress: Progress | None = None
) -> str | None:
    """Keep what the coder would learn of kinds or severities, with its gain or loss, and return the identifier.

    Nothing else changes. Returns None where people said too little to learn from and to measure on.
    """
    from insights.coding.said_learning import lessons_from_said, said_gain_of, teaching_of_said, values_of
    from insights.coding.said_lessons import correction_from

    rows = _said(repository, about)
    said = [sentence for sentence, _ in rows]
    if not teaching_of_said(said).is_enough:
        return None
    logs, vectors = _logs(repository, [item for _, item in rows], about)
    gain = said_gain_of(said, logs, vectors, about=about, progress=progress)
    values = values_of(about)
    correction = correction_from(logs, [values.index(each.said) for each in said], vectors)
    gain, changes = _with_changes(repository, about, gain, correction)
    made = SaidLearning(
        id="",
        about=about,
        made_by=viewer.name,
        made_at=datetime.now(UTC).isoformat(timespec="seconds"),
        basis=repository.coder_basis,
        gain=gain,
        changes=changes,
    )
    return repository.said_learnings.save(made, lessons_from_said(said, logs))


def _logs(
    repository: Repository, items: Sequence[Evidence], about: LearningAbout
) -> "tuple[NDArray[np.float64], NDArray[np.float32]]":
    """Return (n, k) log probabilities before any lesson, and the (n, d) vectors of the encoder of kinds."""
    from insights.coding.kind_judging import severity_logs

    told = shipped_told(repository, items)
    if told.meant is None:
        raise ValueError("Nothing is learned of kinds without an encoder of kinds.")
    if about is LearningAbout.KINDS:
        return told.logs, told.meant
    patterns = [item.coding.patterns if item.coding else () for item in items]
    return severity_logs(told.severities, patterns, repository.codebook), told.meant


def _with_changes(
    repository: Repository, about: LearningAbout, gain: SaidGain, correction: "SaidCorrection"
) -> tuple[SaidGain, tuple[SaidChange, ...]]:
    """Return the gain with how many of a drawn share of published observations would be called otherwise, and some.

    Otherwise than now: the coder in force may have learned already. What people said themselves is not among them: it
    holds, whatever the coder says.
    """
    from insights.coding.said_learning import called_by, gravest_of

    items = _drawn(repository, about, gain.seed)
    if not items:
        return gain, ()
    logs, vectors = _logs(repository, items, about)
    texts, headings = [item.text for item in items], [item.headings for item in items]
    before = [_coded(item, about) for item in items]
    after = called_by(correction.of(logs, vectors), texts, headings, about=about)
    changes = [
        SaidChange(observation=item.id, before=was, after=now)
        for item, was, now in zip(items, before, after, strict=True)
        if was is not None and was != now
    ]
    first = gravest_of(about)
    told = replace(
        gain,
        looked_at=len(items),
        moved=len(changes),
        lost=sum(change.before == first for change in changes),
        won=sum(change.after == first for change in changes),
    )
    foremost = sorted(changes, key=lambda change: (first not in {change.before, change.after}, change.observation))
    return told, tuple(foremost[:MOST_CHANGES])


def _drawn(repository: Repository, about: LearningAbout, seed: int) -> list[Evidence]:
    import numpy as np

    published = repository.learnings.published_ids()
    items = sorted(
        (
            item
            for item in repository.evidence.all_evidence(MAINTENANCE)
            if item.id in published and not item.said_kind and _coded(item, about)
        ),
        key=lambda item: item.id,
    )
    if len(items) <= MOST_LOOKED_AT:
        return items
    chosen = np.random.default_rng(seed).choice(len(items), size=MOST_LOOKED_AT, replace=False)
    return [items[n] for n in sorted(chosen)]
