"""What was coded by other cues is coded anew: the version names every module that the coder's cues lie in."""

import ast
from pathlib import Path

from insights import coding
from insights.coding.cues_version import CUES

FOLDER = Path(coding.__file__).parent
READ_BY_THE_CODER = (
    "attempts", "change_cues", "coder_cues", "gravity", "plain_difficulties", "plain_statements", "wish_cues",
)  # fmt: skip


def modules_of(name):
    tree = ast.parse((FOLDER / f"{name}.py").read_text(encoding="utf-8"))
    told = [node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    ours = {module for module in told if module.startswith("insights.")}
    assert all(module.startswith("insights.coding.") for module in ours), "cues are made of what lies beside them alone"
    return {module.removeprefix("insights.coding.") for module in ours}


def test_the_version_covers_the_cues_and_all_that_they_are_made_of():
    found, left = set(), set(READ_BY_THE_CODER)
    while left:
        name = left.pop()
        found.add(name)
        left |= modules_of(name) - found
    assert {f"{name}.py" for name in found} == set(CUES)


def test_the_chances_that_what_is_no_difficulty_is_judged_by_stand_with_the_cues():
    from insights.coding import change_cues, kind_judging

    assert kind_judging.NO_DIFFICULTY is change_cues.NO_DIFFICULTY
    assert "NO_DIFFICULTY = " not in (FOLDER / "kind_judging.py").read_text(encoding="utf-8")
