"""Commands that take journeys in from files, write them to files, and read event logs beside them."""

from pathlib import Path
from typing import Any

import click

from commands.journeys import journeys
from commands.missions import mission_name
from commands.output import emit, read_bytes, write_whole
from commands.root import as_json, opened
from domain.journey_files import JourneyFlow, JourneyImport
from domain.wording import count

_MOST_FLOWS_SHOWN = 40


@journeys.command("import")
@click.argument("file", metavar="FILE")
@click.option("--replace", "replaces", metavar="ID", help="The journey that the file changes [the one that it names].")
@click.option("--title", help="What the journey is called [what the file calls it, or is called].")
@click.option("--mission", help="The mission that a new journey belongs to.")
@click.option("--new-names", is_flag=True, help="Take organisations that are not known here as they are written.")
@click.option("--dry-run", is_flag=True, help="Tell what would change, and change nothing.")
@as_json
@click.pass_context
def journeys_import(
    context: click.Context,
    file: str,
    replaces: str | None,
    title: str | None,
    mission: str | None,
    new_names: bool,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Take a journey in: our own JSON, a sheet (xlsx, csv), or a GOV.UK step-by-step."""
    content = read_bytes(file)
    with opened(context) as app:
        result = app.import_journey(
            app.viewer(),
            Path(file).name,
            content,
            mission=mission_name(app, mission),
            replaces=replaces,
            title=title,
            new_names=new_names,
            dry=dry_run,
        )
    emit(_import_document(result), as_json, _import_lines(result, dry_run), marking=result.journey.marking)


@journeys.command("export")
@click.argument("identifier", metavar="ID")
@click.option(
    "--format",
    "form",
    help="json, xlsx, pptx, svg, png, html, mermaid or step-by-step; else as the file's name ends.",
)
@click.option("-o", "--output", required=True, type=click.Path(path_type=Path))
@click.option("--theme", default="light", show_default=True, help="Of a drawn map: light, dark, auto or projector.")
@click.option("--lanes", type=click.Choice(["organisation", "actor"]), default="organisation", show_default=True)
@click.option("--feelings", is_flag=True, help="Add the row of how it felt to a drawn map.")
@click.option("--paged", is_flag=True, help="Break a drawn map into pages of A3.")
@click.pass_context
def journeys_export(context: click.Context, /, identifier: str, form: str | None, output: Path, **drawn: Any) -> None:
    """Write a journey to a file."""
    from use_cases.journeys.journey_drawing import MapWishes
    from use_cases.journeys.journey_forms import form_of

    form = form or form_of(output.suffix)
    wishes = MapWishes(by_actor=drawn.pop("lanes") == "actor", **drawn)
    with opened(context) as app:
        content = app.export_journey(app.viewer(), identifier, form, wishes)
        app.note_journey_export(app.viewer(), identifier, form)
    write_whole(output, content)
    click.echo(f"Wrote {output}.", err=True)


@journeys.command("follow")
@click.argument("identifier", metavar="ID")
@click.argument("log", metavar="LOG")
@as_json
@click.pass_context
def journeys_follow(context: click.Context, identifier: str, log: str, as_json: bool) -> None:
    """Count what directly follows what in an event log, beside the order in which the journey plans it."""
    content = read_bytes(log)
    with opened(context) as app:
        flow = app.journey_flow(app.viewer(), identifier, Path(log).name, content)
    emit(_flow_document(flow), as_json, _flow_lines(flow))


def _import_document(result: JourneyImport) -> dict[str, Any]:
    from use_cases.journeys.journey_forms import whole_document

    return {
        **whole_document(result.journey),
        "new": result.before is None,
        "stored": result.is_stored,
        "changes": list(result.changes),
        "left_out": list(result.left_out),
    }


def _import_lines(result: JourneyImport, dry_run: bool) -> list[str]:
    lines = list(result.changes) or ["Nothing would change." if dry_run else "Nothing changes."]
    lines += [f"Left out: {line}" for line in result.left_out]
    if result.is_stored:
        lines.append(f"{result.journey.id}  {result.journey.title}")
    elif dry_run and result.changes:
        lines.append("Nothing was changed yet: leave out --dry-run to take this in.")
    return lines


def _flow_document(flow: JourneyFlow) -> dict[str, Any]:
    return {
        "journey": flow.journey_id,
        "cases": flow.cases,
        "events": flow.events,
        "follows": [
            {
                "from": each.before,
                "to": each.after,
                "count": each.count,
                "from_step": each.from_step,
                "to_step": each.to_step,
                "planned": each.planned,
            }
            for each in flow.flows
        ],
        "activities": [
            {"name": each.name, "step": each.step, "events": each.events, "starts": each.starts, "ends": each.ends}
            for each in flow.activities
        ],
        "not_steps": list(flow.not_steps),
        "steps_that_never_happen": list(flow.never_happened),
        "planned_and_never_followed": [list(pair) for pair in flow.never_followed],
    }


def _flow_lines(flow: JourneyFlow) -> list[str]:
    lines = [f"{count(flow.cases, 'case')}, {count(flow.events, 'event')}."]
    for each in flow.flows[:_MOST_FLOWS_SHOWN]:
        plan = "planned" if each.planned else "not planned"
        lines.append(f"{each.count:7,}  {each.before} → {each.after} [{plan}]")
    if (more := len(flow.flows) - _MOST_FLOWS_SHOWN) > 0:
        lines.append(f"and {more:,} more; --json has them all.")
    lines += flow.beside
    return lines
