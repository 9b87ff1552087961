"""Systems of a step that the catalogue does not know: added to it from here, or said to be one that it knows."""

import streamlit as st

from domain.access import Role, Viewer
from domain.errors import ThroughlineError
from domain.evidence import Subject
from domain.journeys import Journey, Step
from use_cases.app import UseCases
from use_cases.journeys.catalogue_gaps import UnknownSystem
from views import cached, errors, links, state
from views.journeys import journey_panels
from views.markup import label

PAGE = links.JOURNEY_ROOM
ALIKE_AT_MOST = 2


def offer(app: UseCases, viewer: Viewer, journey: Journey, step: Step, *, mine: bool) -> None:
    """Show who may do something about it each system of the step that nobody put into the catalogue.

    Curators get the buttons; whoever changes the journey is told of them.
    """
    if not step.systems or not (mine or viewer.may(Role.CURATOR)):
        return
    every = app.journey_network.unknown_systems(viewer, journey)
    for system in (each for each in every if step.order in each.steps):
        if viewer.may(Role.CURATOR):
            _decide(app, viewer, system)
        else:
            st.caption(label(f"The catalogue does not know {system.name} yet. A curator may add it."))


def _decide(app: UseCases, viewer: Viewer, system: UnknownSystem) -> None:
    other = state.key(PAGE, "system-same", system.name)
    with st.container(key=state.key(PAGE, "unknown-system", system.name), gap="small"):
        st.markdown(label(f"The catalogue does not know the system “{system.name}”."))
        with st.container(horizontal=True):
            st.button(
                "Add to the catalogue",
                key=state.key(PAGE, "system-add", system.name),
                icon=":material/add:",
                help=label(f"“{system.name}” becomes a system that everyone may see."),
                on_click=_do,
                args=(app, viewer, system.name, None),
            )
            for alike in system.look_alikes[:ALIKE_AT_MOST]:
                st.button(
                    label(f"Same as {alike.name}"),
                    key=state.key(PAGE, "system-is", system.name, alike.name),
                    help=label(f"Looks like it: {alike.why}"),
                    on_click=_do,
                    args=(app, viewer, system.name, alike.name),
                )
            is_open = journey_panels.opener("Same as another…", key=other, icon=":material/merge:")
        if is_open:
            _choose(app, viewer, system)


def _choose(app: UseCases, viewer: Viewer, system: UnknownSystem) -> None:
    known = cached.catalogue(app, viewer=viewer, revision=app.revision())
    names = [entry.name for entry in known.systems if entry.name != system.name]
    key = state.key(PAGE, "system-into", system.name)
    with st.container(border=True, horizontal=True, vertical_alignment="bottom"):
        into = st.selectbox("It is another name of", names, index=None, key=key)
        st.button(
            "That is it",
            key=state.key(key, "do"),
            type="primary",
            disabled=into is None,
            on_click=_do_chosen,
            args=(app, viewer, system.name, key),
        )


def _do_chosen(app: UseCases, viewer: Viewer, name: str, key: str) -> None:
    """Take what is chosen now: a press may arrive together with a choice that was made just before it."""
    if into := st.session_state.get(key):
        _do(app, viewer, name, into)


def _do(app: UseCases, viewer: Viewer, name: str, into: str | None) -> None:
    """Add a name to the catalogue, or make it another name of an entry; journeys then bear the entry's name."""
    with errors.PageBoundary():
        try:
            if into is None:
                app.names.confirm(viewer, Subject.SYSTEM, name)
                told = f"{name} is in the catalogue now."
            else:
                app.names.merge(viewer, Subject.SYSTEM, name, into)
                told = f"{name} is another name of {into} now."
        except ThroughlineError as error:
            st.session_state[state.JOURNEY_TOLD] = error
            return
        journey_panels.close()
        st.session_state[state.JOURNEY_TOLD] = label(f"{told} Organisations lists the decision and can take it back.")
