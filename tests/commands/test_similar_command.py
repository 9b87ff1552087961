"""`similar`: what is known of a draft plan. docs/cli.md and the JSON say the same. Everything here is fictional."""

import re
from pathlib import Path

import pytest
from docx import Document

PLAN = """# Plan (fictional)

## Research questions

- Do people know whether their form has arrived?
- Why do staff copy an address by hand?
"""
OF_A_QUESTION = [
    "question", "where", "under", "known", "also_looked_for", "speaking", "lacks_number",
    "marking", "results", "organisations", "studies",
    "pain_points", "themes", "attempts", "against", "nearest", "ask",
]  # fmt: skip


@pytest.fixture(scope="module")
def answered(filled, throughline):
    """What is said of the plan on standard input."""
    return throughline(filled, "similar", "-", "--json", stdin=PLAN)


def documented() -> str:
    text = (Path(__file__).parents[2] / "docs" / "cli.md").read_text(encoding="utf-8")
    return text.partition("## `similar`")[2].partition("\n## ")[0]


def test_each_question_has_what_is_known_of_it(answered):
    document = answered.document
    assert (answered.status, document["plan"], document["left_out"]) == (0, "plan.md", 0)
    first, second = document["questions"]
    assert (first["question"], first["where"], first["under"]) == (
        "Do people know whether their form has arrived?",
        "line 5",
        "Research questions",
    )
    assert first["known"] in {"answered", "partly"}
    assert "Four of six residents could not tell whether their form had arrived." in {
        result["text"] for result in first["results"]
    }
    assert {each["name"] for each in second["organisations"]} >= {"Calder Council"}
    assert {team["organisation"] for team in first["ask"]} <= {"Calder Council", "Wenning Clinic"}
    assert first["ask"] and first["studies"] and first["nearest"] is None


def test_its_results_are_those_of_a_search(answered, filled, throughline):
    question = answered.document["questions"][0]
    searched = throughline(filled, "search", question["question"], "--json").document["results"]
    kept = {result["observation_id"] for result in question["results"]}
    assert question["results"] == [result for result in searched if result["observation_id"] in kept]
    assert {result["kind"] for result in searched if result["observation_id"] not in kept} <= {
        "method", "question", "other",
    }  # fmt: skip


def test_the_document_holds_the_keys_that_the_documentation_names_and_no_others(answered):
    document = answered.document
    assert list(document) == ["plan", "left_out", "marking", "questions"]
    assert all(f"`{key}`" in documented() for key in document)
    named = {key for row in re.findall(r"(?m)^\| (`.+?) \|", documented()) for key in re.findall(r"`([a-z_]+)`", row)}
    for question in document["questions"]:
        assert list(question) == OF_A_QUESTION
        assert named == set(OF_A_QUESTION)
    for key in ("organisations", "studies", "pain_points", "themes", "ask"):
        (listed,) = re.findall(rf"(?m)^\| `{key}` \| `([a-z_, ]+)`", documented())
        for row in (row for question in document["questions"] for row in question[key]):
            assert listed.split(", ") == list(row)


def test_a_plan_as_a_file_is_read_in_its_format_and_named_without_its_folder(filled, throughline, tmp_path):
    document = Document()
    document.add_heading("What we want to find out", level=1)
    document.add_paragraph("Whether people know that a form has arrived", style="List Bullet")
    document.save(str(tmp_path / "plan.docx"))
    said = throughline(filled, "similar", str(tmp_path / "plan.docx"), "--limit", "3", "--json").document
    assert said["plan"] == "plan.docx"
    assert [each["question"] for each in said["questions"]] == ["Whether people know that a form has arrived"]
    assert len(said["questions"][0]["results"]) <= 3


def test_people_read_how_far_each_is_answered_by_whom_and_whom_to_ask(filled, throughline):
    said = throughline(filled, "similar", "-", stdin=PLAN)
    assert "line 5: Do people know whether their form has arrived?" in said.output
    assert re.search(r"(?m)^  (Answered|Partly answered): .*Calder Council \(\d stud", said.output)
    assert "Whom to ask: " in said.output


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("plan.md", b"We visit the harbour in May.", "No question was found in this plan."),
        ("plan.bin", bytes(range(256)), "Remedy:"),
        ("empty.txt", b"", "Remedy:"),
    ],
)
def test_a_plan_that_asks_nothing_or_cannot_be_read_is_told(filled, throughline, tmp_path, name, content, told):
    (tmp_path / name).write_bytes(content)
    said = throughline(filled, "similar", str(tmp_path / name), "--json")
    assert said.status == 1
    assert told in said.errors and "Remedy:" in said.errors and "Traceback" not in said.errors
    assert not said.output


def test_a_file_that_is_not_there_is_told(filled, throughline, tmp_path):
    said = throughline(filled, "similar", str(tmp_path / "none.md"))
    assert said.status == 1 and "Remedy:" in said.errors


def test_an_empty_repository_answers_nothing(throughline, tmp_path):
    said = throughline(tmp_path / "new", "similar", "-", "--json", stdin=PLAN).document
    assert {each["known"] for each in said["questions"]} == {"nothing"}
    assert all(each["results"] == each["ask"] == [] and each["nearest"] is None for each in said["questions"])
