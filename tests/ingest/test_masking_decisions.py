"""What people decide on masking stands above what is found, in the text and in what is shown beside it."""

import pytest

from domain.evidence import SourceFile, Study
from domain.identity import study_id
from domain.masking import (
    KEPT,
    PERSON,
    MaskingDecision,
    MaskingDecisions,
    decided,
    decisions_in,
    in_brackets,
    text_digest,
)
from domain.text import TextSpan
from ingest._identifying import identifying_phrases
from ingest.masking import PresidioMasker
from ingest.reading import read_source
from ingest.shielding import Choices
from language.sentences import SentenceSplitter

SENTENCES = SentenceSplitter()
MASKER = PresidioMasker()
STUDY = Study(id=study_id("Ferry Office", "x"), title="Talk with Sarah Okafor", organisation="Ferry Office")
TEXT = "Sarah Okafor met Zorba at noon. She is the only wheelchair user at Ferry Pier. Zorba agreed."


def span_of(words: str, text: str = TEXT) -> TextSpan:
    return TextSpan(start=text.index(words), end=text.index(words) + len(words))


def read(*made: MaskingDecision, finds_count: bool = True, text: str = TEXT, masker=MASKER, on: str = TEXT):
    decisions = MaskingDecisions(made=made, text=text_digest(on)) if made else None
    file = SourceFile(name="Zorba.txt", content=text.encode())
    choices = Choices(finds_count=finds_count, decisions=decisions)
    return read_source(file, study=STUDY, masker=masker, sentences=SENTENCES, choices=choices)


def test_a_find_that_a_person_leaves_stands_in_the_text_and_in_the_title():
    source = read(MaskingDecision(span=span_of("Sarah Okafor"), placeholder=None, type=PERSON))
    assert source.text.masked.text.startswith("Sarah Okafor met")
    assert source.study.title == "Talk with Sarah Okafor"
    assert [item.type for item in source.text.masked.replacements if item.decided] == [KEPT]


def test_words_made_more_general_stand_in_the_observation_as_the_person_wrote_them():
    general = in_brackets("one disabled user")
    source = read(MaskingDecision(span=span_of("the only wheelchair user at Ferry Pier"), placeholder=general))
    assert any("She is [one disabled user]." in observation.text for observation in source.observations)
    assert "wheelchair" in source.text.canonical


def test_a_missed_name_is_numbered_with_the_others_and_masked_wherever_it_stands():
    source = read(MaskingDecision(span=span_of("Zorba"), placeholder="[name]", type=PERSON))
    masked = source.text.masked.text
    assert masked.startswith("[name 1] met [name 2] at noon.") and masked.endswith("[name 2] agreed.")
    assert source.shown_name == "[name 2].txt"


def test_where_masking_suggests_only_what_a_person_accepted_is_replaced():
    assert read(finds_count=False).text.masked.text == TEXT
    source = read(MaskingDecision(span=span_of("Sarah Okafor"), placeholder="[name 1]", type=PERSON), finds_count=False)
    assert source.text.masked.text == TEXT.replace("Sarah Okafor", "[name 1]")
    assert source.study.title == "Talk with [name 1]"


def test_decisions_on_another_text_are_not_used():
    made = MaskingDecision(span=TextSpan(start=0, end=5), placeholder="[x]")
    assert "[x]" not in read(made, on="another text").text.masked.text


def test_decisions_are_read_back_from_what_was_stored():
    made = (
        MaskingDecision(span=TextSpan(start=0, end=5), placeholder=None),
        MaskingDecision(span=TextSpan(start=6, end=12), placeholder="[someone]", type="GENERALISED"),
    )
    kept = decisions_in(decided(TEXT, [], made))
    assert [(each.span, each.placeholder) for each in kept] == [(each.span, each.placeholder) for each in made]


def test_a_wording_has_words_and_an_end():
    with pytest.raises(ValueError, match="characters"):
        MaskingDecision(span=TextSpan(start=0, end=1), placeholder=" ")
    with pytest.raises(ValueError, match="characters"):
        MaskingDecision(span=TextSpan(start=0, end=1), placeholder="x" * 300)
    assert in_brackets("  one\nuser ") == "[one user]" == in_brackets("[one user]")


@pytest.mark.parametrize(
    "phrase",
    [
        "the only wheelchair user at Ferry Pier",
        "the youngest nurse on the ward",
        "the harbour master of Larkmouth",
        "the fire at Mill Row in March 2019",
        "one of two deaf tenants in the block",
    ],
)
def test_phrases_that_may_identify_someone_are_pointed_out(phrase):
    text = f"We heard that {phrase}, waited nine weeks."
    assert [text[find.start : find.end] for find in identifying_phrases(text)] == [phrase]


@pytest.mark.parametrize(
    "text",
    [
        "The only thing missing was a date.",
        "It was the first page they opened.",
        "The last step took the only form.",
    ],
)
def test_ordinary_firsts_and_onlys_are_not_pointed_out(text):
    assert list(identifying_phrases(text)) == []


def test_people_of_the_study_keep_their_numbers_and_new_ones_get_the_next():
    masker = MASKER.for_study(people={"[name 1]": ("Sarah Okafor",), "[name 4]": ("Ola",)}, taken=6)
    text = "Tom Reyes asked Okafor. Sarah agreed with Tom."
    assert [item.placeholder for item in masker.find(text)] == ["[name 7]", "[name 1]", "[name 1]", "[name 7]"]
