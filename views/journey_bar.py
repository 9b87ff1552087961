"""What is always in sight above a journey: undo, redo, taking it along, and showing it to a room."""

from functools import partial

import streamlit as st

from domain.access import Viewer
from domain.journey_edits import JourneyVersion
from domain.journey_history import redo_target, undo_target
from domain.journeys import Journey
from use_cases.app import UseCases
from use_cases.file_forms import FILE_FORMS, SVG, XLSX
from use_cases.journey_forms import JOURNEY_FORMS
from views import cached, journey_changing, journey_panels, links, state, undoing
from views.markup import label

PAGE = links.JOURNEY_ROOM
BAR = "journey-bar"
TITLES = {SVG: "Map as SVG", XLSX: "Workbook"}
"""Forms that are called otherwise here than elsewhere."""


def show(app: UseCases, viewer: Viewer, journey: Journey, *, mine: bool) -> None:
    """Show the bar. Readers have no undo, because they change nothing."""
    versions = app.journey_editing.versions(viewer, journey.id) if mine else []
    with st.container(key=BAR, gap="small"):
        with st.container(horizontal=True, vertical_alignment="center", key=state.key(BAR, "row")):
            if mine:
                _offer_undo(app, viewer, journey, versions)
            key = state.key(PAGE, "take-along")
            takes = journey_panels.opener("Take it along", key=key, icon=":material/download:")
            links.here(
                "For the projector",
                key=state.key(PAGE, "projector"),
                icon=":material/tv:",
                parameters={state.SHOW: state.PROJECTOR},
                without=(state.HAND_OVER, state.VERSION),
            )
            links.copy(PAGE, {state.JOURNEY: journey.id})
            if versions:
                last = versions[0]
                when = undoing.by(last.by, last.at).rstrip(".")
                st.caption(f"Version {last.nth}: {label(last.did)} ({label(when)})")
        if takes:
            with st.container(horizontal=True, key=state.key(BAR, "files")):
                for form in JOURNEY_FORMS:
                    _offer_file(app, viewer, journey, form)


def _offer_undo(app: UseCases, viewer: Viewer, journey: Journey, versions: list[JourneyVersion]) -> None:
    oldest_first = versions[::-1]
    targets = {"Undo": undo_target(oldest_first), "Redo": redo_target(oldest_first)}
    for title, work in (("Undo", app.journey_editing.undo), ("Redo", app.journey_editing.redo)):
        st.button(
            title,
            key=state.key(PAGE, title.lower()),
            icon=f":material/{title.lower()}:",
            disabled=targets[title] is None,
            on_click=journey_changing.act_as_seen,
            args=(app, viewer, journey, work),
        )


def _offer_file(app: UseCases, viewer: Viewer, journey: Journey, form: str) -> None:
    title, media_type = FILE_FORMS[form]
    st.download_button(
        TITLES.get(form, title),
        partial(_taken, app, viewer, journey, form),
        file_name=f"{journey.id}{JOURNEY_FORMS[form].suffix}",
        mime=media_type,
        key=state.key(PAGE, "download", form),
        icon=":material/download:",
        on_click="ignore",
    )


def _taken(app: UseCases, viewer: Viewer, journey: Journey, form: str) -> bytes:
    """Return a journey as a file that leaves, which is written down."""
    content = cached.journey_file(app, viewer=viewer, identifier=journey.id, form=form, revision=app.revision())
    app.note_journey_export(viewer, journey.id, form)
    return content
