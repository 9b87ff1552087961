"""The one table of files that every entrance takes alike: each format, good, odd and hostile, made by our own code.

A row is a :class:`MadeFile`: the name a person would see, a function that makes its bytes, and what must come of it:
either sentences that must become observations word for word (``says``), or a piece of the refusal's problem
(``refused``). For a file that holds others ``inside`` has a row for each, under its path in there; what is passed over
has none. Add a row to ``GOOD``, ``ODD`` or ``HOSTILE`` and it is read by itself, goes through command line, folder, zip
and upload, and is mutated by the fuzz. Names are unique. All organisations and people are invented.
"""

import io
import json
import stat
import struct
import zipfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from email.message import EmailMessage
from itertools import pairwise

LATE = "The letter about the mooring fee came after the fee was due."
ASKED = "I was asked for the same proof at the harbour desk and again at the lock."
DESK = "Nobody at the desk could say who holds the file."
SENTENCES = (LATE, ASKED, DESK)


@dataclass(frozen=True, kw_only=True)
class MadeFile:
    """One row: see above. ``format`` groups rows in the fuzz's figures."""

    name: str
    make: Callable[[], bytes]
    format: str
    says: tuple[str, ...] = ()
    refused: str = ""
    inside: tuple["MadeFile", ...] = ()

    def __str__(self) -> str:
        return self.name


def file_of(name: str, content: bytes | Callable[[], bytes], *says: str, refused: str = "", form: str = "") -> MadeFile:
    make = content if callable(content) else lambda: content
    return MadeFile(name=name, make=make, format=form or name.rpartition(".")[2], says=says, refused=refused)


