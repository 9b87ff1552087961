"""What a question names, in the other names it goes by: as far as the one who asks may see that these are its names."""

import threading
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from domain.access import Viewer
from domain.catalogue import Catalogue, Entry, Organisation, name_key, subject_of
from domain.evidence import Basis

if TYPE_CHECKING:
    from domain.ports import CatalogueRepository, EvidenceRepository, NameRepository
    from language.other_forms import SaidOtherwise


@dataclass(frozen=True, kw_only=True, slots=True)
class _Explained:
    """An acronym with what it stands for, as one observation explains it."""

    short: str
    long: str
    observation: str


class OtherNames:
    """Aliases, former names and successors of the catalogue, and acronyms that observations explain.

    An entry that ingest took from a source counts in those of its names under which the viewer sees something, an
    acronym as an observation explains it that the viewer sees. Both are read anew when they changed. Thread-safe.
    """

    def __init__(
        self, catalogue: "CatalogueRepository", names: "NameRepository", evidence: "EvidenceRepository"
    ) -> None:
        self._catalogue, self._names, self._evidence = catalogue, names, evidence
        self._reading = threading.Lock()
        self._entries: tuple[int, dict[str, list[tuple[Entry, ...]]]] | None = None
        self._acronyms: tuple[int, dict[str, list[_Explained]]] | None = None

    def of(self, viewer: Viewer, question: str) -> "SaidOtherwise":
        """Return a question in other names of what it names, as far as this viewer may see them."""
        from language.other_forms import said_otherwise

        entries, acronyms = self._known_entries(), self._known_acronyms()

        def forms_of(key: str) -> list[str]:
            return [*self._entry_forms(viewer, entries.get(key, ())), *self._meanings(viewer, acronyms.get(key, ()))]

        return said_otherwise(question, forms_of)

    def _entry_forms(self, viewer: Viewer, families: Sequence[tuple[Entry, ...]]) -> Iterator[str]:
        """Yield the names of entries, each followed by those that lead to it or took over from it."""
        seen = None
        for family in families:
            for entry in family:
                forms: tuple[str, ...] = (entry.name, *entry.aliases)
                if not (viewer.sees_everything or is_settled(entry)):
                    seen = self._names.named(viewer) if seen is None else seen
                    forms = tuple(form for form in forms if (subject_of(entry), name_key(form)) in seen)
                yield from forms

    def _meanings(self, viewer: Viewer, explained: Sequence[_Explained]) -> Iterator[str]:
        """Yield both sides of acronyms; of one that is explained in several ways, the one most often seen."""
        if not explained:
            return
        seen = self._evidence.visible_ids(viewer, among=sorted({each.observation for each in explained}))
        pairs = Counter((each.short, each.long) for each in explained if each.observation in seen)
        if pairs:
            yield from min(pairs, key=lambda pair: (-pairs[pair], pair))

    def _known_entries(self) -> dict[str, list[tuple[Entry, ...]]]:
        revision = self._evidence.revision()
        with self._reading:
            if self._entries is None or self._entries[0] != revision:
                self._entries = (revision, _by_form(self._catalogue.catalogue()))
            return self._entries[1]

    def _known_acronyms(self) -> dict[str, list[_Explained]]:
        from language.acronyms import explained_in
        from language.name_forms import name_key as form_key

        revision = self._evidence.texts_revision()
        with self._reading:
            if self._acronyms is None or self._acronyms[0] != revision:
                found: dict[str, list[_Explained]] = {}
                for identifier, text in zip(*self._evidence.texts(holding="("), strict=True):
                    for short, long in explained_in(text):
                        each = _Explained(short=short, long=long, observation=identifier)
                        for form in (short, long):
                            found.setdefault(form_key(form), []).append(each)
                self._acronyms = (revision, found)
            return self._acronyms[1]


def is_settled(entry: Entry) -> bool:
    """Tell whether a person put an entry into the catalogue or confirmed it: then it is for everyone."""
    return entry.basis is Basis.STATED and not entry.remembered


def _by_form(known: Catalogue) -> dict[str, list[tuple[Entry, ...]]]:
    """Return, by the key of each form of an entry, the entry with those that it succeeded and that succeeded it."""
    from language.name_forms import name_key as form_key

    bodies = {name_key(alias): body for body in known.organisations for alias in body.aliases}
    bodies |= {name_key(body.name): body for body in known.organisations}
    before: dict[str, list[Organisation]] = defaultdict(list)
    for body in known.organisations:
        if body.successor and (after := bodies.get(name_key(body.successor))):
            before[after.name].append(body)
    found: dict[str, list[tuple[Entry, ...]]] = {}
    every: list[Entry] = [*known.organisations, *known.services, *known.systems]
    for entry in every:
        family: tuple[Entry, ...] = (entry,)
        if isinstance(entry, Organisation):
            family = (entry, *_line_of(entry, bodies, before))
        if sum(1 + len(each.aliases) for each in family) > 1:
            for key in {form_key(form) for form in (entry.name, *entry.aliases)}:
                found.setdefault(key, []).append(family)
    return found


def _line_of(
    entry: Organisation, bodies: Mapping[str, Organisation], before: Mapping[str, Sequence[Organisation]]
) -> Iterator[Organisation]:
    """Yield the bodies that took over from one, in order, then those from which it took over, the nearest first.

    Bodies that went into the same one beside it are not of its line.
    """
    met = {entry.name}
    here = entry
    while here.successor and (after := bodies.get(name_key(here.successor))) and after.name not in met:
        met.add(after.name)
        yield after
        here = after
    waiting = [entry]
    while waiting:
        for earlier in before.get(waiting.pop(0).name, ()):
            if earlier.name not in met:
                met.add(earlier.name)
                waiting.append(earlier)
                yield earlier
