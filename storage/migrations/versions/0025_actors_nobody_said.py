"""Journeys of which nobody said whose they are: the words that stood for that become an empty actor."""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None

_NOT_SAID = "actor not recorded"
_KEPT_BY = {"journeys": ("id",), "journey_versions": ("journey", "nth")}


def upgrade() -> None:
    """Empty them in journeys and in the states they were in. There is no way back but a backup."""
    for name, keys in _KEPT_BY.items():
        rows = sa.table(name, *(sa.column(key) for key in keys), sa.column("document", sa.JSON))
        is_so = rows.c.document["actor"].as_string() == _NOT_SAID
        for *key, document in op.get_bind().execute(sa.select(rows).where(is_so)).all():
            here = [rows.c[column] == value for column, value in zip(keys, key, strict=True)]
            op.execute(rows.update().where(*here).values(document=document | {"actor": ""}))
