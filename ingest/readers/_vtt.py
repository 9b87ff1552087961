"""Transcripts and captions with times: WebVTT and SubRip."""

import html
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from domain.errors import UnreadableSource
from domain.evidence import Passage, PassageRole, Refusal, SourceFile
from domain.files import Sight
from domain.limits import Limits
from ingest.readers._content import text_of
from ingest.readers._speakers import asks, is_interviewer
from ingest.readers._wording import SENTENCE_END, tidy
from language.sentences import FEWEST_WORDS, count_words

_HEADER = re.compile(r"WEBVTT(?:[ \t].*)?")
_TIME = r"(?:(\d{1,4}):)?([0-5]?\d):([0-5]\d)[.,](\d{1,3})"
_TIMING = re.compile(rf"\s*{_TIME}\s*-->\s*{_TIME}(?:\s.*)?")
_UNSPOKEN = re.compile(r"(?:NOTE|STYLE|REGION)(?:[ \t].*)?")
_VOICE = re.compile(r"<v(?:\.[^\s>]*)?\s+([^>]+)>", re.IGNORECASE)
_TAG = re.compile(r"</?(?:[a-z][^<>]*|\d[\d:.,]*)>|\{\\an?\d+\}", re.IGNORECASE)
"""Marks of style, of the time of a word, and where SubRip puts a line."""
_LABEL = re.compile(r"([A-Z][\w.'’-]*(?: [A-Z0-9(][\w.'’)-]*){0,3}):\s+(?=\S)")
_TURN_MARK = re.compile(r"(?:-|–|>>+)\s*(?=\S)")
_NOD = re.compile(
    r"\W*(?:yes|yeah|yep|yup|no|nope|ok|okay|right|sure|well|m+|m+.?hm+|h+m+|uh|um+|er+m*|oh|ah|thanks|thank you)\W*",
    re.IGNORECASE,
)
"""Says no more than that somebody listens, agrees or does not: it adds nothing to the sentence beside it."""
_PAUSE_SECONDS = 4.0
_ABUTTING_SECONDS = 1.0
_LONGEST_PASSAGE_SECONDS = 60.0


@dataclass(frozen=True, kw_only=True, slots=True)
class Cue:
    """What stands on screen from ``start`` to ``end``, in seconds; ``speaker`` empty when none is named."""

    start: float
    end: float
    lines: tuple[str, ...]
    speaker: str = ""
    turn: bool = False


class VttReader:
    """Reads a transcript. Each speaker's turn stands under their name; its words begin anew after a finished sentence.

    Cues that follow one another are joined, so that a sentence is whole wherever the captions broke it. A line that
    stays on screen is read once. A cue that names nobody goes on with whoever spoke before; where a dash
    begins another's turn after an interviewer's, it is nobody's, and no context. A speaker is a participant
    unless the name says that they do the research: what whoever leads the session says is context. Notes, styles and
    regions are no speech.
    """

    suffixes = frozenset({".vtt"})
    media_type = "text/vtt"
    is_text = True

    def recognises(self, seen: Sight) -> bool:
        """Tell whether the first line is the one that WebVTT begins with."""
        return _HEADER.fullmatch(seen.start.partition("\n")[0].removeprefix("\ufeff").rstrip()) is not None

    def read(self, source: SourceFile, limits: Limits) -> Iterator[Passage | Refusal]:
        """Yield turns in order, each at the time it begins. Raises UnreadableSource for a transcript without cues."""
        yield from _passages(_without_header(text_of(source).removeprefix("\ufeff").split("\n")))


class SrtReader:
    """Reads a transcript in SubRip's form; see :class:`VttReader`."""

    suffixes = frozenset({".srt"})
    media_type = "application/x-subrip"
    is_text = True

    def recognises(self, seen: Sight) -> bool:
        """Tell whether the text begins with a cue: its number, then its times."""
        first, _, rest = seen.start.removeprefix("\ufeff").lstrip().partition("\n")
        return first.strip().isdecimal() and _TIMING.fullmatch(rest.partition("\n")[0]) is not None

    def read(self, source: SourceFile, limits: Limits) -> Iterator[Passage | Refusal]:
        """Yield turns in order, each at the time it begins. Raises UnreadableSource for a transcript without cues."""
        yield from _passages(text_of(source).removeprefix("\ufeff").split("\n"))


