"""What the columns of a table hold: proposed by the reader, decided by a person, used again next time."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from domain.identity import digest
from domain.text import fold

_FEWEST_SHARED = 2
_SHARED_SHARE = 0.7
"""From this share of its columns on, a table is the form that was decided on, changed."""

TAKEN_FOR_A_NAME = "it was taken for the name of the column, and not for a note or an answer"
"""The reason for which the first cell of a lone column is no evidence, where it is no known name."""


class Meaning(StrEnum):
    """What a column holds.

    ``question``: open answers to the question that its name asks. ``asked`` and ``answer``: a long table, in which one
    column says which question and another what was answered. ``note``: the text of a note on a board. ``frame``: the
    heading that a note or an answer stands under. ``attribute``: closed answers, to filter and compare by.
    ``context``: stands beside the answers and is not filtered by. ``ignore``: left out, and told once.
    """

    QUESTION = "question"
    ATTRIBUTE = "attribute"
    RESPONDENT = "respondent"
    NOTE = "note"
    FRAME = "frame"
    ASKED = "asked"
    ANSWER = "answer"
    AUTHOR = "author"
    ORGANISATION = "organisation"
    VOTES = "votes"
    COLOUR = "colour"
    POSITION = "position"
    DATE = "date"
    CONTEXT = "context"
    IGNORE = "ignore"

    @property
    def is_evidence(self) -> bool:
        """Tell whether its cells become observations."""
        return self in {Meaning.QUESTION, Meaning.NOTE, Meaning.ANSWER}

    @property
    def is_known_of_them(self) -> bool:
        """Tell whether its cells are kept with each answer, to filter and compare by."""
        return self in {Meaning.ATTRIBUTE, Meaning.ORGANISATION, Meaning.VOTES, Meaning.COLOUR}


class MappingBasis(StrEnum):
    """Whose word a mapping is: guessed from the table, used before by the same team, or stated by a person now."""

    GUESSED = "guessed"
    REMEMBERED = "remembered"
    STATED = "stated"


@dataclass(frozen=True, kw_only=True, slots=True)
class ColumnMapping:
    """One column: its name as the header has it, what it holds, why that was taken, and a few of its cells.

    ``key`` stands for its name, so that it is known again among other columns. ``title`` is what its answers are headed
    by, or what it is called as an attribute: the name, unless the workbook says it in other words. ``choice`` is the
    option that a column of a multiple choice stands for.
    """

    name: str
    meaning: Meaning
    reason: str = ""
    title: str = ""
    choice: str = ""
    samples: tuple[str, ...] = ()
    key: str = ""

    @property
    def shown(self) -> str:
        """Return what its answers are headed by."""
        return self.title or self.name


@dataclass(frozen=True, kw_only=True, slots=True)
class TableMapping:
    """What each column of one table holds, in the order of the columns.

    ``signature`` stands for the header, so that the same form is known again without keeping its words. ``table`` is
    the sheet's name, empty where a file is one table; ``rows`` counts the rows under the header. ``guide`` is the
    source of the guide that was followed, empty without one.
    """

    signature: str
    columns: tuple[ColumnMapping, ...]
    table: str = ""
    basis: MappingBasis = MappingBasis.GUESSED
    rows: int = 0
    guide: str = ""

    @property
    def saved(self) -> "SavedMapping":
        """Return it as a decision to keep."""
        keys = tuple(column.key for column in self.columns)
        return SavedMapping(signature=self.signature, meanings=self.meanings, columns=keys if all(keys) else ())

    @property
    def has_evidence(self) -> bool:
        """Tell whether any column holds what becomes observations."""
        return any(column.meaning.is_evidence for column in self.columns)

    @property
    def meanings(self) -> tuple[Meaning, ...]:
        """Return what each column holds, in order."""
        return tuple(column.meaning for column in self.columns)

    def with_samples_of(self, other: "TableMapping | None") -> "TableMapping":
        """Return the mapping with the cells that another one of the same columns shows; as it is without one."""
        if other is None or len(other.columns) != len(self.columns):
            return self
        pairs = zip(self.columns, other.columns, strict=True)
        return replace(self, columns=tuple(replace(column, samples=shown.samples) for column, shown in pairs))

    def without_samples(self) -> "TableMapping":
        """Return the mapping without any cell of the table."""
        return replace(self, columns=tuple(replace(column, samples=()) for column in self.columns))

    def meaning(self, meanings: Sequence[Meaning], *, basis: MappingBasis, reason: str) -> "TableMapping":
        """Return the mapping with other meanings; ``reason`` stands at the columns that changed.

        Raises ValueError unless there is one for each column.
        """
        columns = tuple(
            column if column.meaning is meaning else replace(column, meaning=meaning, reason=reason)
            for column, meaning in zip(self.columns, meanings, strict=True)
        )
        return replace(self, columns=columns, basis=basis)


@dataclass(frozen=True, kw_only=True, slots=True)
class SavedMapping:
    """What a team decided on the columns of a form: no word of it, only its signature and the meanings in order.

    ``columns`` stand for the names, each on its own, so that the form is known again with columns moved or added; empty
    for what was decided before they were kept.
    """

    signature: str
    meanings: tuple[Meaning, ...]
    columns: tuple[str, ...] = ()

    def known_of(self, keys: Sequence[str]) -> list[Meaning | None]:
        """Return what is known of these columns, in order; nothing at all where too few are the ones decided on."""
        decided = {key: meaning for key, meaning in zip(self.columns, self.meanings, strict=False) if key}
        known = [decided.get(key) for key in keys]
        shared = sum(meaning is not None for meaning in known)
        return known if shared >= max(_FEWEST_SHARED, _SHARED_SHARE * len(keys)) else []


@dataclass(frozen=True, kw_only=True, slots=True)
class GuidedColumn:
    """One column as another file speaks of it: its place from 0, what it holds, and the question in full."""

    at: int
    meaning: Meaning
    wording: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class TableGuide:
    """What a file without answers says of the table with them: columns by letter, or wordings of questions by code.

    ``source`` names the file: its digest.
    """

    columns: tuple[GuidedColumn, ...] = ()
    wordings: tuple[tuple[str, str], ...] = ()
    source: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class TableHints:
    """What is known of a file's tables before it is read.

    ``stated`` are whole mappings that a person decided on; ``columns`` single columns by name; ``remembered`` what the
    team decided on forms before. The first that fits goes before the next, and all before the guess. ``guides`` are
    what files that came with it say of its columns, the nearest first.
    """

    stated: tuple[SavedMapping, ...] = ()
    columns: tuple[tuple[str, Meaning], ...] = ()
    remembered: tuple[SavedMapping, ...] = ()
    guides: tuple[TableGuide, ...] = ()


def keys_of(names: Sequence[str]) -> tuple[str, ...]:
    """Return what stands for each name: alike but for case and white space, and apart for one that comes again."""
    seen: Counter[str] = Counter()
    keys = []
    for name in names:
        folded = fold(name).casefold()
        keys.append(digest(folded, str(seen[folded]), length=8))
        seen[folded] += 1
    return tuple(keys)


def signature_of(names: Iterable[str]) -> str:
    """Return what stands for a header: alike for the same names in the same order, but for case and white space."""
    return "tb_" + digest(*(fold(name).casefold() for name in names), length=24)
