"""Where each name leads today, who decided what of names, and which entries ingest remembered by itself."""

import unicodedata
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

CODE_POINT = sa.String().with_variant(sa.String(collation="C"), "postgresql")
LISTS = (("organisation", "organisations"), ("service", "services"), ("system", "systems"))


def upgrade() -> None:
    """Add the table and the columns, and fill them from what the catalogue says. There is no way back but a backup."""
    op.create_table(
        "name_routes",
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("name_key", sa.Text(), nullable=False),
        sa.Column("current_key", CODE_POINT),
        sa.Column("current", sa.Text()),
        sa.PrimaryKeyConstraint("subject", "name_key", name=op.f("pk_name_routes")),
    )
    op.create_index(op.f("ix_name_routes_subject_current_key"), "name_routes", ["subject", "current_key"])
    op.add_column("organisations", sa.Column("ended", CODE_POINT))
    for _, table in LISTS:
        op.add_column(table, sa.Column("remembered", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("name_decisions", sa.Column("before", sa.JSON()))
    connection = op.get_bind()
    routes = [row for subject, table in LISTS for row in _routes(connection, subject, table)]
    if routes:
        op.bulk_insert(sa.table("name_routes", *(sa.column(name) for name in routes[0])), routes)
        for statement in (_FORGET, _NAMED, _UNKNOWN, _OTHERWISE):
            op.execute(statement)
    _mark_remembered(connection)


def _key(name: str) -> str:
    return " ".join(unicodedata.normalize("NFC", name).split()).casefold()


def _rows(connection: sa.Connection, table: str) -> list[Any]:
    names = ("name", "aliases", "successor") if table == "organisations" else ("name", "aliases")
    columns = [sa.column(name, sa.JSON() if name == "aliases" else None) for name in names]
    return list(connection.execute(sa.select(*columns).select_from(sa.table(table))))


def _routes(connection: sa.Connection, subject: str, table: str) -> list[dict[str, Any]]:
    rows = _rows(connection, table)
    entries = {_key(alias): row for row in reversed(rows) for alias in row.aliases} | {
        _key(row.name): row for row in rows
    }
    currents = {key: _last(row, entries) for key, row in entries.items()}
    currents |= {_key(name): name for name in currents.values() if _key(name) not in currents}
    return [
        {"subject": subject, "name_key": key, "current_key": _key(name), "current": name}
        for key, name in currents.items()
    ]


def _last(row: Any, entries: dict[str, Any]) -> str:
    seen, here = {row.name}, row
    while getattr(here, "successor", None):
        following = entries.get(_key(here.successor))
        if following is None:
            return str(here.successor)
        if following.name in seen:
            return str(row.name)
        seen.add(following.name)
        here = following
    return str(here.name)


def _mark_remembered(connection: sa.Connection) -> None:
    """Mark the entries that some study or observation names: they may have come from there."""
    said = sa.table("observation_about", sa.column("subject"), sa.column("name_key"))
    done = sa.table("studies", sa.column("organisation_key"), sa.column("service_key"))
    named = {(row.subject, row.name_key) for row in connection.execute(sa.select(said).distinct())}
    for row in connection.execute(sa.select(done)):
        named |= {("organisation", row.organisation_key), ("service", row.service_key)}
    for subject, table in LISTS:
        stored = sa.table(table, sa.column("name"), sa.column("remembered", sa.Boolean()))
        for row in _rows(connection, table):
            if (subject, _key(row.name)) in named:
                connection.execute(sa.update(stored).where(stored.c.name == row.name).values(remembered=True))


_FORGET = "DELETE FROM observation_organisations"

_NAMED = """
INSERT INTO observation_organisations (observation, organisation_key)
SELECT DISTINCT said.observation, route.current_key
FROM observation_about said JOIN name_routes route
ON route.subject = said.subject AND route.name_key = said.name_key
WHERE said.subject = 'organisation'
"""

_UNKNOWN = """
INSERT INTO observation_organisations (observation, organisation_key)
SELECT DISTINCT said.observation, said.name_key
FROM observation_about said
WHERE said.subject = 'organisation' AND NOT EXISTS (
    SELECT 1 FROM name_routes route WHERE route.subject = said.subject AND route.name_key = said.name_key
)
"""

_OTHERWISE = """
INSERT INTO observation_organisations (observation, organisation_key)
SELECT observations.id, coalesce(route.current_key, studies.organisation_key)
FROM observations JOIN studies ON studies.id = observations.study
LEFT JOIN name_routes route ON route.subject = 'organisation' AND route.name_key = studies.organisation_key
WHERE observations.id NOT IN (SELECT observation FROM observation_organisations)
"""
