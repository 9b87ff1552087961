"""A study's consent and retention: what is recorded, and the form in which its team says it."""

from datetime import date

import streamlit as st

from domain.access import Viewer
from domain.consent import NOT_RECORDED, Consent, LawfulBasis
from domain.errors import InvalidRequest
from domain.publishing import StudyChange, StudyRow
from use_cases.app import UseCases
from views import errors, links, state, words
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


def fields(said: Consent, *, key: str) -> Consent:
    """Show the fields of consent and retention and return what they say. Raises InvalidRequest for days in no order."""
    bases = [None, *LawfulBasis]
    basis = st.selectbox(
        "Lawful basis (UK GDPR)",
        bases,
        index=bases.index(said.basis),
        format_func=lambda choice: choice.label if choice else NOT_RECORDED,
        key=state.key(key, "basis"),
    )
    covers = st.text_input("What consent covers, in words", said.covers or "", key=state.key(key, "covers"))
    left, right = st.columns(2)
    with left:
        raw = _day("Originals kept until", said.raw_until, state.key(key, "raw"))
    with right:
        insight = _day("What was learnt kept until", said.insight_until, state.key(key, "insight"))
    unheard = st.text_area("Who was not heard", said.not_heard or "", key=state.key(key, "unheard"), height=80)
    st.caption("All of it may stay blank. Originals go first. Nothing is deleted without somebody's click.")
    try:
        return Consent(
            basis=basis,
            covers=covers.strip() or None,
            raw_until=raw,
            insight_until=insight,
            not_heard=unheard.strip() or None,
        )
    except ValueError as error:
        raise InvalidRequest(str(error), where="the days", remedy="Choose another day.") from None


def _ask(app: UseCases, viewer: Viewer, row: StudyRow) -> None:
    study = row.study
    with errors.PageBoundary():
        with st.form(state.key(PAGE, "consent", study.id), border=False):
            fault: InvalidRequest | None = None
            try:
                consent = fields(study.consent, key=state.key(PAGE, study.id))
            except InvalidRequest as error:
                fault = error
            pressed = st.form_submit_button("Save consent", key=state.key(PAGE, "save-consent"), icon=":material/save:")
        if not pressed:
            return
        if fault:
            raise fault
        app.publishing.change(viewer, study.id, StudyChange(consent=consent))
        st.rerun()


def _day(title: str, value: str | None, key: str) -> str | None:
    chosen = st.date_input(
        title,
        value=date.fromisoformat(value) if value else None,
        key=key,
        format="YYYY-MM-DD",
        min_value=date(2000, 1, 1),
        max_value=date(2100, 1, 1),
    )
    return chosen.isoformat() if isinstance(chosen, date) else None
