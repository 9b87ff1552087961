"""A PDF's pages and the lines on them, with their places: what is found in a file, and what is read off it."""

from dataclasses import dataclass

from ingest.readers._pdf_marks import Mark


@dataclass(frozen=True, kw_only=True, slots=True)
class Line:
    """A line of text. Places are in points from the page's lower left corner; ``size`` is the letters' height.

    ``turn`` counts the right angles by which the line stands turned on the page, clockwise; its places are those on the
    page held so that it can be read.
    """

    page: int
    text: str
    left: float
    right: float
    top: float
    bottom: float
    size: float
    bold: bool = False
    turn: int = 0


@dataclass(frozen=True, kw_only=True, slots=True)
class Page:
    """A page, counted from 1: its lines in reading order, whether it holds a picture, and whether nothing is on it.

    ``height`` is that of the page held so that most of it can be read; ``aside`` are the lines that stand turned then,
    and ``marks`` what people put on it.
    """

    number: int
    height: float
    lines: tuple[Line, ...]
    pictures: bool
    aside: tuple[Line, ...] = ()
    marks: tuple[Mark, ...] = ()
    is_blank: bool = False
