"""What stands under a name follows the catalogue: other names, successors, names that are none."""

import pytest

from domain.access import LOCAL_VIEWER, Role, Visibility
from domain.catalogue import Organisation, Service, System
from domain.errors import InvalidRequest, NotFound
from domain.evidence import About, Basis, Subject
from domain.hand_overs import HandOver, HandOverKind
from domain.journeys import Journey, JourneyStatus, Step
from domain.names import Decision, NamedIn
from domain.people import Person, Team
from domain.search import ObservationFilter
from storage import SqlNames
from storage.people import SqlPeople
from tests.builders import a_source, a_study, a_viewer

PROPOSED = Basis.PROPOSED


@pytest.fixture
def names(database):
    return SqlNames(database)


def about(name, *, subject=Subject.ORGANISATION, basis=Basis.STATED):
    return About(name=name, subject=subject, basis=basis)


def concerning(evidence, name):
    return evidence.count(LOCAL_VIEWER, ObservationFilter(organisations=frozenset({name})))


def only(evidence):
    (item,) = evidence.all_evidence(LOCAL_VIEWER)
    return item


def test_an_observation_about_another_name_is_about_the_organisation(evidence, catalogue):
    evidence.save_source(a_source(["One."], about=[about("The Lights"), about("Lighthouse Board")]))
    assert evidence.holdings(LOCAL_VIEWER).organisations == 2
    catalogue.save(Organisation(name="Lighthouse Board", aliases=("The Lights",)))
    assert only(evidence).organisations == ("Lighthouse Board",)
    assert evidence.holdings(LOCAL_VIEWER).organisations == 1
    assert [concerning(evidence, name) for name in ("the lights", "LIGHTHOUSE BOARD", "Other")] == [1, 1, 0]


def test_what_is_saved_after_the_catalogue_follows_it_too(evidence, catalogue):
    catalogue.save(Organisation(name="Lighthouse Board", aliases=("The Lights",)))
    evidence.save_source(a_source(["One."], about=[about("the lights")]))
    assert only(evidence).organisation == "Lighthouse Board"
    assert concerning(evidence, "Lighthouse Board") == 1


def test_findings_of_an_ended_body_are_its_last_successors(evidence, catalogue):
    evidence.save_source(a_source(["One."], study=a_study(organisation="Old Office")))
    catalogue.save(
        Organisation(name="Old Office", successor="Middle"),
        Organisation(name="Middle Office", aliases=("Middle",), successor="New Office"),
        Organisation(name="New Office"),
    )
    item = only(evidence)
    assert (item.researched_by, item.organisation) == ("New Office", "New Office")
    assert [concerning(evidence, name) for name in ("Old Office", "Middle Office", "New Office")] == [1, 1, 1]
    view = evidence.source(LOCAL_VIEWER, item.source_id)
    assert (view.researched_by, view.study.organisation) == ("New Office", "Old Office")


def test_taking_a_successor_away_brings_the_findings_back(evidence, catalogue):
    evidence.save_source(a_source(["One."], study=a_study(organisation="Old Office")))
    catalogue.save(Organisation(name="Old Office", successor="New Office"))
    assert only(evidence).organisation == "New Office"
    catalogue.save(Organisation(name="Old Office"))
    assert only(evidence).organisation == "Old Office"
    assert concerning(evidence, "New Office") == 0


def test_the_words_that_were_said_stay_as_they_are(evidence, catalogue):
    evidence.save_source(a_source(["One."], about=[about("The Lights")]))
    catalogue.save(Organisation(name="Lighthouse Board", aliases=("The Lights",)))
    view = evidence.source(LOCAL_VIEWER, only(evidence).source_id)
    assert [said.name for said in view.observations[0].about] == ["The Lights"]


def test_successors_in_a_circle_are_refused_and_nothing_is_saved(catalogue):
    catalogue.save(Organisation(name="A", aliases=("Alpha",)))
    before = catalogue.catalogue()
    with pytest.raises(InvalidRequest, match="circle"):
        catalogue.save(
            Organisation(name="B", successor="alpha"), Organisation(name="A", aliases=("Alpha",), successor="B")
        )
    with pytest.raises(InvalidRequest, match="circle"):
        catalogue.save(Organisation(name="A", aliases=("Alpha",), successor="Alpha"))
    assert catalogue.catalogue() == before


def test_services_and_systems_go_by_their_other_names(evidence, catalogue):
    catalogue.save(Service(name="Permits", aliases=("Licences",)), System(name="Case file", aliases=("CF",)))
    evidence.save_source(
        a_source(
            ["One."],
            study=a_study(service="licences"),
            about=[about("CF", subject=Subject.SYSTEM), about("Case file", subject=Subject.SYSTEM)],
        )
    )
    evidence.save_source(
        a_source(["Two."], name="two.md", study=a_study("Other"), about=[about("Licences", subject=Subject.SERVICE)])
    )
    found = {item.text: item for item in evidence.all_evidence(LOCAL_VIEWER)}
    assert (found["One."].service, found["One."].systems) == ("Permits", ("Case file",))
    assert found["Two."].service == "Permits"
    for name in ("Permits", "LICENCES"):
        assert evidence.count(LOCAL_VIEWER, ObservationFilter(services=frozenset({name}))) == 2


