"""What an observation is about: what was stated, else what its words name, else who did the research."""

import re
from collections.abc import Iterable, Iterator, Sequence

from domain.catalogue import Catalogue, Organisation, Service, System
from domain.evidence import About, Basis, Study, Subject

_SHORTEST_NAME = 3


class Subjects:
    """Says what passages are about, for one source."""

    def __init__(self, *, stated: Sequence[About], study: Study, known: Catalogue) -> None:
        self._stated = tuple(stated)
        self._assumed = About(name=study.organisation, basis=Basis.ASSUMED)
        self._service = (
            (About(name=study.service, subject=Subject.SERVICE, basis=study_service_basis(study)),)
            if study.service
            else ()
        )
        self._names = dict(_names(known))
        self._pattern = _pattern(self._names)

    def of(self, text: str, headings: Iterable[str]) -> tuple[About, ...]:
        """Return what a passage is about; an organisation comes first and there is always one."""
        if any(about.subject is Subject.ORGANISATION for about in self._stated):
            return (*self._stated, *self._missing_service(self._stated))
        named = self._named(text) or self._named("\n".join(headings))
        found = (*self._stated, *named)
        if not any(about.subject is Subject.ORGANISATION for about in found):
            found = (self._assumed, *found)
        ordered = sorted(found, key=lambda about: about.subject is not Subject.ORGANISATION)
        return (*ordered, *self._missing_service(found))

    def _missing_service(self, found: Sequence[About]) -> tuple[About, ...]:
        return () if any(about.subject is Subject.SERVICE for about in found) else self._service

    def _named(self, text: str) -> tuple[About, ...]:
        if self._pattern is None:
            return ()
        found = {
            self._names[_key(match[0])]: None for match in self._pattern.finditer(text) if _key(match[0]) in self._names
        }
        return tuple(found)


def study_service_basis(study: Study) -> Basis:
    """Return how the study's service is known: a study whose organisation was stated was described by a person."""
    return Basis.STATED if study.organisation_basis is Basis.STATED else Basis.PROPOSED


def _names(known: Catalogue) -> Iterator[tuple[str, About]]:
    subjects: tuple[tuple[Subject, tuple[Organisation | Service | System, ...]], ...] = (
        (Subject.SYSTEM, known.systems),
        (Subject.SERVICE, known.services),
        (Subject.ORGANISATION, known.organisations),
    )
    for subject, entries in subjects:
        for entry in entries:
            about = About(name=entry.name, subject=subject, basis=Basis.PROPOSED)
            for name in (entry.name, *entry.aliases):
                if len(name) >= _SHORTEST_NAME:
                    yield _key(name), about


def _key(name: str) -> str:
    """Return the form in which names are compared; a short name in capitals keeps them ("IT" is not "it")."""
    words = " ".join(name.split())
    return words if words.isupper() and len(words) <= 5 else words.casefold()


def _pattern(names: Iterable[str]) -> re.Pattern[str] | None:
    longest_first = sorted(names, key=len, reverse=True)
    if not longest_first:
        return None
    either = "|".join(r"\s+".join(map(re.escape, name.split())) for name in longest_first)
    return re.compile(rf"(?<!\w)(?:{either})(?!\w)", re.IGNORECASE)
