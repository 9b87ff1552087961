"""The team that answers for a journey, as one does for a study. A journey made before stays its maker's alone."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns. There is no way back but a backup."""
    op.add_column("journeys", sa.Column("team", sa.Text()))
    op.add_column("journeys", sa.Column("team_key", sa.Text(), nullable=False, server_default=""))
    op.create_index(op.f("ix_journeys_team_key"), "journeys", ["team_key"])
