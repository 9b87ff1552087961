"""What people changed in the codebook, each edit a row of its own that is never changed."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

CODE_POINT = sa.String().with_variant(sa.String(collation="C"), "postgresql")


def upgrade() -> None:
    """Add the table. There is no way back but a backup."""
    op.create_table(
        "codebook_edits",
        sa.Column("nth", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("act", CODE_POINT, nullable=False),
        sa.Column("pattern", CODE_POINT, nullable=False),
        sa.Column("verdict", sa.String(), nullable=False),
        sa.Column("change", sa.JSON(), nullable=False),
        sa.Column("decided_by", sa.Text(), nullable=False),
        sa.Column("decided_at", CODE_POINT, nullable=False),
        sa.PrimaryKeyConstraint("nth", name=op.f("pk_codebook_edits")),
    )
    op.create_index(op.f("ix_codebook_edits_act"), "codebook_edits", ["act"])
    op.create_index(op.f("ix_codebook_edits_pattern"), "codebook_edits", ["pattern"])
