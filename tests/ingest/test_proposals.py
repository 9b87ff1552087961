"""What is proposed of a file when nobody said, and what a preview shows."""

import pytest

from domain.access import Marking
from domain.catalogue import Catalogue, Organisation, Service
from domain.dates import read_date
from domain.evidence import About, Basis, SourceFile, Subject
from domain.proposals import FileDescription, StagedFile
from ingest.masking import PresidioMasker
from ingest.previewing import preview
from ingest.proposing import ANOTHER_LANGUAGE, UNSAID_ORGANISATION, propose
from language.sentences import SentenceSplitter
from tests.ingest.every_format import docx_of

# Every organisation and person here is fictional.
KNOWN = Catalogue(
    organisations=(Organisation(name="Ferry Office", aliases=("FO",)), Organisation(name="Harbour Board")),
    services=(Service(name="Tide line"),),
)
NOBODY_SAID = FileDescription()


def markdown(text: str, name: str = "visit-notes.md") -> SourceFile:
    return SourceFile(name=name, content=text.encode())


def test_what_was_said_is_never_overruled():
    said = FileDescription(organisation="Harbour Board", study="Visits", date="2023", service="Berths")
    described = propose(markdown("---\ntitle: Other\ndate: 2020-01-01\n---\nWords of the FO."), said, KNOWN)
    assert (described.study.organisation, described.study.title) == ("Harbour Board", "Visits")
    assert (described.study.date, described.study.service) == ("2023", "Berths")
    assert described.organisation_basis is Basis.STATED and described.warnings == ()


def test_title_date_and_organisation_come_from_the_facts_on_top():
    facts = "---\ntitle: Tide line visits\ndate: 2024-05-01\norganisation: Ferry Office\n---\nSome words."
    described = propose(markdown(facts), NOBODY_SAID, KNOWN)
    assert (described.study.title, described.study.date) == ("Tide line visits", "2024-05-01")
    assert (described.study.organisation, described.organisation_basis) == ("Ferry Office", Basis.PROPOSED)
    assert described.study.service == "Tide line"


@pytest.mark.parametrize("written", ["OFFICIAL-SENSITIVE", "official sensitive"])
def test_a_marking_that_a_file_states_is_taken_and_what_was_said_goes_before_it(written):
    file = markdown(f"---\nmarking: {written}\n---\nWords.")
    assert propose(file, NOBODY_SAID, KNOWN).study.marking is Marking.OFFICIAL_SENSITIVE
    said = FileDescription(marking=Marking.OFFICIAL)
    assert propose(file, said, KNOWN).study.marking is Marking.OFFICIAL


def test_a_marking_in_other_words_stays_open_and_is_asked_about():
    described = propose(markdown("---\nmarking: SECRET\n---\nWords."), NOBODY_SAID, KNOWN)
    assert described.study.marking is None
    assert any(
        "Its marking is stated in other words than OFFICIAL, OFFICIAL-SENSITIVE" in told for told in described.warnings
    )


@pytest.mark.parametrize(
    ("text", "is_warned"),
    [
        ("Les gens ne savent pas si leur demande est reçue. Ils appellent chaque semaine et personne ne répond, "
         "jamais, leur dit-on.", True),
        ("Die Leute wissen nicht, ob ihr Antrag da ist. Sie rufen jede Woche an, und niemand antwortet ihnen.", True),
        ("Czekała dziewięć miesięcy na odpowiedź. Wszystkie listy są po polsku? Nie, po angielsku, mają kilka stron, "
         "a urząd trzy razy prosił ją o to samo zaświadczenie z pracy.", True),
        ("move-on: council wants 3 months with no arrears, but UC pays 5 wks late, so they can't move on. catch 22!! "
         "bathroom broken since xmas, ask Bev re figures", False),
        ("Nie wiem.", False),
        ("", False),
    ],
)  # fmt: skip
def test_a_file_in_another_language_is_told_and_a_few_words_are_not(text, is_warned):
    assert (ANOTHER_LANGUAGE in propose(markdown(text), NOBODY_SAID, KNOWN).warnings) == is_warned


def test_the_first_heading_else_the_file_name_is_the_title():
    assert propose(markdown("Hello\n\n# A visit"), NOBODY_SAID, KNOWN).study.title == "A visit"
    assert propose(markdown("Only words here."), NOBODY_SAID, KNOWN).study.title == "Visit notes"


