"""Organisations, the services they provide, and the systems behind them."""

from dataclasses import dataclass

from domain.evidence import Basis


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
