"""Commands over all journeys: what they lean on together, and every gap."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from commands.journeys import journeys
from commands.missions import mission_name
from commands.output import emit, write_whole
from commands.root import as_json, opened
from domain.catalogue import name_key
from domain.dependencies import JourneyGap
from domain.missions import PainPointOwner
from domain.text import fold

if TYPE_CHECKING:
    from domain.network_tables import Rows
    from use_cases.app import UseCases
    from use_cases.journeys.journey_network import BehindJourneys

NAMED_AT_MOST = 2
"""How many steps a line names; all of them stand in JSON and in the workbook."""
WORKED_ON = click.option(
    "--worked-on",
    is_flag=True,
    help="Leave out drafts from evidence that nobody has changed, kept anything of or published.",
)
BEHIND = "what stands behind the journeys"


@journeys.command("dependencies")
@click.option("--mission", help="Only journeys that belong to it.")
@click.option("--organisation", help="Only what concerns this organisation.")
@WORKED_ON
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    help="Write all lists as a workbook there, or what leans on what as a picture where it ends in .svg or .png.",
)
@as_json
@click.pass_context
def journeys_dependencies(
    context: click.Context,
    mission: str | None,
    organisation: str | None,
    worked_on: bool,
    output: Path | None,
    as_json: bool,
) -> None:
    """Show what journeys lean on: backbone systems, single points of failure, re-keying, shared steps."""
    from exports.network_json import dependencies_document
    from use_cases.file_forms import PICTURES

    form = _form_of(output) if output else None
    with opened(context) as app:
        found = _behind(app, mission, organisation, worked_on=worked_on)
        if output and form:
            content = found.picture(form) if form in PICTURES else found.workbook()
            app.audit.exported(app.viewer(), f"{BEHIND} as {form}", observations=found.observations)
            write_whole(output, content)
            click.echo(f"Wrote {output}.", err=True)
            return
    lists = found.tables(most=NAMED_AT_MOST)[:-1]
    lines = [line for rows in lists for line in _lines(rows)] if found.dependencies.journeys else ["No journeys yet."]
    emit(dependencies_document(found.dependencies), as_json, lines, marking=found.marking)


def _form_of(output: Path) -> str:
    """Return the form that a file's ending names, a workbook where it has none. Raises InvalidRequest for another."""
    from use_cases.file_forms import PICTURES, XLSX, checked_form

    form = output.suffix.casefold().removeprefix(".") or XLSX
    return checked_form(form, (XLSX, *PICTURES), what=BEHIND.capitalize())


@journeys.command("gaps")
@click.option("--mission", help="Only gaps of journeys that belong to it.")
@click.option("--organisation", help="Only gaps at which this organisation stands.")
@WORKED_ON
@as_json
@click.pass_context
def journeys_gaps(
    context: click.Context, mission: str | None, organisation: str | None, worked_on: bool, as_json: bool
) -> None:
    """List every gap of every journey: of owners, data links, law, evidence."""
    from exports.network_json import gaps_document

    with opened(context) as app:
        found = _behind(app, mission, organisation, worked_on=worked_on)
    rows = found.tables()[-1]
    lines = [f"{gap.id}  {_line(row)}" for gap, row in zip(found.gaps, rows.rows, strict=True)]
    emit(gaps_document(found.gaps), as_json, lines or ["No gaps."], marking=found.marking)


@journeys.command("own-gap")
@click.argument("identifier", metavar="ID")
@click.argument("organisation")
@click.option("--accept", is_flag=True, help="Accept it as the owner; curators may.")
@click.option("--remove", is_flag=True, help="Take it back.")
@click.pass_context
def journeys_own_gap(context: click.Context, identifier: str, organisation: str, accept: bool, remove: bool) -> None:
    """Propose an organisation as the one that sees to a gap."""
    from use_cases.journeys.unknown_bodies import unknown_body

    if accept and remove:
        raise click.UsageError("Accept an owner or take one back, not both.")
    with opened(context) as app:
        network, viewer = app.journey_network, app.viewer()
        before = network.gap(viewer, identifier)
        known, said = app.names.catalogue(viewer), (*before.organisations, *(own.organisation for own in before.owners))
        unknown = None if remove else unknown_body(organisation, known, besides=said)
        use = network.accept_owner if accept else network.remove_owner if remove else network.propose_owner
        use(viewer, identifier, organisation)
        gap = network.gap(viewer, identifier)
    if unknown:
        click.echo(unknown.told, err=True)
    emit(None, False, [_done(before, gap, organisation), _owned(gap)])


def _done(before: JourneyGap, gap: JourneyGap, organisation: str) -> str:
    """Return in words what became of an organisation as an owner of a gap."""
    was, now = _as_owner(before, organisation), _as_owner(gap, organisation)
    if now is None:
        return (
            f"Taken back: {was.organisation}." if was else f"Nothing changes: {fold(organisation)} is no owner of it."
        )
    status, name = now.status.value, now.organisation
    same = was is not None and was.status is now.status
    return f"Nothing changes: {name} was {status} before." if same else f"{status.capitalize()}: {name}."


def _as_owner(gap: JourneyGap, organisation: str) -> PainPointOwner | None:
    key = name_key(organisation)
    return next((owner for owner in gap.owners if name_key(owner.organisation) == key), None)


def _owned(gap: JourneyGap) -> str:
    """Return a gap in one line with everybody who was proposed or accepted to see to it."""
    owners = [f"{owner.organisation} ({owner.status.value})" for owner in gap.owners]
    return f"{gap.title}. Seen to by: {', '.join(owners) or 'nobody'}."


def _behind(app: "UseCases", mission: str | None, organisation: str | None, *, worked_on: bool) -> "BehindJourneys":
    return app.journey_network.behind(
        app.viewer(), mission=mission_name(app, mission), organisation=organisation, only_worked_on=worked_on
    )


def _lines(rows: "Rows") -> list[str]:
    """Return a list as lines under its title, each cell after the first with its name."""
    told = ["  " + _line(row, rows.header) for row in rows.rows] or ["  None."]
    return [rows.title, *told]


def _line(row: Sequence[object], header: Sequence[str] = ()) -> str:
    first, *rest = row
    names = header[1:] or [""] * len(rest)
    return "  ".join(
        [str(first), *(f"{name}: {cell}" if name else str(cell) for name, cell in zip(names, rest, strict=True))]
    )
