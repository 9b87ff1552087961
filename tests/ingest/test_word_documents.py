"""Word documents in depth: headings however they were made, tables in tables, what is told and what is hidden."""

import io
from pathlib import Path

import docx
import pytest
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml

from domain.errors import UnreadableSource
from domain.evidence import Passage, PassageRole, Refusal, SourceFile
from domain.limits import Limits
from ingest.opening import open_file
from ingest.reading import read_passages

# Every organisation and person here is fictional.
SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
)


def paragraph(document: Document, inside: str) -> None:
    document.element.body.insert_element_before(parse_xml(f"<w:p {SPACES}>{inside}</w:p>"), "w:sectPr")


def run(words: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{words}</w:t></w:r>'


def read(document: Document) -> tuple[list[Passage], list[Refusal]]:
    stream = io.BytesIO()
    document.save(stream)
    return read_passages(SourceFile(name="notes.docx", content=stream.getvalue()))


def body(document: Document) -> list[tuple[str, tuple[str, ...], str]]:
    return [(p.locator, p.headings, p.text) for p in read(document)[0] if p.role is PassageRole.BODY]


def test_a_heading_is_one_by_its_style_by_what_the_style_is_based_on_by_its_level_or_by_bold_words_alone():
    made = docx.Document()
    style = made.styles.add_style("Our heading", WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = made.styles["Heading 1"]
    made.add_paragraph("Fees", style="Our heading")
    paragraph(made, '<w:pPr><w:outlineLvl w:val="1"/></w:pPr>' + run("Paying at the desk"))
    paragraph(made, run("What they ", "<w:b/>") + run("told us", "<w:b/>"))
    made.add_paragraph("The card machine refuses foreign cards.")
    paragraph(made, run("Nobody ", "<w:b/>") + run("rings back."))
    above = ("Fees", "Paying at the desk", "What they told us")
    assert [(headings, text) for _, headings, text in body(made)] == [
        (above, "The card machine refuses foreign cards."),
        (above, "Nobody rings back."),
    ]


def test_words_put_in_are_read_words_taken_out_and_hidden_ones_are_told():
    made = docx.Document()
    author = 'w:id="1" w:author="Rhoda Ellery"'
    paragraph(
        made,
        run("The pass is ")
        + f"<w:del {author}><w:r><w:delText>never</w:delText></w:r></w:del><w:ins {author}>{run('always')}</w:ins>"
        + run(" late")
        + run(" and secret", "<w:vanish/>")
        + run(".", '<w:vanish w:val="0"/>'),
    )
    passages, refusals = read(made)
    assert [p.text for p in passages] == ["The pass is always late."]
    assert [(r.where, r.reason) for r in refusals] == [
        ("1 tracked change", "words deleted under tracked changes"),
        ("1 place", "hidden text"),
    ]
    assert not any(word in str(refusals) for word in ("never", "secret", "Rhoda"))


def test_tables_in_tables_text_boxes_in_cells_and_content_controls_are_read_where_they_stand():
    made = docx.Document()
    table = made.add_table(rows=2, cols=2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Step", "Trouble"
    table.cell(1, 0).text, table.cell(1, 1).text = "Paying", "The card fails"
    inner = table.cell(1, 1).add_table(rows=2, cols=2)
    for at, words in enumerate(["When", "Where", "at night", "on the quay"]):
        inner.cell(at // 2, at % 2).text = words
    deepest = inner.cell(1, 1).add_table(rows=1, cols=1)
    deepest.cell(0, 0).text = "by the lock"
    box = f"<w:txbxContent><w:p>{run('Two people count')}</w:p></w:txbxContent>"
    choice = f"<mc:AlternateContent><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent>"
    table.cell(1, 0)._tc.append(parse_xml(f"<w:p {SPACES}><w:r>{choice}</w:r></w:p>"))
    made.element.body.insert_element_before(
        parse_xml(f"<w:sdt {SPACES}><w:sdtContent><w:p>{run('In a control')}</w:p></w:sdtContent></w:sdt>"), "w:sectPr"
    )
    assert body(made) == [
        ("table 1, row 2", ("Step – Trouble",), "Paying – The card fails"),
        ("paragraph 1", (), "Two people count"),
        ("table 2, row 2", ("When – Where",), "at night – on the quay"),
        ("table 3, row 1", (), "by the lock"),
        ("paragraph 2", (), "In a control"),
    ]


def test_tops_and_feet_of_pages_contents_and_described_pictures_are_context():
    made = docx.Document()
    section = made.sections[0]
    section.different_first_page_header_footer = True
    made.settings.odd_and_even_pages_header_footer = True
    section.header.paragraphs[0].text = "Notes of the Ferry Office"
    section.first_page_header.paragraphs[0].text = "First page only"
    section.even_page_footer.add_table(1, 1, 100).cell(0, 0).text = "In a table at the foot"
    section.footer.paragraphs[0].text = "12"
    made.styles.add_style("toc 1", WD_STYLE_TYPE.PARAGRAPH)
    made.add_paragraph("Fees 4", style="toc 1")
    made.add_paragraph("The boat was late.")
    paragraph(
        made, '<w:r><w:drawing><wp:inline><wp:docPr id="1" name="P" descr="A queue"/></wp:inline></w:drawing></w:r>'
    )
    passages, _ = read(made)
    assert [(p.locator, p.text) for p in passages if p.role is PassageRole.CAPTION] == [
        ("header of section 1", "Notes of the Ferry Office"),
        ("header of section 1", "First page only"),
        ("paragraph 1", "Fees 4"),
        ("picture at paragraph 2", "A queue"),
        ("footer of section 1", "In a table at the foot"),
    ]


def test_hyphens_that_do_not_break_breaks_and_formulas_are_words():
    made = docx.Document()
    paragraph(
        made,
        run("Re") + "<w:r><w:noBreakHyphen/></w:r>" + run("issue it") + "<w:r><w:br/></w:r>" + run("at ")
        + "<m:oMath><m:r><m:t>n+1</m:t></m:r></m:oMath>",
    )  # fmt: skip
    assert [text for _, _, text in body(made)] == ["Re-issue it\nat n+1"]


def test_a_document_of_more_cells_than_are_read_is_refused():
    made = docx.Document()
    made.add_table(rows=5, cols=5)
    stream = io.BytesIO()
    made.save(stream)
    with pytest.raises(UnreadableSource, match="cells"):
        open_file(SourceFile(name="a.docx", content=stream.getvalue()), Limits(cells=20))


@pytest.mark.notes
def test_documents_of_other_hands_are_read(shared_data: Path):
    def told(name: str) -> list[Passage]:
        content = (shared_data / "specimens/docx" / name).read_bytes()
        return read_passages(SourceFile(name=name, content=content))[0]

    nested = [(p.locator, p.text) for p in told("docx-tables.docx")]
    assert ("table 3, row 2", "g&t – h") in nested and ("table 2, row 3", "j – k – l") in nested
    assert [p.text for p in told("test_with_comment.docx") if p.locator.startswith("comment")] == [
        "This is a test comment. 12df-321a",
        "Yet another comment in the doc. 55yiyi-asd09",
    ]
    assert [p.text for p in told("duplicate-paragraphs.docx")].count("some text") >= 6
    assert {p.role.value for p in told("docx-hdrftr.docx")} == {"body", "caption"}
