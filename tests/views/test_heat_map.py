"""Pain points by organisation, and a pain point with one organisation's words first."""

from dataclasses import replace

import pytest
import streamlit as st
from fake_evidence import AGENCY, COUNCIL, REGISTRY, a_catalogue, some_evidence
from fake_missions import a_mission
from lxml import html
from test_pages import everything_said

from domain.access import LOCAL_VIEWER
from domain.catalogue import Organisation
from domain.insights import Fit, Sharing

BY_ORGANISATION = {"show": "by_organisation"}
NOBODY = "Lighthouse Board"


def table_of(test):
    """Return the heat map as rows of cells, its head first."""
    (found,) = [table for element in test.get("html") for table in tables_in(str(element.proto.body))]
    return found.xpath(".//tr")


def tables_in(body):
    return html.fromstring(body).xpath(".//table[contains(@class, 'tl-heat')]") if "<table" in body else []


def words(cell):
    return " ".join(cell.text_content().split())


def cells(test, title):
    """Return what each cell of a pain point's row says, by organisation."""
    head, *rows = table_of(test)
    (row,) = [row for row in rows if title in words(row[0])]
    return {words(name).partition(" 2 studies")[0]: cell for name, cell in list(zip(head, row, strict=True))[1:]}


def test_the_page_offers_the_table_and_the_address_remembers_it(open_page, populated):
    test = open_page(populated, "pain_points")
    assert not any(tables_in(str(element.proto.body)) for element in test.get("html"))
    test.segmented_control(key="pain_points-arranged").set_value("By organisation").run()
    assert test.query_params["show"] == "by_organisation"
    assert len(table_of(test)) == 3
    test.segmented_control(key="pain_points-arranged").set_value("One by one").run()
    assert "show" not in test.query_params
    assert test.header


def test_a_cell_tells_studies_observations_and_how_sure_and_a_blank_says_which(open_page, populated):
    test = open_page(populated, "pain_points", **BY_ORGANISATION)
    row = cells(test, "Nobody can say when")
    assert words(row[REGISTRY]) == "looked, nothing found"
    assert words(row[AGENCY]) == "1 of 2 studies 3 observations, moderate"
    assert words(cells(test, "People tell the same thing")[COUNCIL]) == "1 of 2 studies 1 observation, weak"
    assert "Researched only together" not in everything_said(test)


def test_a_cell_whose_quotations_name_nobody_of_their_file_says_so(open_page, populated):
    point = next(each for each in populated.points if each.title.startswith("Nobody can say when"))
    evidence = tuple(replace(fit, of_whole_file=fit.organisation == AGENCY) for fit in point.evidence)
    populated.points = [replace(point, evidence=evidence)]
    row = cells(open_page(populated, "pain_points", **BY_ORGANISATION), "Nobody can say when")
    assert words(row[AGENCY]).endswith("3 observations, weak; its file is about several, no quotation names it")


def test_a_blank_of_files_about_several_says_so_and_is_explained_where_it_stands(open_page, populated, monkeypatch):
    known = populated.repository.coverage.coverage(LOCAL_VIEWER)
    mixed = {name: replace(each, only_with_others=each.studies) for name, each in known.items()}
    monkeypatch.setattr(populated.repository.coverage, "coverage", lambda viewer, where=None: mixed)
    test = open_page(populated, "pain_points", **BY_ORGANISATION)
    assert words(cells(test, "Nobody can say when")[REGISTRY]) == "researched only together with others"
    assert "only files stated to be about several organisations do" in everything_said(test)


def test_a_row_of_weaker_evidence_is_called_a_lead(open_page, populated):
    populated.points = [replace(populated.points[0], is_lead=True), *populated.points[1:]]
    test = open_page(populated, "pain_points", **BY_ORGANISATION)
    first, second = table_of(test)[1:3]
    assert words(first[0]).endswith("; a lead") and "a lead" not in words(second[0])
    assert "2 pain points; 1 is a lead." in everything_said(test)


