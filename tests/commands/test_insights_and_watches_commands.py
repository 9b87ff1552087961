"""Insights and watches on the command line."""

import shutil

import pytest

from domain.access import LOCAL_VIEWER, Visibility
from domain.audit import Deed
from domain.written_insights import InsightEvidence, Reach
from settings import Settings
from use_cases.knowing.insight_words import insight_words
from use_cases.running.bootstrap import open_use_cases

CLAIM = "People say the same thing several times."
LATE_NOTE = "A resident gave the same address to the parking team as well, and nobody could say why it was asked."


@pytest.fixture
def data(tmp_path, filled):
    """A copy of the two notes for each test to change."""
    shutil.copytree(filled, tmp_path / "data")
    return tmp_path / "data"


@pytest.fixture
def insight(data):
    """An insight that rests on one sentence, published."""
    app = open_use_cases(Settings.from_environment(data, environment={}))
    try:
        found = app.repository.evidence.all_evidence(LOCAL_VIEWER)
        chosen = next(item.id for item in found if "same address" in item.text)
        words = insight_words(
            claim=CLAIM, organisations=["Calder Council"], review_by="2026-01-31",
            recommendations=[("Ask once", "Calder Council"), ("Say why it is asked", "")],
        )  # fmt: skip
        identifier = app.insights.write(LOCAL_VIEWER, words, InsightEvidence(supporting=(chosen,)))
        app.insights.publish(LOCAL_VIEWER, identifier, Reach(visibility=Visibility.OPEN))
    finally:
        app.close()
    return identifier


def test_insights_are_listed_narrowed_and_shown(throughline, data, insight):
    (row,) = throughline(data, "insights", "list", "--json").document
    assert (row["id"], row["claim"], row["state"], row["supporting"]) == (insight, CLAIM, "published", 1)
    for asked, found in (
        (("--state", "draft"), 0),
        (("--state", "published", "--overdue"), 1),
        (("--organisation", "calder council"), 1),
        (("--organisation", "Wenning Clinic"), 0),
    ):
        assert len(throughline(data, "insights", "list", *asked, "--json").document) == found
    shown = throughline(data, "insights", "show", insight, "--json").document
    assert "same address" in shown["evidence"][0]["text"]
    assert [each["what"] for each in shown["versions"]] == ["written", "published"]
    said = throughline(data, "insights", "show", insight).output
    assert CLAIM in said and "Say why it is asked (nobody named yet)" in said
    assert throughline(data, "insights", "show", "in_none").status == 1


@pytest.mark.parametrize(("form", "begins"), [("docx", b"PK"), ("md", b"# People say the same thing several times")])
def test_an_insight_is_exported_and_the_audit_tells_what_it_held(throughline, data, insight, tmp_path, form, begins):
    file = tmp_path / f"insight.{form}"
    assert throughline(data, "insights", "export", insight, "--format", form, "-o", str(file)).status == 0
    assert file.read_bytes().startswith(begins)
    app = open_use_cases(Settings.from_environment(data, environment={}))
    try:
        # The repository that this is a copy of may have seen exports before.
        entries = app.audit.entries(LOCAL_VIEWER, deed=Deed.EXPORTED)
        (entry,) = [each for each in entries if each.subject == f"{insight} as {form}"]
    finally:
        app.close()
    assert len(entry.details["observations"]) == 1


def test_a_watched_search_tells_what_came_since_and_once(throughline, data, tmp_path):
    watch = throughline(data, "watches", "add", "same address given to several teams", "--json").document["id"]
    assert throughline(data, "watches", "add", "same address given to several teams", "--json").document["id"] == watch
    assert [row["new"] for row in throughline(data, "watches", "list", "--json").document] == [[]]
    note = tmp_path / "parking.md"
    note.write_text(LATE_NOTE, encoding="utf-8")
    assert throughline(data, "ingest", str(note), "--organisation", "Calder Council").status == 0
    (row,) = throughline(data, "watches", "list", "--json").document
    assert [item["text"] for item in row["new"]] == [LATE_NOTE]
    file = tmp_path / "digest.md"
    first = throughline(data, "watches", "digest", "-o", str(file), "--mark-seen", "--json").document
    assert (first["watches"], first["new"]) == (1, 1)
    assert LATE_NOTE.rstrip(".") in file.read_text().replace("\\", "")
    again = throughline(data, "watches", "digest", "-o", str(file), "--json").document
    assert again["new"] == 0
    assert "Nothing new" in file.read_text()
    assert throughline(data, "watches", "remove", watch).status == 0
    assert throughline(data, "watches", "remove", watch).status == 1
    assert throughline(data, "watches", "list", "--json").document == []


def test_a_watch_keeps_all_that_narrows_its_search(throughline, data):
    options = ("--researched-by", "Calder Council", "--level", "between", "--level", "rule", "--pattern", "PAT_01")
    assert throughline(data, "watches", "add", "address", *options).status == 0
    (row,) = throughline(data, "watches", "list", "--json").document
    assert row["filters"] == {
        "researched_by": ["Calder Council"],
        "levels": ["between", "rule"],
        "patterns": ["PAT_01"],
    }
    assert throughline(data, "watches", "add", "address", "--pattern", "PAT_9999").status == 1


def test_a_watch_of_a_name_that_nothing_is_known_by_says_so(throughline, data):
    said = throughline(data, "watches", "add", "address", "--organisation", "Caldr Council")
    assert "No organisation is known as 'Caldr Council' (--organisation)." in said.errors


def test_what_cannot_be_watched_is_refused(throughline, data):
    assert throughline(data, "watches", "add").status == 2
    assert throughline(data, "watches", "add", "x", "--pain-point", "pp_1").status == 2
    assert throughline(data, "watches", "add", "--pain-point", "pp_none").status == 1
    assert throughline(data, "watches", "add", " ").status == 1
