"""Pain points written as slides or as a Word document from the command line."""

import csv
import io
import json

import pytest
from docx import Document

ANY = ("pain-points", "--min-organisations", "1")


@pytest.mark.parametrize("ending", ["pptx", "DOCX", "xlsx"])
def test_a_brief_is_written_beside_what_is_printed(throughline, filled, tmp_path, ending):
    brief = tmp_path / f"brief.{ending}"
    said = throughline(filled, *ANY, "--json", "--output", str(brief))
    assert said.status == 0, said.errors
    assert said.output == throughline(filled, *ANY, "--json").output
    assert f"Wrote {brief}." in said.errors
    assert brief.read_bytes()[:2] == b"PK"


def test_a_brief_holds_the_points_that_are_listed_and_says_of_how_many(throughline, filled, tmp_path):
    brief = tmp_path / "brief.docx"
    every = throughline(filled, *ANY, "--json").document
    throughline(filled, *ANY, "--limit", "1", "--evidence", "0", "-o", str(brief))
    document = Document(io.BytesIO(brief.read_bytes()))
    titles = [paragraph.text for paragraph in document.paragraphs if paragraph.style.name == "Heading 1"]
    assert titles == [f"1. {every[0]['title']}", "How it was made"]
    about = {row.cells[0].text: row.cells[1].text for row in document.tables[0].rows}
    assert about["What it holds"] == f"1 pain point, the first of {len(every)}"
    assert any(paragraph.text == f"“{every[0]['evidence'][0]['text']}”" for paragraph in document.paragraphs)


def test_a_table_that_is_cut_holds_rows_alone_and_standard_error_tells_of_how_many(throughline, filled, tmp_path):
    table = tmp_path / "points.csv"
    every = throughline(filled, *ANY, "--json")
    assert "--limit" not in every.errors
    cut = throughline(filled, *ANY, "--limit", "1", "--json", "-o", str(table))
    told = f"The first 1 of {len(every.document)} pain points; --limit says how many."
    assert told in cut.errors.splitlines()
    assert len(cut.document) == 1
    assert len(list(csv.reader(io.StringIO(table.read_text("utf-8-sig"), newline="")))) == 2


def test_where_no_point_is_as_asked_it_does_not_say_that_there_is_none(throughline, filled, tmp_path):
    none = throughline(filled, *ANY, "--standing", "fixed").output
    assert none.startswith("No pain point is like that.") and "ingest" not in none
    assert "Add findings" in throughline(tmp_path / "empty", *ANY).output


def test_a_brief_that_is_written_stands_in_the_audit_with_what_it_holds(throughline, filled, tmp_path):
    throughline(filled, *ANY, "-o", str(tmp_path / "brief.pptx"))
    entries = throughline(filled, "audit", "list", "--json").document
    (entry, *_) = [entry for entry in entries if entry["subject"] == "pain-points-brief as pptx"]
    assert {"observations", "studies"} <= set(
        json.loads(entry["details"]) if isinstance(entry["details"], str) else entry["details"]
    )


@pytest.mark.parametrize("name", ["brief.pdf", "brief", "brief.pptx.exe"])
def test_another_ending_is_refused_before_anything_is_done(throughline, filled, tmp_path, name):
    said = throughline(filled, *ANY, "--output", str(tmp_path / name))
    assert said.status == 1
    assert "Use one of: pptx, docx, csv, xlsx" in said.errors
    assert said.output == ""
    assert not (tmp_path / name).exists()


def test_a_place_that_cannot_be_written_is_told_and_leaves_nothing(throughline, filled, tmp_path):
    said = throughline(filled, *ANY, "--output", str(tmp_path / "nowhere" / "brief.pptx"))
    assert said.status == 1
    assert "cannot be written" in said.errors
    assert list(tmp_path.iterdir()) == []
