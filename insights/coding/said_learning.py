"""What would be learned of what people said sentences are, or how grave, and whether it helps on other studies."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from domain.evidence import Kind, Severity
from domain.ports import Progress
from domain.said_lessons import LearningAbout, SaidFigures, SaidGain, SaidLesson, SaidTeaching
from insights.coding.kind_judging import kinds_by, severities_by
from insights.coding.learning import error_of, parts_of
from insights.coding.said_lessons import correction_from

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from domain.ports import Matrix

SEED = 20_250_401
"""Observations are drawn with it to tell how many would be called otherwise."""
NEVER = 1e-9


@dataclass(frozen=True, kw_only=True, slots=True)
class SaidSentence:
    """A sentence and what people said of it: ``said`` is the value of a kind or a severity.

    ``agreed`` tells whether the coder in force says the same; ``group`` is as in ``learning.Decided``.
    """

    observation: str
    text: str
    said: str
    agreed: bool
    group: str
    headings: tuple[str, ...] = ()


def values_of(about: LearningAbout) -> list[str]:
    """Return what can be said, in the order of the coder's columns."""
    return [each.value for each in (Kind if about is LearningAbout.KINDS else Severity)]


def gravest_of(about: LearningAbout) -> str:
    """Return what precision is told of: what is shown as evidence, or first."""
    return Kind.PAIN_POINT.value if about is LearningAbout.KINDS else Severity.HIGH.value


def called_by(
    logs: "NDArray[np.float64]", texts: Sequence[str], headings: Sequence[tuple[str, ...]], *, about: LearningAbout
) -> list[str]:
    """Return what a coder with these log probabilities (n, k) calls each text, as when coding."""
    if about is LearningAbout.SEVERITIES:
        return [severity.value for severity in severities_by(logs)]
    kinds, _ = kinds_by(logs, texts, headings)
    return [kind.value for kind in kinds]


def teaching_of_said(said: Sequence[SaidSentence]) -> SaidTeaching:
    """Return how much there is to learn from."""
    counts = [number for _, number in Counter(each.said for each in said).most_common(2)]
    return SaidTeaching(
        decisions=len(said),
        agreed=sum(each.agreed for each in said),
        second=counts[1] if counts[1:] else 0,
        studies=len({each.group for each in said}),
    )


def lessons_from_said(said: Sequence[SaidSentence], logs: "NDArray[np.float64]") -> list[SaidLesson]:
    """Return what each sentence teaches, with what a coder said (n, k) that had learned nothing."""
    return [
        SaidLesson(
            observation=each.observation,
            said=each.said,
            logs=tuple(round(float(log), 4) for log in row),
            text=each.text,
        )
        for each, row in zip(said, logs, strict=True)
    ]


def said_gain_of(
    said: Sequence[SaidSentence],
    logs: "NDArray[np.float64]",
    vectors: "Matrix",
    *,
    about: LearningAbout,
    progress: Progress | None = None,
) -> SaidGain:
    """Return what learning brings on sentences that were not learned from; groups are held out in turn, as in
    :func:`insights.coding.learning.gain_of`.

    What is saved is counted from a coder that is only made more or less sure, and readier or slower to say each, of
    everything alike: that helps with words that teach nothing, too. Raises ValueError where there is one group.
    """
    import numpy as np

    values = values_of(about)
    told = np.array([values.index(each.said) for each in said])
    groups = [each.group for each in said]
    learned, surer = np.zeros_like(logs), np.zeros_like(logs)
    parts = parts_of(groups)
    for number, part in enumerate(parts, start=1):
        others = np.setdiff1d(np.arange(len(said)), part)
        for found, with_wording in ((learned, True), (surer, False)):
            correction = correction_from(
                logs[others], told[others].tolist(), vectors[others], with_wording=with_wording
            )
            found[part] = correction.of(logs[part], vectors[part])
        if progress is not None:
            progress(number, len(parts))
    rows = np.arange(len(said))
    saved = learned[rows, told] - surer[rows, told]
    texts, headings = [each.text for each in said], [each.headings for each in said]
    shipped, taught = (
        said_figures_of(
            found, told, called=called_by(found, texts, headings, about=about), values=values, first=gravest_of(about)
        )
        for found in (logs, learned)
    )
    return SaidGain(
        teaching=teaching_of_said(said),
        shipped=shipped,
        learned=taught,
        saved=round(float(saved.mean()), 4),
        error=round(error_of(saved, groups), 4),
        seed=SEED,
    )


def said_figures_of(
    logs: "NDArray[np.float64]",
    told: "NDArray[np.int64]",
    *,
    called: Sequence[str],
    values: Sequence[str],
    first: str,
) -> SaidFigures:
    """Return how log probabilities (n, k), by which texts are ``called`` so, stand to what people said (n,).

    ``values`` name the k columns; precision and recall are of the one named ``first``.
    """
    import numpy as np

    said = np.array([list(values).index(each) for each in called])
    true, shown = (column == list(values).index(first) for column in (told, said))
    return SaidFigures(
        right=round(float((said == told).mean()), 4),
        precision=round(float(true[shown].mean()), 4) if shown.any() else None,
        recall=round(float(shown[true].mean()), 4) if true.any() else None,
        log_loss=round(float(-np.maximum(logs[np.arange(len(told)), told], np.log(NEVER)).mean()), 4),
    )
