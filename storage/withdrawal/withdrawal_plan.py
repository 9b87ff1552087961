"""What a withdrawal would take out: of each source its observations, and what remains of its text and bytes."""

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Connection, select

from domain.evidence import Contribution, Observation, ReadSource, SourceText
from domain.masking import PERSON
from domain.text import MaskedText, TextSpan
from domain.withdrawal import TombstoneKind, participant_key
from storage.observations.rows import observations_from
from storage.schema import AnyRow, observations, sources, studies
from storage.withdrawal.cutting import CutSource, cut_source, paragraph_above, paragraphs_that
from storage.withdrawal.pseudonyms import replacement_from
from storage.withdrawal.tombstones import word_marks
from storage.withdrawal.withdrawn_people import hidden, person_in, without_name

REWRITTEN, RECEIVED, REMOVED = "rewritten", "received", "removed"
"""What ``sources.raw_state`` may say."""
_PLACEHOLDER = re.compile(r"\[name \d+\]")


@dataclass(frozen=True, kw_only=True, slots=True)
class HeldSource:
    """What a withdrawal has to know of one source, be it stored or about to be; ``raw_state`` says what it may."""

    id: str
    study: str
    name: str
    shown_name: str
    digest: str
    text: SourceText
    contributions: tuple[Contribution, ...]
    raw_state: str = RECEIVED

    @classmethod
    def of_row(cls, row: AnyRow) -> "HeldSource":
        """Return what a row of ``sources`` holds."""
        return cls(
            id=row.id,
            study=row.study,
            name=row.name,
            shown_name=row.shown_name,
            digest=row.digest,
            text=text_of(row),
            contributions=tuple(contributions_of(row)),
            raw_state=row.raw_state,
        )

    @classmethod
    def to_be_stored(cls, source: ReadSource) -> "HeldSource":
        """Return what would be stored of a source as it was received."""
        return cls(
            id=source.id,
            study=source.study.id,
            name=source.name,
            shown_name=source.shown_name,
            digest=source.digest,
            text=source.text,
            contributions=source.contributions,
        )


@dataclass(frozen=True, kw_only=True, slots=True)
class SourcePart:
    """What is to be taken of one source: its observations ``ids``, and what ``remains``, None when nothing does.

    ``name`` is what the source is called afterwards, ``texts`` the words that go. ``names`` are the written forms of
    a participant's name, which goes at so many ``places`` of what remains, with ``lines`` about them that nobody says.
    ``marks`` stand for the words that go, in whatever study they come back. ``owned_by_head`` tells that it goes
    whole because its head says that it is theirs alone.
    """

    id: str
    name: str
    shown_name: str
    digest: str
    raw_state: str
    ids: tuple[str, ...] = ()
    remains: CutSource | None = None
    texts: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    places: int = 0
    lines: int = 0
    marks: tuple[tuple[TombstoneKind, str], ...] = ()
    owned_by_head: bool = False


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
    held = [HeldSource.of_row(row) for row in rows]
    if participant is None:
        exists = connection.execute(select(studies.c.id).where(studies.c.id == study)).first() is not None
        parts = tuple(_whole(source, held_in(connection, source.id)) for source in held)
        return Plan(study=study, participant=None, parts=parts, ends_study=exists)
    found = {}
    for source in held:
        if part := part_of(source, held_in(connection, source.id), {participant}):
            found[source.id] = part
    ends = bool(found) and len(found) == len(held) and all(part.remains is None for part in found.values())
    around = [_same_words(source) for source in _around(held, found)]
    return Plan(study=study, participant=participant, parts=(*found.values(), *around), ends_study=ends)


def plan_without(connection: Connection, study: str, ids: Sequence[str]) -> Plan:
    """Return what taking whole sources out of a study means."""
    rows = connection.execute(select(sources).where(sources.c.id.in_(ids)).order_by(sources.c.id)).all()
    parts = tuple(_whole(HeldSource.of_row(row), held_in(connection, row.id)) for row in rows)
    return Plan(study=study, participant="", parts=parts, ends_study=False)


def text_of(row: AnyRow) -> SourceText:
    """Return the texts of a row of ``sources``."""
    replacements = tuple(replacement_from(item) for item in row.replacements)
    return SourceText(canonical=row.canonical, masked=MaskedText(text=row.masked, replacements=replacements))


def contributions_of(row: AnyRow) -> list[Contribution]:
    """Return whose the parts of a row of ``sources`` are."""
    return [
        Contribution(span=TextSpan(start=start, end=end), participant=label, takes_part=not beside)
        for start, end, label, *beside in row.contributions
    ]


