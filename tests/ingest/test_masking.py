"""Personal data is found without any network, and evidence is left alone."""

import socket
from io import BytesIO
from itertools import pairwise

import pytest
from openpyxl import Workbook

from domain.evidence import SourceFile, Study
from domain.identity import study_id
from domain.text import MaskedText
from ingest.masking import PresidioMasker
from ingest.reading import read_source
from language.sentences import SentenceSplitter

# Every person here is fictional, and the numbers are of the ranges kept for fiction or for tests.
MASKER = PresidioMasker(never=["Harbour Board", "Tide line"])
SENTENCES = SentenceSplitter()


def masked(text: str) -> str:
    return MaskedText.of(text, MASKER.find(text)).text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Write to jo.moss@ferry.example today.", "Write to [email] today."),
        ("Ring 07700 900123 before noon.", "Ring [phone] before noon."),
        ("Ring +44 7700 900456 before noon.", "Ring [phone] before noon."),
        ("Ring (020) 7946 0958 before noon.", "Ring [phone] before noon."),
        ("She rang 01632 960 417 five times.", "She rang [phone] five times."),
        ("Ring 01632 nine six oh four one seven.", "Ring [phone]."),
        ("Ring 0044 7700 900 one two three.", "Ring [phone]."),
        ("Her number is AB 12 34 56 C, she said.", "Her number is [NI number], she said."),
        ("His NHS number is 943 476 5919, he said.", "His NHS number is [NHS number], he said."),
        ("We met Sarah Okafor at the quay.", "We met [name 1] at the quay."),
        ("We met Susan Page and Tom Lane at the quay.", "We met [name 1] and [name 2] at the quay."),
        ("sarah rang. Later Sarah wrote.", "[name 1] rang. Later [name 1] wrote."),
        ("Mrs Pennington could not open the file.", "[name 1] could not open the file."),
    ],
)
def test_personal_data_is_replaced_by_what_it_was(text, expected):
    assert masked(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Participant 3 opened the NHS App and saw the Prototype.",
        "P3 said the Download page and the Email step confused her; she had to download it and email it.",
        "254,756 users and 1,204 staff took part between 2021 and 2023, at a cost of 12500000 pounds.",
        "The Harbour Board asked the Tide line team about COVID and SNOMED codes.",
        "User Types\n\nUser Types\n\nOooooh, so that is what it means.",
        "The office in Mill Lane is closed.",
        "Sprint 17 tested Version 2 of the Task List.",
        "",
        "   \n ",
    ],
)
def test_ordinary_words_and_figures_are_left_alone(text):
    assert masked(text) == text


def test_one_person_keeps_one_number_also_by_a_part_of_the_name():
    text = "Sarah Okafor rang first. Tom Reyes rang next. Later Sarah said that Okafor is misspelt, and Tom agreed."
    assert masked(text) == (
        "[name 1] rang first. [name 2] rang next. Later [name 1] said that [name 1] is misspelt, and [name 2] agreed."
    )


def test_finds_are_in_order_and_do_not_overlap_in_a_long_text():
    paragraph = "Sarah Okafor wrote to sarah.okafor@ferry.example and rang 07700 900123.\n\n"
    finds = MASKER.find(paragraph * 900)
    assert len(finds) == 2_700
    assert all(a.span.end <= b.span.start for a, b in pairwise(finds))


def test_masking_opens_no_connection(monkeypatch):
    def refuse(*_args: object, **_more: object) -> None:
        raise AssertionError("masking asked for a network connection")

    for name in ("connect", "connect_ex", "sendto"):
        monkeypatch.setattr(socket.socket, name, refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    found = PresidioMasker().find("Sarah Okafor, sarah@ferry.example, 07700 900123, AB123456C")
    assert [find.type for find in found] == ["PERSON", "EMAIL_ADDRESS", "PHONE_NUMBER", "UK_NINO"]


def test_text_headings_title_and_file_name_are_masked_together():
    study = Study(id=study_id("Ferry Office", "x"), title="Interview with Sarah Okafor", organisation="Ferry Office")
    content = b"# Sarah Okafor\n\nTom Reyes asked her first.\n\nThen Sarah showed him the pass."
    file = SourceFile(name="interview-Sarah-Okafor.md", content=content)
    source = read_source(file, study=study, masker=MASKER, sentences=SENTENCES)
    assert source.study.title == "Interview with [name 1]"
    assert source.shown_name == "interview-[name 1].md"
    assert [(o.text, o.headings) for o in source.observations] == [
        ("[name 2] asked her first.", ("[name 1]",)),
        ("Then [name 1] showed him the pass.", ("[name 1]",)),
    ]
    assert "Okafor" not in source.text.masked.text and "Okafor" in source.text.canonical


def test_the_name_of_a_sheet_is_masked_wherever_something_stands_on_it():
    book = Workbook()
    sheet = book.active
    sheet.title = "Zsofia Applegarth"
    for row in (["Participant", "What was hard?"], ["P1", "The page asked me to start again."], ["P2", "?"]):
        sheet.append(row)
    content = BytesIO()
    book.save(content)
    study = Study(id=study_id("Ferry Office", "x"), title="x", organisation="Ferry Office")
    file = SourceFile(name="answers.xlsx", content=content.getvalue())
    source = read_source(file, study=study, masker=MASKER, sentences=SENTENCES)
    assert [each.locator for each in source.observations] == ["sheet [name 1], cell B2"]
    assert [each.where for each in source.refusals] == ["sheet [name 1], cell B3"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("NINO ＱＱ１２３４５６Ｃ.", "ＱＱ１２３４５６Ｃ"),
        ("Ring 07700\u00a0900\u00a0123 now.", "07700\u00a0900\u00a0123"),
        ("Born 03\u201104\u20111971, she said.", "03\u201104\u20111971"),
        ("Then Jose\u0301 Nunez\u0303 rang.", "Jose\u0301 Nunez\u0303"),
        ("Sar\u200bah Okafor rang.", "Sar\u200bah Okafor"),
        ("O\u2019Brien\u2019s letter was lost.", "O\u2019Brien"),
        ("The file notes_Sadia_v2.docx is lost.", "Sadia"),
    ],
)
def test_a_find_stands_where_it_is_in_the_text_as_written(text, found):
    assert [find.span.of(text) for find in MASKER.find(text)] == [found]


def test_masking_changes_neither_the_sentences_nor_their_identity():
    study = Study(id=study_id("Ferry Office", "x"), title="x", organisation="Ferry Office")
    content = b"Sarah Okafor came at nine. She asked Mr. Reyes for a pass. He rang 07700 900123. Nobody answered."
    file = SourceFile(name="n.txt", content=content)
    plain = read_source(file, study=study, masker=None, sentences=SENTENCES)
    shielded = read_source(file, study=study, masker=MASKER, sentences=SENTENCES)
    assert [o.id for o in plain.observations] == [o.id for o in shielded.observations]
    for observation in shielded.observations:
        assert observation.span.of(shielded.text.masked.text) == observation.text
        back = shielded.text.masked.to_canonical(observation.span)
        assert back.of(shielded.text.canonical) == plain.observations[observation.ordinal].text
