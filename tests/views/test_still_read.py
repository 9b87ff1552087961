"""While evidence is read, pages say so, and offer nothing that is being done already."""

import pytest
from fake_missions import a_mission
from test_about_run_page import an_account
from test_pages import everything_said

from domain.access import LOCAL_VIEWER
from domain.errors import IndexMissing, IndexUnusable
from domain.jobs import JobKind, JobStatus

NOTHING_RECOGNISED = "No pain point is recognised yet"
WITHOUT_THEMES = [JobKind.INGEST, JobKind.CODE, JobKind.REBUILD]
READ = [JobKind.EXAMPLES, JobKind.INGEST]
PAGES = ["what_do_we_know", "pain_points", "themes", "about_run", "codebook", "journey_room"]


@pytest.fixture(autouse=True)
def running(empty, populated):
    empty.job_status = populated.job_status = JobStatus.RUNNING


def under_way(app, kind):
    return app._queued(kind, "notes")


@pytest.mark.parametrize("kind", READ)
@pytest.mark.parametrize("page", PAGES)
def test_a_page_says_what_is_still_read_and_leads_to_the_work(open_page, populated, page, kind):
    under_way(populated, kind)
    test = open_page(populated, page)
    assert not test.exception
    assert "Still under way" in everything_said(test)
    assert "See it on the page Work" in {link.proto.label for link in test.get("page_link")}


@pytest.mark.parametrize("kind", READ)
@pytest.mark.parametrize(
    ("page", "untrue"),
    [("mission", "or add findings"), ("to_confirm", "Nothing waits for a person’s word here."), ("insights", "")],
)
def test_a_page_on_which_nothing_stands_yet_says_what_is_still_read(open_page, populated, page, untrue, kind):
    populated.points, populated.insights.all = [], lambda viewer, **narrowed: []
    populated.missions.create(LOCAL_VIEWER, a_mission())
    assert untrue in everything_said(open_page(populated, page))
    under_way(populated, kind)
    test = open_page(populated, page)
    assert not test.exception
    said = everything_said(test)
    assert "Still under way" in said
    assert not untrue or untrue not in said


@pytest.mark.parametrize("page", PAGES)
def test_a_page_says_nothing_of_it_while_nothing_is_read(open_page, populated, page):
    assert "Still under way" not in everything_said(open_page(populated, page))


def test_a_job_that_the_address_names_is_told_once(open_page, populated):
    job = under_way(populated, JobKind.INGEST)
    assert "Still under way" not in everything_said(open_page(populated, "pain_points", job=job))


@pytest.mark.parametrize(
    ("kind", "offered"),
    [(JobKind.FIT, False), (JobKind.EXAMPLES, False), *((kind, True) for kind in WITHOUT_THEMES)],
)
def test_themes_are_not_looked_for_while_that_is_done_already(open_page, populated, kind, offered):
    under_way(populated, kind)
    assert ("Find themes" in [button.label for button in open_page(populated, "pain_points").button]) is offered
    populated.account = an_account()
    test = open_page(populated, "about_run")
    assert ("Find themes anew" in [button.label for button in test.button]) is offered


@pytest.mark.parametrize("kind", WITHOUT_THEMES)
@pytest.mark.parametrize("page", ["about_run", "themes"])
def test_work_that_finds_no_themes_keeps_nobody_from_looking_for_them(open_page, populated, page, kind):
    under_way(populated, kind)
    assert "Go to Pain points" in {link.proto.label for link in open_page(populated, page).get("page_link")}


def test_no_filter_is_blamed_for_pain_points_that_are_not_recognised_yet(open_page, populated):
    populated.points = []
    under_way(populated, JobKind.EXAMPLES)
    said = everything_said(open_page(populated, "pain_points"))
    assert "passes these filters" not in said
    assert NOTHING_RECOGNISED in said


def test_pain_points_of_other_missions_are_not_told_as_not_recognised_yet(open_page, populated):
    mission = a_mission()
    populated.missions.create(LOCAL_VIEWER, mission)
    recognised = populated.points
    populated.all_pain_points = lambda viewer, mission=None: [] if mission else recognised
    under_way(populated, JobKind.INGEST)
    test = open_page(populated, "pain_points", mission=mission.id, pain_point=recognised[0].id)
    said = everything_said(test)
    assert NOTHING_RECOGNISED not in said
    assert "do not show this pain point" in said
    assert "Look in all missions" in [button.label for button in test.button]


def test_work_that_recognises_nothing_does_not_stand_for_missing_pain_points(open_page, populated):
    populated.points = []
    under_way(populated, JobKind.REBUILD)
    assert NOTHING_RECOGNISED not in everything_said(open_page(populated, "pain_points"))


@pytest.mark.parametrize("page", ["what_do_we_know", "pain_points"])
def test_findings_that_are_being_checked_are_not_asked_for_again(open_page, empty, page):
    under_way(empty, JobKind.CHECK)
    said = everything_said(open_page(empty, page))
    assert "Checking files" in said
    assert "Add the findings of a first study" not in said


MISSING = IndexMissing("There is no index.", where="index", remedy="Rebuild it.")
OF_ANOTHER = IndexUnusable("The index was built by another model.", where="index", remedy="Rebuild it.")


@pytest.mark.parametrize(
    ("problem", "kind"), [*((MISSING, kind) for kind in (*READ, JobKind.REBUILD)), (OF_ANOTHER, JobKind.REBUILD)]
)
def test_a_search_index_that_is_being_made_is_no_error(open_page, populated, problem, kind):
    populated.search_error = problem
    populated.worker_alive = lambda: True
    under_way(populated, kind)
    test = open_page(populated, "what_do_we_know", q="certificate")
    assert not test.error
    assert "Search is being made ready" in everything_said(test)
    assert "Rebuild the search index" not in [button.label for button in test.button]


@pytest.mark.parametrize(
    ("problem", "kind", "works"),
    [*((OF_ANOTHER, kind, True) for kind in (*READ, JobKind.CODE)), (MISSING, JobKind.REBUILD, False)],
)
def test_an_index_that_nothing_under_way_makes_can_be_rebuilt(open_page, populated, problem, kind, works):
    populated.search_error = problem
    populated.worker_alive = lambda: works
    under_way(populated, kind)
    test = open_page(populated, "what_do_we_know", q="certificate")
    assert test.error
    assert "Search is being made ready" not in everything_said(test)
    assert "Rebuild the search index" in [button.label for button in test.button]


@pytest.mark.parametrize("kind", [*READ, JobKind.CODE])
def test_evidence_is_not_coded_anew_while_it_is_coded(open_page, populated, kind):
    populated.repository.evidence.uncoded = lambda version, limit: ["something"]
    assert "Code the evidence anew" in [button.label for button in open_page(populated, "codebook").button]
    under_way(populated, kind)
    assert "Code the evidence anew" not in [button.label for button in open_page(populated, "codebook").button]


@pytest.mark.parametrize("kind", [JobKind.EXAMPLES, JobKind.JOURNEY])
def test_a_journey_that_is_being_drafted_is_not_missing(open_page, empty, kind):
    under_way(empty, kind)
    said = everything_said(open_page(empty, "journey_room"))
    assert "No journey has been drafted" not in said
    assert "once it is drafted" in said


def test_examples_that_load_already_are_not_offered_on_the_home_page(open_page, empty):
    under_way(empty, JobKind.EXAMPLES)
    assert "Load the examples" not in [button.label for button in open_page(empty, "home").button]
