"""What people's decisions teach the coder: what is proposed, with its gain or loss, and what holds."""

from collections.abc import Callable, Sequence
from functools import partial

import streamlit as st

from domain.access import Role, Viewer
from domain.jobs import JobKind
from domain.lessons import FEWEST_DECISIONS, FEWEST_OF_A_KIND, FEWEST_STUDIES, Figures, Gain, Learning, Teaching
from domain.said_lessons import LearningAbout
from use_cases.app import UseCases
from use_cases.findings.learnings import ShownChange
from views import cached, quotation, state, words
from views.codebook import said_learning
from views.codebook.learning_parts import (
    CHANGES_SHOWN,
    PAGE,
    button,
    follow,
    offer,
    share,
    show_history,
    show_in_force,
    show_proposed,
)
from views.markup import label, table

NO_CURATOR = "A curator decides on this."
UNDER_WAY = "The coder is learning or coding just now."
HEAD = ("On decisions that it had not learned from", "As shipped", "Learned")


def show(app: UseCases, viewer: Viewer) -> None:
    """Show where learning stands, and let curators have the coder learn, adopt, leave and withdraw."""
    view = cached.learning(app, revision=app.revision())
    under_way = any(job.kind in {JobKind.LEARN, JobKind.CODE} for job in app.jobs_under_way(viewer))
    refused = "" if viewer.may(Role.CURATOR) else NO_CURATOR
    busy = refused or (UNDER_WAY if under_way else "")
    st.header("What decisions teach", anchor=False)
    st.markdown(
        "The coder can learn from what people said of single sentences: what one is evidence of, what it is, and how "
        "grave. What it would learn is measured first, and holds only once somebody adopts it."
    )
    st.subheader("What is evidence of a pain point", anchor=False)
    show_in_force(
        view,
        partial(app.learnings.withdraw, viewer),
        refused=busy,
        tip="The coder is as shipped again, and the evidence is coded anew.",
    )
    if view.proposed:
        _show_proposal(app, viewer, view.proposed, busy)
    too_few = "" if view.teaching.is_enough else _too_few()
    st.caption(f"{_teaching(view.teaching)} {too_few}")
    show_history(view.history)
    enough = [said_learning.show(app, viewer, about, busy) for about in LearningAbout]
    button(
        "Learn anew" if view.history else "Learn from decisions",
        "learn",
        lambda: follow(lambda: app.queue_learning(viewer)),
        refused=busy or ("" if any(enough) else too_few),
        icon=":material/school:",
    )


def _show_proposal(app: UseCases, viewer: Viewer, proposed: Learning, busy: str) -> None:
    gain = proposed.gain
    with st.container(border=True, key=state.key(PAGE, "proposal")):
        show_proposed(proposed, _precision(gain), table("Gain and loss", HEAD, _rows(gain)), _changed(gain))
        changes = app.learnings.changes(viewer, proposed)
        _show_changes("Would be shown no more", [each for each in changes if not each.is_won])
        _show_changes("Would be shown newly", [each for each in changes if each.is_won])
        offer(
            gain,
            lambda: app.learnings.adopt(viewer, proposed.id),
            lambda: app.learnings.leave(viewer, proposed.id),
            refused=busy,
        )


def _show_changes(title: str, changes: Sequence[ShownChange]) -> None:
    if changes:
        shown = changes[:CHANGES_SHOWN]
        with st.expander(f"{title}: {words.count(len(shown), 'example')}", key=state.key(PAGE, title)):
            for change in shown:
                st.caption(label(f"As evidence of {words.quoted(change.title)}"))
                quotation.show(change.evidence)


def _rows(gain: Gain) -> list[tuple[str, str, str]]:
    def row(name: str, said: Callable[[Figures], str]) -> tuple[str, str, str]:
        return name, said(gain.shipped), said(gain.learned)

    return [
        row("Of what it shows as evidence, people accepted", lambda figures: _of_shown(figures, gain)),
        row("Of what people accepted, it shows", lambda figures: share(figures.recall)),
        row("An accepted sentence stands above a rejected one", lambda figures: share(figures.order)),
        row("Error of its probabilities (log loss, less is better)", lambda figures: f"{figures.log_loss:.3f}"),
        row("Error of its probabilities (Brier, less is better)", lambda figures: f"{figures.brier:.3f}"),
    ]


def _precision(gain: Gain) -> str:
    """Tell both precisions where less of what is shown would be right."""
    if not gain.is_less_precise:
        return ""
    shipped, learned = (_of_shown(figures, gain) for figures in (gain.shipped, gain.learned))
    return f"Of what it shows as evidence people accepted {shipped} as shipped; learned: {learned}."


def _of_shown(figures: Figures, gain: Gain) -> str:
    shown = gain.shown(figures)
    return f"{share(figures.precision)} of {shown:,}" if shown else share(figures.precision)


def _changed(gain: Gain) -> str:
    return (
        f"Of {words.count(gain.sentences, 'sentence')} shown today as evidence without a person having said so, "
        f"{gain.sentences_lost:,} would be shown no more, and {gain.sentences_won:,} would be new, in "
        f"{gain.points_changed:,} of {words.count(gain.points, 'pain point')}."
    )


def _teaching(teaching: Teaching) -> str:
    return (
        f"To learn from: {words.count(teaching.decisions, 'decision')} on sentences of published studies "
        f"({teaching.accepted:,} accepted, {teaching.rejected:,} rejected, {words.studies(teaching.studies)})."
    )


def _too_few() -> str:
    return (
        f"Needed are {FEWEST_DECISIONS} decisions, {FEWEST_OF_A_KIND} that accept and {FEWEST_OF_A_KIND} that reject, "
        f"in {FEWEST_STUDIES} studies: fewer teach nothing that could be measured."
    )
