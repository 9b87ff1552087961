"""Groups of gaps as lines that unfold: what has to be done and whose it is, and in each the places in question."""

from collections.abc import Sequence
from html import escape

import streamlit as st

from domain.dependencies import GapState, JourneyGap, StepPlace
from domain.gap_groups import GapGroup
from domain.network_tables import owners_words
from views import links, state
from views.journeys import unfolding
from views.markup import attribute

SHOWN_AT_FIRST = 5


def show(groups: Sequence[GapGroup], *, key: str, with_journey: bool, is_plan: bool = False) -> None:
    """Show the gravest groups, and the others once they are asked for; ``key`` names the place. None: nothing.

    The gaps of a plan are nobody's to take up.
    """
    if not groups:
        return
    st.html(as_html(groups[:SHOWN_AT_FIRST], with_journey=with_journey, is_plan=is_plan))
    rest = groups[SHOWN_AT_FIRST:]
    if rest and unfolding.asked(len(rest), key=key):
        st.html(as_html(rest, with_journey=with_journey, is_plan=is_plan))


def as_html(groups: Sequence[GapGroup], *, with_journey: bool = True, is_plan: bool = False) -> str:
    """Return the groups as HTML, escaped. ``with_journey`` names each gap's journey, where there are several."""
    return "".join(_group(group, with_journey, is_plan) for group in groups)


def _group(group: GapGroup, with_journey: bool, is_plan: bool) -> str:
    beside = f" <small>{escape(group.beside)}</small>" if group.beside else ""
    summary = f"<summary><strong>{escape(group.to_do)}.</strong> {escape(group.title)}{beside}</summary>"
    lines = "".join(f"<li>{_gap(gap, with_journey, is_plan)}</li>" for gap in group.gaps)
    return f'<details class="tl-gaps">{summary}<ul>{lines}</ul></details>'


def _gap(gap: JourneyGap, with_journey: bool, is_plan: bool) -> str:
    journey = f"{escape(gap.step.journey)}: " if with_journey else ""
    where = " to ".join(_link(place) for place in (gap.step, gap.taker) if place)
    if gap.taker and gap.taker.step_id == gap.step.step_id:
        where = f"within {_link(gap.step)}"
    if gap.sides:
        where += f", {escape(' to '.join(gap.sides))}"
    if is_plan:
        return f"{journey}{where}"
    owner = "nobody sees to it" if gap.state is GapState.OPEN else f"seen to by {owners_words(gap)}"
    take_up = links.address(links.JOURNEY_NETWORK, {state.GAP: gap.id})
    named = attribute(f"Take up: {gap.title}")
    return f'{journey}{where}; {escape(owner)}. <a href="{escape(take_up)}" aria-label="{named}">Take up</a>'


def _link(place: StepPlace) -> str:
    address = links.address(links.JOURNEY_ROOM, {state.JOURNEY: place.journey_id, state.STEP: str(place.order)})
    return f'<a href="{escape(address)}">{place.order}. {escape(place.step)}</a>'
