"""Titles that quote: one clause of the words of an observation, cut to what says it."""

import re
from collections.abc import Iterator, Sequence

CENTRAL = 5
"""Among so many observations, those nearest to the middle of a group, a title is looked for."""
FEWEST_WORDS, MOST_WORDS = 4, 18
FEWEST_BEFORE_A_CUT = 7
"""So many words of a long clause are kept at least, when it is cut where a part of it begins."""
_CLAUSE_ENDS = re.compile(
    r"[.!?](?=[\"'”’]*(?:\s|$))|[;:()]|\s[-–—]\s|,\s+(?=(?:and|but|so|because|which|who|when|while|although|as|or)\b)"
)
_WORD = re.compile(r"\w{2,}")
_LEADS_IN = re.compile(
    r"(?:(?:so|and|but|then|because|since|although|though|well|or|also|however|whereas),?\s+)+", re.IGNORECASE
)
_BEFORE_THE_MAIN = re.compile(
    r"(?:when|if|while|whilst|as|until|once|after|before|although|even though)\b[^,]*,\s+", re.IGNORECASE
)
_PART_BEGINS = re.compile(
    r",?\s+(?=(?:because|since|until|before|after|although|though|while|which|who|where|when|if|so|and|but|as|whether|"
    r"that|to|for|from|in|on|with|at|by)\b)",
    re.IGNORECASE,
)
_DANGLES = re.compile(
    r"(?:,?\s+(?:to|because|either|or|nor|and|the|an?|that|as|their|its|particularly|since|than|if|so|"
    r"but))+$",
    re.IGNORECASE,
)
_AROUND = " \t\n\"'“”‘’*_-•,"
_PAIRS = (("“", "”"), ("(", ")"))


def quoted_title(texts: Sequence[str], keywords: Sequence[str]) -> str | None:
    """Return a clause of one of the ``texts`` (the most central first) in quotation marks, or None where none suits.

    A clause with one of the keywords is preferred.
    """
    told = frozenset(keywords)
    clauses = [clause for text in texts[:CENTRAL] for clause in clauses_of(text)]
    telling = [clause for clause in clauses if told & words_of_title(clause)]
    chosen = next(iter([*telling, *clauses]), None)
    return in_marks(chosen) if chosen else None


def in_marks(clause: str) -> str:
    """Return a clause as a title: what is quoted stands in quotation marks."""
    return f"“{clause}”"


def quotes(title: str, text: str) -> bool:
    """Tell whether a title is in quotation marks and what it quotes stands in a text; nothing quoted: no."""
    if not (title.startswith("“") and title.endswith("”")):
        return False
    quoted = title[1:-1].strip("…")
    return bool(quoted) and quoted in " ".join(text.split())


def words_of_title(clause: str) -> frozenset[str]:
    """Return the words of a clause as they are compared with keywords."""
    return frozenset(word.casefold() for word in _WORD.findall(clause))


def clauses_of(text: str) -> Iterator[str]:
    """Yield the clauses of a text that may stand as a title, in order.

    What is left out is marked by an ellipsis, and nothing else is changed. Each has at least four words of two letters,
    by which a withdrawal knows that it quotes. What holds a mask, in square brackets, is passed over, and so is a
    clause with one of two quotation marks.
    """
    parts = [" ".join(part.split()).strip(_AROUND) for part in _CLAUSE_ENDS.split(text)]
    for place, part in enumerate(parts):
        follows = place > 0 and any(parts[:place])
        yield from _as_title(part, follows=follows)
        main = _BEFORE_THE_MAIN.match(part)
        if main is not None:
            yield from _as_title(part[main.end() :], follows=True)


def _as_title(part: str, *, follows: bool) -> Iterator[str]:
    led_in = _LEADS_IN.match(part)
    if led_in is not None:
        part, follows = part[led_in.end() :], True
    if "[" in part or part.count('"') % 2 or any(part.count(left) != part.count(right) for left, right in _PAIRS):
        return
    short = _shortened(part)
    if len(_WORD.findall(short)) >= FEWEST_WORDS:
        yield f"…{short}" if follows else short


def _shortened(clause: str) -> str:
    """Return a clause of at most eighteen words, cut where a part of it begins, or else after the eighteenth."""
    words = clause.split()
    if len(words) <= MOST_WORDS:
        return _without_loose_end(clause)
    ends = (clause[: begin.start()] for begin in _PART_BEGINS.finditer(clause))
    cut = [end for end in ends if FEWEST_BEFORE_A_CUT <= len(end.split()) <= MOST_WORDS]
    kept = cut[-1] if cut else " ".join(words[:MOST_WORDS])
    return _without_loose_end(kept).rstrip(_AROUND + "…") + "…"


def _without_loose_end(clause: str) -> str:
    """Return a clause without words at its end that wait for what is left out."""
    kept = _DANGLES.sub("", clause)
    return kept.rstrip(_AROUND) + "…" if kept != clause else clause
