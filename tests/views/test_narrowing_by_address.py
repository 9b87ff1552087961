"""What narrows a question stands in its address: copied, watched, gone back to, it opens what it names."""

from dataclasses import fields, replace
from types import SimpleNamespace
from urllib.parse import parse_qs, urlsplit

import pytest
from fake_evidence import some_evidence
from fake_missions import a_mission
from fake_themes import a_theme

from domain.answers import KnownAttribute
from domain.evidence import Kind, Level, Severity, Standing
from domain.insights import ThemeStatus
from domain.search import ObservationFilter, SearchMode
from domain.watches import Watch
from views import state, words

PAGE = "what_do_we_know"
BODY = some_evidence()[0].organisation
AT = "2025-01-01T00:00:00+00:00"


@pytest.fixture
def known(populated):
    """The use cases with something to choose in each filter."""
    populated.theme_rows = [
        replace(a_theme("th_when", "Nobody says when", ("obs_3",)), status=ThemeStatus.ACCEPTED),
        a_theme("th_again", "Told again", ("obs_0",)),
    ]
    populated.known = [KnownAttribute(name="Region", values=("North", "South"), distinct=2)]
    populated.repository.sights = SimpleNamespace(visible_ids=lambda viewer, where: frozenset({"obs_0", "obs_3"}))
    mission = a_mission("A death told once")
    populated.repository.missions.kept[mission.id] = mission
    return populated


@pytest.fixture
def everything(known):
    """A filter that narrows by all that the page can narrow by."""
    catalogue = known.catalogue(known.viewer())
    return ObservationFilter(
        missions=frozenset({"A death told once"}),
        organisations=frozenset(entry.name for entry in catalogue.organisations[:2]),
        services=frozenset(entry.name for entry in catalogue.services[:1]),
        systems=frozenset(entry.name for entry in catalogue.systems[:1]),
        researched_by=frozenset({BODY}),
        kinds=frozenset({Kind.PAIN_POINT, Kind.NEED}),
        severities=frozenset({Severity.HIGH}),
        levels=frozenset({Level.BETWEEN}),
        standings=frozenset({Standing.LIVE}),
        workarounds=True,
        patterns=frozenset({known.patterns.in_force(known.viewer()).patterns[0].id}),
        themes=frozenset({"th_when", "th_again"}),
        studies=frozenset({known.studies(known.viewer())[0].id}),
        attributes=frozenset({("Region", "North"), ("Region", "South")}),
        since="2024-05",
        until="2025",
    )


def test_whatever_narrows_has_a_name_on_screens_and_a_place_in_the_address():
    narrowing = {field.name for field in fields(ObservationFilter)} - {"matched"}  # nobody can choose that
    assert set(words.FILTER) == set(words.NARROWED_TO) == narrowing
    assert set(state.NARROWING) == narrowing - {"missions"} | {"mode"}  # the mission has a parameter of its own


def said_on(test):
    said = (element.value for kind in ("warning", "caption", "error") for element in getattr(test, kind))
    return "\n".join(said).replace("\\", "")


def watch_link(test):
    """The parameters that Home's link to what is watched carries."""
    (link,) = [each for each in test.get("page_link") if "new since" in each.proto.label]
    return parse_qs(link.proto.query_string, keep_blank_values=True)


def copied(test):
    """The parameters of the address that "Copy a link to this" gives."""
    (html,) = [str(each.proto.body) for each in test.get("html") if "data-address=" in str(each.proto.body)]
    address = html.partition('data-address="')[2].partition('"')[0].replace("&amp;", "&")
    return parse_qs(urlsplit(address).query)


def test_a_watch_opens_its_question_with_all_that_narrows_it(open_page, known, everything):
    known.repository.watches.add(known.viewer().name, Watch(id="", query="certificate", where=everything), AT)
    parameters = watch_link(open_page(known, "home"))
    test = open_page(known, PAGE, **parameters)
    assert not test.exception
    assert known.filters[-1] == everything
    assert "You watch this: stop" in [button.label for button in test.button]
    assert "not here" not in said_on(test)


