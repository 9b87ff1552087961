"""Names that somebody typed and nothing here bears: what they may have meant, told before it makes a new body."""

from collections.abc import Iterable

from domain.catalogue import UNRECORDED, Catalogue
from domain.evidence import Subject
from domain.proposals import FileDescription


def meant(known: Catalogue, name: str, subjects: Iterable[Subject] = (Subject.ORGANISATION,)) -> list[str]:
    """Return the entries of a catalogue that are likely meant by a name, likeliest first; none for one it holds."""
    from language.close_names import close_names

    if not name.strip() or name == UNRECORDED:
        return []
    return close_names(name, [(entry.name, *entry.aliases) for each in subjects for entry in known.entries(each)])


def told_of(known: Catalogue, files: Iterable[FileDescription]) -> list[str]:
    """Return what to tell of the names that files are described by and that become new organisations, each once."""
    said = list(files)
    researched = {name: (Subject.ORGANISATION,) for file in said if (name := file.organisation)}
    about = {name: tuple(Subject) for file in said for name in file.about if name not in researched}
    return [
        f"'{name}' is not known here and was taken as a new organisation. Did you mean {' or '.join(close)}? "
        f'If so: throughline catalogue merge "{name}" --into "{close[0]}"'
        for name, subjects in {**researched, **about}.items()
        if (close := meant(known, name, subjects))
    ]
