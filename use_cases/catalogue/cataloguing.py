"""The catalogue taken in from a sheet: what that would change, shown before it is done."""

from dataclasses import dataclass, field, replace
from typing import Any

from domain.catalogue import Catalogue, Entry, NameKey, Organisation, name_key, subject_of
from domain.errors import InvalidRequest
from domain.evidence import Basis, Subject
from use_cases.catalogue.named_in_texts import found_in_texts
from use_cases.repository import Repository


@dataclass(frozen=True, kw_only=True, slots=True)
class Conflict:
    """Something that a row says and that is not taken, with the reason."""

    row: int
    problem: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Change:
    """An entry as it is and as it would be."""

    before: Entry
    after: Entry


@dataclass(frozen=True, kw_only=True, slots=True)
class ImportPlan:
    """What taking a sheet in would do: entries that are new, that change, and how many stay as they are.

    ``conflicts`` are not taken; ``unused`` are the sheet's columns for which there is no place. ``look_alikes`` are new
    names that may be old ones written otherwise, each with the entry that it looks like and the reason.
    """

    layout: str
    new: tuple[Entry, ...] = ()
    changed: tuple[Change, ...] = ()
    same: int = 0
    conflicts: tuple[Conflict, ...] = ()
    unused: tuple[str, ...] = ()
    look_alikes: tuple[tuple[str, str, str], ...] = ()


def plan_import(known: Catalogue, content: bytes, name: str) -> ImportPlan:
    """Return what taking in a sheet would change in a catalogue; nothing is changed.

    Raises InvalidRequest for a file that is no such sheet, for a faulty row of our own layout, and for successors that
    would go round in a circle.
    """
    from ingest.catalogue_sheets import read_sheet

    sheet = read_sheet(content, name)
    draft = _Draft(known=known)
    draft.conflicts += [Conflict(row=row, problem=problem) for row, problem in sheet.faults]
    for said in sheet.entries:
        draft.take(said.row, said.entry)
    _refuse_circle(draft)
    olds = [draft.before.get(key) for key in draft.told]
    news = [draft.entries[key] for key in draft.told]
    new = tuple(entry for old, entry in zip(olds, news, strict=True) if old is None)
    return ImportPlan(
        layout=sheet.layout,
        new=new,
        changed=tuple(
            Change(before=old, after=entry) for old, entry in zip(olds, news, strict=True) if old and old != entry
        ),
        same=sum(old == entry for old, entry in zip(olds, news, strict=True)),
        conflicts=tuple(sorted(draft.conflicts, key=lambda conflict: conflict.row)),
        unused=sheet.unused,
        look_alikes=_look_alikes(known, new),
    )


def import_catalogue(repository: Repository, content: bytes, name: str) -> ImportPlan:
    """Take in a sheet and return what it changed. Raises InvalidRequest as ``plan_import`` does."""
    plan = plan_import(repository.catalogue.catalogue(), content, name)
    with found_in_texts(repository):
        repository.catalogue.save(*plan.new, *(change.after for change in plan.changed))
    return plan


@dataclass(slots=True)
class _Draft:
    """The catalogue as the rows make it, one after another."""

    known: Catalogue
    entries: dict[NameKey, Entry] = field(default_factory=dict)
    before: dict[NameKey, Entry] = field(default_factory=dict)
    owners: dict[NameKey, NameKey] = field(default_factory=dict)
    """By which entry each name is taken."""
    told: dict[NameKey, int] = field(default_factory=dict)
    """The entries that the sheet speaks of, and the first row that does."""
    said: dict[tuple[NameKey, str], tuple[str, int]] = field(default_factory=dict)
    conflicts: list[Conflict] = field(default_factory=list)

    def __post_init__(self) -> None:
        for subject in Subject:
            for entry in self.known.entries(subject):
                own = (subject, name_key(entry.name))
                self.entries[own] = self.before[own] = entry
                for alias in entry.aliases:
                    self.owners.setdefault((subject, name_key(alias)), own)
        self.owners |= {own: own for own in self.entries}

    def take(self, row: int, entry: Entry) -> None:
        subject = subject_of(entry)
        written = (subject, name_key(entry.name))
        if written in self.known.rejected:
            self._refuse(row, f"somebody decided that '{entry.name}' names no {subject.value}")
            return
        key = self.owners.setdefault(written, written)
        self.told.setdefault(key, row)
        there = self.entries.get(key)
        aliases = self._aliases(row, key, entry)
        changes: dict[str, Any] = {
            name: value for name in _FACTS[subject] if (value := self._fact(row, key, name, entry)) is not None
        }
        if there is None:
            self.entries[key] = replace(entry, aliases=aliases, **changes)
            return
        fresh = tuple(alias for alias in aliases if name_key(alias) not in {name_key(old) for old in there.aliases})
        self.entries[key] = replace(
            there, aliases=(*there.aliases, *fresh), basis=Basis.STATED, remembered=False, **changes
        )

    def _aliases(self, row: int, key: NameKey, entry: Entry) -> tuple[str, ...]:
        """Return the other names that a row gives and that are free, or this entry's already."""
        taken = []
        for alias in entry.aliases:
            owner = self.owners.setdefault((key[0], name_key(alias)), key)
            if owner == key and name_key(alias) != key[1]:
                taken.append(alias)
            elif owner != key:
                self._refuse(row, f"'{alias}' is a name of '{self.entries[owner].name}'{self._told_in(owner)}")
        return tuple(taken)

    def _fact(self, row: int, key: NameKey, name: str, entry: Entry) -> str | None:
        """Return what a row says of one fact; what an earlier row of the same sheet said stays."""
        value: str | None = getattr(entry, name)
        if value is None:
            return None
        first, earlier = self.said.setdefault((key, name), (value, row))
        if name_key(first) != name_key(value):
            self._refuse(row, f"the {name} of '{entry.name}' is '{first}' in row {earlier}")
        there = getattr(self.entries.get(key), name, None)
        return there if there is not None and name_key(there) == name_key(first) else first

    def _told_in(self, key: NameKey) -> str:
        return f" (row {self.told[key]})" if key in self.told else ""

    def _refuse(self, row: int, problem: str) -> None:
        self.conflicts.append(Conflict(row=row, problem=problem))


_FACTS = {
    Subject.ORGANISATION: ("successor", "ended"),
    Subject.SERVICE: ("organisation",),
    Subject.SYSTEM: ("organisation",),
}


def _refuse_circle(draft: _Draft) -> None:
    bodies = tuple(entry for entry in draft.entries.values() if isinstance(entry, Organisation))
    circle = Catalogue(organisations=bodies).circle()
    if not circle:
        return
    keys = [(Subject.ORGANISATION, name_key(name)) for name in circle]
    rows = sorted(draft.said[key, "successor"][1] for key in keys if (key, "successor") in draft.said)
    raise InvalidRequest(
        f"{', '.join(circle)} would succeed one another in a circle.",
        where=", ".join(f"row {row}" for row in rows),
        remedy="Say which of them goes on: leave its successor empty.",
    )


def _look_alikes(known: Catalogue, new: tuple[Entry, ...]) -> tuple[tuple[str, str, str], ...]:
    from language.look_alikes import LookAlikes

    found = []
    for subject in Subject:
        fresh = [entry for entry in new if subject_of(entry) is subject]
        alike = LookAlikes((entry.name, *entry.aliases) for entry in known.entries(subject))
        found += [(entry.name, other.name, other.why) for entry in fresh for other in alike.of(entry.name)]
    return tuple(found)
