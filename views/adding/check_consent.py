"""Consent and retention said while research is added: folded away, and all of it may stay blank."""

from dataclasses import replace

import streamlit as st

from domain.consent import NOTHING_RECORDED, Consent
from views import links, state
from views.adding import consent_fields

PAGE = links.ADD_AND_CHECK


def ask(job: str) -> Consent:
    """Ask what holds for every file of a check, and return it. Raises InvalidRequest for days that cannot be.

    What was filled in outlives a visit to another page.
    """
    kept: dict[str, Consent] = st.session_state.setdefault(state.CHECKED_CONSENT, {})
    with st.expander("Consent and retention (may stay blank)", icon=":material/handshake:"):
        st.caption("This holds for every study of this check. You can change it later on the study's page.")
        filled_in = consent_fields.ask(
            kept.get(job, NOTHING_RECORDED), lambda name: state.key(PAGE, "consent", job, name)
        )
    kept[job] = filled_in()
    return kept[job]


def joined(known: Consent | None, said: Consent, unheard: str) -> Consent | None:
    """Return what was said of one study: its file's own, filled with what holds for all, and who was not heard."""
    first = known or NOTHING_RECORDED
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
