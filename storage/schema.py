"""The tables of the system of record, as the migrations leave them.

Names that people give (organisations, services, missions) stand beside a ``*_key``: the folded, case-folded name by
which they are compared, because no SQL function folds Unicode alike everywhere. Identifiers and dates compare by
code point on every database, whatever its locale.
"""

from typing import Any, TypeAlias

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    Row,
    String,
    Table,
    Text,
    false,
)
from sqlalchemy.types import JSON

HEAD = "0026"
"""The newest migration: a database that stands here needs none."""

AnyRow: TypeAlias = Row[*tuple[Any, ...]]
"""A row of whatever columns a query names."""

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    }
)


def by_code_point() -> String:
    """Return the type of columns that are ordered or compared by code point: identifiers, days and moments."""
    return String().with_variant(String(collation="C"), "postgresql")


def _cascading(target: str) -> ForeignKey:
    return ForeignKey(target, ondelete="CASCADE")


meta = Table(
    "meta",
    metadata,
    Column("name", by_code_point(), primary_key=True),
    Column("value", Integer, nullable=False),
)

organisations = Table(
    "organisations",
    metadata,
    Column("id", by_code_point(), primary_key=True),
    Column("name", Text, nullable=False),
    Column("aliases", JSON, nullable=False),
    Column("successor", Text),
    Column("ended", by_code_point()),
    Column("basis", String, nullable=False),
    Column("remembered", Boolean, nullable=False, server_default=false()),
)

services = Table(
    "services",
    metadata,
    Column("name_key", by_code_point(), primary_key=True),
    Column("name", Text, nullable=False),
    Column("organisation", Text),
    Column("aliases", JSON, nullable=False),
    Column("basis", String, nullable=False),
    Column("remembered", Boolean, nullable=False, server_default=false()),
)

systems = Table(
    "systems",
    metadata,
    Column("name_key", by_code_point(), primary_key=True),
    Column("name", Text, nullable=False),
    Column("organisation", Text),
    Column("aliases", JSON, nullable=False),
    Column("basis", String, nullable=False),
    Column("remembered", Boolean, nullable=False, server_default=false()),
)

studies = Table(
    "studies",
    metadata,
    Column("id", by_code_point(), primary_key=True),
    Column("title", Text, nullable=False),
    Column("title_key", Text, nullable=False),
    Column("organisation", Text, nullable=False),
    Column("organisation_key", Text, nullable=False, index=True),
    Column("organisation_basis", String, nullable=False),
    Column("service", Text),
    Column("service_key", Text, index=True),
    Column("date", by_code_point()),
    Column("first_day", by_code_point(), index=True),
    Column("last_day", by_code_point()),
    Column("method", Text),
    Column("sample_size", BigInteger),
    Column("standing", String, nullable=False),
    Column("retells", Text),
    Column("mission", Text),
    Column("mission_key", Text, index=True),
    Column("team", Text),
    Column("team_key", Text, nullable=False, index=True, server_default=""),
    Column("holder_key", Text, nullable=False, index=True, server_default=""),
    Column("contact", Text),
    Column("marking", String),
    Column("visibility", String, nullable=False),
    Column("draft", Boolean, nullable=False),
    Column("embargo", by_code_point()),
    Column("published_at", by_code_point()),
    Column("lawful_basis", String),
    Column("consent_covers", Text),
    Column("raw_until", by_code_point()),
    Column("insight_until", by_code_point()),
    Column("not_heard", Text),
    Column("description", Text),
    Column("metadata", JSON, nullable=False),
)
"""``holder_key`` is the body that holds the study now: who did the research, or who succeeded it. ``team_key`` is the
team that answers for it, the holder as a whole where no team is named. ``published_at`` is the moment it was last
published."""

study_edits = Table(
    "study_edits",
    metadata,
    Column("study", by_code_point(), _cascading("studies.id"), nullable=False),
    Column("nth", Integer, nullable=False),
    Column("field", String, nullable=False),
    Column("was", Text),
    Column("became", Text),
    Column("said_by", Text, nullable=False),
    Column("said_at", by_code_point(), nullable=False),
    PrimaryKeyConstraint("study", "nth"),
)
"""What people changed of how a study is described: a field a row, with what stood there before. Rows are added only."""

