"""What a batch of files asks of the person who adds them: on the check page, and in the report of the command line."""

from collections.abc import Sequence
from dataclasses import replace

from domain.access import Viewer
from domain.asking import Ask, Signs
from domain.errors import NotFound, UnreadableSource
from domain.evidence import SourceFile
from domain.proposals import FileProposal, StagedFile
from use_cases.evidence.ingesting import with_text
from use_cases.repository import Repository


def asked_of_check(repository: Repository, viewer: Viewer, proposals: Sequence[FileProposal]) -> list[Ask]:
    """Return the questions of a check, passages with their words as others would read them, read anew."""
    texts: dict[int, FileProposal] = {}

    def read(at: int) -> FileProposal:
        if at not in texts:
            texts[at] = with_text(repository, viewer, proposals[at])
        return texts[at]

    from ingest.asking import asked
    from ingest.one_study import NamedSigns

    files = [NamedSigns(name=each.shown_name, signs=each.signs) for each in proposals]
    found = asked(files, repository.evidence.studies(viewer), lambda at: read(at).text)
    return [_with_words(ask, read(ask.files[0])) if ask.passages else ask for ask in found]


def asked_of_files(repository: Repository, viewer: Viewer, files: Sequence[tuple[StagedFile, str, Signs]]) -> list[Ask]:
    """Return the questions of files that were stored: each as staged, the name to show, its signs."""
    from ingest.asking import asked
    from ingest.one_study import NamedSigns

    ours = {signs.study_id for _, _, signs in files}
    known = [study for study in repository.evidence.studies(viewer) if study.id not in ours]
    named = [NamedSigns(name=name, signs=signs) for _, name, signs in files]
    return asked(named, known, lambda at: _text(repository, files[at][0]))


def _with_words(ask: Ask, proposal: FileProposal) -> Ask:
    masked = proposal.masked
    if not masked.text:
        return replace(ask, passages=())
    words = (replace(each, words=masked.to_masked(each.span).of(masked.text)) for each in ask.passages)
    return replace(ask, passages=tuple(words))


def _text(repository: Repository, staged: StagedFile) -> str:
    try:
        opened = repository.readers.open(SourceFile(name=staged.name, content=repository.blobs.get(staged.digest)))
    except (NotFound, UnreadableSource):
        return ""
    return "\n".join(passage.text for passage in opened.passages)
