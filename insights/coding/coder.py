"""The coder: says of each observation what kind it is, how grave, where it bites and which pattern it shows."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from domain.evidence import Coding, Kind, Level, PatternFit, Severity
from domain.insights import Codebook
from domain.lessons import NOTHING_LEARNED, Lessons
from domain.ports import Embedder, PairJudge
from insights.coding.attempts import tells_attempt
from insights.coding.coder_cues import standing_of, tells_workaround
from insights.coding.coder_features import cues_of, words_of
from insights.coding.coder_weights import Weights, head_scores, load_weights, weights_digest
from insights.coding.cues_version import cues_version
from insights.coding.gravity import gravities
from insights.coding.kind_judging import (
    fits_well,
    kind_logs,
    kinds_by,
    severities_by,
    severity_logs,
    well_fitting,
)
from insights.coding.pattern_fits import PatternFits, shared_fits
from insights.coding.said_lessons import SaidCorrection, correction_of, logs_of
from insights.coding.second_check import judged
from insights.coding.wish_cues import Wished, worded_as_wishes
from insights.objectives import ObjectiveFits, objectives_version

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from domain.ports import Matrix

MAY_BE_DIFFICULTY = 0.3
"""Texts below this probability of a difficulty get no pattern, unless they tell what was tried, needed or praised."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Told:
    """What a coder that has learned nothing says of texts: ``kinds`` and ``chances`` of a difficulty, each in order.

    ``logs`` (n, kinds) are the log probabilities behind them, ``severities`` (n, severities) scores, ``meant`` (n, d)
    the vectors of the encoder of kinds, None without one.
    """

    kinds: list[Kind]
    chances: list[float]
    logs: "NDArray[np.float64]"
    severities: "NDArray[np.float64]"
    meant: "Matrix | None"


