"""The Audit page over a repository of its own. All names are fictional."""

import pytest
from lxml import html

from domain.access import LOCAL_VIEWER, Role
from domain.audit import Deed
from domain.journeys import Journey, JourneyStatus, Step
from settings import Settings
from tests.builders import a_source, a_study, a_viewer
from use_cases.running.bootstrap import open_use_cases

QUAY = Journey(
    id="jn_1", title="Mooring at the quay", actor="", status=JourneyStatus.DRAFT,
    steps=(Step(order=1, stage="", step="Ask for a berth"),),
)  # fmt: skip


@pytest.fixture
def app(tmp_path):
    opened = open_use_cases(Settings.from_environment(str(tmp_path / "data")))
    yield opened
    opened.close()


def rows_of(test):
    (body,) = [str(element.proto.body) for element in test.get("html") if "<table" in str(element.proto.body)]
    return [[cell.text_content() for cell in row] for row in html.fromstring(body).xpath(".//tbody/tr")]


def test_what_entries_are_of_is_called_by_name_and_what_is_gone_by_its_identifier(open_page, app):
    source = a_source(["The plan is asked for twice."], study=a_study("Berths"), name="berths.md")
    app.repository.evidence.save_source(source)
    app.repository.journeys.save(QUAY, by=LOCAL_VIEWER)
    add = app.repository.audit.add
    add("Asha Vale", Deed.ADDED, source.id, {"study": source.study.id, "kept": 1, "is_new": True})
    add("Asha Vale", Deed.CHANGED_JOURNEY, "jn_1", {"drafted": True})
    add("Asha Vale", Deed.DELETED_JOURNEY, "jn_gone")
    add("Asha Vale", Deed.DECIDED, source.observations[0].id, {"point": "pp_12", "observations": ["obs_gone"]})
    told = {row[0]: row[4:] for row in rows_of(open_page(app, "audit"))}
    pattern = app.repository.codebook.pattern("PAT_12")
    assert told == {
        "1": ["berths.md", "study: Berths; kept: 1; is new: yes"],
        "2": ["Mooring at the quay", "drafted: yes"],
        "3": ["jn_gone", "—"],
        "4": [f"berths.md, {source.observations[0].locator}", f"point: {pattern.title}; observations: obs_gone"],
    }


def test_names_are_told_to_no_one_who_does_not_see_what_bears_them(app):
    draft = a_source(["Not for all."], study=a_study("Secret", "Hidden Trust", draft=True), name="hidden.md")
    app.repository.evidence.save_source(draft)
    app.repository.audit.add("Asha Vale", Deed.ADDED, draft.id, {"study": draft.study.id})
    curator = a_viewer("Lena Ford", organisation="Museum", role=Role.CURATOR)
    entries = app.audit.entries(LOCAL_VIEWER)
    assert set(app.audit.names(LOCAL_VIEWER, entries).values()) == {"hidden.md", "Secret"}
    assert app.audit.names(curator, app.audit.entries(curator)) == {}
