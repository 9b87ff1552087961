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
    from language.close_names import NearestNames

    forms = {form for entry in known.organisations for form in (entry.name, *entry.aliases)} | set(besides)
    keys = {fold(form).casefold(): form for form in forms}
    names = NearestNames(keys)
    nearest: dict[str, tuple[str, ...]] = {}
    found = []
    for step in steps:
        wanted = fold(step.organisation or "").casefold()
        if step.organisation and wanted not in keys:
            if wanted not in nearest:
                near = names.of(wanted, most=_NEAREST_NAMES, least=_LEAST_NEAR)
                nearest[wanted] = tuple(keys[key] for key in near)
            found.append(UnknownBody(name=step.organisation, where=places.get(step.id, ""), nearest=nearest[wanted]))
    return found
