"""Who looks, what they may do, and who may see what. Every read takes a Viewer; visibility is applied in the query."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from domain.errors import NotAllowed


class Visibility(StrEnum):
    """Who may see a study and all that comes from it, narrowest first."""

    TEAM = "team"
    ORGANISATION = "organisation"
    MISSION = "mission"
    OPEN = "open"

    @property
    def label(self) -> str:
        """Return the words used on screens."""
        return {
            Visibility.TEAM: "only my team",
            Visibility.ORGANISATION: "my organisation",
            Visibility.MISSION: "the mission's group",
            Visibility.OPEN: "everyone signed in",
        }[self]


class Marking(StrEnum):
    """How what a study holds is to be handled, least sensitive first. It travels on everything that goes out."""

    OFFICIAL = "OFFICIAL"
    OFFICIAL_SENSITIVE = "OFFICIAL-SENSITIVE"

    @property
    def rank(self) -> int:
        """Return 1 for OFFICIAL, 2 for OFFICIAL-SENSITIVE."""
        return list(Marking).index(self) + 1


def highest_marking(markings: Iterable[Marking | None]) -> Marking | None:
    """Return the most sensitive of the markings, which holds for all they stand on together; None where none does."""
    return max(filter(None, markings), key=lambda marking: marking.rank, default=None)


class Role(StrEnum):
    """What a person may do, each with all that the ones before may.

    A reader reads what is published to them. A researcher also sees the drafts of their teams, adds and publishes
    studies, says "us too" and what is evidence, proposes owners and drafts journeys. A curator also decides on
    themes, names, missions and owners. An administrator also keeps people and teams, and cares for the repository;
    none of this shows them more research than their organisation, teams and missions do.
    """

    READER = "reader"
    RESEARCHER = "researcher"
    CURATOR = "curator"
    ADMINISTRATOR = "administrator"

    @property
    def rank(self) -> int:
        """Return 1 for a reader to 4 for an administrator."""
        return list(Role).index(self) + 1


@dataclass(frozen=True, kw_only=True, slots=True)
class Viewer:
    """The person (or job) on whose behalf something is read or done.

    ``name`` is what identifies them (see ``Person.sign_in``); ``teams`` are full names (see :func:`full_team_name`),
    and ``missions`` those whose group they are in. ``sees_everything`` is true for the one local person of an
    installation without sign-in, and for jobs that maintain indexes. Everyone else sees published studies according
    to their visibility, and, from researcher on, drafts of their teams.
    """

    name: str
    organisation: str | None = None
    teams: frozenset[str] = frozenset()
    missions: frozenset[str] = frozenset()
    role: Role = Role.RESEARCHER
    sees_everything: bool = False

    def __post_init__(self) -> None:
        if not self.name.strip():
            raise ValueError("A viewer needs a name.")

    def sight(self) -> "Viewer":
        """Return a viewer who sees the same studies, and is the same one for everybody who does: a key for keeping."""
        role = Role.RESEARCHER if self.may(Role.RESEARCHER) else Role.READER
        return replace(self, name="sight", role=role)

    def may(self, role: Role) -> bool:
        """Tell whether this viewer may do what that role may."""
        return self.role.rank >= role.rank

    def need(self, role: Role, what: str) -> None:
        """Raise NotAllowed unless this viewer may do what that role may; ``what`` is a verb phrase for the message."""
        if not self.may(role):
            raise NotAllowed(
                f"As {_with_article(self.role)} you cannot {what}.",
                where="your role",
                remedy=f"Ask an administrator to make you {_with_article(role)}.",
            )


LOCAL_VIEWER = Viewer(name="local", role=Role.ADMINISTRATOR, sees_everything=True)
"""The one person of an installation without sign-in: sees everything on this machine."""

MAINTENANCE = Viewer(name="maintenance", role=Role.ADMINISTRATOR, sees_everything=True)
"""Jobs that embed, code and index: they read every observation and show none."""


_WITHIN = " › "
"""Between an organisation and its team, in the team's full name."""


def full_team_name(organisation: str, team: str) -> str:
    """Return the name that tells a team from one of the same name elsewhere; a full name is returned as it is."""
    return team if _WITHIN in team else f"{organisation}{_WITHIN}{team}"


def organisation_of_team(full_name: str) -> str:
    """Return the organisation of a team's full name; without a team in it, the name is the organisation's."""
    return full_name.partition(_WITHIN)[0]


def own_name_of_team(full_name: str) -> str:
    """Return what a team is called within its organisation; without one in it, the name as it is."""
    return full_name.rpartition(_WITHIN)[2]


def _with_article(role: Role) -> str:
    return f"an {role.value}" if role is Role.ADMINISTRATOR else f"a {role.value}"
