"""Whoever leads a session and is called by a name alone: known by asking the questions. Their words are context."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from domain.evidence import Passage, PassageRole
from domain.tables import Meaning, TableMapping
from ingest.readers._speakers import LabelKind, kind_of
from ingest.tables.column_names import SPEAKER

_CLOCK = re.compile(r"\d{2,}:\d{2}:\d{2}")
_UNSURE = frozenset({LabelKind.NAME, LabelKind.OTHER, None})
_NUMBERED_VOICE = re.compile(r"speaker\W?(?:\d{1,3}|[A-Z])", re.IGNORECASE)
_FEWEST_TURNS = 3
_ASKS_SHARE, _ANSWERS_SHARE = 0.6, 0.25
"""Whoever asks in so many of their turns leads the session, where everybody else asks in so few."""


def is_speech(passages: Sequence[Passage], tables: Sequence[TableMapping]) -> bool:
    """Tell whether a file that is no flowing text is a transcript: its passages have times, or its rows speakers."""
    columns = (column for table in tables for column in table.columns)
    if any(column.meaning is Meaning.RESPONDENT and SPEAKER.match(column.name) for column in columns):
        return True
    return all(_CLOCK.fullmatch(passage.locator) for passage in passages)


def with_interviewers(passages: Sequence[Passage]) -> Sequence[Passage]:
    """Return passages of speech with the words of whoever asks the questions as theirs; the same ones without any.

    Nobody is looked for where somebody's name says already that they lead the session, and whoever has a participant's
    code is none.
    """
    if any(passage.role is PassageRole.INTERVIEWER for passage in passages):
        return passages
    asking = _asking(passages)
    if not asking:
        return passages
    return [_as_theirs(each) if each.participant in asking or _names(each, asking) else each for each in passages]


def told_of(passages: Sequence[Passage], *, is_guessed: bool) -> tuple[str, ...]:
    """Return what to say of the words of interviewers; nothing where there are none."""
    count = sum(passage.role is PassageRole.INTERVIEWER for passage in passages)
    if not count:
        return ()
    told = (
        "What the interviewer says stays in the text as context: it is not counted as what people said, and is no "
        "evidence."
    )
    guessed = (
        "Whoever asks most of the questions is taken for the interviewer. If that is wrong, write who speaks as "
        "'Interviewer' and 'P1', then add the file again.",
    )
    return (told, *(guessed if is_guessed else ()))


def _asking(passages: Sequence[Passage]) -> frozenset[str]:
    body = [each for each in passages if each.role is PassageRole.BODY and each.participant]
    shares: dict[str, list[bool]] = {}
    for speaker, said in groupby(body, key=lambda each: each.participant or ""):
        shares.setdefault(speaker, []).append(any("?" in each.text for each in said))
    asks = {speaker: sum(turns) / len(turns) for speaker, turns in shares.items()}
    leading = {
        speaker
        for speaker, share in asks.items()
        if share >= _ASKS_SHARE and len(shares[speaker]) >= _FEWEST_TURNS and _may_lead(speaker)
    }
    others = [share for speaker, share in asks.items() if speaker not in leading]
    return frozenset(leading) if others and max(others) <= _ANSWERS_SHARE else frozenset()


def _may_lead(speaker: str) -> bool:
    return kind_of(speaker) in _UNSURE or _NUMBERED_VOICE.fullmatch(speaker) is not None


def _names(passage: Passage, asking: frozenset[str]) -> bool:
    return passage.role is PassageRole.HEADING and passage.text.rstrip(":") in asking


def _as_theirs(passage: Passage) -> Passage:
    return passage if passage.marked else replace(passage, role=PassageRole.INTERVIEWER, participant=None)
