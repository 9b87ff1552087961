"""What the box of "What do we know?" proposes to ask is answered of the examples, and what they lack is not."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.example_repository import copy_of_examples
from views.knowing.asking import EXAMPLE_QUESTION

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """How far the examples answer two questions."""
    folder = copy_of_examples(tmp_path_factory, tmp_path_factory.mktemp("examples"))
    asked = {"proposed": EXAMPLE_QUESTION, "foreign": "How do goat farmers insure their herds?"}
    batch = folder.parent / "questions.jsonl"
    batch.write_text("\n".join(json.dumps({"id": name, "query": text}) for name, text in asked.items()))
    command = [sys.executable, "cli.py", "--data-dir", str(folder), "search", "--batch", str(batch), "--json"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return {answer["id"]: answer["known"] for answer in json.loads(done.stdout)}


def test_the_question_that_the_page_proposes_is_not_told_that_nothing_is_known(answers):
    assert answers["proposed"] in {"answered", "partly"}


def test_of_what_the_examples_do_not_speak_nothing_is_known(answers):
    assert answers["foreign"] == "nothing"
