"""What observations are about, brought in step with a catalogue whose names have changed since they were taken in."""

from collections.abc import Iterator
from contextlib import contextmanager

from domain.access import MAINTENANCE
from domain.catalogue import Catalogue, Entry, NameKey, name_key, subject_of
from domain.evidence import About, Basis, Observation, Study
from language.catalogue_names import CatalogueNames, names_of, with_bodies
from use_cases.repository import Repository


@contextmanager
def found_in_texts(repository: Repository) -> Iterator[None]:
    """Look, after the block, into all that names what the catalogue has gained or lost in it.

    What somebody stated an observation to be about stays; organisations that its words name come to it.
    """
    before = repository.catalogue.catalogue()
    yield
    now = repository.catalogue.catalogue()
    changed = _told_apart(_forms(before), _forms(now))
    if not changed:
        return
    studies = {study.id: study for study in repository.evidence.studies(MAINTENANCE)}
    old, new = names_of(before), names_of(now)
    held = repository.names.mentioning(changed)
    anew = {item.id: _about(item, studies[item.study_id], old, new) for item in held}
    repository.names.say_about({item.id: anew[item.id] for item in held if anew[item.id] != item.about})


def _forms(known: Catalogue) -> dict[tuple[NameKey, str], str]:
    """Return every name as it is written, by its entry and its own key."""
    every: tuple[Entry, ...] = (*known.organisations, *known.services, *known.systems)
    return {
        ((subject_of(entry), name_key(entry.name)), name_key(form)): form
        for entry in every
        for form in (entry.name, *entry.aliases)
    }


def _told_apart(before: dict[tuple[NameKey, str], str], now: dict[tuple[NameKey, str], str]) -> frozenset[str]:
    """Return the names that only one of two catalogues has for an entry."""
    return frozenset((before | now)[key] for key in before.keys() ^ now.keys())


def _about(item: Observation, study: Study, before: CatalogueNames, now: CatalogueNames) -> tuple[About, ...]:
    """Return what an observation is about by the names of now, as ``ingest.subjects`` finds it.

    What its words as they are kept do not tell, such as what was masked, stays.
    """
    if any(about.basis is Basis.STATED and about.is_body for about in item.about):
        named = {about for about in before.within(item.text) if about.is_body}
        return with_bodies([about for about in item.about if about not in named], now.within(item.text))
    texts = [item.text, *item.headings]
    gone = {about for text in texts for about in before.within(text)}
    kept = [
        about
        for about in item.about
        if about.basis is Basis.STATED or (about.basis is Basis.PROPOSED and about not in gone)
    ]
    found = list(now.within(item.text))
    if not any(about.is_body for about in (*kept, *found)):
        found += [about for text in item.headings for about in now.within(text)]
    there = {_key(about) for about in kept}
    every = [*kept, *(about for about in dict.fromkeys(found) if _key(about) not in there)]
    if any(about.is_body for about in item.about) and not any(about.is_body for about in every):
        every = [About(name=study.organisation, basis=Basis.ASSUMED), *every]
    return tuple(sorted(every, key=lambda about: not about.is_body))


def _key(about: About) -> NameKey:
    return about.subject, name_key(about.name)
