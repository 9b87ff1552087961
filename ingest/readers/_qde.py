"""One text of a REFI-QDA project with the codes and selections that people put on it in another tool."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from domain.coded import UNKNOWN_PARTICIPANT, Case, CodedProject, CodedText
from domain.codes import OBSERVATION, PROPOSED, Code, Selection, described_place
from domain.errors import UnreadableSource
from domain.evidence import Attributes, Fact, Passage, PassageRole, Refusal, SourceFile
from domain.files import Sight
from domain.limits import Limits
from domain.text import TextSpan
from ingest.readers._refi_qda import read_project
from ingest.readers._refi_xml import OURS, marking_of

_SPACE = "urn:QDA-XML:project:"
_LINE = re.compile(r"[^\n]+")
_PARAGRAPH = re.compile(r"[^\n]+(?:\n[^\n]+)*")


class QdeReader:
    """Reads a project file whose texts stand in it; a whole project (qdpx) is taken apart into such files first."""

    suffixes = frozenset({".qde"})
    media_type = "application/x-refi-qda+xml"
    is_text = False

    def recognises(self, seen: Sight) -> bool:
        """Tell whether the text is a project by its name space."""
        return seen.is_text and _SPACE in seen.start

    def read(self, source: SourceFile, limits: Limits) -> Iterator[Passage | Refusal | Fact | Code]:
        """Yield facts, codes, passages with their selections, and what of it is lost. Raises UnreadableSource."""
        project, losses = read_project(source.content, lambda name: None)
        texts = [*project.texts, *project.memos]
        if not any(text.text.strip() for text in texts):
            raise UnreadableSource(
                "No text of this project can be read here.",
                where="Sources",
                remedy=losses[0].why if losses else "Export the project again with its sources.",
            )
        yield from _facts(texts)
        yield Fact(name="title", value=project.name)
        if marking := marking_of(project.origin, project.description):
            yield Fact(name="marking", value=marking)
        machine = _machine_codes(project)
        yield from (code for code in project.codes if code.id not in machine)
        for text in texts:
            yield from _Text(project, text, machine).passages()
        for loss in losses:
            yield Refusal(where="the project", reason=f"{loss.what}: {loss.count}", remedy=loss.why)


def _machine_codes(project: CodedProject) -> frozenset[str]:
    """Return the codes that Throughline itself wrote: they are made anew here and not taken over."""
    if not project.origin.startswith(OURS):
        return frozenset()
    return frozenset({OBSERVATION.id, PROPOSED.id, *(code.id for code in project.codes if code.parent == PROPOSED.id)})


def _without(selection: Selection, codes: frozenset[str]) -> Selection:
    return replace(selection, codes=tuple(code for code in selection.codes if code not in codes))


def _facts(texts: Sequence[CodedText]) -> Iterator[Fact]:
    for text in texts:
        yield from (Fact(name=name, value=value) for name, value in text.attributes)


class _Text:
    def __init__(self, project: CodedProject, text: CodedText, machine: frozenset[str]) -> None:
        self._text = text
        self._is_ours = project.origin.startswith(OURS)
        self._cases = project.cases
        by_people = [_without(each, machine) for each in text.selections if not each.codes or set(each.codes) - machine]
        whole = [_of_all(text)] if text.codes and text.text else []
        self._selections = [*whole, *by_people]
        self._observations = [each for each in text.selections if OBSERVATION.id in each.codes]

    def passages(self) -> Iterator[Passage]:
        if about := self._text.description.strip():
            yield Passage(text=about, locator="description of the text", role=PassageRole.CAPTION)
        for number, found in enumerate((_PARAGRAPH if self._is_ours else _LINE).finditer(self._text.text), start=1):
            words = found[0].strip()
            if not words:
                continue
            start = found.start() + found[0].index(words)
            yield self._passage(TextSpan(start=start, end=start + len(words)), number)

    def _passage(self, span: TextSpan, number: int) -> Passage:
        case = self._case(span)
        place = f"{'paragraph' if self._is_ours else 'line'} {number}"
        known = Passage(
            text=span.of(self._text.text),
            locator=place,
            participant=case.name if case and case.name != UNKNOWN_PARTICIPANT else None,
            attributes=self._known(case),
            selections=tuple(_parts(self._selections, span)),
        )
        if not self._is_ours:
            return known
        marked = list(_parts(self._observations, span))
        locator, headings = described_place(marked[0].description) if marked else ("", ())
        return replace(
            known,
            locator=locator or place,
            headings=headings,
            marked=tuple(each.span for each in marked),
            role=PassageRole.BODY if marked else PassageRole.CAPTION,
        )

    def _known(self, case: Case | None) -> Attributes:
        """Return what is known of whose words they are; tools without cases keep it with the text."""
        told = case.attributes if case else ()
        if self._is_ours:
            return told
        names = {name for name, _ in told}
        return (*told, *(pair for pair in self._text.attributes if pair[0] not in names))

    def _case(self, span: TextSpan) -> Case | None:
        """Return whose a passage is: who has a selection in it, or else the text as a whole."""
        inside = {each.id for each in _parts(self._text.selections, span)}
        own = next((case for case in self._cases if inside.intersection(case.selections)), None)
        return own or next((case for case in self._cases if self._text.id in case.texts), None)


def _of_all(text: CodedText) -> Selection:
    return Selection(id=text.id, span=TextSpan(start=0, end=len(text.text)), codes=text.codes)


def _parts(selections: Sequence[Selection], span: TextSpan) -> Iterator[Selection]:
    """Yield what of the selections lies in a span of their text, with spans that begin at its start."""
    for each in selections:
        start, end = max(each.span.start, span.start), min(each.span.end, span.end)
        if start < end:
            yield replace(each, span=TextSpan(start=start - span.start, end=end - span.start))
