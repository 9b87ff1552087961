"""The one face of Throughline that views and the command line see."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import asdict
from datetime import UTC, datetime
from threading import Thread
from time import sleep

from domain.access import MAINTENANCE, Role, Viewer
from domain.asking import Ask, Signs
from domain.catalogue import Catalogue
from domain.errors import ThroughlineError
from domain.evidence import Account, Coding, Evidence, Level, SourceFile, SourceView, Standing, Study
from domain.insights import Codebook, PainPoint, Sharing, ThemeRow, TopicRun, Wish
from domain.jobs import Job, JobKind, JobProgress
from domain.journey_files import JourneyFlow, JourneyImport
from domain.journeys import Journey, JourneySummary, StepOutline
from domain.narrowing import Narrowing
from domain.proposals import FileDescription, FileProposal, Redaction, StagedFile
from domain.runs import RunAccount, RunSummary
from domain.search import ObservationFilter, SearchAnswer, SearchMode
from domain.text import Replacement
from settings import Settings
from use_cases.audit import Audit
from use_cases.catalogue.missions import Missions
from use_cases.catalogue.names import Names
from use_cases.catalogue.news import WhatIsNew
from use_cases.catalogue.overview import Overview, overview_of
from use_cases.catalogue.ownership import Ownership
from use_cases.evidence import asking, indexing, ingesting
from use_cases.evidence.columns import Tables
from use_cases.evidence.exchange import Exchange
from use_cases.evidence.originals import Originals
from use_cases.evidence.packed_manifests import described
from use_cases.evidence.publishing import Publishing, described_by
from use_cases.evidence.study_codes import StudyCodes
from use_cases.evidence.withdrawals import Withdrawals
from use_cases.findings import theming
from use_cases.findings.codebook import Patterns
from use_cases.findings.codebook_intake import CodebookIntake
from use_cases.findings.deciding import Decisions
from use_cases.findings.learnings import Learnings
from use_cases.findings.reviewing import Review
from use_cases.findings.run_accounts import RunAccounts
from use_cases.findings.said_learnings import SaidLearnings
from use_cases.journeys import journeying
from use_cases.journeys.given_steps import GivenSteps, read_given_steps
from use_cases.journeys.journey_drawing import MapWishes
from use_cases.journeys.journey_editing import JourneyEditing
from use_cases.journeys.journey_import import Asked, JourneyFiles
from use_cases.journeys.journey_kit import JourneyKit
from use_cases.journeys.journey_network import JourneyNetwork
from use_cases.journeys.journey_publishing import JourneyPublishing
from use_cases.journeys.journey_removal import JourneyRemoval
from use_cases.knowing import searching
from use_cases.knowing.briefs import Briefs
from use_cases.knowing.knowing import Knowing
from use_cases.knowing.summarising import Summaries
from use_cases.knowing.watching import Watches
from use_cases.knowing.written_insights import WrittenInsights
from use_cases.people import People
from use_cases.repository import Repository
from use_cases.running.jobs import Jobs
from use_cases.running.payloads import Payload, account_of, proposal_of

AHEAD_SECONDS = 2.0
"""How long the background opening waits, so that it does not slow the first page."""
_FIRST_QUESTION = "What do we already know?"

_DAYS = 10_000_000
"""More than there are days in Python's calendar."""


