"""Commands about the insights that people write on evidence."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from commands.missions import mission_name
from commands.output import emit, write_whole
from commands.root import as_json, opened, throughline
from domain.access import highest_marking
from domain.insight_wording import STATE, insight_facts, out_of_sight, reviewed, standing
from domain.wording import count, date, origin
from domain.written_insights import InsightState

if TYPE_CHECKING:
    from domain.access import Viewer
    from domain.written_insights import Insight, ShownInsight


@throughline.group()
def insights() -> None:
    """Insights: claims that people wrote on evidence."""


@insights.command("list")
@click.option("--state", type=click.Choice([state.value for state in InsightState]))
@click.option("--mission", help="That belong to it.")
@click.option("--organisation", help="That hold for it, by any of its names.")
@click.option("--overdue", is_flag=True, help="Whose review date has passed, of those that you may change.")
@as_json
@click.pass_context
def list_insights(
    context: click.Context, state: str | None, mission: str | None, organisation: str | None, overdue: bool,
    as_json: bool,
) -> None:  # fmt: skip
    """List the insights that you may see, last changed first."""
    from datetime import UTC, datetime

    from exports.insight_rows import insight_document

    with opened(context) as app:
        viewer = app.viewer()
        asked = InsightState(state) if state else None
        named = mission_name(app, mission)
        found = app.insights.all(viewer, state=asked, mission=named, organisation=organisation)
        if overdue:
            late = {each.id for each in app.insights.overdue(viewer, datetime.now(UTC).date().isoformat())}
            found = [each for each in found if each.id in late]
    emit(
        [insight_document(each) for each in found],
        as_json,
        [line for each in found for line in _in_short(each)] or ["No insights yet."],
        marking=highest_marking(each.marking for each in found),
    )


@insights.command("show")
@click.argument("insight")
@as_json
@click.pass_context
def show_insight(context: click.Context, insight: str, as_json: bool) -> None:
    """Show one insight with the evidence that you may see, and who did what to it."""
    from exports.insight_rows import shown_document

    with opened(context) as app:
        viewer = app.viewer()
        shown = app.insights.insight(viewer, insight)
        versions = app.insights.versions(viewer, insight)
    history = [f"{each.at}  {each.by}: {each.deed.value}" for each in versions]
    emit(
        shown_document(shown, versions),
        as_json,
        [*_whole(shown, viewer), "", "History:", *history],
        marking=shown.insight.marking,
    )


@insights.command("export")
@click.argument("insight")
@click.option("--format", "form", type=click.Choice(["docx", "md"]), default="docx", show_default=True)
@click.option("-o", "--output", type=click.Path(path_type=Path), required=True, help="The file to write.")
@click.pass_context
def export_insight(context: click.Context, insight: str, form: str, output: Path) -> None:
    """Write one insight as a Word document or as Markdown."""
    with opened(context) as app:
        viewer = app.viewer()
        write_whole(output, app.insights.export(viewer, insight, form))
        app.insights.note_export(viewer, insight, form)
    click.echo(f"Written to {output}.")


def _in_short(insight: "Insight") -> list[str]:
    held = count(len(insight.evidence.supporting) + insight.hidden, "observation")
    due = f", look again by {date(insight.words.review_by)}" if insight.words.review_by else ""
    gone = ", evidence was withdrawn" if insight.withdrawn else ""
    said = f"{STATE[insight.state]}, confidence {insight.words.confidence.value}, {held}{due}{gone}"
    return [f"{insight.id}  {insight.words.claim}", f"  {said}"]


def _whole(shown: "ShownInsight", viewer: "Viewer") -> list[str]:
    insight = shown.insight
    lines = [insight.words.claim, f"{standing(insight, viewer)} {reviewed(insight.version)}"]
    lines += [f"{name}: {value}" for name, value in insight_facts(insight)]
    lines += ["", insight.words.reasoning] if insight.words.reasoning else []
    for title, evidence in (("Supports it:", shown.supporting), ("Speaks against it:", shown.against)):
        lines += ["", title] if evidence else []
        for item in evidence:
            lines += [f"- {item.text}", f"  {origin(item, with_organisation=True)}"]
    lines += out_of_sight(insight)
    if insight.words.recommendations:
        lines += ["", "What should change:"]
        lines += [f"- {each.what} ({each.who or 'nobody named yet'})" for each in insight.words.recommendations]
    return lines
