"""What kind an observation is and how grave, from the scores of the judges: likeliest kinds, chances and log odds."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from domain.evidence import Kind, PatternFit, Severity
from domain.insights import AttemptOutcome, Codebook, Pattern
from insights.coding.change_cues import NO_DIFFICULTY, is_no_difficulty, outcome_of, tells_change
from insights.coding.coder_weights import Weights
from insights.coding.design_cues import stands_beneath_methods
from insights.coding.plain_difficulties import LEAST_CHANCE, PLAINLY_SAID, says_a_difficulty
from insights.coding.plain_statements import (
    SURE_NONETHELESS,
    SURE_WITHOUT_A_WORD,
    has_no_word_of_trouble,
    is_plain_change,
    states_plainly,
)
from insights.coding.said_lessons import logs_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from domain.ports import Floats, Matrix

OF_WORDING, OF_MEANING, SHIFT = 0.35, 0.4, 0.2
"""How much the log odds of each judge count, and what is added to their sum; set on real notes."""
GOOD_FIT = 0.6
"""From this fit on, the pattern says at which level the difficulty bites."""
_STATEMENTS = frozenset({Kind.BEHAVIOUR, Kind.METHOD, Kind.OTHER, Kind.POSITIVE})
"""What a difficulty in everyday words may be taken for."""
TYPICAL_SEVERITY_VOICE = 0.7
"""What the typical severity of a well-fitting pattern adds to that severity's score (log odds)."""


def kind_logs(weights: Weights, worded: "NDArray[np.float64]", meant: "Matrix | None") -> "NDArray[np.float64]":
    """Return (n, kinds) log probabilities, from the scores (n, kinds) of both judges, or of the first alone."""
    import numpy as np

    pain = tuple(Kind).index(Kind.PAIN_POINT)
    scores, odds = _added_up(weights, worded, meant)
    others = logs_of(np.delete(scores, pain, axis=1)) - np.logaddexp(0.0, odds)[:, None]
    return np.asarray(np.insert(others, pain, -np.logaddexp(0.0, -odds), axis=1))


def kinds_by(
    logs: "NDArray[np.float64]", texts: Sequence[str], headings: Sequence[tuple[str, ...]]
) -> tuple[list[Kind], list[float]]:
    """Return kinds and probabilities of a difficulty by log probabilities (n, kinds), without what was changed.

    What plainly says a difficulty in everyday words is one, but for what is surely none. A kind is a pain point exactly
    when that probability is at least a half.
    """
    import numpy as np

    pain = tuple(Kind).index(Kind.PAIN_POINT)
    rest = tuple(kind for kind in Kind if kind is not Kind.PAIN_POINT)
    chances = [round(float(chance), 4) for chance in np.exp(logs[:, pain])]
    others = np.delete(logs, pain, axis=1).argmax(axis=1)
    named = [Kind.PAIN_POINT if c >= 0.5 else rest[n] for c, n in zip(chances, others, strict=True)]
    judged, sure = _without_plain_statements(named, [rest[n] for n in others], chances, texts, headings)
    for n, (text, above) in enumerate(zip(texts, headings, strict=True)):
        may_be = named[n] in _STATEMENTS and chances[n] >= LEAST_CHANCE and not stands_beneath_methods(above)
        if may_be and says_a_difficulty(text):
            judged[n], sure[n] = Kind.PAIN_POINT, max(chances[n], PLAINLY_SAID)
    return judged, sure


def _added_up(
    weights: Weights, worded: "NDArray[np.float64]", meant: "Matrix | None"
) -> "tuple[NDArray[np.float64], NDArray[np.float64]]":
    """Return (n, kinds) scores of both judges and the (n,) log odds of a difficulty."""
    pain = tuple(Kind).index(Kind.PAIN_POINT)
    if meant is None:
        return worded, weights.slope * _odds(worded, pain) + weights.shift
    odds = OF_WORDING * _odds(worded, pain) + OF_MEANING * _odds(meant, pain) + SHIFT
    return OF_WORDING * logs_of(worded) + OF_MEANING * logs_of(meant), odds


def fits_well(patterns: tuple[PatternFit, ...]) -> bool:
    """Tell whether the best of these patterns fits well."""
    return bool(patterns) and patterns[0].fit >= GOOD_FIT


def _without_plain_statements(
    kinds: Sequence[Kind],
    others: Sequence[Kind],
    chances: Sequence[float],
    texts: Sequence[str],
    headings: Sequence[tuple[str, ...]],
) -> tuple[list[Kind], list[float]]:
    """Return kinds and probabilities of a difficulty with what was changed, came of it or is described taken for none.

    A description is the likeliest of ``others``, the kinds besides a difficulty.
    """
    judged, sure = list(kinds), list(chances)
    for n, (text, above) in enumerate(zip(texts, headings, strict=True)):
        if kinds[n] is not Kind.PAIN_POINT:
            continue
        if is_no_difficulty(text, above) or (chances[n] < SURE_NONETHELESS and is_plain_change(text, above)):
            judged[n] = _kind_of_change(text, above)
        elif _is_plain(text, above, chances[n]):
            judged[n] = others[n]
        if judged[n] is not Kind.PAIN_POINT:
            sure[n] = min(chances[n], NO_DIFFICULTY)
    return judged, sure


def _is_plain(text: str, headings: tuple[str, ...], chance: float) -> bool:
    """Tell whether a text that is a difficulty at this chance only says how things are."""
    if chance < SURE_NONETHELESS and states_plainly(text, headings):
        return True
    return chance < SURE_WITHOUT_A_WORD and has_no_word_of_trouble(text, headings) and not says_a_difficulty(text)


def _kind_of_change(text: str, headings: tuple[str, ...]) -> Kind:
    if tells_change(text, headings) or is_plain_change(text, headings):
        return Kind.RECOMMENDATION
    return Kind.POSITIVE if outcome_of(text) is AttemptOutcome.WORKED else Kind.BEHAVIOUR


def _odds(scores: "Floats", column: int) -> "NDArray[np.float64]":
    """Return the log odds (n,) of one column of the softmax of the rows against all others."""
    import numpy as np

    logs = logs_of(scores)
    others = np.delete(logs, column, axis=1)
    highest = others.max(axis=1)
    return np.asarray(logs[:, column] - highest - np.log(np.exp(others - highest[:, None]).sum(axis=1)))


def severity_logs(
    scores: "NDArray[np.float64]", patterns: Sequence[tuple[PatternFit, ...]], codebook: Codebook
) -> "NDArray[np.float64]":
    """Return (n, severities) log probabilities; the typical one of a well-fitting pattern counts as one more voice."""
    import numpy as np

    best = [well_fitting(found, codebook) for found in patterns]
    typical = [pattern.severity if pattern else None for pattern in best]
    voices = [[severity is each for severity in Severity] for each in typical]
    return logs_of(scores + TYPICAL_SEVERITY_VOICE * np.array(voices, dtype=np.float64).reshape(scores.shape))


def severities_by(logs: "NDArray[np.float64]") -> list[Severity]:
    """Return the likeliest severity of each row (n, severities), of equals the gravest."""
    graded = list(Severity)
    return [max(graded, key=lambda each: (row[graded.index(each)], each.rank)) for row in logs]


def well_fitting(patterns: tuple[PatternFit, ...], codebook: Codebook) -> Pattern | None:
    """Return the best of these patterns where it fits well."""
    return codebook.pattern(patterns[0].pattern) if fits_well(patterns) else None
