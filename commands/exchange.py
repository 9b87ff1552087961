"""Commands that exchange research with other analysis tools, as REFI-QDA files."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from commands.output import emit, read_bytes, write_whole
from commands.root import as_json, opened, throughline
from commands.studies import studies
from domain.codes import Loss
from domain.insights import Pattern
from domain.wording import count

if TYPE_CHECKING:
    from use_cases.findings.codebook_intake import IntakePlan

output = click.option(
    "--output", "-o", type=click.Path(dir_okay=False, path_type=Path), required=True, help="The file to write."
)


@studies.command("export")
@click.argument("chosen", metavar="STUDY...", nargs=-1, required=True)
@output
@as_json
@click.pass_context
def studies_export(context: click.Context, chosen: tuple[str, ...], output: Path, as_json: bool) -> None:
    """Write studies as a REFI-QDA project (.qdpx) that NVivo, ATLAS.ti, MAXQDA and others open."""
    with opened(context) as app:
        made = app.exchange.project(app.viewer(), chosen)
    write_whole(output, made.content)
    document = {"file": str(output), "studies": len(set(chosen)), "texts": made.texts, "selections": made.selections}
    held = f"{count(made.texts, 'text')} with {count(made.selections, 'selection')}"
    lines = [f"{output} holds {held}.", *_lines(made.losses)]
    emit({**document, "losses": _losses(made.losses)}, as_json, lines)


@throughline.group()
def codebook() -> None:
    """Codes: the patterns that all studies share, and a study's own."""


@codebook.command("export")
@click.option("--study", help="The study whose own codes are meant [the patterns of the codebook].")
@output
@as_json
@click.pass_context
def codebook_export(context: click.Context, study: str | None, output: Path, as_json: bool) -> None:
    """Write a codebook as a REFI-QDA file (.qdc)."""
    with opened(context) as app:
        made = app.exchange.codebook(app.viewer(), study)
    write_whole(output, made.content)
    lines = [f"The codebook is in {output}.", *_lines(made.losses)]
    emit({"file": str(output), "losses": _losses(made.losses)}, as_json, lines)


@codebook.command("import")
@click.argument("file", metavar="FILE")
@click.option("--study", help="The study that gets the codes as its own [the codebook that all studies share].")
@click.option(
    "--dry-run", is_flag=True, help="Say what would be added and changed in the shared codebook; change nothing."
)
@as_json
@click.pass_context
def codebook_import(context: click.Context, file: str, study: str | None, dry_run: bool, as_json: bool) -> None:
    """Take a REFI-QDA codebook (.qdc) into the codebook, or add its codes to a study's own."""
    if study and dry_run:
        raise click.UsageError("--dry-run is of the shared codebook: leave out --study.")
    content = read_bytes(file)
    with opened(context) as app:
        if study:
            new, losses = app.exchange.add_codebook(app.viewer(), study, content)
            emit({"new": new, "losses": _losses(losses)}, as_json, [f"New: {count(new, 'code')}.", *_lines(losses)])
            return
        if dry_run:
            act, plan = None, app.codebook_intake.plan(app.viewer(), content)
        else:
            act, plan = app.codebook_intake.take_in(app.viewer(), content)
    emit(_intake_document(act, plan), as_json, _intake_lines(act, plan))


def _intake_document(act: str | None, plan: "IntakePlan") -> dict[str, Any]:
    rows = [
        {"title": row.title, "intake": row.intake.value, "pattern": row.pattern, "notes": list(row.notes)}
        for row in plan.rows
    ]
    return {"act": act, "codes": rows, "losses": _losses(plan.losses)}


def _intake_lines(act: str | None, plan: "IntakePlan") -> list[str]:
    lines = []
    for row in plan.rows:
        if row.changes or row.notes:
            lines.append(f"{row.intake.value:9} {row.pattern or 'new':8} {row.title}")
            lines += [f"          {note}" for note in row.notes]
    counts = Counter(row.intake.value for row in plan.rows)
    lines.append(", ".join(f"{number} {intake}" for intake, number in sorted(counts.items())) or "No codes are in it.")
    lines += _lines(plan.losses)
    if act:
        lines.append(f"Take it back with: throughline codebook undo {act}")
    return lines


