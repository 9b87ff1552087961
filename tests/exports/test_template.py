"""The workbook that checks itself: made, filled in, and read back."""

import io
import re

import openpyxl
import pytest

from domain.catalogue import Catalogue
from domain.consent import Consent, LawfulBasis
from domain.errors import UnreadableSource
from domain.evidence import Basis, PassageRole, SourceFile, Standing
from domain.proposals import FileDescription
from domain.template import NOTES_COLUMNS, STUDY_FIELDS, label_of
from exports.template_xlsx import template_xlsx
from ingest.opening import open_file
from ingest.proposing import propose

ANSWERS = {
    "title": "Mooring in winter",
    "organisation": "Harbour Office",
    "date": "2024-05",
    "method": "interviews",
    "sample_size": 7,
    "standing": "live",
    "lawful_basis": "public task",
    "consent_covers": "Quoting without names",
    "raw_until": "2027-03-01",
    "insight_until": "2029-03-01",
    "not_heard": "People without a boat",
}
NOTES = [
    ("P1", "Paying", "The card machine refuses cards from abroad", "face to face"),
    ("P2", "", "Nobody rang back", ""),
]


def filled_in(**other):
    book = openpyxl.load_workbook(io.BytesIO(template_xlsx()))
    for row, field in enumerate(STUDY_FIELDS, start=2):
        book["Study"].cell(row, 2).value = {**ANSWERS, **other}.get(field.fact)
    for row, cells in enumerate(NOTES, start=2):
        for column, value in enumerate(cells, start=1):
            book["Notes"].cell(row, column).value = value or None
    stream = io.BytesIO()
    book.save(stream)
    return SourceFile(name="mooring.xlsx", content=stream.getvalue())


def test_what_is_filled_in_comes_back_as_notes_and_as_the_studys_description():
    opened = open_file(filled_in())
    notes = [p for p in opened.passages if p.role is PassageRole.BODY]
    assert [(p.text, p.participant, p.headings) for p in notes] == [
        ("The card machine refuses cards from abroad", "P1", ("Notes", "Paying")),
        ("Nobody rang back", "P2", ("Notes",)),
    ]
    assert notes[0].attributes == (("Channel", "face to face"),)
    described = propose(filled_in(), FileDescription(), Catalogue(), seen=opened.glimpse)
    study = described.study
    assert (study.title, study.organisation, study.date) == ("Mooring in winter", "Harbour Office", "2024-05")
    assert (study.method, study.sample_size, study.standing) == ("interviews", 7, Standing.LIVE)
    assert study.consent == Consent(
        basis=LawfulBasis.PUBLIC_TASK,
        covers="Quoting without names",
        raw_until="2027-03-01",
        insight_until="2029-03-01",
        not_heard="People without a boat",
    )
    assert described.organisation_basis is Basis.PROPOSED
    assert {refusal.where for refusal in opened.refusals} >= {"sheet Study", "sheet Check"}
    assert "Mooring" not in "".join(passage.text for passage in opened.passages)


def test_what_is_filled_in_wrongly_stays_open_with_a_warning_and_the_notes_are_kept():
    wrong = filled_in(date="2024-16-10", sample_size="seven", standing="perhaps")
    opened = open_file(wrong)
    described = propose(wrong, FileDescription(), Catalogue(), seen=opened.glimpse)
    study = described.study
    assert (study.date, study.sample_size, study.standing) == (None, None, Standing.UNKNOWN)
    told = " ".join(described.warnings)
    assert "2024-16-10 is not a date" in told and "took part" in told and "still hold" in told
    assert len([p for p in opened.passages if p.role is PassageRole.BODY]) == 2


def test_the_check_says_what_is_written_wrongly_and_not_only_what_is_missing():
    check = openpyxl.load_workbook(io.BytesIO(template_xlsx()))["Check"]
    formulas = {row[0].value: row[1].value for row in check.iter_rows(min_row=2) if row[1].value}
    assert "is not written as 2024, 2024-05 or 2024-05-31" in formulas["Study: Date"]
    assert "is not a whole number" in formulas["Study: People who took part"]
    assert '="prototype"' in formulas["Study: Still true?"] and "none of the list" in formulas["Study: Still true?"]
    assert all(f"Notes!{at}2" in formulas["Notes: rows filled in without a note"] for at in "ABD")


@pytest.mark.parametrize("wrong", [{"lawful_basis": "because"}, {"raw_until": "2030-01-01"}, {"insight_until": "soon"}])
def test_what_is_no_basis_or_day_stays_open_and_is_asked_about(wrong, monkeypatch):
    for name, value in wrong.items():
        monkeypatch.setitem(ANSWERS, name, value)
    file = filled_in()
    described = propose(file, FileDescription(), Catalogue(), seen=open_file(file).glimpse)
    assert described.study.consent.is_blank
    assert any("lawful basis" in warning for warning in described.warnings)
    stated = Consent(covers="Nothing")
    assert propose(file, FileDescription(consent=stated), Catalogue()).study.consent == stated


def test_no_more_than_seven_fields_are_required():
    assert sum(field.required for field in (*STUDY_FIELDS, *NOTES_COLUMNS)) <= 7


def test_required_cells_are_marked_choices_are_lists_and_the_check_names_what_is_missing():
    book = openpyxl.load_workbook(io.BytesIO(template_xlsx()))
    study, notes, check = book["Study"], book["Notes"], book["Check"]
    for row, field in enumerate(STUDY_FIELDS, start=2):
        assert study.cell(row, 1).value == label_of(field)
        assert (study.cell(row, 2).fill.fill_type == "solid") is field.required
    lists = [each for sheet in (study, notes) for each in sheet.data_validations.dataValidation if each.type == "list"]
    assert len(lists) == sum(bool(each.choices) for each in (*STUDY_FIELDS, *NOTES_COLUMNS))
    formulas = [row[1].value for row in check.iter_rows(min_row=2) if row[1].value]
    named = " ".join(formulas)
    assert all(f"{field.label} is missing" in named for field in STUDY_FIELDS if field.required)
    assert all(formula.startswith("=") and formula.count("(") == formula.count(")") for formula in formulas)
    places = {place for formula in formulas for place in re.findall(r"Study!B(\d+)", formula)}
    days = {"date", "raw_until", "insight_until"}
    checked = {"title", "organisation", "method", "sample_size", "standing", "lawful_basis"} | days
    assert places == {str(row) for row, field in enumerate(STUDY_FIELDS, start=2) if field.fact in checked}


def test_an_empty_template_is_refused_and_never_taken_for_evidence():
    with pytest.raises(UnreadableSource, match="no note yet"):
        open_file(SourceFile(name="empty.xlsx", content=template_xlsx()))