sources = Table(
    "sources",
    metadata,
    Column("id", by_code_point(), primary_key=True),
    Column("study", by_code_point(), _cascading("studies.id"), nullable=False),
    Column("name", Text, nullable=False),
    Column("shown_name", Text, nullable=False),
    Column("digest", by_code_point(), nullable=False),
    Column("media_type", Text, nullable=False),
    Column("canonical", Text, nullable=False),
    Column("masked", Text, nullable=False),
    Column("replacements", JSON, nullable=False),
    Column("contributions", JSON, nullable=False, server_default="[]"),
    Column("raw_state", String, nullable=False, server_default="received"),
    Column("added_at", by_code_point(), nullable=False),
    Index(None, "study", "digest"),
)
"""``raw_state`` says what ``digest`` names: bytes as ``received``, a text ``rewritten`` without a participant, or bytes
that were ``removed`` when their time was over; the masked text then stands in for the canonical one."""

observations = Table(
    "observations",
    metadata,
    Column("id", by_code_point(), primary_key=True),
    Column("source", by_code_point(), _cascading("sources.id"), nullable=False),
    Column("study", by_code_point(), _cascading("studies.id"), nullable=False, index=True),
    Column("ordinal", Integer, nullable=False),
    Column("text", Text, nullable=False),
    Column("span_start", Integer, nullable=False),
    Column("span_end", Integer, nullable=False),
    Column("locator", Text, nullable=False),
    Column("headings", JSON, nullable=False),
    Column("participant", Text),
    Column("asked_start", Integer),
    Column("asked_end", Integer),
    Index(None, "source", "ordinal"),
)

observation_attributes = Table(
    "observation_attributes",
    metadata,
    Column("observation", by_code_point(), _cascading("observations.id"), nullable=False),
    Column("position", Integer, nullable=False),
    Column("name", Text, nullable=False),
    Column("name_key", Text, nullable=False),
    Column("value", Text, nullable=False),
    Column("value_key", Text, nullable=False),
    PrimaryKeyConstraint("observation", "position"),
    Index(None, "name_key", "value_key"),
)
"""What is known of who said it: closed answers of a survey, to narrow and compare by."""

observation_about = Table(
    "observation_about",
    metadata,
    Column("observation", by_code_point(), _cascading("observations.id"), nullable=False),
    Column("position", Integer, nullable=False),
    Column("name", Text, nullable=False),
    Column("name_key", Text, nullable=False),
    Column("subject", String, nullable=False),
    Column("basis", String, nullable=False),
    PrimaryKeyConstraint("observation", "position"),
    Index(None, "subject", "name_key"),
)

observation_organisations = Table(
    "observation_organisations",
    metadata,
    Column("observation", by_code_point(), _cascading("observations.id"), nullable=False),
    Column("organisation_key", by_code_point(), nullable=False),
    PrimaryKeyConstraint("observation", "organisation_key"),
    Index(None, "organisation_key", "observation"),
)
"""Which organisations each observation concerns: those it is about, or else the one that did the research.

It follows from the two tables above; with it, narrowing 100,000 observations to some organisations takes a fifth of
the time.
"""

vectors = Table(
    "vectors",
    metadata,
    Column("model", by_code_point(), nullable=False),
    Column("observation", by_code_point(), _cascading("observations.id"), nullable=False, index=True),
    Column("dimensions", Integer, nullable=False),
    Column("vector", LargeBinary, nullable=False),
    PrimaryKeyConstraint("model", "observation"),
)

codings = Table(
    "codings",
    metadata,
    Column("observation", by_code_point(), _cascading("observations.id"), primary_key=True),
    Column("coder", by_code_point(), nullable=False, index=True),
    Column("kind", String, nullable=False, index=True),
    Column("pain_point", Float, nullable=False),
    Column("severity", String),
    Column("gravity", Float),
    Column("standing", String, nullable=False),
    Column("level", String, nullable=False),
    Column("workaround", Boolean, nullable=False),
    Column("patterns", JSON, nullable=False),
)

topic_runs = Table(
    "topic_runs",
    metadata,
    Column("id", by_code_point(), primary_key=True),
    Column("nth", Integer, nullable=False, unique=True),
    Column("seed", BigInteger, nullable=False),
    Column("method", Text, nullable=False),
    Column("parameters", JSON, nullable=False),
    Column("versions", JSON, nullable=False),
    Column("started_at", by_code_point(), nullable=False),
    Column("seconds", Float, nullable=False),
)

