"""That people take the description of a theme off."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns. There is no way back but a backup."""
    for table, column in (("themes", "undescribed"), ("theme_decisions", "undescribes")):
        op.add_column(table, sa.Column(column, sa.Boolean(), nullable=False, server_default=sa.false()))
