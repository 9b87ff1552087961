"""Which organisations, services and systems of the catalogue a text names."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from domain.catalogue import Catalogue, Organisation, Service, System, name_key
from domain.evidence import About, Basis, Subject
from domain.text import fold

_SHORTEST_NAME = 3
_WORD = re.compile(r"[^\W_]+(?:['’&-][^\W_]+)*")


class CatalogueNames:
    """The names of a catalogue, arranged so that a text is read through once however many there are."""

    def __init__(self, known: Catalogue) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], str, About]]] = defaultdict(list)
        self._exactly: dict[str, About] = {}
        for name, about in _names(known):
            self._exactly.setdefault(fold(name).casefold(), about)
            words = tuple(word.casefold() for word in _WORD.findall(name))
            if words and len(name) >= _SHORTEST_NAME:
                self._by_first[words[0]].append((words, name, about))
        for entries in self._by_first.values():
            entries.sort(key=lambda entry: -len(entry[0]))

    def exactly(self, name: str) -> About | None:
        """Return what goes by this name, in any case and however short; None when nothing does."""
        return self._exactly.get(fold(name).casefold())

    def within(self, text: str) -> Iterator[About]:
        """Yield what a text names, each time it does, in order; of names that overlap the longest.

        A name of one word counts only as it is written ("Select", never "select").
        """
        written = _WORD.findall(text)
        folded = [word.casefold() for word in written]
        at = 0
        while at < len(folded):
            match = next(self._matching(folded, written, at), None)
            if match:
                yield match[1]
            at += match[0] if match else 1

    def _matching(self, folded: list[str], written: list[str], at: int) -> Iterator[tuple[int, About]]:
        for words, name, about in self._by_first.get(folded[at], ()):
            same = tuple(folded[at : at + len(words)]) == words
            if same and (len(words) > 1 or written[at] == name):
                yield len(words), about


def with_bodies(about: Sequence[About], named: Iterable[About]) -> tuple[About, ...]:
    """Return what something is about, its organisations first, with the other organisations among what is named."""
    there = {name_key(each.name) for each in about if each.is_body}
    more = [each for each in dict.fromkeys(named) if each.is_body and name_key(each.name) not in there]
    return tuple(sorted((*about, *more), key=lambda each: not each.is_body))


@lru_cache(maxsize=4)
def names_of(known: Catalogue) -> CatalogueNames:
    """Return the names of a catalogue, arranged once for all the sources of an ingest."""
    return CatalogueNames(known)


def _names(known: Catalogue) -> Iterator[tuple[str, About]]:
    subjects: tuple[tuple[Subject, tuple[Organisation | Service | System, ...]], ...] = (
        (Subject.ORGANISATION, known.organisations),
        (Subject.SERVICE, known.services),
        (Subject.SYSTEM, known.systems),
    )
    for subject, entries in subjects:
        for entry in entries:
            about = About(name=entry.name, subject=subject, basis=Basis.PROPOSED)
            for name in (entry.name, *entry.aliases):
                if not known.is_rejected(subject, name):
                    yield name, about
