"""Commands that change journeys, and that tell what they were."""

import sys
from typing import TYPE_CHECKING, Any

import click

from commands.journeys import given_steps, journeys, show_journey
from commands.missions import mission_name
from commands.output import emit, progress_line, read_text
from commands.root import as_json, opened
from domain.errors import InvalidRequest
from domain.journey_edits import JourneyVersion
from domain.journey_history import undone_next
from domain.journey_resting import resting_in_words
from domain.sureness import filled_in_words, found_in_words

if TYPE_CHECKING:
    from domain.access import Viewer
    from domain.journey_differences import JourneyDifference
    from domain.journeys import Journey
    from use_cases.app import UseCases

_VERSION = click.option("--version", type=int, help="The version you saw: refused if somebody changed it since.")


@journeys.command("start")
@click.option("--title", required=True)
@click.option("--steps", help="A sheet (xlsx, csv), a step-by-step, a JSON list, or plain text, a step a line.")
@click.option("--actor", help="Whose journey it is.")
@click.option("--mission", "named", help="The mission it belongs to.")
@as_json
@click.pass_context
def journeys_start(
    context: click.Context, title: str, steps: str | None, actor: str | None, named: str | None, as_json: bool
) -> None:
    """Make a map by hand, with no evidence on it."""
    with opened(context) as app:
        outlines = given_steps(app, steps)
        mission = mission_name(app, named)
        journey = app.journey_editing.start(app.viewer(), title, outlines, actor=actor, mission=mission)
    show_journey(journey, as_json)


@journeys.command("to-be")
@click.argument("identifier", metavar="ID")
@click.option("--title", required=True)
@as_json
@click.pass_context
def journeys_to_be(context: click.Context, identifier: str, title: str, as_json: bool) -> None:
    """Copy a journey, to plan on the copy how it might be."""
    with opened(context) as app:
        journey = app.journey_editing.make_to_be(app.viewer(), identifier, title)
    show_journey(journey, as_json)


@journeys.command("edit")
@click.argument("identifier", metavar="ID")
@click.option("--json-file", "file", required=True, help="A JSON list of edits, or - for standard input.")
@_VERSION
@as_json
@click.pass_context
def journeys_edit(context: click.Context, identifier: str, file: str, version: int | None, as_json: bool) -> None:
    """Make edits on a journey, all or none."""
    from journey_maps.editing.reading_edits import read_edits

    edits = read_edits(read_text(file), file)
    with opened(context) as app:
        viewer = app.viewer()
        before = app.journey(viewer, identifier)
        journey = app.journey_editing.edit(viewer, identifier, *edits, version=version)
    for line in resting_in_words(before, journey):
        click.echo(line, err=True)
    show_journey(journey, as_json)


@journeys.command("find-evidence")
@click.argument("identifier", metavar="ID")
@click.argument("step", required=False, metavar="[STEP]")
@_VERSION
@as_json
@click.pass_context
def journeys_find_evidence(
    context: click.Context, identifier: str, step: str | None, version: int | None, as_json: bool
) -> None:
    """Look for evidence for one step, or for all of them; what stands there stays as it is."""
    with opened(context) as app:
        viewer = app.viewer()
        if step is None:
            job = app.queue_evidence(viewer, identifier, version=version)
            told = str(app.finish(viewer, job, on_progress=progress_line())["told"])
        else:
            told = _looked_on_one(app, viewer, app.journey(viewer, identifier), step, version)
        journey = app.journey(viewer, identifier)
    click.echo(told, err=True)
    show_journey(journey, as_json)


@journeys.command("delete")
@click.argument("identifier", metavar="ID")
@click.option("--yes", is_flag=True, help="Delete it without asking.")
@_VERSION
@as_json
@click.pass_context
def journeys_delete(context: click.Context, identifier: str, yes: bool, version: int | None, as_json: bool) -> None:
    """Delete a journey for good, with all its versions; what goes is told first."""
    with opened(context) as app:
        viewer = app.viewer()
        extent = app.journey_removal.extent(viewer, identifier)
        for line in (extent.title, *extent.words):
            click.echo(line, err=True)
        if not yes and not (sys.stdin.isatty() and click.confirm("Delete it?", err=True)):
            raise InvalidRequest(
                "The journey was not deleted.", where=identifier, remedy="Say --yes to delete it without being asked."
            )
        seen = version if version is not None else extent.version
        app.journey_removal.delete(viewer, identifier, version=seen)
    document = {"id": extent.id, "title": extent.title, "deleted": True, "versions": extent.version}
    emit(document, as_json, [f"{extent.title}: deleted."])


