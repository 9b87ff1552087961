"""Commands that look after a repository and run it."""

import logging
import signal
import sys
from dataclasses import asdict
from dataclasses import replace as changed
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from commands.output import emit, progress_line
from commands.root import as_json, opened, throughline
from domain.wording import count, studies

if TYPE_CHECKING:
    from use_cases.running.backing_up import BackupAccount
    from use_cases.running.restoring import RestoreAccount


@throughline.command("rebuild-index")
@as_json
@click.pass_context
def rebuild_index(context: click.Context, as_json: bool) -> None:
    """Make both search indexes anew from the database."""
    with opened(context) as app:
        job = app.queue_rebuild(app.viewer())
        result = app.finish(app.viewer(), job, on_progress=progress_line())
    emit(result, as_json, [f"The index holds {count(result['vectors'], 'observation')}."])


@throughline.command()
@click.option("--mend", "mending", is_flag=True, help="Mend what can be mended without losing anything.")
@as_json
@click.pass_context
def doctor(context: click.Context, mending: bool, as_json: bool) -> None:
    """Look for faults and tell how each is mended."""
    from use_cases.running.care import look, look_and_mend

    findings = look_and_mend(context.obj, on_progress=progress_line()) if mending else look(context.obj)
    lines = [f"mended: {done}" for done in findings.mended]
    lines += [
        f"{'ok ' if check.ok else 'BAD'} {check.name}: {check.detail} {check.remedy}".rstrip()
        for check in findings.checks
    ]
    document = {
        "ok": findings.ok,
        "checks": [asdict(check) for check in findings.checks],
        "found": list(findings.found),
        "mended": list(findings.mended),
    }
    emit(document, as_json, lines)
    context.exit(0 if findings.ok else 1)


@throughline.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--replace", is_flag=True, help="Put the new backup in the place of an older file.")
@as_json
@click.pass_context
def backup(context: click.Context, file: Path, replace: bool, as_json: bool) -> None:
    """Write everything into one file outside the data directory."""
    from use_cases.running.backing_up import back_up

    with opened(context) as app:
        made = back_up(
            app.repository.database, app.repository.blobs, file, data_dir=app.settings.data_dir, replace=replace
        )
        app.withdrawals.remember_beside(made.file.parent)
        app.audit.backed_up(app.viewer(), made.made_at, studies=made.studies, observations=made.observations)
    for warning in made.warnings:
        click.echo(f"Warning: {warning}", err=True)
    emit(_backup_document(made), as_json, [f"{_counted(made)} are in {made.file} ({made.size / 1e6:.1f} MB)."])


@throughline.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--replace", is_flag=True, help="Keep aside what is there, and put the backup in its place.")
@as_json
@click.pass_context
def restore(context: click.Context, file: Path, replace: bool, as_json: bool) -> None:
    """Put a backup into an empty repository and rebuild the search indexes."""
    from use_cases.running.bootstrap import open_use_cases
    from use_cases.running.restoring import restore as put_back

    open_use_cases(context.obj).close()
    account = put_back(context.obj, file, replace=replace)
    if account.aside:
        click.echo(f"What was there before is in {account.aside}.", err=True)
    if account.withdrawn:
        gone = count(account.withdrawn, "observation")
        click.echo(f"Left out, as withdrawn since it was made: {gone}.", err=True)
    if account.missing:
        lacking = count(len(account.missing), "original file")
        click.echo(f"Warning: the backup lacks {lacking}: throughline doctor.", err=True)
    with opened(context) as app:
        result = app.finish(app.viewer(), app.queue_rebuild(app.viewer()), on_progress=progress_line())
    document = asdict(account) | {"aside": account.aside and str(account.aside), "vectors": result["vectors"]}
    emit(document, as_json, [f"{_counted(account)} are back, as of {account.made_at}, and can be searched."])


@throughline.command()
@as_json
@click.pass_context
def migrate(context: click.Context, as_json: bool) -> None:
    """Bring the database to the newest schema, backed up first."""
    from use_cases.running.bootstrap import open_use_cases
    from use_cases.running.migrating import migrate as bring_up_to_date

    open_use_cases(context.obj).close()
    account = bring_up_to_date(context.obj)
    made = account.backup
    document = {"before": account.before, "after": account.after, "backup": made and _backup_document(made)}
    lines = [f"The database went from schema {account.before} to {account.after}."] if made else []
    lines += [f"A backup from before is {made.file}."] if made else ["The database is up to date."]
    emit(document, as_json, lines)


def _backup_document(made: "BackupAccount") -> dict[str, Any]:
    return {
        "file": str(made.file),
        "bytes": made.size,
        "made_at": made.made_at,
        "studies": made.studies,
        "sources": made.sources,
        "observations": made.observations,
        "missing": list(made.missing),
        "warnings": made.warnings,
    }


def _counted(account: "BackupAccount | RestoreAccount") -> str:
    sources, observations = count(account.sources, "source"), count(account.observations, "observation")
    return f"{studies(account.studies)}, {sources} and {observations}"


@throughline.command()
@click.option("--port", type=click.IntRange(1, 65535), help="On loopback [8501].")
@click.option("--open/--no-open", "open_browser", default=None, help="Open a browser [when run in a terminal].")
@click.option("--address", default="127.0.0.1", help="Where others reach the app, once they sign in [127.0.0.1].")
@click.option("--app-only", is_flag=True, help="Leave worker and index to another serve or another machine.")
@click.pass_context
def serve(context: click.Context, port: int | None, open_browser: bool | None, address: str, app_only: bool) -> None:
    """Run app, worker and index together, on loopback, until interrupted."""
    from use_cases.running.bootstrap import open_use_cases
    from use_cases.running.serving import serve as serve_all

    settings = changed(context.obj, port=port) if port else context.obj
    app = open_use_cases(settings)
    app.revision()
    app.close()

    def announce(web: str) -> None:
        click.echo(f"Throughline is at {web} (stop it with Ctrl-C).", err=True)
        if sys.stdout.isatty() if open_browser is None else open_browser:
            click.launch(web)

    say = partial(click.echo, err=True)
    serve_all(settings, address=address, app_only=app_only, say=say, opened=announce)


@throughline.command()
@click.pass_context
def worker(context: click.Context) -> None:
    """Do queued work until interrupted."""
    from use_cases.running.worker import serve_jobs

    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    with opened(context) as app:
        try:
            serve_jobs(app.repository, ready=lambda: click.echo("The worker is ready (stop it with Ctrl-C).", err=True))
        except KeyboardInterrupt:
            click.echo("The worker stops; unfinished work goes on with the next one.", err=True)
