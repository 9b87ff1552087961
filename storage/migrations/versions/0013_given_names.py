"""The name that a writer outside gave a topic, beside the one that the topic model made."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column. There is no way back but a backup."""
    op.add_column("topics", sa.Column("given", sa.JSON(none_as_null=True)))
