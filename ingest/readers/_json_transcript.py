"""Transcripts in JSON: records that each say what was said, when, and mostly by whom."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from domain.evidence import Refusal
from ingest.readers._vtt import Cue
from ingest.readers._wording import tidy

_TEXT = ("text", "transcript", "utterance", "content", "words")
_SPEAKER = ("speaker", "speakername", "speakerlabel", "speakerid", "name", "who")
_START = ("start", "starttime", "begin", "from", "time", "timestamp", "startms", "offset")
_END = ("end", "endtime", "to", "endms")
_TECHNICAL = (
    "id", "seek", "tokens", "temperature", "avglogprob", "compressionratio", "nospeechprob", "confidence", "channel",
    "type", "duration", "language",
)  # fmt: skip
_CLOCK = re.compile(r"(?:(\d{1,3}):)?(\d{1,2}):(\d{1,2}(?:[.,]\d+)?)")
_SECONDS = re.compile(r"\d{1,9}(?:\.\d+)?")
_MILLISECONDS = 1000


def cues_in(records: Sequence[Mapping[str, Any]]) -> list[Cue]:
    """Return what was said in records as cues; none where they are no transcript: some have no words or no time."""
    cues = [_cue(record) for record in records]
    found = [cue for cue in cues if cue]
    return found if len(found) == len(cues) else []


def left_out(records: Sequence[Mapping[str, Any]]) -> Iterator[Refusal]:
    """Yield a refusal for the fields that say something else than what was said, when and by whom."""
    others = {_name(field) for record in records for field in record} - {*_TEXT, *_SPEAKER, *_START, *_END, *_TECHNICAL}
    if others:
        count = f"{len(others)} fields are" if len(others) > 1 else "1 field is"
        yield Refusal(
            where="names of the fields",
            reason=f"{count} left out: a transcript keeps what was said, when and by whom",
            remedy="Say what the fields hold, as columns of a table, if they are evidence.",
        )


def _name(field: object) -> str:
    return re.sub(r"[^a-z]", "", str(field).casefold())


def _cue(record: Mapping[str, Any]) -> Cue | None:
    named = {_name(field): value for field, value in record.items()}
    text, start, end, speaker = _first(named, _TEXT), _time(named, _START), _time(named, _END), _first(named, _SPEAKER)
    if not text or start is None or (end is None and not speaker):
        return None
    return Cue(start=start, end=max(start, end or start), lines=(text,), speaker=speaker)


def _first(named: Mapping[str, Any], names: Sequence[str]) -> str:
    said = (named[name] for name in names if isinstance(named.get(name), str))
    return next((tidy(" ".join(value.split())) for value in said if value.strip()), "")


def _time(named: Mapping[str, Any], names: Sequence[str]) -> float | None:
    """Return a time in seconds, from seconds, milliseconds or a clock; None without one."""
    for name in names:
        written = str(named.get(name, "")).strip()
        if clock := _CLOCK.fullmatch(written):
            hours, minutes, seconds = clock.groups()
            return int(hours or 0) * 3600 + int(minutes) * 60 + float(seconds.replace(",", "."))
        if _SECONDS.fullmatch(written):
            return float(written) / (_MILLISECONDS if name.endswith("ms") else 1)
    return None
