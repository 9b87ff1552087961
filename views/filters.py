"""The filters that hold on every page: the mission first, and an organisation beside it.

They are drawn by the entry file, so that they outlive a change of page, and the mission stands in the address, so that
a link carries it.
"""

from collections.abc import Mapping
from typing import TypeVar

import streamlit as st

from domain.access import Viewer
from domain.insights import PainPoint, Wish
from domain.missions import Mission
from domain.search import ObservationFilter
from use_cases.app import UseCases
from views import cached, links, state
from views.markup import label

Told = TypeVar("Told", PainPoint, Wish)

ALL = ""
"""The choice that narrows nothing; None would show as "choose an option"."""
MISSION = state.key("filter", "mission")
ORGANISATION = state.key("filter", "organisation")
HERE = frozenset(
    {
        links.HOME,
        links.MISSION,
        links.WHAT_DO_WE_KNOW,
        links.PAIN_POINTS,
        links.INSIGHTS,
        links.THEMES,
        links.JOURNEY_ROOM,
        links.JOURNEY_NETWORK,
    }
)
"""The pages that narrow; the others show what they show whatever is chosen."""


def show(app: UseCases, viewer: Viewer, page: str) -> None:
    """Draw the filters on a page that narrows, and remember what is chosen. With nothing to choose from, draw none."""
    st.session_state[state.MISSION_CHOSEN] = None
    if page != links.WHAT_DO_WE_KNOW:
        st.session_state.pop(state.NARROWED, None)  # whoever comes to that page from here comes by a link
    if page != links.PAIN_POINTS:
        st.session_state.pop(state.LED_TO, None)
    if page not in HERE:
        return
    wanted = st.session_state.pop(state.MISSION_WANTED, None)
    if wanted:
        choose(wanted)
    missions = {mission.id: mission for mission in app.missions.all(viewer)}
    bodies = [entry.name for entry in cached.catalogue(app, viewer=viewer, revision=app.revision()).organisations]
    if missions or bodies:
        with st.container(key="filters", horizontal=True):
            _choose_mission(missions)
            _choose_organisation(bodies)
    chosen = missions.get(st.session_state.get(MISSION) or "")
    st.session_state[state.MISSION_CHOSEN] = chosen
    if not chosen:
        _tell_unknown(missions)
    if chosen or state.parameter(state.MISSION):
        state.set_parameter(state.MISSION, chosen.id if chosen else None)
    st.session_state[state.MISSION_WRITTEN] = chosen.id if chosen else None


def mission() -> Mission | None:
    """Return the mission that is chosen, None for all."""
    chosen: Mission | None = st.session_state.get(state.MISSION_CHOSEN)
    return chosen


def mission_name() -> str | None:
    """Return the name of the mission that is chosen, None for all."""
    chosen = mission()
    return chosen.name if chosen else None


def organisation() -> str | None:
    """Return the organisation that is chosen, None for all."""
    return st.session_state.get(ORGANISATION) or None


def where() -> ObservationFilter:
    """Return what is chosen as a filter on observations."""
    named, body = mission_name(), organisation()
    return ObservationFilter(
        missions=frozenset({named} if named else ()), organisations=frozenset({body} if body else ())
    )


def of_organisation(points: list[Told]) -> list[Told]:
    """Return the pain points, or wishes, that evidence about the chosen organisation shows, all evidence kept."""
    body = organisation()
    if body is None:
        return points
    return [point for point in points if any(count.name == body for count in point.organisations)]


def choose(mission_id: str | None) -> None:
    """Choose a mission on every page: a callback, for it runs before the filters are drawn."""
    st.session_state[MISSION] = mission_id or ALL
    state.set_parameter(state.MISSION, mission_id)


def _choose_mission(missions: dict[str, Mission]) -> None:
    if not missions:
        st.session_state[MISSION] = ALL
        return
    named = st.query_params.get(state.MISSION)
    if named == ALL or named in missions:
        st.session_state[MISSION] = named
    elif st.session_state.get(MISSION) not in missions or (named is None and _went_back_before_mission()):
        st.session_state[MISSION] = ALL
    st.selectbox(
        "Mission",
        [ALL, *missions],
        format_func=lambda identifier: missions[identifier].name if identifier else "All missions",
        key=MISSION,
        persist_state="session",
        label_visibility="collapsed",
        on_change=_remember_mission,
        width=340,
    )


def _choose_organisation(bodies: list[str]) -> None:
    if st.session_state.get(ORGANISATION) not in bodies or _others_are_named():
        st.session_state[ORGANISATION] = ALL
    st.selectbox(
        "Organisation",
        [ALL, *bodies],
        format_func=lambda name: name or "All organisations",
        key=ORGANISATION,
        persist_state="session",
        label_visibility="collapsed",
        width=340,
    )


def _others_are_named() -> bool:
    """Tell whether a link, or the way back, has just led to a question about other organisations, or about any."""
    ours: Mapping[str, list[str]] | None = st.session_state.get(state.NARROWED)
    named = state.parameters(state.ORGANISATIONS)
    if ours is None:
        came = state.ORGANISATIONS in st.query_params
    else:
        came = state.parameter(state.QUERY) is not None and named != ours.get(state.ORGANISATIONS, [])
    return came and named != [organisation()]


def _went_back_before_mission() -> bool:
    """Tell whether the way back has led to a question from before the mission that is chosen was."""
    asked_here = st.session_state.get(state.NARROWED) is not None and state.parameter(state.QUERY) is not None
    return asked_here and st.session_state.get(state.MISSION_WRITTEN) == st.session_state.get(MISSION)


def _remember_mission() -> None:
    state.set_parameter(state.MISSION, st.session_state[MISSION] or None)


def _tell_unknown(missions: dict[str, Mission]) -> None:
    named = state.parameter(state.MISSION)
    if named and named not in missions:
        st.warning(f"There is no mission {label(named)} here: all missions are shown.", icon=":material/info:")
