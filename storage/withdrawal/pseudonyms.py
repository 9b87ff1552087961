"""Who is behind the pseudonyms of a study: known from its sources alone, so it goes when they go."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import Connection, select

from domain.masking import PERSON, MaskingDecisions, decisions_in, text_digest
from domain.text import Replacement, TextSpan
from domain.withdrawal import participant_key
from storage.schema import AnyRow, observations, sources, studies, tombstones

_MOST_WITHDRAWN = 200
"""How far above the highest number a withdrawn one is looked for."""
_NAME = re.compile(r"\[name (\d+)\]")


def people_of(connection: Connection, study_id: str) -> tuple[dict[str, tuple[str, ...]], int]:
    """Return the written forms behind each pseudonym of a study, and the highest number in use. Team-only."""
    forms: dict[str, dict[str, None]] = {}
    shown: list[str] = list(connection.execute(select(studies.c.title).where(studies.c.id == study_id)).scalars())
    columns = (sources.c.canonical, sources.c.replacements, sources.c.name, sources.c.shown_name)
    for row in connection.execute(select(*columns).where(sources.c.study == study_id).order_by(sources.c.id)):
        for placeholder, written in (*_in_text(row), *in_name(row.name, row.shown_name)):
            forms.setdefault(placeholder, {}).setdefault(written)
        shown.append(row.shown_name)
    beside = select(observations.c.participant).where(observations.c.study == study_id).distinct()
    shown += [participant for participant in connection.execute(beside).scalars() if participant]
    headings = select(observations.c.headings).where(observations.c.study == study_id)
    shown += [heading for above in connection.execute(headings).scalars() for heading in above]
    people = {placeholder: tuple(written) for placeholder, written in forms.items()}
    return people, _above_withdrawn(connection, study_id, _highest([*forms, *shown]))


def _above_withdrawn(connection: Connection, study_id: str, highest: int) -> int:
    """Return the highest number in use, those of people who withdrew counted: nobody else may get theirs."""
    gone = frozenset(connection.execute(select(tombstones.c.key).where(tombstones.c.study == study_id)).scalars())
    ahead = range(highest + 1, highest + 1 + _MOST_WITHDRAWN) if gone else range(0)
    return max((number for number in ahead if participant_key(study_id, f"[name {number}]") in gone), default=highest)


def decisions_on(connection: Connection, source_id: str) -> MaskingDecisions | None:
    """Return what people decided on the masking of a source, or None when it is not there or nobody decided."""
    columns = (sources.c.canonical, sources.c.replacements)
    row = connection.execute(select(*columns).where(sources.c.id == source_id)).one_or_none()
    made = decisions_in([replacement_from(item) for item in row.replacements]) if row else ()
    return MaskingDecisions(made=made, text=text_digest(row.canonical)) if row and made else None


def replacement_from(item: dict[str, Any]) -> Replacement:
    """Return a replacement as it is kept with its source."""
    return Replacement(
        span=TextSpan(start=item["start"], end=item["end"]),
        type=item["type"],
        placeholder=item["placeholder"],
        score=item["score"],
        decided=item.get("decided", False),
    )


def in_name(name: str, shown: str) -> Iterator[tuple[str, str]]:
    """Yield (placeholder, what stood in its place) of a name that is shown masked.

    Nothing where they do not match, nor where the name itself is kept masked.
    """
    if name == shown:
        return
    pieces = _NAME.split(shown)
    pattern = "".join(re.escape(piece) if place % 2 == 0 else "(.+?)" for place, piece in enumerate(pieces))
    if match := re.fullmatch(pattern, name, re.DOTALL):
        for number, written in zip(pieces[1::2], match.groups(), strict=True):
            yield f"[name {number}]", re.sub(r"[_\-.]", " ", written)


def _in_text(row: AnyRow) -> Iterator[tuple[str, str]]:
    for item in row.replacements:
        if item["type"] == PERSON:
            yield item["placeholder"], row.canonical[item["start"] : item["end"]]


def _highest(shown: Iterable[str]) -> int:
    return max((int(number) for text in shown for number in _NAME.findall(text)), default=0)
