"""Projects and codebooks for other qualitative analysis tools: REFI-QDA 1.0 files, `.qdpx` and `.qdc`.

Written as the standard has it: strict order of elements, no empty container, texts as UTF-8 with LF line ends and no
byte order mark, positions as code points with an exclusive end. The same project gives the same bytes.
"""

import io
import re
import zipfile
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid5

from domain.coded import Case, CodedProject, CodedText
from domain.codes import Code, Loss, Selection
from domain.evidence import Attributes

if TYPE_CHECKING:
    from lxml.etree import _Element

PROJECT_SPACE = "urn:QDA-XML:project:1.0"
CODEBOOK_SPACE = "urn:QDA-XML:codebook:1.0"

_OURS = UUID("6f0c1f5e-5a0e-4d64-9f6e-3b8f5d0f7a11")
"""The namespace of the GUIDs that we make: each follows from a name, so a second export says the same."""
_LONGEST_NAME = 250
_FIRST_MOMENT = (1980, 1, 1, 0, 0, 0)
"""What every entry of the zip is dated, so that equal projects are equal files."""
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def guid_of(*names: str) -> str:
    """Return the GUID that stands for something of ours, always the same for the same names."""
    return str(uuid5(_OURS, "\x1f".join(names)))


def project_file(project: CodedProject, *, made_at: str) -> tuple[bytes, list[Loss]]:
    """Return a project as a `.qdpx` file, and what the format could not hold. ``made_at`` is an ISO time in UTC."""
    writer = _Project(project, made_at)
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        _add(archive, "project.qde", writer.document())
        for text in (*project.texts, *project.memos):
            _add(archive, f"sources/{text.id}.txt", text.text.encode("utf-8", "replace"))
    return content.getvalue(), writer.losses


def codebook_file(codes: Sequence[Code], *, origin: str) -> bytes:
    """Return codes as a `.qdc` file. Raises ValueError without any: the format has no empty codebook."""
    if not codes:
        raise ValueError("A codebook file needs a code.")
    root = _root(CODEBOOK_SPACE, "CodeBook", origin=_clean(origin))
    _write_codes(_child(root, "Codes"), codes)
    return _serialised(root)


class _Project:
    def __init__(self, project: CodedProject, made_at: str) -> None:
        self.losses = _unwritable(project)
        self._project = project
        self._made_at = made_at
        marked = [selection for text in project.texts for selection in text.selections]
        self._users = {name: guid_of("user", name) for name in sorted({each.by for each in marked} - {""})}
        named = [text.attributes for text in project.texts] + [case.attributes for case in project.cases]
        self._variables = {name: guid_of("variable", name) for pairs in named for name, _ in pairs}

    def document(self) -> bytes:
        project = self._project
        root = _root(
            PROJECT_SPACE,
            "Project",
            name=_clean(project.name),
            origin=_clean(project.origin),
            creationDateTime=self._made_at,
        )
        if self._users:
            users = _child(root, "Users")
            for name, guid in self._users.items():
                _child(users, "User", guid=guid, name=_clean(name))
        if project.codes:
            _write_codes(_child(_child(root, "CodeBook"), "Codes"), project.codes)
        if self._variables:
            variables = _child(root, "Variables")
            for name, guid in self._variables.items():
                _child(variables, "Variable", guid=guid, name=_clean(name), typeOfVariable="Text")
        if project.cases:
            cases = _child(root, "Cases")
            for case in project.cases:
                self._write_case(cases, case)
        if project.texts:
            sources = _child(root, "Sources")
            for text in project.texts:
                self._write_text(sources, "TextSource", text)
        if project.memos:
            notes = _child(root, "Notes")
            for memo in project.memos:
                self._write_text(notes, "Note", memo)
        _describe(root, project.description)
        return _serialised(root)

    def _write_case(self, parent: "_Element", case: Case) -> None:
        element = _child(parent, "Case", guid=case.id, name=_clean(case.name))
        _describe(element, case.description)
        self._write_values(element, case.attributes)
        for text in case.texts:
            _child(element, "SourceRef", targetGUID=text)
        for selection in case.selections:
            _child(element, "SelectionRef", targetGUID=selection)

    def _write_text(self, parent: "_Element", tag: str, text: CodedText) -> None:
        element = _child(parent, tag, guid=text.id, name=_clean(text.name), plainTextPath=f"internal://{text.id}.txt")
        _describe(element, text.description)
        for selection in text.selections:
            self._write_selection(element, selection, text.text)
        for code in text.codes:
            self._write_coding(element, text.id, code, None)
        self._write_values(element, text.attributes)

    def _write_selection(self, parent: "_Element", selection: Selection, text: str) -> None:
        user = self._users.get(selection.by)
        element = _child(
            parent,
            "PlainTextSelection",
            guid=selection.id,
            name=_short(selection.span.of(text)),
            startPosition=str(selection.span.start),
            endPosition=str(selection.span.end),
            creationDateTime=self._made_at,
        )
        if user:
            element.set("creatingUser", user)
        _describe(element, selection.description)
        for code in selection.codes:
            self._write_coding(element, selection.id, code, user)

    def _write_coding(self, parent: "_Element", of: str, code: str, user: str | None) -> None:
        coding = _child(parent, "Coding", guid=guid_of("coding", of, code), creationDateTime=self._made_at)
        if user:
            coding.set("creatingUser", user)
        _child(coding, "CodeRef", targetGUID=code)

    def _write_values(self, parent: "_Element", attributes: Attributes) -> None:
        for name, value in attributes:
            element = _child(parent, "VariableValue")
            _child(element, "VariableRef", targetGUID=self._variables[name])
            _child(element, "TextValue").text = _clean(value)


