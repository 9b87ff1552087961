"""When research was done: what the file says, what its name says, and what has to be asked."""

import datetime
import re

from domain.asking import Ask, AskKind
from domain.dates import agree, is_after, meanings, read_date
from domain.proposals import UNSAID, FileDescription
from ingest.glimpse import Glimpse


def date_of(
    said: FileDescription, seen: Glimpse, *, today: datetime.date | None = None
) -> tuple[str | None, tuple[str, ...], tuple[Ask, ...]]:
    """Return when a file's research was done as far as it is plain, what to warn of, and what to ask.

    What was said is never overruled; a date after ``today`` is asked about whoever said it. A question's words stand
    among the warnings too.
    """
    day = (today or datetime.datetime.now(datetime.UTC).date()).isoformat()
    date, warnings, asks = (said.date, (), ()) if said.date else _found(seen)
    if date and is_after(date, day):
        asks = (*asks, _ask(f"The date {date} has not come yet.", (date,)))
    return date, (*warnings, *(ask.told for ask in asks)), asks


def _found(seen: Glimpse) -> tuple[str | None, tuple[str, ...], tuple[Ask, ...]]:
    written = seen.fact("date")
    inside, named = read_date(written), read_date(seen.name_date)
    if inside:
        if named and not agree(inside, named):
            told = f"The file says {inside}, and its name {named}."
            return inside, (), (_ask(told, (inside, named)),)
        return inside, (), ()
    if written and re.search(r"\d", written):
        return named, (), (_odd(written, named, "date"),)
    unread = (f"date {written} is not a date",) if written else ()
    if named:
        return named, (*unread, f"The date {named} is taken from the file's name."), ()
    if seen.name_date:
        return None, unread, (_odd(seen.name_date, None, "date in the file's name:"),)
    return None, unread or (UNSAID["date"],), ()


def _odd(written: str, named: str | None, what: str) -> Ask:
    """Return the question for a date that is none, or that may be two."""
    ways = meanings(written)
    told = f"{what} {written} may mean {' or '.join(ways)}" if len(ways) > 1 else f"{what} {written} is not a date"
    return _ask(told, tuple(dict.fromkeys((*([named] if named else []), *ways))))


def _ask(told: str, options: tuple[str, ...]) -> Ask:
    return Ask(kind=AskKind.DATE, told=told, options=options)
