"""Commands that look after a repository and run it."""

import logging
import signal
import sys
from dataclasses import asdict, replace

import click

from commands.output import emit, progress_line
from commands.root import as_json, opened, throughline
from domain.access import LOCAL_VIEWER


@throughline.command("rebuild-index")
@as_json
@click.pass_context
def rebuild_index(context: click.Context, as_json: bool) -> None:
    """Make both search indexes anew from the database."""
    with opened(context) as app:
        job = app.queue_rebuild(LOCAL_VIEWER)
        result = app.finish(LOCAL_VIEWER, job, on_progress=progress_line())
    emit(result, as_json, [f"The index holds {result['vectors']} observations."])


@throughline.command()
@as_json
@click.pass_context
def doctor(context: click.Context, as_json: bool) -> None:
    """Look for faults and tell how each is mended."""
    from use_cases.care import examine

    with opened(context) as app:
        checks = examine(app)
    ok = all(check.ok for check in checks)
    lines = [f"{'ok ' if check.ok else 'BAD'} {check.name}: {check.detail} {check.remedy}".rstrip() for check in checks]
    emit({"ok": ok, "checks": [asdict(check) for check in checks]}, as_json, lines)
    context.exit(0 if ok else 1)


@throughline.command()
@click.option("--port", type=click.IntRange(1, 65535), help="On loopback [8501].")
@click.option("--open/--no-open", "open_browser", default=None, help="Open a browser [when run in a terminal].")
@click.pass_context
def serve(context: click.Context, port: int | None, open_browser: bool | None) -> None:
    """Run app, worker and index together, on loopback, until interrupted."""
    from use_cases.bootstrap import open_use_cases
    from use_cases.serving import serve as serve_all

    settings = replace(context.obj, port=port) if port else context.obj
    app = open_use_cases(settings)
    app.revision()
    app.close()

    def announce(address: str) -> None:
        click.echo(f"Throughline is at {address} (stop it with Ctrl-C).", err=True)
        if sys.stdout.isatty() if open_browser is None else open_browser:
            click.launch(address)

    serve_all(settings, say=lambda line: click.echo(line, err=True), opened=announce)


@throughline.command()
@click.pass_context
def worker(context: click.Context) -> None:
    """Do queued work until interrupted."""
    from use_cases.worker import serve_jobs

    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    with opened(context) as app:
        try:
            serve_jobs(app.repository, ready=lambda: click.echo("The worker is ready (stop it with Ctrl-C).", err=True))
        except KeyboardInterrupt:
            click.echo("The worker stops; unfinished work goes on with the next one.", err=True)
