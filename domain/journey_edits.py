"""What people change on a journey: one frozen record a change, named after what is done.

Steps are named by their identifiers, evidence by that of its observation. A change that names what is not there is
refused by whoever applies it. ``domain.journey_history`` says each in words, and reads undoing and redoing out of the
list of versions.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeAlias

from domain.evidence import Standing
from domain.hand_overs import Gap, HandOver, HandOverKind, How, Passes
from domain.journeys import Branch, Channel, Journey, JourneyForm, Step, StepPainPoint
from domain.placed_evidence import PlacedEvidence


@dataclass(frozen=True, kw_only=True, slots=True)
class AddStep:
    """A new step after the one named, or first where ``after`` is None."""

    step: str
    stage: str = ""
    after: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class ChangeStep:
    """What a person says of a step anew. None leaves a field as it is; an empty text or tuple clears it.

    ``wait_days`` below 0 clears the wait: not known again.
    """

    step_id: str
    step: str | None = None
    stage: str | None = None
    actor: str | None = None
    organisation: str | None = None
    service: str | None = None
    systems: tuple[str, ...] | None = None
    touchpoints: tuple[str, ...] | None = None
    channel: Channel | None = None
    standing: Standing | None = None
    owner: str | None = None
    optional: bool | None = None
    branch: Branch | str | None = None
    wait_days: float | None = None
    sub_journey: str | None = None
    note: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class MoveStep:
    """A step to another place: after the one named, or first where ``after`` is None; into ``stage`` if named."""

    step_id: str
    after: str | None
    stage: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class SplitStep:
    """One step into two: the first keeps identifier, evidence and fields; the evidence named goes to the second."""

    step_id: str
    first: str
    second: str
    observation_ids: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class MergeSteps:
    """Two neighbouring steps into one under a name; the first one's fields lead, evidence and systems come together."""

    first: str
    second: str
    step: str


@dataclass(frozen=True, kw_only=True, slots=True)
class RemoveStep:
    """A step off the list; its evidence goes to the tray."""

    step_id: str


@dataclass(frozen=True, kw_only=True, slots=True)
class PlaceEvidence:
    """Evidence onto a step, from the tray, from another step (``from_step``), or from anywhere in the repository.

    With ``to_step_id`` it comes to a hand-over, as in ``AcceptEvidence``; what a step holds of it stays there.
    """

    observation_id: str
    step_id: str
    from_step: str | None = None
    to_step_id: str | None = None
    hand_over_id: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class ProposeEvidence:
    """Evidence that was looked for, onto a step, for people to keep or take off; what stands there stays as it is.

    ``pain_points`` are those that it shows. What somebody took off the step is not put there again. The other fields
    are what evidence says of the step: they are filled in where it says nothing of that yet.
    """

    step_id: str
    evidence: tuple[PlacedEvidence, ...]
    pain_points: tuple[StepPainPoint, ...] = ()
    organisation: str | None = None
    service: str | None = None
    systems: tuple[str, ...] = ()
    channel: Channel = Channel.UNKNOWN
    actor: str | None = None
    touchpoints: tuple[str, ...] = ()
    standing: Standing = Standing.UNKNOWN

    def fills_in(self, step: Step) -> dict[str, Any]:
        """Return what it says of a step that the step says nothing of."""
        return {
            name: getattr(self, name)
            for name in FILLED_IN
            if getattr(step, name) in NOTHING_SAID and getattr(self, name) not in NOTHING_SAID
        }


