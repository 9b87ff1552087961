"""Projects of other analysis tools (REFI-QDA, `.qdpx`): taken apart into their texts, each with all that is on it."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from copy import deepcopy
from typing import TYPE_CHECKING
from zipfile import ZipFile

from domain.codes import Loss
from domain.errors import UnreadableSource
from domain.evidence import Refusal, SourceFile
from domain.files import RefusedMember, Sight
from domain.limits import Limits
from ingest.readers._content import read_within, unpacked
from ingest.readers._nature import UNPACKING_ERRORS
from ingest.readers._refi_qda import TOLD_BY_EACH_TEXT, read_project, written_in
from ingest.readers._refi_xml import (
    described,
    first,
    guid_in,
    leads_elsewhere,
    marking_of,
    named,
    root_of,
    tag_of,
    targets,
)

if TYPE_CHECKING:
    from lxml.etree import _Element

_KEPT_WITH_EACH = ("Users", "CodeBook", "Variables")
_SEPARATORS = re.compile(r"[/\\:\x00-\x1f]+")
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


class QdpxContainer:
    """Takes a project apart into project files of one text each, so that each has a row and an account of its own."""

    suffixes = frozenset({".qdpx"})

    def recognises(self, seen: Sight) -> bool:
        """Tell whether the archive has one project file at its top, and beside it nothing but its sources."""
        beside = {part for part in seen.parts if not part.casefold().startswith("sources/")}
        projects = {part for part in beside if _is_project(part)}
        return len(projects) == 1 and (seen.suffix in self.suffixes or beside == projects)

    def members(self, source: SourceFile, limits: Limits) -> Iterator[SourceFile | RefusedMember]:
        """Yield texts in the project's order, documents that it holds as files, then what it holds and we lose."""
        archive = unpacked(source, limits)
        (name,) = [part for part in archive.namelist() if _is_project(part)]
        content = _part(archive, name, limits)
        inner = {part.rpartition("/")[2].casefold(): part for part in archive.namelist()}

        def file_of(name: str) -> bytes | None:
            part = inner.get(name.casefold())
            return None if part is None else _part(archive, part, limits)

        _, losses = read_project(content, file_of)
        yield from _texts(root_of(content, "Project"), file_of)
        for loss in losses:
            if loss.what not in TOLD_BY_EACH_TEXT:
                yield _lost(name, loss)


def _is_project(part: str) -> bool:
    return part.casefold().endswith(".qde") and "/" not in part


def _part(archive: ZipFile, name: str, limits: Limits) -> bytes:
    try:
        with archive.open(name) as part:
            return read_within(part, limits.source_bytes)
    except UNPACKING_ERRORS as error:
        raise UnreadableSource(
            "The project is damaged: a part of it cannot be unpacked.",
            where="whole file",
            remedy="Export it again from the tool that made it.",
        ) from error


def _lost(where: str, loss: Loss) -> RefusedMember:
    return RefusedMember(
        name=loss.what, refusal=Refusal(where=where, reason=f"{loss.what}: {loss.count}", remedy=loss.why)
    )


def _texts(root: "_Element", file_of: Callable[[str], bytes | None]) -> Iterator[SourceFile]:
    names: Counter[str] = Counter()
    sources = [each for holder in named(root, "Sources") for each in holder]
    notes = [each for holder in named(root, "Notes") for each in named(holder, "Note")]
    for source in (*sources, *notes):
        if (pages := _pages(source, file_of)) is not None:
            yield SourceFile(name=_free(_name(source), ".pdf", names), content=pages)
        for text in _text_elements(source):
            if (words := written_in(text, file_of)) is not None and words.strip():
                yield SourceFile(name=_free(_name(source), ".qde", names), content=_alone(root, source, text, words))


def _text_elements(source: "_Element") -> Iterator["_Element"]:
    """Yield what of a source is text: itself, a PDF's words, the transcripts of a recording, what a picture shows."""
    if tag_of(source) in {"TextSource", "Note"}:
        yield source
    else:
        yield from (each for tag in ("Representation", "Transcript", "TextDescription") for each in named(source, tag))


def _alone(root: "_Element", source: "_Element", text: "_Element", words: str) -> bytes:
    """Return a project of this one text, its words in it, with the codes, people and variables of the whole.

    Of the description only our marking is kept: the rest may tell of people whose texts are others.
    """
    from lxml import etree

    space = etree.QName(root).namespace
    project = etree.Element(root.tag, attrib=dict(root.attrib), nsmap={None: space})
    for child in root:
        if tag_of(child) in _KEPT_WITH_EACH:
            project.append(deepcopy(child))
    if marking := marking_of(root.get("origin") or "", described(root)):
        etree.SubElement(project, f"{{{space}}}Description").text = marking
    _add_cases(project, root, {guid_in(text), guid_in(source), *(guid_in(each) for each in text)})
    sources = etree.SubElement(project, f"{{{space}}}Sources")
    copied = etree.SubElement(sources, f"{{{space}}}TextSource", guid=text.get("guid") or "", name=_name(source))
    etree.SubElement(copied, f"{{{space}}}PlainTextContent").text = _NOT_IN_XML.sub("\ufffd", words)
    for child in text:
        if tag_of(child) != "PlainTextContent":
            kept = deepcopy(child)
            if tag_of(kept) == "TranscriptSelection":
                kept.tag = f"{{{space}}}PlainTextSelection"
            copied.append(kept)
    if text is not source:
        for value in named(source, "VariableValue"):
            copied.append(deepcopy(value))
    _take_out_told(project)
    return bytes(etree.tostring(project, xml_declaration=True, encoding="utf-8"))


def _take_out_told(project: "_Element") -> None:
    """Take out what the whole project tells as lost, so that each of its texts does not tell it again."""
    for element in [each for each in project.iter() if tag_of(each) in {"NoteRef", "Variable", "Case"}]:
        tag, parent = tag_of(element), element.getparent()
        if tag == "NoteRef" and parent is not None:
            parent.remove(element)
        elif tag == "Variable":
            element.set("typeOfVariable", "Text")
        for lost in [each for each in element if tag == "Case" and tag_of(each) in {"Description", "CodeRef"}]:
            element.remove(lost)


def _add_cases(project: "_Element", root: "_Element", known: set[str]) -> None:
    """Add the cases that point to one of these GUIDs."""
    from lxml import etree

    cases = [case for holder in named(root, "Cases") for case in named(holder, "Case")]
    own = [case for case in cases if known.intersection((*targets(case, "SourceRef"), *targets(case, "SelectionRef")))]
    if own:
        holder = etree.SubElement(project, f"{{{etree.QName(root).namespace}}}Cases")
        holder.extend(deepcopy(case) for case in own)


def _pages(source: "_Element", file_of: Callable[[str], bytes | None]) -> bytes | None:
    """Return the PDF file of a source whose words are not given beside it; None of any other source."""
    path = source.get("path") or ""
    if tag_of(source) != "PDFSource" or first(source, "Representation") is not None or leads_elsewhere(path):
        return None
    return file_of(path.removeprefix("internal://").rpartition("/")[2])


def _name(source: "_Element") -> str:
    return " ".join(_SEPARATORS.sub(" ", source.get("name") or "").split()) or "Text"


def _free(name: str, suffix: str, taken: Counter[str]) -> str:
    """Return a name that no other member has."""
    taken[name.casefold() + suffix] += 1
    number = taken[name.casefold() + suffix]
    return f"{name}{suffix}" if number == 1 else f"{name} ({number}){suffix}"