class TrainedCoder:
    """A Coder of two judges of kind: regressions over wording and headings, and an encoder trained to tell kinds.

    The first looks at the text's stock vector, its words and cues of wording and headings; the second, ``kinds``, at
    the text alone. Their log odds are added up; without an encoder the first judges alone. Texts that may tell a
    difficulty are compared with the codebook's patterns by the vectors of ``matcher``, an encoder trained to look
    past the subject; without one, by those of ``embedder``. ``judge`` reads what may be evidence together with the
    pattern. ``lessons``, what was learned from people, move and correct what is compared before the judge reads it, and
    correct kind and severity; what is compared with patterns is as sure as without these, which it was fitted to.
    Needs, recommendations and praise that are worded as such are compared with what would mend each pattern, too, and
    have the one that both agree on or none. Deterministic. Reads the weights and embeds the codebook when it first
    codes a text.
    """

    def __init__(
        self,
        codebook: Codebook,
        *,
        embedder: Embedder,
        matcher: Embedder | None = None,
        kinds: Embedder | None = None,
        judge: PairJudge | None = None,
        lessons: Lessons = NOTHING_LEARNED,
    ) -> None:
        self._codebook = codebook
        self._lessons = lessons
        self._matcher = matcher
        self._kinds = kinds
        self._judge = judge
        self._embedder = embedder
        self._pattern_fits: PatternFits | None = None
        self._objective_fits: ObjectiveFits | None = None
        self._of_kinds: SaidCorrection | None = None
        self._of_severities: SaidCorrection | None = None
        besides = "".join(f"+{encoder.name}" for encoder in (matcher, kinds, judge) if encoder)
        learned = f"+{lessons.version}" if lessons.version else ""
        worded = f"{objectives_version()}+{cues_version()}"
        self.version = f"coder-{weights_digest()[:12]}+{codebook.version}+{worded}{besides}{learned}"

    def code(
        self, texts: Sequence[str], vectors: "Matrix", *, headings: Sequence[tuple[str, ...]] | None = None
    ) -> list[Coding]:
        """Return one coding a text, in order; no texts give no codings.

        ``vectors`` (n, d) are the texts' own, of the stock embedder. Raises ValueError when the lengths differ,
        ModelUnusable when the weights are missing or damaged.
        """
        above = headings if headings is not None else [()] * len(texts)
        if not len(texts) == len(vectors) == len(above):
            raise ValueError(f"{len(texts)} texts, {len(vectors)} vectors and {len(above)} headings do not match.")
        if not texts:
            return []
        told = self.told(texts, vectors, above)
        kinds, chances = self._kinds_learned(told, texts, above)
        tried = [tells_attempt(kind, text, head) for kind, text, head in zip(kinds, texts, above, strict=True)]
        asked = [n for n, sure in enumerate(map(max, chances, told.chances)) if sure >= MAY_BE_DIFFICULTY or tried[n]]
        patterns = self._patterns(texts, vectors, asked, told.chances)
        done = [tried[n] and kind is Kind.RECOMMENDATION for n, kind in enumerate(kinds)]
        wished = worded_as_wishes(texts, {n: kind for n, kind in enumerate(kinds) if not done[n]})
        places = {wish.place for wish in wished}
        loose = [n for n, found in enumerate(patterns) if tried[n] and n not in places and not fits_well(found)]
        advised = [*wished, *(Wished.as_advice(n, texts[n]) for n in loose)]
        for wish, about in zip(advised, self._objectives(advised, vectors), strict=True):
            patterns[wish.place] = about if wish.place in places else about or patterns[wish.place]
        grave = zip(self._severities(told, patterns), self._gravities(told), strict=True)
        return [
            self._coding(text, head, kind=kind, chance=chance, grave=own, patterns=found)
            for text, head, kind, chance, own, found in zip(texts, above, kinds, chances, grave, patterns, strict=True)
        ]

    def told(self, texts: Sequence[str], vectors: "Matrix", headings: Sequence[tuple[str, ...]]) -> Told:
        """Return what is said of texts, at least one, before any lesson; arguments as in :meth:`code`."""
        scores = _scores(load_weights(), texts, vectors, headings)
        meant = self._kinds.embed(texts) if self._kinds else None
        said = head_scores(meant) if meant is not None else None
        logs = kind_logs(load_weights(), scores[:, : len(Kind)], said)
        kinds, chances = kinds_by(logs, texts, headings)
        return Told(kinds=kinds, chances=chances, logs=logs, severities=scores[:, len(Kind) :], meant=meant)

    def _kinds_learned(
        self, told: Told, texts: Sequence[str], headings: Sequence[tuple[str, ...]]
    ) -> tuple[list[Kind], list[float]]:
        if told.meant is None or self._kinds is None or not self._lessons.kinds:
            return told.kinds, told.chances
        if self._of_kinds is None:
            self._of_kinds = correction_of(self._lessons.kinds, Kind, self._kinds)
        return kinds_by(self._of_kinds.of(told.logs, told.meant), texts, headings)

    def _severities(self, told: Told, patterns: Sequence[tuple[PatternFit, ...]]) -> list[Severity]:
        return severities_by(self._severities_learned(severity_logs(told.severities, patterns, self._codebook), told))

    def _gravities(self, told: Told) -> list[float]:
        """Return how grave each text is by its own words: what its pattern usually is counts once, with all of them."""
        return gravities(self._severities_learned(logs_of(told.severities), told))

    def _severities_learned(self, logs: "NDArray[np.float64]", told: Told) -> "NDArray[np.float64]":
        if told.meant is None or self._kinds is None or not self._lessons.severities:
            return logs
        if self._of_severities is None:
            self._of_severities = correction_of(self._lessons.severities, Severity, self._kinds)
        return self._of_severities.of(logs, told.meant)

    def _patterns(
        self, texts: Sequence[str], vectors: "Matrix", asked: list[int], chances: Sequence[float]
    ) -> list[tuple[PatternFit, ...]]:
        import numpy as np

        fits, compared = self._fits(), self._compared(texts, vectors, asked)
        if self._matcher:
            best = fits.checked(compared, np.array([chances[n] for n in asked]))
            if self._judge:
                best = judged(best, [texts[n] for n in asked], codebook=self._codebook, judge=self._judge)
        else:
            best = [fits.best(row) for row in fits.fits(compared)]
        found: list[tuple[PatternFit, ...]] = [()] * len(texts)
        for n, patterns in zip(asked, best, strict=True):
            found[n] = patterns
        return found

    def _objectives(self, wished: Sequence[Wished], vectors: "Matrix") -> list[tuple[PatternFit, ...]]:
        """Return what each of the ``wished`` is about; embedded apart, so that no difficulty's vector changes."""
        if not wished:
            return []
        matcher = self._matcher or self._embedder
        if self._objective_fits is None:
            self._objective_fits = ObjectiveFits(self._codebook, self._fits(), embedder=self._embedder, matcher=matcher)
        own = vectors[[wish.place for wish in wished]]
        compared = matcher.embed([wish.text for wish in wished]) if self._matcher else own
        lacking = matcher.embed([wish.lacking for wish in wished])
        return self._objective_fits.best(wished, own, compared, lacking)

    def _fits(self) -> PatternFits:
        if self._pattern_fits is None:
            self._pattern_fits = shared_fits(self._codebook, self._matcher or self._embedder, self._lessons)
        return self._pattern_fits

    def _compared(self, texts: Sequence[str], vectors: "Matrix", rows: list[int]) -> "Matrix":
        return self._matcher.embed([texts[n] for n in rows]) if self._matcher else vectors[rows]

    def _coding(
        self,
        text: str,
        headings: tuple[str, ...],
        *,
        kind: Kind,
        chance: float,
        grave: tuple[Severity, float],
        patterns: tuple[PatternFit, ...],
    ) -> Coding:
        best = well_fitting(patterns, self._codebook)
        difficulty = kind is Kind.PAIN_POINT
        return Coding(
            kind=kind,
            pain_point=chance,
            severity=grave[0] if difficulty else None,
            gravity=grave[1] if difficulty else None,
            standing=standing_of(text, headings, kind=kind),
            level=best.level if best else Level.SERVICE,
            workaround=kind in (Kind.PAIN_POINT, Kind.NEED, Kind.BEHAVIOUR) and tells_workaround(text),
            patterns=patterns,
        )


def basis_of(*judges: Embedder | PairJudge) -> str:
    """Return what names a coder's judges alone: lessons were measured with them, and mean nothing over others."""
    return "+".join([f"coder-{weights_digest()[:12]}", *(judge.name for judge in judges)])


def _scores(
    weights: Weights, texts: Sequence[str], vectors: "Matrix", headings: Sequence[tuple[str, ...]]
) -> "NDArray[np.float64]":
    """Return (n, kinds + severities) scores by wording and headings."""
    import numpy as np

    scores = vectors.astype(np.float32) @ weights.vectors + weights.bias
    for n, (text, above) in enumerate(zip(texts, headings, strict=True)):
        words = words_of(text)
        scores[n] += weights.words[weights.word_rows[words]].sum(axis=0) / np.sqrt(max(len(words), 1))
        scores[n] += weights.cues[cues_of(text, above)].sum(axis=0)
    return np.asarray(scores, dtype=np.float64)
