"""A pattern that people might write, for tests of changing the codebook. Every sentence is invented."""

from domain.codebook_edits import PatternChange
from domain.evidence import Level, Severity

OWN = (
    "The bus pass office and the rail office each blamed the other.",
    "A widow was told the pension letter overruled the tax letter.",
    "Two notices about one planning appeal gave different last days.",
)
DRAFT = PatternChange(
    title="Two letters of one body contradict each other",
    definition="Letters that one body sent say different things, and nobody says which holds.",
    applies="Someone holds both letters.",
    not_when="Not when two bodies wrote (PAT_01).",
    family="Words and guidance",
    near=("PAT_01",),
    level=Level.SERVICE,
    severity=Severity.MEDIUM,
    examples=OWN,
)
