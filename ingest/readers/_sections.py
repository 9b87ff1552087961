"""Turns of speech under one heading: whether labels make up turns there, and whose each passage is.

Where a time is written with a label, the two stand apart from the words, as in the cue of a transcript: the time is
where they are found, the label whose they are.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from domain.evidence import Passage, PassageRole
from ingest.readers._asked import asked_in
from ingest.readers._speakers import Label, LabelKind, asks, is_clock, is_interviewer, labels_in
from ingest.readers._wording import BETWEEN_CELLS

_RANKS = re.compile(r".*\b(?:priorit|severit|urgenc|backlog|incident|defect|bugs?\b)", re.IGNORECASE)
"""Headings above which P1 is what comes first."""
_LISTS = re.compile(
    r"(?:actions?|next steps|to.?do|agenda|schedule|programme|timetable|opening|attend\w+|apologies|"
    r"contacts?|personas?|roles?|responsibilities|glossary|roadmap|user stor\w+|use cases?|acceptance)\b",
    re.IGNORECASE,
)
"""Headings above lists whose labels name whom to write to, or kinds of people, and nobody who speaks."""
_LINE_OF = re.compile(r"line (\d+)")
_SPEAKS = frozenset({LabelKind.CODE, LabelKind.NUMBERED, LabelKind.ROLE, LabelKind.NAME, LabelKind.OTHER})
_ANSWER = frozenset({"a", "ans", "answer"})
"""Labels of whoever answers, which name nobody: two files that have them may be of two people."""
_FEWEST_TURNS = 2
_LONGEST_BARE_WORDS = 2
_LABEL_AND_WORDS_LINES = 2
"""A label alone on its line and the line below it: both are whoever's the label is."""


@dataclass(frozen=True, kw_only=True, slots=True)
class LabelledPassage:
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

    @property
    def is_body(self) -> bool:
        """Tell whether somebody may say it: it is no heading, nothing aside, and no label that stands alone."""
        is_label = len(self.labels) == 1 and self.labels[0].alone
        return self.passage.role is PassageRole.BODY and not self.is_aside and not is_label

    def names_nobody(self, counting: Sequence[Label]) -> bool:
        """Tell whether it says that somebody else speaks now without saying who: none of its labels is ``counting``.

        In a column of speakers, and in a heading, a label can be nothing else; in running text it may be mere words.
        """
        is_label = self.stated or self.passage.role is PassageRole.HEADING
        return is_label and bool(self.labels) and not counting


def names_nobody(label: str) -> bool:
    """Tell whether a label says of a passage only that it answers a question."""
    return label.casefold() in _ANSWER


