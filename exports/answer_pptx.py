"""What is known of some questions as a presentation that can be edited.

First what it is; then for each question its quotations, as many slides as they need, and one slide of what stands
beside them. What has no room on a slide stands in the speaker's notes.
"""

from collections.abc import Iterator, Sequence

from domain.evidence import Evidence
from domain.known import WhatIsKnown
from domain.wording import quoted
from exports import slides
from exports.answer_brief import TITLE, AnswerBrief, Entry, Part, about, beside, quotation_source, voices
from exports.slide_parts import (
    APART,
    IN_NOTES,
    LAST,
    LEFT,
    SMALL,
    TITLE_SIZES,
    WIDTH,
    about_slide,
    fitting,
    marks,
    text_box,
)
from exports.slides import Box, Line, Slide, Table, TextBox

_SHORT = Box(x=LEFT, y=1.22, width=WIDTH, height=0.35)
_TOP = 1.65
_WIDTHS = (2.6, 9.73)
_QUOTATION_SIZE = 13
_LONGEST_TITLE = 150
"""In characters; the rest of a longer question stands in the notes."""
_COLUMNS = 3
_BESIDE_SIZES = (14, 12, 11, SMALL)
_TOO_LONG = IN_NOTES.format("Too long for a slide:")


def answer_slides(brief: AnswerBrief) -> bytes:
    """Return the answers as pptx. The same answers on the same day give the same bytes."""
    every = [about_slide(TITLE, about(brief), brief.marking)]
    for number, known in enumerate(brief.answers, start=1):
        every += _of_question(brief, known, number)
    return slides.presentation(every, title=TITLE, made_on=brief.made_on)


def _of_question(brief: AnswerBrief, known: WhatIsKnown, number: int) -> Iterator[Slide]:
    """Yield the slides of one question; without quotations the first says how far it is answered."""
    question = known.question
    is_long = len(question) > _LONGEST_TITLE
    title = f"{number}. {question[:_LONGEST_TITLE].rstrip()}…" if is_long else f"{number}. {question}"
    size = fitting(title, slides.TITLE_PLACE, TITLE_SIZES, is_bold=True) or TITLE_SIZES[-1]
    short = TextBox(name="In short", box=_SHORT, lines=(Line(text=brief.short(known), size=14),))
    said = [question] if is_long else []
    for rows, left in _pages(known, brief):
        table = Table(name="Who says what", x=LEFT, y=_TOP, widths=_WIDTHS, rows=(_head(), *rows))
        shapes: tuple[slides.Shape, ...] = (*marks(brief.marking), short, table)
        yield Slide(title=title, title_size=size, shapes=shapes, notes=(*said, *left))
    parts = beside(known)
    boxes = _columns(parts, brief.made_on)
    notes = tuple(line for part in parts for line in (part.title, *_lines(part, brief.made_on)))
    shapes = (*marks(brief.marking), short, *boxes)
    yield Slide(title=title, title_size=size, shapes=shapes, notes=(*said, *notes))


def _head() -> slides.Row:
    names = ("About", "Exact words, and where they stand")
    return tuple((Line(text=name, size=SMALL, bold=True),) for name in names)


def _pages(known: WhatIsKnown, brief: AnswerBrief) -> Iterator[tuple[list[slides.Row], list[str]]]:
    """Yield for each slide the rows that it holds, and its notes: what is too long for it, and where to check each."""
    room = LAST - _TOP - slides.row_height(_head(), _WIDTHS)
    rows: list[slides.Row] = []
    left: list[str] = []
    free = room
    for part, entry in ((voice, entry) for voice in voices(known) for entry in voice.entries):
        row, too_long = _row(part, entry, brief.made_on), ""
        if slides.row_height(row, _WIDTHS) > room:
            row, too_long = _row(part, Entry(words=_TOO_LONG), brief.made_on), _in_a_line(entry, brief.made_on)
        needed = slides.row_height(row, _WIDTHS)
        if rows and needed > free:
            yield rows, left
            rows, left, free = [], [], room
        rows.append(row)
        left += [line for line in (too_long, entry.quotation and _where_to_check(entry.quotation, brief)) if line]
        free -= needed
    if rows:
        yield rows, left


def _where_to_check(quotation: Evidence, brief: AnswerBrief) -> str:
    link = brief.link(quotation)
    return f"{quotation.source}, {quotation.locator}: {link}" if link else ""


def _row(part: Part, entry: Entry, made_on: str) -> slides.Row:
    about_whom = (Line(text=part.title, size=11, bold=True), Line(text=part.said, size=SMALL - 1))
    if entry.quotation is None:
        return (about_whom, (Line(text=entry.words, size=SMALL),))
    words = Line(text=quoted(entry.quotation.text), size=_QUOTATION_SIZE)
    return (about_whom, (words, Line(text=quotation_source(entry.quotation, today=made_on), size=SMALL - 1)))


def _columns(parts: Sequence[Part], made_on: str) -> list[TextBox]:
    """Return a box for each part, three in a row or four in one, in the largest type in which all stand whole.

    Where they do so in none, each has the lines that fit it whole.
    """
    columns = _COLUMNS + 1 if len(parts) == _COLUMNS + 1 else _COLUMNS
    rows = max(-(-len(parts) // columns), 1)
    width, height = (WIDTH - APART * 2 * (columns - 1)) / columns, (LAST - _TOP) / rows - APART
    told = [list(_lines(part, made_on)) for part in parts]
    boxes: list[TextBox] = []
    for size in _BESIDE_SIZES:
        boxes = []
        for at, (part, lines) in enumerate(zip(parts, told, strict=True)):
            down, across = divmod(at, columns)
            x, y = LEFT + across * (width + 2 * APART), _TOP + down * (height + APART)
            boxes.append(text_box(part.title, Box(x=x, y=y, width=width, height=height), lines, size=size))
        if [[line.text for line in box.lines[1:]] for box in boxes] == told:
            break
    return boxes


def _lines(part: Part, made_on: str) -> Iterator[str]:
    for entry in part.entries:
        yield _in_a_line(entry, made_on) if entry.quotation else entry.words


def _in_a_line(entry: Entry, made_on: str) -> str:
    if entry.quotation is None:
        return entry.words
    lead = f"{entry.lead}: " if entry.lead else ""
    return f"{lead}{quoted(entry.quotation.text)} {quotation_source(entry.quotation, today=made_on)}"
