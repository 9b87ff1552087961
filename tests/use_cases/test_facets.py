"""What was found, counted by each choice of the filters: choosing one leaves as many. Everything here is invented."""

import pytest

from domain.access import LOCAL_VIEWER, Role, Visibility
from domain.catalogue import Organisation
from domain.evidence import About, Basis, Coding, Kind, Level, PatternFit, Severity, Standing, Subject
from domain.facets import Facet
from domain.search import Known, ObservationFilter
from exports.evidence_rows import search_document
from tests.builders import a_source, a_study, a_viewer
from tests.storage.test_themes import a_run
from use_cases.app import UseCases
from use_cases.evidence import indexing
from use_cases.knowing.searching import search

READER = a_viewer("kai@museum.example", organisation="Museum", role=Role.READER)
QUESTION = "Do people wait for the letter?"
NARROWED = {
    Facet.ORGANISATION: lambda value: ObservationFilter(organisations=frozenset({value})),
    Facet.RESEARCHED_BY: lambda value: ObservationFilter(researched_by=frozenset({value})),
    Facet.KIND: lambda value: ObservationFilter(kinds=frozenset({Kind(value)})),
    Facet.SEVERITY: lambda value: ObservationFilter(severities=frozenset({Severity(value)})),
    Facet.LEVEL: lambda value: ObservationFilter(levels=frozenset({Level(value)})),
    Facet.STANDING: lambda value: ObservationFilter(standings=frozenset({Standing(value)})),
    Facet.PATTERN: lambda value: ObservationFilter(patterns=frozenset({value})),
    Facet.THEME: lambda value: ObservationFilter(themes=frozenset({value})),
    Facet.STUDY: lambda value: ObservationFilter(studies=frozenset({value})),
    Facet.METHOD: lambda value: ObservationFilter(methods=frozenset({value})),
    Facet.YEAR: lambda value: ObservationFilter(since=value, until=value),
}
STUDIES = (
    a_study("Permits", method="Interviews", date="2024-03", standing=Standing.LIVE),
    a_study("Berths", "Lamp Office", method="interviews", date="2023"),
    a_study("Lamps", "Lantern Crew", method="Survey", date="2024-11-02", standing=Standing.PROTOTYPE),
    a_study("Undated", "Mooring Board"),
)
CODINGS = (
    Coding(
        kind=Kind.PAIN_POINT,
        pain_point=0.9,
        severity=Severity.HIGH,
        level=Level.BETWEEN,
        patterns=(PatternFit(pattern="PAT_01", fit=0.9), PatternFit(pattern="PAT_02", fit=0.5)),
    ),
    Coding(kind=Kind.NEED, pain_point=0.1, severity=None, standing=Standing.FIXED, level=Level.RULE),
    Coding(kind=Kind.PAIN_POINT, pain_point=0.8, severity=Severity.LOW, standing=Standing.LIVE),
)


@pytest.fixture
def told(app: UseCases) -> UseCases:
    """Four studies that tell of the letter, coded in turn but for one observation, and a study that is a team's own."""
    store = app.repository.evidence
    app.repository.catalogue.save(Organisation(name="Lamp Office", aliases=("Lantern Crew",)))
    harbour = About(name="Harbour Trust", subject=Subject.ORGANISATION, basis=Basis.STATED)
    ids = []
    for place, study in enumerate(STUDIES):
        texts = [f"People waited {place} weeks for the letter.", f"The letter of week {place} was not explained."]
        source = a_source(texts, study=study, about=(harbour,) if place % 2 else ())
        store.save_source(source)
        ids += [item.id for item in source.observations]
    store.save_source(
        a_source(["People waited in secret for the letter."], study=a_study("Secret", visibility=Visibility.TEAM))
    )
    store.save_codings("test", {name: CODINGS[place % 3] for place, name in enumerate(ids[:-1])})
    app.repository.decisions.decide(LOCAL_VIEWER, ids[0], not_of=["PAT_02"], of=["PAT_03"])
    taken_back = app.repository.decisions.decide(LOCAL_VIEWER, ids[3], not_of=["PAT_01"], of=["topic-7"])
    app.repository.decisions.take_back(LOCAL_VIEWER, taken_back)
    app.repository.themes.save_run(a_run("one", [ids[:3], ids[3:5]], ungrouped=ids[5:]))
    while indexing.embed_pending(app.repository):
        pass
    indexing.index_pending(app.repository)
    return app


