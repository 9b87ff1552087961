"""Briefs of pain points as people take them along, over a repository of their own. Everything here is fictional."""

import csv
import io
from dataclasses import replace
from zipfile import ZipFile

import pytest
from docx import Document
from openpyxl import load_workbook

from domain.access import LOCAL_VIEWER, Role
from domain.consent import Consent
from domain.errors import InvalidRequest
from domain.evidence import Coding, Kind, Level, PatternFit, Severity
from domain.insights import Sharing
from domain.narrowing import Narrowing
from tests.builders import a_source, a_study, a_viewer
from use_cases.app import UseCases
from use_cases.evidence import indexing
from use_cases.knowing.briefs import CSV, DOCX, FORMS, PPTX, XLSX, quoted_in

TEXTS = ("People waited weeks for the letter and were never told why.", "Nobody said when the letter would come.")
CODED = Coding(
    kind=Kind.PAIN_POINT, pain_point=0.95, severity=Severity.HIGH, level=Level.SERVICE,
    patterns=(PatternFit(pattern="PAT_01", fit=0.9),),
)  # fmt: skip
EVERYTHING = Narrowing(min_organisations=1)


@pytest.fixture
def told(app: UseCases) -> UseCases:
    """A repository with two studies: one says whom it did not hear."""
    heard = a_study("Permits", consent=Consent(not_heard="Nobody without a telephone"))
    for study, words in ((heard, TEXTS), (a_study("Berths", "Museum"), [f"Again: {text}" for text in TEXTS])):
        source = a_source(words, study=study)
        app.repository.evidence.save_source(source)
        indexing.embed_pending(app.repository)
        app.repository.evidence.save_codings("by hand", {item.id: CODED for item in source.observations})
    return app


def pages(app: UseCases, viewer=LOCAL_VIEWER, asked=EVERYTHING) -> str:
    content = app.briefs.pain_points(viewer, app.all_pain_points(viewer), DOCX, asked=asked)
    document = Document(io.BytesIO(content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*cells, *(paragraph.text for paragraph in document.paragraphs)])


def test_a_brief_says_what_it_was_made_with_and_by_what_it_is_narrowed(told: UseCases):
    said = pages(told, asked=Narrowing(mission="Safe harbours", sharing=Sharing.BETWEEN, min_organisations=3))
    assert told.codebook().version in said
    assert told.repository.coder.version in said
    assert "none yet" in said
    assert "Mission: Safe harbours; Shared how: between organisations; Found in at least 3 organisations" in said
    assert "Everything in this repository, drafts too" in said


def test_a_brief_quotes_exactly_and_says_who_was_not_heard(told: UseCases):
    said = pages(told)
    assert all(f"“{text}”" in said and f"“Again: {text}”" in said for text in TEXTS)
    assert "Nobody without a telephone (Permits)" in said
    assert "1 study behind it does not say who was not heard." in said


def test_a_brief_tells_whose_view_it_is_without_naming_anybody(told: UseCases):
    viewer = a_viewer("asha@museum.example", organisation="Museum", missions=frozenset({"Safe harbours"}))
    said = pages(told, viewer)
    assert "What is published to somebody of Museum" in said
    assert "of the missions Safe harbours" in said
    assert "drafts of their teams" in said
    assert "asha" not in said
    reader = replace(viewer, role=Role.READER, organisation=None)
    assert "drafts" not in pages(told, reader)
    assert "somebody of no organisation on record" in pages(told, reader)


def test_a_brief_says_who_says_us_too_what_studies_state_and_whom_to_ask(told: UseCases):
    (point, *_) = told.all_pain_points(LOCAL_VIEWER)
    told.ownership.claim(LOCAL_VIEWER, point, "Quay Board")
    said = pages(told)
    assert "1 organisation says “us too”, without evidence yet: Quay Board." in said
    assert "Permits (does not state how many took part)" in said
    assert "Museum: no mailbox on record" in said


def test_a_table_of_pain_points_has_the_same_beside_each(told: UseCases):
    points = told.all_pain_points(LOCAL_VIEWER)
    told.ownership.claim(LOCAL_VIEWER, points[0], "Quay Board")
    content = told.briefs.pain_points(LOCAL_VIEWER, points, CSV, asked=EVERYTHING)
    (row, *_) = csv.DictReader(io.StringIO(content.decode("utf-8-sig")))
    assert (row["Us too, without evidence"], row["Owner"]) == ("Quay Board", "no owner")
    assert row["Who was not heard"].startswith("Nobody without a telephone (Permits)")
    workbook = load_workbook(io.BytesIO(told.briefs.pain_points(LOCAL_VIEWER, points, XLSX, asked=EVERYTHING)))
    assert workbook.sheetnames == ["Pain points", "Quotations", "Studies", "About this file"]


def test_a_hidden_study_leaves_nothing_in_a_brief(told: UseCases):
    from domain.access import Visibility

    hidden = a_study("Secret", visibility=Visibility.TEAM, consent=Consent(not_heard="The hidden crew"))
    source = a_source(["The hidden letter was late by weeks and nobody told them."], study=hidden, name="hidden.md")
    told.repository.evidence.save_source(source)
    indexing.embed_pending(told.repository)
    told.repository.evidence.save_codings("by hand", {item.id: CODED for item in source.observations})
    assert "hidden" in pages(told)
    assert "hidden" not in pages(told, a_viewer("kai@museum.example", organisation="Museum"))


@pytest.mark.parametrize("form", FORMS)
def test_each_form_is_an_office_file(told: UseCases, form):
    content = told.briefs.pain_points(LOCAL_VIEWER, told.all_pain_points(LOCAL_VIEWER), form, asked=EVERYTHING)
    with ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        assert {PPTX: "ppt/presentation.xml", DOCX: "word/document.xml"}[form] in archive.namelist()


def test_another_form_is_refused_with_those_there_are(told: UseCases):
    with pytest.raises(InvalidRequest, match="'pdf'") as refused:
        told.briefs.pain_points(LOCAL_VIEWER, [], "pdf", asked=EVERYTHING)
    assert "pptx, docx, csv, xlsx" in refused.value.remedy


def test_a_brief_that_left_is_found_again_when_something_of_it_is_withdrawn(told: UseCases):
    points = told.all_pain_points(LOCAL_VIEWER)
    told.briefs.note_export(LOCAL_VIEWER, points, PPTX)
    (study,) = {fit.evidence.study_id for point in points for fit in point.evidence if "Again" in fit.evidence.text}
    for recalled in (
        told.repository.audit.exports_with(study, frozenset()),
        told.repository.audit.exports_with("st_none", frozenset(quoted_in(points, PPTX)[:1])),
    ):
        assert [each.what for each in recalled] == ["pain-points-brief as pptx"]
