"""What the reader of files proposes before anything is saved, and what a person made of it."""

from dataclasses import dataclass
from enum import StrEnum

from domain.access import Marking, Visibility
from domain.asking import NO_SIGNS, Signs
from domain.consent import Consent
from domain.evidence import Basis, Refusal, Standing, checked_date, checked_day
from domain.masking import IDENTIFYING, MaskingDecisions
from domain.tables import Meaning, SavedMapping, TableMapping
from domain.text import MaskedText, Replacement, TextSpan

UNSAID = {
    "organisation": "Nobody has said which organisation did this research.",
    "date": "Nobody has said when the research was done.",
    "study": "The study's title is taken from the file.",
}
"""What a check warns of where nobody said something, by the field of a description that says it."""


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
    single columns by name. ``masking`` is what a person decided on the masking of its text. ``folder`` is where the
    file stood, as a path.
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
    masking: MaskingDecisions | None = None
    folder: str | None = None

    def __post_init__(self) -> None:
        checked_date(self.date)
        checked_day(self.embargo)

    @property
    def case_references(self) -> tuple[str, ...]:
        """Return the examples of how the study writes references of cases."""
        return case_references_in(self.metadata)


CASE_REFERENCES = "case_references"
"""The name under which a study's metadata keeps examples of its case references, parted by semicolons."""


def case_references_in(metadata: tuple[tuple[str, str], ...]) -> tuple[str, ...]:
    """Return the examples of case references that a study's metadata names, in order."""
    written = "; ".join(value for name, value in metadata if name == CASE_REFERENCES)
    return tuple(dict.fromkeys(part.strip() for part in written.split(";") if part.strip()))


@dataclass(frozen=True, kw_only=True, slots=True)
class Finding:
    """One thing that masking found, or a person decided: its type, its canonical span and what is put in its place.

    ``placeholder`` is None for words that are only pointed out, and for what a person left as it stands.
    """

    type: str
    span: TextSpan
    placeholder: str | None = None
    decided: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class FileProposal:
    """One row of the "Add and check" table: a file as it would be saved. Nothing is saved yet.

    ``description`` is filled in from what was said and what the text suggests; ``organisation_basis`` tells which.
    ``observations`` and ``refusals`` are what saving would keep and refuse. ``findings`` are spans of ``text``, the
    canonical text, which is never part of a job: whoever shows the proposal fills it in. A file that cannot be read has
    one refusal and no findings. ``tables`` are its tables with what each column is taken for, masked; their cells are
    no part of a job either. ``signs`` are what the questions of the whole batch rest on.
    """

    file: StagedFile
    shown_name: str
    description: FileDescription
    organisation_basis: Basis = Basis.ASSUMED
    observations: int = 0
    refusals: tuple[Refusal, ...] = ()
    warnings: tuple[str, ...] = ()
    redactions: tuple[tuple[str, int], ...] = ()
    text: str = ""
    findings: tuple[Finding, ...] = ()
    tables: tuple[TableMapping, ...] = ()
    signs: Signs = NO_SIGNS

    @property
    def preview(self) -> str:
        """Return the text as it would be kept; empty while the text is not filled in."""
        return self.masked.text

    @property
    def masked(self) -> MaskedText:
        """Return the text as it would be kept, with the way back."""
        replacements = [
            Replacement(span=each.span, type=each.type, placeholder=each.placeholder)
            for each in self.findings
            if each.placeholder is not None and each.type != IDENTIFYING
        ]
        return MaskedText.of(self.text, replacements if self.text else [])
