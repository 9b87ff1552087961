"""A small world in which every study bears words of its own, so that any of them that is seen gives it away.

Everything here is fictional. ``may_see`` says who may see what from the table in the guide alone; it knows nothing of
how the program does it.
"""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise

from domain.access import LOCAL_VIEWER, Role, Viewer, Visibility
from domain.consent import Consent
from domain.evidence import About, Basis, Coding, Kind, Level, PatternFit, ReadSource, Severity, Study, Subject
from domain.hand_overs import Gap, HandOver, HandOverKind, How, Passes
from domain.identity import mission_id, source_id, study_id
from domain.insights import UNGROUPED, Assignment, ThemeStatus, Topic, TopicRun
from domain.journeys import Journey, JourneyStatus, Step, StepBasis, SystemUse
from domain.missions import Mission
from domain.people import Person, Team
from domain.placed_evidence import PlacedEvidence
from domain.written_insights import InsightDeed, InsightEvidence, InsightState, InsightWords, Reach
from storage.studies.study_edits import note_edits
from tests.builders import a_source
from use_cases.app import UseCases
from use_cases.evidence import indexing

OFFICE, MUSEUM, MISSION = "Harbour Office", "Museum", "Shorter waits"
RECORDS, PILOTS, FINDS = f"{OFFICE} › Records", f"{OFFICE} › Pilots", f"{MUSEUM} › Finds"
PATTERN = "PAT_01"
PER_STUDY = 4
ON_EVERYTHING = "People wait everywhere."
"""What the insight claims that rests on an observation of every study."""
STATES = ("draft", "embargoed", "published")
OWNERS: tuple[str | None, ...] = (RECORDS, None)
"""Who answers for a study: a team of the office, or the office as a whole."""

_SYLLABLES = ("bram", "crov", "dwel", "frin", "glok", "hurz", "jivt", "klem", "lopz", "mynd", "nuxt", "prag")
_ENDINGS = ("uzzo", "equa", "ixyl")
_WORDS = [f"{first}{last}" for first in _SYLLABLES for last in _ENDINGS]
_TODAY = datetime.now(UTC).date()


@dataclass(frozen=True, kw_only=True)
class Planted:
    """A study with its own word, who answers for it and how far it is published."""

    word: str
    owner: str | None
    visibility: Visibility
    state: str

    @property
    def study(self) -> Study:
        """Return the study as its team would describe it: its word stands in everything."""
        title = f"Study {self.word}title"
        return Study(
            id=study_id(OFFICE, title, self.owner),
            title=title,
            organisation=OFFICE,
            service=f"{self.word}service desk",
            date="2025-03",
            method=f"{self.word}method",
            team=self.owner,
            contact=f"{self.word}box@harbour.example",
            mission=MISSION if self.visibility is Visibility.MISSION else None,
            visibility=self.visibility,
            draft=self.state == "draft",
            embargo={
                "draft": None,
                "embargoed": (_TODAY + timedelta(days=2)).isoformat(),  # a run may last past midnight
                "published": _TODAY.isoformat(),
            }[self.state],
            consent=Consent(covers=f"{self.word}covers", raw_until="2020-01-01", not_heard=f"{self.word}unheard"),
            description=f"{self.word}described",
            metadata=((f"{self.word}column", f"{self.word}value"),),
        )

    @property
    def source(self) -> ReadSource:
        """Return its one source."""
        about = (
            About(name=f"{self.word}body Authority"),
            About(name=f"{self.word}system", subject=Subject.SYSTEM, basis=Basis.PROPOSED),
        )
        texts = [
            f"People waited weeks at the {self.word}text counter and nobody told them whether their letter arrived.",
            f"Nobody told the {self.word}second caller when the letter would come, so they rang the counter again.",
            f"The {self.word}third visitor waited weeks for the letter and was never told why.",
            f"People want to be told when the {self.word}fourth letter will come.",
        ]
        source = a_source(
            texts,
            study=self.study,
            name=f"{self.word}file.md",
            about=about,
            headings=(f"{self.word}heading",),
            said_by=("P1", f"{self.word}person", None, None),
        )
        known = ((f"{self.word}asked", f"{self.word}answered"), ("Region", f"{self.word}region"))
        said = tuple(replace(each, attributes=known) for each in source.observations)
        return replace(source, observations=said)


