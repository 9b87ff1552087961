"""A person who withdraws is gone: from every store, from every file of the data directory, from what is restored."""

import base64
import pickle
import re
import threading
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import select

from domain.access import LOCAL_VIEWER
from domain.consent import Consent, LawfulBasis
from domain.errors import NotFound, StorageFailed
from domain.evidence import Outcome, SourceFile
from domain.identity import sha256_of
from domain.jobs import JobKind
from domain.proposals import FileDescription, Redaction
from domain.publishing import StudyChange
from domain.withdrawal import Reason
from settings import Settings
from storage import schema
from tests.builders import a_source, a_study
from tests.ingest.every_format import docx_of
from use_cases.evidence import indexing
from use_cases.evidence.memorial import FILE, remembered
from use_cases.running.backing_up import back_up
from use_cases.running.bootstrap import open_use_cases
from use_cases.running.examining import examine
from use_cases.running.restoring import restore

OWN, SHARED = "flimbrantis", "zyxwquorum"
"""Words that nobody else uses: in a file of the participant's own, and in one that they share."""

OWN_TEXT = f"The {OWN} queue was so long that I went home without being seen. I had to come back twice to the counter."
GROUP = (
    "Interviewer: How did you find the counter?",
    f"P1: It was no use. The {OWN} queue was so long that I went home.",
    "P2: Nobody told me whether my letter had arrived.",
    f"P1: They lost my {SHARED} twice.",
    "P2: The counter shuts before I finish work.",
)
LABEL = "Speaker 7"
STUDY = a_study("Counter study")
TEXTS = (f"The {SHARED} page lost everything that I had typed.", "Nobody told me whether my letter had arrived.")


@pytest.fixture
def settings(request, new_repository):
    """Settings of an empty repository on SQLite, but for the one test that is made on PostgreSQL as well."""
    chosen = replace(Settings.from_environment(new_repository, environment={}), redaction=Redaction.OFF)
    if getattr(request, "param", "sqlite") == "postgresql":
        return replace(chosen, database_url=request.getfixturevalue("postgresql_url"))
    return chosen


def said(**fields):
    return FileDescription(study=STUDY.title, organisation=STUDY.organisation, participant=LABEL, **fields)


def quiet(_):
    """Take no notice of progress."""


def plant(app):
    """Put a participant's words into everything that keeps some: files, rows, vectors, indexes, jobs, a journey."""
    viewer = app.viewer()
    (staged,) = app.stage([SourceFile(name="own.md", content=OWN_TEXT.encode("utf-16"))])
    app.finish(viewer, app.queue_check(viewer, [staged], said()), on_progress=quiet)
    app.finish(viewer, app.queue_ingest(viewer, [(staged, said())]), on_progress=quiet)
    app.stage([SourceFile(name="earlier.md", content=f"Never saved: {OWN}".encode())])
    shared = shared_source()
    app.repository.blobs.put("\n".join(TEXTS).encode())
    app.repository.evidence.save_source(shared)
    while indexing.embed_pending(app.repository):
        pass
    indexing.code_pending(app.repository)
    indexing.index_pending(app.repository)
    return shared


def shared_source():
    source = a_source(TEXTS, study=STUDY, name="group.txt", said_by=(LABEL, "Speaker 8"))
    return replace(source, digest=sha256_of("\n".join(TEXTS).encode()))


def forms(word):
    return [word.encode(encoding) for encoding in ("utf-8", "utf-16-le", "utf-16-be")]


def files_with(folder: Path, *words: str) -> list[str]:
    """Return the files under a folder in which one of the words stands, in whatever way it is written there."""
    wanted = [form for word in words for form in forms(word)]
    return [
        path.relative_to(folder).as_posix()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and any(form in content for content in unpacked(path.read_bytes()) for form in wanted)
    ]


def unpacked(content: bytes) -> list[bytes]:
    """Return bytes with what stands in them packed by the job store, which writes pickles in base 64."""
    packed = re.findall(rb"gAS[A-Za-z0-9+/]{16,}={0,2}", content)
    return [content, *(base64.b64decode(piece + b"=" * (-len(piece) % 4)) for piece in packed)]


