"""Opening a file: its format found by what it holds, its passages, what its reader refused, and a first look at it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from domain.codes import Code
from domain.evidence import Fact, Passage, PassageRole, Refusal, SourceFile
from domain.limits import DEFAULT_LIMITS, Limits
from domain.tables import TableMapping
from ingest.glimpse import Glimpse, glimpse_of
from ingest.readers import is_flowing, reader_for
from ingest.readers._content import check_count, check_length, no_words
from ingest.readers._turns import with_speakers


@dataclass(frozen=True, kw_only=True, slots=True)
class OpenedFile:
    """A file as its reader gives it, in reading order, nothing masked or split yet; ``told`` is what to say of it."""

    media_type: str
    passages: tuple[Passage, ...]
    refusals: tuple[Refusal, ...]
    glimpse: Glimpse
    codes: tuple[Code, ...] = ()
    tables: tuple[TableMapping, ...] = ()
    told: tuple[str, ...] = ()


_ASKED = (
    "What the interviewer says stays in the text as context: it is not counted as what people said, and is no evidence."
)
NOBODY_LEADS = (
    "Somebody here mostly asks, and nothing says that they lead the session: their words count as a participant's. "
    "Write a line “Interviewer: ” with their name on top, or Interviewer before their words, and add the file again."
)
_CLOSING = " \"'”’)"
_FEWEST_QUESTIONS, _MOSTLY_ASKS, _HARDLY_ASKS = 2, 0.5, 0.25
_NOTHING_BELOW = Refusal(
    where="whole file",
    reason="headings and context, and no words that stand under them",
    remedy="Nothing to do if that is all it holds; or else check that the right file was saved.",
)

Opening: TypeAlias = Callable[[SourceFile], OpenedFile]
"""A way to open files: here, or in a process of its own. Raises UnreadableSource."""


def open_file(file: SourceFile, limits: Limits = DEFAULT_LIMITS) -> OpenedFile:
    """Return a file opened in this process. Raises UnreadableSource, also when it holds no words."""
    check_length(len(file.content), limits)
    reader = reader_for(file)
    passages: list[Passage] = []
    refusals: list[Refusal] = []
    codes: list[Code] = []
    tables: list[TableMapping] = []
    facts: dict[str, str] = {}
    characters = 0
    for piece in reader.read(file, limits):
        if isinstance(piece, Passage):
            passages.append(piece)
            characters += len(piece.text)
            check_count(characters, limits.characters, what="characters of text")
        elif isinstance(piece, Refusal):
            refusals.append(piece)
        elif isinstance(piece, Fact):
            facts.setdefault(piece.name.casefold(), piece.value)
        elif isinstance(piece, TableMapping):
            tables.append(piece)
        else:
            codes.append(piece)
    if not passages:
        raise no_words()
    if is_flowing(reader):
        passages = with_speakers(passages)
    if not refusals and all(passage.role is not PassageRole.BODY for passage in passages):
        refusals.append(_NOTHING_BELOW)
    return OpenedFile(
        media_type=reader.media_type,
        passages=tuple(passages),
        refusals=tuple(refusals),
        glimpse=glimpse_of(file, reader, passages, facts),
        codes=tuple(codes),
        tables=tuple(tables),
        told=_told(passages, is_talk=not tables),
    )


def _told(passages: Sequence[Passage], *, is_talk: bool) -> tuple[str, ...]:
    """Return what to tell of who leads the session: that it is known, or that somebody seems to whom nothing names.

    What is no talk, but answers in columns, has nobody who leads unless a column says so.
    """
    if any(passage.role is PassageRole.INTERVIEWER for passage in passages):
        return (_ASKED,)
    return (NOBODY_LEADS,) if is_talk and _has_one_who_asks(passages) else ()


def _has_one_who_asks(passages: Sequence[Passage]) -> bool:
    """Tell whether one of several people mostly asks, more than once, and the others hardly do."""
    asked: dict[str, list[bool]] = {}
    for passage in passages:
        if passage.role is PassageRole.BODY and passage.participant:
            asked.setdefault(passage.participant, []).append(passage.text.rstrip(_CLOSING).endswith("?"))
    for who, questions in asked.items():
        others = [each for other, said in asked.items() if other != who for each in said]
        leads = sum(questions) >= _FEWEST_QUESTIONS and sum(questions) >= _MOSTLY_ASKS * len(questions)
        if leads and others and sum(others) <= _HARDLY_ASKS * len(others):
            return True
    return False
