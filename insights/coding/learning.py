"""What would be learned from people's decisions, and whether it helps, measured on studies not learned from."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from domain.insights import Codebook
from domain.lessons import NOTHING_LEARNED, Figures, Gain, Lesson, Lessons, Teaching
from domain.ports import Embedder, PairJudge, Progress
from insights.coding.lessons import NEVER_SURE, lessons_of, sureness_of
from insights.coding.odds import chances_of, log_odds
from insights.coding.pattern_fits import PatternFits
from insights.coding.second_check import read_again
from insights.sharing.evidence_choice import SHOWN

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from domain.ports import Matrix, Vector

MOST_PARTS = 10
"""Studies are held out in at most so many parts, each judged by a coder that learned from the others."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Decided:
    """A sentence, a pattern and whether people accepted it as evidence. ``sure`` is how probable a difficulty is.

    ``group`` names what it was told in: sentences of one group are learned from together, or not at all.
    """

    observation: str
    text: str
    pattern: str
    accepted: bool
    sure: float
    group: str


class RememberedVectors:
    """An embedder that asks another one for each text once, for as long as it is held."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder
        self._known: dict[str, Matrix] = {}
        self.name = embedder.name
        self.dimensions = embedder.dimensions

    def embed(self, texts: Sequence[str], *, progress: Progress | None = None) -> "Matrix":
        """Return unit rows (n, d) in the order given; see :class:`domain.ports.Embedder`."""
        import numpy as np

        new = [text for text in dict.fromkeys(texts) if text not in self._known]
        self._known.update(zip(new, self._embedder.embed(new, progress=progress), strict=True))
        if not texts:
            return np.empty((0, self.dimensions), dtype=np.float32)
        return np.stack([self._known[text] for text in texts])


Fits = Callable[[Lessons], PatternFits]
"""Makes what compares texts with patterns, having taken lessons in."""


def teaching_of(decided: Sequence[Decided]) -> Teaching:
    """Return how much there is to learn from."""
    accepted = sum(each.accepted for each in decided)
    return Teaching(accepted=accepted, rejected=len(decided) - accepted, studies=len({each.group for each in decided}))


def lessons_from(decided: Sequence[Decided], fits: Fits, embedder: Embedder) -> list[Lesson]:
    """Return what each decision teaches, with how sure a coder was that had learned nothing."""
    right = _right(decided, fits(NOTHING_LEARNED), embedder)
    return [
        Lesson(
            observation=each.observation,
            pattern=each.pattern,
            accepted=each.accepted,
            odds=round(float(odds), 4),
            text=each.text,
        )
        for each, odds in zip(decided, log_odds(right, never_sure=NEVER_SURE), strict=True)
    ]


def told_of(decided: Sequence[Decided], codebook: Codebook, judge: PairJudge) -> "Vector":
    """Return (n,) log odds of a judge that reads each sentence and its pattern together; no lesson changes it."""
    found = {pattern.id: pattern.summary for pattern in codebook.patterns}
    return judge.judge([(found[each.pattern], each.text) for each in decided])


def gain_of(
    decided: Sequence[Decided],
    lessons: Sequence[Lesson],
    fits: Fits,
    embedder: Embedder,
    *,
    told: "Vector",
    progress: Progress | None = None,
) -> Gain:
    """Return what learning brings on decisions that were not learned from, ``lessons`` in the order of ``decided``.

    Groups are held out in turn (at most ``MOST_PARTS`` parts, the largest groups dealt out first). Each part is judged
    by what the others teach and then, as when coding, by the judge of pairs, who said ``told`` (n,). What is saved is
    counted from a coder that is only made more or less sure of everything alike: that helps with decisions that teach
    nothing, too. Raises ValueError where there is one group.
    """
    import numpy as np

    accepted = np.array([each.accepted for each in decided])
    odds = np.array([each.odds for each in lessons])
    learned, surer = np.zeros(len(decided)), np.zeros(len(decided))
    parts = parts_of([each.group for each in decided])
    for number, part in enumerate(parts, start=1):
        held = set(part)
        others = [lesson for row, lesson in enumerate(lessons) if row not in held]
        first = _right([decided[row] for row in part], fits(lessons_of(others)), embedder)
        learned[part] = read_again(first, told[part])
        slope, offset = sureness_of(others)
        surer[part] = read_again(chances_of(slope * odds[part] + offset), told[part])
        if progress is not None:
            progress(number, len(parts))
    shipped = read_again(chances_of(odds), told)
    saved = _losses(surer, accepted) - _losses(learned, accepted)
    return Gain(
        teaching=teaching_of(decided),
        shipped=figures_of(shipped, accepted),
        learned=figures_of(learned, accepted),
        saved=round(float(saved.mean()), 4),
        error=round(error_of(saved, [each.group for each in decided]), 4),
    )


def figures_of(right: "NDArray[np.float64]", accepted: "NDArray[np.bool_]") -> Figures:
    """Return how probabilities (n,) that a reader accepts stand to what people said (n,), both verdicts among them."""
    import numpy as np

    shown = right >= SHOWN.least
    above = np.sign(right[accepted][:, None] - right[~accepted][None, :])
    return Figures(
        precision=round(float(accepted[shown].mean()), 4) if shown.any() else None,
        recall=round(float(shown[accepted].mean()), 4),
        order=round(float((above + 1).mean() / 2), 4),
        log_loss=round(float(_losses(right, accepted).mean()), 4),
        brier=round(float(((right - accepted) ** 2).mean()), 4),
    )


def _right(decided: Sequence[Decided], fits: PatternFits, embedder: Embedder) -> "NDArray[np.float64]":
    import numpy as np

    vectors = embedder.embed([each.text for each in decided])
    return fits.acceptance(vectors, [each.pattern for each in decided], np.array([each.sure for each in decided]))


def parts_of(groups: Sequence[str]) -> list[list[int]]:
    """Return the rows of each part: groups by size, each put to the part that has the fewest rows so far."""
    rows: dict[str, list[int]] = defaultdict(list)
    for row, group in enumerate(groups):
        rows[group].append(row)
    if len(rows) < 2:
        raise ValueError("What is learned from one group alone cannot be measured on another.")
    parts: list[list[int]] = [[] for _ in range(min(MOST_PARTS, len(rows)))]
    for group in sorted(rows, key=lambda group: (-len(rows[group]), group)):
        min(parts, key=len).extend(rows[group])
    return parts


def _losses(right: "NDArray[np.float64]", accepted: "NDArray[np.bool_]") -> "NDArray[np.float64]":
    """Return the (n,) logarithmic losses of probabilities."""
    import numpy as np

    bounded = np.clip(right, NEVER_SURE, 1 - NEVER_SURE)
    return np.asarray(-np.log(np.where(accepted, bounded, 1 - bounded)))


def error_of(values: "NDArray[np.float64]", groups: Sequence[str]) -> float:
    """Return the standard error of the mean of values (n,), those of one group taken together."""
    away: dict[str, float] = defaultdict(float)
    for value, group in zip(values - values.mean(), groups, strict=True):
        away[group] += float(value)
    return float(sum(each**2 for each in away.values()) ** 0.5 / len(values))
