"""Commands about journey maps."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from commands.missions import mission_name
from commands.output import emit, progress_line, read_bytes
from commands.root import as_json, opened, throughline
from domain.access import Visibility
from domain.gap_groups import gap_groups, unsaid
from domain.journeys import JourneyStatus, JourneySummary
from domain.publishing import JourneyChange
from domain.sureness import HARDLY_TOLD, is_only_guessed, with_guesses_counted
from domain.wording import count

if TYPE_CHECKING:
    from domain.journeys import Journey, StepOutline
    from use_cases.app import UseCases


@throughline.group()
def journeys() -> None:
    """Journey maps."""


@journeys.command("list")
@click.option("--mission", help="Only those that belong to it.")
@as_json
@click.pass_context
def journeys_list(context: click.Context, mission: str | None, as_json: bool) -> None:
    """List journeys, last changed first."""
    with opened(context) as app:
        rows = app.journeys(app.viewer(), mission=mission_name(app, mission))
    emit(
        [_document(row) for row in rows],
        as_json,
        [f"{row.id}  {count(row.steps, 'step')}  {_words(row)}  {row.title}" for row in rows] or ["No journeys yet."],
    )


@journeys.command("draft")
@click.option("--title", required=True)
@click.option("--steps", help="A sheet (xlsx, csv), a step-by-step, a JSON list, or plain text, a step a line.")
@click.option("--query", default="", help="What the evidence should be about, when no steps are given.")
@click.option("--organisation", multiple=True, help="Only evidence about this organisation.")
@click.option("--actor", help="Whose journey it is.")
@click.option("--mission", "named", help="The mission it belongs to; only evidence of that one's studies.")
@as_json
@click.pass_context
def journeys_draft(
    context: click.Context,
    title: str,
    steps: str | None,
    query: str,
    organisation: tuple[str, ...],
    actor: str | None,
    named: str | None,
    as_json: bool,
) -> None:
    """Place evidence on steps and store the draft."""
    with opened(context) as app:
        outlines = given_steps(app, steps)
        mission = mission_name(app, named)
        job = app.queue_journey(
            app.viewer(), title, outlines, query=query, organisations=organisation, mission=mission, actor=actor
        )
        result = app.finish(app.viewer(), job, on_progress=progress_line())
        journey = app.journey(app.viewer(), result["journey"])
        told = app.redrafted_words(app.viewer(), job)
    if told:
        click.echo(told, err=True)
    if is_only_guessed(journey.steps):
        click.echo(HARDLY_TOLD, err=True)
    show_journey(journey, as_json)


def given_steps(app: "UseCases", path: str | None) -> "list[StepOutline]":
    """Return the steps that a file lists, none without a file.

    What of it is not read, and organisations that are not known, are told on standard error.
    """
    if not path:
        return []
    given = app.read_steps_file(app.viewer(), Path(path).name, read_bytes(path))
    for line in given.unused:
        click.echo(f"Not read: {line}", err=True)
    for line in (*given.unknown, *given.read):
        click.echo(line, err=True)
    return given.outlines


@journeys.command("show")
@click.argument("identifier", metavar="ID")
@as_json
@click.pass_context
def journeys_show(context: click.Context, identifier: str, as_json: bool) -> None:
    """Show one journey."""
    with opened(context) as app:
        journey = app.journey(app.viewer(), identifier)
    show_journey(journey, as_json)


@journeys.command("publish")
@click.argument("identifier", metavar="ID")
@click.option("--visibility", type=click.Choice([choice.value for choice in Visibility]))
@click.option("--mission", help="The mission that it belongs to.")
@click.option("--team", help="The team that answers for it from now on.")
@as_json
@click.pass_context
def journeys_publish(
    context: click.Context,
    identifier: str,
    visibility: str | None,
    mission: str | None,
    team: str | None,
    as_json: bool,
) -> None:
    """Show a journey to others."""
    change = JourneyChange(visibility=Visibility(visibility) if visibility else None, mission=mission, team=team)
    with opened(context) as app:
        row = app.journey_publishing.publish(app.viewer(), identifier, change)
    _tell(row, as_json)


@journeys.command("unpublish")
@click.argument("identifier", metavar="ID")
@as_json
@click.pass_context
def journeys_unpublish(context: click.Context, identifier: str, as_json: bool) -> None:
    """Make a journey a draft again: whoever made it and the researchers of its team see it."""
    with opened(context) as app:
        row = app.journey_publishing.unpublish(app.viewer(), identifier)
    _tell(row, as_json)


def show_journey(journey: "Journey", as_json: bool) -> None:
    """Print a journey: its steps with how much stands behind each, then what is missing, as the journey room has it."""
    from use_cases.journeys.journey_forms import whole_document

    lines = [f"{journey.id}  {journey.title}"]
    for step in journey.steps:
        where = step.organisation or "organisation not known"
        behind = with_guesses_counted(step.evidence) or "no quotations"
        lines.append(f"{step.order:3}. {step.step} [{where}; {step.basis.value}, {behind}]")
    emit(whole_document(journey), as_json, [*lines, *_missing(journey)], marking=journey.marking)


def _missing(journey: "Journey") -> list[str]:
    """Return what is missing, put together and gravest first, then what the evidence does not say; nothing: no line."""
    from use_cases.journeys.journey_network import behind

    groups, rest = gap_groups(behind([journey]).gaps), unsaid(journey)
    lines = [f"What is missing: {count(len(groups), 'thing')} to see to, gravest first"] if groups or rest else []
    lines += [f"  {group.to_do}: {group.title}" for group in groups]
    return [*lines, *(f"  Not said: {line}" for line in rest)]


def _tell(row: JourneySummary, as_json: bool) -> None:
    emit(_document(row), as_json, [f"{row.title}: {_words(row)}."])


def _words(row: JourneySummary) -> str:
    verb = "published," if row.status is JourneyStatus.PUBLISHED else "draft, then"
    return f"{verb} {row.visibility.label}"


def _document(row: JourneySummary) -> dict[str, Any]:
    return {
        "id": row.id,
        "title": row.title,
        "status": row.status.value,
        "visibility": row.visibility.value,
        "team": row.team,
        "mission": row.mission,
        "mine": row.mine,
        "steps": row.steps,
        "organisations": row.organisations,
        "updated_at": row.updated_at,
    }
