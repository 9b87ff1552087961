"""Names that somebody typed and nothing here bears: what they may have meant, told before it makes a new body."""

import shlex
from collections.abc import Iterable

from domain.catalogue import UNRECORDED, Catalogue
from domain.evidence import Subject

ORGANISATIONS = (Subject.ORGANISATION,)
EVERYTHING = tuple(Subject)


class MeantNames:
    """The names of a catalogue's entries of some sorts, arranged once to compare many others with. Never changes."""

    def __init__(self, known: Catalogue, subjects: tuple[Subject, ...] = ORGANISATIONS) -> None:
        from language.close_names import CloseNames

        self._close = CloseNames((entry.name, *entry.aliases) for each in subjects for entry in known.entries(each))

    def of(self, name: str) -> list[str]:
        """Return the entries that are likely meant by a name, likeliest first; none for one that is there."""
        return [] if not name.strip() or name == UNRECORDED else self._close.of(name)


def told_of(known: Catalogue, organisations: Iterable[str], about: Iterable[str]) -> list[str]:
    """Return what to tell of names that made new organisations, as the catalogue was before: each once, in order.

    ``organisations`` did the research, ``about`` is what it was said to be about.
    """
    subjects = dict.fromkeys(about, EVERYTHING) | dict.fromkeys(organisations, ORGANISATIONS)
    meant = {among: MeantNames(known, among) for among in set(subjects.values())}
    return [
        f"'{name}' is not known here and was taken as a new organisation. Did you mean {' or '.join(close)}? "
        f"If so: throughline catalogue merge {shlex.quote(name)} --into {shlex.quote(close[0])}"
        for name, among in subjects.items()
        if (close := meant[among].of(name))
    ]
