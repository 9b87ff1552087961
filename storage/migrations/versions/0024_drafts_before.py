"""Versions of journeys that evidence alone made, drafted before versions told so: they stood as changed by people."""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None

_DRAFTED = "Drafted from evidence"


def upgrade() -> None:
    """Tell of them that evidence made them. There is no way back but a backup."""
    op.execute(
        sa.text(
            "UPDATE journey_versions SET deed = 'drafted' WHERE deed = 'changed' AND reverts_to IS NULL AND did = :did"
        ).bindparams(did=_DRAFTED)
    )
