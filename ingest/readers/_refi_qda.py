"""Projects and codebooks of other qualitative analysis tools: what a REFI-QDA 1.0 file holds, and what we lose of it.

Read with the habits of the tools in mind: a project file of any name, folders in any case, GUIDs in braces, paths
without their prefix, a byte order mark, line ends counted as one or as two.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from domain.coded import Case, CodedProject, CodedText
from domain.codes import OBSERVATION, Code, Loss, Selection
from domain.evidence import Attributes
from ingest.readers._refi_places import Positions, place_of
from ingest.readers._refi_xml import (
    braceless,
    described,
    first,
    guid_from,
    guid_in,
    leads_elsewhere,
    named,
    root_of,
    tag_of,
    targets,
    within,
)

if TYPE_CHECKING:
    from lxml.etree import _Element

FileOf = Callable[[str], bytes | None]
"""Gives the bytes of a project's inner file by its name, or None when there is none."""

_VALUES = ("TextValue", "BooleanValue", "IntegerValue", "FloatValue", "DateValue", "DateTimeValue")
_COLOUR = re.compile(r"#([0-9a-fA-F]{6}|[0-9a-fA-F]{3})")
_LAYOUT = "the layout of texts"
_MISPLACED = "passages whose place is not in their text"
_SINGLE_CODERS = "who put on single codes"
_UNKNOWN_CODES = "codes that the codebook does not have"
TOLD_BY_EACH_TEXT = frozenset({_LAYOUT, _MISPLACED, _SINGLE_CODERS, _UNKNOWN_CODES})
"""What is lost of a text itself, so that it is told again where that text is read alone."""
_NOT_TEXT = {
    "PictureSource": ("pictures", "Only words are read; what a picture shows is read where it is described."),
    "AudioSource": ("sound recordings", "Only words are read; transcripts inside them are."),
    "VideoSource": ("films", "Only words are read; transcripts inside them are."),
}


def read_project(content: bytes, file_of: FileOf) -> tuple[CodedProject, list[Loss]]:
    """Return a project and what of it cannot be kept. Raises UnreadableSource for XML that is no project."""
    root = root_of(content, "Project")
    reading = _Reading(root, file_of)
    project = CodedProject(
        name=(root.get("name") or "").strip() or "Project",
        origin=(root.get("origin") or "").strip(),
        description=described(root),
        codes=reading.codes,
        texts=tuple(reading.texts()),
        cases=tuple(reading.cases()),
        memos=tuple(reading.memos()),
    )
    return project, reading.losses()


def read_codebook(content: bytes) -> tuple[list[Code], list[Loss]]:
    """Return the codes of a `.qdc` file, parents first, and what of it cannot be kept. Raises UnreadableSource."""
    root = root_of(content, "CodeBook")
    sets = [each for each in root if tag_of(each) == "Sets" for _ in each]
    losses = [Loss(what="sets of codes", count=len(sets), why="Codes are kept in one tree.")] if sets else []
    return list(_codes(root)), losses


def written_in(element: "_Element", file_of: FileOf) -> str | None:
    """Return the words of a text: those in the element, else its file's. None when it has none that can be read."""
    inline = first(element, "PlainTextContent")
    if inline is not None:
        return inline.text or ""
    path = (element.get("plainTextPath") or "").strip()
    if not path or leads_elsewhere(path):
        return None
    content = file_of(path.removeprefix("internal://").rpartition("/")[2])
    try:
        return None if content is None else content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return None


