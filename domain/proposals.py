"""What the reader of files proposes before anything is saved, and what a person made of it."""

from dataclasses import dataclass
from enum import StrEnum

from domain.access import Marking, Visibility
from domain.consent import Consent
from domain.evidence import Basis, Refusal, Standing, checked_date, checked_day
from domain.tables import Meaning, SavedMapping, TableMapping
from domain.text import TextSpan


class Redaction(StrEnum):
    """What masking does: nothing, show what it would replace, or replace it."""

    OFF = "off"
    SUGGEST = "suggest"
    ON = "on"


@dataclass(frozen=True, kw_only=True, slots=True)
class StagedFile:
    """A file received but not yet read: its name and the SHA-256 under which its bytes are kept.

    What could not be taken out of the archive that it stood in has a ``refusal``, and neither digest nor size.
    """

    name: str
    digest: str
    size: int
    refusal: Refusal | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class FileDescription:
    """What is known of a file before it is read: a manifest's row, command-line options, or a person's edits.

    None or empty means "not said": ingest then proposes it from the text, and marks it so. ``about`` names
    organisations, services or systems. ``mappings`` say what the columns of its tables hold, ``columns`` the same of
    single columns by name.
    """

    organisation: str | None = None
    about: tuple[str, ...] = ()
    service: str | None = None
    study: str | None = None
    date: str | None = None
    method: str | None = None
    participant: str | None = None
    sample_size: int | None = None
    standing: Standing | None = None
    retells: str | None = None
    mission: str | None = None
    team: str | None = None
    contact: str | None = None
    marking: Marking | None = None
    visibility: Visibility | None = None
    draft: bool = False
    embargo: str | None = None
    consent: Consent | None = None
    metadata: tuple[tuple[str, str], ...] = ()
    mappings: tuple[SavedMapping, ...] = ()
    columns: tuple[tuple[str, Meaning], ...] = ()

    def __post_init__(self) -> None:
        checked_date(self.date)
        checked_day(self.embargo)


@dataclass(frozen=True, kw_only=True, slots=True)
class Finding:
    """Personal data found in a preview: its type and where its placeholder stands in the preview's text."""

    type: str
    span: TextSpan


@dataclass(frozen=True, kw_only=True, slots=True)
class FileProposal:
    """One row of the "Add and check" table: a file as it would be saved. Nothing is saved yet.

    ``description`` is filled in from what was said and what the text suggests; ``organisation_basis`` tells which.
    ``preview`` is masked text (whole, or its first 20,000 code points); ``observations`` and ``refusals`` are what
    saving would keep and refuse. A file that cannot be read has one refusal and no preview. ``tables`` are its tables
    with what each column is taken for, masked.
    """

    file: StagedFile
    shown_name: str
    description: FileDescription
    organisation_basis: Basis = Basis.ASSUMED
    observations: int = 0
    refusals: tuple[Refusal, ...] = ()
    warnings: tuple[str, ...] = ()
    redactions: tuple[tuple[str, int], ...] = ()
    preview: str = ""
    findings: tuple[Finding, ...] = ()
    tables: tuple[TableMapping, ...] = ()
