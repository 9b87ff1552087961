"""Taking a study, or one participant of it, out of the database: in one transaction, everything or nothing."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, Table, delete, func, select, update

from domain.evidence import Contribution, SourceText
from domain.identity import sha256_of
from domain.text import MaskedText, TextSpan
from domain.withdrawal import Tombstone, TombstoneKind, participant_key
from storage.cutting import CutSource, cut_source, paragraphs_that
from storage.database import bump
from storage.pseudonyms import replacement_from
from storage.rows import batches, replacement_values
from storage.schema import (
    assignments,
    codings,
    evidence_decisions,
    observations,
    selections,
    sources,
    studies,
    theme_observations,
    vectors,
)
from storage.tombstones import put_tombstones
from storage.withdrawn_words import forget, forget_in_journeys, gone_words, named_in_journeys, recount_topics

REWRITTEN, RECEIVED, REMOVED = "rewritten", "received", "removed"
"""What ``sources.raw_state`` may say."""

_OF_OBSERVATIONS: tuple[tuple[str, Table], ...] = (
    ("observations", observations),
    ("vectors", vectors),
    ("codings", codings),
    ("topic assignments", assignments),
    ("theme observations", theme_observations),
    ("decisions on evidence", evidence_decisions),
)


@dataclass(frozen=True, kw_only=True, slots=True)
class SourcePart:
    """What is to be taken of one source: its observations ``ids``, and what ``remains``, None when nothing does."""

    id: str
    digest: str
    raw_state: str
    ids: tuple[str, ...]
    remains: CutSource | None
    texts: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Plan:
    """What is to be taken out. ``participant`` is their key, None for the whole study; ``ends_study`` that it goes."""

    study: str
    participant: str | None
    parts: tuple[SourcePart, ...]
    ends_study: bool

    @property
    def ids(self) -> frozenset[str]:
        """Return every observation that goes."""
        return frozenset(name for part in self.parts for name in part.ids)

    @property
    def is_empty(self) -> bool:
        """Tell whether there is nothing to take out."""
        return not self.parts and not self.ends_study


def plan_of(connection: Connection, study: str, participant: str | None) -> Plan:
    """Return what withdrawing a study, or the participant of that key, would take out of it."""
    rows = connection.execute(select(sources).where(sources.c.study == study).order_by(sources.c.id)).all()
    if participant is None:
        exists = connection.execute(select(studies.c.id).where(studies.c.id == study)).first() is not None
        parts = tuple(_whole(connection, row) for row in rows)
        return Plan(study=study, participant=None, parts=parts, ends_study=exists)
    found = [_part(connection, row, participant) for row in rows]
    parts = tuple(part for part in found if part is not None)
    ends = bool(parts) and len(parts) == len(rows) and all(part.remains is None for part in parts)
    return Plan(study=study, participant=participant, parts=parts, ends_study=ends)


def plan_without(connection: Connection, study: str, ids: Sequence[str]) -> Plan:
    """Return what taking whole sources out of a study means."""
    rows = connection.execute(select(sources).where(sources.c.id.in_(ids)).order_by(sources.c.id)).all()
    return Plan(study=study, participant="", parts=tuple(_whole(connection, row) for row in rows), ends_study=False)


def counted(connection: Connection, plan: Plan) -> dict[str, int]:
    """Return how many things of each sort a plan takes out of the database."""
    ids = plan.ids
    counts = {
        "sources removed": sum(part.remains is None for part in plan.parts),
        "sources rewritten": sum(part.remains is not None for part in plan.parts),
    }
    return counts | still_there(connection, ids)


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
    gone = gone_words(connection, (text for part in plan.parts for text in part.texts))
    forget(connection, gone)
    counts["journeys"] = forget_in_journeys(connection, plan.ids, gone)
    bump(connection, texts=True)
    return counts


def mark(connection: Connection, plan: Plan, *, withdrawal: str, at: str) -> None:
    """Leave tombstones for what a plan takes out. Call before it is taken out: a study's team is read from it."""
    marks = [(TombstoneKind.SOURCE, part.digest) for part in plan.parts]
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

    What is whose is kept, told in the masked text, so that a participant can still be taken out. Vectors, codings and
    observations stay as they are. ``only`` names the digests of those to let go of, all of them when left out.
    """
    found = connection.execute(select(sources).where(sources.c.study == study, sources.c.raw_state != REMOVED)).all()
    rows = [row for row in found if only is None or row.digest in only]
    for row in rows:
        masked = text_of(row).masked
        spans = [(masked.to_masked(item.span), item.participant) for item in contributions_of(row)]
        values = {
            "canonical": row.masked,
            "replacements": [],
            "contributions": [[span.start, span.end, said_by] for span, said_by in spans],
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


def text_of(row: Row[Any]) -> SourceText:
    """Return the texts of a row of ``sources``."""
    replacements = tuple(replacement_from(item) for item in row.replacements)
    return SourceText(canonical=row.canonical, masked=MaskedText(text=row.masked, replacements=replacements))


def contributions_of(row: Row[Any]) -> list[Contribution]:
    """Return whose the parts of a row of ``sources`` are."""
    return [
        Contribution(span=TextSpan(start=start, end=end), participant=participant)
        for start, end, participant in row.contributions
    ]


def _held(connection: Connection, source: str) -> Sequence[Row[Any]]:
    return connection.execute(select(observations).where(observations.c.source == source)).all()


def _whole(connection: Connection, row: Row[Any]) -> SourcePart:
    held = _held(connection, row.id)
    headings = [heading for item in held for heading in item.headings]
    return SourcePart(
        id=row.id,
        digest=row.digest,
        raw_state=row.raw_state,
        ids=tuple(item.id for item in held),
        remains=None,
        texts=(row.canonical, row.masked, *headings, *(item.participant or "" for item in held)),
    )


def _part(connection: Connection, row: Row[Any], participant: str) -> SourcePart | None:
    """Return what of a source is one participant's; None when nothing is."""

    def is_theirs(label: str | None) -> bool:
        return label is not None and participant_key(row.study, label) == participant

    held = _held(connection, row.id)
    own = [item for item in held if is_theirs(item.participant)]
    parts = contributions_of(row)
    if not own and not any(is_theirs(item.participant) for item in parts):
        return None
    cut = cut_source(
        text_of(row),
        parts,
        gone=is_theirs,
        besides=[
            *(TextSpan(start=item.span_start, end=item.span_end) for item in own),
            *paragraphs_that(row.masked, is_theirs),
        ],
    )
    gone = [item for item in held if item in own or cut.touches(TextSpan(start=item.span_start, end=item.span_end))]
    if len(gone) == len(held):
        return _whole(connection, row)
    texts = [span.of(row.masked) for span in cut.masked_cuts]
    texts += [text_of(row).masked.to_canonical(span).of(row.canonical) for span in cut.masked_cuts]
    return SourcePart(
        id=row.id,
        digest=row.digest,
        raw_state=row.raw_state,
        ids=tuple(item.id for item in gone),
        remains=cut,
        texts=(*texts, *(item.participant or "" for item in own)),
    )


def _rewrite(connection: Connection, part: SourcePart, cut: CutSource) -> None:
    """Store what remains of a source; what is left of its observations moves with the text."""
    kept_bytes = part.raw_state != REMOVED
    values = {
        "canonical": cut.text.canonical,
        "masked": cut.text.masked.text,
        "replacements": [replacement_values(item) for item in cut.text.masked.replacements],
        "contributions": [[item.span.start, item.span.end, item.participant] for item in cut.contributions],
    }
    if kept_bytes:
        values |= {
            "digest": sha256_of(cut.text.canonical.encode()),
            "media_type": "text/plain",
            "raw_state": REWRITTEN,
        }
    connection.execute(update(sources).where(sources.c.id == part.id).values(values))
    for row in _held(connection, part.id):
        if row.id in part.ids:
            continue
        span = cut.shifted(TextSpan(start=row.span_start, end=row.span_end))
        moved = {"span_start": span.start, "span_end": span.end}
        connection.execute(update(observations).where(observations.c.id == row.id).values(moved))
    _move_selections(connection, part.id, cut)


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
