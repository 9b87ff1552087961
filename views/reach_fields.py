"""The fields that say who may see what is published: to whom, of which mission, and which team answers for it."""

from dataclasses import dataclass

import streamlit as st

from domain.access import Viewer, Visibility
from use_cases.app import UseCases
from use_cases.evidence.publishing import teams_of
from views import state

NOBODYS_TEAM = "none: whoever made it"


@dataclass(frozen=True, kw_only=True, slots=True)
class ChosenReach:
    """What was chosen: ``mission`` is empty for none; ``team`` is empty for nobody's, None where there is no choice."""

    visibility: Visibility
    mission: str
    team: str | None


def choose(
    app: UseCases,
    viewer: Viewer,
    page: str,
    name: str,
    *,
    visibility: Visibility,
    mission: str | None,
    team: str | None,
) -> ChosenReach:
    """Show the fields with what holds now, and return what is chosen. ``name`` tells them apart on their page."""
    reaches = list(Visibility)
    missions = sorted({"", mission or "", *(known.name for known in app.missions.all(viewer))})
    return ChosenReach(
        visibility=st.selectbox(
            "Who may see it",
            reaches,
            index=reaches.index(visibility),
            format_func=lambda choice: choice.label,
            key=state.key(page, "visibility", name),
        ),
        mission=st.selectbox(
            "Mission",
            missions,
            index=missions.index(mission or ""),
            format_func=lambda chosen: chosen or "none",
            key=state.key(page, "mission", name),
        ),
        team=_team(app, viewer, page, name, team or ""),
    )


def _team(app: UseCases, viewer: Viewer, page: str, name: str, stored: str) -> str | None:
    own = [team.full_name for team in app.people.teams(viewer)] if viewer.sees_everything else teams_of(viewer)
    teams = sorted({*own, stored})
    if len(teams) < 2:
        return None
    chosen: str = st.selectbox(
        "Team",
        teams,
        index=teams.index(stored),
        format_func=lambda team: team or NOBODYS_TEAM,
        key=state.key(page, "team", name),
    )
    return chosen
