"""What journeys lean on when they are read together: backbone systems, single points of failure, re-keying, gaps."""

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from domain.hand_overs import LIKELY_REKEYED, Gap, How
from domain.journeys import Journey, Step
from domain.missions import OwnerStatus, PainPointOwner
from domain.wording import listed


@dataclass(frozen=True, kw_only=True, slots=True)
class StepPlace:
    """A step as lists over many journeys name it. ``order`` counts from 1; ``organisation`` is None where unknown."""

    journey_id: str
    journey: str
    step_id: str
    order: int
    step: str
    organisation: str | None = None

    @classmethod
    def of(cls, journey: Journey, step: Step) -> "StepPlace":
        """Return the place of a step of a journey."""
        return cls(
            journey_id=journey.id,
            journey=journey.title,
            step_id=step.id,
            order=step.order,
            step=step.step,
            organisation=step.organisation,
        )

    @property
    def in_order(self) -> tuple[str, str, int]:
        """Return by what places are put in order: the journey's title, then the step's place in it."""
        return (self.journey.casefold(), self.journey_id, self.order)


@dataclass(frozen=True, kw_only=True, slots=True)
class HandOverPlace:
    """A hand-over as lists over many journeys name it: the two steps, and how things pass there."""

    giver: StepPlace
    taker: StepPlace
    how: How


@dataclass(frozen=True, kw_only=True, slots=True)
class BackboneSystem:
    """A system with all that leans on it.

    ``stops`` are the steps that have no other system, no other way beside them, and are not optional: they stop when
    it fails. ``halts`` are the steps that come after those in their journeys and are reached no more; what itself
    leans on the system is not among them. One that ``is_everyday`` goes by everyday words ("Spreadsheets"): each
    organisation has its own, and it is counted for each of them, or for each journey where whose it is is not known.
    """

    name: str
    steps: tuple[StepPlace, ...]
    organisations: tuple[str, ...]
    services: tuple[str, ...]
    stops: tuple[StepPlace, ...]
    halts: tuple[StepPlace, ...]
    is_everyday: bool = False

    @property
    def title(self) -> str:
        """Return its name, and whose it is where several may go by it: "Spreadsheets of Tide Court"."""
        if not self.is_everyday:
            return self.name
        return f"{self.name} of {listed(self.organisations) or 'an organisation that is not known'}"

    @property
    def journeys(self) -> tuple[str, ...]:
        """Return the identifiers of the journeys that lean on it, in the order of their steps."""
        return tuple(dict.fromkeys(place.journey_id for place in self.steps))


class PointKind(StrEnum):
    """What makes something a single point of failure: steps have nothing else, or it alone joins organisations."""

    ONLY_SYSTEM = "only system"
    ONLY_LINK = "only link"


@dataclass(frozen=True, kw_only=True, slots=True)
class SinglePoint:
    """Something whose failure nothing makes good, as far as the journeys tell. ``why`` says it in a sentence.

    ``is_system`` tells a system from an organisation. ``parts`` are the groups of organisations that it alone joins,
    largest first; empty where it is the only system of steps.
    """

    kind: PointKind
    name: str
    is_system: bool
    why: str
    places: tuple[StepPlace, ...]
    organisations: tuple[str, ...]
    parts: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class RekeyingSpot:
    """Two organisations, services or systems between which things are typed in again, or likely to be.

    ``passings`` are the hand-overs in question, either way round: rekeyed, or by what is likely to be typed in again.
    """

    one: str
    other: str
    passings: tuple[HandOverPlace, ...]

    @property
    def likely(self) -> int:
        """Return at how many of them things are only likely to be typed in again; at the others they are for sure."""
        return sum(passing.how in LIKELY_REKEYED for passing in self.passings)

    @property
    def hows(self) -> tuple[tuple[How, int], ...]:
        """Return how often things pass in which way, the commonest first, then by name."""
        ways = [passing.how for passing in self.passings]
        counts = {way: ways.count(way) for way in dict.fromkeys(ways)}
        return tuple(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0].value)))

    @property
    def journeys(self) -> tuple[str, ...]:
        """Return the identifiers of the journeys in question, each once."""
        return tuple(dict.fromkeys(passing.giver.journey_id for passing in self.passings))


@dataclass(frozen=True, kw_only=True, slots=True)
class SharedStep:
    """A step that stands in several journeys: the same organisation, no other service, and a like name."""

    step: str
    organisation: str
    service: str | None
    places: tuple[StepPlace, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Dependencies:
    """What the journeys that somebody may see lean on, each list the gravest first."""

    journeys: int
    steps: int
    organisations: tuple[str, ...] = ()
    backbone: tuple[BackboneSystem, ...] = ()
    single_points: tuple[SinglePoint, ...] = ()
    rekeying: tuple[RekeyingSpot, ...] = ()
    shared_steps: tuple[SharedStep, ...] = ()


class StepGap(StrEnum):
    """What a step lacks: who runs it, or evidence of it."""

    ORGANISATION_UNKNOWN = "organisation not known"
    NO_EVIDENCE = "assumption without evidence"


GapKind: TypeAlias = Gap | StepGap


class GapState(StrEnum):
    """How far a gap is from being somebody's: nobody, somebody proposed, or somebody accepted by a curator."""

    OPEN = "open"
    PROPOSED = "owner proposed"
    ACCEPTED = "owner accepted"


@dataclass(frozen=True, kw_only=True, slots=True)
class JourneyGap:
    """What a step or a hand-over of a journey lacks. ``taker`` is None for a step, and the step itself within one.

    ``id`` stays as long as the steps keep theirs, whatever their order. ``title`` says all of it in a line, for lists
    and errors. ``owners`` are who was proposed or accepted to see to it, accepted first. ``trouble`` counts pieces of
    evidence that tell of a difficulty just there; ``is_told`` says that somebody wrote one down, which is no evidence.
    ``sides`` are who gives and who takes at a hand-over with sides of its own, None elsewhere.
    """

    id: str
    kind: GapKind
    step: StepPlace
    taker: StepPlace | None = None
    organisations: tuple[str, ...] = ()
    owners: tuple[PainPointOwner, ...] = ()
    trouble: int = 0
    is_told: bool = False
    sides: tuple[str, str] | None = None

    @property
    def formerly(self) -> tuple[str, ...]:
        """Return nothing: a gap keeps its identifier."""
        return ()

    @property
    def place(self) -> str:
        """Return where it is in its journey: "step 3 “Pay”", "from step 3 “Pay” to step 4 “Wait”".

        Sides of its own are told: "within step 3 “Pay”, Till to Ledger".
        """
        here = f"step {self.step.order} “{self.step.step}”"
        if self.taker is None:
            return here
        is_within = self.taker.step_id == self.step.step_id
        where = f"within {here}" if is_within else f"from {here} to step {self.taker.order} “{self.taker.step}”"
        return f"{where}, {' to '.join(self.sides)}" if self.sides else where

    @property
    def title(self) -> str:
        """Return the gap with its journey and its place."""
        return f"{self.step.journey}: {self.place}: {self.kind.value}"

    @property
    def state(self) -> GapState:
        """Return how far it is from being somebody's."""
        if any(owner.status is OwnerStatus.ACCEPTED for owner in self.owners):
            return GapState.ACCEPTED
        return GapState.PROPOSED if self.owners else GapState.OPEN
