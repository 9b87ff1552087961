"""What the coder would learn from decisions, each learning a record with its lessons and what people made of it."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

CODE_POINT = sa.String().with_variant(sa.String(collation="C"), "postgresql")


def upgrade() -> None:
    """Add the tables. There is no way back but a backup."""
    op.create_table(
        "learnings",
        sa.Column("id", CODE_POINT, nullable=False),
        sa.Column("nth", sa.Integer(), nullable=False),
        sa.Column("made_by", sa.Text(), nullable=False),
        sa.Column("made_at", CODE_POINT, nullable=False),
        sa.Column("basis", sa.Text(), nullable=False),
        sa.Column("gain", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_learnings")),
        sa.UniqueConstraint("nth", name=op.f("uq_learnings_nth")),
    )
    _add_of_observations(
        "lessons", sa.Column("accepted", sa.Boolean(), nullable=False), sa.Column("odds", sa.Float(), nullable=False)
    )
    _add_of_observations("learning_changes", sa.Column("is_won", sa.Boolean(), nullable=False))
    op.create_table(
        "learning_decisions",
        sa.Column("nth", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("learning", CODE_POINT, nullable=False),
        sa.Column("verdict", sa.String(), nullable=False),
        sa.Column("decided_by", sa.Text(), nullable=False),
        sa.Column("decided_at", CODE_POINT, nullable=False),
        sa.ForeignKeyConstraint(
            ["learning"], ["learnings.id"], name=op.f("fk_learning_decisions_learning"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("nth", name=op.f("pk_learning_decisions")),
    )
    op.create_index(op.f("ix_learning_decisions_learning"), "learning_decisions", ["learning"])


def _add_of_observations(table: str, *columns: sa.Column[object]) -> None:
    """Add a table of what a learning says of an observation and a pattern."""
    op.create_table(
        table,
        sa.Column("learning", CODE_POINT, nullable=False),
        sa.Column("observation", CODE_POINT, nullable=False),
        sa.Column("pattern", CODE_POINT, nullable=False),
        *columns,
        sa.ForeignKeyConstraint(["learning"], ["learnings.id"], name=op.f(f"fk_{table}_learning"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["observation"], ["observations.id"], name=op.f(f"fk_{table}_observation"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("learning", "observation", "pattern", name=op.f(f"pk_{table}")),
    )
    op.create_index(op.f(f"ix_{table}_observation"), table, ["observation"])
