"""A writer outside, who may give a group of quotations a name in its own words, and what it may be told."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from domain.access import Marking, Visibility
from domain.evidence import Study
from domain.publishing import Publication, publication_of


@dataclass(frozen=True, kw_only=True, slots=True)
class WrittenName:
    """What a writer answered, unchecked: a name, and one sentence that says what is wrong for whom."""

    title: str
    description: str


class Writer(Protocol):
    """Names groups of quotations in words of its own. It is outside: what it is told has left the installation."""

    name: str
    """Names the model and where it runs; kept with each run that it named something of."""

    def name_group(self, quotations: Sequence[str]) -> WrittenName:
        """Return what it calls these masked quotations. Raises WriterFailed when it gives no name in time."""
        ...


@dataclass(frozen=True, kw_only=True, slots=True)
class Sendable:
    """Of which studies a writer may be told: published ones that bear one of the ``markings`` (None: without any).

    ``open_only`` keeps to those that everyone signed in may see.
    """

    markings: frozenset[Marking | None] = frozenset({Marking.OFFICIAL})
    open_only: bool = True

    def allows(self, study: Study, *, today: str) -> bool:
        """Tell whether words of a study may be sent on the ISO day ``today``, in Coordinated Universal Time."""
        return (
            publication_of(study, today=today) is Publication.PUBLISHED
            and study.marking in self.markings
            and (study.visibility is Visibility.OPEN or not self.open_only)
        )
