"""What people decided on evidence and themes, each decision a row of its own that is never changed."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

CODE_POINT = sa.String().with_variant(sa.String(collation="C"), "postgresql")


def upgrade() -> None:
    """Add the tables, and the decisions that themes were kept with. There is no way back but a backup."""
    _add_evidence_decisions()
    op.add_column("themes", sa.Column("made_title", sa.Text(), nullable=False, server_default=""))
    op.add_column("themes", sa.Column("into", CODE_POINT))
    op.execute("UPDATE themes SET made_title = title")
    _add_theme_decisions()


def _add_evidence_decisions() -> None:
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


def _add_theme_decisions() -> None:
    table = op.create_table(
        "theme_decisions",
        sa.Column("nth", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("act", CODE_POINT, nullable=False),
        sa.Column("theme", CODE_POINT, nullable=False),
        sa.Column("verdict", sa.String(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("into", CODE_POINT),
        sa.Column("decided_by", sa.Text(), nullable=False),
        sa.Column("decided_at", CODE_POINT, nullable=False),
        sa.ForeignKeyConstraint(["theme"], ["themes.id"], name=op.f("fk_theme_decisions_theme"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("nth", name=op.f("pk_theme_decisions")),
    )
    op.create_index(op.f("ix_theme_decisions_act"), "theme_decisions", ["act"])
    op.create_index(op.f("ix_theme_decisions_theme"), "theme_decisions", ["theme"])
    connection = op.get_bind()
    kept = connection.exec_driver_sql("SELECT id, status, decided_by, decided_at FROM themes ORDER BY decided_at, id")
    rows = [
        {
            "nth": nth,
            "act": f"dc_{row.id.removeprefix('th_')}",
            "theme": row.id,
            "verdict": row.status,
            "title": "",
            "into": None,
            "decided_by": row.decided_by,
            "decided_at": row.decided_at,
        }
        for nth, row in enumerate(kept.all(), start=1)
    ]
    if rows:
        connection.execute(table.insert(), rows)
