"""Projects and codebooks of other qualitative analysis tools: what a REFI-QDA 1.0 file holds, and what we lose of it.

Read with the habits of the tools in mind: a project file of any name, folders in any case, GUIDs in braces, paths
without their prefix, a byte order mark, line ends counted as one or as two.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from domain.coded import Case, CodedProject, CodedText
from domain.codes import Code, Loss, Selection, checked_guid
from domain.errors import UnreadableSource
from domain.evidence import Attributes
from domain.text import TextSpan

if TYPE_CHECKING:
    from lxml.etree import _Element

FileOf = Callable[[str], bytes | None]
"""Gives the bytes of a project's inner file by its name, or None when there is none."""

_PROJECT_SPACE = re.compile(r"urn:QDA-XML:project:\d+(\.\d+)?")
_CODEBOOK_SPACE = re.compile(r"urn:QDA-XML:codebook:\d+(\.\d+)?")
_VALUES = ("TextValue", "BooleanValue", "IntegerValue", "FloatValue", "DateValue", "DateTimeValue")
_COLOUR = re.compile(r"#([0-9a-fA-F]{6}|[0-9a-fA-F]{3})")
_ELSEWHERE = ("relative:", "absolute:")
_FEWEST_CHARACTERS_TO_COMPARE = 4
_NOT_TEXT = {
    "PictureSource": ("pictures", "Only words are read; describe what a picture shows in a note."),
    "AudioSource": ("sound recordings", "Only words are read; transcripts inside them are."),
    "VideoSource": ("films", "Only words are read; transcripts inside them are."),
}


def read_project(content: bytes, file_of: FileOf) -> tuple[CodedProject, list[Loss]]:
    """Return a project and what of it cannot be kept. Raises UnreadableSource for XML that is no project."""
    root = _parsed(content)
    if not _PROJECT_SPACE.fullmatch(_space(root)) or _tag(root) != "Project":
        raise _no_project()
    reading = _Reading(root, file_of)
    project = CodedProject(
        name=(root.get("name") or "").strip() or "Project",
        origin=(root.get("origin") or "").strip(),
        description=_described(root),
        codes=tuple(_codes(_inner(root, "CodeBook"))),
        texts=tuple(reading.texts()),
        cases=tuple(reading.cases()),
        memos=tuple(reading.memos()),
    )
    return project, reading.losses()


def read_codebook(content: bytes) -> tuple[list[Code], list[Loss]]:
    """Return the codes of a `.qdc` file, parents first, and what of it cannot be kept. Raises UnreadableSource."""
    root = _parsed(content)
    if not _CODEBOOK_SPACE.fullmatch(_space(root)) or _tag(root) != "CodeBook":
        raise _no_project()
    sets = [each for each in root if _tag(each) == "Sets" for _ in each]
    losses = [Loss(what="sets of codes", count=len(sets), why="Codes are kept in one tree.")] if sets else []
    return list(_codes(root)), losses


