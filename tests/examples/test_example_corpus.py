"""The example corpus says that it is fictional, comes from its content files, and holds what was planted in it."""

import csv
import importlib.util
import io
import json
import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from domain.access import Visibility
from domain.evidence import SourceFile, Standing, checked_date
from domain.journeys import StepOutline
from ingest.reading import read_passages

EXAMPLES = Path(__file__).parents[2] / "examples"
CORPUS = EXAMPLES / "corpus"
PLANTED = json.loads((EXAMPLES / "planted.json").read_text(encoding="utf-8"))
FILES = sorted(path.name for path in CORPUS.iterdir() if path.name != "manifest.csv")
MANIFEST = list(csv.DictReader(io.StringIO((CORPUS / "manifest.csv").read_text(encoding="utf-8"))))


@pytest.fixture(scope="module")
def make_corpus() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_corpus", EXAMPLES / "make_corpus.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def contents(name: str, content: bytes) -> Any:
    """What a file holds, whatever its compression: the parts of an office file, else its bytes."""
    if not name.endswith((".docx", ".xlsx")):
        return content
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return [(part.filename, part.date_time, archive.read(part)) for part in archive.infolist()]


def passages(name: str) -> list[str]:
    """The paragraphs, cells or lines of a corpus file, without list marks."""
    return [text for text in _passages(name) if text.strip()]


def _passages(name: str) -> Iterator[str]:
    path = CORPUS / name
    if path.suffix == ".docx":
        import docx

        yield from (paragraph.text for paragraph in docx.Document(str(path)).paragraphs)
    elif path.suffix == ".xlsx":
        import openpyxl

        for sheet in openpyxl.load_workbook(path).worksheets:
            yield from (str(cell) for row in sheet.iter_rows(values_only=True) for cell in row if cell)
    elif path.suffix == ".csv":
        yield from (cell for row in csv.reader(io.StringIO(path.read_text(encoding="utf-8"))) for cell in row)
    elif path.suffix in {".pdf", ".vtt"}:
        # A test of what was planted, not of the readers: words are looked for as they are read.
        yield from (piece.text for piece in read_passages(SourceFile(name=name, content=path.read_bytes()))[0])
    else:
        yield from (re.sub(r"^- ", "", line) for line in path.read_text(encoding="utf-8").splitlines())


def test_the_script_writes_the_corpus_that_is_committed(make_corpus: ModuleType):
    written = dict(make_corpus.corpus_files())
    assert sorted(written) == sorted([*FILES, "manifest.csv"])
    for name, content in written.items():
        assert contents(name, content) == contents(name, (CORPUS / name).read_bytes()), name


def test_the_script_writes_the_same_bytes_twice(make_corpus: ModuleType):
    assert dict(make_corpus.corpus_files()) == dict(make_corpus.corpus_files())


@pytest.mark.parametrize("name", FILES)
def test_every_file_says_that_it_is_fictional(name: str):
    beginning = (CORPUS / name).read_text(encoding="utf-8")[:200] if name.endswith(".vtt") else ""
    assert any(re.search(r"fictional|invented", text, re.IGNORECASE) for text in [beginning, *passages(name)[:6]])


def test_the_readme_of_the_examples_names_every_file():
    readme = (EXAMPLES / "README.md").read_text(encoding="utf-8")
    assert "fictional" in readme
    assert [name for name in FILES if f"`{name}`" not in readme] == []


def test_the_manifest_names_each_file_once_with_values_that_ingest_knows():
    assert sorted(row["file"] for row in MANIFEST) == FILES
    for row in MANIFEST:
        assert row["organisation"] and row["study"]
        assert checked_date(row["date"])
        assert Standing(row["standing"]) and Visibility(row["visibility"])
        assert row["sample_size"] == "" or int(row["sample_size"]) > 0


def test_fourteen_studies_by_six_organisations_in_seven_formats_share_one_life_event():
    assert len({(row["organisation"], row["study"]) for row in MANIFEST}) == 14
    assert {Path(row["file"]).suffix for row in MANIFEST} == {".csv", ".docx", ".md", ".pdf", ".txt", ".vtt", ".xlsx"}
    named: dict[str, set[str]] = {"organisation": set(), "service": set(), "system": set()}
    for entry in csv.DictReader(io.StringIO((EXAMPLES / "catalogue.csv").read_text(encoding="utf-8"))):
        named[entry["kind"]].add(entry["name"])
        assert entry["note"] == "fictional"
    assert len(named["organisation"]) == 6
    assert {row["organisation"] for row in MANIFEST} == named["organisation"]
    assert {row["service"] for row in MANIFEST if row["service"]} == named["service"]


