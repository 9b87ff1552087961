"""A journey as somebody sees it who may not see all of its evidence: without names and links that only the rest tells.

The words of its title, stages and steps are its maker's, who shows them to others by publishing it.
"""

from collections.abc import Set

from domain.catalogue import Catalogue
from domain.evidence import Basis
from domain.journeys import How, Passes
from storage.rows import Values
from storage.schema import name_key

_UNTOLD = {
    "passes": Passes.UNKNOWN.value,
    "how": How.UNKNOWN.value,
    "legal_basis": None,
    "controller": None,
    "identifier": None,
    "gap": None,
}
"""What is said of a hand-over when none of the evidence behind it is in sight."""


def settled_names(known: Catalogue) -> frozenset[str]:
    """Return the keys of the names that people put into a catalogue or confirmed: everyone may see those."""
    entries = (*known.organisations, *known.services, *known.systems)
    settled = [entry for entry in entries if entry.basis is Basis.STATED and not entry.remembered]
    return frozenset(name_key(form) for entry in settled for form in (entry.name, *entry.aliases))


def in_sight(document: Values, *, found: Set[str], names: Set[str]) -> Values:
    """Return the document for somebody who sees the observations ``found`` and knows the names of the keys ``names``.

    Nothing changes where all its evidence is in sight. Elsewhere organisations, services and systems that are not
    known are left out, hand-overs between organisations that are not known too, what is said of a hand-over when its
    evidence is hidden, and gaps that name what was left out.
    """
    parts = (*document["steps"], *document["hand_overs"])
    if all(identifier in found for part in parts for identifier, _ in part["evidence"]):
        return document
    steps = [_step(step, names) for step in document["steps"]]
    sides = {name for item in document["hand_overs"] for name in (item["giver"], item["taker"])}
    said = {name for step in document["steps"] for name in _names_of(step)} | sides
    untold = {name for name in said if name_key(name) not in names}
    hand_overs = [
        _hand_over(item, found) for item in document["hand_overs"] if not untold & {item["giver"], item["taker"]}
    ]
    return document | {
        "steps": steps,
        "hand_overs": hand_overs,
        "systems": [[name, orders] for name, orders in document["systems"] if name_key(name) in names],
        "gaps": [gap for gap in document["gaps"] if not any(name in gap for name in untold)],
    }


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


def _hand_over(item: Values, found: Set[str]) -> Values:
    told = [identifier for identifier, _ in item["evidence"]]
    return item if not told or any(identifier in found for identifier in told) else item | _UNTOLD
