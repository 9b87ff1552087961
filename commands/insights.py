"""Commands about what departments share: pain points, needs and recommendations."""

from collections.abc import Callable
from typing import Any

import click

from commands.missions import mission_name
from commands.output import attribute_pairs, emit
from commands.root import as_json, opened, throughline
from domain.access import highest_marking
from domain.evidence import Kind, Level, Standing
from domain.insights import Sharing, Wish


@throughline.command("pain-points")
@click.option("--mission", help="Of studies that belong to it alone.")
@click.option("--attribute", multiple=True, metavar="NAME=VALUE", help="Said by people of whom this is known.")
@click.option("--min-organisations", type=click.IntRange(1), default=2, show_default=True)
@click.option("--sharing", type=click.Choice(["any", "between", "in-common"]), default="any", show_default=True)
@click.option("--level", type=click.Choice([level.value for level in Level]))
@click.option("--standing", type=click.Choice([standing.value for standing in Standing]))
@click.option("--limit", type=click.IntRange(1), default=40, show_default=True)
@click.option("--evidence", type=click.IntRange(0), default=5, show_default=True, help="At most N an organisation.")
@as_json
@click.pass_context
def pain_points(  # noqa: PLR0913, PLR0917 - one parameter an option
    context: click.Context,
    mission: str | None,
    attribute: tuple[str, ...],
    min_organisations: int,
    sharing: str,
    level: str | None,
    standing: str | None,
    limit: int,
    evidence: int,
    as_json: bool,
) -> None:
    """List shared pain points with their evidence, gravest first."""
    from exports.evidence_rows import pain_point_document
    from use_cases.theming import select_pain_points

    with opened(context) as app:
        viewer = app.viewer()
        known = attribute_pairs(attribute)
        every = app.all_pain_points(viewer, mission=mission_name(app, mission), attributes=known)
        points = select_pain_points(
            every,
            min_organisations=min_organisations,
            sharing=None if sharing == "any" else Sharing(sharing.replace("-", "_")),
            level=Level(level) if level else None,
            standing=Standing(standing) if standing else None,
            limit=limit,
            evidence=evidence,
        )
        listed = {point.id for point in points}
        words = app.ownership.words(viewer, [point for point in every if point.id in listed])
    lines = []
    for number, point in enumerate(points, start=1):
        names = ", ".join(f"{count.name} ({count.observations})" for count in point.organisations)
        lines += [f"{number}. {point.title} [{point.severity}, {point.sharing.value.replace('_', ' ')}]", f"   {names}"]
        lines += [f"   - {fit.organisation}: {fit.evidence.text}" for fit in point.evidence[:4]]
    emit(
        [
            pain_point_document(
                point,
                claims=words[point.id].claims,
                owners=words[point.id].owners,
                contacts=words[point.id].contacts,
            )
            for point in points
        ],
        as_json,
        lines or ["No shared pain points yet. Add findings of two or more organisations: throughline ingest"],
        marking=highest_marking(point.marking for point in points),
    )


def _wish_options(command: Callable[..., None]) -> Callable[..., None]:
    """Add the options that needs and recommendations take alike."""
    options: list[Callable[[Any], Any]] = [
        click.option("--mission", help="Of studies that belong to it alone."),
        click.option("--attribute", multiple=True, metavar="NAME=VALUE", help="Said by people of whom this is known."),
        click.option("--min-organisations", type=click.IntRange(1), default=2, show_default=True),
        click.option("--limit", type=click.IntRange(1), default=40, show_default=True),
        click.option(
            "--evidence", type=click.IntRange(0), default=5, show_default=True, help="At most N an organisation."
        ),
        as_json,
        click.pass_context,
    ]
    for option in reversed(options):
        command = option(command)
    return command


@throughline.command("needs")
@_wish_options
def needs(context: click.Context, **asked: Any) -> None:
    """List what people of several organisations need about the same difficulty, most widely told first."""
    _list_wishes(context, Kind.NEED, **asked)


@throughline.command("recommendations")
@_wish_options
def recommendations(context: click.Context, **asked: Any) -> None:
    """List what several organisations recommend about the same difficulty, most widely told first."""
    _list_wishes(context, Kind.RECOMMENDATION, **asked)


def _list_wishes(
    context: click.Context,
    kind: Kind,
    *,
    mission: str | None,
    attribute: tuple[str, ...],
    min_organisations: int,
    limit: int,
    evidence: int,
    as_json: bool,
) -> None:
    from exports.evidence_rows import wish_document
    from use_cases.theming import select_wishes

    with opened(context) as app:
        known = attribute_pairs(attribute)
        every = app.all_wishes(app.viewer(), mission=mission_name(app, mission), attributes=known)
        wishes = select_wishes(every, kind=kind, min_organisations=min_organisations, limit=limit, evidence=evidence)
    lines = [line for number, wish in enumerate(wishes, start=1) for line in _wish_lines(number, wish)]
    fewer = " --min-organisations 1 lists those of one." if min_organisations > 1 else ""
    nothing = f"No {kind.label} is told of {min_organisations} or more organisations.{fewer}"
    emit(
        [wish_document(wish) for wish in wishes],
        as_json,
        lines or [nothing],
        marking=highest_marking(wish.marking for wish in wishes),
    )


def _wish_lines(number: int, wish: Wish) -> list[str]:
    names = ", ".join(f"{count.name} ({count.observations})" for count in wish.organisations)
    quoted = [f"   - {fit.organisation}: {fit.evidence.text}" for fit in wish.evidence]
    return [f"{number}. {wish.title} [about: {wish.difficulty}]", f"   {names}", *quoted]