topics = Table(
    "topics",
    metadata,
    Column("run", by_code_point(), _cascading("topic_runs.id"), nullable=False),
    Column("number", Integer, nullable=False),
    Column("position", Integer, nullable=False),
    Column("title", Text, nullable=False),
    Column("keywords", JSON, nullable=False),
    Column("pattern", by_code_point()),
    Column("size", Integer, nullable=False),
    Column("given", JSON(none_as_null=True)),
    PrimaryKeyConstraint("run", "number"),
)

assignments = Table(
    "assignments",
    metadata,
    Column("run", by_code_point(), _cascading("topic_runs.id"), nullable=False),
    Column("observation", by_code_point(), _cascading("observations.id"), nullable=False, index=True),
    Column("position", Integer, nullable=False),
    Column("topic", Integer, nullable=False),
    Column("probability", Float, nullable=False),
    PrimaryKeyConstraint("run", "observation"),
)

codes = Table(
    "codes",
    metadata,
    Column("study", by_code_point(), _cascading("studies.id"), nullable=False),
    Column("id", by_code_point(), nullable=False),
    Column("position", Integer, nullable=False),
    Column("name", Text, nullable=False),
    Column("description", Text, nullable=False),
    Column("parent", by_code_point()),
    Column("colour", String),
    Column("is_codable", Boolean, nullable=False),
    PrimaryKeyConstraint("study", "id"),
)
"""A study's own codes, as its researchers made them in another tool or here."""

selections = Table(
    "selections",
    metadata,
    Column("source", by_code_point(), _cascading("sources.id"), nullable=False),
    Column("id", by_code_point(), nullable=False),
    Column("position", Integer, nullable=False),
    Column("span_start", Integer, nullable=False),
    Column("span_end", Integer, nullable=False),
    Column("codes", JSON, nullable=False),
    Column("description", Text, nullable=False),
    Column("said_by", Text, nullable=False),
    PrimaryKeyConstraint("source", "id"),
)
"""Spans of a source's masked text that people marked, with the identifiers of the codes they put on them."""

themes = Table(
    "themes",
    metadata,
    Column("id", by_code_point(), primary_key=True),
    Column("title", Text, nullable=False),
    Column("status", String, nullable=False),
    Column("decided_by", Text, nullable=False),
    Column("decided_at", by_code_point(), nullable=False),
    Column("pattern", by_code_point()),
    Column("keywords", JSON, nullable=False),
    Column("made_title", Text, nullable=False, server_default=""),
    Column("into", by_code_point()),
    Column("description", Text, nullable=False, server_default=""),
    Column("undescribed", Boolean, nullable=False, server_default=false()),
)
"""Themes as they stand: what follows from ``theme_decisions``. ``made_title`` is the model's title, ``into`` the theme
that this one was merged into. Without ``decided_at`` every decision on it was taken back."""

theme_decisions = Table(
    "theme_decisions",
    metadata,
    Column("nth", Integer, primary_key=True, autoincrement=False),
    Column("act", by_code_point(), nullable=False, index=True),
    Column("theme", by_code_point(), _cascading("themes.id"), nullable=False, index=True),
    Column("verdict", String, nullable=False),
    Column("title", Text, nullable=False),
    Column("into", by_code_point()),
    Column("decided_by", Text, nullable=False),
    Column("decided_at", by_code_point(), nullable=False),
    Column("description", Text, nullable=False, server_default=""),
    Column("undescribes", Boolean, nullable=False, server_default=false()),
)
"""What people decided on themes: rows are added, never changed. What takes an act back is a further row of it.

``undescribes`` says that it takes the description off.
"""

theme_observations = Table(
    "theme_observations",
    metadata,
    Column("theme", by_code_point(), _cascading("themes.id"), nullable=False),
    Column("observation", by_code_point(), _cascading("observations.id"), nullable=False, index=True),
    PrimaryKeyConstraint("theme", "observation"),
)
"""What each theme held when a person last decided on it: by these it is known again in the next run."""

evidence_decisions = Table(
    "evidence_decisions",
    metadata,
    Column("nth", Integer, primary_key=True, autoincrement=False),
    Column("act", by_code_point(), nullable=False, index=True),
    Column("observation", by_code_point(), _cascading("observations.id"), nullable=False, index=True),
    Column("subject", by_code_point(), nullable=False),
    Column("verdict", String, nullable=False),
    Column("decided_by", Text, nullable=False),
    Column("decided_at", by_code_point(), nullable=False),
)
"""What people decided on an observation as evidence of a pattern or a theme. Rows are added, never changed; they go
with their observation. What takes an act back is a further row of it."""

