"""The states that journeys were in: each has, for a beginning, the one that it is in."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

CODE_POINT = sa.String().with_variant(sa.String(collation="C"), "postgresql")

_FIRST = "As it was when its versions began to be kept"


def upgrade() -> None:
    """Add the table, with a first version of every journey. There is no way back but a backup."""
    op.add_column("journeys", sa.Column("version", sa.Integer(), nullable=False, server_default="1"))
    op.create_table(
        "journey_versions",
        sa.Column("journey", CODE_POINT, nullable=False),
        sa.Column("nth", sa.Integer(), nullable=False),
        sa.Column("did", sa.Text(), nullable=False),
        sa.Column("deed", sa.String(), nullable=False),
        sa.Column("said_by", sa.Text(), nullable=False),
        sa.Column("said_at", CODE_POINT, nullable=False),
        sa.Column("reverts_to", sa.Integer()),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("document", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["journey"], ["journeys.id"], name=op.f("fk_journey_versions_journey"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("journey", "nth", name=op.f("pk_journey_versions")),
    )
    op.execute(
        sa.text(
            "INSERT INTO journey_versions (journey, nth, did, deed, said_by, said_at, title, document) "
            "SELECT id, 1, :did, 'changed', created_by, updated_at, title, document FROM journeys"
        ).bindparams(did=_FIRST)
    )