def test_an_impossible_date_is_asked_about_and_never_mended():
    described = propose(markdown("---\ndate: 2025-16-10\n---\nWords."), NOBODY_SAID, KNOWN)
    assert described.study.date is None
    assert "date 2025-16-10 is not a date" in described.warnings


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("Date: 14 March 2026", "2026-03-14"),
        ("Interview date: March 2026.", "2026-03"),
        ("DATE OF VISIT : 2026-03-14", "2026-03-14"),
        ("Update: 14 March 2026", None),
        ("Dates: to be told", None),
    ],
)
def test_a_transcript_that_says_on_top_when_it_was_is_dated(line, date):
    text = f"Interview 4\n\nParticipant: P04\n{line}\n\nInterviewer: How was the crossing?\nP04: Late again.\n"
    file = SourceFile(name="talk.txt", content=text.encode())
    assert propose(file, NOBODY_SAID, KNOWN).study.date == date
    document = SourceFile(name="talk.docx", content=docx_of(*text.splitlines()))
    assert propose(document, NOBODY_SAID, KNOWN).study.date == date


def test_a_date_far_below_the_top_or_none_at_all_is_not_taken():
    below = "They waited for the boat.\n" * 40 + "Date: 14 March 2026\n"
    described = propose(SourceFile(name="talk.txt", content=below.encode()), NOBODY_SAID, KNOWN)
    assert described.study.date is None
    odd = propose(SourceFile(name="talk.txt", content=b"Date: 31 February 2026\nA boat."), NOBODY_SAID, KNOWN)
    assert odd.study.date is None
    assert any("31 February 2026" in warning for warning in odd.warnings)


def test_a_date_from_the_file_name_says_so():
    described = propose(markdown("Words.", name="2024-05-visit.md"), NOBODY_SAID, KNOWN)
    assert described.study.date == "2024-05"
    assert any("file's name" in warning for warning in described.warnings)


def test_an_organisation_nobody_named_is_left_open_with_a_warning():
    described = propose(markdown("They told us the boat was late."), NOBODY_SAID, KNOWN)
    assert (described.study.organisation, described.organisation_basis) == (UNSAID_ORGANISATION, Basis.ASSUMED)
    assert any("which organisation" in warning for warning in described.warnings)


def test_an_organisation_named_once_in_passing_did_not_do_the_research():
    described = propose(markdown("They had asked the Harbour Board."), NOBODY_SAID, KNOWN)
    assert described.organisation_basis is Basis.ASSUMED


def test_about_takes_the_catalogues_own_names():
    said = FileDescription(about=("FO", "tide line", "Lighthouse Trust"))
    assert propose(markdown("Words."), said, KNOWN).about == (
        About(name="Ferry Office"),
        About(name="Tide line", subject=Subject.SERVICE),
        About(name="Lighthouse Trust"),
    )


def test_an_unreadable_file_is_described_by_its_name():
    assert propose(SourceFile(name="a_scan.docx", content=b"%PDF"), NOBODY_SAID, KNOWN).study.title == "A scan"


@pytest.mark.parametrize(
    ("written", "date"),
    [
        ("2024-05-01", "2024-05-01"),
        ("2024-5-1", "2024-05-01"),
        ("2024-05-01T09:30:00Z", "2024-05-01"),
        ("2024-05", "2024-05"),
        ("2024", "2024"),
        ("1 May 2024", "2024-05-01"),
        ("1st Sept 2024", "2024-09-01"),
        ("May 2024", "2024-05"),
        ("2025-16-10", None),
        ("2023-02-29", None),
        ("03/04/2025", None),
        ("soon", None),
        ("", None),
        (None, None),
    ],
)
def test_dates_are_read_only_when_they_have_one_meaning(written, date):
    assert read_date(written) == date


def shown(file: SourceFile):
    return preview(
        file,
        staged=StagedFile(name=file.name, digest="0" * 64, size=len(file.content)),
        said=NOBODY_SAID,
        masker=PresidioMasker(),
        sentences=SentenceSplitter(),
        known=KNOWN,
    )


def test_a_preview_shows_masked_text_and_marks_each_find():
    proposal = shown(markdown("# Visit\n\nSarah Okafor rang 07700 900123 twice. Too late.\n\nYes no."))
    assert proposal.preview == "Visit\n\n[name 1] rang [phone] twice. Too late.\n\nYes no."
    assert [(f.type, f.placeholder) for f in proposal.findings] == [
        ("PERSON", "[name 1]"),
        ("PHONE_NUMBER", "[phone]"),
    ]
    assert proposal.redactions == (("PERSON", 1), ("PHONE_NUMBER", 1))
    assert (proposal.observations, len(proposal.refusals)) == (1, 1)


def test_a_preview_of_an_unreadable_file_is_one_refusal():
    proposal = shown(SourceFile(name="scan.docx", content=b"%PDF-1.7"))
    assert (proposal.observations, proposal.preview) == (0, "")
    assert [refusal.where for refusal in proposal.refusals] == ["whole file"]