@dataclass(frozen=True, kw_only=True, slots=True)
class AcceptEvidence:
    """Proposed evidence of a step is kept: who and when is written beside it.

    With ``to_step_id`` it is that of the hand-over between the two steps, or within one where they are the same;
    ``hand_over_id`` says which, as in ``ChangeHandOver``.
    """

    observation_id: str
    step_id: str
    to_step_id: str | None = None
    hand_over_id: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class RejectEvidence:
    """Evidence off a step and back to the tray; it is not placed there again.

    With ``to_step_id`` it comes off a hand-over, as in ``AcceptEvidence``, and stays where else it stands.
    """

    observation_id: str
    step_id: str
    to_step_id: str | None = None
    hand_over_id: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class PutBackEvidence:
    """Evidence back on the step that somebody took it off, and kept there; ``pain_points`` are what it showed there."""

    observation_id: str
    step_id: str
    pain_points: tuple[StepPainPoint, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class AcceptPainPoint:
    """A pain point with a name is kept on a step: who and when is written beside it."""

    pain_point_id: str
    step_id: str


@dataclass(frozen=True, kw_only=True, slots=True)
class RejectPainPoint:
    """A pain point with a name off a step, whose evidence stays; it is not shown there again."""

    pain_point_id: str
    step_id: str


@dataclass(frozen=True, kw_only=True, slots=True)
class PlacePainPoint:
    """A pain point back on the step that somebody took it off, and kept there."""

    pain_point_id: str
    step_id: str


@dataclass(frozen=True, kw_only=True, slots=True)
class TakeSuggestion:
    """A suggested step, by its place in the list from 0, becomes a step with its evidence, named anew by ``step``."""

    nth: int
    step: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class DropSuggestion:
    """A suggested step, by its place in the list from 0, is not wanted."""

    nth: int


@dataclass(frozen=True, kw_only=True, slots=True)
class AddHandOver:
    """Something passes from a named side to another: within one step, or from it to any other step.

    ``to_step_id`` None: within the step; it may also be a step before. ``kind`` None: between systems where each side
    is a system of its step, between organisations elsewhere. Further words are said by ``ChangeHandOver``. The evidence
    named stands there and is kept; what a step holds of it stays there.
    """

    step_id: str
    giver: str
    taker: str
    to_step_id: str | None = None
    kind: HandOverKind | None = None
    passes: Passes = Passes.UNKNOWN
    how: How = How.UNKNOWN
    trouble: str = ""
    observation_ids: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class RejectPossibleHandOver:
    """A sentence on a step tells of no hand-over within it: it stays on the step and is asked about no more."""

    observation_id: str
    step_id: str


@dataclass(frozen=True, kw_only=True, slots=True)
class ChangeHandOver:
    """What a person says of a hand-over. None leaves a field as it is; an empty text clears it.

    It is between the two steps, or within one where they are the same. ``hand_over_id`` says which of those that
    somebody put there, and may be left out where there is one; left out for a step and the next, it is the one that
    follows from them. Sides and kind are said here of those with an identifier alone: elsewhere they follow from the
    steps. ``gap`` is one of Gap, or an empty text where nothing is missing.
    """

    from_step: str
    to_step: str
    hand_over_id: str = ""
    giver: str | None = None
    taker: str | None = None
    kind: HandOverKind | None = None
    passes: Passes | None = None
    how: How | None = None
    identifier: str | None = None
    legal_basis: str | None = None
    controller: str | None = None
    gap: Gap | str | None = None
    trouble: str | None = None
    giver_owner: str | None = None
    taker_owner: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class RemoveHandOver:
    """A hand-over within a step, or from it to ``to_step_id``, off the map; what only it held goes to the tray."""

    step_id: str
    hand_over_id: str
    to_step_id: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class ChangeJourney:
    """What a person says anew of the journey itself. None leaves a field as it is."""

    title: str | None = None
    actor: str | None = None
    form: JourneyForm | None = None
    as_is: str | None = None


JourneyEdit: TypeAlias = (
    AddStep
    | ChangeStep
    | MoveStep
    | SplitStep
    | MergeSteps
    | RemoveStep
    | PlaceEvidence
    | ProposeEvidence
    | AcceptEvidence
    | RejectEvidence
    | PutBackEvidence
    | AcceptPainPoint
    | RejectPainPoint
    | PlacePainPoint
    | TakeSuggestion
    | DropSuggestion
    | AddHandOver
    | RejectPossibleHandOver
    | ChangeHandOver
    | RemoveHandOver
    | ChangeJourney
)


EvidenceEdit: TypeAlias = PlaceEvidence | AcceptEvidence | RejectEvidence
"""What people do with one piece of evidence, on a step or at a hand-over."""


def hand_overs_meant(edit: ChangeHandOver | EvidenceEdit, journey: Journey) -> list[HandOver]:
    """Return the hand-overs that an edit may mean by its steps and its identifier: none, one, or several."""
    sides = (edit.from_step, edit.to_step) if isinstance(edit, ChangeHandOver) else (edit.step_id, edit.to_step_id)
    places = {step.id: place for place, step in enumerate(journey.steps)}
    at, to = (places.get(name or "") for name in sides)
    if at is None or to is None:
        return []
    pair = journey.steps[at].order, journey.steps[to].order
    there = [item for item in journey.hand_overs if item.key[:2] == pair]
    if edit.hand_over_id:
        return [item for item in there if item.id == edit.hand_over_id]
    return [item for item in there if not item.has_own_sides] if to == at + 1 else there


FILLED_ONCE = ("actor", "touchpoints", "standing")
"""What drafting says of a step that says nothing of it, and leaves as it is when it is drafted anew."""
FILLED_IN = ("organisation", "service", "systems", "channel", *FILLED_ONCE)
"""What drafting says of a step beyond its name and its evidence."""
NOTHING_SAID = (None, (), Channel.UNKNOWN, Standing.UNKNOWN)
"""What stands in those fields where nobody and nothing has said anything."""
SAID_BY_PEOPLE = (
    "owner",
    "branch",
    "optional",
    "wait_days",
    "sub_journey",
    "note",
    "extras",
)
"""What it never says of a step: people do, on the map or in the sheet that it is drafted from."""
PLACES = frozenset({"step_id", "to_step_id", "from_step", "to_step", "hand_over_id"})
"""Fields of an edit that say where something is, and not what."""
EDIT_KINDS: Mapping[str, type[JourneyEdit]] = {
    "add_step": AddStep,
    "change_step": ChangeStep,
    "move_step": MoveStep,
    "split_step": SplitStep,
    "merge_steps": MergeSteps,
    "remove_step": RemoveStep,
    "place_evidence": PlaceEvidence,
    "accept_evidence": AcceptEvidence,
    "reject_evidence": RejectEvidence,
    "accept_pain_point": AcceptPainPoint,
    "reject_pain_point": RejectPainPoint,
    "place_pain_point": PlacePainPoint,
    "take_suggestion": TakeSuggestion,
    "drop_suggestion": DropSuggestion,
    "add_hand_over": AddHandOver,
    "reject_possible_hand_over": RejectPossibleHandOver,
    "change_hand_over": ChangeHandOver,
    "remove_hand_over": RemoveHandOver,
    "change_journey": ChangeJourney,
}
"""Each edit that can be written down, by the word that files and the audit know it by.

All but what is looked for, and what is put back as a screen still shows it.
"""


class VersionDeed(StrEnum):
    """How a version came about.

    Evidence made all of it, or was placed anew on what people had decided; something was changed; or an earlier state
    was taken up.
    """

    DRAFTED = "drafted"
    REDRAFTED = "redrafted"
    CHANGED = "changed"
    UNDONE = "undone"
    REDONE = "redone"
    REVERTED = "reverted"


@dataclass(frozen=True, kw_only=True, slots=True)
class JourneyVersion:
    """A state that a journey was in: its number from 1, what was done to reach it, by whom and when (ISO 8601).

    ``reverts_to`` is the number of the version whose state it took up again, None where it is a new one.
    """

    nth: int
    did: str
    by: str
    at: str
    reverts_to: int | None = None
    deed: VersionDeed = VersionDeed.CHANGED