def docx_of(*paragraphs: str) -> bytes:
    import docx

    document = docx.Document()
    document.add_heading("Moorings", 1)
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    table = document.add_table(rows=1, cols=2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Desk", "Two people work there in winter."
    return saved(document)


def xlsx_of(*cells: object, formula: str = "") -> bytes:
    import openpyxl

    workbook = openpyxl.Workbook()
    workbook.active.append(["Note"])
    for cell in cells:
        workbook.active.append([cell])
    if formula:
        workbook.active["C2"] = formula
    return saved(workbook)


def pdf_of(*lines: str, pages: int = 1, password: str = "") -> bytes:
    from reportlab.lib.pdfencrypt import StandardEncryption
    from reportlab.pdfgen.canvas import Canvas

    stream = io.BytesIO()
    canvas = Canvas(stream, invariant=1, encrypt=StandardEncryption(password) if password else None)
    for _ in range(pages):
        for at, line in enumerate(lines):
            canvas.drawString(72, 760 - 40 * at, line)
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


def saved(document) -> bytes:
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def zip_of(*members: tuple[str | zipfile.ZipInfo, bytes], packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", packing) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return stream.getvalue()


def zip_with(parts: bytes, **replaced: bytes) -> bytes:
    """An archive with parts put in or replaced: word__document_xml stands for word/document.xml."""
    named = {
        name.replace("__", "/").replace("_xml", ".xml").replace("_bin", ".bin"): new for name, new in replaced.items()
    }
    with zipfile.ZipFile(io.BytesIO(parts)) as archive:
        kept = [(entry.filename, archive.read(entry)) for entry in archive.infolist() if entry.filename not in named]
    return zip_of(*kept, *named.items())


def with_flag(content: bytes, flag: int = 0x1) -> bytes:
    """An archive whose first member says that it is encrypted."""
    local, central = content.index(b"PK\x03\x04"), content.index(b"PK\x01\x02")
    changed = bytearray(content)
    for at in (local + 6, central + 8):
        struct.pack_into("<H", changed, at, struct.unpack_from("<H", changed, at)[0] | flag)
    return bytes(changed)


def link(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name)
    entry.create_system, entry.external_attr = 3, (stat.S_IFLNK | 0o777) << 16
    return entry


def nested(depth: int) -> bytes:
    content = zip_of(("deep.txt", LATE.encode()))
    for _ in range(depth - 1):
        content = zip_of(("inner.zip", content))
    return content


def vtt_of(*sentences: str) -> bytes:
    cues = (f"00:00:{at * 5:02}.000 --> 00:00:{at * 5 + 4:02}.000\n{text}\n" for at, text in enumerate(sentences))
    return ("WEBVTT\n\n" + "\n".join(cues)).encode()


def srt_of(*sentences: str) -> bytes:
    cues = (
        f"{at + 1}\n00:00:{at * 5:02},000 --> 00:00:{at * 5 + 4:02},000\n{text}\n" for at, text in enumerate(sentences)
    )
    return "\n".join(cues).encode()


def csv_of(*answers: str, delimiter: str = ",") -> bytes:
    rows = [delimiter.join(("Who", "What they said"))]
    rows += [f'Person {at}{delimiter}"{answer}"' for at, answer in enumerate(answers)]
    return "\r\n".join(rows).encode()


def json_of(*answers: str) -> bytes:
    return json.dumps({"responses": [{"id": at, "comment": answer} for at, answer in enumerate(answers)]}).encode()


def json_lines_of(*answers: str) -> bytes:
    return "\n".join(json.dumps({"id": at, "comment": answer}) for at, answer in enumerate(answers)).encode()


def qde_of(*sentences: str) -> bytes:
    guid = "11111111-1111-4111-8111-111111111111"
    text = f'<TextSource guid="{guid}" name="Interview"><PlainTextContent>{" ".join(sentences)}</PlainTextContent>'
    space = 'xmlns="urn:QDA-XML:project:1.0" name="Moorings" origin="Another Tool"'
    return f"<Project {space}><Sources>{text}</TextSource></Sources></Project>".encode()


def html_of(*sentences: str) -> bytes:
    paragraphs = "".join(f"<p>{text}</p>" for text in sentences)
    return f"<!DOCTYPE html><html><title>Moorings</title><body><h1>Notes</h1>{paragraphs}</body></html>".encode()


def rtf_of(*sentences: str) -> bytes:
    return ("{\\rtf1\\ansi " + "".join(f"{{\\pard {text}\\par}}\n" for text in sentences) + "}").encode()


def odt_of(*sentences: str, before: str = "") -> bytes:
    spaces = " ".join(f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "text"))
    text = "".join(f"<text:p>{each}</text:p>" for each in sentences)
    content = f"<office:document-content {spaces}><office:body><office:text>{text}</office:text></office:body>"
    return zip_of(
        ("mimetype", b"application/vnd.oasis.opendocument.text"),
        ("content.xml", f"{before}{content}</office:document-content>".encode()),
    )


def qdpx_of() -> bytes:
    """A project of two texts and a picture, with habits of several tools: braces, a bare name, a byte order mark."""
    first, second, third = (f"{digit * 8}-{digit * 4}-4{digit * 3}-8{digit * 3}-{digit * 12}" for digit in "123")
    sources = (
        f'<TextSource guid="{{{first}}}" name="Interview" plainTextPath="internal://{first}.txt">'
        f'<PlainTextSelection guid="{third}" startPosition="0" endPosition="10"/></TextSource>'
        f'<TextSource guid="{second}" name="Interview" plainTextPath="{second}.txt"/>'
        f'<PictureSource guid="{third}" path="internal://never.png"/>'
    )
    space = 'xmlns="urn:QDA-XML:project:1.0" name="Moorings" origin="Another Tool"'
    return zip_of(
        ("Moorings.qde", f"<Project {space}><Sources>{sources}</Sources></Project>".encode()),
        (f"Sources/{first}.txt", b"\xef\xbb\xbf" + LATE.encode()),
        (f"Sources/{second}.txt", f"Two people\r\n{DESK}\r\n".encode()),
        ("Sources/never.png", b"\x89PNG never"),
    )


def mail_of(*sentences: str, attached: bytes = b"", name: str = "") -> bytes:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "a@moorings.example", "b@moorings.example", "Moorings"
    message["Message-ID"] = "<1@moorings.example>"
    message.set_content("\n\n".join(sentences))
    if attached:
        message.add_attachment(attached, maintype="application", subtype="octet-stream", filename=name)
        message.set_boundary("=of=moorings=")
    return message.as_bytes()


def pptx_of(*slides: str, spaces: str = "", more: dict[str, str] | None = None) -> bytes:
    """A presentation of these slides, each the XML of its shapes; ``more`` parts go in beside them."""
    office = "http://schemas.openxmlformats.org"
    names = f'xmlns:p="{office}/presentationml/2006/main" xmlns:a="{office}/drawingml/2006/main" '
    names += f'xmlns:r="{office}/officeDocument/2006/relationships" {spaces}'
    listed = "".join(f'<p:sldId id="{255 + at}" r:id="r{at}"/>' for at in range(1, len(slides) + 1))
    kind = f"{office}/officeDocument/2006/relationships/slide"
    pointed = (
        f'<Relationship Id="r{at}" Type="{kind}" Target="slides/slide{at}.xml"/>' for at in range(1, len(slides) + 1)
    )
    relations = f'<Relationships xmlns="{office}/package/2006/relationships">'
    parts = {
        "[Content_Types].xml": "<Types/>",
        "ppt/presentation.xml": f"<p:presentation {names}><p:sldIdLst>{listed}</p:sldIdLst></p:presentation>",
        "ppt/_rels/presentation.xml.rels": f"{relations}{''.join(pointed)}</Relationships>",
        **{
            f"ppt/slides/slide{at}.xml": f"<p:sld {names}><p:cSld><p:spTree>{slide}</p:spTree></p:cSld></p:sld>"
            for at, slide in enumerate(slides, start=1)
        },
        **{
            name: part.replace("<Relationships>", relations).replace("NAMES", names)
            for name, part in (more or {}).items()
        },
    }
    return zip_of(*((name, part.encode()) for name, part in parts.items()))


def shape_of(*paragraphs: str, at: tuple[int, int] | None = None, holds: str = "", box: bool = False) -> str:
    """A shape of a slide: drawn, a text box, or what holds the place of a title."""
    place = f'<a:xfrm><a:off x="{at[0]}" y="{at[1]}"/><a:ext cx="9" cy="9"/></a:xfrm>' if at else ""
    kind = f'<p:ph type="{holds}"/>' if holds else ""
    words = "".join(f"<a:p><a:r><a:t>{words}</a:t></a:r></a:p>" for words in paragraphs)
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="2" name="Shape 2"/><p:cNvSpPr txBox="{int(box)}"/>'
        f"<p:nvPr>{kind}</p:nvPr></p:nvSpPr><p:spPr>{place}</p:spPr><p:txBody>{words}</p:txBody></p:sp>"
    )


