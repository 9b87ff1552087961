"""What each column of a table holds: proposed with its reason and a few cells, put right by the person."""

from collections.abc import Sequence
from dataclasses import replace
from html import escape

import streamlit as st

from domain.access import Viewer
from domain.proposals import FileDescription, FileProposal, StagedFile
from domain.tables import ColumnMapping, MappingBasis, Meaning, SavedMapping, TableMapping
from use_cases.app import UseCases
from views import job_status, links, state, words
from views.markup import label

PAGE = links.ADD_AND_CHECK
WIDTHS = (3, 3, 3)
NAMED_AT_MOST = 2
SHOWN_AT_FIRST = 6
"""So many columns of a wide table are shown before the rest is asked for: what others will read stands below them."""


def show(job: str, proposals: Sequence[FileProposal]) -> dict[str, SavedMapping]:
    """Show each table once, however many files have it, and return what is said of it by its signature."""
    tables: dict[str, TableMapping] = {}
    files: dict[str, list[str]] = {}
    for proposal in proposals:
        for table in proposal.tables:
            tables.setdefault(table.signature, table)
            files.setdefault(table.signature, []).append(proposal.shown_name)
    if not tables:
        return {}
    st.header("What each column holds", anchor=False)
    st.caption(
        "Open answers become observations under their question. Closed answers stand beside them, to narrow down and "
        "compare by. What you say is used again for the next file with the same columns."
    )
    return {signature: _show_table(job, table, files[signature]) for signature, table in tables.items()}


def said_with(said: FileDescription, proposal: FileProposal, chosen: dict[str, SavedMapping]) -> FileDescription:
    """Return a file's description with what was said of the columns of its tables."""
    return replace(said, mappings=tuple(chosen[table.signature] for table in proposal.tables))


def is_changed(proposals: Sequence[FileProposal], chosen: dict[str, SavedMapping]) -> bool:
    """Tell whether something else was said of a column than the files were read by."""
    return any(chosen[table.signature] != table.saved for proposal in proposals for table in proposal.tables)


def offer_reading_again(app: UseCases, viewer: Viewer, files: Sequence[tuple[StagedFile, FileDescription]]) -> None:
    """Say that what stands above was read otherwise, and offer to read again."""
    st.info("You changed what columns hold: what stands above was read as before.", icon=":material/table_edit:")
    if st.button("Read again with these columns", key=state.key(PAGE, "columns-again"), icon=":material/refresh:"):
        job_status.remember(app.tables.queue_check_again(viewer, files))


def _show_table(job: str, table: TableMapping, files: Sequence[str]) -> SavedMapping:
    kept = words.count(sum(column.meaning.is_evidence for column in table.columns), "column") + " of answers or notes"
    title = f"{_named(table, files)}: {words.count(len(table.columns), 'column')}, {kept}"
    with st.expander(label(title), expanded=table.basis is not MappingBasis.REMEMBERED):
        st.caption(words.MAPPING_BASIS[table.basis])
        with st.container(key=state.key("column-heads", job, table.signature)):
            for place, heading in zip(st.columns(WIDTHS), ("Column", "A few of its cells", "Holds"), strict=True):
                place.markdown(f"**{heading}**")
        first = _shown_first(table)
        chosen = {at: _show_column(job, table, at, table.columns[at]) for at in first}
        rest = [at for at in range(len(table.columns)) if at not in first]
        if rest and st.toggle(_told_of_rest(rest), key=state.key(PAGE, "more-columns", job, table.signature)):
            chosen |= {at: _show_column(job, table, at, table.columns[at]) for at in rest}
    return replace(
        table.saved, meanings=tuple(chosen.get(at, _kept(job, table, at)) for at in range(len(table.columns)))
    )


def _shown_first(table: TableMapping) -> list[int]:
    """Return which columns are shown at first: all of a few, or else answers and notes before the others."""
    places = range(len(table.columns))
    if len(places) <= SHOWN_AT_FIRST:
        return list(places)
    return sorted(sorted(places, key=lambda at: not table.columns[at].meaning.is_evidence)[:SHOWN_AT_FIRST])


def _told_of_rest(rest: Sequence[int]) -> str:
    return f"Show {words.count(len(rest), 'more column')} and what they are read as"


def _kept(job: str, table: TableMapping, at: int) -> Meaning:
    """Return what was said of a column that is not shown now, or else what it was read as."""
    said: Meaning = st.session_state.get(_key(job, table, at), table.columns[at].meaning)
    return said


def _key(job: str, table: TableMapping, at: int) -> str:
    return state.key(PAGE, "column", job, table.signature, at)


def _named(table: TableMapping, files: Sequence[str]) -> str:
    more = len(files) - NAMED_AT_MOST
    names = words.listed([*files[:NAMED_AT_MOST], *([f"{more:,} more"] if more > 0 else [])])
    return f"{names}, sheet {table.table}" if table.table else names


def _show_column(job: str, table: TableMapping, at: int, column: ColumnMapping) -> Meaning:
    name, cells, holds = st.columns(WIDTHS, vertical_alignment="center")
    name.markdown(label(column.name))
    cells.html(f'<p class="tl-samples">{escape(" · ".join(column.samples)) or "nothing"}</p>')
    meanings = list(Meaning)
    chosen = holds.selectbox(
        f"{column.name} holds",
        meanings,
        index=meanings.index(column.meaning),
        format_func=words.MEANING.__getitem__,
        key=_key(job, table, at),
        persist_state="session",
        label_visibility="collapsed",
    )
    if column.reason and chosen is column.meaning:
        holds.caption(label(column.reason))
    return chosen
