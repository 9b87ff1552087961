"""A journey taken in from a file: what it would make or change is shown before anything is stored."""

from functools import partial

import streamlit as st

from domain.access import Viewer
from domain.journey_files import JourneyImport
from domain.journeys import Journey
from use_cases.app import UseCases
from views import errors, filters, links, state, words
from views.journeys import journey_changing
from views.markup import label

PAGE = links.JOURNEY_ROOM
ENDINGS = ["json", "xlsx", "csv"]
SHOWN_AT_MOST = 40


def show(app: UseCases, viewer: Viewer, replaced: Journey | None = None) -> None:
    """Show the place for a file and what it would change, of the journey that it replaces or of a new one."""
    name = replaced.id if replaced else "new"
    file = st.file_uploader(
        "A step-by-step of GOV.UK (JSON), a sheet with a row a step (xlsx, csv), or a file of ours",
        type=ENDINGS,
        key=state.key(PAGE, "file", name, replaced.version if replaced else ""),
    )
    if file is None:
        return
    new_names = st.checkbox(
        "Take organisations that are not known here as the file writes them", key=state.key(PAGE, "new-names", name)
    )
    title = ""
    if replaced is None:
        title = st.text_input(
            "What a person wants to get done",
            key=state.key(PAGE, "title-of-file", name),
            placeholder="As the file says, or is called",
        )
    with errors.PageBoundary():
        mission = None if replaced else filters.mission_name()
        take_in = partial(
            app.import_journey,
            viewer,
            file.name,
            file.getvalue(),
            mission=mission,
            replaces=replaced.id if replaced else None,
            new_names=new_names,
            title=title.strip() or None,
        )
        found = take_in(dry=True)
        _show_changes(found)
        if found.before is not None and not found.changes:
            return
        if st.button("Take it in", key=state.key(PAGE, "take-in", name), type="primary", icon=":material/upload_file:"):
            stored = take_in()
            journey_changing.forget_opened()
            st.query_params.from_dict({state.JOURNEY: stored.journey.id})
            st.rerun()


def _show_changes(found: JourneyImport) -> None:
    title = label(found.journey.title)
    if found.before is not None and found.changes:
        number = words.count(len(found.changes), "change")
        st.markdown(f"**{number}** to the journey **{title}**. Nothing is stored yet.")
    elif found.before is not None:
        st.markdown(f"The journey **{title}** says all of this already.")
    _list(found.changes)
    if found.left_out:
        st.markdown("**Not taken from the file:**")
        _list(found.left_out)


def _list(lines: tuple[str, ...]) -> None:
    st.markdown("\n".join(f"- {label(line)}" for line in lines[:SHOWN_AT_MOST]))
    if len(lines) > SHOWN_AT_MOST:
        st.caption(f"And {len(lines) - SHOWN_AT_MOST} more.")