def _passages(lines: Sequence[str]) -> Iterator[Passage | Refusal]:
    cues, refused = _cues(lines)
    if not cues:
        raise UnreadableSource(
            "The transcript has no cue: no line with the time of what was said.",
            where="whole file",
            remedy="Export it with times, as WebVTT or SubRip, or save its words as a .txt file.",
        )
    yield from spoken(cues)
    yield from refused


def spoken(cues: Sequence[Cue]) -> Iterator[Passage]:
    """Yield what was said in cues, whatever held them: turns in order, each at the time it begins."""
    yield from _turns(list(_once(list(_labelled(cues)))))


def _without_header(lines: list[str]) -> list[str]:
    """Return the lines after the header, as many as there were. Raises UnreadableSource when there is none."""
    if not _HEADER.fullmatch(lines[0].rstrip()):
        raise UnreadableSource(
            "The file does not begin as a WebVTT transcript does.",
            where="line 1",
            remedy="Its first line must be WEBVTT: export the transcript again, or save its words as a .txt file.",
        )
    end = next((number for number, line in enumerate(lines) if not line.strip() or "-->" in line), len(lines))
    return [*[""] * end, *lines[end:]]


def _cues(lines: Sequence[str]) -> tuple[list[Cue], list[Refusal]]:
    cues: list[Cue] = []
    refused: list[Refusal] = []
    for first, block in _blocks(lines):
        timed = next((at for at, line in enumerate(block[:2]) if "-->" in line), None)
        found = _TIMING.fullmatch(block[timed]) if timed is not None else None
        if found and timed is not None:
            start, end = _seconds(found.groups()[:4]), _seconds(found.groups()[4:])
            cues += _voices(block[timed + 1 :], start, max(start, end))
        elif not _UNSPOKEN.fullmatch(block[0].rstrip()) and any(map(str.isalpha, " ".join(block))):
            refused.append(
                Refusal(
                    where=f"line {first}",
                    reason="words without a time",
                    remedy="Put a line such as 00:03:12.000 --> 00:03:15.000 above them.",
                )
            )
    return cues, refused


def _blocks(lines: Sequence[str]) -> Iterator[tuple[int, list[str]]]:
    """Yield what stands between blank lines, with the number of its first line; a new time begins a block too.

    Live captions put a line of a space under the time: the words follow it.
    """
    block: list[str] = []
    first = 1
    for number, line in enumerate([*lines, ""], start=1):
        if block and not line.strip() and line and "-->" in block[-1]:
            continue
        if block and (not line.strip() or ("-->" in line and any("-->" in held for held in block))):
            yield first, block
            block = []
        if line.strip():
            first = first if block else number
            block.append(line)


def _seconds(parts: Sequence[str | None]) -> float:
    hours, minutes, seconds, fraction = parts
    return int(hours or 0) * 3600 + int(minutes or 0) * 60 + int(seconds or 0) + float(f"0.{fraction or 0}")


def _voices(lines: Sequence[str], start: float, end: float) -> Iterator[Cue]:
    """Yield a cue for each voice in these lines, in order."""
    pieces = _VOICE.split("\n".join(lines))
    for speaker, text in zip(["", *pieces[1::2]], pieces[::2], strict=True):
        marked = [tidy(html.unescape(_TAG.sub("", line))) for line in text.split("\n")]
        for turn, said in _by_turn_mark(line for line in marked if line):
            yield Cue(start=start, end=end, lines=said, speaker=tidy(html.unescape(speaker)), turn=turn)


def _by_turn_mark(lines: Iterable[str]) -> Iterator[tuple[bool, tuple[str, ...]]]:
    """Yield runs of lines; a line that begins with a dash or >> begins another speaker's run."""
    run: list[str] = []
    turn = False
    for line in lines:
        if mark := _TURN_MARK.match(line):
            if run:
                yield turn, tuple(run)
            run, turn = [line[mark.end() :]], True
        else:
            run.append(line)
    if run:
        yield turn, tuple(run)


