"""Journeys and their steps: what a person does to reach one outcome across services."""

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from domain.access import Marking, Visibility, highest_marking
from domain.evidence import Evidence, Kind, Standing
from domain.hand_overs import HandOver
from domain.placed_evidence import PlacedEvidence, RejectedEvidence

Extras: TypeAlias = tuple[tuple[str, str], ...]
"""What a file said for which there is no field: a name and a JSON text each, kept for files of that form."""


class Channel(StrEnum):
    """How a step is done."""

    ONLINE = "online"
    PHONE = "phone"
    POST = "post"
    FACE_TO_FACE = "face_to_face"
    EMAIL = "email"
    SMS = "sms"
    INTERNAL_SYSTEM = "internal_system"
    UNKNOWN = "unknown"


class StepBasis(StrEnum):
    """What a step rests on: evidence that was found, or an assumption (drawn dashed)."""

    EVIDENCE = "evidence"
    ASSUMPTION = "assumption"


class Branch(StrEnum):
    """How a step stands to the one before it: done as well, or done instead."""

    AND = "and"
    OR = "or"


class JourneyForm(StrEnum):
    """Whether a journey shows how things are or how they might be."""

    AS_IS = "as_is"
    TO_BE = "to_be"


@dataclass(frozen=True, kw_only=True, slots=True)
class StepOutline:
    """A step as a person named it, before evidence is placed on it. ``order`` counts from 1.

    The fields after ``step`` are what a person said of it beyond its name; None and empty where they said nothing.
    """

    order: int
    stage: str
    step: str
    branch: Branch | None = None
    optional: bool = False
    touchpoints: tuple[str, ...] = ()
    actor: str | None = None
    organisation: str | None = None
    service: str | None = None
    systems: tuple[str, ...] = ()
    channel: Channel = Channel.UNKNOWN
    owner: str | None = None
    standing: Standing = Standing.UNKNOWN
    wait_days: float | None = None
    note: str = ""
    extras: Extras = ()

    def __post_init__(self) -> None:
        if not self.step.strip():
            raise ValueError(f"Step {self.order} needs a name.")


@dataclass(frozen=True, kw_only=True, slots=True)
class SuggestedStep:
    """A step that evidence tells of and the list lacks. ``after`` is the identifier of the step before it, None: first.

    ``reason`` says in words why it is suggested, and why there.
    """

    step: str
    stage: str
    after: str | None
    evidence: tuple[PlacedEvidence, ...]
    reason: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class StepPainPoint:
    """A pain point that evidence on a step shows: its identifier and title, and the observations there.

    ``accepted_by`` and ``accepted_at`` (ISO 8601) are of the person who kept it there; None while only proposed.
    """

    id: str
    title: str
    observation_ids: tuple[str, ...]
    accepted_by: str | None = None
    accepted_at: str | None = None

    @property
    def in_own_words(self) -> bool:
        """Tell whether it has no name: it is one observation, whose identifier it bears, and is called by its words."""
        return self.id in self.observation_ids


@dataclass(frozen=True, kw_only=True, slots=True)
class RejectedPainPoint:
    """A pain point that a person took off a step, with its observations there: no evidence brings it back.

    ``at`` is ISO 8601.
    """

    id: str
    title: str
    observation_ids: tuple[str, ...]
    step_id: str
    by: str
    at: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Step:
    """One thing done on a journey. ``organisation`` and ``service`` are None where the evidence does not say.

    ``id`` is unlike that of any other step of its journey and stays when the step is renamed or moved; left out, it
    is made of its order. ``actor`` is None where it is the journey's own. ``wait_days`` are the days that a person
    waits before the step can begin, None where that is not known. ``sub_journey`` is the identifier of a journey that
    tells the step in full.
    """

    order: int
    stage: str
    step: str
    id: str = ""
    actor: str | None = None
    touchpoints: tuple[str, ...] = ()
    standing: Standing = Standing.UNKNOWN
    branch: Branch | None = None
    optional: bool = False
    wait_days: float | None = None
    sub_journey: str | None = None
    note: str = ""
    organisation: str | None = None
    service: str | None = None
    systems: tuple[str, ...] = ()
    channel: Channel = Channel.UNKNOWN
    owner: str | None = None
    basis: StepBasis = StepBasis.ASSUMPTION
    evidence: tuple[PlacedEvidence, ...] = ()
    pain_points: tuple[StepPainPoint, ...] = ()
    extras: Extras = ()

    def __post_init__(self) -> None:
        if not self.step.strip():
            raise ValueError(f"Step {self.order} needs a name.")
        if (self.basis is StepBasis.EVIDENCE) != bool(self.evidence):
            raise ValueError(f"Step {self.order}: its basis is evidence exactly when it has some.")
        if self.wait_days is not None and not 0 <= self.wait_days < float("inf"):
            raise ValueError(f"Step {self.order}: a wait is a number of days, none below 0.")
        if not self.id:
            object.__setattr__(self, "id", f"s{self.order}")

    @property
    def needs(self) -> tuple[PlacedEvidence, ...]:
        """Return its evidence that tells a need."""
        return tuple(placed for placed in self.evidence if placed.evidence.kind is Kind.NEED)


