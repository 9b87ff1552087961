"""Who says what in flowing text: the labels that make up turns of speech, and whose the passages are.

A label is a speaker's where the labels of a section make up turns, or where it is plainly a participant's code. What
follows without a label goes on with the same speaker up to the next label or heading. Whoever does the research is
nobody, and what they say is context, as are the lines of a head. Words stay as they are; only a passage in which
several speak is parted between them, so that each can be taken out.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from domain.evidence import Passage, PassageRole
from domain.transcript_heads import head_of, labels_of_interviewers
from ingest.canonical import Canonical
from ingest.readers._asked import asked_in
from ingest.readers._speakers import (
    Label,
    LabelKind,
    asks,
    is_clock,
    is_interviewer,
    is_plain_word,
    label_of_cell,
    labels_in,
    may_name_speakers,
)
from ingest.readers._wording import BETWEEN_CELLS, SENTENCE_END

_RANKS = re.compile(r".*\b(?:priorit|severit|urgenc|backlog|incident|defect|bugs?\b)", re.IGNORECASE)
"""Headings above which P1 is what comes first."""
_LISTS = re.compile(
    r"(?:actions?|next steps|to.?do|agenda|schedule|programme|timetable|opening|attend\w+|apologies|"
    r"contacts?|personas?|roles?|responsibilities|glossary|roadmap|user stor\w+|use cases?|acceptance)\b",
    re.IGNORECASE,
)
"""Headings above lists whose labels name whom to write to, or kinds of people, and nobody who speaks."""
_SPEAKER_COLUMN = re.compile(
    r"(?:speaker|said by|participant|respondent|interviewee)(?: (?:id|no\.?|number|name|code|label))?", re.IGNORECASE
)
_BEFORE_SPEAKERS = re.compile(r"(?:time|time ?stamp|time ?code|start|line|no\.?|number|#)", re.IGNORECASE)
_IN_THE_FLOW = re.compile(r"(?:line|page|paragraph) \d+|table \d+, row \d+")
"""Where running text stands; a footnote, a comment or a drawing is no part of anyone's turn."""
_LINE_OF = re.compile(r"line (\d+)")
_SPEAKS = frozenset({LabelKind.CODE, LabelKind.NUMBERED, LabelKind.ROLE, LabelKind.NAME, LabelKind.OTHER})
_ANSWER = frozenset({"a", "ans", "answer"})
_HEAD_PASSAGES = 30
_FEWEST_TURNS = 2
_LONGEST_BARE_WORDS = 2


def with_speakers(passages: Sequence[Passage]) -> list[Passage]:
    """Return passages of flowing text with who said them. Nobody is found: the same passages."""
    above, asking = _head(passages)
    read = list(_labelled([*above, *passages[len(above) :]], asking))
    everywhere = Counter(label.key for each in read for label in each.labels)
    written: dict[str, str] = {}
    for label in (label for each in read for label in each.labels):
        written.setdefault(label.key, label.speaker)
    return [passage for section in _sections(read) for passage in _Section(section, everywhere, written).passages()]


@dataclass(frozen=True, kw_only=True, slots=True)
class _Read:
    """A passage and the labels its lines begin with.

    ``stated`` says that a column of its table names who speaks; ``is_aside`` that it stands beside the running text.
    """

    passage: Passage
    labels: tuple[Label, ...] = ()
    stated: bool = False
    is_aside: bool = False

    @property
    def table(self) -> str:
        """Return the names of the columns, or else the table, that a row stands under; empty for other passages."""
        above = self.passage.headings[-1] if self.passage.headings else ""
        numbered = self.passage.locator.partition(", row ")
        return above if BETWEEN_CELLS in above else numbered[0] if numbered[1] else ""

    @property
    def is_border(self) -> bool:
        """Tell whether it is a heading that ends a section: no speaker's name, and no announcement of a list."""
        if self.passage.role is not PassageRole.HEADING or self.is_aside:
            return False
        if any(label.timed or label.kind is not LabelKind.NOBODY for label in self.labels):
            return False
        words = self.passage.text
        return not words.endswith(":") or len(words.split()) <= _LONGEST_BARE_WORDS


def _head(passages: Sequence[Passage]) -> tuple[list[Passage], frozenset[str]]:
    """Return the passages up to the end of a head, its lines as context; and what its interviewers are called by."""
    placed = Canonical.of(passages[:_HEAD_PASSAGES])
    lines = head_of(placed.text)
    above: list[Passage] = []
    for each in placed.placed if lines else ():
        own = [line for line in lines if each.span.start <= line.span.start < each.span.end]
        if each.passage.role is not PassageRole.BODY:
            above.append(each.passage)
        elif own and len(own) == len(each.passage.text.splitlines()) and all(line.is_fact for line in own):
            above.append(each.passage if each.passage.marked else replace(each.passage, role=PassageRole.CAPTION))
        elif SENTENCE_END.search(each.passage.text):
            break
        else:
            above.append(each.passage)
    return above, labels_of_interviewers(lines, is_word=is_plain_word)