def test_steps_of_a_journey_stand_under_the_names_of_today(journeys, catalogue):
    steps = tuple(
        Step(order=order, stage="", step=f"Step {order}", organisation=name, systems=("CF",))
        for order, name in enumerate(("Old Office", "New Office", "Council"), start=1)
    )
    hand_overs = (
        HandOver(from_step=1, to_step=2, giver="Old Office", taker="New Office", kind=HandOverKind.ORGANISATION),
        HandOver(from_step=2, to_step=3, giver="New Office", taker="Council", kind=HandOverKind.ORGANISATION),
    )
    journey = Journey(
        id="jrn_1", title="Moving", actor="A person", status=JourneyStatus.DRAFT, steps=steps, hand_overs=hand_overs
    )
    journeys.save(journey, by=LOCAL_VIEWER)
    catalogue.save(Organisation(name="Old Office", successor="New Office"), System(name="Case file", aliases=("CF",)))
    found = journeys.journey(LOCAL_VIEWER, "jrn_1")
    assert [step.organisation for step in found.steps] == ["New Office", "New Office", "Council"]
    assert [(item.giver, item.taker) for item in found.hand_overs] == [("New Office", "Council")]
    assert {name for step in found.steps for name in step.systems} == {"Case file"}
    assert journeys.journeys(LOCAL_VIEWER)[0].organisations == 2


# what people decide


def test_a_proposed_name_is_listed_with_its_count_and_an_example(evidence, names):
    evidence.save_source(
        a_source(["One.", "Two."], study=a_study(organisation="Harbour Offce", organisation_basis=PROPOSED))
    )
    evidence.save_source(a_source(["Three."], name="b.md", about=[about("Pier Trust", basis=PROPOSED)]))
    found = {item.name: item for item in names.proposals(LOCAL_VIEWER)}
    assert found["Harbour Offce"].found == NamedIn(studies=1)
    assert found["Pier Trust"].found == NamedIn(observations=1)
    (example,) = evidence.evidence(LOCAL_VIEWER, [found["Pier Trust"].example])
    assert example.text == "Three."


def test_a_name_from_a_study_that_somebody_may_not_see_is_not_listed_to_them(evidence, names):
    secret = a_study(organisation="Secret Office", organisation_basis=PROPOSED, draft=True)
    evidence.save_source(a_source(["One."], study=secret, about=[about("Hidden Trust", basis=PROPOSED)]))
    assert names.proposals(a_viewer()) == []
    assert names.named(a_viewer()) == names.held(a_viewer()) == {}
    assert {item.name for item in names.proposals(LOCAL_VIEWER)} == {"Secret Office", "Hidden Trust"}


def test_a_confirmed_name_is_an_entry_until_that_is_taken_back(evidence, names, catalogue):
    evidence.save_source(a_source(["One."], about=[about("Pier Trust", basis=PROPOSED)]))
    catalogue.remember(Organisation(name="Pier Trust", basis=PROPOSED))
    before = catalogue.catalogue()
    names.confirm(Subject.ORGANISATION, "Pier Trust", by=LOCAL_VIEWER)
    assert catalogue.catalogue().organisations == (Organisation(name="Pier Trust"),)
    assert names.proposals(LOCAL_VIEWER) == []
    assert [(item.name, item.decision, item.decided_by) for item in names.decisions()] == [
        ("Pier Trust", Decision.CONFIRMED, "local")
    ]
    names.undo(Subject.ORGANISATION, "pier trust")
    assert catalogue.catalogue() == before
    assert [item.name for item in names.proposals(LOCAL_VIEWER)] == ["Pier Trust"]


def test_merging_two_organisations_changes_the_counts_at_once_and_can_be_taken_back(evidence, names, catalogue):
    evidence.save_source(a_source(["One."], about=[about("Pier Trust"), about("Piers")]))
    evidence.save_source(a_source(["Two."], name="b.md", about=[about("PT")]))
    catalogue.save(Organisation(name="Pier Trust", aliases=("PT",)), Organisation(name="Piers", aliases=("Jetty",)))
    before, revision = catalogue.catalogue(), evidence.revision()
    assert evidence.holdings(LOCAL_VIEWER).organisations == 2
    names.merge(Subject.ORGANISATION, "Pier Trust", "Jetty", by=LOCAL_VIEWER)
    assert catalogue.catalogue().organisations == (Organisation(name="Piers", aliases=("Jetty", "Pier Trust", "PT")),)
    assert evidence.holdings(LOCAL_VIEWER).organisations == 1
    assert names.held(LOCAL_VIEWER)["piers"].observations == 2
    assert evidence.revision() > revision
    names.undo(Subject.ORGANISATION, "Pier Trust")
    assert catalogue.catalogue() == before
    assert names.held(LOCAL_VIEWER)["piers"].observations == 1


