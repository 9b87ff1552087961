"""Who looks, and who may see what. Every read takes a Viewer; visibility is applied inside the query."""

from dataclasses import dataclass
from enum import StrEnum


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


@dataclass(frozen=True, kw_only=True, slots=True)
class Viewer:
    """The person (or job) on whose behalf something is read.

    ``sees_everything`` is true for the one local person of an installation without sign-in, and for jobs that
    maintain indexes. Everyone else sees published studies according to their visibility, and drafts of their teams.
    """

    name: str
    organisation: str | None = None
    teams: frozenset[str] = frozenset()
    missions: frozenset[str] = frozenset()
    sees_everything: bool = False

    def __post_init__(self) -> None:
        if not self.name.strip():
            raise ValueError("A viewer needs a name.")


LOCAL_VIEWER = Viewer(name="local", sees_everything=True)
"""The one person of an installation without sign-in: sees everything on this machine."""

MAINTENANCE = Viewer(name="maintenance", sees_everything=True)
"""Jobs that embed, code and index: they read every observation and show none."""