class _Reading:
    """One project being read; counts what it leaves out."""

    def __init__(self, root: "_Element", file_of: FileOf) -> None:
        self._root = root
        self._file_of = file_of
        self._lost: Counter[tuple[str, str]] = Counter()
        self._users = {_guid(user): (user.get("name") or "").strip() for user in _all(root, "Users", "User")}
        self._variables = {
            _guid(each): (each.get("name") or "").strip() for each in _all(root, "Variables", "Variable")
        }
        for name, why in (
            ("Sets", "Members keep their codes; the grouping is not kept."),
            ("Links", "Links between passages are not kept."),
            ("Graphs", "Drawings are not kept."),
        ):
            if count := sum(len(each) for each in root if _tag(each) == name):
                self._lose(name.lower(), why, count)

    def losses(self) -> list[Loss]:
        return [Loss(what=what, count=count, why=why) for (what, why), count in sorted(self._lost.items())]

    def texts(self) -> Iterator[CodedText]:
        for source in (each for sources in _named(self._root, "Sources") for each in sources):
            tag = _tag(source)
            if tag == "TextSource":
                yield from self._text(source)
            elif tag == "PDFSource":
                yield from self._pdf(source)
            elif tag in _NOT_TEXT:
                what, why = _NOT_TEXT[tag]
                self._lose(what, why)
                for transcript in _named(source, "Transcript"):
                    yield from self._text(transcript, name=source.get("name"), selected_as="TranscriptSelection")

    def memos(self) -> Iterator[CodedText]:
        for note in _all(self._root, "Notes", "Note"):
            yield from self._text(note)

    def cases(self) -> Iterator[Case]:
        for case in _all(self._root, "Cases", "Case"):
            if any(True for _ in _named(case, "CodeRef")):
                self._lose(
                    "codes on cases", "Codes are kept on texts and passages.", len(list(_named(case, "CodeRef")))
                )
            yield Case(
                id=_guid(case),
                name=(case.get("name") or "").strip() or "Case",
                description=_described(case),
                attributes=self._attributes(case),
                texts=tuple(_targets(case, "SourceRef")),
                selections=tuple(_targets(case, "SelectionRef")),
            )

    def _pdf(self, source: "_Element") -> Iterator[CodedText]:
        areas = list(_named(source, "PDFSelection"))
        inner = [each for area in areas for each in _named(area, "Representation")]
        if areas and not inner:
            self._lose("marked areas of PDF pages", "An area of a page is no passage of text.", len(areas))
        shown = list(_named(source, "Representation"))
        if not shown:
            self._lose("PDF sources without their text", "Add the PDF file itself: it is read like any other.")
        for representation in shown:
            yield from self._text(representation, name=source.get("name"), values=source)

    def _text(
        self,
        element: "_Element",
        *,
        name: str | None = None,
        selected_as: str = "PlainTextSelection",
        values: "_Element | None" = None,
    ) -> Iterator[CodedText]:
        raw = self._raw(element)
        if raw is None:
            return
        text = _Positions(raw)
        if element.get("richTextPath"):
            self._lose("the layout of texts", "Words are kept; fonts and pictures are not.")
        yield CodedText(
            id=_guid(element),
            name=(name or element.get("name") or "").strip() or "Text",
            text=text.text,
            selections=tuple(self._selections(element, text, selected_as)),
            codes=tuple(_codings(element)),
            description=_described(element),
            attributes=self._attributes(values if values is not None else element),
        )

    def _raw(self, element: "_Element") -> str | None:
        inline = next(_named(element, "PlainTextContent"), None)
        if inline is not None:
            return inline.text or ""
        path = (element.get("plainTextPath") or "").strip()
        if path.startswith(_ELSEWHERE):
            self._lose("texts outside the project file", "Paths to other places are not followed: put the text inside.")
            return None
        content = self._file_of(path.removeprefix("internal://").rpartition("/")[2]) if path else None
        if content is None:
            self._lose("texts that are not in the project file", "Export the project again with its sources.")
            return None
        try:
            return content.decode("utf-8-sig")
        except UnicodeDecodeError:
            self._lose("texts that are not UTF-8", "Export the project again: the format asks for UTF-8.")
            return None

    def _selections(self, element: "_Element", text: "_Positions", tag: str) -> Iterator[Selection]:
        marked = list(_named(element, tag))
        for selected, span in zip(marked, text.spans([_place(each) for each in marked]), strict=True):
            if span is None:
                self._lose("passages whose place is not in their text", "Their positions reach past the text's end.")
                continue
            yield Selection(
                id=_guid(selected),
                span=span,
                codes=tuple(_codings(selected)),
                description=_described(selected),
                by=self._users.get(_braceless(selected.get("creatingUser") or ""), ""),
            )

    def _attributes(self, element: "_Element") -> Attributes:
        found = []
        for value in _named(element, "VariableValue"):
            name = next((self._variables.get(target, "") for target in _targets(value, "VariableRef")), "")
            words = next(((each.text or "").strip() for each in value if _tag(each) in _VALUES), "")
            if name and words:
                found.append((name, words))
        return tuple(found)

    def _lose(self, what: str, why: str, count: int = 1) -> None:
        self._lost[what, why] += count


