"""What of a query has to stand so: phrases in quotation marks, and codes of forms and references.

And what of it only asks: that people find something hard is not what a question is about.
"""

import re

from vector_store.words import stems, written_words

MAX_CHARACTERS = 300
"""A longer query is a pasted text: what it quotes, and the codes it names, need not stand in what answers it."""
SHORT_QUESTION_WORDS = 8
"""In a longer question a code is one word among others."""
LOOKED_UP_WORDS = 3
"""A query of so many words is a look-up, in which capitals name something."""

_PHRASE = re.compile(r"(?<!\w)[\"“„«]([^\"“”„«»]+)[\"”“»](?!\w)")
_CODE = re.compile(
    r"\b[A-Za-z]+\d[A-Za-z0-9]*(?:[-/.][A-Za-z0-9]+)*\b|\b[A-Za-z]{1,6}(?:[-/.][A-Za-z0-9]+)*[-/.]\d[A-Za-z0-9]*\b"
    r"|\b[A-Z]{1,6} \d{2,}\b|\b\d{5,}\b"
)
_CAPITALS = re.compile(r"\b[A-Z]{2,6}\b")
_OPERATORS = frozenset({"AND", "OR", "NOT", "NEAR"})
"""What other searches read as commands, and what is no code here."""
_ONLY_ASKS = re.compile(
    r"\b(?:f(?:inds?|ound) (?:it )?(?:hard|difficult|confusing|easy)(?: about| to)?|what happens|go(?:es)? wrong"
    r"|(?:think|say|feel) (?:of|about)|how (?:often|many|well|far)|each other|must|may|about|whether|gets?"
    r"|some(?:body|one)?|anybody|anyone|everybody|people|themselves|has|have)\b",
    re.IGNORECASE,
)

Words = tuple[str, ...]


def phrases(query: str) -> list[Words]:
    """Return the words of each phrase in quotation marks, in order; none of a long query."""
    if len(query) > MAX_CHARACTERS:
        return []
    return [words for phrase in _PHRASE.findall(query) if (words := tuple(written_words(phrase)))]


def codes(query: str) -> list[frozenset[Words]]:
    """Return for each code of a query the ways it may be written: SA-100 as SA 100 and SA100.

    Capitals alone are a code in a look-up of a few words. None of a longer question.
    """
    length = len(written_words(query)) if len(query) <= MAX_CHARACTERS else MAX_CHARACTERS
    if length > SHORT_QUESTION_WORDS:
        return []
    found = _CODE.findall(query)
    if length <= LOOKED_UP_WORDS:
        found += [word for word in _CAPITALS.findall(_CODE.sub(" ", query)) if word not in _OPERATORS]
    return [_ways(code) for code in dict.fromkeys(found)]


def beside_names(query: str) -> str:
    """Return what a query asks about beside its phrases and codes; empty where there are no further words."""
    rest = telling(_CAPITALS.sub(" ", _CODE.sub(" ", _PHRASE.sub(" ", query))))
    return rest if stems(rest) else ""


def _ways(code: str) -> frozenset[Words]:
    written = tuple(written_words(code))
    parted = tuple(part for word in written for part in re.findall(r"[^\W\d]+|\d+", word))
    return frozenset({written, parted, ("".join(written),)})


def telling(query: str) -> str:
    """Return a query without the words that only ask, and those that any note could have."""
    return _ONLY_ASKS.sub(" ", query)
