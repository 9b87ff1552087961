"""Passages that say what a piece of research is missing: who took no part, and who should have been heard."""

import re
from collections.abc import Iterator, Sequence

from domain.asking import Cited
from domain.evidence import PassageRole
from domain.text import TextSpan
from ingest.canonical import Canonical, PlacedPassage

MOST_CITED = 6
_LONGEST_CHARACTERS = 400
_NOT = (
    r"(?:(?:did|do|have|has|could|were|was)(?: not|n[’']t)(?: able to)?|(?:were|was) unable to|failed to|not yet|not)"
)
_OF_RESEARCH = r"(?:the|this|our) (?:\w+ )?(?:research|study|sample|findings|method\w*|data|survey|approach)"
_VERB = r"(?:speak|spoken|(?:talk|hear|reach|recruit|test|cover)(?:ed)?|heard|included?)"
_HEADING = re.compile(
    r"^\W*(?:\d[\d.]*\s*)?(?:"
    rf"(?:research |study |known |key )?limitations?(?: (?:of|to|in|with) {_OF_RESEARCH})?"
    r"|(?:known )?(?:research|sampling|sample|recruitment|evidence|knowledge) gaps?"
    rf"|gaps in (?:(?:our|the) (?:evidence|knowledge|recruitment)|{_OF_RESEARCH})"
    rf"|(?:what|who) {_OF_RESEARCH} (?:is missing|missed|leaves out|(?:does|did)(?: not|n[’']t) \w+)"
    rf"|(?:who|whom|what) (?:we )?{_NOT} (?:yet )?{_VERB}\b.*"
    r"|(?:who|whom|people|groups|users|voices) (?:was |were |we |is |are )?"
    r"(?:not heard|missing|missed|left out|excluded|under-?represented)(?: from)?.*"
    rf"|(?:groups|people|users|participants|voices|perspectives) (?:that )?(?:we|who) (?:missed|{_NOT} ).*"
    r"|not heard(?: from)?"
    r"|(?:underserved|under-?represented|excluded) (?:groups|users|people) (?:missing|not (?:included|heard|reached)).*"
    r"|(?:research |study )?caveats"
    r")\W*$",
    re.IGNORECASE,
)
_WHO = (
    r"(?:any |enough )?(?:participants?|people|users?|respondents?|anyone|anybody|groups?|communities|families|staff)"
)
_OURS = (
    r"\b(?:we|our (?:sample|research|study|recruitment)|the (?:sample|research|study|team|researchers?)"
    r"|this (?:sample|research|study|round))\b"
)
_SENTENCE = re.compile(
    rf"{_OURS}[^.!?\n]{{0,120}}?\b{_NOT}\s(?:yet\s|managed? to\s)?"
    r"(?:(?:speak|spoken|talk|talked) (?:to|with)|(?:hear|heard) from|recruit(?:ed)?\b|interview(?:ed)?\b"
    rf"|test(?:ed)? (?:it |this |them )?with {_WHO}|(?:reach(?:ed)?|included?) {_WHO})"
    r"|\b(?:the|our|this) sample (?:was|is) (?:not representative|limited|small|skewed|biased)"
    r"|\bnot representative of\b"
    r"|\b(?:under-?represented|missing|absent) (?:in|from) (?:our|the|this) (?:sample|research|study)\b"
    r"|\bno (?:participants|respondents) (?:with|from|who|aged|under|over)\b"
    r"|\bnone of (?:the|our) (?:participants|respondents|people we (?:spoke to|interviewed)) "
    r"(?:had an? |were |was |used |identified |came )"
    r"(?:disab\w+|impair\w+|deaf|blind|assistive|a?\s?screen readers?|from|aged|over|under|low |access need)",
    re.IGNORECASE,
)
_ENDS = re.compile(r"[^.!?\n]+[.!?]*")


def unheard(canonical: Canonical) -> tuple[Cited, ...]:
    """Return the passages that say what the research is missing, in reading order, at most ``MOST_CITED``.

    They stand under a heading that says so, or say so themselves. What participants said is never one of them.
    """
    ours = [
        placed for placed in canonical.placed if placed.passage.participant is None and not placed.passage.attributes
    ]
    found = [*_under_headings(ours), *_sentences(ours)]
    taken: list[Cited] = []
    for cited in sorted(found, key=lambda each: (each.span.start, -each.span.end)):
        if not taken or cited.span.start >= taken[-1].span.end:
            taken.append(cited)
    return tuple(taken[:MOST_CITED])


def _under_headings(placed: Sequence[PlacedPassage]) -> Iterator[Cited]:
    for each in placed:
        if each.passage.role is PassageRole.BODY and any(map(_HEADING.match, each.passage.headings)):
            end = min(each.span.end, each.span.start + _LONGEST_CHARACTERS)
            yield Cited(place=each.passage.locator, span=TextSpan(start=each.span.start, end=end))


def _sentences(placed: Sequence[PlacedPassage]) -> Iterator[Cited]:
    for each in placed:
        if each.passage.role is not PassageRole.BODY:
            continue
        for sentence in _ENDS.finditer(each.passage.text):
            if _SENTENCE.search(sentence[0]):
                start = each.span.start + sentence.start() + len(sentence[0]) - len(sentence[0].lstrip())
                yield Cited(
                    place=each.passage.locator, span=TextSpan(start=start, end=each.span.start + sentence.end())
                )
