"""The headings of a sheet of somebody's own: which sheet tells steps, and what its columns were likely meant to be."""

from collections.abc import Iterable, Mapping, Sequence

from domain import journey_columns as columns
from domain.text import fold
from ingest.journey_sheets import header_of, place

_NEAREST = 2


def sheet_of_steps(sheets: Mapping[str, list[list[str]]]) -> str:
    """Return the name of the sheet that tells steps: Steps, else the only one, else that with most of our columns.

    Where none has a column Step, the name that it should have.
    """
    if columns.STEPS.casefold() in map(str.casefold, sheets):
        return columns.STEPS
    if len(sheets) == 1:
        return next(iter(sheets))
    ours = {name.casefold() for name in columns.STEP_FIELDS}
    shared = {title: len(ours & set(there)) for title in sheets if "step" in (there := header_of(sheets, title))}
    return max(shared, key=lambda title: shared[title]) if shared else columns.STEPS


def unread_columns(sheet: str, rows: Sequence[Sequence[str]], names: Sequence[str]) -> list[str]:
    """Return the filled columns of a sheet that are none of these, a sentence each, with the likeliest of them."""
    known = {name.casefold() for name in names}
    there = {fold(cell).casefold() for cell in rows[0]} if rows else set()
    told = []
    for at, cell in enumerate(rows[0] if rows else ()):
        heading = fold(cell)
        filled = sum(1 for row in rows[1:] if len(row) > at and row[at].strip())
        if not heading or not filled:
            continue
        if heading.casefold() in known:
            if heading.casefold() in map(_folded, rows[0][:at]):
                told.append(f"{place(sheet, 'row 1')}: '{heading}' stands twice, so only the first is read.")
            continue
        near = [name for name in _meant(heading, names) if name.casefold() not in there]
        meant = " Did you mean {}?".format(" or ".join(map("'{}'".format, near))) if near else ""
        told.append(f"{place(sheet, 'row 1')}: there is no column '{heading[:60]}', so it is not read.{meant}")
    return told


def unread_sheets(sheets: Mapping[str, list[list[str]]], read: Iterable[str]) -> list[str]:
    """Return the sheets that tell steps, too, and are none of those that are ``read``, a sentence each."""
    known = {title.casefold() for title in read}
    more = [title for title in sheets if title.casefold() not in known and "step" in header_of(sheets, title)]
    return [f"{place(title, 'row 1')}: this sheet has a column 'Step', too, and is not read." for title in more]


def _folded(heading: str) -> str:
    return fold(heading).casefold()


def _meant(heading: str, names: Sequence[str]) -> list[str]:
    """Return the columns that a heading was likely meant to be, likeliest first."""
    from language.close_names import CloseNames

    entries = [(name, *columns.OTHER_NAMES.get(name, ())) for name in names]
    exact = [name for name, *others in entries if heading.casefold() in map(str.casefold, others)]
    return exact or CloseNames(entries).of(heading, most=_NEAREST)
