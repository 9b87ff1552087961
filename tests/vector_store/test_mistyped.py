import pytest
from hypothesis import given
from hypothesis import strategies as st

from vector_store.lexical_index import Bm25Index
from vector_store.mistyped import LongWords, mended

TEXTS = {
    "waiting": "The waiting list is long.",
    "homes": "Homes are let by a clerk.",
    "appointment": "Nobody kept the appointment.",
    "prostate": "A prostate check takes a minute.",
    "password": "Passwords are written on the wall.",
    "hidden": "The harbourmaster sold the quay.",
}
SEEN = frozenset(TEXTS) - {"hidden"}


@pytest.fixture(scope="module")
def index(tmp_path_factory):
    built = Bm25Index(tmp_path_factory.mktemp("words"))
    built.build(list(TEXTS), list(TEXTS.values()), revision=1)
    return built


def found(index, query, seen=None):
    return {hit.id for hit in index.asked(query, seen=seen).matches(limit=5)[0]}


@pytest.mark.parametrize("typed", ["wating", "waitingg", "waitnig", "waitung"])
def test_a_word_one_letter_wrong_is_found_as_the_known_one(index, typed):
    assert found(index, typed) == {"waiting"}


def test_a_known_word_is_never_taken_for_another(index):
    assert found(index, "homes") == {"homes"}
    assert list(mended("form", {"form", "forms", "farm"})) == ["farm", "forms"]


@pytest.mark.parametrize("word", ["abc", "x" * 5000, "sa100", "löten"])
def test_short_endless_and_odd_words_are_not_guessed_at(word):
    assert list(mended(word, {"abcd", "sa10", "loten"})) == []


@pytest.mark.parametrize("typed", ["apointmant", "appiontmnet", "appointmentts", "apponitmen", "APOINTMANT"])
def test_a_long_word_two_letters_wrong_is_found_as_the_known_one(index, typed):
    assert found(index, typed) == {"appointment"}


@pytest.mark.parametrize(
    "typed",
    [
        "bppointmant",  # another first letter
        "apoimtmant",  # three letters wrong
        "hoomess",  # short
        "passports",  # English, two letters from "passwords"
    ],
)
def test_what_is_further_off_short_or_a_word_of_its_own_is_not_mended(index, typed):
    assert found(index, typed) == set()


def test_a_mistyped_word_is_not_strange(tmp_path):
    texts = [f"appointment {number}" for number in range(2600)]
    index = Bm25Index(tmp_path)
    index.build([str(row) for row in range(2600)], texts, revision=1)
    assert index.asked("apointmant").strangeness() == 0.0
    assert index.asked("passports").strangeness() == 1.0


@pytest.mark.parametrize("typed", ["harbourmaster", "harbormaster", "harbormastre"])
def test_a_word_that_only_hidden_texts_have_is_neither_known_nor_proposed(index, typed):
    assert found(index, typed) == {"hidden"}
    assert found(index, typed, seen=SEEN) == set()


plain = st.text("abcde", min_size=8, max_size=12)


@given(plain, st.lists(plain, min_size=1))
def test_two_away_is_what_a_table_of_all_changes_says(word, known):
    expected = {other for other in known if other[0] == word[0] and changes(word, other) == 2}
    assert LongWords(dict.fromkeys(known)).two_away(word) == sorted(expected)


def changes(one, other):
    """Count changes by the whole table, as the definition has it (optimal string alignment)."""
    table = {(row, 0): row for row in range(len(one) + 1)} | {(0, at): at for at in range(len(other) + 1)}
    for row in range(1, len(one) + 1):
        for at in range(1, len(other) + 1):
            ways = [
                table[row - 1, at] + 1,
                table[row, at - 1] + 1,
                table[row - 1, at - 1] + (one[row - 1] != other[at - 1]),
            ]
            if row > 1 and at > 1 and one[row - 1] == other[at - 2] and one[row - 2] == other[at - 1]:
                ways.append(table[row - 2, at - 2] + 1)
            table[row, at] = min(ways)
    return table[len(one), len(other)]
