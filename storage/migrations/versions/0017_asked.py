"""Where what an interviewer said before an observation stands; not known of what was added before."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns, empty. There is no way back but a backup."""
    op.add_column("observations", sa.Column("asked_start", sa.Integer()))
    op.add_column("observations", sa.Column("asked_end", sa.Integer()))
