"""One person has one pseudonym in all sources of a study, and decisions on masking outlive the file's coming again."""

import pytest

from domain.access import MAINTENANCE
from domain.evidence import SourceFile
from domain.masking import MaskingDecision, MaskingDecisions, text_digest
from domain.proposals import FileDescription, Redaction
from domain.text import TextSpan
from use_cases.evidence.ingesting import check_file, save_file, stage, with_text

SAID = FileDescription(study="Crossings", organisation="Ferry Office")
FIRST = "Sarah Okafor waited at the pier with Tom Reyes. She gave up."


@pytest.fixture
def repository(app):
    return app.repository


def save(repository, name: str, text: str, *, said: FileDescription = SAID, redaction=Redaction.ON):
    (staged,) = stage(repository, [SourceFile(name=name, content=text.encode())])
    account = save_file(repository, MAINTENANCE, staged, said, redaction)
    return repository.evidence.source(MAINTENANCE, account.source_id).text, account


def test_a_person_has_one_number_in_every_source_of_a_study(repository):
    assert save(repository, "a.txt", FIRST)[0].startswith("[name 1] waited at the pier with [name 2].")
    text, _ = save(repository, "b.txt", "Grigor Popescu rang Reyes. Sarah Okafor rang nobody.")
    assert text == "[name 3] rang [name 2]. [name 1] rang nobody."
    other = FileDescription(study="Moorings", organisation="Ferry Office")
    assert save(repository, "c.txt", "Grigor Popescu rang twice.", said=other)[0] == "[name 1] rang twice."


def test_a_revision_keeps_its_numbers(repository):
    save(repository, "a.txt", FIRST)
    text, account = save(repository, "a.txt", "Tom Reyes came first. " + FIRST)
    assert text.startswith("[name 2] came first. [name 1] waited")
    assert account.duplicates


def test_a_name_in_the_file_name_alone_is_known_to_the_study(repository):
    save(repository, "talk-with-Sarah-Okafor.txt", "The pier was closed. Nobody said why.")
    assert save(repository, "b.txt", "Tom Reyes asked Sarah Okafor.")[0] == "[name 2] asked [name 1]."


def test_decisions_go_with_the_file_and_stand_when_it_comes_again(repository):
    span = TextSpan(start=0, end=len("Sarah Okafor"))
    made = MaskingDecision(span=span, placeholder="[a regular]", type="GENERALISED")
    masking = MaskingDecisions(made=(made,), text=text_digest(FIRST))
    said = FileDescription(study="Crossings", organisation="Ferry Office", masking=masking)
    assert save(repository, "a.txt", FIRST, said=said)[0].startswith("[a regular] waited")
    text, account = save(repository, "a.txt", FIRST)
    assert text.startswith("[a regular] waited") and account.duplicates == 2
    (staged,) = stage(repository, [SourceFile(name="a.txt", content=FIRST.encode())])
    proposal = check_file(repository, MAINTENANCE, staged, SAID)
    assert [finding.placeholder for finding in proposal.findings if finding.decided] == ["[a regular]"]
    assert with_text(repository, MAINTENANCE, proposal).text == FIRST


def test_suggesting_replaces_nothing_and_tells_what_it_would(repository):
    text, account = save(repository, "a.txt", FIRST, redaction=Redaction.SUGGEST)
    assert text == FIRST
    assert account.redactions == (("PERSON", 2),)
    assert any("suggests to mask 2 pieces" in warning for warning in account.warnings)


def test_a_study_says_how_its_case_references_are_written(repository):
    said = FileDescription(
        study="Crossings", organisation="Ferry Office", metadata=(("case_references", "RFD-99999; no"),)
    )
    assert save(repository, "a.txt", "Case RFD-48213 was closed.", said=said)[0] == "Case [case reference] was closed."
    assert save(repository, "b.txt", "Then rfd-00917 came up.")[0] == "Then [case reference] came up."