def _labelled(passages: Sequence[Passage], asking: frozenset[str]) -> Iterator[_Read]:
    timed, names = False, may_name_speakers(passage.text for passage in passages)
    for passage in passages:
        if passage.role is PassageRole.CAPTION or not _IN_THE_FLOW.fullmatch(passage.locator):
            yield _Read(passage=passage, is_aside=True)
            continue
        at = _speaker_column(passage)
        if at is not None:
            label = label_of_cell(_cell(passage.text, at), asking)
            yield _Read(passage=passage, labels=(label,) if label else (), stated=True)
        else:
            labels = tuple(labels_in(passage.text, timed=timed, names=names, asking=asking))
            if passage.role is PassageRole.HEADING:
                labels = tuple(label for label in labels[:1] if label.alone or passage.text.endswith(":"))
            yield _Read(passage=passage, labels=labels[:1] if passage.whole else labels)
        timed = is_clock(passage.text)


def _speaker_column(passage: Passage) -> int | None:
    """Return which cell of a table's row says who speaks, by the names of its columns; None for other passages."""
    if passage.role is not PassageRole.BODY or not passage.headings:
        return None
    names = passage.headings[-1].split(BETWEEN_CELLS)
    if len(names) > 1 and _SPEAKER_COLUMN.fullmatch(names[0]):
        return 0
    return (
        1
        if len(names) > _FEWEST_TURNS and _BEFORE_SPEAKERS.fullmatch(names[0]) and _SPEAKER_COLUMN.fullmatch(names[1])
        else None
    )


def _cell(row: str, at: int) -> str:
    cells = row.split(BETWEEN_CELLS)
    return cells[at].strip().rstrip(":") if len(cells) > at + 1 else ""


def _sections(read: Sequence[_Read]) -> Iterator[list[_Read]]:
    """Yield what stands between headings that are no speaker's, each with the heading it begins with."""
    section: list[_Read] = []
    for each in read:
        if each.is_border and section:
            yield section
            section = []
        section.append(each)
    if section:
        yield section


