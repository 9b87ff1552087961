"""How `throughline codebook learn` decides on, and tells of, what is learned of kinds and severities."""

from collections.abc import Callable, Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from commands.learning import TOLD, named
from commands.output import progress_line
from domain.said_lessons import (
    FEWEST_AGREED,
    FEWEST_OF_TWO,
    FEWEST_SAID,
    FEWEST_STUDIES,
    LearningAbout,
    SaidFigures,
    SaidGain,
    SaidLearning,
    SaidTeaching,
)
from domain.wording import count

if TYPE_CHECKING:
    from use_cases.app import UseCases

_NAMES = {LearningAbout.KINDS: "What sentences are", LearningAbout.SEVERITIES: "How grave they are"}
_FIRST = {LearningAbout.KINDS: "a pain point", LearningAbout.SEVERITIES: "high"}


def decider(about: str) -> "Callable[[UseCases, str], None]":
    """Return what adopts, leaves or withdraws what is learned of kinds, or of severities."""
    chosen = LearningAbout(about)

    def decide(app: "UseCases", deed: str) -> None:
        view, viewer = app.said_learnings.view(chosen), app.viewer()
        if deed == "leave":
            app.said_learnings.leave(viewer, chosen, named(view.proposed, "proposal"))
            return
        if deed == "adopt":
            job = app.said_learnings.adopt(viewer, chosen, named(view.proposed, "proposal"))
        else:
            job = app.said_learnings.withdraw(viewer, chosen, named(view.in_force, "adopted proposal"))
        app.finish(viewer, job, on_progress=progress_line())

    return decide


def tell(app: "UseCases") -> Iterator[tuple[dict[str, Any], list[str]]]:
    """Yield where learning of kinds and of severities stands, each as a document and in lines."""
    for about in LearningAbout:
        view = app.said_learnings.view(about)
        document = {
            **asdict(view.teaching),
            "is_enough": view.teaching.is_enough,
            "proposed": _document(view.proposed),
            "in_force": _document(view.in_force),
            "rests": view.rests,
            "learned_from": view.learned_from,
        }
        lines = ["", f"{_NAMES[about]}: {_of(view.teaching)}"]
        if view.proposed:
            lines += [f"Proposal {view.proposed.id}, {view.proposed.made_at}:", *_lines(view.proposed.gain, about)]
            lines += [f"Adopt it with --adopt --about {about}, or leave it with --leave. Nothing has changed yet."]
        if view.in_force:
            who = view.in_force.decided[-1]
            lines += [f"In force since {who.decided_at}, adopted by {who.decided_by}: {view.learned_from} decisions."]
        if view.rests:
            lines += ["It was learned with judges of another version and has no effect: learn anew."]
        yield {about.value: document}, lines


def _of(teaching: SaidTeaching) -> str:
    counts = (
        f"{teaching.decisions} sentences of {teaching.studies} published studies, of which the coder says the same of "
        f"{teaching.agreed}."
    )
    if teaching.is_enough:
        return counts
    return (
        f"{counts} Too few to learn from: needed are {FEWEST_SAID} of {FEWEST_STUDIES} studies, {FEWEST_AGREED} that "
        f"say what the coder says, and {FEWEST_OF_TWO} each of two answers."
    )


def _document(learning: SaidLearning | None) -> dict[str, Any] | None:
    if learning is None:
        return None
    gain = {**asdict(learning.gain), "effect": learning.gain.effect.value}
    told = {name: getattr(learning, name) for name in ("id", "made_by", "made_at")}
    decided = [
        {"verdict": said.verdict.value, "by": said.decided_by, "at": said.decided_at} for said in learning.decided
    ]
    return {**told, "state": learning.state.value, "gain": gain, "decided": decided}


def _lines(gain: SaidGain, about: LearningAbout) -> list[str]:
    first = _FIRST[about]
    rows = (
        ("right", "said as people said it"),
        ("precision", f"of what it calls {first}, so called"),
        ("recall", f"of what people called {first}, found"),
        ("log_loss", "log loss"),
    )
    return [
        f"{TOLD[gain.effect]} ({gain.saved:+.3f} log loss saved, standard error {gain.error:.3f})",
        "                                          as shipped   learned",
        *(f"{words:40}  {_shown(gain.shipped, name):>10}  {_shown(gain.learned, name):>8}" for name, words in rows),
        f"Of {count(gain.looked_at, 'observation')} looked at {gain.moved} would be called otherwise: {gain.lost} "
        f"{first} no more, and {gain.won} newly.",
    ]


def _shown(figures: SaidFigures, name: str) -> str:
    value = getattr(figures, name)
    return "none" if value is None else f"{value:.3f}"