def _labelled(cues: Sequence[Cue]) -> Iterator[Cue]:
    """Yield cues whose speaker is written before the words ("Registrar: ...") with it as the speaker.

    A label counts when it stands before two cues or more, so that "Remember: ..." stays what somebody said.
    """
    labels = Counter(label[1] for cue in cues if not cue.speaker and (label := _LABEL.match(cue.lines[0])))
    for cue in cues:
        label = None if cue.speaker else _LABEL.match(cue.lines[0])
        if label and labels[label[1]] > 1:
            lines = (cue.lines[0][label.end() :], *cue.lines[1:])
            yield replace(cue, lines=lines, speaker=label[1], turn=True)
        else:
            yield cue


def _once(cues: Sequence[Cue]) -> Iterator[Cue]:
    """Yield cues without the words that merely stayed on screen from the cue before."""
    before: Cue | None = None
    for cue in cues:
        rolling = before and cue.speaker == before.speaker and cue.start - before.end <= _ABUTTING_SECONDS
        lines = _new_lines(before.lines, cue.lines) if rolling and before else cue.lines
        if lines:
            yield replace(cue, lines=lines)
        before = cue


def _new_lines(before: tuple[str, ...], lines: tuple[str, ...]) -> tuple[str, ...]:
    """Return what ``lines`` adds to the lines before: those that scrolled up, or one that grew, are left out."""
    for held in range(min(len(before), len(lines)), 0, -1):
        if before[-held:] == lines[:held]:
            return lines[held:]
    if lines[0].startswith(f"{before[-1]} "):
        return (lines[0][len(before[-1]) + 1 :], *lines[1:])
    return lines


def _turns(cues: Sequence[Cue]) -> Iterator[Passage]:
    """Yield a heading for each change of speaker and, under it, passages of whole sentences."""
    speaker, gathered = "", list[Cue]()
    for cue in cues:
        changed = bool(cue.speaker) and cue.speaker != speaker
        if gathered and (changed or _parts(gathered, cue, speaker)):
            yield _passage(gathered, speaker)
            gathered = []
        if cue.turn and not cue.speaker and is_interviewer(speaker):
            speaker = ""
        if changed:
            speaker = cue.speaker
            above = PassageRole.INTERVIEWER if is_interviewer(speaker) else PassageRole.HEADING
            yield Passage(text=speaker, locator=_clock(cue.start), role=above)
        gathered.append(cue)
    if gathered:
        yield _passage(gathered, speaker)


def _parts(gathered: Sequence[Cue], cue: Cue, speaker: str) -> bool:
    """Tell whether a cue of whoever speaks, or of nobody named, begins a new passage after those gathered.

    Words too few to make sense alone ("Every time.") stay with what the same speaker says right before or after them;
    where no speaker is named, nobody knows whose they are.
    """
    if cue.start - gathered[-1].end >= _PAUSE_SECONDS or cue.start - gathered[0].start >= _LONGEST_PASSAGE_SECONDS:
        return True
    is_another = cue.turn and not (cue.speaker and cue.speaker == speaker)
    if speaker and not is_another and _go_together(_words(gathered), _words([cue])):
        return False
    return cue.turn or SENTENCE_END.search(gathered[-1].lines[-1]) is not None


def _go_together(before: str, words: str) -> bool:
    """Tell whether one of two pieces of speech is too short to make sense alone, and neither is a mere nod."""
    is_short = min(count_words(before), count_words(words)) < FEWEST_WORDS
    return is_short and not (_NOD.fullmatch(before) or _NOD.fullmatch(words))


def _words(cues: Sequence[Cue]) -> str:
    return " ".join(line for cue in cues for line in cue.lines)


def _passage(cues: Sequence[Cue], speaker: str) -> Passage:
    return Passage(
        text=_words(cues),
        locator=_clock(cues[0].start),
        headings=(speaker,) if speaker else (),
        role=PassageRole.INTERVIEWER if is_interviewer(speaker) else PassageRole.BODY,
        participant=None if asks(speaker) else speaker or None,
        speaker=speaker if asks(speaker) and not is_interviewer(speaker) else None,
    )


def _clock(seconds: float) -> str:
    """Return a time as players show it: 00:03:12."""
    whole = int(seconds)
    return f"{whole // 3600:02}:{whole // 60 % 60:02}:{whole % 60:02}"
