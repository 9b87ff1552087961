"""The questions that a draft plan asks: under headings that announce them, and wherever a line ends as a question."""

import re
from collections.abc import Iterator, Sequence

from domain.evidence import Passage, PassageRole
from domain.known import PlanQuestion
from domain.text import fold

FEWEST_WORDS = 2
LONGEST_QUESTION = 600
"""In characters: what is longer under such a heading is a paragraph of prose and no question."""
_ANNOUNCES = re.compile(
    r"\bquestions?\b|\bfind out\b|\bhypothes[ie]s\b|\blearn(?:ing)? (?:about|goals?|objectives?)\b|\bwant to "
    r"(?:know|learn|understand|explore)\b|\b(?:research|study|project) (?:aims?|objectives?|goals?)\b|"
    r"\bassumptions? to test\b|^\W*(?:aims?|objectives?|what we (?:need|hope) to (?:know|learn))\b",
    re.IGNORECASE,
)
_PRACTICAL = re.compile(
    r"\b(?:methods?|methodology|approach|recruit\w*|sampl\w*|participants?|time(?:line|table|scales?)|schedule|ethics|"
    r"consent|risks?|budget|costs?|logistics|team|roles?|(?:discussion|interview|topic) guide|next steps|appendix)\b",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[^.!?]*(?:[.!?](?!\s|$)[^.!?]*)*(?:[.!?]+|$)", re.DOTALL)
_LABEL = re.compile(r"(?:R?Q|H|Question|Hypothesis) ?\d{1,2} ?[.:)–-] ?(?=\S)", re.IGNORECASE)
_ASKS = re.compile(
    r"(?:how|why|what|which|who|whom|whose|where|when|whether|to what extent|do|does|did|is|are|can|should|will)\b",
    re.IGNORECASE,
)


def questions_in(passages: Sequence[Passage]) -> list[PlanQuestion]:
    """Return the questions of a plan in reading order, each once, in its own words.

    Everything under a heading such as "Research questions", "We want to find out" or "Hypotheses" is one, and every
    line elsewhere that ends in a question mark; not those on how the research is done, unless there are no others.
    Where neither is found, lines that begin as a question are taken. A plan without any gives none.
    """
    body = [passage for passage in passages if passage.role is PassageRole.BODY]
    with_marks = {passage.headings for passage in body if _ends_as_question(passage.text)}
    body = [passage for passage in body if not (passage.headings in with_marks and _is_prose(passage.text))]
    found = [each for passage in body if not _is_practical(passage) for each in _asked(passage)]
    found = found or [each for passage in body for each in _asked(passage)]
    found = found or [_question(passage, passage.text) for passage in body if _begins_as_question(passage.text)]
    once: dict[str, PlanQuestion] = {}
    for each in found:
        once.setdefault(_words(each.text), each)
    return list(once.values())


def _asked(passage: Passage) -> Iterator[PlanQuestion]:
    """Yield the questions of one passage: its sentences that are some, or all of it under a heading for them."""
    if _ends_as_question(passage.text):
        sentences = [found.group().strip() for found in _SENTENCE.finditer(passage.text)]
        yield from (_question(passage, each) for each in sentences if each.endswith("?") and _is_long_enough(each))
    elif _is_announced(passage) and _is_long_enough(passage.text) and len(passage.text) <= LONGEST_QUESTION:
        yield _question(passage, passage.text)


def _question(passage: Passage, text: str) -> PlanQuestion:
    under = passage.headings[-1].rstrip(" :") if passage.headings else ""
    return PlanQuestion(text=_LABEL.sub("", fold(text).strip("*_ ")), where=passage.locator, under=under)


def _is_announced(passage: Passage) -> bool:
    """Tell whether the nearest headings announce questions; a practical one between takes that back."""
    for heading in reversed(passage.headings[1:] or passage.headings):
        if _ANNOUNCES.search(heading):
            return True
        if _PRACTICAL.search(heading):
            return False
    return False


def _is_practical(passage: Passage) -> bool:
    return not _is_announced(passage) and any(_PRACTICAL.search(heading) for heading in passage.headings[-2:])


def _ends_as_question(text: str) -> bool:
    return text.rstrip(" \"'”’)*_").endswith("?")


def _is_prose(text: str) -> bool:
    """Tell whether a line beside questions is a sentence about them and none of them."""
    return text.rstrip().endswith((".", ":"))


def _begins_as_question(text: str) -> bool:
    return _ASKS.match(text.lstrip()) is not None and _is_long_enough(text) and not text.rstrip().endswith(".")


def _is_long_enough(text: str) -> bool:
    return len(text.split()) >= FEWEST_WORDS


def _words(text: str) -> str:
    return fold(text).casefold().rstrip("?!. ")
