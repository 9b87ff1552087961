"""What masking knows of a study and of what people decided."""

from typing import TYPE_CHECKING

from domain.access import MAINTENANCE, Viewer
from domain.catalogue import Catalogue
from domain.evidence import Study
from domain.identity import source_id
from domain.masking import MaskingDecisions
from domain.ports import Masker
from domain.proposals import FileDescription, Redaction, StagedFile, case_references_in
from use_cases.evidence.publishing import as_its_teams
from use_cases.repository import Repository

if TYPE_CHECKING:
    from ingest.masking import PresidioMasker
    from ingest.previewing import MaskingOf
    from ingest.shielding import Choices

SHORTEST_EXAMPLE_CHARACTERS = 4


def masking_of(
    repository: Repository,
    viewer: Viewer,
    staged: StagedFile,
    said: FileDescription,
    known: Catalogue,
    redaction: Redaction,
) -> "MaskingOf":
    """Return what gives the masker for a study, with its people known, and what people chose for this file.

    What a person decides now goes before what was decided when the same text was added before.
    """

    def masking(study: Study) -> "tuple[Masker | None, Choices]":
        from ingest.shielding import Choices

        theirs = as_its_teams(repository, viewer, study)
        decisions: MaskingDecisions | None = said.masking
        if decisions is None and redaction is not Redaction.OFF:
            decisions = repository.evidence.masking_decisions(source_id(theirs.id, staged.name))
        choices = Choices(finds_count=redaction is Redaction.ON, decisions=decisions)
        if redaction is Redaction.OFF and not (decisions and decisions.made):
            return None, choices
        return masker_for(repository, theirs, known), choices

    return masking


def masker_for(repository: Repository, study: Study, known: Catalogue) -> "PresidioMasker":
    """Return the masker for the sources of a study: its people keep their numbers, its case references are found."""
    people, taken = repository.evidence.people_of(study.id)
    stored = [each for each in repository.evidence.studies(MAINTENANCE) if each.id == study.id]
    written = (
        *case_references_in(study.metadata),
        *(part for each in stored for part in case_references_in(each.metadata)),
    )
    examples = [example for example in dict.fromkeys(written) if is_example(example)]
    return repository.masker_sparing(known).for_study(people=people, taken=taken, case_references=examples)


def is_example(written: str) -> bool:
    """Tell whether an example of a case reference can be looked for: under four characters, or without a digit, not."""
    return len(written.strip()) >= SHORTEST_EXAMPLE_CHARACTERS and any(character.isdigit() for character in written)
