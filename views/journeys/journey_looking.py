"""Looking for evidence, for one step or for all of them: the buttons, and what came of pressing them."""

import streamlit as st

from domain.access import Role, Viewer
from domain.jobs import JobKind, JobStatus
from domain.journeys import Journey, Step, StepBasis
from domain.sureness import filled_in_words, found_in_words
from use_cases.app import UseCases
from views import errors, job_status, links, state, words
from views.journeys import journey_changing
from views.markup import label

PAGE = links.JOURNEY_ROOM
ASSUMED = "No evidence stands on this step: it is an assumption."
_ADVICE = "Look for some, put here what fits nowhere yet, add findings, or ask someone who knows."


def is_asked(viewer: Viewer, step: Step) -> bool:
    """Show the button to whoever may draft; tell whether it was pressed."""
    return viewer.may(Role.RESEARCHER) and st.button(
        "Look for evidence",
        key=state.key(PAGE, "look", step.id),
        icon=":material/search:",
        help="Looks through all the research that you may see for what tells of this step, as drafting does, and "
        "proposes it here, with who runs it and what it leans on where nobody has said so. No other step changes.",
    )


def offer_all(app: UseCases, viewer: Viewer, journey: Journey) -> None:
    """Show the button that has evidence looked for on all steps, where some have none, to whoever may draft.

    Pressing it queues a job; the page of the journey shows how far it is.
    """
    bare = [step for step in journey.steps if step.basis is StepBasis.ASSUMPTION]
    if not bare or not viewer.may(Role.RESEARCHER):
        return
    if st.button(
        "Find evidence for all steps",
        key=state.key(PAGE, "look-everywhere"),
        icon=":material/manage_search:",
        help=f"{words.count(len(bare), 'step')} of {len(journey.steps)} without evidence. Looks through the research "
        "that you may see, as drafting does. What stands on the steps stays, what somebody took off does not come "
        "back, and one undo takes it all away.",
    ):
        job_status.remember(app.queue_evidence(viewer, journey.id))


def follow(app: UseCases, viewer: Viewer) -> None:
    """Show how far the job is that the address names; once it is done, go on to its journey and tell what was found."""
    job = job_status.show_named(app, viewer)
    if job and job.kind in {JobKind.JOURNEY, JobKind.EVIDENCE} and job.status is JobStatus.DONE:
        made = app.drafted_journey(viewer, job.id)
        told = app.told_of_journey(viewer, job.id) or app.redrafted_words(viewer, job.id)
        st.session_state[state.JOURNEY_TOLD] = label(told) or None
        journey_changing.forget_opened()
        state.set_parameter(state.JOB, None)
        state.set_parameter(state.JOURNEY, made)
        st.rerun()


def look(app: UseCases, viewer: Viewer, journey: Journey, step: Step) -> None:
    """Look for evidence for this step, on the journey as it is now, and draw the page anew; a problem is told here."""
    with errors.PageBoundary(), st.spinner("Looking for evidence"):
        found = app.journey_editing.look_for_evidence(viewer, journey.id, step.id)
        now = app.journey(viewer, journey.id)
        filled = filled_in_words(step, now.step_of(step.id))
        if found or filled:
            journey_changing.forget_opened()
        said = " ".join(filter(None, (found_in_words(found) if found or not filled else "", filled)))
        st.session_state[state.JOURNEY_LOOKED] = (journey.id, step.id, now.version, said, bool(found or filled))
        st.rerun()


def tell(journey: Journey, step: Step) -> None:
    """Say what was found, until the journey changes again, and of an assumption that it is one."""
    held = st.session_state.get(state.JOURNEY_LOOKED)
    said, is_found = held[3:] if held and held[:3] == (journey.id, step.id, journey.version) else ("", False)
    if is_found:
        st.success(said, icon=":material/format_quote:")
    elif step.basis is StepBasis.ASSUMPTION:
        st.info(f"{ASSUMED} {said or _ADVICE}")
    elif said:
        st.info(said, icon=":material/search_off:")
