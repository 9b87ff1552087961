"""Sentences on the steps that may tell of a hand-over: each put on the map, or said to tell of none, by a person."""

import streamlit as st

from domain.access import Viewer
from domain.hand_overs import UNKNOWN_SIDE
from domain.journey_edits import AddHandOver, RejectPossibleHandOver
from domain.journeys import Journey
from domain.possible_hand_overs import PossibleHandOver
from use_cases.app import UseCases
from views import links, quotation, state, words
from views.journeys import journey_changing, journey_own_hand_overs, journey_steps
from views.journeys.journey_own_hand_overs import SIDES
from views.journeys.journey_step_form import one_of
from views.markup import label
from views.pressing import pressed

PAGE = links.JOURNEY_ROOM


def offer(app: UseCases, viewer: Viewer, journey: Journey) -> None:
    """Show, folded, the sentences that speak of passing something on and stand at no hand-over.

    They are looked for once it is opened: that takes the dictionary, which no page loads to be shown.
    """
    fold = st.expander(
        "Sentences on the steps that may tell of further hand-overs",
        icon=":material/swap_horiz:",
        key=state.key(PAGE, "possible"),
        on_change="rerun",
    )
    if not fold.open:
        return
    with fold:
        found = app.journey_editing.possible_hand_overs(journey)
        if not found:
            st.caption("No sentence on the steps speaks of passing something on that stands at no hand-over.")
            return
        st.caption(
            f"{words.count(len(found), 'sentence speaks', 'sentences speak')} of passing something on and stand"
            f"{'s' if len(found) == 1 else ''} at no hand-over. Say from whom to whom, or that it is none: then it is "
            "asked about no more, and stays on its step."
        )
        told = {item.id: item for item in app.evidence(viewer, [each.placed.evidence.id for each in found])}
        for each in found:
            with st.container(border=True, key=_key(journey, each, "sentence")):
                st.caption(f"Within {label(journey_steps.title_of(journey.step(each.step)))} · {_way(each)}")
                quotation.show(told.get(each.placed.evidence.id, each.placed.evidence))
                _ask(app, viewer, journey, each)


def _way(each: PossibleHandOver) -> str:
    return f"what is passed: {words.PASSES[each.passes]} · how: {words.HOW[each.how]}"


def _ask(app: UseCases, viewer: Viewer, journey: Journey, each: PossibleHandOver) -> None:
    step = journey.step(each.step)
    known = journey_own_hand_overs.side_names(app, viewer, journey, step)
    left, right = st.columns(2)
    for column, side in ((left, "giver"), (right, "taker")):
        told = getattr(each, side)
        with column:
            one_of(SIDES[side], known, None if told == UNKNOWN_SIDE else told, key=_key(journey, each, side))
    with st.container(horizontal=True):
        st.button(
            "Add as a hand-over",
            key=_key(journey, each, "add"),
            icon=":material/add:",
            on_click=_add,
            args=(app, viewer, journey, each),
        )
        st.button(
            "It is none",
            key=_key(journey, each, "none"),
            icon=":material/close:",
            help="It stays on its step. Undo takes this back.",
            on_click=pressed(journey_changing.change),
            args=(
                app,
                viewer,
                journey,
                RejectPossibleHandOver(observation_id=each.placed.evidence.id, step_id=step.id),
            ),
        )


def _add(app: UseCases, viewer: Viewer, journey: Journey, each: PossibleHandOver) -> None:
    giver, taker = (str(st.session_state.get(_key(journey, each, side)) or "").strip() for side in SIDES)
    edit = AddHandOver(
        step_id=journey.step(each.step).id,
        giver=giver or UNKNOWN_SIDE,
        taker=taker or UNKNOWN_SIDE,
        passes=each.passes,
        how=each.how,
        observation_ids=(each.placed.evidence.id,),
    )
    journey_changing.change(app, viewer, journey, edit)


def _key(journey: Journey, each: PossibleHandOver, name: str) -> str:
    return state.key(PAGE, "possible", name, journey.step(each.step).id, each.placed.evidence.id, journey.version)
