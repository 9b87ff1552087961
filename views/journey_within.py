"""Hand-overs within one step: added, removed, and how the address names any hand-over."""

import streamlit as st

from domain.access import Viewer
from domain.evidence import Subject
from domain.journey_edits import AddHandOver, RemoveHandOver
from domain.journeys import UNKNOWN_SIDE, HandOver, How, Journey, Passes, Step
from use_cases.app import UseCases
from views import journey_changing, links, state, words
from views.journey_step_form import offered, one_of

PAGE = links.JOURNEY_ROOM


def name_of(giver: Step, taker: Step, item: HandOver) -> str:
    """Return what an address calls a hand-over: the identifiers of its steps, and its own within a step."""
    return "-".join(filter(None, (giver.id, taker.id, item.id)))


def side_names(app: UseCases, viewer: Viewer, journey: Journey, step: Step) -> list[str]:
    """Return names that a side of a hand-over within a step may have, what the step names first.

    Then come the sides of other hand-overs and organisations, those on this journey before the catalogue's.
    """
    own = filter(None, (step.organisation, step.service, *step.systems))
    sides = (side for item in journey.hand_overs for side in (item.giver, item.taker) if side != UNKNOWN_SIDE)
    return list(dict.fromkeys((*own, *sides, *offered(app, viewer, journey, Subject.ORGANISATION))))


def offer(app: UseCases, viewer: Viewer, journey: Journey) -> None:
    """Show the form that adds a hand-over within a step: which, from whom to whom, what and how."""
    if not journey.steps:
        return
    with st.expander("Add a hand-over within a step", icon=":material/add:", key=state.key(PAGE, "add-within")):
        titles = {step.id: f"{step.order}. {step.step}" for step in journey.steps}
        chosen = st.selectbox(
            "Within which step", list(titles), format_func=titles.__getitem__, key=_key(journey, "step")
        )
        step = journey.step_of(chosen)
        with st.form(state.key(PAGE, "within-form", step.id, journey.version), border=False):
            known = side_names(app, viewer, journey, step)
            left, right = st.columns(2)
            with left:
                one_of("Who gives", known, step.organisation, key=_key(journey, "giver", step))
                _choose("What is passed", list(Passes), words.PASSES, _key(journey, "passes", step))
            with right:
                one_of("Who takes", known, None, key=_key(journey, "taker", step))
                _choose("How", list(How), words.HOW, _key(journey, "how", step))
            st.form_submit_button(
                "Add it",
                key=state.key(PAGE, "add-within-it"),
                type="primary",
                on_click=_add,
                args=(app, viewer, journey, step),
            )


def offer_removal(app: UseCases, viewer: Viewer, journey: Journey, item: HandOver) -> None:
    """Show a button that takes a hand-over within a step off the map; undo brings it back."""
    step = journey.step(item.from_step)
    st.button(
        "Remove this hand-over",
        key=state.key(PAGE, "remove-within", step.id, item.id),
        icon=":material/delete:",
        help="What it holds of evidence will be among what fits nowhere, unless a step has it. Undo brings it back.",
        on_click=journey_changing.change,
        args=(app, viewer, journey, RemoveHandOver(step_id=step.id, hand_over_id=item.id)),
    )


def _choose(title: str, choices: list, said: dict, key: str) -> None:  # type: ignore[type-arg]
    st.selectbox(title, choices, index=len(choices) - 1, format_func=said.__getitem__, key=key)


def _add(app: UseCases, viewer: Viewer, journey: Journey, step: Step) -> None:
    said = {name: st.session_state.get(_key(journey, name, step)) for name in ("giver", "taker", "passes", "how")}
    edit = AddHandOver(
        step_id=step.id,
        giver=str(said["giver"] or "").strip(),
        taker=str(said["taker"] or "").strip(),
        passes=said["passes"] or Passes.UNKNOWN,
        how=said["how"] or How.UNKNOWN,
    )
    journey_changing.change(app, viewer, journey, edit)


def _key(journey: Journey, name: str, step: Step | None = None) -> str:
    return state.key(PAGE, "within", name, step.id if step else "none", journey.version)
