"""The account after saving: everything that was read was kept, was here already, or was refused with a reason."""

from collections.abc import Sequence

import streamlit as st

from domain.evidence import Account, FileAccount, Outcome, Refusal
from views import links, state, tables, words

BECAME = {
    Outcome.KEPT: "kept",
    Outcome.DUPLICATE: "here already, unchanged",
    Outcome.REFUSED: "could not be read",
}


def show(account: Account) -> None:
    """Show what became of each file, what was refused and why, and what to do next."""
    st.header("What became of it", anchor=False)
    said = (
        f"**{words.count(account.kept, 'observation')} kept** of {account.read:,} read. "
        f"{account.refused:,} refused, {account.duplicates:,} here already."
    )
    if account.kept or account.duplicates:
        st.success(said, icon=":material/check_circle:")
    else:
        st.warning(said, icon=":material/error:")
    head = ("File", "What became of it", "Kept", "Here already", "Refused", "Masked")
    tables.show("Each file", head, [_row(file) for file in account.files], key="account")
    show_refusals([(file.path, refusal) for file in account.files for refusal in file.refusals])
    st.header("What next?", anchor=False)
    with st.container(horizontal=True):
        links.to(links.WHAT_DO_WE_KNOW, "Who else has seen this?", icon=":material/search:")
        links.to(links.PAIN_POINTS, "What do organisations share?", icon=":material/priority_high:")
        more = state.key(links.ADD_AND_CHECK, "more")
        links.here("Add more", key=more, icon=":material/note_add:")


def show_refusals(refusals: Sequence[tuple[str, Refusal]]) -> None:
    """Show what was refused: file, place, reason and remedy. Nothing refused: nothing shown."""
    if refusals:
        rows = [(file, refusal.where, refusal.reason, refusal.remedy) for file, refusal in refusals]
        tables.show("What was refused, and why", ("File", "Where", "Why", "What to do"), rows, key="refusals")


def _row(file: FileAccount) -> tuple[object, ...]:
    masked = ", ".join(f"{number} × {words.found(name)}" for name, number in file.redactions) or "nothing"
    return (file.path, BECAME[file.outcome], file.kept, file.duplicates, len(file.refusals), masked)
