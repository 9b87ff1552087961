"""How much personal data masking finds in sentences written for it, and what it takes for personal data in real notes.

    python -m benchmarks privacy

The sentences stand in ``benchmarks/privacy``: the first half was written while the recognisers were made, each other
part after they were frozen, and was used to better them once it had been measured. A find counts when it covers what
was marked, whatever else of its words it takes with it.
"""

import random
import re
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.research_sentences import SHARED_DATA
from domain.text import Replacement
from ingest.masking import PresidioMasker

SETS = Path(__file__).parent / "privacy"
HALVES = ("first_half", "second_half", "third_part", "fourth_part", "fifth_part")
CASE_REFERENCES = ("RFD-99999", "HB/9999/99")
NAME = "PERSON"
BARS = {"structured recall": 0.98, "name recall": 0.92, "precision": 0.90}
READ_OUT = 20
_MARKED = re.compile(r"\[\[(?P<type>\w+)\|(?P<words>.*?)\]\]")


@dataclass(frozen=True, kw_only=True)
class Sentence:
    """One sentence and what of it must be found: (start, end, type)."""

    text: str
    expected: tuple[tuple[int, int, str], ...]


@dataclass(kw_only=True)
class Score:
    """Counts over a set of sentences."""

    sentences: int = 0
    clean: int = 0
    right: int = 0
    expected: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    false: list[tuple[str, str, str]] = field(default_factory=list)
    missed: list[tuple[str, str, str]] = field(default_factory=list)

    def recall(self, *, names: bool) -> float:
        """Return the share of what is marked that was found, of names or of everything else."""
        types = [type_ for type_ in self.expected if (type_ == NAME) == names]
        return sum(self.found[each] for each in types) / max(1, sum(self.expected[each] for each in types))

    @property
    def precision(self) -> float:
        """Return the share of finds that touch something marked."""
        return self.right / max(1, self.right + len(self.false))


def main() -> None:
    masker = PresidioMasker(case_references=CASE_REFERENCES)
    scores = {name: scored(masker, sentences(name)) for name in HALVES if (SETS / f"{name}.txt").exists()}
    for name, score in scores.items():
        tell(name.replace("_", " "), score)
    notes(PresidioMasker())
    fails = [
        f"{name}: {bar} {value:.3f} is under {BARS[bar]}"
        for name, score in scores.items()
        for bar, value in figures(score).items()
        if value < BARS[bar]
    ]
    if fails:
        raise SystemExit("\n".join(fails))


def sentences(name: str) -> Iterator[Sentence]:
    """Yield the sentences of one half."""
    for line in (SETS / f"{name}.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield read_sentence(line)


def read_sentence(line: str) -> Sentence:
    """Return a line without its marks, and where they stood."""
    text, expected, at = "", [], 0
    line = line.replace("\\n", "\n")
    for match in _MARKED.finditer(line):
        text += line[at : match.start()]
        expected.append((len(text), len(text) + len(match["words"]), match["type"]))
        text += match["words"]
        at = match.end()
    return Sentence(text=text + line[at:], expected=tuple(expected))


def scored(masker: PresidioMasker, these: Iterator[Sentence]) -> Score:
    """Return what masking found in sentences, each masked alone."""
    score = Score()
    for sentence in these:
        finds = masker.find(sentence.text)
        score.sentences += 1
        score.clean += not sentence.expected
        for start, end, type_ in sentence.expected:
            score.expected[type_] += 1
            if _is_covered(sentence.text, start, end, finds):
                score.found[type_] += 1
            else:
                score.missed.append((type_, sentence.text[start:end], sentence.text))
        for find in finds:
            if any(find.span.start < end and find.span.end > start for start, end, _ in sentence.expected):
                score.right += 1
            else:
                score.false.append((find.type, find.span.of(sentence.text), sentence.text))
    return score


def _is_covered(text: str, start: int, end: int, finds: list[Replacement]) -> bool:
    """Tell whether every letter and digit is masked; a title or a comma may stay."""
    masked = {place for find in finds for place in range(find.span.start, find.span.end)}
    title = re.match(r"(?:Mrs?|Ms|Miss|Dr|Prof|Cllr|Uncle|Sister|Auntie|Nurse|Father|father)\b\.? ?", text[start:end])
    start += title.end() if title else 0
    return all(place in masked for place in range(start, end) if text[place].isalnum())


def figures(score: Score) -> dict[str, float]:
    return {
        "structured recall": score.recall(names=False),
        "name recall": score.recall(names=True),
        "precision": score.precision,
    }


def tell(name: str, score: Score) -> None:
    print(f"{name}: {score.sentences} sentences, {score.clean} without personal data")
    for bar, value in figures(score).items():
        print(f"  {bar:18} {value:.3f} (at least {BARS[bar]} is asked)")
    print(
        "  " + ", ".join(f"{type_} {score.found[type_]}/{number}" for type_, number in sorted(score.expected.items()))
    )
    for what, rows in (("missed", score.missed), ("false", score.false)):
        for type_, words, text in rows:
            print(f"  {what}: {type_} {words!r} in {text!r}")


def notes(masker: PresidioMasker) -> None:
    """Tell what is found in the real notes, and read twenty finds out for a person to judge."""
    files = sorted((SHARED_DATA / "research_notes").glob("*.md"))
    if not files:
        print("There are no real notes here.")
        return
    finds, words, seconds = [], 0, 0.0
    for file in files:
        text = file.read_text(encoding="utf-8")
        words += len(text.split())
        began = time.perf_counter()
        finds += [(find, text) for find in masker.find(text)]
        seconds += time.perf_counter() - began
    counts = Counter(find.type for find, _ in finds)
    print(f"real notes: {len(files)} files, {words} words, {len(finds)} finds, {seconds:.1f} s")
    print("  " + ", ".join(f"{type_} {number}" for type_, number in counts.most_common()))
    print(f"{READ_OUT} of them, to be judged by a reader:")
    for find, text in random.Random(20).sample(finds, min(READ_OUT, len(finds))):
        around = text[max(0, find.span.start - 40) : find.span.start], text[find.span.end : find.span.end + 30]
        print(f"  {find.type}: {' '.join(around[0].split())} >>{find.span.of(text)}<< {' '.join(around[1].split())}")


if __name__ == "__main__":
    main()
