"""What an observation is about: what was stated, else what its words name, else who did the research."""

from collections.abc import Iterable, Sequence

from domain.catalogue import Catalogue
from domain.evidence import About, Basis, Study, Subject
from language.catalogue_names import names_of, with_bodies


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
        self._names = names_of(known)

    def of(self, text: str, headings: Iterable[str]) -> tuple[About, ...]:
        """Return what a passage is about; an organisation comes first and there is always one.

        What was stated stays, and the organisations that its own words name come to it: who rings an office has a
        difficulty with that, whatever the file as a whole was stated to be about.
        """
        if any(about.is_body for about in self._stated):
            every = with_bodies(self._stated, self._named(text))
            return (*every, *self._missing_service(every))
        named = self._named(text)
        if not any(about.is_body for about in named):
            named = tuple(dict.fromkeys((*named, *self._named("\n".join(headings)))))
        found = (*self._stated, *named)
        if not any(about.is_body for about in found):
            found = (self._assumed, *found)
        ordered = sorted(found, key=lambda about: not about.is_body)
        return (*ordered, *self._missing_service(found))

    def _named(self, text: str) -> tuple[About, ...]:
        return tuple(dict.fromkeys(self._names.within(text)))

    def _missing_service(self, found: Sequence[About]) -> tuple[About, ...]:
        return () if any(about.subject is Subject.SERVICE for about in found) else self._service


def study_service_basis(study: Study) -> Basis:
    """Return how the study's service is known: a study whose organisation was stated was described by a person."""
    return Basis.STATED if study.organisation_basis is Basis.STATED else Basis.PROPOSED
