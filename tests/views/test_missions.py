"""The Mission page, the filters at the top, "us too" and what is new, opened as a person would open them."""

from dataclasses import replace
from io import BytesIO

import pytest
import streamlit as st
from fake_evidence import AGENCY, COUNCIL, REGISTRY
from fake_missions import a_mission
from openpyxl import load_workbook
from test_pages import everything_said

from domain.access import LOCAL_VIEWER, Marking, Role, Viewer, Visibility
from domain.missions import OwnerStatus, Weights
from domain.news import NewsItem, NewsKind
from views import tables

READER = Viewer(name="rui@library.example", role=Role.READER)
RESEARCHER = Viewer(name="asha@council.example", organisation=COUNCIL, role=Role.RESEARCHER)
OTHER = Viewer(name="kai@museum.example", organisation="Museum", role=Role.RESEARCHER)


@pytest.fixture
def with_mission(populated):
    populated.missions.create(LOCAL_VIEWER, a_mission())
    return populated


@pytest.fixture
def with_two(with_mission):
    with_mission.missions.create(LOCAL_VIEWER, a_mission("Quiet nights", outcome="People sleep.", measures=()))
    return with_mission


def seen_by(app, viewer):
    app.viewer = lambda: viewer
    return app


# the Mission page


def test_without_a_mission_the_page_says_what_one_is_and_lets_one_be_made(open_page, populated):
    test = open_page(populated, "mission")
    assert "several organisations share" in everything_said(test)
    test.text_input(key="mission-new-name").set_value("Telling government once")
    test.text_area(key="mission-new-outcome").set_value("One telling is enough.")
    test.button(key="mission-new-save").click().run()
    assert not test.error
    assert [mission.outcome for mission in populated.missions.all(LOCAL_VIEWER)] == ["One telling is enough."]
    assert test.title[0].value == "Telling government once"
    assert test.query_params["mission"]


def test_without_a_mission_the_page_says_what_it_will_show_with_an_example_and_what_to_do_first(open_page, populated):
    said = everything_said(open_page(populated, "mission"))
    for words in ("What it will show", "An example", "Telling government once", "What to do first", "name"):
        assert words in said, words
    reader = everything_said(open_page(seen_by(populated, READER), "mission"))
    assert "What it will show" in reader
    assert "What to do first" not in reader, "they cannot make one"


def test_another_mission_is_made_beside_the_only_one_in_an_empty_form(open_page, populated):
    test = open_page(populated, "mission")
    test.text_input(key="mission-new-name").set_value("Telling government once")
    test.button(key="mission-new-save").click().run()
    assert test.text_input(key="mission-new-1-name").value == ""
    test.text_input(key="mission-new-1-name").set_value("Quiet nights")
    test.button(key="mission-new-1-save").click().run()
    assert not test.error
    assert test.title[0].value == "Quiet nights"
    assert len(populated.missions.all(LOCAL_VIEWER)) == 2


def test_a_mission_without_a_name_is_told_kindly(open_page, populated):
    test = open_page(populated, "mission")
    test.button(key="mission-new-save").click().run()
    assert "A mission needs a name" in test.error[0].value


def test_a_reader_without_a_mission_is_told_whom_to_ask(open_page, populated):
    said = everything_said(open_page(seen_by(populated, READER), "mission"))
    assert "A curator can make one" in said
    assert "Make a mission" not in said


def test_the_page_shows_outcome_measures_and_what_nobody_has_said(open_page, with_mission):
    said = everything_said(open_page(with_mission, "mission"))
    assert "tells government once" in said
    assert "12%" in said
    assert "not said yet" in said


def test_coverage_tells_the_two_blanks_apart(open_page, with_mission):
    said = everything_said(open_page(with_mission, "mission"))
    assert "<strong>" in said
    assert "Not researched yet:** Brackenmere Health Trust" in said
    assert "looked, nothing found" in said
    assert "no research here" in said
    assert "1 of 2 studies" in said


def test_research_only_together_with_others_is_explained_where_no_pain_point_stands(
    open_page, with_mission, monkeypatch
):
    known = with_mission.repository.coverage.coverage(LOCAL_VIEWER)
    mixed = {name: replace(each, only_with_others=each.studies) for name, each in known.items()}
    monkeypatch.setattr(with_mission.repository.coverage, "coverage", lambda viewer, where=None: mixed)
    with_mission.points = []
    said = everything_said(open_page(with_mission, "mission"))
    assert "; researched only together with others" in said
    assert "only files stated to be about several organisations do" in said


