"""What people said of an observation's standing and of workarounds, each decision a row that is never changed."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

CODE_POINT = sa.String().with_variant(sa.String(collation="C"), "postgresql")


def upgrade() -> None:
    """Add the table. There is no way back but a backup."""
    op.create_table(
        "mark_decisions",
        sa.Column("nth", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("act", CODE_POINT, nullable=False),
        sa.Column("observation", CODE_POINT, nullable=False),
        sa.Column("mark", sa.String(), nullable=False),
        sa.Column("value", sa.String()),
        sa.Column("decided_by", sa.Text(), nullable=False),
        sa.Column("decided_at", CODE_POINT, nullable=False),
        sa.ForeignKeyConstraint(
            ["observation"], ["observations.id"], name=op.f("fk_mark_decisions_observation"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("nth", name=op.f("pk_mark_decisions")),
    )
    op.create_index(op.f("ix_mark_decisions_act"), "mark_decisions", ["act"])
    op.create_index(op.f("ix_mark_decisions_observation"), "mark_decisions", ["observation"])
