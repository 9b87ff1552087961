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
_WEEKDAYS = ("mon(?:day)?", "tue(?:s(?:day)?)?", "wed(?:s|nesday)?", "thu(?:r(?:s(?:day)?)?)?",
             "fri(?:day)?", "sat(?:urday)?", "sun(?:day)?")  # fmt: skip
"""Each day of the week as it is written in full or shortened, from Monday."""
_WEEKDAY = rf"(?:({'|'.join(_WEEKDAYS)})\.?,?\s+)?"
_DAY = r"(\d{1,2})(?:st|nd|rd|th)?"
_CLOCK = r"(?:,?\s+(?:at\s+)?\d{1,2}:\d{2}(?::\d{2})?(?:\s*[ap]m)?(?:\s+(?:[+-]\d{4}|[a-z]{1,4}))?(?:\s+\([a-z]+\))?)?"
"""The time of day that mail writes after its date, "16:22:10 +0000": it says nothing of the day."""
_WORDED = re.compile(rf"{_WEEKDAY}(?:{_DAY}(?:\s+of)?[\s-]+)?([a-z]+)\.?,?[\s-]+(\d{{4}}){_CLOCK}", re.IGNORECASE)
_DAY_LAST = re.compile(rf"{_WEEKDAY}([a-z]+)\.?\s+{_DAY},?\s+(\d{{4}}){_CLOCK}", re.IGNORECASE)
_SLASHED = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
_SHORT = re.compile(r"(\d{1,2})([/.])(\d{1,2})\2(\d{2})")
_MONTH_AND_YEAR = re.compile(r"(\d{1,2})[/.-](\d{4})")
_YEAR_FIRST = re.compile(r"(\d{4})[/.](\d{1,2})(?:[/.](\d{1,2}))?")
_TWO_YEARS = re.compile(r"(\d{4})/(\d{1,2})")
_AND_MORE = re.compile(r"\d{4}[\d-]*[T ].*|.*\d:\d.*")
_AHEAD_YEARS = 10
"""A year of two digits lies in this century, unless that would be further ahead than this."""


def read_date(written: str | None) -> str | None:
    """Return an ISO date of the precision written: "2025-03-01" or "1 March 2025", "2025-03" or "March 2025", "2025".

    A time of day after it is passed over, as mail has it: "Tue, 31 Mar 2026 16:22:10 +0000".
    None for no date, an impossible one (2025-16-10, a Sunday that was none), and one that reads differently in two
    countries (03/04/2025) or as two years (2011/12); "25/04/2025" and "25.4.25" read one way only.
    """
    text = " ".join((written or "").split())
    if _begins_two_years(text):
        return None
    if match := _ISO.fullmatch(text) or _YEAR_FIRST.fullmatch(text):
        year, month, day = match.groups()
        return _checked(int(year), int(month) if month else None, int(day) if day else None)
    if match := _MONTH_AND_YEAR.fullmatch(text):
        return _checked(int(match[2]), int(match[1]), None)
    weekday, date = _in_letters(text)
    if date:
        return date if _is_on(date, weekday) else None
    ways = meanings(text) if _in_numbers(text) else ()
    return ways[0] if len(ways) == 1 else None


def meanings(written: str | None) -> tuple[str, ...]:
    """Return what a date may mean that is written in numbers, day before month first; empty when it means none.

    "03/04/2025" may be 3 April or 4 March; "2025-16-10" can only have been 16 October, and is still to be asked, as is
    a day with the wrong weekday. "2011/12" may be December 2011, or 2011: a financial year is the one it begins in.
    """
    text = " ".join((written or "").split())
    if numbers := _in_numbers(text):
        first, second, year = numbers
        found = (_checked(year, second, first), _checked(year, first, second))
    elif (match := _ISO.fullmatch(text)) and match[3]:
        year, first, second = map(int, match.groups())
        found = (_checked(year, first, second), _checked(year, second, first))
    elif _begins_two_years(text):
        year, month = map(int, text.split("/"))
        found = (_checked(year, month, None), f"{year:04}")
    else:
        found = (read_date(text), _in_letters(text)[1])
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
    if len(ways) > 1 and _begins_two_years(text):
        month, year = map(in_words, ways)
        raise InvalidRequest(
            f"'{text}' may mean {month}, or the financial year that began in {year}.",
            where=where,
            remedy=f"Write {month}, or {year} for the year in which it began.",
        )
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


def stated_day(written: str | None, where: str) -> str | None:
    """Return :func:`typed_day` of what a file states. Raises ValueError, which a file's reader tells with its place."""
    try:
        return typed_day(written, where)
    except InvalidRequest as error:
        raise ValueError(error.problem) from None


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


def _begins_two_years(text: str) -> bool:
    """Tell whether a date may be a year and the next one, as financial years are written: 2011/12, 2025/26."""
    match = _TWO_YEARS.fullmatch(text)
    return match is not None and (int(match[1]) + 1) % 100 == int(match[2])


def _in_letters(text: str) -> tuple[str | None, str | None]:
    """Return the day of the week and the date of one whose month is a word; None for what is not there."""
    if match := _WORDED.fullmatch(text):
        weekday, day, name, year = match.groups()
    elif match := _DAY_LAST.fullmatch(text):
        weekday, name, day, year = match.groups()
    else:
        return None, None
    return weekday, _worded(day, name, year)


def _is_on(date: str, weekday: str | None) -> bool:
    """Tell whether a date is a day of that name, where one is named."""
    if weekday is None:
        return True
    if len(date) < len("2026-03-14"):
        return False
    return re.fullmatch(_WEEKDAYS[datetime.date.fromisoformat(date).weekday()], weekday, re.IGNORECASE) is not None


def _worded(day: str | None, name: str, year: str) -> str | None:
    month = next((n for full, n in MONTHS.items() if len(name) >= 3 and full.startswith(name.lower())), None)
    return _checked(int(year), month, int(day) if day else None) if month else None


def _checked(year: int, month: int | None, day: int | None) -> str | None:
    try:
        datetime.date(year, 1 if month is None else month, 1 if day is None else day)
    except ValueError:
        return None
    if month is None:
        return f"{year:04}"
    return f"{year:04}-{month:02}" if day is None else f"{year:04}-{month:02}-{day:02}"
