"""What is always in sight above a journey: undo, redo, taking it along, and showing it to a room."""

from collections.abc import Callable
from functools import partial

import streamlit as st

from domain.access import Viewer
from domain.journey_edits import JourneyVersion
from domain.journey_history import redo_target, undone_next
from domain.journeys import Journey
from use_cases.app import UseCases
from use_cases.file_forms import FILE_FORMS, SVG, XLSX
from use_cases.file_names import file_name
from use_cases.journeys.journey_drawing import MapWishes
from use_cases.journeys.journey_forms import JOURNEY_FORMS
from views import cached, downloads, links, state, undoing, words
from views.journeys import journey_changing, journey_drawing, journey_panels
from views.markup import label
from views.pressing import pressed

PAGE = links.JOURNEY_ROOM
BAR = "journey-bar"
UNDO = state.key(PAGE, "undo")
UNDO_LETTERS = 60
TITLES = {SVG: "Map as SVG", XLSX: "Workbook"}
"""Forms that are called otherwise here than elsewhere."""


def show(app: UseCases, viewer: Viewer, journey: Journey, *, mine: bool) -> None:
    """Show the bar. Readers have no undo, because they change nothing."""
    versions = app.journey_editing.versions(viewer, journey.id) if mine else []
    with st.container(key=BAR, gap="small"):
        with st.container(horizontal=True, vertical_alignment="center", key=state.key(BAR, "row")):
            others = _offer_undo(app, viewer, journey, versions) if mine else None
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
        if others:
            _ask_before_undo(app, viewer, journey, others)
        if takes:
            with st.container(horizontal=True, key=state.key(BAR, "files")):
                for form in JOURNEY_FORMS:
                    _offer_file(app, viewer, journey, form)
                links.here(
                    "For a workshop: cards, wall, board",
                    key=state.key(PAGE, "to-kit"),
                    icon=":material/work:",
                    parameters={state.SHOW: state.KIT},
                    without=(state.HAND_OVER, state.VERSION),
                )


def _offer_undo(
    app: UseCases, viewer: Viewer, journey: Journey, versions: list[JourneyVersion]
) -> JourneyVersion | None:
    """Show undo and redo; return the change of somebody else's that is to be asked about before it is undone."""
    oldest_first = versions[::-1]
    last = undone_next(oldest_first)
    is_asked = False
    if last and last.by != viewer.name:
        is_asked = journey_panels.opener(_whose(last), key=UNDO, icon=":material/undo:", info=label(last.did))
    else:
        _button("Undo", app, viewer, journey, app.journey_editing.undo, is_there=last is not None)
    is_there = redo_target(oldest_first) is not None
    _button("Redo", app, viewer, journey, app.journey_editing.redo, is_there=is_there)
    return last if is_asked else None


def _button(
    title: str, app: UseCases, viewer: Viewer, journey: Journey, work: Callable[..., Journey], *, is_there: bool
) -> None:
    st.button(
        title,
        key=state.key(PAGE, title.lower()),
        icon=f":material/{title.lower()}:",
        disabled=not is_there,
        on_click=pressed(journey_changing.act_as_seen),
        args=(app, viewer, journey, work),
    )


def _whose(version: JourneyVersion) -> str:
    did = words.shortened(f"{version.did[:1].lower()}{version.did[1:]}", most=UNDO_LETTERS)
    return label(f"Undo {version.by}'s change: {did}")


def _ask_before_undo(app: UseCases, viewer: Viewer, journey: Journey, version: JourneyVersion) -> None:
    """Say whose change would be taken back, and do it only when pressed once more."""
    with st.container(border=True, key=state.key(BAR, "ask-undo")):
        when = label(undoing.by(version.by, version.at).rstrip("."))
        st.markdown(
            f"**This is not your change.** {label(version.did)} ({when}). Undoing it takes it off the map for "
            "everybody. *Redo* brings it back, and *Versions* tells who did what."
        )
        with st.container(horizontal=True):
            st.button(
                "Undo it",
                key=state.key(PAGE, "undo-theirs"),
                type="primary",
                icon=":material/undo:",
                on_click=pressed(journey_changing.act_as_seen),
                args=(app, viewer, journey, app.journey_editing.undo),
            )
            st.button("Leave it", key=state.key(PAGE, "leave-theirs"), on_click=journey_panels.close)


def _offer_file(app: UseCases, viewer: Viewer, journey: Journey, form: str) -> None:
    title, media_type = FILE_FORMS[form]
    written = JOURNEY_FORMS[form]
    as_on_screen = MapWishes(feelings=journey_drawing.with_feelings(), by_actor=journey_drawing.by_actor())
    downloads.offer(
        TITLES.get(form, title),
        partial(_taken, app, viewer, journey, form, as_on_screen),
        name=file_name(journey.title, written.called, ending=written.ending, identifier=journey.id),
        media_type=media_type,
        key=state.key(PAGE, "download", form),
    )


def _taken(app: UseCases, viewer: Viewer, journey: Journey, form: str, wishes: MapWishes) -> bytes:
    """Return a journey as a file that leaves, which is written down."""
    content = cached.journey_file(
        app, viewer=viewer, identifier=journey.id, form=form, wishes=wishes, revision=app.revision()
    )
    app.note_journey_export(viewer, journey.id, form)
    return content
