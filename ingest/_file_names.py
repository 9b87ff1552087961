"""Names of people within names of files: "notes_Sadia_v2.docx" holds one, and has no spaces."""

import re
from collections.abc import Iterator

from domain.masking import PERSON
from ingest._find import Find
from ingest._known_names import lone_first_names, surnames
from ingest._places import PLACES
from ingest._word_set import key_of
from language.dictionary import is_ordinary_word

_FILE = re.compile(
    r"(?<![\w/@.=-])[\w-]+(?:[.][\w-]+)*\.(?:docx?|odt|rtf|txt|md|pdf|xlsx?|csv|pptx?|mp[34]|m4a|wav|mov|vtt|srt|eml|msg|html?|zip|png|jpe?g)\b"
)
_PIECE = re.compile(r"(?<![^\W_])[^\W\d_]+(?![^\W_])")
_SCORE = 0.6
_SHORTEST = 4


def names_in_file_names(text: str) -> Iterator[Find]:
    """Yield each first name that stands in the name of a file, with the surname right behind it."""
    for file in _FILE.finditer(text):
        pieces = list(_PIECE.finditer(file.group().rpartition(".")[0]))
        at = 0
        while at < len(pieces):
            end = _name_ends(pieces, at)
            if end > at:
                yield Find(file.start() + pieces[at].start(), file.start() + pieces[end - 1].end(), PERSON, _SCORE)
            at = max(end, at + 1)


def _name_ends(pieces: list[re.Match[str]], at: int) -> int:
    """Return behind which piece a name ends that begins at this one; ``at`` itself for none."""
    first = key_of(pieces[at].group())
    if len(first) < _SHORTEST or first not in lone_first_names() or first in PLACES:
        return at
    follows = key_of(pieces[at + 1].group()) if at + 1 < len(pieces) else ""
    return at + 2 if follows in surnames() or (len(follows) >= _SHORTEST and not is_ordinary_word(follows)) else at + 1
