"""Names that texts only mention, proposed to the catalogue over a repository of their own. Everything is fictional."""

from dataclasses import replace

import pytest

from domain.access import LOCAL_VIEWER, Role
from domain.catalogue import Organisation, System
from domain.errors import NotFound
from domain.evidence import About, Basis, Subject
from domain.names import NamedIn
from tests.builders import a_source, a_study, a_viewer
from use_cases.app import UseCases

CURATOR = a_viewer("cato@archive.example", organisation="Archive", role=Role.CURATOR)
READER = a_viewer("rui@library.example", organisation="Library", role=Role.READER)
TOLD = [
    "Clerks type it into the Berth Allocation System (BAS) by hand.",
    "The BAS is slow on Mondays.",
    "They log in to TideTrack every morning.",
    "People ring the local council.",
]
BERTHS, SHORT = "Berth Allocation System", "BAS"
NAME = f"{BERTHS} ({SHORT})"


@pytest.fixture
def told(app: UseCases) -> UseCases:
    app.repository.evidence.save_source(a_source(TOLD))
    return app


def waiting(app: UseCases, viewer=CURATOR):
    return {item.proposal.name: item for item in app.names.open_names(viewer)}


def test_what_texts_mention_is_proposed_with_how_often_and_an_example(told: UseCases):
    found = waiting(told)
    assert set(found) == {NAME, "TideTrack"}
    berths = found[NAME]
    assert (berths.proposal.subject, berths.proposal.found) == (Subject.SYSTEM, NamedIn(observations=2))
    assert set(berths.proposal.aliases) == {BERTHS, SHORT}
    assert berths.example is not None and SHORT in berths.example.text


def test_a_confirmed_name_is_in_the_catalogue_with_its_other_names_until_that_is_taken_back(told: UseCases):
    told.names.confirm(CURATOR, Subject.SYSTEM, NAME.lower())
    [entry] = told.catalogue(READER).systems
    assert (entry.name, set(entry.aliases)) == (NAME, {BERTHS, SHORT})
    assert set(waiting(told)) == {"TideTrack"}
    told.names.undo(CURATOR, Subject.SYSTEM, NAME)
    assert told.catalogue(CURATOR).systems == ()
    assert NAME in waiting(told)


def test_a_name_of_which_one_way_of_writing_is_known_is_offered_to_be_merged_there(told: UseCases):
    told.names.save(CURATOR, System(name="BAS"))
    berths = waiting(told)[NAME]
    assert [(alike.name, alike.why) for alike in berths.look_alikes][:1] == [("BAS", "texts write BAS for both")]
    told.names.merge(CURATOR, Subject.SYSTEM, NAME, "BAS")
    [entry] = told.catalogue(READER).systems
    assert (entry.name, set(entry.aliases)) == ("BAS", {NAME, BERTHS})
    assert NAME not in waiting(told)
    told.names.undo(CURATOR, Subject.SYSTEM, NAME)
    assert told.catalogue(CURATOR).systems == (System(name="BAS"),)


def test_a_rejected_name_is_not_proposed_again(told: UseCases):
    told.names.reject(CURATOR, Subject.SYSTEM, "TideTrack")
    assert set(waiting(told)) == {NAME}
    told.names.undo(CURATOR, Subject.SYSTEM, "TideTrack")
    assert "TideTrack" in waiting(told)


@pytest.mark.parametrize("decide", ["confirm", "merge"])
def test_a_name_decided_on_twice_stands_as_it_was_decided_first_once_the_second_is_taken_back(app: UseCases, decide):
    named = About(name="Quay Board", basis=Basis.PROPOSED)
    app.repository.evidence.save_source(a_source(["People ring the board."], about=[named]))
    app.names.save(CURATOR, Organisation(name="Harbour Council"))
    app.names.reject(CURATOR, Subject.ORGANISATION, "Quay Board")
    before = app.repository.names.decisions()
    into = ["Harbour Council"] if decide == "merge" else []
    getattr(app.names, decide)(CURATOR, Subject.ORGANISATION, "Quay Board", *into)
    assert app.catalogue(CURATOR).entry(Subject.ORGANISATION, "Quay Board") is not None
    app.names.undo(CURATOR, Subject.ORGANISATION, "Quay Board")
    assert app.catalogue(CURATOR).entry(Subject.ORGANISATION, "Quay Board") is None
    assert app.repository.names.decisions() == before
    assert "Quay Board" not in waiting(app)
    app.names.undo(CURATOR, Subject.ORGANISATION, "Quay Board")
    assert "Quay Board" in waiting(app)


@pytest.mark.parametrize("decide", ["reject", "confirm"])
def test_a_decision_on_a_name_that_two_people_take_is_taken_back_as_one(app: UseCases, decide):
    named = About(name="Quay Board", basis=Basis.PROPOSED)
    app.repository.evidence.save_source(a_source(["People ring the board."], about=[named]))
    app.repository.catalogue.remember(Organisation(name="Quay Board", aliases=("The Board",), basis=Basis.PROPOSED))
    before = app.catalogue(CURATOR)
    for _ in range(2):
        getattr(app.names, decide)(CURATOR, Subject.ORGANISATION, "Quay Board")
    app.names.undo(CURATOR, Subject.ORGANISATION, "Quay Board")
    assert app.repository.names.decisions() == []
    assert app.catalogue(CURATOR) == before
    assert "Quay Board" in waiting(app)


