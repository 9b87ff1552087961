"""What a screen shows, what was changed in it, rules and definitions are no difficulties; what sounds so may be."""

import numpy as np
import pytest

from domain.evidence import Kind
from insights.coding.change_cues import NO_DIFFICULTY, is_no_difficulty, tells_change
from insights.coding.kind_judging import kinds_by
from insights.coding.plain_statements import (
    SURE_NONETHELESS,
    SURE_WITHOUT_A_WORD,
    has_no_word_of_trouble,
    is_plain_change,
    states_plainly,
)

CHANGES = (
    "The timetable page has been rearranged by port.",
    "The menu has changed to a single column rather than two.",
    "This was relabelled to match the permit.",
    "The size of the font in the table header has been reduced to 14.",
    "The name of the tab is larger and bold to help it stand out beside the others.",
    "There is also a slight change to the map: some of the borders were removed.",
    "The tide table's heading was reworded because skippers misread it.",
    "The policy was clarified so that growers without a receipt may send a bank statement.",
    "Two of the questions about livestock have been merged.",
)
PLAIN = (
    "Selecting 'Another harbour' reveals a text box labelled 'Name'.",
    "This version contains two calendars, one of them in a panel.",
    "The button says 'Send the claim'.",
    "There is a 'Back to the register' link at the bottom.",
    "If the user clicks the parcel, it opens in a tab beside its map.",
    "Applicants are shown a list of courts in their county.",
    "Users can sort the list by date of birth.",
    "Residents get an additional 20 pence a mile for bringing a passenger.",
    "The twelve weeks after a birth are called the registration period.",
    "We counted a visitor as having left if they only saw the first page.",
    "The summary page lists the vehicle, the garage and the date.",
    "Having all four lists in one menu made it easier for clerks to move between them.",
    "1.4% +/- 0.2% of drivers opened the reminder.",
    "Applicants can claim for a fence, but only if they did not get one before.",
    "Applicants usually search by postcode first.",
)
DIFFICULTIES = (
    "Since the redesign the icons have moved, and people tap the bell when they mean to open their messages.",
    "The page has been rearranged and nobody finds the tide table.",
    "The link to the refund form has been removed, so skippers ring the harbour office.",
    "The button was made smaller and clerks kept missing it.",
    "The form asks for the payroll number three times.",
    "Selecting a court takes people back to the start.",
    "Pressing back took drivers out of the application.",
    "Users can see other people's claims.",
    "Growers can only claim for one field.",
    "The page still has last year's prices.",
    "The page says the permit is valid and the letter says it is not.",
    "Applicants are asked for the same address on every page.",
    "The menu has 140 entries and is hard to read on a phone.",
    "What is called a household in one letter is not called so in the next, which confuses families.",
    "There is no link back to the register.",
    "The heading was rewritten, yet callers still misunderstand it.",
    "Night workers are called for interviews at eleven in the morning.",
    "People wait until the page updates and give up.",
    "There are 64 questions and a session times out after ten minutes.",
    "Because the link was removed, tenants go to the town hall.",
    "As the menu was redesigned, nobody finds the opening hours.",
    "Appointments were rearranged on the morning of the visit.",
    "The surgery was restructured and files went to three offices.",
    "Patients are called a nuisance when they ask for a later slot.",
    "He was called a benefit cheat in front of the queue.",
    "Her father stands for an hour at the counter.",
    "The cookie banner covers the Continue button on a phone.",
    "The timetable page scrolls sideways on a phone.",
    "Selecting a date returns the form to page one and clears the answers.",
    "Pressing Enter opens the help and deletes the draft.",
    "The page shows the balance of another tenant.",
    "Users are asked to print the form and fax it.",
    "62% ± 4% of carers had to skip meals.",
    "12% ± 2% waited more than a season.",
)


@pytest.mark.parametrize("text", CHANGES)
def test_a_change_to_a_part_of_a_screen_is_no_difficulty_and_is_told_as_a_change(text):
    assert is_no_difficulty(text) or is_plain_change(text)
    assert judged(text, SURE_NONETHELESS - 0.01) is Kind.RECOMMENDATION


@pytest.mark.parametrize("text", PLAIN)
def test_a_description_a_rule_and_a_definition_are_plain_statements(text):
    assert states_plainly(text)
    assert judged(text, SURE_NONETHELESS - 0.01) is Kind.METHOD


