# ruff: noqa: E501 - a pattern reads better whole
"""Words that may identify someone without a name: the only one, a rare role with a place, an event with its date."""

import re
from collections.abc import Iterator

from domain.masking import IDENTIFYING
from ingest._find import Find

_SCORE = 0.5
_WHO = (
    r"(?:person|people|man|woman|men|women|girl|boy|child|mother|father|parent|carer|patient|user|participant|resident|tenant|applicant|claimant|employee|member"
    r"|teacher|nurse|doctor|gp|midwife|officer|manager|director|headteacher|vicar|imam|councillor|farmer|fisherman|driver|student|pupil|family|couple|refugee|veteran|wheelchair user|speaker|worker|"
    r"interpreter|solicitor|judge|prisoner|deaf \w+|blind \w+|trans \w+|amputee|twin|widow|widower|survivor|victim|one)"
)
_RANKS = r"(?:only|sole|first|last|youngest|oldest|eldest|tallest|longest[- ]serving|most senior|single|one remaining|last remaining|first ever|only remaining)"
_CONDITIONS = r"(?:wheelchair|guide dog|hearing aid|cochlear implant|prosthetic|tracheostomy|transplant|dialysis|albinism|dwarfism|motor neurone|huntington|cystic fibrosis|haemophilia|locked-in|conjoined|triplets|quadruplets)"
_OFFICES = r"(?:head ?teacher|head of \w+|chief \w+|mayor|vicar|bishop|imam|rabbi|registrar|coroner|harbour ?master|lighthouse keeper|matron|governor|chief executive|ceo|postmaster|postmistress|ward sister|lollipop (?:man|lady)|caretaker|ferryman|gamekeeper|town clerk|consultant \w+ist)"
_EVENTS = r"(?:crash|accident|fire|flood|murder|stabbing|attack|explosion|collapse|drowning|shooting|inquest|trial|scandal|strike|riot|outbreak|rescue|wedding|funeral|award)"
_MONTHS = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_PATTERNS = (
    rf"\b(?:the|their|our|his|her|its) {_RANKS} (?:[a-z-]+ ){{0,3}}{_WHO}\b(?: (?:in|at|on|of|from|with|who|to) [^.,;:\n]{{1,60}})?",
    r"\b(?:the only|the sole|one of (?:only )?(?:the )?(?:two|three|a few|a handful of)) [^.,;:\n]{3,80}",
    rf"\b(?:the|a|an) (?:[a-z-]+ )?{_CONDITIONS} (?:user|patient|wearer|owner|child|man|woman|case)s? (?:in|at|on|from|of|near) (?:the )?[A-Z][^.,;:\n]{{1,50}}",
    rf"\b(?:the|our|their|a former) {_OFFICES} (?:of|at|in|for) (?:the )?[A-Z][\w'’-]*(?: [A-Z][\w'’-]*){{0,4}}",
    rf"\b(?:the|a) (?:[a-z-]+ )?{_EVENTS} (?:in|at|on|of) (?:[A-Z][\w'’-]*(?: [A-Z][\w'’-]*){{0,3}} )?(?:(?:on|in|of) )?(?:\d{{1,2}}(?:st|nd|rd|th)? )?{_MONTHS} ?(?:\d{{4}})?",
    r"\b(?:no one else|nobody else|the rest of us|nobody before (?:her|him|them)) (?:in|at|on) [^.,;:\n]{3,60}",
    r"(?:(?<=\bis )|(?<=\bwas ))(?:the|our) (?:only|first|last|youngest|oldest) [^.,;:\n]{3,60}",
    r"\bwhose (?:case|story|picture|face) (?:was|is|has been) (?:in|on|all over) the (?:news|papers?|local paper|telly|television|radio)[^.,;:\n]{0,40}",
    r"\baged? (?:9\d|10\d|1[01]\d)\b(?: [^.,;:\n]{0,30})?",
)
_EITHER = tuple(re.compile(pattern, re.IGNORECASE if "A-Z" not in pattern else 0) for pattern in _PATTERNS)
_THINGS = re.compile(
    r"^(?:the|their|our|his|her|its) (?:only|sole|first|last|single) (?:\w+ )?(?:thing|time|way|page|question|step|option|reason|problem|issue|part|point|letter|form|one that|day|week|year|month|screen|service|place|name|half|few|two|three)\b"
    r"|^the only (?:thing|time|way|page|question|step|option|reason|problem|issue|part|point|letter|form|day|field|button|link|information|difference|exception|feedback|place|choice|answer|data|criteria|other)s?\b"
    r"|^one of (?:only )?(?:the )?(?:two|three|a few|a handful of) (?:things|ways|pages|questions|steps|options|reasons|problems|issues|parts|points|letters|forms|days|fields|buttons|links|screens|services|places|choices|systems|answers)\b",
    re.IGNORECASE,
)


def identifying_phrases(text: str) -> Iterator[Find]:
    """Yield phrases that may identify someone, in order and without overlap. Only a person can tell, so all are asked."""
    found = sorted(match.span() for pattern in _EITHER for match in pattern.finditer(text))
    end = 0
    for start, stop in found:
        phrase = text[start:stop].rstrip()
        if start >= end and not _THINGS.match(phrase):
            yield Find(start, start + len(phrase), IDENTIFYING, _SCORE)
            end = start + len(phrase)
