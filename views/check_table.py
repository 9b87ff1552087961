"""The table before anything is saved: one row a file, edited in place, with what others will see below it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import streamlit as st

from domain.access import Marking, Viewer, Visibility
from domain.catalogue import Catalogue
from domain.errors import InvalidRequest
from domain.evidence import Basis, Standing, checked_date
from domain.proposals import FileDescription, FileProposal, Redaction, StagedFile
from domain.tables import SavedMapping
from use_cases.app import UseCases
from use_cases.guiding import FOLLOWED
from use_cases.publishing import teams_of
from views import (
    cached,
    check_consent,
    column_mapping,
    errors,
    ingest_account,
    job_status,
    links,
    masking_review,
    state,
    tables,
    words,
)
from views.markup import facts, label

PAGE = links.ADD_AND_CHECK
Row = dict[str, Any]
NAMED_AT_MOST = 3
"""How many files a warning names; the rest are counted."""
NONE = "none"
"""What stands for an empty choice: Streamlit draws an empty text as "None"."""
LOCKED = ("file", "observations", "refused", "warnings")
PROPOSED = "Who did the research is proposed from the text."


def show(app: UseCases, viewer: Viewer, job: str) -> None:
    """Show what a check found, take corrections, and offer to save. Nothing is lost on a wrong entry."""
    proposals = cached.checked_files(app, viewer=viewer, job=job)
    known = cached.catalogue(app, viewer=viewer, revision=app.revision())
    st.header("Check each line", anchor=False)
    st.caption("Change what is wrong: click a cell, type, press Enter. Nothing is saved yet.")
    missions = [mission.name for mission in app.missions.all(viewer)]
    teams = _teams(app, viewer)
    rows = _edit(job, proposals, known, missions, teams)
    shown = [[", ".join(cell) if isinstance(cell, list) else cell for cell in row.values()] for row in rows]
    tables.offer("These lines", list(rows[0]) if rows else [], shown, key=state.key("check", job))
    _show_warnings(proposals)
    columns = column_mapping.show(job, proposals)
    with errors.PageBoundary():
        if column_mapping.is_changed(proposals, columns):
            column_mapping.offer_reading_again(app, viewer, _described_all(proposals, rows, columns))
    mode = masking_review.choose_mode(app)
    _show_one(app, viewer, job, proposals, rows, mode)
    if not any(proposal.observations for proposal in proposals):
        st.info("There is nothing to save: no passage could be kept. Mend the files, and check them again.")
        return
    consent = check_consent.show(job, proposals)
    with errors.PageBoundary():
        described, held = _described_all(proposals, rows, columns), consent()
        if held is not None:
            described = [(file, replace(said, consent=held)) for file, said in described]
        _offer_saving(app, viewer, described, mode)


def _described_all(
    proposals: Sequence[FileProposal], rows: Sequence[Row], columns: dict[str, SavedMapping]
) -> list[tuple[StagedFile, FileDescription]]:
    """Return each file as it is described now, its columns with it. Raises InvalidRequest as for one row."""
    return [
        (
            proposal.file,
            replace(
                column_mapping.said_with(_described(proposal, row), proposal, columns),
                masking=masking_review.decisions(proposal),
            ),
        )
        for proposal, row in zip(proposals, rows, strict=True)
    ]


def _teams(app: UseCases, viewer: Viewer) -> list[str]:
    """Return the teams to choose from: one's own, or every team where nobody signs in."""
    if not viewer.sees_everything:
        return teams_of(viewer) or [""]
    return ["", *(team.full_name for team in app.people.teams(viewer))]


def _edit(
    job: str, proposals: Sequence[FileProposal], known: Catalogue, missions: Sequence[str], teams: Sequence[str]
) -> list[Row]:
    """Show the table and return its rows as edited; edits outlive a visit to another page."""
    kept: dict[str, dict[str, list[Row]]] = st.session_state.setdefault(state.CHECKED_TABLES, {})
    table = kept.setdefault(job, {"base": [_row(proposal) for proposal in proposals]})
    key = state.key(PAGE, "table", job)
    if key not in st.session_state and "edited" in table:
        table["base"] = table["edited"]
    table["edited"] = st.data_editor(
        table["base"],
        key=key,
        hide_index=True,
        num_rows="fixed",
        disabled=LOCKED,
        column_config=_columns(known, table["base"], missions, teams),
        alt="One row a file: what it is, who it is about, and who may see it",
    )
    return table["edited"]


