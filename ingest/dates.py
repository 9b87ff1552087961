"""Dates as people write them in notes; never a guess where a reader could take two meanings."""

import calendar
import datetime
import re

_ISO = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?(?:[T ].*)?")
MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_name) if name}
"""The number of each month, by its name in lower case."""
_WORDED = re.compile(r"(?:(\d{1,2})(?:st|nd|rd|th)?\s+)?([A-Za-z]+),?\s+(\d{4})")
_SLASHED = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")


def read_date(written: str | None) -> str | None:
    """Return an ISO date of the precision written: "2025-03-01" or "1 March 2025", "2025-03" or "March 2025", "2025".

    None for no date, an impossible one (2025-16-10), and one that reads differently in two countries (03/04/2025);
    "25/04/2025" reads one way only.
    """
    text = (written or "").strip()
    if match := _ISO.fullmatch(text):
        year, month, day = match.groups()
        return _checked(int(year), int(month) if month else None, int(day) if day else None)
    if match := _WORDED.fullmatch(text):
        day, name, year = match.groups()
        month_number = next((n for full, n in MONTHS.items() if len(name) >= 3 and full.startswith(name.lower())), None)
        return _checked(int(year), month_number, int(day) if day else None) if month_number else None
    ways = meanings(text) if _SLASHED.fullmatch(text) else ()
    return ways[0] if len(ways) == 1 else None


def meanings(written: str | None) -> tuple[str, ...]:
    """Return what a date may mean that is written in numbers, day before month first; empty when it means none.

    "03/04/2025" may be 3 April or 4 March; "2025-16-10" can only have been 16 October, and is still to be asked.
    """
    text = (written or "").strip()
    if match := _SLASHED.fullmatch(text):
        first, second, year = map(int, match.groups())
        found = (_checked(year, second, first), _checked(year, first, second))
    elif (match := _ISO.fullmatch(text)) and match[3]:
        year, first, second = map(int, match.groups())
        found = (_checked(year, first, second), _checked(year, second, first))
    else:
        found = (read_date(text), None)
    return tuple(dict.fromkeys(date for date in found if date))


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


def _checked(year: int, month: int | None, day: int | None) -> str | None:
    try:
        datetime.date(year, month or 1, day or 1)
    except ValueError:
        return None
    if month is None:
        return f"{year:04}"
    return f"{year:04}-{month:02}" if day is None else f"{year:04}-{month:02}-{day:02}"