def rows_with(app, *words: str) -> list[str]:
    """Return the tables in which one of the words stands."""
    with app.repository.database.reading() as connection:
        tables = {table.name: repr(connection.execute(select(table)).all()) for table in schema.metadata.sorted_tables}
    found = [name for name, held in tables.items() if any(word in held for word in words)]
    jobs = [
        pickle.dumps([row.input, row.output, app.jobs_store.outcomes(row.workflow_id)])
        for row in app.jobs_store.everything()
    ]
    return found + ["jobs"] * any(word.encode() in job for job in jobs for word in words)


def withdraw(app, label=LABEL):
    viewer = app.viewer()
    job = app.withdrawals.queue(viewer, STUDY.id, label)
    app.finish(viewer, job, on_progress=quiet)
    (receipt,) = app.withdrawals.receipts_of(viewer, job)
    return receipt


@pytest.mark.parametrize("settings", ["sqlite", "postgresql"], indirect=True)
def test_no_byte_of_a_participants_words_is_left(app, settings, tmp_path):
    shared = plant(app)
    everything = set(rows_with(app, OWN, SHARED))
    assert {"sources", "observations"} <= everything
    assert "jobs" not in everything
    if not app.repository.is_shared:
        assert any("sources/" in name for name in files_with(settings.data_dir, OWN, SHARED))
    ids = [item.id for item in app.repository.evidence.all_evidence(LOCAL_VIEWER) if item.participant == LABEL]
    with app.repository.database.reading():  # a reader of long standing must not keep the log from being emptied
        extent = app.withdrawals.preview(app.viewer(), STUDY.id, LABEL)
    assert {item.id for item in app.withdrawals.words(app.viewer(), STUDY.id, LABEL)} == {*ids}
    assert (extent.count("sources removed"), extent.count("sources rewritten"), extent.count("observations")) == (
        1, 1, len(ids),
    )  # fmt: skip
    receipt = withdraw(app)
    assert receipt.complete and receipt.left == 0
    assert rows_with(app, OWN, SHARED) == []
    assert files_with(settings.data_dir, OWN, SHARED) == []
    assert files_with(settings.backups_dir, OWN, SHARED, LABEL) == []
    indexes = settings.data_dir / "index"
    assert files_with(indexes, *ids) == []
    (left,) = app.repository.evidence.all_evidence(LOCAL_VIEWER)
    assert left.id == shared.observations[1].id
    assert app.repository.vector_index.ids() == {left.id}
    assert [check.detail for check in examine(app) if not check.ok] == []
    assert app.search(app.viewer(), "letter arrived").results[0].evidence.id == left.id


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("shared.md", "\n\n".join(GROUP).encode()),
        ("lines.md", "\n".join(GROUP).encode()),
        ("shared.docx", docx_of(*GROUP)),
    ],
)
def test_one_of_several_in_a_transcript_is_cut_out_of_it_and_the_others_stay(app, settings, name, content):
    viewer = app.viewer()
    (staged,) = app.stage([SourceFile(name=name, content=content)])
    app.finish(viewer, app.queue_ingest(viewer, [(staged, replace(said(), participant=None))]), on_progress=quiet)
    before = {item.id: item for item in app.repository.evidence.all_evidence(LOCAL_VIEWER)}
    theirs = {key for key, item in before.items() if item.participant == "P1"}
    assert len(theirs) == 3
    assert {"sources", "observations"} <= set(rows_with(app, OWN, SHARED))
    assert withdraw(app, "P1").complete
    assert rows_with(app, OWN, SHARED) == files_with(settings.data_dir, OWN, SHARED) == []
    after = {item.id: item for item in app.repository.evidence.all_evidence(LOCAL_VIEWER)}
    assert set(after) == set(before) - theirs
    assert [(item.text, item.participant) for item in after.values()] == [
        (before[key].text, before[key].participant) for key in after
    ]
    assert [row.label for row in app.withdrawals.participants(viewer, STUDY.id)] == ["P2"]
    with app.repository.database.reading() as connection:
        (row,) = connection.execute(select(schema.sources.c.canonical, schema.sources.c.masked)).all()
    assert not any("P1" in text for text in row)


