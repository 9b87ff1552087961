"""Needs and recommendations have lists of their own on the page of pain points, and stand beside each of these."""

from dataclasses import replace

from fake_evidence import AGENCY, a_pain_point, some_evidence
from test_pages import everything_said

from domain.evidence import Kind
from domain.insights import Fit


def fits_of(*items):
    return tuple(Fit(evidence=item, organisation=item.organisation, fit=0.9) for item in items)


def choose(test, kind):
    return test.segmented_control(key="pain_points-shown").set_value(kind).run()


def test_a_person_changes_from_pain_points_to_needs_and_the_address_says_so(open_page, populated):
    test = open_page(populated, "pain_points")
    assert test.title[0].value == "Pain points"
    choose(test, Kind.NEED)
    assert test.title[0].value == "Needs"
    assert test.query_params["show"] == "need"
    assert "Ask people once for each certificate" in test.header[0].value
    choose(test, Kind.PAIN_POINT)
    assert test.title[0].value == "Pain points"
    assert "show" not in test.query_params


def test_a_link_opens_one_need_with_exact_words_by_organisation(open_page, populated):
    test = open_page(populated, "pain_points", show="need", wish="need_again")
    said = everything_said(test)
    assert not test.exception
    assert "I had to send the certificate again although they already held it." in said
    assert "What it would mend: People tell the same thing again to each organisation" in said
    assert f"#### {AGENCY}" in said


def test_a_link_to_a_need_that_is_not_there_is_told(open_page, populated):
    test = open_page(populated, "pain_points", show="need", wish="need_99")
    assert "Among the needs and recommendations here there is none" in test.error[0].value


def test_an_address_that_names_no_list_shows_pain_points(open_page, populated):
    assert open_page(populated, "pain_points", show="zeppelins").title[0].value == "Pain points"


def test_what_one_organisation_alone_recommends_is_listed_when_asked_for(open_page, populated):
    test = open_page(populated, "pain_points", show="recommendation")
    assert "There is 1 recommendation of fewer." in test.info[0].value
    test.button(key="pain_points-recommendation-singles").click().run()
    assert not test.info
    assert test.radio[0].options == ["Ask people once for each certificate"]


def test_what_is_cut_off_the_list_is_told_apart_from_what_fewer_organisations_tell(open_page, populated):
    [shared] = [wish for wish in populated.wishes if wish.kind is Kind.NEED]
    single = replace(shared, id="need_single", organisations=shared.organisations[:1])
    populated.wishes = [*(replace(shared, id=f"need_{number}") for number in range(43)), single]
    test = open_page(populated, "pain_points", show="need")
    assert len(test.radio[0].options) == 40
    said = everything_said(test)
    assert "3 more are told of by as many" in said
    assert "Of fewer organisations there is 1 more" in said


def test_nothing_to_list_says_why(open_page, populated):
    populated.wishes = []
    test = open_page(populated, "pain_points", show="need")
    assert "No need here fits a difficulty closely enough" in test.info[0].value


def test_the_filters_of_mission_and_organisation_narrow_the_list(open_page, populated):
    test = open_page(populated, "pain_points", show="need")
    assert populated.narrowed[-1] is None
    test.selectbox(key="filter-organisation").set_value("Calderwick City Council").run()
    assert not test.radio


def test_the_way_from_a_need_to_its_pain_point(open_page, populated):
    test = open_page(populated, "pain_points", show="need", wish="need_again")
    test.button(key="pain_points-point-of-need_again").click().run()
    assert test.title[0].value == "Pain points"
    assert test.query_params["pain_point"] == "pp_again"
    assert "wish" not in test.query_params
    assert "People tell the same thing again" in test.header[0].value


def test_needs_advice_and_what_speaks_against_stand_beside_the_evidence(open_page, populated):
    told = some_evidence()
    point = replace(a_pain_point(), needs=fits_of(told[4]), recommendations=fits_of(told[1]), against=fits_of(told[6]))
    populated.points = [point]
    test = open_page(populated, "pain_points", pain_point="pp_again")
    headings = [heading.value for heading in test.subheader]
    assert {"What people need", "What was recommended", "What speaks against it"} <= set(headings)
    said = everything_said(test)
    assert told[4].text in said
    assert told[6].text in said


def test_where_nothing_is_told_beside_nothing_is_headed(open_page, populated):
    test = open_page(populated, "pain_points", pain_point="pp_again")
    headings = {heading.value for heading in test.subheader}
    assert not headings & {"What people need", "What was recommended", "What speaks against it"}


def test_more_than_three_are_shown_when_asked_for(open_page, populated):
    populated.points = [replace(a_pain_point(), needs=fits_of(*some_evidence()[1:6]))]
    test = open_page(populated, "pain_points", pain_point="pp_again")
    before = everything_said(test).count("<article")
    test.toggle(key="pain_points-What people need-pp_again").set_value(True).run()
    assert everything_said(test).count("<article") == before + 2
