"""People who use the repository, and the teams that answer for studies."""

import re
from dataclasses import dataclass

from domain.access import Role, Viewer, full_team_name

_OF_TWO_WORDS = re.compile(r"([a-z]+)[._-]([a-z]+)@", re.IGNORECASE)
_WORDS_OF_TEAMS = frozenset(
    {
        "admin", "advice", "box", "care", "contact", "design", "desk", "digital", "discovery", "enquiries", "enquiry",
        "group", "hello", "help", "info", "insight", "insights", "lab", "mail", "mailbox", "office", "policy",
        "research", "researchers", "service", "services", "shared", "support", "team", "teams", "unit", "user",
        "users", "ux",
    }
)  # fmt: skip


@dataclass(frozen=True, kw_only=True, slots=True)
class Team:
    """A group of colleagues in one organisation. ``contact`` is the mailbox where the team is reached, no one's own."""

    organisation: str
    name: str
    contact: str | None = None

    def __post_init__(self) -> None:
        if not self.name.strip() or not self.organisation.strip():
            raise ValueError("A team needs a name and its organisation.")

    @property
    def full_name(self) -> str:
        """Return the name that tells it from teams of the same name elsewhere."""
        return full_team_name(self.organisation, self.name)


@dataclass(frozen=True, kw_only=True, slots=True)
class Person:
    """Somebody who may sign in. ``sign_in`` is what the sign-in service calls them, most often an email address.

    ``teams`` are full names of teams. ``name`` is shown beside what they decided; empty means ``sign_in`` is shown.
    """

    sign_in: str
    name: str = ""
    organisation: str | None = None
    role: Role = Role.READER
    teams: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not self.sign_in.strip():
            raise ValueError("A person needs what they sign in as.")

    def viewer(self, missions: frozenset[str] = frozenset()) -> Viewer:
        """Return this person as a viewer; ``missions`` are those whose group they are in.

        From researcher on they are in the team that is their organisation as a whole: studies that name no team.
        """
        whole = {self.organisation} if self.organisation and self.role.rank >= Role.RESEARCHER.rank else set()
        return Viewer(
            name=self.sign_in,
            organisation=self.organisation,
            teams=frozenset(self.teams) | whole,
            missions=missions,
            role=self.role,
        )


def looks_like_one_persons(contact: str) -> bool:
    """Tell whether an address has the shape of a person's own: two words before the @, neither one that teams use."""
    found = _OF_TWO_WORDS.match(contact.strip())
    return found is not None and _WORDS_OF_TEAMS.isdisjoint(word.casefold() for word in found.groups())


@dataclass(frozen=True, kw_only=True, slots=True)
class Contact:
    """The team to ask about some studies (by title), and the mailbox where it is reached, empty where nobody said."""

    organisation: str
    team: str
    contact: str
    studies: tuple[str, ...] = ()
