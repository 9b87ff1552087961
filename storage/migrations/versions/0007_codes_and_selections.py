"""A study's own codes, and the selections that carry them."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

CODE_POINT = sa.String().with_variant(sa.String(collation="C"), "postgresql")


def upgrade() -> None:
    """Add the tables. There is no way back but a backup."""
    op.create_table(
        "codes",
        sa.Column("study", CODE_POINT, nullable=False),
        sa.Column("id", CODE_POINT, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("parent", CODE_POINT),
        sa.Column("colour", sa.String()),
        sa.Column("is_codable", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("study", "id", name=op.f("pk_codes")),
        sa.ForeignKeyConstraint(["study"], ["studies.id"], ondelete="CASCADE", name=op.f("fk_codes_study")),
    )
    op.create_table(
        "selections",
        sa.Column("source", CODE_POINT, nullable=False),
        sa.Column("id", CODE_POINT, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("span_start", sa.Integer(), nullable=False),
        sa.Column("span_end", sa.Integer(), nullable=False),
        sa.Column("codes", sa.JSON(), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("said_by", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("source", "id", name=op.f("pk_selections")),
        sa.ForeignKeyConstraint(["source"], ["sources.id"], ondelete="CASCADE", name=op.f("fk_selections_source")),
    )
