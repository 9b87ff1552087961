"""What can go wrong that a person can put right: each error says the problem, the place and the remedy."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from domain.tables import TableGuide, TableMapping


class ThroughlineError(Exception):
    """A problem a person can put right.

    ``problem`` is one plain sentence, ``where`` the place (a file, row, setting) and ``remedy`` what to do next.
    None of the three holds research text, so an error may be logged and shown to anyone.
    """

    def __init__(self, problem: str, *, where: str = "", remedy: str = "") -> None:
        super().__init__(problem)
        self.problem = problem
        self.where = where
        self.remedy = remedy

    def __str__(self) -> str:
        """Return problem, place and remedy on as many lines as they need."""
        lines = [self.problem]
        if self.where:
            lines.append(f"Where: {self.where}")
        if self.remedy:
            lines.append(f"Remedy: {self.remedy}")
        return "\n".join(lines)

    def __reduce__(self) -> tuple[object, ...]:
        """Keep place and remedy when the error crosses a process (a job's outcome is pickled)."""
        return (_rebuild, (type(self), self.problem, self.where, self.remedy))


def _rebuild(kind: type[ThroughlineError], problem: str, where: str, remedy: str) -> ThroughlineError:
    return kind(problem, where=where, remedy=remedy)


class UnreadableSource(ThroughlineError):
    """A file that no reader can turn into text: wrong type, empty, damaged, or protected."""


class NothingOpen(UnreadableSource):
    """Tables in which nothing reads like what somebody wrote; ``tables`` is what their columns were taken for.

    A person may know better: the tables are for showing them, and for no log.
    """

    def __init__(
        self, problem: str, *, where: str = "", remedy: str = "", tables: "tuple[TableMapping, ...]" = ()
    ) -> None:
        super().__init__(problem, where=where, remedy=remedy)
        self.tables = tables

    def __reduce__(self) -> tuple[object, ...]:
        """Keep the tables too when the error crosses a process."""
        return (_rebuild_with_tables, (self.problem, self.where, self.remedy, self.tables))


class DescribesAnother(NothingOpen):
    """A file without answers that says what the columns of another one hold; ``guide`` is what it says."""

    def __init__(
        self,
        problem: str,
        *,
        where: str = "",
        remedy: str = "",
        tables: "tuple[TableMapping, ...]" = (),
        guide: "TableGuide | None" = None,
    ) -> None:
        super().__init__(problem, where=where, remedy=remedy, tables=tables)
        self.guide = guide


def _rebuild_with_tables(problem: str, where: str, remedy: str, tables: "tuple[TableMapping, ...]") -> NothingOpen:
    return NothingOpen(problem, where=where, remedy=remedy, tables=tables)


class InvalidManifest(ThroughlineError):
    """A manifest with a missing column, an unknown value, or a row that names no file."""


class InvalidRequest(ThroughlineError):
    """An argument a person gave that cannot be used: an unknown mode, a date that is none, an empty query."""


class ChangedMeanwhile(InvalidRequest):
    """A change to something that others changed since its editor looked: nothing of either is lost, nothing is done."""


class NotFound(ThroughlineError):
    """Nothing with that identifier that this viewer may see. Never tells whether it exists for others."""


class RepositoryLocked(ThroughlineError):
    """Another process holds the data directory or one of its stores."""


class IndexUnusable(ThroughlineError):
    """An index that is missing, damaged, behind the database, or built by another model: it must be rebuilt."""


class IndexMissing(IndexUnusable):
    """An index that was not made yet: adding evidence makes it, too."""


class ModelUnusable(ThroughlineError):
    """A model file that is missing or whose digest is not the expected one."""


class StorageFailed(ThroughlineError):
    """The database or the disk refused: locked, full, read-only, damaged, or of a newer version."""


class JobFailed(ThroughlineError):
    """A background job that ended without its result."""


class NotAllowed(ThroughlineError):
    """Something that this viewer's role, or being of another team, does not allow."""


class Withdrawn(ThroughlineError):
    """Something that was taken out and may not come back unless a person says so."""


class WriterFailed(ThroughlineError):
    """The writer outside gave no name: it is not reached, refuses, takes too long, or says what is none."""
