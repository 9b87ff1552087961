"""The two tiers and the audit: who opens an original, and what is written down of what people do."""

import csv
import io
import json
from dataclasses import MISSING, asdict, fields, replace

import pytest

from domain.access import LOCAL_VIEWER, Role, Visibility
from domain.audit import Deed
from domain.consent import Consent, LawfulBasis
from domain.errors import InvalidRequest, NotAllowed, NotFound
from domain.evidence import Study
from domain.journeys import Journey, JourneyStatus, Step, StepBasis
from domain.people import Person, Team
from domain.placed_evidence import PlacedEvidence
from domain.proposals import FileDescription, Redaction
from domain.publishing import StudyChange
from domain.withdrawal import Reason, Receipt
from ingest.manifest import read_manifest
from settings import Settings
from tests.builders import a_source, a_study
from use_cases.running.examining import examine
from use_cases.running.payloads import description_of

OFFICE = "Harbour Office"
RECORDS = f"{OFFICE} › Records"
BYTES = b"Ines Roth said: The form asks twice.\nNobody answers the phone."


@pytest.fixture
def settings(new_repository):
    """Settings of an empty repository; tests of storage go to both databases."""
    return replace(Settings.from_environment(new_repository, environment={}), redaction=Redaction.OFF)


@pytest.fixture
def source(app):
    made = a_source(study=a_study("Mooring", OFFICE, team=RECORDS, visibility=Visibility.OPEN))
    made = replace(made, digest=app.repository.blobs.put(BYTES))
    app.repository.evidence.save_source(made)
    return made


@pytest.fixture
def people(app):
    app.repository.people.save_team(Team(organisation=OFFICE, name="Records"))
    app.repository.people.save_team(Team(organisation=OFFICE, name="Pilots"))

    def person(role, team="Records"):
        sign_in = f"{role.value}.{team}@harbour.example".lower()
        full = (f"{OFFICE} › {team}",)
        app.repository.people.save_person(Person(sign_in=sign_in, organisation=OFFICE, role=role, teams=full))
        return app.repository.people.viewer(sign_in)

    return person


def deeds(app):
    return [(entry.deed, entry.who, entry.subject) for entry in app.repository.audit.whole()]


def test_the_team_opens_an_original_and_each_look_is_logged_with_its_reason(app, source, people):
    researcher = people(Role.RESEARCHER)
    assert app.originals.text(researcher, source.id, " checking  a quotation ") == source.text.canonical
    assert app.originals.file(researcher, source.id, "sending it back").content == BYTES
    text, file = app.repository.audit.whole()
    assert (text.deed, text.who, text.subject) == (Deed.LOOKED_AT_RAW, researcher.name, source.id)
    assert text.details == {"study": source.study.id, "what": "text", "reason": "checking a quotation"}
    assert file.details["what"] == "file"


@pytest.mark.parametrize("role", [Role.CURATOR, Role.ADMINISTRATOR, Role.RESEARCHER])
def test_being_somebody_elsewhere_opens_nothing(app, source, people, role):
    viewer = people(role, "Pilots")
    assert not app.originals.is_open_to(viewer, source.id)
    with pytest.raises(NotAllowed):
        app.originals.text(viewer, source.id, "curiosity")
    assert deeds(app) == []


def test_a_reader_of_the_team_reads_masked_text_only(app, source, people):
    with pytest.raises(NotAllowed):
        app.originals.file(people(Role.READER), source.id, "curiosity")


def test_without_a_reason_nothing_opens(app, source):
    with pytest.raises(InvalidRequest, match="reason"):
        app.originals.text(LOCAL_VIEWER, source.id, "  ")
    assert deeds(app) == []


def test_an_original_that_was_rewritten_is_a_text_and_one_whose_time_is_over_is_gone(app):
    shared = a_source(said_by=("P1", "P2"))
    shared = replace(shared, digest=app.repository.blobs.put(BYTES))
    app.repository.evidence.save_source(shared)
    job = app.withdrawals.queue(LOCAL_VIEWER, shared.study.id, "P1")
    app.finish(LOCAL_VIEWER, job, on_progress=lambda _: None)
    file = app.originals.file(LOCAL_VIEWER, shared.id, "looking what is left")
    assert (file.name, file.content.strip()) == ("notes.md.txt", b"Nobody answers the phone.")
    receipt = Receipt(
        id="wd_raw", study_id=shared.study.id, participant=None, reason=Reason.RETENTION, at="2026-01-01", by="local"
    )
    app.repository.withdrawals.expire(receipt)
    for look in (app.originals.text, app.originals.file):
        with pytest.raises(NotFound, match="time was over"):
            look(LOCAL_VIEWER, shared.id, "looking again")


def test_what_people_do_is_written_down_where_they_ask_for_it(app, source, people):
    administrator = people(Role.ADMINISTRATOR)
    app.publishing.change(
        administrator, source.study.id, StudyChange(visibility=Visibility.TEAM, contact="a@b.example")
    )
    app.people.save(administrator, Person(sign_in="new@harbour.example", role=Role.READER))
    app.people.remove(administrator, "new@harbour.example")
    changed, added, removed = app.repository.audit.whole()
    assert (changed.deed, changed.subject) == (Deed.CHANGED_STUDY, source.study.id)
    assert changed.details["change"] == {"fields": ["contact", "visibility"], "visibility": "team"}
    assert added.details["person"]["role"] == "reader"
    assert [added.subject, removed.subject] == ["new@harbour.example"] * 2


