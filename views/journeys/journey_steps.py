"""The steps of a journey: their list, and the drawer of the one that is chosen."""

from collections.abc import Callable
from typing import Literal

import streamlit as st

from domain.access import Viewer
from domain.hand_overs import UNKNOWN_SIDE, HandOver
from domain.journeys import Journey, Step, StepBasis
from domain.placed_evidence import PlacedEvidence
from domain.sureness import (
    HOW_SURE,
    ONLY_GUESSES,
    only_guesses,
    quotations_counted,
    sureness_counted,
    sureness_on_steps,
)
from domain.told_first import KindGroup, by_kind, pain_points_counted
from use_cases.app import UseCases
from views import links, state, words
from views.journeys import (
    journey_evidence,
    journey_looking,
    journey_own_hand_overs,
    journey_pain_points,
    journey_step_acts,
    journey_step_form,
    journey_systems,
    unfolding,
)
from views.markup import facts, label

PAGE = links.JOURNEY_ROOM
CHOSEN_STEP = state.key(PAGE, "step")
LISTED_WITHOUT_SCROLLING = 7
LIST_PIXELS = 720
_SOMEBODY = "somebody who is not known"


def show(app: UseCases, viewer: Viewer, journey: Journey, *, mine: bool) -> None:
    """Show the list of steps and the drawer of the chosen one, which the address names; ``mine`` may be edited."""
    st.header("Steps", anchor=False)
    if not journey.steps:
        st.info("This journey has no steps yet." + (" Add the first one." if mine else ""), icon=":material/route:")
        if mine:
            journey_step_acts.add_first(app, viewer, journey)
        return
    with st.container():  # what comes and goes in it moves nothing below, which else would lose the keyboard's place
        if counted := sureness_on_steps(journey):
            st.caption(f"Evidence on all steps: {counted}.", help=HOW_SURE)
        if mine:
            journey_looking.offer_all(app, viewer, journey)
    left, right = st.columns([2, 5], gap="large")
    with left:
        step = _choose(journey)
    with right, st.container(key=state.key(PAGE, "drawer")):
        _show_step(app, viewer, journey, step, mine=mine)


def title_of(step: Step) -> str:
    """Return a step as lists name it: its number and what is done."""
    return f"{step.order}. {step.step}"


def chosen(journey: Journey) -> Step | None:
    """Return the step that the address names, or that was chosen before, or the first; None where there is none."""
    held = st.session_state.get(CHOSEN_STEP)
    before = next((step for step in journey.steps if step.id == held), None)
    return named_in_address(journey) or before or next(iter(journey.steps), None)


def _choose(journey: Journey) -> Step:
    steps = {step.id: step for step in journey.steps}
    named = state.parameter(state.STEP)
    if named and named_in_address(journey) is None:
        st.warning(f"This journey has no step {label(named)}: it has {len(steps)}.", icon=":material/link_off:")
    now = chosen(journey) or journey.steps[0]
    st.session_state[CHOSEN_STEP] = now.id
    height: int | Literal["content"] = LIST_PIXELS if len(steps) > LISTED_WITHOUT_SCROLLING else "content"
    with st.container(height=height, border=False, key=state.key(PAGE, "list")):
        identifier = st.radio(
            "Choose a step",
            list(steps),
            key=CHOSEN_STEP,
            format_func=lambda name: label(title_of(steps[name])),
            captions=[_caption(step) for step in journey.steps],
            on_change=_remember,
        )
    return steps[identifier]


def named_in_address(journey: Journey) -> Step | None:
    """Return the step that the address names: by its identifier, or by its number as older links do."""
    named = state.parameter(state.STEP)
    for step in journey.steps:
        if named == step.id:
            return step
    return next((step for step in journey.steps if named == str(step.order)), None)


def _remember() -> None:
    if state.is_shown(None):
        state.set_parameter(state.STEP, str(st.session_state[CHOSEN_STEP]))


def _caption(step: Step) -> str:
    rests = quotations_counted(step.evidence, none="assumed")
    told = (step.organisation or "organisation not known", rests, pain_points_counted(step))
    return " · ".join(label(said) for said in told if said)


def _show_step(app: UseCases, viewer: Viewer, journey: Journey, step: Step, *, mine: bool) -> None:
    st.markdown(f"### {label(title_of(step))}")
    st.html(facts(step_facts(journey, step)))
    with st.container():  # here too: looking for evidence may find systems, which are then offered above its button
        if step.note:
            st.markdown(f"**Note:** {label(step.note)}")
        journey_systems.offer(app, viewer, journey, step, mine=mine)
        _lead_to_sub_journey(app, viewer, step)
    if mine:
        journey_step_acts.offer(app, viewer, journey, step)
        journey_step_form.show(app, viewer, journey, step)
    _show_hand_overs(journey, step)
    journey_pain_points.show(app, viewer, journey, step, mine=mine)
    _show_evidence(app, viewer, journey, step, mine=mine)


