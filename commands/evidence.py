"""Commands that take evidence in and find it again."""

from collections.abc import Callable
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Any

import click

from commands.narrowing import narrowed, narrowing, unknown_names
from commands.output import (
    PERSONAL_CONTACT,
    emit,
    emit_error,
    progress_line,
    read_json_lines,
    read_json_object,
    read_text,
)
from commands.root import as_json, checked, opened, throughline
from commands.typed_dates import as_date, as_day
from domain.access import Marking, Visibility, highest_marking
from domain.consent import WRITTEN, Consent, LawfulBasis, consent_written
from domain.errors import UnreadableSource
from domain.evidence import Account
from domain.people import looks_like_one_persons
from domain.proposals import FileDescription, Redaction
from domain.search import Known, SearchMode
from domain.tables import TAKEN_FOR_A_NAME, Meaning
from domain.wording import KNOWN, NO_NUMBER, count, few, studies

if TYPE_CHECKING:
    from use_cases.app import UseCases


@throughline.command()
@click.pass_context
def init(context: click.Context) -> None:
    """Create an empty repository."""
    with opened(context) as app:
        app.revision()
        click.echo(f"The repository is ready in {app.settings.data_dir}.")


@throughline.group()
def demo() -> None:
    """Work with the example corpus."""


@demo.command("load")
@click.option("--if-empty", is_flag=True, help="Do nothing when the repository holds anything.")
@as_json
@click.pass_context
def demo_load(context: click.Context, if_empty: bool, as_json: bool) -> None:
    """Load the example corpus: fictional research of invented organisations."""
    from use_cases.running.demonstration import load_examples

    with opened(context) as app:
        if if_empty and app.overview(app.viewer()).observations:
            nothing = {"kept": 0, "duplicates": 0, "refused": 0}
            emit(nothing, as_json, ["The repository is not empty; nothing was loaded."])
            return
        account = load_examples(app, app.viewer(), on_progress=progress_line())
    document = {"kept": account.kept, "duplicates": account.duplicates, "refused": account.refused}
    lines = [f"Loaded {account.kept} example observations; {account.duplicates} were there already."]
    emit(document, as_json, lines)


