"""Role x visibility x every read: whoever looks sees what they may see and learns of nothing else, counts included."""

import io
import json
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from functools import cache
from operator import attrgetter
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast
from unittest.mock import patch
from zipfile import ZipFile

import pytest
from click.testing import CliRunner

import cli
from domain.access import MAINTENANCE, Marking, Role, Viewer, Visibility
from domain.codebook_edits import PatternChange
from domain.dependencies import JourneyGap
from domain.errors import ThroughlineError
from domain.evidence import Kind, Level, Severity, SourceFile, Standing
from domain.insights import PainPoint, ThemeRow, ThemeStatus
from domain.jobs import JobKind
from domain.journey_edits import AddStep
from domain.journeys import StepOutline
from domain.lessons import Change, Figures, Gain, Learning, Teaching
from domain.missions import OwnerStatus
from domain.narrowing import Narrowing
from domain.proposals import FileDescription, Redaction
from domain.publishing import JourneyChange, StudyChange
from domain.readings import Reading, digest_of_words
from domain.said_lessons import LearningAbout, SaidChange, SaidFigures, SaidGain, SaidLearning, SaidTeaching
from domain.search import Known, ObservationFilter, SearchMode
from domain.watches import Watch
from domain.writing import Sendable, WrittenSentence
from domain.written_insights import Reach
from exports.known_rows import similar_document
from journey_maps.editing.edits import started
from settings import Settings, WriterService
from tests.access.small_world import (
    LOCAL,
    LOOKERS,
    MAKER,
    MISSION,
    ON_EVERYTHING,
    PATTERN,
    PER_STUDY,
    Looker,
    Planted,
    PlantedJourney,
    fill,
    may_see,
    may_see_journey,
    planted_journeys,
    source_of,
)
from use_cases.app import UseCases
from use_cases.findings.codebook import Patterns
from use_cases.findings.deciding import Decisions
from use_cases.findings.heat_maps import heat_map
from use_cases.findings.reviewing import Review
from use_cases.journeys.journey_drawing import MapWishes
from use_cases.journeys.journey_network import JourneyNetwork
from use_cases.journeys.journeying import proposed_for_steps
from use_cases.knowing.watching import Watches
from use_cases.running.bootstrap import open_use_cases

pytestmark = pytest.mark.usefixtures("nothing_read_twice")

LONG_AGO = "2020-01-01T00:00:00+00:00"


@dataclass(frozen=True, kw_only=True)
class World:
    """A filled repository and what was planted in it."""

    app: UseCases
    planted: list[Planted]
    data: Path
    journeys: tuple[PlantedJourney, ...] = tuple(planted_journeys())
    kept: dict[Any, Any] = field(default_factory=dict)

    def everything(self, read: Callable[[UseCases, Viewer], Any]) -> Any:
        """Return what whoever sees everything is shown; read once for as long as nothing changes."""
        return self.shown_to(LOCAL.viewer(self.app), read)

    def shown_to(self, viewer: Viewer, read: Callable[[UseCases, Viewer], Any]) -> Any:
        """Return what somebody is shown, for other reads; read once for as long as nothing changes."""
        moment = (read, viewer, self.app.repository.evidence.revision())
        if moment not in self.kept:
            self.kept[moment] = read(self.app, viewer)
        return self.kept[moment]

    def words_in(self, shown: Any) -> set[str]:
        """Return the words of studies that stand in something shown."""
        return self.all_words_in(shown)[0]

    def journeys_in(self, shown: Any) -> set[str]:
        """Return the words of journeys that stand in something shown."""
        return self.all_words_in(shown)[1]

    def all_words_in(self, shown: Any) -> tuple[set[str], set[str]]:
        """Return the words of studies, and those of journeys, that stand in something shown."""
        text = as_text(shown).casefold()
        of_studies = {study.word for study in self.planted if study.word in text}
        return of_studies, {journey.word for journey in self.journeys if journey.word in text}

    def journeys_for(self, looker: Looker) -> set[str]:
        """Return the words of the journeys that somebody may see."""
        return {journey.word for journey in self.journeys if may_see_journey(looker, journey)}

    def words_for(self, looker: Looker) -> set[str]:
        """Return the words of the studies that somebody may see."""
        return {study.word for study in self.planted if may_see(looker, study)}


def points_of(app: UseCases, viewer: Viewer) -> list[PainPoint]:
    return app.all_pain_points(viewer)


def themes_of(app: UseCases, viewer: Viewer) -> list[ThemeRow]:
    return app.themes(viewer)


def gaps_of(app: UseCases, viewer: Viewer) -> Sequence[JourneyGap]:
    return app.journey_network.behind(viewer).gaps


MakeWorld = Callable[[str], World]