class _Positions:
    """A text with LF line ends, and the way to it from positions that count CRLF as one character or as two."""

    def __init__(self, raw: str) -> None:
        self.text = raw.replace("\r\n", "\n").replace("\r", "\n")
        self._raw = raw
        self._returns = [at for at, sign in enumerate(raw) if sign == "\r" and raw[at + 1 : at + 2] == "\n"]

    def spans(self, places: list[tuple[int, int, str]]) -> list[TextSpan | None]:
        """Return the spans of (start, end, name); where names quote their passages, by the count that fits them.

        None for a place that is not in the text. The tool counts the same way all through, so one rule holds.
        """
        as_one = [self._span(start, end) for start, end, _ in places]
        if not self._returns:
            return as_one
        as_two = [self._span(self._after(start), self._after(end)) for start, end, _ in places]
        names = [name for *_, name in places]
        return as_two if self._fitting(as_two, names) > self._fitting(as_one, names) else as_one

    def _fitting(self, spans: list[TextSpan | None], names: list[str]) -> int:
        return sum(
            span is not None and _quotes(name, span.of(self.text)) for span, name in zip(spans, names, strict=True)
        )

    def _span(self, start: int, end: int) -> TextSpan | None:
        return TextSpan(start=start, end=end) if 0 <= start < end <= len(self.text) else None

    def _after(self, position: int) -> int:
        return position - bisect_left(self._returns, position)


def _quotes(name: str, passage: str) -> bool:
    """Tell whether a selection's name is the beginning of its passage."""
    words, quoted = " ".join(name.rstrip("….").split()), " ".join(passage.split())
    return len(words) >= _FEWEST_CHARACTERS_TO_COMPARE and quoted.startswith(words)


def _codes(codebook: "_Element | None", parent: str | None = None) -> Iterator[Code]:
    holders = _named(codebook, "Codes") if codebook is not None and parent is None else iter([codebook])
    for holder in holders:
        for code in _named(holder, "Code"):
            colour = (code.get("color") or "").strip()
            made = Code(
                id=_guid(code),
                name=(code.get("name") or "").strip() or "Code",
                description=_described(code),
                parent=parent,
                colour=_long_colour(colour) if _COLOUR.fullmatch(colour) else None,
                is_codable=(code.get("isCodable") or "true").strip().lower() not in {"false", "0"},
            )
            yield made
            yield from _codes(code, made.id)


def _long_colour(colour: str) -> str:
    digits = colour[1:] if len(colour) == len("#rrggbb") else "".join(2 * digit for digit in colour[1:])
    return f"#{digits.upper()}"


def _codings(element: "_Element") -> Iterator[str]:
    yield from dict.fromkeys(target for coding in _named(element, "Coding") for target in _targets(coding, "CodeRef"))


def _place(selected: "_Element") -> tuple[int, int, str]:
    try:
        return (
            int(selected.get("startPosition") or ""),
            int(selected.get("endPosition") or ""),
            selected.get("name") or "",
        )
    except ValueError:
        return -1, -1, ""


def _targets(element: "_Element", tag: str) -> Iterator[str]:
    for each in _named(element, tag):
        yield _braceless(each.get("targetGUID") or "")


def _guid(element: "_Element") -> str:
    return _braceless(element.get("guid") or "")


def _braceless(guid: str) -> str:
    try:
        return checked_guid(guid)
    except ValueError:
        return guid.strip().lower()


def _described(element: "_Element") -> str:
    return next(((each.text or "").strip() for each in _named(element, "Description")), "")


def _inner(element: "_Element", tag: str) -> "_Element | None":
    return next(_named(element, tag), None)


def _all(root: "_Element", holder: str, tag: str) -> Iterator["_Element"]:
    for each in _named(root, holder):
        yield from _named(each, tag)


def _named(element: "_Element | None", tag: str) -> Iterator["_Element"]:
    if element is not None:
        yield from (each for each in element if _tag(each) == tag)


def _tag(element: "_Element") -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _space(element: "_Element") -> str:
    return str(element.tag).rpartition("}")[0].lstrip("{")


def _parsed(content: bytes) -> "_Element":
    """Return the root of an XML file that names nothing outside itself. Raises UnreadableSource."""
    from lxml import etree

    if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        raise UnreadableSource(
            "The project file declares entities, which no tool needs.",
            where="whole file",
            remedy="Export the project again from the tool that made it.",
        )
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        return etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise UnreadableSource(
            "The project file is damaged: its XML does not end as it began.",
            where=f"line {error.lineno or 1}",
            remedy="Export the project again from the tool that made it.",
        ) from error


def _no_project() -> UnreadableSource:
    return UnreadableSource(
        "The file is XML, but no REFI-QDA project or codebook.",
        where="whole file",
        remedy="In your analysis tool choose the export called REFI-QDA project (qdpx) or codebook (qdc).",
    )
