"""Looking for evidence for one step: the button, and what came of pressing it."""

import streamlit as st

from domain.access import Role, Viewer
from domain.journeys import Journey, Step, StepBasis
from domain.sureness import filled_in_words, found_in_words
from use_cases.app import UseCases
from views import errors, journey_changing, links, state

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
