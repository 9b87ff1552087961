"""Options that take a date as people write it; how it was understood goes to standard error."""

from collections.abc import Callable

import click

from domain.dates import in_words, typed_date, typed_day


def as_date(context: click.Context, option: click.Parameter, written: str | None) -> str | None:
    """Return what was given to an option as an ISO date: a day, month or year. Raises InvalidRequest."""
    return _read(typed_date, option, written)


def as_day(context: click.Context, option: click.Parameter, written: str | None) -> str | None:
    """Return what was given to an option as an ISO day. Raises InvalidRequest."""
    return _read(typed_day, option, written)


def _read(read: Callable[[str | None, str], str | None], option: click.Parameter, written: str | None) -> str | None:
    """Return the date; an empty text is returned as it is, for it clears a field."""
    if not written:
        return written
    name = option.opts[0]
    date = read(written, name)
    if date and date != written:
        click.echo(f"{name} '{written}' is understood as {in_words(date)}.", err=True)
    return date
