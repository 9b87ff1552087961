"""What people do, told by the things they do it with, from invented research on moorings."""

import pytest

from journey_maps.drafting.actions import actions_in


def names(*texts):
    return [action.name for action in actions_in(texts)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The berth form was too long for most owners.", "Fill in the berth form"),
        ("Questions about the tide were the hardest part.", "Answer questions about the tide"),
        ("Storm reminders came too late.", "Receive storm reminders"),
        ("The duty table is out of date, and so is the mooring fee.", "Pay the mooring fee"),
        ("Berth allocation takes a whole morning.", "Allocate the berth"),
        ("The renewal of moorings is slow.", "Renew moorings"),
    ],
)
def test_what_is_done_with_a_thing_is_known_from_the_thing(text, name):
    assert name in names(text)


@pytest.mark.parametrize(
    "text",
    [
        "The form was too long.",
        "There was no berth form.",
        "We redrew the berth form.",
        "The dropdown form was hard to see.",
        "The date of birth was missing.",
    ],
)
def test_a_thing_that_nothing_tells_from_others_or_that_belongs_to_the_making_tells_nothing(text):
    assert names(text) == []


def test_what_a_verb_is_done_to_goes_by_the_verb():
    assert names("Owners post the berth form to the office.") == ["Post the berth form"]


def test_praise_and_number_are_no_part_of_a_name():
    assert names("Useful mooring guidance was hard to come by.") == ["Read the mooring guidance"]
    assert names("The old berth form was shorter.") == ["Fill in the berth form"]


def test_a_word_with_a_hyphen_stays_whole():
    assert names("The walk-in clinic was full.") == ["Attend the walk-in clinic"]


def test_a_capital_that_only_headings_give_is_taken_away():
    texts = ["Berth details", "They gave the berth details twice.", "A berth is dear."]
    assert set(names(*texts)) == {"Give berth details"}


def test_an_abbreviation_keeps_its_capitals():
    assert names("The RYA certificate came in June.") == ["Receive the RYA certificate"]
    assert names("Clerks speak with HPOs each week.") == ["Speak with HPOs"]