class _Reading:
    """One project being read; counts what it leaves out."""

    def __init__(self, root: "_Element", file_of: FileOf) -> None:
        self._root = root
        self._file_of = file_of
        self._lost: Counter[tuple[str, str]] = Counter()
        self._users = {guid_in(user): (user.get("name") or "").strip() for user in within(root, "Users", "User")}
        self._variables = {
            guid_in(each): (each.get("name") or "").strip() for each in within(root, "Variables", "Variable")
        }
        self.codes = tuple(_codes(first(root, "CodeBook")))
        self._known_codes = {OBSERVATION.id, *(code.id for code in self.codes)}
        self._lose_beside()

    def _lose_beside(self) -> None:
        """Count what stands in no text."""
        root = self._root
        for name, why in (
            ("Sets", "Members keep their codes; the grouping is not kept."),
            ("Links", "Links between passages are not kept."),
            ("Graphs", "Drawings are not kept."),
        ):
            self._lose(name.lower(), why, sum(len(each) for each in root if tag_of(each) == name))
        typed = [each for each in within(root, "Variables", "Variable") if each.get("typeOfVariable", "Text") != "Text"]
        self._lose("types of variables", "Their values are kept as text.", len(typed))
        notes = sum(tag_of(each) == "NoteRef" for each in root.iter())
        self._lose("links of notes to what they are about", "Notes are kept as texts of their own.", notes)

    def losses(self) -> list[Loss]:
        return [Loss(what=what, count=count, why=why) for (what, why), count in sorted(self._lost.items())]

    def texts(self) -> Iterator[CodedText]:
        for source in (each for sources in named(self._root, "Sources") for each in sources):
            tag = tag_of(source)
            if tag == "TextSource":
                yield from self._text(source)
            elif tag == "PDFSource":
                yield from self._pdf(source)
            elif tag in _NOT_TEXT:
                what, why = _NOT_TEXT[tag]
                self._lose(what, why)
                marked = [each for each in source if tag_of(each) == tag.replace("Source", "Selection")]
                self._lose(f"marked parts of {what}", "Codes are kept on words.", len(marked))
                for transcript in named(source, "Transcript"):
                    yield from self._text(transcript, name=source.get("name"), selected_as="TranscriptSelection")
                for words in named(source, "TextDescription"):
                    yield from self._text(words, name=source.get("name"), values=source)

    def memos(self) -> Iterator[CodedText]:
        for note in within(self._root, "Notes", "Note"):
            yield from self._text(note)

    def cases(self) -> Iterator[Case]:
        for case in within(self._root, "Cases", "Case"):
            coded = len(list(named(case, "CodeRef")))
            self._lose("codes on cases", "Codes are kept on texts and passages.", coded)
            self._lose("descriptions of cases", "What is known of them is kept as variables.", bool(described(case)))
            if first(case, "SourceRef") is None and first(case, "SelectionRef") is None:
                self._lose("cases without a text", "People are kept with what they said.")
            yield Case(
                id=guid_in(case),
                name=(case.get("name") or "").strip() or "Case",
                description=described(case),
                attributes=self._attributes(case),
                texts=tuple(targets(case, "SourceRef")),
                selections=tuple(targets(case, "SelectionRef")),
            )

    def _pdf(self, source: "_Element") -> Iterator[CodedText]:
        shown = list(named(source, "Representation"))
        as_words = {guid_in(each) for text in shown for each in named(text, "PlainTextSelection")}
        areas = [each for each in named(source, "PDFSelection") if guid_in(each) not in as_words]
        self._lose("marked areas of PDF pages", "An area of a page is no passage of text.", len(areas))
        if not shown:
            self._lose("codes on PDF files without their text", "A PDF file in the project is read like any other.")
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
        text = Positions(raw)
        if element.get("richTextPath"):
            self._lose(_LAYOUT, "Words are kept; fonts and pictures are not.")
        yield CodedText(
            id=guid_in(element),
            name=(name or element.get("name") or "").strip() or "Text",
            text=text.text,
            selections=tuple(self._selections(element, text, selected_as)),
            codes=self._codings(element),
            description=described(element),
            attributes=self._attributes(values if values is not None else element),
        )

    def _raw(self, element: "_Element") -> str | None:
        words = written_in(element, self._file_of)
        if words is None:
            path = (element.get("plainTextPath") or "").strip()
            if leads_elsewhere(path):
                self._lose(
                    "texts outside the project file", "Paths to other places are not followed: put the text inside."
                )
            else:
                self._lose(
                    "texts that are not in the project file, or not in UTF-8", "Export the project again with sources."
                )
        return words

    def _selections(self, element: "_Element", text: Positions, tag: str) -> Iterator[Selection]:
        marked = [*named(element, tag), *(named(element, "PlainTextSelection") if tag != "PlainTextSelection" else ())]
        points = {guid_in(each): each.get("position") or "" for each in named(element, "SyncPoint")}
        places = text.spans([place_of(each, points) for each in marked])
        taken: set[str] = set()
        for at, (selected, span) in enumerate(zip(marked, places, strict=True)):
            if span is None:
                self._lose(_MISPLACED, "Their positions reach past the text's end.")
                continue
            by = braceless(selected.get("creatingUser") or "")
            others = [
                each for each in named(selected, "Coding") if braceless(each.get("creatingUser") or "") not in {"", by}
            ]
            self._lose(_SINGLE_CODERS, "Who marked the passage is kept.", len(others))
            own = guid_in(selected)
            identifier = own if own and own not in taken else guid_from(guid_in(element), own, str(at))
            taken.add(identifier)
            yield Selection(
                id=identifier,
                span=span,
                codes=self._codings(selected),
                description=described(selected),
                by=self._users.get(by, ""),
            )

    def _codings(self, element: "_Element") -> tuple[str, ...]:
        """Return the codes on an element, each once; those that nobody defined are counted as lost."""
        put = dict.fromkeys(target for coding in named(element, "Coding") for target in targets(coding, "CodeRef"))
        self._lose(_UNKNOWN_CODES, "A code without a name cannot be kept.", len(put.keys() - self._known_codes))
        return tuple(code for code in put if code in self._known_codes)

    def _attributes(self, element: "_Element") -> Attributes:
        found = []
        for value in named(element, "VariableValue"):
            name = next((self._variables.get(target, "") for target in targets(value, "VariableRef")), "")
            words = next(((each.text or "").strip() for each in value if tag_of(each) in _VALUES), "")
            if name and words:
                found.append((name, words))
        return tuple(found)

    def _lose(self, what: str, why: str, count: int = 1) -> None:
        if count:
            self._lost[what, why] += count


def _codes(codebook: "_Element | None", parent: str | None = None) -> Iterator[Code]:
    holders = named(codebook, "Codes") if codebook is not None and parent is None else iter([codebook])
    for holder in holders:
        for code in named(holder, "Code"):
            colour = (code.get("color") or "").strip()
            made = Code(
                id=guid_in(code),
                name=(code.get("name") or "").strip() or "Code",
                description=described(code),
                parent=parent,
                colour=_long_colour(colour) if _COLOUR.fullmatch(colour) else None,
                is_codable=(code.get("isCodable") or "true").strip().lower() not in {"false", "0"},
            )
            yield made
            yield from _codes(code, made.id)


def _long_colour(colour: str) -> str:
    digits = colour[1:] if len(colour) == len("#rrggbb") else "".join(2 * digit for digit in colour[1:])
    return f"#{digits.upper()}"
