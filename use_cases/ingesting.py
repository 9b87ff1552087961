"""A file in, observations stored: staging, checking before anything is saved, and saving."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from domain.catalogue import Organisation, Service
from domain.errors import ThroughlineError
from domain.evidence import Basis, FileAccount, Outcome, ReadSource, Refusal, SourceFile, Subject
from domain.proposals import FileDescription, FileProposal, Finding, Redaction, StagedFile
from domain.text import MaskedText, Replacement
from use_cases.repository import Repository

PREVIEW_CODE_POINTS = 20_000


def stage(repository: Repository, files: Iterable[SourceFile]) -> list[StagedFile]:
    """Keep the bytes of files as received and return what names them; nothing is read yet."""
    return [
        StagedFile(name=file.name, digest=repository.blobs.put(file.content), size=len(file.content)) for file in files
    ]


def save_file(repository: Repository, staged: StagedFile, said: FileDescription, redaction: Redaction) -> FileAccount:
    """Read one staged file and store it; return what became of each candidate.

    A file that cannot be read is refused with its reason and changes nothing. Safe to repeat.
    """
    try:
        source, warnings = _read(repository, staged, said, redaction)
    except ThroughlineError as error:
        return _refused(staged, error)
    _remember_names(repository, source)
    account = repository.evidence.save_source(source)
    replacements = source.text.masked.replacements
    if redaction is Redaction.SUGGEST:
        replacements = tuple(repository.masker.find(source.text.canonical))
    return replace(account, path=staged.name, redactions=_counted(replacements), warnings=tuple(warnings))


def check_file(repository: Repository, staged: StagedFile, said: FileDescription) -> FileProposal:
    """Read one staged file and tell what saving it would do. Saves nothing."""
    from ingest.proposing import propose

    try:
        source, warnings = _read(repository, staged, said, Redaction.ON)
        described = propose(_file(repository, staged), said, repository.catalogue.catalogue())
    except ThroughlineError as error:
        return FileProposal(
            file=staged, shown_name=staged.name, description=said, refusals=_refused(staged, error).refusals
        )
    masked, study = source.text.masked, source.study
    return FileProposal(
        file=staged,
        shown_name=source.shown_name,
        description=replace(
            said,
            study=study.title,
            organisation=study.organisation,
            service=study.service,
            date=study.date,
            standing=study.standing,
            visibility=study.visibility,
            about=said.about or _proposed_about(source),
        ),
        organisation_basis=described.study.organisation_basis,
        observations=len(source.observations),
        refusals=source.refusals,
        warnings=tuple(warnings),
        redactions=_counted(masked.replacements),
        preview=masked.text[:PREVIEW_CODE_POINTS],
        findings=_findings(masked),
    )


def _file(repository: Repository, staged: StagedFile) -> SourceFile:
    return SourceFile(name=staged.name, content=repository.blobs.get(staged.digest))


def _read(
    repository: Repository, staged: StagedFile, said: FileDescription, redaction: Redaction
) -> tuple[ReadSource, Sequence[str]]:
    from ingest.proposing import propose
    from ingest.reading import read_source

    known = repository.catalogue.catalogue()
    file = _file(repository, staged)
    described = propose(file, said, known)
    source = read_source(
        file,
        study=described.study,
        about=described.about,
        masker=repository.masker if redaction is Redaction.ON else None,
        sentences=repository.sentences,
        known=known,
    )
    return source, described.warnings


def _proposed_about(source: ReadSource) -> tuple[str, ...]:
    """Return organisations that the observations name, most named first; the researching one is not news."""
    counts = Counter(
        about.name
        for observation in source.observations
        for about in observation.about
        if about.subject is Subject.ORGANISATION and about.basis is not Basis.ASSUMED
    )
    return tuple(name for name, _ in counts.most_common(5))


def _remember_names(repository: Repository, source: ReadSource) -> None:
    """Add the source's organisations and service to the catalogue, marked with how they are known."""
    study = source.study
    known = repository.catalogue.catalogue()
    organisations = {entry.name for entry in known.organisations}
    fresh: list[Organisation | Service] = []
    if study.organisation not in organisations:
        fresh.append(Organisation(name=study.organisation, basis=study.organisation_basis))
    stated = {
        about.name
        for observation in source.observations
        for about in observation.about
        if about.subject is Subject.ORGANISATION and about.basis is Basis.STATED
    }
    fresh += [Organisation(name=name) for name in sorted(stated - organisations - {study.organisation})]
    if study.service and study.service not in {entry.name for entry in known.services}:
        fresh.append(Service(name=study.service, organisation=study.organisation))
    if fresh:
        repository.catalogue.save(*fresh)


def _refused(staged: StagedFile, error: ThroughlineError) -> FileAccount:
    refusal = Refusal(where=error.where or "whole file", reason=error.problem, remedy=error.remedy)
    return FileAccount(path=staged.name, outcome=Outcome.REFUSED, refusals=(refusal,))


def _counted(replacements: Sequence[Replacement]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(Counter(replacement.type for replacement in replacements).items()))


def _findings(masked: MaskedText) -> tuple[Finding, ...]:
    """Return where each placeholder stands in the preview."""
    found = (
        Finding(type=replacement.type, span=masked.to_masked(replacement.span)) for replacement in masked.replacements
    )
    return tuple(finding for finding in found if finding.span.end <= PREVIEW_CODE_POINTS)
