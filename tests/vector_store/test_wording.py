import pytest

from vector_store.lexical_index import Bm25Index
from vector_store.wording import MAX_CHARACTERS, codes, phrases, telling
from vector_store.words import STOP_WORDS, written_words

TEXTS = {
    "phrase": "The waiting list for homes is long.",
    "scattered": "A list of homes is waiting for a clerk.",
    "coded": "Send the form SA-100 by post.",
    "joined": "The SA100 form is long.",
    "other": "Form SA-1001 is a different one.",
    "capitals": "The FBS team answers.",
}


@pytest.fixture(scope="module")
def index(tmp_path_factory):
    built = Bm25Index(tmp_path_factory.mktemp("words"))
    built.build(list(TEXTS), list(TEXTS.values()), revision=1)
    return built


@pytest.mark.parametrize("query", ['"waiting list"', "what of the “Waiting  List” for homes", "«waiting list»"])
def test_only_what_holds_a_quoted_phrase_word_for_word_will_do(index, query):
    assert index.wording(query).required == {"phrase"}


def test_all_quoted_phrases_must_stand():
    assert phrases('"waiting list" and "for homes"') == [("waiting", "list"), ("for", "homes")]


def test_phrases_do_not_run_over_from_one_text_into_the_next(index):
    assert index.wording('"is long a list"').required == frozenset()


@pytest.mark.parametrize(
    "query", ['a 5" and a 6" pipe', 'an open "quote', '"!!!"', "no quote", f'"a b" {"x" * MAX_CHARACTERS}']
)
def test_what_is_no_phrase_requires_nothing(query):
    assert phrases(query) == []


@pytest.mark.parametrize("query", ["SA-100", "What do people say of form sa100?", "SA 100", "sa/100"])
def test_a_code_is_found_however_it_is_parted_and_no_longer_one_with_it(index, query):
    assert index.wording(query).named == {"coded", "joined"}


def test_capitals_name_something_in_a_look_up_and_not_in_a_sentence(index):
    assert index.wording("FBS").named == {"capitals"}
    assert codes("Why does nobody at the FBS answer letters?") == []


def test_operators_of_other_searches_are_no_codes():
    assert codes('"AND OR (NOT') == []


def test_a_year_a_count_and_an_ordinal_are_no_codes():
    assert codes("What changed in 2024 for 120 people on the 2nd floor?") == []


@pytest.mark.parametrize(
    ("asked", "about"),
    [
        ("What do people find hard about moorings?", "moorings"),
        ("How do people find moorings?", "find moorings"),
        ("What happens when somebody sinks?", "sinks"),
    ],
)
def test_what_only_asks_is_not_what_a_question_is_about(asked, about):
    assert [word for word in written_words(telling(asked)) if word not in STOP_WORDS] == about.split()
