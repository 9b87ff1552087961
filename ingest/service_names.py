"""Names of folders: which may be a service's, and which name a round, a kind of file or a place to put things."""

import re
from pathlib import PurePosixPath

from domain.dates import MONTHS
from ingest._word_set import word_set

_GENERIC = frozenset(MONTHS) | word_set(
    """
    a all alpha analysis and archive assets attachments beta board boards calls consent content copies copy corpus data
    day days demo desktop discovery docs document documents downloads draft drafts examples exports field fieldwork file
    files final findings folder for friday group groups home images in inbox input insights interview interviews
    iteration live material materials messages misc monday month new note notes of old other outputs p part participant
    participants phase pilot plan playback private project projects raw recordings report reports research responses
    results round rounds s sample samples scripts session sessions shared slides sprint sprints studies study stuff
    summary survey surveys synthesis temp template test testing tests the thursday tmp transcript transcripts tuesday
    untitled upload uploads ur usability user users v version wave wednesday week working workshop workshops year zip
    """
)
_PIECES = re.compile(r"[^\W\d_]+")
_WORD = re.compile(r"[^\W_]+")
_SHORTEST_WORD = 3


def is_generic(name: str) -> bool:
    """Tell whether a name says nothing of a service: only numbers, and words for rounds, files and places."""
    return all(piece in _GENERIC or len(piece) == 1 for piece in _PIECES.findall(name.casefold()))


def folder_of(name: str) -> str:
    """Return the nearest folder in a file's path that may name a service, its words apart; empty when none may."""
    for part in reversed(PurePosixPath(name).parts[:-1]):
        if not part.casefold().endswith(".zip") and may_name_a_service(part):
            return " ".join(_WORD.findall(part))
    return ""


def may_name_a_service(name: str) -> bool:
    """Tell whether a folder's name may be a service's: words beside the generic ones, and no number among them."""
    pieces = [piece for piece in _PIECES.findall(name) if piece.casefold() not in _GENERIC]
    long_enough = any(len(piece) >= _SHORTEST_WORD for piece in pieces)
    return long_enough and not re.search(r"\d", name)
