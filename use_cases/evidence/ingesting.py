"""A file in, observations stored: staging, checking before anything is saved, and saving."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from domain.access import Viewer
from domain.asking import NO_SIGNS, Signs
from domain.audit import Deed
from domain.catalogue import Catalogue, Organisation, Service
from domain.errors import NotFound, NothingOpen, UnreadableSource, Withdrawn
from domain.evidence import Basis, FileAccount, Outcome, ReadSource, Refusal, SourceFile, Subject
from domain.files import RefusedMember
from domain.masking import KEPT
from domain.proposals import FileDescription, FileProposal, Redaction, StagedFile
from domain.tables import TableHints
from domain.text import Replacement
from use_cases.catalogue.names import Names
from use_cases.evidence.columns import remember_mappings, remembered_mappings
from use_cases.evidence.guiding import Guides, nearest_first
from use_cases.evidence.masking import masking_of
from use_cases.evidence.memorial import remember
from use_cases.evidence.publishing import as_its_teams
from use_cases.repository import Repository

if TYPE_CHECKING:
    from ingest.previewing import MaskingOf


_GUIDED = "What its columns hold, and its questions in full, are taken from a file that was added with it."


def file_types() -> list[str]:
    """Return the endings of names, without their dot, that files usually have which are read."""
    from ingest.readers import suffixes

    return [suffix.removeprefix(".") for suffix in suffixes()]


def stage(repository: Repository, files: Iterable[SourceFile]) -> list[StagedFile]:
    """Keep the bytes of files as received and return what names them; nothing is read yet.

    A file that holds others gives a row for each of those, refused ones included.
    """
    return [_staged(repository, member) for file in files for member in repository.readers.expand(file)]


def _staged(repository: Repository, member: SourceFile | RefusedMember) -> StagedFile:
    if isinstance(member, RefusedMember):
        return StagedFile(name=member.name, digest="", size=0, refusal=member.refusal)
    return StagedFile(name=member.name, digest=repository.blobs.put(member.content), size=len(member.content))


def save_file(
    repository: Repository,
    viewer: Viewer,
    staged: StagedFile,
    said: FileDescription,
    redaction: Redaction,
    *,
    guides: Guides = (),
) -> FileAccount:
    """Read one staged file and store it for a team of the viewer's; return what became of each candidate.

    A file that cannot be read is refused with its reason and changes nothing. ``guides`` are what files that came with
    it say of its columns. Safe to repeat.
    """
    from ingest.previewing import refusal_of, told_of_withdrawn

    if staged.refusal:
        return _refused(staged, staged.refusal)
    known = Names(repository).catalogue(viewer)
    masking = masking_of(repository, viewer, staged, said, known, redaction)
    try:
        source, warnings, signs = _read(repository, viewer, staged, said, known, masking, guides)
    except UnreadableSource as error:
        return _refused(staged, refusal_of(error))
    try:
        source = repository.withdrawals.without_withdrawn(source)
    except Withdrawn as error:
        return _refused(replace(staged, name=source.shown_name), refusal_of(error))
    if source.left_out:
        repository.blobs.put(source.text.canonical.encode())
        warnings, signs = (*warnings, told_of_withdrawn(source.left_out.observations)), NO_SIGNS
    _remember_names(repository, source)
    account = repository.evidence.save_source(source)
    if source.left_out:
        remember(repository.settings, repository.withdrawals.tombstones())
    remember_mappings(repository, source)
    if account.outcome is Outcome.KEPT:
        told = {"study": account.study_id, "kept": account.kept, "superseded": account.superseded}
        repository.audit.add(viewer.name, Deed.ADDED, source.id, told)
    followed = tuple(sorted({table.guide for table in source.tables if table.guide}))
    warnings = (*warnings, *([_GUIDED] if followed else []))
    account = replace(account, path=source.shown_name, warnings=warnings, followed=followed, signs=signs)
    if redaction is Redaction.SUGGEST:
        masker, _ = masking(source.study)
        suggested = masker.find(source.text.canonical) if masker else []
        return replace(account, redactions=_counted(suggested), warnings=(*account.warnings, *_suggested(suggested)))
    return replace(account, redactions=_counted(source.text.masked.replacements))


def check_file(
    repository: Repository, viewer: Viewer, staged: StagedFile, said: FileDescription, *, guides: Guides = ()
) -> FileProposal:
    """Read one staged file and tell what saving it would do. Saves nothing; a file no one can read is told too."""
    from ingest.previewing import preview, refused

    known = Names(repository).catalogue(viewer)
    if staged.refusal:
        return refused(staged, said, known, staged.refusal)
    return preview(
        _file(repository, viewer, staged, said, guides),
        staged=staged,
        said=said,
        masking=masking_of(repository, viewer, staged, said, known, Redaction.ON),
        sentences=repository.sentences,
        known=known,
        opening=repository.readers.open,
        holders_of=partial(repository.evidence.studies_holding, viewer),
        as_allowed=repository.withdrawals.without_withdrawn,
    )


def with_text(repository: Repository, viewer: Viewer, proposal: FileProposal) -> FileProposal:
    """Return a proposal with its file's canonical text, read anew, for jobs hold none; without, when it is gone."""
    from ingest.canonical import Canonical

    if not proposal.observations and not proposal.findings:
        return proposal
    try:
        opened = repository.readers.open(_file(repository, viewer, proposal.file, proposal.description))
    except (NotFound, UnreadableSource):
        return proposal
    return replace(proposal, text=Canonical.of(opened.passages).text)


