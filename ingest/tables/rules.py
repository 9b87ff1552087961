"""What a column holds, as rules: each looks at a column's name and cells, and says so with its reason, or nothing."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from domain.tables import Meaning
from ingest.tables import column_names
from ingest.tables.cells import ColumnFacts
from ingest.tables.sheets import NO_NAME, Grid

_FEWEST_ROWS_TO_TELL_CLOSED = 10
_CLOSED_DISTINCT_SHARE = 0.2
OPEN_SHARE = 0.25
SCATTERED_SHARE = 0.5
_FEWEST_SCATTERED = 20
_LONG_ANSWER_WORDS = 8
"""Answers so long are no choices, however often they come again, where a question asks for words."""


@dataclass(frozen=True)
class Seen:
    """A column as the rules see it."""

    at: int
    name: str
    facts: ColumnFacts
    choice: str = ""


Guess = tuple[Meaning, str]
Rule = Callable[[Seen], Guess | None]


def seen_of(grid: Grid, at: int) -> Seen:
    """Return a column of a table as the rules see it."""
    return Seen(at, grid.names[at], ColumnFacts(grid.column(at), len(grid.rows)), grid.choices[at])


def of_others(seen: Sequence[Seen], rules: Sequence[Rule], whose: int | None) -> list[Guess]:
    """Return what each column holds by the first rule that says so; ``whose`` is the one that tells who answered."""
    return [
        (Meaning.RESPONDENT, "it says whose answers a row holds") if column.at == whose else _first(column, rules)
        for column in seen
    ]


def respondent(seen: Sequence[Seen]) -> int | None:
    """Return the column that says whose row it is: by what it is called, then by naming or numbering people."""
    if (numbered := called(seen, column_names.RESPONDENT)) is not None:
        return numbered
    people = (column.at for column in seen if column_names.PERSON.search(column.name) and _names_people(column))
    return next(people, None if seen[0].name != NO_NAME.format(1) or not _numbers_people(seen[0]) else seen[0].at)


def called(seen: Sequence[Seen], patterns: Sequence[re.Pattern[str]]) -> int | None:
    """Return the first column of short cells that is called as the first of these patterns that fits any."""
    for pattern in patterns:
        for column in seen:
            if (
                pattern.match(column.name)
                and column.facts.cells
                and column.facts.is_short
                and not column.facts.is_dated
            ):
                return column.at
    return None


def _names_people(column: Seen) -> bool:
    return bool(column.facts.cells) and column.facts.is_short


def _numbers_people(column: Seen) -> bool:
    cells = column.facts.cells
    return column.facts.distinct == len(cells) > 1 and all(map(column_names.CODE_OF_PERSON.match, cells))


def _first(column: Seen, rules: Sequence[Rule]) -> Guess:
    return next((found for rule in rules if (found := rule(column))), _rest(column))


def empty(column: Seen) -> Guess | None:
    """Return that a column holds nothing."""
    return None if column.facts.cells else (Meaning.IGNORE, "no cell of it holds anything")


def contact(column: Seen) -> Guess | None:
    """Return that a column tells how to reach people: it is left out."""
    named = column_names.CONTACT.search(column.name) and column.facts.is_short and not _is_closed(column)
    if column.facts.is_mail or (named and not column.choice and _holds_contacts(column)):
        return Meaning.IGNORE, "it tells how to reach people"
    return None


def _holds_contacts(column: Seen) -> bool:
    """Tell whether cells hold figures or addresses: "By phone or by post?" is answered with neither."""
    if column_names.MAIL_ADDRESS.match(column.name):
        return True
    cells = column.facts.cells
    return 2 * sum(bool(column_names.HOLDS_CONTACTS.search(cell)) for cell in cells) >= len(cells)


def person(column: Seen) -> Guess | None:
    """Return that a column names people: it is left out."""
    if column_names.PERSON.search(column.name) and column.facts.is_short:
        return Meaning.IGNORE, "it names people"
    return None


def others(column: Seen) -> Guess | None:
    """Return that a column names those who wrote or changed a row, where that is no board's note."""
    return (
        (Meaning.IGNORE, "it names people")
        if (column_names.AUTHOR.match(column.name) or column_names.STAFF.match(column.name)) and column.facts.is_short
        else None
    )


def dated(column: Seen) -> Guess | None:
    """Return that a column holds dates or times."""
    named = column_names.DATED.search(column.name) and not column_names.COUNTED.search(column.name)
    if column.facts.is_dated or (named and column.facts.is_numeric):
        return Meaning.DATE, "its cells are dates or times"
    return None


def organisation(column: Seen) -> Guess | None:
    """Return that a column names the organisation of whoever answered."""
    if column_names.ORGANISATION.match(column.name) and column.facts.is_short:
        return Meaning.ORGANISATION, "its name says so"
    return None


def identifier(column: Seen) -> Guess | None:
    """Return that a column only numbers rows."""
    if column_names.IDENTIFIER.search(column.name) and column.facts.is_short:
        return Meaning.IGNORE, "its cells only name rows"
    names_row = any(pattern.match(column.name) for pattern in column_names.RESPONDENT)
    if names_row and column.facts.is_short and not column_names.SPEAKER.match(column.name):
        return Meaning.IGNORE, "another column says whose answers a row holds"
    return None


def chosen(column: Seen) -> Guess | None:
    """Return that a column holds options of a question with several."""
    if column.choice:
        return Meaning.ATTRIBUTE, "one option of a question with several"
    if column.facts.choices and not column.facts.is_numeric:
        return Meaning.ATTRIBUTE, "its cells list options that come again"
    return None


def _specified(column: Seen) -> Guess | None:
    if column_names.SPECIFY.search(column.name) and not column.facts.is_numeric and not _is_closed(column):
        return Meaning.QUESTION, "it asks for words of one's own"
    return None


def in_words(column: Seen) -> Guess | None:
    """Return that a column holds answers in words."""
    return (Meaning.QUESTION, "its cells are answers in words") if _is_question(column) else None


def _is_question(column: Seen) -> bool:
    """Tell whether a column holds written answers: several words, and not the same few again and again."""
    facts = column.facts
    return bool(facts.worded_share) and not _is_closed(column) and (
        facts.worded_share >= OPEN_SHARE or bool(column_names.OPEN.search(column.name))
    )  # fmt: skip


def _is_closed(column: Seen) -> bool:
    facts = column.facts
    if len(facts) < _FEWEST_ROWS_TO_TELL_CLOSED or facts.distinct_share >= _CLOSED_DISTINCT_SHARE:
        return False
    asks = column_names.OPEN.search(column.name) or column_names.SPECIFY.search(column.name)
    return not (asks and facts.median_words >= _LONG_ANSWER_WORDS)


def _rest(column: Seen) -> Guess:
    facts = column.facts
    if len(facts) >= _FEWEST_SCATTERED and facts.distinct_share > SCATTERED_SHARE:
        return Meaning.CONTEXT, "nearly every row says something else"
    return Meaning.ATTRIBUTE, "its answers are short and come again" if facts.distinct < len(facts) else "short answers"


IN_ANSWERS: tuple[Rule, ...] = (
    empty, contact, person, others, dated, organisation, identifier,
    chosen, _specified, in_words,
)  # fmt: skip
BESIDE: tuple[Rule, ...] = (empty, contact, person, others, dated, organisation, identifier, chosen)
