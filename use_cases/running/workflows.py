"""What each kind of job does, as durable workflows: a step that is done is not done again after a crash."""

from collections.abc import Callable
from dataclasses import asdict
from datetime import UTC, datetime
from time import monotonic, perf_counter
from typing import Any, TypeVar

from dbos import DBOS, WorkflowStatusString
from sqlalchemy.exc import SQLAlchemyError

from domain.access import Viewer
from domain.errors import StorageFailed
from domain.jobs import JobKind, JobProgress
from domain.proposals import FileDescription, Redaction, StagedFile
from domain.readings import told_of_reading
from domain.said_lessons import LearningAbout
from domain.sureness import found_on_steps_in_words
from use_cases.evidence import guiding, indexing, ingesting, withdrawing
from use_cases.evidence.withdrawing import order_of
from use_cases.findings import learning, said_learning, theming
from use_cases.journeys import journeying
from use_cases.journeys.journey_editing import JourneyEditing
from use_cases.repository import Repository
from use_cases.running.jobs import PROGRESS, Jobs, progress_payload
from use_cases.running.payloads import Payload, description_of, outline_of, staged_of, viewer_of
from use_cases.running.room import Room

REPORT_SECONDS = 0.5
ATTEMPTS = 20
"""How often a job is taken up again whose worker died. A job that kills each worker must not do so for ever."""
T = TypeVar("T")


class Report:
    """Tells how far a job is, at most twice a second. Only steps may report: workflows replay, steps do not.

    Not ``counted``, it tells hundredths: what is done may be other people's too, and nobody shall learn how much.
    One that ``ends`` raises when the job was cancelled meanwhile, for a step that stores nothing before it is through.
    """

    def __init__(self, stage: str, *, counted: bool = True, ends: bool = False) -> None:
        self.stage = stage
        self.counted = counted
        self.ends = ends
        self._last = 0.0

    def __call__(self, done: int, total: int) -> None:
        """Publish (done, total), unless something was published just now; start and end are always published."""
        if 0 < done < total and monotonic() - self._last < REPORT_SECONDS:
            return
        self._last = monotonic()
        if self.ends:
            _end_if_cancelled()
        if not self.counted and total:
            done, total = done * 100 // total, 100
        DBOS.set_event(PROGRESS, progress_payload(JobProgress(stage=self.stage, done=done, total=total)))


class Cancelled(Exception):
    """Ends a step whose job was cancelled. The job's record says so already: nobody is told of this."""


def _end_if_cancelled() -> None:
    job = DBOS.workflow_id
    status = DBOS.get_workflow_status(job) if job else None
    if status and status.status == WorkflowStatusString.CANCELLED.value:
        raise Cancelled


