"""What people decided on a journey, read out of the documents of its versions."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from sqlalchemy import RowMapping

from domain.journey_decisions import Decided
from domain.journey_edits import FILLED_IN, SAID_BY_PEOPLE, VersionDeed
from domain.journey_files import Sides
from storage.journeys.journey_documents import sides_of, step_key
from storage.observations.rows import Values

_EMPTY: Values = {"steps": [], "hand_overs": [], "suggested": [], "tray": []}
_PASSING = ("passes", "how")
_FOLLOWS = frozenset({"from_step", "to_step", "evidence", "gap", "is_proposed"})
"""What of a hand-over follows from elsewhere: that it differs is nobody's word."""
_BLANK: tuple[Any, ...] = (None, [], "unknown")


def decided_in(versions: Iterable[Mapping[str, Any] | RowMapping]) -> Decided:
    """Return what people decided up to the last of these rows of versions, oldest first. No rows: nothing.

    What evidence made is nobody's decision; a version that takes up an earlier one takes up what was decided then.
    """
    known: dict[int, Decided] = {}
    now, title, document = Decided(), None, _EMPTY
    for row in versions:
        if row["reverts_to"] is not None:
            now = known.get(row["reverts_to"], Decided())
        elif row["deed"] == VersionDeed.CHANGED.value:
            is_titled = now.is_titled or row["title"] != title
            names_actor = now.names_actor or row["document"].get("actor") != document.get("actor")
            said = _with_changes(now, document, row["document"])
            now = replace(said, is_any=True, is_titled=is_titled, names_actor=names_actor)
        known[row["nth"]] = now
        title, document = row["title"], row["document"]
    return now


def _with_changes(now: Decided, before: Values, after: Values) -> Decided:
    old = {step_key(step): step for step in before["steps"]}
    steps = {key: set(names) for key, names in now.steps.items()}
    for step in after["steps"]:
        was = old.get(step_key(step))
        said = [name for name in FILLED_IN if _is_said(step.get(name), was.get(name) if was else None)]
        said += [name for name in SAID_BY_PEOPLE if was and step.get(name) != was.get(name)]
        steps.setdefault(step_key(step), set()).update(said)
    passing, own, removed = _hand_overs(now, before, after)
    left = {item["step"] for item in after.get("suggested", ())}
    gone = [item for item in before.get("suggested", ()) if item["step"] not in left]
    return replace(
        now,
        steps={key: frozenset(names) for key, names in steps.items() if names},
        hand_overs=passing,
        own=own,
        removed=removed,
        suggestions=(*now.suggestions, *((item["step"], frozenset(_ids(item["evidence"]))) for item in gone)),
        to_tray=now.to_tray | (_ids(after.get("tray", ())) - _ids(before.get("tray", ()))),
    )


def _is_said(value: Any, before: Any) -> bool:
    """Tell whether a field says something else than before: documents of old lack some, and nothing is a word, too."""
    return value != before and not (value in _BLANK and before in _BLANK)


def _hand_overs(
    now: Decided, before: Values, after: Values
) -> tuple[dict[Sides, frozenset[str]], frozenset[Sides], frozenset[Sides]]:
    """Return what is said of passing from step to step, and which hand-overs of their own people made and removed."""
    old, new = _by_sides(before), _by_sides(after)
    known = {sides_of(before, item): item for item in before.get("resting", ())} | old
    there = {step_key(step) for step in after["steps"]}
    passing = dict(now.hand_overs)
    own = set(now.own)
    for sides, item in new.items():
        was = known.get(sides)
        is_kept = bool(_kept(item) - _kept(was or {"evidence": []}))
        if sides[2]:
            own |= {sides} if was is None or is_kept or _is_spoken_of(was, item) else set()
            continue
        if is_kept:
            passing.setdefault(sides, frozenset())
        if named := {name for name in _PASSING if (item[name] != was[name] if was else item[name] not in _BLANK)}:
            passing[sides] = passing.get(sides, frozenset()) | named
    gone = {sides for sides in old.keys() - new.keys() if sides[2] and {*sides[:2]} <= there}
    return passing, frozenset(own) - gone, (now.removed | gone) - new.keys()


def _by_sides(document: Values) -> dict[Sides, Values]:
    return {sides_of(document, item): item for item in document["hand_overs"]}


def _is_spoken_of(was: Values, item: Values) -> bool:
    """Tell whether a hand-over says something else, or whether somebody confirmed what was only proposed."""
    is_confirmed = was.get("is_proposed", False) and not item.get("is_proposed", True)
    return is_confirmed or _said(was) != _said(item)


def _said(item: Values) -> Values:
    return {name: value for name, value in item.items() if name not in _FOLLOWS}


def _kept(item: Values) -> set[str]:
    """Return the observations of a hand-over that somebody kept there; old documents do not say."""
    return {placed[0] for placed in item["evidence"] if placed[3:4] not in ([], [None])}


def _ids(placed: Iterable[list[Any]]) -> set[str]:
    return {pair[0] for pair in placed}
