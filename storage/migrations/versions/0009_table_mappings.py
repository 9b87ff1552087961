"""What teams decided on the columns of their tables."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

CODE_POINT = sa.String().with_variant(sa.String(collation="C"), "postgresql")


def upgrade() -> None:
    """Add the table. There is no way back but a backup."""
    op.create_table(
        "table_mappings",
        sa.Column("team_key", sa.Text(), nullable=False),
        sa.Column("signature", CODE_POINT, nullable=False),
        sa.Column("meanings", sa.JSON(), nullable=False),
        sa.Column("decided_at", CODE_POINT, nullable=False),
        sa.PrimaryKeyConstraint("team_key", "signature", name=op.f("pk_table_mappings")),
    )
