"""Write the fictional example corpus into examples/corpus, the same every time.

The words live in examples/content and are edited there; nothing in examples/corpus is edited by hand.
Run from anywhere: python examples/make_corpus.py [--into FOLDER]
"""

import argparse
import csv
import io
import json
import re
import textwrap
import zipfile
from collections.abc import Iterator
from datetime import datetime
from html import escape
from pathlib import Path
from typing import Any

EXAMPLES = Path(__file__).resolve().parent
CONTENT = EXAMPLES / "content"
CORPUS = EXAMPLES / "corpus"

MANIFEST_COLUMNS = (
    "file", "organisation", "about", "service", "study", "date", "method", "sample_size", "standing", "retells",
    "visibility", "team", "contact", "marking", "fictional",
)  # fmt: skip
WRITTEN_AT = datetime(2026, 2, 1)
WORDS_A_SECOND = 2.6
SECONDS_BETWEEN_TURNS = 0.6
SECONDS_BETWEEN_CONVERSATIONS = 60.0
CHARACTERS_OF_A_CUE = 72
_OFFICE_TIME = re.compile(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")


def main() -> None:
    """Write every file of the corpus and its manifest."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--into", type=Path, default=CORPUS, help="folder to write to (default: examples/corpus)")
    folder: Path = parser.parse_args().into
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in corpus_files():
        (folder / name).write_bytes(content)


def corpus_files() -> Iterator[tuple[str, bytes]]:
    """Yield the name and bytes of every file of the corpus, the manifest last."""
    plan = json.loads((CONTENT / "corpus.json").read_text(encoding="utf-8"))
    write = {".docx": _docx, ".txt": _txt, ".csv": _csv, ".md": _md, ".xlsx": _xlsx, ".vtt": _vtt, ".pdf": _pdf}
    for entry in plan["files"]:
        words = (CONTENT / entry["content"]).read_text(encoding="utf-8")
        yield entry["file"], write[Path(entry["file"]).suffix](words, entry, plan["notice"])
    rows = [[{**entry, "fictional": "yes"}[column] for column in MANIFEST_COLUMNS] for entry in plan["files"]]
    yield "manifest.csv", _table([MANIFEST_COLUMNS, *rows])


def _md(words: str, entry: dict[str, str], notice: str) -> bytes:
    front = {"title": entry["study"], "date": entry["date"], "organisation": entry["organisation"], "fictional": notice}
    lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in front.items()]
    return "\n".join(["---", *lines, "---", "", words]).encode()


def _txt(words: str, entry: dict[str, str], notice: str) -> bytes:
    body = re.sub(r"^#+ (.*)$", lambda heading: heading[1].upper(), words, flags=re.MULTILINE)
    return f"{notice}\n\n{body}".encode()


def _csv(words: str, entry: dict[str, str], notice: str) -> bytes:
    survey = json.loads(words)
    return _table([survey["columns"], *survey["answers"]])


def _table(rows: list[Any]) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue().encode()


def _docx(words: str, entry: dict[str, str], notice: str) -> bytes:
    import docx

    document = docx.Document()
    document.core_properties.author = entry["organisation"]
    document.core_properties.title = entry["study"]
    document.core_properties.comments = notice
    lines = [line for line in words.splitlines() if line.strip()]
    for number, line in enumerate(lines):
        marks, _, text = line.partition(" ")
        if marks == "-":
            document.add_paragraph(text, style="List Bullet")
        elif marks == ">":
            document.add_paragraph(text, style="Quote")
        elif set(marks) == {"#"}:
            document.add_heading(text, level=len(marks) - 1)
        else:
            document.add_paragraph(line)
        if number == 0:
            document.add_paragraph(notice)
    saved = io.BytesIO()
    document.save(saved)
    return with_fixed_dates(saved.getvalue())


def _xlsx(words: str, entry: dict[str, str], notice: str) -> bytes:
    import openpyxl

    workshop = json.loads(words)
    workbook = openpyxl.Workbook()
    about = workbook.active
    about.title = workshop["notice_sheet"]
    about["A1"] = notice
    for board in workshop["boards"]:
        sheet = workbook.create_sheet(board["organisation"])
        for row in (workshop["stages"], *board["notes"]):
            sheet.append([note or None for note in row])
        for column in "ABCDE":
            sheet.column_dimensions[column].width = 32
    saved = io.BytesIO()
    workbook.save(saved)
    return with_fixed_dates(saved.getvalue())


def _vtt(words: str, entry: dict[str, str], notice: str) -> bytes:
    """Return a transcript whose cues break where the screen is full, as those of a recording do."""
    parts = ["WEBVTT", f"NOTE {notice}", f"NOTE {entry['study']}"]
    clock, number = 4.0, 0
    for line in (line for line in words.splitlines() if line.strip()):
        if line.startswith("#"):
            parts.append(f"NOTE {line.lstrip('# ')}")
            clock += SECONDS_BETWEEN_CONVERSATIONS
            continue
        speaker, _, said = line.partition(": ")
        for shown in textwrap.wrap(said, CHARACTERS_OF_A_CUE):
            number += 1
            end = clock + len(shown.split()) / WORDS_A_SECOND
            lines = "\n".join(textwrap.wrap(shown, CHARACTERS_OF_A_CUE // 2 + 4))
            parts.append(f"{number}\n{_time(clock)} --> {_time(end)}\n<v {speaker}>{lines}</v>")
            clock = end
        clock += SECONDS_BETWEEN_TURNS
    return ("\n\n".join(parts) + "\n").encode()


def _time(seconds: float) -> str:
    return f"{int(seconds) // 3600:02}:{int(seconds) // 60 % 60:02}:{seconds % 60:06.3f}"


def _pdf(words: str, entry: dict[str, str], notice: str) -> bytes:
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.styles import getSampleStyleSheet
    from reportlab.platypus import Paragraph, SimpleDocTemplate

    styles = getSampleStyleSheet()
    styles["BodyText"].fontSize, styles["BodyText"].leading = 11, 15

    def draw_edges(canvas: Any, document: Any) -> None:
        canvas.setFont("Helvetica", 8)
        canvas.drawString(72, 806, f"{entry['organisation']}: {entry['study']}")
        canvas.drawCentredString(A4[0] / 2, 36, f"Page {document.page}")

    saved = io.BytesIO()
    # Not packed, so that the bytes are the same whatever the machine's zlib.
    document = SimpleDocTemplate(
        saved, pagesize=A4, invariant=1, pageCompression=0, title=entry["study"], author=entry["organisation"]
    )
    lines = [line for line in words.splitlines() if line.strip()]
    story = [_flowable(line, styles, Paragraph) for line in lines]
    story.insert(1, Paragraph(notice, styles["Italic"]))
    document.build(story, onFirstPage=draw_edges, onLaterPages=draw_edges)
    return saved.getvalue()


def _flowable(line: str, styles: Any, paragraph: Any) -> Any:
    marks, _, text = line.partition(" ")
    if marks == "-":
        return paragraph(escape(text), styles["Bullet"], bulletText="\u2022")
    if set(marks) == {"#"}:
        return paragraph(escape(text), styles[f"Heading{len(marks)}"])
    return paragraph(escape(line), styles["BodyText"])


def with_fixed_dates(archive: bytes) -> bytes:
    """Return an office file with every time in it set to ``WRITTEN_AT``, its parts in order of name.

    The same parts come out byte for byte everywhere; how tightly they are packed depends on the machine's zlib.
    """
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as before, zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as after:
        # [Content_Types].xml sorts first, as readers of the format expect.
        for name in sorted(before.namelist()):
            part = before.read(name)
            if name == "docProps/core.xml":
                part = _OFFICE_TIME.sub(WRITTEN_AT.strftime("%Y-%m-%dT%H:%M:%SZ").encode(), part)
            entry = zipfile.ZipInfo(name, date_time=(WRITTEN_AT.year, WRITTEN_AT.month, WRITTEN_AT.day, 0, 0, 0))
            after.writestr(entry, part, zipfile.ZIP_DEFLATED)
    return written.getvalue()


if __name__ == "__main__":
    main()
