"""Commands about what departments share: pain points, needs and recommendations."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from commands.missions import mission_name
from commands.output import attribute_pairs, emit, write_whole
from commands.root import as_json, opened, throughline
from domain.access import highest_marking
from domain.evidence import Kind, Level, Standing
from domain.insights import PainPoint, Sharing, Wish
from domain.narrowing import Narrowing
from domain.wording import CONFIDENCE, listed, shared_how

if TYPE_CHECKING:
    from use_cases.app import UseCases


@throughline.command("pain-points")
@click.option("--mission", help="Of studies that belong to it alone.")
@click.option("--attribute", multiple=True, metavar="NAME=VALUE", help="Said by people of whom this is known.")
@click.option("--min-organisations", type=click.IntRange(1), default=2, show_default=True)
@click.option("--sharing", type=click.Choice(["any", "between", "in-common"]), default="any", show_default=True)
@click.option("--level", type=click.Choice([level.value for level in Level]))
@click.option("--standing", type=click.Choice([standing.value for standing in Standing]))
@click.option("--workarounds", is_flag=True, help="Of which some evidence tells of a workaround.")
@click.option("--limit", type=click.IntRange(1), default=40, show_default=True)
@click.option("--evidence", type=click.IntRange(0), default=5, show_default=True, help="At most N an organisation.")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), help="Write them too: a .pptx, .docx, .csv or .xlsx file."
)
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
    workarounds: bool,
    limit: int,
    evidence: int,
    output: Path | None,
    as_json: bool,
) -> None:
    """List shared pain points with their evidence, gravest first."""
    from exports.evidence_rows import pain_point_document
    from use_cases.findings.theming import select_pain_points

    form = _form_of(output) if output else ""
    with opened(context) as app:
        viewer = app.viewer()
        asked = Narrowing(
            mission=mission_name(app, mission),
            sharing=None if sharing == "any" else Sharing(sharing.replace("-", "_")),
            level=Level(level) if level else None,
            standing=Standing(standing) if standing else None,
            workarounds=workarounds,
            min_organisations=min_organisations,
            attributes=attribute_pairs(attribute),
        )
        every = app.all_pain_points(viewer, mission=asked.mission, attributes=asked.attributes)
        points = select_pain_points(every, asked, limit=limit, evidence=evidence)
        whole = select_pain_points(every, asked)
        words = app.ownership.words(viewer, whole[:limit])
        if output:
            _write_brief(app, output, form, whole[:limit], asked, found=len(whole))
    if len(whole) > limit:
        click.echo(f"The first {limit} of {len(whole):,} pain points; --limit says how many.", err=True)
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
        list(_lines(points)) or [NONE_PASSES if every else NONE_YET],
        marking=highest_marking(point.marking for point in points),
    )


QUOTED_AT_MOST = 4
NONE_YET = "No shared pain points yet. Add findings of two or more organisations: throughline ingest"
NONE_PASSES = "No pain point is like that. Try fewer options, or --min-organisations 1."


def _lines(points: Sequence[PainPoint]) -> Iterator[str]:
    from exports.brief import confidence_reasons

    for number, point in enumerate(points, start=1):
        sure = "a lead only" if point.is_lead else f"{CONFIDENCE[point.confidence]} evidence"
        yield f"{number}. {point.title} [{point.severity}, {shared_how(point)}, {sure}]"
        yield "   " + ", ".join(f"{count.name} ({count.observations})" for count in point.organisations)
        yield f"   {confidence_reasons(point)}"
        yield from (f"   - {listed(bodies)}: {text}" for text, bodies in list(_quoted(point).items())[:QUOTED_AT_MOST])


def _quoted(point: PainPoint) -> dict[str, list[str]]:
    """Return the quotations, the best first, each with the organisations that it is about."""
    quoted: dict[str, list[str]] = {}
    for fit in point.evidence:
        quoted.setdefault(fit.evidence.text, []).append(fit.organisation)
    return quoted


def _form_of(output: Path) -> str:
    """Return the form that a file's ending names. Raises InvalidRequest for another ending."""
    from use_cases.file_forms import checked_form
    from use_cases.knowing.briefs import FORMS, TABLE_FORMS

    return checked_form(output.suffix.removeprefix(".").lower(), FORMS | TABLE_FORMS, what="A brief")


def _write_brief(
    app: "UseCases", output: Path, form: str, points: Sequence[PainPoint], asked: Narrowing, *, found: int
) -> None:
    """Write pain points as a brief, and write down that it left with what it holds."""
    content = app.briefs.pain_points(app.viewer(), points, form, asked=asked, found=found)
    app.briefs.note_export(app.viewer(), points, form)
    write_whole(output, content)
    click.echo(f"Wrote {output}.", err=True)


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
    from use_cases.findings.theming import select_wishes

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