kind_decisions = Table(
    "kind_decisions",
    metadata,
    Column("nth", Integer, primary_key=True, autoincrement=False),
    Column("act", by_code_point(), nullable=False, index=True),
    Column("observation", by_code_point(), _cascading("observations.id"), nullable=False, index=True),
    Column("kind", String),
    Column("severity", String),
    Column("decided_by", Text, nullable=False),
    Column("decided_at", by_code_point(), nullable=False),
)
"""What people said an observation is. Rows are added, never changed; they go with their observation. ``nth`` counts on
from ``evidence_decisions``, whose acts these may share. A row without a kind takes an act back."""

readings = Table(
    "readings",
    metadata,
    Column("observation", by_code_point(), _cascading("observations.id"), nullable=False),
    Column("pattern", by_code_point(), nullable=False),
    Column("reader", by_code_point(), nullable=False, index=True),
    Column("asked", by_code_point(), nullable=False),
    Column("is_evidence", Boolean, nullable=False),
    Column("read_at", by_code_point(), nullable=False),
    PrimaryKeyConstraint("observation", "pattern", "reader"),
)
"""What a model outside answered of an observation as evidence of a pattern: the latest answer of each ``reader``.
``asked`` is the digest of the pattern's words then."""

mark_decisions = Table(
    "mark_decisions",
    metadata,
    Column("nth", Integer, primary_key=True, autoincrement=False),
    Column("act", by_code_point(), nullable=False, index=True),
    Column("observation", by_code_point(), _cascading("observations.id"), nullable=False, index=True),
    Column("mark", String, nullable=False),
    Column("value", String),
    Column("decided_by", Text, nullable=False),
    Column("decided_at", by_code_point(), nullable=False),
)
"""What people said of an observation's standing, and of whether it tells of a workaround: ``mark`` says which, one word
stands on each. Rows are added, never changed; they go with their observation. ``nth`` counts on from those of
``evidence_decisions`` and ``kind_decisions``. A row without a value takes an act back."""

codebook_edits = Table(
    "codebook_edits",
    metadata,
    Column("nth", Integer, primary_key=True, autoincrement=False),
    Column("act", by_code_point(), nullable=False, index=True),
    Column("pattern", by_code_point(), nullable=False, index=True),
    Column("verdict", String, nullable=False),
    Column("change", JSON, nullable=False),
    Column("decided_by", Text, nullable=False),
    Column("decided_at", by_code_point(), nullable=False),
)
"""What people changed in the codebook, over the one that is shipped. Rows are added; a withdrawal alone changes them.
What takes an act back is a further row of it."""

learnings = Table(
    "learnings",
    metadata,
    Column("id", by_code_point(), primary_key=True),
    Column("nth", Integer, nullable=False, unique=True),
    Column("made_by", Text, nullable=False),
    Column("made_at", by_code_point(), nullable=False),
    Column("basis", Text, nullable=False),
    Column("gain", JSON, nullable=False),
)
"""What the coder would learn from decisions: by whom and when it was asked for, over which judges, and numbers."""

lessons = Table(
    "lessons",
    metadata,
    Column("learning", by_code_point(), _cascading("learnings.id"), nullable=False),
    Column("observation", by_code_point(), _cascading("observations.id"), nullable=False, index=True),
    Column("pattern", by_code_point(), nullable=False),
    Column("accepted", Boolean, nullable=False),
    Column("odds", Float, nullable=False),
    PrimaryKeyConstraint("learning", "observation", "pattern"),
)
"""What each decision teaches. Rows go with their observation, and what is learned follows from those that are there."""

learning_changes = Table(
    "learning_changes",
    metadata,
    Column("learning", by_code_point(), _cascading("learnings.id"), nullable=False),
    Column("observation", by_code_point(), _cascading("observations.id"), nullable=False, index=True),
    Column("pattern", by_code_point(), nullable=False),
    Column("is_won", Boolean, nullable=False),
    PrimaryKeyConstraint("learning", "observation", "pattern"),
)
"""A few of the sentences that a learning would show as evidence newly, or no more."""

