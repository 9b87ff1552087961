"""What people decided on evidence, each decision a row of its own that is never changed."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

CODE_POINT = sa.String().with_variant(sa.String(collation="C"), "postgresql")


def upgrade() -> None:
    """Add the table. There is no way back but a backup."""
    op.create_table(
        "evidence_decisions",
        sa.Column("nth", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("act", CODE_POINT, nullable=False),
        sa.Column("observation", CODE_POINT, nullable=False),
        sa.Column("subject", CODE_POINT, nullable=False),
        sa.Column("verdict", sa.String(), nullable=False),
        sa.Column("decided_by", sa.Text(), nullable=False),
        sa.Column("decided_at", CODE_POINT, nullable=False),
        sa.ForeignKeyConstraint(
            ["observation"], ["observations.id"], name=op.f("fk_evidence_decisions_observation"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("nth", name=op.f("pk_evidence_decisions")),
    )
    op.create_index(op.f("ix_evidence_decisions_act"), "evidence_decisions", ["act"])
    op.create_index(op.f("ix_evidence_decisions_observation"), "evidence_decisions", ["observation"])