def _row(proposal: FileProposal) -> Row:
    said = proposal.description
    return {
        "file": proposal.shown_name,
        "observations": proposal.observations,
        "refused": len(proposal.refusals),
        "study": said.study or "",
        "organisation": said.organisation or "",
        "about": list(said.about),
        "service": said.service or "",
        "date": said.date or "",
        "standing": words.STANDING[said.standing or Standing.UNKNOWN],
        "visibility": (said.visibility or Visibility.TEAM).label,
        "team": said.team or NONE,
        "marking": said.marking.value if said.marking else NONE,
        "mission": said.mission or NONE,
        "warnings": "; ".join(_warnings(proposal)),
    }


def _warnings(proposal: FileProposal) -> list[str]:
    if FOLLOWED in proposal.refusals:
        return ["Followed: it says what the columns of another file hold."]
    if not proposal.preview and proposal.refusals:
        return [f"Cannot be read: {proposal.refusals[0].reason}"]
    return [*proposal.warnings, *([PROPOSED] if proposal.organisation_basis is Basis.PROPOSED else [])]


def _show_warnings(proposals: Sequence[FileProposal]) -> None:
    """Show each warning once, with the files that it holds for."""
    files: dict[str, list[str]] = {}
    for proposal in proposals:
        for warning in _warnings(proposal):
            files.setdefault(warning, []).append(proposal.shown_name)
    if files:
        said = "\n".join(f"- {label(warning)} ({label(_few(names))})" for warning, names in files.items())
        st.warning(f"**Look at this**\n\n{said}", icon=":material/visibility:")


def _few(names: Sequence[str]) -> str:
    more = len(names) - NAMED_AT_MOST
    return words.listed([*names[:NAMED_AT_MOST], *([f"{more:,} more"] if more > 0 else [])])


def _columns(known: Catalogue, rows: Sequence[Row], missions: Sequence[str], teams: Sequence[str]) -> dict[str, Any]:
    column = st.column_config
    names = {entry.name for entry in (*known.organisations, *known.services, *known.systems)}
    names |= {name for row in rows for name in row["about"]}
    return {
        "file": column.TextColumn("File", pinned=True),
        "observations": column.NumberColumn("Kept", help="How many observations saving would keep"),
        "refused": column.NumberColumn("Refused"),
        "study": column.TextColumn("Study", required=True),
        "organisation": column.TextColumn("Researched by", required=True),
        "about": column.MultiselectColumn(
            "About", options=sorted(names), accept_new_options=True,
            help="Organisations, services and systems that the findings concern",
        ),
        "service": column.TextColumn("Service"),
        "date": column.TextColumn("Date", help="2024, 2024-05 or 2024-05-31"),
        "standing": column.SelectboxColumn("Still true?", options=list(words.STANDING.values()), required=True),
        "visibility": column.SelectboxColumn(
            "Who may see it", options=[visibility.label for visibility in Visibility], required=True
        ),
        "team": column.SelectboxColumn(
            "Team", options=_choices(teams, rows, "team"),
            help="The team that answers for the study; with none, the organisation as a whole does",
        ),
        "marking": column.SelectboxColumn(
            "Marking", options=[NONE, *(marking.value for marking in Marking)],
            help="It stands on everything that leaves with a quotation of this study in it",
        ),
        "mission": column.SelectboxColumn(
            "Mission", options=_choices(["", *missions], rows, "mission"),
            help="The mission that the study belongs to",
        ),
        "warnings": column.TextColumn("Look at this", width="large"),
    }  # fmt: skip


def _choices(names: Sequence[str], rows: Sequence[Row], column: str) -> list[str]:
    choices = {name or NONE for name in (*names, *(row[column] for row in rows))}
    return sorted(choices, key=lambda name: (name != NONE, name))


