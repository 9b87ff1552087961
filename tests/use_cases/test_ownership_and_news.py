"""Whose pain points are, whom to ask, and what is new, over a repository of their own."""

from dataclasses import replace

import pytest

from domain.access import LOCAL_VIEWER, Role, Visibility
from domain.catalogue import Organisation
from domain.errors import InvalidRequest, NotAllowed
from domain.evidence import Coding, Kind, Level, Severity, Standing
from domain.insights import Confidence, Fit, OrganisationCount, PainPoint, Sharing
from domain.missions import OwnerStatus
from domain.news import NewsKind
from domain.people import Team
from tests.builders import a_source, a_study, a_viewer
from use_cases.app import UseCases
from use_cases.findings.theming import met_elsewhere

ASHA = a_viewer("asha@harbour.example", organisation="Harbour Office")
KAI = a_viewer("kai@museum.example", organisation="Museum")
CURATOR = a_viewer("cato@archive.example", organisation="Archive", role=Role.CURATOR)
READER = a_viewer("rui@library.example", organisation="Library", role=Role.READER)
LONG_AGO, SOON = "2020-01-01T00:00:00+00:00", "2999-01-01T00:00:00+00:00"


def a_point(evidence=(), *, identifier="pp_1", organisations=("Harbour Office", "Ferry Line")):
    return PainPoint(
        id=identifier,
        title=f"Told again {identifier}",
        description="",
        pattern=None,
        sharing=Sharing.IN_COMMON,
        level=Level.SERVICE,
        standing=Standing.LIVE,
        severity=Severity.HIGH,
        score=0.5,
        confidence=Confidence.MODERATE,
        reasons=(),
        single_source=False,
        years=(),
        observations=len(evidence),
        studies=1,
        participants=None,
        organisations=tuple(OrganisationCount(name=name, observations=1, studies=1) for name in organisations),
        evidence=tuple(Fit(evidence=item, organisation=item.organisation, fit=0.9) for item in evidence),
    )


def claimed(app, point, viewer=LOCAL_VIEWER):
    return [claim.organisation for claim in app.ownership.words(viewer, [point])[point.id].claims]


def owned(app, point):
    return [(owner.organisation, owner.status) for owner in app.ownership.words(LOCAL_VIEWER, [point])[point.id].owners]


# us too


def test_us_too_is_a_claim_that_can_be_taken_back(app: UseCases):
    point = a_point()
    app.ownership.claim(KAI, point, "museum", note=" Each spring. ")
    assert claimed(app, point) == ["museum"]
    app.ownership.withdraw_claim(KAI, point, "Museum")
    assert claimed(app, point) == []


def test_a_claim_gives_way_to_evidence_of_that_organisation(app: UseCases):
    app.ownership.claim(KAI, a_point(), "Museum")
    with_evidence = a_point(organisations=("Ferry Line", "Harbour Office", "Museum"))
    assert claimed(app, with_evidence) == []
    assert app.missions.next([with_evidence])[0].claims == ()
    assert [claim.organisation for claim in app.missions.next([a_point()])[0].claims] == ["Museum"]


def test_one_speaks_for_ones_own_organisation_alone_under_any_of_its_names(app: UseCases):
    app.repository.catalogue.save(Organisation(name="Museum", aliases=("City Museum",)))
    app.ownership.claim(KAI, a_point(), "City Museum")
    assert claimed(app, a_point()) == ["Museum"]
    with pytest.raises(NotAllowed, match="own organisation"):
        app.ownership.claim(KAI, a_point(), "Archive")
    app.ownership.claim(LOCAL_VIEWER, a_point(), "Archive")
    assert claimed(app, a_point()) == ["Archive", "Museum"]


def test_an_organisation_with_evidence_has_nothing_to_claim(app: UseCases):
    with pytest.raises(InvalidRequest, match="evidence from Harbour Office already"):
        app.ownership.claim(ASHA, a_point(), "Harbour Office")


def test_a_reader_reads_and_says_nothing(app: UseCases):
    for said in (app.ownership.claim, app.ownership.propose_owner, app.ownership.accept_owner):
        with pytest.raises(NotAllowed):
            said(READER, a_point(), "Library")


# owners


def test_an_owner_is_proposed_by_anyone_and_accepted_by_a_curator(app: UseCases):
    point = a_point()
    app.ownership.propose_owner(ASHA, point, "Museum")
    assert owned(app, point) == [("Museum", OwnerStatus.PROPOSED)]
    with pytest.raises(NotAllowed):
        app.ownership.accept_owner(ASHA, point, "Museum")
    app.ownership.accept_owner(CURATOR, point, "Museum")
    app.ownership.propose_owner(ASHA, point, "museum")
    assert owned(app, point) == [("Museum", OwnerStatus.ACCEPTED)]


def test_what_somebody_else_proposed_stays_but_for_curators(app: UseCases):
    point = a_point()
    app.ownership.propose_owner(ASHA, point, "Museum")
    with pytest.raises(NotAllowed):
        app.ownership.remove_owner(KAI, point, "Museum")
    app.ownership.remove_owner(ASHA, point, "museum")
    assert owned(app, point) == []
    app.ownership.accept_owner(CURATOR, point, "Museum")
    with pytest.raises(NotAllowed):
        app.ownership.remove_owner(ASHA, point, "Museum")
    app.ownership.remove_owner(CURATOR, point, "Museum")
    assert owned(app, point) == []


