"""Whether others see a study or a journey yet, and what its team may change of that."""

from dataclasses import dataclass
from enum import StrEnum

from domain.access import Marking, Visibility
from domain.consent import Consent
from domain.evidence import Study, checked_date, checked_day
from domain.journeys import JourneyStatus


class Publication(StrEnum):
    """Whether others see a study: not yet, from a day that has still to come, or now."""

    DRAFT = "draft"
    EMBARGOED = "embargoed"
    PUBLISHED = "published"


PUBLISHED_TO = {
    Visibility.TEAM: "shared with its team only",
    Visibility.ORGANISATION: "published to its organisation",
    Visibility.MISSION: "published to its mission's group",
    Visibility.OPEN: "published to everyone signed in",
}
"""What it means that a study is published, by who may see it: with its team alone, nobody else sees it."""
SEEN_BY_ALL = "seen by everyone at this machine"
"""Who sees a study, a journey or an insight where nobody signs in, whatever was chosen for it."""
SIGN_IN_IS_OFF = "Nobody signs in here: everyone at this machine sees it, whatever is chosen."


def publication_of(study: Study, *, today: str) -> Publication:
    """Return how far a study is published on the ISO day ``today``, in Coordinated Universal Time."""
    if study.draft:
        return Publication.DRAFT
    return Publication.EMBARGOED if study.embargo and study.embargo > today else Publication.PUBLISHED


@dataclass(frozen=True, kw_only=True, slots=True)
class StudyRow:
    """A study in a list. ``mine`` says that this viewer may change it; the counts are of what is stored of it."""

    study: Study
    publication: Publication
    mine: bool
    sources: tuple[tuple[str, str], ...] = ()
    observations: int = 0


@dataclass(frozen=True, kw_only=True, slots=True)
class StudyChange:
    """What a team says anew of its study. None leaves a field as it is; an empty text clears it.

    ``embargo`` is the ISO day from which others may see it; ``marking`` is cleared by an empty text too. ``consent`` is
    said as a whole. ``date`` is an ISO date. A title cannot be cleared.
    """

    draft: bool | None = None
    embargo: str | None = None
    visibility: Visibility | None = None
    marking: Marking | str | None = None
    contact: str | None = None
    mission: str | None = None
    team: str | None = None
    consent: Consent | None = None
    title: str | None = None
    date: str | None = None
    description: str | None = None

    def __post_init__(self) -> None:
        checked_day(self.embargo or None)
        checked_date(self.date or None)
        if self.marking:
            Marking(self.marking)


DESCRIBED = ("title", "date", "description")
"""The fields that describe a study, of which what they were before is kept."""
LONGEST_TITLE_CHARACTERS = 300
LONGEST_DESCRIPTION_CHARACTERS = 4_000


@dataclass(frozen=True, kw_only=True, slots=True)
class StudyEdit:
    """One field of ``DESCRIBED`` that somebody changed: the ``nth`` of its study, from 1; None was, or became, blank.

    ``at`` is an ISO moment in UTC.
    """

    nth: int
    field: str
    was: str | None
    became: str | None
    by: str
    at: str


@dataclass(frozen=True, kw_only=True, slots=True)
class JourneyChange:
    """What a team says anew of its journey. None leaves a field as it is; an empty text clears it.

    ``team`` is a full name, or the name of one of the teams of whoever changes it.
    """

    status: JourneyStatus | None = None
    visibility: Visibility | None = None
    mission: str | None = None
    team: str | None = None
