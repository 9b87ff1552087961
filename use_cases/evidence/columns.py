"""Tables on their way in and after: what their columns hold, remembered by team, and their closed answers counted."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import UTC, datetime

from domain.access import Viewer
from domain.answers import AnswerCount, KnownAttribute
from domain.errors import InvalidRequest
from domain.evidence import ReadSource
from domain.jobs import JobKind
from domain.proposals import FileDescription, StagedFile
from domain.search import ObservationFilter
from domain.tables import MappingBasis, Meaning, SavedMapping
from use_cases.evidence.publishing import described_by
from use_cases.repository import Repository
from use_cases.running.jobs import Jobs


class Tables:
    """What people do with the columns of tables, and with the closed answers that stood in them."""

    def __init__(self, repository: Repository, jobs: Jobs) -> None:
        self._repository = repository
        self._jobs = jobs

    def queue_check_again(self, viewer: Viewer, files: Sequence[tuple[StagedFile, FileDescription]]) -> str:
        """Queue reading files again, each as described now; fetch the outcome as of any check. Raises NotAllowed."""
        rows = [{"file": asdict(file), "description": asdict(described_by(viewer, said))} for file, said in files]
        title = "1 file" if len(rows) == 1 else f"{len(rows)} files"
        return self._jobs.queue(viewer, JobKind.CHECK, title, {"files": rows})

    def attributes(self, viewer: Viewer, where: ObservationFilter | None = None) -> list[KnownAttribute]:
        """Return the attributes of whoever said what this viewer may see, by name, with their commonest values."""
        return self._repository.answers.attributes(viewer, where)

    def answers(self, viewer: Viewer, attribute: str, where: ObservationFilter | None = None) -> list[AnswerCount]:
        """Return how often each value of an attribute was given, by the organisation that evidence concerns.

        Commonest value first. Nobody in sight has the attribute: an empty list.
        """
        return self._repository.answers.counts(viewer, attribute, where)


def columns_said(named: Mapping[str, str]) -> tuple[tuple[str, Meaning], ...]:
    """Return what was said of columns by name. Raises InvalidRequest for a meaning that there is not."""
    said = []
    for name, value in named.items():
        try:
            said.append((name, Meaning(value.strip().casefold())))
        except ValueError as error:
            raise InvalidRequest(
                f"'{value}' is nothing that a column can hold.",
                where=f"column {name}",
                remedy=f"Use one of: {', '.join(meaning.value for meaning in Meaning)}.",
            ) from error
    return tuple(said)


def remembered_mappings(repository: Repository, viewer: Viewer) -> list[SavedMapping]:
    """Return what the viewer's teams decided on columns before, the latest first."""
    if viewer.sees_everything:
        return repository.mappings.remembered(None)
    return repository.mappings.remembered({*viewer.teams, *([viewer.organisation] if viewer.organisation else [])})


def remember_mappings(repository: Repository, source: ReadSource) -> None:
    """Keep for the study's team what a person said of the columns of a source that was read."""
    stated = [table.saved for table in source.tables if table.basis is MappingBasis.STATED]
    if stated:
        now = datetime.now(UTC).isoformat(timespec="seconds")
        repository.mappings.remember(source.study.team_name, stated, now=now)
