"""Which sentences of a writer's summary may stand: those that their citations bear out. Everything is fictional."""

import pytest

from domain.text import Replacement, TextSpan
from domain.writing import WrittenSentence
from insights.answering.summarising import (
    MOST_QUOTATIONS,
    MOST_SENTENCES,
    TOO_MANY,
    checked,
    chosen_quotations,
    fault_of,
)
from tests.planted_journeys import an_observation

QUOTATIONS = (
    "Skippers waited nine weeks for the mooring letter from the harbour.",
    "Nobody at the harbour could say when the mooring letter would come.",
    "The keeper at Northmoor types every mooring into two systems by hand.",
    "Residents liked the new sign on the quay.",
    "3 of 8 skippers rang about the mooring letter.",
)


class Masker:
    """Finds one name, wherever it stands."""

    def find(self, text, *, people=()):
        at = text.find("Okafor")
        if at < 0:
            return []
        return [Replacement(span=TextSpan(start=at, end=at + 6), type="PERSON", placeholder="[name 1]")]


def fault(text, *cites):
    return fault_of(WrittenSentence(text=text, cites=cites), QUOTATIONS, Masker())


@pytest.mark.parametrize(
    ("text", "cites"),
    [
        ("Skippers wait weeks for the mooring letter.", (1,)),
        ("Skippers waited 9 weeks for their mooring letter.", (1,)),
        ("Nobody could say when the mooring letter comes.", (2,)),
        ("The keeper types each mooring into two systems.", (3,)),
        ("At Northmoor the keeper types moorings by hand.", (3,)),
        ("Skippers waited for the mooring letter, and nobody at the harbour could say when it comes.", (1, 2)),
        ("Three of eight skippers rang about a letter.", (5,)),
    ],
)
def test_what_the_citations_bear_out_stands(text, cites):
    assert fault(text, *cites) == ""


@pytest.mark.parametrize(
    ("text", "cites", "why"),
    [
        ("Skippers wait weeks for the mooring letter.", (), "cites nothing"),
        ("Skippers wait weeks for the mooring letter.", (9,), "cites nothing"),
        ("Skippers wait weeks for the mooring letter.", (0,), "cites nothing"),
        ("Skippers wait weeks for the mooring letter.", (1, 4), "speaks of something else"),
        ("Skippers waited for the mooring letter and lost income, berths and customers.", (1,), "says more"),
        ("Skippers waited twelve weeks for the mooring letter.", (1,), "number or quantity"),
        ("Skippers waited 90 weeks for the mooring letter.", (1,), "number or quantity"),
        ("Most skippers waited weeks for the mooring letter.", (1,), "number or quantity"),
        ("All skippers waited weeks for the mooring letter.", (1,), "number or quantity"),
        ("Half of the skippers rang about the mooring letter.", (5,), "number or quantity"),
        ("Skippers at Southmoor waited weeks for the mooring letter.", (1,), "name in it"),
        ("Northmoor skippers waited weeks for the mooring letter.", (1,), "name in it"),
        ("Skippers never waited for the mooring letter.", (1,), "denies"),
        ("The harbour could say when the mooring letter would come.", (2,), "denies"),
        ("Skippers “waited weeks” for the mooring letter.", (1,), "It quotes"),
        ("Skippers waited weeks. The mooring letter was late.", (1,), "not one sentence"),
        ("Skippers\u0007 waited weeks for the mooring letter.", (1,), "not one sentence"),
        ("Skippers waited weeks for the mooring letter, " * 9, (1,), "not one sentence"),
        ("", (1,), "not one sentence"),
        ("Skippers waited.", (1,), "not one sentence"),
    ],
)
def test_what_cannot_be_verified_is_dropped_and_the_reason_holds_none_of_it(text, cites, why):
    said = fault(text, *cites)
    assert why in said
    assert "kipper" not in said and "moor" not in said


def test_personal_data_in_a_sentence_drops_it():
    text = "Keeper Okafor waited nine weeks for the mooring letter."
    quotations = ("Keeper Okafor waited nine weeks for the mooring letter.",)
    assert "personal data" in fault_of(WrittenSentence(text=text, cites=(1,)), quotations, Masker())


def summary(*sentences):
    items = [an_observation(number, text) for number, text in enumerate(QUOTATIONS, start=1)]
    written = [WrittenSentence(text=text, cites=cites) for text, cites in sentences]
    return checked(written, items, by="small-model at example", masker=Masker())


def test_sentences_name_the_observations_that_they_cite_and_drops_are_counted_by_reason():
    found = summary(
        ("Skippers wait weeks for the mooring letter.", (1, 1)),
        ("Skippers waited twelve weeks for the mooring letter.", (1,)),
        ("Skippers waited 90 weeks for the mooring letter.", (1,)),
        ("Skippers wait weeks for the mooring letter.", ()),
    )
    assert [(each.text, each.cites) for each in found.sentences] == [
        ("Skippers wait weeks for the mooring letter.", ("obs_001",))
    ]
    assert found.dropped_in_all == 3
    assert sorted(number for _, number in found.dropped) == [1, 2]
    assert found.by == "small-model at example"
    assert found.sent == tuple(f"obs_00{number}" for number in range(1, 6))


def test_a_summary_that_goes_on_and_on_is_cut_and_that_is_counted():
    found = summary(*[("Skippers wait weeks for the mooring letter.", (1,))] * (MOST_SENTENCES + 3))
    assert len(found.sentences) == MOST_SENTENCES
    assert found.dropped == ((TOO_MANY, 3),)


def test_only_what_may_be_sent_is_chosen_best_first_each_wording_once():
    texts = [*QUOTATIONS, QUOTATIONS[0].upper(), "Okafor waited for the letter.", "A long tale. " * 80]
    items = [an_observation(number, text, study_id="st_open") for number, text in enumerate(texts)]
    items.insert(0, an_observation(99, "A draft tells of moorings.", study_id="st_draft"))
    chosen = chosen_quotations(items, studies={"st_open"}, masker=Masker())
    assert [item.text for item in chosen] == list(QUOTATIONS)


def test_at_most_twenty_are_sent():
    items = [an_observation(number, f"Mooring {number} is taken.", study_id="st") for number in range(40)]
    assert len(chosen_quotations(items, studies={"st"}, masker=Masker())) == MOST_QUOTATIONS
