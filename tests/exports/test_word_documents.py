"""Word documents as they print: paper, letters, and what no page parts. Everything here is fictional."""

import io
from zipfile import ZipFile

import pytest
from docx import Document
from docx.oxml.ns import qn
from lxml import etree

from exports.answer_docx import answer_document
from exports.brief_docx import brief_document
from exports.insight_docx import insight_document
from exports.word import add_quotation, document, written
from tests.exports.test_answers import a_brief as an_answer
from tests.exports.test_briefs import BriefPoint, a_brief, a_point
from tests.exports.test_insights import DAY, SHOWN


def opened(content):
    return Document(io.BytesIO(content))


@pytest.fixture(params=["brief", "answer", "insight"])
def content(request):
    return {
        "brief": lambda: brief_document(a_brief()),
        "answer": lambda: answer_document(an_answer()),
        "insight": lambda: insight_document(SHOWN, made_on=DAY),
    }[request.param]()


def test_pages_are_a4_and_every_letter_is_of_one_font(content):
    section = opened(content).sections[0]
    assert (round(section.page_width.cm, 1), round(section.page_height.cm, 1)) == (21.0, 29.7)
    with ZipFile(io.BytesIO(content)) as parts:
        styles = etree.fromstring(parts.read("word/styles.xml"))
    fonts = [dict(each.attrib) for each in styles.iter(qn("w:rFonts"))]
    assert fonts and {each.get(qn("w:ascii")) for each in fonts} == {"Arial"}
    assert not [name for each in fonts for name in each if name.endswith("Theme")]


def test_tables_fit_between_the_margins_and_no_page_parts_a_row(content):
    made = opened(content)
    section = made.sections[0]
    room = section.page_width - section.left_margin - section.right_margin
    for table in made.tables:
        assert sum(cell.width for cell in table.rows[0].cells) <= room + 1000
        assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows)


def test_a_table_of_facts_stands_with_its_heading_on_one_page():
    table = opened(brief_document(a_brief())).tables[1]
    kept = [row.cells[0].paragraphs[0].paragraph_format.keep_with_next for row in table.rows]
    assert kept == [True] * (len(kept) - 1) + [None]


def test_a_brief_of_several_begins_with_a_list_of_them_whose_head_stands_on_each_page():
    several = brief_document(a_brief(BriefPoint(point=a_point()), BriefPoint(point=a_point(title="The quay is full"))))
    listed = opened(several).tables[1]
    assert [[cell.text for cell in row.cells][:2] for row in listed.rows] == [
        ["No.", "Pain point"], ["1", "Letters come after the date they speak of"], ["2", "The quay is full"],
    ]  # fmt: skip
    assert listed.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    headings = [each.text for each in opened(several).paragraphs if each.style.name == "Heading 1"]
    assert headings[0] == "In short"
    assert "In short" not in [each.text for each in opened(brief_document(a_brief())).paragraphs]


def test_what_a_brief_was_made_with_stands_at_its_end():
    made = opened(brief_document(a_brief()))
    assert [row.cells[0].text for row in made.tables[-1].rows] == ["Codebook", "Coder", "Run of topics"]
    assert "Codebook" not in [row.cells[0].text for row in made.tables[0].rows]


def test_a_short_quotation_stands_with_its_source_and_a_long_one_may_begin_on_the_page_before():
    made = document("Tides", made_on=DAY, marking=None)
    add_quotation(made, "The quay was full.", "notes.md")
    add_quotation(made, "The quay was full. " * 60, "notes.md")
    short, long = (each for each in opened(written(made)).paragraphs if each.style.name == "Quote")
    assert (short.paragraph_format.keep_with_next, bool(long.paragraph_format.keep_with_next)) == (True, False)


def test_how_widely_an_organisation_says_so_stands_with_its_first_quotation():
    paragraphs = opened(brief_document(a_brief())).paragraphs
    [*spread] = [each for each in paragraphs if each.text.endswith(("studies", "study", "quoted"))]
    assert spread and all(each.paragraph_format.keep_with_next for each in spread)


def test_a_quotation_written_from_right_to_left_runs_so_and_no_other_does():
    made = document("Tides", made_on=DAY, marking=None)
    add_quotation(made, "يجب على كل أسرة", "notes.md")
    add_quotation(made, "The quay was full.", "notes.md")
    turned, usual = (each for each in opened(written(made)).paragraphs if each.style.name == "Quote")
    names = [each.tag for each in turned._p.pPr]
    assert names.index(qn("w:bidi")) == len(names) - 1 and turned.runs[0].font.rtl
    assert turned.style.font.cs_italic is False  # letters of these scripts do not lean
    assert usual._p.pPr.find(qn("w:bidi")) is None and not usual.runs[0].font.rtl
