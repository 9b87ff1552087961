"""Pain points as a table and as a workbook, read back. Everything here is fictional."""

import csv
import io
from dataclasses import replace

from openpyxl import load_workbook

from domain.access import Marking
from domain.insights import Attempt, AttemptOutcome, Fit
from exports.brief import BriefPoint
from exports.pain_point_tables import pain_points_csv, pain_points_xlsx, quoted_beside, quoted_on_sheets
from tests.exports.test_briefs import HARBOUR, LOCKS, MUSEUM, QUAY, a_brief, a_point, beside
from tests.planted_pain_points import told_by

SENSITIVE = Marking.OFFICIAL_SENSITIVE


def a_told_point(**fields):
    """A pain point with one thing of every kind beside its evidence, and more against it than a table quotes."""
    against = tuple(
        Fit(evidence=told_by(MUSEUM, nth, text=f"It came in time {nth}."), organisation=MUSEUM, fit=0.5)
        for nth in range(4)
    )
    tried = told_by(HARBOUR, 30, text="=A text message went out at noon.", marking=SENSITIVE)
    known = {
        "against": against,
        "attempts": (Attempt(evidence=tried, outcome=AttemptOutcome.FAILED),),
        "needs": (Fit(evidence=told_by(HARBOUR, 31), organisation=HARBOUR, fit=0.5),),
        "recommendations": (Fit(evidence=told_by(HARBOUR, 32), organisation=HARBOUR, fit=0.5),),
        "marking": SENSITIVE,
    }
    return a_point(**{**known, **fields})


def csv_rows(*points):
    return list(csv.DictReader(io.StringIO(pain_points_csv(a_brief(*points)).decode("utf-8-sig"))))


def sheet_rows(name, *points):
    head, *rows = load_workbook(io.BytesIO(pain_points_xlsx(a_brief(*points))))[name].values
    return [dict(zip(head, row, strict=True)) for row in rows]


def test_a_row_says_what_makes_a_pain_point_worth_believing_and_what_does_not():
    (row,) = csv_rows(beside(a_told_point(single_source=True)))
    said = {
        "Place": "1", "Shared how?": "in common", "Confidence": "moderate",
        "Why this confidence": "2 organisations in 3 studies",
        "Read with care": "One study is all there is. Treat it as a lead, not as a finding.", "Studies": "3",
        "People in these studies": "41", "Years": "2024 to 2025", "Owner": f"{HARBOUR} (proposed)",
        "Us too, without evidence": f"{QUAY}; {LOCKS}", "Speaking against it": "4", "Attempts": "1",
        "Whom to ask": "Harbour Lab: lab@harbour.example", "Marking": "OFFICIAL-SENSITIVE",
    }  # fmt: skip
    assert {name: row[name] for name in said} == said
    assert "the codebook says “slows or misleads people”" in row["Why so grave"]
    assert row["What speaks against it"].startswith(f"“It came in time 0.” {MUSEUM} · Study 1 · ")
    assert row["What speaks against it"].endswith("\n1 more on record.") and "in time 3" not in str(row)
    own = Fit(evidence=told_by(MUSEUM, 9, text="“It came,” she said."), organisation=MUSEUM, fit=0.5)
    (other,) = csv_rows(beside(a_told_point(against=(own,))))
    assert other["What speaks against it"].startswith(f"‘“It came,” she said.’ {MUSEUM} · ")
    assert row["What was tried, and what came of it"].startswith(
        "It seems not to have worked: “=A text message went out at noon.”"
    )
    assert row["Who was not heard"].splitlines() == [
        "Nobody who works at night (Study 1)", "2 studies behind it do not say who was not heard."
    ]  # fmt: skip


def test_blank_cells_say_which_blank_they_are():
    (row,) = csv_rows(BriefPoint(point=a_point(participants=None)))
    assert row["What speaks against it"] == "Nothing that was read speaks against it. Nobody may have looked for it."
    assert row["What was tried, and what came of it"].startswith("Nothing that was read tells what was tried.")
    names = ("Owner", "Us too, without evidence", "Who was not heard", "People in these studies")
    assert [row[name] for name in names] == ["no owner", "nobody else says so", "not recorded", "not recorded"]


def test_the_workbook_has_a_row_for_each_quotation_with_what_it_is_there():
    whole = Fit(evidence=told_by(MUSEUM, 9, stated=(HARBOUR, MUSEUM)), organisation=MUSEUM, fit=0.5, of_whole_file=True)
    point = a_told_point()
    point = replace(point, evidence=(*point.evidence, whole))
    rows = sheet_rows("Quotations", BriefPoint(point=a_point()), beside(point))
    assert [row["Place"] for row in rows] == [1] * 7 + [2] * 15
    second = rows[7:]
    assert [row["What it is here"] for row in second] == [
        *["says so"] * 8, *["speaks against it"] * 4, "was tried", "is needed in its place", "was recommended"
    ]  # fmt: skip
    assert second[7]["Why it is here"] == f"stated of the whole file, about {HARBOUR} and {MUSEUM}"
    assert second[7]["Counts for"] == MUSEUM and not second[8]["Counts for"]
    tried = second[12]
    assert (tried["Why it is here"], tried["text"], tried["marking"]) == (
        "it seems not to have worked", "=A text message went out at noon.", "OFFICIAL-SENSITIVE"
    )  # fmt: skip
    assert {row["observation_id"] for row in rows} == set(quoted_on_sheets([a_point(), point]))


def test_the_workbook_has_the_studies_with_what_each_states():
    rows = sheet_rows("Studies", beside(a_point()))
    assert [
        (row["Study"], row["Sample size, as stated"], row["Retells"], row["Who was not heard"]) for row in rows
    ] == [
        ("Study 1", 17, None, "Nobody who works at night"),
        ("Study 2", "not recorded", None, "not recorded"),
        ("Study 3", 24, "Study 2", "not recorded"),
    ]


def test_the_workbook_says_of_how_many_it_holds_the_gravest_and_whose_view_it_is():
    said = {row["What"]: row["As this file has it"] for row in sheet_rows("About this file", beside(a_point()))}
    assert said["What it holds"] == "1 pain point, the first of 12"
    assert said["Whose view"] == "Everything in this repository, drafts too"
    assert said["Narrowed by"] == "Mission: Safe harbours; Found in at least 2 organisations"


def test_what_a_table_quotes_is_told_for_asking_it_back():
    point = a_told_point()
    quoted = [*(fit.evidence.id for fit in point.against[:3]), point.attempts[0].evidence.id]
    assert quoted_beside([point]) == sorted(quoted)
    assert all(fit.evidence.text not in str(csv_rows(BriefPoint(point=point))) for fit in point.evidence)
