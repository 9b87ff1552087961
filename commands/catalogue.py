"""Commands about organisations, services and systems, and about names that were found in text."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from commands.output import emit, read_text
from commands.root import as_json, opened, throughline
from domain.evidence import Subject
from domain.wording import count, studies

if TYPE_CHECKING:
    from use_cases.catalogue.cataloguing import ImportPlan
    from use_cases.catalogue.names import OpenName

of_sort = click.option(
    "--sort",
    type=click.Choice([subject.value for subject in Subject]),
    default=Subject.ORGANISATION.value,
    show_default=True,
    help="What the name names.",
)


@throughline.group()
def catalogue() -> None:
    """Organisations, services and systems."""


@catalogue.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help="Tell what would change, and change nothing.")
@as_json
@click.pass_context
def catalogue_import(context: click.Context, file: Path, dry_run: bool, as_json: bool) -> None:
    """Take in a sheet: our own layout, or one of the public ones that are known by their header."""
    content = read_text(str(file)).encode()
    with opened(context) as app:
        work = app.names.preview_import if dry_run else app.names.take_in
        plan = work(app.viewer(), content, file.name)
    emit(_plan_document(plan, dry_run), as_json, _plan_lines(plan, dry_run))


@catalogue.command("list")
@click.option("--proposed", is_flag=True, help="Only names found in text that nobody has decided on.")
@as_json
@click.pass_context
def catalogue_list(context: click.Context, proposed: bool, as_json: bool) -> None:
    """List what is known."""
    from exports.report_json import catalogue_document

    with opened(context) as app:
        if proposed:
            names = [_name_document(item) for item in app.names.open_names(app.viewer())]
            lines = [_name_line(item) for item in names]
            emit(names, as_json, lines or ["There is no name to decide on."])
            return
        document = catalogue_document(app.catalogue(app.viewer()))
    lines = [f"{kind[:-1]}  {row['name']}" for kind, rows in document.items() for row in rows]
    emit(document, as_json, lines or ["The catalogue is empty."])


@catalogue.command("confirm")
@click.argument("name")
@of_sort
@as_json
@click.pass_context
def catalogue_confirm(context: click.Context, name: str, sort: str, as_json: bool) -> None:
    """Put a name into the catalogue, for everyone."""
    with opened(context) as app:
        app.names.confirm(app.viewer(), Subject(sort), name)
    _told(name, sort, "confirmed", as_json, f"{name} is in the catalogue.")


@catalogue.command("merge")
@click.argument("name")
@click.option("--into", required=True, help="The entry that it is another name of.")
@of_sort
@as_json
@click.pass_context
def catalogue_merge(context: click.Context, name: str, into: str, sort: str, as_json: bool) -> None:
    """Make a name, or a whole entry, another name of an entry."""
    with opened(context) as app:
        app.names.merge(app.viewer(), Subject(sort), name, into)
    _told(name, sort, "merged", as_json, f"{name} is another name of {into}.", into=into)


@catalogue.command("reject")
@click.argument("name")
@of_sort
@as_json
@click.pass_context
def catalogue_reject(context: click.Context, name: str, sort: str, as_json: bool) -> None:
    """Decide that a name names no such thing."""
    with opened(context) as app:
        app.names.reject(app.viewer(), Subject(sort), name)
    _told(name, sort, "rejected", as_json, f"{name} names no {sort}; only where a person said so does it count.")


@catalogue.command("undo")
@click.argument("name")
@of_sort
@as_json
@click.pass_context
def catalogue_undo(context: click.Context, name: str, sort: str, as_json: bool) -> None:
    """Take the decision on a name back."""
    with opened(context) as app:
        app.names.undo(app.viewer(), Subject(sort), name)
    _told(name, sort, "taken back", as_json, f"What was decided on {name} is taken back.")


def _told(name: str, sort: str, decision: str, as_json: bool, line: str, *, into: str | None = None) -> None:
    emit({"name": name, "sort": sort, "decision": decision, "into": into}, as_json, [line])


def _plan_document(plan: "ImportPlan", dry_run: bool) -> dict[str, Any]:
    return {
        "layout": plan.layout,
        "dry_run": dry_run,
        "added": len(plan.new),
        "changed": len(plan.changed),
        "same": plan.same,
        "conflicts": [{"row": item.row, "problem": item.problem} for item in plan.conflicts],
        "unused_columns": list(plan.unused),
        "look_alikes": [{"new": new, "like": like, "why": why} for new, like, why in plan.look_alikes],
    }


def _plan_lines(plan: "ImportPlan", dry_run: bool) -> list[str]:
    done = "would be" if dry_run else "are"
    lines = [
        f"Layout: {plan.layout}.",
        f"{len(plan.new)} {done} new, {len(plan.changed)} {done} changed, {plan.same} stay the same.",
    ]
    lines += _some("Not taken", [f"row {item.row}: {item.problem}" for item in plan.conflicts])
    lines += _some("Looks like", [f"{new} is like {like}: {why}" for new, like, why in plan.look_alikes])
    if plan.unused:
        lines.append(f"Columns not used: {', '.join(plan.unused)}.")
    return lines


def _some(what: str, said: Sequence[str], most: int = 20) -> list[str]:
    lines = [f"{what}: {one}." for one in said[:most]]
    return [*lines, f"{what}: and {len(said) - most} more (see --json)."] if len(said) > most else lines


def _name_document(item: "OpenName") -> dict[str, Any]:
    return {
        "name": item.proposal.name,
        "sort": item.proposal.subject.value,
        "aliases": list(item.proposal.aliases),
        "observations": item.proposal.found.observations,
        "studies": item.proposal.found.studies,
        "example": item.example.text if item.example else None,
        "look_alikes": [{"name": other.name, "why": other.why} for other in item.look_alikes],
    }


def _name_line(item: dict[str, Any]) -> str:
    alike = "; ".join(f"{other['name']} ({other['why']})" for other in item["look_alikes"])
    counts = f"{count(item['observations'], 'observation')}, {studies(item['studies'])}"
    also = f"  also {', '.join(item['aliases'])}" if item["aliases"] else ""
    return f"{item['sort']}  {item['name']}{also}  {counts}" + (f"  like {alike}" if alike else "")
