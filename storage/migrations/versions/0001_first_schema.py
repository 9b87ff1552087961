"""Lay down the first schema."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Lay down the first schema. There is no way back but a backup."""
    _make_counters()
    _make_catalogue()
    _make_studies()
    _make_sources()
    _make_observations()
    _make_codings()
    _make_topics()
    _make_themes()
    _make_journeys()


def _by_code_point() -> sa.String:
    return sa.String().with_variant(sa.String(collation="C"), "postgresql")


def _make_counters() -> None:
    op.create_table(
        "meta",
        sa.Column("name", _by_code_point(), nullable=False),
        sa.Column("value", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_meta")),
    )
    meta = sa.table("meta", sa.column("name"), sa.column("value"))
    op.bulk_insert(meta, [{"name": "revision", "value": 0}, {"name": "texts", "value": 0}])


def _make_catalogue() -> None:
    op.create_table(
        "organisations",
        sa.Column("id", _by_code_point(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("aliases", sa.JSON(), nullable=False),
        sa.Column("successor", sa.Text()),
        sa.Column("basis", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organisations")),
    )
    op.create_table(
        "services",
        sa.Column("name_key", _by_code_point(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("organisation", sa.Text()),
        sa.Column("aliases", sa.JSON(), nullable=False),
        sa.Column("basis", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("name_key", name=op.f("pk_services")),
    )
    op.create_table(
        "systems",
        sa.Column("name_key", _by_code_point(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("organisation", sa.Text()),
        sa.Column("aliases", sa.JSON(), nullable=False),
        sa.Column("basis", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("name_key", name=op.f("pk_systems")),
    )


def _make_studies() -> None:
    op.create_table(
        "studies",
        sa.Column("id", _by_code_point(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("title_key", sa.Text(), nullable=False),
        sa.Column("organisation", sa.Text(), nullable=False),
        sa.Column("organisation_key", sa.Text(), nullable=False),
        sa.Column("organisation_basis", sa.String(), nullable=False),
        sa.Column("service", sa.Text()),
        sa.Column("service_key", sa.Text()),
        sa.Column("date", _by_code_point()),
        sa.Column("first_day", _by_code_point()),
        sa.Column("last_day", _by_code_point()),
        sa.Column("method", sa.Text()),
        sa.Column("sample_size", sa.BigInteger()),
        sa.Column("standing", sa.String(), nullable=False),
        sa.Column("retells", sa.Text()),
        sa.Column("mission", sa.Text()),
        sa.Column("mission_key", sa.Text()),
        sa.Column("visibility", sa.String(), nullable=False),
        sa.Column("draft", sa.Boolean(), nullable=False),
        sa.Column("metadata", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_studies")),
    )
    op.create_index(op.f("ix_studies_first_day"), "studies", ["first_day"])
    op.create_index(op.f("ix_studies_mission_key"), "studies", ["mission_key"])
    op.create_index(op.f("ix_studies_organisation_key"), "studies", ["organisation_key"])
    op.create_index(op.f("ix_studies_service_key"), "studies", ["service_key"])


def _make_sources() -> None:
    op.create_table(
        "sources",
        sa.Column("id", _by_code_point(), nullable=False),
        sa.Column("study", _by_code_point(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("shown_name", sa.Text(), nullable=False),
        sa.Column("digest", _by_code_point(), nullable=False),
        sa.Column("media_type", sa.Text(), nullable=False),
        sa.Column("canonical", sa.Text(), nullable=False),
        sa.Column("masked", sa.Text(), nullable=False),
        sa.Column("replacements", sa.JSON(), nullable=False),
        sa.Column("added_at", _by_code_point(), nullable=False),
        sa.ForeignKeyConstraint(["study"], ["studies.id"], name=op.f("fk_sources_study"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sources")),
    )
    op.create_index(op.f("ix_sources_study_digest"), "sources", ["study", "digest"])


def _make_observations() -> None:
    op.create_table(
        "observations",
        sa.Column("id", _by_code_point(), nullable=False),
        sa.Column("source", _by_code_point(), nullable=False),
        sa.Column("study", _by_code_point(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("span_start", sa.Integer(), nullable=False),
        sa.Column("span_end", sa.Integer(), nullable=False),
        sa.Column("locator", sa.Text(), nullable=False),
        sa.Column("headings", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["source"], ["sources.id"], name=op.f("fk_observations_source"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["study"], ["studies.id"], name=op.f("fk_observations_study"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_observations")),
    )
    op.create_index(op.f("ix_observations_source_ordinal"), "observations", ["source", "ordinal"])
    op.create_index(op.f("ix_observations_study"), "observations", ["study"])
    op.create_table(
        "observation_about",
        sa.Column("observation", _by_code_point(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("name_key", sa.Text(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("basis", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["observation"], ["observations.id"], name=op.f("fk_observation_about_observation"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("observation", "position", name=op.f("pk_observation_about")),
    )
    op.create_index(op.f("ix_observation_about_subject_name_key"), "observation_about", ["subject", "name_key"])


def _make_codings() -> None:
    op.create_table(
        "vectors",
        sa.Column("model", _by_code_point(), nullable=False),
        sa.Column("observation", _by_code_point(), nullable=False),
        sa.Column("dimensions", sa.Integer(), nullable=False),
        sa.Column("vector", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["observation"], ["observations.id"], name=op.f("fk_vectors_observation"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("model", "observation", name=op.f("pk_vectors")),
    )
    op.create_index(op.f("ix_vectors_observation"), "vectors", ["observation"])
    op.create_table(
        "codings",
        sa.Column("observation", _by_code_point(), nullable=False),
        sa.Column("coder", _by_code_point(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("pain_point", sa.Float(), nullable=False),
        sa.Column("severity", sa.String()),
        sa.Column("standing", sa.String(), nullable=False),
        sa.Column("level", sa.String(), nullable=False),
        sa.Column("workaround", sa.Boolean(), nullable=False),
        sa.Column("patterns", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["observation"], ["observations.id"], name=op.f("fk_codings_observation"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("observation", name=op.f("pk_codings")),
    )
    op.create_index(op.f("ix_codings_coder"), "codings", ["coder"])
    op.create_index(op.f("ix_codings_kind"), "codings", ["kind"])


def _make_topics() -> None:
    op.create_table(
        "topic_runs",
        sa.Column("id", _by_code_point(), nullable=False),
        sa.Column("nth", sa.Integer(), nullable=False),
        sa.Column("seed", sa.BigInteger(), nullable=False),
        sa.Column("method", sa.Text(), nullable=False),
        sa.Column("parameters", sa.JSON(), nullable=False),
        sa.Column("versions", sa.JSON(), nullable=False),
        sa.Column("started_at", _by_code_point(), nullable=False),
        sa.Column("seconds", sa.Float(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_topic_runs")),
        sa.UniqueConstraint("nth", name=op.f("uq_topic_runs_nth")),
    )
    op.create_table(
        "topics",
        sa.Column("run", _by_code_point(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("keywords", sa.JSON(), nullable=False),
        sa.Column("pattern", _by_code_point()),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["run"], ["topic_runs.id"], name=op.f("fk_topics_run"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("run", "number", name=op.f("pk_topics")),
    )
    op.create_table(
        "assignments",
        sa.Column("run", _by_code_point(), nullable=False),
        sa.Column("observation", _by_code_point(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("topic", sa.Integer(), nullable=False),
        sa.Column("probability", sa.Float(), nullable=False),
        sa.ForeignKeyConstraint(
            ["observation"], ["observations.id"], name=op.f("fk_assignments_observation"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["run"], ["topic_runs.id"], name=op.f("fk_assignments_run"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("run", "observation", name=op.f("pk_assignments")),
    )
    op.create_index(op.f("ix_assignments_observation"), "assignments", ["observation"])


def _make_themes() -> None:
    op.create_table(
        "themes",
        sa.Column("id", _by_code_point(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("decided_by", sa.Text(), nullable=False),
        sa.Column("decided_at", _by_code_point(), nullable=False),
        sa.Column("pattern", _by_code_point()),
        sa.Column("keywords", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_themes")),
    )
    op.create_table(
        "theme_observations",
        sa.Column("theme", _by_code_point(), nullable=False),
        sa.Column("observation", _by_code_point(), nullable=False),
        sa.ForeignKeyConstraint(
            ["observation"], ["observations.id"], name=op.f("fk_theme_observations_observation"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["theme"], ["themes.id"], name=op.f("fk_theme_observations_theme"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("theme", "observation", name=op.f("pk_theme_observations")),
    )
    op.create_index(op.f("ix_theme_observations_observation"), "theme_observations", ["observation"])


def _make_journeys() -> None:
    op.create_table(
        "journeys",
        sa.Column("id", _by_code_point(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("visibility", sa.String(), nullable=False),
        sa.Column("created_by", sa.Text(), nullable=False),
        sa.Column("organisation_key", sa.Text()),
        sa.Column("steps", sa.Integer(), nullable=False),
        sa.Column("organisations", sa.Integer(), nullable=False),
        sa.Column("created_at", _by_code_point(), nullable=False),
        sa.Column("updated_at", _by_code_point(), nullable=False),
        sa.Column("document", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_journeys")),
    )
    op.create_index(op.f("ix_journeys_updated_at"), "journeys", ["updated_at"])
