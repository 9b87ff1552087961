"""Which rows name the columns: not always the first, and not always one."""

import re
from collections.abc import Sequence

from ingest.tables.column_names import CODE
from ingest.tables.first_rows import are_notes, names_its_column
from ingest.tables.sheets import NO_NAME, Grid, Sheet

_SEARCHED_ROWS = 25
_BELOW_ROWS = 20
_LONGEST_NAME_WORDS = 14
_LEAST_WIDTH_SHARE = 0.5
_FEWEST_COMPLETED = 2
_PART_OF_A_BOARD = re.compile(
    r"(?i)^(?:frame|sticky(?: notes?)?|notes?|group|cluster|section|area|lane|column|col|board|wall|stage|step|phase"
    r"|zone|quadrant|list|page|slide|theme|topic|card|shape|text|table|team|day|part)[ _.-]?\d{1,4}$"
)
"""What numbers a frame or a note of a board: no row below explains it."""
_DIGITS = re.compile(r"\d+")
_IMPORT_MARK = '{"ImportId"'
_ONE_ANSWER = frozenset({"response", "open-ended response", "open ended response", "answer", "comment"})
_OTHER = re.compile(r"(?i)\bother\b|please (?:specify|explain|describe)")
TICKED = frozenset({"1", "x", "✓", "✔", "yes", "true", "y", "selected", "checked", "ticked"})
UNTICKED = frozenset({"", "0", "no", "false", "n", "not selected", "unchecked"})
_ASKS = re.compile(r"(?i)^(?:q\d|question|please|if |to what|how|why|what|which|describe|explain|tell us)")
_NUMBER = re.compile(r"^[-+£$€]?\d[\d.,:/%\s-]*$")
_OF_CHOICE = re.compile(r"^(?P<question>.*\S)\s*(?:\[(?P<boxed>[^\[\]]+)\]|(?:\s[-–]|:)\s+(?P<after>[^:?]+))$")

Cells = tuple[str, ...]


def grid_of(sheet: Sheet) -> Grid | None:
    """Return a sheet with its header told apart; None when it holds nothing. Without a header columns are numbered."""
    width = sheet.width
    numbered = zip(sheet.numbers, sheet.rows, strict=True)
    rows = [(number, (*cells, *[""] * (width - len(cells)))) for number, cells in numbered if any(cells)]
    if not rows:
        return None
    at = _header_at(rows, sheet)
    if at is None:
        numbers = tuple(map(NO_NAME.format, range(1, width + 1)))
        return Grid(sheet=sheet, names=numbers, titles=numbers, choices=("",) * width, rows=rows)
    at, banner = (at - 1, True) if _is_banner(rows, at) else (at, False)
    names, choices, depth = _under_banner(rows, at) if banner else _named(rows, at)
    titles, choices = _of_choices(names, choices, [cells for _, cells in rows[at + depth :]])
    return Grid(
        sheet=sheet,
        names=tuple(names),
        titles=tuple(titles),
        choices=tuple(choices),
        rows=rows[at + depth :],
        header=tuple(number for number, _ in rows[at : at + depth]),
        above=tuple(rows[:at]),
        surplus=_surplus(rows, at, depth),
    )


def _surplus(rows: Sequence[tuple[int, Cells]], at: int, depth: int) -> tuple[int, ...]:
    """Return the rows below the header that reach beyond the last name."""
    header = rows[at : at + depth]
    reach = max((place for _, cells in header for place, cell in enumerate(cells, start=1) if cell), default=0)
    return tuple(number for number, cells in rows[at + depth :] if any(cells[reach:]))