def test_of_a_rejected_name_only_what_a_person_stated_counts(evidence, names, catalogue):
    evidence.save_source(a_source(["Guessed."], about=[about("Pier", basis=PROPOSED)]))
    evidence.save_source(a_source(["Stated."], name="b.md", about=[about("Pier")]))
    evidence.save_source(a_source(["By it."], name="c.md", study=a_study("Other", "Pier", organisation_basis=PROPOSED)))
    catalogue.remember(Organisation(name="Pier", basis=PROPOSED))
    names.reject(Subject.ORGANISATION, "Pier", by=LOCAL_VIEWER)
    found = {item.text: item.organisation for item in evidence.all_evidence(LOCAL_VIEWER)}
    assert found == {"Guessed.": "Harbour Office", "Stated.": "Pier", "By it.": "Organisation not recorded"}
    assert concerning(evidence, "Pier") == 1
    assert names.proposals(LOCAL_VIEWER) == []
    assert catalogue.catalogue().is_rejected(Subject.ORGANISATION, "PIER")
    assert catalogue.remember(Organisation(name="Pier", basis=PROPOSED)) == 0
    names.undo(Subject.ORGANISATION, "Pier")
    assert concerning(evidence, "Pier") == 3


def test_a_rejected_name_is_one_after_all_when_a_person_puts_it_in(names, catalogue):
    names.reject(Subject.ORGANISATION, "Pier", by=LOCAL_VIEWER)
    catalogue.save(Organisation(name="Pier"))
    assert catalogue.catalogue().rejected == frozenset()
    assert names.decisions() == []


def test_an_entry_that_a_person_put_in_is_not_rejected(names, catalogue):
    catalogue.save(Organisation(name="Pier"))
    with pytest.raises(InvalidRequest, match="A person put"):
        names.reject(Subject.ORGANISATION, "Pier", by=LOCAL_VIEWER)


def test_merging_into_nothing_or_into_itself_is_refused(names, catalogue):
    catalogue.save(Organisation(name="Pier", aliases=("Jetty",)))
    with pytest.raises(NotFound):
        names.merge(Subject.ORGANISATION, "Pier", "Nowhere", by=LOCAL_VIEWER)
    with pytest.raises(InvalidRequest, match="already"):
        names.merge(Subject.ORGANISATION, "Jetty", "Pier", by=LOCAL_VIEWER)
    with pytest.raises(NotFound):
        names.undo(Subject.ORGANISATION, "Pier")


def test_what_ingest_remembers_never_replaces_what_a_person_put_in(catalogue):
    entry = Organisation(name="Lighthouse Board", aliases=("LB",))
    catalogue.save(entry)
    fresh = (Organisation(name="LIGHTHOUSE BOARD"), Organisation(name="lb"), Service(name="Permits"))
    assert catalogue.remember(*fresh) == 1
    assert catalogue.catalogue().organisations == (entry,)
    assert catalogue.catalogue().services == (Service(name="Permits", remembered=True),)


# people, whose organisation goes by several names


def test_people_of_a_body_see_its_studies_whatever_it_is_called(database, evidence, names, catalogue):
    people = SqlPeople(database)
    team = "Piers › Records"
    people.save_team(Team(organisation="Piers", name="Records"))
    people.save_person(Person(sign_in="asha", organisation="Piers", role=Role.RESEARCHER, teams=(team,)))
    evidence.save_source(a_source(["One."], study=a_study(organisation="Piers", visibility=Visibility.ORGANISATION)))
    records = a_study("Drafts", "Piers", visibility=Visibility.TEAM, team=team, draft=True)
    evidence.save_source(a_source(["Two."], study=records))
    catalogue.save(Organisation(name="Pier Trust"), Organisation(name="Piers"))
    names.merge(Subject.ORGANISATION, "Piers", "Pier Trust", by=LOCAL_VIEWER)
    assert evidence.count(people.viewer("asha")) == 2
    others = a_viewer(organisation="Pier Trust", teams=frozenset({"Pier Trust"}))
    assert evidence.count(others) == 1


def test_people_of_an_ended_body_do_not_become_those_of_its_successor(database, evidence, catalogue):
    people = SqlPeople(database)
    people.save_person(Person(sign_in="asha", organisation="Old Office", role=Role.RESEARCHER))
    evidence.save_source(a_source(["One."], study=a_study(organisation="New Office", visibility=Visibility.TEAM)))
    catalogue.save(Organisation(name="Old Office", successor="New Office"), Organisation(name="New Office"))
    assert people.viewer("asha").organisation == "Old Office"
    assert evidence.count(people.viewer("asha")) == 0


def test_a_journey_is_shown_to_the_organisation_of_its_maker_whatever_it_is_called(journeys, catalogue):
    journey = Journey(id="jrn_1", title="Moving", actor="A person", status=JourneyStatus.PUBLISHED, steps=())
    journeys.save(journey, by=a_viewer(organisation="PT"), visibility=Visibility.ORGANISATION)
    colleague, stranger = (a_viewer("Bo Quay", organisation=name) for name in ("Pier Trust", "Lantern Trust"))
    assert journeys.journeys(colleague) == []
    catalogue.save(Organisation(name="Pier Trust", aliases=("PT",)))
    assert [item.id for item in journeys.journeys(colleague)] == ["jrn_1"]
    assert journeys.journeys(stranger) == []
