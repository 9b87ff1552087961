"""Everything that is kept between reruns.

The revision is part of every key, so what was kept is forgotten when the repository changes. What is kept is
frozen: it is shared by all sessions and never copied.
"""

import streamlit as st

from domain.access import Viewer
from domain.answers import KnownAttribute
from domain.asking import Ask
from domain.catalogue import Catalogue
from domain.evidence import Subject
from domain.insights import Codebook, PainPoint, ThemeRow, Wish
from domain.journeys import Journey
from domain.missions import Coverage, Mission
from domain.news import News
from domain.proposals import FileProposal
from domain.runs import RunAccount, RunSummary
from domain.said_lessons import LearningAbout
from domain.search import ObservationFilter
from domain.watches import Watch, WatchNews
from domain.written_insights import InsightMention
from use_cases.app import UseCases
from use_cases.catalogue.meant_names import MeantNames
from use_cases.catalogue.names import OpenName, OrganisationRow
from use_cases.findings.codebook import EditRow, SaidOfPattern
from use_cases.findings.deciding import DecisionRow, Place
from use_cases.findings.learnings import LearningView
from use_cases.findings.reviewing import ThemeAct, ThemeReview
from use_cases.findings.said_learnings import SaidLearningView
from use_cases.journeys.journey_drawing import MapWishes
from use_cases.journeys.journey_kit import KitSize
from use_cases.journeys.journey_network import BehindJourneys, behind, worked_on
from use_cases.running.bootstrap import open_use_cases

NEWS_SECONDS = 60
CHECKED_SECONDS = 900


@st.cache_resource(show_spinner=False)
def use_cases() -> UseCases:
    """Return the use cases over the repository that the settings name; one for all sessions."""
    app = open_use_cases()
    app.open_search_ahead()
    return app


def pain_points(app: UseCases, *, viewer: Viewer, revision: int, mission: str | None = None) -> list[PainPoint]:
    """Return every pain point this viewer may see, of a mission if one is named, gravest first, with all evidence."""
    return _pain_points(app, sight=viewer.sight(), revision=revision, mission=mission)


@st.cache_resource(show_spinner="Looking at what the evidence shows", max_entries=8)
def _pain_points(_app: UseCases, *, sight: Viewer, revision: int, mission: str | None) -> list[PainPoint]:
    return _app.all_pain_points(sight, mission=mission)


def theme_rows(app: UseCases, *, viewer: Viewer, revision: int) -> list[ThemeRow]:
    """Return topics of the latest run and the themes people made of them, in words of what this viewer may see."""
    return _theme_rows(app, sight=viewer.sight(), revision=revision)


@st.cache_resource(show_spinner=False, max_entries=8)
def _theme_rows(_app: UseCases, *, sight: Viewer, revision: int) -> list[ThemeRow]:
    return _app.themes(sight)


def wishes(app: UseCases, *, viewer: Viewer, revision: int, mission: str | None = None) -> list[Wish]:
    """Return what people need and recommend in what this viewer may see, or a mission's, most widely told first."""
    return _wishes(app, sight=viewer.sight(), revision=revision, mission=mission)


@st.cache_resource(show_spinner="Looking at what people ask for", max_entries=8)
def _wishes(_app: UseCases, *, sight: Viewer, revision: int, mission: str | None) -> list[Wish]:
    return _app.all_wishes(sight, mission=mission)


@st.cache_resource(show_spinner=False, max_entries=4)
def catalogue(_app: UseCases, *, viewer: Viewer, revision: int) -> Catalogue:
    """Return the organisations, services and systems that this viewer may see."""
    return _app.catalogue(viewer)


@st.cache_resource(show_spinner=False, max_entries=4)
def _meant_among(_app: UseCases, *, viewer: Viewer, revision: int, subjects: tuple[Subject, ...]) -> MeantNames:
    return MeantNames(catalogue(_app, viewer=viewer, revision=revision), subjects)


@st.cache_resource(show_spinner=False, max_entries=512)
def meant_names(
    _app: UseCases, *, viewer: Viewer, revision: int, name: str, subjects: tuple[Subject, ...]
) -> tuple[str, ...]:
    """Return what this viewer may have meant by a name that nothing of these sorts bears, likeliest first."""
    return tuple(_meant_among(_app, viewer=viewer, revision=revision, subjects=subjects).of(name))


@st.cache_resource(show_spinner=False, max_entries=4)
def methods(_app: UseCases, *, viewer: Viewer, revision: int) -> list[str]:
    """Return the methods that studies state which this viewer may see, by name, each in one way of writing it."""
    stated = sorted(study.method for study in _app.studies(viewer) if study.method)
    return sorted({method.lower(): method for method in stated}.values(), key=str.casefold)


@st.cache_resource(show_spinner=False, max_entries=4)
def study_titles(_app: UseCases, *, viewer: Viewer, revision: int) -> dict[str, str]:
    """Return the titles of the studies that this viewer may see, by their identifiers, in the order of the titles."""
    seen = sorted(_app.studies(viewer), key=lambda study: (study.title.casefold(), study.id))
    return {study.id: study.title for study in seen}


