"""A journey as somebody sees it who may not see all of its evidence: without names and links that only the rest tells.

The words of its title, stages and steps are its maker's, who shows them to others by publishing it.
"""

from collections.abc import Sequence, Set
from typing import Any

from domain.catalogue import Catalogue, Entry, name_key
from domain.evidence import Basis
from domain.hand_overs import How, Passes
from domain.journey_order import orders_in_a_row
from domain.journeys import Branch, StepOutline
from storage.journeys.journey_documents import evidence_lists, sides_of, step_key
from storage.observations.rows import Values

_UNTOLD = {
    "passes": Passes.UNKNOWN.value,
    "how": How.UNKNOWN.value,
    "legal_basis": None,
    "controller": None,
    "identifier": None,
    "gap": None,
    "trouble": "",
    "giver_owner": None,
    "taker_owner": None,
}
"""What is said of a hand-over when none of the evidence behind it is in sight."""


def settled_names(known: Catalogue) -> frozenset[str]:
    """Return the keys of the names that people put into a catalogue or confirmed: everyone may see those."""
    entries: tuple[Entry, ...] = (*known.organisations, *known.services, *known.systems)
    settled = [entry for entry in entries if entry.basis is Basis.STATED and not entry.remembered]
    return frozenset(name_key(form) for entry in settled for form in (entry.name, *entry.aliases))


def in_sight(document: Values, *, found: Set[str], names: Set[str]) -> Values:
    """Return the document for somebody who sees the observations ``found`` and knows the names of the keys ``names``.

    Nothing changes where all its evidence is in sight. Elsewhere organisations, services and systems that are not
    known are left out, hand-overs between organisations that are not known too, what is said of a hand-over when its
    evidence is hidden, and gaps that name what was left out.
    """
    shown = {pair[0] for pairs in evidence_lists(document) for pair in pairs}
    if shown | _off_hand_overs(document) <= found:
        return document
    steps = [_step(step, names) for step in document["steps"]]
    untold = {name for name in _all_names(document) if name_key(name) not in names}
    passing = {
        name: [
            _hand_over(item, _told_by(document, item), found)
            for item in document[name]
            if not untold & {item["giver"], item["taker"]}
        ]
        for name in ("hand_overs", "resting")
        if name in document
    }
    seen: Values = {
        "steps": steps,
        "systems": [[name, orders] for name, orders in document["systems"] if name_key(name) in names],
        "gaps": [gap for gap in document["gaps"] if not any(name in gap for name in untold)],
        "suggested": [item for item in document.get("suggested", ()) if _is_in_sight(item, found)],
    }
    return document | passing | seen


def _off_hand_overs(document: Values) -> set[str]:
    """Return the observations that somebody took off hand-overs: what they told may be said of these still."""
    return {row[0] for row in document.get("rejected", ()) if row[4:]}


def _is_in_sight(part: Values, found: Set[str]) -> bool:
    return all(pair[0] in found for pair in part["evidence"])


def _names_of(step: Values) -> list[str]:
    return [name for name in (step["organisation"], step["service"], *step["systems"]) if name]


def _step(step: Values, names: Set[str]) -> Values:
    return step | {
        "organisation": _known(step["organisation"], names),
        "service": _known(step["service"], names),
        "systems": [name for name in step["systems"] if name_key(name) in names],
        "owner": _known(step["owner"], names),
    }


def _known(name: str | None, names: Set[str]) -> str | None:
    return name if name and name_key(name) in names else None


def _hand_over(item: Values, told: Set[str], found: Set[str]) -> Values:
    return item if not told or told & found else item | _UNTOLD


def _told_by(document: Values, item: Values) -> set[str]:
    """Return the observations that tell of a hand-over, and that told of it until somebody took them off it.

    What was taken off one that is there no longer, or is called otherwise now, told of each at its steps.
    """
    giver, taker, own = sides_of(document, item)
    there = {_sides(other)[2] for other in document["hand_overs"] if _sides(other)[:2] == _sides(item)[:2]}
    rows = [row for row in document.get("rejected", ()) if (row[1], *row[4:5]) == (giver, taker)]
    off = {row[0] for row in rows if row[5] == own or row[5] not in there}
    return off | {pair[0] for pair in item["evidence"]}


