"""What the coder learns from what people said sentences are, and how grave, and how much better or worse that is."""

from dataclasses import dataclass
from enum import StrEnum

from domain.learned import DecidedLearning, LearningState
from domain.lesson_effects import CLEAR_ERRORS, Effect, falls

FEWEST_SAID = 60
"""So many coded sentences of other organisations helped on one left out in four draws of five, twice as many in nine of
ten; with fewer, gain and loss would be measured on a handful of each kind."""
FEWEST_OF_TWO = 5
"""Two kinds, or two severities, are said so often at least: one alone teaches nothing."""
FEWEST_AGREED = 10
"""So often people said what the coder says, too: from corrections alone it would doubt what it gets right."""
FEWEST_STUDIES = 2
"""Gain and loss are measured on studies that were not learned from."""


class LearningAbout(StrEnum):
    """What is learned of what people said: what a sentence is, or how grave. Each is decided on alone."""

    KINDS = "kinds"
    SEVERITIES = "severities"


@dataclass(frozen=True, kw_only=True, slots=True)
class SaidLesson:
    """What a person said one sentence is, or how grave: ``said`` is the value of a kind or a severity.

    ``logs`` are the log probabilities that a coder which has learned nothing gives each kind or severity, in the order
    of their enumeration. ``text`` is read where the observation stands; it is kept nowhere else.
    """

    observation: str
    said: str
    logs: tuple[float, ...]
    text: str


@dataclass(frozen=True, kw_only=True, slots=True)
class SaidTeaching:
    """How many words of people can teach, of how many independent studies.

    ``agreed`` of them say what the coder says; ``second`` is how often the second commonest kind or severity was said.
    """

    decisions: int = 0
    agreed: int = 0
    second: int = 0
    studies: int = 0

    @property
    def is_enough(self) -> bool:
        """Tell whether something can be learned and measured."""
        return (
            self.decisions >= FEWEST_SAID
            and self.agreed >= FEWEST_AGREED
            and self.second >= FEWEST_OF_TWO
            and self.studies >= FEWEST_STUDIES
        )


@dataclass(frozen=True, kw_only=True, slots=True)
class SaidFigures:
    """How a coder judges sentences of which people said what they are, or how grave; each share in [0, 1].

    ``right`` is the share of which it says the same. ``precision`` is the share of what it calls a pain point, or
    high, that people called so, None where it calls nothing so; ``recall`` the share of what people called so that it
    does, None where they called nothing so. ``log_loss`` is the mean error of its probabilities: less is better.
    """

    right: float
    precision: float | None
    recall: float | None
    log_loss: float


@dataclass(frozen=True, kw_only=True, slots=True)
class SaidGain:
    """What learning would bring: the coder as shipped beside one that learned, on studies that it had not seen.

    ``saved`` is how much less the log loss is than that of the shipped coder made more or less sure, and readier or
    slower to say each kind or severity, of everything alike, with its standard error (``error``) over studies. Of
    ``looked_at`` observations, drawn with ``seed``, ``moved`` would be called otherwise, ``lost`` be a pain point, or
    high, no more, and ``won`` newly.
    """

    teaching: SaidTeaching
    shipped: SaidFigures
    learned: SaidFigures
    saved: float
    error: float
    seed: int = 0
    looked_at: int = 0
    moved: int = 0
    lost: int = 0
    won: int = 0

    @property
    def effect(self) -> Effect:
        """Return a gain only where it is no accident, as much is right and precision does not fall."""
        if self.saved <= 0 or self.learned.right < self.shipped.right:
            return Effect.LOSS
        if self.is_less_precise:
            return Effect.LESS_PRECISE
        return Effect.GAIN if self.saved >= CLEAR_ERRORS * self.error else Effect.UNCLEAR

    @property
    def is_less_precise(self) -> bool:
        """Tell whether less of what it calls a pain point, or high, would be one, or nothing would be called so."""
        return falls(self.shipped.precision, self.learned.precision)


@dataclass(frozen=True, kw_only=True, slots=True)
class SaidChange:
    """An observation that would be called ``after`` where it is called ``before``: kinds, or severities, by value."""

    observation: str
    before: str
    after: str


@dataclass(frozen=True, kw_only=True, slots=True)
class SaidLearning:
    """What a job found that the coder would learn of kinds, or severities; see :class:`domain.lessons.Learning`."""

    id: str
    about: LearningAbout
    made_by: str
    made_at: str
    basis: str
    gain: SaidGain
    state: LearningState = LearningState.OPEN
    changes: tuple[SaidChange, ...] = ()
    decided: tuple[DecidedLearning, ...] = ()
