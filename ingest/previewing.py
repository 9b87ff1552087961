"""One row of the "Add and check" table: a file as it would be saved, with nothing saved."""

from collections import Counter
from dataclasses import replace

from domain.catalogue import Catalogue
from domain.errors import NothingOpen, ThroughlineError, UnreadableSource
from domain.evidence import Refusal, SourceFile
from domain.ports import Masker
from domain.proposals import FileDescription, FileProposal, Finding, StagedFile
from domain.text import MaskedText, TextSpan
from ingest.canonical import Canonical
from ingest.glimpse import glimpse_of_name
from ingest.opening import Opening, open_file
from ingest.proposing import Described, propose
from ingest.reading import read_source
from ingest.shielding import Shield
from language.sentences import SentenceSplitter

PREVIEW_CHARACTERS = 20_000


def preview(  # the same facts that reading takes, and the staged file they are told for
    file: SourceFile,
    *,
    staged: StagedFile,
    said: FileDescription,
    masker: Masker | None,
    sentences: SentenceSplitter,
    known: Catalogue,
    opening: Opening = open_file,
) -> FileProposal:
    """Return what saving a file would keep, refuse and mask, and what is proposed where nobody said.

    A file that cannot be read has one refusal, for the whole file, and no preview. Raises nothing for it.
    ``opening`` is the way to open it.
    """
    try:
        opened = opening(file)
    except UnreadableSource as error:
        described = propose(file, said, known, seen=glimpse_of_name(file.name))
        tables = error.tables if isinstance(error, NothingOpen) else ()
        shield = Shield.over(masker, Canonical.of(()), title="", name=file.name, tables=tables)
        shown = tuple(map(shield.table, tables))
        return replace(_unreadable(staged, described, refusal_of(error)), tables=shown)
    described = propose(file, said, known, seen=opened.glimpse)
    source = read_source(
        file,
        study=described.study,
        about=described.about,
        masker=masker,
        sentences=sentences,
        known=known,
        said_by=described.description.participant,
        opened=opened,
    )
    masked = source.text.masked
    return FileProposal(
        file=staged,
        shown_name=source.shown_name,
        description=replace(described.description, study=source.study.title),
        organisation_basis=described.organisation_basis,
        observations=len(source.observations),
        refusals=source.refusals,
        warnings=described.warnings,
        redactions=redactions(masked),
        preview=masked.text[:PREVIEW_CHARACTERS],
        findings=tuple(finding for finding in _findings(masked) if finding.span.end <= PREVIEW_CHARACTERS),
        tables=source.tables,
    )


def refused(staged: StagedFile, said: FileDescription, known: Catalogue, refusal: Refusal) -> FileProposal:
    """Return the row of a file that could not be taken out of the archive it stood in."""
    name = SourceFile(name=staged.name, content=b"")
    return _unreadable(staged, propose(name, said, known, seen=glimpse_of_name(staged.name)), refusal)


def refusal_of(error: ThroughlineError) -> Refusal:
    """Return a file that cannot be read, or may not come back, as the one refusal it counts for."""
    return Refusal(where=error.where or "whole file", reason=error.problem, remedy=error.remedy)


def redactions(masked: MaskedText) -> tuple[tuple[str, int], ...]:
    """Return how many passages masking replaced, by type, types in alphabetical order."""
    return tuple(sorted(Counter(replacement.type for replacement in masked.replacements).items()))


def _unreadable(staged: StagedFile, described: Described, refusal: Refusal) -> FileProposal:
    return FileProposal(
        file=staged,
        shown_name=staged.name,
        description=described.description,
        organisation_basis=described.organisation_basis,
        refusals=(refusal,),
        warnings=described.warnings,
    )


def _findings(masked: MaskedText) -> list[Finding]:
    found, shift = [], 0
    for replacement in masked.replacements:
        start = replacement.span.start + shift
        span = TextSpan(start=start, end=start + len(replacement.placeholder))
        found.append(Finding(type=replacement.type, span=span))
        shift = span.end - replacement.span.end
    return found