def _consent_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options that say what participants agreed to, and how long it is kept."""
    for option in (
        click.option("--not-heard", help="Who should have taken part and did not."),
        click.option("--insight-until", callback=as_day, help="The last day on which everything else is kept."),
        click.option("--raw-until", callback=as_day, help="The last day on which the originals are kept: 2027-03-01."),
        click.option("--consent-covers", help="What participants agreed to, in words."),
        click.option("--lawful-basis", type=click.Choice([choice.value for choice in LawfulBasis])),
    ):
        command = option(command)
    return command


@throughline.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option("--manifest", type=click.Path(path_type=Path), help="A csv with a row a file.")
@click.option("--organisation", help="Who did the research.")
@click.option("--about", multiple=True, help="An organisation, service or system it concerns.")
@click.option("--service")
@click.option("--study", help="The title of the study.")
@click.option("--date", callback=as_date, help="A date: 2025, March 2025, 1 March 2025 or 2025-03-01.")
@click.option("--visibility", type=click.Choice([choice.value for choice in Visibility]))
@click.option("--draft", is_flag=True, help="Only your team sees it until it is published.")
@click.option("--embargo", callback=as_day, help="The day from which others may see it: 2025-03-01.")
@click.option("--team", help="The team that answers for the study.")
@click.option("--contact", help="The mailbox where the team is reached.")
@click.option("--marking", type=click.Choice([choice.value for choice in Marking], case_sensitive=False))
@click.option("--mission", help="The mission that the study belongs to.")
@_consent_options
@click.option("--column", "named", multiple=True, metavar="NAME=MEANING", help="What a column of a table holds.")
@click.option("--columns", "listed", help="A JSON file with what columns hold, by name.")
@click.option("--redaction", type=click.Choice([choice.value for choice in Redaction]))
@as_json
@click.pass_context
def ingest(
    context: click.Context,
    /,
    paths: tuple[str, ...],
    manifest: Path | None,
    redaction: str | None,
    as_json: bool,
    **described: Any,
) -> None:
    """Add files or folders ("-" reads text from standard input)."""
    from exports.report_json import ingest_document
    from use_cases.evidence.adding import add_paths
    from use_cases.running.payloads import account_of

    said = _described(**described)
    started = perf_counter()
    with opened(context) as app:
        result = add_paths(
            app,
            app.viewer(),
            paths,
            manifest=manifest,
            said=said,
            redaction=Redaction(redaction) if redaction else None,
            on_progress=progress_line(),
        )
    account = account_of(result)
    document = ingest_document(
        account,
        seconds=perf_counter() - started,
        stages=result["stages"],
        warnings=result["warnings"],
        asked=result["asked"],
    )
    stages = ", ".join(f"{name} {seconds:.1f} s" for name, seconds in result["stages"].items())
    click.echo(f"Stages: {stages}.", err=True)
    emit(document, as_json, _account_lines(account, document["warnings"]))
    if account.kept + account.duplicates == 0 and account.refused:
        emit_error(_nothing_added(account))


def _nothing_added(account: Account) -> UnreadableSource:
    """Return the problem that everything was refused, with the remedy where there is only one."""
    remedies = {refusal.remedy for file in account.files for refusal in file.refusals}
    files = len(account.files)
    refused = f"all {count(files, 'file')} were" if files > 1 else "the file was"
    return UnreadableSource(
        f"Nothing was added: {refused} refused.",
        where=few([file.path for file in account.files]),
        remedy=remedies.pop() if len(remedies) == 1 else "Put right what is said of each above, then add them again.",
    )


def _described(
    *,
    visibility: str | None,
    marking: str | None,
    contact: str | None,
    named: tuple[str, ...],
    listed: str | None,
    **said: Any,
) -> FileDescription:
    """Return what the options say of the files."""
    columns = _columns(named, listed)
    consent = _consent({name: said.pop(name) for name in WRITTEN})
    if contact and looks_like_one_persons(contact):
        click.echo(PERSONAL_CONTACT, err=True)
    return checked(
        lambda: FileDescription(
            visibility=Visibility(visibility) if visibility else None,
            marking=Marking(marking.upper()) if marking else None,
            contact=contact,
            columns=columns,
            consent=consent,
            **said,
        ),
        "--date or --embargo",
    )


def _consent(said: dict[str, str | None]) -> Consent | None:
    return checked(lambda: consent_written(said), "--raw-until or --insight-until")


def _columns(named: tuple[str, ...], listed: str | None) -> tuple[tuple[str, Meaning], ...]:
    """Return what options and file say of columns; an option goes before the file."""
    from use_cases.evidence.columns import columns_said

    said = read_json_object(listed) if listed else {}
    for each in named:
        name, mark, meaning = each.rpartition("=")
        if not mark or not name.strip():
            raise click.BadParameter(f"'{each}' is not NAME=MEANING.", param_hint="--column")
        said[name.strip()] = meaning
    return columns_said(said)


def told_refusals(account: Account) -> list[str]:
    """Return a line for each refusal of files of which nothing was taken, and for each note that may be lost."""
    return [
        f"  {file.path}: {refusal.where}: {refusal.reason.rstrip('.')}. {refusal.remedy}"
        for file in account.files
        for refusal in file.refusals
        if file.kept + file.duplicates == 0 or refusal.reason == TAKEN_FOR_A_NAME
    ]


def _account_lines(account: Account, warnings: list[str]) -> list[str]:
    counts = (
        f"{count(len(account.files), 'file')}: read {account.read}, kept {account.kept}, "
        f"refused {account.refused}, already there {account.duplicates}."
    )
    return [counts, *warnings, *_told_of_files(account), *told_refusals(account)]


def _told_of_files(account: Account) -> list[str]:
    """Return a line for each warning of files, with the files that have it."""
    told: dict[str, list[str]] = {}
    for file in account.files:
        for warning in file.warnings:
            told.setdefault(warning, []).append(file.path)
    return [f"  {few(paths)}: {warning}" for warning, paths in told.items()]


@throughline.command()
@click.option("--input", "source", required=True, help="A file of JSON lines {id, text}, or - for standard input.")
@as_json
@click.pass_context
def code(context: click.Context, source: str, as_json: bool) -> None:
    """Say kind, severity and patterns of texts, storing nothing."""
    from exports.report_json import coding_document

    rows = read_json_lines(source, ("id", "text"))
    with opened(context) as app:
        codings = app.code([row["text"] for row in rows])
        codebook = app.codebook()
    documents = [coding_document(row["id"], coding, codebook) for row, coding in zip(rows, codings, strict=True)]
    emit(documents, as_json, [f"{row['id']}  {row['kind']}  {row['pain_point']:.2f}" for row in documents])


NEAREST = "Nothing found that plainly answers this. What comes nearest:"


def _nothing_found(app: "UseCases") -> str:
    """Return what to say where a search finds nothing: that nothing is stored at all, or what else to try."""
    if app.overview(app.viewer()).observations:
        return "Nothing found. Try other words, or fewer filters."
    return (
        f"You see nothing in {app.settings.data_dir} yet. Add findings with `throughline ingest`, or name another "
        "folder with --data-dir."
    )


@throughline.command()
@click.argument("query", required=False)
@click.option("--batch", help="A file of JSON lines {id, query}, or - for standard input.")
@click.option("--mode", type=click.Choice([mode.value for mode in SearchMode]), default="hybrid", show_default=True)
@narrowing
@click.option("--limit", type=click.IntRange(1, 1000), default=20, show_default=True)
@click.option("--fold", is_flag=True, help="Let what says the same stand once, with where else it is said.")
@click.option("--facets", is_flag=True, help="Count what was found by each choice of the filters.")
@as_json
@click.pass_context
def search(
    context: click.Context,
    /,
    query: str | None,
    batch: str | None,
    mode: str,
    limit: int,
    fold: bool,
    facets: bool,
    as_json: bool,
    **said: Any,
) -> None:
    """Search observations."""
    from exports.evidence_rows import search_document

    if (query is None) == (batch is None):
        raise click.UsageError("Give a QUERY, or --batch FILE.")
    filter_in = narrowed(said)
    rows = read_json_lines(batch, ("id", "query")) if batch else [{"query": query or ""}]
    documents: list[dict[str, Any]] = []
    markings: list[Marking | None] = []
    selections: dict[int, str] = {}
    with opened(context) as app:
        viewer = app.viewer()
        where = filter_in(app)
        for line in unknown_names(app, where):
            click.echo(line, err=True)
        for row in rows:
            answer = app.search(
                viewer, row["query"], mode=SearchMode(mode), where=where, limit=limit, fold=fold, facets=facets
            )
            markings.append(answer.marking)
            if answer.is_selection:
                speaking = answer.speaking
                selections[len(documents)] = (
                    f"The best {len(answer.results):,} of {count(speaking.observations, 'observation')} that speak of "
                    f"it, in {studies(speaking.studies)}:"
                )
            documents.append({**({"id": row["id"]} if batch else {}), **search_document(answer)})
        otherwise = "" if any(document["results"] for document in documents) else _nothing_found(app)
    lines = []
    for number, document in enumerate(documents):
        if document["results"]:
            lines += [NEAREST] if document["known"] == Known.NOTHING else [f"{KNOWN[Known(document['known'])]}."]
        lines += [selections[number]] if number in selections else []
        lines += [NO_NUMBER] if document["lacks_number"] else []
        if document["also_looked_for"] and document["results"]:
            lines.append(f"Also looked for: {few(document['also_looked_for'])}")
        for result in document["results"]:
            also = f" · also in {count(len(result['also']), 'other place')}" if result.get("also") else ""
            place = f"{result['organisation']} · {result['study']} · {result['locator']}"
            lines += [f"- {result['text']}", f"  {place}{also}"]
        for facet, counts in document.get("facets", {}).items():
            said_of_each = [f"{each.get('title') or each['value']} ({each['observations']})" for each in counts]
            lines += [f"{facet}: {few(said_of_each)}"] if counts else []
    emit(
        documents if batch else documents[0],
        as_json,
        lines or [otherwise],
        marking=highest_marking(markings),
    )


@throughline.command()
@click.option("--input", "source", required=True, help="A text file, or - for standard input.")
@as_json
@click.pass_context
def redact(context: click.Context, source: str, as_json: bool) -> None:
    """Show what masking would do to a text, storing nothing."""
    from domain.text import MaskedText

    text = read_text(source)
    with opened(context) as app:
        found = app.find_personal_data(app.viewer(), text)
    masked = MaskedText.of(text, found)
    rows = [
        {"type": item.type, "start": item.span.start, "end": item.span.end, "score": round(item.score, 2)}
        for item in found
    ]
    emit({"text": masked.text, "found": rows}, as_json, [masked.text])
