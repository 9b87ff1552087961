"""A pain point on journeys: the steps where its evidence stands, and the hand-over to which it belongs."""

import streamlit as st

from domain.access import Viewer
from domain.dependencies import StepPlace
from domain.insights import PainPoint
from domain.pain_point_places import PainPointPlace, ProposedHandOver
from use_cases.app import UseCases
from use_cases.journeys.journey_network import hand_overs_for, places_of
from views import cached, errors, filters, links, state, words
from views.markup import label

SHOWN_AT_FIRST = 6
PROPOSED_AT_MOST = 4


def show(app: UseCases, viewer: Viewer, point: PainPoint) -> None:
    """Show on which steps of journeys evidence of a pain point stands; propose its hand-over where it sits between."""
    journeys = cached.whole_journeys(app, viewer=viewer, revision=app.revision(), mission=filters.mission_name())
    if not journeys:
        return
    places, proposed = places_of(point, journeys), hand_overs_for(point, journeys)
    st.subheader("On journeys", anchor=False)
    if not places:
        st.caption("It stands on no step of a journey yet.")
    _show_places(point, places)
    for each in (each for each in proposed if each.is_told):
        st.markdown(
            f"It is named as the trouble of the hand-over {_where(each.giver, each.taker)} of "
            f"{label(each.giver.journey)}."
        )
    fresh = [each for each in proposed if not each.is_told]
    if fresh:
        _show_proposed(app, viewer, point, fresh)


def _show_places(point: PainPoint, places: list[PainPointPlace]) -> None:
    key = state.key(links.PAIN_POINTS, "journey-places", point.id)
    for place in places if st.session_state.get(key) else places[:SHOWN_AT_FIRST]:
        said = f"step {place.step.order}: {label(place.step.step)}"
        if place.taker:
            said = f"hand-over {_where(place.step, place.taker)}"
        links.to(
            links.JOURNEY_ROOM,
            f"{label(place.step.journey)}, {said} ({words.count(len(place.observations), 'observation')})",
            icon=":material/route:",
            parameters={state.JOURNEY: place.step.journey_id, state.STEP: str(place.step.order)},
        )
    if len(places) > SHOWN_AT_FIRST:
        st.toggle(f"Show all {len(places)}", key=key)


def _where(giver: StepPlace, taker: StepPlace) -> str:
    if giver.order == taker.order:
        return f"within step {giver.order}"
    return f"from step {giver.order} to step {taker.order}"


def _show_proposed(app: UseCases, viewer: Viewer, point: PainPoint, proposed: list[ProposedHandOver]) -> None:
    mine = {row.id for row in app.journeys(viewer, mission=filters.mission_name()) if row.mine}
    for nth, each in enumerate(proposed[:PROPOSED_AT_MOST]):
        key = state.key(links.PAIN_POINTS, "hand-over", point.id, each.giver.journey_id, nth)
        with st.container(border=True, key=state.key(key, "box")):
            number = len(each.observations)
            stand = "stands" if number == 1 else "stand"
            near = f" {words.count(number, 'observation')} of it {stand} there." if number else ""
            st.markdown(
                f"It sits between organisations, and **{label(each.giving)}** hands over to **{label(each.taking)}** "
                f"in {label(each.giver.journey)}, {_where(each.giver, each.taker)}.{near}"
            )
            if each.giver.journey_id not in mine:
                st.caption("Whoever answers for that journey can add it to the hand-over.")
            elif st.button("Add it to that hand-over", key=key, icon=":material/add_link:"):
                with errors.PageBoundary():
                    app.journey_network.add_to_hand_over(viewer, point, each)
                    st.rerun()
    if len(proposed) > PROPOSED_AT_MOST:
        st.caption(f"{len(proposed) - PROPOSED_AT_MOST:,} more hand-overs lie between these organisations.")
