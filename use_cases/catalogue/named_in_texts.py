"""What observations are about, brought in step with a catalogue whose names have changed since they were taken in."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

from domain.access import MAINTENANCE
from domain.catalogue import Catalogue, Entry, NameKey, name_key, subject_of
from domain.evidence import About, Basis, Observation, Study, Subject
from language.catalogue_names import CatalogueNames, names_of
from use_cases.repository import Repository


@dataclass(frozen=True, kw_only=True, slots=True)
class _Changed:
    """Entries by the subject and key of their names: those with names more, or fewer; ``names`` are these as written.

    One that changed its names has both, one that is new more, one that is gone fewer.
    """

    more: frozenset[NameKey]
    fewer: frozenset[NameKey]
    names: frozenset[str]


@contextmanager
def found_in_texts(repository: Repository) -> Iterator[None]:
    """Look, after the block, for the names that the catalogue has gained or lost in it, in all that is stored.

    What somebody stated an observation to be about stays, and so does everything about which nothing changed.
    """
    before = repository.catalogue.catalogue()
    yield
    known = repository.catalogue.catalogue()
    changed = _changed(before, known)
    if not changed.names:
        return
    held = repository.names.mentioning(changed.names)
    studies = {study.id: study for study in repository.evidence.studies(MAINTENANCE)}
    looking = _Looking(before=names_of(before), now=names_of(known), changed=changed)
    anew = {item.id: looking.about(item, studies[item.study_id]) for item in held}
    told = {item.id: item.about for item in held}
    repository.names.say_about({name: about for name, about in anew.items() if about != told[name]})


def _changed(before: Catalogue, known: Catalogue) -> _Changed:
    old, new = _forms(before), _forms(known)
    more = frozenset(key for key, forms in new.items() if forms.keys() - old.get(key, {}).keys())
    fewer = frozenset(key for key, forms in old.items() if forms.keys() - new.get(key, {}).keys())
    written = [*_told_apart(new, old), *_told_apart(old, new)]
    return _Changed(more=more, fewer=fewer, names=frozenset(written))


def _forms(known: Catalogue) -> dict[NameKey, dict[str, str]]:
    """Return the names of each entry as they are written, by their keys."""
    every: tuple[Entry, ...] = (*known.organisations, *known.services, *known.systems)
    return {
        (subject_of(entry), name_key(entry.name)): {name_key(form): form for form in (entry.name, *entry.aliases)}
        for entry in every
    }


def _told_apart(
    these: Mapping[NameKey, Mapping[str, str]], others: Mapping[NameKey, Mapping[str, str]]
) -> Iterator[str]:
    for key, forms in these.items():
        yield from (form for own, form in forms.items() if own not in others.get(key, {}))


@dataclass(frozen=True, kw_only=True, slots=True)
class _Looking:
    """Looks into one observation after another, by the names of before and of now."""

    before: CatalogueNames
    now: CatalogueNames
    changed: _Changed

    def about(self, item: Observation, study: Study) -> tuple[About, ...]:
        """Return what it is about: what was found before and still holds, and what its words name now."""
        if any(about.basis is Basis.STATED and _is_body(about) for about in item.about):
            return item.about
        gone = self._named(self.before, [item.text, *item.headings], self.changed.fewer)
        kept = [
            about
            for about in item.about
            if about.basis is Basis.STATED or (about.basis is Basis.PROPOSED and about not in gone)
        ]
        looked_for = self.changed.more | self.changed.fewer
        found = self._named(self.now, [item.text], looked_for)
        if not any(map(_is_body, (*kept, *found))):
            found += self._named(self.now, item.headings, looked_for)
        there = {_key(about) for about in kept}
        every = [*kept, *(about for about in dict.fromkeys(found) if _key(about) not in there)]
        if any(map(_is_body, item.about)) and not any(map(_is_body, every)):
            every = [About(name=study.organisation, basis=Basis.ASSUMED), *every]
        return tuple(sorted(every, key=lambda about: not _is_body(about)))

    @staticmethod
    def _named(names: CatalogueNames, texts: Iterable[str], keys: frozenset[NameKey]) -> list[About]:
        return [about for text in texts for about in names.within(text) if _key(about) in keys]


def _key(about: About) -> NameKey:
    return about.subject, name_key(about.name)


def _is_body(about: About) -> bool:
    return about.subject is Subject.ORGANISATION
