"""Names found in text, for a person to decide on: it is one, it is another name of one, or it is none at all."""

from functools import partial

import streamlit as st

from domain.access import Role, Viewer
from domain.evidence import Basis, Subject
from domain.names import Decision, NameDecision
from use_cases.app import UseCases
from use_cases.catalogue.names import OpenName
from views import cached, links, quotation, state, undoing, words
from views.markup import label

PAGE = links.ORGANISATIONS
SHOWN_AT_ONCE = 3
DECIDED_SHOWN = 20
BASIS = {
    Basis.STATED: "stated by a person",
    Basis.PROPOSED: "proposed from text",
    Basis.ASSUMED: "assumed, because nobody said",
}
DECIDED = {Decision.CONFIRMED: "in the catalogue", Decision.MERGED: "is", Decision.REJECTED: "names no such thing"}


def show(app: UseCases, viewer: Viewer) -> None:
    """Show the names that wait, the commonest first; only curators get the buttons."""
    waiting = cached.open_names(app, viewer=viewer, revision=app.revision())
    if not waiting:
        return
    with st.container(border=True, key=state.key(PAGE, "waiting")):
        st.header(f"{words.count(len(waiting), 'name')} to decide on", anchor=False)
        if not viewer.may(Role.CURATOR):
            names = words.listed([item.proposal.name for item in waiting[:SHOWN_AT_ONCE]])
            st.markdown(f"Found in text, and not yet looked at by a curator: {label(names)}, for example.")
            return
        st.caption(
            "The machine took these from text. What names one that you confirm is about it from then on, unless "
            "somebody said whom it is about. You can take every decision back."
        )
        for item in waiting[:SHOWN_AT_ONCE]:
            _show_one(app, viewer, item)


def _show_one(app: UseCases, viewer: Viewer, item: OpenName) -> None:
    proposal = item.proposal
    parts = [words.count(proposal.found.observations, "observation"), words.studies(proposal.found.studies)]
    told = " · ".join(parts if proposal.found.studies else parts[:1])
    st.markdown(f"**{label(proposal.name)}** · {proposal.subject.value} · {told}")
    if proposal.aliases:
        st.caption(f"Also written {label(words.listed(list(proposal.aliases)))}: these become other names of it.")
    if item.example:
        quotation.show(item.example, with_organisation=False)
    key = (PAGE, "name", proposal.subject.value, proposal.name)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        if st.button("Confirm", key=state.key(*key, "confirm"), type="primary"):
            undoing.do(lambda: app.names.confirm(viewer, proposal.subject, proposal.name))
        for other in item.look_alikes[:3]:
            chosen = st.button(
                f"Is {label(other.name)}",
                key=state.key(*key, "is", other.name),
                help=label(f"Looks like it: {other.why}"),
            )
            if chosen:
                undoing.do(partial(app.names.merge, viewer, proposal.subject, proposal.name, other.name))
        with st.popover("Is another…"):
            _merge_into(app, viewer, item)
        none = f"Not {'an' if proposal.subject is Subject.ORGANISATION else 'a'} {proposal.subject.value}"
        if st.button(none, key=state.key(*key, "reject")):
            undoing.do(lambda: app.names.reject(viewer, proposal.subject, proposal.name))


def _merge_into(app: UseCases, viewer: Viewer, item: OpenName) -> None:
    proposal = item.proposal
    known = cached.catalogue(app, viewer=viewer, revision=app.revision())
    others = [entry.name for entry in known.entries(proposal.subject) if entry.name != proposal.name]
    key = (PAGE, "into", proposal.subject.value, proposal.name)
    into = st.selectbox("It is another name of", others, index=None, key=state.key(*key))
    if st.button("Merge", key=state.key(*key, "merge"), disabled=into is None) and into:
        undoing.do(lambda: app.names.merge(viewer, proposal.subject, proposal.name, into))


def show_decided(app: UseCases, viewer: Viewer) -> None:
    """Show what was decided lately, with a way to take each decision back."""
    decided = app.names.decisions(viewer)
    if not decided:
        return
    with st.expander(f"What was decided on names ({len(decided):,})", key=state.key(PAGE, "decided")):
        for item in decided[:DECIDED_SHOWN]:
            with st.container(horizontal=True, vertical_alignment="center"):
                st.markdown(label(_said(item)))
                key = state.key(PAGE, "undo", item.subject.value, item.name)
                if st.button("Take it back", key=key, help=label(f"Undo the decision on {item.name}")):
                    undoing.do(partial(app.names.undo, viewer, item.subject, item.name))


def _said(item: NameDecision) -> str:
    what = f"{item.name} ({item.subject.value}): {DECIDED[item.decision]}"
    into = f" {item.into}" if item.into else ""
    return f"{what}{into}. {words.who(item.decided_by)}, {words.date(item.decided_at[:10])}"
