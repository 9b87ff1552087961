"""Pain points by organisations: what a cell tells, and which blank a blank is. Everything here is fictional."""

from dataclasses import replace

import pytest

from domain.heat_map import Blank, HeatCell
from domain.insights import Confidence, Fit
from domain.missions import Claim, Coverage
from tests.planted_pain_points import a_pain_point
from use_cases.findings.heat_maps import heat_map

HARBOUR, MUSEUM, ARCHIVE = "Harbour Office", "Museum", "Archive"


def coverage(name, studies, **fields):
    return Coverage(
        **{"organisation": name, "studies": studies, "observations": 10 * studies, "expected": False, **fields}
    )


def test_a_cell_tells_studies_of_those_there_are_observations_and_how_sure():
    (row,) = heat_map([a_pain_point({MUSEUM: (3, 2)})], [coverage(MUSEUM, 5)]).rows
    assert row.cells == (HeatCell(studies=2, observations=3, researched=5, confidence=Confidence.STRONG),)
    assert row.cells[0].blank is None


def test_the_two_blanks_are_told_apart():
    found = heat_map([a_pain_point({MUSEUM: (3, 2)})], [coverage(MUSEUM, 5), coverage(HARBOUR, 4)], known=[ARCHIVE])
    assert [each.organisation for each in found.organisations] == [MUSEUM, HARBOUR, ARCHIVE]
    assert [cell.blank for cell in found.rows[0].cells] == [None, Blank.NOTHING_FOUND, Blank.NO_RESEARCH]


def test_an_organisation_that_files_are_about_only_with_others_is_a_third_blank():
    bodies = [coverage(HARBOUR, 2, only_with_others=2), coverage(ARCHIVE, 2, only_with_others=1)]
    found = heat_map([a_pain_point({MUSEUM: (3, 2)})], bodies)
    assert [cell.blank for cell in found.rows[0].cells] == [Blank.ONLY_WITH_OTHERS, Blank.NOTHING_FOUND, None]


@pytest.mark.parametrize(("whole", "sure"), [([True, True], Confidence.WEAK), ([True, False], Confidence.MODERATE)])
def test_a_cell_of_quotations_that_name_nobody_of_their_file_says_so_and_is_hardly_sure(whole, sure):
    point = a_pain_point({MUSEUM: (2, 1)})
    evidence = tuple(replace(fit, of_whole_file=of_it) for fit, of_it in zip(point.evidence, whole, strict=True))
    (row,) = heat_map([replace(point, evidence=evidence)], [coverage(MUSEUM, 3)]).rows
    assert (row.cells[0].is_of_whole_files, row.cells[0].confidence) == (all(whole), sure)


def test_an_organisation_of_the_mission_that_nobody_researched_is_a_blank_of_its_own():
    found = heat_map([a_pain_point({MUSEUM: (3, 2)})], [coverage(ARCHIVE, 0, expected=True), coverage(MUSEUM, 1)])
    assert [cell.blank for cell in found.rows[0].cells] == [Blank.NO_RESEARCH, None]


def test_an_organisation_goes_by_one_column_however_its_name_is_written():
    found = heat_map([a_pain_point({MUSEUM: (3, 2)})], [coverage("MUSEUM ", 5)], known=["museum"])
    assert [each.organisation for each in found.organisations] == ["MUSEUM "]
    assert found.rows[0].cells[0].studies == 2


def test_what_only_evidence_names_has_a_column_and_never_more_found_than_researched():
    found = heat_map([a_pain_point({MUSEUM: (3, 2)})], [coverage(HARBOUR, 1)])
    assert [each.organisation for each in found.organisations] == [HARBOUR, MUSEUM]
    assert (found.rows[0].cells[1].studies, found.rows[0].cells[1].researched) == (2, 2)


def test_who_says_us_too_has_it_said_in_the_cell_and_the_blank_stays_a_blank():
    said = [Claim(pain_point="pp_7", organisation=name, said_by="Kai", said_at="2026") for name in (HARBOUR, ARCHIVE)]
    found = heat_map([a_pain_point({MUSEUM: (3, 2)})], [coverage(HARBOUR, 1)], claims={"pp_7": said})
    assert [each.organisation for each in found.organisations] == [HARBOUR, MUSEUM, ARCHIVE]
    assert [(cell.is_claimed, cell.blank) for cell in found.rows[0].cells] == [
        (True, Blank.NOTHING_FOUND),
        (False, None),
        (True, Blank.NO_RESEARCH),
    ]


def test_no_pain_points_leave_the_organisations_and_no_rows():
    found = heat_map([], [coverage(HARBOUR, 1)])
    assert (len(found.organisations), found.rows) == (1, ())


@pytest.mark.parametrize(
    ("fits", "studies", "sure"),
    [
        ([0.9, 0.9], 2, Confidence.STRONG),
        ([0.9, 0.9], 1, Confidence.MODERATE),
        ([0.9], 1, Confidence.WEAK),
        ([0.9, 0.1, 0.2], 3, Confidence.WEAK),
    ],
)
def test_how_sure_one_may_be_of_an_organisations_part(fits, studies, sure):
    point = a_pain_point({MUSEUM: (len(fits), studies)})
    evidence = tuple(Fit(evidence=each.evidence, organisation=MUSEUM, fit=fit)
                     for each, fit in zip(point.evidence, fits, strict=True))  # fmt: skip
    (row,) = heat_map([replace(point, evidence=evidence)], [coverage(MUSEUM, 3)]).rows
    assert row.cells[0].confidence is sure


def test_the_colour_is_deeper_for_a_greater_share_and_for_surer_evidence():
    def depth(studies, confidence):
        return HeatCell(studies=studies, observations=9, researched=4, confidence=confidence).depth

    assert depth(4, Confidence.STRONG) == 1.0
    assert depth(2, Confidence.STRONG) == 0.5 > depth(2, Confidence.MODERATE) > depth(2, Confidence.WEAK) > 0
    assert HeatCell(researched=4).depth == 0.0