def test_the_table_of_research_carries_the_marking_of_what_it_tells(open_page, with_mission, monkeypatch):
    with_mission.points = [replace(point, marking=Marking.OFFICIAL_SENSITIVE) for point in with_mission.points]
    marked = []
    monkeypatch.setattr(tables, "offer", lambda *args, marking=None, **fields: marked.append(marking))
    open_page(with_mission, "mission")
    assert marked == [Marking.OFFICIAL_SENSITIVE]


def test_what_is_next_stands_with_each_part_of_its_worth(open_page, with_mission):
    test = open_page(with_mission, "mission")
    said = everything_said(test)
    assert "1. People tell the same thing again" in said.replace("\\", "")
    for reason in (
        "stops people or harms them",
        "neither can mend it alone",
        "evidence from 3",
        "nobody answers for it",
    ):
        assert reason in said
    assert "50 of 50" in said


def test_weights_change_the_order_for_the_reader_and_are_saved_by_a_curator(open_page, with_mission):
    mission = with_mission.missions.all(LOCAL_VIEWER)[0]
    test = open_page(with_mission, "mission")
    test.slider(key=f"mission-weight-{mission.id}-spread").set_value(0).run()
    assert with_mission.missions.all(LOCAL_VIEWER)[0].weights == Weights()
    assert "0 of 0" in everything_said(test)
    test.button(key="mission-save-weights").click().run()
    assert with_mission.missions.all(LOCAL_VIEWER)[0].weights == Weights(spread=0)


def test_weights_that_are_all_nothing_are_not_taken(open_page, with_mission):
    mission = with_mission.missions.all(LOCAL_VIEWER)[0]
    test = open_page(with_mission, "mission")
    for name in ("consequence", "between", "spread", "no_owner"):
        test.slider(key=f"mission-weight-{mission.id}-{name}").set_value(0)
    test.run()
    assert not test.error
    assert "At least one" in test.warning[0].value


def test_no_owner_lets_one_be_proposed_in_place(open_page, with_mission):
    test = open_page(with_mission, "mission")
    assert "**No owner.**" in everything_said(test)
    test.selectbox(key="ownership-owner-name-pp_again").set_value(REGISTRY)
    test.button(key="ownership-propose-pp_again").click().run()
    (owner,) = with_mission.repository.ownership.owners(["pp_again"])
    assert (owner.organisation, owner.status) == (REGISTRY, OwnerStatus.PROPOSED)
    assert "is proposed as owner" in everything_said(test)


def test_of_several_missions_one_is_chosen(open_page, with_two):
    test = open_page(with_two, "mission")
    assert test.title[0].value == "Missions"
    chosen = a_mission("Quiet nights").id
    test.button(key=f"mission-open-{chosen}").click().run()
    assert test.title[0].value == "Quiet nights"
    assert test.query_params["mission"] == [chosen] or test.query_params["mission"] == chosen
    assert "No measure is named yet" in everything_said(test)


def test_a_mission_is_changed_on_its_page(open_page, with_mission):
    mission = with_mission.missions.all(LOCAL_VIEWER)[0]
    test = open_page(with_mission, "mission")
    test.text_area(key=f"mission-{mission.id}-people").set_value("asha@registry.example\n\nkai@museum.example")
    test.button(key=f"mission-{mission.id}-save").click().run()
    kept = with_mission.missions.all(LOCAL_VIEWER)[0]
    assert kept.people == ("asha@registry.example", "kai@museum.example")
    assert kept.measures == mission.measures


def test_a_reader_changes_nothing(open_page, with_mission):
    test = open_page(seen_by(with_mission, READER), "mission")
    assert not test.exception
    said = everything_said(test)
    assert "Change this mission" not in str([expander.label for expander in test.expander])
    assert "Propose" not in said


# the filters at the top


def test_a_link_carries_the_mission_and_every_page_narrows_to_it(open_page, with_two):
    chosen = a_mission("Quiet nights")
    for page in ("pain_points", "journey_room"):
        with_two.narrowed.clear()
        test = open_page(with_two, page, mission=chosen.id)
        assert test.selectbox(key="filter-mission").value == chosen.id
        assert set(with_two.narrowed) == {"Quiet nights"}
    open_page(with_two, "what_do_we_know", mission=chosen.id, q="certificate")
    assert with_two.filters[-1].missions == {"Quiet nights"}
    open_page(with_two, "home", mission=chosen.id)
    assert any(where and where.missions == {"Quiet nights"} for where in with_two.filters)


def test_choosing_a_mission_puts_it_into_the_address_and_all_takes_it_out(open_page, with_two):
    chosen = a_mission("Quiet nights").id
    test = open_page(with_two, "pain_points")
    test.selectbox(key="filter-mission").set_value(chosen).run()
    assert chosen in test.query_params["mission"]
    test.selectbox(key="filter-mission").set_value("").run()
    assert "mission" not in test.query_params