def _show_one(
    app: UseCases, viewer: Viewer, job: str, proposals: Sequence[FileProposal], rows: Sequence[Row], mode: Redaction
) -> None:
    at = 0
    if len(proposals) > 1:
        at = st.selectbox(
            "Look into one file",
            range(len(proposals)),
            format_func=lambda index: proposals[index].shown_name,
            key=state.key(PAGE, "file"),
        )
    proposal, row = proposals[at], rows[at]
    text, seen = st.columns([3, 2], gap="large")
    with text:
        masking_review.show(cached.checked_file(app, viewer=viewer, job=job, at=at), mode)
    with seen:
        _show_what_others_see(proposal, row, mode)
    ingest_account.show_refusals([(proposal.shown_name, refusal) for refusal in proposal.refusals])


def _show_what_others_see(proposal: FileProposal, row: Row, mode: Redaction) -> None:
    st.markdown("### What others will see")
    st.html(
        facts(
            [
                ("Study", row["study"] or "not said"),
                ("Researched by", row["organisation"] or "not said"),
                ("About", words.listed(row["about"] or []) or "as the text says"),
                ("Source", proposal.shown_name),
                ("Date", row["date"] or "not recorded"),
                ("Still true?", row["standing"]),
                ("Who may see it", row["visibility"]),
                ("Team", _said(row["team"]) or row["organisation"]),
                ("Marking", row["marking"] or NONE),
                ("Mission", row["mission"] or NONE),
            ]
        )
    )
    if not proposal.observations:
        st.markdown("Nothing of this file: no passage of it can be kept.")
        return
    observations = words.count(proposal.observations, "passage")
    st.markdown(
        f"{observations} of this text, quoted exactly, each with its neighbours and its place. "
        "The file as you gave it and what is under the masks are not shown."
    )
    if proposal.redactions and mode is not Redaction.ON:
        st.caption("Names and numbers stand as they are, but for what you decided on: nothing else is masked.")


def _offer_saving(
    app: UseCases, viewer: Viewer, described: Sequence[tuple[StagedFile, FileDescription]], mode: Redaction
) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom"):
        day = st.date_input(
            "Others see it not before (empty: at once)", value=None, format="YYYY-MM-DD", width=320,
            key=state.key(PAGE, "embargo"),
        )  # fmt: skip
        draft = st.button("Save as draft", key=state.key(PAGE, "draft"), icon=":material/draft:")
        publish = st.button("Publish", key=state.key(PAGE, "publish"), type="primary", icon=":material/publish:")
    if draft or publish:
        embargo = day.isoformat() if isinstance(day, date) else None
        files = [(file, replace(said, draft=draft, embargo=embargo or said.embargo)) for file, said in described]
        job_status.remember(app.queue_ingest(viewer, files, redaction=mode))


def _described(proposal: FileProposal, row: Row) -> FileDescription:
    """Return the row as a description. Raises InvalidRequest naming file and column for what cannot be used."""
    when = (row["date"] or "").strip()
    try:
        checked_date(when or None)
    except ValueError as error:
        remedy = "Write a year, a year and month, or a day in its cell: 2024, 2024-05 or 2024-05-31."
        raise InvalidRequest(f"'{when}' is not a date.", where=f"{proposal.shown_name}, Date", remedy=remedy) from error
    visibility = next(visibility for visibility in Visibility if visibility.label == row["visibility"])
    mission = _said(row["mission"])
    if visibility is Visibility.MISSION and mission is None:
        raise InvalidRequest(
            "A study for a mission's group needs its mission.",
            where=f"{proposal.shown_name}, Mission",
            remedy="Choose the mission in its cell, or say who else may see the study.",
        )
    return replace(
        proposal.description,
        mission=mission,
        study=_said(row["study"]),
        organisation=_said(row["organisation"]),
        about=tuple(row["about"] or ()),
        service=_said(row["service"]),
        date=when or None,
        standing=next(standing for standing, said in words.STANDING.items() if said == row["standing"]),
        visibility=visibility,
        team=_said(row["team"]),
        marking=Marking(marking) if (marking := _said(row["marking"])) else None,
    )


def _said(value: str | None) -> str | None:
    said = (value or "").strip()
    return said if said and said != NONE else None