HEAD = (
    "Date: 3 March",
    "Participant: P04, Gwendolyn Tarrabrook, carer for her father",
    "Participant: P05, Ned Fallowby",
    "Interviewer: How did you find the counter?",
    "P04: I went home without being seen.",
    "Interviewer: Gwendolyn, did anybody ring you back?",
    "P05: Nobody rang Gwendolyn while I was there.",
    "P04: Nobody at all rang me back.",
)


@pytest.mark.parametrize(
    ("name", "content"), [("talk.txt", "\n".join(HEAD).encode()), ("talk.docx", docx_of(*HEAD))], ids=["txt", "docx"]
)
def test_no_byte_of_a_withdrawn_name_is_left_in_a_transcript_with_a_head(app, settings, name, content):
    viewer = app.viewer()
    (staged,) = app.stage([SourceFile(name=name, content=content)])
    app.finish(viewer, app.queue_ingest(viewer, [(staged, replace(said(), participant=None))]), on_progress=quiet)
    assert {row.label for row in app.withdrawals.participants(viewer, STUDY.id)} == {"P04", "P05"}
    receipt = withdraw(app, "P04")
    assert receipt.complete
    gone = ("Gwendolyn", "Tarrabrook", "her father", "P04")
    assert rows_with(app, *gone) == files_with(settings.data_dir, *gone) == []
    left = [item.text for item in app.repository.evidence.all_evidence(LOCAL_VIEWER)]
    assert any("Nobody rang [name withdrawn] while" in text for text in left)
    assert [check.detail for check in examine(app) if not check.ok] == []


def test_jobs_that_tell_of_them_in_other_words_are_forgotten(app):
    plant(app)
    viewer = app.viewer()
    for title, steps in (("Visit", f"Wait at the {OWN} counter\nGo home"), ("Another way", "Post a form\nWait")):
        app.finish(viewer, app.queue_journey(viewer, title, app.read_steps(steps)), on_progress=quiet)
    made = app.journey_editing.start(viewer, "By hand", app.read_steps(f"Wait at the {OWN} counter"))
    looking = app.queue_evidence(viewer, made.id)
    app.finish(viewer, looking, on_progress=quiet)
    assert app.job(viewer, looking).kind is JobKind.EVIDENCE
    never_saved, theirs_elsewhere, another = (
        app.stage([SourceFile(name=f"{name}.md", content=b"Nothing of it was kept.")])
        for name in ("called-after-them", "elsewhere", "another")
    )
    described = (
        (never_saved, said()),
        (theirs_elsewhere, replace(said(), study="Another study")),
        (another, replace(said(), participant="Speaker 8")),
    )
    for staged, words in described:
        app.finish(viewer, app.queue_check(viewer, staged, words), on_progress=quiet)
    assert withdraw(app).complete
    left = pickle.dumps([(row.input, row.attributes) for row in app.jobs_store.everything()])
    assert OWN.encode() not in left and b"called-after-them" not in left
    assert all(name in left for name in (b"Another way", b"elsewhere", b"another"))


def test_a_file_that_was_only_checked_is_forgotten_under_whatever_title_the_study_went_by(app):
    app.repository.evidence.save_source(shared_source())
    viewer = app.viewer()
    for title in ("Counter study, round 1", "Counters"):
        app.publishing.change(viewer, STUDY.id, StudyChange(title=title))
    titles = (STUDY.title, "Counter study, round 1", "COUNTERS", "Another study")
    for nth, title in enumerate(titles):
        (staged,) = app.stage([SourceFile(name=f"checked-{nth}.md", content=f"Nothing was kept {nth}.".encode())])
        app.finish(viewer, app.queue_check(viewer, [staged], replace(said(), study=title)), on_progress=quiet)
    assert withdraw(app).complete
    left = pickle.dumps([(row.input, row.attributes) for row in app.jobs_store.everything()])
    assert [f"checked-{nth}".encode() in left for nth in range(len(titles))] == [False, False, False, True]


