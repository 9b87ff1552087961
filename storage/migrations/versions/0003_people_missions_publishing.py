"""People, teams and missions; who holds a study, its marking and embargo; claims, owners, visits, names, bytes."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

CODE_POINT = sa.String().with_variant(sa.String(collation="C"), "postgresql")


def upgrade() -> None:
    """Add the columns and tables. There is no way back but a backup."""
    _extend_studies()
    _extend_journeys()
    _make_people()
    _make_missions()
    _make_pain_point_words()
    _make_the_rest()


def _extend_studies() -> None:
    # Added one by one: SQLite would make the table anew to change a column, and drop what hangs on it.
    for name in ("team", "contact"):
        op.add_column("studies", sa.Column(name, sa.Text()))
    for name in ("team_key", "holder_key"):
        op.add_column("studies", sa.Column(name, sa.Text(), nullable=False, server_default=""))
        op.create_index(op.f(f"ix_studies_{name}"), "studies", [name])
    op.add_column("studies", sa.Column("marking", sa.String()))
    for name in ("embargo", "published_at"):
        op.add_column("studies", sa.Column(name, CODE_POINT))
    op.execute("UPDATE studies SET team_key = organisation_key, holder_key = organisation_key")
    op.execute(_PUBLISHED)


_PUBLISHED = """
UPDATE studies SET published_at = (SELECT max(added_at) FROM sources WHERE sources.study = studies.id)
WHERE draft = false
"""


def _extend_journeys() -> None:
    op.add_column("journeys", sa.Column("mission", sa.Text()))
    op.add_column("journeys", sa.Column("mission_key", sa.Text()))
    op.create_index(op.f("ix_journeys_mission_key"), "journeys", ["mission_key"])


def _make_people() -> None:
    op.create_table(
        "teams",
        sa.Column("key", CODE_POINT, nullable=False),
        sa.Column("organisation", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("contact", sa.Text()),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_teams")),
    )
    op.create_table(
        "people",
        sa.Column("key", CODE_POINT, nullable=False),
        sa.Column("sign_in", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("organisation", sa.Text()),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("teams", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_people")),
    )


def _make_missions() -> None:
    op.create_table(
        "missions",
        sa.Column("id", CODE_POINT, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("name_key", CODE_POINT, nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("organisations", sa.JSON(), nullable=False),
        sa.Column("measures", sa.JSON(), nullable=False),
        sa.Column("weights", sa.JSON(), nullable=False),
        sa.Column("created_by", sa.Text(), nullable=False),
        sa.Column("created_at", CODE_POINT, nullable=False),
        sa.Column("updated_at", CODE_POINT, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_missions")),
        sa.UniqueConstraint("name_key", name=op.f("uq_missions_name_key")),
    )
    op.create_table(
        "mission_people",
        sa.Column("mission", CODE_POINT, nullable=False),
        sa.Column("person_key", CODE_POINT, nullable=False),
        sa.Column("sign_in", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["mission"], ["missions.id"], name=op.f("fk_mission_people_mission"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("mission", "person_key", name=op.f("pk_mission_people")),
    )
    op.create_index(op.f("ix_mission_people_person_key"), "mission_people", ["person_key"])


def _make_pain_point_words() -> None:
    for table, own in (
        ("pain_point_claims", sa.Column("note", sa.Text(), nullable=False)),
        ("pain_point_owners", sa.Column("status", sa.String(), nullable=False)),
    ):
        op.create_table(
            table,
            sa.Column("pain_point", CODE_POINT, nullable=False),
            sa.Column("organisation_key", CODE_POINT, nullable=False),
            sa.Column("organisation", sa.Text(), nullable=False),
            sa.Column("said_by", sa.Text(), nullable=False),
            sa.Column("said_at", CODE_POINT, nullable=False),
            own,
            sa.PrimaryKeyConstraint("pain_point", "organisation_key", name=op.f(f"pk_{table}")),
        )
        op.create_index(op.f(f"ix_{table}_said_at"), table, ["said_at"])


def _make_the_rest() -> None:
    op.create_table(
        "visits",
        sa.Column("person_key", CODE_POINT, nullable=False),
        sa.Column("began_at", CODE_POINT, nullable=False),
        sa.Column("seen_at", CODE_POINT, nullable=False),
        sa.Column("previous_at", CODE_POINT),
        sa.PrimaryKeyConstraint("person_key", name=op.f("pk_visits")),
    )
    op.create_table(
        "name_decisions",
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("name_key", CODE_POINT, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("decision", sa.String(), nullable=False),
        sa.Column("into", sa.Text()),
        sa.Column("decided_by", sa.Text(), nullable=False),
        sa.Column("decided_at", CODE_POINT, nullable=False),
        sa.PrimaryKeyConstraint("subject", "name_key", name=op.f("pk_name_decisions")),
    )
    op.create_table(
        "blobs",
        sa.Column("digest", CODE_POINT, nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("stored_at", CODE_POINT, nullable=False),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_blobs")),
    )
