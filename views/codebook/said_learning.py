"""What people teach the coder of what sentences are, and how grave: what is proposed, and what holds."""

from collections.abc import Callable
from functools import partial

import streamlit as st

from domain.access import Viewer
from domain.evidence import Kind, Severity
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
from use_cases.app import UseCases
from views import cached, quotation, state, words
from views.codebook.learning_parts import CHANGES_SHOWN, PAGE, offer, share, show_history, show_in_force, show_proposed
from views.markup import label, table

TITLES = {LearningAbout.KINDS: "What sentences are", LearningAbout.SEVERITIES: "How grave they are"}
FIRST = {
    LearningAbout.KINDS: "a pain point",
    LearningAbout.SEVERITIES: words.quoted(words.lowered(words.SEVERITY[Severity.HIGH])),
}
HEAD = ("On sentences that it had not learned from", "As shipped", "Learned")


def show(app: UseCases, viewer: Viewer, about: LearningAbout, busy: str) -> bool:
    """Show where learning of kinds, or of severities, stands; return whether there is enough to learn from."""
    view = cached.said_learning(app, about=about, revision=app.revision())
    st.subheader(TITLES[about], anchor=False)
    show_in_force(
        view,
        partial(app.said_learnings.withdraw, viewer, about),
        about,
        refused=busy,
        tip="The coder says this as shipped again, and the evidence is coded anew.",
    )
    if view.proposed:
        _show_proposal(app, viewer, view.proposed, busy)
    st.caption(_teaching(view.teaching, about))
    show_history(view.history, about)
    return view.teaching.is_enough


def _show_proposal(app: UseCases, viewer: Viewer, proposed: SaidLearning, busy: str) -> None:
    gain, about = proposed.gain, proposed.about
    with st.container(border=True, key=state.key(PAGE, "proposal", about)):
        rows = table("Gain and loss", HEAD, _rows(gain, about))
        show_proposed(proposed, _plainly(gain, about), rows, _moved(gain, about))
        _show_changes(app, viewer, proposed)
        offer(
            gain,
            lambda: app.said_learnings.adopt(viewer, about, proposed.id),
            lambda: app.said_learnings.leave(viewer, about, proposed.id),
            about,
            refused=busy,
        )


def _show_changes(app: UseCases, viewer: Viewer, proposed: SaidLearning) -> None:
    changes = app.said_learnings.changes(viewer, proposed)[:CHANGES_SHOWN]
    if changes:
        title = f"Would be called otherwise: {words.count(len(changes), 'example')}"
        with st.expander(title, key=state.key(PAGE, "otherwise", proposed.about)):
            for change in changes:
                before, after = (_named(value, proposed.about) for value in (change.before, change.after))
                st.caption(label(f"{after}, where it is called {words.lowered(before)} now"))
                quotation.show(change.evidence)


def _named(value: str, about: LearningAbout) -> str:
    if about is LearningAbout.KINDS:
        return Kind(value).label.capitalize()
    return words.SEVERITY[Severity(value)]


def _rows(gain: SaidGain, about: LearningAbout) -> list[tuple[str, str, str]]:
    def row(name: str, said: Callable[[SaidFigures], str]) -> tuple[str, str, str]:
        return name, said(gain.shipped), said(gain.learned)

    first = FIRST[about]
    return [
        row("It says what people said", lambda figures: share(figures.right)),
        row(f"Of what it calls {first}, people called so", lambda figures: share(figures.precision)),
        row(f"Of what people called {first}, it calls so", lambda figures: share(figures.recall)),
        row("Error of its probabilities (log loss, less is better)", lambda figures: f"{figures.log_loss:.3f}"),
    ]


def _plainly(gain: SaidGain, about: LearningAbout) -> str:
    """Tell in numbers how often it would be right and, where that falls, how precise."""
    number = gain.teaching.decisions
    before, after = (round(figures.right * number) for figures in (gain.shipped, gain.learned))
    told = f"It would say what people said of {after:,} of {number:,} sentences; as shipped it does of {before:,}."
    if not gain.is_less_precise:
        return told
    shipped, learned = share(gain.shipped.precision), share(gain.learned.precision)
    return f"{told} Of what it calls {FIRST[about]} people called {shipped} so as shipped; learned: {learned}."


def _moved(gain: SaidGain, about: LearningAbout) -> str:
    return (
        f"Of {words.count(gain.looked_at, 'observation')} that nobody coded by hand, drawn at random where there are "
        f"more, {gain.moved:,} would be called otherwise: {gain.lost:,} {FIRST[about]} no more, and {gain.won:,} newly."
    )


def _teaching(teaching: SaidTeaching, about: LearningAbout) -> str:
    how = "what they are" if about is LearningAbout.KINDS else "how grave they are"
    told = (
        f"To learn from: {words.count(teaching.decisions, 'sentence')} of {words.studies(teaching.studies)} of which "
        f"people said {how}; of {teaching.agreed:,} the coder says the same."
    )
    if teaching.is_enough:
        return told
    return (
        f"{told} Needed are {FEWEST_SAID} in {FEWEST_STUDIES} studies, {FEWEST_AGREED} of them as the coder says it, "
        f"and {FEWEST_OF_TWO} each of two answers."
    )
