"""Notes for the kills: fictional, no two sentences alike, and a repository as an earlier version would have kept it."""

import csv
import io
import shutil
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path

LINES = 12
OLD_SCHEMA = "0002"
THINGS = ("licence", "pension", "school place", "grant", "appointment", "refund", "permit", "inspection", "parking bay")
TROUBLES = (
    "In round {n} people waited {k} weeks to hear anything about their {thing}.",
    "In round {n}, {k} people could not tell whether the {thing} form had been sent.",
    "Staff in round {n} typed the same {thing} details into {k} systems that do not talk to each other.",
    "Somebody in round {n} was asked for the {thing} number {k} times, although the letter had come from the office.",
    "The {thing} page of round {n} used {k} words that nobody outside the office understood.",
)


def write_notes(folder: Path, turn: int) -> None:
    """Write the notes of a turn into a folder, each file in another format."""
    folder.mkdir(exist_ok=True)
    lines = lines_of(turn)
    for number, (suffix, written) in enumerate(FORMATS.items()):
        some = lines[number * LINES : (number + 1) * LINES]
        (folder / f"{number}{suffix}").write_bytes(written(some))


def _markdown(lines: Sequence[str]) -> bytes:
    return "\n".join(f"- {line}" for line in lines).encode()


def _text(lines: Sequence[str]) -> bytes:
    return "\n\n".join(lines).encode()


def _csv(lines: Sequence[str]) -> bytes:
    table = io.StringIO()
    csv.writer(table).writerows(
        [["Respondent", "What was hard?"], *([f"R{at}", line] for at, line in enumerate(lines))]
    )
    return table.getvalue().encode()


def _html(lines: Sequence[str]) -> bytes:
    return f"<html><body>{''.join(f'<p>{line}</p>' for line in lines)}</body></html>".encode()


def _rtf(lines: Sequence[str]) -> bytes:
    return ("{\\rtf1\\ansi " + "".join(f"{{\\pard {line}\\par}}\n" for line in lines) + "}").encode()


def _docx(lines: Sequence[str]) -> bytes:
    import docx

    document, stream = docx.Document(), io.BytesIO()
    for line in lines:
        document.add_paragraph(line)
    document.save(stream)
    return stream.getvalue()


def _xlsx(lines: Sequence[str]) -> bytes:
    import openpyxl

    workbook, stream = openpyxl.Workbook(), io.BytesIO()
    sheet = workbook.create_sheet("Notes", 0)
    for line in ("Note", *lines):
        sheet.append([line])
    workbook.save(stream)
    return stream.getvalue()


def _zip(lines: Sequence[str]) -> bytes:
    stream = io.BytesIO()
    half = len(lines) // 2
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("first.md", _markdown(lines[:half]))
        archive.writestr("deeper/second.docx", _docx(lines[half:]))
    return stream.getvalue()


FORMATS: dict[str, Callable[[Sequence[str]], bytes]] = {
    ".md": _markdown,
    ".txt": _text,
    ".csv": _csv,
    ".html": _html,
    ".rtf": _rtf,
    ".docx": _docx,
    ".xlsx": _xlsx,
    ".zip": _zip,
}


def lines_of(turn: int) -> list[str]:
    """Return as many sentences as the notes of a turn hold, no two alike."""
    return [
        TROUBLES[number % len(TROUBLES)].format(
            n=turn, k=2 + number // len(TROUBLES), thing=THINGS[number % len(THINGS)]
        )
        for number in range(len(FORMATS) * LINES)
    ]


def make_older(data: Path, old: Path) -> None:
    """Write the repository as an earlier version of the program would have kept it."""
    from sqlalchemy import MetaData, create_engine, delete, insert, select

    from storage.database import upgrade

    for name in ("sources", "index"):
        shutil.copytree(data / name, old / name)
    now, then = (
        create_engine(f"sqlite:///{data / 'throughline.db'}"),
        create_engine(f"sqlite:///{old / 'throughline.db'}"),
    )
    with now.connect() as source, then.begin() as target:
        upgrade(target, str(old), to=OLD_SCHEMA)
        tables = MetaData()
        tables.reflect(target)
        for table in tables.sorted_tables:
            if table.name == "alembic_version":
                continue
            target.execute(delete(table))
            rows = [dict(row) for row in source.execute(select(table)).mappings()]
            if rows:
                target.execute(insert(table), rows)
    now.dispose()
    then.dispose()
