"""Titles of groups that no pattern describes: one clause of the words of a central observation."""

import re
from collections.abc import Sequence

CENTRAL = 5
"""Among so many observations, those nearest to the middle of a group, a title is looked for."""
FEWEST_WORDS, MOST_WORDS = 4, 14
_CLAUSE_ENDS = re.compile(
    r"[.!?](?=[\"'”’]*(?:\s|$))|[;:()]|\s[-–—]\s|,\s+(?=(?:and|but|so|because|which|who|when|while|although|as|or)\b)"
)
_WORD = re.compile(r"\w{2,}")
_AROUND = " \t\n\"'“”‘’*_-•,"


def quoted_title(texts: Sequence[str], keywords: Sequence[str]) -> str | None:
    """Return a clause of one of the ``texts`` (the most central first) in quotation marks, or None where none suits.

    A clause with one of the keywords is preferred. What is left out is marked by an ellipsis, and nothing else is
    changed. It has at least four words of two letters, by which a withdrawal knows that it quotes. What holds a mask,
    in square brackets, is passed over.
    """
    told = frozenset(keywords)
    clauses = [clause for text in texts[:CENTRAL] for clause in _clauses(text)]
    telling = [clause for clause in clauses if told & {word.casefold() for word in _WORD.findall(clause)}]
    chosen = next(iter([*telling, *clauses]), None)
    return f"“{chosen}”" if chosen else None


def _clauses(text: str) -> list[str]:
    parts = [" ".join(part.split()).strip(_AROUND) for part in _CLAUSE_ENDS.split(text)]
    found = []
    for place, part in enumerate(parts):
        if len(_WORD.findall(part)) < FEWEST_WORDS or "[" in part:
            continue
        words = part.split()
        short = " ".join(words[:MOST_WORDS]).rstrip(_AROUND) + "…" if len(words) > MOST_WORDS else part
        if len(_WORD.findall(short)) >= FEWEST_WORDS:
            found.append(f"…{short}" if place and any(parts[:place]) else short)
    return found
