"""Titles of groups that no pattern describes: the difficulty that they tell most plainly, or what they tell instead."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from domain.evidence import Evidence, Kind
from domain.insights import UNGROUPED
from insights.coding.sure_difficulties import goes_wrong, is_sure
from insights.theming.grouping import membership, title_of
from insights.theming.quoted_titles import clauses_of, in_marks, quoted_title, words_of_title
from language.clauses import Subject, subjects_of

if TYPE_CHECKING:
    from domain.ports import Matrix

FEWEST_DIFFICULTIES = 2
"""With fewer sentences that tell a difficulty a group tells none: one may be there by chance."""
SHARE_OF_USUAL = 0.5
"""So much of the usual share of difficulties a group needs, to be one about a difficulty."""
MOST_OF = 0.5
"""From this share of a group on, it is mostly of one kind."""
CENTRAL, READ_CLOSELY = 24, 8
"""Among so many difficulties, the most central, a title is looked for; of their clauses so many are parsed."""
PLAIN_WORDS = 7
"""Fewer words than this seldom say who and what."""
INSTEAD = {
    Kind.POSITIVE: "Mostly praise",
    Kind.RECOMMENDATION: "Mostly recommendations",
    Kind.NEED: "Mostly needs",
    Kind.BEHAVIOUR: "Mostly what people do",
    Kind.METHOD: "Mostly how the research was done",
    Kind.QUESTION: "Mostly questions",
    Kind.OTHER: "Mostly other remarks",
}
MIXED = "Remarks of several kinds"
_POINTS_BACK = re.compile(
    r"…?(?:it|they|that|this|these|those|he|she|you|there|which|what|who|when|if|while|where|how|whether|to|not|no|had|"
    r"was|were|is|are|of|for|in|on|at|with|by|one)\b",
    re.IGNORECASE,
)
_NOBODY = re.compile(r"…?no(?:body|thing| one)\b", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True, slots=True)
class _Worth:
    """What makes a clause a better title, beside being central (0 to 1). Set by reading titles of invented notes."""

    central: float = 0.7
    sure: float = 0.3
    known: float = 0.3
    wrong: float = 0.2
    keyword: float = 0.06
    named: float = 0.06
    no_subject: float = -0.12
    points_back: float = -0.1
    later: float = -0.05
    cut: float = -0.04
    unsure: float = -0.2
    short: float = -0.08


_WORTH = _Worth()


def tells_a_difficulty(difficulties: int, size: int, *, usual: float) -> bool:
    """Tell whether a group of this size is about a difficulty: it has some, half as often as is ``usual`` at least."""
    return difficulties >= FEWEST_DIFFICULTIES and difficulties >= SHARE_OF_USUAL * usual * size


def share_of_difficulties(evidence: Sequence[Evidence]) -> float:
    """Return which share of some evidence tells a difficulty; none: 0."""
    return sum(item.kind is Kind.PAIN_POINT for item in evidence) / len(evidence) if evidence else 0.0


def nearness_of_difficulties(
    evidence: Sequence[Evidence], vectors: "Matrix", labels: Sequence[int]
) -> dict[str, float]:
    """Return how near each difficulty is to the middle of those of its group: cosine in [0, 1], by identifier.

    ``vectors`` (n, d) and ``labels`` are in the order of ``evidence``. What is no difficulty, or in no group, has 0.
    """
    of_difficulties = tuple(
        label if item.kind is Kind.PAIN_POINT else UNGROUPED for item, label in zip(evidence, labels, strict=True)
    )
    near = membership(vectors, of_difficulties)
    return {item.id: value for item, value in zip(evidence, near, strict=True)}


def group_title(
    central: Sequence[Evidence], near: Mapping[str, float], keywords: Sequence[str], *, usual: float
) -> str:
    """Return what a group is called: a clause of a difficulty in it, or that it tells none and what it mostly is.

    ``central`` is all of the group, the most central first, and ``near`` says how near its difficulties are to their
    middle, in [0, 1]. ``usual`` is the share of difficulties in the whole corpus. What nothing has coded yet is quoted
    as it is. The same group gives the same title.
    """
    if not any(item.has_kind for item in central):
        return quoted_title([item.text for item in central], keywords) or title_of(tuple(keywords))
    told = sorted(
        ((item, near[item.id]) for item in central if item.kind is Kind.PAIN_POINT),
        key=lambda one: (-one[1], one[0].id),
    )
    if not tells_a_difficulty(len(told), len(central), usual=usual):
        return f"{_instead(central)}: {_lowered(title_of(tuple(keywords)))}"
    return _plainest(told[:CENTRAL], frozenset(keywords)) or title_of(tuple(keywords))


def _instead(group: Iterable[Evidence]) -> str:
    kinds = Counter(item.kind for item in group if item.kind is not Kind.PAIN_POINT)
    kind, number = min(kinds.items(), key=lambda one: (-one[1], one[0]))
    return INSTEAD[kind] if number >= MOST_OF * kinds.total() else MIXED


def _lowered(title: str) -> str:
    return title[:1].lower() + title[1:]


def _plainest(told: Sequence[tuple[Evidence, float]], keywords: frozenset[str]) -> str | None:
    """Return the clause that says most plainly what is wrong for whom, in quotation marks, or None where none suits."""
    worth: dict[str, float] = {}
    for item, near in told:
        own = _worth_of(item, near)
        for place, clause in enumerate(clauses_of(item.text)):
            worth[clause] = max(worth.get(clause, -1.0), own + _wording(clause, place, keywords))
    best = sorted(worth, key=lambda clause: (-worth[clause], clause))[:READ_CLOSELY]
    for clause, subject in zip(best, subjects_of(clause.strip("…") for clause in best), strict=True):
        if subject is not Subject.POINTING:
            worth[clause] += _WORTH.named if subject is Subject.NAMED else _WORTH.no_subject
    chosen = min(best, key=lambda clause: (-worth[clause], clause), default=None)
    return in_marks(chosen) if chosen else None


def _worth_of(item: Evidence, near: float) -> float:
    coding = item.coding
    chance = coding.pain_point if coding and item.said_kind is None else 1.0
    known = max((guess.right or 0.0 for guess in coding.patterns), default=0.0) if coding else 0.0
    unsure = 0.0 if is_sure(item) else _WORTH.unsure
    return _WORTH.central * near + _WORTH.sure * chance + _WORTH.known * known + unsure


def _wording(clause: str, place: int, keywords: frozenset[str]) -> float:
    points_back = _POINTS_BACK.match(clause) is not None and _NOBODY.match(clause) is None
    return (
        _WORTH.wrong * goes_wrong(clause)
        + _WORTH.keyword * bool(keywords & words_of_title(clause))
        + _WORTH.points_back * points_back
        + _WORTH.later * (place > 0)
        + _WORTH.cut * clause.endswith("…")
        + _WORTH.short * (len(clause.split()) < PLAIN_WORDS)
    )
