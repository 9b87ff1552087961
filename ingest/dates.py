"""Dates as people write them in notes; never a guess where a reader could take two meanings."""

import calendar
import datetime
import re

_ISO = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?(?:[T ].*)?")
_MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_name) if name}
_WORDED = re.compile(r"(?:(\d{1,2})(?:st|nd|rd|th)?\s+)?([A-Za-z]+),?\s+(\d{4})")


def read_date(written: str | None) -> str | None:
    """Return an ISO date of the precision written: "2025-03-01" or "1 March 2025", "2025-03" or "March 2025", "2025".

    None for no date, an impossible one (2025-16-10), and one that reads differently in two countries (03/04/2025).
    """
    text = (written or "").strip()
    if match := _ISO.fullmatch(text):
        year, month, day = match.groups()
        return _checked(int(year), int(month) if month else None, int(day) if day else None)
    if match := _WORDED.fullmatch(text):
        day, name, year = match.groups()
        month_number = next(
            (n for full, n in _MONTHS.items() if len(name) >= 3 and full.startswith(name.lower())), None
        )
        return _checked(int(year), month_number, int(day) if day else None) if month_number else None
    return None


def _checked(year: int, month: int | None, day: int | None) -> str | None:
    try:
        datetime.date(year, month or 1, day or 1)
    except ValueError:
        return None
    if month is None:
        return f"{year:04}"
    return f"{year:04}-{month:02}" if day is None else f"{year:04}-{month:02}-{day:02}"