class _Section:
    """What stands under one heading, and whether the labels in it make up turns."""

    def __init__(self, read: Sequence[_Read], everywhere: Counter[str], written: dict[str, str]) -> None:
        self.read = read
        self.written = written
        self.here = Counter(label.key for each in read for label in each.labels)
        self.everywhere = everywhere
        labels = [label for each in read for label in each.labels]
        self.asks_again = sum(label.kind is LabelKind.ASKS for label in labels) >= _FEWEST_TURNS
        self.is_stated = any(each.stated for each in read)
        self.is_sure = self.is_stated or self._has_times(labels) or self._has_questions(labels)
        self.has_turns = self.is_sure or self._is_mostly_turns(labels)
        self.has_answers = any(
            label.key in _ANSWER or (label.kind in _SPEAKS and self._counts(label, each.passage))
            for each in read
            for label in each.labels
        )

    def passages(self) -> Iterator[Passage]:
        """Yield the passages, parted where several speak, each with who said it."""
        turn: Label | None = None
        table, follows = "", False
        for each in self.read:
            if each.is_border or each.is_aside:
                yield each.passage
                continue
            labels = [label for label in each.labels if self._counts(label, each.passage)]
            unknown = bool(each.labels) and not labels and (each.stated or each.passage.role is PassageRole.HEADING)
            if each.table != table or unknown:
                turn, table = None, each.table
            for label, part in _parts(each.passage, labels):
                turn = label or turn
                who = self._speaker(turn, each.passage) if turn else _session_of(part)
                said = replace(part, participant=who, speaker=self._beside(turn) if turn else None)
                yield from self._by_who_leads(said, turn, begins=label is not None, follows=follows)
                if not is_clock(part.text):
                    follows = label is not None and label.alone and "\n" not in part.text
            goes_on = each.stated or (not table and (self.has_turns or (bool(labels) and labels[-1].alone)))
            if labels and not goes_on:
                turn = None

    def _by_who_leads(self, said: Passage, turn: Label | None, *, begins: bool, follows: bool) -> Iterator[Passage]:
        """Yield a passage, parted where whoever leads the session ends: without a label only questions are theirs.

        ``follows`` says that their label stands alone above it.
        """
        ends = self._asked_in(said, turn, begins=begins, follows=follows) if turn else 0
        if not ends:
            yield said
            return
        yield replace(said, text=said.text[:ends].strip(), role=PassageRole.INTERVIEWER)
        if rest := said.text[ends:].strip():
            yield replace(said, text=rest, locator=_moved(said, ends))

    def _asked_in(self, said: Passage, turn: Label, *, begins: bool, follows: bool) -> int:
        if turn.kind is not LabelKind.ASKS or said.role is not PassageRole.BODY or said.marked:
            return 0
        if not is_interviewer(turn.speaker) and asks(turn.speaker):
            return 0
        if said.whole and begins and self.has_answers:
            return len(said.text)
        named = 2 if begins and turn.alone else int(begins or follows)
        ends = asked_in(said.text, named=named, sure=self.has_answers) if named or self.has_answers else 0
        return ends if not said.whole or ends == len(said.text) else 0

    def _speaker(self, label: Label, passage: Passage) -> str | None:
        if label.kind not in _SPEAKS:
            return None
        session = _session_of(passage) if label.kind is LabelKind.ROLE else None
        return session or self.written[label.key]

    def _beside(self, label: Label) -> str | None:
        """Return the label of whoever is no participant by it, and whose words are evidence: so they can withdraw."""
        is_host = label.kind is LabelKind.ASKS and asks(label.speaker) and not is_interviewer(label.speaker)
        return self.written[label.key] if is_host or label.key in _ANSWER else None

    def _counts(self, label: Label, passage: Passage) -> bool:
        """Tell whether a label says who speaks, or that it is nobody who takes part."""
        if label.kind is LabelKind.CODE:
            return self.is_sure or not _is_under(_RANKS, passage)
        if _is_under(_LISTS, passage):
            return False
        if not self.has_turns:
            return label.kind is LabelKind.ASKS and self.asks_again
        if label.kind is LabelKind.ROLE:
            return self.is_sure or (label.is_participant and self.here[label.key] >= _FEWEST_TURNS)
        if label.kind is LabelKind.NAME:
            return self.is_sure or self.here[label.key] >= _FEWEST_TURNS
        return label.kind is not LabelKind.OTHER or (self.is_sure and self.everywhere[label.key] >= _FEWEST_TURNS)

    def _has_times(self, labels: Sequence[Label]) -> bool:
        timed = [label for label in labels if label.timed and label.kind in _SPEAKS | {LabelKind.ASKS}]
        again = any(label.kind is not LabelKind.OTHER or self.everywhere[label.key] >= _FEWEST_TURNS for label in timed)
        return len(timed) >= _FEWEST_TURNS and again

    def _has_questions(self, labels: Sequence[Label]) -> bool:
        """Tell whether somebody asks more than once, and somebody else speaks who does so again or has a code."""
        answered = any(
            label.kind is LabelKind.CODE or self.here[label.key] >= _FEWEST_TURNS
            for label in labels
            if label.kind in _SPEAKS
        )
        return self.asks_again and answered

    def _is_mostly_turns(self, labels: Sequence[Label]) -> bool:
        """Tell whether most passages begin with a label of somebody who is plainly a person, two at the least."""
        people = [label for label in labels if self._is_plainly_somebody(label)]
        named = {label.key for label in people}
        body = sum(
            each.passage.role is PassageRole.BODY
            and not each.is_aside
            and not (len(each.labels) == 1 and each.labels[0].alone)
            for each in self.read
        )
        has_code = any(label.kind is not LabelKind.NAME for label in people)
        return len(people) >= _FEWEST_TURNS and (has_code or len(named) > 1) and 2 * len(people) >= body

    def _is_plainly_somebody(self, label: Label) -> bool:
        if label.kind in {LabelKind.CODE, LabelKind.NUMBERED, LabelKind.ASKS}:
            return True
        again = self.here[label.key] >= _FEWEST_TURNS
        return again and (label.kind is LabelKind.NAME or (label.kind is LabelKind.ROLE and label.is_participant))


def _parts(passage: Passage, labels: Sequence[Label]) -> Iterator[tuple[Label | None, Passage]]:
    """Yield a passage as it stands with its label, or a part for each label where it has several speakers."""
    if not labels:
        yield None, passage
        return
    starts = [0, *(label.start for label in labels if label.start)]
    owners = [*([None] if labels[0].start else []), *labels]
    for owner, start, end in zip(owners, starts, [*starts[1:], len(passage.text)], strict=True):
        text = passage.text[start:end].strip()
        yield owner, replace(passage, text=text, locator=_moved(passage, start))


def _moved(passage: Passage, start: int) -> str:
    """Return where a part of a passage stands: as many lines below as were passed over."""
    line = _LINE_OF.fullmatch(passage.locator)
    return f"line {int(line[1]) + passage.text.count(chr(10), 0, start)}" if line else passage.locator


def _session_of(passage: Passage) -> str | None:
    """Return the participant whose code a heading above is, the innermost; None where there is none."""
    if passage.role is not PassageRole.BODY:
        return None
    for heading in reversed(passage.headings):
        label = next(labels_in(heading, names=False), None)
        if label and label.kind is LabelKind.CODE and label.alone and not _is_under(_RANKS, passage):
            return label.speaker
    return None


def _is_under(kind: re.Pattern[str], passage: Passage) -> bool:
    return any(kind.match(heading) for heading in passage.headings)
