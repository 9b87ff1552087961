"""Sentences of the real notes, split naively by line and full stop: the texts that benchmarks measure on."""

import re
from pathlib import Path

SHARED_DATA = Path(__file__).resolve().parents[2] / "shared" / "data"
_MARKS = "-*#> \t"


def note_sentences() -> list[tuple[str, str]]:
    """Return (file name, sentence) in reading order; sentences of at least three words."""
    folder = SHARED_DATA / "research_notes"
    if not folder.is_dir():
        raise SystemExit("The real notes are not beside this checkout (../shared/data): nothing to measure.")
    return [
        (path.name, sentence)
        for path in sorted(folder.glob("*.md"))
        for line in path.read_text(encoding="utf-8").splitlines()
        for sentence in re.split(r"(?<=[.!?])\s+", line.strip(_MARKS))
        if len(sentence.split()) >= 3
    ]
