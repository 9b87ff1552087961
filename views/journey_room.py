"""Journey room: the map of a journey across organisations, and the evidence behind each step."""

import streamlit as st

from domain.access import Role, Viewer
from domain.errors import InvalidRequest, NotFound
from domain.jobs import JobKind, JobStatus
from domain.journeys import JourneySummary
from use_cases.app import UseCases
from views import errors, filters, job_status, journey_map, journey_publishing, links, state, words
from views.markup import label
from views.viewer import current_viewer

PAGE = links.JOURNEY_ROOM
EXAMPLE_STEPS = "Finding out: See what is on offer\nApplying: Fill in the form\nApplying: Send evidence"


def render(app: UseCases) -> None:
    """Show the journeys, a form to draft one, and the chosen journey as a map."""
    viewer = current_viewer()
    identifier = state.parameter(state.JOURNEY)
    if identifier:
        try:
            journey_map.show(app, viewer, identifier)
        except NotFound as error:
            st.title("Journey room")
            errors.show(error)
        links.here("All journeys", key=state.key(PAGE, "all"), icon=":material/arrow_back:")
        return
    st.title("Journey room")
    _follow_draft(app, viewer)
    st.html(
        '<p class="tl-lead">What a person does to reach one outcome, across organisations, and where it breaks.</p>'
    )
    journeys = app.journeys(viewer, mission=filters.mission_name())
    left, right = st.columns(2, gap="large")
    with left:
        _list(journeys)
    with right:
        _draft(app, viewer)


def _follow_draft(app: UseCases, viewer: Viewer) -> None:
    """Show the drafting that the address names; when it is done, go on to the journey it made."""
    job = job_status.show_named(app, viewer)
    if job and job.kind is JobKind.JOURNEY and job.status is JobStatus.DONE:
        journey = app.drafted_journey(viewer, job.id)
        state.set_parameter(state.JOB, None)
        state.set_parameter(state.JOURNEY, journey)
        st.rerun()


def _list(journeys: list[JourneySummary]) -> None:
    st.header("Journeys", anchor=False)
    if not journeys:
        where = " in this mission" if filters.mission() else ""
        st.info(
            f"No journey has been drafted{where} yet. Name one at the right, with its steps.", icon=":material/route:"
        )
    for journey in journeys:
        with st.container(border=True, gap=None):
            key = state.key(PAGE, "open", journey.id)
            links.here(label(journey.title), key=key, parameters={state.JOURNEY: journey.id})
            st.caption(
                f"{words.count(journey.steps, 'step')} · {words.count(journey.organisations, 'organisation')} · "
                f"{journey_publishing.state_words(journey)} · changed {words.date(journey.updated_at[:10])}"
            )
    if journeys:
        links.to(links.JOURNEY_NETWORK, "Behind the journeys: what they lean on together", icon=":material/hub:")


def _draft(app: UseCases, viewer: Viewer) -> None:
    st.header("Draft a journey", anchor=False)
    if not viewer.may(Role.RESEARCHER):
        st.info("Researchers draft journeys. As a reader you see those that are published.", icon=":material/route:")
        return
    with st.form(state.key(PAGE, "draft"), border=False):
        title = st.text_input(
            "What does a person want to get done?",
            key=state.key(PAGE, "title"),
            placeholder="Claim support after an injury",
        )
        steps = st.text_area(
            "Steps, one a line",
            key=state.key(PAGE, "steps"),
            height=200,
            placeholder=EXAMPLE_STEPS,
            help="“Stage: step” puts a step into a stage. Without steps, they are proposed from the evidence.",
        )
        drafted = st.form_submit_button(
            "Draft it", key=state.key(PAGE, "draft-it"), type="primary", icon=":material/route:"
        )
    mission = filters.mission()
    st.caption(
        "Evidence that is here is placed on each step. What has none is drawn as an assumption."
        + (f" It will belong to the mission {label(mission.name)}." if mission else "")
    )
    if drafted:
        with errors.PageBoundary():
            if not title.strip():
                raise InvalidRequest("A journey needs a name.", remedy="Say what a person wants to get done.")
            outlines = app.read_steps(steps) if steps.strip() else []
            job_status.remember(app.queue_journey(viewer, title.strip(), outlines, mission=filters.mission_name()))