@dataclass(frozen=True, kw_only=True)
class PlantedJourney:
    """A journey with its own word in all that is written of it; without a team it is its maker's alone."""

    word: str
    team: str | None
    visibility: Visibility
    published: bool

    @property
    def id(self) -> str:
        """Return its identifier."""
        return f"jn_{self.word}"

    @property
    def journey(self) -> Journey:
        """Return it, resting on no evidence."""
        step = Step(order=1, stage=f"{self.word}stage", step=f"Wait at the {self.word}counter")
        status = JourneyStatus.PUBLISHED if self.published else JourneyStatus.DRAFT
        return Journey(
            id=self.id,
            title=f"{self.word}journey",
            actor=f"{self.word}actor",
            status=status,
            steps=(step,),
            gaps=(f"Nobody knows who minds the {self.word}counter.",),
        )


def planted_journeys() -> list[PlantedJourney]:
    """Return a draft and a published journey of each visibility, of a team and of nobody but their maker."""
    words = iter(_WORDS[len(OWNERS) * len(Visibility) * len(STATES) :])
    of_team = [(RECORDS, visibility, published) for visibility in Visibility for published in (False, True)]
    alone = [(None, Visibility.OPEN, False), *((None, visibility, True) for visibility in list(Visibility)[:3])]
    return [
        PlantedJourney(word=next(words), team=team, visibility=visibility, published=published)
        for team, visibility, published in of_team + alone
    ]


def planted_studies() -> list[Planted]:
    """Return a study for each owner, visibility and state."""
    words = iter(_WORDS)
    return [
        Planted(word=next(words), owner=owner, visibility=visibility, state=state)
        for owner in OWNERS
        for visibility in Visibility
        for state in STATES
    ]


@dataclass(frozen=True, kw_only=True)
class Looker:
    """Somebody who looks: their role, and how they stand to the office whose studies these are."""

    relation: str
    role: Role | None

    @property
    def sign_in(self) -> str:
        """Return what they sign in as."""
        role = self.role.value if self.role else "all"
        return f"{role}.{self.relation.replace(' ', '-')}@people.example"

    @property
    def person(self) -> Person:
        """Return them as they are on record."""
        organisation, teams = {
            "same team": (OFFICE, (RECORDS,)),
            "other team": (OFFICE, (PILOTS,)),
            "mission group": (MUSEUM, (FINDS,)),
            "stranger": (MUSEUM, (FINDS,)),
            "nobody": (None, ()),
        }[self.relation]
        return Person(sign_in=self.sign_in, organisation=organisation, teams=teams, role=self.role or Role.READER)

    def viewer(self, app: UseCases) -> Viewer:
        """Return them as the program knows them."""
        if self.role is None:
            return LOCAL_VIEWER
        found = app.repository.people.viewer(self.sign_in)
        assert found is not None
        return found


LOCAL = Looker(relation="local", role=None)
LOOKERS = [
    LOCAL,
    *(
        Looker(relation=relation, role=role)
        for relation in ("same team", "other team", "mission group", "stranger", "nobody")
        for role in Role
    ),
]


MAKER = next(looker for looker in LOOKERS if (looker.relation, looker.role) == ("same team", Role.RESEARCHER))
"""Who made the journeys that bear words of their own."""


def may_see(looker: Looker, study: Planted) -> bool:
    """Tell whether somebody may see a study, from the words of the guide."""
    if looker is LOCAL:
        return True
    does_research = looker.role is not Role.READER
    in_office = looker.relation in {"same team", "other team"}
    in_team = looker.relation == "same team" if study.owner else in_office and does_research
    if study.state != "published":
        return in_team and does_research
    return {
        Visibility.TEAM: in_team,
        Visibility.ORGANISATION: in_team or in_office,
        Visibility.MISSION: in_team or looker.relation == "mission group",
        Visibility.OPEN: True,
    }[study.visibility]


