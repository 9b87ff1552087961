"""Use cases in memory that obey the same methods as the real ones, so that a page is tested in milliseconds."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from hashlib import sha256
from types import SimpleNamespace

from fake_evidence import a_catalogue, a_journey, a_source, a_study, some_evidence, some_pain_points, some_wishes
from fake_journey_editing import FakeJourneyEditing, FakeJourneyRemoval
from fake_learning import FakeLearnings, FakeSaidLearnings
from fake_missions import FakeRepository

from domain.access import LOCAL_VIEWER, Viewer
from domain.answers import AnswerCount, KnownAttribute
from domain.asking import Ask
from domain.catalogue import Catalogue
from domain.errors import NotFound, ThroughlineError
from domain.evidence import (
    Account,
    Basis,
    Evidence,
    FileAccount,
    Outcome,
    Refusal,
    SourceFile,
    SourceView,
    Study,
)
from domain.facets import Facet, FacetCount, Facets
from domain.insights import PainPoint, ThemeRow, Wish
from domain.jobs import Job, JobKind, JobProgress, JobStatus
from domain.journey_files import JourneyFlow
from domain.journeys import Journey, JourneyStatus, JourneySummary, StepOutline
from domain.proposals import FileDescription, FileProposal, Finding, Redaction, StagedFile
from domain.runs import RunAccount, RunSummary
from domain.search import Known, ObservationFilter, SearchAnswer, SearchMode, SearchResult
from domain.sprint_prompts import PromptGroup
from domain.text import TextSpan
from ingest.board_back import BoardBack, board_back, mark
from journey_maps.drafting.templates import journey_templates
from journey_maps.files.event_log import journey_flow, read_events
from journey_maps.outlines import read_steps
from use_cases.app import Overview
from use_cases.catalogue.missions import Missions
from use_cases.catalogue.news import WhatIsNew
from use_cases.catalogue.ownership import Ownership
from use_cases.evidence.publishing import Publishing
from use_cases.findings.codebook import Patterns
from use_cases.findings.codebook_intake import CodebookIntake
from use_cases.findings.deciding import Decisions
from use_cases.findings.reviewing import Review
from use_cases.journeys.journey_drawing import MapWishes
from use_cases.journeys.journey_kit import KitSize
from use_cases.journeys.journey_network import JourneyNetwork
from use_cases.knowing.briefs import Briefs
from use_cases.knowing.knowing import Knowing
from use_cases.knowing.watching import Watches
from use_cases.knowing.written_insights import WrittenInsights

TEXT = "Sarah Okafor waited nine weeks, the only wheelchair user at the pool."
A_DRAWING = (
    b'<svg xmlns="http://www.w3.org/2000/svg" width="900" height="200" viewBox="0 0 900 200">'
    b'<rect x="20" y="20" width="200" height="80" fill="#cfe8e6" stroke="#0b5d66"/>'
    b'<text x="40" y="65">Register the death</text></svg>'
)


class FakeKit:
    """The kit of every journey: a question for each pain point, and what left, as ``(journey, part, address)``.

    ``exports`` is the audit's list, in which the kit writes down what leaves, as the real one does.
    """

    def __init__(self, exports: list[str]) -> None:
        self.exports = exports
        self.asked: list[PromptGroup] = []
        self.came_back: list[Study] = []
        self.left: list[tuple[str, str, str]] = []
        self.cards = KitSize(cards=4, of=4)

    def size(self, viewer: Viewer, journey_id: str) -> KitSize:
        return self.cards

    def file(self, viewer: Viewer, journey_id: str, part: str, *, address: str = "", whole: bool = False) -> bytes:
        self.left.append((journey_id, f"all {part}" if whole else part, address))
        self.exports.append(f"journey {journey_id} as {part} of the kit")
        return b"a file"

    def prompts(self, viewer: Viewer, journey_id: str) -> list[PromptGroup]:
        return self.asked

    def studies(self, viewer: Viewer, journey_id: str) -> list[Study]:
        return self.came_back

    def board_back(self, viewer: Viewer, journey_id: str, name: str, content: bytes) -> BoardBack:
        return board_back(name, content, {mark("It went out.")}.__contains__)

    def described(self, viewer: Viewer, journey_id: str, said: FileDescription) -> FileDescription:
        return replace(said, study="Workshop", metadata=(("journey", journey_id),))


class FakeUseCases:
    """A repository in memory. ``search_error`` is raised by search; jobs stay where ``job_status`` says."""

    accounts: dict[str, RunAccount]
    listed_runs: list[RunSummary]
    seeds: list[int]
    kept_in_draft: str
    looked_on: list[str]
    drafted_for: str | None

    def __init__(self, *, empty: bool = False) -> None:
        self.items = [] if empty else some_evidence()
        self.points = [] if empty else some_pain_points()
        self.maps = [] if empty else [a_journey()]
        self.wishes = [] if empty else some_wishes()
        self.account: RunAccount | None = None
        self.accounts, self.listed_runs, self.seeds, self.looked_on, self.kept_in_draft = {}, [], [], [], ""
        self.search_error: ThroughlineError | None = None
        self.other_names: tuple[str, ...] = ()
        self.overview_error: Exception | None = None
        self.job_status = JobStatus.DONE
        self.rows: dict[str, Job] = {}
        self.staged: list[StagedFile] = []
        self.checked: list[FileProposal] | None = None
        self.ingested: list[tuple[StagedFile, FileDescription]] = []
        self.outlines: list[StepOutline] = []
        self.filters: list[ObservationFilter | None] = []
        self.narrowed: list[str | None] = []
        self.settings = SimpleNamespace(redaction=Redaction.ON)
        self.repository = FakeRepository(empty=empty)
        self.names = SimpleNamespace(open_names=lambda viewer: [])
        self.people = SimpleNamespace(teams=lambda viewer: [])
        self.missions = Missions(self.repository)  # type: ignore[arg-type]
        self.ownership = Ownership(self.repository)  # type: ignore[arg-type]
        self.journey_editing, self.journey_removal = (
            FakeJourneyEditing(maps := lambda: self.maps),
            FakeJourneyRemoval(maps),
        )
        self.journey_network = JourneyNetwork(self.repository, self.ownership, self.journey_editing)  # type: ignore[arg-type]
        self.repository.journeys = SimpleNamespace(
            whole=lambda viewer, mission=None: list(self.maps), journey=self.journey
        )
        self.decisions = Decisions(self.repository)  # type: ignore[arg-type]
        self.patterns = Patterns(self.repository)  # type: ignore[arg-type]
        self.codebook_intake = CodebookIntake(self.repository)  # type: ignore[arg-type]
        self.learnings, self.said_learnings = FakeLearnings(self._queued), FakeSaidLearnings(self._queued)
        self.review = Review(self.repository)  # type: ignore[arg-type]
        self.news = WhatIsNew(self.repository)  # type: ignore[arg-type]
        self.publishing = Publishing(self.repository)  # type: ignore[arg-type]
        self.briefs = Briefs(self.repository)  # type: ignore[arg-type]
        self.knowing = Knowing(self.repository)  # type: ignore[arg-type]
        self.summaries = SimpleNamespace(are_offered=False)
        self.theme_rows: list[ThemeRow] = []
        self.insights = WrittenInsights(self.repository)  # type: ignore[arg-type]
        self.watches = Watches(self.repository)  # type: ignore[arg-type]
        self.known: list[KnownAttribute] = []
        self.tables = SimpleNamespace(
            attributes=lambda viewer, where=None: self.known,
            answers=lambda viewer, name, where=None: self.answers,
            queue_check_again=self._queue_check_again,
        )
        self.answers: list[AnswerCount] = []
        self.asks: list[Ask] = []
        self.again: list[tuple[StagedFile, FileDescription]] = []
        self.audit = SimpleNamespace(exported=self._exported)
        self.exports: list[str] = []
        self.exported_studies: dict[str, list[str]] = {}
        self.exported_observations: dict[str, list[str]] = {}
        self.originals = SimpleNamespace(is_open_to=lambda viewer, source_id: False)
        self._answer_for_the_rest()

    def _answer_for_the_rest(self) -> None:
        """Answer for what the pages ask about and the tests do not change."""
        self.withdrawals = SimpleNamespace(due=lambda viewer: [], receipts=lambda viewer: [])
        self.exchange = SimpleNamespace(codes=lambda viewer, study: [])
        self.study_codes = SimpleNamespace(rows=lambda viewer, study: [])
        self.journey_publishing = SimpleNamespace(journey=self._journey_summary)
        self.journey_kit = FakeKit(self.exports)

    has_sign_in = False

    def _queue_check_again(self, viewer: Viewer, files: Sequence[tuple[StagedFile, FileDescription]]) -> str:
        self.again = list(files)
        return self.queue_check(viewer, [file for file, _ in files], files[0][1])

    def _exported(
        self, viewer: Viewer, what: str, *, observations: Sequence[str] = (), studies: Sequence[str] = ()
    ) -> None:
        self.exports.append(what)
        self.exported_studies[what] = list(studies)
        self.exported_observations[what] = list(observations)

    def note_journey_export(self, viewer: Viewer, identifier: str, form: str) -> None:
        self.exports.append(f"{identifier} as {form}")

    def viewer(self) -> Viewer:
        return LOCAL_VIEWER

    def revision(self) -> int:
        decided = self.repository.decisions
        kept = (self.items, decided.kept, decided.said, decided.marked, self.repository.themes.said)
        said = sum(map(len, self.repository.insights.kept.values()))
        said += len(self.journey_editing.done) + len(self.journey_editing.edits)
        said += hash(tuple(self.maps))
        return said + sum(map(len, kept)) + len(self.repository.codebook_edits.kept) + self._learned()

    def _learned(self) -> int:
        return len(self.learnings.done) + len(self.said_learnings.done)

    def overview(self, viewer: Viewer, where: ObservationFilter | None = None) -> Overview:
        self.filters.append(where)
        if self.overview_error:
            raise self.overview_error
        return Overview(
            studies=len({item.study_id for item in self.items}),
            sources=len({item.source_id for item in self.items}),
            observations=len(self.items),
            organisations=len({item.organisation for item in self.items}),
            journeys=len(self.maps),
            waiting_for_index=0,
        )

    def studies(self, viewer: Viewer) -> list[Study]:
        return [a_study(name) for name in sorted({item.organisation for item in self.items})]

    def catalogue(self, viewer: Viewer) -> Catalogue:
        return a_catalogue() if self.items else Catalogue()

    def source(self, viewer: Viewer, source_id: str) -> SourceView:
        if not self.items or source_id != "src_1":
            raise NotFound("There is no such source here.", where="sources", remedy="Search for it.")
        return a_source()

    def evidence(self, viewer: Viewer, ids: Sequence[str]) -> list[Evidence]:
        said = self.repository.decisions
        found = [item for identifier in ids for item in self.items if item.id == identifier]
        return [replace(item, said_kind=said.said_of(item.id), **said.marks_on(item.id)) for item in found]

    def search_builds_first(self) -> bool:
        return False

    def search(
        self,
        viewer: Viewer,
        query: str,
        *,
        mode: SearchMode = SearchMode.HYBRID,
        where: ObservationFilter | None = None,
        limit: int = 20,
        fold: bool = False,
        facets: bool = False,
    ) -> SearchAnswer:
        if self.search_error:
            raise self.search_error
        self.filters.append(where)
        words = query.casefold().split()
        found = [item for item in self.items if any(word in item.text.casefold() for word in words)]
        if where and where.organisations:
            found = [item for item in found if item.organisation in where.organisations]
        results = tuple(SearchResult(evidence=item, score=1 / n) for n, item in enumerate(found[:limit], start=1))
        known = Known.ANSWERED if results else Known.NOTHING
        return SearchAnswer(
            query=query,
            mode=mode,
            took_ms=3.0,
            results=results,
            known=known,
            also_looked_for=self.other_names,
            facets=_counted(found) if facets else None,
            close=frozenset(result.evidence.id for result in results),
        )

    def all_pain_points(self, viewer: Viewer, *, mission: str | None = None) -> list[PainPoint]:
        self.narrowed.append(mission)
        return self.points

    def all_wishes(self, viewer: Viewer, *, mission: str | None = None) -> list[Wish]:
        self.narrowed.append(mission)
        return self.wishes

    def themes(self, viewer: Viewer) -> list[ThemeRow]:
        return self.theme_rows

    def latest_run_summary(self, viewer: Viewer) -> RunSummary | None:
        return self.listed_runs[0] if self.listed_runs else None

    def account_of_run(self, viewer: Viewer, run: str | None = None) -> RunAccount | None:
        if run is not None:
            return self.accounts.get(run)
        return self.account

    def run_ids(self) -> list[str]:
        return [run.id for run in self.listed_runs]

    def runs(self, viewer: Viewer) -> list[RunSummary]:
        return self.listed_runs

    def journeys(self, viewer: Viewer, *, mission: str | None = None) -> list[JourneySummary]:
        self.narrowed.append(mission)
        return [self._journey_summary(viewer, item.id) for item in self.maps]

    def _journey_summary(self, viewer: Viewer, identifier: str) -> JourneySummary:
        item = self._map(identifier)
        return JourneySummary(
            id=item.id,
            title=item.title,
            status=JourneyStatus.DRAFT,
            steps=len(item.steps),
            organisations=2,
            updated_at="2025-04-01T10:00:00",
            mine=True,
        )

    def journey(self, viewer: Viewer, identifier: str) -> Journey:
        return self._map(identifier)

    def _map(self, identifier: str) -> Journey:
        for item in self.maps:
            if item.id == identifier:
                return item
        raise NotFound("There is no such journey here.", where="journeys", remedy="Open it from the list.")

    def draw_journey(self, viewer: Viewer, journey: Journey, wishes: MapWishes) -> bytes:
        return A_DRAWING

    def export_journey(self, viewer: Viewer, identifier: str, form: str, wishes: MapWishes | None = None) -> bytes:
        return A_DRAWING if form == "svg" else b"{}"

    def journey_flow(self, viewer: Viewer, identifier: str, name: str, content: bytes) -> JourneyFlow:
        return journey_flow(self.journey(viewer, identifier), read_events(content, name), name)

    def stage(self, files: Sequence[SourceFile]) -> list[StagedFile]:
        self.staged = [
            StagedFile(name=file.name, digest=sha256(file.content).hexdigest(), size=len(file.content))
            for file in files
        ]
        return self.staged

    def queue_check(self, viewer: Viewer, files: Sequence[StagedFile], said: FileDescription) -> str:
        self.checked = [a_proposal(file, said) for file in files]
        return self._queued(JobKind.CHECK, f"{len(files)} files")

    def queue_ingest(
        self, viewer: Viewer, files: Sequence[tuple[StagedFile, FileDescription]], *, redaction: object = None
    ) -> str:
        self.ingested, self.redaction = list(files), redaction
        return self._queued(JobKind.INGEST, f"{len(files)} files")

    def queue_fit(self, viewer: Viewer, *, seed: int = 1) -> str:
        self.seeds.append(seed)
        return self._queued(JobKind.FIT, "all observations")

    def read_steps(self, text: str) -> list[StepOutline]:
        return read_steps(text, "the steps")

    def journey_templates(self) -> dict[str, tuple[StepOutline, ...]]:
        return journey_templates()

    def queue_journey(
        self,
        viewer: Viewer,
        title: str,
        steps: Sequence[StepOutline],
        *,
        query: str = "",
        organisations: Sequence[str] = (),
        mission: str | None = None,
        actor: str | None = None,
    ) -> str:
        self.outlines = list(steps)
        self.narrowed.append(mission)
        self.drafted_for = actor
        return self._queued(JobKind.JOURNEY, title)

    def queue_evidence(self, viewer: Viewer, journey_id: str, *, version: int | None = None) -> str:
        self.looked_on.append(journey_id)
        return self._queued(JobKind.EVIDENCE, self.journey(viewer, journey_id).title)

    def told_of_journey(self, viewer: Viewer, identifier: str) -> str:
        return "9 quotations found for 2 steps." if self.looked_on else ""

    def queue_rebuild(self, viewer: Viewer) -> str:
        return self._queued(JobKind.REBUILD, "search index")

    def queue_coding(self, viewer: Viewer) -> str:
        return self._queued(JobKind.CODE, "the codebook was changed")

    def queue_learning(self, viewer: Viewer) -> str:
        return self._queued(JobKind.LEARN, "nothing is changed by it")

    def job(self, viewer: Viewer, identifier: str) -> Job:
        if identifier not in self.rows:
            raise NotFound("There is no such job.", where="background work", remedy="Open the page from the menu.")
        return self.rows[identifier]

    def jobs(self, viewer: Viewer, *, kind: JobKind | None = None, limit: int = 20) -> list[Job]:
        return [job for job in self.rows.values() if kind in {None, job.kind}][:limit]

    def jobs_under_way(self, viewer: Viewer) -> list[Job]:
        return [job for job in self.rows.values() if not job.status.ended]

    def try_again(self, viewer: Viewer, identifier: str) -> str:
        self.job_status = JobStatus.QUEUED
        return self._queued(self.rows[identifier].kind, self.rows[identifier].title)

    def cancel(self, viewer: Viewer, identifier: str) -> None:
        self.rows[identifier] = replace(self.rows[identifier], status=JobStatus.CANCELLED)

    def checked_files(self, viewer: Viewer, identifier: str, *, reading: int | None = None) -> list[FileProposal]:
        return self.checked or []

    def asked(self, viewer: Viewer, identifier: str) -> list[Ask]:
        return self.asks

    def ingest_account(self, viewer: Viewer, identifier: str) -> Account:
        refusal = Refusal(where="row 14", reason="empty answer", remedy="nothing to do")
        return Account(
            files=tuple(
                FileAccount(
                    path=file.name,
                    outcome=Outcome.KEPT,
                    study_id=next((each.id for each in self.studies(viewer)), None),
                    kept=57,
                    duplicates=1,
                    refusals=(refusal,),
                    redactions=(("PERSON", 2), ("UK_NINO", 1)),
                )
                for file, _ in self.ingested
            )
        )

    def drafted_journey(self, viewer: Viewer, identifier: str) -> str:
        self.maps = self.maps or [a_journey()]
        return self.maps[0].id

    def redrafted_words(self, viewer: Viewer, identifier: str) -> str:
        return self.kept_in_draft

    def worker_alive(self) -> bool:
        return False

    def _queued(self, kind: JobKind, title: str) -> str:
        identifier = f"job_{len(self.rows) + 1}"
        self.rows[identifier] = Job(
            id=identifier,
            kind=kind,
            status=self.job_status,
            title=title,
            created_at="2025-04-01T10:00:00",
            progress=JobProgress(stage="Reading", done=3, total=10),
            problem="The disk is full." if self.job_status is JobStatus.FAILED else "",
            remedy="Make room and start it again." if self.job_status is JobStatus.FAILED else "",
        )
        return identifier


def a_proposal(file: StagedFile, said: FileDescription) -> FileProposal:
    if file.name.startswith("scan"):
        refusal = Refusal(where="page 1 of 3", reason="no text", remedy="Run text recognition on it.")
        return FileProposal(file=file, shown_name=file.name, description=said, refusals=(refusal,))
    return FileProposal(
        file=file,
        shown_name=file.name,
        description=replace(said, study=said.study or "Notes", organisation=said.organisation or "Not said"),
        organisation_basis=Basis.ASSUMED,
        observations=2,
        redactions=(("PERSON", 1),),
        text=TEXT,
        findings=(
            Finding(type="PERSON", span=TextSpan(start=0, end=12), placeholder="[name 1]"),
            Finding(type="IDENTIFYING", span=TextSpan(start=32, end=len(TEXT) - 1)),
        ),
    )


def _counted(found: Sequence[Evidence]) -> Facets:
    """Return what was found by whom it is about, by kind and by year."""
    sorts = {
        Facet.ORGANISATION: [item.organisation for item in found],
        Facet.KIND: [item.kind.value for item in found],
        Facet.YEAR: [item.date[:4] for item in found if item.date],
    }
    return {
        facet: tuple(FacetCount(value=value, observations=number) for value, number in Counter(values).most_common())
        for facet, values in sorts.items()
    }