learning_decisions = Table(
    "learning_decisions",
    metadata,
    Column("nth", Integer, primary_key=True, autoincrement=False),
    Column("learning", by_code_point(), _cascading("learnings.id"), nullable=False, index=True),
    Column("verdict", String, nullable=False),
    Column("decided_by", Text, nullable=False),
    Column("decided_at", by_code_point(), nullable=False),
)
"""What people made of learnings: rows are added, never changed. The last that adopts or withdraws says what holds."""

said_learnings = Table(
    "said_learnings",
    metadata,
    Column("id", by_code_point(), primary_key=True),
    Column("nth", Integer, nullable=False, unique=True),
    Column("about", String, nullable=False),
    Column("made_by", Text, nullable=False),
    Column("made_at", by_code_point(), nullable=False),
    Column("basis", Text, nullable=False),
    Column("gain", JSON, nullable=False),
)
"""What the coder would learn of what people said sentences are, or how grave: ``about`` says which of the two."""

said_lessons = Table(
    "said_lessons",
    metadata,
    Column("learning", by_code_point(), _cascading("said_learnings.id"), nullable=False),
    Column("observation", by_code_point(), _cascading("observations.id"), nullable=False, index=True),
    Column("said", String, nullable=False),
    Column("logs", JSON, nullable=False),
    PrimaryKeyConstraint("learning", "observation"),
)
"""What each of these words teaches. Rows go with their observation, and what is learned follows from those left."""

said_changes = Table(
    "said_changes",
    metadata,
    Column("learning", by_code_point(), _cascading("said_learnings.id"), nullable=False),
    Column("observation", by_code_point(), _cascading("observations.id"), nullable=False, index=True),
    Column("before", String, nullable=False),
    Column("after", String, nullable=False),
    PrimaryKeyConstraint("learning", "observation"),
)
"""A few of the observations that such a learning would call otherwise."""

said_learning_decisions = Table(
    "said_learning_decisions",
    metadata,
    Column("nth", Integer, primary_key=True, autoincrement=False),
    Column("learning", by_code_point(), _cascading("said_learnings.id"), nullable=False, index=True),
    Column("verdict", String, nullable=False),
    Column("decided_by", Text, nullable=False),
    Column("decided_at", by_code_point(), nullable=False),
)
"""What people made of such learnings: rows are added, never changed. The last on kinds, or on severities, holds."""

journeys = Table(
    "journeys",
    metadata,
    Column("id", by_code_point(), primary_key=True),
    Column("title", Text, nullable=False),
    Column("status", String, nullable=False),
    Column("visibility", String, nullable=False),
    Column("created_by", Text, nullable=False),
    Column("organisation_key", Text),
    Column("team", Text),
    Column("team_key", Text, nullable=False, index=True, server_default=""),
    Column("mission", Text),
    Column("mission_key", Text, index=True),
    Column("steps", Integer, nullable=False),
    Column("organisations", Integer, nullable=False),
    Column("created_at", by_code_point(), nullable=False),
    Column("updated_at", by_code_point(), nullable=False, index=True),
    Column("document", JSON, nullable=False),
    Column("version", Integer, nullable=False, server_default="1"),
)
"""``team_key`` is the team that answers for it today, empty where it is its maker's alone; ``organisation_key`` the
body of that team, or else of its maker."""

journey_versions = Table(
    "journey_versions",
    metadata,
    Column("journey", by_code_point(), _cascading("journeys.id"), nullable=False),
    Column("nth", Integer, nullable=False),
    Column("did", Text, nullable=False),
    Column("deed", String, nullable=False),
    Column("said_by", Text, nullable=False),
    Column("said_at", by_code_point(), nullable=False),
    Column("reverts_to", Integer),
    Column("title", Text, nullable=False),
    Column("document", JSON, nullable=False),
    PrimaryKeyConstraint("journey", "nth"),
)
"""The states that journeys were in: rows are added, never changed, but for words that withdrawn research alone said.

The last one of a journey has its title and document as they are now, and its number is the journey's ``version``.
"""

insights = Table(
    "insights",
    metadata,
    Column("id", by_code_point(), primary_key=True),
    Column("nth", Integer, nullable=False, unique=True),
    Column("created_by", Text, nullable=False),
    Column("created_at", by_code_point(), nullable=False),
    Column("newest", Integer, nullable=False),
    Column("state", String, nullable=False),
    Column("visibility", String, nullable=False),
    Column("organisation_key", Text),
    Column("team", Text),
    Column("team_key", Text, nullable=False, index=True),
    Column("mission_key", Text, index=True),
)
"""Insights, never deleted. All but who made one and when follows from its newest version, for queries."""

