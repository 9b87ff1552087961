"""PowerPoint presentations: slides with their notes, tables and comments, and boards of sticky notes."""

import re
import zipfile
from collections.abc import Iterator, Sequence
from typing import Any

from domain.evidence import Passage, Refusal, SourceFile
from domain.files import Sight
from domain.limits import Limits
from ingest.readers._content import check_count, unpacked
from ingest.readers._drawing import A, diagram_words, paragraphs_of
from ingest.readers._flow import Block, BlockKind, passages_of, row_of
from ingest.readers._nature import damaged
from ingest.readers._package import Relation, relations_of
from ingest.readers._pptx_shapes import P, Place, Shape, places_of, shapes_of
from ingest.readers._wording import is_label, tidy
from ingest.readers._xml import part_of

_PRESENTATION = "ppt/presentation.xml"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_TITLES = frozenset({"title", "ctrTitle"})
_NUMBERS = frozenset({"sldNum", "dt"})
_EDGES = frozenset({"ftr", "hdr"})
_LONGEST_NOTE_WORDS = 40
_FEWEST_NOTES_OF_A_CLUSTER = 2
_SLIDE_LEVEL, _CLUSTER_LEVEL = 1, 2
_ORDINARY_NAME = re.compile(r"\w+ \d+$")
"""Names such as "Group 4", which the program gives by itself."""


class PptxReader:
    """Reads a presentation. A slide's title stands above what is on it; a drawn shape is a note and stays whole.

    Groups of notes stand under the text box that names them. Speaker notes and comments follow their slide.
    """

    suffixes = frozenset({".pptx", ".pptm", ".ppsx", ".potx"})
    media_type = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
    is_text = False

    def recognises(self, seen: Sight) -> bool:
        """Tell whether the archive has a presentation in it."""
        return _PRESENTATION in seen.parts

    def read(self, source: SourceFile, limits: Limits) -> Iterator[Passage | Refusal]:
        """Yield slide after slide. Raises UnreadableSource for a damaged file, or one of too many slides."""
        archive = unpacked(source, limits)
        yield from passages_of(_Presentation(archive, limits).blocks())


