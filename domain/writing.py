"""A writer outside, who may name quotations, sum up answers and read evidence again, and what it may be told."""

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


@dataclass(frozen=True, kw_only=True, slots=True)
class WrittenSentence:
    """One sentence of a writer, unchecked, and the places, from 1, of the quotations that it names for it."""

    text: str
    cites: tuple[int, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class CitedSentence:
    """A sentence of a writer that the observations it cites bear out, as far as words, numbers and names tell."""

    text: str
    cites: tuple[str, ...]

    def __post_init__(self) -> None:
        if not (self.text.strip() and self.cites):
            raise ValueError("A sentence of a summary has words and cites observations.")


@dataclass(frozen=True, kw_only=True, slots=True)
class Summary:
    """What a writer made of an answer: never evidence. ``by`` names the writer.

    ``dropped`` counts, in words that hold none of it, the sentences that could not be verified. ``sent`` are the
    identifiers of the observations that it was told of.
    """

    by: str
    sentences: tuple[CitedSentence, ...]
    dropped: tuple[tuple[str, int], ...] = ()
    sent: tuple[str, ...] = ()

    @property
    def dropped_in_all(self) -> int:
        """Return how many sentences were dropped."""
        return sum(number for _, number in self.dropped)


class Writer(Protocol):
    """Writes about quotations in words of its own. It is outside: what it is told has left the installation."""

    name: str
    """Names the model and where it runs; kept with each run that it named something of, shown with each summary."""

    def name_group(self, quotations: Sequence[str]) -> WrittenName:
        """Return what it calls these masked quotations. Raises WriterFailed when it gives no name in time."""
        ...

    def summarise(self, question: str, quotations: Sequence[str]) -> list[WrittenSentence]:
        """Return what these masked quotations say of a question, sentence by sentence. Raises WriterFailed."""
        ...

    def read(self, difficulty: Sequence[str], sentences: Sequence[str]) -> dict[int, bool]:
        """Return by their places, from 1, which masked sentences tell a difficulty, described in a few lines.

        What it gives no plain answer to is left out. Raises WriterFailed when it answers nothing.
        """
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