class UseCases:
    """Everything a person can do, some of it in groups. Reads take the viewer; long work returns a job's identifier."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.repository = Repository(settings)
        self.jobs_store = Jobs(settings.jobs_url)
        self.people = People(self.repository)
        self.publishing = Publishing(self.repository)
        self.journey_publishing = JourneyPublishing(self.repository)
        self.journey_editing = JourneyEditing(self.repository)
        self.journey_kit = JourneyKit(self.repository)
        self.journey_removal = JourneyRemoval(self.repository, self.journey_kit)
        self.exchange = Exchange(self.repository, self.publishing)
        self.study_codes = StudyCodes(self.repository, self.publishing)
        self.missions = Missions(self.repository)
        self.names = Names(self.repository)
        self.ownership = Ownership(self.repository)
        self.journey_network = JourneyNetwork(self.repository, self.ownership, self.journey_editing)
        self.decisions = Decisions(self.repository)
        self.review = Review(self.repository)
        self.patterns = Patterns(self.repository)
        self.learnings = Learnings(self.repository, self.jobs_store)
        self.said_learnings = SaidLearnings(self.repository, self.jobs_store)
        self.codebook_intake = CodebookIntake(self.repository)
        self.news = WhatIsNew(self.repository)
        self.withdrawals = Withdrawals(self.repository, self.jobs_store)
        self.tables = Tables(self.repository, self.jobs_store)
        self.originals = Originals(self.repository)
        self.audit = Audit(self.repository)
        self.briefs = Briefs(self.repository)
        self.knowing = Knowing(self.repository)
        self.summaries = Summaries(self.repository)
        self.insights = WrittenInsights(self.repository)
        self.watches = Watches(self.repository)
        self._run_accounts = RunAccounts(self.repository)

    def close(self) -> None:
        """Release what was opened."""
        self.jobs_store.close()
        self.repository.close()

    def open_search_ahead(self) -> None:
        """Search once in the background, so that models and indexes are open when a person does.

        Nothing happens where that would take the index's lock, or where nothing is stored. What cannot be opened is
        told by the search itself.
        """
        Thread(target=self._open_search, name="open-search", daemon=True).start()

    def _open_search(self) -> None:
        sleep(AHEAD_SECONDS)
        with suppress(ThroughlineError):
            if self.repository.index_is_served and self.repository.evidence.count(MAINTENANCE):
                searching.search(self.repository, MAINTENANCE, _FIRST_QUESTION, limit=1)

    @property
    def has_sign_in(self) -> bool:
        """Tell whether people sign in. Without it, everyone at this machine is one viewer."""
        return self.settings.sign_in is not None

    def viewer(self) -> Viewer:
        """Return whom commands act as, and the app where nobody signs in. Raises NotFound for an unknown person."""
        return self.people.viewer_by_setting()

    # reading

    def revision(self) -> int:
        """Return a number that grows with every change to what can be found or shown, and each day: embargoes end."""
        return self.repository.evidence.revision() * _DAYS + datetime.now(UTC).date().toordinal()

    def overview(self, viewer: Viewer, where: ObservationFilter | None = None) -> Overview:
        """Return what the viewer's repository holds, or what of it passes a filter, in numbers."""
        return overview_of(self.repository, viewer, where)

    def studies(self, viewer: Viewer) -> list[Study]:
        """Return the studies this viewer may see, newest first."""
        return self.repository.evidence.studies(viewer)

    def catalogue(self, viewer: Viewer) -> Catalogue:
        """Return the organisations, services and systems that this viewer may see."""
        return self.names.catalogue(viewer)

    def codebook(self) -> Codebook:
        """Return the codebook in force, without sentences of anyone's evidence."""
        return self.repository.codebook.shown_to(frozenset())

    def source(self, viewer: Viewer, source_id: str) -> SourceView:
        """Return a source's masked text and its observations. Raises NotFound."""
        return self.repository.evidence.source(viewer, source_id)

    def evidence(self, viewer: Viewer, ids: Sequence[str]) -> list[Evidence]:
        """Return those of the observations that this viewer may see, in the order given."""
        return self.repository.evidence.evidence(viewer, ids)

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
        """Return observations for a query, best first; ``fold`` lets what says the same stand once.

        ``facets`` counts by each filter what was found. Raises InvalidRequest, NotFound, IndexUnusable.
        """
        return searching.search(
            self.repository, viewer, query, mode=mode, where=where, limit=limit, fold=fold, facets=facets
        )

    def search_builds_first(self) -> bool:
        """Tell whether the next search first builds anew what is missing or of another version, which takes a while."""
        return indexing.is_unreadable(self.repository)

    def find_personal_data(self, viewer: Viewer, text: str) -> list[Replacement]:
        """Return what masking would replace in a text, in order, names that the viewer knows spared; stores nothing."""
        return self.repository.masker_sparing(self.names.catalogue(viewer)).find(text)

    def code(self, texts: Sequence[str]) -> list[Coding]:
        """Say kind, severity and patterns of texts, storing nothing."""
        return self.repository.coder.code(texts, self.repository.embedder.embed(texts))

    def all_pain_points(
        self, viewer: Viewer, *, mission: str | None = None, attributes: frozenset[tuple[str, str]] = frozenset()
    ) -> list[PainPoint]:
        """Return every pain point in what this viewer may see, or a mission's, gravest first; worth caching.

        ``attributes`` keep to what was said by people of whom they are known.
        """
        return theming.pain_points(self.repository, viewer, mission=mission, attributes=attributes)

    def all_wishes(
        self, viewer: Viewer, *, mission: str | None = None, attributes: frozenset[tuple[str, str]] = frozenset()
    ) -> list[Wish]:
        """Return what people need and recommend in what this viewer may see, most widely told first; worth caching."""
        return theming.wishes(self.repository, viewer, mission=mission, attributes=attributes)

    def pain_points(
        self,
        viewer: Viewer,
        *,
        min_organisations: int = 2,
        sharing: Sharing | None = None,
        level: Level | None = None,
        standing: Standing | None = None,
        limit: int = 40,
        evidence: int = 5,
        mission: str | None = None,
    ) -> list[PainPoint]:
        """Return pain points that pass, gravest first, at most ``evidence`` quotations an organisation."""
        asked = Narrowing(sharing=sharing, level=level, standing=standing, min_organisations=min_organisations)
        every = self.all_pain_points(viewer, mission=mission)
        return theming.select_pain_points(every, asked, limit=limit, evidence=evidence)

    def pain_point(self, viewer: Viewer, identifier: str) -> PainPoint:
        """Return one pain point with all its evidence. Raises NotFound."""
        return theming.pain_point(self.all_pain_points(viewer), identifier)

    def themes(self, viewer: Viewer) -> list[ThemeRow]:
        """Return topics of the latest run and the themes people made of them, largest first."""
        return theming.themes(self.repository, viewer)

    def latest_run(self, viewer: Viewer) -> TopicRun | None:
        """Return the latest run of the topic model as this viewer may see it, or None."""
        return theming.latest_run(self.repository, viewer)

    def latest_run_summary(self, viewer: Viewer) -> RunSummary | None:
        """Return the latest run counted by what this viewer may see, or None; no text is read for it."""
        return theming.latest_run_summary(self.repository, viewer)

    def account_of_run(self, viewer: Viewer, run: str | None = None) -> RunAccount | None:
        """Return what moved in a run, how well it agrees with the one before, and a map, or None where there is none.

        Without a name it is the latest.
        """
        return self._run_accounts.of(viewer, run)

    def run_ids(self) -> list[str]:
        """Return the identifiers of all runs of the topic model, the latest first."""
        return self.repository.themes.run_ids()

    def runs(self, viewer: Viewer) -> list[RunSummary]:
        """Return the last runs of the topic model as this viewer may see them, the latest first."""
        return self._run_accounts.listed(viewer)

    def journeys(self, viewer: Viewer, *, mission: str | None = None) -> list[JourneySummary]:
        """Return the journeys this viewer may see, or a mission's of them, last changed first."""
        return self.repository.journeys.journeys(viewer, mission=mission)

    def journey(self, viewer: Viewer, identifier: str) -> Journey:
        """Return a journey. Raises NotFound."""
        return self.repository.journeys.journey(viewer, identifier)

    def export_journey(self, viewer: Viewer, identifier: str, form: str, wishes: MapWishes | None = None) -> bytes:
        """Return a journey as a file in one of ``JOURNEY_FORMS``; ``wishes`` say how its map is drawn.

        Raises NotFound, InvalidRequest.
        """
        return journeying.export(self.repository, viewer, identifier, form, wishes)

    def draw_journey(self, viewer: Viewer, journey: Journey, wishes: MapWishes) -> bytes:
        """Return the map of a journey, as this viewer has it from :meth:`journey`, as SVG; it is not read again."""
        return journeying.draw(self.repository, viewer, journey, wishes)

    def import_journey(
        self,
        viewer: Viewer,
        name: str,
        content: bytes,
        *,
        mission: str | None = None,
        replaces: str | None = None,
        title: str | None = None,
        new_names: bool = False,
        dry: bool = False,
    ) -> JourneyImport:
        """Take a journey in from a file: our JSON, a sheet, or a step-by-step; ``dry`` shows what would change.

        See :meth:`JourneyFiles.take_in`.
        """
        asked = Asked(mission=mission, replaces=replaces, title=title, new_names=new_names)
        return JourneyFiles(self.repository).take_in(viewer, name, content, asked, dry=dry)

    def journey_flow(self, viewer: Viewer, identifier: str, name: str, content: bytes) -> JourneyFlow:
        """Return how the cases of an event log go through a journey. Raises NotFound, InvalidRequest."""
        return JourneyFiles(self.repository).flow(viewer, identifier, name, content)

    def note_journey_export(self, viewer: Viewer, identifier: str, form: str) -> None:
        """Write down that a journey left as a file, with what it rests on. Raises NotFound."""
        journeying.note_journey_export(self.repository, viewer, identifier, form)

    # long work: queued, durable, watched by its identifier

    def stage(self, files: Sequence[SourceFile]) -> list[StagedFile]:
        """Keep files as received; nothing is read yet."""
        return ingesting.stage(self.repository, files)

    def queue_check(self, viewer: Viewer, files: Sequence[StagedFile], said: FileDescription) -> str:
        """Queue reading files to see what saving them would do; fetch the outcome with :meth:`checked_files`."""
        found = described(self.repository, files, described_by(viewer, said))
        rows = [{"file": asdict(each.file), "description": asdict(described_by(viewer, each.said))} for each in found]
        return self.jobs_store.queue(viewer, JobKind.CHECK, _titled(files), {"files": rows})

    def queue_ingest(
        self,
        viewer: Viewer,
        files: Sequence[tuple[StagedFile, FileDescription]],
        *,
        redaction: Redaction | None = None,
    ) -> str:
        """Queue saving files as described; fetch the outcome with :meth:`ingest_account`."""
        rows = [{"file": asdict(file), "description": asdict(described_by(viewer, said))} for file, said in files]
        payload = {"files": rows, "redaction": (redaction or self.settings.redaction).value}
        return self.jobs_store.queue(viewer, JobKind.INGEST, _titled([file for file, _ in files]), payload)

    def queue_fit(self, viewer: Viewer, *, seed: int = 1) -> str:
        """Queue a run of the topic model. Raises NotAllowed for whoever is no curator."""
        viewer.need(Role.CURATOR, "find themes anew")
        return self.jobs_store.queue(viewer, JobKind.FIT, "all observations", {"seed": seed})

    def read_steps(self, text: str) -> list[StepOutline]:
        """Return the steps that a person wrote, one a line or as JSON. Raises InvalidRequest with the line."""
        from journey_maps.outlines import read_steps

        return read_steps(text, "the steps")

    def read_steps_file(self, viewer: Viewer, name: str, content: bytes) -> GivenSteps:
        """Return the steps that a file lists: a sheet, a step-by-step, JSON or a step a line.

        Organisations that this viewer's catalogue does not know are taken as they are written, and told. Raises
        InvalidRequest and UnreadableSource with the place of what is wrong.
        """
        return read_given_steps(content, name, self.repository.settings.limits, self.names.catalogue(viewer))

    def journey_templates(self) -> dict[str, tuple[StepOutline, ...]]:
        """Return journeys to begin with: the steps of each by its title."""
        from journey_maps.drafting.templates import journey_templates

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
        """Queue drafting a journey; without steps they are proposed. See :meth:`drafted_journey`.

        Raises NotAllowed, and InvalidRequest for a title or an actor that cannot be.
        """
        viewer.need(Role.RESEARCHER, "draft a journey")
        payload = {
            "title": title,
            "steps": [asdict(step) for step in steps],
            "query": query,
            "organisations": list(organisations),
            "mission": mission,
            "actor": journeying.checked_actor(title, actor),
        }
        return self.jobs_store.queue(viewer, JobKind.JOURNEY, title, payload)

    def queue_evidence(self, viewer: Viewer, journey_id: str, *, version: int | None = None) -> str:
        """Queue looking for evidence on all steps of a journey. See :meth:`drafted_journey`.

        Raises NotFound, NotAllowed, and ChangedMeanwhile where the journey is not at ``version`` any more.
        """
        viewer.need(Role.RESEARCHER, "look for evidence")
        journey = self.repository.journeys.journey(viewer, journey_id)
        self.repository.journey_versions.check(viewer, journey_id, journey.version if version is None else version)
        payload = {
            "title": journey.title,
            "steps": [{"stage": step.stage, "step": step.step} for step in journey.steps],
            "journey": journey_id,
            "version": version,
        }
        return self.jobs_store.queue(viewer, JobKind.EVIDENCE, journey.title, payload)

    def queue_rebuild(self, viewer: Viewer) -> str:
        """Queue rebuilding both indexes from storage. Raises NotAllowed for whoever is no administrator."""
        viewer.need(Role.ADMINISTRATOR, "rebuild the search index")
        return self.jobs_store.queue(viewer, JobKind.REBUILD, "search index", {})

    def queue_coding(self, viewer: Viewer) -> str:
        """Queue coding, by the codebook in force, what was coded by an earlier one. Raises NotAllowed."""
        viewer.need(Role.CURATOR, "have the evidence coded anew")
        return self.jobs_store.queue(viewer, JobKind.CODE, "the codebook was changed", {})

    def queue_learning(self, viewer: Viewer) -> str:
        """Queue finding out what the coder would learn from decisions; nothing changes by it. Raises NotAllowed."""
        viewer.need(Role.CURATOR, "have the coder learn from decisions")
        return self.jobs_store.queue(viewer, JobKind.LEARN, "nothing is changed by it", {})

    def job(self, viewer: Viewer, identifier: str) -> Job:
        """Return where a job stands. Raises NotFound."""
        return self.jobs_store.job(viewer, identifier)

    def jobs(self, viewer: Viewer, *, kind: JobKind | None = None, limit: int = 20) -> list[Job]:
        """Return the viewer's jobs, newest first."""
        return self.jobs_store.jobs(viewer, kind=kind, limit=limit)

    def jobs_under_way(self, viewer: Viewer) -> list[Job]:
        """Return the viewer's jobs that wait or run, newest first."""
        return self.jobs_store.under_way(viewer)

    def try_again(self, viewer: Viewer, identifier: str) -> str:
        """Queue a job that failed or was stopped once more; return the new one's identifier."""
        return self.jobs_store.try_again(viewer, identifier)

    def cancel(self, viewer: Viewer, identifier: str) -> None:
        """Stop a job after its current step."""
        self.jobs_store.cancel(viewer, identifier)

    def checked_files(self, viewer: Viewer, identifier: str, *, reading: int | None = None) -> list[FileProposal]:
        """Return what a check job found, read anew what no job holds: cells of tables, or the text of one file.

        The text is that of the file at ``reading``, when that is given. Raises JobFailed.
        """
        found = self._checked(viewer, identifier)
        if reading is None:
            return [ingesting.with_samples(self.repository, viewer, each) for each in found]
        return [
            ingesting.with_text(self.repository, viewer, each) if at == reading else each
            for at, each in enumerate(found)
        ]

    def asked(self, viewer: Viewer, identifier: str) -> list[Ask]:
        """Return what a check asks of the person, in order, each question once. Raises JobFailed."""
        return asking.asked_of_check(self.repository, viewer, self._checked(viewer, identifier))

    def asked_of_files(self, viewer: Viewer, files: Sequence[tuple[StagedFile, str, Signs]]) -> list[Ask]:
        """Return what files that were stored ask of a person: each as staged, the name to show, its signs."""
        return asking.asked_of_files(self.repository, viewer, files)

    def ingest_account(self, viewer: Viewer, identifier: str) -> Account:
        """Return the account of an ingest job. Raises JobFailed when it has not ended well."""
        return account_of(self.jobs_store.result(viewer, identifier))

    def drafted_journey(self, viewer: Viewer, identifier: str) -> str:
        """Return the identifier of the journey that a job drafted, or looked for evidence on.

        Raises JobFailed when it has not ended well.
        """
        return str(self.jobs_store.result(viewer, identifier)["journey"])

    def redrafted_words(self, viewer: Viewer, identifier: str) -> str:
        """Return what a drafting job kept of what people had decided, in words; empty for a first draft.

        Raises JobFailed when it has not ended well.
        """
        return str(self.jobs_store.result(viewer, identifier).get("kept", ""))

    def told_of_journey(self, viewer: Viewer, identifier: str) -> str:
        """Return in words what a job that looked for evidence found; nothing of one that drafted. Raises JobFailed."""
        return str(self.jobs_store.result(viewer, identifier).get("told", ""))

    def worker_alive(self) -> bool:
        """Tell whether some process does the queued work."""
        from use_cases.running.worker import worker_alive

        return worker_alive(self.repository)

    def finish(self, viewer: Viewer, identifier: str, *, on_progress: Callable[[JobProgress], None]) -> Payload:
        """See a job through, here when no worker is alive, and return its result. Raises JobFailed."""
        from use_cases.running.worker import finish

        return finish(self.repository, self.jobs_store, viewer, identifier, on_progress=on_progress)

    def _checked(self, viewer: Viewer, identifier: str) -> list[FileProposal]:
        return [proposal_of(row) for row in self.jobs_store.result(viewer, identifier)["files"]]

    # care

    def index_differences(self) -> list[str]:
        """Return in words how the indexes differ from storage; empty when they agree."""
        return indexing.behind(self.repository)


def _titled(files: Sequence[StagedFile]) -> str:
    """Return words for a job's row that name no file: file names may hold names of people."""
    return "1 file" if len(files) == 1 else f"{len(files)} files"
