"""Learning from decisions in memory: a view that tests set, and what pages do to it."""

from collections.abc import Callable
from dataclasses import dataclass, field

from domain.access import Viewer
from domain.jobs import JobKind
from domain.learned import LearningState
from domain.lessons import Figures, Gain, Learning, Teaching
from domain.said_lessons import LearningAbout, SaidFigures, SaidGain, SaidLearning, SaidTeaching
from use_cases.findings.learnings import LearningView, ShownChange
from use_cases.findings.said_learnings import SaidLearningView, ShownSaidChange

ENOUGH = Teaching(accepted=14, rejected=10, studies=4)
GAIN = Gain(
    teaching=ENOUGH,
    shipped=Figures(precision=0.5, recall=0.75, order=0.7, log_loss=0.48, brier=0.21),
    learned=Figures(precision=0.62, recall=0.75, order=0.8, log_loss=0.41, brier=0.18),
    saved=0.06,
    error=0.01,
    points=12,
    points_changed=3,
    sentences=90,
    sentences_lost=4,
    sentences_won=2,
)


def a_learning(identifier: str = "ln_1", **fields) -> Learning:  # type: ignore[no-untyped-def]
    known = {"made_by": "Asha Vale", "made_at": "2025-04-02T10:00:00+00:00", "basis": "judges", "gain": GAIN}
    return Learning(id=identifier, **{**known, "state": LearningState.OPEN, **fields})


SAID_ENOUGH = SaidTeaching(decisions=80, agreed=50, second=20, studies=6)
SAID_FIGURES = SaidFigures(right=0.6, precision=0.7, recall=0.65, log_loss=1.1)
SAID_GAIN = SaidGain(
    teaching=SAID_ENOUGH,
    shipped=SAID_FIGURES,
    learned=SaidFigures(right=0.7, precision=0.8, recall=0.6, log_loss=0.9),
    saved=0.06,
    error=0.01,
    seed=1,
    looked_at=500,
    moved=40,
    lost=9,
    won=3,
)


def a_said_learning(about: LearningAbout = LearningAbout.KINDS, **fields) -> SaidLearning:  # type: ignore[no-untyped-def]
    known = {"made_by": "Asha Vale", "made_at": "2025-04-02T10:00:00+00:00", "basis": "judges", "gain": SAID_GAIN}
    return SaidLearning(id=f"sl_{about}", about=about, **{**known, **fields})


@dataclass
class FakeSaidLearnings:
    """The part of the real one that pages need. ``done`` is what was asked of it."""

    queue: Callable[[JobKind, str], str]
    shown: dict[LearningAbout, SaidLearningView] = field(default_factory=dict)
    would_change: list[ShownSaidChange] = field(default_factory=list)
    done: list[tuple[str, str]] = field(default_factory=list)

    def view(self, about: LearningAbout) -> SaidLearningView:
        return self.shown.get(about) or SaidLearningView(about=about, teaching=SaidTeaching())

    def changes(self, viewer: Viewer, learning: SaidLearning) -> list[ShownSaidChange]:
        return list(self.would_change)

    def adopt(self, viewer: Viewer, about: LearningAbout, learning: str) -> str:
        self.done.append(("adopted", learning))
        return self.queue(JobKind.CODE, "what was learned was adopted")

    def leave(self, viewer: Viewer, about: LearningAbout, learning: str) -> None:
        self.done.append(("left", learning))

    def withdraw(self, viewer: Viewer, about: LearningAbout, learning: str) -> str:
        self.done.append(("withdrawn", learning))
        return self.queue(JobKind.CODE, "what was learned was withdrawn")


@dataclass
class FakeLearnings:
    """The part of the real one that pages need. ``done`` is what was asked of it."""

    queue: Callable[[JobKind, str], str]
    shown: LearningView = field(default_factory=lambda: LearningView(teaching=Teaching()))
    would_change: list[ShownChange] = field(default_factory=list)
    done: list[tuple[str, str]] = field(default_factory=list)

    def view(self) -> LearningView:
        return self.shown

    def changes(self, viewer: Viewer, learning: Learning) -> list[ShownChange]:
        return list(self.would_change)

    def adopt(self, viewer: Viewer, learning: str) -> str:
        self.done.append(("adopted", learning))
        return self.queue(JobKind.CODE, "what was learned was adopted")

    def leave(self, viewer: Viewer, learning: str) -> None:
        self.done.append(("left", learning))

    def withdraw(self, viewer: Viewer, learning: str) -> str:
        self.done.append(("withdrawn", learning))
        return self.queue(JobKind.CODE, "what was learned was withdrawn")
