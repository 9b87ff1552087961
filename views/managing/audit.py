"""Audit: who added, opened, exported, changed, withdrew or removed what; for curators and administrators."""

import json
from collections.abc import Mapping
from functools import partial

import streamlit as st

from domain.access import Role
from domain.audit import AuditEntry, Deed
from use_cases.app import UseCases
from use_cases.file_names import file_name
from views import downloads, links, state, words
from views.markup import table
from views.viewer import current_viewer

PAGE = links.AUDIT
LISTED_AT_MOST = 100
HEAD = ("No.", "When", "Who", "What was done", "To what", "Details")
FORMS = (("csv", "CSV", "text/csv"), ("json", "JSON", "application/json"))
ANY = "anything"


def render(app: UseCases) -> None:
    """Show the latest entries, whether the audit is whole, and offer all of it as a file."""
    viewer = current_viewer()
    st.title("Audit")
    if not viewer.may(Role.CURATOR):
        st.info("Curators and administrators read the audit.", icon=":material/lock:")
        return
    st.html('<p class="tl-lead">Who did what, in the order in which it was done. Nobody can change an entry.</p>')
    fault = app.audit.fault(viewer)
    if fault:
        st.error(f"The audit is broken: {fault}. Compare it with a backup.", icon=":material/error:")
    else:
        st.caption(":material/verified: Every entry is there, as it was made.")
    chosen = st.selectbox("Show", [ANY, *(deed.value for deed in Deed)], key=state.key(PAGE, "deed"))
    deed = None if chosen == ANY else Deed(chosen)
    entries = app.audit.entries(viewer, limit=LISTED_AT_MOST, deed=deed)
    if not entries:
        st.info("Nothing of that was done yet.", icon=":material/history:")
    else:
        names = app.audit.names(viewer, entries)
        st.html(table("The latest entries", HEAD, [_cells(entry, names) for entry in entries]))
    st.caption(
        "The file holds all of it under identifiers, the oldest entry first, each tied to the one before by a hash."
    )
    with st.container(horizontal=True):
        for form, called, media_type in FORMS:
            downloads.offer(
                f"The whole audit ({called})",
                partial(app.audit.export, viewer, form),
                name=file_name("audit", ending=form),
                media_type=media_type,
                key=state.key(PAGE, "take", form),
            )


def _cells(entry: AuditEntry, names: Mapping[str, str]) -> tuple[object, ...]:
    said = "; ".join(f"{name.replace('_', ' ')}: {_short(value, names)}" for name, value in entry.details.items())
    when = words.moment(entry.at, state.timezone())
    subject = ", ".join(names.get(each, each) for each in entry.subject.split(", "))
    return (entry.nth, when, words.who(entry.who), entry.deed.value, subject, said or "—")


def _short(value: object, names: Mapping[str, str]) -> str:
    """Return a detail in words: what a mapping counts without the nothings in it, a long list by its length."""
    if isinstance(value, dict):
        return ", ".join(f"{name} {_short(inner, names)}" for name, inner in value.items() if inner)
    if isinstance(value, list) and len(value) <= 3 and all(isinstance(each, str) for each in value):
        return ", ".join(names.get(each, each) for each in value)
    if isinstance(value, list) and len(value) > 3:
        return f"{len(value):,}"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return names.get(value, value) if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