def test_an_owner_without_a_name_is_refused(app: UseCases):
    with pytest.raises(InvalidRequest):
        app.ownership.propose_owner(ASHA, a_point(), "  ")


# whom to ask


def test_whom_to_ask_is_a_team_with_its_mailbox_and_never_a_person(app: UseCases):
    app.repository.people.save_team(
        Team(organisation="Harbour Office", name="Berths", contact="berths@harbour.example")
    )
    said = a_source(study=a_study("Berths", team="Harbour Office › Berths"))
    unsaid = a_source(["Tide."], study=a_study("Tides", organisation="Museum"))
    for source in (said, unsaid):
        app.repository.evidence.save_source(source)
    point = a_point(app.repository.evidence.all_evidence(LOCAL_VIEWER))
    contacts = app.ownership.words(LOCAL_VIEWER, [point])[point.id].contacts
    assert [(contact.team, contact.contact, contact.studies) for contact in contacts] == [
        ("Harbour Office › Berths", "berths@harbour.example", ("Berths",)),
        ("Museum", "", ("Tides",)),
    ]


def test_what_a_study_says_of_its_contact_wins_over_the_teams_mailbox(app: UseCases):
    app.repository.people.save_team(
        Team(organisation="Harbour Office", name="Berths", contact="berths@harbour.example")
    )
    study = a_study("Berths", team="Harbour Office › Berths", contact="permits@harbour.example")
    assert app.ownership.contact(study).contact == "permits@harbour.example"


# what is new


def kinds(news):
    return [item.kind for item in news.items]


def test_new_evidence_is_told_with_the_pain_point_it_belongs_to(app: UseCases):
    app.repository.evidence.save_source(a_source(study=a_study("Permits")))
    evidence = app.repository.evidence.all_evidence(LOCAL_VIEWER)
    news = app.news.since(LOCAL_VIEWER, LONG_AGO, points=lambda: [a_point(evidence)])
    assert kinds(news) == [NewsKind.STUDY, NewsKind.EVIDENCE]
    assert (news.items[1].subject, news.items[1].count) == ("pp_1", 2)


def test_claims_and_owners_are_told_only_of_pain_points_in_sight(app: UseCases):
    app.ownership.claim(KAI, a_point(), "Museum")
    app.ownership.propose_owner(KAI, a_point(identifier="pp_hidden"), "Museum")
    news = app.news.since(ASHA, LONG_AGO, points=lambda: [a_point()])
    assert [(item.kind, item.title) for item in news.items] == [(NewsKind.CLAIM, "Told again pp_1")]


def test_where_nothing_happened_no_pain_point_is_looked_for(app: UseCases):
    def never():
        raise AssertionError("asked for pain points")

    assert app.news.since(LOCAL_VIEWER, SOON, points=never).items == ()


def test_a_first_visit_has_none_before_it(app: UseCases):
    assert app.news.visit(ASHA) is None
    assert app.news.visit(ASHA) is None
    assert app.news.at_first() < SOON


def test_what_one_may_not_see_is_no_news(app: UseCases):
    app.repository.evidence.save_source(a_source(study=a_study("Hidden", visibility=Visibility.TEAM)))
    assert app.news.since(KAI, LONG_AGO, points=list).items == ()
    coded = Coding(kind=Kind.PAIN_POINT, pain_point=0.9)
    app.repository.evidence.save_codings("c", {item.id: coded for item in app.repository.evidence.uncoded("c")})
    assert app.all_pain_points(replace(KAI, role=Role.ADMINISTRATOR)) == []


# who has met the same


def test_what_other_studies_tell_too_is_told_with_whose_it_is(app: UseCases):
    ours = a_source(study=a_study("Permits"))
    app.repository.evidence.save_source(ours)
    app.repository.evidence.save_source(a_source(study=a_study("Tickets", "Ferry Line"), name="tickets.md"))
    evidence = app.repository.evidence.all_evidence(LOCAL_VIEWER)
    alone = [item for item in evidence if item.study == "Permits"]
    points = [a_point(evidence), a_point(alone, identifier="pp_2")]
    met = met_elsewhere(points, frozenset({ours.id}))
    assert [(point.id, organisations) for point, organisations in met] == [("pp_1", ["Ferry Line"])]
    assert met_elsewhere(points, frozenset()) == []
    assert met_elsewhere([replace(points[0], is_lead=True)], frozenset({ours.id})) == []


def test_people_who_may_see_the_same_share_what_was_worked_out():
    researcher = replace(ASHA, name="bo@harbour.example", role=Role.CURATOR)
    assert ASHA.sight() == researcher.sight()
    assert ASHA.sight() != replace(ASHA, role=Role.READER).sight()
    assert ASHA.sight() != replace(ASHA, teams=frozenset({"Harbour Office › Berths"})).sight()