class Section:
    """What stands under one heading, and whether the labels in it make up turns.

    ``everywhere`` counts the labels of the whole file, ``written`` tells how each was first written. ``named`` is its
    participant, where its head is of a single one.
    """

    def __init__(
        self,
        read: Sequence[LabelledPassage],
        everywhere: Counter[str],
        written: dict[str, str],
        named: str | None = None,
    ) -> None:
        self.read = read
        self.named = named
        self.written = written
        self.here = Counter(label.key for each in read for label in each.labels)
        self.everywhere = everywhere
        labels = [label for each in read for label in each.labels]
        self.asks_again = sum(label.kind is LabelKind.ASKS for label in labels) >= _FEWEST_TURNS
        self.is_stated = any(each.stated for each in read)
        self.is_sure = self.is_stated or self._has_times(labels) or self._has_questions(labels)
        self.has_turns = self.is_sure or self._is_mostly_turns(labels)
        self.has_answers = any(self._is_answer(label, each.passage) for each in read for label in each.labels)

    def passages(self) -> Iterator[Passage]:
        """Yield the passages, parted where several speak, each with who said it."""
        turn: Label | None = None
        table, clock, follows = "", "", False
        for each in self.read:
            if each.is_border or each.is_aside:
                yield each.passage
                continue
            labels = [label for label in each.labels if self._counts(label, each.passage)]
            if each.table != table or each.names_nobody(labels):
                turn, table = None, each.table
            for label, part in _parts(each.passage, labels):
                turn = label or turn
                who = self._speaker(turn, each.passage) if turn else _session_of(part)
                said = replace(part, participant=who, speaker=self._beside(turn) if turn else None)
                if self._is_time_alone(said):
                    yield replace(part, role=PassageRole.CAPTION)
                elif label and not table and _is_apart(label, said):
                    yield from self._with_time_apart(said, label)
                else:
                    said = replace(said, locator=clock) if clock and follows and not label else said
                    yield from self._by_who_leads(said, turn, begins=label is not None, follows=follows)
                if not is_clock(part.text):
                    follows = _is_label_alone(label, part)
                    clock = label.clock if label else ""
            if labels and not self._goes_on_below(each, labels[-1]):
                turn = None

    def _is_time_alone(self, said: Passage) -> bool:
        """Tell whether a passage is nothing but the time of what stands below: context, where speakers have times."""
        return self.is_sure and said.role is PassageRole.BODY and not said.marked and is_clock(said.text)

    def _with_time_apart(self, said: Passage, label: Label) -> Iterator[Passage]:
        """Yield the label that a passage begins with as context, then its words, all at the time written there."""
        ends = label.ends - label.start
        yield replace(said, text=said.text[:ends].strip(), locator=label.clock, role=PassageRole.CAPTION)
        if words := said.text[ends:].strip():
            rest = replace(said, text=words, locator=label.clock)
            yield from self._by_who_leads(rest, replace(label, alone=False), begins=True, follows=False)

    def _goes_on_below(self, each: LabelledPassage, last: Label) -> bool:
        """Tell whether words below it without a label are still said by whom its ``last`` label names.

        A column of speakers leaves cells empty where the same one goes on; a row of another table stands for itself. In
        notes that are no turns a label is of its own line, unless nothing else stands on that.
        """
        return each.stated or (not each.table and (self.has_turns or last.alone))

    def _by_who_leads(self, said: Passage, turn: Label | None, *, begins: bool, follows: bool) -> Iterator[Passage]:
        """Yield a passage, parted where whoever leads the session ends: without a label only questions are theirs.

        ``begins`` says that the label of the turn stands in it, ``follows`` that it stands alone above it.
        """
        ends = self._asked_in(said, turn, begins=begins, follows=follows) if turn and _is_asked(said, turn) else 0
        if not ends:
            yield said
            return
        yield replace(said, text=said.text[:ends].strip(), role=PassageRole.INTERVIEWER)
        if rest := said.text[ends:].strip():
            yield replace(said, text=rest, locator=_moved(said, ends))

    def _asked_in(self, said: Passage, turn: Label, *, begins: bool, follows: bool) -> int:
        """Return how many characters of a passage whoever leads the session says, from its beginning.

        What must stay whole is theirs as a whole or not at all. Where no label begins an answer, one may stand right
        under a question: then only what ends as a question is asked.
        """
        if said.whole and begins and self.has_answers:
            return len(said.text)
        named = _lines_named(turn, begins=begins, follows=follows)
        ends = asked_in(said.text, named=named, sure=self.has_answers) if named or self.has_answers else 0
        return ends if not said.whole or ends == len(said.text) else 0

    def _speaker(self, label: Label, passage: Passage) -> str | None:
        """Return which participant a label names; "Participant" under the heading P3 is P3, and so is "A"."""
        if label.key in _ANSWER:
            return _session_of(passage) or self.named
        if label.kind not in _SPEAKS:
            return None
        session = _session_of(passage) if label.kind is LabelKind.ROLE else None
        return session or self.written[label.key]

    def _beside(self, label: Label) -> str | None:
        """Return the label of whoever is no participant by it, and whose words are evidence: so they can withdraw."""
        return self.written[label.key] if _is_host(label) or label.key in _ANSWER else None

    def _is_answer(self, label: Label, passage: Passage) -> bool:
        """Tell whether a label begins what somebody answers, so that an interviewer's words end there."""
        return label.key in _ANSWER or (label.kind in _SPEAKS and self._counts(label, passage))

    def _counts(self, label: Label, passage: Passage) -> bool:
        """Tell whether a label says who speaks, or that it is nobody who takes part.

        The less plainly a label is a person's, the more has to speak for it: a code counts anywhere but in a list of
        priorities, a role or a name where it comes again, other words only beside times, questions or a column of
        speakers.
        """
        if label.kind is LabelKind.CODE:
            return self.is_sure or not _is_under(_RANKS, passage)
        if _is_under(_LISTS, passage):
            return False
        if not self.has_turns:
            return label.kind is LabelKind.ASKS and self.asks_again
        if label.kind is LabelKind.ROLE:
            return self.is_sure or (label.is_participant and self._comes_again(label))
        if label.kind is LabelKind.NAME:
            return self.is_sure or self._comes_again(label)
        return label.kind is not LabelKind.OTHER or (self.is_sure and self._comes_again_anywhere(label))

    def _comes_again(self, label: Label) -> bool:
        """Tell whether a label stands more than once under this heading: "Remember: ..." stands there once."""
        return self.here[label.key] >= _FEWEST_TURNS

    def _comes_again_anywhere(self, label: Label) -> bool:
        """Tell whether a label stands more than once in the file: somebody may speak once in each session."""
        return self.everywhere[label.key] >= _FEWEST_TURNS

    def _has_times(self, labels: Sequence[Label]) -> bool:
        """Tell whether times stand beside speakers: two at least, one of whom is plainly somebody or comes again.

        Times beside mere words are those of an agenda or of opening hours.
        """
        timed = [label for label in labels if label.timed and label.kind in _SPEAKS | {LabelKind.ASKS}]
        somebody = any(label.kind is not LabelKind.OTHER or self._comes_again_anywhere(label) for label in timed)
        return len(timed) >= _FEWEST_TURNS and somebody

    def _has_questions(self, labels: Sequence[Label]) -> bool:
        """Tell whether somebody asks more than once, and somebody else speaks who does so again or has a code."""
        speakers = [label for label in labels if label.kind in _SPEAKS]
        answered = any(label.kind is LabelKind.CODE or self._comes_again(label) for label in speakers)
        return self.asks_again and answered

    def _is_mostly_turns(self, labels: Sequence[Label]) -> bool:
        """Tell whether most passages begin with a label of somebody who is plainly a person, two at the least.

        Names alone have to be of two people: one that comes again may be what a note is about.
        """
        people = [label for label in labels if self._is_plainly_somebody(label)]
        body = sum(each.is_body for each in self.read)
        is_talk = any(label.kind is not LabelKind.NAME for label in people) or len({each.key for each in people}) > 1
        return len(people) >= _FEWEST_TURNS and is_talk and 2 * len(people) >= body

    def _is_plainly_somebody(self, label: Label) -> bool:
        """Tell whether a label is of a person whatever stands around it, or of one that comes again."""
        if label.kind in {LabelKind.CODE, LabelKind.NUMBERED, LabelKind.ASKS}:
            return True
        is_person = label.kind is LabelKind.NAME or (label.kind is LabelKind.ROLE and label.is_participant)
        return is_person and self._comes_again(label)


