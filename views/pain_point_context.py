"""What stands beside the evidence of a pain point: what was tried about it, and who was not heard."""

import streamlit as st

from domain.access import Viewer
from domain.insights import PainPoint
from use_cases.app import UseCases
from use_cases.briefs import studies_behind
from views import links, quotation, state, words
from views.markup import label

ATTEMPTS_AT_FIRST = 3


def show_attempts(app: UseCases, viewer: Viewer, point: PainPoint) -> None:
    """Show what was tried about a pain point, each in its exact words; nothing where nothing is on record."""
    if not point.attempts:
        return
    st.subheader("What was tried", anchor=False)
    st.caption(
        "Changes that research tells of and that fit this difficulty. Whether they worked is read from their own "
        "words: look at what stands after them."
    )
    every = st.session_state.get(state.key(links.PAIN_POINTS, "all-attempts", point.id))
    shown = point.attempts if every else point.attempts[:ATTEMPTS_AT_FIRST]
    with_neighbours = {
        evidence.id: evidence for evidence in app.evidence(viewer, [attempt.evidence.id for attempt in shown])
    }
    for attempt in shown:
        with st.container(gap="small"):
            st.markdown(f"**{words.ATTEMPT[attempt.outcome]}**")
            quotation.show(with_neighbours.get(attempt.evidence.id, attempt.evidence))
    if len(point.attempts) > ATTEMPTS_AT_FIRST:
        st.toggle(f"Show all {len(point.attempts)}", key=state.key(links.PAIN_POINTS, "all-attempts", point.id))


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
