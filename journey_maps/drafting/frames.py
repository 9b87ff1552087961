"""Notes that people put under a step: their heading is its name, as that of a frame of a board is."""

import re
from collections.abc import Sequence, Set

from domain.evidence import Evidence
from domain.journeys import StepOutline
from domain.text import fold
from journey_maps.drafting.stems import stems_of

_NUMBER = re.compile(r"\W*(?:step )?\d+\s*[.):–-]*\s*", re.IGNORECASE)
_PLACE = re.compile(r"\W*(?:step\s+\d+\W*|\d+\s*[.):–-]+\s+)", re.IGNORECASE)
"""A number that is plainly a step's place, and no part of its name as in "14 day notice"."""
_FEWEST_WORDS = 2
"""A heading of one word may be of anything, but on a board of the journey's own."""


def put_under(
    outlines: Sequence[StepOutline],
    candidates: Sequence[Evidence],
    linked: Set[str],
    called: Sequence[Set[str]] = (),
) -> dict[int, frozenset[int]]:
    """Return, by row of the candidates, the steps by their columns under which people put it; none: no row.

    A heading names the step whose name it is, but for a number before it, which tells steps apart where it is part of
    their names. In studies that are ``linked`` to the journey, by identifier, it may be a name that the step had
    before, of all that it was ``called``, or be said at more length.
    """
    names = [[{_name(outline.step, without)} for outline in outlines] for without in (None, _PLACE)]
    before = [[{_name(name, without) for name in own} for own in called] for without in (None, _PLACE)]
    stems = [stems_of(outline.step) for outline in outlines]
    columns: dict[tuple[str, bool], frozenset[int]] = {}
    under: dict[int, frozenset[int]] = {}
    for row, item in enumerate(candidates):
        is_linked = item.study_id in linked
        found: frozenset[int] = frozenset()
        for heading in item.headings:
            key = heading, is_linked
            if key not in columns:
                columns[key] = _named(heading, (names, before) if is_linked else (names,), stems if is_linked else None)
            found |= columns[key]
        if found:
            under[row] = found
    return under


def _named(
    heading: str, times: Sequence[Sequence[Sequence[Set[str]]]], stems: Sequence[frozenset[str]] | None
) -> frozenset[int]:
    said = [_name(heading, without) for without in (None, _PLACE, _NUMBER)]
    if stems is None and len(said[-1].split()) < _FEWEST_WORDS:
        return frozenset()
    for name, own in ((name, own) for names in times for name in filter(None, said) for own in names):
        if same := frozenset(column for column, each in enumerate(own) if name in each):
            return same
    if stems is None:
        return frozenset()
    words = stems_of(heading)
    return frozenset(column for column, own in enumerate(stems) if len(own) >= _FEWEST_WORDS and own <= words)


def _name(text: str, without: re.Pattern[str] | None) -> str:
    number = without.match(text) if without else None
    return fold(text[number.end() :] if number else text).casefold().rstrip(" .:")
