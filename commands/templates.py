"""The command that makes a workbook to fill in."""

from pathlib import Path

import click

from commands.output import write_whole
from commands.root import throughline


@throughline.command()
@click.option("-o", "--output", required=True, type=click.Path(path_type=Path), help="The xlsx file to write.")
def template(output: Path) -> None:
    """Write a workbook for notes that says itself what is missing."""
    from exports.template_xlsx import template_xlsx

    write_whole(output, template_xlsx())
    click.echo(f"Fill in {output}, look at its Check sheet, then: throughline ingest {output}")
