"""What people write to a theme: a description, beside its title."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns. There is no way back but a backup."""
    for table in ("themes", "theme_decisions"):
        op.add_column(table, sa.Column("description", sa.Text(), nullable=False, server_default=""))
