"""Organisations that a file names and the catalogue does not know, each with its place and the nearest names."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from domain.catalogue import Catalogue
from domain.journeys import Step
from domain.text import fold
from domain.wording import listed

_NEAREST_NAMES = 2
_LEAST_NEAR = 0.6
_LONGEST_SHOWN = 80


@dataclass(frozen=True, kw_only=True, slots=True)
class UnknownBody:
    """A name that is not known here, where in the file it stands, and the names that are nearest to it."""

    name: str
    where: str = ""
    nearest: tuple[str, ...] = ()

    @property
    def shown(self) -> str:
        """Return its place and its name, cut where it is long."""
        quoted = f"'{self.name[:_LONGEST_SHOWN]}'"
        return f"{self.where}: {quoted}" if self.where else quoted

    @property
    def shown_with_nearest(self) -> str:
        """Return its place and its name, with the nearest names that are known."""
        return f"{self.shown} (the nearest known: {listed(list(self.nearest))})" if self.nearest else self.shown

    @property
    def told(self) -> str:
        """Return a sentence that says how it was taken."""
        near = f" The nearest known: {listed(list(self.nearest))}." if self.nearest else ""
        return f"{self.shown} is not known here, and was taken as it is written.{near}"


def unknown_bodies(
    steps: Iterable[Step], known: Catalogue, *, places: Mapping[str, str], besides: Iterable[str] = ()
) -> list[UnknownBody]:
    """Return the organisations of these steps that neither ``known`` nor ``besides`` has, a step each.

    ``places`` say where in the file a step stands, by its identifier.
    """
    bodies = _Bodies(known, besides)
    named = [(step, step.organisation) for step in steps if step.organisation]
    return [
        UnknownBody(name=name, where=places.get(step.id, ""), nearest=bodies.nearest(name))
        for step, name in named
        if not bodies.has(name)
    ]


def unknown_body(name: str, known: Catalogue, *, besides: Iterable[str] = ()) -> UnknownBody | None:
    """Return an organisation that somebody named as unknown; None where ``known`` or ``besides`` has it."""
    bodies = _Bodies(known, besides)
    return None if bodies.has(name) else UnknownBody(name=fold(name), nearest=bodies.nearest(name))


class _Bodies:
    """The names of organisations that are known, and the nearest of them, looked up once for each name."""

    def __init__(self, known: Catalogue, besides: Iterable[str]) -> None:
        from language.close_names import NearestNames

        forms = {form for entry in known.organisations for form in (entry.name, *entry.aliases)} | set(besides)
        self._keys = {fold(form).casefold(): form for form in forms}
        self._names = NearestNames(self._keys)
        self._found: dict[str, tuple[str, ...]] = {}

    def has(self, name: str) -> bool:
        return fold(name).casefold() in self._keys

    def nearest(self, name: str) -> tuple[str, ...]:
        wanted = fold(name).casefold()
        if wanted not in self._found:
            near = self._names.of(wanted, most=_NEAREST_NAMES, least=_LEAST_NEAR)
            self._found[wanted] = tuple(self._keys[key] for key in near)
        return self._found[wanted]
