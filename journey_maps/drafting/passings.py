"""Who passes something to whom, as one sentence tells it: by name, or by what they are ("the lab", "their GP")."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from domain.evidence import Subject
from journey_maps.drafting.cues import NO_LINK
from journey_maps.drafting.naming import Names
from language.name_forms import name_key, name_pattern, singular

_ROLES = (
    r"GPs?|lab(?:s|orator(?:y|ies))?|clinics?|hospitals?|wards?|pharmac(?:y|ies)|(?:contact|call|service) centres?|"
    r"mail(?:ing)? houses?|print(?:ing)? (?:suppliers?|rooms?)|printers?|contractors?|suppliers?|couriers?|courts?|"
    r"police|schools?|colleges?|councils?|local authorit(?:y|ies)|employers?|banks?|bailiffs?|landlords?|insurers?|"
    r"solicitors?|social workers?|case ?workers?|consultants?|surveyors?|inspectors?|assessors?|referees?|"
    r"enforcement agents?|manufacturers?|reception(?:ists?)?|head office|back office|front desk|help ?desk|"
    r"service desk|registrars?|prosecutors?|"
    r"[a-z]+(?:ographer|ologist|ician|therapist)s?|nurses?|doctors?|midwi(?:fe|ves)|"
    r"(?:[a-z][a-z-]+ )?(?:team|department|unit|panel|committee|officer)s?"
)
"""What a side is called where no name is told. A person whom the journey is about is no side."""
_ROLE = re.compile(rf"(?<![\w-])(?:{_ROLES})(?![\w-])")
_OWN = r"(?:the|their|our|your|his|her|its|a|an|each|every|any|this|these|that|local|relevant|own|other|same|whole)"
_NO_ROLES = re.compile(rf"(?:{_OWN}|research|design|project|product|delivery|dev|of|and|or|to|by|with|as|for) ")

_SENDS = re.compile(
    r"(?<!\bby )(?<!\bvia )(?<!\ban )(?<!\bthe )\b(?:sen[dt]s?|sending|post(?:s|ed|ing)?|e-?mail(?:s|ed|ing)?|"
    r"forward(?:s|ed|ing)?|pass(?:es|ed|ing)?|"
    r"transfer(?:s|red|ring)?|refer(?:s|red)|submit(?:s|ted|ting)?|upload(?:s|ed|ing)?|export(?:s|ed|ing)?|"
    r"import(?:s|ed|ing)?|ingest(?:s|ed|ing)?|feeds?|fed|push(?:es|ed)?|shar(?:e|es|ed|ing)|hand(?:s|ed|ing)?|"
    r"deliver(?:s|ed|ing)?|returned|escalat(?:es|ed|ing)|re-?key(?:s|ed|ing)?|re-?typ(?:e|es|ed|ing)|"
    r"cop(?:y|ies|ied|ying)|integrat(?:es?|ed)|fax(?:es|ed)?|"
    r"(?:(?:letters?|forms?|cases?|files?|referrals?|results?|samples?|applications?|requests?|lists?) go(?:es)?))"
    r"\b(?! (?:by|via) post)",
    re.IGNORECASE,
)
_TO = re.compile(r"\b(?:to|into|onto|with)\b", re.IGNORECASE)
_RECEIVES = re.compile(r"\b(?:receiv(?:e|es|ed|ing)|gets?|collects?|collected|arrives?|comes?)\b", re.IGNORECASE)
_LEFT_FOR = re.compile(r"\bfor $")
_TO_TAKE = re.compile(r" to (?:collect|pick up|fetch|review|check|sign|process|action|see|read|approve)\b")
_FROM = re.compile(r"\bfrom\b", re.IGNORECASE)
_EXPLAINED = re.compile(r" \([A-Z][A-Za-z&]{1,7}\)")
"""A short form behind the name that it is of, which nothing stops at."""
_STOPS = re.compile(r"[.;:?!(]|\b(?:so that|because|if|when|which|who|where|but)\b")
_BOTH = 2
_REACH = 90
"""How many characters a side may stand from the word that tells of passing."""
_LEADING = re.compile(r"\s(?:both )?(?:(?!on )[\w’'-]+ ){0,6}")
_SUBJECT_REACH = 50
_RELATIVE = re.compile(r",? (?:which|who) ")


@dataclass(frozen=True, kw_only=True, slots=True)
class Side:
    """Who gives or takes: its name, and whether it is a system."""

    name: str
    is_system: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Passing:
    """What one sentence tells: something goes from ``giver`` to ``taker``; None for a side that it does not name."""

    giver: Side | None
    taker: Side | None


class Sides:
    """Finds in sentences who may give and take: the bodies and systems that are named, and those told by their role."""

    def __init__(self, names: Names, organisations: Iterable[str], systems: Iterable[str]) -> None:
        things = [
            (form, Side(name=thing.name, is_system=subject is Subject.SYSTEM))
            for subject in (Subject.SYSTEM, Subject.ORGANISATION)
            for thing in names.of(subject)
            for form in thing.forms
        ]
        things += [(name, Side(name=name, is_system=False)) for name in organisations]
        things += [(name, Side(name=name, is_system=True)) for name in systems]
        self._known: dict[str, Side] = {}
        for form, side in things:
            self._known.setdefault(name_key(form), side)
        self._pattern = name_pattern(form for form, _ in things)

    def passing(self, text: str) -> Passing | None:
        """Return who passes something to whom; None where the sentence tells of no passing, or of neither side."""
        text = _EXPLAINED.sub("", text)
        found = sorted(self._places(text), key=lambda place: (place[0], -place[1]))
        for verb in _SENDS.finditer(text):
            taker = self._after(text, verb.end(), _TO, found)
            if taker is None:
                continue
            giver = self._after(text, verb.end(), _FROM, found) or _before(text, verb.start(), found, unlike=taker)
            if giver != taker:
                return Passing(giver=giver, taker=taker)
        for verb in _RECEIVES.finditer(text):
            giver = self._after(text, verb.end(), _FROM, found)
            if giver is not None and (taker := _before(text, verb.start(), found, unlike=giver)) != giver:
                return Passing(giver=giver, taker=taker)
        for at, end, side in found:
            if _LEFT_FOR.search(re.sub(r"\b(?:other|another|the|a|an) $", "", text[:at])) and _TO_TAKE.match(text, end):
                return Passing(giver=None, taker=side)
        return _unlinked(text, [side for _, _, side in found])

    def _places(self, text: str) -> list[tuple[int, int, Side]]:
        """Return where sides stand; a body that something belongs to ("the office's list") is none there."""
        found = [
            (match.start(), match.end(), side)
            for match in self._pattern.finditer(text)
            if not re.search(r"['’]s?$", match[0]) and (side := self._known.get(name_key(match[0])))
        ]
        taken = [range(start, end) for start, end, _ in found]
        for match in _ROLE.finditer(text):
            start = match.start()
            while own := _NO_ROLES.match(text, start, match.end()):
                start = own.end()
            words = text[start : match.end()]
            is_named = any(start in place or match.end() - 1 in place for place in taken)
            tells_which = " " in words or not words.startswith(("team", "unit"))
            if tells_which and not is_named and not text[match.end() :].startswith(("'", "’")):
                found.append((start, match.end(), Side(name=_in_words(words), is_system=False)))
        return found

    @staticmethod
    def _after(text: str, start: int, leading: re.Pattern[str], found: list[tuple[int, int, Side]]) -> Side | None:
        stop = _STOPS.search(text, start)
        end = min(start + _REACH, stop.start() if stop else len(text))
        lead = leading.search(text, start, end)
        while lead:
            following = leading.search(text, lead.end(), end)
            limit = following.start() if following else end
            near = (each for each in found if lead.end() <= each[0] < limit)
            side = next((side for at, _, side in near if _LEADING.fullmatch(text, lead.end(), at)), None)
            if side:
                return side
            lead = following
        return None


def _unlinked(text: str, sides: list[Side]) -> Passing | None:
    """Return what should pass between the first two systems that a sentence calls unlinked; None where it does not."""
    systems = list(dict.fromkeys(side for side in sides if side.is_system))
    if len(systems) < _BOTH or not NO_LINK.search(text):
        return None
    return Passing(giver=systems[0], taker=systems[1])


def _before(text: str, end: int, found: list[tuple[int, int, Side]], *, unlike: Side) -> Side | None:
    """Return the last side of the same sort that stands shortly before, in one breath; None where there is none."""
    for _, stop, side in reversed(found):
        begins = _RELATIVE.match(text, stop)
        is_near = stop <= end <= stop + _SUBJECT_REACH and not _STOPS.search(
            text, begins.end() if begins else stop, end
        )
        if is_near and side.is_system == unlike.is_system and side != unlike:
            return side
    return None


def _in_words(words: str) -> str:
    one = singular(words)
    return one[:1].upper() + one[1:]
