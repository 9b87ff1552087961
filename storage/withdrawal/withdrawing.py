"""Taking a study, or one participant of it, out of the database: in one transaction, everything or nothing."""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import replace

from sqlalchemy import Connection, Table, delete, func, select, update

from domain.evidence import Observation
from domain.identity import sha256_of
from domain.masking import places_of
from domain.text import TextSpan
from domain.withdrawal import ABOUT_THEM, NAMES, Tombstone, TombstoneKind
from storage.database import bump
from storage.findings.codebook_edits import forget_in_codebook
from storage.insight_rows import forget_in_insights
from storage.observations.rows import Values, asked_values, batches, contribution_values, replacement_values
from storage.schema import (
    assignments,
    codings,
    evidence_decisions,
    insight_evidence,
    kind_decisions,
    learning_changes,
    lessons,
    mark_decisions,
    observations,
    readings,
    said_changes,
    said_lessons,
    selections,
    sources,
    studies,
    theme_observations,
    vectors,
)
from storage.watches import forget_watches
from storage.withdrawal.cutting import CutSource
from storage.withdrawal.tombstones import put_tombstones
from storage.withdrawal.withdrawal_plan import REMOVED, REWRITTEN, Plan, SourcePart, contributions_of, held_in, text_of
from storage.withdrawal.withdrawn_journeys import forget_in_journeys, named_in_journeys
from storage.withdrawal.withdrawn_names import forget_in_names
from storage.withdrawal.withdrawn_people import unnamed_in
from storage.withdrawal.withdrawn_studies import forget_in_studies
from storage.withdrawal.withdrawn_words import forget, gone_words, recount_topics

_OF_OBSERVATIONS: tuple[tuple[str, Table], ...] = (
    ("observations", observations),
    ("vectors", vectors),
    ("codings", codings),
    ("topic assignments", assignments),
    ("theme observations", theme_observations),
    ("decisions on evidence", evidence_decisions),
    ("decisions on kinds", kind_decisions),
    ("readings by a model", readings),
    ("decisions on standing and workarounds", mark_decisions),
    ("lessons", lessons),
    ("changes that lessons bring", learning_changes),
    ("lessons on kinds and severities", said_lessons),
    ("changes that these bring", said_changes),
    ("evidence of insights", insight_evidence),
)


def counted(connection: Connection, plan: Plan) -> dict[str, int]:
    """Return how many things of each sort a plan takes out of the database."""
    ids = plan.ids
    counts = {
        "sources removed": sum(part.remains is None for part in plan.parts),
        "sources rewritten": sum(part.remains is not None for part in plan.parts),
        ABOUT_THEM: sum(part.lines for part in plan.parts),
        NAMES: sum(part.places for part in plan.parts),
    }
    return counts | still_there(connection, ids)


def names_left(connection: Connection, plan: Plan) -> int:
    """Return how many stored texts of what remains, headings and names of files among them, still write their name."""
    left = 0
    for part in plan.parts:
        if part.remains is None or not part.names:
            continue
        row = connection.execute(select(sources).where(sources.c.id == part.id)).one()
        held = held_in(connection, part.id)
        texts = [row.canonical, row.masked, row.name, row.shown_name]
        texts += [text for item in held for text in (item.text, *item.headings)]
        left += sum(any(places_of(name, text) for name in part.names) for text in texts)
    return left


def still_there(connection: Connection, ids: frozenset[str]) -> dict[str, int]:
    """Return how many rows of each sort name these observations, and how many journeys place them."""
    counts = {}
    for name, table in _OF_OBSERVATIONS:
        column = table.c.id if table is observations else table.c.observation
        counts[name] = sum(
            connection.execute(select(func.count()).select_from(table).where(column.in_(batch))).scalar_one()
            for batch in batches(sorted(ids))
        )
    return counts | {"journeys": named_in_journeys(connection, ids) if ids else 0}


def take_out(connection: Connection, plan: Plan) -> dict[str, int]:
    """Take out what a plan names, and every word that only it held; return how many things of each sort went."""
    counts = counted(connection, plan)
    touched = _runs_of(connection, plan.ids)
    gone = gone_words(connection, plan)
    for part in plan.parts:
        if part.remains is None:
            connection.execute(delete(sources).where(sources.c.id == part.id))
        else:
            _rewrite(connection, part, part.remains)
    for batch in batches(sorted(plan.ids)):
        connection.execute(delete(observations).where(observations.c.id.in_(batch)))
    if plan.ends_study:
        connection.execute(delete(studies).where(studies.c.id == plan.study))
    recount_topics(connection, touched)
    forget(connection, plan.ids, gone)
    forget_in_studies(connection, gone, own=plan.study)
    forget_in_names(connection, gone)
    forget_in_codebook(connection, plan.ids, gone)
    forget_in_insights(connection, gone)
    forget_watches(connection, plan.ids, gone)
    counts["journeys"] = forget_in_journeys(connection, plan.ids, gone)
    bump(connection, texts=True)
    return counts