def with_untold(document: Values, earlier: Values, *, names: Set[str], hidden: Set[str]) -> Values:
    """Return a document with what its editor could not see of an earlier one put back, where its place is still there.

    A step is the same when its identifier is. What the editor gave a name to stays as they said it; names, hand-overs
    and gaps of which ``in_sight`` showed them nothing come back.
    """
    before = {step_key(step): step for step in earlier["steps"]}
    steps = [_step_with_untold(step, before.get(step_key(step)), names) for step in document["steps"]]
    orders = {step_key(step): step["order"] for step in steps}
    untold = {name for name in _all_names(earlier) if name_key(name) not in names}
    there = {_sides(item) for item in document["hand_overs"]}
    told = {step["order"]: step_key(step) for step in earlier["steps"]}
    follow = _in_a_row(steps)
    hand_overs = list(document["hand_overs"])
    for item in earlier["hand_overs"]:
        places = orders.get(told.get(item["from_step"], "")), orders.get(told.get(item["to_step"], ""))
        sides = (*places, item.get("id", ""))
        tells = _told_by(earlier, item)
        if tells and tells <= hidden:
            hand_overs = [_told_again(other, item) if _sides(other) == sides else other for other in hand_overs]
        if untold & {item["giver"], item["taker"]} and _are_there(places, sides[2], follow) and sides not in there:
            hand_overs.append(item | {"from_step": places[0], "to_step": places[1]})
    return document | {
        "steps": steps,
        "hand_overs": sorted(hand_overs, key=lambda item: _sides(item)[:2]),
        "systems": _systems(steps) if untold else document["systems"],
        "gaps": [*document["gaps"], *(gap for gap in earlier["gaps"] if any(name in gap for name in untold))],
    }


def _are_there(places: tuple[int | None, int | None], identifier: str, follow: Set[tuple[int, int]]) -> bool:
    """Tell whether a hand-over still has its steps; one without identifier is at one, or at two that ``follow``."""
    giver, taker = places
    if giver is None or taker is None:
        return False
    return bool(identifier) or giver == taker or (giver, taker) in follow


def _in_a_row(steps: Sequence[Values]) -> set[tuple[int, int]]:
    """Return the orders of a document's steps that stand in a row, and of those of which one leads to the other."""
    return orders_in_a_row(
        [
            StepOutline(
                order=step["order"],
                stage="",
                step=step["step"],
                branch=Branch(step["branch"]) if step.get("branch") else None,
            )
            for step in steps
        ]
    )


def _sides(item: Values) -> tuple[int, int, str]:
    return item["from_step"], item["to_step"], item.get("id", "")


def _told_again(item: Values, before: Values) -> Values:
    """Return a hand-over of which its editor was told nothing, with what was said of it before."""
    blank = all(item[field] == value for field, value in _UNTOLD.items())
    return item | {field: before.get(field, value) for field, value in _UNTOLD.items()} if blank else item


def with_resting(document: Values, earlier: Values) -> Values:
    """Return a document with what rests of an earlier one, where both steps are there and nothing stands between them.

    Nobody takes off what rests: what is missing of it was out of its editor's sight.
    """
    orders = {step_key(step): step["order"] for step in document["steps"]}
    was = {step["order"]: step_key(step) for step in earlier["steps"]}
    told = {_sides(item)[:2] for item in (*document["hand_overs"], *document.get("resting", ())) if not item.get("id")}
    back = []
    for item in earlier.get("resting", ()):
        places = orders.get(was.get(item["from_step"], "")), orders.get(was.get(item["to_step"], ""))
        if None not in places and places not in told:
            back.append(item | {"from_step": places[0], "to_step": places[1]})
    resting = sorted([*document.get("resting", ()), *back], key=_sides)
    return document | ({"resting": resting} if resting else {})


def _all_names(document: Values) -> set[str]:
    passing = (*document["hand_overs"], *document.get("resting", ()))
    sides = {name for item in passing for name in (item["giver"], item["taker"])}
    return {name for step in document["steps"] for name in _names_of(step)} | sides


def _step_with_untold(step: Values, before: Values | None, names: Set[str]) -> Values:
    if before is None:
        return step
    kept = {
        field: before[field]
        for field in ("organisation", "service", "owner")
        if step[field] is None and before[field] and name_key(before[field]) not in names
    }
    systems = [name for name in before["systems"] if name_key(name) not in names and name not in step["systems"]]
    return step | kept | {"systems": [*step["systems"], *systems]}


def _systems(steps: list[Values]) -> list[list[Any]]:
    found: dict[str, list[int]] = {}
    for step in steps:
        for name in step["systems"]:
            found.setdefault(name, []).append(step["order"])
    return [[name, orders] for name, orders in found.items()]
