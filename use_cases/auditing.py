"""Writing the audit where people's wishes come in: one decorator on what changes something, one note of what leaves."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import fields, is_dataclass
from enum import StrEnum
from functools import wraps
from inspect import signature
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar

from domain.access import Viewer
from domain.audit import Deed
from domain.evidence import Evidence
from domain.insights import PainPoint
from domain.people import Person, Team
from use_cases.repository import Repository

P = ParamSpec("P")
T = TypeVar("T")


class _Group(Protocol):
    _repository: Repository


G = TypeVar("G", bound=_Group)


def audited(
    deed: Deed, *, of: str, told: Sequence[str] = ()
) -> Callable[[Callable[Concatenate[G, Viewer, P], T]], Callable[Concatenate[G, Viewer, P], T]]:
    """Return a decorator that writes a use case down in the first write it makes: what is changed, ``told`` of it.

    So nothing is changed that is not written down, whatever ends the process; what is refused is not written down.

    ``of`` and ``told`` name parameters. Identifiers, names of fields and values of fixed lists are written down; words
    that people wrote are not.
    """

    def decorate(use: Callable[Concatenate[G, Viewer, P], T]) -> Callable[Concatenate[G, Viewer, P], T]:
        parameters = signature(use)

        @wraps(use)
        def done(group: G, viewer: Viewer, /, *arguments: P.args, **named: P.kwargs) -> T:
            given = parameters.bind(group, viewer, *arguments, **named)
            given.apply_defaults()
            details = {name: _plain(given.arguments[name]) for name in told}
            with group._repository.audit.beside(viewer.name, deed, _named(given.arguments[of]), details):
                return use(group, viewer, *arguments, **named)

        return done

    return decorate


def note_export(
    repository: Repository,
    viewer: Viewer,
    what: str,
    *,
    observations: Sequence[str] = (),
    studies: Sequence[str] = (),
) -> None:
    """Write down that a file left: ``what`` it was, in fixed words, and the identifiers of what stands in it."""
    details = {"observations": sorted(set(observations)), "studies": sorted(set(studies))}
    held = {name: ids for name, ids in details.items() if ids}
    repository.audit.add(viewer.name, Deed.EXPORTED, what, held)


def note_quoted(repository: Repository, viewer: Viewer, what: str, items: Iterable[Evidence]) -> None:
    """Write down, as ``note_export`` does, that words of these observations left, with the studies they are of."""
    held = list(items)
    note_export(
        repository,
        viewer,
        what,
        observations=[item.id for item in held],
        studies=[item.study_id for item in held],
    )


def _named(value: object) -> str:
    """Return what something is known by."""
    if isinstance(value, Person):
        return value.sign_in
    if isinstance(value, Team):
        return value.full_name
    if isinstance(value, str):
        return str(value)
    if isinstance(value, bytes):
        return "a file"
    if isinstance(value, list | tuple):
        return ", ".join(_named(item) for item in value)
    return str(getattr(value, "id", type(value).__name__.lower()))


def _plain(value: object) -> Any:
    """Return what may be told of a value: fixed words and numbers as they are, of a record its fields' names."""
    if isinstance(value, StrEnum):
        return value.value
    if value is None or isinstance(value, bool | int | str):
        return value
    if isinstance(value, PainPoint):
        return value.id
    if is_dataclass(value):
        said = {field.name: getattr(value, field.name) for field in fields(value)}
        given = {name: item for name, item in said.items() if item is not None}
        fixed = {name: _plain(item) for name, item in given.items() if isinstance(item, StrEnum | bool)}
        return {"fields": sorted(given), **fixed}
    if isinstance(value, list | tuple):
        return len(value)
    return type(value).__name__