def test_what_a_known_name_holds_or_owns_and_what_is_known_as_another_sort_is_not_proposed(told: UseCases):
    told.names.save(CURATOR, Organisation(name="Tides and Berth Allocation System (BAS)"))
    told.names.save(CURATOR, Organisation(name="TideTrack"))
    assert waiting(told) == {}


def test_new_texts_are_looked_through_too(told: UseCases):
    assert "Quay Portal" not in waiting(told)
    told.repository.evidence.save_source(a_source(["They pay in the Quay Portal."], name="b.md"))
    assert "Quay Portal" in waiting(told)


def test_what_only_hidden_texts_mention_is_neither_proposed_nor_there_to_decide_on(told: UseCases):
    secret = a_study("Secret", draft=True, team="Harbour Office › Records")
    told.repository.evidence.save_source(a_source(["They pay in the Quay Portal."], study=secret, name="c.md"))
    assert "Quay Portal" in waiting(told, LOCAL_VIEWER)
    assert "Quay Portal" not in waiting(told)
    with pytest.raises(NotFound):
        told.names.confirm(CURATOR, Subject.SYSTEM, "Quay Portal")


def test_readers_are_not_shown_what_texts_only_mention(told: UseCases):
    assert waiting(told, READER) == {}


NAMING = [
    "Ferry Trust asked for the same form again.",
    "Nobody at the counter knew of the form.",
    "The Ferry Trust and Lantern Board lost the letter between them.",
    "The ferry was late and nobody trusts it.",
]


@pytest.fixture
def naming(app: UseCases) -> UseCases:
    app.repository.evidence.save_source(a_source(NAMING))
    return app


def bodies(app: UseCases) -> list[list[str]]:
    held = app.repository.evidence.all_evidence(LOCAL_VIEWER)
    return [sorted(item.organisations) for item in sorted(held, key=lambda item: NAMING.index(item.text))]


def test_a_name_that_comes_into_the_catalogue_is_found_in_what_is_here_until_that_is_taken_back(naming: UseCases):
    before = bodies(naming)
    own = before[0]
    assert before == [own] * 4
    naming.names.save(CURATOR, Organisation(name="Lantern Board"))
    naming.names.save(CURATOR, Organisation(name="Ferry Office", aliases=("Ferry Trust",)))
    assert bodies(naming) == [["Ferry Office"], own, ["Ferry Office", "Lantern Board"], own]
    naming.names.merge(CURATOR, Subject.ORGANISATION, "Lantern Board", "Ferry Office")
    assert bodies(naming) == [["Ferry Office"], own, ["Ferry Office"], own]
    naming.names.undo(CURATOR, Subject.ORGANISATION, "Lantern Board")
    assert bodies(naming) == [["Ferry Office"], own, ["Ferry Office", "Lantern Board"], own]
    naming.names.save(CURATOR, Organisation(name="Ferry Office"))
    assert bodies(naming) == [own, own, ["Lantern Board"], own]


def test_a_sheet_of_a_catalogue_is_looked_for_in_what_is_here_and_a_heading_tells_where_words_do_not(app: UseCases):
    source = a_source(["People were asked twice."])
    told = replace(source.observations[0], headings=("What Ferry Trust does",))
    app.repository.evidence.save_source(replace(source, observations=(told,)))
    app.names.take_in(CURATOR, b"kind,name\norganisation,Ferry Trust\norganisation,Lantern Board\n", "bodies.csv")
    [item] = app.repository.evidence.all_evidence(LOCAL_VIEWER)
    assert item.organisations == ("Ferry Trust",)


def test_what_somebody_stated_stays_and_a_confirmed_body_comes_to_it(app: UseCases):
    stated = (About(name="Museum", basis=Basis.STATED),)
    source = a_source(NAMING[:1])
    told = tuple(replace(item, about=stated) for item in source.observations)
    app.repository.evidence.save_source(replace(source, observations=told))
    app.names.save(CURATOR, Organisation(name="Ferry Trust"))
    [item] = app.repository.evidence.all_evidence(LOCAL_VIEWER)
    assert item.organisations == ("Museum", "Ferry Trust")


def test_a_name_beyond_ascii_is_found_in_any_case_of_several_words(app: UseCases):
    app.repository.evidence.save_source(a_source(["The ÉGLISE SERVICE asked for it again."]))
    app.names.save(CURATOR, Organisation(name="Église Service"))
    [item] = app.repository.evidence.all_evidence(LOCAL_VIEWER)
    assert item.organisations == ("Église Service",)


def test_a_longer_name_takes_the_place_of_one_that_stands_in_it(naming: UseCases):
    naming.names.save(CURATOR, Organisation(name="Ferry Trust"))
    naming.names.save(CURATOR, Organisation(name="Ferry Trust and Lantern Board"))
    assert bodies(naming)[2] == ["Ferry Trust and Lantern Board"]
    assert bodies(naming)[0] == ["Ferry Trust"]
