"""The coder: says of each observation what kind it is, how grave, where it bites and which pattern it shows."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from domain.evidence import Coding, Kind, Level, PatternFit, Severity
from domain.insights import AttemptOutcome, Codebook
from domain.lessons import NOTHING_LEARNED, Lessons
from domain.ports import Embedder, PairJudge
from insights.attempts import tells_attempt
from insights.change_cues import NO_DIFFICULTY, is_no_difficulty, outcome_of, tells_change
from insights.coder_cues import standing_of, tells_workaround
from insights.coder_features import cues_of, words_of
from insights.coder_weights import Weights, head_scores, load_weights, weights_digest
from insights.cues_version import cues_version
from insights.objectives import ObjectiveFits, objectives_version
from insights.odds import chances_of
from insights.pattern_fits import PatternFits
from insights.second_check import judged
from insights.wish_cues import Wished, worded_as_wishes

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from domain.ports import Floats, Matrix

MAY_BE_DIFFICULTY = 0.3
"""Texts below this probability of a difficulty get no pattern, unless they tell what was tried, needed or praised."""
OF_WORDING, OF_MEANING, SHIFT = 0.35, 0.4, 0.2
"""How much the log odds of each judge count, and what is added to their sum; set on real notes."""
GOOD_FIT = 0.6
"""From this fit on, the pattern says at which level the difficulty bites."""
TYPICAL_SEVERITY_VOICE = 0.7
"""What the typical severity of a well-fitting pattern adds to that severity's score (log odds)."""


class TrainedCoder:
    """A Coder of two judges of kind: regressions over wording and headings, and an encoder trained to tell kinds.

    The first looks at the text's stock vector, its words and cues of wording and headings; the second, ``kinds``, at
    the text alone. Their log odds are added up; without an encoder the first judges alone. Texts that may tell a
    difficulty are compared with the codebook's patterns by the vectors of ``matcher``, an encoder trained to look
    past the subject; without one, by those of ``embedder``. ``judge`` reads what may be evidence together with the
    pattern. ``lessons``, what was learned from people, move and correct what is compared before the judge reads it.
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
        scores = _scores(load_weights(), texts, vectors, above)
        meant = head_scores(self._kinds.embed(texts)) if self._kinds else None
        kinds, chances = _judge(load_weights(), scores[:, : len(Kind)], meant)
        severities = scores[:, len(Kind) :]
        kinds, chances = _without_changes(kinds, chances, texts, above)
        tried = [tells_attempt(kind, text, head) for kind, text, head in zip(kinds, texts, above, strict=True)]
        asked = [n for n, chance in enumerate(chances) if chance >= MAY_BE_DIFFICULTY or tried[n]]
        patterns = self._patterns(texts, vectors, asked, chances)
        done = [tried[n] and kind is Kind.RECOMMENDATION for n, kind in enumerate(kinds)]
        wished = worded_as_wishes(texts, {n: kind for n, kind in enumerate(kinds) if not done[n]})
        places = {wish.place for wish in wished}
        loose = [n for n, found in enumerate(patterns) if tried[n] and n not in places and not _fits_well(found)]
        advised = [*wished, *(Wished.as_advice(n, texts[n]) for n in loose)]
        for wish, about in zip(advised, self._objectives(advised, vectors), strict=True):
            patterns[wish.place] = about if wish.place in places else about or patterns[wish.place]
        return [
            self._coding(text, head, kind=kind, chance=chance, severities=row, patterns=found)
            for text, head, kind, chance, row, found in zip(
                texts, above, kinds, chances, severities, patterns, strict=True
            )
        ]

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
            self._pattern_fits = PatternFits(self._codebook, self._matcher or self._embedder, self._lessons)
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
        severities: "NDArray[np.float32]",
        patterns: tuple[PatternFit, ...],
    ) -> Coding:
        best = self._codebook.pattern(patterns[0].pattern) if patterns and patterns[0].fit >= GOOD_FIT else None
        difficulty = kind is Kind.PAIN_POINT
        return Coding(
            kind=kind,
            pain_point=chance,
            severity=_severity(severities, best.severity if best else None) if difficulty else None,
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


def _judge(weights: Weights, worded: "NDArray[np.float64]", meant: "Matrix | None") -> tuple[list[Kind], list[float]]:
    """Return for each text its kind and the probability of a difficulty, from the scores (n, kinds) of both judges.

    The kind is a pain point exactly when that probability is at least a half.
    """
    import numpy as np

    kinds = tuple(Kind)
    pain = kinds.index(Kind.PAIN_POINT)
    if meant is None:
        scores, odds = worded, weights.slope * _odds(worded, pain) + weights.shift
    else:
        scores = OF_WORDING * _logs(worded) + OF_MEANING * _logs(meant)
        odds = OF_WORDING * _odds(worded, pain) + OF_MEANING * _odds(meant, pain) + SHIFT
    chances = chances_of(odds)
    rest = tuple(kind for kind in kinds if kind is not Kind.PAIN_POINT)
    others = np.delete(scores, pain, axis=1).argmax(axis=1)
    rounded = [round(float(chance), 4) for chance in chances]
    named = [Kind.PAIN_POINT if c >= 0.5 else rest[n] for c, n in zip(rounded, others, strict=True)]
    return named, rounded


def _fits_well(patterns: tuple[PatternFit, ...]) -> bool:
    return bool(patterns) and patterns[0].fit >= GOOD_FIT


def _without_changes(
    kinds: Sequence[Kind], chances: Sequence[float], texts: Sequence[str], headings: Sequence[tuple[str, ...]]
) -> tuple[list[Kind], list[float]]:
    """Return the kinds and probabilities of a difficulty with what was changed, and what came of it, taken for none."""
    judged, sure = list(kinds), list(chances)
    for n, (text, above) in enumerate(zip(texts, headings, strict=True)):
        if kinds[n] is Kind.PAIN_POINT and is_no_difficulty(text, above):
            judged[n] = _kind_of_change(text, above)
            sure[n] = min(chances[n], NO_DIFFICULTY)
    return judged, sure


def _kind_of_change(text: str, headings: tuple[str, ...]) -> Kind:
    if tells_change(text, headings):
        return Kind.RECOMMENDATION
    return Kind.POSITIVE if outcome_of(text) is AttemptOutcome.WORKED else Kind.BEHAVIOUR


def _logs(scores: "Floats") -> "NDArray[np.float64]":
    """Return the log of the softmax of each row (n, kinds)."""
    import numpy as np

    below = np.asarray(scores, dtype=np.float64) - np.max(scores, axis=1, keepdims=True)
    return np.asarray(below - np.log(np.exp(below).sum(axis=1, keepdims=True)))


def _odds(scores: "Floats", column: int) -> "NDArray[np.float64]":
    """Return the log odds (n,) of one column of the softmax of the rows against all others."""
    import numpy as np

    logs = _logs(scores)
    others = np.delete(logs, column, axis=1)
    highest = others.max(axis=1)
    return np.asarray(logs[:, column] - highest - np.log(np.exp(others - highest[:, None]).sum(axis=1)))


def _severity(scores: "NDArray[np.float32]", typical: Severity | None) -> Severity:
    """Return the likeliest severity; the typical one of a well-fitting pattern counts as one more voice."""
    voices = {severity: float(score) for severity, score in zip(Severity, scores, strict=True)}
    if typical is not None:
        voices[typical] += TYPICAL_SEVERITY_VOICE
    return max(voices, key=lambda severity: (voices[severity], severity.rank))