@pytest.fixture(scope="module")
def world_on(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[MakeWorld]:
    """Gives the small world on a database, made once whatever the order of tests: making one takes seconds."""
    with ExitStack() as closing:

        @cache
        def made(database: str) -> World:
            environment = {}
            if database == "postgresql":
                server = request.getfixturevalue("postgresql_server")
                environment["THROUGHLINE_DATABASE_URL"] = closing.enter_context(server.database())
            data = tmp_path_factory.mktemp("leaks")
            settings = Settings.from_environment(data, environment=environment)
            app = open_use_cases(replace(settings, redaction=Redaction.OFF))
            closing.callback(app.close)
            return World(app=app, planted=fill(app), data=data)

        yield made


@pytest.fixture(params=["sqlite", "postgresql"])
def world(request: pytest.FixtureRequest, world_on: MakeWorld) -> World:
    """The small world, on each database."""
    return world_on(request.param)


def as_text(shown: Any) -> str:
    """Return everything that something shows, as text: of a file of an office all its parts, of objects all fields."""
    if isinstance(shown, bytes) and shown[:2] == b"PK":
        with ZipFile(io.BytesIO(shown)) as archive:
            return "\n".join(archive.read(name).decode("utf-8", "replace") for name in archive.namelist())
    return shown.decode() if isinstance(shown, bytes) else repr(shown)


Read = Callable[[World, Viewer], Any]
LOG = b"case,activity\n1,Pay\n"
MAP = b'{"title": "A map", "steps": [{"title": "Pay", "logic": null}]}'


def all_ids(world: World) -> list[str]:
    return [item.id for study in world.planted for item in study.source.observations]


def learned(world: World, viewer: Viewer) -> Any:
    """What a learning would change, were every sentence there is among it."""
    pattern = world.app.repository.codebook.patterns[0].id
    figures = Figures(precision=None, recall=0.5, order=0.5, log_loss=0.7, brier=0.25)
    gain = Gain(teaching=Teaching(), shipped=figures, learned=figures, saved=0.0, error=0.1)
    changes = tuple(Change(observation=one, pattern=pattern, is_won=True) for one in all_ids(world))
    learning = Learning(
        id="ln_1", made_by="somebody", made_at="2026-11-28T10:00:00Z", basis="judges", gain=gain, changes=changes
    )
    return world.app.learnings.changes(viewer, learning)


def learned_of_kinds(world: World, viewer: Viewer) -> Any:
    """What a learning of kinds would change, were every sentence there is among it."""
    figures = SaidFigures(right=0.5, precision=None, recall=0.5, log_loss=0.7)
    gain = SaidGain(teaching=SaidTeaching(), shipped=figures, learned=figures, saved=0.0, error=0.1)
    changes = tuple(SaidChange(observation=one, before="need", after="other") for one in all_ids(world))
    learning = SaidLearning(
        id="sl_1", about=LearningAbout.KINDS, made_by="somebody", made_at="2026-11-28T10:00:00Z", basis="judges",
        gain=gain, changes=changes,
    )  # fmt: skip
    return world.app.said_learnings.changes(viewer, learning)


def imported(world: World, viewer: Viewer) -> Any:
    """Look at what a map would become that names every observation and every journey there is."""
    names = [{"observation_id": one} for one in all_ids(world)]
    told = []
    for own in ("jn_1", *(journey.id for journey in world.journeys)):
        step = {"step": "Pay", "evidence": names, "pain_points": [{"id": PATTERN, "observation_ids": all_ids(world)}]}
        document = json.dumps({"id": own, "title": "A map", "steps": [step], "hand_overs": []}).encode()
        told.append(tolerant(lambda document=document: world.app.import_journey(viewer, "m.json", document, dry=True)))
    return told


ASKED = "people waited weeks for the letter and were never told"


def searched(mode: SearchMode) -> Read:
    return lambda world, viewer: world.app.search(viewer, ASKED, mode=mode, limit=1000).results


def tolerant(read: Callable[[], Any]) -> Any:
    """Return what a read gives, or what its error says."""
    try:
        return read()
    except ThroughlineError as error:
        return str(error)


def each_source(world: World, viewer: Viewer) -> list[Any]:
    return [tolerant(lambda study=study: world.app.source(viewer, source_of(study))) for study in world.planted]


def each_study(world: World, viewer: Viewer) -> list[Any]:
    return [tolerant(lambda study=study: world.app.publishing.study(viewer, study.study.id)) for study in world.planted]


def each_withdrawal(name: str) -> Read:
    """Return a read of what may be withdrawn from every study."""

    def reads(world: World, viewer: Viewer) -> list[Any]:
        ask = getattr(world.app.withdrawals, name)
        return [tolerant(lambda study=study: ask(viewer, study.study.id)) for study in world.planted]

    return reads


def each_original(name: str, *reason: str) -> Read:
    """Return a read of the original of every source."""

    def reads(world: World, viewer: Viewer) -> list[Any]:
        ask = getattr(world.app.originals, name)
        return [tolerant(lambda study=study: ask(viewer, source_of(study), *reason)) for study in world.planted]

    return reads


def each_point(world: World, viewer: Viewer) -> list[Any]:
    known = [point.id for point in world.everything(points_of)]
    return [tolerant(lambda name=name: world.app.pain_point(viewer, name)) for name in known]


def each_journey(read: Callable[[UseCases, Viewer, str], Any]) -> Read:
    """Return a read of every journey, one after the other."""

    def reads(world: World, viewer: Viewer) -> list[Any]:
        return [tolerant(lambda own=own: as_text(read(world.app, viewer, own.id))) for own in world.journeys]

    return reads


def earlier_version(world: World, viewer: Viewer) -> Any:
    return tolerant(lambda: world.app.journey_editing.version(viewer, "jn_1", 1))


def compared(world: World, viewer: Viewer) -> Any:
    """Lay the journey that rests on every study beside each of the others: all its steps are told as gone."""
    compare = world.app.journey_editing.compare
    return [tolerant(lambda own=own: compare(viewer, "jn_1", own.id)) for own in world.journeys]


def mission_of(world: World, viewer: Viewer) -> Any:
    return world.app.missions.find(viewer, MISSION)


def news(world: World, viewer: Viewer) -> Any:
    return world.app.news.since(viewer, LONG_AGO, points=lambda: world.shown_to(viewer, points_of))


def brief(form: str) -> Read:
    """Return a read of every pain point that somebody sees as a brief."""

    def reads(world: World, viewer: Viewer) -> str:
        points = world.shown_to(viewer, points_of)
        return as_text(world.app.briefs.pain_points(viewer, points, form, asked=Narrowing(min_organisations=1)))

    return reads


def folded(world: World, viewer: Viewer) -> Any:
    """Search where what says the same stands once: the words of every study say the same but for one."""
    return world.app.search(viewer, ASKED, limit=1000, fold=True).results


def within(theme: str) -> ObservationFilter:
    return ObservationFilter(themes=frozenset({theme}))


def in_each_theme(world: World, viewer: Viewer) -> list[Any]:
    """Search within every theme there is, one after the other: together they hold every observation."""
    every = [row.id for row in world.everything(themes_of)]
    return [
        tolerant(lambda theme=theme: world.app.search(viewer, ASKED, where=within(theme), limit=1000, facets=True))
        for theme in every
    ]


def known(world: World, viewer: Viewer) -> Any:
    return world.app.knowing.known(viewer, world.app.search(viewer, ASKED, limit=1000))


def known_with_beside(world: World, viewer: Viewer) -> Any:
    points, themes = world.shown_to(viewer, points_of), world.shown_to(viewer, themes_of)
    return world.app.knowing.with_beside(viewer, known(world, viewer), points, themes)


def known_of_a_plan(world: World, viewer: Viewer) -> Any:
    """Ask with a plan: the answers to its questions, as the command line writes them."""
    plan = world.app.knowing.plan(SourceFile(name="plan.md", content=f"- {ASKED}?\n- Who mends it?".encode()))
    return similar_document("plan.md", plan, world.app.knowing.of_plan(viewer, plan, limit=1000))


def nearest(world: World, viewer: Viewer) -> Any:
    """Ask what nothing answers: what comes nearest, and whom to ask about that."""
    nothing = replace(world.app.search(viewer, ASKED, limit=1), known=Known.NOTHING)
    return world.app.knowing.known(viewer, nothing, wider=world.app.search(viewer, ASKED))


class Echo:
    """Obeys the Writer port and keeps what it is told."""

    name = "echo"

    def __init__(self) -> None:
        self.told: list[str] = []

    def summarise(self, question: str, quotations: Sequence[str]) -> list[WrittenSentence]:
        self.told += quotations
        return [WrittenSentence(text=text, cites=(place,)) for place, text in enumerate(quotations, start=1)]


def summed_up(world: World, viewer: Viewer) -> Any:
    """Have summed up for somebody what was found for one who sees everything: what the writer was told, and said."""
    repository, echo = world.app.repository, Echo()
    sends = Sendable(markings=frozenset({None, *Marking}), open_only=False)
    service = WriterService(address="http://127.0.0.1:9/v1", model="echo", sends=sends)
    found = known(world, LOCAL.viewer(world.app))
    with (
        patch.object(repository, "settings", replace(repository.settings, writer=service)),
        patch.dict(repository.__dict__, writer=echo),
    ):
        summary = tolerant(lambda: world.app.summaries.of(viewer, found))
    return echo.told, summary


def read_by_a_model(world: World, viewer: Viewer) -> Any:
    """Have a model outside read everything as evidence; what it answered, and the pain points that follow."""
    repository, echo = world.app.repository, Echo()
    service = WriterService(address="http://127.0.0.1:9/v1", model="echo", reads_evidence=True)
    repository.readings.save(
        [
            Reading(
                observation_id=item.id,
                pattern=pattern.id,
                asked=digest_of_words(pattern, repository.codebook),
                by=echo.name,
                is_evidence=True,
                at="2026-01-01T00:00:00+00:00",
            )
            for item in repository.evidence.all_evidence(MAINTENANCE)
            for pattern in repository.codebook.patterns
            if item.coding and pattern.id in {fit.pattern for fit in item.coding.patterns}
        ]
    )
    with (
        patch.object(repository, "settings", replace(repository.settings, writer=service)),
        patch.dict(repository.__dict__, writer=echo),
    ):
        read = {each.observation_id for each in repository.readings.of(viewer, echo.name)}
        told = [own.word for own in world.planted for item in own.source.observations if item.id in read]
        return told, world.app.all_pain_points(viewer)


def by_organisation(world: World, viewer: Viewer) -> Any:
    """Read pain points by organisation as the page puts them together, with organisations that nobody researched."""
    known = list(world.app.catalogue(viewer).currents().values())
    return heat_map(world.shown_to(viewer, points_of), world.app.missions.coverage(viewer), known=known)


def decided(world: World, viewer: Viewer) -> Any:
    """Read what was decided; at first one observation of every study is decided on."""
    if not world.app.decisions.on_evidence(LOCAL.viewer(world.app)):
        for study in world.planted:
            world.app.repository.decisions.decide(
                LOCAL.viewer(world.app), study.source.observations[0].id, not_of=["PAT_02"], of=["PAT_03"]
            )
    return world.app.decisions.on_evidence(viewer)


def coded_by_hand(world: World) -> Decisions:
    """Return the decisions on evidence; at first somebody said of one observation of every study what it is."""
    if not world.app.decisions.standing_codes(LOCAL.viewer(world.app)):
        for study in world.planted:
            observation = study.source.observations[0].id
            world.app.repository.decisions.code(
                LOCAL.viewer(world.app), observation, Kind.PAIN_POINT, Severity.HIGH, of=["PAT_03"]
            )
    return world.app.decisions


def marked_by_hand(world: World) -> Decisions:
    """Return the decisions on evidence; at first somebody said of one observation of every study how it stands."""
    if not world.app.decisions.standing_marks(LOCAL.viewer(world.app)):
        for study in world.planted:
            observation = study.source.observations[0].id
            world.app.repository.decisions.mark(LOCAL.viewer(world.app), observation, Standing.LIVE)
    return world.app.decisions


def decided_themes(world: World) -> Review:
    """Return the review of themes; at first every theme is accepted under the model's title, with words of all."""
    local = LOCAL.viewer(world.app)
    for row in world.app.themes(local):
        if row.status is ThemeStatus.PROPOSED:
            world.app.review.decide(local, row.id, ThemeStatus.ACCEPTED)
    return world.app.review


def a_pattern_of_evidence(world: World) -> Patterns:
    """Return the codebook; at first it gets a pattern whose examples are an observation of every study."""
    local = LOCAL.viewer(world.app)
    if not world.app.patterns.history(local):
        change = PatternChange(
            title="A pattern made of evidence", definition="It has evidence of everyone.", applies="Always.",
            not_when="Never.", family="Invented", level=Level.SERVICE, severity=Severity.LOW,
            observations=tuple(study.source.observations[0].id for study in world.planted),
        )  # fmt: skip
        world.app.patterns.add(local, change)
    return world.app.patterns


def said_of_a_pattern(world: World, viewer: Viewer) -> Any:
    decided(world, viewer)
    return world.app.patterns.said_of(viewer, "PAT_03")


def jobs_of(world: World, viewer: Viewer) -> Any:
    if not world.app.jobs_store.exists or not world.app.jobs(LOCAL.viewer(world.app)):
        word = world.planted[0].word
        world.app.jobs_store.queue(LOCAL.viewer(world.app), JobKind.CHECK, f"{word}job", {"files": []})
    return [] if viewer.sees_everything else world.app.jobs(viewer)


def checked(world: World, viewer: Viewer) -> Any:
    """Check a file that mentions, in small letters, nothing of any study: what is proposed must not either."""
    from use_cases.evidence.ingesting import check_file

    (staged,) = world.app.stage([SourceFile(name="plain.md", content=b"People waited weeks at the counter.")])
    return check_file(world.app.repository, viewer, staged, FileDescription())


def asked_of_files(world: World, viewer: Viewer) -> Any:
    """Ask about a file that says it tells earlier research again: only studies that are seen may be proposed."""
    from use_cases.evidence.ingesting import check_file

    told = b"# Summary of earlier research\n\nIn earlier research we found that people waited weeks for the letter."
    (staged,) = world.app.stage([SourceFile(name="summary.md", content=told)])
    proposal = check_file(world.app.repository, viewer, staged, FileDescription())
    return world.app.asked_of_files(viewer, [(staged, proposal.shown_name, proposal.signs)])


def insight_on_everything(world: World) -> str:
    """Return the insight that rests on an observation of every study."""
    every = world.app.insights.all(LOCAL.viewer(world.app))
    return next(each.id for each in every if each.words.claim == ON_EVERYTHING)


def each_insight(read: Callable[[UseCases, Viewer, str], Any]) -> Read:
    """Return a read of every insight, one after the other."""

    def reads(world: World, viewer: Viewer) -> list[Any]:
        every = [each.id for each in world.app.insights.all(LOCAL.viewer(world.app))]
        return [tolerant(lambda name=name: as_text(read(world.app, viewer, name))) for name in every]

    return reads


def watching(world: World, viewer: Viewer) -> Watches:
    """Return what somebody watches: at first a search, every theme and every pain point, from long ago on."""
    if not world.app.watches.all(viewer):
        asked = [Watch(id="", query="people waited weeks for the letter")]
        themes = world.everything(themes_of)
        asked += [Watch(id="", query=f"letter in {row.topic}", where=within(row.id)) for row in themes]
        asked += [Watch(id="", pain_point=point.id) for point in world.everything(points_of)]
        for watch in asked:
            world.app.repository.watches.add(viewer.name, watch, LONG_AGO)
    return world.app.watches


def watched(world: World, viewer: Viewer) -> Any:
    """Read what is new in what somebody watches."""
    return watching(world, viewer).news(viewer, lambda: world.shown_to(viewer, points_of))


def digest(world: World, viewer: Viewer) -> str:
    return world.app.watches.digest(viewer, watched(world, viewer))


def exchanged(world: World, viewer: Viewer) -> Any:
    """Take every study to another tool, as its file's texts."""

    def words_of(study: str) -> str:
        with ZipFile(io.BytesIO(world.app.exchange.project(viewer, [study]).content)) as archive:
            return "\n".join(archive.read(name).decode() for name in archive.namelist())

    return [tolerant(lambda own=own: words_of(own.study.id)) for own in world.planted]


def owned_gaps(world: World) -> JourneyNetwork:
    """Return what is behind the journeys; at first each gap that stands on evidence has an owner of some study."""
    ownership, local = world.app.repository.ownership, LOCAL.viewer(world.app)
    gaps = [gap for gap in world.everything(gaps_of) if gap.step.journey_id == "jn_1"]
    if not ownership.owners([gap.id for gap in gaps]):
        for place, gap in enumerate(gaps):
            study = world.planted[(place + 5) % len(world.planted)]
            ownership.set_owner(gap.id, f"{study.word}body Authority", OwnerStatus.PROPOSED, by=local)
    return world.app.journey_network


def each_gap(world: World, viewer: Viewer) -> list[Any]:
    network = owned_gaps(world)
    every = [gap.id for gap in world.everything(gaps_of)]
    return [tolerant(lambda name=name: network.gap(viewer, name)) for name in every[::3]]


def looked_for(*steps: str) -> Read:
    """Return a read of evidence for a journey of one step on which none stands: all that was planted tells of it."""

    def reads(world: World, viewer: Viewer) -> Any:
        outline = [StepOutline(order=1, stage="", step="Wait weeks at the counter")]
        asked = started("jn_0", "Be told whether a letter arrived", outline)
        found = SimpleNamespace(journey=lambda *_: asked, summary=lambda *_: SimpleNamespace(mission=None))

        class WithThisJourney:
            journeys = found
            journey_versions = SimpleNamespace(said_of_steps=lambda *_: {}, names_of_steps=lambda *_: {})

            def __getattr__(self, name: str) -> Any:
                return getattr(world.app.repository, name)

        return proposed_for_steps(cast(Any, WithThisJourney()), viewer, "jn_0", *steps)

    return reads


WHOLE: dict[str, Read] = {
    "journey_network.journeys": lambda world, viewer: world.app.journey_network.journeys(viewer),
    "journey_network.behind": lambda world, viewer: owned_gaps(world).behind(viewer),
    "journey_network.behind as a workbook": lambda world, viewer: as_text(owned_gaps(world).behind(viewer).workbook()),
    "studies": lambda world, viewer: world.app.studies(viewer),
    "source": each_source,
    "evidence": lambda world, viewer: world.app.evidence(viewer, all_ids(world)),
    "search by meaning": searched(SearchMode.SEMANTIC),
    "search by words": searched(SearchMode.KEYWORD),
    "search": searched(SearchMode.HYBRID),
    "search folded": folded,
    "search facets": lambda world, viewer: world.app.search(viewer, ASKED, limit=1000, facets=True).facets,
    "search in each theme": in_each_theme,
    "knowing.known": known,
    "knowing.with_beside": known_with_beside,
    "knowing.of_plan": known_of_a_plan,
    "catalogue": lambda world, viewer: world.app.catalogue(viewer),
    "names.catalogue": lambda world, viewer: world.app.names.catalogue(viewer),
    "names.organisations": lambda world, viewer: world.app.names.organisations(viewer),
    "publishing.studies": lambda world, viewer: world.app.publishing.studies(viewer),
    "publishing.study": each_study,
    "publishing.holding": lambda world, viewer: world.app.publishing.holding(
        viewer, [study.source.digest for study in world.planted]
    ),
    "exchange.project": exchanged,
    "decisions.on_evidence": decided,
    "patterns.said_of": said_of_a_pattern,
    "patterns.in_force": lambda world, viewer: a_pattern_of_evidence(world).in_force(viewer),
    "journey": lambda world, viewer: world.app.journey(viewer, "jn_1"),
    "export_journey as json": lambda world, viewer: world.app.export_journey(viewer, "jn_1", "json"),
    "draw_journey": lambda world, viewer: world.app.draw_journey(
        viewer, world.app.journey(viewer, "jn_1"), MapWishes(theme="auto", feelings=True)
    ),
    "export_journey as svg": lambda world, viewer: world.app.export_journey(viewer, "jn_1", "svg"),
    "export_journey as xlsx": lambda world, viewer: world.app.export_journey(viewer, "jn_1", "xlsx"),
    "journey_editing.version": lambda world, viewer: world.app.journey_editing.version(viewer, "jn_1", 2),
    "journey_kit.file of the wall": lambda world, viewer: as_text(world.app.journey_kit.file(viewer, "jn_1", "wall")),
    "journey_kit.file of cards": lambda world, viewer: as_text(world.app.journey_kit.file(viewer, "jn_1", "cards")),
    "journey_kit.file of a board": lambda world, viewer: world.app.journey_kit.file(viewer, "jn_1", "board"),
    "export_journey as html": lambda world, viewer: world.app.export_journey(viewer, "jn_1", "html"),
    "export_journey as pptx": lambda world, viewer: as_text(world.app.export_journey(viewer, "jn_1", "pptx")),
    "insights.insight": lambda world, viewer: world.app.insights.insight(viewer, insight_on_everything(world)),
    "insights.export as docx": lambda world, viewer: as_text(
        world.app.insights.export(viewer, insight_on_everything(world), "docx")
    ),
    "insights.export as md": lambda world, viewer: as_text(
        world.app.insights.export(viewer, insight_on_everything(world), "md")
    ),
    "watches.news": watched,
    "missions.coverage": lambda world, viewer: world.app.missions.coverage(viewer),
    "missions.coverage by pain points": by_organisation,
    "tables.attributes": lambda world, viewer: world.app.tables.attributes(viewer),
    "tables.answers": lambda world, viewer: world.app.tables.answers(viewer, "Region"),
}
"""Reads that show every study somebody may see."""

PART: dict[str, Read] = {
    "journey_network.behind as a picture": lambda world, viewer: owned_gaps(world).behind(viewer).picture("svg"),
    "search speaking": lambda world, viewer: world.app.search(viewer, ASKED, limit=1).speaking,
    "journey_network.gap": each_gap,
    "journey_network.with_owners": lambda world, viewer: owned_gaps(world).with_owners(
        viewer, world.app.journey_network.behind(viewer).gaps
    ),
    "journey_network.behind of an organisation": lambda world, viewer: [
        owned_gaps(world).behind(viewer, organisation=f"{study.word}body Authority").gaps
        for study in world.planted
        if study.word in world.words_for(looker_of(viewer))
    ],
    "overview": lambda world, viewer: world.app.overview(viewer),
    "all_pain_points read by a model": read_by_a_model,
    "all_pain_points": lambda world, viewer: world.app.all_pain_points(viewer),
    "pain_points": lambda world, viewer: world.app.pain_points(viewer, min_organisations=1, evidence=99),
    "all_wishes": lambda world, viewer: world.app.all_wishes(viewer),
    "pain_point": each_point,
    "themes": lambda world, viewer: world.app.themes(viewer),
    "latest_run": lambda world, viewer: world.app.latest_run(viewer),
    "latest_run_summary": lambda world, viewer: world.app.latest_run_summary(viewer),
    "account_of_run": lambda world, viewer: world.app.account_of_run(viewer),
    "account_of_run of one": lambda world, viewer: [
        world.app.account_of_run(viewer, run.id) for run in world.app.runs(viewer)
    ],
    "runs": lambda world, viewer: world.app.runs(viewer),
    "journeys": lambda world, viewer: world.app.journeys(viewer),
    "journey_editing.version of before": earlier_version,
    "journey_editing.versions": lambda world, viewer: world.app.journey_editing.versions(viewer, "jn_1"),
    "journey_editing.possible_hand_overs": lambda world, viewer: world.app.journey_editing.possible_hand_overs(
        world.app.journey(viewer, "jn_1")
    ),
    "journey_editing.look_for_evidence": looked_for("s1"),
    "journey_editing.look_on_all_steps": looked_for(),
    "journey_editing.compare": compared,
    "journey_editing.compare_versions": lambda world, viewer: world.app.journey_editing.compare_versions(
        viewer, "jn_1", 2, 2
    ),
    "journey_kit.size": lambda world, viewer: world.app.journey_kit.size(viewer, "jn_1"),
    "journey_kit.prompts": lambda world, viewer: world.app.journey_kit.prompts(viewer, "jn_1"),
    "journey_kit.studies": lambda world, viewer: world.app.journey_kit.studies(viewer, "jn_1"),
    "journey_kit.board_back": lambda world, viewer: world.app.journey_kit.board_back(
        viewer, "jn_1", "board.csv", b"Text\nA note"
    ),
    "export_journey as mermaid": lambda world, viewer: world.app.export_journey(viewer, "jn_1", "mermaid"),
    "export_journey as step-by-step": lambda world, viewer: world.app.export_journey(viewer, "jn_1", "step-by-step"),
    "journey_flow": lambda world, viewer: world.app.journey_flow(viewer, "jn_1", "log.csv", LOG),
    "import_journey": imported,
    "read_steps_file": lambda world, viewer: [
        world.app.read_steps_file(
            viewer, "steps.csv", f"Step,Organisation\nAsk,{own.word[:-1]}body Authorities".encode()
        )
        for own in world.planted
    ],
    "jobs": jobs_of,
    "jobs_under_way": lambda world, viewer: [] if viewer.sees_everything else world.app.jobs_under_way(viewer),
    "find_personal_data": lambda world, viewer: world.app.find_personal_data(viewer, "Ines Roth waited."),
    "a file checked": checked,
    "asked_of_files": asked_of_files,
    "exchange.codes": lambda world, viewer: [
        tolerant(lambda own=own: world.app.exchange.codes(viewer, own.study.id)) for own in world.planted
    ],
    "learnings.view": lambda world, viewer: world.app.learnings.view(),
    "learnings.changes": learned,
    "said_learnings.view": lambda world, viewer: world.app.said_learnings.view(LearningAbout.KINDS),
    "said_learnings.changes": learned_of_kinds,
    "study_codes.rows": lambda world, viewer: [
        tolerant(lambda own=own: world.app.study_codes.rows(viewer, own.study.id)) for own in world.planted
    ],
    "exchange.codebook": lambda world, viewer: [
        tolerant(lambda own=own: world.app.exchange.codebook(viewer, own.study.id)) for own in world.planted
    ],
    "people.teams": lambda world, viewer: world.app.people.teams(viewer),
    "people.everyone": lambda world, viewer: tolerant(lambda: world.app.people.everyone(viewer)),
    "names.organisation": lambda world, viewer: tolerant(
        lambda: world.app.names.organisation(viewer, "Harbour Office")
    ),
    "names.organisation not there": lambda world, viewer: [
        tolerant(lambda study=study: world.app.names.organisation(viewer, f"{study.word}body Authority"))
        for study in world.planted
        if study.word not in world.words_for(looker_of(viewer))
    ],
    "audit.entries": lambda world, viewer: tolerant(lambda: world.app.audit.entries(viewer, limit=1000)),
    "audit.names": lambda world, viewer: tolerant(
        lambda: world.app.audit.names(viewer, world.app.audit.entries(viewer, limit=1000))
    ),
    "audit.fault": lambda world, viewer: tolerant(lambda: world.app.audit.fault(viewer)),
    "audit.export": lambda world, viewer: tolerant(lambda: world.app.audit.export(viewer, "json")),
    "originals.text": each_original("text", "checking a quotation"),
    "originals.file": each_original("file", "checking a quotation"),
    "originals.is_open_to": each_original("is_open_to"),
    "withdrawals.study": lambda world, viewer: [
        tolerant(lambda study=study: world.app.withdrawals.study(viewer, study.study.id).replace(study.study.id, ""))
        for study in world.planted
    ],
    "withdrawals.studies_of": lambda world, viewer: world.app.withdrawals.studies_of(viewer, "P1"),
    "publishing.edits": lambda world, viewer: [
        tolerant(lambda study=study: world.app.publishing.edits(viewer, study.study.id)) for study in world.planted
    ],
    "withdrawals.participants": each_withdrawal("participants"),
    "withdrawals.preview": each_withdrawal("preview"),
    "withdrawals.words": each_withdrawal("words"),
    "withdrawals.due": lambda world, viewer: world.app.withdrawals.due(viewer),
    "withdrawals.receipts": lambda world, viewer: world.app.withdrawals.receipts(viewer),
    "journey_network.unknown_systems": lambda world, viewer: [
        world.app.journey_network.unknown_systems(viewer, journey)
        for journey in world.app.journey_network.journeys(viewer)
    ],
    "names.open_names": lambda world, viewer: tolerant(lambda: world.app.names.open_names(viewer)),
    "names.decisions": lambda world, viewer: tolerant(lambda: world.app.names.decisions(viewer)),
    "missions.all": lambda world, viewer: world.app.missions.all(viewer),
    "missions.find": mission_of,
    "missions.name": lambda world, viewer: tolerant(lambda: world.app.missions.name(viewer, "Shorter wait")),
    "missions.studies": lambda world, viewer: world.app.missions.studies(viewer, mission_of(world, viewer)),
    "missions.next": lambda world, viewer: world.app.missions.next(world.shown_to(viewer, points_of)),
    "ownership.words": lambda world, viewer: world.app.ownership.words(viewer, world.shown_to(viewer, points_of)),
    "ownership.claims": lambda world, viewer: world.app.ownership.claims(world.shown_to(viewer, points_of)),
    "review.queue": lambda world, viewer: decided_themes(world).queue(viewer),
    "review.history": lambda world, viewer: decided_themes(world).history(viewer),
    "review.left_out": lambda world, viewer: [
        world.app.review.left_out(viewer, row.id, row.id) for row in world.everything(themes_of)
    ],
    "review.outlying": lambda world, viewer: [
        world.app.review.outlying(viewer, row.id) for row in world.everything(themes_of)
    ],
    "briefs.pain_points as pptx": brief("pptx"),
    "briefs.pain_points as docx": brief("docx"),
    "briefs.pain_points as csv": brief("csv"),
    "briefs.pain_points as xlsx": brief("xlsx"),
    "knowing.known where nothing is": nearest,
    "summaries.of": summed_up,
    "decisions.standing_codes": lambda world, viewer: coded_by_hand(world).standing_codes(viewer),
    "decisions.standing_marks": lambda world, viewer: marked_by_hand(world).standing_marks(viewer),
    "decisions.places_of": lambda world, viewer: [
        (own.source.observations[0].id, places)
        for own in world.planted
        if (places := coded_by_hand(world).places_of(viewer, own.source.observations[0].id))
    ],
    "decisions.places": lambda world, viewer: world.app.decisions.places(viewer),
    "patterns.pattern": lambda world, viewer: a_pattern_of_evidence(world).pattern(viewer, "PAT_1001"),
    "patterns.history": lambda world, viewer: a_pattern_of_evidence(world).history(viewer),
    "codebook": lambda world, viewer: (a_pattern_of_evidence(world), world.app.codebook())[1],
    "news.since": news,
    "journey_removal.extent": each_journey(lambda app, viewer, name: app.journey_removal.extent(viewer, name)),
    "insights.mentions": lambda world, viewer: world.app.insights.mentions(viewer),
    "insights.overdue": lambda world, viewer: world.app.insights.overdue(viewer, "2026-01-01"),
    "watches.digest": digest,
    "watches.all": lambda world, viewer: watching(world, viewer).all(viewer),
}
"""Reads that show some of it, or none."""

JOURNEYS: dict[str, Read] = {
    "journey_network.journeys": WHOLE["journey_network.journeys"],
    "journey_network.behind": WHOLE["journey_network.behind"],
    "journey_network.behind of a mission": lambda world, viewer: world.app.journey_network.behind(
        viewer, mission=MISSION
    ),
    "journeys": PART["journeys"],
    "journeys of a mission": lambda world, viewer: world.app.journeys(viewer, mission=MISSION),
    "journey of each": each_journey(lambda app, viewer, name: app.journey(viewer, name)),
    "journey_publishing.journey": each_journey(lambda app, viewer, name: app.journey_publishing.journey(viewer, name)),
    "export_journey of each as json": each_journey(lambda app, viewer, name: app.export_journey(viewer, name, "json")),
    "export_journey of each as svg": each_journey(lambda app, viewer, name: app.export_journey(viewer, name, "svg")),
    "export_journey of each as xlsx": each_journey(lambda app, viewer, name: app.export_journey(viewer, name, "xlsx")),
    "journey_editing.version of each": each_journey(
        lambda app, viewer, name: app.journey_editing.version(viewer, name, 1)
    ),
    "journey_editing.compare of each": each_journey(
        lambda app, viewer, name: app.journey_editing.compare(viewer, name, name)
    ),
    "export_journey of each as html": each_journey(lambda app, viewer, name: app.export_journey(viewer, name, "html")),
    "export_journey of each as pptx": each_journey(lambda app, viewer, name: app.export_journey(viewer, name, "pptx")),
    "export_journey of each as mermaid": each_journey(
        lambda app, viewer, name: app.export_journey(viewer, name, "mermaid")
    ),
    "export_journey of each as step-by-step": each_journey(
        lambda app, viewer, name: app.export_journey(viewer, name, "step-by-step")
    ),
    "journey_flow of each": each_journey(lambda app, viewer, name: app.journey_flow(viewer, name, "log.csv", LOG)),
    "news.since": news,
    "insights.all": lambda world, viewer: world.app.insights.all(viewer),
    "insights.insight of each": each_insight(lambda app, viewer, name: app.insights.insight(viewer, name)),
    "insights.versions of each": each_insight(lambda app, viewer, name: app.insights.versions(viewer, name)),
    "insights.export of each as md": each_insight(lambda app, viewer, name: app.insights.export(viewer, name, "md")),
}
"""Reads that show every journey somebody may see, or every insight: one was written beside each journey."""

READS = WHOLE | PART | JOURNEYS


def looker_of(viewer: Viewer) -> Looker:
    return next((looker for looker in LOOKERS if looker.sign_in == viewer.name), LOCAL)


ROLES_APART: dict[str, set[Role | None]] = {
    "local": {None},
    "same team": set(Role),
    "other team": {Role.READER, Role.RESEARCHER, Role.CURATOR},
    "mission group": {Role.READER, Role.RESEARCHER},
    "stranger": {Role.READER, Role.ADMINISTRATOR},
    "nobody": {Role.READER, Role.CURATOR},
}
"""All whose role tells what they see; of a relation where it does not a reader, and one of the other roles in turn."""

ROLES_ON_BOTH: dict[str, set[Role | None]] = {
    "local": set(),
    "same team": {Role.READER, Role.RESEARCHER},
    "other team": {Role.CURATOR},
    "mission group": {Role.RESEARCHER},
    "stranger": {Role.ADMINISTRATOR},
    "nobody": {Role.CURATOR},
}
"""Somebody of each relation and each role."""


def somebody_of(roles: Mapping[str, set[Role | None]], lookers: Sequence[Looker]) -> list[Looker]:
    return [looker for looker in lookers if looker.role in roles[looker.relation]]


def worlds_and(lookers: Sequence[Looker]) -> list[Any]:
    """Return who looks in which world: those of ``ROLES_APART`` on SQLite, of ``ROLES_ON_BOTH`` on PostgreSQL too."""
    return [
        in_world(database, looker)
        for database, roles in (("sqlite", ROLES_APART), ("postgresql", ROLES_ON_BOTH))
        for looker in somebody_of(roles, lookers)
    ]


def worlds_lookers_and(asked: Collection[str], lookers: Sequence[Looker]) -> list[Any]:
    """Return who looks in which world at what: on SQLite each at everything.

    On PostgreSQL, where the same queries run, two look at each in turn, so that everybody looks at a share of all.
    """
    both = somebody_of(ROLES_ON_BOTH, lookers)
    in_turn = [
        (name, both[other % len(both)]) for place, name in enumerate(asked) for other in (place, place + len(both) // 2)
    ]
    return [in_world("sqlite", looker, name) for name in asked for looker in somebody_of(ROLES_APART, lookers)] + [
        in_world("postgresql", looker, name) for name, looker in in_turn
    ]


def in_world(database: str, looker: Looker, *name: str) -> Any:
    told = [*name, database, looker.sign_in.partition("@")[0]]
    return pytest.param(database, looker, *name, id="-".join(told))


@pytest.mark.parametrize(("world", "looker", "read"), worlds_lookers_and(READS, LOOKERS), indirect=["world"])
def test_a_read_shows_what_somebody_may_see_and_nothing_else(world, looker, read):
    shown = READS[read](world, looker.viewer(world.app))
    seen, seen_journeys = world.all_words_in(shown)
    allowed, allowed_journeys = world.words_for(looker), world.journeys_for(looker)
    assert seen - allowed == set()
    if read in WHOLE:
        assert seen == allowed
    assert seen_journeys - allowed_journeys == set()
    if read in JOURNEYS:
        assert seen_journeys == allowed_journeys


@pytest.mark.parametrize("looker", LOOKERS, ids=lambda looker: looker.sign_in.partition("@")[0])
def test_an_original_opens_to_the_researchers_of_its_team_and_to_nobody_else(world, looker):
    viewer = looker.viewer(world.app)
    does_research = looker.role is not Role.READER
    for study in world.planted:
        in_team = looker.relation == "same team" or (study.owner is None and looker.relation == "other team")
        opens = looker is LOCAL or (in_team and does_research)
        assert world.app.originals.is_open_to(viewer, source_of(study)) is opens
        shown = tolerant(lambda study=study: world.app.originals.text(viewer, source_of(study), "checking a quotation"))
        assert (f"{study.word}text" in shown) is opens


@pytest.mark.parametrize("looker", LOOKERS, ids=lambda looker: looker.sign_in.partition("@")[0])
def test_counts_count_what_somebody_may_see(world, looker):
    viewer = looker.viewer(world.app)
    visible = [study for study in world.planted if may_see(looker, study)]
    ids = {item.id for study in visible for item in study.source.observations}
    overview = world.app.overview(viewer)
    assert (overview.studies, overview.sources, overview.observations, overview.organisations) == (
        len(visible),
        len(visible),
        PER_STUDY * len(visible),
        len(visible),
    )
    speaking = world.app.search(viewer, "waited weeks letter", limit=1).speaking
    assert speaking.studies == len(visible) <= speaking.observations <= len(ids)
    for point in world.app.all_pain_points(viewer):
        assert {fit.evidence.id for fit in point.evidence} <= ids
        assert point.observations <= len(ids) and point.studies <= len(visible)
        assert {count.name for count in point.organisations} <= {f"{study.word}body Authority" for study in visible}
        assert {fit.evidence.id for fit in point.needs} <= ids
    for wish in world.app.all_wishes(viewer):
        assert {fit.evidence.id for fit in wish.evidence} <= ids
        assert wish.observations == wish.studies == wish.spread == len(visible)
    run = world.app.latest_run(viewer)
    assert {item.observation_id for item in run.assignments} == ids
    assert world.app.latest_run_summary(viewer).observations == len(ids)
    assert sum(topic.size for topic in run.topics) in {len(ids), PER_STUDY * len(world.planted)}
    assert sum(row.observations for row in world.app.themes(viewer)) == len(ids)
    journeys = {journey.id: journey for journey in world.app.journeys(viewer)}
    assert overview.journeys == len(journeys)
    assert journeys["jn_1"].organisations == len(visible)
    assert overview.journeys == len(journeys) == 1 + len(world.journeys_for(looker))
    assert sum(row.held.studies for row in world.app.names.organisations(viewer)) == len(visible)
    assert all(row.observations == PER_STUDY for row in world.app.publishing.studies(viewer))


@pytest.mark.parametrize(("world", "looker"), worlds_and(LOOKERS[1:]), indirect=["world"])
def test_what_is_hidden_sounds_like_what_is_not_there(world, looker):
    viewer = looker.viewer(world.app)
    hidden = [study for study in world.planted if not may_see(looker, study)]
    app = world.app
    asked: list[tuple[Callable[[str], Any], list[str], str]] = [
        (lambda name: app.source(viewer, name), [source_of(study) for study in hidden], "src_0"),
        (lambda name: app.publishing.study(viewer, name), [study.study.id for study in hidden], "st_0"),
        (
            lambda name: app.publishing.change(viewer, name, StudyChange(contact="")),
            [study.study.id for study in hidden],
            "st_0",
        ),
        (lambda name: app.names.organisation(viewer, name), [f"{study.word}body Authority" for study in hidden], "x"),
    ]
    unseen = [own.id for own in world.journeys if not may_see_journey(looker, own)]
    change = JourneyChange(visibility=Visibility.OPEN)
    of_journeys: list[Callable[[str], Any]] = [
        lambda name: app.journey(viewer, name),
        lambda name: app.export_journey(viewer, name, "json"),
        lambda name: app.journey_publishing.journey(viewer, name),
        lambda name: app.journey_publishing.publish(viewer, name, change),
        lambda name: app.journey_publishing.unpublish(viewer, name),
        lambda name: app.journey_editing.versions(viewer, name),
        lambda name: app.journey_editing.version(viewer, name, 1),
        lambda name: app.journey_editing.compare(viewer, "jn_1", name),
        lambda name: app.journey_editing.edit(viewer, name, AddStep(step="A step")),
        lambda name: app.journey_editing.edit(viewer, name, AddStep(step="A step"), version=7),
        lambda name: app.journey_editing.undo(viewer, name),
        lambda name: app.journey_removal.extent(viewer, name),
        lambda name: app.journey_removal.delete(viewer, name, version=7),
        lambda name: app.journey_editing.look_for_evidence(viewer, name, "s1"),
        lambda name: app.journey_editing.look_on_all_steps(viewer, name),
        lambda name: app.queue_evidence(viewer, name),
        lambda name: app.journey_kit.file(viewer, name, "board"),
        lambda name: app.journey_kit.studies(viewer, name),
        lambda name: app.journey_kit.described(viewer, name, FileDescription()),
        lambda name: app.journey_flow(viewer, name, "log.csv", LOG),
        lambda name: app.import_journey(viewer, "map.json", MAP, replaces=name),
    ]
    if viewer.may(Role.RESEARCHER):
        of_journeys.append(lambda name: app.journey_editing.make_to_be(viewer, name, "A plan"))
    asked += [(ask, unseen, "jn_0") for ask in of_journeys]
    of_unseen = [gap.id for gap in world.everything(gaps_of) if gap.step.journey_id in unseen]
    asked.append((lambda name: app.journey_network.gap(viewer, name), of_unseen, "gap_0"))
    claims = {f"{own.word}claim" for own in world.journeys if not may_see_journey(looker, own)}
    unwritten = [each.id for each in app.insights.all(LOCAL.viewer(app)) if each.words.claim in claims]
    of_insights: list[Callable[[str], Any]] = [
        lambda name: app.insights.insight(viewer, name),
        lambda name: app.insights.versions(viewer, name),
        lambda name: app.insights.publish(viewer, name, Reach(visibility=Visibility.OPEN)),
        lambda name: app.insights.take_back(viewer, name),
        lambda name: app.insights.export(viewer, name, "md"),
    ]
    asked += [(ask, unwritten, "in_0") for ask in of_insights]
    for ask, names, nothing in asked:
        assert {told(ask, name) for name in names} <= {told(ask, nothing)}
    points = {point.id for point in world.everything(points_of)}
    own = {point.id for point in app.all_pain_points(viewer)}
    for name in points - own:
        sounds = told(lambda name: app.pain_point(viewer, name), name)
        assert sounds == told(lambda name: app.pain_point(viewer, name), "pp_0")
    in_theme: list[Callable[[str], Any]] = [
        lambda name: app.search(viewer, ASKED, where=within(name)),
        lambda name: app.watches.watch_search(viewer, ASKED, within(name)),
    ]
    unseen_themes = {row.id for row in world.everything(themes_of)} - {row.id for row in app.themes(viewer)}
    assert bool(unseen_themes) is not may_see(looker, world.planted[0])  # one theme is of that study alone
    for ask in in_theme:
        assert {told(ask, name) for name in unseen_themes} <= {told(ask, "th_0")}


def told(ask: Callable[[str], Any], name: str) -> str:
    """Return how asking for a name is refused, without the name."""
    with pytest.raises(ThroughlineError) as refused:
        ask(name)
    return f"{type(refused.value).__name__}: {refused.value}".replace(name, "")


PLAN = str(Path(__file__).with_name("plan.md"))
COMMANDS = {
    "search": ("search", "people waited weeks for the letter", "--limit", "1000"),
    "similar": ("similar", PLAN),
    "similar as json": ("similar", PLAN, "--limit", "1000", "--json"),
    "search folded": ("search", "people waited weeks for the letter", "--fold", "--json"),
    "search facets": ("search", "people waited weeks for the letter", "--facets", "--json"),
    "search as json": ("search", "people waited weeks for the letter", "--limit", "1000", "--json"),
    "pain-points": ("pain-points", "--min-organisations", "1", "--json"),
    "needs": ("needs", "--min-organisations", "1", "--evidence", "99", "--json"),
    "recommendations": ("recommendations", "--min-organisations", "1", "--json"),
    "themes list": ("themes", "list"),
    "themes run": ("themes", "run"),
    "themes run as json": ("themes", "run", "--json"),
    "themes assignments": ("themes", "assignments", "--json"),
    "themes decisions": ("themes", "decisions", "--json"),
    "studies list": ("studies", "list", "--json"),
    "studies history": ("studies", "history", "st_0"),
    "studies participants": ("studies", "participants", "st_0"),
    "studies publish": ("studies", "publish", "st_0"),
    "catalogue list": ("catalogue", "list", "--json"),
    "journeys list": ("journeys", "list", "--json"),
    "journeys dependencies": ("journeys", "dependencies", "--json"),
    "journeys gaps": ("journeys", "gaps", "--json"),
    "journeys gaps in lines": ("journeys", "gaps"),
    "journeys show": ("journeys", "show", "jn_1", "--json"),
    "journeys versions": ("journeys", "versions", "jn_1", "--show", "2", "--json"),
    "journeys compare": ("journeys", "compare", "jn_1", "--versions", "2", "2", "--json"),
    "journeys kit": ("journeys", "kit", "jn_1", "--prompts", "--json"),
    "missions list": ("missions", "list", "--json"),
    "missions show": ("missions", "show", MISSION),
    "people list": ("people", "list"),
    "teams list": ("teams", "list"),
    "insights list": ("insights", "list", "--json"),
    "watches list": ("watches", "list", "--json"),
}
ON_THE_COMMAND_LINE = [looker for looker in LOOKERS[1:] if looker.role and looker.role.value in {"reader", "curator"}]


@pytest.mark.parametrize(
    ("world", "looker", "command"), worlds_lookers_and(COMMANDS, ON_THE_COMMAND_LINE), indirect=["world"]
)
def test_a_command_shows_what_somebody_may_see_and_nothing_else(world, looker, command):
    if command.startswith(("search", "similar")):
        world.app.repository.forget_indexes()  # else this process itself would hold the index against the command
    environment = {
        "THROUGHLINE_VIEWER": looker.sign_in,
        "THROUGHLINE_DATABASE_URL": world.app.settings.database_url,
    }
    arguments = ["--data-dir", str(world.data), *COMMANDS[command]]
    result = CliRunner().invoke(cli.throughline, arguments, env=environment)
    assert result.exit_code == 0 or "Remedy:" in result.stderr, result.stderr
    assert world.words_in(result.output) - world.words_for(looker) == set()
    assert world.journeys_in(result.output) - world.journeys_for(looker) == set()


def test_the_world_would_show_a_leak(world):
    """Whoever sees everything meets every word in the reads that others meet in part: the table can fail."""
    viewer = LOCAL.viewer(world.app)
    every = {study.word for study in world.planted}
    for read in (
        "themes",
        "patterns.in_force",
        "patterns.said_of",
        "learnings.changes",
        "said_learnings.changes",
        "insights.insight",
        "publishing.edits",
        "review.queue",
        "review.history",
        "latest_run",
        "account_of_run",
        "all_pain_points",
        "all_pain_points read by a model",
        "briefs.pain_points as pptx",
        "briefs.pain_points as docx",
        "briefs.pain_points as csv",
        "briefs.pain_points as xlsx",
        "all_wishes",
        "pain_point",
        "journey",
        "journey_network.with_owners",
        "catalogue",
    ):
        assert world.words_in(READS[read](world, viewer)) == every, read
    looked_up = world.words_in(READS["journey_editing.look_for_evidence"](world, viewer))
    assert looked_up
    assert all(looked_up - world.words_for(looker) for looker in LOOKERS if world.words_for(looker) < every)
    assert world.journeys_in(READS["journeys"](world, viewer)) == {own.word for own in world.journeys}
    assert 1 < len(world.journeys_for(LOOKERS[1])) < len(world.journeys_for(MAKER)) == len(world.journeys)
    assert any(point.pattern is None for point in world.app.all_pain_points(viewer))


CHANGES_OR_ASKS_NOTHING = {
    "close", "open_search_ahead", "has_sign_in", "viewer", "revision", "code", "stage", "read_steps",
    "journey_templates",
    "queue_check", "queue_ingest", "queue_fit", "queue_journey", "queue_evidence", "queue_rebuild", "try_again",
    "cancel", "finish",
    "tables.queue_check_again", "worker_alive", "index_differences", "settings", "repository", "jobs_store",
    "search_builds_first", "run_ids",
    "people.save", "people.remove", "people.save_team", "people.remove_team", "people.viewer_by_setting",
    "people.viewer_of", "people.is_known", "people.check_sign_in", "people.administrators",
    "publishing.publish", "publishing.unpublish", "publishing.change", "publishing.put_back",
    "journey_publishing.publish", "journey_publishing.unpublish", "journey_publishing.change",
    "journey_editing.edit", "journey_editing.undo", "journey_editing.redo", "journey_editing.revert",
    "journey_editing.start", "journey_editing.make_to_be", "journey_kit.described", "journey_removal.delete",
    "journey_network.propose_owner", "journey_network.accept_owner", "journey_network.remove_owner",
    "journey_network.add_to_hand_over",
    "missions.create", "missions.update", "missions.add_study",
    "ownership.contact", "ownership.contacts", "knowing.plan", "summaries.are_offered",
    "ownership.claim", "ownership.withdraw_claim", "ownership.propose_owner",
    "ownership.accept_owner", "ownership.remove_owner",
    "review.decide", "review.rename", "review.merge", "review.split", "review.make_pattern", "review.take_back",
    "patterns.change", "patterns.add", "patterns.take_up", "patterns.retire", "patterns.take_back",
    "patterns.is_behind", "queue_coding",
    "decisions.not_this", "decisions.confirm", "decisions.belongs_to", "decisions.take_back",
    "decisions.code", "decisions.say_standing", "decisions.say_workaround",
    "news.visit", "news.last_visit", "news.at_first",
    "withdrawals.queue", "withdrawals.queue_due", "withdrawals.finish", "withdrawals.allow",
    "withdrawals.receipt", "withdrawals.remember_beside", "audit.exported", "audit.backed_up", "note_journey_export",
    "names.confirm", "names.merge", "names.rename", "names.reject", "names.undo", "names.save", "names.preview_import",
    "names.take_in", "names.organisations_file", "exchange.add_codebook", "briefs.note_export",
    "codebook_intake.plan", "codebook_intake.take_in", "study_codes.is_pattern", "study_codes.is_not_pattern",
    "insights.write", "insights.change", "insights.review", "insights.publish", "insights.unpublish",
    "insights.supersede", "insights.take_back", "insights.note_export",
    "watches.watch_search", "watches.watch_pain_point", "watches.remove", "watches.looked",
    "queue_learning", "learnings.adopt", "learnings.leave", "learnings.withdraw",
    "said_learnings.adopt", "said_learnings.leave", "said_learnings.withdraw",
}  # fmt: skip
"""What writes, starts, or gives nothing that comes from a study of somebody else's."""
OF_A_JOB = {
    "job",
    "asked",
    "checked_files",
    "ingest_account",
    "drafted_journey",
    "redrafted_words",
    "told_of_journey",
    "withdrawals.receipts_of",
}
"""What is asked of one's own job by its identifier."""


def test_every_read_that_is_offered_stands_in_the_table(world):
    offered = set()
    for name in (name for name in dir(world.app) if not name.startswith("_")):
        part = getattr(world.app, name)
        if type(part).__module__.startswith("use_cases.") and name not in CHANGES_OR_ASKS_NOTHING:
            offered |= {f"{name}.{method}" for method in dir(part) if not method.startswith("_")}
        else:
            offered.add(name)
    rows = {read.partition(" ")[0] for read in READS}
    assert offered - rows - CHANGES_OR_ASKS_NOTHING - OF_A_JOB == set()


@pytest.mark.parametrize("ask", sorted(OF_A_JOB))
def test_somebody_elses_job_sounds_like_none(world, ask):
    jobs_of(world, LOCAL.viewer(world.app))
    (job, *_) = world.app.jobs(LOCAL.viewer(world.app))
    viewer = LOOKERS[1].viewer(world.app)
    said = told(lambda name: attrgetter(ask)(world.app)(viewer, name), job.id)
    assert said == told(lambda name: attrgetter(ask)(world.app)(viewer, name), "job_0")