class _Presentation:
    """One pass over the slides. Slides and tables are counted from 1."""

    def __init__(self, archive: zipfile.ZipFile, limits: Limits) -> None:
        self.archive = archive
        self.limits = limits
        self.tables = 0
        self.cells = 0
        self.edges: set[str] = set()
        self.layouts: dict[str, dict[str, Place]] = {}

    def blocks(self) -> Iterator[Block | Refusal]:
        """Yield everything on the slides, in their order."""
        root, relations = part_of(self.archive, _PRESENTATION), relations_of(self.archive, _PRESENTATION)
        if root is None:
            raise damaged()
        slides = [relations.get(each.get(f"{_R}id") or "") for each in root.iter(f"{P}sldId")]
        check_count(len(slides), self.limits.pages, what="slides")
        for number, slide in enumerate(slides, start=1):
            yield Block(text="", place="-", kind=BlockKind.END, level=_SLIDE_LEVEL)
            if slide is not None:
                yield from self._slide(slide.target, f"slide {number}")

    def _slide(self, part: str, place: str) -> Iterator[Block | Refusal]:
        root, relations = part_of(self.archive, part), relations_of(self.archive, part)
        tree = None if root is None else root.find(f"{P}cSld/{P}spTree")
        if tree is None:
            raise damaged()
        shapes = shapes_of(tree, self._layout(relations))
        titles = [shape for shape in shapes if shape.placeholder in _TITLES]
        for shape in titles:
            if words := " ".join(" ".join(shape.paragraphs).split()):
                yield Block(text=words, place=place, kind=BlockKind.HEADING, level=_SLIDE_LEVEL)
        told = [each for shape in shapes if shape not in titles for each in self._shape(shape, place, relations)]
        yield from told
        if not any(shape.paragraphs for shape in titles) and not told and tree.find(f".//{P}pic") is not None:
            yield Refusal(
                where=place,
                reason="a slide without text",
                remedy="It looks like a picture: type out what it says, or run text recognition on it.",
            )
        yield from self._beside(place, relations)

    def _layout(self, relations: dict[str, Relation]) -> dict[str, Place]:
        """Return the places of placeholders that the slide's layout, or else its master, gives."""
        layout = next((each.target for each in relations.values() if each.kind == "slideLayout"), "")
        if layout and layout not in self.layouts:
            root = part_of(self.archive, layout)
            own = {} if root is None else places_of(root)
            masters = (
                each.target for each in relations_of(self.archive, layout).values() if each.kind == "slideMaster"
            )
            master = part_of(self.archive, next(masters, ""))
            self.layouts[layout] = {**({} if master is None else places_of(master)), **own}
        return self.layouts.get(layout, {})

    def _shape(
        self, shape: Shape, place: str, relations: dict[str, Relation], *, grouped: bool = False
    ) -> Iterator[Block | Refusal]:
        if shape.kind == "grpSp":
            yield from self._group(shape, place, relations)
        elif shape.kind == "graphicFrame":
            yield from self._frame(shape, place, relations)
        elif shape.kind == "pic":
            yield from self._picture(shape, place)
        elif shape.placeholder in _EDGES:
            yield from self._edge(shape, place)
        elif shape.placeholder not in _NUMBERS:
            yield from _words(shape, place, grouped=grouped)

    def _group(self, group: Shape, place: str, relations: dict[str, Relation]) -> Iterator[Block | Refusal]:
        """Yield a group's shapes; under a heading when a text box in it, or its own name, says what they are."""
        heading = _heading_of(group)
        title = " ".join(heading.paragraphs) if heading else _own_name(group)
        if title:
            yield Block(text=title, place=place, kind=BlockKind.HEADING, level=_CLUSTER_LEVEL)
        for shape in group.inner:
            if shape is not heading:
                yield from self._shape(shape, place, relations, grouped=True)
        if title:
            yield Block(text="", place="-", kind=BlockKind.END, level=_CLUSTER_LEVEL)

    def _edge(self, shape: Shape, place: str) -> Iterator[Block]:
        words = " ".join(shape.paragraphs)
        if words and words not in self.edges:
            self.edges.add(words)
            yield Block(text=words, place=place, kind=BlockKind.CONTEXT)

    def _picture(self, shape: Shape, place: str) -> Iterator[Block | Refusal]:
        if shape.description:
            yield Block(text=shape.description, place=place, kind=BlockKind.CONTEXT)
        if any(True for _ in shape.element.iter(f"{A}videoFile", f"{A}audioFile")):
            yield Refusal(
                where=place,
                reason="a recording, which is not read",
                remedy="Have it written out, and add the transcript (vtt, srt, docx or txt).",
            )

    def _frame(self, shape: Shape, place: str, relations: dict[str, Relation]) -> Iterator[Block | Refusal]:
        for table in shape.element.iter(f"{A}tbl"):
            yield from self._table(table, place)
        pointed = {value for each in shape.element.iter() for name, value in each.attrib.items() if name.startswith(_R)}
        for relation in (relations[each] for each in sorted(pointed) if each in relations):
            root = part_of(self.archive, relation.target) if relation.kind in {"chart", "diagramData"} else None
            if root is not None and relation.kind == "chart":
                yield from _chart(root, place)
            elif root is not None:
                for words in diagram_words(root):
                    yield Block(text=words, place=place, kind=BlockKind.ITEM)
            elif relation.kind in {"oleObject", "package"}:
                yield Refusal(
                    where=place,
                    reason="a file inside the slide, which is not read",
                    remedy="Open it there, save it as a file of its own, then add that.",
                )

    def _table(self, table: Any, place: str) -> Iterator[Block]:
        self.tables += 1
        rows = list(table.iter(f"{A}tr"))
        for number, row in enumerate(rows, start=1):
            cells = list(row.iter(f"{A}tc"))
            self.cells += len(cells)
            check_count(self.cells, self.limits.cells, what="cells")
            texts = [" ".join(" ".join(paragraphs_of(cell.find(f"{A}txBody"))).split()) for cell in cells]
            for block in row_of(texts, table=self.tables, number=number, rows=len(rows)):
                yield Block(text=block.text, place=f"{place}, {block.place}", kind=block.kind, table=block.table)

    def _beside(self, place: str, relations: dict[str, Relation]) -> Iterator[Block]:
        """Yield the speaker notes and the comments of a slide."""
        comments = 0
        for relation in relations.values():
            root = part_of(self.archive, relation.target) if relation.kind in {"notesSlide", "comments"} else None
            if root is None:
                continue
            if relation.kind == "notesSlide":
                yield from _notes(root, place)
                continue
            for words in _comments(root):
                comments += 1
                yield Block(text=words, place=f"{place}, comment {comments}")