def test_the_table_has_a_caption_and_heads_for_rows_and_columns(open_page, populated):
    head, *rows = table_of(open_page(populated, "pain_points", **BY_ORGANISATION))
    assert {cell.get("scope") for cell in head} == {"col"}
    assert [row[0].get("scope") for row in rows] == ["row", "row"]
    assert head.getparent().getparent().find("caption").text == "Pain points by organisation"


def test_a_cell_leads_to_what_that_organisation_says_in_its_mission(open_page, populated):
    populated.missions.create(LOCAL_VIEWER, a_mission())
    test = open_page(populated, "pain_points", mission=a_mission().id, **BY_ORGANISATION)
    (link,) = cells(test, "Nobody can say when")[AGENCY].xpath(".//a")
    assert link.get("href").startswith("pain_points?pain_point=pp_when&organisation=Pensions+and+Allowances+Agency")
    assert f"mission={a_mission().id}" in link.get("href")
    assert link.get("aria-label") == f"1 of 2 studies about {AGENCY}: Nobody can say when an answer will come"


def test_an_organisation_that_nobody_researched_has_a_column_in_its_mission(open_page, populated):
    populated.missions.create(LOCAL_VIEWER, a_mission())
    test = open_page(populated, "pain_points", mission=a_mission().id, **BY_ORGANISATION)
    row = cells(test, "Nobody can say when")
    assert {words(cell) for name, cell in row.items() if "Health Trust" in name} == {"no research here"}
    assert "Only studies of this mission count" in everything_said(test)


def test_organisations_without_research_are_shown_when_they_are_asked_for(open_page, populated):
    known = a_catalogue()
    populated.catalogue = lambda viewer: replace(
        known, organisations=(*known.organisations, Organisation(name=NOBODY, aliases=("LB",)))
    )
    test = open_page(populated, "pain_points", **BY_ORGANISATION)
    assert all(NOBODY not in words(cell) for cell in table_of(test)[0])
    asked = test.toggle(key="pain_points-without-research")
    assert "1 organisation without research" in asked.label
    asked.set_value(True).run()
    (last,) = [cell for name, cell in cells(test, "Nobody can say when").items() if NOBODY in name]
    assert words(last) == "no research here"


def test_the_filters_of_the_list_hold_for_the_table(open_page, populated):
    test = open_page(populated, "pain_points", **BY_ORGANISATION)
    test.segmented_control(key="pain_points-sharing").set_value(Sharing.BETWEEN).run()
    assert len(table_of(test)) == 2
    test.number_input(key="pain_points-fewest").set_value(9).run()
    assert "No pain point passes these filters" in everything_said(test)


def test_us_too_is_said_in_the_cell_and_in_the_list_and_counts_nowhere(open_page, populated):
    point = next(each for each in populated.points if each.title.startswith("Nobody can say when"))
    populated.ownership.claim(LOCAL_VIEWER, point, REGISTRY)
    test = open_page(populated, "pain_points", **BY_ORGANISATION)
    row = cells(test, "Nobody can say when")
    assert words(row[REGISTRY]) == "looked, nothing found says “us too”, without evidence"
    test = open_page(populated, "pain_points")
    told = dict(
        zip((option for option in test.radio(key="pain_points-chosen").options), captions_of(test), strict=True)
    )
    assert "1 more says “us too”" in told[point.title]
    assert f"{point.spread} organisation" in told[point.title]


def captions_of(test):
    return list(test.radio(key="pain_points-chosen").proto.captions)


def test_where_nothing_is_shared_it_says_how_many_difficulties_one_organisation_tells_and_one_press_shows_them(
    open_page, populated
):
    populated.points = [
        replace(point, organisations=point.organisations[:1], sharing=Sharing.SINGLE) for point in populated.points
    ]
    test = open_page(populated, "pain_points")
    count = len(populated.points)
    assert f"There are {count} difficulties that one organisation alone tells" in everything_said(test)
    test.button(key="pain_points-show-fewer").click().run()
    assert not test.exception
    assert len(test.radio(key="pain_points-chosen").options) == count


