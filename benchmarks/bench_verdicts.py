"""How well strength tells what readers accept as evidence on the real notes: ``python -m benchmarks verdicts``.

    python -m benchmarks verdicts --data-dir FOLDER [--fit]

FOLDER holds the notes, ingested with the command line. ``verdicts_on_pairs.csv`` holds what four strict readers said on
28 November 2026 of 1,039 pairs of a sentence and a pattern that the coder had guessed: 1 where the sentence stands as
evidence, ``d`` where it tells another difficulty, ``n`` where it tells none. Of the sentences it holds digests only.
``--fit`` fits the numbers of both checks anew and tells how good they are on organisations left out. Where the settings
name a reader outside (THROUGHLINE_WRITER_READS=evidence), it reads first what it has not read yet, and its yes and no
on the judged pairs are set beside the verdicts.
"""

import argparse
import csv
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from benchmarks.bench_insights import coded_anew, read_outside
from domain.evidence import Evidence
from domain.insights import Codebook
from insights.coding.odds import log_odds
from insights.coding.pattern_fits import PatternFits
from insights.encoders import DIFFICULTY_ENCODERS, PAIR_ENCODER
from insights.sharing.readings import Readings
from settings import Settings
from use_cases.repository import Repository
from vector_store.joined_embedding import JoinedEmbedder
from vector_store.pair_judging import MiniLmPairJudge

FILE = Path(__file__).with_name("verdicts_on_pairs.csv")
FIRST = (50, 100, 150, 200)


@dataclass(frozen=True, kw_only=True)
class Pair:
    """A judged pair: the sentence, the probability that it tells a difficulty, and the verdict."""

    evidence: Evidence
    sure: float
    pattern: str
    accepted: bool

    @property
    def text(self) -> str:
        return self.evidence.text


def digest_of(text: str) -> str:
    """Return what the file of verdicts calls a sentence."""
    return hashlib.sha256(" ".join(text.split()).encode()).hexdigest()[:12]


def judged_pairs(evidence: Iterable[Evidence]) -> list[Pair]:
    """Return the judged pairs whose sentences are among the evidence, as it is coded now."""
    known = {digest_of(item.text): item for item in evidence}
    with FILE.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    return [
        Pair(
            evidence=known[row["sentence"]],
            sure=coding.pain_point if (coding := known[row["sentence"]].coding) else 0.0,
            pattern=row["pattern"],
            accepted=row["verdict"] == "1",
        )
        for row in rows
        if row["sentence"] in known
    ]


def numbers_of(pairs: list[Pair], codebook: Codebook) -> dict[str, np.ndarray]:
    """Return what the two checks look at, each (n,): fit, likeness and sureness, and the judgement of the pair."""
    matcher = JoinedEmbedder.of(DIFFICULTY_ENCODERS)
    summaries = {pattern.id: pattern.summary for pattern in codebook.patterns}
    vectors = matcher.embed([pair.text for pair in pairs])
    fits = PatternFits(codebook, matcher).fits(vectors)
    columns = [list(summaries).index(pair.pattern) for pair in pairs]
    words = matcher.embed([summaries[pair.pattern] for pair in pairs])
    return {
        "fit": log_odds(fits[np.arange(len(pairs)), columns], never_sure=1e-4),
        "likeness": (vectors * words).sum(axis=1),
        "sure": log_odds(np.array([pair.sure for pair in pairs]), never_sure=1e-4),
        "judgement": MiniLmPairJudge(PAIR_ENCODER).judge([(summaries[p.pattern], p.text) for p in pairs]),
    }


def report(name: str, score: np.ndarray, told: np.ndarray) -> None:
    """Print how often a right pair stands above a wrong one, and the share of right ones among the first."""
    from sklearn.metrics import roc_auc_score

    order = np.argsort(-score, kind="stable")
    first = " ".join(f"{n}: {told[order[:n]].mean():.2f}" for n in FIRST if n <= len(told))
    print(f"{name:32} area {roc_auc_score(told, score):.3f}  right among the first {first}")


def report_reader(pairs: list[Pair], readings: Readings) -> None:
    """Print how the reader outside judges those of the pairs that it read, beside the verdicts."""
    told = [
        (pair.accepted, answer.is_evidence) for pair in pairs if (answer := readings.on(pair.evidence, pair.pattern))
    ]
    if not told:
        return
    yes, right = sum(answer for _, answer in told), sum(accepted for accepted, _ in told)
    both = sum(accepted and answer for accepted, answer in told)
    agreed = sum(accepted == answer for accepted, answer in told)
    print(
        f"read outside: {len(told)} pairs, {right} right before; of {yes} that it lets stand {both} are right, ", end=""
    )
    print(f"{right - both} right ones withheld; agrees in {agreed / len(told):.2f}")


def left_out(columns: Iterable[np.ndarray], told: np.ndarray, groups: np.ndarray) -> np.ndarray:
    """Return log odds (n,) by a regression that saw no pair of the same organisation."""
    from sklearn.linear_model import LogisticRegression

    table, found = np.column_stack(list(columns)), np.zeros(len(told))
    for group in sorted(set(groups)):
        own = groups == group
        found[own] = LogisticRegression(C=10).fit(table[~own], told[~own]).decision_function(table[own])
    whole = LogisticRegression(C=10).fit(table, told)
    print("    of all:", np.round(whole.intercept_, 2), np.round(whole.coef_[0], 2))
    return found


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--data-dir", type=Path, required=True)
    parser.add_argument("--fit", action="store_true", help="fit the checks anew, leaving out each organisation in turn")
    options = parser.parse_args()
    repository = Repository(Settings.from_environment(options.data_dir))
    evidence, _, _ = coded_anew(repository)
    pairs = judged_pairs(evidence)
    report_reader(pairs, Readings(read_outside(repository, evidence), evidence, repository.codebook))
    told = np.array([pair.accepted for pair in pairs])
    groups = np.array([pair.evidence.organisation for pair in pairs])
    print(f"{len(pairs)} pairs, {told.sum()} right")
    numbers = numbers_of(pairs, repository.codebook)
    for name, score in numbers.items():
        report(name, score, told)
    if options.fit:
        first = [numbers[name] for name in ("fit", "likeness", "sure")]
        report("first check", left_out(first, told, groups), told)
        report("with the judgement", left_out([*first, numbers["judgement"]], told, groups), told)
        report("likeness and judgement", left_out([numbers["likeness"], numbers["judgement"]], told, groups), told)


if __name__ == "__main__":
    main()
