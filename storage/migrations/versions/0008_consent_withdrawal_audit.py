"""What participants agreed to, what was taken out and must not come back, and who did what."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

CODE_POINT = sa.String().with_variant(sa.String(collation="C"), "postgresql")

SQLITE_TRIGGERS = [
    f"CREATE TRIGGER audit_no_{deed} BEFORE {deed.upper()} ON audit "
    "BEGIN SELECT RAISE(ABORT, 'rows of the audit are never changed'); END"
    for deed in ("update", "delete")
]
POSTGRESQL_TRIGGERS = [
    "CREATE OR REPLACE FUNCTION audit_stands() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN RAISE EXCEPTION 'rows of the audit are never changed'; END $$",
    "CREATE TRIGGER audit_no_change BEFORE UPDATE OR DELETE ON audit FOR EACH ROW EXECUTE FUNCTION audit_stands()",
    "CREATE TRIGGER audit_no_truncate BEFORE TRUNCATE ON audit FOR EACH STATEMENT EXECUTE FUNCTION audit_stands()",
]


def upgrade() -> None:
    """Add the columns and tables, and what refuses changes to the audit. There is no way back but a backup."""
    for name, kind in (
        ("lawful_basis", sa.String()),
        ("consent_covers", sa.Text()),
        ("raw_until", CODE_POINT),
        ("insight_until", CODE_POINT),
        ("not_heard", sa.Text()),
    ):
        op.add_column("studies", sa.Column(name, kind))
    op.add_column("sources", sa.Column("raw_state", sa.String(), nullable=False, server_default="received"))
    _add_withdrawals()
    _add_audit()


def _add_withdrawals() -> None:
    op.create_table(
        "withdrawals",
        sa.Column("id", CODE_POINT, nullable=False),
        sa.Column("study", CODE_POINT, nullable=False),
        sa.Column("participant", CODE_POINT),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("at", CODE_POINT, nullable=False),
        sa.Column("overruled_by", sa.Text()),
        sa.Column("overruled_at", CODE_POINT),
        sa.Column("receipt", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_withdrawals")),
    )
    op.create_index(op.f("ix_withdrawals_study"), "withdrawals", ["study"])
    op.create_table(
        "tombstones",
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("study", CODE_POINT, nullable=False),
        sa.Column("key", CODE_POINT, nullable=False),
        sa.Column("team_key", sa.Text(), nullable=False, server_default=""),
        sa.Column("withdrawal", CODE_POINT, nullable=False),
        sa.Column("at", CODE_POINT, nullable=False),
        sa.Column("overruled", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.PrimaryKeyConstraint("kind", "study", "key", name=op.f("pk_tombstones")),
    )
    op.create_index(op.f("ix_tombstones_withdrawal"), "tombstones", ["withdrawal"])


def _add_audit() -> None:
    op.create_table(
        "audit",
        sa.Column("nth", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", CODE_POINT, nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("deed", sa.String(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("details", sa.JSON(), nullable=False),
        sa.Column("previous", CODE_POINT, nullable=False),
        sa.Column("hash", CODE_POINT, nullable=False),
        sa.PrimaryKeyConstraint("nth", name=op.f("pk_audit")),
    )
    is_postgresql = op.get_bind().dialect.name == "postgresql"
    for statement in POSTGRESQL_TRIGGERS if is_postgresql else SQLITE_TRIGGERS:
        op.execute(statement)
