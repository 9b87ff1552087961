"""Where sentences end."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from threading import Barrier

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from language.model import load_model
from language.sentences import SentenceSplitter

SPLITTER = SentenceSplitter()


def split(text: str) -> list[str]:
    return [span.of(text) for span in SPLITTER.split([text])[0]]


@pytest.mark.parametrize(
    "sentences",
    [
        ["The boat was late.", "Nobody said why it was."],
        ["They asked Dr. Moss for the key, e.g. Monday's.", "She had lost it."],
        ["Do you know when it leaves?", "No one here does!", "The board is blank."],
        ["It costs 3.50 at the U.S. Embassy desk."],
        ["“I gave up. I drove.” – a pass holder"],
        ["The sign reads “Closed for the day.”", "It is open on Sundays."],
        ["3. Paying for the pass by card"],
        ["one bullet without any capital or full stop"],
        ["The boat was late. Again."],
        ["Oh no. The boat was late again."],
    ],
)
def test_sentences_end_where_a_reader_would_end_them(sentences):
    assert split(" ".join(sentences)) == sentences


def test_a_line_that_its_author_broke_ends_a_sentence():
    assert split("Where: at the quay\nLength: about one hour") == ["Where: at the quay", "Length: about one hour"]


def test_blank_text_has_no_sentences_and_no_texts_give_nothing():
    assert SPLITTER.split(["", " \n "]) == [[], []]
    assert SPLITTER.split([]) == []


def test_a_component_that_the_model_lacks_is_named():
    with pytest.raises(ValueError, match="oracle"):
        load_model("oracle")


@settings(max_examples=200)
@given(st.text(alphabet="abc ABC.!?…:\n\"'“”‘’()12–", max_size=150))
def test_splitting_loses_no_words_and_keeps_their_order(text):
    spans = SPLITTER.split([text])[0]
    assert all(left.end <= right.start for left, right in pairwise(spans))
    assert Counter(word for span in spans for word in span.of(text).split()) == Counter(text.split())


def test_a_text_longer_than_the_model_takes_at_once_is_split_as_its_parts_are():
    said = ["The clerk asked again for the proof.", "Nobody rang me back in the winter."]
    assert split(" ".join(said * 16_000)) == said * 16_000


def test_one_sentence_longer_than_the_model_takes_stays_one_beside_others():
    endless = "Then " + "and the harbour desk " * 60_000 + "closed."
    assert split(f"Nobody rang me back. {endless} That was all there was.") == [
        "Nobody rang me back.",
        endless,
        "That was all there was.",
    ]


def test_people_who_come_at_once_share_one_model():
    """Twenty threads that ask for the same components get the same object: it is loaded once."""
    start = Barrier(20)

    def ask(_number):
        start.wait()
        return id(load_model("tagger", "senter"))

    with ThreadPoolExecutor(20) as pool:
        assert len(set(pool.map(ask, range(20)))) == 1
