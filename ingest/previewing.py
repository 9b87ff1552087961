"""One row of the "Add and check" table: a file as it would be saved, with nothing saved."""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from typing import TypeAlias

from domain.asking import NO_SIGNS
from domain.catalogue import Catalogue
from domain.errors import NothingOpen, ThroughlineError, UnreadableSource, Withdrawn
from domain.evidence import ReadSource, Refusal, SourceFile, Study
from domain.masking import KEPT
from domain.ports import Masker
from domain.proposals import FileDescription, FileProposal, Finding, StagedFile
from domain.text import MaskedText, TextSpan
from ingest._identifying import identifying_phrases
from ingest.canonical import Canonical
from ingest.glimpse import glimpse_of_name
from ingest.opening import Opening, open_file
from ingest.proposing import Described, propose
from ingest.reading import read_source
from ingest.shielding import Choices, Shield
from ingest.signs import HoldersOf, signs_of
from language.sentences import SentenceSplitter

MaskingOf: TypeAlias = Callable[[Study], tuple[Masker | None, Choices]]
"""What masking knows of a study and what people chose for the file."""


def preview(  # noqa: PLR0913 - each argument is one fact of the check; a bundle would only hide them
    file: SourceFile,
    *,
    staged: StagedFile,
    said: FileDescription,
    masker: Masker | None = None,
    masking: MaskingOf | None = None,
    sentences: SentenceSplitter,
    known: Catalogue,
    opening: Opening = open_file,
    holders_of: HoldersOf | None = None,
    as_allowed: Callable[[ReadSource], ReadSource] = lambda source: source,
) -> FileProposal:
    """Return what saving a file would keep, refuse and mask, and what is proposed where nobody said.

    A file that cannot be read has one refusal, for the whole file, and no preview. Raises nothing for it.
    ``opening`` is the way to open it. ``masking`` gives the masker for the study that is proposed, with what people
    chose; ``masker`` is one for any study. ``holders_of`` tells which stored studies hold the same passages.
    ``as_allowed`` leaves out whoever withdrew, or raises Withdrawn: the text stays that of the file.
    """
    try:
        opened = opening(file)
    except UnreadableSource as error:
        described = propose(file, said, known, seen=glimpse_of_name(file.name))
        of_study, _ = masking(described.study) if masking else (masker, Choices())
        return _not_opened(staged, described, error, of_study)
    described = propose(file, said, known, seen=opened.glimpse)
    of_study, choices = masking(described.study) if masking else (masker, Choices())
    source = read_source(
        file,
        study=described.study,
        about=described.about,
        masker=of_study,
        sentences=sentences,
        known=known,
        said_by=described.description.participant,
        opened=opened,
        choices=choices,
    )
    masked = source.text.masked
    try:
        kept = as_allowed(source)
    except Withdrawn as error:
        return replace(_unreadable(staged, described, refusal_of(error)), shown_name=source.shown_name)
    withdrawn = (told_of_withdrawn(kept.left_out.observations),) if kept.left_out else ()
    return FileProposal(
        file=staged,
        shown_name=source.shown_name,
        description=replace(described.description, study=source.study.title),
        organisation_basis=described.organisation_basis,
        observations=len(kept.observations),
        refusals=kept.refusals,
        warnings=(*described.warnings, *opened.told, *withdrawn),
        redactions=redactions(masked),
        tables=source.tables,
        text=source.text.canonical,
        findings=tuple(_findings(masked, source.text.canonical)),
        signs=NO_SIGNS if kept.left_out else signs_of(said, described, opened, source, holders_of),
    )


def _not_opened(
    staged: StagedFile, described: Described, error: UnreadableSource, masker: Masker | None
) -> FileProposal:
    """Return the row of a file that cannot be read, with the tables that only wait for somebody to map them."""
    tables = error.tables if isinstance(error, NothingOpen) else ()
    shield = Shield.over(masker, Canonical.of(()), title="", name=staged.name, tables=tables)
    return replace(_unreadable(staged, described, refusal_of(error)), tables=tuple(map(shield.table, tables)))


def refused(staged: StagedFile, said: FileDescription, known: Catalogue, refusal: Refusal) -> FileProposal:
    """Return the row of a file that could not be taken out of the archive it stood in."""
    name = SourceFile(name=staged.name, content=b"")
    return _unreadable(staged, propose(name, said, known, seen=glimpse_of_name(staged.name)), refusal)


def refusal_of(error: ThroughlineError) -> Refusal:
    """Return a file that cannot be read, or may not come back, as the one refusal it counts for."""
    return Refusal(where=error.where or "whole file", reason=error.problem, remedy=error.remedy)


def told_of_withdrawn(observations: int) -> str:
    """Return what to say of a file from which so many answers are left out."""
    answers = "1 answer is" if observations == 1 else f"{observations:,} answers are"
    return f"{answers} left out: whoever gave them withdrew. The file is not kept as it was received."


def redactions(masked: MaskedText) -> tuple[tuple[str, int], ...]:
    """Return how many passages masking replaced, by type, types in alphabetical order."""
    return tuple(sorted(Counter(item.type for item in masked.replacements if item.type != KEPT).items()))


def _unreadable(staged: StagedFile, described: Described, refusal: Refusal) -> FileProposal:
    return FileProposal(
        file=staged,
        shown_name=staged.name,
        description=described.description,
        organisation_basis=described.organisation_basis,
        refusals=(refusal,),
        warnings=described.warnings,
    )


def _findings(masked: MaskedText, canonical: str) -> list[Finding]:
    """Return what is replaced or was decided, and the phrases that a person should look at, in order."""
    found = [
        Finding(
            type=item.type,
            span=item.span,
            placeholder=None if item.type == KEPT else item.placeholder,
            decided=item.decided,
        )
        for item in masked.replacements
    ]
    taken = [item.span for item in masked.replacements]
    for phrase in identifying_phrases(canonical):
        span = TextSpan(start=phrase.start, end=phrase.end)
        if not any(span.start < other.end and other.start < span.end for other in taken):
            found.append(Finding(type=phrase.type, span=span))
    return sorted(found, key=lambda finding: finding.span)
