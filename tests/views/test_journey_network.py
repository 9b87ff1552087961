"""The page Behind the journeys, opened as a person would open it."""

import re
from base64 import b64decode
from dataclasses import replace

import pytest
from fake_evidence import AGENCY, REGISTRY, a_journey
from fake_missions import a_mission
from test_pages import everything_said

from domain.access import LOCAL_VIEWER, Role, Viewer
from domain.hand_overs import How
from domain.journeys import JourneyForm, JourneyStatus

READER = Viewer(name="rui@library.example", role=Role.READER)


@pytest.fixture
def with_two(populated):
    """Two journeys that share a step and its system, in which things are typed in again."""
    first = a_journey()
    rekeyed = replace(first.hand_overs[0], how=How.REKEYED)
    populated.maps = [
        replace(first, hand_overs=(rekeyed,)),
        replace(first, id="jn_2", title="When someone <b>moves</b>", hand_overs=()),
    ]
    return populated


def test_the_lists_tell_of_systems_hot_spots_shared_steps_and_gaps(open_page, with_two):
    test = open_page(with_two, "journey_network")
    assert not test.exception and not test.error
    assert [header.value for header in test.header] == [
        "What leans on what", "Gaps", "Backbone systems", "Single points of failure", "Re-keying hot spots",
        "Shared steps",
    ]  # fmt: skip
    said = everything_said(test)
    for words in ("CivilRoll", "re-keyed (1)", "Register the death", "not known if allowed", REGISTRY, AGENCY):
        assert words in said, words
    assert "journey_room?journey=jn_1&amp;step=1" in said
    assert "<b>moves" not in said


def test_what_leans_on_what_is_drawn_and_told_in_words(open_page, with_two):
    said = everything_said(open_page(with_two, "journey_network"))
    [drawn] = re.findall(r'<img alt="([^"]*)" src="data:image/svg\+xml;base64,([^"]+)"', said)
    assert "CivilRoll: " in drawn[0] and "The same stands in the lists below." in drawn[0]
    assert "CivilRoll" in b64decode(drawn[1]).decode()


def test_where_no_step_names_a_system_nothing_is_drawn(open_page, with_two):
    steps = tuple(replace(step, systems=()) for step in with_two.maps[0].steps)
    with_two.maps = [replace(each, steps=steps) for each in with_two.maps]
    test = open_page(with_two, "journey_network")
    assert not test.exception
    assert "What leans on what" not in [header.value for header in test.header]


def test_without_journeys_it_says_what_to_do(open_page, populated):
    populated.maps = []
    assert "Draft one" in everything_said(open_page(populated, "journey_network"))
    populated.maps = [replace(a_journey(), form=JourneyForm.TO_BE)]
    assert "no as-is journey" in everything_said(open_page(populated, "journey_network"))


def test_drafts_that_nobody_looked_through_are_left_out_where_it_is_chosen(open_page, with_two):
    first, second = with_two.maps
    with_two.maps = [replace(first, status=JourneyStatus.DRAFT), replace(second, status=JourneyStatus.PUBLISHED)]
    test = open_page(with_two, "journey_network")
    [toggle] = test.toggle
    assert "1 is a draft as made from evidence" in toggle.label
    toggle.set_value(True).run()
    assert not test.exception
    said = everything_said(test)
    assert "re-keyed (1)" not in said and "CivilRoll" in said


def test_where_every_journey_was_looked_through_none_is_offered_to_be_left_out(open_page, with_two):
    with_two.maps = [replace(each, status=JourneyStatus.PUBLISHED) for each in with_two.maps]
    assert not open_page(with_two, "journey_network").toggle


def test_gaps_are_narrowed_and_the_owner_of_one_is_proposed(open_page, with_two):
    test = open_page(with_two, "journey_network")
    test.selectbox(key="journey_network-kind").set_value("not known if allowed").run()
    listed = test.selectbox(key="journey_network-gap").options
    assert len(listed) == 1 and "not known if allowed" in listed[0]
    gap = next(gap for gap in with_two.journey_network.behind(LOCAL_VIEWER).gaps if gap.title == listed[0])
    test.selectbox(key="journey_network-gap").set_value(gap.id).run()
    test.selectbox(key=f"ownership-owner-name-{gap.id}").set_value(AGENCY)
    test.button(key=f"ownership-propose-{gap.id}").click().run()
    assert not test.error
    assert [owner.organisation for owner in with_two.journey_network.gap(LOCAL_VIEWER, gap.id).owners] == [AGENCY]
    test.selectbox(key="journey_network-state").set_value("owner proposed").run()
    assert f"{AGENCY} (proposed)" in everything_said(test)


def test_a_line_tells_what_to_do_about_a_pair_and_leads_to_each_place(open_page, with_two):
    said = everything_said(open_page(with_two, "journey_network"))
    assert (
        f"<strong>Find out if it is allowed.</strong> {REGISTRY} to {AGENCY}: 1 hand-over, not known if allowed" in said
    )
    gap = next(gap for gap in with_two.journey_network.behind(LOCAL_VIEWER).gaps if gap.taker)
    assert f"journey_network?gap={gap.id}" in said


def test_the_room_has_the_same_lines_and_those_of_a_plan_are_nobodys_to_take_up(open_page, with_two):
    said = everything_said(open_page(with_two, "journey_room", journey="jn_1"))
    assert "Find out if it is allowed." in said and "Take up" in said
    with_two.maps = [replace(journey, form=JourneyForm.TO_BE) for journey in with_two.maps]
    said = everything_said(open_page(with_two, "journey_room", journey="jn_1"))
    assert "Find out if it is allowed." in said and "Take up" not in said


def test_an_address_names_a_gap_and_readers_are_offered_no_owner(open_page, with_two):
    with_two.viewer = lambda: READER
    gap = with_two.journey_network.behind(READER).gaps[0]
    test = open_page(with_two, "journey_network", gap=gap.id)
    assert test.selectbox(key="journey_network-gap").value == gap.id
    assert "Nobody answers for it yet" in everything_said(test)
    assert not [button for button in test.button if button.label == "Propose"]


def test_an_address_that_names_no_gap_shows_none(open_page, with_two):
    test = open_page(with_two, "journey_network", gap="gap_gone")
    assert not test.exception
    assert test.selectbox(key="journey_network-gap").value is None


def test_the_organisation_at_the_top_narrows_the_lists(open_page, with_two):
    test = open_page(with_two, "journey_network")
    test.selectbox(key="filter-organisation").set_value(AGENCY).run()
    assert "CivilRoll" not in everything_said(test)
    assert "Claim the allowance" in everything_said(test)


def test_journey_room_and_mission_lead_to_it(open_page, with_two):
    assert "Behind the journeys" in everything_said(open_page(with_two, "journey_room"))
    with_two.missions.create(LOCAL_VIEWER, a_mission())
    assert "Behind the journeys" in everything_said(open_page(with_two, "mission"))