def _write_codes(parent: "_Element", codes: Sequence[Code]) -> None:
    """Write codes under their parents, in their order; one whose parent is not there stands at the top."""
    known = {code.id for code in codes}
    below: dict[str | None, list[Code]] = defaultdict(list)
    for code in codes:
        below[code.parent if code.parent in known else None].append(code)
    written: set[str] = set()

    def write(element: "_Element", code: Code) -> None:
        written.add(code.id)
        made = _child(
            element, "Code", guid=code.id, name=_clean(code.name), isCodable="true" if code.is_codable else "false"
        )
        if code.colour:
            made.set("color", code.colour)
        _describe(made, code.description)
        for inner in below[code.id]:
            if inner.id not in written:
                write(made, inner)

    for code in (*below[None], *codes):
        if code.id not in written:
            write(parent, code)


def _unwritable(project: CodedProject) -> list[Loss]:
    texts = [*project.texts, *project.memos]
    characters = sum(len(_NOT_IN_XML.findall(value)) for value in _names(project))
    losses = []
    if characters:
        losses.append(Loss(what="control characters in names", count=characters, why="XML cannot hold them."))
    surrogates = sum(text.text.encode("utf-8", "replace").count(b"?") - text.text.count("?") for text in texts)
    if surrogates:
        losses.append(Loss(what="broken characters", count=surrogates, why="They are no Unicode text."))
    return losses


def _names(project: CodedProject) -> Iterable[str]:
    yield from (project.name, project.description)
    for code in project.codes:
        yield from (code.name, code.description)
    for text in (*project.texts, *project.memos):
        yield from (text.name, text.description, *(part for pair in text.attributes for part in pair))
        yield from (selection.description for selection in text.selections)
    for case in project.cases:
        yield from (case.name, case.description, *(part for pair in case.attributes for part in pair))


def _short(text: str) -> str:
    words = _clean(" ".join(text.split()))
    return words if len(words) <= _LONGEST_NAME else words[: _LONGEST_NAME - 1] + "…"


def _clean(text: str) -> str:
    return _NOT_IN_XML.sub("", text)


def _root(space: str, tag: str, **attributes: str) -> "_Element":
    from lxml import etree

    return etree.Element(f"{{{space}}}{tag}", attrib=attributes, nsmap={None: space})


def _child(parent: "_Element", tag: str, **attributes: str) -> Any:
    from lxml import etree

    space = etree.QName(parent).namespace
    return etree.SubElement(parent, f"{{{space}}}{tag}", attrib=attributes)


def _describe(parent: "_Element", description: str) -> None:
    if description.strip():
        _child(parent, "Description").text = _clean(description)


def _serialised(root: "_Element") -> bytes:
    from lxml import etree

    written: bytes = etree.tostring(root, xml_declaration=True, encoding="utf-8", pretty_print=True)
    return written


def _add(archive: zipfile.ZipFile, name: str, content: bytes) -> None:
    entry = zipfile.ZipInfo(name, date_time=_FIRST_MOMENT)
    entry.compress_type = zipfile.ZIP_DEFLATED
    archive.writestr(entry, content)
