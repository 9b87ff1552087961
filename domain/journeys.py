"""Journeys: what a person does to reach one outcome across services, step by step."""

from dataclasses import dataclass
from enum import StrEnum

from domain.access import Marking, Visibility, highest_marking
from domain.evidence import Evidence


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


class HandOverKind(StrEnum):
    """The widest boundary that a hand-over crosses."""

    ORGANISATION = "organisation"
    SERVICE = "service"
    SYSTEM = "system"


class Passes(StrEnum):
    """What is passed at a hand-over."""

    DATA = "data"
    CASE = "case"
    PERSON = "person"
    UNKNOWN = "unknown"


class How(StrEnum):
    """How it is passed."""

    API = "api"
    EMAIL = "email"
    PAPER = "paper"
    REKEYED = "rekeyed"
    SPREADSHEET = "spreadsheet"
    UNKNOWN = "unknown"


class Gap(StrEnum):
    """What is missing at a hand-over."""

    NO_OWNER = "no owner"
    TWO_OWNERS = "two owners"
    NO_DATA_LINK = "no data link"
    NOT_KNOWN_IF_ALLOWED = "not known if allowed"


@dataclass(frozen=True, kw_only=True, slots=True)
class StepOutline:
    """A step as a person named it, before evidence is placed on it. ``order`` counts from 1."""

    order: int
    stage: str
    step: str

    def __post_init__(self) -> None:
        if not self.step.strip():
            raise ValueError(f"Step {self.order} needs a name.")


@dataclass(frozen=True, kw_only=True, slots=True)
class PlacedEvidence:
    """Evidence placed on a step or hand-over, with its fit in [0, 1]."""

    evidence: Evidence
    score: float


@dataclass(frozen=True, kw_only=True, slots=True)
class StepPainPoint:
    """A pain point that evidence on a step shows: its identifier and title, and the observations there."""

    id: str
    title: str
    observation_ids: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Step:
    """One thing done on a journey. ``organisation`` and ``service`` are None where the evidence does not say."""

    order: int
    stage: str
    step: str
    organisation: str | None = None
    service: str | None = None
    systems: tuple[str, ...] = ()
    channel: Channel = Channel.UNKNOWN
    owner: str | None = None
    basis: StepBasis = StepBasis.ASSUMPTION
    evidence: tuple[PlacedEvidence, ...] = ()
    pain_points: tuple[StepPainPoint, ...] = ()

    def __post_init__(self) -> None:
        if (self.basis is StepBasis.EVIDENCE) != bool(self.evidence):
            raise ValueError(f"Step {self.order}: its basis is evidence exactly when it has some.")


@dataclass(frozen=True, kw_only=True, slots=True)
class HandOver:
    """Consecutive steps whose organisation, service or system differs. Unknown stays unknown."""

    from_step: int
    to_step: int
    giver: str
    taker: str
    kind: HandOverKind
    passes: Passes = Passes.UNKNOWN
    how: How = How.UNKNOWN
    legal_basis: str | None = None
    controller: str | None = None
    identifier: str | None = None
    gap: Gap | None = None
    evidence: tuple[PlacedEvidence, ...] = ()


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
    """A journey with its steps in order, its hand-overs, the systems behind it, and what is missing, in words."""

    id: str
    title: str
    actor: str
    status: JourneyStatus
    steps: tuple[Step, ...]
    hand_overs: tuple[HandOver, ...] = ()
    systems: tuple[SystemUse, ...] = ()
    gaps: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not self.title.strip():
            raise ValueError("A journey needs a title.")
        orders = [step.order for step in self.steps]
        if orders != sorted(set(orders)):
            raise ValueError("Steps of a journey are in order, each order once.")

    @property
    def marking(self) -> Marking | None:
        """Return the highest marking of the evidence on its steps and hand-overs."""
        placed = [item for step in self.steps for item in step.evidence]
        placed += [item for hand_over in self.hand_overs for item in hand_over.evidence]
        return highest_marking(item.evidence.marking for item in placed)

    @property
    def rests_on(self) -> tuple[str, ...]:
        """Return the identifiers of the observations on its steps, their pain points and its hand-overs, each once."""
        placed = [item.evidence.id for step in self.steps for item in step.evidence]
        placed += [item.evidence.id for hand_over in self.hand_overs for item in hand_over.evidence]
        placed += [name for step in self.steps for point in step.pain_points for name in point.observation_ids]
        return tuple(dict.fromkeys(placed))

    def step(self, order: int) -> Step:
        """Return the step with that order. Raises KeyError when there is none."""
        for step in self.steps:
            if step.order == order:
                return step
        raise KeyError(order)


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
