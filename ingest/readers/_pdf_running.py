"""What stands at the top or foot of page after page of a PDF: running heads and page numbers, which are no evidence."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import takewhile

from domain.evidence import Passage, PassageRole
from ingest.readers._pdf_lines import Line, Page
from ingest.readers._wording import tidy

PAGE_NUMBER = re.compile(
    r"(?:page\s*|p\.?\s*|[-–|]\s*)?(?:\d{1,4}|[ivxl]{1,6})(?:\s*(?:of|/|\|)\s*\d{1,4})?\s*[-–|]?", re.I
)
_EDGE_SHARE = 0.12
_MOST_RUNNING_LINES = 3


def running_lines(pages: Sequence[Page]) -> dict[int, tuple[Line, ...]]:
    """Return the lines that stand at the edge of page after page, and page numbers, by the number of their page."""
    on_pages: Counter[str] = Counter()
    for page in pages:
        on_pages.update({_pattern(line.text) for line in _edges(page)})
    often = {pattern for pattern, count in on_pages.items() if count > 1 and (count > 2 or count * 2 >= len(pages))}
    found = {page.number: tuple(_peeled(page, often)) for page in pages}
    return {number: lines for number, lines in found.items() if lines}


def _peeled(page: Page, often: set[str]) -> Iterator[Line]:
    """Yield the running lines of a page from its edges inwards, up to the first line that is none."""
    edges = list(_edges(page))
    for side in (edges, edges[::-1]):
        for line in takewhile(lambda line: _is_running(line, often), side):
            if _in_edge(line, page):
                yield line


def _edges(page: Page) -> Iterator[Line]:
    """Yield the lines near the top and foot of a page, from the top down."""
    by_height = sorted(page.lines, key=lambda line: -line.top)
    outer = {*by_height[:_MOST_RUNNING_LINES], *by_height[-_MOST_RUNNING_LINES:]}
    return (line for line in by_height if line in outer and _in_edge(line, page))


def _in_edge(line: Line, page: Page) -> bool:
    edge = page.height * _EDGE_SHARE
    return line.bottom > page.height - edge or line.top < edge


def _is_running(line: Line, often: set[str]) -> bool:
    return _pattern(line.text) in often or PAGE_NUMBER.fullmatch(line.text.strip()) is not None


def _pattern(text: str) -> str:
    return re.sub(r"\d+", "#", " ".join(text.split())).casefold()


def context_of(running: dict[int, tuple[Line, ...]]) -> Iterator[Passage]:
    """Yield what stands at the edge of pages once, page numbers left out."""
    seen: set[str] = set()
    for line in (line for lines in running.values() for line in lines):
        if _pattern(line.text) not in seen and not PAGE_NUMBER.fullmatch(line.text.strip()):
            seen.add(_pattern(line.text))
            yield Passage(text=tidy(line.text), locator=f"page {line.page}", role=PassageRole.CAPTION)