def test_a_link_to_a_mission_that_is_not_there_says_that_all_are_shown(open_page, with_two):
    test = open_page(with_two, "pain_points", mission="ms_gone")
    assert "all missions are shown" in test.warning[0].value


def test_the_organisation_filter_keeps_what_concerns_it_with_all_its_evidence(open_page, populated):
    test = open_page(populated, "pain_points")
    assert len(test.radio(key="pain_points-chosen").options) == 2
    test.selectbox(key="filter-organisation").set_value(REGISTRY).run()
    assert len(test.radio(key="pain_points-chosen").options) == 1
    assert COUNCIL in everything_said(test)


def test_an_empty_repository_has_nothing_to_narrow(open_page, empty):
    assert [box.key for box in open_page(empty, "pain_points").selectbox if "filter-" in str(box.key)] == []


def test_a_pain_point_that_a_mission_does_not_show_leads_to_all_missions(open_page, with_mission):
    mission = with_mission.missions.all(LOCAL_VIEWER)[0]
    test = open_page(with_mission, "pain_points", mission=mission.id, pain_point="pp_elsewhere")
    assert not test.error
    test.button(key="pain_points-all-missions").click().run()
    assert "mission" not in test.query_params


# us too, owners, whom to ask


def test_us_too_is_said_for_ones_own_organisation_and_taken_back(open_page, populated):
    test = open_page(seen_by(populated, OTHER), "pain_points")
    test.button(key="ownership-us-too-pp_again-Museum").click().run()
    assert "1 organisation says so without evidence yet:** Museum" in everything_said(test)
    assert "Add the findings behind a claim" in everything_said(test)
    test.button(key="ownership-back-pp_again-Museum").click().run()
    assert populated.repository.ownership.claims(["pp_again"]) == []


def test_an_organisation_with_evidence_is_not_asked_for_a_claim(open_page, populated):
    test = open_page(seen_by(populated, RESEARCHER), "pain_points")
    assert f"There is evidence from {COUNCIL} already" in everything_said(test)


def test_whoever_sees_everything_says_for_whom(open_page, populated):
    test = open_page(populated, "pain_points", pain_point="pp_when")
    test.selectbox(key="ownership-us-too-for-pp_when").set_value(REGISTRY)
    test.button(key="ownership-say-so-pp_when").click().run()
    assert [claim.organisation for claim in populated.repository.ownership.claims(["pp_when"])] == [REGISTRY]


def test_saying_so_for_nobody_is_told_kindly(open_page, populated):
    test = open_page(populated, "pain_points")
    test.button(key="ownership-say-so-pp_again").click().run()
    assert "Say which organisation" in test.error[0].value


def test_a_curator_accepts_an_owner_that_was_proposed(open_page, populated):
    populated.repository.ownership.set_owner("pp_again", AGENCY, OwnerStatus.PROPOSED, by=OTHER)
    test = open_page(populated, "pain_points")
    test.button(key=f"ownership-accept-pp_again-{AGENCY}").click().run()
    assert [owner.status for owner in populated.repository.ownership.owners(["pp_again"])] == [OwnerStatus.ACCEPTED]
    test.button(key=f"ownership-disown-pp_again-{AGENCY}").click().run()
    assert "**No owner.**" in everything_said(test)


def test_the_teams_to_ask_stand_with_the_pain_point_and_the_source(open_page, populated):
    assert f"<strong>{AGENCY}</strong>" in everything_said(open_page(populated, "pain_points"))
    assert "no mailbox on record" in everything_said(open_page(populated, "source", source="src_1"))


# what is new


def test_what_is_next_can_be_taken_along_as_slides_and_a_workbook(open_page, with_mission, monkeypatch):
    given = {}
    monkeypatch.setattr(st, "download_button", lambda label, data, **named: given.update({named["key"]: data}))
    open_page(with_mission, "mission")
    assert given["take-next-pptx"]()
    head, *rows = load_workbook(BytesIO(given["take-next-xlsx"]())).active.values
    listed = with_mission.missions.next(
        [point for point in with_mission.points if point.spread > 1], a_mission().weights, limit=5
    )
    assert [row[head.index("Pain point")] for row in rows] == [each.pain_point.title for each in listed]
    assert "next as pptx" in with_mission.exports