def test_bytes_of_a_job_that_failed_do_not_outlive_a_withdrawal(app):
    app.repository.evidence.save_source(shared_source())
    (staged,) = app.stage([SourceFile(name="lost.md", content=OWN_TEXT.encode())])
    viewer = app.viewer()
    job = app.queue_check(viewer, [staged], FileDescription())
    app.cancel(viewer, job)
    assert withdraw(app).complete
    assert not app.repository.blobs.has(staged.digest)


def test_asked_for_again_it_is_the_same_withdrawal(app):
    app.repository.blobs.put("\n".join(TEXTS).encode())
    app.repository.evidence.save_source(shared_source())
    viewer = app.viewer()
    job = app.withdrawals.queue(viewer, STUDY.id, LABEL)
    assert app.withdrawals.queue(viewer, STUDY.id, LABEL.upper()) == job
    assert app.withdrawals.queue(viewer, STUDY.id, "Speaker 8") != job
    app.finish(viewer, job, on_progress=quiet)
    (first,) = app.withdrawals.receipts_of(viewer, job)
    assert app.withdrawals.preview(viewer, STUDY.id, LABEL).is_empty
    assert app.withdrawals.studies_of(viewer, LABEL) == [(STUDY.id, STUDY.id)]
    assert withdraw(app) == first


def test_a_study_that_is_gone_can_be_asked_for_again_by_its_identifier(app):
    app.repository.evidence.save_source(shared_source())
    first = withdraw(app, label=None)
    assert app.withdrawals.study(app.viewer(), STUDY.id) == STUDY.id
    assert withdraw(app, label=None) == first
    with pytest.raises(NotFound):
        app.withdrawals.study(app.viewer(), STUDY.title)


def test_the_doctor_names_a_withdrawal_that_is_not_finished_and_finishing_it_mends_that(app):
    from use_cases.evidence import withdrawing

    app.repository.evidence.save_source(shared_source())
    withdrawing.take_out(app.repository, withdrawing.Order(id="wd_1", study=STUDY.id), "local")
    (check,) = (check for check in examine(app) if check.name == "withdrawals")
    assert not check.ok and "wd_1" in check.remedy
    app.finish(app.viewer(), app.withdrawals.finish(app.viewer(), "wd_1"), on_progress=quiet)
    (check,) = (check for check in examine(app) if check.name == "withdrawals")
    assert check.ok


@pytest.mark.parametrize("settings", ["postgresql"], indirect=True)
def test_no_sample_of_their_values_is_left_for_the_planner(app):
    plant(app)
    told = (
        f"SELECT count(*) FROM pg_statistic WHERE concat_ws(' ', stavalues1, stavalues2, stavalues3) ~ '{OWN}|{SHARED}'"
    )
    with app.repository.database.connection() as connection:
        connection.exec_driver_sql("ANALYZE")
        assert connection.exec_driver_sql(told).scalar_one() > 0
    assert withdraw(app).complete
    with app.repository.database.connection() as connection:
        assert connection.exec_driver_sql(told).scalar_one() == 0


def test_what_was_withdrawn_is_refused_with_a_reason_and_can_be_allowed(app):
    plant(app)
    receipt = withdraw(app)
    viewer = app.viewer()
    (staged,) = app.stage([SourceFile(name="own.md", content=OWN_TEXT.encode("utf-16"))])
    job = app.queue_ingest(viewer, [(staged, said())])
    app.finish(viewer, job, on_progress=quiet)
    (account,) = app.ingest_account(viewer, job).files
    assert account.outcome is Outcome.REFUSED
    assert account.read == 1 and receipt.id in account.refusals[0].remedy
    assert not app.repository.blobs.has(staged.digest)
    app.withdrawals.allow(viewer, receipt.id)
    app.repository.evidence.save_source(shared_source())
    assert len(app.repository.evidence.all_evidence(LOCAL_VIEWER)) == 2


