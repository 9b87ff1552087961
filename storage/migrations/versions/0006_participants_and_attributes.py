"""Who said an observation, what is known of them, and which spans of a source are whose."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

CODE_POINT = sa.String().with_variant(sa.String(collation="C"), "postgresql")


def upgrade() -> None:
    """Add the columns and the table. There is no way back but a backup."""
    op.add_column("observations", sa.Column("participant", sa.Text()))
    op.add_column("sources", sa.Column("contributions", sa.JSON(), nullable=False, server_default="[]"))
    op.create_table(
        "observation_attributes",
        sa.Column("observation", CODE_POINT, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("name_key", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("value_key", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("observation", "position", name=op.f("pk_observation_attributes")),
        sa.ForeignKeyConstraint(
            ["observation"],
            ["observations.id"],
            ondelete="CASCADE",
            name=op.f("fk_observation_attributes_observation"),
        ),
    )
    op.create_index(
        op.f("ix_observation_attributes_name_key_value_key"), "observation_attributes", ["name_key", "value_key"]
    )
