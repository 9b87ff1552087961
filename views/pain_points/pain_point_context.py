"""What stands beside the evidence of a pain point: what speaks against it, was tried, is needed; who was not heard."""

from collections.abc import Sequence

import streamlit as st

from domain.access import Viewer
from domain.evidence import Evidence
from domain.insights import Fit, PainPoint
from use_cases.app import UseCases
from use_cases.knowing.briefs import studies_behind
from views import links, quotation, state, words
from views.markup import label

SHOWN_AT_FIRST = 3


def show_attempts(app: UseCases, viewer: Viewer, point: PainPoint) -> None:
    """Show what was tried about a pain point, each in its exact words; nothing where nothing is on record."""
    if not point.attempts:
        return
    st.subheader("What was tried", anchor=False)
    st.caption(
        "Changes that research tells of and that fit this difficulty. Whether they worked is read from their own "
        "words: look at what stands after them."
    )
    said = [(attempt.evidence, words.ATTEMPT[attempt.outcome]) for attempt in point.attempts]
    _show_some(app, viewer, said, key=("all-attempts", point.id))


def show_wishes(app: UseCases, viewer: Viewer, point: PainPoint) -> None:
    """Show what people need in its place and what was recommended, in exact words; nothing where nothing is told."""
    _show_fits(
        app, viewer, point, "What people need", point.needs, "Needs that research tells of. They are no evidence of it."
    )
    _show_fits(
        app,
        viewer,
        point,
        "What was recommended",
        point.recommendations,
        "Changes that research advises. What was done already stands under what was tried.",
    )


def show_against(app: UseCases, viewer: Viewer, point: PainPoint) -> None:
    """Show what speaks against a pain point, in exact words; nothing where nothing does."""
    _show_fits(
        app,
        viewer,
        point,
        "What speaks against it",
        point.against,
        "Where the same went well. It lowers no count: look at whether it is about the same service and still true.",
    )


def tell_blanks(point: PainPoint) -> None:
    """Say that nothing is on record against a pain point, or of what was tried, where that is so."""
    blanks = [] if point.against else ["speaks against it"]
    if not point.attempts:
        blanks.append("tells what was tried")
    if blanks:
        st.caption(f"Nothing that was read {' or '.join(blanks)}. Nobody may have looked for it.")


def _show_fits(app: UseCases, viewer: Viewer, point: PainPoint, title: str, fits: Sequence[Fit], caption: str) -> None:
    if not fits:
        return
    st.subheader(title, anchor=False)
    st.caption(caption)
    _show_some(app, viewer, [(fit.evidence, "") for fit in fits], key=(title, point.id))


def _show_some(app: UseCases, viewer: Viewer, said: Sequence[tuple[Evidence, str]], *, key: tuple[str, str]) -> None:
    """Show the first few quotations, each under its heading if it has one, and offer all of them."""
    toggle = state.key(links.PAIN_POINTS, *key)
    shown = said if st.session_state.get(toggle) else said[:SHOWN_AT_FIRST]
    with_neighbours = {item.id: item for item in app.evidence(viewer, [item.id for item, _ in shown])}
    for item, heading in shown:
        with st.container(gap="small"):
            if heading:
                st.markdown(f"**{heading}**")
            quotation.show(with_neighbours.get(item.id, item))
    if len(said) > SHOWN_AT_FIRST:
        st.toggle(f"Show all {len(said)}", key=toggle)


def show_not_heard(app: UseCases, viewer: Viewer, point: PainPoint) -> None:
    """Show whom the studies behind a pain point say they did not hear, and how many of them do not say."""
    studies = studies_behind(point, app.studies(viewer))
    said = [(study.title, study.consent.not_heard) for study in studies if study.consent.not_heard]
    st.subheader("Who was not heard", anchor=False)
    for title, not_heard in said:
        st.markdown(f"- {label(not_heard)} ({label(title)})")
    silent = len(studies) - len(said)
    if studies and not said:
        st.caption("None of the studies behind it says who was not heard. It can be recorded on a study's page.")
    elif silent:
        verb = "does" if silent == 1 else "do"
        st.caption(f"{words.studies(silent)} behind it {verb} not say who was not heard.")
