"""Proposed evidence read again by the writer outside, where the settings let it: what it answered is kept and holds."""

from collections.abc import Sequence
from datetime import UTC, datetime

from domain.access import MAINTENANCE, Viewer
from domain.decisions import DecidedLink
from domain.evidence import Evidence, Kind
from domain.ports import Progress
from domain.readings import Reading, ReadingAccount
from domain.search import ObservationFilter
from domain.writing import Sendable
from use_cases.auditing import note_quoted
from use_cases.repository import Repository

SENT = "sentences to the writer to read again"
"""What the audit calls what leaves."""


def standing_readings(repository: Repository, viewer: Viewer) -> list[Reading]:
    """Return what the reader in force answered on what this viewer may see; none where no reader is set."""
    reader = repository.reader
    return repository.readings.of(viewer, reader.name) if reader else []


def read_again(
    repository: Repository,
    viewer: Viewer,
    decided: Sequence[DecidedLink],
    *,
    evidence: Sequence[Evidence] | None = None,
    progress: Progress | None = None,
) -> ReadingAccount | None:
    """Have the reader read what it has not read yet of proposed evidence; return the account, None without a reader.

    ``decided`` are the decisions that stand: it is not asked what people said. What is sent is written down as this
    viewer's deed. ``evidence`` is all of it, as it is stored, when left out.
    """
    from insights.sharing.reading_again import ReadingAgain, pairs_in
    from insights.sharing.readings import Readings
    from insights.sharing.rulings import Rulings

    reader, said = repository.reader, repository.settings.writer
    if reader is None or said is None:
        return None
    if evidence is None:
        evidence = repository.evidence.all_evidence(MAINTENANCE, ObservationFilter(kinds=frozenset({Kind.PAIN_POINT})))
    codebook = repository.codebook
    reading = ReadingAgain(
        pairs_in(evidence, codebook, Rulings(decided, evidence)),
        Readings(standing_readings(repository, MAINTENANCE), evidence, codebook),
        codebook=codebook,
        studies=_open_studies(repository, said.sends),
        masker=repository.masker_sparing(repository.catalogue.catalogue()),
    )
    repository.readings.save(reading.copied)
    if reading.sent:
        note_quoted(repository, viewer, SENT, (item for pair in reading.sent for item in pair.members))

    def still_open(items: Sequence[Evidence]) -> list[Evidence]:
        studies = _open_studies(repository, said.sends)
        now = repository.evidence.evidence(MAINTENANCE, [item.id for item in items])
        return [item for item in now if item.study_id in studies]

    return reading.ask(reader, repository.readings.save, still_open=still_open, progress=progress)


def _open_studies(repository: Repository, sends: Sendable) -> frozenset[str]:
    """Return the identifiers of the studies of which the settings let the writer be told today."""
    today = datetime.now(UTC).date().isoformat()
    return frozenset(study.id for study in repository.evidence.studies(MAINTENANCE) if sends.allows(study, today=today))
