"""People and teams, for administrators: two tables edited in place."""

from collections.abc import Sequence
from typing import Any

import streamlit as st

from domain.access import LOCAL_VIEWER, Role, Viewer
from domain.errors import InvalidRequest
from domain.identity import digest
from domain.people import Person, Team, looks_like_one_persons
from use_cases.app import UseCases
from views import errors, links, state
from views.markup import label, table
from views.viewer import current_viewer

PAGE = links.PEOPLE
Row = dict[str, Any]


def render(app: UseCases) -> None:
    """Show people and teams to whoever may keep them, the teams to everyone."""
    viewer = current_viewer()
    st.title("People")
    st.html(
        '<p class="tl-lead">Who may sign in, what they may do, and the teams that answer for studies. No role shows '
        "more research than organisation, teams and missions do.</p>"
    )
    if viewer == LOCAL_VIEWER:
        st.info(
            "There is no sign-in here, so this record lets nobody in or out yet: everyone at this machine sees "
            "everything. Whoever runs this app sets sign-in up: its documentation says how, under “Who sees what”.",
            icon=":material/visibility:",
        )
    teams = app.people.teams(viewer)
    if not viewer.may(Role.ADMINISTRATOR):
        st.info("Administrators keep people and teams. Ask one of them to add somebody.", icon=":material/badge:")
        rows = [(team.organisation, team.name, team.contact or "") for team in teams]
        st.html(table("Teams", ("Organisation", "Team", "Mailbox"), rows))
        return
    _edit_teams(app, viewer, teams)
    _edit_people(app, viewer, app.people.everyone(viewer), teams)


def _edit_teams(app: UseCases, viewer: Viewer, teams: Sequence[Team]) -> None:
    st.header("Teams", anchor=False)
    st.caption("A contact is a mailbox of the team, not of a person.")
    rows: list[Row] = [{"organisation": t.organisation, "name": t.name, "contact": t.contact or ""} for t in teams]
    column = st.column_config
    edited = st.data_editor(
        rows or [{"organisation": "", "name": "", "contact": ""}],
        key=state.key(PAGE, "teams", _mark(rows)),
        num_rows="dynamic",
        hide_index=True,
        column_config={
            "organisation": column.TextColumn("Organisation", required=True),
            "name": column.TextColumn("Team", required=True),
            "contact": column.TextColumn("Mailbox"),
        },
        alt="Teams: organisation, name and mailbox",
    )
    for row in edited:
        if looks_like_one_persons(row["contact"] or ""):
            st.warning(f"{label(row['contact'])} looks like one person's address. Give the team's mailbox.")
    if st.button("Save teams", key=state.key(PAGE, "save-teams"), icon=":material/save:"):
        with errors.PageBoundary():
            wanted = [_team(row, number) for number, row in enumerate(_filled(edited), start=1)]
            gone = {team.full_name for team in teams} - {team.full_name for team in wanted}
            for team in (team for team in wanted if team not in teams):
                app.people.save_team(viewer, team)
            for name in sorted(gone):
                app.people.remove_team(viewer, name)
            st.rerun()


def _edit_people(app: UseCases, viewer: Viewer, people: Sequence[Person], teams: Sequence[Team]) -> None:
    st.header("People", anchor=False)
    st.caption("“Signs in as” is what the sign-in service calls somebody: most often an email address.")
    rows: list[Row] = [
        {
            "sign_in": person.sign_in,
            "name": person.name,
            "organisation": person.organisation or "",
            "role": person.role.value,
            "teams": list(person.teams),
        }
        for person in people
    ]
    column = st.column_config
    edited = st.data_editor(
        rows or [{"sign_in": "", "name": "", "organisation": "", "role": Role.READER.value, "teams": []}],
        key=state.key(PAGE, "people", _mark(rows)),
        num_rows="dynamic",
        hide_index=True,
        column_config={
            "sign_in": column.TextColumn("Signs in as", required=True),
            "name": column.TextColumn("Name"),
            "organisation": column.TextColumn("Organisation"),
            "role": column.SelectboxColumn(
                "Role", options=[role.value for role in Role], required=True, default=Role.READER.value
            ),
            "teams": column.MultiselectColumn("Teams", options=[team.full_name for team in teams]),
        },
        alt="People: what they sign in as, name, organisation, role and teams",
    )
    if st.button("Save people", key=state.key(PAGE, "save-people"), type="primary", icon=":material/save:"):
        with errors.PageBoundary():
            wanted = [_person(row, number) for number, row in enumerate(_filled(edited), start=1)]
            _check_oneself(viewer, wanted)
            for person in (person for person in wanted if person not in people):
                app.people.save(viewer, person)
            for person in people:
                if person.sign_in.casefold() not in {other.sign_in.casefold() for other in wanted}:
                    app.people.remove(viewer, person.sign_in)
            st.rerun()


def _check_oneself(viewer: Viewer, wanted: Sequence[Person]) -> None:
    """Raise InvalidRequest when an administrator would put themselves out of the record, or lower."""
    if viewer.sees_everything:
        return
    own = [person for person in wanted if person.sign_in.casefold() == viewer.name.casefold()]
    if not own or own[0].role is not Role.ADMINISTRATOR:
        raise InvalidRequest(
            "You would no longer be an administrator yourself.",
            where=viewer.name,
            remedy="Keep your own row as it is; another administrator can change it.",
        )


def _filled(rows: Sequence[Row]) -> list[Row]:
    return [row for row in rows if any(str(value).strip() for value in row.values() if value and value != "reader")]


def _team(row: Row, number: int) -> Team:
    if not (_said(row, "organisation") and _said(row, "name")):
        raise InvalidRequest(
            "A team needs its organisation and a name.", where=f"teams, row {number}", remedy="Fill both cells."
        )
    return Team(organisation=_said(row, "organisation"), name=_said(row, "name"), contact=_said(row, "contact") or None)


def _person(row: Row, number: int) -> Person:
    if not _said(row, "sign_in"):
        raise InvalidRequest(
            "A person needs what they sign in as.", where=f"people, row {number}", remedy="Fill the first cell."
        )
    return Person(
        sign_in=_said(row, "sign_in"),
        name=_said(row, "name"),
        organisation=_said(row, "organisation") or None,
        role=Role(row["role"] or Role.READER.value),
        teams=tuple(row["teams"] or ()),
    )


def _said(row: Row, name: str) -> str:
    return str(row[name] or "").strip()


def _mark(rows: Sequence[Row]) -> str:
    """Return a word that changes with what is stored, so that a table shows what was saved."""
    return digest(repr(rows), length=8)
