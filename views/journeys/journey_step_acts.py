"""What is done with a step as a whole: moving it, one more after it, two or one of it, off with it, evidence for it."""

from collections.abc import Callable
from functools import partial

import streamlit as st

from domain.access import Viewer
from domain.journey_edits import AddStep, JourneyEdit, MergeSteps, MoveStep, RemoveStep, SplitStep
from domain.journey_resting import said_of
from domain.journey_table import sides_words
from domain.journeys import Journey, Step
from domain.sureness import with_guesses_counted
from use_cases.app import UseCases
from views import links, state, words
from views.journeys import journey_changing, journey_looking, journey_panels
from views.markup import label
from views.pressing import pressed

PAGE = links.JOURNEY_ROOM
PANEL = state.key(PAGE, "open-panel")


def offer(app: UseCases, viewer: Viewer, journey: Journey, step: Step) -> None:
    """Show a button for each, and below them the small form of the one that is open."""
    at = journey.steps.index(step)
    before, after = journey.steps[:at], journey.steps[at + 1 :]
    up = _past(step, before[-1], before[-2].id if len(before) > 1 else None) if before else None
    down = _past(step, after[0], after[0].id) if after else None
    panels = {
        ("Add a step after", "add"): partial(_add_after, app, viewer, journey, step),
        ("Split in two", "call_split"): partial(_split, app, viewer, journey, step),
        ("Join with the next", "call_merge"): partial(_merge, app, viewer, journey, step, after[0]) if after else None,
        ("Remove", "delete"): partial(_remove, app, viewer, journey, step),
    }
    opened = None
    with st.container(horizontal=True, key=state.key(PAGE, "step-acts")):
        for title, move, icon in (("Move up", up, "arrow_upward"), ("Move down", down, "arrow_downward")):
            st.button(
                title,
                key=state.key(PAGE, title),
                icon=f":material/{icon}:",
                disabled=move is None,
                on_click=pressed(journey_changing.change),
                args=(app, viewer, journey, move),
            )
        for (title, icon), draw in panels.items():
            key = state.key(PAGE, "panel", title)
            if draw and journey_panels.opener(title, key=key, icon=f":material/{icon}:"):
                opened = draw
        is_asked = journey_looking.is_asked(viewer, step)
    if opened:
        with st.container(border=True, key=PANEL):
            opened()
        journey_panels.lead_to_opened(PANEL)
    if is_asked:
        journey_looking.look(app, viewer, journey, step)
    journey_looking.tell(journey, step)


def add_first(app: UseCases, viewer: Viewer, journey: Journey) -> None:
    """Show the form that adds the first step of a journey without any."""
    with st.form(state.key(PAGE, "add-first", journey.version), border=False):
        _new_step(app, viewer, journey, None)


def _past(step: Step, passed: Step, after: str | None) -> MoveStep:
    """Return the move of a step past a neighbour, whose stage it takes on."""
    return MoveStep(step_id=step.id, after=after, stage=passed.stage if passed.stage != step.stage else None)


def _add_after(app: UseCases, viewer: Viewer, journey: Journey, step: Step) -> None:
    between = [item for item in journey.hand_overs if item.from_step == step.order and not item.has_own_sides]
    for item in between:
        said = f" What is said of it (its {said_of(item)}) is kept" if said_of(item) else " It is kept"
        sides = sides_words(item.giver, item.taker, between=" → ")
        st.caption(label(f"The hand-over {sides} goes off the map while a step stands in between.{said}."))
    with st.form(state.key(PAGE, "add-after", step.id, journey.version), border=False):
        _new_step(app, viewer, journey, step)


def _new_step(app: UseCases, viewer: Viewer, journey: Journey, after: Step | None) -> None:
    name = _key("new-step", journey, after)
    stage = _key("new-stage", journey, after)
    st.text_input("The new step", key=name, placeholder="Send the certificate")
    st.text_input("Its stage", value=after.stage if after else "", key=stage)

    def edit() -> JourneyEdit:
        return AddStep(step=_said(name), stage=_said(stage), after=after.id if after else None)

    _submit("Add it", app, viewer, journey, edit, key="add-it")


def _split(app: UseCases, viewer: Viewer, journey: Journey, step: Step) -> None:
    with st.form(state.key(PAGE, "split", step.id, journey.version), border=False):
        first, second, moved = (_key(name, journey, step) for name in ("first", "second", "moved"))
        said = {placed.evidence.id: words.shortened(placed.evidence.text) for placed in step.evidence}
        st.text_input("The first step", value=step.step, key=first)
        st.text_input("The second step", key=second)
        st.multiselect("Evidence that goes to the second", list(said), format_func=said.__getitem__, key=moved)

        def edit() -> JourneyEdit:
            chosen = tuple(st.session_state.get(moved, ()))
            return SplitStep(step_id=step.id, first=_said(first), second=_said(second), observation_ids=chosen)

        _submit("Split it", app, viewer, journey, edit, key="split-it")


def _merge(app: UseCases, viewer: Viewer, journey: Journey, step: Step, other: Step) -> None:
    with st.form(state.key(PAGE, "merge", step.id, journey.version), border=False):
        name = _key("merged", journey, step)
        st.markdown(label(f"“{step.step}” and “{other.step}” become one step, with the evidence and systems of both."))
        st.text_input("The joined step", value=step.step, key=name)

        def edit() -> JourneyEdit:
            return MergeSteps(first=step.id, second=other.id, step=_said(name))

        _submit("Join them", app, viewer, journey, edit, key="merge-them")


def _remove(app: UseCases, viewer: Viewer, journey: Journey, step: Step) -> None:
    elsewhere = {item.evidence.id for other in journey.steps if other.id != step.id for item in other.evidence}
    told = with_guesses_counted(item for item in step.evidence if item.evidence.id not in elsewhere)
    goes = f" What stands on no other step, {told}, will be among what fits nowhere." if told else ""
    st.markdown(f"The step goes off the map.{goes} Undo brings it back.")
    st.button(
        "Remove this step",
        key=state.key(PAGE, "remove-it"),
        type="primary",
        on_click=pressed(journey_changing.change),
        args=(app, viewer, journey, RemoveStep(step_id=step.id)),
    )


def _submit(
    title: str, app: UseCases, viewer: Viewer, journey: Journey, edit: Callable[[], JourneyEdit], *, key: str
) -> None:
    st.form_submit_button(
        title, key=state.key(PAGE, key), type="primary", on_click=_do, args=(app, viewer, journey, edit)
    )


def _do(app: UseCases, viewer: Viewer, journey: Journey, edit: Callable[[], JourneyEdit]) -> None:
    journey_changing.change(app, viewer, journey, edit())


def _key(name: str, journey: Journey, step: Step | None) -> str:
    return state.key(PAGE, name, step.id if step else "none", journey.version)


def _said(key: str) -> str:
    return str(st.session_state.get(key) or "").strip()