@st.cache_resource(show_spinner=False, max_entries=4)
def places(_app: UseCases, *, viewer: Viewer, revision: int) -> list[Place]:
    """Return the patterns and themes to which evidence may be said to belong."""
    return _app.decisions.places(viewer)


@st.cache_resource(show_spinner="Looking at the themes", max_entries=4)
def themes(_app: UseCases, *, viewer: Viewer, revision: int, where: ObservationFilter) -> list[ThemeReview]:
    """Return the themes to look at, of what passes a filter, with their most central quotations."""
    return _app.review.queue(viewer, where)


@st.cache_resource(show_spinner="Looking at the run", max_entries=4)
def account_of_run(_app: UseCases, *, viewer: Viewer, revision: int, run: str | None = None) -> RunAccount | None:
    """Return what is told of a run, the latest unless one is named, of what this viewer may see; None without it."""
    return _app.account_of_run(viewer, run)


@st.cache_resource(show_spinner="Comparing the runs", max_entries=4)
def runs(_app: UseCases, *, viewer: Viewer, revision: int) -> list[RunSummary]:
    """Return the last runs of the topic model, the latest first."""
    return _app.runs(viewer)


@st.cache_resource(show_spinner=False, max_entries=4)
def theme_history(_app: UseCases, *, viewer: Viewer, revision: int) -> list[ThemeAct]:
    """Return what people decided on the themes that this viewer may see, the latest first."""
    return _app.review.history(viewer)


@st.cache_resource(show_spinner=False, max_entries=4)
def codebook(_app: UseCases, *, viewer: Viewer, revision: int) -> Codebook:
    """Return the codebook in force, with such evidence among its examples as this viewer may see."""
    return _app.patterns.in_force(viewer)


@st.cache_resource(show_spinner=False, max_entries=2)
def codebook_is_behind(_app: UseCases, *, revision: int) -> bool:
    """Tell whether some evidence was coded with an earlier codebook."""
    return _app.patterns.is_behind()


@st.cache_resource(show_spinner=False, max_entries=4)
def codebook_history(_app: UseCases, *, viewer: Viewer, revision: int, pattern: str | None = None) -> list[EditRow]:
    """Return what people changed in the codebook, or in one pattern of it, the latest first."""
    return _app.patterns.history(viewer, pattern)


@st.cache_resource(show_spinner=False, max_entries=2)
def learning(_app: UseCases, *, revision: int) -> LearningView:
    """Return where learning from decisions stands."""
    return _app.learnings.view()


@st.cache_resource(show_spinner=False, max_entries=4)
def said_learning(_app: UseCases, *, about: LearningAbout, revision: int) -> SaidLearningView:
    """Return where learning of kinds, or of severities, stands."""
    return _app.said_learnings.view(about)


@st.cache_resource(show_spinner=False, max_entries=16)
def said_of_pattern(_app: UseCases, *, viewer: Viewer, revision: int, pattern: str) -> SaidOfPattern:
    """Return the evidence that people said belongs to a pattern and does not, as far as this viewer sees it."""
    return _app.patterns.said_of(viewer, pattern)


@st.cache_resource(show_spinner=False, max_entries=4)
def decided(_app: UseCases, *, viewer: Viewer, revision: int) -> list[DecisionRow]:
    """Return what people decided on the evidence that this viewer may see, the latest first."""
    return _app.decisions.on_evidence(viewer)


@st.cache_resource(show_spinner=False, max_entries=4)
def coded_by_hand(_app: UseCases, *, viewer: Viewer, revision: int) -> dict[str, str]:
    """Return by observation the latest act that says what it is and stands."""
    return _app.decisions.standing_codes(viewer)


@st.cache_resource(show_spinner=False, max_entries=4)
def marked_by_hand(_app: UseCases, *, viewer: Viewer, revision: int) -> dict[str, str]:
    """Return by observation the latest act on its standing or on a workaround that stands."""
    return _app.decisions.standing_marks(viewer)


@st.cache_resource(show_spinner=False, max_entries=64)
def kit_size(_app: UseCases, *, viewer: Viewer, revision: int, journey: str) -> KitSize:
    """Return how many cards the sprint kit of a journey has, and of how many these are the best."""
    return _app.journey_kit.size(viewer, journey)


@st.cache_resource(show_spinner=False, max_entries=4)
def attributes(_app: UseCases, *, viewer: Viewer, revision: int) -> list[KnownAttribute]:
    """Return what is known of whoever said what this viewer may see."""
    return _app.tables.attributes(viewer)


@st.cache_resource(show_spinner=False, max_entries=8)
def coverage(_app: UseCases, *, viewer: Viewer, revision: int, mission: Mission | None) -> list[Coverage]:
    """Return how much research that this viewer may see concerns each organisation, of a mission if one is named."""
    return _app.missions.coverage(viewer, mission)


