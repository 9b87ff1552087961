"""Insights that people write on evidence, each with its versions; and what people watch."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

CODE_POINT = sa.String().with_variant(sa.String(collation="C"), "postgresql")


def upgrade() -> None:
    """Add the tables. There is no way back but a backup."""
    _add_insights()
    _add_watches()


def _add_insights() -> None:
    op.create_table(
        "insights",
        sa.Column("id", CODE_POINT, nullable=False),
        sa.Column("nth", sa.Integer(), nullable=False),
        sa.Column("created_by", sa.Text(), nullable=False),
        sa.Column("created_at", CODE_POINT, nullable=False),
        sa.Column("newest", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("visibility", sa.String(), nullable=False),
        sa.Column("organisation_key", sa.Text()),
        sa.Column("team", sa.Text()),
        sa.Column("team_key", sa.Text(), nullable=False),
        sa.Column("mission_key", sa.Text()),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_insights")),
        sa.UniqueConstraint("nth", name=op.f("uq_insights_nth")),
    )
    op.create_index(op.f("ix_insights_team_key"), "insights", ["team_key"])
    op.create_index(op.f("ix_insights_mission_key"), "insights", ["mission_key"])
    _add_of_insights(
        "insight_versions",
        sa.Column("nth", sa.Integer(), nullable=False),
        sa.Column("said_by", sa.Text(), nullable=False),
        sa.Column("said_at", CODE_POINT, nullable=False),
        sa.Column("deed", sa.String(), nullable=False),
        sa.Column("as_of", sa.Integer(), nullable=False),
        sa.Column("said_in", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("words", sa.JSON(), nullable=False),
        sa.Column("reach", sa.JSON(), nullable=False),
        sa.Column("review", sa.JSON(none_as_null=True)),
        sa.Column("superseded_by", CODE_POINT),
        sa.Column("chosen", sa.Integer(), nullable=False),
        sa.Column("lost", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("insight", "nth", name=op.f("pk_insight_versions")),
    )
    _add_of_insights(
        "insight_evidence",
        sa.Column("said_in", sa.Integer(), nullable=False),
        sa.Column("observation", CODE_POINT, nullable=False),
        sa.Column("side", sa.String(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["observation"], ["observations.id"], name=op.f("fk_insight_evidence_observation"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("insight", "said_in", "observation", name=op.f("pk_insight_evidence")),
    )
    op.create_index(op.f("ix_insight_evidence_observation"), "insight_evidence", ["observation"])


def _add_watches() -> None:
    op.create_table(
        "watches",
        sa.Column("id", CODE_POINT, nullable=False),
        sa.Column("nth", sa.Integer(), nullable=False),
        sa.Column("person_key", CODE_POINT, nullable=False),
        sa.Column("query", sa.Text(), nullable=False),
        sa.Column("narrowed", sa.JSON(), nullable=False),
        sa.Column("pain_point", CODE_POINT),
        sa.Column("made_at", CODE_POINT, nullable=False),
        sa.Column("looked_at", CODE_POINT, nullable=False),
        sa.Column("told", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_watches")),
        sa.UniqueConstraint("nth", name=op.f("uq_watches_nth")),
    )
    op.create_index(op.f("ix_watches_person_key"), "watches", ["person_key"])


def _add_of_insights(table: str, *columns: sa.Column[object] | sa.Constraint) -> None:
    """Add a table of what is said of insights."""
    op.create_table(
        table,
        sa.Column("insight", CODE_POINT, nullable=False),
        *columns,
        sa.ForeignKeyConstraint(["insight"], ["insights.id"], name=op.f(f"fk_{table}_insight"), ondelete="CASCADE"),
    )
