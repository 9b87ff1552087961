"""Who takes part in a study: under which label, in which files, with how much, and in which words they begin."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from sqlalchemy import Connection, func, select

from domain.text import TextSpan
from domain.transcript_heads import HeadKind, HeadLine, head_of, participants_named
from domain.withdrawal import ParticipantRow
from storage.schema import AnyRow, observations, sources
from storage.withdrawal.withdrawal_plan import contributions_of, text_of
from storage.withdrawal.withdrawn_people import first_of_each, labels_beside, speakers_of

_HEAD_CHARACTERS = 4_000
_MOST_FIRST_WORDS = 10
_LABEL = re.compile(r"(?:\[[^\]]*\]|[\w .#-]{1,40}):\s+(?=\S)")
_NUMBERS = re.compile(r"(\d+)")


@dataclass(slots=True)
class _Found:
    """What is gathered of one label."""

    observations: int = 0
    files: dict[str, None] = field(default_factory=dict)
    also: dict[str, None] = field(default_factory=dict)
    first: str = ""

    def add(self, file: str, held: int, first: str, also: Iterable[str]) -> None:
        self.observations += held
        self.files.setdefault(file)
        self.also.update(dict.fromkeys(also))
        self.first = self.first or first


def participants_of(connection: Connection, study: str) -> list[ParticipantRow]:
    """Return the participants of a study by label, without whom a transcript's head calls the interviewer.

    A host or an observer, whose words are evidence, is among them: they can be taken out, too. Whoever has no label of
    their own but a word such as "Participant" stands under the code that the head gives.
    """
    found: dict[str, _Found] = {}
    order = (sources.c.shown_name, sources.c.id)
    for row in connection.execute(select(sources).where(sources.c.study == study).order_by(*order)):
        _gather(found, row, [*_said_in(connection, row.id), *_said_beside(connection, row)])
    return [
        ParticipantRow(
            label=label,
            observations=each.observations,
            sources=len(each.files),
            files=tuple(each.files),
            also=tuple(name for name in each.also if name != label),
            first_words=each.first,
        )
        for label, each in sorted(found.items(), key=lambda item: _in_order(item[0]))
    ]


def names_in(connection: Connection, study: str) -> set[str]:
    """Return every label and identifier by which somebody of a study may be named, without reading its texts whole."""
    beside = select(observations.c.participant).where(observations.c.study == study).distinct()
    found = {label for label in connection.execute(beside).scalars() if label}
    begun = func.substr(sources.c.masked, 1, _HEAD_CHARACTERS)
    for parts, text in connection.execute(select(sources.c.contributions, begun).where(sources.c.study == study)):
        found.update(label for _, _, label, *_ in parts)
        found.update(participants_named(head_of(text)))
    return found


def _gather(found: dict[str, _Found], row: AnyRow, said: Sequence[tuple[str, str]]) -> None:
    text, parts = text_of(row), contributions_of(row)
    labels = {label for label, _ in said} | {item.participant for item in parts}
    spoken = speakers_of(text, parts, labels)
    held = Counter(label for label, _ in said)
    first = dict(reversed(said))
    head = [line for line in head_of(text.masked.text) if line.kind is HeadKind.PARTICIPANT]
    of_one = [line for line in head if line.is_of_one]
    is_only = len(head) == 1 and len(of_one) == 1 and len(spoken) <= 1
    for label in spoken:
        also = _also_called(label, of_one, is_only=is_only)
        code = next(iter(also), label) if is_only and not _is_own(label) else label
        names = [*also, label] if _is_own(label) else also
        found.setdefault(code, _Found()).add(row.shown_name, held[label], _begun(first.get(label, "")), names)
    for label in sorted(labels_beside(parts)):
        found.setdefault(label, _Found()).add(row.shown_name, held[label], _begun(first.get(label, "")), ())
    named = {name for label in spoken for name in (label, *_also_called(label, of_one, is_only=is_only))}
    for line in head:
        called = first_of_each(line) if line.is_of_one else list(line.identifiers)
        for group in [called] if line.is_of_one else [[name] for name in called]:
            if group and named.isdisjoint(group):
                found.setdefault(group[0], _Found()).add(row.shown_name, 0, "", group[1:])


def _said_in(connection: Connection, source: str) -> list[tuple[str, str]]:
    query = select(observations.c.participant, observations.c.text).where(
        observations.c.source == source, observations.c.participant.is_not(None)
    )
    return [(label, text) for label, text in connection.execute(query.order_by(observations.c.ordinal))]


def _said_beside(connection: Connection, row: AnyRow) -> list[tuple[str, str]]:
    """Return what is said in a source by those who take no part in it, with their labels, in reading order."""
    beside = [item for item in contributions_of(row) if not item.takes_part]
    if not beside:
        return []
    masked = text_of(row).masked
    columns = (observations.c.text, observations.c.span_start, observations.c.span_end)
    nobodys = select(*columns).where(observations.c.source == row.id, observations.c.participant.is_(None))
    said = []
    for text, start, end in connection.execute(nobodys.order_by(observations.c.ordinal)):
        span = masked.to_canonical(TextSpan(start=start, end=end))
        said += [
            (item.participant, text) for item in beside if item.span.start < span.end and span.start < item.span.end
        ]
    return said


def _also_called(label: str, of_one: Sequence[HeadLine], *, is_only: bool) -> list[str]:
    lines = [line for line in of_one if is_only or label in line.identifiers]
    return [name for line in lines for name in first_of_each(line) if name != label]


def _is_own(label: str) -> bool:
    """Tell whether a label is one person's and no word for whoever takes part."""
    return any(map(str.isdigit, label)) or len(label.split()) > 1


def _begun(text: str) -> str:
    words = _LABEL.sub("", text, count=1).split()
    return " ".join(words[:_MOST_FIRST_WORDS]) + ("…" if len(words) > _MOST_FIRST_WORDS else "")


def _in_order(label: str) -> list[tuple[int, int, str]]:
    pieces = _NUMBERS.split(label.casefold())
    return [(0, int(piece), "") if piece.isdecimal() else (1, 0, piece) for piece in pieces]
