"""Whether others see a study or a journey yet, and what its team may change of that."""

from dataclasses import dataclass
from enum import StrEnum

from domain.access import Marking, Visibility
from domain.consent import Consent
from domain.evidence import Study, checked_day
from domain.journeys import JourneyStatus


class Publication(StrEnum):
    """Whether others see a study: not yet, from a day that has still to come, or now."""

    DRAFT = "draft"
    EMBARGOED = "embargoed"
    PUBLISHED = "published"


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
    said as a whole.
    """

    draft: bool | None = None
    embargo: str | None = None
    visibility: Visibility | None = None
    marking: Marking | str | None = None
    contact: str | None = None
    mission: str | None = None
    team: str | None = None
    consent: Consent | None = None

    def __post_init__(self) -> None:
        checked_day(self.embargo or None)
        if self.marking:
            Marking(self.marking)


@dataclass(frozen=True, kw_only=True, slots=True)
class JourneyChange:
    """What a team says anew of its journey. None leaves a field as it is; an empty text clears it.

    ``team`` is a full name, or the name of one of the teams of whoever changes it.
    """

    status: JourneyStatus | None = None
    visibility: Visibility | None = None
    mission: str | None = None
    team: str | None = None
