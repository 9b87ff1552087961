"""Files that cannot be read say what is wrong, where, and what to do; nothing becomes an empty source."""

import io
import re
import zipfile

import docx
import openpyxl
import pptx
import pypdfium2
import pytest

from domain.errors import UnreadableSource
from domain.evidence import SourceFile
from domain.limits import Limits
from ingest.expanding import expand
from ingest.opening import open_file
from ingest.readers import READERS, reader_for
from ingest.reading import read_passages

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
NO_TEXT = (
    b'<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0">'
    b"<office:body><office:text/></office:body></office:document-content>"
)
PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(256))
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
PROTECTED = OLE + "EncryptedPackage".encode("utf-16-le") + bytes(100)


def document() -> bytes:
    stream = io.BytesIO()
    made = docx.Document()
    made.add_paragraph("The pass is posted late.")
    made.save(stream)
    return stream.getvalue()


def workbook(*cells: object) -> bytes:
    stream = io.BytesIO()
    made = openpyxl.Workbook()
    made.active.append(list(cells))
    made.save(stream)
    return stream.getvalue()


def archive(**parts: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as made:
        for name, content in parts.items():
            made.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return stream.getvalue()


def flipped(content: bytes) -> bytes:
    middle = content.index(b"word/document.xml") + 60
    return content[:middle] + bytes(byte ^ 0xFF for byte in content[middle : middle + 40]) + content[middle + 40 :]


def saved(made: object) -> bytes:
    stream = io.BytesIO()
    made.save(stream)  # type: ignore[attr-defined]
    return stream.getvalue()


def blank_page() -> bytes:
    made = pypdfium2.PdfDocument.new()
    made.new_page(595, 842)
    return saved(made)


BROKEN = {
    "empty.txt": (b"", "empty"),
    "blank.md": (b" \n\t\n ", "empty"),
    "empty.docx": (saved(docx.Document()), "no words"),
    "empty.pptx": (saved(pptx.Presentation()), "no words"),
    "empty.xlsx": (saved(openpyxl.Workbook()), "no words"),
    "empty.odt": (archive(mimetype=b"application/vnd.oasis.opendocument.text", content_xml=NO_TEXT), "no words"),
    "empty.rtf": (rb"{\rtf1\ansi {\fonttbl{\f0 Arial;}}\par}", "no words"),
    "empty.html": (b"<html><head><title></title></head><body><p> </p></body></html>", "no words"),
    "empty.pdf": (blank_page(), "no words"),
    "empty.csv": (b",,\n,,\n", "no words"),
    "only-front.md": (b"---\ndate: 2024\n---\n", "no words"),
    "photo.docx": (PNG, "is a picture"),
    "photo.md": (PNG, "is a picture"),
    "paper.txt": (b"%PDF-1.7\n...", "damaged"),
    "stuff.docx": (archive(readme_xml=b"x"), "is an archive"),
    "locked.docx": (PROTECTED, "password"),
    "locked.xlsx": (PROTECTED, "password"),
    "old.xlsx": (OLE, "old Office file"),
    "old.txt": (OLE, "old Office file"),
    "cut.docx": (document()[:4000], "damaged"),
    "flipped.docx": (flipped(document()), "damaged"),
    "hollow.docx": (archive(word__document_xml=b"<w"), "damaged"),
    "hollow.xlsx": (archive(xl__workbook_xml=b"<w"), "damaged"),
    "numbers.xlsx": (workbook(1, 2.5, None), "no words"),
    "numbers.csv": (b"a,b\n1,2\n3,4\n", "no column of written answers"),
    "noise.txt": (bytes(range(1, 32)) * 40 + b"\xff\xfe\xfd" * 40, "characters"),
    "half.txt": (b"\xff\xfeT\x00h", "characters|no text"),
    "slides.pptx": (b"PK\x03\x04", "damaged"),
    "feed.xml": (b"<?xml version='1.0'?><p>The boat was late.</p>", "written for programs"),
    "setup.exe": (b"MZ" + bytes(400), "is a program"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_file_that_cannot_be_read_says_why_where_and_what_to_do(name):
    content, problem = BROKEN[name]
    with pytest.raises(UnreadableSource, match=problem) as caught:
        read_passages(SourceFile(name=name, content=content))
    assert caught.value.where and caught.value.remedy
    assert "late" not in str(caught.value).replace("later", "")


@pytest.mark.parametrize("name", ["letter.txt", "letter.xlsx", "letter.pdf", "letter", "letter.docx.bak"])
def test_a_word_file_is_read_as_one_whatever_it_is_called(name):
    passages, _ = read_passages(SourceFile(name=name, content=document()))
    assert [(passage.text, passage.locator) for passage in passages] == [("The pass is posted late.", "paragraph 1")]


def test_a_file_that_unpacks_too_large_is_refused():
    with pytest.raises(UnreadableSource, match="unpacks to more"):
        open_file(SourceFile(name="letter.docx", content=document()), Limits(expanded_bytes=1_000))


def test_entities_that_multiply_are_not_expanded():
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><p>Some words here &b;</p>'
    passages, _ = read_passages(SourceFile(name="n.md", content=bomb))
    assert "aaaa" not in " ".join(passage.text.split("ENTITY")[-1] for passage in passages if "<" not in passage.text)


@pytest.mark.parametrize("suffix", ["md", "txt", "csv", "xlsx", "docx", "pdf", "vtt", "srt"])
def test_every_ending_is_of_exactly_one_format(suffix):
    assert sum(f".{suffix}" in reader.suffixes for reader in READERS) == 1


TEXT = b"The boat was late, and nobody said why.\n"


@pytest.mark.parametrize(
    ("name", "content", "media_type"),
    [
        ("notes", TEXT, "text/plain"),
        ("notes.docx", TEXT, "text/plain"),
        ("notes.md", TEXT, "text/markdown"),
        ("NOTES.MD", TEXT, "text/markdown"),
        ("notes.csv", TEXT, "text/csv"),
        ("call.txt", b"WEBVTT\n\n00:01.000 --> 00:02.000\nWe waited.\n", "text/vtt"),
        ("call.vtt", b"1\n00:00:01,000 --> 00:00:02,000\nWe waited.\n", "application/x-subrip"),
        ("answers.xls", b"Who\tWhat they said\nA\tWe waited a long time\nB\tNobody rang us back\n", "text/csv"),
        ("pile.zip.docx", workbook("A cell with words"), XLSX),
    ],
)
def test_the_name_decides_only_where_the_bytes_do_not(name, content, media_type):
    assert reader_for(SourceFile(name=name, content=content)).media_type == media_type


def test_a_file_of_headings_alone_says_why_it_gives_nothing():
    opened = open_file(SourceFile(name="notes.md", content=b"# Ferry desk\n\n## What went well\n"))
    assert [refusal.reason[:20] for refusal in opened.refusals] == ["headings and context"]


def test_text_with_control_characters_is_told_where_they_are():
    text = "The boat was late.\nNobody\x02 said\x03 why\x04 it\x05 was.\n"
    with pytest.raises(UnreadableSource, match="control characters") as caught:
        open_file(SourceFile(name="notes.txt", content=text.encode()))
    assert caught.value.where == "line 2"


def test_a_codebook_of_another_tool_is_refused_with_where_to_add_it():
    codebook = b'<?xml version="1.0"?><CodeBook xmlns="urn:QDA-XML:codebook:1.0" origin="a tool"><Codes/></CodeBook>'
    with pytest.raises(UnreadableSource, match="codes and no evidence") as caught:
        open_file(SourceFile(name="codes.qdc", content=codebook))
    assert "codebook import" in caught.value.remedy


def strict(content: bytes) -> bytes:
    """An Office file as its strict form has it: by other addresses."""
    usual, other = rb"http://schemas.openxmlformats.org/(\w+)/2006/", rb"http://purl.oclc.org/ooxml/\1/"
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as parts, zipfile.ZipFile(stream, "w") as made:
        for entry in parts.infolist():
            made.writestr(entry.filename, re.sub(usual, other, parts.read(entry)))
    return stream.getvalue()


def test_a_word_file_in_strict_form_is_read():
    passages, _ = read_passages(SourceFile(name="letter.docx", content=strict(document())))
    assert [passage.text for passage in passages] == ["The pass is posted late."]


def test_a_workbook_in_strict_form_is_refused_with_advice():
    with pytest.raises(UnreadableSource, match="Strict Open XML") as caught:
        open_file(SourceFile(name="board.xlsx", content=strict(workbook("The pass is posted late."))))
    assert "Excel Workbook" in caught.value.remedy


def test_a_word_file_without_its_list_of_parts_is_one_file():
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(document())) as parts, zipfile.ZipFile(stream, "w") as made:
        for entry in parts.infolist():
            if entry.filename != "[Content_Types].xml":
                made.writestr(entry.filename, parts.read(entry))
    file = SourceFile(name="letter.docx", content=stream.getvalue())
    assert list(expand(file)) == [file]


@pytest.mark.parametrize(
    "facts",
    [
        "\n".join(f"k{at}: &k{at} [{', '.join([f'*k{at - 1}'] * 9) if at else 'late, never'}]" for at in range(12)),
        "\n".join(
            f"k{at}: &k{at} {{<<: [{', '.join([f'*k{at - 1}'] * 9)}]}}" if at else "k0: &k0 {a: late}"
            for at in range(12)
        ),
        "k: &k [*k, late]",
    ],
)
def test_facts_that_refer_to_facts_do_not_multiply(facts):
    file = SourceFile(name="notes.md", content=f"---\n{facts}\n---\n\nThe pass is posted late.\n".encode())
    passages, _ = read_passages(file)
    assert passages[-1].text == "The pass is posted late."
    assert sum(passage.text == "late" for passage in passages) <= 1