def _notes(root: Any, place: str) -> Iterator[Block]:
    tree = root.find(f"{P}cSld/{P}spTree")
    for shape in () if tree is None else shapes_of(tree, {}):
        if shape.placeholder == "body":
            for words in shape.paragraphs:
                yield Block(text=words, place=f"{place}, notes")


def _words(shape: Shape, place: str, *, grouped: bool) -> Iterator[Block]:
    """Yield a drawn shape, or one in a group, as one note; other texts paragraph by paragraph."""
    paragraphs = shape.paragraphs
    if not shape.placeholder and (grouped or not shape.is_text_box) and paragraphs:
        words = "\n".join(paragraphs)
        yield Block(text=words, place=place, whole=len(words.split()) <= _LONGEST_NOTE_WORDS)
        return
    for number, words in enumerate(paragraphs):
        is_item = len(paragraphs) > 1 and shape.placeholder in {"body", "obj"} and number > 0
        yield Block(text=words, place=place, kind=BlockKind.ITEM if is_item else BlockKind.PARAGRAPH)


def _heading_of(group: Shape) -> Shape | None:
    """Return the text box that names the notes of a group; None when none does."""
    boxes = [shape for shape in group.inner if shape.is_text_box and shape.paragraphs]
    notes: Sequence[Shape] = [
        shape for shape in group.inner if shape not in boxes and (shape.paragraphs or shape.inner)
    ]
    if len(boxes) != 1 or len(notes) < _FEWEST_NOTES_OF_A_CLUSTER:
        return None
    return boxes[0] if is_label(" ".join(boxes[0].paragraphs)) else None


def _own_name(group: Shape) -> str:
    """Return the name that a person gave a group; empty for one that the program made up."""
    named = group.element.find(f"{P}nvGrpSpPr/{P}cNvPr")
    name = "" if named is None else tidy(named.get("name") or "")
    return "" if not any(map(str.isalpha, name)) or _ORDINARY_NAME.match(name) else name


def _chart(root: Any, place: str) -> Iterator[Block]:
    """Yield the words of a chart, each once: its title, its series, its categories."""
    words = [tidy(each.text or "") for each in root.iter() if str(each.tag).rpartition("}")[2] in {"t", "v"}]
    worded = dict.fromkeys(word for word in words if any(map(str.isalpha, word)))
    if worded:
        yield Block(text="; ".join(worded), place=f"{place}, chart", kind=BlockKind.CONTEXT)


def _comments(root: Any) -> Iterator[str]:
    """Yield the words of each comment, in the old form and in that of threads with answers."""
    for each in root.iter():
        name = str(each.tag).rpartition("}")[2]
        if name == "text" and tidy(each.text or ""):
            yield tidy(each.text)
        elif name == "txBody" and (words := "\n".join(paragraphs_of(each))):
            yield words