def with_samples(repository: Repository, viewer: Viewer, proposal: FileProposal) -> FileProposal:
    """Return a proposal with a few cells of each column, read anew, for jobs hold none; without, when it is gone.

    They are as they stand in the file: whoever adds it may see its words.
    """
    if not proposal.tables:
        return proposal
    try:
        found = repository.readers.open(_file(repository, viewer, proposal.file, proposal.description)).tables
    except NothingOpen as error:
        found = error.tables
    except (NotFound, UnreadableSource):
        return proposal
    by_signature = {each.signature: each for each in found}
    return replace(
        proposal, tables=tuple(each.with_samples_of(by_signature.get(each.signature)) for each in proposal.tables)
    )


def without_words(proposal: FileProposal) -> FileProposal:
    """Return a proposal as a job may hold it: no text, and no cells of its tables."""
    return replace(proposal, text="", tables=tuple(table.without_samples() for table in proposal.tables))


def _file(
    repository: Repository, viewer: Viewer, staged: StagedFile, said: FileDescription, guides: Guides = ()
) -> SourceFile:
    """Return a file with its bytes and what is known of its tables: said now, or by the team before."""
    return SourceFile(
        name=staged.name,
        content=repository.blobs.get(staged.digest),
        hints=TableHints(
            stated=said.mappings,
            columns=said.columns,
            remembered=tuple(remembered_mappings(repository, viewer)),
            guides=nearest_first(guides, staged.name),
        ),
    )


def _read(
    repository: Repository,
    viewer: Viewer,
    staged: StagedFile,
    said: FileDescription,
    known: Catalogue,
    masking: "MaskingOf",
    guides: Guides,
) -> tuple[ReadSource, Sequence[str], Signs]:
    from ingest.proposing import propose
    from ingest.reading import read_source
    from ingest.signs import signs_of

    file = _file(repository, viewer, staged, said, guides)
    opened = repository.readers.open(file)
    described = propose(file, said, known, seen=opened.glimpse)
    study = as_its_teams(repository, viewer, described.study)
    masker, choices = masking(study)
    source = read_source(
        file,
        study=study,
        about=described.about,
        masker=masker,
        sentences=repository.sentences,
        known=known,
        said_by=described.description.participant,
        opened=opened,
        choices=choices,
    )
    return source, (*described.warnings, *opened.told), signs_of(said, described, opened, source)


def _remember_names(repository: Repository, source: ReadSource) -> None:
    """Add the source's organisations and service to the catalogue, marked with how they are known."""
    study = source.study
    entries: list[Organisation | Service] = [Organisation(name=study.organisation, basis=study.organisation_basis)]
    stated = {
        about.name
        for observation in source.observations
        for about in observation.about
        if about.subject is Subject.ORGANISATION and about.basis is Basis.STATED
    }
    entries += [Organisation(name=name) for name in sorted(stated - {study.organisation})]
    if study.service:
        described = study.organisation_basis is Basis.STATED
        basis = Basis.STATED if described else Basis.PROPOSED
        entries.append(Service(name=study.service, organisation=study.organisation, basis=basis))
    repository.catalogue.remember(*entries)


def _refused(staged: StagedFile, refusal: Refusal) -> FileAccount:
    return FileAccount(path=staged.name, outcome=Outcome.REFUSED, refusals=(refusal,))


def _counted(replacements: Sequence[Replacement]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(Counter(item.type for item in replacements if item.type != KEPT).items()))


def _suggested(finds: Sequence[Replacement]) -> list[str]:
    """Return what to tell where masking only suggests; nothing when it found nothing."""
    if not finds:
        return []
    pieces = "1 piece" if len(finds) == 1 else f"{len(finds):,} pieces"
    return [f"Masking suggests to mask {pieces} of personal data; only what a person accepted was replaced."]