def _is_host(label: Label) -> bool:
    """Tell whether a label is of somebody of the research whose words are evidence: a host, an interpreter."""
    return label.kind is LabelKind.ASKS and asks(label.speaker) and not is_interviewer(label.speaker)


def _is_asked(said: Passage, turn: Label) -> bool:
    """Tell whether something may be an interviewer's: by its label, and nobody chose words of it as observations."""
    is_theirs = turn.kind is LabelKind.ASKS and not _is_host(turn)
    return is_theirs and said.role is PassageRole.BODY and not said.marked


def _lines_named(turn: Label, *, begins: bool, follows: bool) -> int:
    """Return how many of a passage's first lines are whoever's label it is: a label alone has the line below it too."""
    if begins and turn.alone:
        return _LABEL_AND_WORDS_LINES
    return int(begins or follows)


def _is_label_alone(label: Label | None, part: Passage) -> bool:
    """Tell whether a passage is nothing but a label, so that what it names is said in the next one."""
    return label is not None and label.alone and "\n" not in part.text


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


def _is_apart(label: Label, part: Passage) -> bool:
    """Tell whether a part begins with a label and a time that stand beside the words, as the cue of a transcript does.

    What somebody chose words of stays whole.
    """
    is_free = part.role is PassageRole.BODY and not (part.whole or part.marked or part.selections)
    return is_free and bool(label.clock)


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
