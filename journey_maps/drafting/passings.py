"""Who passes something to whom, as one sentence tells it: by name, or by what they are ("the lab", "their GP")."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

from domain.evidence import Subject
from journey_maps.drafting.cues import NO_LINK
from journey_maps.drafting.entering import (
    ASKS,
    BY_HAND,
    BY_WHOM,
    EACH_MEDIUM,
    FORCING_SYSTEM,
    GIVES,
    INTO,
    IS_PASSIVE,
    MOVES,
    NO_WAY,
    NOT_THERE,
    ON_MEDIUM,
    OPENED,
    OPENING,
    RELIES,
    SAID_IN_MEDIUM,
    SOME_SYSTEM,
    THEN,
    THROUGH,
    TYPED,
)
from journey_maps.drafting.naming import Names
from journey_maps.drafting.roles import roles_in
from language.name_forms import name_key, name_pattern, singular

_SENDS = re.compile(
    r"(?:(?<!\bby )|(?=\w+ing\b))(?<!\bvia )(?<!\ban )(?<!\bthe )(?<!\bblog )"
    r"(?<!\bprevious )(?<!\bearlier )(?<!\bthis )\b(?:sen[dt]s?|sending|post(?:s|ed|ing)?|e-?mail(?:s|ed|ing)?|"
    r"forward(?:s|ed|ing)?|pass(?:es|ed|ing)?|"
    r"transfer(?:s|red|ring)?|refer(?:s|red|ring)|direct(?:s|ed|ing)|redirect(?:s|ed|ing)?|signpost(?:s|ed|ing)?|submit(?:s|ted|ting)?|upload(?:s|ed|ing)?|export(?:s|ed|ing)?|"
    r"import(?:s|ed|ing)?|ingest(?:s|ed|ing)?|feeds?|fed|push(?:es|ed)?|shar(?:e|es|ed|ing)|hand(?:s|ed|ing)?|"
    r"deliver(?:s|ed|ing)?|returned|escalat(?:es?|ed|ing)|re-?key(?:s|ed|ing)?|re-?typ(?:e|es|ed|ing)|"
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
_FAR = 130
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
    """What one sentence tells: something goes from ``giver`` to ``taker``; None for a side that it does not name.

    ``is_typed`` says that a person puts it into a system, from what it arrived on or from nowhere that is told: that
    is done at one step. ``is_unlinked`` says that nothing passes by itself, to a system or between two.
    """

    giver: Side | None
    taker: Side | None
    is_typed: bool = False
    is_unlinked: bool = False


Place: TypeAlias = tuple[int, int, Side]
"""A side with where it stands in a sentence."""


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
        """Return who passes something to whom; None where the sentence tells of no passing, or of neither side.

        Of several passings it is the first that tells both sides, else what is typed in.
        """
        told = list(self._told(_EXPLAINED.sub("", text)))
        whole = (each for each in told if each.giver and each.taker)
        return next(whole, next((each for each in told if each.is_typed or each.is_unlinked), next(iter(told), None)))

    def _told(self, text: str) -> Iterator[Passing]:
        """Yield the passings that a sentence tells, the plainest first."""
        found = sorted(self._places(text), key=lambda place: (place[0], -place[1]))
        for verb in _SENDS.finditer(text):
            taker = self._after(text, verb.end(), _TO, found)
            if taker is None:
                continue
            giver = self._after(text, verb.end(), _FROM, found) or _before(text, verb.start(), found, unlike=taker)
            if giver is None:
                giver = _by(text, verb, found) or _subject(text, verb, found, unlike=taker)
            if giver != taker:
                yield Passing(giver=giver, taker=taker)
        for verb in _RECEIVES.finditer(text):
            giver = self._after(text, verb.end(), _FROM, found)
            if giver is not None and (taker := _before(text, verb.start(), found, unlike=giver)) != giver:
                yield Passing(giver=giver, taker=taker)
        for at, end, side in found:
            if _LEFT_FOR.search(re.sub(r"\b(?:other|another|the|a|an) $", "", text[:at])) and _TO_TAKE.match(text, end):
                yield Passing(giver=None, taker=side)
        if unlinked := _unlinked(text, [side for _, _, side in found]):
            yield unlinked
        yield from self._entered(text, found)
        yield from self._relied_on(text, found)

    def _entered(self, text: str, found: list[Place]) -> Iterator[Passing]:
        """Yield what somebody types into a system, or what finds no way there, with what it arrives on."""
        named = {side for _, _, side in found}
        for verb in BY_HAND.finditer(text):
            taker = self._system(text, verb, found)
            if taker is not None:
                giver = self._source(text, verb.end(), found, unlike=taker)
                yield Passing(giver=giver, taker=taker, is_typed=giver not in named)
        for verb in (*TYPED.finditer(text), *MOVES.finditer(text)):
            taker = self._after(text, verb.end(), INTO, found)
            giver = self._after(text, verb.end(), _FROM, found)
            if giver in {None, taker}:
                giver = _medium(text, verb.end(), only_from=True)
            if taker is not None and taker.is_system and giver is not None:
                yield Passing(giver=giver, taker=taker, is_typed=giver not in named)
        for gap in (*NO_WAY.finditer(text), *NOT_THERE.finditer(text)):
            taker = _into(text, gap.end(), found, lead="" if gap.re is NOT_THERE else r".*\b(?:into|onto|to|in)")
            if taker is not None:
                said = SAID_IN_MEDIUM.search(text, 0, gap.start()) if gap.re is NOT_THERE else None
                giver = _written(said) if said else self._source(text, gap.end(), found, unlike=taker)
                yield Passing(giver=giver, taker=taker, is_unlinked=True)
        for verb in ASKS.finditer(text):
            taker = self._after(text, verb.end(), THROUGH, found)
            if taker is not None and taker.is_system and (giver := _subject(text, verb, found, unlike=taker)):
                yield Passing(giver=giver, taker=taker)

    def _relied_on(self, text: str, found: list[Place]) -> Iterator[Passing]:
        """Yield what one body gives on which another relies: "the office relies on clinics to send lists"."""
        for verb in RELIES.finditer(text):
            for at, end, giver in found:
                is_next = at >= verb.end() and _LEADING.fullmatch(text, verb.end(), at)
                if is_next and not giver.is_system and GIVES.match(text, end):
                    taker = _before(text, verb.start(), found, unlike=giver)
                    if taker is not None:
                        yield Passing(giver=giver, taker=taker)
                    break

    def _system(self, text: str, verb: re.Match[str], found: list[Place]) -> Side | None:
        """Return the system that something is typed into: named behind the verb, or opened just before it."""
        taker = self._after(text, verb.start(), INTO, found)
        if taker is not None and taker.is_system:
            return taker
        for at, end, side in found:
            if not side.is_system:
                continue
            is_object = at >= verb.end() and re.fullmatch(r" (?:the |their |our )?", text[verb.end() : at])
            was_opened = end <= verb.start() and OPENED.search(text[:at]) and THEN.fullmatch(text[end : verb.start()])
            if is_object or was_opened:
                return side
        told = SOME_SYSTEM.search(text, verb.end(), verb.end() + _REACH) or FORCING_SYSTEM.search(text, 0, verb.start())
        return Side(name=_in_words(told["system"].lower()), is_system=True) if told else None

    def _source(self, text: str, start: int, found: list[Place], *, unlike: Side) -> Side | None:
        """Return from where something comes that is typed in: a side behind "from", or what it arrives on."""
        giver = self._after(text, start, _FROM, found)
        return giver if giver not in {None, unlike} else _medium(text, start) or _spoken_of(text, start)

    def _places(self, text: str) -> list[Place]:
        """Return where sides stand; a body that something belongs to ("the office's list") is none there."""
        found = [
            (match.start(), match.end(), side)
            for match in self._pattern.finditer(text)
            if not re.search(r"['’]s?$", match[0]) and (side := self._known.get(name_key(match[0])))
        ]
        taken = [range(start, end) for start, end, _ in found]
        for start, end in roles_in(text):
            if not any(start in place or end - 1 in place for place in taken):
                found.append((start, end, Side(name=_in_words(text[start:end]), is_system=False)))
        return found

    @staticmethod
    def _after(text: str, start: int, leading: re.Pattern[str], found: list[Place]) -> Side | None:
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


def _medium(text: str, at: int, *, only_from: bool = False) -> Side | None:
    """Return on what something arrives: what is told of it last before there, else first behind it."""
    told = [match for match in ON_MEDIUM.finditer(text) if not only_from or match[0].casefold().startswith("from")]
    before = [match for match in told if match.end() <= at]
    behind = [match for match in told if match.start() >= at]
    chosen = behind[:1] if only_from else (before[-1:] or behind[:1])
    return _written(chosen[0]) if chosen else None


def _written(told: re.Match[str]) -> Side:
    return Side(name=_in_words(told["medium"].lower()), is_system=True)


def _spoken_of(text: str, end: int) -> Side | None:
    """Return what a sentence says is typed in, where it speaks of that: "each letter has to be added by hand"."""
    for verb in BY_HAND.finditer(text, 0, end):
        if verb.end() == end and IS_PASSIVE.search(text, 0, verb.start()):
            told = EACH_MEDIUM.search(text, 0, verb.start())
            return _written(told) if told else None
    return None


def _into(text: str, start: int, found: list[Place], *, lead: str) -> Side | None:
    """Return the first system behind a place in the same sentence, with ``lead`` and a few words between."""
    for at, _, side in found:
        between = text[start:at]
        is_near = start <= at <= start + _FAR and not re.search(r"[.;:?!]", between)
        if side.is_system and is_near and re.fullmatch(lead + r"(?: [\w’'-]+){0,4} ", between):
            return side
    return None


def _by(text: str, verb: re.Match[str], found: list[Place]) -> Side | None:
    """Return the body by which something is passed: "sent by the office"."""
    bodies = (place for place in found if place[0] >= verb.end() and not place[2].is_system)
    return next((side for at, _, side in bodies if BY_WHOM.fullmatch(text, verb.end(), at)), None)


def _subject(text: str, verb: re.Match[str], found: list[Place], *, unlike: Side) -> Side | None:
    """Return the body that a sentence begins with, where it is the only one before a verb of its own doing."""
    bodies = [(at, side) for at, end, side in found if end <= verb.start() and not side.is_system and side != unlike]
    if len({side for _, side in bodies}) != 1 or IS_PASSIVE.search(text[: verb.start()]):
        return None
    return bodies[0][1] if OPENING.fullmatch(text, 0, bodies[0][0]) else None


def _unlinked(text: str, sides: list[Side]) -> Passing | None:
    """Return what should pass between the first two systems that a sentence calls unlinked; None where it does not."""
    systems = list(dict.fromkeys(side for side in sides if side.is_system))
    if len(systems) < _BOTH or not NO_LINK.search(text):
        return None
    return Passing(giver=systems[0], taker=systems[1], is_unlinked=True)


def _before(text: str, end: int, found: list[Place], *, unlike: Side) -> Side | None:
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
