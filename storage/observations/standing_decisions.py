"""Which rows of a table of decisions stand, in SQL: the latest on the same thing that nobody took back."""

from collections.abc import Callable

from sqlalchemy import ColumnElement, FromClause, Table, and_, exists


def standing(
    decisions: Table, *same: str, takes_back: Callable[[FromClause], ColumnElement[bool]]
) -> tuple[FromClause, ColumnElement[bool]]:
    """Return the decisions under a name of their own, and whether a row of them stands.

    It does when it is the latest of those that are equal in the columns ``same``, those aside that were taken back:
    ``takes_back`` says which rows take back what their act said of their observation.
    """
    said, later = decisions.alias(), decisions.alias()

    def holds(row: FromClause) -> ColumnElement[bool]:
        back = decisions.alias()
        taken_back = exists().where(back.c.act == row.c.act, back.c.observation == row.c.observation, takes_back(back))
        return and_(~takes_back(row), ~taken_back)

    superseded = exists().where(
        *(later.c[name] == said.c[name] for name in same), later.c.nth > said.c.nth, holds(later)
    )
    return said, and_(holds(said), ~superseded)
