"""What has changed since somebody looked last, as they may see it."""

from dataclasses import dataclass
from enum import StrEnum


class NewsKind(StrEnum):
    """What happened: research was published or added to, a journey changed, or somebody said something."""

    STUDY = "study"
    SOURCES = "sources"
    JOURNEY = "journey"
    EVIDENCE = "evidence"
    CLAIM = "claim"
    OWNER = "owner"


@dataclass(frozen=True, kw_only=True, slots=True)
class NewsItem:
    """One thing that happened at a moment (ISO, UTC).

    ``subject`` identifies what it happened to: a study, a journey, or a pain point (evidence, claims and owners).
    ``title`` is its name; ``organisation`` who did the research or who is spoken of; ``count`` how many sources or
    observations are new, 0 where nothing is counted. ``of_team_only`` is true of a study that only its team sees.
    """

    kind: NewsKind
    at: str
    subject: str
    title: str
    organisation: str = ""
    count: int = 0
    of_team_only: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class News:
    """What happened after ``since`` (an ISO moment), newest first."""

    since: str
    items: tuple[NewsItem, ...] = ()
