"""The second check: how probable it is that a careful reader takes a text as evidence of a pattern.

First a logistic regression of three numbers, then, for what may be evidence, one of its log odds and the judgement of
an encoder that reads text and pattern together. Both were fitted to 1,398 verdicts of readers on pairs of a real note's
sentence and a pattern that the coder had guessed. They accepted one pair in seven: what follows from it is strict. The
first was moved to two encoders joined by 1,039 other verdicts, so that as many guesses pass as before.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from domain.evidence import PatternFit
from domain.insights import Codebook
from domain.ports import PairJudge
from insights.coding.odds import chances_of, log_odds

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from domain.ports import Vector

INTERCEPT, OF_FIT, OF_LIKENESS, OF_SURENESS = -10.68, 0.24, 15.35, 0.89
AGAIN_INTERCEPT, OF_FIRST, OF_JUDGEMENT = -0.11, 0.84, 0.4
"""How the first probability's log odds and the judgement of the pair are added up."""
WORTH_JUDGING = 0.03
"""What the first check finds less probable than this is not read again."""
_NEVER_SURE = 1e-4


def acceptance(
    fit: "NDArray[np.float64]", likeness: "NDArray[np.float64]", sure: "NDArray[np.float64]"
) -> "NDArray[np.float64]":
    """Return (n,) probabilities in [0, 1] that a reader accepts a text as evidence of a pattern.

    ``fit`` (n,) in [0, 1] is how probable the pattern is among all; ``likeness`` (n,) the cosine of the text and the
    pattern's title and definition, by the encoder for difficulties; ``sure`` (n,) in [0, 1] the probability that the
    text tells a difficulty at all.
    """
    return chances_of(INTERCEPT + OF_FIT * _odds(fit) + OF_LIKENESS * likeness + OF_SURENESS * _odds(sure))


def judged(
    fits: Sequence[tuple[PatternFit, ...]], texts: Sequence[str], *, codebook: Codebook, judge: PairJudge
) -> list[tuple[PatternFit, ...]]:
    """Return the fits of each text; those worth it are ``right`` as it looks after both were read together.

    Each text is judged alone with each pattern, so the result does not depend on the other texts.
    """
    import numpy as np

    asked = [
        (n, place)
        for n, found in enumerate(fits)
        for place, fit in enumerate(found)
        if fit.right is not None and fit.right >= WORTH_JUDGING
    ]
    summaries = {pattern.id: pattern.summary for pattern in codebook.patterns}
    told = judge.judge([(summaries[fits[n][place].pattern], texts[n]) for n, place in asked])
    first = np.array([fits[n][place].right for n, place in asked], dtype=np.float64)
    again = {where: round(float(right), 4) for where, right in zip(asked, read_again(first, told), strict=True)}
    return [
        tuple(replace(fit, right=again.get((n, place), fit.right)) for place, fit in enumerate(found))
        for n, found in enumerate(fits)
    ]


def read_again(first: "NDArray[np.float64]", told: "Vector") -> "NDArray[np.float64]":
    """Return probabilities (n,) after text and pattern were read together.

    ``first`` (n,) are those before, ``told`` (n,) the judge's log odds. What was not worth judging stays as it was.
    """
    import numpy as np

    again = chances_of(AGAIN_INTERCEPT + OF_FIRST * _odds(first) + OF_JUDGEMENT * told)
    return np.where(first >= WORTH_JUDGING, again, first)


def _odds(chances: "NDArray[np.float64]") -> "NDArray[np.float64]":
    return log_odds(chances, never_sure=_NEVER_SURE)
