"""Where sides stand in a sentence: which stands before a word, behind it, or as whoever does it."""

import re
from dataclasses import dataclass
from typing import TypeAlias

from journey_maps.drafting.entering import BY_WHOM, IS_PASSIVE, OPENING

TO = re.compile(r"\b(?:to|into|onto|with)\b", re.IGNORECASE)
FROM = re.compile(r"\bfrom\b", re.IGNORECASE)
LEADING = re.compile(r"\s(?:both )?(?:(?!on )[\w’'-]+ ){0,6}")
"""What may stand between a word that leads to a side, and the side."""
_STOPS = re.compile(r"[.;:?!(]|\b(?:so that|because|if|when|which|who|where|but)\b")
REACH = 90
"""How many characters a side may stand from the word that tells of passing."""
_FAR = 130
_SUBJECT_REACH = 50
_RELATIVE = re.compile(r",? (?:which|who) ")


@dataclass(frozen=True, kw_only=True, slots=True)
class Side:
    """Who gives or takes: its name, and whether it is a system."""

    name: str
    is_system: bool


Place: TypeAlias = tuple[int, int, Side]
"""A side with where it stands in a sentence."""


def side_behind(text: str, start: int, leading: re.Pattern[str], found: list[Place]) -> Side | None:
    """Return the first side behind a word that leads to it ("to", "from"), in one breath; None where there is none."""
    stop = _STOPS.search(text, start)
    end = min(start + REACH, stop.start() if stop else len(text))
    lead = leading.search(text, start, end)
    while lead:
        following = leading.search(text, lead.end(), end)
        limit = following.start() if following else end
        near = (each for each in found if lead.end() <= each[0] < limit)
        side = next((side for at, _, side in near if LEADING.fullmatch(text, lead.end(), at)), None)
        if side:
            return side
        lead = following
    return None


def side_before(text: str, end: int, found: list[Place], *, unlike: Side) -> Side | None:
    """Return the last side of the same sort that stands shortly before, in one breath; None where there is none."""
    for _, stop, side in reversed(found):
        begins = _RELATIVE.match(text, stop)
        is_near = stop <= end <= stop + _SUBJECT_REACH and not _STOPS.search(
            text, begins.end() if begins else stop, end
        )
        if is_near and side.is_system == unlike.is_system and side != unlike:
            return side
    return None


def body_by(text: str, verb: re.Match[str], found: list[Place]) -> Side | None:
    """Return the body by which something is passed: "sent by the office"."""
    bodies = (place for place in found if place[0] >= verb.end() and not place[2].is_system)
    return next((side for at, _, side in bodies if BY_WHOM.fullmatch(text, verb.end(), at)), None)


def giver_beside(text: str, verb: re.Match[str], found: list[Place], *, unlike: Side) -> Side | None:
    """Return who passes something on by a word of passing: told by "from", before it, by "by", or as its subject."""
    return (
        side_behind(text, verb.end(), FROM, found)
        or side_before(text, verb.start(), found, unlike=unlike)
        or body_by(text, verb, found)
        or subject_of(text, verb, found, unlike=unlike)
    )


def subject_of(text: str, verb: re.Match[str], found: list[Place], *, unlike: Side) -> Side | None:
    """Return the body that a sentence begins with, where it is the only one before a verb of its own doing."""
    bodies = [(at, side) for at, end, side in found if end <= verb.start() and not side.is_system and side != unlike]
    if len({side for _, side in bodies}) != 1 or IS_PASSIVE.search(text[: verb.start()]):
        return None
    return bodies[0][1] if OPENING.fullmatch(text, 0, bodies[0][0]) else None


def system_behind(text: str, start: int, found: list[Place], *, lead: str) -> Side | None:
    """Return the first system behind a place in the same sentence, with ``lead`` and a few words between."""
    for at, _, side in found:
        between = text[start:at]
        is_near = start <= at <= start + _FAR and not re.search(r"[.;:?!]", between)
        if side.is_system and is_near and re.fullmatch(lead + r"(?: [\w’'-]+){0,4} ", between):
            return side
    return None
