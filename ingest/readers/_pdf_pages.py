"""The lines of a PDF's pages with their places, as PDFium finds them. Only this module and `_pdf_marks` know PDFium."""

import ctypes
import math
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING, TypeAlias

from domain.errors import UnreadableSource
from ingest.readers._content import check_count
from ingest.readers._pdf_columns import by_column
from ingest.readers._pdf_lines import Line, Page
from ingest.readers._pdf_marks import files_inside, marks_of

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfPage, PdfTextPage

_WRONG_PASSWORD = 4
_LINE_ENDS = frozenset("\r\n")
_HYPHENS_AT_LINE_END = frozenset("\x02\ufffe")
_AS_TEXT = {
    0x02: "-",
    0xFFFE: "-",
    0xFB00: "ff",
    0xFB01: "fi",
    0xFB02: "fl",
    0xFB03: "ffi",
    0xFB04: "ffl",
    0xFB05: "st",
    0xFB06: "st",
}
_BOLD = re.compile(rb"bold|black|heavy|demi|-medi$", re.IGNORECASE)
_FONT_NAME_BYTES = 128
_SPACE, _MOST_SPACE = 0.2, 1.5
"""The gap between two pieces of a line that is a space, and the widest within one line, in heights of a letter."""
_OVERLAP_SHARE = 0.4
_Box: TypeAlias = tuple[float, float, float, float]


@dataclass(frozen=True, kw_only=True, slots=True)
class _Sheet:
    """The paper of a page, as the file has it: the places that are shown, in points."""

    left: float
    bottom: float
    right: float
    top: float

    def height(self, turn: int) -> float:
        """Return the height of the page held so that lines of this turn can be read."""
        return self.right - self.left if turn % 2 else self.top - self.bottom

    def held(self, box: _Box, turn: int) -> _Box:
        """Return where a box lies on the page held so that lines of this turn can be read."""
        left, right, bottom, top = box
        match turn:
            case 1:
                return self.top - top, self.top - bottom, left - self.left, right - self.left
            case 2:
                return self.right - right, self.right - left, self.top - top, self.top - bottom
            case 3:
                return bottom - self.bottom, top - self.bottom, self.right - right, self.right - left
            case _:
                return left - self.left, right - self.left, bottom - self.bottom, top - self.bottom


def pages_of(content: bytes, *, most: int) -> tuple[list[Page], int]:
    """Return every page, and how many files are packed in the document.

    Raises UnreadableSource for a locked or damaged file, or one of more than ``most`` pages.

    PDFium is not safe in several threads: callers hold a lock.
    """
    from pypdfium2 import PdfDocument, PdfiumError

    try:
        with PdfDocument(content) as document:
            check_count(len(document), most, what="pages")
            return [_page(document, at) for at in range(len(document))], files_inside(document)
    except PdfiumError as error:
        raise _locked() if error.err_code == _WRONG_PASSWORD else _damaged() from error


def _page(document: "PdfDocument", at: int) -> Page:
    from pypdfium2 import raw

    page = document[at]
    text = page.get_textpage()
    try:
        sheet = _Sheet(**dict(zip(("left", "bottom", "right", "top"), page.get_cropbox(), strict=True)))
        read = list(_lines(text, at + 1, sheet))
        turn = _usual_turn(line for line, _ in read)
        upright = [(line, pieces) for line, pieces in read if line.turn == turn]
        columns = by_column([piece for _, pieces in upright for piece in pieces])
        lines = tuple(_whole(iter(columns or [line for line, _ in upright])))
        return Page(
            number=at + 1,
            height=sheet.height(turn),
            lines=lines,
            pictures=not lines and _has_picture(page, raw),
            aside=tuple(line for line, _ in read if line.turn != turn),
            marks=tuple(marks_of(page)),
            is_blank=next(page.get_objects(max_depth=1), None) is None,
        )
    finally:
        text.close()
        page.close()


def _usual_turn(lines: Iterator[Line]) -> int:
    """Return how most letters of a page are turned."""
    letters: Counter[int] = Counter({0: 0})
    for line in lines:
        letters[line.turn] += len(line.text)
    return letters.most_common(1)[0][0]


def _has_picture(page: "PdfPage", raw: object) -> bool:
    image = raw.FPDF_PAGEOBJ_IMAGE  # type: ignore[attr-defined]  # made from C headers
    return any(item.type == image for item in page.get_objects(max_depth=3))


def _lines(text: "PdfTextPage", page: int, sheet: _Sheet) -> Iterator[tuple[Line, tuple[Line, ...]]]:
    """Yield each line, and the pieces of it that a wide gap parts: PDFium joins what stands at one height."""
    from pypdfium2 import raw

    start = 0
    count = text.count_chars()
    characters = [chr(raw.FPDFText_GetUnicode(text, at)) for at in range(count)]
    for at in range(count + 1):
        # Where a hyphen breaks a word, PDFium writes a mark of its own and no line end.
        broken = at < count and characters[at] in _HYPHENS_AT_LINE_END
        if at == count or broken or characters[at] in _LINE_ENDS:
            end = at + broken
            if words := _cleaned(characters[start:end]):
                turn = _turn(text, start, raw)
                boxes = {place: sheet.held(box, turn) for place, box in _boxes(text, range(start, end))}
                line = replace(_line(text, range(start, end), boxes, words, page), turn=turn)
                yield line, tuple(_pieces(text, line, boxes, characters)) or (line,)
            start = at + 1


