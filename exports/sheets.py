"""Sheets of a workbook as an office shows and prints them: rows as high as their words, pages that can be read.

A program that opens a workbook does not have to work out how high its rows are, and LibreOffice does not: words that
are wrapped lie over each other there. So each row says its height.
"""

import io
import math
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from domain.access import Marking
from exports import letters
from exports.cells import Cell, cell_text
from exports.office_package import packed_again

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format

A3, A4 = 8, 9
_PAGE_CHARACTERS, _PAGE_POINTS = {A3: 270, A4: 185}, {A3: 930.0, A4: 620.0}
"""So many characters across a page that lies are still read: the type is some eight points high then; and so many
points of rows stand on one above the other.
"""
_MOST_PRESSED = 1.5
"""So many times too high for one page may be what is made smaller to stand on it in one piece."""
_MOST_FOR_NAMES = 2.5
"""Columns that name a row stay in sight where they take at most one such part of a page."""
_USUAL_SIZE, _LINE_EMS, _USUAL_POINTS, _HIGHEST_POINTS = 11, 1.36, 15.0, 409.0
_CHARACTER_EMS, _SIDES = 0.55, 0.7
"""How many ems of Arial a character of a column's width stands for, and what of a width stays free at its sides."""
_FIXED_HEIGHT = re.compile(rb'(<row [^>]*?) customHeight="1"')


class WorkbookInMaking:
    """A workbook to which sheets are added, one after another, until it is ``written``.

    Text is written as text, so nothing in it runs as a formula or becomes a link.
    """

    def __init__(self) -> None:
        from xlsxwriter import Workbook

        self._content = io.BytesIO()
        options = {
            "in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False,
        }  # fmt: skip
        self.workbook: Workbook = Workbook(self._content, options)

    def add(self, name: str, widths: Sequence[float]) -> "SheetInMaking":
        """Add a sheet with columns of these widths, in characters, and return it."""
        return SheetInMaking(self.workbook, name, widths)

    def written(self) -> bytes:
        """Return the workbook as xlsx, and end it. A row whose words are changed there finds its height again."""
        self.workbook.close()
        return packed_again(self._content.getvalue(), changed=_with_heights_that_follow)


class SheetInMaking:
    """A sheet to be filled cell by cell and then laid out. ``sheet`` is what is written to for all else."""

    def __init__(self, workbook: "Workbook", name: str, widths: Sequence[float]) -> None:
        self.sheet = workbook.add_worksheet(name)
        self._widths = widths
        self._heights: dict[int, float] = {}
        for column, width in enumerate(widths):
            self.sheet.set_column(column, column, width)

    def write(
        self, row: int, column: int, value: Cell, style: "Format | None" = None, *, runs_over: bool = False
    ) -> None:
        """Write one cell: text as text whatever it begins with, None as an empty cell that keeps its format.

        Text that ``runs_over`` goes on over the cells beside it, and makes its row no higher.
        """
        if isinstance(value, bool):
            self.sheet.write_boolean(row, column, value, style)
        elif isinstance(value, str) and value:
            text = cell_text(value)
            self.sheet.write_string(row, column, text, style)
            self._heights[row] = max(self._heights.get(row, 0.0), self._height(text, column, style, runs_over))
        elif value is None or value == "":
            self.sheet.write_blank(row, column, None, style)
        else:
            self.sheet.write_number(row, column, value, style)

    def lay_out(
        self,
        marking: Marking | None,
        *,
        heads: int = 1,
        named_by: int = 1,
        paper: int = A4,
        is_in_one_piece: bool = False,
    ) -> None:
        """Let the first rows, and the first columns where they are narrow, stay in sight and stand on each page.

        Pages lie, and a wide sheet goes over as many beside each other as it needs to be read, printed before the rows
        below, so that what is said of one row lies together. Each has its marking at
        head and foot, the sheet's name and the page's number. What ``is_in_one_piece`` is made a little smaller where
        that spares its rows from going on on further pages.
        """
        for row, height in self._heights.items():
            if height > _USUAL_POINTS:
                self.sheet.set_row(row, min(math.ceil(height), _HIGHEST_POINTS))
        a_page, again = _PAGE_CHARACTERS[paper], sum(self._widths[:named_by])
        names = named_by if again <= a_page / _MOST_FOR_NAMES else 0
        beside = max(1, math.ceil(sum(self._widths[names:]) / (a_page - (again if names else 0))))
        self.sheet.freeze_panes(heads, names)
        self.sheet.repeat_rows(0, heads - 1)
        if names:
            self.sheet.repeat_columns(0, names - 1)
        self.sheet.set_landscape()
        self.sheet.print_across()
        self.sheet.set_paper(paper)
        high = sum(max(height, _USUAL_POINTS) for height in self._heights.values())
        self.sheet.fit_to_pages(beside, int(is_in_one_piece and high <= _PAGE_POINTS[paper] * _MOST_PRESSED))
        self.sheet.set_margins(left=0.4, right=0.4, top=0.7, bottom=0.7)
        marked = f"&C{marking.value}" if marking else ""
        if marked:
            self.sheet.set_header(marked)
        self.sheet.set_footer(f"&L&A{marked}&RPage &P of &N")

    def _height(self, text: str, column: int, style: "Format | None", runs_over: bool) -> float:
        size = style.font_size if style else _USUAL_SIZE
        room = (self._widths[column] - _SIDES) * _CHARACTER_EMS * _USUAL_SIZE / size
        lines = 1 if runs_over else letters.rows(text, room, is_bold=bool(style and style.bold))
        return float(lines * size * _LINE_EMS)


def _with_heights_that_follow(name: str, part: bytes) -> bytes:
    """Let rows keep their heights until their words are changed: xlsxwriter knows only heights that stay."""
    return _FIXED_HEIGHT.sub(rb"\1", part) if name.startswith("xl/worksheets/sheet") else part