@dataclass(frozen=True, kw_only=True, slots=True)
class SystemUse:
    """A system and the orders of the steps that lean on it."""

    name: str
    steps: tuple[int, ...]


class JourneyStatus(StrEnum):
    """Whether others see a journey as finished."""

    DRAFT = "draft"
    PUBLISHED = "published"


@dataclass(frozen=True, kw_only=True, slots=True)
class Journey:
    """A journey with its steps in order, its hand-overs, the systems behind it, and what is missing, in words.

    ``actor`` is whose journey it is, empty where nobody said.
    ``tray`` is evidence on its subject that no step holds; ``suggested`` are steps that evidence tells of; ``rejected``
    is evidence that people took off steps and hand-overs, ``rejected_pain_points`` pain points they took off steps.
    ``resting`` is what was said of passing from a step to another that does not follow
    it now, or that the same do now: it holds again once something passes between them. ``as_is`` names the journey
    that a to-be one would change. ``version`` counts the states it has been in, from 1; ``drafted_in`` is the one in
    which evidence last made all of it, the first where none is known.
    """

    id: str
    title: str
    actor: str
    status: JourneyStatus
    steps: tuple[Step, ...]
    hand_overs: tuple[HandOver, ...] = ()
    systems: tuple[SystemUse, ...] = ()
    gaps: tuple[str, ...] = ()
    tray: tuple[PlacedEvidence, ...] = ()
    suggested: tuple[SuggestedStep, ...] = ()
    rejected: tuple[RejectedEvidence, ...] = ()
    form: JourneyForm = JourneyForm.AS_IS
    as_is: str | None = None
    version: int = 1
    drafted_in: int = 1
    extras: Extras = ()
    resting: tuple[HandOver, ...] = ()
    rejected_pain_points: tuple[RejectedPainPoint, ...] = ()

    def __post_init__(self) -> None:
        if not self.title.strip():
            raise ValueError("A journey needs a title.")
        orders = [step.order for step in self.steps]
        if orders != sorted(set(orders)):
            raise ValueError("Steps of a journey are in order, each order once.")
        if len({step.id for step in self.steps}) != len(self.steps):
            raise ValueError("Each step of a journey has an identifier of its own.")
        own = [item.key for item in self.hand_overs if item.has_own_sides]
        if len(set(own)) != len(own):
            raise ValueError("Each hand-over with sides of its own has an identifier that no other has at its steps.")

    @property
    def placed(self) -> tuple[PlacedEvidence, ...]:
        """Return all that it shows of evidence: on steps and hand-overs, in the tray and beside suggested steps."""
        lists = [holder.evidence for holder in self.steps]
        lists += [holder.evidence for holder in self.hand_overs]
        lists += [holder.evidence for holder in self.suggested]
        return (*(item for own in lists for item in own), *self.tray)

    @property
    def on_steps(self) -> tuple[Evidence, ...]:
        """Return the evidence that stands on its steps, each once."""
        return tuple({item.evidence.id: item.evidence for step in self.steps for item in step.evidence}.values())

    @property
    def is_as_drafted(self) -> bool:
        """Tell whether it is a draft from evidence that nobody has changed, decided on, or published.

        Drafted anew it is so again, unless that left aside what somebody had taken off its steps.
        """
        own = [item for step in self.steps for item in step.evidence]
        kept = [item.accepted_by for item in own]
        kept += [item.accepted_by for passing in self.hand_overs for item in passing.evidence]
        kept += [point.accepted_by for step in self.steps for point in step.pain_points]
        is_new = self.status is JourneyStatus.DRAFT and self.version == self.drafted_in
        return is_new and bool(own) and not (self.rejected or self.rejected_pain_points or any(kept))

    @property
    def marking(self) -> Marking | None:
        """Return the highest marking of the evidence that it shows."""
        return highest_marking(item.evidence.marking for item in self.placed)

    @property
    def rests_on(self) -> tuple[str, ...]:
        """Return the identifiers of the observations that it shows and that its pain points name, each once."""
        names = [item.evidence.id for item in self.placed]
        names += [name for step in self.steps for point in step.pain_points for name in point.observation_ids]
        return tuple(dict.fromkeys(names))

    def step(self, order: int) -> Step:
        """Return the step with that order. Raises KeyError when there is none."""
        for step in self.steps:
            if step.order == order:
                return step
        raise KeyError(order)

    def step_of(self, identifier: str) -> Step:
        """Return the step with that identifier. Raises KeyError when there is none."""
        for step in self.steps:
            if step.id == identifier:
                return step
        raise KeyError(identifier)


@dataclass(frozen=True, kw_only=True, slots=True)
class JourneySummary:
    """A journey in a list. ``mission`` is the one it belongs to, if any.

    ``visibility`` says who sees it once it is published. ``team`` is the full name of the team that answers for it,
    None where it is its maker's alone. ``mine`` says that whoever looks may change it.
    """

    id: str
    title: str
    status: JourneyStatus
    steps: int
    organisations: int
    updated_at: str
    mission: str | None = None
    visibility: Visibility = Visibility.TEAM
    team: str | None = None
    mine: bool = False
