"""Evidence cards as PDF: one card a sheet of A6, lying. Letters are Open Sans, which comes with us.

No text is cut: it is set smaller where it is long, and goes on to another sheet where it is longer still. What Open
Sans has no letter for is a box there, and the card says so; the page to print in a browser uses the fonts of the
machine.
"""

from collections.abc import Iterator
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from domain.told_first import CHOSEN_HOW
from exports.cells import xml_text
from exports.sprint_kit import KitCard, SprintKit

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

MILLIMETRE = 72 / 25.4
WIDTH, HEIGHT = 148 * MILLIMETRE, 105 * MILLIMETRE
_EDGE, _PADDING = 4 * MILLIMETRE, 7 * MILLIMETRE
_LEFT = _EDGE + _PADDING
_ACROSS = WIDTH - _LEFT - _PADDING
_TOP = HEIGHT - _PADDING
_SIZES = (20.0, 17.0, 15.0, 13.0, 11.5, 10.0, 9.0)
_SMALL, _HEAD, _LEADING, _APART = 8.0, 10.0, 1.35, 7.0
_REGULAR, _BOLD = "Throughline", "Throughline Bold"
_FONTS = {_REGULAR: "OpenSans-Regular.ttf", _BOLD: "OpenSans-SemiBold.ttf"}
_EDGE_COLOURS = {"orange": 0xC2570C, "yellow": 0xA16207, "blue": 0x1D5F8A}
_INK = 0x16211F
_BOXES = "Boxes stand for letters that this PDF lacks: the cards as slides, or to print from the browser, show them."


def card_pdf(kit: SprintKit) -> bytes:
    """Return every card as PDF, each with its source and its marking. A kit gives the same bytes."""
    from reportlab.pdfgen.canvas import Canvas

    _letters()
    out = BytesIO()
    canvas = Canvas(out, pagesize=(WIDTH, HEIGHT), invariant=1, lang="en-GB")
    canvas.setTitle(xml_text(f"{kit.title}: evidence cards"))
    canvas.setAuthor("Throughline")
    if kit.marking:
        canvas.setSubject(kit.marking.value)
    if kit.choice:
        _about(canvas, kit)
    for card in kit.cards:
        _draw(canvas, card)
    if not kit.cards:
        _line(canvas, "No cards yet.", _TOP - _SIZES[3], _REGULAR, _SIZES[3])
        canvas.showPage()
    canvas.save()
    return out.getvalue()


@lru_cache(maxsize=1)
def _letters() -> None:
    """Make the letters known to the writer, once."""
    import ttf_opensans
    from reportlab.pdfbase.pdfmetrics import registerFont
    from reportlab.pdfbase.ttfonts import TTFont

    folder = Path(ttf_opensans.__file__).parent / "ttf"
    for name, file in _FONTS.items():
        registerFont(TTFont(name, folder / file))


def _about(canvas: "Canvas", kit: SprintKit) -> None:
    """Draw a sheet that says of how many cards these are the best."""
    canvas.setFillColor(_colour(_INK))
    top = _TOP
    for text, font, size in (
        (kit.title, _BOLD, _HEAD),
        (kit.choice, _REGULAR, _SIZES[2]),
        (CHOSEN_HOW, _REGULAR, _HEAD),
    ):
        for line in _lines(text, font, size):
            top -= size * _LEADING
            _line(canvas, line, top, font, size)
        top -= _APART
    canvas.showPage()


def _draw(canvas: "Canvas", card: KitCard) -> None:
    """Draw a card on a sheet, or on as many as its words need."""
    told = [card.source, "; ".join(card.steps)]
    if _lacks_letters("".join((card.text, *told))):
        told.append(_BOXES)
    foot = [line for text in told for line in _lines(text, _REGULAR, _SMALL)]
    head = _HEAD * _LEADING * (2 if card.marking else 1)
    room = HEIGHT - 2 * _PADDING - head - len(foot) * _SMALL * _LEADING - 2 * _APART
    size = next((size for size in _SIZES if _height(card.text, size) <= room), _SIZES[-1])
    words = _lines(card.text, _REGULAR, size)
    a_sheet = max(1, int(room / (size * _LEADING)))
    sheets = [words[at : at + a_sheet] for at in range(0, len(words), a_sheet)] or [[]]
    for nth, own in enumerate(sheets, start=1):
        _sheet(canvas, card, f" ({nth} of {len(sheets)})" if len(sheets) > 1 else "", own, size, foot)


def _sheet(canvas: "Canvas", card: KitCard, part: str, words: list[str], size: float, foot: list[str]) -> None:
    canvas.setFillColor(_colour(_EDGE_COLOURS.get(card.sort.colour, 0x52606D)))
    canvas.rect(0, 0, _EDGE, HEIGHT, stroke=0, fill=1)
    canvas.setFillColor(_colour(_INK))
    top = _TOP - _HEAD
    for line in (card.heading + part, *([card.marking.value] if card.marking else [])):
        _line(canvas, line, top, _BOLD, _HEAD)
        top -= _HEAD * _LEADING
    top += _HEAD - size - _APART
    for line in words:
        _line(canvas, line, top, _REGULAR, size)
        top -= size * _LEADING
    for nth, line in enumerate(reversed(foot)):
        _line(canvas, line, _PADDING + nth * _SMALL * _LEADING, _REGULAR, _SMALL)
    canvas.showPage()


def _lacks_letters(text: str) -> bool:
    from reportlab.pdfbase.pdfmetrics import getFont

    known = getFont(_REGULAR).face.charToGlyph
    return any(ord(letter) not in known for letter in xml_text(text) if not letter.isspace() and letter.isprintable())


def _line(canvas: "Canvas", text: str, y: float, font: str, size: float) -> None:
    canvas.setFont(font, size)
    canvas.drawString(_LEFT, y, xml_text(text))


def _height(text: str, size: float) -> float:
    return len(_lines(text, _REGULAR, size)) * size * _LEADING


def _lines(text: str, font: str, size: float) -> list[str]:
    """Return text in lines that fit a card, its own line ends kept; a word wider than a card is broken."""
    return [line for own in xml_text(text).splitlines() for line in _wrapped(own, font, size)]


def _wrapped(text: str, font: str, size: float) -> Iterator[str]:
    from reportlab.pdfbase.pdfmetrics import stringWidth

    line = ""
    for word in text.split():
        joined = f"{line} {word}" if line else word
        if stringWidth(joined, font, size) <= _ACROSS:
            line = joined
            continue
        if line:
            yield line
        line = word
        while stringWidth(line, font, size) > _ACROSS and len(line) > 1:
            at = next(n for n in range(1, len(line)) if stringWidth(line[: n + 1], font, size) > _ACROSS)
            yield line[:at]
            line = line[at:]
    yield line


def _colour(value: int) -> object:
    from reportlab.lib.colors import HexColor

    return HexColor(value)
