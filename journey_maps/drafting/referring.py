"""Who directs somebody on to whom, who lets whom know, and which systems are joined, as one sentence tells it."""

import re
from collections.abc import Iterator

from journey_maps.drafting.entering import THROUGH
from journey_maps.drafting.places import (
    LEADING,
    TO,
    Place,
    Side,
    body_by,
    giver_beside,
    side_before,
    side_behind,
    subject_of,
)

_DIRECTS = re.compile(
    r"\b(?:direct|point|link|steer|mov|guid|bounc|switch|refer)(?:s|es|ed|e|red|ring|ing)? "
    r"(?:(?:the|these|those|their|any|some|most|each|new) )?(?:users?|people|patients?|participants?|them|customers?|"
    r"callers?|applicants?|claimants?|jobseekers?|victims?|witness(?:es)?|"
    r"famil(?:y|ies)|parents?|questions?|quer(?:y|ies)|inquiries|enquiries|case|cases|it|him|her|someone)\b"
    r"(?: (?:on|out|off|back))?",
    re.IGNORECASE,
)
"""Somebody or something is directed on, where the word alone may tell of none: "they direct users to their GP"."""
_ERRANDS = re.compile(
    r"\b(?:referrals?|hand-?overs?|hand-?offs?|escalations?|requests?|notifications?|transfers?)\b(?! forms?)",
    re.IGNORECASE,
)
"""What is passed on, by its own name: "a referral to the clinic", "requests to the service desk"."""
_ERRAND_TO = re.compile(r"\b(?:to|into|onto)\b", re.IGNORECASE)
_WORKS_WITH = re.compile(
    r"\b(?:co-?ordinat(?:e|es|ed|ing)|liais(?:e|es|ed|ing)|arrang(?:e|es|ed|ing)(?: [\w-]+){0,4}?) with\b",
    re.IGNORECASE,
)
"""Something is arranged between two: whoever does it hands over to the other."""
_SENT_FOR = re.compile(
    r"\b(?:sent|referred|invited|booked(?: in)?|put forward) (?:on |back |straight )?"
    r"(?:for (?:an? |the |their |further )?|to (?:an? |the |their |further ))"
    r"(?P<what>(?:(?!user|usability|research|prototype|driving)[A-Za-z-]+ ){0,2}?"
    r"(?:scans?|test(?:s|ing)?|assessments?|MRIs?|x-rays?|biops(?:y|ies)|surgery|treatment|inspections?|surveys?))\b"
    r"(?! (?:session|round|script|data))",
)
"""What somebody is sent on to have done: a service of its own, whoever runs it."""
_TELLS = re.compile(
    r"\b(?:inform|notif(?:y|ies|ied|ying)|alert|contact|phone|phoning|chas(?:e|es|ed|ing)|ring|e-?mail|consult|remind)"
    r"(?:s|ed|ing)? (?:(?:the|their|an?|each|every|any|relevant|local|other|your|our|those|these) ){0,3}$",
    re.IGNORECASE,
)
"""What stands before a body that is let know something: "clinics notify the office"."""
_IS_TOLD = re.compile(
    r"(?: (?:who|which|that))? (?:(?:is|are|was|were|be|been|being|gets?|has|have|had|will|must|would)(?:n['’]t)? )+"
    r"(?:(?:not|never|always|also|then|automatically|routinely|only|often) )*"
    r"(?:informed|notified|alerted|copied in|kept (?:informed|up to date))\b",
    re.IGNORECASE,
)
"""What stands behind a body that is let know something: "the GP has been notified"."""
_JOINS = re.compile(
    r"\b(?:(?:integrat|connect|link|synchroni[sz]|interfac)(?:e|es|ed|s|ing|ion)?|sync(?:s|ed|ing)?)\b"
    r"(?: \w+){0,2}? (?:in)?(?:to|with)\b",
    re.IGNORECASE,
)
"""Two systems are joined: "it integrates directly with"."""
_USES_TO_SEND = re.compile(
    r" to (?:\w+ly )?(?:send|share|pass|submit|transfer|forward|notify|exchange|deliver)\b", re.IGNORECASE
)
"""What stands behind a system by which something is sent: "using Notify to send letters"."""


def referred(text: str, found: list[Place]) -> Iterator[tuple[Side | None, Side]]:
    """Yield who gives, None where that is not told, and who takes, in the order of the sort of words that tell it."""
    yield from _directed(text, found)
    yield from _informed(text, found)
    yield from _joined(text, found)


def _directed(text: str, found: list[Place]) -> Iterator[tuple[Side | None, Side]]:
    """Yield to whom somebody or something is directed, and where an errand goes: "a referral to the clinic"."""
    for sort, leading in ((_DIRECTS, TO), (_ERRANDS, _ERRAND_TO)):
        for verb in sort.finditer(text):
            taker = side_behind(text, verb.end(), leading, found)
            if taker is not None and (giver := giver_beside(text, verb, found, unlike=taker)) != taker:
                yield giver, taker
    for verb in _WORKS_WITH.finditer(text):
        behind = (place for place in found if place[0] >= verb.end() and not place[2].is_system)
        taker = next((side for at, _, side in behind if LEADING.fullmatch(text, verb.end(), at)), None)
        if taker is not None and (giver := subject_of(text, verb, found, unlike=taker)) != taker:
            yield giver, taker
    for sent in _SENT_FOR.finditer(text):
        taker = Side(name=sent["what"][:1].upper() + sent["what"][1:], is_system=False)
        yield subject_of(text, sent, found, unlike=taker) or body_by(text, sent, found), taker


def _informed(text: str, found: list[Place]) -> Iterator[tuple[Side | None, Side]]:
    """Yield who lets whom know: "clinics notify the office", "their GP has been notified"."""
    for at, end, taker in found:
        if taker.is_system:
            continue
        if told := _TELLS.search(text, 0, at):
            yield side_before(text, told.start(), found, unlike=taker), taker
        elif told := _IS_TOLD.match(text, end):
            yield body_by(text, told, found), taker


def _joined(text: str, found: list[Place]) -> Iterator[tuple[Side | None, Side]]:
    """Yield systems that are joined, and by which something is sent: "using the post hub to send letters to"."""
    for verb in _JOINS.finditer(text):
        behind = (place for place in found if place[0] >= verb.end() and place[2].is_system)
        taker = next((side for at, _, side in behind if LEADING.fullmatch(text, verb.end(), at)), None)
        giver = side_before(text, verb.start(), found, unlike=taker) if taker else None
        if taker and giver:
            yield giver, taker
    for _, end, giver in found:
        if giver.is_system and (sent := _USES_TO_SEND.match(text, end)):
            taker = side_behind(text, sent.end(), TO, found) or side_behind(text, sent.end(), THROUGH, found)
            if taker is not None and taker != giver:
                yield giver, taker
