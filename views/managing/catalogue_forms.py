"""Forms for curators: import a sheet, add an entry, change one, merge two."""

from collections.abc import Callable
from dataclasses import replace

import streamlit as st

from domain.access import Viewer
from domain.catalogue import Entry, Organisation, Service, System, name_key
from domain.dates import typed_date
from domain.errors import InvalidRequest, ThroughlineError
from domain.evidence import Subject
from use_cases.app import UseCases
from use_cases.catalogue.cataloguing import ImportPlan
from use_cases.catalogue.names import OrganisationRow
from views import cached, errors, links, state, words
from views.markup import label

PAGE = links.ORGANISATIONS
TOLD_AT_MOST = 12


def offer_import(app: UseCases, viewer: Viewer) -> None:
    """Take a sheet, show what it would change, and take it in when that is wanted."""
    with st.expander("Import a sheet", key=state.key(PAGE, "import"), icon=":material/upload:"):
        st.caption(
            "A csv with the columns kind, name, organisation, aliases (with ; between), successor, ended; or a public "
            "register of organisations, or list of services, as it comes."
        )
        file = st.file_uploader("A csv or tsv file", type=["csv", "tsv"], key=state.key(PAGE, "sheet"))
        if file is None:
            return
        with errors.PageBoundary():
            plan = app.names.preview_import(viewer, file.getvalue(), file.name)
            _show_plan(plan)
            wanted = len(plan.new) + len(plan.changed)
            said = f"Take in {words.count(wanted, 'entry', 'entries')}"
            if wanted and st.button(said, key=state.key(PAGE, "take-in"), type="primary"):
                app.names.take_in(viewer, file.getvalue(), file.name)
                st.rerun()


def _show_plan(plan: ImportPlan) -> None:
    st.markdown(
        f"This is {label(plan.layout)}. **{len(plan.new):,} new, {len(plan.changed):,} changed, "
        f"{plan.same:,} the same.**"
    )
    _tell("Not taken", [f"row {item.row}: {item.problem}" for item in plan.conflicts])
    _tell("Changed", [item.after.name for item in plan.changed])
    _tell("New, and like one that is there", [f"{new}: {why} as {like}" for new, like, why in plan.look_alikes])
    if plan.unused:
        st.caption(f"Columns that are not used: {label(', '.join(plan.unused))}.")


def _tell(what: str, lines: list[str]) -> None:
    if lines:
        more = len(lines) - TOLD_AT_MOST
        rest = f"\n- and {more:,} more" if more > 0 else ""
        st.markdown(f"{what}:\n" + "\n".join(f"- {label(line)}" for line in lines[:TOLD_AT_MOST]) + rest)


def offer_entry(app: UseCases, viewer: Viewer) -> None:
    """Offer a form for a new entry."""
    with st.expander("Add an entry", key=state.key(PAGE, "add"), icon=":material/add:"):
        sort = st.segmented_control(
            "What it is", [*Subject], default=Subject.ORGANISATION, required=True, key=state.key(PAGE, "sort"),
            format_func=lambda subject: subject.value,
        )  # fmt: skip
        _form(app, viewer, sort or Subject.ORGANISATION, None)


def offer_change(app: UseCases, viewer: Viewer, row: OrganisationRow) -> None:
    """Offer a form with what is known of an organisation."""
    with st.expander("Change it", key=state.key(PAGE, "change"), icon=":material/edit:"):
        _form(app, viewer, Subject.ORGANISATION, row.entry)


def _form(app: UseCases, viewer: Viewer, sort: Subject, entry: Organisation | None) -> None:
    known = cached.catalogue(app, viewer=viewer, revision=app.revision())
    bodies = [body.name for body in known.organisations if entry is None or body.name != entry.name]
    key = (PAGE, "form", sort.value, entry.name if entry else "new")
    with st.form(state.key(*key), border=False):
        name = st.text_input("Name", entry.name if entry else "", key=state.key(*key, "name"))
        aliases = st.text_area(
            "Other names, one a line", "\n".join(entry.aliases) if entry else "", key=state.key(*key, "aliases")
        )
        organisation = successor = ended = None
        if sort is Subject.ORGANISATION:
            now = entry.successor if entry else None
            choices = [*dict.fromkeys((*([now] if now else []), *bodies))]
            successor = st.selectbox(
                "Who took over", choices, index=0 if now else None, key=state.key(*key, "successor"),
                placeholder="Nobody: it goes on", accept_new_options=True,
            )  # fmt: skip
            ended = st.text_input(
                "Ended on (2016, July 2016 or 14/07/2016)", (entry.ended if entry else None) or "",
                key=state.key(*key, "ended"),
            )  # fmt: skip
        else:
            organisation = st.selectbox("Whose it is", bodies, index=None, key=state.key(*key, "organisation"))
        if st.form_submit_button("Save", key=state.key(*key, "save")):
            _save(app, viewer, lambda: _entry(sort, name, aliases, organisation, successor, ended), was=entry)


def _entry(
    sort: Subject, name: str, aliases: str, organisation: str | None, successor: str | None, ended: str | None
) -> Entry:
    written = dict.fromkeys(line.strip() for line in aliases.splitlines() if line.strip())
    others = tuple(other for other in written if name_key(other) != name_key(name))
    if not name.strip():
        raise ValueError("An entry needs a name.")
    if sort is Subject.ORGANISATION:
        return Organisation(name=name.strip(), aliases=others, successor=successor, ended=typed_date(ended, "Ended on"))
    kind = Service if sort is Subject.SERVICE else System
    return kind(name=name.strip(), organisation=organisation, aliases=others)


def _save(app: UseCases, viewer: Viewer, build: Callable[[], Entry], *, was: Organisation | None) -> None:
    """Save an entry; one that was called otherwise keeps what it was called among its other names."""
    try:
        entry = build()
        if was and name_key(was.name) != name_key(entry.name):
            app.names.rename(viewer, Subject.ORGANISATION, was.name, entry.name, aliases=entry.aliases)
            entry = replace(entry, aliases=(*entry.aliases, was.name))
            state.set_parameter(state.ORGANISATION, entry.name)
        app.names.save(viewer, entry)
    except ValueError as error:
        errors.show(InvalidRequest(str(error), remedy="Correct the form and save again."))
        return
    except ThroughlineError as error:
        errors.show(error)
        return
    st.rerun()


def offer_merge(app: UseCases, viewer: Viewer, row: OrganisationRow) -> None:
    """Offer to make an organisation another name of one."""
    with st.expander("It is another name of one that is there", key=state.key(PAGE, "merge"), icon=":material/merge:"):
        known = cached.catalogue(app, viewer=viewer, revision=app.revision())
        others = [body.name for body in known.organisations if body.name != row.entry.name]
        into = st.selectbox("Merge it into", others, index=None, key=state.key(PAGE, "merge-into", row.entry.name))
        if st.button("Merge", key=state.key(PAGE, "merge-now"), disabled=into is None) and into:
            with errors.PageBoundary():
                app.names.merge(viewer, Subject.ORGANISATION, row.entry.name, into)
                state.set_parameter(state.ORGANISATION, into)
                st.rerun()
