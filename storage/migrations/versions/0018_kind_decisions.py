"""What people said an observation is, each decision a row of its own that is never changed."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

CODE_POINT = sa.String().with_variant(sa.String(collation="C"), "postgresql")


def upgrade() -> None:
    """Add the table. There is no way back but a backup."""
    op.create_table(
        "kind_decisions",
        sa.Column("nth", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("act", CODE_POINT, nullable=False),
        sa.Column("observation", CODE_POINT, nullable=False),
        sa.Column("kind", sa.String()),
        sa.Column("severity", sa.String()),
        sa.Column("decided_by", sa.Text(), nullable=False),
        sa.Column("decided_at", CODE_POINT, nullable=False),
        sa.ForeignKeyConstraint(
            ["observation"], ["observations.id"], name=op.f("fk_kind_decisions_observation"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("nth", name=op.f("pk_kind_decisions")),
    )
    op.create_index(op.f("ix_kind_decisions_act"), "kind_decisions", ["act"])
    op.create_index(op.f("ix_kind_decisions_observation"), "kind_decisions", ["observation"])