@pytest.mark.parametrize("arranged", [{}, BY_ORGANISATION])
def test_where_nothing_is_shared_no_filter_is_blamed_and_the_names_that_texts_name_are_led_to(
    open_page, populated, arranged
):
    populated.points = [
        replace(point, organisations=point.organisations[:1], sharing=Sharing.SINGLE) for point in populated.points
    ]
    populated.names.open_names = lambda viewer: ["Fennel Housing", "Orbit"]
    test = open_page(populated, "pain_points", **arranged)
    said = everything_said(test)
    assert "No pain point is known yet that two organisations share." in said and "these filters" not in said
    assert "Choose a pain point at the left" not in said
    assert ("Nothing is listed at the left" in said) is not bool(arranged)
    assert "When findings are added, say it under “About”" in said
    assert next(link.proto.label for link in test.get("page_link")) == "2 names to decide on"
    test.segmented_control(key="pain_points-sharing").set_value(Sharing.BETWEEN).run()
    said = everything_said(test)
    assert "No pain point passes these filters" in said and "say it under “About”" not in said


def test_words_of_research_are_written_as_words(open_page, populated):
    populated.points = [replace(point, title=f"<img src=x> {point.title}") for point in populated.points]
    said = everything_said(open_page(populated, "pain_points", **BY_ORGANISATION))
    assert "&lt;img src=x&gt;" in said
    assert "<img src=x>" not in said


def test_an_empty_repository_has_no_table_and_says_what_to_do(open_page, empty):
    test = open_page(empty, "pain_points", **BY_ORGANISATION)
    assert not test.error
    assert "There is no evidence yet" in everything_said(test)


# one organisation's words first


def quoted_for(populated, count):
    """Give the first pain point that many quotations about the council, after all others."""
    (item,) = [item for item in some_evidence() if item.text.startswith("The council sent")]
    more = tuple(
        Fit(evidence=replace(item, id=f"obs_c{nth}", text=f"Bill {nth} came."), organisation=COUNCIL, fit=0.9)
        for nth in range(count)
    )
    first, *others = populated.points
    populated.points = [replace(first, evidence=(*first.evidence, *more)), *others]


def test_a_link_to_an_organisation_shows_all_of_its_words_first(open_page, populated):
    quoted_for(populated, 5)
    said = everything_said(open_page(populated, "pain_points", pain_point="pp_again", organisation=COUNCIL))
    assert all(f"Bill {nth} came." in said for nth in range(5))
    assert said.index(f"#### {COUNCIL}") < said.index(f"#### {REGISTRY}")
    assert f"What is said about {COUNCIL} comes first" in said
    plain = everything_said(open_page(populated, "pain_points", pain_point="pp_again"))
    assert "Bill 4 came." not in plain


@pytest.mark.parametrize("named", ["Nobody", COUNCIL])
def test_a_link_to_an_organisation_that_is_not_there_changes_nothing(open_page, populated, named):
    chosen = "pp_gone" if named == COUNCIL else "pp_again"
    test = open_page(populated, "pain_points", pain_point=chosen, organisation=named)
    assert "comes first" not in everything_said(test)
    assert not test.exception


def test_choosing_another_pain_point_leaves_the_organisation_behind(open_page, populated):
    test = open_page(populated, "pain_points", pain_point="pp_again", organisation=COUNCIL)
    test.radio(key="pain_points-chosen").set_value("pp_when").run()
    assert "organisation" not in test.query_params


# files


def test_the_files_say_what_the_table_says(open_page, populated, monkeypatch):
    given = {}
    monkeypatch.setattr(st, "download_button", lambda label, data, **named: given.update({named["key"]: data}))
    open_page(populated, "pain_points", **BY_ORGANISATION)
    lines = given["take-heat-map-csv"]().decode("utf-8-sig").splitlines()
    assert lines[0].split(",")[:3] == ["Pain point", "Shared how?", "What it does"]
    assert "looked, nothing found" in lines[2]
    assert "1 of 2 studies; 3 observations, moderate" in lines[2]
    assert given["take-pain-points-brief-pptx"]()[:2] == given["take-pain-points-brief-docx"]()[:2] == b"PK"
    assert set(populated.exported_studies["heat-map as csv"]) == {"st_brackenmere", "st_pensions", "st_calderwick"}
    assert populated.exported_observations["pain-points-brief as pptx"] == [f"obs_{nth}" for nth in range(8)]
