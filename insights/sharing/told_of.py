"""Which organisations a sentence tells of: what its words say, apart from what was only stated of its whole file."""

from collections.abc import Sequence

from domain.catalogue import Catalogue, Organisation
from domain.evidence import Evidence, Subject
from insights.sharing.other_bodies import speaks_of_another_body
from language.catalogue_names import names_of

NOTHING_KNOWN = Catalogue()


class ToldOf:
    """Tells which organisations evidence tells of, by the names of a catalogue."""

    def __init__(self, known: Catalogue) -> None:
        self._known = known
        self._names = names_of(known)

    def organisations(self, item: Evidence) -> tuple[str, ...]:
        """Return the organisations that it is about; none where only its whole file was said to be about several.

        Of several that were stated of the file it is about those that its words name, or else its headings: the others
        may have nothing to do with it.
        """
        every = item.organisations or (item.organisation,)
        if len(item.stated) < 2:
            return every
        in_words = self.named(item.text)
        named = tuple(name for name in every if name in in_words)
        if named:
            return named
        in_headings = self.named("\n".join(item.headings))
        return tuple(name for name in every if name in in_headings)

    def named(self, text: str) -> frozenset[str]:
        """Return the organisations that a text names, as they are called today."""
        found = (about.name for about in self._names.within(text) if about.subject is Subject.ORGANISATION)
        return frozenset(self._known.current(name) for name in found)

    def is_of_several(self, item: Evidence) -> bool:
        """Tell whether it tells of more than one body: of several by name, or of another than the one it is about."""
        own = self.organisations(item)
        if len(own) > 1 or self.named(item.text) - {*own}:
            return True
        return speaks_of_another_body(item.text, self._every_name_of(own or item.stated))

    def _every_name_of(self, organisations: Sequence[str]) -> list[str]:
        entries = (self._known.entry(Subject.ORGANISATION, name) for name in organisations)
        aliases = [alias for entry in entries if isinstance(entry, Organisation) for alias in entry.aliases]
        return [*organisations, *aliases]
