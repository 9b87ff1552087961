"""Commands about organisations, services and systems."""

from pathlib import Path

import click

from commands.output import emit, read_text
from commands.root import as_json, opened, throughline


@throughline.group()
def catalogue() -> None:
    """Organisations, services and systems."""


@catalogue.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@as_json
@click.pass_context
def catalogue_import(context: click.Context, file: Path, as_json: bool) -> None:
    """Take in a csv file: kind, name, organisation, aliases, successor."""
    from use_cases.cataloguing import import_catalogue

    content = read_text(str(file)).encode()
    with opened(context) as app:
        added = import_catalogue(app.repository, content, file.name)
    emit({"added": added}, as_json, [f"{added} new entries."])


@catalogue.command("list")
@as_json
@click.pass_context
def catalogue_list(context: click.Context, as_json: bool) -> None:
    """List what is known."""
    from exports.report_json import catalogue_document

    with opened(context) as app:
        document = catalogue_document(app.catalogue())
    lines = [f"{kind[:-1]}  {row['name']}" for kind, rows in document.items() for row in rows]
    emit(document, as_json, lines or ["The catalogue is empty."])
