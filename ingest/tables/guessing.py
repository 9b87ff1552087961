"""Guessing what each column of a table holds, with the reason for each, for a person to check."""

from collections.abc import Sequence

from domain.tables import ColumnMapping, Meaning, TableMapping, keys_of
from ingest.tables import column_names
from ingest.tables.boards import board
from ingest.tables.rules import (
    BESIDE,
    IN_ANSWERS,
    OPEN_SHARE,
    SCATTERED_SHARE,
    Guess,
    Seen,
    of_others,
    respondent,
    seen_of,
)
from ingest.tables.sheets import Grid

SAMPLES = 3
SAMPLE_CHARACTERS = 80
_NOTES_DISTINCT_SHARE = 0.8


def guess(grid: Grid) -> TableMapping:
    """Return what each column seems to hold, and why. A table without any open answer has no column of evidence."""
    rows = len(grid.rows)
    seen = [seen_of(grid, at) for at in range(len(grid.names))]
    guesses = _long(seen) or board(seen) or (_themes(seen) if grid.sheet.is_board else None) or _wide(seen)
    columns = [
        ColumnMapping(
            name=column.name,
            meaning=meaning,
            reason=reason,
            title=grid.titles[column.at] if grid.titles[column.at] != column.name else "",
            choice=column.choice,
            samples=_samples(column.facts.cells),
            key=key,
        )
        for column, (meaning, reason), key in zip(seen, guesses, keys_of(grid.names), strict=True)
    ]
    return TableMapping(signature=grid.signature, columns=tuple(columns), table=grid.sheet.name, rows=rows)


def _samples(cells: Sequence[str]) -> tuple[str, ...]:
    return tuple(" ".join(cell[:SAMPLE_CHARACTERS].split()) for cell in list(dict.fromkeys(cells))[:SAMPLES])


def _long(seen: Sequence[Seen]) -> list[Guess] | None:
    """Return guesses for a table with a row an answer: one column asks, another answers."""
    answers = [column for column in seen if column_names.ANSWER.match(column.name) and not column.facts.is_dated]
    asked = [column for column in seen if column_names.ASKED.match(column.name)]
    asked = asked or [column for column in seen if column_names.ASKED_NUMBER.match(column.name)]
    if not answers or not asked or asked[0].facts.distinct_share > SCATTERED_SHARE:
        return None
    answer = max(answers, key=lambda column: column.facts.median_words)
    told: dict[int, Guess] = {
        answer.at: (Meaning.ANSWER, "its name says so, and another column says which question"),
        asked[0].at: (Meaning.ASKED, "its questions come again with each respondent"),
    }
    rest = [column for column in seen if column.at not in told]
    told |= dict(
        zip((column.at for column in rest), of_others(rest, BESIDE, respondent(rest) if rest else None), strict=True)
    )
    for column in rest:
        if column_names.ASKED_NUMBER.match(column.name) or (
            column_names.ANSWER.match(column.name) and not column.facts.cells
        ):
            told[column.at] = (Meaning.CONTEXT, "it numbers the questions")
    return [told[column.at] for column in seen]


def _themes(seen: Sequence[Seen]) -> list[Guess] | None:
    """Return guesses for a board on a sheet: notes in columns, each column under its theme."""
    filled = [column for column in seen if column.facts.cells]
    if not filled or any(
        _is_of_survey(column) or column.facts.distinct_share < _NOTES_DISTINCT_SHARE for column in filled
    ):
        return None
    if 2 * sum(column.facts.worded_share >= OPEN_SHARE for column in filled) < len(filled):
        return None
    notes = (Meaning.QUESTION, "its cells are notes under its name")
    return [notes if column.facts.cells else (Meaning.IGNORE, "no cell of it holds anything") for column in seen]


def _is_of_survey(column: Seen) -> bool:
    facts = column.facts
    named = any(
        pattern.match(column.name)
        for pattern in (*column_names.RESPONDENT, column_names.AUTHOR, column_names.ORGANISATION)
    )
    return named or facts.is_numeric or facts.is_dated or facts.is_mail or bool(column_names.PERSON.search(column.name))


def _wide(seen: Sequence[Seen]) -> list[Guess]:
    """Return guesses for a table with a row a respondent and a column a question."""
    return of_others(seen, IN_ANSWERS, respondent(seen))
