"""Deciding on themes from the command line."""

import pytest

from settings import Settings
from tests.builders import a_source
from tests.storage.test_themes import a_run
from use_cases.running.bootstrap import open_use_cases


@pytest.fixture
def ids():
    return [item.id for item in a_corpus().observations]


def a_corpus():
    return a_source([f"The ferry was late again, said caller {n}." for n in range(12)])


@pytest.fixture
def data(tmp_path, ids):
    folder = tmp_path / "data"
    app = open_use_cases(Settings.from_environment(folder, environment={}))
    app.repository.evidence.save_source(a_corpus())
    app.repository.themes.save_run(a_run("one", [ids[:7], ids[7:]]))
    app.close()
    return folder


def listed(throughline, data):
    return {row["title"]: row for row in throughline(data, "themes", "list", "--json").document}


def test_the_latest_run_is_told_with_what_moved_since_the_run_before(throughline, data, ids):
    first = throughline(data, "themes", "run", "--json").document
    assert (first["agreement"], [topic["before"] for topic in first["topics"]]) == (None, [None, None])
    app = open_use_cases(Settings.from_environment(data, environment={}))
    app.repository.themes.save_run(a_run("two", [ids[:9]], ungrouped=ids[9:]))
    app.close()
    second = throughline(data, "themes", "run", "--json").document
    assert [(topic["observations"], topic["before"]) for topic in second["topics"]] == [(9, 7)]
    assert second["gone"] == [{"title": "Topic 1", "before": 5}]
    assert second["ungrouped_share"] == 0.25
    assert "(+2)" in throughline(data, "themes", "run").output


def test_a_theme_is_accepted_renamed_and_rejected_and_each_is_taken_back(throughline, data):
    theme = listed(throughline, data)["Topic 0"]["id"]
    said = throughline(data, "themes", "accept", theme, "--title", "Late ferries", "--json").document
    assert (said["theme"]["status"], said["theme"]["title"]) == ("accepted", "Late ferries")
    throughline(data, "themes", "rename", theme, "Ferries that leave people behind")
    assert throughline(data, "themes", "reject", theme, "--json").document["theme"]["status"] == "rejected"
    rows = throughline(data, "themes", "decisions", "--json").document
    assert [row["verdict"] for row in rows] == ["rejected", "renamed", "accepted"]
    for row in rows:
        done = throughline(data, "themes", "undo", row["decision"], "--json")
        assert done.document == {"taken_back": row["decision"]}
    assert listed(throughline, data)["Topic 0"]["status"] == "proposed"
    assert all(row["taken_back_by"] for row in throughline(data, "themes", "decisions", "--json").document)


def test_themes_are_merged_and_split_and_put_back(throughline, data, ids):
    rows = listed(throughline, data)
    one, other = rows["Topic 0"]["id"], rows["Topic 1"]["id"]
    said = throughline(data, "themes", "merge", other, one, "--json").document
    assert (said["theme"]["id"], said["theme"]["observations"]) == (one, 12)
    part = throughline(data, "themes", "split", one, ids[0], ids[1], "--title", "Ferries at night", "--json").document
    assert (part["theme"]["title"], part["theme"]["observations"]) == ("Ferries at night", 2)
    assert listed(throughline, data)["Topic 0"]["observations"] == 10
    throughline(data, "themes", "accept", one)
    assert throughline(data, "themes", "put-back", one, "--json").document["theme"]["status"] == "proposed"
    given = {
        row["observation_id"]: row["theme"] for row in throughline(data, "themes", "assignments", "--json").document
    }
    assert given[ids[0]] == part["theme"]["id"]


@pytest.mark.parametrize(
    "arguments",
    [
        ("accept", "th_unknown"),
        ("rename", "th_unknown", "A title"),
        ("merge", "th_unknown", "th_other"),
        ("split", "th_unknown", "obs_1", "--title", "A title"),
        ("undo", "dc_unknown"),
        ("rename", "THEME", "   "),
        ("rename", "THEME", "x" * 201),
        ("merge", "THEME", "THEME"),
        ("split", "THEME", "obs_unknown", "--title", "A title"),
    ],
)
def test_what_cannot_be_done_is_told_with_its_remedy_and_nothing_is_decided(throughline, data, arguments):
    theme = listed(throughline, data)["Topic 0"]["id"]
    said = throughline(data, "themes", *(theme if word == "THEME" else word for word in arguments))
    assert said.status == 1
    assert "Remedy:" in said.errors
    assert throughline(data, "themes", "decisions", "--json").document == []


def test_a_search_and_a_watch_are_narrowed_to_themes_also_to_one_that_was_merged(throughline, data):
    rows = listed(throughline, data)
    one, other = rows["Topic 0"]["id"], rows["Topic 1"]["id"]

    def found(*arguments):
        said = throughline(data, "search", "the ferry was late", "--limit", "100", "--json", *arguments)
        return len(said.document["results"])

    assert throughline(data, "rebuild-index").status == 0
    assert (found(), found("--theme", one), found("--theme", one, "--theme", other)) == (12, 7, 12)
    counts = throughline(data, "search", "the ferry was late", "--limit", "100", "--facets", "--json").document
    assert {each["value"]: each["observations"] for each in counts["facets"]["theme"]} == {one: 7, other: 5}
    assert throughline(data, "watches", "add", "late ferries", "--theme", other).status == 0
    assert throughline(data, "themes", "merge", other, one).status == 0
    assert found("--theme", other) == 12
    (row,) = throughline(data, "watches", "list", "--json").document
    assert (row["filters"], row["problem"]) == ({"themes": [other]}, None)


def test_a_theme_that_is_not_there_is_a_problem_with_a_remedy(throughline, data):
    for command in (("search", "ferry"), ("watches", "add", "ferry")):
        said = throughline(data, *command, "--theme", "th_none")
        assert said.status == 1
        assert "th_none" in said.errors and "throughline themes list" in said.errors
    assert throughline(data, "watches", "list", "--json").document == []
