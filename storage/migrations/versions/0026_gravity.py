"""How far the words of a pain point lean to harm, beside its severity."""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column, empty until the coder has seen the observation again. There is no way back but a backup."""
    op.add_column("codings", sa.Column("gravity", sa.Float()))
