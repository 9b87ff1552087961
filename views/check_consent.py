"""What participants agreed to and how long it is kept, said once for all files that are about to be saved."""

from collections.abc import Callable, Sequence

import streamlit as st

from domain.consent import NOTHING_RECORDED, Consent
from domain.proposals import FileProposal
from views import consent_fields, links, state

PAGE = links.ADD_AND_CHECK


def show(job: str, proposals: Sequence[FileProposal]) -> Callable[[], Consent | None]:
    """Show the fields; return what gives what holds for every file, None where each keeps what it says itself.

    That raises InvalidRequest for days in the wrong order. What was filled in outlives a visit to another page.
    """
    said = {proposal.description.consent for proposal in proposals}
    alike = len(said) == 1
    kept: dict[str, Consent] = st.session_state.setdefault(state.CHECKED_CONSENT, {})
    proposed = (next(iter(said)) if alike else None) or NOTHING_RECORDED
    with st.expander("Consent and retention, for all of these files", icon=":material/handshake:"):
        if not alike:
            st.caption("The files say different things. What you fill in here holds for all of them.")
        filled_in = consent_fields.ask(kept.get(job, proposed), lambda name: state.key(PAGE, name, job))

    def decided() -> Consent | None:
        consent = filled_in()
        kept[job] = consent
        return None if consent == proposed else consent

    return decided