def may_see_journey(looker: Looker, journey: PlantedJourney) -> bool:
    """Tell whether somebody may see a journey that ``MAKER`` made, from the words of the guide."""
    if looker in {LOCAL, MAKER}:
        return True
    in_team = looker.relation == "same team" and journey.team is not None
    if not journey.published:
        return in_team and looker.role is not Role.READER
    return {
        Visibility.TEAM: in_team,
        Visibility.ORGANISATION: looker.relation in {"same team", "other team"},
        Visibility.MISSION: in_team or looker.relation == "mission group",
        Visibility.OPEN: True,
    }[journey.visibility]


def fill(app: UseCases) -> list[Planted]:
    """Put the whole world into a repository: people, a mission, studies, a run of topics, and journeys."""
    repository = app.repository
    for organisation, name in ((OFFICE, "Records"), (OFFICE, "Pilots"), (MUSEUM, "Finds")):
        repository.people.save_team(Team(organisation=organisation, name=name))
    for looker in LOOKERS[1:]:
        repository.people.save_person(looker.person)
    group = tuple(looker.sign_in for looker in LOOKERS if looker.relation == "mission group")
    mission = Mission(id=mission_id(MISSION), name=MISSION, outcome="Nobody waits in vain.", people=group)
    repository.missions.save(mission, by=LOCAL_VIEWER)
    planted = planted_studies()
    for study in planted:
        source = study.source
        _remember(app, source)
        repository.evidence.save_source(source)
        _describe_anew(app, study.study)
    indexing.embed_pending(repository)
    repository.evidence.save_codings("by hand", _codings(planted))
    indexing.index_pending(repository)
    repository.themes.save_run(replace(_run(planted), id="run_0"))
    repository.themes.save_run(_run(planted))
    _accept_what_follows_no_pattern(app)
    _publish_a_journey(app, planted)
    maker = MAKER.viewer(app)
    for own in planted_journeys():
        repository.journeys.save(own.journey, by=maker, visibility=own.visibility, mission=MISSION, team=own.team)
        _write_insight(app, own)
    _write_insight_on_everything(app, planted)
    return planted


def _write_insight(app: UseCases, own: PlantedJourney) -> None:
    """Write an insight beside a journey: by the same maker, of the same team, shown to the same people, on nothing."""
    words = InsightWords(claim=f"{own.word}claim", reasoning=f"{own.word}reason", review_by="2020-01-01")
    reach = Reach(visibility=own.visibility, team=own.team, mission=MISSION)
    maker, nothing = MAKER.viewer(app), InsightEvidence()
    identifier = app.repository.insights.add(maker, words, nothing, reach)
    if own.published:
        _publish_insight(app, maker, identifier)


def _write_insight_on_everything(app: UseCases, planted: list[Planted]) -> None:
    """Publish an insight to everyone that rests on an observation of every study, with another of each against it."""
    first, second = (tuple(study.source.observations[place].id for study in planted) for place in (0, 1))
    evidence = InsightEvidence(supporting=first, against=second)
    words = InsightWords(claim=ON_EVERYTHING, review_by="2020-01-01")
    identifier = app.repository.insights.add(LOCAL_VIEWER, words, evidence, Reach(visibility=Visibility.OPEN))
    _publish_insight(app, LOCAL_VIEWER, identifier)


def _publish_insight(app: UseCases, viewer: Viewer, identifier: str) -> None:
    app.repository.insights.record(
        viewer,
        identifier,
        lambda versions: (replace(versions[-1], deed=InsightDeed.PUBLISHED, state=InsightState.PUBLISHED), None),
    )


def _describe_anew(app: UseCases, study: Study) -> None:
    """Keep what the study was once said to be, with its word in it."""
    word = (study.description or "").removesuffix("described")
    with app.repository.database.writing() as connection:
        note_edits(connection, replace(study, description=f"{word}before"), study, by=LOCAL_VIEWER)


def _remember(app: UseCases, source: ReadSource) -> None:
    from use_cases.evidence.ingesting import _remember_names

    _remember_names(app.repository, source)


