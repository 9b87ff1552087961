"""Organisations, the services they provide, and the systems behind them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from domain.evidence import Basis, Subject, checked_date
from domain.text import fold

UNRECORDED = "Organisation not recorded"
"""Stands where nobody has said who did the research and nothing in the file says it."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Organisation:
    """A public body. ``aliases`` are other names of it; ``successor`` names the body its findings route to.

    ``ended`` is the ISO date on which it came to its end, where that is known. ``remembered`` says that ingest put it
    here from a source: until a person confirms it, it is shown only to who sees something that names it.
    """

    name: str
    aliases: tuple[str, ...] = ()
    successor: str | None = None
    ended: str | None = None
    basis: Basis = Basis.STATED
    remembered: bool = False

    def __post_init__(self) -> None:
        if not self.name.strip():
            raise ValueError("An organisation needs a name.")
        if self.successor == self.name:
            raise ValueError("An organisation cannot succeed itself.")
        checked_date(self.ended)


@dataclass(frozen=True, kw_only=True, slots=True)
class Service:
    """Something an organisation provides to people. ``organisation`` is None where nobody has said."""

    name: str
    organisation: str | None = None
    aliases: tuple[str, ...] = ()
    basis: Basis = Basis.STATED
    remembered: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class System:
    """Software that a service relies on behind the scenes. ``organisation`` runs it, where that is known."""

    name: str
    organisation: str | None = None
    aliases: tuple[str, ...] = ()
    basis: Basis = Basis.STATED
    remembered: bool = False


Entry: TypeAlias = Organisation | Service | System

NameKey: TypeAlias = tuple[Subject, str]
"""A name as it is compared: the sort of thing it names, and its folded, case-folded form."""


def name_key(name: str) -> str:
    """Return the form in which names are compared: upper and lower case, and runs of white space, are one."""
    return fold(name).casefold()


def subject_of(entry: Entry) -> Subject:
    """Return the sort of thing that an entry is."""
    match entry:
        case Organisation():
            return Subject.ORGANISATION
        case Service():
            return Subject.SERVICE
        case System():
            return Subject.SYSTEM


@dataclass(frozen=True, kw_only=True, slots=True)
class Catalogue:
    """Every organisation, service and system that is known, each list by name.

    ``rejected`` are the names of which a person decided that they name no such thing.
    """

    organisations: tuple[Organisation, ...] = ()
    services: tuple[Service, ...] = ()
    systems: tuple[System, ...] = ()
    rejected: frozenset[NameKey] = frozenset()

    def entries(self, subject: Subject) -> tuple[Entry, ...]:
        """Return the entries of one sort."""
        match subject:
            case Subject.ORGANISATION:
                return self.organisations
            case Subject.SERVICE:
                return self.services
            case Subject.SYSTEM:
                return self.systems

    def is_rejected(self, subject: Subject, name: str) -> bool:
        """Tell whether a person decided that this names no such thing."""
        return (subject, name_key(name)) in self.rejected

    def entry(self, subject: Subject, name: str) -> Entry | None:
        """Return the entry that goes by this name, its own or another; None when there is none."""
        return _by_form(self.entries(subject)).get(name_key(name))

    def current(self, name: str) -> str:
        """Return the name under which an organisation's findings stand today: its own, or its last successor's.

        ``name`` may be an alias; case and white space do not matter. One that is not known is returned as it is, and
        so is one whose successors go round in a circle.
        """
        return self.currents().get(name_key(name), name)

    def currents(self, subject: Subject = Subject.ORGANISATION) -> dict[str, str]:
        """Return the current name of every name and alias, by folded name: worth keeping when many are asked for.

        An entry's own name wins over another's alias. Services and systems have no successors.
        """
        by_form = _by_form(self.entries(subject))
        return {key: _last(entry, by_form) for key, entry in by_form.items()}

    def circle(self) -> tuple[str, ...]:
        """Return the organisations whose successors go round in a circle, in order; empty when none do."""
        by_form = _by_form(self.organisations)
        for entry in self.organisations:
            chain: list[str] = []
            here: Entry | None = entry
            while isinstance(here, Organisation) and here.name not in chain:
                chain.append(here.name)
                here = by_form.get(name_key(here.successor)) if here.successor else None
            if here is not None and here.name == entry.name:
                return tuple(chain)
        return ()


def _by_form(entries: Iterable[Entry]) -> dict[str, Entry]:
    """Return entries by every name they go by; an own name wins over another's alias, and the first over a later."""
    entries = tuple(entries)
    forms: dict[str, Entry] = {}
    for entry in entries:
        for alias in entry.aliases:
            forms.setdefault(name_key(alias), entry)
    return forms | {name_key(entry.name): entry for entry in entries}


def _last(entry: Entry, by_form: Mapping[str, Entry]) -> str:
    """Return the name at the end of the chain of successors; the entry's own when the chain is a circle."""
    seen = {entry.name}
    here = entry
    while isinstance(here, Organisation) and here.successor:
        following = by_form.get(name_key(here.successor))
        if following is None:
            return here.successor
        if following.name in seen:
            return entry.name
        seen.add(following.name)
        here = following
    return here.name