@pytest.mark.parametrize(
    ("spread", "whose"), [(a_mission().weights.spread, "as saved with the mission"), (9, "changed by whoever took")]
)
def test_what_is_next_says_in_its_file_by_what_it_is_ordered(open_page, with_mission, monkeypatch, spread, whose):
    given, names = {}, []
    test = open_page(with_mission, "mission")
    mission = with_mission.missions.all(LOCAL_VIEWER)[0]
    test.slider(key=f"mission-weight-{mission.id}-spread").set_value(spread)
    monkeypatch.setattr(
        st, "download_button", lambda label, data, **named: (names.append(label), given.update({named["key"]: data}))
    )
    test.run()
    assert {"Next (PowerPoint)", "Next (Excel)"} <= set(names)
    about = dict(load_workbook(BytesIO(given["take-next-xlsx"]()))["About this file"].iter_rows(values_only=True))
    assert f"spread {spread}, no owner 1, {whose}" in about["Ordered by"]
    assert "between organisations come first" in about["Ordered by"]


@pytest.mark.parametrize(("page", "narrowed"), [("mission", {"Safe harbours"}), ("home", None)])
def test_a_mission_tells_its_own_news_though_all_missions_are_looked_at(open_page, populated, page, narrowed):
    populated.missions.create(LOCAL_VIEWER, a_mission("Safe harbours"))
    asked = []
    populated.repository.news.since = lambda viewer, moment, where=None: asked.append(where) or []
    open_page(populated, page)
    assert [where and set(where.missions) for where in asked] == [narrowed]


def test_a_visit_is_noted_only_where_the_news_of_all_missions_is_told(open_page, with_two):
    mission = with_two.missions.all(LOCAL_VIEWER)[0].id
    for page in ("mission", "home"):
        said = everything_said(open_page(with_two, page, mission=mission))
        assert "New since your last visit" in said and "when you last saw what is new in all missions" in said
        assert "You were last here" not in said
        assert with_two.repository.noted_visits == []
    open_page(with_two, "home")
    assert with_two.repository.noted_visits == [LOCAL_VIEWER.name]


def test_news_of_what_only_its_team_sees_is_not_told_as_published(open_page, with_mission):
    item = NewsItem(kind=NewsKind.STUDY, at="2999-01-01", subject="st_1", title="Permits", organisation=REGISTRY)
    with_mission.repository.happened = [item, replace(item, title="Bus passes", of_team_only=True)]
    with_mission.viewer = lambda: replace(LOCAL_VIEWER, name="asha.vale@registry.example")
    said = everything_said(open_page(with_mission, "mission"))
    assert f"Published by {REGISTRY}: Permits" in said
    assert f"Seen by its team only, from {REGISTRY}: Bus passes" in said
    with_mission.viewer = lambda: LOCAL_VIEWER
    assert f"Published by {REGISTRY}: Bus passes" in everything_said(open_page(with_mission, "mission"))


def test_what_is_new_is_told_with_the_way_to_it(open_page, with_mission):
    at = "2025-04-01T09:00:00+00:00"
    with_mission.repository.happened = [
        NewsItem(kind=NewsKind.STUDY, at=at, subject="st_1", title="Certificates", organisation=REGISTRY),
        NewsItem(kind=NewsKind.JOURNEY, at=at, subject="jn_1", title="When someone dies"),
    ]
    with_mission.repository.said = [
        NewsItem(kind=NewsKind.CLAIM, at=at, subject="pp_again", title="", organisation="Museum"),
        NewsItem(kind=NewsKind.CLAIM, at=at, subject="pp_hidden", title="", organisation="Nobody at all"),
    ]
    with_mission.repository.fresh = frozenset({"obs_0", "obs_1"})
    for page in ("mission", "home"):
        said = everything_said(open_page(with_mission, page)).replace("\\", "")
        assert "New since your last visit" in said
        assert "Certificates" in said
        assert "Museum says “us too”: People tell the same thing again" in said
        assert "2 new observations: People tell the same thing again" in said
        assert "Nobody at all" not in said


def test_a_first_visit_is_told_of_the_last_days(open_page, with_mission):
    with_mission.repository.previous_visit = None
    said = everything_said(open_page(with_mission, "mission"))
    assert "New in the last 30 days" in said
    assert "Nothing is new" in said


# the mission of what is added


def checked(app, **said):
    from domain.proposals import FileDescription, StagedFile

    return app.queue_check(None, [StagedFile(name="a.md", digest="0", size=1)], FileDescription(**said))


def test_what_is_added_keeps_the_mission_that_was_said(open_page, with_mission):
    job = checked(with_mission, mission="Telling government once", visibility=Visibility.MISSION)
    open_page(with_mission, "add_and_check", job=job).button(key="add_and_check-publish").click().run()
    assert [said.mission for _, said in with_mission.ingested] == ["Telling government once"]


def test_a_study_for_a_missions_group_is_not_saved_without_its_mission(open_page, with_mission):
    job = checked(with_mission, visibility=Visibility.MISSION)
    test = open_page(with_mission, "add_and_check", job=job)
    assert "needs its mission" in test.error[0].value.replace("\\", "")
    assert "add_and_check-publish" not in [button.key for button in test.button]
