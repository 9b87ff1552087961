"""Keep beside each observation the organisations it concerns, so that narrowing to some is quick."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table and fill it from what is stored. There is no way back but a backup."""
    text = sa.String().with_variant(sa.String(collation="C"), "postgresql")
    op.create_table(
        "observation_organisations",
        sa.Column("observation", text, nullable=False),
        sa.Column("organisation_key", text, nullable=False),
        sa.ForeignKeyConstraint(
            ["observation"],
            ["observations.id"],
            name=op.f("fk_observation_organisations_observation"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("observation", "organisation_key", name=op.f("pk_observation_organisations")),
    )
    op.create_index(
        op.f("ix_observation_organisations_organisation_key_observation"),
        "observation_organisations",
        ["organisation_key", "observation"],
    )
    op.execute(_SAID)
    op.execute(_OTHERWISE)


_SAID = """
INSERT INTO observation_organisations (observation, organisation_key)
SELECT DISTINCT observation, name_key FROM observation_about WHERE subject = 'organisation'
"""

_OTHERWISE = """
INSERT INTO observation_organisations (observation, organisation_key)
SELECT observations.id, studies.organisation_key
FROM observations JOIN studies ON studies.id = observations.study
WHERE observations.id NOT IN (SELECT observation FROM observation_about WHERE subject = 'organisation')
"""