class Workflows:
    """The workflows over one repository; registering them makes this process able to run jobs."""

    def __init__(self, repository: Repository) -> None:
        self.repository = repository
        self._room = Room(repository.folder)

    def register(self) -> None:
        """Give DBOS each workflow under the name that jobs are queued with. Call once, before launching."""
        for kind, workflow in {
            JobKind.INGEST: self.ingest,
            JobKind.CHECK: self.check,
            JobKind.FIT: self.fit,
            JobKind.JOURNEY: self.draft_journey,
            JobKind.EVIDENCE: self.look_for_evidence,
            JobKind.REBUILD: self.rebuild,
            JobKind.CODE: self.code_anew,
            JobKind.LEARN: self.learn,
            JobKind.EXAMPLES: self.load_examples,
            JobKind.WITHDRAW: self.withdraw,
        }.items():
            DBOS.workflow(name=kind.value, max_recovery_attempts=ATTEMPTS)(self._plain(workflow))

    def ingest(self, payload: Payload) -> Payload:
        """Store each file, then embed, code and index what is new; return the account and the seconds of each stage."""
        redaction = Redaction(payload["redaction"])
        files = [(staged_of(row["file"]), description_of(row["description"])) for row in payload["files"]]
        stages = {"read": 0.0}
        viewer = viewer_of(payload["viewer"])
        accounts = []
        reading = Report("Reading")
        guides = guiding.guides_among(self.repository, [staged for staged, _ in files])
        for position, (staged, said) in enumerate(files):
            account, seconds = self._step(
                "read", self._save, viewer, staged, said, redaction, reading, (position, len(files)), guides
            )
            accounts.append(account)
            stages["read"] += seconds
        accounts = guiding.told_as_followed(accounts, [staged for staged, _ in files])
        stages |= self._finish(viewer)
        self._step("tidy", self._drop_unheld, [staged for staged, _ in files])
        return {"files": accounts, "stages": {name: round(seconds, 2) for name, seconds in stages.items()}}

    def check(self, payload: Payload) -> Payload:
        """Read each file and tell what saving it would do."""
        files = [(staged_of(row["file"]), description_of(row["description"])) for row in payload["files"]]
        viewer = viewer_of(payload["viewer"])
        reading = Report("Checking")
        guides = guiding.guides_among(self.repository, [staged for staged, _ in files])
        proposals = []
        for position, (staged, said) in enumerate(files):
            proposal, _ = self._step(
                "check", self._check, viewer, staged, said, reading, (position, len(files)), guides
            )
            proposals.append(proposal)
        return {"files": guiding.told_as_followed(proposals, [staged for staged, _ in files])}

    def fit(self, payload: Payload) -> Payload:
        """Have evidence read again where a reader is set, fit the topic model, and return what describes the run.

        What the coder in force has not met yet is coded first: a newer version of it may have been installed.
        """
        viewer = viewer_of(payload["viewer"])
        self._step("code", self._code, viewer)
        account: list[tuple[str, str]] = []
        if self.repository.reader is not None:
            account, _ = self._step("read again", self._read_again, viewer)
        outcome, _ = self._step("fit", self._fit, viewer, payload["seed"], account)
        return outcome

    def draft_journey(self, payload: Payload) -> Payload:
        """Draft a journey; return its identifier, and in words what the draft kept of what people had decided."""
        drafted, _ = self._step("draft", self._draft, payload)
        return drafted

    def look_for_evidence(self, payload: Payload) -> Payload:
        """Look for evidence on all steps of a journey; return its identifier, and in words what was found."""
        told, _ = self._step("look", self._find_evidence, payload)
        return {"journey": payload["journey"], "told": told}

    def rebuild(self, payload: Payload) -> Payload:
        """Rebuild both indexes; return how many vectors they hold."""
        vectors, _ = self._step("rebuild", self._rebuild)
        return {"vectors": vectors}

    def code_anew(self, payload: Payload) -> Payload:
        """Code what the codebook in force has not met yet; how much that was is for nobody to learn."""
        self._step("code", self._code, viewer_of(payload["viewer"]))
        return {}

    def learn(self, payload: Payload) -> Payload:
        """Learn from decisions and measure what it would bring; return the proposals' identifiers, None without one.

        What the coder in force has not met yet is coded first: else its change would pass for that of learning.
        """
        self._step("code", self._code, viewer_of(payload["viewer"]))
        viewer = viewer_of(payload["viewer"])
        identifier, _ = self._step("learn", self._learn, viewer)
        said = {
            about.value: self._step(f"learn {about}", self._learn_said, viewer, about)[0] for about in LearningAbout
        }
        return {"learning": identifier, **said}

    def load_examples(self, payload: Payload) -> Payload:
        """Add files, find themes and draft journeys; return what adding them does, and the first of the journeys."""
        result = self.ingest({**payload["ingest"], "viewer": payload["viewer"]})
        self.fit({**payload["fit"], "viewer": payload["viewer"]})
        drafted = [
            self.draft_journey({**journey, "viewer": payload["viewer"]})
            for journey in (*payload.get("more_journeys", ()), payload["journey"])
        ]
        return {**result, **drafted[-1]}

    def withdraw(self, payload: Payload) -> Payload:
        """Take out what each order names, rebuild the indexes, clean the files, and look whether anything is left."""
        orders = [order_of(row) for row in payload["orders"]]
        by = payload["viewer"]["name"]
        purged = []
        for order in orders:
            done, _ = self._step("purge", self._purge, order)
            purged.append(done)
            self._step("take out", withdrawing.take_out, self.repository, order, by)
        self._step("index", self._rebuild)
        clean, _ = self._step("clean", self._clean)
        for order, done in zip(orders, purged, strict=True):
            self._step("look", self._look, order, done, clean)
        return {"withdrawals": [order.id for order in orders]}

    def _step(self, name: str, work: Callable[..., T], *arguments: Any) -> tuple[T, float]:
        """Run a step once, however often the workflow replays; return its result and the seconds it took."""

        def timed() -> tuple[T, float]:
            started = perf_counter()
            try:
                self._room.check()
                return work(*arguments), perf_counter() - started
            except (StorageFailed, OSError):
                self._room.give_up_reserve()
                raise

        result, seconds = DBOS.run_step({"name": name}, timed)
        return result, seconds

    def _plain(self, method: Callable[[Payload], Payload]) -> Callable[[Payload], Payload]:
        """Return a plain function: DBOS takes a bound method for an instance it should know."""

        def workflow(payload: Payload) -> Payload:
            try:
                return method(payload)
            except SQLAlchemyError as error:  # the job store's own: storage tells what it cannot do itself
                self._room.give_up_reserve()
                raise StorageFailed(
                    "What the job had done could not be written down.",
                    where="the list of background work",
                    remedy="See that the disk has room and that the database runs, then try again.",
                ) from error

        workflow.__qualname__ = method.__qualname__
        return workflow

    # steps

    def _save(
        self,
        viewer: Viewer,
        staged: StagedFile,
        said: FileDescription,
        redaction: Redaction,
        report: Report,
        place: tuple[int, int],
        guides: guiding.Guides,
    ) -> Payload:
        account = ingesting.save_file(self.repository, viewer, staged, said, redaction, guides=guides)
        report(place[0] + 1, place[1])
        return asdict(account)

    def _check(
        self,
        viewer: Viewer,
        staged: StagedFile,
        said: FileDescription,
        report: Report,
        place: tuple[int, int],
        guides: guiding.Guides,
    ) -> Payload:
        proposal = ingesting.check_file(self.repository, viewer, staged, said, guides=guides)
        report(place[0] + 1, place[1])
        return asdict(ingesting.without_words(proposal))

    def _finish(self, viewer: Viewer) -> dict[str, float]:
        stages = {"embed": 0.0}
        while True:
            embedded, seconds = self._step("embed", self._embed, viewer)
            stages["embed"] += seconds
            if not embedded:
                break
        _, stages["code"] = self._step("code", self._code, viewer)
        _, stages["index"] = self._step("index", self._index, viewer)
        return stages

    def _embed(self, viewer: Viewer) -> int:
        report = Report("Understanding the words", counted=viewer.sees_everything)
        with self.repository.turn():
            return indexing.embed_pending(self.repository, progress=report)

    def _code(self, viewer: Viewer) -> int:
        report = Report("Recognising difficulties", counted=viewer.sees_everything)
        report(0, 0)
        with self.repository.turn():
            return indexing.code_pending(self.repository, progress=report)

    def _learn(self, viewer: Viewer) -> str | None:
        report = Report("Learning from decisions", counted=viewer.sees_everything)
        report(0, 0)
        return learning.learn(self.repository, viewer, progress=report)

    def _learn_said(self, viewer: Viewer, about: LearningAbout) -> str | None:
        report = Report("Learning what sentences are", counted=viewer.sees_everything)
        report(0, 0)
        return said_learning.learn_said(self.repository, viewer, about, progress=report)

    def _index(self, viewer: Viewer) -> int:
        report = Report("Indexing", counted=viewer.sees_everything)
        return self._with_index(lambda: indexing.index_pending(self.repository, progress=report))

    def _rebuild(self) -> int:
        return self._with_index(lambda: indexing.rebuild(self.repository, progress=Report("Indexing")))

    def _with_index(self, work: Callable[[], int]) -> int:
        """Let go of an index held by file lock once the work is done, so that the command line can search meanwhile."""
        with self.repository.turn():
            try:
                return work()
            finally:
                self.repository.release_index()

    def _purge(self, order: withdrawing.Order) -> int:
        Report("Taking words out")(0, 0)
        return withdrawing.purge(self.repository, order)

    def _clean(self) -> bool:
        Report("Cleaning the files")(0, 0)
        with self.repository.turn():
            try:
                return withdrawing.scrub(self.repository)
            finally:
                self.repository.release_index()

    def _look(self, order: withdrawing.Order, purged: int, clean: bool) -> int:
        Report("Looking whether anything is left")(0, 0)
        return self._with_index(lambda: withdrawing.look(self.repository, order, purged=purged, clean=clean).left)

    def _read_again(self, viewer: Viewer) -> list[tuple[str, str]]:
        report = Report("Reading evidence again", counted=viewer.sees_everything, ends=True)
        report(0, 0)
        return list(theming.read_evidence_again(self.repository, viewer, progress=report))

    def _fit(self, viewer: Viewer, seed: int, account: list[tuple[str, str]]) -> Payload:
        made = theming.fit_themes(
            self.repository,
            viewer,
            seed=seed,
            progress=Report("Finding themes", ends=True),
            naming=Report("Naming themes", counted=viewer.sees_everything),
            account=account,
        )
        run = theming.latest_run(self.repository, viewer) or made
        return {
            "run": run.id,
            "seed": run.seed,
            "observations": len(run.assignments),
            "topics": sum(topic.number >= 0 for topic in run.topics),
            "ungrouped_share": round(run.ungrouped_share, 4),
            "seconds": round(run.seconds, 2),
            "versions": dict(run.versions),
            "named_by_writer": sum(topic.given is not None for topic in run.topics),
            "read_again": dict(told_of_reading(run.parameters)),
        }

    def _draft(self, payload: Payload) -> Payload:
        Report("Placing evidence on steps")(0, 0)
        journey, kept = journeying.draft_telling(
            self.repository,
            viewer_of(payload["viewer"]),
            payload["title"],
            [outline_of(row) for row in payload["steps"]],
            query=payload["query"],
            organisations=payload["organisations"],
            mission=payload.get("mission"),
            actor=payload.get("actor"),
        )
        return {"journey": journey.id, "kept": kept}

    def _find_evidence(self, payload: Payload) -> str:
        Report("Looking for evidence on all steps")(0, 0)
        viewer = viewer_of(payload["viewer"])
        editing = JourneyEditing(self.repository)
        before, after = editing.look_on_all_steps(viewer, payload["journey"], version=payload["version"])
        return found_on_steps_in_words(before, after)

    def _drop_unheld(self, files: list[StagedFile]) -> int:
        """Remove the bytes of files of which no stored source has them, refused ones first; not what another job has.

        A file from which somebody was left out who withdrew is stored as the text that remains.
        """
        unheld = {staged.digest for staged in files if staged.digest} - self.repository.evidence.digests()
        gone = unheld - self._wanted_elsewhere() if unheld else unheld
        for digest in gone:
            self.repository.blobs.remove(digest)
        return len(gone)

    def _wanted_elsewhere(self) -> frozenset[str]:
        jobs = Jobs(self.repository.settings.jobs_url)
        try:
            # Jobs first: one that ends meanwhile has its files among the stored ones.
            wanted = jobs.files_wanted(ended_since=datetime.now(UTC), besides=DBOS.workflow_id)
        finally:
            jobs.close()
        return wanted | self.repository.evidence.digests()
