"""Dates as people write them in notes; never a guess where a reader could take two meanings."""

import calendar
import datetime
import re

from domain.errors import InvalidRequest

FORMS = "2026, March 2026, 14 March 2026 or 14/03/2026"
"""Forms in which a date may be typed, as examples."""
MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_name) if name}
"""The number of each month, by its name in lower case."""
_NAMES = tuple(calendar.month_name)
_ISO = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?(?:[T ].*)?")
_WEEKDAY = r"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,?\s+)?"
_DAY = r"(\d{1,2})(?:st|nd|rd|th)?"
_WORDED = re.compile(rf"{_WEEKDAY}(?:{_DAY}(?:\s+of)?[\s-]+)?([a-z]+)\.?,?[\s-]+(\d{{4}})", re.IGNORECASE)
_DAY_LAST = re.compile(rf"{_WEEKDAY}([a-z]+)\.?\s+{_DAY},?\s+(\d{{4}})", re.IGNORECASE)
_SLASHED = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
_SHORT = re.compile(r"(\d{1,2})([/.])(\d{1,2})\2(\d{2})")
_MONTH_AND_YEAR = re.compile(r"(\d{1,2})[/.-](\d{4})")
_YEAR_FIRST = re.compile(r"(\d{4})[/.](\d{1,2})(?:[/.](\d{1,2}))?")
_AND_MORE = re.compile(r"\d{4}[\d-]*[T ].*")
_AHEAD_YEARS = 10
"""A year of two digits lies in this century, unless that would be further ahead than this."""


def read_date(written: str | None) -> str | None:
    """Return an ISO date of the precision written: "2025-03-01" or "1 March 2025", "2025-03" or "March 2025", "2025".

    None for no date, an impossible one (2025-16-10), and one that reads differently in two countries (03/04/2025);
    "25/04/2025" and "25.4.25" read one way only.
    """
    text = " ".join((written or "").split())
    if match := _ISO.fullmatch(text) or _YEAR_FIRST.fullmatch(text):
        year, month, day = match.groups()
        return _checked(int(year), int(month) if month else None, int(day) if day else None)
    if match := _MONTH_AND_YEAR.fullmatch(text):
        return _checked(int(match[2]), int(match[1]), None)
    if match := _WORDED.fullmatch(text):
        day, name, year = match.groups()
        return _worded(day, name, year)
    if match := _DAY_LAST.fullmatch(text):
        name, day, year = match.groups()
        return _worded(day, name, year)
    ways = meanings(text) if _in_numbers(text) else ()
    return ways[0] if len(ways) == 1 else None


def meanings(written: str | None) -> tuple[str, ...]:
    """Return what a date may mean that is written in numbers, day before month first; empty when it means none.

    "03/04/2025" may be 3 April or 4 March; "2025-16-10" can only have been 16 October, and is still to be asked.
    """
    text = " ".join((written or "").split())
    if numbers := _in_numbers(text):
        first, second, year = numbers
        found = (_checked(year, second, first), _checked(year, first, second))
    elif (match := _ISO.fullmatch(text)) and match[3]:
        year, first, second = map(int, match.groups())
        found = (_checked(year, first, second), _checked(year, second, first))
    else:
        found = (read_date(text), None)
    return tuple(dict.fromkeys(date for date in found if date))


def typed_date(written: str | None, where: str) -> str | None:
    """Return what a person typed as an ISO date, None for nothing. ``where`` names the field.

    Raises InvalidRequest for what is no date, and for what may be two: a guess would be wrong every other time.
    """
    text = " ".join((written or "").split())
    if not text:
        return None
    if (date := read_date(text)) and not _AND_MORE.fullmatch(text):
        return date
    ways = () if date else meanings(text)
    if len(ways) > 1:
        told = " or ".join(map(in_words, ways))
        raise InvalidRequest(f"'{text}' may mean {told}.", where=where, remedy=f"Write the month as a word: {told}.")
    likely = f"If you mean {in_words(ways[0])}, write it so. " if ways else ""
    raise InvalidRequest(f"'{text}' is not a date.", where=where, remedy=f"{likely}Write a date such as {FORMS}.")


def typed_day(written: str | None, where: str) -> str | None:
    """Return what a person typed as an ISO day, None for nothing. Raises as ``typed_date``, and for a month or year."""
    date = typed_date(written, where)
    if date and len(date) < len("2026-03-14"):
        raise InvalidRequest(
            f"'{written}' names no day.", where=where, remedy="Write the day too: 14 March 2026 or 14/03/2026."
        )
    return date


def in_words(date: str) -> str:
    """Return an ISO date as people write it: 3 March 2025, March 2025, 2025."""
    year, *rest = date.split("-")
    if not rest:
        return year
    month = _NAMES[int(rest[0])]
    return f"{int(rest[1])} {month} {year}" if len(rest) == 2 else f"{month} {year}"


def agree(first: str, second: str) -> bool:
    """Tell whether two ISO dates may be the same day, each at its precision."""
    shorter = min(len(first), len(second))
    return first[:shorter] == second[:shorter]


def is_after(date: str, day: str) -> bool:
    """Tell whether all of an ISO date, at its precision, lies after an ISO day."""
    return date > day[: len(date)]


def days_between(first: str, second: str) -> int:
    """Return the fewest days that may lie between two ISO dates, each at its precision."""
    (a, b), (c, d) = _ends(first), _ends(second)
    return max(0, (max(a, c) - min(b, d)).days)


def _ends(date: str) -> tuple[datetime.date, datetime.date]:
    year, month, day = (*map(int, date.split("-")), 0, 0)[:3]
    last = day or calendar.monthrange(year, month or 12)[1]
    return datetime.date(year, month or 1, day or 1), datetime.date(year, month or 12, last)


def _in_numbers(text: str) -> tuple[int, int, int] | None:
    """Return the first two numbers and the year of a date such as 14/03/2026 or 14.3.26; None for another form."""
    if match := _SLASHED.fullmatch(text):
        return int(match[1]), int(match[2]), int(match[3])
    if match := _SHORT.fullmatch(text):
        year = 2000 + int(match[4])
        is_ahead = year > datetime.datetime.now(datetime.UTC).year + _AHEAD_YEARS
        return int(match[1]), int(match[3]), year - 100 if is_ahead else year
    return None


def _worded(day: str | None, name: str, year: str) -> str | None:
    month = next((n for full, n in MONTHS.items() if len(name) >= 3 and full.startswith(name.lower())), None)
    return _checked(int(year), month, int(day) if day else None) if month else None


def _checked(year: int, month: int | None, day: int | None) -> str | None:
    try:
        datetime.date(year, month or 1, day or 1)
    except ValueError:
        return None
    if month is None:
        return f"{year:04}"
    return f"{year:04}-{month:02}" if day is None else f"{year:04}-{month:02}-{day:02}"