insight_versions = Table(
    "insight_versions",
    metadata,
    Column("insight", by_code_point(), _cascading("insights.id"), nullable=False),
    Column("nth", Integer, nullable=False),
    Column("said_by", Text, nullable=False),
    Column("said_at", by_code_point(), nullable=False),
    Column("deed", String, nullable=False),
    Column("as_of", Integer, nullable=False),
    Column("said_in", Integer, nullable=False),
    Column("state", String, nullable=False),
    Column("words", JSON, nullable=False),
    Column("reach", JSON, nullable=False),
    Column("review", JSON(none_as_null=True)),
    Column("superseded_by", by_code_point()),
    Column("chosen", Integer, nullable=False),
    Column("lost", Integer, nullable=False),
    PrimaryKeyConstraint("insight", "nth"),
)
"""What was done to insights: rows are added, never changed, but for words that withdrawn research alone said.

``said_in`` is the version whose words and evidence one has. Of that, ``chosen`` is how much evidence was put into it,
``lost`` how much was gone from earlier ones by then: what is missing of ``chosen`` was withdrawn since.
"""

insight_evidence = Table(
    "insight_evidence",
    metadata,
    Column("insight", by_code_point(), _cascading("insights.id"), nullable=False),
    Column("said_in", Integer, nullable=False),
    Column("observation", by_code_point(), _cascading("observations.id"), nullable=False, index=True),
    Column("side", String, nullable=False),
    Column("place", Integer, nullable=False),
    PrimaryKeyConstraint("insight", "said_in", "observation"),
)
"""What each version with words of its own rests on, as long as it is there, in the author's order."""

watches = Table(
    "watches",
    metadata,
    Column("id", by_code_point(), primary_key=True),
    Column("nth", Integer, nullable=False, unique=True),
    Column("person_key", by_code_point(), nullable=False, index=True),
    Column("query", Text, nullable=False),
    Column("narrowed", JSON, nullable=False),
    Column("pain_point", by_code_point()),
    Column("made_at", by_code_point(), nullable=False),
    Column("looked_at", by_code_point(), nullable=False),
    Column("told", JSON, nullable=False),
)
"""What people watch: a query with what narrows it, or a pain point; when they looked, and which of what came shortly
before that they had been told of by then."""

