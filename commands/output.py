"""How the command line reads its arguments' files and prints its answers."""

import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any
from uuid import uuid4

import click

from domain.access import Marking
from domain.errors import InvalidRequest, ThroughlineError
from domain.jobs import JobProgress

PERSONAL_CONTACT = "Warning: this looks like one person's address; give the team's mailbox."


def emit(document: Any, as_json: bool, lines: Sequence[str], *, marking: Marking | None = None) -> None:
    """Print one JSON document, or lines for people, to standard output; the lines end with their marking."""
    if marking is not None:
        lines = [*lines, f"Marking: {marking.value}"]
    text = json.dumps(document, ensure_ascii=False, indent=2) if as_json else "\n".join(lines)
    click.echo(text.encode("utf-8", "replace"))  # half a character, as in a name that is not UTF-8, becomes "?"


def emit_error(error: ThroughlineError) -> None:
    """Print problem, place and remedy to standard error."""
    click.echo(str(error), err=True)


def progress_line() -> Callable[[JobProgress], None]:
    """Return what shows progress on standard error: one line that renews itself, or a line a stage in a log."""
    live = sys.stderr.isatty()
    shown: set[str] = set()

    def show(progress: JobProgress) -> None:
        counts = f" {progress.done} of {progress.total}" if progress.total else ""
        if live:
            click.echo(
                f"\r\x1b[K{progress.stage}{counts}", nl=progress.total > 0 and progress.done == progress.total, err=True
            )
        elif progress.stage not in shown:
            shown.add(progress.stage)
            click.echo(f"{progress.stage} ...", err=True)

    return show


def read_bytes(path: str) -> bytes:
    """Return what a file holds, or standard input for "-". Raises InvalidRequest when it cannot be read."""
    try:
        return sys.stdin.buffer.read() if path == "-" else Path(path).read_bytes()
    except OSError as error:
        raise InvalidRequest(
            f"The file cannot be read ({error.strerror}).", where=path, remedy="Check the path and its permissions."
        ) from None


def read_text(path: str) -> str:
    """Return the text of a file, or of standard input for "-". Raises InvalidRequest when it cannot be read."""
    content = read_bytes(path)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InvalidRequest(
            "The file is not UTF-8 text.", where=f"{path}, byte {error.start}", remedy="Save it as UTF-8."
        ) from None


def read_json_lines(path: str, keys: Sequence[str]) -> list[dict[str, str]]:
    """Return a row a line, each with exactly these keys as text. Raises InvalidRequest with the line's number."""
    rows = []
    for number, line in enumerate(read_text(path).split("\n"), start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except (ValueError, RecursionError):
            row = None
        if not isinstance(row, dict) or any(not isinstance(row.get(key), str | int) for key in keys):
            raise InvalidRequest(
                "A line is not what is expected.",
                where=f"{path}, line {number}",
                remedy=f"Write one JSON object a line with {' and '.join(keys)}.",
            )
        rows.append({key: str(row[key]) for key in keys})
    return rows


def attribute_pairs(said: Sequence[str]) -> frozenset[tuple[str, str]]:
    """Return attributes with their values from options NAME=VALUE. Raises click.BadParameter for what is none."""
    pairs = [tuple(part.strip() for part in each.split("=", 1)) for each in said]
    for pair, each in zip(pairs, said, strict=True):
        if len(pair) != 2 or not all(pair):
            raise click.BadParameter(f"'{each}' is not NAME=VALUE.", param_hint="--attribute")
    return frozenset((name, value) for name, value in pairs)


def read_json_object(path: str) -> dict[str, str]:
    """Return a JSON object of texts. Raises InvalidRequest for anything else."""
    try:
        found = json.loads(read_text(path))
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict) or any(not isinstance(value, str) for value in found.values()):
        raise InvalidRequest(
            "The file is not what is expected.", where=path, remedy='Write one JSON object: {"name": "value", ...}.'
        )
    return found


def write_whole(path: Path, content: bytes) -> None:
    """Write a file at once: either all of it stands there, or what stood there before. Raises InvalidRequest."""
    draft = path.absolute().with_name(f".{path.name[:100]}.{uuid4().hex}")
    try:
        draft.write_bytes(content)
        draft.replace(path)
    except OSError as error:
        draft.unlink(missing_ok=True)
        raise InvalidRequest(
            f"The file cannot be written ({error.strerror}).", where=str(path), remedy="Choose another place."
        ) from None
