"""What `throughline codebook learn` does, and how it tells where learning stands."""

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from commands.output import progress_line
from domain.errors import NotFound
from domain.lesson_effects import Effect
from domain.lessons import FEWEST_DECISIONS, FEWEST_OF_A_KIND, FEWEST_STUDIES, Figures, Gain, Learning, Teaching
from domain.said_lessons import SaidLearning

if TYPE_CHECKING:
    from use_cases.app import UseCases

TOLD = {
    Effect.GAIN: "A gain: on studies that were not learned from, the coder would judge better.",
    Effect.LOSS: "No gain: on studies that were not learned from, the coder would judge no better, or worse.",
    Effect.LESS_PRECISE: (
        "No gain: less precise. It would judge better as a whole, but less of what it shows would be right, or nothing "
        "be shown."
    ),
    Effect.UNCLEAR: "Not clear: the difference on studies that were not learned from may be an accident.",
}


def propose(app: "UseCases") -> None:
    """Have the coder learn; the proposal is kept where there is enough to learn from."""
    app.finish(app.viewer(), app.queue_learning(app.viewer()), on_progress=progress_line())


def decide(app: "UseCases", deed: str) -> None:
    """Adopt or leave the latest proposal, or withdraw what holds; where the coder changes, code the evidence anew.

    Raises NotFound where there is none.
    """
    view, viewer = app.learnings.view(), app.viewer()
    if deed == "leave":
        app.learnings.leave(viewer, named(view.proposed, "proposal"))
        return
    if deed == "adopt":
        job = app.learnings.adopt(viewer, named(view.proposed, "proposal"))
    else:
        job = app.learnings.withdraw(viewer, named(view.in_force, "adopted proposal"))
    app.finish(viewer, job, on_progress=progress_line())


def tell(app: "UseCases") -> tuple[dict[str, Any], list[str]]:
    """Return where learning stands, as a document and in lines."""
    view = app.learnings.view()
    document = {
        "decisions": view.teaching.decisions,
        **asdict(view.teaching),
        "is_enough": view.teaching.is_enough,
        "proposed": _document(view.proposed),
        "in_force": _document(view.in_force),
        "rests": view.rests,
        "learned_from": view.learned_from,
    }
    lines = [_of(view.teaching)]
    if view.proposed:
        lines += ["", f"Proposal {view.proposed.id}, {view.proposed.made_at}:", *_lines(view.proposed)]
        lines += ["Adopt it with --adopt, or leave it with --leave. Nothing has changed yet."]
    if view.in_force:
        who = view.in_force.decided[-1]
        lines += ["", f"In force since {who.decided_at}, adopted by {who.decided_by}: {view.learned_from} decisions."]
    if view.rests:
        lines += ["It was learned with judges of another version and has no effect: learn anew."]
    return document, lines


def named(learning: Learning | SaidLearning | None, what: str) -> str:
    """Return the identifier of a learning. Raises NotFound without one."""
    if learning is None:
        raise NotFound(f"There is no {what}.", where="codebook learn", remedy="Run: throughline codebook learn --show")
    return learning.id


def _of(teaching: Teaching) -> str:
    counts = f"{teaching.accepted} accepted and {teaching.rejected} rejected, of {teaching.studies} published studies."
    if teaching.is_enough:
        return f"Decisions to learn from: {counts}"
    return (
        f"Too few decisions to learn from: {counts} Needed are {FEWEST_DECISIONS}, {FEWEST_OF_A_KIND} of each kind, "
        f"of {FEWEST_STUDIES} studies."
    )


def _document(learning: Learning | None) -> dict[str, Any] | None:
    if learning is None:
        return None
    gain = {**asdict(learning.gain), "effect": learning.gain.effect.value}
    named = {name: getattr(learning, name) for name in ("id", "made_by", "made_at")}
    decided = [
        {"verdict": said.verdict.value, "by": said.decided_by, "at": said.decided_at} for said in learning.decided
    ]
    return {**named, "state": learning.state.value, "gain": gain, "decided": decided}


def _lines(learning: Learning) -> list[str]:
    gain = learning.gain
    return [
        f"{TOLD[gain.effect]} ({gain.saved:+.3f} log loss saved, standard error {gain.error:.3f})",
        *_less_precise(gain),
        "                                      as shipped   learned",
        *(
            f"{words:36}  {_shown(gain.shipped, name):>10}  {_shown(gain.learned, name):>8}"
            for name, words in (
                ("precision", "of what it shows, accepted"),
                ("recall", "of the accepted, shown"),
                ("order", "an accepted one above a rejected one"),
                ("log_loss", "log loss"),
                ("brier", "Brier score"),
            )
        ),
        f"Of {gain.sentences} sentences shown as evidence {gain.sentences_lost} would be shown no more, and "
        f"{gain.sentences_won} would be new, in {gain.points_changed} of {gain.points} pain points.",
    ]


def _less_precise(gain: Gain) -> list[str]:
    if not gain.is_less_precise:
        return []
    shipped, learned = _shown(gain.shipped, "precision"), _shown(gain.learned, "precision")
    before, after = gain.shown(gain.shipped), gain.shown(gain.learned)
    return [f"Of what it shows people accepted {shipped} of {before} as shipped, {learned} of {after} learned."]


def _shown(figures: Figures, name: str) -> str:
    value = getattr(figures, name)
    return "none" if value is None else f"{value:.3f}"