def _codings(planted: list[Planted]) -> dict[str, Coding]:
    """Return codings of three difficulties, of which the first fits a pattern, and of a need about the same."""
    plain = Coding(kind=Kind.PAIN_POINT, pain_point=0.95, severity=Severity.HIGH, level=Level.SERVICE)
    fitting = replace(plain, patterns=(PatternFit(pattern=PATTERN, fit=0.9),))
    need = replace(fitting, kind=Kind.NEED, pain_point=0.05, severity=None)
    of_place = (fitting, plain, plain, need)
    observations = [study.source.observations for study in planted]
    return {item.id: of_place[item.ordinal] for items in observations for item in items}


def _run(planted: list[Planted]) -> TopicRun:
    """Return a run with words of every study: topic 0 follows a pattern, 1 follows none, 2 is of one study alone."""
    words = tuple(study.word for study in planted)
    observations = [item for study in planted for item in study.source.observations]
    place = {0: 0, 1: 1, 2: 1, 3: 1}
    alone = planted[0].source.observations[2].id
    assignments = tuple(
        Assignment(observation_id=item.id, topic=2 if item.id == alone else place[item.ordinal], probability=1.0)
        for item in observations
    )
    said = ", ".join(words)
    return TopicRun(
        id="run_1",
        seed=1,
        method="by hand",
        parameters=(("words", said),),
        versions=(),
        topics=(
            Topic(number=UNGROUPED, title="Not grouped"),
            Topic(number=0, title="A pattern", keywords=words, pattern=PATTERN, size=len(planted)),
            Topic(number=1, title=said, keywords=words, size=3 * len(planted) - 1),
            Topic(number=2, title=planted[0].word, keywords=(planted[0].word,), size=1),
        ),
        assignments=assignments,
        started_at="2025-01-01T00:00:00",
        seconds=1.0,
    )


def _accept_what_follows_no_pattern(app: UseCases) -> None:
    """Accept the theme that is of every study, under the model's title: it is a pain point then."""
    (row,) = [row for row in app.themes(LOCAL_VIEWER) if row.topic == 1]
    app.review.decide(LOCAL_VIEWER, row.id, ThemeStatus.ACCEPTED)


def _publish_a_journey(app: UseCases, planted: list[Planted]) -> None:
    """Publish a journey to everyone, a step a study, each with evidence, names and a gap of that study alone."""
    evidence = {item.id: item for item in app.repository.evidence.all_evidence(LOCAL_VIEWER)}
    steps = []
    for order, study in enumerate(planted, start=1):
        first = study.source.observations[0].id
        step = Step(
            order=order,
            stage="Waiting",
            step=f"Step {order}",
            organisation=f"{study.word}body Authority",
            service=f"{study.word}service desk",
            systems=(f"{study.word}system",),
            owner=f"{study.word}body Authority",
            basis=StepBasis.EVIDENCE,
            evidence=(PlacedEvidence(evidence=evidence[first], score=0.9),),
        )
        steps.append(step)
    pairs = list(pairwise(steps))
    journey = Journey(
        id="jn_1",
        title="From counter to counter",
        actor="Visitor",
        status=JourneyStatus.PUBLISHED,
        steps=tuple(steps),
        hand_overs=tuple(
            HandOver(
                from_step=giver.order,
                to_step=taker.order,
                giver=str(giver.organisation),
                taker=str(taker.organisation),
                kind=HandOverKind.ORGANISATION,
                passes=Passes.CASE,
                how=How.PAPER,
                gap=Gap.NO_OWNER,
                evidence=giver.evidence,
            )
            for giver, taker in pairs
        ),
        systems=tuple(SystemUse(name=step.systems[0], steps=(step.order,)) for step in steps),
        gaps=tuple(f"From {giver.organisation} to {taker.organisation}: no owner." for giver, taker in pairs),
    )
    app.repository.journeys.save(journey, by=LOCAL_VIEWER, visibility=Visibility.OPEN)
    app.repository.journeys.save(replace(journey, title="From one counter to another"), by=LOCAL_VIEWER)


def source_of(study: Planted) -> str:
    """Return the identifier of a study's source."""
    return source_id(study.study.id, f"{study.word}file.md")
