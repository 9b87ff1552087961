"""A study's description, and what was changed of how studies are described."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

CODE_POINT = sa.String().with_variant(sa.String(collation="C"), "postgresql")


def upgrade() -> None:
    """Add the column and the table. There is no way back but a backup."""
    op.add_column("studies", sa.Column("description", sa.Text()))
    op.create_table(
        "study_edits",
        sa.Column("study", CODE_POINT, nullable=False),
        sa.Column("nth", sa.Integer(), nullable=False),
        sa.Column("field", sa.String(), nullable=False),
        sa.Column("was", sa.Text()),
        sa.Column("became", sa.Text()),
        sa.Column("said_by", sa.Text(), nullable=False),
        sa.Column("said_at", CODE_POINT, nullable=False),
        sa.ForeignKeyConstraint(["study"], ["studies.id"], name=op.f("fk_study_edits_study"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("study", "nth", name=op.f("pk_study_edits")),
    )
