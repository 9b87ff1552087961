"""Difficulties in everyday words are told by wording; what only sounds like them is not, and sure judges are heard."""

import numpy as np
import pytest

from domain.evidence import Kind
from insights.coding.kind_judging import kinds_by
from insights.coding.plain_difficulties import LEAST_CHANCE, PLAINLY_SAID, says_a_difficulty

DIFFICULTIES = (
    "We waited nine weeks for the mooring licence.",
    "The harbour office took four months to answer.",
    "I rang the seed bank six times.",
    "Nobody at the mill picked up.",
    "The permit came after the hearing.",
    "Our lists of berths get to us three days late.",
    "She gave up and sold the boat.",
    "He was sent from one counter to the next.",
    "Wardens key the tide tables in again each night.",
    "Growers do not know who to ask about the frost scheme.",
    "The two quays each say the other keeps the ledger.",
)
NONE = (
    "We interviewed nine growers and waited two weeks between rounds.",
    "Nobody waits for weeks any more.",
    "Would people wait for weeks?",
    "We could ring them three times a year.",
    "The wait has fallen to two days; it was easy.",
    "They rang us once.",
    "It took an afternoon.",
    "The licence came before the hearing.",
    "Participants were asked to wait for an hour in round two.",
    "We propose that people enter the berth again on the last page of the form so that mistakes are seen.",
    "It would be quicker if wardens typed the tables in again only when a tide changes, and never else, as now.",
)
REPORTED = "She gave up and sold the boat."


@pytest.mark.parametrize("text", DIFFICULTIES)
def test_a_wait_a_call_in_vain_and_work_done_again_are_told(text):
    assert says_a_difficulty(text)


@pytest.mark.parametrize("text", NONE)
def test_research_wishes_and_what_went_away_are_not(text):
    assert not says_a_difficulty(text)


def judged(text, kind, chance, headings=()):
    """What becomes of a text whose likeliest kind, but for a difficulty at this chance, is ``kind``."""
    shares = np.full((1, len(Kind)), (1 - chance) * 0.1 / (len(Kind) - 2))
    shares[0, tuple(Kind).index(kind)] = (1 - chance) * 0.9
    shares[0, tuple(Kind).index(Kind.PAIN_POINT)] = chance
    kinds, chances = kinds_by(np.log(shares), [text], [headings])
    return kinds[0], chances[0]


@pytest.mark.parametrize("kind", [Kind.BEHAVIOUR, Kind.METHOD, Kind.OTHER, Kind.POSITIVE])
def test_what_is_taken_for_a_statement_is_a_difficulty_then(kind):
    assert judged(REPORTED, kind, 0.2) == (Kind.PAIN_POINT, PLAINLY_SAID)


@pytest.mark.parametrize("kind", [Kind.NEED, Kind.QUESTION, Kind.RECOMMENDATION])
def test_what_is_taken_for_advice_a_need_or_a_question_stays_so(kind):
    assert judged(REPORTED, kind, 0.2) == (kind, 0.2)


def test_what_judges_are_sure_of_stays_so_and_so_do_notes_on_method():
    assert judged(REPORTED, Kind.POSITIVE, LEAST_CHANCE / 2) == (Kind.POSITIVE, LEAST_CHANCE / 2)
    assert judged(REPORTED, Kind.METHOD, 0.2, ("Who we spoke to",))[0] is Kind.METHOD


def test_what_lacks_a_word_of_trouble_is_no_plain_statement_then():
    assert judged("The permit came after the hearing.", Kind.POSITIVE, 0.55) == (Kind.PAIN_POINT, 0.55)
    assert judged("The permit came with the tide table.", Kind.POSITIVE, 0.55)[0] is Kind.POSITIVE
