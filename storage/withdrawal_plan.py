"""What a withdrawal would take out: of each source its observations, and what remains of its text and bytes."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, Row, select

from domain.evidence import Contribution, Observation, SourceText
from domain.text import MaskedText, TextSpan
from domain.withdrawal import participant_key
from storage.cutting import CutSource, cut_source, paragraph_above, paragraphs_that
from storage.pseudonyms import replacement_from
from storage.rows import observations_from
from storage.schema import observations, sources, studies

REWRITTEN, RECEIVED, REMOVED = "rewritten", "received", "removed"
"""What ``sources.raw_state`` may say."""
_PLACEHOLDER = re.compile(r"\[name \d+\]")


@dataclass(frozen=True, kw_only=True, slots=True)
class SourcePart:
    """What is to be taken of one source: its observations ``ids``, and what ``remains``, None when nothing does.

    ``name`` is what the source is called afterwards, ``texts`` the words that go.
    """

    id: str
    name: str
    digest: str
    raw_state: str
    ids: tuple[str, ...] = ()
    remains: CutSource | None = None
    texts: tuple[str, ...] = ()


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
        parts = tuple(_whole(row, held_in(connection, row.id)) for row in rows)
        return Plan(study=study, participant=None, parts=parts, ends_study=exists)
    found = {row.id: part for row in rows if (part := _part(connection, row, participant))}
    ends = bool(found) and len(found) == len(rows) and all(part.remains is None for part in found.values())
    around = [_same_words(row) for row in _around(rows, found)]
    return Plan(study=study, participant=participant, parts=(*found.values(), *around), ends_study=ends)


def plan_without(connection: Connection, study: str, ids: Sequence[str]) -> Plan:
    """Return what taking whole sources out of a study means."""
    rows = connection.execute(select(sources).where(sources.c.id.in_(ids)).order_by(sources.c.id)).all()
    parts = tuple(_whole(row, held_in(connection, row.id)) for row in rows)
    return Plan(study=study, participant="", parts=parts, ends_study=False)


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


def held_in(connection: Connection, source: str) -> list[Observation]:
    """Return the observations of a source in reading order."""
    query = select(observations).where(observations.c.source == source).order_by(observations.c.ordinal)
    return observations_from(connection, query)


def _around(rows: Sequence[Row[Any]], found: dict[str, SourcePart]) -> Iterator[Row[Any]]:
    """Yield the sources whose bytes hold another from which something goes: a letter with that attachment."""
    touched = [row.name for row in rows if row.id in found]
    for row in rows:
        is_around = any(name.startswith(f"{row.name}/") for name in touched)
        if is_around and row.id not in found and row.raw_state == RECEIVED:
            yield row


def _same_words(row: Row[Any]) -> SourcePart:
    """Return a source that loses its bytes, and none of its words."""
    uncut = CutSource(text=text_of(row), contributions=tuple(contributions_of(row)), masked_cuts=())
    return SourcePart(id=row.id, name=row.name, digest=row.digest, raw_state=row.raw_state, remains=uncut)


def _whole(row: Row[Any], held: Sequence[Observation]) -> SourcePart:
    headings = [heading for item in held for heading in item.headings]
    known = [value for item in held for _, value in item.attributes]
    return SourcePart(
        id=row.id,
        name=row.name,
        digest=row.digest,
        raw_state=row.raw_state,
        ids=tuple(item.id for item in held),
        texts=(row.canonical, row.masked, *headings, *known, *(item.participant or "" for item in held)),
    )


def _part(connection: Connection, row: Row[Any], participant: str) -> SourcePart | None:
    """Return what of a source is one participant's; None when nothing is."""

    def is_theirs(label: str | None) -> bool:
        return label is not None and participant_key(row.study, label) == participant

    held = held_in(connection, row.id)
    own = [item for item in held if is_theirs(item.participant)]
    parts = contributions_of(row)
    labels = {item.participant for item in (*own, *parts) if item.participant and is_theirs(item.participant)}
    if not labels:
        return None
    above = (paragraph_above(row.masked, item.span.start) for item in own if item.attributes)
    facts = {"; ".join(f"{name}: {value}" for name, value in item.attributes) for item in own}
    cut = cut_source(
        text_of(row),
        parts,
        gone=is_theirs,
        besides=[
            *(item.span for item in own),
            *(span for span in above if span and span.of(row.masked) in facts),
            *paragraphs_that(row.masked, is_theirs),
        ],
    )
    their_ids = {item.id for item in own}
    gone = [item for item in held if item.id in their_ids or cut.touches(item.span)]
    whole = _whole(row, held)
    if len(gone) == len(held):
        return whole
    texts = [span.of(row.masked) for span in cut.masked_cuts]
    texts += [text_of(row).masked.to_canonical(span).of(row.canonical) for span in cut.masked_cuts]
    names = {name for label in labels for name in _PLACEHOLDER.findall(label)}
    return replace(
        whole,
        name=row.shown_name if names.intersection(_PLACEHOLDER.findall(row.shown_name)) else row.name,
        ids=tuple(item.id for item in gone),
        remains=cut,
        texts=(*texts, *labels, *(value for item in own for _, value in item.attributes)),
    )