def test_a_copied_link_opens_the_question_with_all_that_narrows_it(open_page, known, everything):
    known.repository.watches.add(known.viewer().name, Watch(id="", query="certificate", where=everything), AT)
    test = open_page(known, PAGE, **watch_link(open_page(known, "home")))
    wider = test.multiselect(key=f"{PAGE}-organisations").set_value([BODY]).run()
    narrowed = known.filters[-1]
    assert narrowed.organisations == {BODY}
    parameters = copied(wider)
    assert parameters.pop("mission") and parameters["q"] == ["certificate"]
    open_page(known, PAGE, **parameters, mission=copied(wider)["mission"])
    assert known.filters[-1] == narrowed


def test_how_to_search_stands_in_the_address_where_it_is_not_as_usual(open_page, known):
    test = open_page(known, PAGE, q="certificate")
    test.selectbox(key=f"{PAGE}-mode").set_value(SearchMode.KEYWORD).run()
    assert copied(test)["mode"] == ["keyword"]
    again = open_page(known, PAGE, q="certificate", mode="keyword")
    assert again.selectbox(key=f"{PAGE}-mode").value is SearchMode.KEYWORD


def test_a_filter_that_is_taken_off_leaves_the_address(open_page, known):
    test = open_page(known, PAGE, q="certificate", organisations=[BODY], themes=["th_when"], since="2024")
    test.multiselect(key=f"{PAGE}-organisations").set_value([]).run()
    test.text_input(key=f"{PAGE}-since").set_value("").run()
    assert test.query_params == {"q": "certificate", "themes": "th_when"}
    assert known.filters[-1] == ObservationFilter(themes=frozenset({"th_when"}))


def test_the_way_back_brings_what_the_address_says_in_place_of_what_was_chosen_since(open_page, known):
    test = open_page(known, PAGE, q="certificate", organisations=[BODY])
    test.multiselect(key=f"{PAGE}-themes").set_value(["th_when"]).run()
    assert known.filters[-1].themes == {"th_when"}
    del test.query_params["themes"]
    test.run()
    assert f"Narrowed to what is about {BODY}" in said_on(test).splitlines()


def test_what_was_chosen_outlives_a_visit_by_an_address_that_names_nothing(open_page, known):
    test = open_page(known, PAGE, q="certificate", organisations=[BODY])
    test.query_params.clear()
    del test.session_state["narrowed"]  # as a visit to another page does
    test.run()
    assert f"Narrowed to what is about {BODY}" in said_on(test).splitlines()
    assert test.query_params["organisations"] == BODY


def test_filters_of_what_it_is_about_and_of_who_did_the_research_are_told_apart(open_page, known):
    labels = [choice.label for choice in open_page(known, PAGE).multiselect]
    assert {"Organisations it is about", "Services it is about", "Researched by"} <= set(labels)
    assert len(set(labels)) == len(labels) and not any(each.startswith("About") for each in labels)


def test_narrowing_by_pattern_says_that_more_resembles_it_than_is_evidence(open_page, known):
    pattern = known.patterns.in_force(known.viewer()).patterns[0]
    said = said_on(open_page(known, PAGE, q="certificate", patterns=[pattern.id]))
    assert f"Narrowed to what resembles the pattern {pattern.title}" in said
    assert "More resembles a pattern than is evidence of it" in said
    assert "More resembles" not in said_on(open_page(known, PAGE, q="certificate", organisations=[BODY]))


GONE = {
    "organisations": "Organisations it is about: Nowhere <b>",
    "studies": "Studies: Nowhere <b>",
    "kinds": "Kinds: Nowhere <b>",
    "patterns": "Resembles the pattern: Nowhere <b>",
    "attributes": "Said by people of whom is known: Nowhere <b>",
    "mode": "How to search: Nowhere <b>",
}


@pytest.mark.parametrize("name", GONE)
def test_what_the_address_names_and_is_not_here_is_told_and_narrows_nothing(open_page, known, name):
    test = open_page(known, PAGE, q="certificate", **{name: ["Nowhere <b>"]})
    assert not test.exception
    assert f"The link narrows to what is not here, or not for you: {GONE[name]}." in said_on(test)
    assert known.filters[-1] == ObservationFilter()
    test.run()
    assert "The link narrows" not in said_on(test)


def test_a_theme_of_the_address_that_is_not_here_is_told(open_page, known):
    test = open_page(known, PAGE, q="certificate", themes=["th_gone", "th_when"])
    assert "is not found any more" in said_on(test)
    assert known.filters[-1] == ObservationFilter(themes=frozenset({"th_when"}))


