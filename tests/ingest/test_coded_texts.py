"""Texts that were coded in another tool: what people marked and how they called it comes in with the words."""

import pytest

from domain.codes import OBSERVATION, describe_place
from domain.errors import UnreadableSource
from domain.evidence import SourceFile
from ingest.opening import open_file
from ingest.reading import read_source
from language.sentences import SentenceSplitter
from tests.builders import a_study

STUDY = a_study("Moorings", "Harbour Office")
GUIDS = [f"{digit * 8}-{digit * 4}-4{digit * 3}-8{digit * 3}-{digit * 12}" for digit in "123456789"]
WORDS = "I waited nine weeks for the berth. Nobody rang.\nThen Orla Finch told me that the letter was lost."


def a_project(text: str, *inside: str, origin: str = "Another Tool", cases: str = "", codes: str = "") -> SourceFile:
    codes = codes or f'<Code guid="{GUIDS[0]}" name="Waiting" isCodable="true" color="#a1b2c3"/>'
    document = (
        f'<Project xmlns="urn:QDA-XML:project:1.0" name="Berths in winter" origin="{origin}">'
        f'<Users><User guid="{GUIDS[8]}" name="Tilda"/></Users>'
        f"<CodeBook><Codes>{codes}</Codes></CodeBook>{cases}"
        f'<Sources><TextSource guid="{GUIDS[1]}" name="Interview 1"><PlainTextContent>{text}</PlainTextContent>'
        f"{''.join(inside)}</TextSource></Sources></Project>"
    )
    return SourceFile(name="interview.qde", content=document.encode())


def a_selection(words: str, *codes: str, text: str = WORDS, guid: str = GUIDS[2], remark: str = "") -> str:
    start = text.index(words)
    codings = "".join(f'<Coding guid="{GUIDS[3]}"><CodeRef targetGUID="{code}"/></Coding>' for code in codes)
    described = f"<Description>{remark}</Description>" if remark else ""
    return (
        f'<PlainTextSelection guid="{guid}" startPosition="{start}" endPosition="{start + len(words)}" '
        f'creatingUser="{GUIDS[8]}">{described}{codings}</PlainTextSelection>'
    )


def read(file: SourceFile, **more):
    return read_source(file, study=STUDY, masker=None, sentences=SentenceSplitter(), **more)


def test_sentences_become_observations_and_selections_keep_their_words_and_codes():
    found = read(a_project(WORDS, a_selection("nine weeks for the berth", GUIDS[0], remark="often")))
    assert [each.text for each in found.observations] == [
        "I waited nine weeks for the berth. Nobody rang.",
        "Then Orla Finch told me that the letter was lost.",
    ]
    (code,) = found.codes
    assert (code.name, code.colour) == ("Waiting", "#A1B2C3")
    (selection,) = found.selections
    assert selection.span.of(found.text.masked.text) == "nine weeks for the berth"
    assert (selection.codes, selection.description, selection.by) == ((code.id,), "often", "Tilda")


def test_a_selection_over_several_paragraphs_stays_one():
    found = read(a_project(WORDS, a_selection("Nobody rang.\nThen Orla", GUIDS[0])))
    (selection,) = found.selections
    assert selection.span.of(found.text.masked.text).split() == ["Nobody", "rang.", "Then", "Orla"]


def test_a_code_on_a_whole_text_becomes_a_selection_of_all_of_it():
    found = read(a_project(WORDS, f'<Coding guid="{GUIDS[3]}"><CodeRef targetGUID="{GUIDS[0]}"/></Coding>'))
    (selection,) = found.selections
    assert (selection.span.start, selection.span.end) == (0, len(found.text.masked.text))


