"""Systems that go by everyday words, in invented sentences."""

import pytest

from language.everyday_systems import find_everyday_systems, is_everyday
from language.names import find_names


def told(text):
    return [thing.name for thing in find_everyday_systems([text])]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Clerks copy each berth into an Excel spreadsheet.", "Spreadsheets"),
        ("Requests arrive in a shared inbox.", "Shared inbox"),
        ("The warden writes it in a paper diary.", "Paper diary"),
        ("Owners fill in a paper permit form.", "Paper forms"),
        ("Some keep their own trackers of boats.", "Trackers"),
        ("They save it to the shared drive.", "Shared drive"),
        ("The result is added to the patient's record.", "Patient records"),
        ("Staff type it into the case management system.", "Case management system"),
        ("The new hull is checked in the register of pilots.", "Register of pilots"),
        ("Staff use their booking system for that.", "Booking system"),
        ("Owners write the form in Word and paste it.", "Word documents"),
        ("The wardens keep the plans on Google Drive.", "Online drive"),
        ("Owners are sent to the phone service.", "Phone service"),
        ("Most subscribe to the THB update service by now.", "THB update service"),
        ("Owners cannot use an automated THB calculator.", "THB calculator"),
        ("It was made from the surge calculator.", "Surge calculator"),
        ("Posts are advertised on council websites.", "Council websites"),
        ("Owners pay the due with GOV.UK Pay.", "GOV.UK Pay"),
        ("They measure the way to the harbour on google maps.", "Google Maps"),
    ],
)
def test_a_system_that_staff_work_in_is_found_by_the_words_for_it(text, name):
    assert told(text) == [name]


@pytest.mark.parametrize(
    "text",
    [
        "People lose trust in the justice system.",
        "They used the new system.",
        "Staff work with several different systems.",
        "We sent them a paper diary task.",
        "A system would help.",
        "It is all put into the back-office system.",
        "The update service was closed.",
        "The boat has a tracker.",
        "They use their own booking system, Capstan, for that.",
        "",
    ],
)
def test_words_that_tell_of_no_one_system_find_none(text):
    assert told(text) == []


def test_the_kind_of_a_named_system_is_that_system():
    texts = ["The Tide Ledger System is old.", "Clerks type it into the tide system by hand."]
    assert find_everyday_systems(texts, find_names(texts)) == []


def test_each_points_to_the_texts_that_tell_of_it():
    texts = ["Clerks keep spreadsheets.", "It rains.", "A spreadsheet goes to the harbour."]
    [sheets] = find_everyday_systems(texts)
    assert (sheets.count, sheets.texts, sheets.is_everyday) == (2, (0, 2), True)


@pytest.mark.parametrize(
    ("name", "is_so"),
    [
        ("Spreadsheets", True), ("excel spreadsheet", True), ("Word documents", True), ("Whiteboard", True),
        ("Account system", True), ("HR system", True), ("Database of pilots", True), ("Online drive", True),
        ("Tide Ledger System", False), ("LedgerOak", False), ("National pupil database", False),
        ("NHS login service", False), ("Google Maps", False), ("Permit list", False),
    ],
)  # fmt: skip
def test_a_name_tells_whether_it_is_made_of_everyday_words(name, is_so):
    assert is_everyday(name) is is_so
