"""The audit at the seam where people's wishes come in: one decorator on what changes something, and one recorder."""

import csv
import io
import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, fields, is_dataclass
from enum import StrEnum
from functools import wraps
from inspect import signature
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar

from domain.access import Role, Viewer
from domain.audit import AuditEntry, Deed
from domain.errors import InvalidRequest
from domain.insights import PainPoint
from domain.people import Person, Team
from use_cases.repository import Repository

P = ParamSpec("P")
T = TypeVar("T")
FORMS = ("csv", "json")
_HEAD = ("nth", "at", "who", "deed", "subject", "details", "previous", "hash")


class _Group(Protocol):
    _repository: Repository


G = TypeVar("G", bound=_Group)


def audited(
    deed: Deed, *, of: str, told: Sequence[str] = ()
) -> Callable[[Callable[Concatenate[G, Viewer, P], T]], Callable[Concatenate[G, Viewer, P], T]]:
    """Return a decorator that writes a use case down once it has been done: what it was done to, and ``told`` of it.

    ``of`` and ``told`` name parameters. Identifiers, names of fields and values of fixed lists are written down; words
    that people wrote are not.
    """

    def decorate(use: Callable[Concatenate[G, Viewer, P], T]) -> Callable[Concatenate[G, Viewer, P], T]:
        parameters = signature(use)

        @wraps(use)
        def done(group: G, viewer: Viewer, /, *arguments: P.args, **named: P.kwargs) -> T:
            result = use(group, viewer, *arguments, **named)
            given = parameters.bind(group, viewer, *arguments, **named)
            given.apply_defaults()
            details = {name: _plain(given.arguments[name]) for name in told}
            group._repository.audit.add(viewer.name, deed, _named(given.arguments[of]), details)
            return result

        return done

    return decorate


class Audit:
    """Who did what. Curators and administrators read it; nobody changes it."""

    def __init__(self, repository: Repository) -> None:
        self._repository = repository

    def entries(
        self, viewer: Viewer, *, limit: int = 100, before: int | None = None, deed: Deed | None = None
    ) -> list[AuditEntry]:
        """Return entries, the newest first, those with a number under ``before``. Raises NotAllowed."""
        viewer.need(Role.CURATOR, "read the audit")
        return self._repository.audit.entries(limit=limit, before=before, deed=deed)

    def names(self, viewer: Viewer, entries: Sequence[AuditEntry]) -> dict[str, str]:
        """Return by identifier what entries are of, as far as this viewer sees it. Raises NotAllowed."""
        from use_cases.audit_names import names_of

        viewer.need(Role.CURATOR, "read the audit")
        return names_of(self._repository, viewer, entries)

    def fault(self, viewer: Viewer) -> str:
        """Return in words where the audit is broken; empty when it is whole. Raises NotAllowed."""
        viewer.need(Role.CURATOR, "read the audit")
        return self._repository.audit.fault()

    def export(self, viewer: Viewer, form: str) -> bytes:
        """Return the whole audit as csv or json, the oldest entry first; that is written down too.

        Raises NotAllowed, and InvalidRequest for another form.
        """
        viewer.need(Role.CURATOR, "read the audit")
        if form not in FORMS:
            raise InvalidRequest(
                f"The audit is not written as '{form}'.", where="the file", remedy=f"Use one of: {', '.join(FORMS)}."
            )
        self.exported(viewer, f"the audit as {form}")
        entries = self._repository.audit.whole()
        if form == "json":
            return json.dumps([asdict(entry) for entry in entries], ensure_ascii=False, indent=1).encode()
        return _csv(entries)

    def exported(
        self, viewer: Viewer, what: str, *, observations: Sequence[str] = (), studies: Sequence[str] = ()
    ) -> None:
        """Write down that a file left: ``what`` it was, in fixed words, and the identifiers of what stands in it."""
        details = {"observations": sorted(set(observations)), "studies": sorted(set(studies))}
        held = {name: ids for name, ids in details.items() if ids}
        self._repository.audit.add(viewer.name, Deed.EXPORTED, what, held)

    def backed_up(self, viewer: Viewer, made_at: str, *, studies: int, observations: int) -> None:
        """Write down that everything was copied into a backup."""
        told = {"made_at": made_at, "studies": studies, "observations": observations}
        self._repository.audit.add(viewer.name, Deed.BACKED_UP, "the repository", told)


def _csv(entries: Sequence[AuditEntry]) -> bytes:
    from exports.cells import safe_value

    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(_HEAD)
    for entry in entries:
        values = asdict(entry) | {"details": json.dumps(entry.details, ensure_ascii=False, sort_keys=True)}
        writer.writerow([safe_value(values[name]) for name in _HEAD])
    return text.getvalue().encode("utf-8-sig", errors="replace")


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
