"""The audit as people meet it: curators read it, and what leaves by a screen or a command is written down in it."""

import json
from collections.abc import Sequence
from dataclasses import asdict

from domain.access import Role, Viewer
from domain.audit import AuditEntry, Deed
from domain.errors import InvalidRequest
from use_cases.audit_names import names_of
from use_cases.auditing import note_export
from use_cases.repository import Repository

FORMS = ("csv", "json")
_HEAD = ("nth", "at", "who", "deed", "subject", "details", "previous", "hash")


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
        note_export(self._repository, viewer, what, observations=observations, studies=studies)

    def backed_up(self, viewer: Viewer, made_at: str, *, studies: int, observations: int) -> None:
        """Write down that everything was copied into a backup."""
        told = {"made_at": made_at, "studies": studies, "observations": observations}
        self._repository.audit.add(viewer.name, Deed.BACKED_UP, "the repository", told)


def _csv(entries: Sequence[AuditEntry]) -> bytes:
    from exports.tables import table_csv

    told = (
        asdict(entry) | {"details": json.dumps(entry.details, ensure_ascii=False, sort_keys=True)} for entry in entries
    )
    return table_csv(_HEAD, ([values[name] for name in _HEAD] for values in told))