def test_what_is_refused_is_not_written_down_as_done(app, source, people):
    with pytest.raises(NotAllowed):
        app.publishing.change(people(Role.RESEARCHER, "Pilots"), source.study.id, StudyChange(draft=True))
    assert deeds(app) == []


def test_an_exported_journey_is_recalled_when_what_it_rests_on_is_withdrawn(app, source):
    (found,) = app.evidence(LOCAL_VIEWER, [source.observations[0].id])
    step = Step(
        order=1,
        stage="Asking",
        step="Ask",
        basis=StepBasis.EVIDENCE,
        evidence=(PlacedEvidence(evidence=found, score=1),),
    )
    journey = Journey(id="jn_1", title="Asking", actor="Caller", status=JourneyStatus.DRAFT, steps=(step,))
    app.repository.journeys.save(journey, by=LOCAL_VIEWER)
    app.note_journey_export(LOCAL_VIEWER, "jn_1", "xlsx")
    assert app.withdrawals.preview(LOCAL_VIEWER, source.study.id).exports == 1
    job = app.withdrawals.queue(LOCAL_VIEWER, source.study.id)
    app.finish(LOCAL_VIEWER, job, on_progress=lambda _: None)
    (receipt,) = app.withdrawals.receipts_of(LOCAL_VIEWER, job)
    assert [item.what for item in receipt.recall] == ["journey jn_1 as xlsx"]


def test_the_audit_leaves_whole_as_csv_and_json(app, people):
    curator = people(Role.CURATOR)
    app.audit.exported(curator, "=evil as csv", observations=["obs_1"])
    rows = list(csv.DictReader(io.StringIO(app.audit.export(curator, "csv").decode("utf-8-sig"))))
    assert [row["nth"] for row in rows] == ["1", "2"]
    assert not rows[0]["subject"].startswith("=")
    told = json.loads(app.audit.export(curator, "json"))
    assert told[0]["details"] == {"observations": ["obs_1"]}
    assert [entry["previous"] for entry in told[1:]] == [entry["hash"] for entry in told[:-1]]
    with pytest.raises(InvalidRequest, match="xlsx"):
        app.audit.export(curator, "xlsx")


def test_researchers_do_not_read_the_audit(app, people):
    for read in (app.audit.entries, app.audit.fault, lambda viewer: app.audit.export(viewer, "csv")):
        with pytest.raises(NotAllowed):
            read(people(Role.RESEARCHER))


def test_the_doctor_sees_an_audit_that_was_tampered_with(app):
    app.audit.exported(LOCAL_VIEWER, "something as csv")
    assert [check.ok for check in examine(app) if check.name == "audit"] == [True]
    with app.repository.database.writing() as connection:
        connection.exec_driver_sql("DROP TRIGGER audit_no_update")
        connection.exec_driver_sql("UPDATE audit SET who = 'somebody else'")
    (check,) = (check for check in examine(app) if check.name == "audit")
    assert not check.ok and "entry 1" in check.detail


def test_a_manifest_says_what_participants_agreed_to():
    table = (
        "file,lawful_basis,consent_covers,raw_until,insight_until,not_heard\n"
        "a.md,Public task,Quoting without names,2027-01-01,2029-01-01,People without a telephone\nb.md,,,,,\n"
    )
    manifest = read_manifest(table.encode(), "manifest.csv")
    said = manifest.rows["a.md"]
    assert manifest.unknown_columns == ()
    assert said.consent == Consent(
        basis=LawfulBasis.PUBLIC_TASK,
        covers="Quoting without names",
        raw_until="2027-01-01",
        insight_until="2029-01-01",
        not_heard="People without a telephone",
    )
    assert manifest.rows["b.md"].consent is None
    assert description_of(json.loads(json.dumps(asdict(said)))) == said


@pytest.mark.parametrize("row", ["a.md,because,,", "a.md,,2027-13-01,", "a.md,,2029-01-01,2027-01-01", "a.md,,soon,"])
def test_a_manifest_with_a_wrong_basis_or_day_names_its_row(row):
    with pytest.raises(Exception, match=r"(?s)basis|day|deleted first") as wrong:
        read_manifest(f"file,lawful_basis,raw_until,insight_until\n{row}\n".encode(), "manifest.csv")
    assert wrong.value.where == "manifest.csv, row 2"


def test_a_study_needs_no_more_than_seven_fields():
    required = [field.name for field in fields(Study) if field.default is MISSING and field.default_factory is MISSING]
    assert len(required) <= 7
    assert Study(id="st_1", title="A", organisation="B").consent.is_blank
    assert FileDescription().consent is None


def test_what_cannot_be_written_down_is_not_done(app, people, monkeypatch):
    def refuse(*_):
        raise OSError("no room for the audit")

    administrator = people(Role.ADMINISTRATOR)
    before = deeds(app)
    monkeypatch.setattr("storage.audit.put_entries", refuse)
    with pytest.raises(OSError, match="no room"):
        app.people.save_team(administrator, Team(organisation=OFFICE, name="Buoys"))
    monkeypatch.undo()
    assert f"{OFFICE} › Buoys" not in {team.full_name for team in app.people.teams(administrator)}
    assert deeds(app) == before


def test_what_is_done_twice_is_written_down_twice_and_what_is_refused_is_not(app, people):
    administrator, team = people(Role.ADMINISTRATOR), Team(organisation=OFFICE, name="Buoys")
    app.people.save_team(administrator, team)
    app.people.save_team(administrator, team)
    with pytest.raises(NotFound):
        app.people.remove_team(administrator, f"{OFFICE} › Lighthouses")
    assert deeds(app) == [(Deed.CHANGED_PEOPLE, administrator.name, team.full_name)] * 2
