"""Closed answers in SQL: filtered by, listed and counted; and what teams decided on columns."""

from dataclasses import replace

import pytest

from domain.access import LOCAL_VIEWER
from domain.answers import AnswerCount, KnownAttribute
from domain.evidence import About
from domain.search import ObservationFilter
from domain.tables import Meaning, SavedMapping
from storage.observations.answers import SqlAnswers
from storage.studies.mappings import SqlMappings
from tests.builders import a_source, a_study


def said_by(who: str | None, region: str, agrees: str, text: str):
    return text, who, (("Region", region), ("Do you agree?", agrees))


@pytest.fixture
def answers(database, evidence):
    rows = [
        said_by("R1", "North", "Yes", "The boat was late again."),
        said_by("R1", "North", "Yes", "Nobody answered the phone."),
        said_by("R2", "South", "Yes", "The desk had shut by noon."),
        said_by(None, "south", "No", "The letter never came at all."),
    ]
    for title, organisation in (("Ferry survey", "Harbour Office"), ("Lock survey", "Canal Board")):
        source = a_source([text for text, _, _ in rows], study=a_study(title), about=[About(name=organisation)])
        told = zip(source.observations, rows, strict=True)
        known = tuple(replace(each, participant=who, attributes=pairs) for each, (_, who, pairs) in told)
        evidence.save_source(replace(source, observations=known))
    return SqlAnswers(database)


def test_attributes_are_listed_with_their_values_commonest_first(answers):
    assert answers.attributes(LOCAL_VIEWER) == [
        KnownAttribute(name="Do you agree?", values=("Yes", "No"), distinct=2),
        KnownAttribute(name="Region", values=("North", "South"), distinct=2),
    ]
    assert answers.attributes(LOCAL_VIEWER, most=1)[0].values == ("Yes",)


def test_people_are_counted_once_by_the_organisation_that_evidence_concerns(answers):
    assert answers.counts(LOCAL_VIEWER, "do you  AGREE?") == [
        AnswerCount(value="Yes", organisation="Canal Board", people=2, observations=3),
        AnswerCount(value="Yes", organisation="Harbour Office", people=2, observations=3),
        AnswerCount(value="No", organisation="Canal Board", people=1, observations=1),
        AnswerCount(value="No", organisation="Harbour Office", people=1, observations=1),
    ]
    only = answers.counts(LOCAL_VIEWER, "Region", ObservationFilter(organisations=frozenset({"Canal Board"})))
    assert {count.organisation for count in only} == {"Canal Board"}
    assert answers.counts(LOCAL_VIEWER, "Colour") == []


@pytest.mark.parametrize(
    ("wanted", "count"),
    [
        ({("Region", "north")}, 4),
        ({("Region", "North"), ("Region", "South")}, 8),
        ({("Region", "South"), ("Do you agree?", "No")}, 2),
        ({("Region", "East")}, 0),
    ],
)
def test_a_filter_by_attributes_takes_any_value_of_one_name_and_every_name(answers, evidence, wanted, count):
    where = ObservationFilter(attributes=frozenset(wanted))
    assert evidence.count(LOCAL_VIEWER, where) == count
    assert len(evidence.visible_ids(LOCAL_VIEWER, where)) == count


def test_a_team_remembers_the_latest_it_said_of_a_header(database):
    mappings = SqlMappings(database)
    first = SavedMapping(signature="tb_1", meanings=(Meaning.QUESTION, Meaning.IGNORE))
    again = replace(first, meanings=(Meaning.QUESTION, Meaning.ATTRIBUTE))
    mappings.remember("Quay team", [first], now="2025-03-01T10:00:00+00:00")
    mappings.remember("quay  TEAM", [again], now="2025-03-02T10:00:00+00:00")
    mappings.remember("Lock team", [first], now="2025-03-03T10:00:00+00:00")
    assert mappings.remembered({"Quay team"}) == [again]
    assert mappings.remembered(None) == [first, again]
    assert mappings.remembered(set()) == []