def test_a_date_of_the_address_that_is_none_is_told(open_page, known):
    test = open_page(known, PAGE, q="certificate", since="soon", organisations=[BODY])
    assert not test.exception
    assert "'soon' is not a date." in said_on(test)
    test.text_input(key=f"{PAGE}-since").set_value("2024").run()
    assert known.filters[-1] == ObservationFilter(organisations=frozenset({BODY}), since="2024")


def test_a_watch_of_a_study_by_its_title_opens_the_study(open_page, known):
    study = known.studies(known.viewer())[0]
    open_page(known, PAGE, q="certificate", studies=[study.title])
    assert known.filters[-1].studies == {study.id}


def test_a_watch_of_everything_takes_off_what_is_chosen_on_every_page(open_page, known):
    known.repository.watches.add(known.viewer().name, Watch(id="", query="certificate"), AT)
    (mission,) = known.repository.missions.kept
    home = open_page(known, "home")
    home.selectbox(key="filter-mission").set_value(mission)
    home.selectbox(key="filter-organisation").set_value(BODY).run()
    parameters = watch_link(home)
    assert parameters == {"q": ["certificate"], "mission": [""], "organisations": [""]}
    test = open_page(known, PAGE, q="certificate", mission=mission)
    test.selectbox(key="filter-organisation").set_value(BODY).run()
    assert f"Narrowed to the mission A death told once; what is about {BODY}" in said_on(test).splitlines()
    del test.session_state["narrowed"]  # as a visit to another page does
    for name, values in parameters.items():
        test.query_params[name] = values
    test.run()
    assert "Narrowed" not in said_on(test)
    assert known.filters[-1] == ObservationFilter()
    assert test.selectbox(key="filter-organisation").value == test.selectbox(key="filter-mission").value == ""


def test_an_organisation_chosen_on_every_page_stays_chosen_there(open_page, known):
    test = open_page(known, PAGE, q="certificate")
    test.selectbox(key="filter-organisation").set_value(BODY).run()
    assert copied(test)["organisations"] == [BODY]
    del test.session_state["narrowed"]
    test.run()  # back by the address that this has left
    assert test.selectbox(key="filter-organisation").value == BODY
    assert test.multiselect(key=f"{PAGE}-organisations").value == []
    assert f"Narrowed to what is about {BODY}" in said_on(test).splitlines()


def test_the_way_back_takes_off_an_organisation_that_was_chosen_on_every_page_since(open_page, known):
    test = open_page(known, PAGE, q="certificate")
    test.selectbox(key="filter-organisation").set_value(BODY).run()
    assert known.filters[-1].organisations == {BODY}
    del test.query_params["organisations"]
    test.run()
    assert test.query_params == {"q": "certificate"}
    assert test.selectbox(key="filter-organisation").value == ""
    assert "Narrowed" not in said_on(test)


def test_the_way_back_takes_off_a_mission_that_was_chosen_on_every_page_since(open_page, known):
    [mission] = known.missions.all(known.viewer())
    test = open_page(known, PAGE, q="certificate")
    test.selectbox(key="filter-mission").set_value(mission.id).run()
    assert test.query_params == {"q": "certificate", "mission": mission.id}
    assert known.filters[-1].missions == {mission.name}
    test.run()
    assert test.selectbox(key="filter-mission").value == mission.id
    del test.query_params["mission"]
    test.run()
    assert test.query_params == {"q": "certificate"}
    assert test.selectbox(key="filter-mission").value == ""
    assert "Narrowed" not in said_on(test)


def test_dates_that_leave_no_day_are_told(open_page, known):
    test = open_page(known, PAGE, q="certificate", since="2025-03", until="2024")
    assert "Nothing is from 2025-03 on and until 2024." in said_on(test)
    test.text_input(key=f"{PAGE}-until").set_value("2025").run()
    assert "Nothing is from" not in said_on(test)
    assert known.filters[-1] == ObservationFilter(since="2025-03", until="2025")


def test_what_is_wrong_with_a_date_stands_where_it_is_seen_while_the_filters_are_folded(open_page, known):
    test = open_page(known, PAGE, q="certificate", since="soon")
    assert "'soon' is not a date." in said_on(test)
    folded = [error.value for expander in test.expander for error in expander.error]
    assert not [value for value in folded if "soon" in value]
