"""Rich text documents: their words, in order, in every encoding, and nothing of their settings."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.errors import UnreadableSource
from domain.evidence import Passage, PassageRole, Refusal, SourceFile
from domain.limits import Limits
from ingest.opening import open_file
from ingest.reading import read_passages

# Every organisation and person here is fictional.
DOCUMENT = rb"""{\rtf1\ansi\ansicpg1252\deff0
{\fonttbl{\f0\fnil\fcharset0 Arial;}{\f1\fnil\fcharset128 MS Mincho;}{\f2\fnil\fcharset2 Symbol;}}
{\colortbl;\red0\green0\blue0;}{\stylesheet{\ql Normal;}{\s1\outlinelevel0 heading 1;}{\s2 Title;}{\*\cs10 Mark;}}
{\info{\title A secret title}{\author Rhoda Ellery}}{\header\pard Notes of the Ferry Office\par}
{\footer\pard\chpgn\par}
\pard\s2 Passes\par\pard\s1 What we heard\par
\pard The caf\'e9\rquote s till \u8211 ? fails. {\v never shown}{\deleted taken out}{\revised It is old.} They said:\par
\pard\fi-360{\listtext\f2\'b7\tab}\ls1 it is slow\par{\listtext\'b7\tab}it is late\line again\par
\pard\f1\'91\'44\'82\'aa\'92\'78\'82\'ea\'82\'bd\f0 .{\footnote\pard The night boat.\par} Here \u-10179?\u-8704? ends
{\*\unknown skip me} {\field{\*\fldinst HYPERLINK "http://ferry.example"}{\fldrslt the link}}.\par
{\*\annotation{\*\atnid RE}{\pard Ask the harbour too}}
\trowd\cellx100\cellx200\pard\intbl Step\cell Trouble\cell\row\pard\intbl Pay\cell Card fails\par at night\cell\row
\trowd\pard\intbl Outer\cell\pard\intbl\itap2 inner one\nestcell inner two\nestcell{\*\nesttableprops\trowd\nestrow}
{\nonesttables\par}\pard\intbl tail\cell\row
\pard After {\pict\pngblip 89504e47}the table \{braces\}\bin5 abc}} stay\par
{\upr{\pard old words\par}{\*\ud{\pard new words\par}}}
}"""


def read(content: bytes) -> tuple[list[Passage], list[Refusal]]:
    return read_passages(SourceFile(name="notes.rtf", content=content))


def test_a_document_is_read_in_order_with_its_headings_lists_tables_and_notes():
    top = ("Passes", "What we heard")
    found = [(p.locator, p.headings, p.text) for p in read(DOCUMENT)[0] if p.role is PassageRole.BODY]
    assert found == [
        ("paragraph 3", top, "The café’s till – fails. It is old."),
        ("paragraph 4", (*top, "They said:"), "it is slow"),
        ("paragraph 5", (*top, "They said:"), "it is late\nagain"),
        ("paragraph 6", top, "船が遅れた. Here 😀 ends the link."),
        ("table 1, row 2", (*top, "Step – Trouble"), "Pay – Card fails at night"),
        ("table 1, row 3", (*top, "Step – Trouble"), "Outer – tail"),
        ("table 2, row 1", top, "inner one – inner two"),
        ("paragraph 7", top, "After the table {braces} stay"),
        ("paragraph 8", top, "new words"),
        ("footnote 1", (), "The night boat."),
        ("comment 1", (), "Ask the harbour too"),
    ]


def test_settings_names_pictures_and_addresses_are_no_words():
    text = " ".join(p.text for p in read(DOCUMENT)[0])
    assert not any(word in text for word in ("secret", "Rhoda", "Arial", "skip me", "HYPERLINK", "8950", "old words"))


def test_words_taken_out_and_hidden_ones_are_told():
    assert [(r.where, r.reason) for r in read(DOCUMENT)[1]] == [
        ("1 place", "words deleted under tracked changes"),
        ("1 place", "hidden text"),
    ]


def test_a_document_that_breaks_off_says_so():
    passages, refusals = read(DOCUMENT[: DOCUMENT.index(b"it is slow") + 4])
    assert passages[-1].text == "it i"
    assert refusals[-1].where == "end of the file" and "breaks off" in refusals[-1].reason


@pytest.mark.parametrize(
    ("page", "encoding"), [(1252, "cp1252"), (1251, "cp1251"), (932, "cp932"), (10000, "mac_roman")]
)
def test_bytes_are_read_in_the_code_page_of_the_document(page: int, encoding: str):
    words = {1251: "Паром опоздал", 932: "船が遅れた"}.get(page, "Le café était fermé")
    escaped = "".join(f"\\'{byte:02x}" for byte in words.encode(encoding))
    raw = words.encode(encoding).replace(b"\\", rb"\'5c")
    for written in (escaped.encode(), raw):
        assert read(b"{\\rtf1\\ansi\\ansicpg%d %s}" % (page, written))[0][0].text == words


def test_groups_without_end_are_no_danger():
    assert read(b"{\\rtf1 " + b"{" * 50_000 + b"The boat was late.")[0][0].text == "The boat was late."


def test_a_table_of_more_cells_than_are_read_is_refused():
    table = b"{\\rtf1 \\pard\\intbl " + b"one\\cell two\\cell\\row " * 20 + b"}"
    with pytest.raises(UnreadableSource, match="cells"):
        open_file(SourceFile(name="a.rtf", content=table), Limits(cells=30))


PARTS = [
    "{",
    "}",
    "\\par ",
    "\\'e9",
    "\\u8211 ?",
    "\\cell ",
    "\\row ",
    "\\intbl ",
    "word ",
    "{\\*\\x ",
    "\\pard ",
    "\\",
]


@settings(max_examples=60)
@given(
    st.lists(st.sampled_from([*PARTS, "{\\footnote ", "\\nestcell ", "\\itap2 ", "\\nestrow ", "\\uc0 "]), max_size=40)
)
def test_any_marks_are_read_or_refused_with_a_remedy(parts: list[str]):
    try:
        passages, refusals = read(("{\\rtf1 Begin here\\par " + "".join(parts)).encode())
    except UnreadableSource as error:
        assert error.remedy
        return
    assert passages[0].text.startswith("Begin here") and all(r.remedy for r in refusals)


@pytest.mark.notes
def test_rich_text_of_another_hand_is_read(shared_data: Path):
    passages, refusals = read((shared_data / "specimens/rtf/fake-doc.rtf").read_bytes())
    assert [p.text for p in passages if p.role is PassageRole.HEADING] == ["My First Heading", "Column 1 – Column 2"]
    assert len(passages) == 6 and refusals == []


def test_a_file_inside_is_told_and_what_stands_for_it_is_read():
    inside = rb"{\object\objemb{\*\objclass Package}{\*\objdata 4142}{\result The list of moorings.}}"
    passages, refusals = read(rb"{\rtf1\ansi The letter came late.\par " + inside + rb"\par}")
    assert [passage.text for passage in passages] == ["The letter came late.", "The list of moorings."]
    assert [refusal.reason for refusal in refusals] == ["a file inside the document, which is not read"]