def _header_at(rows: Sequence[tuple[int, Cells]], sheet: Sheet) -> int | None:
    counts = sorted(sum(map(bool, cells)) for _, cells in rows[: _SEARCHED_ROWS * 2])
    usual = counts[len(counts) * 3 // 4]
    for at, (number, cells) in enumerate(rows[:_SEARCHED_ROWS]):
        filled = [cell for cell in cells if cell]
        if len(filled) < max(1, usual * _LEAST_WIDTH_SHARE) or (len(filled) == 1 < usual):
            continue
        if not any(any(map(str.isalpha, cell)) for cell in filled):
            continue
        if len(filled) < usual and any(map(_NUMBER.match, filled)):
            continue  # when it was exported, how many answered
        if _is_lone(rows) and number and not names_its_column(filled[0], _under(rows, at)):
            return None
        return at if _reads_like_names(cells, [below for _, below in rows[at + 1 :]], sheet) else None
    return None


def _is_lone(rows: Sequence[tuple[int, Cells]]) -> bool:
    """Tell whether one column alone holds anything."""
    return len({at for _, cells in rows for at, cell in enumerate(cells) if cell}) == 1


def _under(rows: Sequence[tuple[int, Cells]], at: int) -> list[str]:
    """Return the first of the filled cells below a row of a lone column."""
    return ["".join(cells) for _, cells in rows[at + 1 : at + 1 + _BELOW_ROWS]]


def _reads_like_names(cells: Cells, below: Sequence[Cells], sheet: Sheet) -> bool:
    filled = [cell for cell in cells if cell]
    if 2 * sum(map(_is_answer, filled)) >= len(filled) or _is_one_of_them(cells, below):
        return False
    under = [[row[at] for row in below[:_BELOW_ROWS] if row[at]] for at, cell in enumerate(cells) if cell]
    if are_notes(filled, under):
        return False
    if not sheet.is_board:
        return True
    is_over_some = any(row[at] for at, cell in enumerate(cells) if cell for row in below)
    worded = all(any(map(str.isalpha, cell)) for cell in filled)
    return is_over_some and worded and len(filled) >= min(2, sheet.width)


def _is_one_of_them(cells: Cells, below: Sequence[Cells]) -> bool:
    """Tell whether a row is no header but the first of the rows: its cells are like those under them."""
    filled = [(at, cell) for at, cell in enumerate(cells) if cell]
    alike = sum(_is_like(cell, [row[at] for row in below[:_BELOW_ROWS] if row[at]]) for at, cell in filled)
    told = any(_is_answer(cell) for _, cell in filled)
    return alike >= (1 if told else 2) and (told or 2 * alike >= len(filled))


def _is_like(cell: str, below: Sequence[str]) -> bool:
    """Tell whether a cell comes again under itself, or is a code such as R1 over others such as R2."""
    shape = _DIGITS.sub("0", cell)
    coded = shape != cell and any(map(str.isalpha, cell)) and " " not in cell
    if coded and below and all(_DIGITS.sub("0", other) == shape for other in below):
        return not CODE.match(cell) or len(set(below)) == len(below)
    return cell in below and any(other != cell for other in below)


def _is_answer(cell: str) -> bool:
    """Tell whether a cell reads like what somebody said, and not like the name of a column."""
    words = len(cell.split())
    if _ASKS.match(cell):
        return False
    return words > _LONGEST_NAME_WORDS // 2 and cell.rstrip("\"'”’").endswith((".", "!"))


def _is_banner(rows: Sequence[tuple[int, Cells]], at: int) -> bool:
    """Tell whether the row above the header names groups of its columns, or those that it leaves blank.

    A row with its first cell alone is a title.
    """
    if not at or rows[at - 1][0] != rows[at][0] - 1:
        return False
    above, header = rows[at - 1][1], rows[at][1]
    filled = [column for column, cell in enumerate(above) if cell]
    named = [column for column in filled if not header[column]]
    under = any(row[column] for column in named for _, row in rows[at + 1 :])
    return filled[0] > 0 or (len(filled) > 1 and under)


def _under_banner(rows: Sequence[tuple[int, Cells]], at: int) -> tuple[list[str], list[str], int]:
    names, choices = _combined([_line(cell) for cell in rows[at][1]], [_line(cell) for cell in rows[at + 1][1]])
    return _numbered(names), choices, 2


def _named(rows: Sequence[tuple[int, Cells]], at: int) -> tuple[list[str], list[str], int]:
    """Return names, choices, and how many rows they take."""
    first = [_line(cell) for cell in rows[at][1]]
    none = [""] * len(first)
    following = [cells for _, cells in rows[at + 1 : at + 2 + _BELOW_ROWS]]
    marks = 1 if len(following) > 1 and _is_import_row(following[1]) else 0
    if following and _is_import_row(following[0]):
        return _numbered(first), none, 2
    if following and (marks or _explains(first, following)):
        second = [_line(cell) for cell in following[0]]
        return _numbered([text or code for code, text in zip(first, second, strict=True)]), none, 2 + marks
    if following and (_divides(first, following) or _completes(first, following)):
        names, choices = _combined(first, [_line(cell) for cell in following[0]])
        return _numbered(names), choices, 2
    return _numbered(first), none, 1


def _is_import_row(cells: Cells) -> bool:
    return any(cell.startswith(_IMPORT_MARK) for cell in cells)


def _explains(codes: Sequence[str], following: Sequence[Cells]) -> bool:
    """Tell whether the first row holds codes (Q1, Ident 2) and the second what they stand for."""
    filled = [at for at, code in enumerate(codes) if code]
    if sum(bool(CODE.match(codes[at])) for at in filled) < 0.6 * len(filled):
        return False
    second, below = following[0], following[1:]
    told = [at for at in filled if second[at]]
    if len(told) < 0.6 * len(filled) or any(_NUMBER.match(second[at]) for at in told):
        return False
    if all(map(_PART_OF_A_BOARD.match, filter(None, codes))) and not any(second[at].endswith("?") for at in told):
        return False
    longer = [at for at in told if _is_longer(second[at], [row[at] for row in below])]
    return len(longer) >= 0.5 * len(told)


def _is_longer(cell: str, below: Sequence[str]) -> bool:
    words = len(cell.split())
    return cell.endswith("?") or words > max((len(other.split()) for other in below), default=words)


def _divides(questions: Sequence[str], following: Sequence[Cells]) -> bool:
    """Tell whether the second row names options under the questions of the first."""
    second, below = following[0], following[1:]
    if any(_NUMBER.match(cell) for cell in second if cell):
        return False
    if any(cell.casefold() in _ONE_ANSWER for cell in second):
        return True
    under_blank = [at for at, name in enumerate(questions) if not name and second[at] and any(questions[:at])]
    return any(
        all(_is_choice(row[at], second[at]) for row in below) and any(row[at] for row in below) for at in under_blank
    )


def _completes(first: Sequence[str], following: Sequence[Cells]) -> bool:
    """Tell whether the second row names the columns that the first leaves blank, and leaves one blank that it names."""
    second, columns = following[0], list(zip(*following[1:], strict=True))
    held = [at for at, cells in enumerate(columns) if any(cells)]
    blank = [at for at in held if not first[at]]
    if len(blank) < _FEWEST_COMPLETED or not all(second[at] for at in blank) or all(second[at] for at in held):
        return False
    return not any(
        _NUMBER.match(second[at])
        or _is_answer(second[at])
        or _is_like(second[at], [cell for cell in columns[at] if cell])
        for at in held
    )


def _is_choice(cell: str, option: str) -> bool:
    said = cell.casefold()
    return said in TICKED or said in UNTICKED or said == option.casefold()


def _combined(questions: Sequence[str], options: Sequence[str]) -> tuple[list[str], list[str]]:
    names, choices, question = [], [], ""
    for above, option in zip(questions, options, strict=True):
        question = above or question
        if not option or option.casefold() in _ONE_ANSWER:
            names.append(above or question)
            choices.append("")
        else:
            names.append(f"{question} – {option}" if question else option)
            choices.append("" if _OTHER.search(option) else option)
    return names, choices


def _of_choices(names: Sequence[str], choices: Sequence[str], rows: Sequence[Cells]) -> tuple[list[str], list[str]]:
    """Return titles and choices, with those columns that are one option each of a question told by their names."""
    parts = [_OF_CHOICE.match(name) for name in names]
    questions = [match["question"] if match else "" for match in parts]
    titles, found = [], []
    for at, (name, choice) in enumerate(zip(names, choices, strict=True)):
        match = parts[at]
        option = choice or (_option(match) if match and questions.count(questions[at]) > 1 else "")
        filled = [row[at] for row in rows[:500] if row[at]]
        if option and filled and all(_is_choice(cell, option) for cell in filled):
            titles.append(name.removesuffix(f" – {option}") if choice else questions[at])
            found.append(option)
        else:
            titles.append(name)
            found.append("")
    return titles, found


def _option(match: re.Match[str]) -> str:
    return (match["boxed"] or match["after"] or "").strip()


def _numbered(names: Sequence[str]) -> list[str]:
    return [name or NO_NAME.format(at) for at, name in enumerate(names, start=1)]


def _line(cell: str) -> str:
    return " ".join(cell.split())
