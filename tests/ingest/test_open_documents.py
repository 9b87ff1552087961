"""OpenDocument texts: paragraphs, lists, tables, notes and comments, and what stands hidden."""

import io
import zipfile
from pathlib import Path

import pytest

from domain.errors import UnreadableSource
from domain.evidence import Passage, PassageRole, Refusal, SourceFile
from ingest.reading import read_passages

# Every organisation and person here is fictional.
SPACES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for short, name in [
        ("office", "office"), ("text", "text"), ("table", "table"), ("style", "style"), ("draw", "drawing"),
        ("svg", "svg-compatible"),
    ]
)  # fmt: skip
STYLES = f"""<office:document-styles {SPACES}><office:master-styles><style:master-page style:name="Standard">
<style:header><text:p>Notes of the <text:span>Ferry Office</text:span></text:p></style:header>
<style:footer><text:p>Page <text:page-number>1</text:page-number></text:p></style:footer>
</style:master-page></office:master-styles></office:document-styles>"""
BODY = """
<text:tracked-changes><text:changed-region><text:deletion><text:p>taken out</text:p></text:deletion>
</text:changed-region></text:tracked-changes>
<text:p text:style-name="P9">Passes</text:p><text:h text:outline-level="1">What we heard</text:h>
<text:p>The till<text:s text:c="3"/>fails.<text:note text:note-class="footnote">
<text:note-citation>1</text:note-citation>
<text:note-body><text:p>On the night boat.</text:p></text:note-body></text:note> They said:</text:p>
<text:list><text:list-item><text:p>it is slow</text:p><text:list>
<text:list-item><text:p>and old</text:p></text:list-item>
</text:list></text:list-item></text:list>
<text:p>One line<text:line-break/>and
another<office:annotation><text:p>Ask the harbour too</text:p></office:annotation></text:p>
<table:table><table:table-header-rows><table:table-row><table:table-cell><text:p>Step</text:p></table:table-cell>
<table:table-cell><text:p>Trouble</text:p></table:table-cell></table:table-row></table:table-header-rows>
<table:table-row><table:table-cell><text:p>Pay</text:p></table:table-cell><table:table-cell><text:p>Card fails</text:p>
<text:p>at night</text:p><table:table><table:table-row><table:table-cell><text:p>inner one</text:p></table:table-cell>
</table:table-row></table:table></table:table-cell></table:table-row></table:table>
<text:p>See the box<draw:frame><draw:text-box><text:p>In a box</text:p></draw:text-box></draw:frame>
<draw:frame><draw:image/><svg:desc>A queue at the quay</svg:desc></draw:frame></text:p>
<text:p>Shown <text:span text:style-name="T9">never shown</text:span>here</text:p>
<text:table-of-content><text:index-body><text:p>What we heard 1</text:p></text:index-body></text:table-of-content>"""
AUTOMATIC = """<office:automatic-styles><style:style style:name="P9" style:parent-style-name="Title"/>
<style:style style:name="T9"><style:text-properties text:display="none"/></style:style></office:automatic-styles>"""


def document(body: str = BODY, *, before: str = "", manifest: str = "<manifest/>") -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as made:
        made.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        content = f"<office:document-content {SPACES}>{AUTOMATIC}<office:body><office:text>{body}</office:text>"
        made.writestr("content.xml", f"{before}{content}</office:body></office:document-content>")
        made.writestr("styles.xml", STYLES)
        made.writestr("META-INF/manifest.xml", manifest)
    return stream.getvalue()


def read(content: bytes) -> tuple[list[Passage], list[Refusal]]:
    return read_passages(SourceFile(name="notes.odt", content=content))


def test_a_document_is_read_in_order_with_its_headings_lists_tables_and_notes():
    top = ("Passes", "What we heard")
    found = [(p.locator, p.headings, p.text) for p in read(document())[0] if p.role is PassageRole.BODY]
    assert found == [
        ("paragraph 3", top, "The till fails."),
        ("paragraph 4", (*top, "They said:"), "it is slow"),
        ("paragraph 5", (*top, "They said:"), "and old"),
        ("paragraph 6", top, "One line\nand another"),
        ("table 1, row 2", (*top, "Step – Trouble"), "Pay – Card fails at night"),
        ("table 2, row 1", top, "inner one"),
        ("paragraph 7", top, "See the box"),
        ("paragraph 8", top, "In a box"),
        ("paragraph 10", top, "Shown here"),
        ("footnote 1", (), "On the night boat."),
        ("comment 1", (), "Ask the harbour too"),
    ]


def test_heads_and_feet_of_pages_pictures_and_contents_are_context():
    context = [(p.locator, p.text) for p in read(document())[0] if p.role is PassageRole.CAPTION]
    assert context == [
        ("header of page style Standard", "Notes of the Ferry Office"),
        ("paragraph 9", "A queue at the quay"),
        ("paragraph 11", "What we heard 1"),
        ("footer of page style Standard", "Page 1"),
    ]


def test_words_taken_out_and_hidden_ones_are_told():
    assert [(r.where, r.reason) for r in read(document())[1]] == [
        ("1 tracked change", "words deleted under tracked changes"),
        ("1 place", "hidden text"),
    ]


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (document(before='<!DOCTYPE x [<!ENTITY a "aa">]>'), "declares"),
        (document("<text:p>cut"), "damaged"),
        (document(manifest="<m><encryption-data/></m>"), "password"),
    ],
)
def test_a_document_that_cannot_be_read_says_what_to_do(content: bytes, problem: str):
    with pytest.raises(UnreadableSource, match=problem) as caught:
        read(content)
    assert caught.value.remedy


@pytest.mark.notes
def test_a_document_of_another_hand_is_read(shared_data: Path):
    passages, refusals = read((shared_data / "specimens/odt/fake.odt").read_bytes())
    assert [p.text for p in passages] == [
        "Lorem ipsum dolor sit amet.",
        "Header row – Mon – Wed – Fri",
        "Color – Blue – Red – Green",
        "Time – 1pm – 2pm – 3pm",
        "Leader – Sarah – Mark – Ryan",
    ]
    assert refusals == []
