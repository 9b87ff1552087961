"""Who passes something to whom, as one sentence tells it: by name, or by what they are ("the lab", "their GP")."""

import re
from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass, replace

from domain.evidence import Evidence, Subject
from journey_maps.drafting.cues import BROKEN_LINK, NO_LINK
from journey_maps.drafting.entering import (
    ASKS,
    BY_HAND,
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
    RELIES,
    SAID_IN_MEDIUM,
    SOME_SYSTEM,
    THEN,
    THROUGH,
    TYPED,
)
from journey_maps.drafting.naming import Names
from journey_maps.drafting.places import (
    FROM,
    LEADING,
    REACH,
    TO,
    Place,
    Side,
    giver_beside,
    side_before,
    side_behind,
    subject_of,
    system_behind,
)
from journey_maps.drafting.referring import referred
from journey_maps.drafting.roles import roles_in
from language.name_forms import name_key, name_pattern, singular

_SENDS = re.compile(
    r"(?:(?<!\bby )|(?=\w+ing\b))(?<!\bvia )(?<!\ban )(?<!\bthe )(?<!\bblog )"
    r"(?<!\bprevious )(?<!\bearlier )(?<!\bthis )\b(?:sen[dt]s?|sending|post(?:s|ed|ing)?|e-?mail(?:s|ed|ing)?|"
    r"forward(?:s|ed|ing)?|pass(?:es|ed|ing)?|"
    r"transfer(?:s|red|ring)?|refer(?:s|red|ring)|re-?refer(?:s|red|ring)?|rout(?:es?|ed|ing)|"
    r"direct(?:s|ed|ing)|redirect(?:s|ed|ing)?|signpost(?:s|ed|ing)?|submit(?:s|ted|ting)?|upload(?:s|ed|ing)?|export(?:s|ed|ing)?|"
    r"import(?:s|ed|ing)?|ingest(?:s|ed|ing)?|feeds?|fed|push(?:es|ed)?|shar(?:e|es|ed|ing)|hand(?:s|ed|ing)?|"
    r"deliver(?:s|ed|ing)?|returned|escalat(?:es?|ed|ing)|re-?key(?:s|ed|ing)?|re-?typ(?:e|es|ed|ing)|"
    r"cop(?:y|ies|ied|ying)|integrat(?:es?|ed)|fax(?:es|ed)?|"
    r"(?:(?:letters?|forms?|cases?|files?|referrals?|results?|samples?|applications?|requests?|lists?) go(?:es)?))"
    r"\b(?! (?:by|via) post)",
    re.IGNORECASE,
)
_RECEIVES = re.compile(r"\b(?:receiv(?:e|es|ed|ing)|gets?|collects?|collected|arrives?|comes?)\b", re.IGNORECASE)
_LEFT_FOR = re.compile(r"\bfor $")
_TO_TAKE = re.compile(r" to (?:collect|pick up|fetch|review|check|sign|process|action|see|read|approve)\b")
_EXPLAINED = re.compile(r" \([A-Z][A-Za-z&]{1,7}\)")
"""A short form behind the name that it is of, which nothing stops at."""
_BOTH = 2
_WE = re.compile(r"\b(?:we|our)\b", re.IGNORECASE)
_SORTS_OF_BODIES = re.compile(
    r"Court|Tribunal|Council|Registry|Agency|Office|Trust|Department|Ministry|Board|Authority|Commission|Inspectorate"
)


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
        things += list(_in_short({side.name for _, side in things if not side.is_system}))
        self._known: dict[str, Side] = {}
        for form, side in things:
            self._known.setdefault(name_key(form), side)
        self._pattern = name_pattern(form for form, _ in things)

    def knows(self, name: str) -> bool:
        """Tell whether it is the name of a body or system, and not a role."""
        return name_key(name) in self._known

    def passing(self, text: str) -> Passing | None:
        """Return who passes something to whom; None where the sentence tells of no passing, or of neither side.

        Of several passings it is the first that tells both sides, else what is typed in.
        """
        told = list(self._told(_EXPLAINED.sub("", text)))
        whole = (each for each in told if each.giver and each.taker)
        return next(whole, next((each for each in told if each.is_typed or each.is_unlinked), next(iter(told), None)))

    def _told(self, text: str) -> Iterator[Passing]:
        """Yield the passings that a sentence tells, the plainest first."""
        found = self.places(text)
        for verb in _SENDS.finditer(text):
            taker = side_behind(text, verb.end(), TO, found)
            if taker is None:
                continue
            if (giver := giver_beside(text, verb, found, unlike=taker)) != taker:
                yield Passing(giver=giver, taker=taker)
        for verb in _RECEIVES.finditer(text):
            giver = side_behind(text, verb.end(), FROM, found)
            if giver is not None and (taker := side_before(text, verb.start(), found, unlike=giver)) != giver:
                yield Passing(giver=giver, taker=taker)
        for at, end, side in found:
            if _LEFT_FOR.search(re.sub(r"\b(?:other|another|the|a|an) $", "", text[:at])) and _TO_TAKE.match(text, end):
                yield Passing(giver=None, taker=side)
        if unlinked := _unlinked(text, [side for _, _, side in found]):
            yield unlinked
        yield from self._entered(text, found)
        yield from self._relied_on(text, found)
        yield from (Passing(giver=giver, taker=taker) for giver, taker in referred(text, found))

    def _entered(self, text: str, found: list[Place]) -> Iterator[Passing]:
        """Yield what somebody types into a system, or what finds no way there, with what it arrives on."""
        named = {side for _, _, side in found}
        for verb in BY_HAND.finditer(text):
            taker = self._system(text, verb, found)
            if taker is not None:
                giver = self._source(text, verb.end(), found, unlike=taker)
                yield Passing(giver=giver, taker=taker, is_typed=giver not in named)
        for verb in (*TYPED.finditer(text), *MOVES.finditer(text)):
            taker = side_behind(text, verb.end(), INTO, found)
            giver = side_behind(text, verb.end(), FROM, found)
            if giver in {None, taker}:
                giver = _medium(text, verb.end(), only_from=True)
            if taker is not None and taker.is_system and giver is not None:
                yield Passing(giver=giver, taker=taker, is_typed=giver not in named)
        for gap in (*NO_WAY.finditer(text), *NOT_THERE.finditer(text)):
            taker = system_behind(
                text, gap.end(), found, lead="" if gap.re is NOT_THERE else r".*\b(?:into|onto|to|in)"
            )
            if taker is not None:
                said = SAID_IN_MEDIUM.search(text, 0, gap.start()) if gap.re is NOT_THERE else None
                giver = _written(said) if said else self._source(text, gap.end(), found, unlike=taker)
                yield Passing(giver=giver, taker=taker, is_unlinked=True)
        for verb in ASKS.finditer(text):
            taker = side_behind(text, verb.end(), THROUGH, found)
            if taker is not None and taker.is_system and (giver := subject_of(text, verb, found, unlike=taker)):
                yield Passing(giver=giver, taker=taker)

    def _relied_on(self, text: str, found: list[Place]) -> Iterator[Passing]:
        """Yield what one body gives on which another relies: "the office relies on clinics to send lists"."""
        for verb in RELIES.finditer(text):
            for at, end, giver in found:
                is_next = at >= verb.end() and LEADING.fullmatch(text, verb.end(), at)
                if is_next and not giver.is_system and GIVES.match(text, end):
                    taker = side_before(text, verb.start(), found, unlike=giver)
                    if taker is not None:
                        yield Passing(giver=giver, taker=taker)
                    break

    def _system(self, text: str, verb: re.Match[str], found: list[Place]) -> Side | None:
        """Return the system that something is typed into: named behind the verb, or opened just before it."""
        taker = side_behind(text, verb.start(), INTO, found)
        if taker is not None and taker.is_system:
            return taker
        for at, end, side in found:
            if not side.is_system:
                continue
            is_object = at >= verb.end() and re.fullmatch(r" (?:the |their |our )?", text[verb.end() : at])
            was_opened = end <= verb.start() and OPENED.search(text[:at]) and THEN.fullmatch(text[end : verb.start()])
            if is_object or was_opened:
                return side
        told = SOME_SYSTEM.search(text, verb.end(), verb.end() + REACH) or FORCING_SYSTEM.search(text, 0, verb.start())
        return Side(name=_in_words(told["system"].lower()), is_system=True) if told else None

    def _source(self, text: str, start: int, found: list[Place], *, unlike: Side) -> Side | None:
        """Return from where something comes that is typed in: a side behind "from", or what it arrives on."""
        giver = side_behind(text, start, FROM, found)
        return giver if giver not in {None, unlike} else _medium(text, start) or _spoken_of(text, start)

    def places(self, text: str) -> list[Place]:
        """Return where sides stand, in order; a body that something belongs to ("the office's list") is none there."""
        found = [
            (match.start(), match.end(), side)
            for match in self._pattern.finditer(text)
            if not re.search(r"['’]s?$", match[0]) and (side := self._known.get(name_key(match[0])))
        ]
        taken = [range(start, end) for start, end, _ in found]
        for start, end in roles_in(text):
            if not any(start in place or end - 1 in place for place in taken):
                found.append((start, end, Side(name=_in_words(text[start:end]), is_system=False)))
        return sorted(found, key=lambda place: (place[0], -place[1]))


