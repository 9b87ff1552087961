"""Journey room: the map of a journey across organisations, and the evidence behind each step."""

import streamlit as st

from domain.access import Viewer
from domain.errors import NotFound
from domain.jobs import JobKind
from domain.journeys import JourneySummary
from use_cases.app import UseCases
from views import errors, filters, links, state, still_read, words
from views.journeys import (
    journey_changing,
    journey_looking,
    journey_map,
    journey_projector,
    journey_publishing,
    journey_start,
)
from views.markup import label
from views.viewer import current_viewer

PAGE = links.JOURNEY_ROOM


def render(app: UseCases) -> None:
    """Show the journeys, a form to draft one, and the chosen journey as a map."""
    viewer = current_viewer()
    identifier = state.parameter(state.JOURNEY)
    if identifier:
        try:
            if state.parameter(state.SHOW) == state.PROJECTOR:
                journey_projector.show(app, viewer, identifier)
                return
            journey_looking.follow(app, viewer)
            journey_map.show(app, viewer, identifier)
        except NotFound as error:
            st.title("Journey room")
            errors.show(error)
        links.here("All journeys", key=state.key(PAGE, "all"), icon=":material/arrow_back:")
        return
    st.title("Journey room")
    journey_changing.show_words()
    journey_looking.follow(app, viewer)
    st.html(
        '<p class="tl-lead">What a person does to reach one outcome, across organisations, and where it breaks.</p>'
    )
    doing = still_read.show(app, viewer, JobKind.JOURNEY)
    journeys = app.journeys(viewer, mission=filters.mission_name())
    left, right = st.columns(2, gap="large")
    with left:
        _list(journeys, viewer, is_drafted=JobKind.JOURNEY in doing)
    with right:
        journey_start.show(app, viewer)


def _list(journeys: list[JourneySummary], viewer: Viewer, *, is_drafted: bool) -> None:
    st.header("Journeys", anchor=False)
    if not journeys and is_drafted:
        st.markdown("Each journey is listed here once it is drafted.")
    elif not journeys:
        where = " in this mission" if filters.mission() else ""
        st.info(
            f"No journey has been drafted{where} yet. Name one at the right, with its steps, or without: they are then "
            "proposed from the evidence.",
            icon=":material/route:",
        )
    for journey in journeys:
        with st.container(border=True, gap=None):
            key = state.key(PAGE, "open", journey.id)
            links.here(label(journey.title), key=key, parameters={state.JOURNEY: journey.id})
            st.caption(
                f"{words.count(journey.steps, 'step')} · {words.count(journey.organisations, 'organisation')} · "
                f"{journey_publishing.state_words(journey, viewer)} · changed {words.date(journey.updated_at[:10])}"
            )
    if journeys:
        links.to(links.JOURNEY_NETWORK, "Behind the journeys: what they lean on together", icon=":material/hub:")