def held_in(connection: Connection, source: str) -> list[Observation]:
    """Return the observations of a source in reading order."""
    query = select(observations).where(observations.c.source == source).order_by(observations.c.ordinal)
    return observations_from(connection, query)


def _around(held: Sequence[HeldSource], found: dict[str, SourcePart]) -> Iterator[HeldSource]:
    """Yield the sources whose bytes hold another from which something goes: a letter with that attachment."""
    touched = [source.name for source in held if source.id in found]
    for source in held:
        is_around = any(name.startswith(f"{source.name}/") for name in touched)
        if is_around and source.id not in found and source.raw_state == RECEIVED:
            yield source


def _same_words(source: HeldSource) -> SourcePart:
    """Return a source that loses its bytes, and none of its words."""
    uncut = CutSource(text=source.text, contributions=source.contributions, masked_cuts=())
    return SourcePart(
        id=source.id,
        name=source.name,
        shown_name=source.shown_name,
        digest=source.digest,
        raw_state=source.raw_state,
        remains=uncut,
    )


def _whole(source: HeldSource, held: Sequence[Observation]) -> SourcePart:
    headings = [heading for item in held for heading in item.headings]
    known = [value for item in held for _, value in item.attributes]
    people = {
        item.span.of(source.text.canonical)
        for item in source.text.masked.replacements
        if item.type == PERSON and source.raw_state != REMOVED
    }
    return SourcePart(
        id=source.id,
        name=source.name,
        shown_name=source.shown_name,
        digest=source.digest,
        raw_state=source.raw_state,
        ids=tuple(item.id for item in held),
        names=tuple(sorted(people)),
        marks=tuple(word_marks(source.text.canonical, source.contributions)),
        texts=(
            source.text.canonical,
            source.text.masked.text,
            *headings,
            *known,
            *(item.participant or "" for item in held),
        ),
    )


def part_of(source: HeldSource, held: Sequence[Observation], participants: Collection[str]) -> SourcePart | None:
    """Return what of a source, which holds these observations, is of participants by key; None when nothing is."""

    def is_theirs(label: str | None) -> bool:
        return label is not None and participant_key(source.study, label) in participants

    before, parts = source.text, source.contributions
    told = (*(item.participant for item in held), *(item.participant for item in parts))
    labels = {label for label in told if label}
    person = person_in(before, parts, labels, is_theirs)
    if person is None:
        return None
    whole = _whole(source, held)
    if person.owns:
        return replace(whole, owned_by_head=True, names=(*person.names, *whole.names))
    text = without_name(before, person)
    moved = _through(before, text)
    own = [item for item in held if item.participant in person.labels]
    above = (paragraph_above(before.masked.text, item.span.start) for item in own if item.attributes)
    facts = {"; ".join(f"{name}: {value}" for name, value in item.attributes) for item in own}
    cut = cut_source(
        text,
        parts,
        gone=lambda label: label in person.labels,
        besides=[
            *(moved(item.span) for item in own),
            *(moved(span) for span in above if span and span.of(before.masked.text) in facts),
            *(moved(span) for span in paragraphs_that(before.masked.text, is_theirs)),
            *map(moved, person.lines),
        ],
    )
    cut = replace(cut, remasked=(before.masked, text.masked) if text is not before else None)
    their_ids = {item.id for item in own}
    gone = [item for item in held if item.id in their_ids or cut.touches(item.span)]
    if len(gone) == len(held):
        return replace(whole, names=(*person.names, *whole.names))
    texts = [text.masked.to_canonical(span).of(text.canonical) for span in cut.masked_cuts]
    texts += [span.of(text.masked.text) for span in cut.masked_cuts]
    remains, places = hidden(cut, person)
    shown_as = _PLACEHOLDER.findall(source.shown_name)
    is_called_so = not person.called.isdisjoint(shown_as) or person.is_named_in(source.name)
    return replace(
        whole,
        name=source.shown_name if is_called_so else source.name,
        ids=tuple(item.id for item in gone),
        remains=remains,
        texts=(*texts, *person.labels, *person.names, *(value for item in own for _, value in item.attributes)),
        names=person.names,
        places=places,
        lines=len(person.lines),
        marks=tuple(word_marks(before.canonical, parts, person.labels)),
    )


def _through(before: SourceText, after: SourceText) -> Callable[[TextSpan], TextSpan]:
    """Return what leads from a span of one masked text of a source to the same words in another."""
    return lambda span: after.masked.to_masked(before.masked.to_canonical(span))
