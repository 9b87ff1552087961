"""Names in a question, put in the other forms they go by. Every body here is invented."""

import pytest

from language.acronyms import explained_in
from language.name_forms import name_key
from language.other_forms import MOST_CHARACTERS, MOST_WAYS, said_otherwise

FAMILIES = [
    ("Mooring Licence Office", "MLO", "Quay Desk"),
    ("Lamp Office", "LO"),
    ("Interior Tariffs", "IT"),
]


def forms_of(key: str) -> list[str]:
    return [form for forms in FAMILIES if key in {name_key(each) for each in forms} for form in forms]


def asked(question: str) -> tuple[str, ...]:
    return said_otherwise(question, forms_of).questions


def test_a_name_is_asked_by_each_of_its_other_forms():
    said = said_otherwise("Why does the MLO not answer?", forms_of)
    assert said.questions == ("Why does Mooring Licence Office not answer?", "Why does Quay Desk not answer?")
    assert said.names == ("Mooring Licence Office", "Quay Desk")


@pytest.mark.parametrize(
    "written", ["MLO", "mlo", "MLOs", "the mooring licence office", "mooring licence offices'", "quay desk"]
)
def test_a_name_is_known_in_any_case_and_number(written):
    assert len(asked(f"Who rings {written} twice?")) == 2


def test_two_names_are_put_in_other_words_together_and_told_once():
    said = said_otherwise("Does the lamp office write to the MLO, or the MLO to it?", forms_of)
    assert said.questions[0] == "Does LO write to Mooring Licence Office, or Mooring Licence Office to it?"
    assert said.questions[1] == "Does the lamp office write to Quay Desk, or Quay Desk to it?"
    assert said.names == ("LO", "Mooring Licence Office", "Quay Desk")


def test_an_ordinary_word_is_a_name_only_where_it_is_written_as_one():
    assert asked("Is it slow? It is.") == ()
    assert asked("Is the IT slow?") == ("Is Interior Tariffs slow?",)


def test_what_stands_in_quotation_marks_is_left_as_it_is():
    assert asked('Who says "MLO" aloud?') == ()


@pytest.mark.parametrize("question", ["", "?", "Why are lamps dark?", "\x00 \u202e🙂", "MLO " * MOST_CHARACTERS])
def test_a_question_without_names_and_a_pasted_text_stay_as_they_are(question):
    assert asked(question) == ()


def test_no_more_ways_are_asked_than_are_of_use():
    forms = ["Pier", *(f"Pier {number}" for number in range(20))]
    assert len(said_otherwise("Who owns the Pier?", lambda key: forms if key == "pier" else []).questions) == MOST_WAYS


def test_each_explanation_of_an_acronym_in_a_text_is_told():
    text = "The Tide Warning Board (TWB) told the TWB (tide warning board) of it (IT was down)."
    assert list(explained_in(text)) == [("TWB", "Tide Warning Board"), ("TWB", "Tide warning board")]
    assert list(explained_in("The board (all of it) met.")) == []
