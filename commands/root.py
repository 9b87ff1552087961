"""The root of the command line: options for all, one repository a command, errors as problem, place and remedy."""

import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.metadata import PackageNotFoundError, version
from types import TracebackType
from typing import TYPE_CHECKING, Any, TypeVar

import click

from commands.output import emit_error
from domain.errors import InvalidRequest, ThroughlineError
from settings import Settings

if TYPE_CHECKING:
    from use_cases.app import UseCases

T = TypeVar("T")
as_json = click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")


SECTIONS = {
    "Start": ("serve", "init", "demo"),
    "Put findings in": ("ingest", "studies", "template", "redact"),
    "Ask what is known": (
        "search", "similar", "pain-points", "needs", "recommendations", "insights", "journeys", "missions", "watches",
    ),
    "Say what counts": ("themes", "codebook", "code", "catalogue"),
    "Who sees what, and what goes": ("people", "teams", "retention", "withdraw", "withdrawals", "audit"),
    "Look after it": ("doctor", "backup", "restore", "migrate", "rebuild-index", "worker"),
}  # fmt: skip
"""Under which heading the help lists each command."""

BEGINNINGS = (["init"], ["demo", "load"], ["ingest"])
"""What people begin a repository with: only other commands tell that there was none."""


class ThroughlineGroup(click.Group):
    """Turns our errors into problem, place and remedy with exit status 1; lists commands by their purpose."""

    def invoke(self, context: click.Context) -> Any:
        """Run the command that was asked for."""
        try:
            return super().invoke(context)
        except ThroughlineError as error:
            emit_error(error)
            context.exit(1)

    def format_commands(self, context: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the commands under the headings of what people come to do."""
        longest = max(map(len, self.commands))
        for title, names in SECTIONS.items():
            rows = [(name, self.commands[name].get_short_help_str(formatter.width - 6 - longest)) for name in names]
            with formatter.section(title):
                formatter.write_dl([(name.ljust(longest), told) for name, told in rows])


@contextmanager
def opened(context: click.Context) -> Iterator["UseCases"]:
    """Open the use cases for one command and close them after it."""
    from use_cases.running.bootstrap import open_use_cases

    folder = context.obj.data_dir
    try:
        is_new = not folder.exists()
    except OSError:  # what is wrong with it is told when it is opened
        is_new = False
    app = open_use_cases(context.obj)
    if is_new and context.command_path.split()[1:] not in BEGINNINGS:
        click.echo(
            f"There was no folder {folder}: it is made now, and holds nothing yet. Add findings with `throughline "
            "ingest`, look at an example with `throughline demo load`, or name another folder with --data-dir.",
            err=True,
        )
    try:
        yield app
    finally:
        app.close()


def _tell_version(context: click.Context, _option: click.Parameter, asked: bool) -> None:
    """Print the version and end, where it is asked for."""
    if not asked or context.resilient_parsing:
        return
    try:
        known = version("throughline")
    except PackageNotFoundError:
        known = "(run from its source, not installed)"
    click.echo(f"throughline {known}")
    context.exit()


@click.group(cls=ThroughlineGroup)
@click.option(
    "--version", is_flag=True, expose_value=False, is_eager=True, callback=_tell_version, help="Show the version."
)
@click.option("--data-dir", help="The folder that holds everything [./data].")
@click.pass_context
def throughline(context: click.Context, data_dir: str | None) -> None:
    """Find what departments share: research notes in, shared pain points and journeys out."""
    context.obj = Settings.from_environment(data_dir)
    sys.excepthook = _unexpected(context.obj)


def checked(build: Callable[[], T], where: str) -> T:
    """Return what ``build`` makes; a value it refuses becomes an error that names the option."""
    try:
        return build()
    except ValueError as error:
        raise InvalidRequest(str(error), where=where, remedy="Correct the option and try again.") from None


def _unexpected(settings: Settings) -> Any:
    """Return a hook that keeps tracebacks off the terminal and in a log."""

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        log = settings.data_dir / "logs" / "command-line.log"
        where = str(log)
        try:
            log.parent.mkdir(parents=True, exist_ok=True)
            with log.open("a", encoding="utf-8", errors="backslashreplace") as lines:
                lines.writelines(traceback.format_exception(kind, error, trace))
        except OSError:
            where = "the data directory, which cannot be written either"
        click.echo(
            f"Something unexpected went wrong ({kind.__name__}).\nWhere: {where}\nRemedy: Try again; if it "
            "happens again, report it with the end of that log.",
            err=True,
        )

    return hook
