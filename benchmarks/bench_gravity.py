"""How well pain points are ordered by how grave a reader coded them: ``python -m benchmarks gravity``.

Of each coded pain point beside the checkout the coder reads the quotations alone. Its gravity is half what the codebook
says of their patterns, and half what the quotations say: by the severity of each, or by how far their words lean.
"""

import json
from collections.abc import Callable
from pathlib import Path

import numpy as np

from benchmarks.research_sentences import SHARED_DATA
from domain.evidence import Coding, Severity
from insights.codebook import load_codebook
from insights.coding.coder import TrainedCoder
from insights.encoders import DIFFICULTY_ENCODERS, KIND_ENCODER
from vector_store.embedding import MiniLmEmbedder
from vector_store.joined_embedding import JoinedEmbedder

FILES = ("shared_pain_points", "shared_pain_points_extra", "single_organisation_pain_points")
DRAWS = 4000
GRAVE = 0.65
"""From here on a point is called grave in the counts."""


def coded(folder: Path) -> list[tuple[float, list[str]]]:
    """Return the gravity that a reader gave each coded pain point, with its quotations."""
    documents = [json.loads((folder / f"{name}.json").read_text(encoding="utf-8")) for name in FILES]
    points = [point for one in documents for point in (one if isinstance(one, list) else next(iter(one.values())))]
    return [(Severity(each["severity"]).gravity, [part["quote"] for part in each["evidence"]]) for each in points]


def main() -> None:
    folder = SHARED_DATA / "coded"
    if not folder.is_dir():
        raise SystemExit("The coded pain points are not here: this benchmark reads ../shared/data.")
    points = coded(folder)
    true = np.array([gravity for gravity, _ in points])
    texts = [text for _, quotations in points for text in quotations]
    of = np.repeat(np.arange(len(points)), [len(quotations) for _, quotations in points])
    embedder, codebook = MiniLmEmbedder(), load_codebook()
    coder = TrainedCoder(
        codebook,
        embedder=embedder,
        matcher=JoinedEmbedder.of(DIFFICULTY_ENCODERS),
        kinds=MiniLmEmbedder.of(KIND_ENCODER),
    )
    codings = coder.code(texts, embedder.embed(texts))

    def of_each(read: Callable[[Coding], float | None], *, otherwise: float = 0.5) -> np.ndarray:
        told = [read(coding) for coding in codings]
        own = [
            [value for value, at in zip(told, of, strict=True) if at == n and value is not None]
            for n in range(len(points))
        ]
        return np.array([np.mean(values) if values else otherwise for values in own])

    def usual(coding: Coding) -> float | None:
        pattern = codebook.pattern(coding.patterns[0].pattern) if coding.patterns else None
        return pattern.severity.gravity if pattern else None

    patterns = of_each(usual)
    severities = of_each(lambda coding: coding.severity.gravity if coding.severity else None)
    leanings = of_each(lambda coding: coding.gravity)
    print(f"{len(points)} coded pain points, {len(texts)} quotations; a reader called {int((true == 1).sum())} grave")
    sides = {
        "the codebook alone": patterns,
        "severities alone": severities,
        "leanings alone": leanings,
        "codebook and severities": (patterns + severities) / 2,
        "codebook and leanings": (patterns + leanings) / 2,
    }
    for name, said in sides.items():
        called = said >= GRAVE
        print(
            f"  {name:26} rank correlation {_correlation(said, true):5.2f}   called grave {int(called.sum()):2}, "
            f"rightly {int((called & (true == 1)).sum())}"
        )
    chance = np.random.default_rng(1)
    gains = []
    for _ in range(DRAWS):
        drawn = chance.integers(0, len(points), len(points))
        new, old = (
            _correlation(sides[f"codebook and {name}"][drawn], true[drawn]) for name in ("leanings", "severities")
        )
        gains.append(new - old)
    low, high = np.nanpercentile(gains, [2.5, 97.5])
    print(f"  leanings in place of severities: {np.nanmean(gains):+.2f} ({low:.2f} to {high:.2f}, 95%, drawn anew)")


def _correlation(said: np.ndarray, true: np.ndarray) -> float:
    """Return Spearman's rank correlation, in [-1, 1]."""
    from scipy.stats import spearmanr

    return float(spearmanr(said, true).statistic)


if __name__ == "__main__":
    main()
