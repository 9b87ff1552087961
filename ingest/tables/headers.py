"""Which rows name the columns: not always the first, and not always one."""

import re
from collections.abc import Sequence

from ingest.tables.sheets import Grid, Sheet

_SEARCHED_ROWS = 25
_BELOW_ROWS = 20
_LONGEST_NAME_WORDS = 14
_LEAST_WIDTH_SHARE = 0.5
_CODE = re.compile(r"(?i)^(?:[a-z]{1,12}[ _.-]?)?\d{1,4}(?:[._-]\w{1,8})*$|^(?:QID|var|field|ident)[ _-]?\w+$")
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
        numbers = tuple(f"column {column}" for column in range(1, width + 1))
        return Grid(sheet=sheet, names=numbers, titles=numbers, choices=("",) * width, rows=rows)
    names, choices, depth = _named(rows, at)
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
    for at, (_, cells) in enumerate(rows[:_SEARCHED_ROWS]):
        filled = [cell for cell in cells if cell]
        if len(filled) < max(1, usual * _LEAST_WIDTH_SHARE) or (len(filled) == 1 < usual):
            continue
        if not any(any(map(str.isalpha, cell)) for cell in filled):
            continue
        return at if _reads_like_names(cells, [below for _, below in rows[at + 1 :]], sheet) else None
    return None


def _reads_like_names(cells: Cells, below: Sequence[Cells], sheet: Sheet) -> bool:
    filled = [cell for cell in cells if cell]
    if 2 * sum(map(_is_answer, filled)) >= len(filled):
        return False
    if not sheet.is_board:
        return True
    under = any(row[at] for at, cell in enumerate(cells) if cell for row in below)
    worded = all(any(map(str.isalpha, cell)) for cell in filled)
    return under and worded and len(filled) >= min(2, sheet.width)


def _is_answer(cell: str) -> bool:
    """Tell whether a cell reads like what somebody said, and not like the name of a column."""
    words = len(cell.split())
    if _ASKS.match(cell):
        return False
    return words > _LONGEST_NAME_WORDS // 2 and cell.rstrip("\"'”’").endswith((".", "!"))


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
    if following and _divides(first, following):
        names, choices = _combined(first, [_line(cell) for cell in following[0]])
        return _numbered(names), choices, 2
    return _numbered(first), none, 1


def _is_import_row(cells: Cells) -> bool:
    return any(cell.startswith(_IMPORT_MARK) for cell in cells)


def _explains(codes: Sequence[str], following: Sequence[Cells]) -> bool:
    """Tell whether the first row holds codes (Q1, Ident 2) and the second what they stand for."""
    filled = [at for at, code in enumerate(codes) if code]
    if sum(bool(_CODE.match(codes[at])) for at in filled) < 0.6 * len(filled):
        return False
    second, below = following[0], following[1:]
    told = [at for at in filled if second[at]]
    if len(told) < 0.6 * len(filled) or any(_NUMBER.match(second[at]) for at in told):
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
    return [name or f"column {at}" for at, name in enumerate(names, start=1)]


def _line(cell: str) -> str:
    return " ".join(cell.split())
