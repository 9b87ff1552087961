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
        meanings = [_show_column(job, table, at, column) for at, column in enumerate(table.columns)]
    return replace(table.saved, meanings=tuple(meanings))


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
        key=state.key(PAGE, "column", job, table.signature, at),
        persist_state="session",
        label_visibility="collapsed",
    )
    if column.reason and chosen is column.meaning:
        holds.caption(label(column.reason))
    return chosen