def _looked_on_one(app: "UseCases", viewer: "Viewer", before: "Journey", step: str, version: int | None) -> str:
    """Look for evidence for the step that is named; return what came of it in words."""
    step_id = _step_named(before, step)
    found = app.journey_editing.look_for_evidence(viewer, before.id, step_id, version=version)
    filled = filled_in_words(before.step_of(step_id), app.journey(viewer, before.id).step_of(step_id))
    return "\n".join(filter(None, (found_in_words(found) if found or not filled else "", filled)))


@journeys.command("undo")
@click.argument("identifier", metavar="ID")
@_VERSION
@as_json
@click.pass_context
def journeys_undo(context: click.Context, identifier: str, version: int | None, as_json: bool) -> None:
    """Take back the last change of a journey, whoever made it."""
    with opened(context) as app:
        viewer = app.viewer()
        last = undone_next(app.journey_editing.versions(viewer, identifier)[::-1])
        journey = app.journey_editing.undo(viewer, identifier, version=version)
    if last:
        click.echo(f"Undone, of {last.by}: {last.did}", err=True)
    show_journey(journey, as_json)


@journeys.command("redo")
@click.argument("identifier", metavar="ID")
@_VERSION
@as_json
@click.pass_context
def journeys_redo(context: click.Context, identifier: str, version: int | None, as_json: bool) -> None:
    """Do again what was undone last."""
    with opened(context) as app:
        journey = app.journey_editing.redo(app.viewer(), identifier, version=version)
    show_journey(journey, as_json)


@journeys.command("revert")
@click.argument("identifier", metavar="ID")
@click.option("--to", "nth", type=int, required=True, help="The version to go back to.")
@_VERSION
@as_json
@click.pass_context
def journeys_revert(context: click.Context, identifier: str, nth: int, version: int | None, as_json: bool) -> None:
    """Let a journey be as it was in a version. The versions since stay."""
    with opened(context) as app:
        journey = app.journey_editing.revert(app.viewer(), identifier, nth, version=version)
    show_journey(journey, as_json)


@journeys.command("versions")
@click.argument("identifier", metavar="ID")
@click.option("--show", "nth", type=int, help="Show the journey as it was in this version.")
@as_json
@click.pass_context
def journeys_versions(context: click.Context, identifier: str, nth: int | None, as_json: bool) -> None:
    """List what was done to a journey, the newest first."""
    with opened(context) as app:
        if nth is not None:
            journey = app.journey_editing.version(app.viewer(), identifier, nth)
        else:
            rows = app.journey_editing.versions(app.viewer(), identifier)
    if nth is not None:
        show_journey(journey, as_json)
    else:
        lines = [f"{row.nth:4}  {row.at[:16].replace('T', ' ')}  {row.by}: {row.did}" for row in rows]
        emit([_version_document(row) for row in rows], as_json, lines)


@journeys.command("compare")
@click.argument("identifier", metavar="ID")
@click.argument("other", required=False, metavar="[OTHER]")
@click.option("--versions", type=(int, int), metavar="BEFORE AFTER", help="Two versions of the journey instead.")
@as_json
@click.pass_context
def journeys_compare(
    context: click.Context, identifier: str, other: str | None, versions: tuple[int, int] | None, as_json: bool
) -> None:
    """Tell what differs from a journey to another one, or between two of its versions."""
    if (other is None) == (versions is None):
        raise click.UsageError("Name another journey, or two versions with --versions BEFORE AFTER.")
    with opened(context) as app:
        if versions is not None:
            difference = app.journey_editing.compare_versions(app.viewer(), identifier, *versions)
        else:
            difference = app.journey_editing.compare(app.viewer(), identifier, str(other))
    emit(_difference_document(difference), as_json, list(difference.words))


def _step_named(journey: "Journey", named: str) -> str:
    """Return the identifier of the step that is named by it, or by its number; what is neither, as it is."""
    ids = [step.id for step in journey.steps]
    numbered = {str(step.order): step.id for step in journey.steps}
    return named if named in ids else numbered.get(named, named)


def _version_document(row: JourneyVersion) -> dict[str, Any]:
    return {
        "version": row.nth,
        "did": row.did,
        "by": row.by,
        "at": row.at,
        "deed": row.deed.value,
        "reverts_to": row.reverts_to,
    }


def _difference_document(difference: "JourneyDifference") -> dict[str, Any]:
    from exports.journey_json import difference_document

    return difference_document(difference)
