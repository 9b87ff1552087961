"""Commands about the audit: reading it, and taking it out whole."""

import json
from dataclasses import asdict
from pathlib import Path

import click

from commands.output import emit, write_whole
from commands.root import as_json, opened, throughline


@throughline.group()
def audit() -> None:
    """Read who added, opened, exported, changed, withdrew and removed what."""


@audit.command("list")
@click.option("--limit", type=click.IntRange(1, 10_000), default=50, show_default=True)
@as_json
@click.pass_context
def audit_list(context: click.Context, limit: int, as_json: bool) -> None:
    """List the latest entries, the newest first."""
    with opened(context) as app:
        entries = app.audit.entries(app.viewer(), limit=limit)
    lines = [
        f"{entry.nth}  {entry.at}  {entry.who}  {entry.deed.value}  {entry.subject}  "
        f"{json.dumps(entry.details, ensure_ascii=False, sort_keys=True)}"
        for entry in entries
    ]
    emit([asdict(entry) for entry in entries], as_json, lines or ["Nothing was done yet."])


@audit.command("export")
@click.option("-o", "--output", required=True, type=click.Path(path_type=Path), help="A .csv or .json file.")
@click.pass_context
def audit_export(context: click.Context, output: Path) -> None:
    """Write the whole audit to a file, the oldest entry first."""
    with opened(context) as app:
        content = app.audit.export(app.viewer(), output.suffix.removeprefix(".").lower())
    write_whole(output, content)
    click.echo(f"Wrote {output}.", err=True)
