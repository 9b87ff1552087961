"""Cell values that no spreadsheet runs as a formula."""

import re

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\0", "\n", "＝", "＋", "－", "＠")
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
MOST_IN_A_PROPERTY = 255
"""How many characters a property of a document holds."""
MAX_CELL_CHARACTERS = 32_767
"""What Excel holds in one cell."""

Cell = str | int | float | bool | None


def safe_text(text: str) -> str:
    """Return text that a spreadsheet shows and never runs: an apostrophe stands before what starts a formula.

    White space before the sign does not hide it. Numbers with a sign count as formulas too when they come as text.
    For files without cell types (CSV); a typed cell needs only ``cell_text``.
    """
    shown = text.replace("\0", "")
    risky = text[:1] in ("\t", "\r", "\n", "\0") or shown.lstrip()[:1] in _FORMULA_STARTS
    return f"'{shown}" if risky and text else shown


def xml_text(text: str) -> str:
    """Return text without the characters that no XML file can hold; escaping is left to whoever writes the XML."""
    return _NOT_IN_XML.sub("", text)


def property_text(text: str) -> str:
    """Return text as a property of a document, such as its title, can hold it: at most 255 characters."""
    clean = xml_text(text)
    return clean if len(clean) <= MOST_IN_A_PROPERTY else clean[: MOST_IN_A_PROPERTY - 2] + " …"


def cell_text(text: str) -> str:
    """Return text for a cell that is typed as text: without what XML cannot hold, cut at Excel's limit."""
    clean = xml_text(text)
    return clean if len(clean) <= MAX_CELL_CHARACTERS else clean[: MAX_CELL_CHARACTERS - 2] + " …"


def safe_value(value: Cell) -> str | int | float | bool:
    """Return a value for a CSV cell: text made safe, numbers as they are, None as an empty cell."""
    if value is None:
        return ""
    return safe_text(value) if isinstance(value, str) else value