def test_names_in_codes_and_remarks_are_masked_with_the_text():
    from ingest.masking import PresidioMasker

    codes = f'<Code guid="{GUIDS[0]}" name="What Orla Finch told" isCodable="true"/>'
    file = a_project(WORDS, a_selection("letter was lost", GUIDS[0], remark="Ask Orla Finch"), codes=codes)
    found = read_source(file, study=STUDY, masker=PresidioMasker(), sentences=SentenceSplitter())
    said = [found.text.masked.text, found.codes[0].name, found.selections[0].description]
    assert all("Finch" not in words and "[name 1]" in words for words in said)


def test_a_case_is_the_participant_of_its_passages():
    cases = (
        f'<Variables><Variable guid="{GUIDS[4]}" name="Region" typeOfVariable="Text"/></Variables>'
        f'<Cases><Case guid="{GUIDS[5]}" name="P07"><VariableValue><VariableRef targetGUID="{GUIDS[4]}"/>'
        f'<TextValue>North</TextValue></VariableValue><SelectionRef targetGUID="{GUIDS[2]}"/></Case></Cases>'
    )
    found = read(a_project(WORDS, a_selection("nine weeks"), cases=cases))
    assert [(each.participant, each.attributes) for each in found.observations] == [
        ("P07", (("Region", "North"),)),
        (None, ()),
    ]


def test_our_own_observations_come_back_as_they_were():
    remark = describe_place("page 3", ("Findings", "Waiting"))
    marked = a_selection("I waited nine weeks for the berth. Nobody rang.", OBSERVATION.id, remark=remark)
    found = read(a_project(WORDS, marked, origin="Throughline 0.1"))
    (observation,) = found.observations
    assert observation.text == "I waited nine weeks for the berth. Nobody rang."
    assert (observation.locator, observation.headings) == ("page 3", ("Findings", "Waiting"))
    assert found.selections == ()
    assert found.text.masked.text == WORDS


def test_the_project_gives_the_study_its_title_and_facts():
    value = (
        f'<VariableValue><VariableRef targetGUID="{GUIDS[4]}"/><TextValue>Harbour Office</TextValue></VariableValue>'
    )
    variables = f'<Variables><Variable guid="{GUIDS[4]}" name="organisation" typeOfVariable="Text"/></Variables>'
    seen = open_file(a_project(WORDS, value, cases=variables)).glimpse
    assert (seen.title, seen.fact("organisation")) == ("Berths in winter", "Harbour Office")


def test_a_project_without_words_is_refused_with_what_was_in_it():
    sources = f'<Sources><PictureSource guid="{GUIDS[0]}"/></Sources>'
    document = f'<Project xmlns="urn:QDA-XML:project:1.0" name="N">{sources}</Project>'
    with pytest.raises(UnreadableSource) as caught:
        open_file(SourceFile(name="n.qde", content=document.encode()))
    assert "Only words are read" in caught.value.remedy


def test_what_is_known_of_a_text_is_known_of_whose_words_it_holds():
    """Tools without cases keep what is known of people as variables of their texts."""
    variables = (
        f'<Variables><Variable guid="{GUIDS[4]}" name="Region" typeOfVariable="Text"/>'
        f'<Variable guid="{GUIDS[5]}" name="Age" typeOfVariable="Text"/></Variables>'
        f'<Cases><Case guid="{GUIDS[6]}" name="P07"><VariableValue><VariableRef targetGUID="{GUIDS[4]}"/>'
        f'<TextValue>North</TextValue></VariableValue><SelectionRef targetGUID="{GUIDS[2]}"/></Case></Cases>'
    )
    values = "".join(
        f'<VariableValue><VariableRef targetGUID="{variable}"/><TextValue>{value}</TextValue></VariableValue>'
        for variable, value in ((GUIDS[4], "South"), (GUIDS[5], "44"))
    )
    found = read(a_project(WORDS, a_selection("nine weeks") + values, cases=variables))
    assert [each.attributes for each in found.observations] == [
        (("Region", "North"), ("Age", "44")),
        (("Region", "South"), ("Age", "44")),
    ]
