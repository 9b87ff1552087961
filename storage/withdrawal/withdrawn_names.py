"""What a withdrawal takes out of the catalogue of names and of what people decided on names found in text."""

from collections import defaultdict

from sqlalchemy import Connection, delete, select, update

from domain.catalogue import name_key
from domain.evidence import Subject
from domain.names import Decision
from storage.catalogue import follow
from storage.observations.rows import Values
from storage.schema import AnyRow, name_decisions, organisations, services, systems
from storage.withdrawal.withdrawn_words import GoneWords

_TABLES = (
    (Subject.ORGANISATION, organisations, "id"),
    (Subject.SERVICE, services, "name_key"),
    (Subject.SYSTEM, systems, "name_key"),
)


def forget_in_names(connection: Connection, gone: GoneWords) -> None:
    """Drop names that only the withdrawn text gave: entries remembered from it, decisions on it, names those gave.

    What somebody put into the catalogue themselves stays.
    """
    found, changed = _forget_decisions(connection, gone)
    for subject, table, key in _TABLES:
        for row in connection.execute(select(table)).all():
            this = table.c[key] == getattr(row, key)
            if row.remembered and gone.tell(row.name):
                changed += connection.execute(delete(table).where(this)).rowcount
                continue
            kept = [name for name in row.aliases if name_key(name) not in found[subject.value]]
            if kept != row.aliases:
                changed += connection.execute(update(table).where(this).values(aliases=kept)).rowcount
    if changed:
        follow(connection)


def _forget_decisions(connection: Connection, gone: GoneWords) -> tuple[dict[str, set[str]], int]:
    """Drop decisions on names that tell one of these words; return these names' keys, and how many rows changed."""
    found: dict[str, set[str]] = defaultdict(set)
    changed = 0
    for row in connection.execute(select(name_decisions)).all():
        if row.decision == Decision.MERGED.value:
            found[row.subject].update(name_key(name) for name in _given_by(row) if gone.tell(name))
        this = (name_decisions.c.subject == row.subject, name_decisions.c.name_key == row.name_key)
        if gone.tell(row.name):
            changed += connection.execute(delete(name_decisions).where(*this)).rowcount
        elif (before := _untold(row.before, gone)) != row.before:
            changed += connection.execute(update(name_decisions).where(*this).values(before=before)).rowcount
    return found, changed


def _given_by(row: AnyRow) -> list[str]:
    """Return the names that a merge gave to what it was made into: not those which that had before."""
    before = row.before or {}
    had = {name_key(name) for name in (before.get("into") or {}).get("aliases", ())}
    return [name for name in (row.name, *before.get("others", ())) if name_key(name) not in had]


def _untold(before: Values | None, gone: GoneWords) -> Values | None:
    """Return what a decision changed without other names that tell one of these words."""
    if before is None:
        return None
    entries = {
        name: before[name] | {"aliases": gone.without(before[name]["aliases"])}
        for name in ("entry", "into")
        if before.get(name)
    }
    others = {"others": gone.without(before["others"])} if "others" in before else {}
    earlier = before.get("earlier")
    again = {"earlier": earlier | {"before": _untold(earlier["before"], gone)}} if earlier else {}
    return before | entries | others | again