SURVEY = (
    "Respondent ID,What was hardest?",
    f"R1,The {OWN} queue was so long that I went home.",
    "R2,Nobody told me whether my letter had arrived.",
)
LATER = "R3,The counter shuts before I finish work."


def test_a_survey_with_new_answers_comes_without_whoever_withdrew_and_checking_it_says_so(app, settings):
    viewer = app.viewer()
    described = FileDescription(study=STUDY.title, organisation=STUDY.organisation)

    def added(*rows):
        (staged,) = app.stage([SourceFile(name="survey.csv", content="\n".join(rows).encode())])
        checked = app.queue_check(viewer, [staged], described)
        app.finish(viewer, checked, on_progress=quiet)
        job = app.queue_ingest(viewer, [(staged, described)])
        app.finish(viewer, job, on_progress=quiet)
        return app.checked_files(viewer, checked)[0], app.ingest_account(viewer, job).files[0]

    added(*SURVEY)
    withdraw(app, "R1")
    proposal, account = added(*SURVEY, LATER)
    assert (proposal.observations, account.kept, account.duplicates, len(account.refusals)) == (2, 1, 1, 1)
    assert any("1 answer is left out" in told for told in account.warnings)
    assert set(account.warnings) & set(proposal.warnings)
    beside = {stone.key for stone in remembered(settings, backup=settings.backups_dir / "backup.zip")}
    assert beside == {stone.key for stone in app.repository.withdrawals.tombstones()}
    assert not rows_with(app, OWN) and not files_with(settings.data_dir, OWN)
    assert [check.detail for check in examine(app) if not check.ok] == []


@pytest.mark.parametrize("step", ["take_out", "rebuild", "look"])
def test_stopped_after_any_step_it_goes_on_to_the_same_end(app, settings, step, monkeypatch):
    from use_cases.evidence import withdrawing

    app.repository.blobs.put("\n".join(TEXTS).encode())
    app.repository.evidence.save_source(shared_source())
    order = withdrawing.Order(id="wd_1", study=STUDY.id)
    done = getattr(withdrawing, step)

    def interrupted(*arguments, **named):
        done(*arguments, **named)
        raise InterruptedError

    monkeypatch.setattr(withdrawing, step, interrupted)
    with pytest.raises(InterruptedError):
        walk(app, order)
    monkeypatch.undo()
    receipt = walk(app, order)
    assert receipt.complete
    stores = [row.store for row in receipt.stores]
    assert len(stores) == len(set(stores))
    assert {row.store: row.removed for row in receipt.stores}["observations"] == 2
    assert rows_with(app, SHARED) == []
    assert len([entry for entry in app.repository.audit.entries() if entry.subject == "wd_1"]) == 1


def walk(app, order):
    from use_cases.evidence import withdrawing

    purged = withdrawing.purge(app.repository, order)
    withdrawing.take_out(app.repository, order, "local")
    withdrawing.rebuild(app.repository, None)
    clean = withdrawing.scrub(app.repository)
    return withdrawing.look(app.repository, order, purged=purged, clean=clean)


@pytest.mark.parametrize("settings", ["sqlite", "postgresql"], indirect=True)
def test_a_backup_from_before_does_not_bring_it_back(app, settings, tmp_path):
    plant(app)
    file = tmp_path / "elsewhere" / "before.tar"
    file.parent.mkdir()
    back_up(app.repository.database, app.repository.blobs, file, data_dir=settings.data_dir)
    receipt = withdraw(app)
    gone = {row.store: row.removed for row in receipt.stores}["observations"]
    app.close()
    account = restore(settings, file, replace=True)
    assert (account.sources, account.observations, account.withdrawn) == (1, 1, gone)
    with closing(open_use_cases(settings)) as restored:
        assert rows_with(restored, OWN, SHARED) == []
        assert files_with(settings.data_dir, OWN, SHARED) == []
        assert [item.id for item in restored.withdrawals.receipts(LOCAL_VIEWER)] == [receipt.id]
        assert [entry.deed.value for entry in restored.repository.audit.whole()] == ["added", "withdrew", "restored"]
        assert restored.repository.audit.fault() == ""
        (left,) = restored.repository.evidence.all_evidence(LOCAL_VIEWER)
        assert left.text == TEXTS[1]
        assert all(restored.repository.blobs.has(digest) for digest in restored.repository.evidence.digests())


