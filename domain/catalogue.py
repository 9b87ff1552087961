"""Organisations, the services they provide, and the systems behind them."""

from dataclasses import dataclass

from domain.evidence import Basis
from domain.text import fold


@dataclass(frozen=True, kw_only=True, slots=True)
class Organisation:
    """A public body. ``aliases`` are other names of it; ``successor`` names the body its findings route to."""

    name: str
    aliases: tuple[str, ...] = ()
    successor: str | None = None
    basis: Basis = Basis.STATED

    def __post_init__(self) -> None:
        if not self.name.strip():
            raise ValueError("An organisation needs a name.")
        if self.successor == self.name:
            raise ValueError("An organisation cannot succeed itself.")


@dataclass(frozen=True, kw_only=True, slots=True)
class Service:
    """Something an organisation provides to people. ``organisation`` is None where nobody has said."""

    name: str
    organisation: str | None = None
    aliases: tuple[str, ...] = ()
    basis: Basis = Basis.STATED


@dataclass(frozen=True, kw_only=True, slots=True)
class System:
    """Software that a service relies on behind the scenes. ``organisation`` runs it, where that is known."""

    name: str
    organisation: str | None = None
    aliases: tuple[str, ...] = ()
    basis: Basis = Basis.STATED


@dataclass(frozen=True, kw_only=True, slots=True)
class Catalogue:
    """Every organisation, service and system that is known, each list by name."""

    organisations: tuple[Organisation, ...] = ()
    services: tuple[Service, ...] = ()
    systems: tuple[System, ...] = ()

    def current(self, name: str) -> str:
        """Return the name under which an organisation's findings stand today: its own, or its last successor's.

        ``name`` may be an alias; case and white space do not matter. One that is not known is returned as it is, and
        so is one whose successors go round in a circle.
        """
        return self.currents().get(fold(name).casefold(), name)

    def currents(self) -> dict[str, str]:
        """Return the current name of every name and alias, by folded name: worth keeping when many are asked for.

        A body's own name wins over another's alias.
        """
        by_key = {fold(entry.name).casefold(): entry for entry in self.organisations}
        currents: dict[str, str] = {}
        for entry in self.organisations:
            last = _last(entry, by_key)
            for alias in entry.aliases:
                currents.setdefault(fold(alias).casefold(), last)
        return currents | {key: _last(entry, by_key) for key, entry in by_key.items()}


def _last(entry: Organisation, by_key: dict[str, Organisation]) -> str:
    """Return the name at the end of the chain of successors; the entry's own when the chain is a circle."""
    seen = {entry.name}
    here = entry
    while here.successor:
        following = by_key.get(fold(here.successor).casefold())
        if following is None:
            return here.successor
        if following.name in seen:
            return entry.name
        seen.add(following.name)
        here = following
    return here.name
