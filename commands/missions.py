"""Commands about missions."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import click

from commands.output import emit
from commands.root import as_json, checked, opened, throughline
from domain.errors import InvalidRequest
from domain.missions import Mission, Weights
from domain.wording import count, studies

if TYPE_CHECKING:
    from use_cases.app import UseCases

NEXT_AT_MOST = 5
MEASURE_FORM = '"name=value; target=...; as of=...; source=..."; all but the name may be left out.'
WEIGHTS = ("consequence", "between", "spread", "no-owner")

_outcome = click.option("--outcome", help="What gets better for people.")
_organisations = click.option("--organisation", "organisations", multiple=True, help="One that shares it; repeatable.")
_measures = click.option("--measure", "measures", multiple=True, help=MEASURE_FORM)
_people = click.option("--person", "people", multiple=True, help="Who is in its group, as they sign in; repeatable.")


@throughline.group()
def missions() -> None:
    """Outcomes that several organisations share."""


@missions.command("create")
@click.argument("name")
@_outcome
@_organisations
@_measures
@_people
@as_json
@click.pass_context
def missions_create(
    context: click.Context,
    name: str,
    outcome: str | None,
    organisations: tuple[str, ...],
    measures: tuple[str, ...],
    people: tuple[str, ...],
    as_json: bool,
) -> None:
    """Make a mission."""
    from use_cases.catalogue.missions import mission_from, read_measure

    mission = mission_from(
        name=name,
        outcome=outcome or "",
        organisations=organisations,
        measures=[read_measure(text) for text in measures],
        people=people,
    )
    with opened(context) as app:
        _tell(app.missions.create(app.viewer(), mission), as_json, "is made")


@missions.command("update")
@click.argument("mission")
@_outcome
@_organisations
@_measures
@_people
@click.option("--weight", "weights", multiple=True, help=f"NAME=0..10; NAME is {', '.join(WEIGHTS)}.")
@as_json
@click.pass_context
def missions_update(
    context: click.Context,
    mission: str,
    outcome: str | None,
    organisations: tuple[str, ...],
    measures: tuple[str, ...],
    people: tuple[str, ...],
    weights: tuple[str, ...],
    as_json: bool,
) -> None:
    """Change a mission. What an option says takes the place of all that was said before; the rest stays."""
    from use_cases.catalogue.missions import mission_from, read_measure

    with opened(context) as app:
        viewer = app.viewer()
        now = app.missions.find(viewer, mission)
        said = mission_from(
            name=now.name,
            outcome=now.outcome if outcome is None else outcome,
            organisations=organisations or now.organisations,
            measures=[read_measure(text) for text in measures] or now.measures,
            people=people or now.people,
            weights=_weighed(now.weights, weights),
        )
        _tell(app.missions.update(viewer, replace(said, id=now.id)), as_json, "is changed")


@missions.command("list")
@as_json
@click.pass_context
def missions_list(context: click.Context, as_json: bool) -> None:
    """List missions by name."""
    from exports.mission_json import mission_document

    with opened(context) as app:
        found = app.missions.all(app.viewer())
    lines = [f"{mission.id}  {count(len(mission.organisations), 'organisation')}  {mission.name}" for mission in found]
    rows = [mission_document(mission) for mission in found]
    emit(rows, as_json, lines or ["No missions yet. Run: throughline missions create NAME"])


@missions.command("show")
@click.argument("mission")
@as_json
@click.pass_context
def missions_show(context: click.Context, mission: str, as_json: bool) -> None:
    """Show a mission: its measures, what research there is of whom, and what to take up next, and why."""
    from exports.mission_json import mission_report

    with opened(context) as app:
        viewer = app.viewer()
        found = app.missions.find(viewer, mission)
        points = app.all_pain_points(viewer, mission=found.name)
        shared = [point for point in points if point.spread > 1]
        following = app.missions.next(shared, found.weights, limit=NEXT_AT_MOST)
        coverage = app.missions.coverage(viewer, found)
        document = mission_report(
            found, studies=app.missions.studies(viewer, found), coverage=coverage, following=following
        )
    emit(document, as_json, _lines(document))


@missions.command("add-study")
@click.argument("mission")
@click.argument("study")
@as_json
@click.pass_context
def missions_add_study(context: click.Context, mission: str, study: str, as_json: bool) -> None:
    """Make a study, named by its title or identifier, part of a mission."""
    with opened(context) as app:
        viewer = app.viewer()
        found = app.missions.find(viewer, mission)
        kept = app.missions.add_study(viewer, found, study)
    document = {"mission": found.id, "study": kept.id, "title": kept.title}
    emit(document, as_json, [f"“{kept.title}” belongs to the mission “{found.name}”."])


def mission_name(app: "UseCases", named: str | None) -> str | None:
    """Return the name by which a command narrows to a mission, None for all. Raises NotFound."""
    return None if named is None else app.missions.name(app.viewer(), named)


def _tell(mission: Mission, as_json: bool, became: str) -> None:
    from exports.mission_json import mission_document

    emit(mission_document(mission), as_json, [f"The mission “{mission.name}” {became} ({mission.id})."])


def _weighed(now: Weights, said: Sequence[str]) -> Weights:
    values: dict[str, int] = {}
    for text in said:
        name, _, number = (part.strip() for part in text.partition("="))
        if name not in WEIGHTS or not number.isdecimal():
            raise InvalidRequest(
                f"'{text}' is not a weight.",
                where="--weight",
                remedy=f"Write NAME=0..10; NAME is one of {', '.join(WEIGHTS)}.",
            )
        values[name.replace("-", "_")] = int(number)
    return checked(lambda: replace(now, **values), "--weight")


def _lines(report: dict[str, Any]) -> list[str]:
    """Return the report of a mission as lines."""
    lines = [f"{report['name']} ({report['id']})", report["outcome"]]
    for measure in report["measures"]:
        value, target = measure["value"] or "not said yet", measure["target"] or "not said yet"
        lines.append(f"Measure: {measure['name']}: {value} (target: {target})")
    lines += [
        f"{row['organisation']}: {studies(row['studies'])}, {count(row['observations'], 'observation')}"
        if row["studies"]
        else f"{row['organisation']}: not researched"
        for row in report["coverage"]
    ]
    lines.append("Next, and why:" if report["next"] else "Nothing to take up yet: no pain point is shared.")
    for number, row in enumerate(report["next"], start=1):
        lines.append(f"{number}. {row['title']} (worth {row['worth']})")
        lines += [f"   - {part['reason']}" for part in row["criteria"]]
        lines += [f"   - {caution}" for caution in row["cautions"]]
    return lines
