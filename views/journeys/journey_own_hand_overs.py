"""Hand-overs that people put on a map, within a step or across: added, removed, and how addresses name hand-overs."""

import streamlit as st

from domain.access import Viewer
from domain.evidence import Subject
from domain.hand_overs import UNKNOWN_SIDE, HandOver, How, Passes
from domain.journey_edits import AddHandOver, RemoveHandOver
from domain.journeys import Journey, Step
from use_cases.app import UseCases
from views import links, state, words
from views.journeys import journey_changing
from views.journeys.journey_step_form import offered, one_of
from views.pressing import pressed

PAGE = links.JOURNEY_ROOM
SIDES = {"giver": "Who gives", "taker": "Who takes"}
WITHIN = ""
"""The choice of no other step."""


def name_of(giver: Step, taker: Step, item: HandOver) -> str:
    """Return what an address calls a hand-over: the identifiers of its steps, and its own where it has one."""
    return "-".join(filter(None, (giver.id, taker.id, item.id)))


def side_names(app: UseCases, viewer: Viewer, journey: Journey, *steps: Step) -> list[str]:
    """Return names that a side of a hand-over with sides of its own may have, what these steps name first.

    Then come the sides of other hand-overs and organisations, those on this journey before the catalogue's.
    """
    own = (name for step in steps for name in (step.organisation, step.service, *step.systems) if name)
    sides = (side for item in journey.hand_overs for side in (item.giver, item.taker) if side != UNKNOWN_SIDE)
    return list(dict.fromkeys((*own, *sides, *offered(app, viewer, journey, Subject.ORGANISATION))))


def offer(app: UseCases, viewer: Viewer, journey: Journey) -> None:
    """Show the form that adds a hand-over within a step or between two: from whom to whom, what and how."""
    if not journey.steps:
        return
    with st.expander(
        "Add a hand-over within a step or between two", icon=":material/add:", key=state.key(PAGE, "add-own")
    ):
        giver, taker = _ask_steps(journey)
        with st.form(state.key(PAGE, "own-form", giver.id, taker.id, journey.version), border=False):
            left, right = st.columns(2)
            with left:
                names = side_names(app, viewer, journey, giver, taker)
                one_of(SIDES["giver"], names, giver.organisation, key=_key(journey, "giver", giver, taker))
                _choose("What is passed", list(Passes), words.PASSES, _key(journey, "passes", giver, taker))
            with right:
                names = side_names(app, viewer, journey, taker, giver)
                other = taker.organisation if taker.organisation != giver.organisation else None
                one_of(SIDES["taker"], names, other, key=_key(journey, "taker", giver, taker))
                _choose("How", list(How), words.HOW, _key(journey, "how", giver, taker))
            st.form_submit_button(
                "Add it",
                key=state.key(PAGE, "add-own-it"),
                type="primary",
                on_click=_add,
                args=(app, viewer, journey, giver, taker),
            )


def offer_removal(app: UseCases, viewer: Viewer, journey: Journey, item: HandOver) -> None:
    """Show a button that takes a hand-over with sides of its own off the map; undo brings it back."""
    giver, taker = journey.step(item.from_step), journey.step(item.to_step)
    edit = RemoveHandOver(step_id=giver.id, to_step_id=_other(giver, taker), hand_over_id=item.id)
    st.button(
        "Remove this hand-over",
        key=state.key(PAGE, "remove-own", name_of(giver, taker, item)),
        icon=":material/delete:",
        help="What it holds of evidence will be among what fits nowhere, unless a step has it. Undo brings it back.",
        on_click=pressed(journey_changing.change),
        args=(app, viewer, journey, edit),
    )


def _ask_steps(journey: Journey) -> tuple[Step, Step]:
    """Ask from which step to which something passes: twice the same where it is within one."""
    titles = {step.id: f"{step.order}. {step.step}" for step in journey.steps}
    left, right = st.columns(2)
    with left:
        here = st.selectbox(
            "From which step",
            list(titles),
            format_func=titles.__getitem__,
            key=state.key(PAGE, "own", "from", journey.version),
        )
    others = {WITHIN: "the same step: within it"} | {name: title for name, title in titles.items() if name != here}
    with right:
        there = st.selectbox(
            "To which step",
            list(others),
            format_func=others.__getitem__,
            key=state.key(PAGE, "own", "to", here, journey.version),
            help="Any other step, also one before it: say a list that is made here and used much later.",
        )
    return journey.step_of(here), journey.step_of(there or here)


def _other(giver: Step, taker: Step) -> str | None:
    return None if giver.id == taker.id else taker.id


def _choose(title: str, choices: list, said: dict, key: str) -> None:  # type: ignore[type-arg]
    st.selectbox(title, choices, index=len(choices) - 1, format_func=said.__getitem__, key=key)


def _add(app: UseCases, viewer: Viewer, journey: Journey, giver: Step, taker: Step) -> None:
    fields = ("giver", "taker", "passes", "how")
    said = {name: st.session_state.get(_key(journey, name, giver, taker)) for name in fields}
    edit = AddHandOver(
        step_id=giver.id,
        to_step_id=_other(giver, taker),
        giver=str(said["giver"] or "").strip(),
        taker=str(said["taker"] or "").strip(),
        passes=said["passes"] or Passes.UNKNOWN,
        how=said["how"] or How.UNKNOWN,
    )
    journey_changing.change(app, viewer, journey, edit)


def _key(journey: Journey, name: str, giver: Step, taker: Step) -> str:
    return state.key(PAGE, "own", name, giver.id, taker.id, journey.version)
