"""What files to take along are called: after what they are, with the day, in letters that every system takes."""

import re
import unicodedata
from datetime import UTC, datetime

MOST_LETTERS_A_PART = 60
_SPELT_OUT = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"}
)
"""Letters of Latin script that have no base letter of their own in Unicode."""
_NO_LETTERS = re.compile(r"[^a-z0-9]+")
_INSIDE_WORDS = re.compile(r"['\u2018\u2019]")


def file_name(*parts: str, ending: str, identifier: str = "file") -> str:
    """Return a file's name made of a title and of what it holds of it: ``tax-returns-map-2026-11-29.pptx``.

    ``ending`` has no dot. The name is lower-case ASCII with hyphens, so it opens on Windows and survives a mail. A part
    that the one before ends with is not said again. ``identifier`` stands for a first part in which nothing is usable.
    """
    title, *rest = parts
    said = slug(title) or slug(identifier) or "file"
    for part in filter(None, map(slug, rest)):
        said += "" if f"-{said}".endswith(f"-{part}") else f"-{part}"
    return f"{said}-{datetime.now(UTC).date().isoformat()}.{ending}"


def slug(text: str) -> str:
    """Return text as lower-case ASCII words between hyphens, cut after a word; empty where it has no Latin letters."""
    spelt = unicodedata.normalize("NFKD", _INSIDE_WORDS.sub("", text.casefold().translate(_SPELT_OUT)))
    plain = "".join(letter for letter in spelt if not unicodedata.combining(letter))
    words = _NO_LETTERS.sub("-", plain).strip("-")
    if len(words) <= MOST_LETTERS_A_PART:
        return words
    return words[: MOST_LETTERS_A_PART + 1].rpartition("-")[0] or words[:MOST_LETTERS_A_PART]