teams = Table(
    "teams",
    metadata,
    Column("key", by_code_point(), primary_key=True),
    Column("organisation", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("contact", Text),
)

people = Table(
    "people",
    metadata,
    Column("key", by_code_point(), primary_key=True),
    Column("sign_in", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("organisation", Text),
    Column("role", String, nullable=False),
    Column("teams", JSON, nullable=False),
)

missions = Table(
    "missions",
    metadata,
    Column("id", by_code_point(), primary_key=True),
    Column("name", Text, nullable=False),
    Column("name_key", by_code_point(), nullable=False, unique=True),
    Column("outcome", Text, nullable=False),
    Column("organisations", JSON, nullable=False),
    Column("measures", JSON, nullable=False),
    Column("weights", JSON, nullable=False),
    Column("created_by", Text, nullable=False),
    Column("created_at", by_code_point(), nullable=False),
    Column("updated_at", by_code_point(), nullable=False),
)

mission_people = Table(
    "mission_people",
    metadata,
    Column("mission", by_code_point(), _cascading("missions.id"), nullable=False),
    Column("person_key", by_code_point(), nullable=False, index=True),
    Column("sign_in", Text, nullable=False),
    PrimaryKeyConstraint("mission", "person_key"),
)
"""The group of a mission. Somebody may be named before they are a person on record: they join when they sign in."""

pain_point_claims = Table(
    "pain_point_claims",
    metadata,
    Column("pain_point", by_code_point(), nullable=False),
    Column("organisation_key", by_code_point(), nullable=False),
    Column("organisation", Text, nullable=False),
    Column("said_by", Text, nullable=False),
    Column("said_at", by_code_point(), nullable=False, index=True),
    Column("note", Text, nullable=False),
    PrimaryKeyConstraint("pain_point", "organisation_key"),
)

pain_point_owners = Table(
    "pain_point_owners",
    metadata,
    Column("pain_point", by_code_point(), nullable=False),
    Column("organisation_key", by_code_point(), nullable=False),
    Column("organisation", Text, nullable=False),
    Column("status", String, nullable=False),
    Column("said_by", Text, nullable=False),
    Column("said_at", by_code_point(), nullable=False, index=True),
    PrimaryKeyConstraint("pain_point", "organisation_key"),
)

visits = Table(
    "visits",
    metadata,
    Column("person_key", by_code_point(), primary_key=True),
    Column("began_at", by_code_point(), nullable=False),
    Column("seen_at", by_code_point(), nullable=False),
    Column("previous_at", by_code_point()),
)
"""When somebody's present visit began and was last active, and when the one before it was last active."""

name_decisions = Table(
    "name_decisions",
    metadata,
    Column("subject", String, nullable=False),
    Column("name_key", by_code_point(), nullable=False),
    Column("name", Text, nullable=False),
    Column("decision", String, nullable=False),
    Column("into", Text),
    Column("decided_by", Text, nullable=False),
    Column("decided_at", by_code_point(), nullable=False),
    Column("before", JSON),
    PrimaryKeyConstraint("subject", "name_key"),
)
"""What people decided on names found in text: confirmed, merged into another entry (``into``), or rejected. ``before``
holds what the decision changed, an earlier one on the name too, so that it can be taken back."""

name_routes = Table(
    "name_routes",
    metadata,
    Column("subject", String, nullable=False),
    Column("name_key", Text, nullable=False),
    Column("current_key", by_code_point()),
    Column("current", Text),
    PrimaryKeyConstraint("subject", "name_key"),
    Index(None, "subject", "current_key"),
)
"""Where every name in the catalogue leads today: its entry, or the last successor of that. A name without a current one
was decided to be none. It follows from the entries and decisions; see ``storage.routing``.

Every name that is led to leads to itself. ``name_key`` compares with the keys of what is said, ``current_key`` with
``observation_organisations``: on PostgreSQL columns of two collations cannot be compared.
"""

table_mappings = Table(
    "table_mappings",
    metadata,
    Column("team_key", Text, nullable=False),
    Column("signature", by_code_point(), nullable=False),
    Column("meanings", JSON, nullable=False),
    Column("decided_at", by_code_point(), nullable=False),
    PrimaryKeyConstraint("team_key", "signature"),
)
"""What a team decided on the columns of tables with one header: meanings in order, each with a digest of the column's
name, and no word of the table."""

blobs = Table(
    "blobs",
    metadata,
    Column("digest", by_code_point(), primary_key=True),
    Column("content", LargeBinary, nullable=False),
    Column("stored_at", by_code_point(), nullable=False),
)
"""The bytes of sources as received, where several machines share a database. On one machine they are files."""

withdrawals = Table(
    "withdrawals",
    metadata,
    Column("id", by_code_point(), primary_key=True),
    Column("study", by_code_point(), nullable=False, index=True),
    Column("participant", by_code_point()),
    Column("reason", String, nullable=False),
    Column("by", Text, nullable=False),
    Column("at", by_code_point(), nullable=False),
    Column("overruled_by", Text),
    Column("overruled_at", by_code_point()),
    Column("receipt", JSON, nullable=False),
)
"""What was taken out, when and by whom: identifiers, digests and counts, never a word of it. ``study`` may be gone."""

tombstones = Table(
    "tombstones",
    metadata,
    Column("kind", String, nullable=False),
    Column("study", by_code_point(), nullable=False),
    Column("key", by_code_point(), nullable=False),
    Column("team_key", Text, nullable=False, server_default=""),
    Column("withdrawal", by_code_point(), nullable=False, index=True),
    Column("at", by_code_point(), nullable=False),
    Column("overruled", Boolean, nullable=False, server_default=false()),
    PrimaryKeyConstraint("kind", "study", "key"),
)
"""What must not come back, by identifiers and digests; a file not into another study of the same team either."""

audit = Table(
    "audit",
    metadata,
    Column("nth", Integer, primary_key=True, autoincrement=False),
    Column("at", by_code_point(), nullable=False),
    Column("who", Text, nullable=False),
    Column("deed", String, nullable=False),
    Column("subject", Text, nullable=False),
    Column("details", JSON, nullable=False),
    Column("previous", by_code_point(), nullable=False),
    Column("hash", by_code_point(), nullable=False),
)
"""Who did what, in the order in which it was done. Rows are added and never changed: triggers refuse the rest, and each
row holds the hash of the one before it."""
