"""Files that cannot be read say what is wrong, where, and what to do; nothing becomes an empty source."""

import io
import zipfile

import docx
import openpyxl
import pytest

from domain.errors import UnreadableSource
from domain.evidence import SourceFile
from ingest.readers import READERS, reader_for
from ingest.reading import read_passages

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


BROKEN = {
    "empty.txt": (b"", "empty"),
    "blank.md": (b" \n\t\n ", "empty"),
    "only-front.md": (b"---\ndate: 2024\n---\n", "no words"),
    "photo.docx": (PNG, "is a picture"),
    "photo.md": (PNG, "is a picture"),
    "paper.txt": (b"%PDF-1.7\n...", "is a PDF"),
    "letter.txt": (document(), "is a Word document"),
    "table.docx": (workbook("A cell with words"), "is an Excel workbook"),
    "letter.xlsx": (document(), "is a Word document"),
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
    "slides.pptx": (b"PK\x03\x04", "not read"),
    "no_suffix": (b"The boat was late.", "not read"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_file_that_cannot_be_read_says_why_where_and_what_to_do(name):
    content, problem = BROKEN[name]
    with pytest.raises(UnreadableSource, match=problem) as caught:
        read_passages(SourceFile(name=name, content=content))
    assert caught.value.where and caught.value.remedy
    assert "late" not in str(caught.value).replace("later", "")


def test_a_word_file_under_another_ending_is_told_its_right_one():
    with pytest.raises(UnreadableSource) as caught:
        read_passages(SourceFile(name="letter.txt", content=document()))
    assert ".docx" in caught.value.remedy


def test_a_file_that_unpacks_too_large_is_refused_unopened(monkeypatch):
    monkeypatch.setattr("ingest.readers._content.MAX_UNPACKED_BYTES", 1_000)
    with pytest.raises(UnreadableSource, match="unpacks to more"):
        read_passages(SourceFile(name="letter.docx", content=document()))


def test_entities_that_multiply_are_not_expanded():
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><p>Some words here &b;</p>'
    passages, _ = read_passages(SourceFile(name="n.md", content=bomb))
    assert "aaaa" not in " ".join(passage.text.split("ENTITY")[-1] for passage in passages if "<" not in passage.text)


@pytest.mark.parametrize("suffix", ["md", "txt", "csv", "xlsx", "docx", "pdf", "vtt", "srt", "MD"])
def test_every_format_has_exactly_one_reader(suffix):
    file = SourceFile(name=f"a.{suffix}", content=b"x")
    assert [reader for reader in READERS if file.suffix in reader.suffixes] == [reader_for(file)]