def _whole(lines: Iterator[Line]) -> Iterator[Line]:
    """Yield lines with their raised marks: PDFium parts a line where a footnote's number stands above it."""
    held: Line | None = None
    for line in lines:
        if held and _is_beside(held, line):
            apart = " " if line.left - held.right > _SPACE * held.size else ""
            held = replace(
                held,
                text=f"{held.text}{apart}{line.text}",
                right=max(held.right, line.right),
                top=max(held.top, line.top),
                bottom=min(held.bottom, line.bottom),
                size=max(held.size, line.size),
            )
            continue
        if held:
            yield held
        held = line
    if held:
        yield held


def _is_beside(left: Line, right: Line) -> bool:
    """Tell whether a line goes on where another ends, at about the same height."""
    overlap = min(left.top, right.top) - max(left.bottom, right.bottom)
    near = -_SPACE * left.size <= right.left - left.right <= _MOST_SPACE * left.size
    return near and overlap > _OVERLAP_SHARE * min(left.size, right.size)


def _cleaned(characters: list[str]) -> str:
    """Return characters as text: halves of one character joined, ligatures apart, a hyphen at a line's end as one."""
    text = "".join(characters).encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    text = text.translate(_AS_TEXT)
    return "".join(character for character in text if character >= " ").strip()


def _pieces(text: "PdfTextPage", line: Line, boxes: dict[int, _Box], characters: list[str]) -> Iterator[Line]:
    """Yield the pieces of a line that wide gaps part; nothing when there is no such gap."""
    cuts = [
        at
        for (_, before), (at, box) in pairwise(boxes.items())
        if box[0] - before[1] > _MOST_SPACE * line.size and not characters[at].isspace()
    ]
    starts = [next(iter(boxes), 0), *cuts]
    for start, end in zip(starts, [*cuts, max(boxes, default=0) + 1], strict=True) if cuts else ():
        within = {at: box for at, box in boxes.items() if start <= at < end}
        if words := _cleaned(characters[start:end]):
            yield _line(text, range(start, end), within, words, line.page)


def _boxes(text: "PdfTextPage", span: range) -> Iterator[tuple[int, _Box]]:
    from pypdfium2 import raw

    for at in span:
        if not raw.FPDFText_IsGenerated(text, at) and (box := _box(text, at, raw)):
            yield at, box


def _line(text: "PdfTextPage", span: range, placed: dict[int, _Box], words: str, page: int) -> Line:
    from pypdfium2 import raw

    boxes = list(placed.values()) or [(0.0, 0.0, 0.0, 0.0)]
    return Line(
        page=page,
        text=words,
        left=min(box[0] for box in boxes),
        right=max(box[1] for box in boxes),
        bottom=min(box[2] for box in boxes),
        top=max(box[3] for box in boxes),
        size=median(box[3] - box[2] for box in boxes),
        bold=_is_bold(text, span[len(span) // 2], raw) and _is_bold(text, span[0], raw),
    )


def _box(text: "PdfTextPage", at: int, raw: object) -> _Box | None:
    """Return (left, right, bottom, top) of a character with the room its font gives it; None when it has none."""
    box = raw.FS_RECTF()  # type: ignore[attr-defined]
    found = raw.FPDFText_GetLooseCharBox(text, at, ctypes.byref(box))  # type: ignore[attr-defined]
    return (box.left, box.right, box.bottom, box.top) if found and box.top > box.bottom else None


def _turn(text: "PdfTextPage", at: int, raw: object) -> int:
    """Return by how many right angles a letter is turned, clockwise, from 0 to 3."""
    angle = raw.FPDFText_GetCharAngle(text, at)  # type: ignore[attr-defined]
    return round(angle / (math.pi / 2)) % 4 if angle >= 0 else 0


def _is_bold(text: "PdfTextPage", at: int, raw: object) -> bool:
    name = ctypes.create_string_buffer(_FONT_NAME_BYTES)
    raw.FPDFText_GetFontInfo(text, at, name, _FONT_NAME_BYTES, None)  # type: ignore[attr-defined]
    return _BOLD.search(name.value) is not None


def _locked() -> UnreadableSource:
    return UnreadableSource(
        "The file is protected by a password.",
        where="whole file",
        remedy="Open it, save or print it to a PDF without a password, then add that.",
    )


def _damaged() -> UnreadableSource:
    return UnreadableSource(
        "The file is damaged: its pages cannot be read.",
        where="whole file",
        remedy="Open it in a PDF program, save it under a new name, then add that.",
    )
