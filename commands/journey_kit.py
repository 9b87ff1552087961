"""Commands for a workshop on a journey: what goes there, and what comes back."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from time import perf_counter

import click

from commands.evidence import told_refusals
from commands.journeys import journeys
from commands.missions import mission_name
from commands.output import emit, progress_line, read_bytes, write_whole
from commands.root import as_json, checked, opened
from commands.typed_dates import as_date
from domain.evidence import SourceFile
from domain.proposals import FileDescription
from domain.sprint_prompts import PromptGroup


@journeys.command("kit")
@click.argument("identifier", metavar="ID")
@click.option("--cards", "part", flag_value="cards", help="Evidence cards, as slides.")
@click.option("--cards-pdf", "part", flag_value="cards-pdf", help="The cards as PDF, one a sheet of A6.")
@click.option("--cards-to-print", "part", flag_value="cards-to-print", help="The cards as a page that prints on A6.")
@click.option("--wall", "part", flag_value="wall", help="The evidence by step, as slides.")
@click.option("--board", "part", flag_value="board", help="Notes for a workshop board, as CSV.")
@click.option("--prompts", "part", flag_value="prompts", help="Print the questions to work on instead of a file.")
@click.option("--all", "whole", is_flag=True, help="Every card, and not only the best of each step.")
@click.option("--address", default="", help="Where Throughline is reached: links of the board begin with it.")
@click.option("-o", "--output", type=click.Path(path_type=Path))
@as_json
@click.pass_context
def journeys_kit(
    context: click.Context,
    identifier: str,
    part: str | None,
    address: str,
    output: Path | None,
    *,
    whole: bool,
    as_json: bool,
) -> None:
    """Write what a room takes to a workshop on a journey."""
    if part is None:
        raise click.UsageError("Say which part: --cards, --cards-pdf, --cards-to-print, --wall, --board or --prompts.")
    if part == "prompts":
        with opened(context) as app:
            found = app.journey_kit.prompts(app.viewer(), identifier)
        rows = [
            {
                "pain_point": prompt.pain_point,
                "prompt": prompt.question,
                "step": group.step,
                "steps": list(prompt.steps),
            }
            for group in found
            for prompt in group.prompts
        ]
        emit(rows, as_json, list(_lines(found)) or ["The journey shows no pain points yet."])
        return
    if output is None:
        raise click.UsageError("Name the file to write with -o FILE.")
    with opened(context) as app:
        content = app.journey_kit.file(app.viewer(), identifier, part, address=address, whole=whole)
        size = app.journey_kit.size(app.viewer(), identifier)
    write_whole(output, content)
    is_all = whole or size.cards == size.of
    said = "." if is_all else f": {size.cards} of {size.of:,} cards, the best of each step; --all writes every one."
    click.echo(f"Wrote {output}{said}", err=True)


def _lines(groups: Iterable[PromptGroup]) -> Iterator[str]:
    """Yield each group with its questions below it, and how many difficulties are left."""
    for group in groups:
        yield group.name
        yield from (f"  {prompt.question}" for prompt in group.prompts)
        if group.rest:
            yield f"  ({group.rest_in_words}.)"


@journeys.command("board-back")
@click.argument("identifier", metavar="ID")
@click.argument("file", metavar="FILE")
@click.option("--study", help="The title of the study [Workshop on the journey's title].")
@click.option("--organisation", help="Who held the workshop.")
@click.option("--date", callback=as_date, help="A date: 2025, March 2025, 1 March 2025 or 2025-03-01.")
@click.option("--team", help="The team that answers for the study.")
@click.option("--mission", "named", help="The mission that the study belongs to [the journey's].")
@as_json
@click.pass_context
def journeys_board_back(
    context: click.Context, /, identifier: str, file: str, named: str | None, as_json: bool, **described: str | None
) -> None:
    """Add a board that comes back from a workshop as a study linked to the journey."""
    from exports.report_json import ingest_document
    from use_cases.running.payloads import account_of

    content, started = read_bytes(file), perf_counter()
    with opened(context) as app:
        viewer = app.viewer()
        board = app.journey_kit.board_back(viewer, identifier, Path(file).name, content)
        mission = mission_name(app, named)
        said = checked(
            lambda: FileDescription(
                mission=mission,
                study=described["study"],
                organisation=described["organisation"],
                date=described["date"],
                team=described["team"],
            ),
            "--date",
        )
        said = app.journey_kit.described(viewer, identifier, said)
        (staged,) = app.stage([SourceFile(name=Path(file).name, content=board.content)])
        job = app.queue_ingest(viewer, [(staged, said)])
        result = app.finish(viewer, job, on_progress=progress_line())
    account = account_of(result)
    document = ingest_document(account, seconds=perf_counter() - started, stages=result["stages"])
    lines = [
        f"Notes left out, for they went out from here: {board.ours}. Rows that came back: {board.left}.",
        f"Read {account.read}, kept {account.kept}, refused {account.refused}, already there {account.duplicates}.",
        *told_refusals(account),
    ]
    emit({**document, "left_out": board.ours, "journey": identifier}, as_json, lines)
