"""What the coder learns from people's decisions, how much better or worse it would be, and what people made of that."""

import hashlib
import json
from dataclasses import dataclass

from domain.learned import DecidedLearning, LearningState
from domain.lesson_effects import CLEAR_ERRORS, Effect, falls
from domain.said_lessons import SaidLesson

FEWEST_DECISIONS = 20
"""With fewer, what is learned says more about the sentences at hand than about the next ones."""
FEWEST_OF_A_KIND = 5
"""So many of them accept, and so many reject: one kind alone teaches nothing."""
FEWEST_STUDIES = 2
"""Gain and loss are measured on studies that were not learned from."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Lesson:
    """What a person said of one sentence: it is evidence of a pattern, or not.

    ``odds`` are the log odds that a coder which has learned nothing gives it. ``text`` is read where the observation
    stands; it is kept nowhere else.
    """

    observation: str
    pattern: str
    accepted: bool
    odds: float
    text: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Lessons:
    """What the coder learned: sentences that serve as examples and counter-examples, and how log odds are corrected.

    The corrected log odds of a sentence and a pattern are ``slope`` times the odds, plus ``offset``, plus the pattern's
    own of ``offsets``. All of it follows from the lessons: one that is gone has no part in it. ``kinds`` and
    ``severities`` are what people said sentences are, and how grave.
    """

    lessons: tuple[Lesson, ...] = ()
    slope: float = 1.0
    offset: float = 0.0
    offsets: tuple[tuple[str, float], ...] = ()
    kinds: tuple[SaidLesson, ...] = ()
    severities: tuple[SaidLesson, ...] = ()

    @property
    def version(self) -> str:
        """Return a name that changes with any lesson; empty where there are none."""
        on_patterns = [[each.observation, each.pattern, each.accepted, round(each.odds, 4)] for each in self.lessons]
        told = [("lessons", on_patterns)]
        told += [
            (name, [[each.observation, each.said, *each.logs] for each in said])
            for name, said in (("kinds", self.kinds), ("severities", self.severities))
        ]
        return "+".join(
            f"{name}-{hashlib.sha256(json.dumps(rows).encode()).hexdigest()[:12]}" for name, rows in told if rows
        )


NOTHING_LEARNED = Lessons()


@dataclass(frozen=True, kw_only=True, slots=True)
class Teaching:
    """How many decisions can teach, and of how many independent studies."""

    accepted: int = 0
    rejected: int = 0
    studies: int = 0

    @property
    def decisions(self) -> int:
        """Return how many there are of both kinds."""
        return self.accepted + self.rejected

    @property
    def is_enough(self) -> bool:
        """Tell whether something can be learned and measured."""
        return (
            self.decisions >= FEWEST_DECISIONS
            and min(self.accepted, self.rejected) >= FEWEST_OF_A_KIND
            and self.studies >= FEWEST_STUDIES
        )


@dataclass(frozen=True, kw_only=True, slots=True)
class Figures:
    """How a coder judges sentences that people decided on, each share in [0, 1].

    ``precision`` is the share accepted of what it would show as evidence, None where it shows nothing; ``recall`` the
    share of the accepted that it would show; ``order`` how often an accepted one stands above a rejected one.
    ``log_loss`` and ``brier`` are the means of both errors of its probabilities: less is better.
    """

    precision: float | None
    recall: float
    order: float
    log_loss: float
    brier: float


@dataclass(frozen=True, kw_only=True, slots=True)
class Gain:
    """What learning would bring: the coder as shipped beside one that learned, on studies that it had not seen.

    ``saved`` is how much less the log loss is than that of the shipped coder made more or less sure of everything
    alike, with its standard error (``error``) over studies: what is learned of patterns and sentences, and nothing
    else. Of ``sentences`` shown today as evidence ``sentences_lost`` would be shown no more, and ``sentences_won``
    would be new, in ``points_changed`` of ``points``.
    """

    teaching: Teaching
    shipped: Figures
    learned: Figures
    saved: float
    error: float
    points: int = 0
    points_changed: int = 0
    sentences: int = 0
    sentences_lost: int = 0
    sentences_won: int = 0

    @property
    def effect(self) -> Effect:
        """Return a gain only where it is no accident and neither order nor precision is worse.

        It is a loss wherever it is no better.
        """
        if self.saved <= 0:
            return Effect.LOSS
        if self.is_less_precise:
            return Effect.LESS_PRECISE
        clear = self.saved >= CLEAR_ERRORS * self.error and self.learned.order >= self.shipped.order
        return Effect.GAIN if clear else Effect.UNCLEAR

    def shown(self, figures: Figures) -> int:
        """Return how many of the decided sentences a coder with these figures would show, 0 where they do not say."""
        return round(figures.recall * self.teaching.accepted / figures.precision) if figures.precision else 0

    @property
    def is_less_precise(self) -> bool:
        """Tell whether people would accept less of what it shows as evidence, or nothing would be shown."""
        return falls(self.shipped.precision, self.learned.precision)


@dataclass(frozen=True, kw_only=True, slots=True)
class Change:
    """A sentence that would be evidence of a pattern no more, or newly (``is_won``)."""

    observation: str
    pattern: str
    is_won: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Learning:
    """What a job found that the coder would learn, with who asked for it and when. Nothing of it holds until adopted.

    ``basis`` names the judges it was measured with: over others it means nothing. ``changes`` are a few of what would
    change, without those whose sentence is gone; ``decided`` what people made of it, in order.
    """

    id: str
    made_by: str
    made_at: str
    basis: str
    gain: Gain
    state: LearningState = LearningState.OPEN
    changes: tuple[Change, ...] = ()
    decided: tuple[DecidedLearning, ...] = ()