@codebook.command("undo")
@click.argument("act", metavar="ACT")
@as_json
@click.pass_context
def codebook_undo(context: click.Context, act: str, as_json: bool) -> None:
    """Take an edit of the codebook back, or all that one import changed; the other edits stand."""
    with opened(context) as app:
        app.patterns.take_back(app.viewer(), act)
    emit({"taken_back": act}, as_json, [f"Taken back: {act}"])


@codebook.command("list")
@click.option("--study", required=True, help="The study whose own codes are meant.")
@as_json
@click.pass_context
def codebook_list(context: click.Context, study: str, as_json: bool) -> None:
    """List a study's own codes."""
    with opened(context) as app:
        codes = app.exchange.codes(app.viewer(), study)
    lines = [f"{code.id}  {code.name}" for code in codes]
    emit([asdict(code) for code in codes], as_json, lines or ["This study has no codes of its own."])


@codebook.command("patterns")
@click.option("--find", default="", help="Only patterns in whose words all of these stand.")
@as_json
@click.pass_context
def codebook_patterns(context: click.Context, find: str, as_json: bool) -> None:
    """List the patterns of the codebook in force."""
    with opened(context) as app:
        held = app.patterns.in_force(app.viewer())
    found = [pattern for pattern in held.patterns if pattern.tells(find)]
    document = {"version": held.version, "patterns": [_pattern(each) for each in found]}
    emit(document, as_json, [f"{each.id}  {each.title}" for each in found] or ["No pattern tells that."])


@codebook.command("show")
@click.argument("pattern", metavar="PATTERN")
@as_json
@click.pass_context
def codebook_show(context: click.Context, pattern: str, as_json: bool) -> None:
    """Show one pattern of the codebook in force, with who changed it when."""
    with opened(context) as app:
        held = app.patterns.in_force(app.viewer())
        found = app.patterns.pattern(app.viewer(), pattern)
        history = app.patterns.history(app.viewer(), pattern)
    edits = [
        {
            "act": row.edit.act,
            "verdict": row.edit.verdict.value,
            "by": row.edit.decided_by,
            "at": row.edit.decided_at,
            "taken_back": row.taken_back is not None,
        }
        for row in history
    ]
    lines = [f"{found.id}  {found.title}", held.scope_note(found), *(f"- {each.text}" for each in found.examples)]
    lines += [f"{each['verdict']} by {each['by']}, {each['at']}" for each in edits]
    emit({**_pattern(found), "history": edits}, as_json, lines)


@codebook.command("learn")
@click.option("--adopt", "deed", flag_value="adopt", help="Let the latest proposal hold; the evidence is coded anew.")
@click.option("--leave", "deed", flag_value="leave", help="Leave the latest proposal alone.")
@click.option("--withdraw", "deed", flag_value="withdraw", help="Go back to the coder as shipped.")
@click.option("--show", "deed", flag_value="show", help="Tell how learning stands, and learn nothing.")
@click.option(
    "--about", default="patterns", show_default=True, type=click.Choice(["patterns", "kinds", "severities"]),
    help="Which proposal to adopt, leave or withdraw: what is evidence, what sentences are, or how grave.",
)  # fmt: skip
@as_json
@click.pass_context
def codebook_learn(context: click.Context, deed: str | None, about: str, as_json: bool) -> None:
    """Find out what the coder would learn from people's decisions, and what gain or loss that is.

    Nothing changes by it until somebody adopts the proposal.
    """
    from commands import learning, said_learning

    with opened(context) as app:
        if deed is None:
            learning.propose(app)
        elif deed != "show":
            decide = learning.decide if about == "patterns" else said_learning.decider(about)
            decide(app, deed)
        document, lines = learning.tell(app)
        for said, told in said_learning.tell(app):
            document |= said
            lines += told
    emit(document, as_json, lines)


def _pattern(pattern: Pattern) -> dict[str, Any]:
    return {
        **{name: getattr(pattern, name) for name in ("id", "title", "definition", "applies", "not_when", "family")},
        "near": list(pattern.near),
        "level": pattern.level.value,
        "between": pattern.sits_between,
        "severity": pattern.severity.value,
        "examples": [example.text for example in pattern.examples],
    }


def _losses(losses: Sequence[Loss]) -> list[dict[str, Any]]:
    return [asdict(loss) for loss in losses]


def _lines(losses: Sequence[Loss]) -> list[str]:
    return [f"Not in it: {loss.what} ({loss.count}). {loss.why}" for loss in losses]