def step_facts(journey: Journey, step: Step) -> list[tuple[str, str]]:
    """Return what is known of a step in words, and what is not."""
    known = [
        ("Stage", step.stage or "not said"),
        ("Who does it", step.actor or journey.actor or "not said"),
        ("Organisation", step.organisation or "not known"),
        ("Service", step.service or "not known"),
        ("Systems", words.listed(step.systems) or "not known"),
        ("Channel", words.CHANNEL[step.channel]),
        ("Touchpoints", words.listed(step.touchpoints)),
        ("Wait before it", wait_words(step.wait_days)),
        ("Owner", step.owner or "nobody named"),
        ("State", words.STANDING[step.standing]),
        ("Stands to the step before", words.BRANCH[step.branch] if step.branch else ""),
        ("Optional", "yes" if step.optional else ""),
        ("Rests on", "evidence, only guesses" if only_guesses(step.evidence) else step.basis.value),
    ]
    return [(name, said) for name, said in known if said]


def wait_words(days: float | None) -> str:
    """Return a wait in words: "2 days", "not known"."""
    if days is None:
        return "not known"
    return "less than a day" if 0 < days < 1 else f"{days:g} {'day' if days == 1 else 'days'}"


def _lead_to_sub_journey(app: UseCases, viewer: Viewer, step: Step) -> None:
    if not step.sub_journey:
        return
    known = next((each for each in app.journeys(viewer) if each.id == step.sub_journey), None)
    if known:
        title = f"Told in full: {label(known.title)}"
        links.here(title, key=state.key(PAGE, "sub"), icon=":material/route:", parameters={state.JOURNEY: known.id})


def _show_hand_overs(journey: Journey, step: Step) -> None:
    for item in journey.hand_overs:
        if step.order not in item.key[:2]:
            continue
        pair = journey.step(item.from_step), journey.step(item.to_step)
        links.here(
            label(f"{_way(item, step)}: {_hand_over_said(item)}"),
            key=state.key(PAGE, "to-hand-over", pair[0].id, pair[1].id, item.id),
            icon=":material/swap_horiz:",
            parameters={state.SHOW: "hand_overs", state.HAND_OVER: journey_own_hand_overs.name_of(*pair, item)},
            without=(state.STEP,),
        )


def _way(item: HandOver, step: Step) -> str:
    """Return a hand-over as it is told at one of its steps."""
    giver, taker = (_SOMEBODY if side == UNKNOWN_SIDE else side for side in (item.giver, item.taker))
    if item.is_within:
        return f"Within this step {giver} hands over to {taker}"
    if item.from_step == step.order:
        return f"Hands over to {taker}{f' at step {item.to_step}' if item.is_across else ''}"
    return f"Is handed over by {giver}{f' from step {item.from_step}' if item.is_across else ''}"


def _hand_over_said(item: HandOver) -> str:
    said = [words.HOW[item.how] if item.how.value != "unknown" else "how is not known"]
    return "; ".join([*said, words.GAP[item.gap]] if item.gap else said)


def _show_evidence(app: UseCases, viewer: Viewer, journey: Journey, step: Step, *, mine: bool) -> None:
    off = journey_evidence.taken_off(journey, step) if mine else {}
    if step.basis is StepBasis.ASSUMPTION and not mine:
        st.info(f"{journey_looking.ASSUMED} Add findings, or ask someone who knows.")
    shown = (*step.evidence, *off.values())
    told = app.evidence(viewer, [placed.evidence.id for placed in shown]) if shown else []
    with_neighbours = {item.id: item for item in told}

    def draw(placed: PlacedEvidence) -> None:
        name = placed.evidence.id
        neighboured = with_neighbours.get(name)
        journey_evidence.show(app, viewer, journey, step, placed, neighboured, mine=mine, is_off=name in off)

    with st.container():  # what it says comes and goes with what is taken off, and moves nothing below
        if only_guesses(step.evidence):
            st.info(f"{ONLY_GUESSES} Read before you rely on it.")
        elif counted := sureness_counted(step.evidence):
            st.caption(f"What stands here: {counted}.")
    for group in by_kind(shown):
        gone = sum(placed.evidence.id in off for placed in (*group.strongest, *group.others))
        st.markdown(f"**{group.title}** ({group.total - gone})")
        _show_group(group, draw, step)


def _show_group(group: KindGroup, draw: Callable[[PlacedEvidence], None], step: Step) -> None:
    """Show the strongest of a kind; the others once they are asked for, below the button: Tab then leads to them."""
    for placed in group.strongest:
        draw(placed)
    if group.others and unfolding.asked(len(group.others), key=state.key(PAGE, group.title, step.id)):
        for placed in group.others:
            draw(placed)