def test_the_files_of_one_study_say_the_same_of_it():
    facts = ("organisation", "date", "method", "sample_size", "standing", "visibility", "team", "contact", "marking")
    told: dict[str, set[tuple[str, ...]]] = {}
    for row in MANIFEST:
        told.setdefault(row["study"], set()).add(tuple(row[fact] for fact in facts))
    assert [study for study, said in told.items() if len(said) > 1] == []


def test_the_studies_differ_as_those_of_real_teams_do():
    assert {row["date"][:4] for row in MANIFEST} == {"2022", "2023", "2024", "2025", "2026"}
    assert {row["standing"] for row in MANIFEST} == {"live", "prototype", "fixed"}
    assert {row["marking"] for row in MANIFEST} == {"OFFICIAL", "OFFICIAL-SENSITIVE"}
    assert {row["visibility"] for row in MANIFEST} == {"open", "mission", "organisation", "team"}
    assert len({row["method"] for row in MANIFEST}) >= 9
    assert any(row["about"] and row["about"] != row["organisation"] for row in MANIFEST)
    assert {row["retells"] for row in MANIFEST if row["retells"]} <= {row["study"] for row in MANIFEST}
    assert any(row["retells"] for row in MANIFEST)


def test_contacts_are_teams_at_domains_that_cannot_exist():
    assert [row["contact"] for row in MANIFEST if not re.fullmatch(r"[a-z.]+@[a-z.-]+\.example", row["contact"])] == []
    assert [row["team"] for row in MANIFEST if not row["team"].endswith(" team")] == []


@pytest.mark.parametrize("plant", PLANTED["pain_points"], ids=lambda plant: plant["title"])
def test_a_planted_pain_point_is_told_four_times_or_more_in_two_organisations(plant: dict[str, Any]):
    told: Counter[str] = Counter()
    for evidence in plant["evidence"]:
        told[evidence["organisation"]] += len(evidence["sentences"])
        words = "\n".join(" ".join(text.split()) for text in passages(evidence["file"]))
        assert [sentence for sentence in evidence["sentences"] if sentence not in words] == []
    assert len(told) >= 2
    assert told.total() >= 4


def test_every_file_but_the_one_on_what_was_mended_has_a_planted_sentence():
    planted = {part["file"] for plant in PLANTED["pain_points"] for part in plant["evidence"]}
    assert set(FILES) - planted == {"agency-letters-mended.md", "council-letter-trial.md"}


def test_some_planted_pain_points_sit_between_organisations_and_some_are_in_common():
    assert Counter(plant["sharing"] for plant in PLANTED["pain_points"]) == {"in_common": 12, "between": 8}


def test_no_sentence_is_planted_twice_or_is_an_example_of_the_codebook():
    sentences = [text for plant in PLANTED["pain_points"] for part in plant["evidence"] for text in part["sentences"]]
    assert len(sentences) == len(set(sentences))
    codebook = (EXAMPLES.parent / "insights" / "codebook.json").read_text(encoding="utf-8")
    assert [text for text in sentences if json.dumps(text, ensure_ascii=False)[1:-1] in codebook] == []


@pytest.mark.parametrize("personal", PLANTED["personal_data"], ids=lambda personal: personal["text"])
def test_planted_personal_data_stands_in_its_file_and_belongs_to_nobody(personal: dict[str, str]):
    assert any(personal["text"] in text for text in passages(personal["file"]))
    reserved = {
        "EMAIL_ADDRESS": r".+@(\w+\.)?example\.org",
        "PHONE_NUMBER": r"07700 900\d{3}|020 7946 0\d{3}",
        "UK_NINO": "QQ.+",
    }
    assert re.fullmatch(reserved.get(personal["type"], ".+"), personal["text"])


def test_the_example_journey_has_steps_in_order_across_stages():
    steps = [StepOutline(**step) for step in json.loads((EXAMPLES / "journey_steps.json").read_text(encoding="utf-8"))]
    assert [step.order for step in steps] == list(range(1, len(steps) + 1))
    assert len(steps) == 15
    assert len({step.stage for step in steps}) == 6
