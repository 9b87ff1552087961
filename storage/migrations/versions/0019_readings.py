"""What a model outside answered of observations as evidence of patterns."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

CODE_POINT = sa.String().with_variant(sa.String(collation="C"), "postgresql")


def upgrade() -> None:
    """Add the table. There is no way back but a backup."""
    op.create_table(
        "readings",
        sa.Column("observation", CODE_POINT, nullable=False),
        sa.Column("pattern", CODE_POINT, nullable=False),
        sa.Column("reader", CODE_POINT, nullable=False),
        sa.Column("asked", CODE_POINT, nullable=False),
        sa.Column("is_evidence", sa.Boolean(), nullable=False),
        sa.Column("read_at", CODE_POINT, nullable=False),
        sa.ForeignKeyConstraint(
            ["observation"], ["observations.id"], name=op.f("fk_readings_observation"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("observation", "pattern", "reader", name=op.f("pk_readings")),
    )
    op.create_index(op.f("ix_readings_reader"), "readings", ["reader"])
