"""The rows of a check: one a file, edited in place, changed by answers, and read as descriptions of files."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import streamlit as st

from domain.access import Marking, Visibility
from domain.catalogue import Catalogue, Entry
from domain.dates import FORMS, typed_date
from domain.errors import InvalidRequest
from domain.evidence import Standing
from domain.proposals import FileDescription, FileProposal
from views import links, state, words

PAGE = links.ADD_AND_CHECK
Row = dict[str, Any]
Changes = Mapping[int, Mapping[str, Any]]
"""New values of cells: by row, then by column."""
NONE = "none"
"""What stands for an empty choice: Streamlit draws an empty text as "None"."""
LOCKED = ("file", "observations", "refused", "warnings")


def edit(
    job: str,
    proposals: Sequence[FileProposal],
    warnings: Sequence[str],
    known: Catalogue,
    missions: Sequence[str],
    teams: Sequence[str],
) -> list[Row]:
    """Show the table and return its rows as edited; edits outlive a visit to another page."""
    table = _kept(job)
    if "base" not in table:
        table["base"] = [_row(proposal, told) for proposal, told in zip(proposals, warnings, strict=True)]
    key = state.key(PAGE, "table", job, table.get("turn", 0))
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
    rows: list[Row] = table["edited"]
    return rows


def change(job: str, changes: Changes) -> dict[int, dict[str, Any]]:
    """Change cells as somebody answered, and return what stood in them, so that it can be undone."""
    table = _kept(job)
    rows = [dict(row) for row in table.get("edited", table["base"])]
    before = {at: {name: rows[at][name] for name in cells} for at, cells in changes.items()}
    for at, cells in changes.items():
        rows[at].update(cells)
    table.update(base=rows, edited=rows, turn=table.get("turn", 0) + 1)
    return before


def _kept(job: str) -> dict[str, Any]:
    kept: dict[str, dict[str, Any]] = st.session_state.setdefault(state.CHECKED_TABLES, {})
    return kept.setdefault(job, {})


def _row(proposal: FileProposal, warnings: str) -> Row:
    said = proposal.description
    return {
        "file": proposal.shown_name,
        "observations": proposal.observations,
        "refused": len(proposal.refusals),
        "study": said.study or "",
        "organisation": said.organisation or "",
        "date": said.date or "",
        "visibility": (said.visibility or Visibility.TEAM).label,
        "about": list(said.about),
        "service": said.service or "",
        "standing": words.STANDING[said.standing or Standing.UNKNOWN],
        "team": said.team or NONE,
        "marking": said.marking.value if said.marking else NONE,
        "mission": said.mission or NONE,
        "retells": said.retells or "",
        "warnings": warnings,
    }


def _columns(known: Catalogue, rows: Sequence[Row], missions: Sequence[str], teams: Sequence[str]) -> dict[str, Any]:
    column = st.column_config
    entries: tuple[Entry, ...] = (*known.organisations, *known.services, *known.systems)
    names = {entry.name for entry in entries}
    names |= {name for row in rows for name in row["about"]}
    return {
        "file": column.TextColumn("File", pinned=True, width=180),
        "observations": column.NumberColumn("Kept", help="How many observations saving would keep"),
        "refused": column.NumberColumn("Refused"),
        "study": column.TextColumn("Study", required=True, width=210),
        "organisation": column.TextColumn("Researched by", required=True, width=180),
        "about": column.MultiselectColumn(
            "About", width=150, options=sorted(names), accept_new_options=True,
            help="Organisations, services and systems that the findings concern",
        ),
        "service": column.TextColumn("Service", width=150),
        "date": column.TextColumn("Date", width=110, help=FORMS),
        "standing": column.SelectboxColumn("Still true?", options=list(words.STANDING.values()), required=True),
        "visibility": column.SelectboxColumn(
            "Who may see it", width=160, options=[visibility.label for visibility in Visibility], required=True
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
        "retells": column.TextColumn(
            "Retells", help="The study whose findings this one tells again: its evidence counts once",
        ),
        "warnings": column.TextColumn("What to check", width="large", help="What was noticed when the file was read"),
    }  # fmt: skip


def _choices(names: Sequence[str], rows: Sequence[Row], column: str) -> list[str]:
    choices = {name or NONE for name in (*names, *(row[column] for row in rows))}
    return sorted(choices, key=lambda name: (name != NONE, name))


def described(proposal: FileProposal, row: Row) -> FileDescription:
    """Return the row as a description. Raises InvalidRequest naming file and column for what cannot be used."""
    when = typed_date(row["date"], f"{proposal.shown_name}, Date")
    visibility = next(visibility for visibility in Visibility if visibility.label == row["visibility"])
    mission = filled_in(row["mission"])
    if visibility is Visibility.MISSION and mission is None:
        raise InvalidRequest(
            "A study for a mission's group needs its mission.",
            where=f"{proposal.shown_name}, Mission",
            remedy="Choose the mission in its cell, or say who else may see the study.",
        )
    return replace(
        proposal.description,
        mission=mission,
        study=filled_in(row["study"]),
        organisation=filled_in(row["organisation"]),
        about=tuple(row["about"] or ()),
        service=filled_in(row["service"]),
        retells=filled_in(row["retells"]),
        date=when,
        standing=next(standing for standing, label in words.STANDING.items() if label == row["standing"]),
        visibility=visibility,
        team=filled_in(row["team"]),
        marking=Marking(marking) if (marking := filled_in(row["marking"])) else None,
    )


def filled_in(value: str | None) -> str | None:
    """Return what stands in a cell; None for nothing, and for the word that stands for it."""
    written = (value or "").strip()
    return written if written and written != NONE else None
