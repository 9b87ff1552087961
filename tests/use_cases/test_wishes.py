"""Shared needs and recommendations over a database, as a person and the command line meet them. All is fictional."""

import json

import pytest
from click.testing import CliRunner

import cli
from domain.access import LOCAL_VIEWER
from domain.errors import NotFound
from domain.evidence import Coding, Kind, PatternFit
from settings import Settings
from tests.builders import a_source, a_study, a_viewer
from use_cases.findings import theming
from use_cases.running.bootstrap import open_use_cases

HARBOUR, CANAL = "Harbour Office", "Canal Board"
SAID = {
    HARBOUR: ("Owners want to give their address once.", "The form should ask for the address once."),
    CANAL: ("Crews would like to give their address once.", "Keepers ring the office on Mondays."),
}


def coding(kind, pattern="PAT_01"):
    return Coding(kind=kind, pain_point=0.1, patterns=(PatternFit(pattern=pattern, fit=0.9),))


@pytest.fixture
def app(new_repository):
    opened = open_use_cases(Settings.from_environment(new_repository, environment={}))
    for organisation, texts in SAID.items():
        mission = "Fewer forms" if organisation == HARBOUR else None
        source = a_source(texts, study=a_study(f"Study of {organisation}", organisation, mission=mission))
        opened.repository.evidence.save_source(source)
        need, advice = source.observations
        told = Kind.RECOMMENDATION if organisation == HARBOUR else Kind.BEHAVIOUR
        codings = {need.id: coding(Kind.NEED), advice.id: coding(told)}
        opened.repository.evidence.save_codings("test", codings)
    yield opened
    opened.close()


def listed(app, kind=Kind.NEED, **asked):
    return theming.select_wishes(app.all_wishes(LOCAL_VIEWER, **asked), kind=kind, min_organisations=1)


def test_what_two_organisations_need_is_one_shared_need(app):
    [need] = theming.select_wishes(app.all_wishes(LOCAL_VIEWER), kind=Kind.NEED, min_organisations=2)
    assert {count.name for count in need.organisations} == set(SAID)
    assert {fit.evidence.text for fit in need.evidence} == {texts[0] for texts in SAID.values()}
    assert theming.select_wishes(app.all_wishes(LOCAL_VIEWER), kind=Kind.RECOMMENDATION, min_organisations=2) == []


def test_a_mission_narrows_to_the_needs_of_its_own_studies(app):
    [need] = listed(app, mission="Fewer forms")
    assert [count.name for count in need.organisations] == [HARBOUR]


def test_what_people_said_is_evidence_of_the_difficulty_is_no_need_about_it_any_more(app):
    [need] = listed(app)
    moved = need.evidence[0].evidence
    app.repository.decisions.decide(a_viewer(), moved.id, not_of=[], of=["PAT_01"])
    [left] = listed(app)
    assert moved.id not in {fit.evidence.id for fit in left.evidence}


def test_at_most_so_many_quotations_an_organisation_are_given_and_counts_stay(app):
    [need] = theming.select_wishes(app.all_wishes(LOCAL_VIEWER), kind=Kind.NEED, min_organisations=2, evidence=0)
    assert (need.evidence, need.observations) == ((), 2)


def test_one_that_is_not_there_is_told(app):
    with pytest.raises(NotFound, match="need_99"):
        theming.wish(app.all_wishes(LOCAL_VIEWER), "need_99")


def run(app, *arguments):
    result = CliRunner().invoke(cli.throughline, ["--data-dir", str(app.settings.data_dir), *arguments])
    assert result.exit_code == 0, result.stderr
    return result.stdout


def test_the_command_line_lists_shared_needs_with_exact_words(app):
    [need] = json.loads(run(app, "needs", "--json"))
    assert (need["id"], need["kind"], need["pattern"], need["pain_point"]) == ("need_01", "need", "PAT_01", "pp_01")
    assert {row["text"] for row in need["evidence"]} == {texts[0] for texts in SAID.values()}
    assert {row["organisation"] for row in need["evidence"]} == set(SAID)
    assert "Owners want to give their address once." in run(app, "needs")


def test_the_command_line_says_that_none_is_shared_and_how_to_see_those_of_one(app):
    assert json.loads(run(app, "recommendations", "--json")) == []
    assert "--min-organisations 1" in run(app, "recommendations")
    [advice] = json.loads(run(app, "recommendations", "--min-organisations", "1", "--json"))
    assert advice["organisations"] == [{"name": HARBOUR, "observations": 1, "studies": 1}]
