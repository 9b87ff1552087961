"""Where journeys begin: from people's words, from a template, from a file, or from the evidence alone."""

import streamlit as st

from domain.access import Role, Viewer
from domain.errors import InvalidRequest
from domain.journeys import StepOutline
from use_cases.app import UseCases
from views import errors, filters, job_status, links, state
from views.journeys import journey_intake
from views.markup import label

PAGE = links.JOURNEY_ROOM
TITLE, ACTOR, STEPS, TEMPLATE = (state.key(PAGE, name) for name in ("title", "actor", "steps", "template"))
EXAMPLE_STEPS = "Finding out: See what is on offer\nApplying: Fill in the form\nApplying: Send evidence"


def show(app: UseCases, viewer: Viewer) -> None:
    """Show the ways to begin a journey, to whoever may draft one."""
    st.header("Draft a journey", anchor=False)
    if not viewer.may(Role.RESEARCHER):
        st.info("Researchers draft journeys. As a reader you see those that are published.", icon=":material/route:")
        return
    templates = app.journey_templates()
    st.selectbox(
        "Begin with a template",
        list(templates),
        index=None,
        placeholder="None: say the steps yourself",
        key=TEMPLATE,
        on_change=_write_template,
        args=(templates,),
        help="Its steps are written below, for you to change.",
    )
    drafted, started, title, actor, steps = _form()
    mission = filters.mission()
    st.caption(
        "Evidence that is here is placed on each step. What has none is drawn as an assumption. "
        "The same title and steps as a journey of yours draft that one anew: what people decided on it stays."
        + (f" It will belong to the mission {label(mission.name)}." if mission else "")
    )
    with st.expander("Begin with a file", icon=":material/upload_file:", key=state.key(PAGE, "from-file")):
        journey_intake.show(app, viewer)
    if drafted or started:
        with errors.PageBoundary():
            _begin(app, viewer, title, steps, actor=actor.strip() or None, from_evidence=drafted)


def _form() -> tuple[bool, bool, str, str, str]:
    """Show the form; return whether to draft from evidence, whether to start without, title, actor and steps."""
    with st.form(state.key(PAGE, "draft"), border=False):
        title = st.text_input(
            "What does a person want to get done?", key=TITLE, placeholder="Claim support after an injury"
        )
        actor = st.text_input(
            "Who goes this journey? (optional)",
            key=ACTOR,
            placeholder="Someone who was hurt at work",
            help="It stands at the head of the map. It can be said or changed later, under “About and sharing”.",
        )
        steps = st.text_area(
            "Steps, one a line",
            key=STEPS,
            height=200,
            placeholder=EXAMPLE_STEPS,
            help="“Stage: step” puts a step into a stage.",
        )
        st.caption("Leave the steps empty to have them proposed from the evidence.")
        with st.container(horizontal=True):
            drafted = st.form_submit_button(
                "Draft it from evidence", key=state.key(PAGE, "draft-it"), type="primary", icon=":material/route:"
            )
            started = st.form_submit_button(
                "Start it empty",
                key=state.key(PAGE, "start-it"),
                icon=":material/edit:",
                help="A map of the steps above, or of none yet, without any evidence on it.",
            )
    return drafted, started, title, actor, steps


def _begin(app: UseCases, viewer: Viewer, title: str, steps: str, *, actor: str | None, from_evidence: bool) -> None:
    if not title.strip():
        raise InvalidRequest("A journey needs a name.", remedy="Say what a person wants to get done.")
    outlines = app.read_steps(steps) if steps.strip() else []
    mission = filters.mission_name()
    if from_evidence:
        job_status.remember(app.queue_journey(viewer, title.strip(), outlines, mission=mission, actor=actor))
        return
    journey = app.journey_editing.start(viewer, title.strip(), outlines, actor=actor, mission=mission)
    state.set_parameter(state.JOURNEY, journey.id)
    st.rerun()


def _write_template(templates: dict[str, tuple[StepOutline, ...]]) -> None:
    chosen = st.session_state.get(TEMPLATE)
    if chosen:
        lines = [f"{outline.stage}: {outline.step}" for outline in templates[chosen]]
        st.session_state[STEPS] = "\n".join(lines)
