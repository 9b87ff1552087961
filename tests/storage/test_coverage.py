from dataclasses import replace

import pytest

from domain.access import LOCAL_VIEWER, Visibility
from domain.evidence import About, Basis, Subject
from domain.search import ObservationFilter
from storage import Database
from storage.studies.coverage import SqlCoverage
from tests.builders import a_source, a_study, a_viewer


@pytest.fixture
def coverage(database: Database) -> SqlCoverage:
    return SqlCoverage(database)


def about(*names):
    return [About(name=name, subject=Subject.ORGANISATION, basis=Basis.STATED) for name in names]


def counts(found):
    return {key: (count.studies, count.observations) for key, count in found.items()}


def test_research_counts_for_whom_it_concerns_and_not_for_who_did_it(coverage, evidence):
    evidence.save_source(a_source(["One.", "Two."], study=a_study("Permits"), about=about("Museum", "Archive")))
    evidence.save_source(a_source(["Three."], study=a_study("Berths"), about=about("Museum")))
    evidence.save_source(a_source(["Four."], study=a_study("Tides")))
    assert counts(coverage.coverage(LOCAL_VIEWER)) == {"museum": (2, 3), "archive": (1, 2), "harbour office": (1, 1)}


def test_studies_that_concern_an_organisation_only_together_with_others_are_told(coverage, evidence):
    together, alone = about("Museum", "Archive"), about("Museum")
    evidence.save_source(a_source(["One."], study=a_study("Permits"), about=together))
    evidence.save_source(a_source(["Two."], study=a_study("Berths"), about=together))
    evidence.save_source(a_source(["Three."], study=a_study("Berths"), name="more.md", about=alone))
    found = coverage.coverage(LOCAL_VIEWER)
    assert {name: (each.studies, each.only_with_others) for name, each in found.items()} == {
        "museum": (2, 1), "archive": (2, 2)
    }  # fmt: skip


def test_what_words_themselves_name_is_not_only_together_with_others(coverage, evidence):
    named = [replace(each, basis=Basis.PROPOSED) for each in about("Museum", "Archive")]
    evidence.save_source(a_source(["The Museum asks the Archive."], study=a_study("Permits"), about=named))
    assert {each.only_with_others for each in coverage.coverage(LOCAL_VIEWER).values()} == {0}


def test_a_study_that_retells_another_counts_with_it(coverage, evidence):
    evidence.save_source(a_source(["One."], study=a_study("Permits")))
    evidence.save_source(a_source(["Two."], study=replace(a_study("Permits again"), retells="Permits")))
    assert counts(coverage.coverage(LOCAL_VIEWER)) == {"harbour office": (1, 2)}


def test_only_what_a_viewer_may_see_and_asked_for_counts(coverage, evidence):
    evidence.save_source(a_source(["One."], study=a_study("Hidden", visibility=Visibility.TEAM, mission="M")))
    evidence.save_source(a_source(["Two."], study=a_study("Open", mission="M")))
    evidence.save_source(a_source(["Three."], study=a_study("Elsewhere")))
    mission = ObservationFilter(missions=frozenset({"m"}))
    assert counts(coverage.coverage(a_viewer(), mission)) == {"harbour office": (1, 1)}
    assert counts(coverage.coverage(LOCAL_VIEWER, mission)) == {"harbour office": (2, 2)}


def test_nothing_stored_covers_nobody(coverage):
    assert coverage.coverage(LOCAL_VIEWER) == {}