def counted(app: UseCases, viewer=LOCAL_VIEWER, **asked) -> dict[Facet, dict[str, int]]:
    facets = search(app.repository, viewer, QUESTION, facets=True, **asked).facets
    assert facets is not None
    return {facet: {each.value: each.observations for each in facets[facet]} for facet in facets}


def test_choosing_what_is_counted_finds_as_many_of_what_was_found(told):
    answer = search(told.repository, READER, QUESTION)
    found = {result.evidence.id for result in answer.results}
    assert len(found) == 8
    for facet, choices in counted(told, READER).items():
        assert choices, facet
        for value, number in choices.items():
            passing = told.repository.evidence.visible_ids(READER, NARROWED[facet](value))
            assert len(passing & found) == number, (facet, value)


def test_counts_say_what_people_decided_today_names_and_one_method_however_it_is_written(told):
    facets = counted(told, READER)
    assert facets[Facet.PATTERN] == {"PAT_01": 3, "PAT_02": 2, "PAT_03": 1}
    assert facets[Facet.RESEARCHED_BY] == {"Lamp Office": 4, "Harbour Office": 2, "Mooring Board": 2}
    assert sorted(facets[Facet.METHOD].values()) == [2, 4]
    assert sorted(facets[Facet.THEME].values()) == [2, 3]
    assert facets[Facet.YEAR] == {"2024": 4, "2023": 2}
    assert facets[Facet.ORGANISATION] == {"Harbour Trust": 4, "Harbour Office": 2, "Lamp Office": 2}


def test_most_come_first_and_a_study_is_told_by_its_title(told):
    facets = search(told.repository, READER, QUESTION, facets=True).facets
    assert [each.value for each in facets[Facet.RESEARCHED_BY]] == ["Lamp Office", "Harbour Office", "Mooring Board"]
    assert {each.title for each in facets[Facet.STUDY]} == {study.title for study in STUDIES}


def test_the_limit_of_a_page_does_not_change_the_counts_and_a_filter_does(told):
    assert counted(told, READER, limit=1) == counted(told, READER)
    late = counted(told, READER, where=ObservationFilter(since="2024"))
    assert late[Facet.YEAR] == {"2024": 4}
    assert late[Facet.RESEARCHED_BY] == {"Harbour Office": 2, "Lamp Office": 2}


def test_nobody_counts_what_they_may_not_see(told):
    assert "Secret" in str(search(told.repository, LOCAL_VIEWER, QUESTION, facets=True).facets)
    assert "Secret" not in str(search(told.repository, READER, QUESTION, facets=True).facets)


def test_where_nothing_is_known_nothing_is_counted(told):
    answer = search(told.repository, READER, "Which glaciers does the observatory photograph?", facets=True)
    assert answer.known is Known.NOTHING
    assert not any(answer.facets.values())
    assert set(answer.facets) == set(Facet)


def test_an_empty_repository_has_facets_without_choices(app):
    assert not any(search(app.repository, READER, QUESTION, facets=True).facets.values())


def test_nothing_is_counted_unless_it_is_asked_for(told):
    answer = search(told.repository, READER, QUESTION)
    assert answer.facets is None
    assert "facets" not in search_document(answer)
    document = search_document(search(told.repository, READER, QUESTION, facets=True))["facets"]
    assert document["kind"][0] == {"value": "pain_point", "observations": 5}
    assert document["study"][0].keys() == {"value", "title", "observations"}
