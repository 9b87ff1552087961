"""Whose a pain point is: "us too", who answers for it, and whom to ask."""

from collections.abc import Sequence
from html import escape

import streamlit as st

from domain.access import Role, Viewer
from domain.catalogue import Catalogue
from domain.errors import ThroughlineError
from domain.insights import PainPoint
from domain.missions import Claim, HasOwner, OwnerStatus, PainPointOwner
from domain.people import Contact
from use_cases.app import UseCases
from views import cached, errors, links, state, words
from views.markup import label

PART = "ownership"


def show(app: UseCases, viewer: Viewer, point: PainPoint) -> tuple[Contact, ...]:
    """Show who says "us too" and who answers for a pain point, and what this viewer may say; return whom to ask."""
    said = app.ownership.words(viewer, [point])[point.id]
    known = cached.catalogue(app, viewer=viewer, revision=app.revision())
    us_too, owner = st.columns(2, gap="medium")
    with us_too, st.container(border=True, height="stretch"):
        st.markdown("### Us too")
        _show_claims(app, viewer, point, said.claims, known)
    with owner, st.container(border=True, height="stretch"):
        st.markdown("### Who answers for it")
        show_owners(app, viewer, point, said.owners, likely=[count.name for count in point.organisations])
    return said.contacts


def contacts(found: tuple[Contact, ...]) -> str:
    """Return teams with their mailboxes as HTML, escaped."""
    if not found:
        return '<p class="tl-quiet">No team is on record.</p>'
    rows = "".join(f"<li><strong>{escape(entry.team)}</strong><br>{_mailbox(entry)}</li>" for entry in found)
    return f'<ul class="tl-contacts">{rows}</ul>'


def show_owners(
    app: UseCases, viewer: Viewer, point: HasOwner, owners: tuple[PainPointOwner, ...], *, likely: Sequence[str]
) -> None:
    """Show who answers for a pain point or a gap, or that nobody does, and let one be proposed or accepted.

    ``likely`` are the organisations to choose from first.
    """
    for owner in owners:
        _show_owner(app, viewer, point, owner)
    with st.container(horizontal=True, vertical_alignment="center"):
        if not owners:
            st.markdown("**No owner.** Nobody answers for it yet.")
        if viewer.may(Role.RESEARCHER):
            with st.popover("Propose an owner", key=_closed("owner", point, len(owners)), icon=":material/person_add:"):
                _propose(app, viewer, point, likely)


def _show_claims(app: UseCases, viewer: Viewer, point: PainPoint, claims: tuple[Claim, ...], known: Catalogue) -> None:
    if claims:
        say = "organisation says so" if len(claims) == 1 else "organisations say so"
        st.markdown(
            f"**{len(claims)} {say} without evidence yet:** {label(words.listed([c.organisation for c in claims]))}."
        )
    else:
        st.markdown("Does your organisation meet this as well? Say so: it counts as a claim until evidence is added.")
    if not viewer.may(Role.RESEARCHER):
        return
    own = known.current(viewer.organisation) if viewer.organisation else None
    if own is None and not viewer.sees_everything:
        st.caption("Ask an administrator to record which organisation you are in: then you can say “us too”.")
        return
    for claim in claims:
        if viewer.sees_everything or viewer.may(Role.CURATOR) or known.current(claim.organisation) == own:
            _button(
                f"Take back: {claim.organisation}", "back", point, claim.organisation,
                lambda name=claim.organisation: app.ownership.withdraw_claim(viewer, point, name),
            )  # fmt: skip
    _say_so(app, viewer, point, own, {known.current(claim.organisation) for claim in claims})
    if claims:
        links.to(links.ADD_AND_CHECK, "Add the findings behind a claim", icon=":material/note_add:")


def _say_so(app: UseCases, viewer: Viewer, point: PainPoint, own: str | None, said: set[str]) -> None:
    """Offer to say "us too": for the viewer's own organisation, or for one to choose."""
    shown = {count.name for count in point.organisations}
    if own is None:
        with st.popover("Us too", key=_closed("us-too", point, len(said)), icon=":material/front_hand:"):
            names = _bodies(app, viewer)
            name = st.selectbox(
                "For which organisation?", [body for body in names if body not in shown | said],
                key=_key("us-too-for", point), accept_new_options=True, index=None, placeholder="Choose or write one",
            )  # fmt: skip
            if st.button("Say so", key=_key("say-so", point), type="primary"):
                with errors.PageBoundary():
                    app.ownership.claim(viewer, point, name or "")
                    st.rerun()
    elif own in shown:
        st.caption(f"There is evidence from {label(own)} already.")
    elif own not in said:
        _button("Us too", "us-too", point, own, lambda: app.ownership.claim(viewer, point, own))


def _show_owner(app: UseCases, viewer: Viewer, point: HasOwner, owner: PainPointOwner) -> None:
    name = owner.organisation
    accepted = owner.status is OwnerStatus.ACCEPTED
    st.markdown(f"**{label(name)}**: {'accepted' if accepted else 'proposed'} {words.date(owner.said_at[:10])}")
    with st.container(horizontal=True):
        if not accepted and viewer.may(Role.CURATOR):
            _button("Accept", "accept", point, name, lambda: app.ownership.accept_owner(viewer, point, name))
        if viewer.may(Role.CURATOR) or (owner.said_by == viewer.name and not accepted):
            _button("Take back", "disown", point, name, lambda: app.ownership.remove_owner(viewer, point, name))


def _propose(app: UseCases, viewer: Viewer, point: HasOwner, likely: Sequence[str]) -> None:
    rest = [name for name in _bodies(app, viewer) if name not in likely]
    name = st.selectbox(
        "Which organisation should answer for it?", [*likely, *rest], key=_key("owner-name", point),
        accept_new_options=True, index=None, placeholder="Choose or write one",
    )  # fmt: skip
    if st.button("Propose", key=_key("propose", point), type="primary"):
        with errors.PageBoundary():
            app.ownership.propose_owner(viewer, point, name or "")
            st.rerun()


def _bodies(app: UseCases, viewer: Viewer) -> list[str]:
    known = cached.catalogue(app, viewer=viewer, revision=app.revision())
    return [entry.name for entry in known.organisations if not entry.successor]


def _button(title: str, what: str, point: HasOwner, organisation: str, act) -> None:  # type: ignore[no-untyped-def]
    """Show a button that does one thing and shows the page anew; what goes wrong is told beside it."""
    if st.button(title, key=state.key(PART, what, point.id, organisation)):
        try:
            act()
        except ThroughlineError as error:
            errors.show(error)
        else:
            st.rerun()


def _key(what: str, point: HasOwner) -> str:
    return state.key(PART, what, point.id)


def _closed(what: str, point: HasOwner, said: int) -> str:
    """Return the key of a box that opens: another one once something was said in it, so that it is closed again."""
    return state.key(PART, what, point.id, "box", said)


def _mailbox(contact: Contact) -> str:
    if not contact.contact:
        return '<span class="tl-quiet">no mailbox on record</span>'
    address = escape(contact.contact)
    return f'<a href="mailto:{address}">{address}</a>' if "@" in contact.contact else address
