"""The workbook for notes that checks itself: what its sheets and fields are called, to write it and to read it."""

from dataclasses import dataclass

from domain.consent import LawfulBasis
from domain.evidence import Standing

STUDY_SHEET, NOTES_SHEET, CHECK_SHEET = "Study", "Notes", "Check"
STUDY_HEAD = ("About the study", "Answer", "What to write")
NOTES_ROWS = 500
"""How many rows of notes the workbook checks."""


@dataclass(frozen=True, kw_only=True, slots=True)
class TemplateField:
    """One field of the study: its label, the fact that it states, a hint, and the choices where there are some."""

    label: str
    fact: str
    hint: str
    required: bool = False
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class TemplateColumn:
    """One column of the notes."""

    name: str
    hint: str
    required: bool = False
    choices: tuple[str, ...] = ()


STUDY_FIELDS = (
    TemplateField(label="Title", fact="title", hint="What the study is called", required=True),
    TemplateField(label="Organisation", fact="organisation", hint="Who did the research", required=True),
    TemplateField(label="Date", fact="date", hint="2024, 2024-05 or 2024-05-31", required=True),
    TemplateField(label="Service", fact="service", hint="The service it concerns, if it is one"),
    TemplateField(
        label="Method", fact="method", hint="How it was done",
        choices=("interviews", "survey", "workshop", "usability test", "diary study", "visit"),
    ),
    TemplateField(label="People who took part", fact="sample_size", hint="A whole number; empty when not recorded"),
    TemplateField(
        label="Still true?", fact="standing", hint="Whether the findings still hold",
        choices=tuple(standing.value for standing in Standing),
    ),
    TemplateField(
        label="Lawful basis", fact="lawful_basis", hint="Why personal data may be handled: a basis of UK GDPR",
        choices=tuple(basis.label for basis in LawfulBasis),
    ),
    TemplateField(label="What consent covers", fact="consent_covers", hint="What participants agreed to, in words"),
    TemplateField(
        label="Originals kept until", fact="raw_until", hint="The last day for files as received, such as 2027-03-01"
    ),
    TemplateField(
        label="What was learnt kept until", fact="insight_until", hint="The last day for everything else; never earlier"
    ),
    TemplateField(label="Who was not heard", fact="not_heard", hint="Who should have taken part and did not"),
)  # fmt: skip
NOTES_COLUMNS = (
    TemplateColumn(name="Participant", hint="P1, P2: never a name"),
    TemplateColumn(name="Topic", hint="What was asked or seen"),
    TemplateColumn(name="Note", hint="What was said or seen, in a sentence that makes sense alone", required=True),
    TemplateColumn(
        name="Channel", hint="Where it happened",
        choices=("online", "phone", "post", "face to face", "email", "sms"),
    ),
)  # fmt: skip


def label_of(field: TemplateField) -> str:
    """Return a field's label as it stands in the workbook: a star marks what is required."""
    return f"{field.label} *" if field.required else field.label
