"""What was done to a journey, in words; and which of its versions undoing and redoing lead to."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import fields
from typing import Any

from domain.journey_edits import (
    PLACES,
    AcceptEvidence,
    AcceptPainPoint,
    AddHandOver,
    AddStep,
    ChangeHandOver,
    ChangeJourney,
    ChangeStep,
    DropSuggestion,
    EvidenceEdit,
    JourneyEdit,
    JourneyVersion,
    MergeSteps,
    MoveStep,
    PlaceEvidence,
    PlacePainPoint,
    ProposeEvidence,
    PutBackEvidence,
    RejectEvidence,
    RejectPainPoint,
    RejectPossibleHandOver,
    RemoveHandOver,
    RemoveStep,
    SplitStep,
    TakeSuggestion,
    VersionDeed,
)
from domain.journeys import Journey

_FIELD_WORDS = {
    "step": "the name",
    "wait_days": "the wait",
    "sub_journey": "the sub-journey",
    "legal_basis": "the legal basis",
    "giver_owner": "the owner on the giving side",
    "taker_owner": "the owner on the taking side",
    "optional": "whether it is optional",
    "as_is": "the journey as it is",
    "how": "how things pass",
    "passes": "what passes",
    "giver": "who gives",
    "taker": "who takes",
    "kind": "which boundary it crosses",
}


def in_words(edit: JourneyEdit, journey: Journey) -> str:
    """Return what an edit does to ``journey``, the state before it, in a few words.

    Names of steps stand in it, and which fields were said anew; never their values, nor the words of evidence.
    """
    return _SAID[type(edit)](edit, journey)


def as_sentence(deeds: Iterable[str]) -> str:
    """Return deeds as the list of versions shows them; several alike are counted. No deeds: an empty text."""
    counts: dict[str, int] = {}
    for deed in deeds:
        counts[deed] = counts.get(deed, 0) + 1
    said = "; ".join(f"{deed} ({count} times)" if count > 1 else deed for deed, count in counts.items())
    return said[:1].upper() + said[1:]


def undo_target(versions: Sequence[JourneyVersion]) -> int | None:
    """Return the version that undoing leads to, None where nothing is left to undo. ``versions`` are oldest first."""
    line, place = _line(versions)
    return line[place - 1] if place > 0 else None


def undone_next(versions: Sequence[JourneyVersion]) -> JourneyVersion | None:
    """Return the change that undoing takes back, None where nothing is left to undo. ``versions`` are oldest first."""
    line, place = _line(versions)
    return next((version for version in versions if version.nth == line[place]), None) if place > 0 else None


def redo_target(versions: Sequence[JourneyVersion]) -> int | None:
    """Return the version that redoing leads to, None where nothing was undone since the last change."""
    line, place = _line(versions)
    return line[place + 1] if place + 1 < len(line) else None


def live_versions(versions: Sequence[JourneyVersion]) -> list[int]:
    """Return the versions that led to the present one, but for what was undone. ``versions`` are oldest first."""
    line, place = _line(versions)
    return line[: place + 1]


def _line(versions: Sequence[JourneyVersion]) -> tuple[list[int], int]:
    """Return the versions that undoing walks back through, and where on that line the journey stands now.

    Going back to a version is a change like any other: it can be undone too.
    """
    line: list[int] = []
    place = -1
    for version in versions:
        if version.deed is VersionDeed.UNDONE:
            place = max(place - 1, 0)
        elif version.deed is VersionDeed.REDONE:
            place = min(place + 1, len(line) - 1)
        else:
            line = [*line[: place + 1], version.nth]
            place += 1
    return line, place


def _quoted(name: str) -> str:
    return f"“{' '.join(name.split())}”"


def _named(journey: Journey, step_id: str) -> str:
    return next((_quoted(step.step) for step in journey.steps if step.id == step_id), "a step")


def _fields(edit: ChangeStep | ChangeHandOver | ChangeJourney) -> str:
    said = [
        _FIELD_WORDS.get(field.name, f"the {field.name}")
        for field in fields(edit)
        if field.name not in PLACES and getattr(edit, field.name) is not None
    ]
    return ", ".join(said) or "nothing"


def _between(journey: Journey, giver: str, taker: str | None) -> str:
    if taker in {None, giver}:
        return f"within {_named(journey, giver)}"
    return f"from {_named(journey, giver)} to {_named(journey, str(taker))}"


def _holder(edit: EvidenceEdit, journey: Journey) -> str:
    if edit.to_step_id is None:
        return _named(journey, edit.step_id)
    return f"the hand-over {_between(journey, edit.step_id, edit.to_step_id)}"


def _filled(edit: ProposeEvidence, journey: Journey) -> str:
    step = next((step for step in journey.steps if step.id == edit.step_id), None)
    names = [f"the {name}" for name in edit.fills_in(step)] if step else []
    return f" and filled in {', '.join(names)}" if names else ""


_SAID: Mapping[type, Callable[[Any, Journey], str]] = {
    AddStep: lambda edit, journey: f"added {_quoted(edit.step)}",
    ChangeStep: lambda edit, journey: f"changed {_fields(edit)} of {_named(journey, edit.step_id)}",
    MoveStep: lambda edit, journey: f"moved {_named(journey, edit.step_id)}",
    SplitStep: lambda edit, journey: (
        f"split {_named(journey, edit.step_id)} into {_quoted(edit.first)} and {_quoted(edit.second)}"
    ),
    MergeSteps: lambda edit, journey: f"merged {_named(journey, edit.first)} and {_named(journey, edit.second)}",
    RemoveStep: lambda edit, journey: f"removed {_named(journey, edit.step_id)}",
    PlaceEvidence: lambda edit, journey: f"placed evidence on {_holder(edit, journey)}",
    ProposeEvidence: lambda edit, journey: (
        f"looked for evidence on {_named(journey, edit.step_id)}{_filled(edit, journey)}"
    ),
    AcceptEvidence: lambda edit, journey: f"accepted evidence of {_holder(edit, journey)}",
    RejectEvidence: lambda edit, journey: f"took evidence off {_holder(edit, journey)}",
    PutBackEvidence: lambda edit, journey: f"put evidence back on {_named(journey, edit.step_id)}",
    AcceptPainPoint: lambda edit, journey: f"kept a pain point of {_named(journey, edit.step_id)}",
    RejectPainPoint: lambda edit, journey: f"took a pain point off {_named(journey, edit.step_id)}",
    PlacePainPoint: lambda edit, journey: f"put a pain point back on {_named(journey, edit.step_id)}",
    TakeSuggestion: lambda edit, journey: "took up a suggested step",
    DropSuggestion: lambda edit, journey: "dropped a suggested step",
    AddHandOver: lambda edit, journey: f"added a hand-over {_between(journey, edit.step_id, edit.to_step_id)}",
    RejectPossibleHandOver: lambda edit, journey: (
        f"said that a sentence tells of no hand-over within {_named(journey, edit.step_id)}"
    ),
    ChangeHandOver: lambda edit, journey: (
        f"said {_fields(edit)} of the hand-over {_between(journey, edit.from_step, edit.to_step)}"
    ),
    RemoveHandOver: lambda edit, journey: f"removed a hand-over {_between(journey, edit.step_id, edit.to_step_id)}",
    ChangeJourney: lambda edit, journey: f"changed {_fields(edit)} of the journey",
}
