"""What parts the cells of a table in text."""

import re

_SAID = re.compile(r'\s*"?sep=([^\w\s"]|\t)"?[ ,;|\t]*(?:\r\n?|\n|\Z)', re.IGNORECASE)


def without_said_delimiter(text: str) -> tuple[str, str | None]:
    """Return a table without the line before its first row that says what parts cells, and that sign, None unsaid.

    Excel reads and hides such a line (``sep=;``), so rows count from the one below it.
    """
    said = _SAID.match(text)
    return (text[said.end() :], said[1]) if said else (text, None)


def with_delimiter(text: str) -> tuple[str, str]:
    """Return a table without a line that says what parts its cells, and what parts them: as said, or in its first row.

    Where a comma is the decimal mark, sheets save semicolons.
    """
    rows, said = without_said_delimiter(text)
    return rows, said or max(",;\t", key=rows.lstrip().partition("\n")[0].count)
