"""How far the words of whoever leads a session go, where lines that say nothing of who speaks follow on their label."""

import re

from ingest.readers._speakers import has_label
from ingest.readers._wording import SENTENCE_END

_QUESTION_END = re.compile(r"\?[\"'”’)*_\s]*$")
_BULLET = re.compile(r"\s*(?:[-*•–]|\d{1,2}[.)])\s+")


def asked_in(text: str, *, named: int, sure: bool) -> int:
    """Return how many characters from its beginning whoever leads the session says of a text; 0 for none.

    Its first ``named`` lines are the interviewer's by a label: where it is not ``sure`` that labels begin answers,
    questions alone. Of the others only questions are theirs; a line with a label of its own, and all after it, is not.
    """
    end = at = 0
    for number, line in enumerate(_whole_lines(text)):
        at += len(line)
        is_theirs = number == 0 and named > 0
        if not is_theirs and has_label(_BULLET.sub("", line, count=1)):
            break
        if not (number < named and sure) and not _QUESTION_END.search(line):
            break
        end = at
    return end


def _whole_lines(text: str) -> list[str]:
    """Return the lines of a text, one that plainly goes on with a sentence together with the line before it."""
    lines: list[str] = []
    for line in text.splitlines(keepends=True):
        if lines and line[:1].islower() and not SENTENCE_END.search(lines[-1]):
            lines[-1] += line
        else:
            lines.append(line)
    return lines
