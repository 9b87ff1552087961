"""What people teach the coder of what sentences are, and how grave: what is proposed, and what holds."""

from collections.abc import Callable
from functools import partial

import streamlit as st

from domain.access import Viewer
from domain.evidence import Kind, Severity
from domain.learned import LearningState
from domain.lesson_effects import Effect
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
from use_cases.findings.said_learnings import SaidLearningView
from views import cached, quotation, state, undoing, words
from views.codebook.learning_parts import AS_SHIPPED, ICONS, PAGE, STATES, TOLD, button, follow, share
from views.markup import label, table

TITLES = {LearningAbout.KINDS: "What sentences are", LearningAbout.SEVERITIES: "How grave they are"}
FIRST = {
    LearningAbout.KINDS: "a pain point",
    LearningAbout.SEVERITIES: words.quoted(words.lowered(words.SEVERITY[Severity.HIGH])),
}
HEAD = ("On sentences that it had not learned from", "As shipped", "Learned")
CHANGES_SHOWN = 3


def show(app: UseCases, viewer: Viewer, about: LearningAbout, busy: str) -> bool:
    """Show where learning of kinds, or of severities, stands; return whether there is enough to learn from."""
    view = cached.said_learning(app, about=about, revision=app.revision())
    st.subheader(TITLES[about], anchor=False)
    _show_in_force(app, viewer, view, busy)
    if view.proposed:
        _show_proposal(app, viewer, view.proposed, busy)
    st.caption(_teaching(view.teaching, about))
    _show_history(view)
    return view.teaching.is_enough


def _show_in_force(app: UseCases, viewer: Viewer, view: SaidLearningView, busy: str) -> None:
    held, about = view.in_force, view.about
    if held is None:
        st.caption(AS_SHIPPED)
        return
    with st.container(border=True, key=state.key(PAGE, "in-force", about)):
        said = held.decided[-1]
        by = undoing.by(said.decided_by, said.decided_at)
        st.markdown(label(f"In force: what {words.count(view.learned_from, 'decision')} taught. Adopted by {by}"))
        if view.rests:
            st.caption("It was learned with judges of another version of the program and has no effect: learn anew.")
        button(
            "Withdraw it",
            state.key("withdraw", about),
            lambda: follow(lambda: app.said_learnings.withdraw(viewer, about, held.id)),
            refused=busy,
            icon=":material/undo:",
            tip="The coder says this as shipped again, and the evidence is coded anew.",
        )


def _show_proposal(app: UseCases, viewer: Viewer, proposed: SaidLearning, busy: str) -> None:
    gain, about = proposed.gain, proposed.about
    with st.container(border=True, key=state.key(PAGE, "proposal", about)):
        st.markdown("**Proposed**")
        st.caption(label(f"Asked for by {undoing.by(proposed.made_by, proposed.made_at)} {_learned_from(gain)}"))
        st.markdown(f"{ICONS.get(gain.effect, ':material/help:')} {TOLD[gain.effect]} {_plainly(gain, about)}")
        st.html(table("Gain and loss", HEAD, _rows(gain, about)))
        st.caption(_saved(gain))
        st.markdown(_moved(gain, about))
        _show_changes(app, viewer, proposed)
        with st.container(horizontal=True):
            button(
                "Adopt",
                state.key("adopt", about),
                lambda: follow(lambda: app.said_learnings.adopt(viewer, about, proposed.id)),
                refused=busy,
                kind="primary" if gain.effect is Effect.GAIN else "secondary",
                tip="The evidence is coded anew. You can withdraw it again.",
            )
            button(
                "Leave it",
                state.key("leave", about),
                lambda: undoing.do(partial(app.said_learnings.leave, viewer, about, proposed.id)),
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


def _show_history(view: SaidLearningView) -> None:
    before = [each for each in view.history if each.state is not LearningState.OPEN]
    if before:
        key = state.key(PAGE, "learned-before", view.about)
        with st.expander(f"What was learned before ({len(before):,})", key=key):
            for each in before:
                said = each.decided[-1]
                by = undoing.by(said.decided_by, said.decided_at)
                st.markdown(label(f"{_learned_from(each.gain)} {STATES[each.state]} {by}"))


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


def _saved(gain: SaidGain) -> str:
    """Say what gain or loss is judged by: being less sure of everything helps without a thing learned."""
    return (
        "Beside a coder that is only made more or less sure of everything alike, its log loss is "
        f"{abs(gain.saved):.3f} {'less' if gain.saved > 0 else 'more'} (standard error {gain.error:.3f})."
    )


def _moved(gain: SaidGain, about: LearningAbout) -> str:
    return (
        f"Of {words.count(gain.looked_at, 'observation')} that nobody coded by hand, drawn at random where there are "
        f"more, {gain.moved:,} would be called otherwise: {gain.lost:,} {FIRST[about]} no more, and {gain.won:,} newly."
    )


def _learned_from(gain: SaidGain) -> str:
    teaching = gain.teaching
    return f"Learned from {words.count(teaching.decisions, 'decision')} in {words.studies(teaching.studies)}."


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
