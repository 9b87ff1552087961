"""What the coder would learn of kinds and severities that people said, with its lessons and what people made of it."""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None

CODE_POINT = sa.String().with_variant(sa.String(collation="C"), "postgresql")


def upgrade() -> None:
    """Add the tables. There is no way back but a backup."""
    op.create_table(
        "said_learnings",
        sa.Column("id", CODE_POINT, nullable=False),
        sa.Column("nth", sa.Integer(), nullable=False),
        sa.Column("about", sa.String(), nullable=False),
        sa.Column("made_by", sa.Text(), nullable=False),
        sa.Column("made_at", CODE_POINT, nullable=False),
        sa.Column("basis", sa.Text(), nullable=False),
        sa.Column("gain", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_said_learnings")),
        sa.UniqueConstraint("nth", name=op.f("uq_said_learnings_nth")),
    )
    _add_of_observations(
        "said_lessons", sa.Column("said", sa.String(), nullable=False), sa.Column("logs", sa.JSON(), nullable=False)
    )
    _add_of_observations(
        "said_changes",
        sa.Column("before", sa.String(), nullable=False),
        sa.Column("after", sa.String(), nullable=False),
    )
    op.create_table(
        "said_learning_decisions",
        sa.Column("nth", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("learning", CODE_POINT, nullable=False),
        sa.Column("verdict", sa.String(), nullable=False),
        sa.Column("decided_by", sa.Text(), nullable=False),
        sa.Column("decided_at", CODE_POINT, nullable=False),
        sa.ForeignKeyConstraint(
            ["learning"], ["said_learnings.id"], name=op.f("fk_said_learning_decisions_learning"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("nth", name=op.f("pk_said_learning_decisions")),
    )
    op.create_index(op.f("ix_said_learning_decisions_learning"), "said_learning_decisions", ["learning"])


def _add_of_observations(table: str, *columns: sa.Column[object]) -> None:
    """Add a table of what a learning says of an observation."""
    op.create_table(
        table,
        sa.Column("learning", CODE_POINT, nullable=False),
        sa.Column("observation", CODE_POINT, nullable=False),
        *columns,
        sa.ForeignKeyConstraint(
            ["learning"], ["said_learnings.id"], name=op.f(f"fk_{table}_learning"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["observation"], ["observations.id"], name=op.f(f"fk_{table}_observation"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("learning", "observation", name=op.f(f"pk_{table}")),
    )
    op.create_index(op.f(f"ix_{table}_observation"), table, ["observation"])
