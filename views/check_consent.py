"""Consent and retention said while research is added: folded away, and all of it may stay blank."""

from dataclasses import replace

import streamlit as st

from domain.consent import Consent
from views import links, state, study_consent

PAGE = links.ADD_AND_CHECK


def ask(job: str) -> Consent:
    """Ask what holds for every file of a check, and return it. Raises InvalidRequest for days that cannot be."""
    with st.expander("Consent and retention (may stay blank)", icon=":material/verified_user:"):
        st.caption("This holds for every study of this check. You can change it later on the study's page.")
        return study_consent.fields(Consent(), key=state.key(PAGE, "consent", job))


def joined(known: Consent | None, said: Consent, unheard: str) -> Consent | None:
    """Return what was said of one study: its file's own, filled with what holds for all, and who was not heard."""
    first = known or Consent()
    heard = "\n".join(dict.fromkeys(filter(None, (first.not_heard, said.not_heard, unheard))))
    consent = replace(
        first,
        basis=said.basis or first.basis,
        covers=said.covers or first.covers,
        raw_until=said.raw_until or first.raw_until,
        insight_until=said.insight_until or first.insight_until,
        not_heard=heard or None,
    )
    return None if consent.is_blank else consent
