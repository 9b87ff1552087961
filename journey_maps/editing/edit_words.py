"""What people write on a journey, cleaned and checked before it is kept."""

from domain.errors import InvalidRequest
from domain.text import fold
from journey_maps.outlines import MAX_STEP_LENGTH

MAX_NOTE_LENGTH = 5_000
"""In characters: some pages of a note, and no file."""


def named(text: str, what: str) -> str:
    """Return a name. Raises InvalidRequest for an empty one, and for one that is too long."""
    if not fold(text):
        raise InvalidRequest(f"{what} needs a name.", where="its name", remedy="Say in a few words what it is.")
    return words(text, "the name")


def words(text: str, where: str) -> str:
    """Return a short text on one line, empty where nothing was said. Raises InvalidRequest for one too long."""
    said = fold(text)
    if len(said) > MAX_STEP_LENGTH:
        raise InvalidRequest(
            f"This is longer than {MAX_STEP_LENGTH} characters.",
            where=where,
            remedy="Say it in a few words; longer things belong in the note.",
        )
    return said


def prose(text: str, where: str) -> str:
    """Return a longer text with its lines as they are. Raises InvalidRequest for one too long."""
    if len(text) > MAX_NOTE_LENGTH:
        raise InvalidRequest(
            f"This is longer than {MAX_NOTE_LENGTH} characters.", where=where, remedy="Keep what a reader needs."
        )
    return text.strip()