def test_a_lost_data_directory_is_restored_without_it(app, settings, tmp_path):
    plant(app)
    file = tmp_path / "before.tar"
    back_up(app.repository.database, app.repository.blobs, file, data_dir=settings.data_dir)
    withdraw(app)
    app.close()
    settings.data_dir.rename(tmp_path / "lost")
    restore(settings, file)
    with closing(open_use_cases(settings)) as restored:
        assert rows_with(restored, OWN, SHARED) == []


def test_a_list_of_withdrawals_that_cannot_be_read_stops_a_restore(app, settings, tmp_path):
    file = tmp_path / "empty.tar"
    app.revision()
    back_up(app.repository.database, app.repository.blobs, file, data_dir=settings.data_dir)
    app.close()
    settings.backups_dir.mkdir(parents=True, exist_ok=True)
    (settings.backups_dir / FILE).write_text("{half a line", encoding="utf-8")
    with pytest.raises(StorageFailed, match="list of what was withdrawn"):
        restore(settings, file, replace=True)


def test_nobody_of_that_label_is_said_so(app):
    app.repository.evidence.save_source(shared_source())
    with pytest.raises(NotFound, match="label"):
        app.withdrawals.preview(app.viewer(), STUDY.id, "Speaker 99")
    assert app.withdrawals.study(app.viewer(), "counter  STUDY") == STUDY.id


def test_what_is_over_its_time_is_deleted_when_somebody_starts_it(app):
    raw = a_study("Raw is due", consent=Consent(basis=LawfulBasis.CONSENT, raw_until="2020-01-01"))
    both = a_study("All is due", consent=Consent(raw_until="2019-01-01", insight_until="2020-01-01"))
    later = a_study("Later", consent=Consent(raw_until="9000-01-01"))
    for study in (raw, both, later):
        source = a_source([f"Something about {study.title} that was said."], study=study)
        digest = app.repository.blobs.put(source.text.canonical.encode())
        app.repository.evidence.save_source(replace(source, digest=digest))
    viewer = app.viewer()
    assert [(due.study, due.tier.value) for due in app.withdrawals.due(viewer)] == [
        ("All is due", "raw"), ("All is due", "insight"), ("Raw is due", "raw"),
    ]  # fmt: skip
    job = app.withdrawals.queue_due(viewer)
    app.finish(viewer, job, on_progress=quiet)
    receipts = app.withdrawals.receipts_of(viewer, job)
    assert all(receipt.complete and receipt.reason is Reason.RETENTION for receipt in receipts)
    assert {study.title for study in app.studies(viewer)} == {"Raw is due", "Later"}
    assert len(app.repository.evidence.all_evidence(LOCAL_VIEWER)) == 2
    assert len(app.repository.evidence.digests()) == 1
    assert app.withdrawals.due(viewer) == []
    assert app.withdrawals.queue_due(viewer) is None
    assert [check.detail for check in examine(app) if not check.ok] == []


def test_looking_deletes_nothing(app):
    due = a_study("All is due", consent=Consent(raw_until="2019-01-01", insight_until="2020-01-01"))
    app.repository.evidence.save_source(a_source(study=due))
    looked = [threading.Thread(target=app.withdrawals.due, args=(app.viewer(),)) for _ in range(2)]
    for thread in looked:
        thread.start()
    for thread in looked:
        thread.join()
    assert [study.title for study in app.studies(app.viewer())] == ["All is due"]
