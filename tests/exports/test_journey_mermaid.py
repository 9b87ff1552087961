"""A journey as Mermaid source: whatever signs are in its words, Mermaid's own parser reads it as it was meant."""

import json
import re
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from domain.access import Marking
from domain.journeys import Branch
from exports.journey_mermaid import MOST_STEPS_A_LANE, journey_mermaid, label
from tests.drawn_journeys import what_passes_across, what_passes_within
from tests.mermaid_itself import installed_mermaid
from tests.planted_journeys import a_guessed_step, a_journey, a_long_journey, a_step, an_observation

AWKWARD = (
    "end",
    'say "stop" [now] {or} (never)',
    "#quot; ; semi; colon: #35;",
    "`**bold**`",
    '%%{init: {"theme": "dark"}}%%',
    "🚤 港口 é",
    "نهاية الرحلة",
    "<b onclick='x'>bold</b> & more",
    "style fill:#f00;",
    "-->|no| x --- y",
    "- a list\\n",
    "subgraph graph TD click default",
    "o---x |pipe|",
    "£5 @ 10% ~ ^ $x$",
)
_SCRIPT = """
import { readFileSync } from "node:fs";
import { JSDOM } from "jsdom";
const page = new JSDOM("<!doctype html><body></body>");
globalThis.window = page.window;
globalThis.document = page.window.document;
const { default: mermaid } = await import("mermaid");
const texts = JSON.parse(readFileSync(process.argv[2], "utf8"));
const read = [];
for (const text of texts) {
  await mermaid.parse(text);
  const { db } = await mermaid.mermaidAPI.getDiagramFromText(text);
  read.push({
    boxes: [...db.getVertices().values()].map((box) => [box.id, box.text]),
    arrows: db.getEdges().map((arrow) => [arrow.start, arrow.end, arrow.text]),
    lanes: db.getSubGraphs().map((lane) => [lane.title, lane.nodes]),
  });
}
console.log(JSON.stringify(read));
"""


def awkward_journey():
    steps = [
        a_step(order, words, organisation=AWKWARD[-order], branch=(None, Branch.AND, Branch.OR)[order % 3])
        for order, words in enumerate(AWKWARD, start=1)
    ]
    return a_journey(steps, title=AWKWARD[4] + ' "title": #')


def test_lanes_boxes_and_arrows_are_told_and_what_is_assumed_is_dashed():
    source = journey_mermaid(a_journey())
    assert 'subgraph lane1["Harbour Permit Office"]\n  step1["1 · Ask for a permit (post)"]\nend' in source
    assert 'step2["2 · Have the hull surveyed (not known)"]:::assumed' in source
    assert 'step1 -->|"data, re-keyed (no data link)"| step2' in source
    assert "step2 --> step3" in source


def test_a_step_with_only_guesses_is_dashed():
    source = journey_mermaid(a_journey([a_guessed_step(1), a_step(2, "Wait", evidence=[an_observation(2)])]))
    assert 'step1["1 · Ask for a berth (not known)"]:::assumed' in source
    assert 'step2["2 · Wait (not known)"]\n' in source


def test_a_step_done_instead_begins_and_ends_where_the_other_does():
    steps = [a_step(1, "Ask"), a_step(2, "Ring"), a_step(3, "Write", branch=Branch.OR), a_step(4, "Wait")]
    source = journey_mermaid(a_journey(steps))
    arrows = re.findall(r"^step(\d) -->.*step(\d)$", source, flags=re.MULTILINE)
    assert arrows == [("1", "2"), ("1", "3"), ("2", "4"), ("3", "4")]


@pytest.mark.parametrize("words", AWKWARD)
def test_no_words_leave_their_label(words):
    assert not set(label(words)) & set('"[]{}|<>%&`\n')
    assert re.sub(r"#(\d+);", lambda sign: chr(int(sign[1])), label(words)) == words


def test_its_marking_leads_it():
    step = a_step(1, "Ask", evidence=[replace(an_observation(1), marking=Marking.OFFICIAL_SENSITIVE)])
    source = journey_mermaid(a_journey([step]))
    assert source.startswith(f'---\ntitle: "{Marking.OFFICIAL_SENSITIVE.value}: Mooring a boat"\n---\n')


@pytest.fixture(scope="module")
def parser(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where Mermaid's own parser is."""
    return installed_mermaid(tmp_path_factory)


def test_mermaids_own_parser_reads_every_journey_as_it_was_meant(parser: Path, tmp_path: Path):
    journeys = [awkward_journey(), a_journey(), a_long_journey(), a_journey([])]
    texts = tmp_path / "texts.json"
    texts.write_text(json.dumps([journey_mermaid(journey) for journey in journeys]))
    said = subprocess.run(
        ["node", "--input-type=module", "-", str(texts)],
        input=_SCRIPT,
        cwd=parser,
        check=False,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert said.returncode == 0, said.stderr
    for journey, read in zip(journeys, json.loads(said.stdout), strict=True):
        for step, (name, text) in zip(
            sorted(journey.steps, key=lambda one: one.order), in_number(read["boxes"]), strict=True
        ):
            assert name == f"step{step.order}"
            assert plain(text).startswith(f"{step.order} · {' '.join(step.step.split())} (")
        lanes = {plain(title) for title, _ in read["lanes"]}
        assert lanes == {step.organisation or "Not known" for step in journey.steps}
        assert len(read["arrows"]) >= len(journey.steps) - 1


def in_number(boxes):
    return sorted(boxes, key=lambda box: int(box[0].removeprefix("step")))


def plain(text):
    """Undo how Mermaid keeps numbers of signs between reading and drawing."""
    return re.sub(r"ﬂ°°(\d+)¶ß", lambda sign: chr(int(sign[1])), text)


def test_what_passes_within_a_step_is_an_arrow_back_to_it():
    source = journey_mermaid(what_passes_within(a_journey()))
    assert 'step1 -.->|"Survey inbox to Survey Book#58; data, re-keyed (no data link)"| step1' in source
    assert source.count("| step3\n") == 2


def test_what_passes_across_is_a_dashed_arrow_from_step_to_step():
    source = journey_mermaid(what_passes_across(a_journey(), [(0, 2), (2, 0), (0, 1)]))
    assert 'step1 -.->|"Port Ledger to Berth Book#58; the case, re-keyed"| step3' in source
    assert 'step3 -.->|"Survey Diary to Council Tax System#58; not known how (not known if allowed)"| step1' in source
    assert source.count("step1 -.->") == 2 and source.count("step1 -->") == 1


def test_lanes_begin_anew_along_a_long_journey_and_hold_every_step_once():
    source = journey_mermaid(a_long_journey(40, 12))
    lanes = re.findall(r"^subgraph lane\d+.*?^end$", source, flags=re.MULTILINE | re.DOTALL)
    held = [[int(order) for order in re.findall(r"^  step(\d+)", lane, flags=re.MULTILINE)] for lane in lanes]
    assert sorted(order for lane in held for order in lane) == list(range(1, 41))
    assert all(max(lane) - min(lane) < MOST_STEPS_A_LANE for lane in held)
    assert journey_mermaid(a_long_journey(20, 7)).count("subgraph ") == 7
