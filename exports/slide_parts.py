"""Parts that several presentations share: markings, text that fits its box, rows of names and values."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from domain.access import Marking
from exports import slides
from exports.slides import Box, Line, Slide, Table, TextBox

LEFT, WIDTH = 0.5, 12.33
LAST, APART, TABLE_TOP = 7.0, 0.1, 1.3
"""Where the last of what is on a slide ends, what stands between two things, and where a table begins."""
SMALL, FACT = 10, 11
TITLE_SIZES, ABOUT_SIZES = (24, 20, 18), (14, 12, 10)
LONGEST_TITLE = 120
IN_NOTES = "{} in the speaker's notes."
_BETWEEN, _LONG_PIECE = 3.0, 12
"""So many points stand between two paragraphs of a box; so many letters of a word that is cut say more than none."""
_TOP_MARK, _FOOT_MARK = Box(x=LEFT, y=0.12, width=WIDTH, height=0.25), Box(x=3.0, y=7.12, width=7.33, height=0.25)


def marks(marking: Marking | None) -> tuple[TextBox, ...]:
    """Return the marking at the head and at the foot of a slide; nothing where there is none."""
    if marking is None:
        return ()
    line = Line(text=marking.value, size=FACT, bold=True, centred=True)
    places = (("Marking at the head", _TOP_MARK), ("Marking at the foot", _FOOT_MARK))
    return tuple(TextBox(name=name, box=box, lines=(line,)) for name, box in places)


def about_slide(
    title: str, told: Sequence[tuple[str, str]], marking: Marking | None, *, notes: Sequence[tuple[str, str]] = ()
) -> Slide:
    """Return the first slide: what the presentation is, in letters as large as fit; ``notes`` are the speaker's."""
    tables = [
        Table(name="About these slides", x=LEFT, y=1.4, widths=(2.4, 9.93), rows=named(told, size), has_head=False)
        for size in ABOUT_SIZES
    ]
    table = next((table for table in tables if table.box.bottom <= LAST), tables[-1])
    said = tuple(f"{name}: {value}" for name, value in notes)
    return Slide(title=title, shapes=(*marks(marking), table), notes=said)


def named(pairs: Sequence[tuple[str, str]], size: int) -> tuple[slides.Row, ...]:
    """Return names and values as rows of a table."""
    return tuple(((Line(text=name, size=size, bold=True),), (Line(text=value, size=size),)) for name, value in pairs)


def fitting(text: str, box: Box, sizes: Sequence[int], *, is_bold: bool = False) -> int | None:
    """Return the largest of the sizes in which a text fits a box, None where it fits in none."""
    tried = (Line(text=text, size=size, bold=is_bold) for size in sizes)
    return next((line.size for line in tried if slides.height([line], box.width) <= box.height), None)


def text_box(heading: str, box: Box, paragraphs: Sequence[str], *, name: str = "", size: int = SMALL) -> TextBox:
    """Return a box with those paragraphs that fit whole in a size, and how many more stand in the notes.

    It is called as its heading says, or ``name``; an empty heading is none.
    """
    head = [Line(text=heading, size=max(FACT, size), bold=True)] if heading else []
    more = Line(text=IN_NOTES.format(f"{len(paragraphs)} more"), size=SMALL)
    lines = [Line(text=paragraph, size=size, above=_BETWEEN if at else 0.0) for at, paragraph in enumerate(paragraphs)]
    if slides.height([*head, *lines], box.width) <= box.height:
        return TextBox(name=name or heading, box=box, lines=(*head, *lines))
    kept: list[Line] = []
    for line in lines:
        if slides.height([*head, *kept, line, more], box.width) > box.height:
            break
        kept.append(line)
    left = len(lines) - len(kept)
    rest = Line(text=IN_NOTES.format(f"{left} more" if kept else "Too long for a slide:"), size=SMALL)
    return TextBox(name=name or heading, box=box, lines=(*head, *kept, rest))


def shortened(text: str, most: int = LONGEST_TITLE) -> str:
    """Return at most so many letters, cut at a word, or within one that is long."""
    if len(text) <= most:
        return text
    kept = text[: most - 2]
    whole = kept.rpartition(" ")[0]
    return f"{whole} …" if whole and len(kept) - len(whole) <= _LONG_PIECE else f"{kept}…"


def cut_to(line: Line, width: float, height: float, *, keep: str = "") -> Line:
    """Return the line, shortened where it is higher than the height: at a word, or within one when it is too long.

    What it begins with, ``keep``, stays whatever its height.
    """
    if slides.height([line], width) <= height:
        return line
    low, high = len(keep), len(line.text)
    while low < high:
        middle = (low + high + 1) // 2
        fits = slides.height([replace(line, text=line.text[:middle] + " …")], width) <= height
        low, high = (middle, high) if fits else (low, middle - 1)
    kept = line.text[:low]
    whole, _, piece = kept.rpartition(" ")
    is_within_word = low < len(line.text) and line.text[low] != " "
    if is_within_word and len(whole) > len(keep) and len(piece) < _LONG_PIECE:
        kept = whole
    return replace(line, text=kept.rstrip() + ("…" if is_within_word and kept.endswith(piece) else " …"))


def pages(
    head: slides.Row, rows: Sequence[slides.Row], widths: tuple[float, ...], *, below: float = 0.0
) -> Iterator[list[slides.Row]]:
    """Yield the rows of one slide after another, at least one each; ``below`` stays free under them."""
    room = LAST - TABLE_TOP - slides.row_height(head, widths) - APART - below
    page: list[slides.Row] = []
    free = room
    for row in rows:
        needed = slides.row_height(row, widths)
        if page and needed > free:
            yield page
            page, free = [], room
        page.append(row)
        free -= needed
    if page:
        yield page
