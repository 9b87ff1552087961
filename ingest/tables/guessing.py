"""Guessing what each column of a table holds, with the reason for each, for a person to check."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from domain.tables import ColumnMapping, Meaning, TableMapping
from ingest.tables import column_names
from ingest.tables.cells import ColumnFacts
from ingest.tables.sheets import NO_NAME, Grid

SAMPLES = 3
SAMPLE_CHARACTERS = 80
_FEWEST_ROWS_TO_TELL_CLOSED = 10
_CLOSED_DISTINCT_SHARE = 0.2
_OPEN_SHARE = 0.25
_SCATTERED_SHARE = 0.5
_FEWEST_SCATTERED = 20
_NOTES_DISTINCT_SHARE = 0.8
_LONG_ANSWER_WORDS = 8
"""Answers so long are no choices, however often they come again, where a question asks for words."""


@dataclass(frozen=True)
class _Seen:
    """A column as the rules see it."""

    at: int
    name: str
    facts: ColumnFacts
    choice: str = ""


_Guess = tuple[Meaning, str]
_Rule = Callable[[_Seen], _Guess | None]


def guess(grid: Grid) -> TableMapping:
    """Return what each column seems to hold, and why. A table without any open answer has no column of evidence."""
    rows = len(grid.rows)
    seen = [
        _Seen(at, grid.names[at], ColumnFacts(grid.column(at), rows), grid.choices[at]) for at in range(len(grid.names))
    ]
    guesses = _long(seen) or _board(seen) or (_themes(seen) if grid.sheet.is_board else None) or _wide(seen)
    columns = [
        ColumnMapping(
            name=column.name,
            meaning=meaning,
            reason=reason,
            title=grid.titles[column.at] if grid.titles[column.at] != column.name else "",
            choice=column.choice,
            samples=_samples(column.facts.cells),
        )
        for column, (meaning, reason) in zip(seen, guesses, strict=True)
    ]
    return TableMapping(signature=grid.signature, columns=tuple(columns), table=grid.sheet.name, rows=rows)


def _samples(cells: Sequence[str]) -> tuple[str, ...]:
    return tuple(" ".join(cell[:SAMPLE_CHARACTERS].split()) for cell in list(dict.fromkeys(cells))[:SAMPLES])


def _long(seen: Sequence[_Seen]) -> list[_Guess] | None:
    """Return guesses for a table with a row an answer: one column asks, another answers."""
    answers = [column for column in seen if column_names.ANSWER.match(column.name) and not column.facts.is_dated]
    asked = [column for column in seen if column_names.ASKED.match(column.name)]
    asked = asked or [column for column in seen if column_names.ASKED_NUMBER.match(column.name)]
    if not answers or not asked or asked[0].facts.distinct_share > _SCATTERED_SHARE:
        return None
    answer = max(answers, key=lambda column: column.facts.median_words)
    told: dict[int, _Guess] = {
        answer.at: (Meaning.ANSWER, "its name says so, and another column says which question"),
        asked[0].at: (Meaning.ASKED, "its questions come again with each respondent"),
    }
    rest = [column for column in seen if column.at not in told]
    told |= dict(zip((column.at for column in rest), _of_others(rest, _BESIDE), strict=True))
    for column in rest:
        if column_names.ASKED_NUMBER.match(column.name) or (
            column_names.ANSWER.match(column.name) and not column.facts.cells
        ):
            told[column.at] = (Meaning.CONTEXT, "it numbers the questions")
    return [told[column.at] for column in seen]


def _board(seen: Sequence[_Seen]) -> list[_Guess] | None:
    """Return guesses for the notes of a workshop board: text, and where, whose or how liked it was."""
    marks = [column for column in seen if any(rule(column) for rule in (_votes, _colour, _position, _frame))]
    notes = [
        column
        for column in seen
        if column_names.NOTE.match(column.name) or column_names.NOTE.match(column.name.rpartition("-")[2])
    ]
    notes = [column for column in notes if column.facts.cells and not column.facts.is_numeric]
    only_frames = all(_frame(column) for column in marks)
    if only_frames and _respondent(seen) is not None:
        notes = [column for column in notes if column_names.ONLY_NOTES.match(column.name)]
    if not marks or not notes:
        return None
    note = max(notes, key=lambda column: (column.facts.median_words, column.facts.distinct))
    rest = [column for column in seen if column.at != note.at]
    told = dict(zip((column.at for column in rest), _of_others(rest, _ON_A_BOARD), strict=True))
    told[note.at] = (Meaning.NOTE, "it holds the words of the notes")
    return [told[column.at] for column in seen]


def _themes(seen: Sequence[_Seen]) -> list[_Guess] | None:
    """Return guesses for a board on a sheet: notes in columns, each column under its theme."""
    filled = [column for column in seen if column.facts.cells]
    if not filled or any(
        _is_of_survey(column) or column.facts.distinct_share < _NOTES_DISTINCT_SHARE for column in filled
    ):
        return None
    if 2 * sum(column.facts.worded_share >= _OPEN_SHARE for column in filled) < len(filled):
        return None
    notes = (Meaning.QUESTION, "its cells are notes under its name")
    return [notes if column.facts.cells else (Meaning.IGNORE, "no cell of it holds anything") for column in seen]


def _is_of_survey(column: _Seen) -> bool:
    facts = column.facts
    named = any(
        pattern.match(column.name)
        for pattern in (*column_names.RESPONDENT, column_names.AUTHOR, column_names.ORGANISATION)
    )
    return named or facts.is_numeric or facts.is_dated or facts.is_mail or bool(column_names.PERSON.search(column.name))


def _wide(seen: Sequence[_Seen]) -> list[_Guess]:
    """Return guesses for a table with a row a respondent and a column a question."""
    return _of_others(seen, _IN_ANSWERS)


def _of_others(seen: Sequence[_Seen], rules: Sequence[_Rule]) -> list[_Guess]:
    whose = _respondent(seen)
    return [
        (Meaning.RESPONDENT, "it says whose answers a row holds") if column.at == whose else _first(column, rules)
        for column in seen
    ]


def _respondent(seen: Sequence[_Seen]) -> int | None:
    """Return the column that says whose row it is: by what it is called, then by holding each name once."""
    for pattern in column_names.RESPONDENT:
        for column in seen:
            if (
                pattern.match(column.name)
                and column.facts.cells
                and column.facts.is_short
                and not column.facts.is_dated
            ):
                return column.at
    people = (column.at for column in seen if column_names.PERSON.search(column.name) and _names_people(column))
    return next(people, None if seen[0].name != NO_NAME.format(1) or not _numbers_people(seen[0]) else seen[0].at)


def _names_people(column: _Seen) -> bool:
    return bool(column.facts.cells) and column.facts.is_short


def _numbers_people(column: _Seen) -> bool:
    cells = column.facts.cells
    return column.facts.distinct == len(cells) > 1 and all(map(column_names.CODE_OF_PERSON.match, cells))


def _first(column: _Seen, rules: Sequence[_Rule]) -> _Guess:
    return next((found for rule in rules if (found := rule(column))), _rest(column))


def _empty(column: _Seen) -> _Guess | None:
    return None if column.facts.cells else (Meaning.IGNORE, "no cell of it holds anything")


def _contact(column: _Seen) -> _Guess | None:
    named = column_names.MAIL.search(column.name) and column.facts.is_short and not _is_closed(column)
    if column.facts.is_mail or (named and not column.choice and _holds_contacts(column)):
        return Meaning.IGNORE, "it tells how to reach people"
    return None


def _holds_contacts(column: _Seen) -> bool:
    """Tell whether cells hold figures or addresses: "By phone or by post?" is answered with neither."""
    cells = column.facts.cells
    return 2 * sum(bool(column_names.HOLDS_CONTACTS.search(cell)) for cell in cells) >= len(cells)


def _person(column: _Seen) -> _Guess | None:
    if column_names.PERSON.search(column.name) and column.facts.is_short:
        return Meaning.IGNORE, "it names people"
    return None


def _author(column: _Seen) -> _Guess | None:
    return (Meaning.AUTHOR, "its name says who wrote it") if column_names.AUTHOR.match(column.name) else None


def _other_author(column: _Seen) -> _Guess | None:
    return (
        (Meaning.IGNORE, "it names people")
        if column_names.AUTHOR.match(column.name) and column.facts.is_short
        else None
    )


def _dated(column: _Seen) -> _Guess | None:
    named = column_names.DATED.search(column.name) and not column_names.COUNTED.search(column.name)
    if column.facts.is_dated or (named and column.facts.is_numeric):
        return Meaning.DATE, "its cells are dates or times"
    return None


def _votes(column: _Seen) -> _Guess | None:
    if column_names.VOTES.match(column.name) and column.facts.is_numeric:
        return Meaning.VOTES, "its cells count votes"
    return None


def _colour(column: _Seen) -> _Guess | None:
    return (
        (Meaning.COLOUR, "its name says so")
        if column_names.COLOUR.match(column.name) and column.facts.is_short
        else None
    )


def _position(column: _Seen) -> _Guess | None:
    return (Meaning.POSITION, "it says where a note lies") if column_names.POSITION.match(column.name) else None


def _frame(column: _Seen) -> _Guess | None:
    if column_names.FRAME.match(column.name) and column.facts.cells and not column.facts.is_numeric:
        return Meaning.FRAME, "its name says what notes lie in"
    return None


def _organisation(column: _Seen) -> _Guess | None:
    if column_names.ORGANISATION.match(column.name) and column.facts.is_short:
        return Meaning.ORGANISATION, "its name says so"
    return None


def _identifier(column: _Seen) -> _Guess | None:
    if column_names.IDENTIFIER.search(column.name) and column.facts.is_short:
        return Meaning.IGNORE, "its cells only name rows"
    if any(pattern.match(column.name) for pattern in column_names.RESPONDENT) and column.facts.is_short:
        return Meaning.IGNORE, "another column says whose answers a row holds"
    return None


def _chosen(column: _Seen) -> _Guess | None:
    if column.choice:
        return Meaning.ATTRIBUTE, "one option of a question with several"
    if column.facts.choices and not column.facts.is_numeric:
        return Meaning.ATTRIBUTE, "its cells list options that come again"
    return None


def _specified(column: _Seen) -> _Guess | None:
    if column_names.SPECIFY.search(column.name) and not column.facts.is_numeric and not _is_closed(column):
        return Meaning.QUESTION, "it asks for words of one's own"
    return None


def _open(column: _Seen) -> _Guess | None:
    return (Meaning.QUESTION, "its cells are answers in words") if _is_question(column) else None


def _is_question(column: _Seen) -> bool:
    """Tell whether a column holds written answers: several words, and not the same few again and again."""
    facts = column.facts
    return bool(facts.worded_share) and not _is_closed(column) and (
        facts.worded_share >= _OPEN_SHARE or bool(column_names.OPEN.search(column.name))
    )  # fmt: skip


def _is_closed(column: _Seen) -> bool:
    facts = column.facts
    if len(facts) < _FEWEST_ROWS_TO_TELL_CLOSED or facts.distinct_share >= _CLOSED_DISTINCT_SHARE:
        return False
    asks = column_names.OPEN.search(column.name) or column_names.SPECIFY.search(column.name)
    return not (asks and facts.median_words >= _LONG_ANSWER_WORDS)


def _rest(column: _Seen) -> _Guess:
    facts = column.facts
    if len(facts) >= _FEWEST_SCATTERED and facts.distinct_share > _SCATTERED_SHARE:
        return Meaning.CONTEXT, "nearly every row says something else"
    return Meaning.ATTRIBUTE, "its answers are short and come again" if facts.distinct < len(facts) else "short answers"


_IN_ANSWERS: tuple[_Rule, ...] = (
    _empty, _contact, _person, _other_author, _dated, _organisation, _identifier,
    _chosen, _specified, _open,
)  # fmt: skip
_BESIDE: tuple[_Rule, ...] = (_empty, _contact, _person, _other_author, _dated, _organisation, _identifier, _chosen)
_ON_A_BOARD: tuple[_Rule, ...] = (
    _empty, _contact, _author, _person, _dated, _votes, _colour, _position, _frame, _organisation, _identifier,
    _chosen, _open,
)  # fmt: skip
