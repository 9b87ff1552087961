"""Names that somebody typed and nothing here bears: what they may have meant, told before it makes a new body."""

from collections.abc import Iterable

from domain.catalogue import UNRECORDED, Catalogue
from domain.evidence import Subject


def meant(known: Catalogue, name: str, subjects: Iterable[Subject] = (Subject.ORGANISATION,)) -> list[str]:
    """Return the entries of a catalogue that are likely meant by a name, likeliest first; none for one it holds."""
    from language.close_names import close_names

    if not name.strip() or name == UNRECORDED:
        return []
    return close_names(name, [(entry.name, *entry.aliases) for each in subjects for entry in known.entries(each)])


def told_of(known: Catalogue, organisations: Iterable[str], about: Iterable[str]) -> list[str]:
    """Return what to tell of names that made new organisations, as the catalogue was before: each once, in order.

    ``organisations`` did the research, ``about`` is what it was said to be about.
    """
    researched = dict.fromkeys(organisations, (Subject.ORGANISATION,))
    subjects = {name: tuple(Subject) for name in about} | researched
    return [
        f"'{name}' is not known here and was taken as a new organisation. Did you mean {' or '.join(close)}? "
        f'If so: throughline catalogue merge "{name}" --into "{close[0]}"'
        for name, among in subjects.items()
        if (close := meant(known, name, among))
    ]
