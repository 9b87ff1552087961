"""From when to when a date of ours lasts: it may be a year, a month or a day."""


def first_day(date: str | None) -> str | None:
    """Return the first day of an ISO year, month or day, for comparing."""
    return None if date is None else date + "-01-01"[len(date) - 4 :]


def last_day(date: str | None) -> str | None:
    """Return the last day of an ISO year, month or day, for comparing; a month counts 31 days."""
    return None if date is None else date + "-12-31"[len(date) - 4 :]