@st.cache_resource(show_spinner=False, max_entries=32, ttl=NEWS_SECONDS)
def news(_app: UseCases, *, viewer: Viewer, revision: int, since: str, mission: str | None) -> News:
    """Return what happened after a moment; claims and owners, which change no revision, a minute late at the most."""
    return _app.news.since(
        viewer,
        since,
        points=lambda: pain_points(_app, viewer=viewer, revision=revision, mission=mission),
        mission=mission,
    )


@st.cache_resource(show_spinner=False, max_entries=8)
def insight_mentions(_app: UseCases, *, viewer: Viewer, revision: int) -> dict[str, tuple[InsightMention, ...]]:
    """Return by observation in which insights it stands, as far as this viewer may see both."""
    return _app.insights.mentions(viewer)


@st.cache_resource(show_spinner="Looking at what you watch", max_entries=16)
def watch_news(_app: UseCases, *, viewer: Viewer, revision: int, watched: tuple[Watch, ...]) -> list[WatchNews]:
    """Return what is new in what this viewer watches; ``watched`` tells when they looked last."""
    return _app.watches.news(viewer, lambda: pain_points(_app, viewer=viewer, revision=revision))


@st.cache_resource(show_spinner="Looking at what to ask", max_entries=8, ttl=CHECKED_SECONDS)
def asked(_app: UseCases, *, viewer: Viewer, job: str) -> list[Ask]:
    """Return what a check asks, with passages read anew; studies added meanwhile are told of a little later."""
    return _app.asked(viewer, job)


@st.cache_resource(show_spinner="Reading the tables again", max_entries=8, ttl=CHECKED_SECONDS)
def checked_files(_app: UseCases, *, viewer: Viewer, job: str) -> list[FileProposal]:
    """Return what a check found, with cells of its tables, which the job itself does not hold."""
    return _app.checked_files(viewer, job)


@st.cache_resource(show_spinner="Reading the text again", max_entries=8, ttl=CHECKED_SECONDS)
def checked_file(_app: UseCases, *, viewer: Viewer, job: str, at: int) -> FileProposal:
    """Return what a check found of one file, with its text, which the job itself does not hold."""
    return _app.checked_files(viewer, job, reading=at)[at]


@st.cache_resource(show_spinner="Reading the journeys", max_entries=4)
def whole_journeys(_app: UseCases, *, viewer: Viewer, revision: int, mission: str | None = None) -> list[Journey]:
    """Return the as-is journeys that this viewer may see, or a mission's, with all their steps."""
    return _app.journey_network.journeys(viewer, mission=mission)


@st.cache_resource(show_spinner="Looking at what the journeys lean on", max_entries=8)
def behind_journeys(
    _app: UseCases,
    *,
    viewer: Viewer,
    revision: int,
    mission: str | None,
    organisation: str | None,
    only_worked_on: bool,
) -> BehindJourneys:
    """Return what stands behind those journeys, for one organisation if it is named; gaps without owners."""
    journeys = whole_journeys(_app, viewer=viewer, revision=revision, mission=mission)
    return behind(worked_on(journeys) if only_worked_on else journeys, organisation)


@st.cache_data(show_spinner=False, max_entries=32)
def journey_file(
    _app: UseCases, *, viewer: Viewer, identifier: str, form: str, wishes: MapWishes, revision: int
) -> bytes:
    """Return a journey in one of the forms that it can be taken along in, its map drawn as it is wished for."""
    return _app.export_journey(viewer, identifier, form, wishes)


@st.cache_resource(show_spinner=False, max_entries=8)
def journey(_app: UseCases, *, viewer: Viewer, identifier: str, revision: int) -> Journey:
    """Return a journey with all its evidence, which takes longer to read than its page to draw. Raises NotFound."""
    return _app.journey(viewer, identifier)


@st.cache_data(show_spinner=False, max_entries=64)
def journey_drawing(_app: UseCases, *, viewer: Viewer, identifier: str, wishes: MapWishes, revision: int) -> bytes:
    """Return a journey's map as SVG, drawn as it is wished for."""
    return _app.draw_journey(viewer, journey(_app, viewer=viewer, identifier=identifier, revision=revision), wishes)


@st.cache_resource(show_spinner=False, max_entries=4)
def organisations(_app: UseCases, *, viewer: Viewer, revision: int) -> list[OrganisationRow]:
    """Return the organisations that this viewer may see, with what stands under each."""
    return _app.names.organisations(viewer)


@st.cache_resource(show_spinner=False, max_entries=4)
def open_names(_app: UseCases, *, viewer: Viewer, revision: int) -> list[OpenName]:
    """Return the names found in text that wait for a decision, as this viewer may see them."""
    return _app.names.open_names(viewer)


@st.cache_data(show_spinner=False, max_entries=8)
def organisations_file(_app: UseCases, *, viewer: Viewer, form: str, revision: int) -> bytes:
    """Return the organisations that this viewer may see as csv or xlsx."""
    return _app.names.organisations_file(viewer, form)