def mark(connection: Connection, plan: Plan, *, withdrawal: str, at: str) -> None:
    """Leave tombstones for what a plan takes out. Call before it is taken out: a study's team is read from it."""
    marks = [(TombstoneKind.SOURCE, part.digest) for part in plan.parts]
    marks += [mark for part in plan.parts for mark in part.marks]
    marks += [(TombstoneKind.OBSERVATION, name) for name in sorted(plan.ids)]
    if plan.participant is None:
        marks.append((TombstoneKind.STUDY, plan.study))
    else:
        marks.append((TombstoneKind.PARTICIPANT, plan.participant))
    team = connection.execute(select(studies.c.team_key).where(studies.c.id == plan.study)).scalar() or ""
    put_tombstones(
        connection,
        [
            Tombstone(kind=kind, study=plan.study, key=key, withdrawal=withdrawal, at=at, team=team)
            for kind, key in dict.fromkeys(marks)
        ],
    )


def forget_originals(connection: Connection, study: str, only: Collection[str] | None = None) -> list[str]:
    """Let the masked text of a study's sources stand in for the full text; return the SHA-256 of their bytes.

    A file is called as it is shown from then on. What is whose is kept, told in the masked text, so that a participant
    can still be taken out. Vectors, codings and observations stay as they are. ``only`` names the digests of those to
    let go of, all of them when left out.
    """
    found = connection.execute(select(sources).where(sources.c.study == study, sources.c.raw_state != REMOVED)).all()
    rows = [row for row in found if only is None or row.digest in only]
    for row in rows:
        masked = text_of(row).masked
        parts = [replace(item, span=masked.to_masked(item.span)) for item in contributions_of(row)]
        values = {
            "name": row.shown_name,
            "canonical": row.masked,
            "replacements": [],
            "contributions": [contribution_values(item) for item in parts],
            "raw_state": REMOVED,
        }
        connection.execute(update(sources).where(sources.c.id == row.id).values(values))
    if rows:
        bump(connection)
    return [row.digest for row in rows]


def unnamed(connection: Connection, digests: Iterable[str]) -> list[str]:
    """Return those digests whose bytes no stored source needs any more, in ascending order."""
    wanted = set(digests)
    held: set[str] = set()
    for batch in batches(sorted(wanted)):
        query = select(sources.c.digest).where(sources.c.digest.in_(batch), sources.c.raw_state != REMOVED)
        held.update(connection.execute(query).scalars())
    return sorted(wanted - held)


def _rewrite(connection: Connection, part: SourcePart, cut: CutSource) -> None:
    """Store what remains of a source; what is left of its observations moves with the text."""
    kept_bytes = part.raw_state != REMOVED
    values = {
        "name": unnamed_in(part.name, part.names),
        "shown_name": unnamed_in(part.shown_name, part.names),
        "canonical": cut.text.canonical,
        "masked": cut.text.masked.text,
        "replacements": [replacement_values(item) for item in cut.text.masked.replacements],
        "contributions": [contribution_values(item) for item in cut.contributions],
    }
    if kept_bytes:
        values |= {
            "digest": sha256_of(cut.text.canonical.encode()),
            "media_type": "text/plain",
            "raw_state": REWRITTEN,
        }
    connection.execute(update(sources).where(sources.c.id == part.id).values(values))
    for item in held_in(connection, part.id):
        if item.id not in part.ids:
            _move(connection, item, part, cut)
    _move_selections(connection, part.id, cut)


def _move(connection: Connection, item: Observation, part: SourcePart, cut: CutSource) -> None:
    """Let what is left of a source's observations move with its text, and be read without the name of who went."""
    span = cut.shifted(item.span)
    moved: Values = {"span_start": span.start, "span_end": span.end, **asked_values(cut.what_is_left(item.asked))}
    if cut.remasked is not None and span.of(cut.text.masked.text) != item.text:
        moved["text"] = span.of(cut.text.masked.text)
    headings = [unnamed_in(heading, part.names) for heading in item.headings]
    if headings != list(item.headings):
        moved["headings"] = headings
    connection.execute(update(observations).where(observations.c.id == item.id).values(moved))
    if not moved.keys().isdisjoint({"text", "headings"}):
        for table in (vectors, codings, readings):
            connection.execute(delete(table).where(table.c.observation == item.id))


def _move_selections(connection: Connection, source: str, cut: CutSource) -> None:
    """Let go of what people marked in the words that went; the other marks move with the text."""
    for row in connection.execute(select(selections).where(selections.c.source == source)).all():
        this = (selections.c.source == source, selections.c.id == row.id)
        span = TextSpan(start=row.span_start, end=row.span_end)
        if cut.touches(span):
            connection.execute(delete(selections).where(*this))
        else:
            now = cut.shifted(span)
            connection.execute(update(selections).where(*this).values(span_start=now.start, span_end=now.end))


def _runs_of(connection: Connection, ids: frozenset[str]) -> list[str]:
    found: Counter[str] = Counter()
    for batch in batches(sorted(ids)):
        query = select(assignments.c.run).where(assignments.c.observation.in_(batch))
        found.update(connection.execute(query).scalars())
    return sorted(found)
