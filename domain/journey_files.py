"""Journeys as files: what a file says of one, and what taking it in changes."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from domain.journeys import Journey, RejectedPainPoint, Step, SuggestedStep
from domain.placed_evidence import RejectedEvidence

_MOST_ENDS_TOLD, _MOST_NAMES_TOLD = 5, 40
STEP_BY_STEP = "step-by-step"
"""The form in which GOV.UK publishes journeys, and the name of what a step keeps of such a file."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Mention:
    """An observation that a file names: a file holds no evidence, so its words are looked up where they are stored.

    ``where`` is its place in the file, as a person finds it.
    """

    observation_id: str
    where: str
    score: float = 0.0
    reason: str = ""
    accepted_by: str | None = None
    accepted_at: str | None = None


Sides = tuple[str, str, str]
"""A hand-over by the identifiers of its steps, and by its own where it has one."""


@dataclass(frozen=True, kw_only=True, slots=True)
class JourneyFile:
    """A journey as a file tells it: its steps and hand-overs hold no evidence, what the file names stands beside them.

    ``identifier`` and ``version`` are those that the file gives itself, None where it has none. What is None was not
    told, and stays as it is where the file changes a journey: an empty one says that there is none. ``places`` say
    where each step stands in the file, ``written`` which steps stood in it when it was made, by identifier.
    ``unused`` says what of it was left aside, a sentence each.
    """

    journey: Journey
    identifier: str | None = None
    version: int | None = None
    on_steps: Mapping[str, tuple[Mention, ...]] | None = None
    on_hand_overs: Mapping[Sides, tuple[Mention, ...]] | None = None
    tray: tuple[Mention, ...] | None = None
    suggested: tuple[tuple[SuggestedStep, tuple[Mention, ...]], ...] | None = None
    rejected: tuple[RejectedEvidence, ...] | None = None
    rejected_pain_points: tuple[RejectedPainPoint, ...] | None = None
    tells_hand_overs: bool = False
    tells_pain_points: bool = False
    tells_extras: bool = False
    names_are_checked: bool = False
    places: Mapping[str, str] = field(default_factory=dict)
    written: frozenset[str] = frozenset()
    unused: tuple[str, ...] = ()

    @property
    def new_steps(self) -> tuple[Step, ...]:
        """Return the steps that people wrote into it, and not those that it was made with."""
        return tuple(step for step in self.journey.steps if step.id not in self.written)

    @property
    def mentions(self) -> tuple[Mention, ...]:
        """Return all that it names of evidence."""
        lists = [*(self.on_steps or {}).values(), *(self.on_hand_overs or {}).values(), self.tray or ()]
        lists += [own for _, own in self.suggested or ()]
        return tuple(mention for own in lists for mention in own)


@dataclass(frozen=True, kw_only=True, slots=True)
class JourneyImport:
    """What a file makes of a journey: the journey with it taken in, and in words what that changes.

    ``before`` is the journey as it was, None where it is a new one. ``left_out`` says what of the file was not taken,
    with its place. ``is_stored`` is False where it was only looked at.
    """

    journey: Journey
    before: Journey | None = None
    changes: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    is_stored: bool = False

    def stored(self, journey: Journey) -> "JourneyImport":
        """Return it with the journey as it is stored."""
        return replace(self, journey=journey, is_stored=True)


@dataclass(frozen=True, kw_only=True, slots=True)
class Flow:
    """How often one activity directly follows another in an event log, and whether the journey plans it so.

    ``from_step`` and ``to_step`` are the orders of the steps that these are, None for an activity that is no step.
    """

    before: str
    after: str
    count: int
    from_step: int | None
    to_step: int | None
    planned: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class ActivityCount:
    """An activity of an event log: how often it happens, and how many cases begin and end with it."""

    name: str
    step: int | None
    events: int
    starts: int
    ends: int


@dataclass(frozen=True, kw_only=True, slots=True)
class JourneyFlow:
    """An event log beside a journey: what directly follows what, most often first, and what only one of them has.

    ``not_steps`` are activities that are no step of the journey, ``never_happened`` the orders of steps that no event
    is, ``step_names`` what each step is called. ``never_followed`` are planned pairs of steps that no case goes through
    directly.
    """

    journey_id: str
    cases: int
    events: int
    flows: tuple[Flow, ...]
    activities: tuple[ActivityCount, ...]
    not_steps: tuple[str, ...] = ()
    never_happened: tuple[int, ...] = ()
    never_followed: tuple[tuple[int, int], ...] = ()
    step_names: tuple[tuple[int, str], ...] = ()

    @property
    def beside(self) -> tuple[str, ...]:
        """Return in words what stands beside the counts: where cases begin and end, what only log or plan has."""
        told = []
        for verb, name in (("Begins", "starts"), ("Ends", "ends")):
            counts = [(getattr(each, name), each.name) for each in self.activities if getattr(each, name)]
            commonest = sorted(counts, key=lambda pair: -pair[0])[:_MOST_ENDS_TOLD]
            told.append(f"{verb} with: {', '.join(f'{said} ({number:,})' for number, said in commonest)}")
        if self.not_steps:
            more = len(self.not_steps) - _MOST_NAMES_TOLD
            rest = f", and {more:,} more" if more > 0 else ""
            told.append(f"No steps of the journey: {', '.join(self.not_steps[:_MOST_NAMES_TOLD])}{rest}")
        if self.never_happened:
            told.append(f"Steps that never happen: {'; '.join(map(self._called, self.never_happened))}")
        if self.never_followed:
            pairs = "; ".join(f"{self._called(left)} → {self._called(right)}" for left, right in self.never_followed)
            told.append(f"Planned and never followed: {pairs}")
        return tuple(told)

    def _called(self, order: int) -> str:
        """Return a step by its number and what it is called."""
        return f"{order}. {dict(self.step_names).get(order, '')}".removesuffix(". ")