def compound_of(streams: dict[str, bytes]) -> bytes:
    """A compound file of streams by their path, each at most one folder deep, none of them in the mini stream."""
    none, end, sector = 0xFFFFFFFF, 0xFFFFFFFE, 512
    folders = list(dict.fromkeys(path.partition("/")[0] for path in streams if "/" in path))
    paths = [*folders, *streams]
    tops = [path for path in paths if "/" not in path]
    chain = {"": tops, **{folder: [path for path in streams if path.startswith(f"{folder}/")] for folder in folders}}
    following = {one: other for each in chain.values() for one, other in pairwise(each)}
    number = {path: at for at, path in enumerate(paths, start=1)}
    data, starts, fat = b"", dict[str, int](), list[int]()

    def added(content: bytes) -> int:
        nonlocal data
        start, count = len(data) // sector, -(-len(content) // sector)
        data += content.ljust(count * sector, b"\x00")
        fat.extend([*range(start + 1, start + count), end] if count else [])
        return start if count else end

    for path, content in streams.items():
        starts[path] = added(content)
    packed = b""
    for path in ("", *paths):
        name = (path.rpartition("/")[2] or "Root Entry").encode("utf-16-le")
        kind = 5 if not path else 1 if path in folders else 2
        child = number[chain[path][0]] if chain.get(path) else none
        right = number.get(following.get(path, "?"), none)
        size = len(streams.get(path, b""))
        packed += struct.pack(
            "<64sHBBIII36xIQ", name, len(name) + 2, kind, 1, none, right, child, starts.get(path, end), size
        )
    directory = added(packed)
    tables = next(count for count in range(1, 100) if (len(fat) + count) <= count * sector // 4)
    first_table = len(data) // sector
    numbers = [*fat, *[0xFFFFFFFD] * tables]
    data += struct.pack(f"<{tables * sector // 4}I", *numbers, *[none] * (tables * sector // 4 - len(numbers)))
    where = [*range(first_table, first_table + tables), *[none] * (109 - tables)]
    return (
        struct.pack("<8s16xHHHHH6xII", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 62, 3, 0xFFFE, 9, 6, 0, tables)
        + struct.pack("<I4xIIIII", directory, 0, end, 0, end, 0)
        + struct.pack("<109I", *where)
        + data
    )


def msg_of(*sentences: str, files: dict[str, bytes] | None = None, **more: str) -> bytes:
    """A mail of Outlook; ``more`` are properties by number: p0C1A is who wrote it."""
    told = {"p001A": "IPM.Note", "p0037": "Moorings", "p1000": "\r\n\r\n".join(sentences), **more}
    streams = {f"__substg1.0_{number[1:]}001F": words.encode("utf-16-le") for number, words in told.items()}
    for at, (name, content) in enumerate((files or {}).items()):
        folder = f"__attach_version1.0_#{at:08}"
        streams |= {f"{folder}/__substg1.0_3707001F": name.encode("utf-16-le")}
        streams |= {f"{folder}/__substg1.0_37010102": content} if content else {}
    return compound_of(streams)


GOOD: tuple[MadeFile, ...] = (
    file_of("interview.md", f"# Moorings\n\n{LATE}\n\n- {ASKED}\n- {DESK}\n".encode(), *SENTENCES),
    file_of("interview.txt", f"Moorings\n\n{LATE}\n\n{ASKED} {DESK}\n".encode(), *SENTENCES),
    file_of("answers.csv", csv_of(*SENTENCES), *SENTENCES),
    file_of("answers.tsv", csv_of(*SENTENCES, delimiter="\t"), *SENTENCES),
    file_of("report.docx", lambda: docx_of(*SENTENCES), *SENTENCES),
    file_of("board.xlsx", lambda: xlsx_of(*SENTENCES), *SENTENCES),
    file_of("report.odt", lambda: odt_of(*SENTENCES), *SENTENCES),
    file_of("report.rtf", rtf_of(*SENTENCES), *SENTENCES),
    file_of("page.html", html_of(*SENTENCES), *SENTENCES),
    file_of(
        "slides.pptx", lambda: pptx_of(shape_of("Moorings", holds="title") + shape_of(*SENTENCES, box=True)), *SENTENCES
    ),
    file_of("letter.msg", lambda: msg_of(*SENTENCES), *SENTENCES),
    file_of("letter.eml", lambda: mail_of(*SENTENCES), *SENTENCES),
    file_of("paper.pdf", lambda: pdf_of(*SENTENCES), *SENTENCES),
    file_of("call.vtt", vtt_of(*SENTENCES), *SENTENCES),
    file_of("call.srt", srt_of(*SENTENCES), *SENTENCES),
    file_of("coded.qde", qde_of(*SENTENCES), LATE),
    file_of("answers.json", json_of(*SENTENCES), *SENTENCES),
    file_of("answers.jsonl", json_lines_of(*SENTENCES), *SENTENCES),
    file_of("answers.ndjson", json_lines_of(*SENTENCES), *SENTENCES),
)

ODD: tuple[MadeFile, ...] = (
    file_of("report called text.txt", lambda: docx_of(*SENTENCES), *SENTENCES, form="docx"),
    file_of("paper called word.docx", lambda: pdf_of(*SENTENCES), *SENTENCES, form="pdf"),
    file_of("call called notes.md", vtt_of(*SENTENCES), *SENTENCES, form="vtt"),
    file_of("letter called word.doc", rtf_of(*SENTENCES), *SENTENCES, form="rtf"),
    file_of("letter called text.txt", lambda: mail_of(*SENTENCES), *SENTENCES, form="eml"),
    file_of("no ending", f"{LATE}\n".encode(), LATE, form="txt"),
    file_of("marked.txt", b"\xef\xbb\xbf" + LATE.encode(), LATE),
    file_of("wide.txt", LATE.encode("utf-16"), LATE),
    file_of("one long cell.csv", lambda: csv_of(f"{DESK} " * 1_000), DESK),
    file_of("macros.docm", lambda: zip_with(docx_of(LATE), word__vbaProject_bin=b"\x00" * 99), LATE),
    file_of("macros.xlsm", lambda: zip_with(xlsx_of(LATE), xl__vbaProject_bin=b"\x00" * 99), LATE),
    file_of("formula.xlsx", lambda: xlsx_of(LATE, formula='=CONCATENATE("never", " worked out")'), LATE),
    file_of("empty.txt", b"", refused="empty"),
    file_of("blank.md", b" \n\t\n", refused="empty"),
    file_of("numbers.csv", b"a,b\n1,2\n3,4\n", refused="no column of written answers"),
    file_of("cut short.jsonl", json_lines_of(*SENTENCES)[:-9], refused="stops in the middle"),
    file_of("one record.json", b'{"title": "Moorings", "text": "One."}', refused="no column of written"),
    file_of("photo.docx", b"\x89PNG\r\n\x1a\n" + bytes(64), refused="a picture"),
    file_of("call.mp4", b"\x00\x00\x00\x18ftypmp42" + bytes(64), refused="a recording"),
)

BOMB = bytes(3_000_000)
DECLARED = b'<!DOCTYPE w [<!ENTITY a "never">]><w>&a;</w>'

HOSTILE: tuple[MadeFile, ...] = (
    file_of("nul.txt", (f"{LATE} " * 20).encode() + b"Nobody said\x00 when.\n", refused="NUL"),
    file_of("noise.bin", bytes(range(1, 32)) * 40, refused="characters"),
    file_of("cut.docx", lambda: docx_of(LATE)[:4000], refused="damaged"),
    file_of("noise.docx", lambda: bytes(range(256)) * 8, refused="damaged"),
    file_of("cut.pdf", lambda: pdf_of(LATE)[:300], refused="damaged"),
    file_of("hollow.docx", lambda: zip_with(docx_of(LATE), word__document_xml=b"<w"), refused="damaged"),
    file_of("bomb.docx", lambda: zip_with(docx_of(LATE), word__extra_xml=BOMB), refused="grows more than"),
    file_of("entities.docx", lambda: zip_with(docx_of(LATE), word__document_xml=DECLARED), refused="declares"),
    file_of("entities.xlsx", lambda: zip_with(xlsx_of(LATE), xl__sharedStrings_xml=DECLARED), refused="declares"),
    file_of(
        "entities.odt", lambda: odt_of(LATE, before=DECLARED[: DECLARED.index(b"<w>")].decode()), refused="declares"
    ),
    file_of("entities.pptx", lambda: zip_with(pptx_of(""), ppt__presentation_xml=DECLARED), refused="declares"),
    file_of("hollow.pptx", lambda: zip_with(pptx_of(""), ppt__presentation_xml=b"<p"), refused="damaged"),
    file_of("old word.doc", lambda: compound_of({"WordDocument": LATE.encode()}), refused="old Word document"),
    file_of("cut.msg", lambda: msg_of(LATE)[:-512], refused="damaged"),
    file_of("cut.odt", lambda: odt_of(LATE, before="<w>"), refused="damaged"),
    file_of("too deep.html", b"<html>" + b"<div>" * 9_000 + LATE.encode(), refused="to its end"),
    file_of("locked.pdf", lambda: pdf_of(LATE, password="a secret"), refused="password"),
    file_of(
        "locked.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), refused="password"
    ),
    file_of("program.txt", b"MZ" + bytes(100), refused="a program"),
)


def archive_of(
    name: str, make: Callable[[], bytes], *inside: MadeFile, refused: str = "", form: str = "zip"
) -> MadeFile:
    return MadeFile(name=name, make=make, format=form, inside=inside, refused=refused)


ARCHIVES: tuple[MadeFile, ...] = (
    archive_of(
        "pack.zip",
        lambda: zip_of(
            ("notes/", b""),
            ("notes/a.md", f"# Notes\n\n{LATE}\n".encode()),
            ("notes/b.docx", docx_of(DESK)),
            ("__MACOSX/notes/._a.md", b"never"),
            ("notes/.DS_Store", b"never"),
        ),
        file_of("notes/a.md", b"", LATE),
        file_of("notes/b.docx", b"", DESK),
    ),
    archive_of(
        "project.qdpx",
        qdpx_of,
        file_of("Interview.qde", b"", LATE),
        file_of("Interview (2).qde", b"", DESK),
        file_of("pictures", b"", refused="pictures: 1"),
        form="qdpx",
    ),
    archive_of("in a pack.zip", lambda: nested(3), file_of("inner.zip/inner.zip/deep.txt", b"", LATE)),
    archive_of(
        "too deep.zip", lambda: nested(4), file_of("inner.zip/inner.zip/inner.zip", b"", refused="one inside another")
    ),
    archive_of(
        "slips.zip",
        lambda: zip_of(
            ("../../out.txt", b"never"),
            ("/etc/absolute.txt", b"never"),
            ("C:\\drive.txt", b"never"),
            (link("link.txt"), b"/etc/hostname"),
            ("good.txt", LATE.encode()),
            ("GOOD.txt", b"never"),
        ),
        file_of("out.txt", b"", refused="leads out"),
        file_of("etc/absolute.txt", b"", refused="leads out"),
        file_of("drive.txt", b"", refused="leads out"),
        file_of("link.txt", b"", refused="A link"),
        file_of("good.txt", b"", LATE),
        file_of("GOOD.txt", b"", refused="the same name"),
    ),
    archive_of(
        "bomb in a pack.zip",
        lambda: zip_of(("zeros.txt", BOMB), ("good.txt", LATE.encode())),
        file_of("zeros.txt", b"", refused="grows more than"),
        file_of("good.txt", b"", LATE),
    ),
    archive_of(
        "locked.zip",
        lambda: with_flag(zip_of(("secret.txt", b"never"), ("good.txt", LATE.encode()))),
        file_of("secret.txt", b"", refused="password"),
        file_of("good.txt", b"", LATE),
    ),
    MadeFile(
        name="letter with a report.eml",
        make=lambda: mail_of(ASKED, attached=docx_of(DESK), name="report.docx"),
        format="eml",
        says=(ASKED,),
        inside=(file_of("report.docx", b"", DESK),),
    ),
    MadeFile(
        name="letter with a report.msg",
        make=lambda: msg_of(ASKED, files={"report.docx": docx_of(DESK)}),
        format="msg",
        says=(ASKED,),
        inside=(file_of("report.docx", b"", DESK),),
    ),
    archive_of("nothing in it.zip", zip_of, refused="holds no files"),
    archive_of("cut.zip", lambda: zip_of(("a.txt", LATE.encode()))[:40], refused="damaged"),
)

FILES = (*GOOD, *ODD, *HOSTILE)


def every_row(files: Iterable[MadeFile]) -> dict[str, MadeFile]:
    """The rows an account must have, by path: a file's own, or those of what is in it."""
    rows: dict[str, MadeFile] = {}
    for file in files:
        if file.refused or file.says or not file.inside:
            rows[file.name] = file
        rows |= {f"{file.name}/{name}": member for name, member in every_row(file.inside).items()}
    return rows
