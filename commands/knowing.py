"""Commands that say what is known already."""

from pathlib import Path

import click

from commands.missions import mission_name
from commands.output import emit, read_bytes
from commands.root import as_json, opened, throughline
from domain.access import highest_marking
from domain.evidence import SourceFile
from domain.known import PlanQuestion, WhatIsKnown
from domain.wording import KNOWN, NO_NUMBER, best_of, count, date, few, studies

QUOTED_AT_MOST = 3
"""How many quotations of each question are printed for people."""


@throughline.command()
@click.argument("path")
@click.option("--mission", "named", help="Evidence of studies that belong to it.")
@click.option("--limit", type=click.IntRange(1, 1000), default=20, show_default=True, help="Hits for each question.")
@as_json
@click.pass_context
def similar(context: click.Context, path: str, named: str | None, limit: int, as_json: bool) -> None:
    """Say what is known of each question of a draft plan ("-" reads it from standard input); stores nothing."""
    from exports.known_rows import similar_document
    from use_cases.knowing.knowing import PASTED

    name = PASTED if path == "-" else Path(path).name
    content = read_bytes(path)
    with opened(context) as app:
        viewer = app.viewer()
        mission = mission_name(app, named)
        plan = app.knowing.plan(SourceFile(name=name, content=content))
        found = app.knowing.of_plan(viewer, plan, mission=mission, limit=limit)
    document = similar_document(name, plan, found)
    lines = [line for question, _, known in found for line in _lines(question, known)]
    if plan.left_out:
        lines.append(f"{count(plan.left_out, 'more question')} not looked into: give them as a plan of their own.")
    emit(document, as_json, lines, marking=highest_marking(known.marking for _, _, known in found))


def _lines(question: PlanQuestion, known: WhatIsKnown) -> list[str]:
    """Return what is printed of one question: how far it is answered, who says so, what was met, whom to ask."""
    voices = [f"{voice.organisation} ({studies(voice.studies)})" for voice in known.voices]
    quoted = [voice.quotations[0].evidence for voice in known.voices if known.known.is_something][:QUOTED_AT_MOST]
    nearest = [known.nearest] if known.nearest else []
    points = [f"{met.point.title} ({count(met.hits, 'hit')})" for met in known.points]
    teams = [contact.team + (f", {contact.contact}" if contact.contact else "") for contact in known.ask]
    return [
        f"{question.where}: {question.text}",
        f"  {KNOWN[known.known]}" + (f": {few(voices)}{best_of(known)}" if voices and known.known.is_something else ""),
        *([f"  {NO_NUMBER}"] if known.lacks_number else []),
        *([f"  Also looked for: {few(known.also_looked_for)}"] if known.also_looked_for else []),
        *(f"  - {item.text} ({item.study}, {date(item.date)})" for item in quoted),
        *(f"  Nearest: {item.text} ({item.study}, {date(item.date)})" for item in nearest),
        *([f"  Pain points: {few(points)}"] if points else []),
        *([f"  Whom to ask: {few(teams)}"] if teams else []),
        "",
    ]
