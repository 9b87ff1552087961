"""Who may see an insight once it is published: what a person chooses, checked and put in full."""

from dataclasses import replace

from domain.access import Viewer, Visibility
from domain.errors import InvalidRequest
from domain.written_insights import Insight, Reach
from use_cases.catalogue.missions import Missions
from use_cases.evidence.publishing import default_team, named_team
from use_cases.repository import Repository


def default_reach(viewer: Viewer, mission: str | None = None) -> Reach:
    """Return the reach of what this viewer writes: their team, until they publish it to others."""
    return Reach(team=default_team(viewer), mission=mission)


def checked_reach(repository: Repository, viewer: Viewer, reach: Reach, *, of: Insight | None = None) -> Reach:
    """Return a reach with mission and team by their names on record; those that ``of`` has already may stay.

    Raises NotFound, NotAllowed for another's team, and InvalidRequest for a reach that would let nobody in: a mission's
    group without a mission, an organisation where none is known.
    """
    known = of.version.reach if of else Reach()
    mission = (reach.mission or "").strip() or None
    if mission is not None and mission != known.mission:
        mission = Missions(repository).name(viewer, mission)
    team = (reach.team or "").strip() or None
    if team is not None and team != known.team:
        team = named_team(repository, viewer, team)
    if reach.visibility is Visibility.MISSION and mission is None:
        raise InvalidRequest(
            "An insight for a mission's group needs its mission.",
            where="who may see it",
            remedy="Say which mission it belongs to, or choose who else may see it.",
        )
    has_organisation = team is not None or (of is not None and repository.insights.has_organisation(of.id))
    if reach.visibility is Visibility.ORGANISATION and not has_organisation:
        raise InvalidRequest(
            "Nobody said which organisation this insight is of.",
            where="who may see it",
            remedy="Say which team it belongs to, or choose who else may see it.",
        )
    return replace(reach, mission=mission, team=team)