def test_a_change_that_is_surely_a_difficulty_stays_one():
    text = "Two of the options have been removed."
    assert judged(text, 0.8) is Kind.RECOMMENDATION
    assert judged(text, SURE_NONETHELESS) is Kind.PAIN_POINT


@pytest.mark.parametrize("text", PLAIN)
def test_a_plain_statement_that_is_surely_a_difficulty_stays_one(text):
    assert judged(text, SURE_NONETHELESS) is Kind.PAIN_POINT


@pytest.mark.parametrize("text", DIFFICULTIES)
def test_a_difficulty_that_sounds_like_a_change_or_a_description_stays_one(text):
    assert not is_plain_change(text)
    assert not states_plainly(text)
    assert judged(text, SURE_WITHOUT_A_WORD) is Kind.PAIN_POINT


def test_what_is_listed_beneath_changes_is_one_and_its_reason_may_be_trouble():
    removed = "Removing the second signature, as growers did not know who should sign"
    assert is_plain_change(removed, ("Orchard grants, round 3", "Changes included:"))
    assert not is_plain_change(removed, ("What growers told us",))
    assert not is_plain_change("Removing a name takes six weeks", ("Changes included:",))


@pytest.mark.parametrize(
    ("text", "heading", "is_plain"),
    [
        ("the name of the vessel and where it is kept", "The licence form asks skippers for:", True),
        ("the name of the vessel and where it is kept", "Skippers told us:", False),
        ("the queue at the counter", "Problems with what the form asks for:", False),
        ("losing the form half way", "These include:", False),
        ("A new warden is worried by the amount of timber felled upstream.", "Scenarios", False),
        ("A new warden with three forests looks for the volume felled in each.", "Scenarios", True),
        ("4 growers unfamiliar with the scheme, two of them tenants", "Participants", True),
        ("One could not find the map.", "Participants", False),
        ("A shorter licence will not stop skippers from ringing.", "Hypotheses", True),
        ("Skippers did not see the licence number.", "Hypotheses", False),
        ("Half of them could not tell where to sign.", "Testing our assumptions", False),
        ("In May the office closed and growers drove to the city.", "Assumptions", False),
        ("One waited a season for a mooring.", "Participants", False),
        ("He was evicted while the claim was open.", "Who we spoke to", False),
        ("Did you expect the map to open?", "Interview guide", True),
        ("4.1% ± 0.3% did not open the reminder.", "Results", True),
        ("4.1% ± 0.3% gave up at the second page.", "Results", False),
        ("The button says 'Send the claim'.", "Pain points", False),
    ],
)
def test_headings_and_what_leads_into_a_list_tell_what_is_beneath(text, heading, is_plain):
    assert states_plainly(text, (heading,)) is is_plain


def test_what_is_barely_a_difficulty_needs_a_word_of_trouble():
    neutral, barely = "Dog licences are issued by the parish.", SURE_WITHOUT_A_WORD - 0.01
    assert has_no_word_of_trouble(neutral)
    assert judged(neutral, barely) is Kind.METHOD
    assert judged(neutral, SURE_WITHOUT_A_WORD) is Kind.PAIN_POINT
    assert judged(neutral, barely, ("Pain points",)) is Kind.PAIN_POINT
    troubles = ("late", "by hand", "on paper", "by fax", "without a date", "at a cost of 90 pounds", "six weeks later")
    for trouble in troubles:
        assert judged(f"Dog licences are issued {trouble}.", barely) is Kind.PAIN_POINT
    assert judged("I went to the parish for a dog licence.", barely) is Kind.PAIN_POINT


def test_what_is_taken_for_no_difficulty_is_left_less_than_half_a_chance():
    logs = np.log(likelihoods(0.7))
    assert kinds_by(logs, ["The button says 'Send the claim'."], [()])[1] == [NO_DIFFICULTY]
    assert kinds_by(logs, ["The button says nothing."], [()])[1] == [0.7]


def test_advice_that_tells_a_change_to_a_screen_tells_what_was_tried():
    assert tells_change("The tab bar is now larger so that skippers see it.")
    assert not tells_change("The tab bar should be larger so that skippers see it.")


def judged(text, chance, headings=()):
    return kinds_by(np.log(likelihoods(chance)), [text], [headings])[0][0]


def likelihoods(chance):
    """One row of kinds: a difficulty at this chance, or else most likely a method."""
    rest = (1.0 - chance) / 10
    row = {Kind.PAIN_POINT: chance, Kind.METHOD: 4 * rest}
    return np.array([[row.get(kind, rest) for kind in Kind]])
