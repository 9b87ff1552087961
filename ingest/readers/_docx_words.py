"""The words of a Word document's XML: as readers see them, and those that they do not see."""

from collections.abc import Iterator
from typing import Any

from domain.evidence import Refusal
from ingest.readers._wording import tidy

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_MATHS_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_UNSEEN = frozenset(
    {*(f"{W}{name}" for name in ("del", "moveFrom", "txbxContent", "instrText", "rt", "pPr", "rPr")), FALLBACK}
)
_AS_TEXT = {"tab": " ", "ptab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "softHyphen": ""}
_SPOKEN = {f"{W}{name}": text for name, text in _AS_TEXT.items()}
_CONTAINERS = frozenset(f"{W}{name}" for name in ("sdt", "sdtContent", "customXml", "ins", "moveTo"))
_NO = frozenset({"0", "false", "off"})


def words_of(element: Any) -> str:
    """Return the words as they are read: deletions, hidden text, field codes and text boxes left out."""
    if element.tag in _UNSEEN or (element.tag == f"{W}r" and is_set(element, "vanish")):
        return ""
    if element.tag in {f"{W}t", _MATHS_TEXT}:
        return element.text or ""
    if element.tag in _SPOKEN:
        return _SPOKEN[element.tag]
    return "".join(words_of(child) for child in element)


def blocks_of(parent: Any) -> Iterator[Any]:
    """Yield the paragraphs and tables directly in a container; content controls are looked into."""
    for child in parent:
        if child.tag in {f"{W}p", f"{W}tbl"}:
            yield child
        elif child.tag in _CONTAINERS:
            yield from blocks_of(child)


def boxes_of(paragraph: Any) -> Iterator[Any]:
    """Yield the text boxes anchored in a paragraph; the copy kept for old programs is passed over."""
    for box in paragraph.iter(f"{W}txbxContent"):
        if not any(above.tag == FALLBACK for above in box.iterancestors()):
            yield box


def descriptions_of(paragraph: Any) -> Iterator[str]:
    """Yield the words that describe the pictures in a paragraph."""
    for drawing in paragraph.iter(_DRAWING):
        if words := tidy(drawing.get("descr") or ""):
            yield words


def cell_words(cell: Any) -> str:
    """Return the words of a cell's own paragraphs in one line."""
    texts = (" ".join(tidy(words_of(block)).split()) for block in blocks_of(cell) if block.tag == f"{W}p")
    return " ".join(filter(None, texts))


def running_words(part: Any) -> str:
    """Return the words of the top or foot of a page in one line, those in its tables and boxes among them."""
    paragraphs = (
        paragraph for paragraph in part.iter(f"{W}p") if next(paragraph.iterancestors(FALLBACK), None) is None
    )
    return " ".join(tidy(" ".join(words_of(paragraph) for paragraph in paragraphs)).split())


def is_set(element: Any, name: str) -> bool:
    """Tell whether a run's own properties switch something on: bold, hidden."""
    found = element.find(f"{W}rPr/{W}{name}")
    return found is not None and found.get(f"{W}val", "1").lower() not in _NO


def is_bold(paragraph: Any) -> bool:
    """Tell whether all words of a paragraph are bold."""
    runs = [run for run in paragraph.iter(f"{W}r") if words_of(run).strip()]
    return bool(runs) and all(is_set(run, "b") for run in runs)


def unseen(root: Any) -> Iterator[Refusal]:
    """Yield a refusal for words deleted under tracked changes, and one for hidden words, when there are any."""
    deleted = [each for each in root.iter(f"{W}del") if _has_words(each.iter(f"{W}delText", f"{W}t"))]
    if deleted:
        yield Refusal(
            where=f"{len(deleted)} tracked change{'s' if len(deleted) > 1 else ''}",
            reason="words deleted under tracked changes",
            remedy="Nothing to do if they are meant to go; or else reject the change, save, and add the file again.",
        )
    hidden = [each for each in root.iter(f"{W}r") if is_set(each, "vanish") and _has_words(each.iter(f"{W}t"))]
    if hidden:
        yield Refusal(
            where=f"{len(hidden)} place{'s' if len(hidden) > 1 else ''}",
            reason="hidden text",
            remedy="Make it visible in Word if readers should see it.",
        )


def _has_words(texts: Iterator[Any]) -> bool:
    return any(map(str.isalpha, "".join(each.text or "" for each in texts)))
