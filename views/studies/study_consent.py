"""A study's consent and retention: what is recorded, and the form in which its team says it."""

import streamlit as st

from domain.access import Viewer
from domain.consent import NOT_RECORDED
from domain.publishing import StudyChange, StudyRow
from use_cases.app import UseCases
from views import errors, links, state, words
from views.adding import consent_fields
from views.markup import facts

PAGE = links.STUDIES


def show(app: UseCases, viewer: Viewer, row: StudyRow) -> None:
    """Show what is recorded of consent and retention; its team may change it, and withdraw from the study."""
    said = row.study.consent
    st.header("Consent and retention", anchor=False)
    st.html(
        facts(
            [
                ("Lawful basis", said.basis.label if said.basis else NOT_RECORDED),
                ("What consent covers", said.covers or NOT_RECORDED),
                ("Originals kept until", words.date(said.raw_until) if said.raw_until else NOT_RECORDED),
                ("What was learnt kept until", words.date(said.insight_until) if said.insight_until else NOT_RECORDED),
                ("Who was not heard", said.not_heard or NOT_RECORDED),
            ]
        )
    )
    if not row.mine:
        return
    with st.expander("Record consent and retention", icon=":material/edit_note:"):
        _ask(app, viewer, row)
    links.to(
        links.WITHDRAWALS,
        "Withdraw a participant, or the study",
        icon=":material/person_remove:",
        parameters={state.STUDY: row.study.id},
    )


def _ask(app: UseCases, viewer: Viewer, row: StudyRow) -> None:
    study = row.study
    with st.form(state.key(PAGE, "consent", study.id), border=False):
        filled_in = consent_fields.ask(study.consent, lambda name: state.key(PAGE, name, study.id))
        pressed = st.form_submit_button("Save consent", key=state.key(PAGE, "save-consent"), icon=":material/save:")
    if not pressed:
        return
    with errors.PageBoundary():
        app.publishing.change(viewer, study.id, StudyChange(consent=filled_in()))
        st.rerun()
