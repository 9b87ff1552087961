"""Questions that ask for a number, and passages that tell one."""

import re

_ASKS = re.compile(
    r"\b(?:how (?:many|much|often)|(?:what|which) (?:is the |are the |was the )?"
    r"(?:share|proportion|percentage|per cent|number|fraction|rate)s?)\b",
    re.IGNORECASE,
)
_HOW_MUCH_IN_WORDS = re.compile(r"\bhow (?:much|often) (?:trouble|effort|must|should|may)\b", re.IGNORECASE)
"""Such questions are answered in words, too."""
_NO_QUANTITY = re.compile(
    r"\b(?:19|20)\d\d(?:[-/]\d{2,4}){0,2}\b|\b\d{1,2}[:.]\d\d\b|\b\d{1,2} ?(?:am|pm)\b|\b24/7\b"
    r"|\b(?:participant|person|user|interviewee|question|step|page|figure|table|version|round|day|line|part|section"
    r"|appendix|no\.|p|q|u) ?\d+\b|[a-z]+-?\d+\w*|^\W*\d+[.)]",
    re.IGNORECASE | re.MULTILINE,
)
"""Numerals that count nothing: years, times of day, and what is told apart by a number."""
_UNIT = re.compile(
    r"\b(?:\d+|an?|half an) ?(?P<unit>minute|hour|day|week|month|year|page|question|field)s?\b", re.IGNORECASE
)
_NUMBER = re.compile(
    r"\d|%|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|sixty"
    r"|seventy|eighty|ninety|hundreds?|thousands?|millions?|dozens?|half|(?:a|one|two)[- ](?:third|quarter)s?(?! part)"
    r"|three quarters|twice|none|per cent|one in)\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]{4,}")
_ONLY_ASKS = frozenset(
    """
    many much often what which share proportion percentage number fraction rate people person users have does doing
    with that their there them they from about were will would cent
    """.split()  # noqa: SIM905
)
_ALIKE = 5
"""Words that begin with so many letters alike are taken for forms of one."""
_MOST_OF_IT = 0.5


def asks_for_a_number(question: str) -> bool:
    """Tell whether a question can only be answered by a number."""
    return _ASKS.search(question) is not None and _HOW_MUCH_IN_WORDS.search(question) is None


def tells_number(text: str, question: str) -> bool:
    """Tell whether a passage tells a number, and has at least half of the words of what the question asks about.

    Years, times and numbers by which things are told apart are none.
    """
    asked = _telling(question)
    speaks_of_it = not asked or len(asked & _telling(text)) >= _MOST_OF_IT * len(asked)
    return speaks_of_it and _NUMBER.search(_of_what_is_asked(text, question)) is not None


def _of_what_is_asked(text: str, question: str) -> str:
    """Return a passage without numerals that count nothing, or count minutes and the like where none are asked for."""
    asked = question.casefold()
    counted = _UNIT.sub(lambda met: met[0] if met["unit"].casefold() in asked else " ", text)
    return _NO_QUANTITY.sub(" ", counted)


def _telling(text: str) -> frozenset[str]:
    return frozenset(word[:_ALIKE] for word in _WORD.findall(text.casefold()) if word not in _ONLY_ASKS)
