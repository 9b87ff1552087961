"""Who says what in flowing text: the labels that make up turns of speech, and whose the passages are.

A label is a speaker's where the labels of a section make up turns, or where it is plainly a participant's code. What
follows without a label goes on with the same speaker up to the next label or heading. Whoever does the research is
nobody, and what they say is context, as are the lines of a head. Words stay as they are; only a passage in which
several speak is parted between them, so that each can be taken out, and a label with a time from its words.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from domain.evidence import Passage, PassageRole
from domain.transcript_heads import HeadLine, head_of, labels_of_interviewers, only_participant
from ingest.canonical import Canonical
from ingest.readers._sections import LabelledPassage, Section
from ingest.readers._speakers import (
    Label,
    is_clock,
    is_plain_word,
    label_of_cell,
    labels_in,
    may_name_speakers,
)
from ingest.readers._wording import BETWEEN_CELLS, SENTENCE_END

_SPEAKER_COLUMN = re.compile(
    r"(?:speaker|said by|participant|respondent|interviewee)(?: (?:id|no\.?|number|name|code|label))?", re.IGNORECASE
)
_BEFORE_SPEAKERS = re.compile(r"(?:time|time ?stamp|time ?code|start|line|no\.?|number|#)", re.IGNORECASE)
_IN_THE_FLOW = re.compile(r"(?:line|page|paragraph) \d+|table \d+, row \d+")
_HEAD_PASSAGES = 30
_SPEAKER_AND_WORDS = 2
_TIME_SPEAKER_AND_WORDS = 3


def with_speakers(passages: Sequence[Passage]) -> list[Passage]:
    """Return passages of flowing text with who said them. Nobody is found: the same passages."""
    above, asking, named = _head(passages)
    read = list(_labelled([*above, *passages[len(above) :]], asking))
    everywhere = Counter(label.key for each in read for label in each.labels)
    written: dict[str, str] = {}
    for label in (label for each in read for label in each.labels):
        written.setdefault(label.key, label.speaker)
    sections = (Section(section, everywhere, written, named) for section in _sections(read))
    return [passage for section in sections for passage in section.passages()]


def _head(passages: Sequence[Passage]) -> tuple[list[Passage], frozenset[str], str | None]:
    """Return the passages up to the end of a head, its lines as context; and whom it names.

    That is what its interviewers are called by, and its participant where it is of a single one.
    """
    placed = Canonical.of(passages[:_HEAD_PASSAGES])
    lines = head_of(placed.text)
    above: list[Passage] = []
    for each in placed.placed if lines else ():
        own = [line for line in lines if each.span.start <= line.span.start < each.span.end]
        if _says_facts_alone(each.passage, own):
            above.append(_as_context(each.passage))
        elif _is_a_sentence(each.passage):
            break
        else:
            above.append(each.passage)
    return above, labels_of_interviewers(lines, is_word=is_plain_word), only_participant(lines)


def _says_facts_alone(passage: Passage, lines: Sequence[HeadLine]) -> bool:
    """Tell whether all that a passage says is who, when or where; ``lines`` are those of the head that it holds.

    One other line makes it a note of somebody's, and evidence.
    """
    is_of_head = bool(lines) and len(lines) == len(passage.text.splitlines())
    return passage.role is PassageRole.BODY and is_of_head and all(line.is_fact for line in lines)


def _as_context(passage: Passage) -> Passage:
    """Return a line of a head as context, unless somebody chose words of it as observations: theirs stand."""
    return passage if passage.marked else replace(passage, role=PassageRole.CAPTION)


def _is_a_sentence(passage: Passage) -> bool:
    """Tell whether a passage is speech or a note, with which a head is over: its own lines are no sentences."""
    return passage.role is PassageRole.BODY and SENTENCE_END.search(passage.text) is not None


def _labelled(passages: Sequence[Passage], asking: frozenset[str]) -> Iterator[LabelledPassage]:
    above, names = "", may_name_speakers(passage.text for passage in passages)
    for passage in passages:
        if _is_aside(passage):
            yield LabelledPassage(passage=passage, is_aside=True)
            continue
        at = _speaker_column(passage)
        if at is not None:
            label = label_of_cell(_cell(passage.text, at), asking)
            yield LabelledPassage(passage=passage, labels=(label,) if label else (), stated=True)
        else:
            labels = tuple(labels_in(passage.text, above=above, names=names, asking=asking))
            yield LabelledPassage(passage=passage, labels=_labels_that_part(passage, labels))
        above = passage.text if is_clock(passage.text) else ""


def _is_aside(passage: Passage) -> bool:
    """Tell whether a passage is no part of anyone's turn: a footnote, a comment or a drawing beside the text."""
    return passage.role is PassageRole.CAPTION or not _IN_THE_FLOW.fullmatch(passage.locator)


def _labels_that_part(passage: Passage, labels: tuple[Label, ...]) -> tuple[Label, ...]:
    """Return those labels at which a passage may be parted.

    A heading bears one label at most, and only where it is nothing else: "Jane" and "Jane:", but not "Jane: a visit".
    What must stay whole bears the one that it begins with.
    """
    if passage.role is PassageRole.HEADING:
        labels = tuple(label for label in labels[:1] if label.alone or passage.text.endswith(":"))
    return labels[:1] if passage.whole else labels


def _speaker_column(passage: Passage) -> int | None:
    """Return which cell of a table's row says who speaks, by the names of its columns; None for other passages.

    It is the first, or the second after a time or a number; what was said has to stand in a column after it.
    """
    if passage.role is not PassageRole.BODY or not passage.headings:
        return None
    names = passage.headings[-1].split(BETWEEN_CELLS)
    if len(names) >= _SPEAKER_AND_WORDS and _SPEAKER_COLUMN.fullmatch(names[0]):
        return 0
    is_long = len(names) >= _TIME_SPEAKER_AND_WORDS
    return 1 if is_long and _BEFORE_SPEAKERS.fullmatch(names[0]) and _SPEAKER_COLUMN.fullmatch(names[1]) else None


def _cell(row: str, at: int) -> str:
    """Return what a row says of the speaker; nothing where no cell with words comes after that."""
    cells = row.split(BETWEEN_CELLS)
    return cells[at].strip().rstrip(":") if len(cells) > at + 1 else ""


def _sections(read: Sequence[LabelledPassage]) -> Iterator[list[LabelledPassage]]:
    """Yield what stands between headings that are no speaker's, each with the heading it begins with."""
    section: list[LabelledPassage] = []
    for each in read:
        if each.is_border and section:
            yield section
            section = []
        section.append(each)
    if section:
        yield section