def speaker(item: Evidence, runners: Set[str]) -> str | None:
    """Return the body whose people say "we" in a sentence, where it is among those that run a step; else None."""
    return item.organisation if item.organisation in runners and _WE.search(item.text) else None


def with_speaker(passing: Passing, item: Evidence, runners: Set[str]) -> Passing:
    """Return what passes with who speaks as its giver, where a body takes and no giver is told."""
    name = speaker(item, runners)
    if passing.giver or not passing.taker or passing.taker.is_system or name in {None, passing.taker.name}:
        return passing
    return replace(passing, giver=Side(name=str(name), is_system=False))


def _in_short(organisations: Iterable[str]) -> Iterator[tuple[str, Side]]:
    """Yield what a body is called in short, "the Court", where only one of them ends in that word."""
    short: dict[str, list[str]] = {}
    for name in organisations:
        if _SORTS_OF_BODIES.fullmatch(last := name.split()[-1]) and last != name:
            short.setdefault(f"the {last}", []).append(name)
    yield from ((form, Side(name=names[0], is_system=False)) for form, names in short.items() if len(names) == 1)


def _unlinked(text: str, sides: list[Side]) -> Passing | None:
    """Return what should pass between the first two systems that a sentence calls unlinked; None where it does not."""
    systems = list(dict.fromkeys(side for side in sides if side.is_system))
    if len(systems) < _BOTH or not (NO_LINK.search(text) or BROKEN_LINK.search(text)):
        return None
    return Passing(giver=systems[0], taker=systems[1], is_unlinked=True)


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


def _in_words(words: str) -> str:
    one = singular(words)
    return one[:1].upper() + one[1:]
