"""Names found in text: who sees which, what is to be decided, and what people decided."""

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import asdict, replace
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, String, cast, delete, func, insert, or_, select

from domain.access import Viewer
from domain.catalogue import UNRECORDED, Catalogue, Entry, NameKey, Organisation, Service, System, name_key
from domain.errors import InvalidRequest, NotFound
from domain.evidence import About, Basis, Observation, Subject
from domain.names import Decision, NameDecision, NamedIn, NameProposal
from storage.catalogue import drop_entry, follow, put_entry
from storage.database import Database, bump
from storage.observations.rows import Values, about_values, batches, observations_from
from storage.routing import catalogue_of, index_concerned
from storage.schema import (
    AnyRow,
    name_decisions,
    observation_about,
    observation_organisations,
    observations,
    studies,
)
from storage.visibility import seen_by

_STUDIED = observations.join(studies, studies.c.id == observations.c.study)
_MAKERS: dict[Subject, Callable[..., Entry]] = {
    Subject.ORGANISATION: Organisation,
    Subject.SERVICE: Service,
    Subject.SYSTEM: System,
}


_WORD = re.compile(r"[^\W_]+")
_MOST_ASKED_FOR = 60
"""How many words the database is asked for at once; beyond, reading everything takes no longer."""


class SqlNames:
    """Names as they stand in what a viewer may see, and decisions on them, each of which can be taken back."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def named(self, viewer: Viewer) -> dict[NameKey, NamedIn]:
        """Return how much of what this viewer may see goes by each name as it is written; names of nothing: absent."""
        with self._database.reading() as connection:
            return _named(connection, viewer)

    def held(self, viewer: Viewer) -> dict[str, NamedIn]:
        """Return how much this viewer may see of each organisation as it is today, by the key of its current name."""
        with self._database.reading() as connection:
            return _held(connection, viewer)

    def proposals(self, viewer: Viewer) -> list[NameProposal]:
        """Return names taken from text that nobody has decided on, as far as this viewer sees them; commonest first."""
        with self._database.reading() as connection:
            known = catalogue_of(connection)
            found = [item for item in _proposed(connection, viewer) if _is_open(known, item)]
        return sorted(found, key=lambda item: (-item.found.observations, -item.found.studies, item.name))

    def decisions(self) -> list[NameDecision]:
        """Return what people decided on names, the latest first."""
        query = select(name_decisions).order_by(name_decisions.c.decided_at.desc(), name_decisions.c.name_key)
        with self._database.reading() as connection:
            return [
                NameDecision(
                    name=row.name,
                    subject=Subject(row.subject),
                    decision=Decision(row.decision),
                    decided_by=row.decided_by,
                    decided_at=row.decided_at,
                    into=row.into,
                )
                for row in connection.execute(query)
            ]

    def mentioning(self, names: Collection[str]) -> list[Observation]:
        """Return the observations, whoever sees them, in whose words or headings one of these names may stand.

        All that have its longest word, in any case; every one where names are many or that cannot be asked for.
        """
        words = {max(_WORD.findall(name) or [""], key=len).lower() for name in names}
        query = select(observations).order_by(observations.c.id)
        if len(words) <= _MOST_ASKED_FOR and all(word and word.isascii() for word in words):
            told = (func.lower(observations.c.text), func.lower(cast(observations.c.headings, String)))
            query = query.where(or_(*(text.contains(word, autoescape=True) for word in sorted(words) for text in told)))
        with self._database.reading() as connection:
            return observations_from(connection, query)

    def say_about(self, about: Mapping[str, Sequence[About]]) -> None:
        """Put what observations are about, by their identifiers, in place of what was known; unknown ones are none."""
        with self._database.writing() as connection:
            for batch in batches(list(about)):
                there = (
                    connection.execute(select(observations.c.id).where(observations.c.id.in_(batch))).scalars().all()
                )
                connection.execute(delete(observation_about).where(observation_about.c.observation.in_(there)))
                if rows := [row for name in there for row in about_values(name, about[name])]:
                    connection.execute(insert(observation_about), rows)
                index_concerned(connection, select(observations.c.id).where(observations.c.id.in_(there)))
            if about:
                bump(connection)

    def confirm(self, subject: Subject, name: str, *, by: Viewer, aliases: Sequence[str] = ()) -> None:
        """Make a name an entry of the catalogue, ``aliases`` other names of it, but for those that are names already.

        Raises InvalidRequest when it is another name of one.
        """
        with self._database.writing() as connection:
            known = catalogue_of(connection)
            entry = _own_entry(known, subject, name)
            before = _before(connection, subject, name, Decision.CONFIRMED, {"entry": _document(entry)})
            fresh = entry or _MAKERS[subject](name=name, aliases=_free(known, subject, aliases, but=name))
            put_entry(connection, replace(fresh, basis=Basis.STATED, remembered=False))
            _decide(connection, by, subject, name, Decision.CONFIRMED, before)
            follow(connection)

    def merge(self, subject: Subject, name: str, into: str, *, by: Viewer, aliases: Sequence[str] = ()) -> None:
        """Make a name, or a whole entry with its other names, another name of an entry, ``aliases`` with it.

        Raises NotFound when there is no such entry, InvalidRequest when the two are one already.
        """
        with self._database.writing() as connection:
            known = catalogue_of(connection)
            target = known.entry(subject, into)
            if target is None:
                raise NotFound(
                    f"There is no {subject.value} '{into}' in the catalogue.",
                    where="the name to merge into",
                    remedy="Confirm or import it first, or choose one that is there.",
                )
            if known.entry(subject, name) == target:
                raise InvalidRequest(
                    f"'{name}' is '{target.name}' already.", where="the names", remedy="Choose two entries."
                )
            entry = _own_entry(known, subject, name)
            others = _free(known, subject, aliases, but=name)
            changed = {"entry": _document(entry), "into": _document(target), "others": list(others)}
            before = _before(connection, subject, name, Decision.MERGED, changed)
            if entry is not None:
                drop_entry(connection, entry)
            put_entry(connection, _taking_in(target, entry, (name, *others)))
            _decide(connection, by, subject, name, Decision.MERGED, before, into=target.name)
            follow(connection)

    def reject(self, subject: Subject, name: str, *, by: Viewer) -> None:
        """Decide that a name is no such thing: what the machine took for one counts no more, what people said stays.

        Raises InvalidRequest for an entry that a person put into the catalogue.
        """
        with self._database.writing() as connection:
            entry = _own_entry(catalogue_of(connection), subject, name)
            if entry is not None and entry.basis is Basis.STATED and not entry.remembered:
                raise InvalidRequest(
                    f"A person put '{entry.name}' into the catalogue.",
                    where="the name",
                    remedy="Merge it into another entry, or take that decision back first.",
                )
            before = _before(connection, subject, name, Decision.REJECTED, {"entry": _document(entry)})
            if entry is not None:
                drop_entry(connection, entry)
            _decide(connection, by, subject, name, Decision.REJECTED, before)
            follow(connection)

    def undo(self, subject: Subject, name: str) -> None:
        """Take the decision on a name back: the catalogue stands as before it, and so does what was decided earlier.

        Raises NotFound when there is none.
        """
        own = (name_decisions.c.subject == subject.value, name_decisions.c.name_key == name_key(name))
        with self._database.writing() as connection:
            row = connection.execute(select(name_decisions).where(*own)).one_or_none()
            if row is None:
                raise NotFound(f"Nobody decided on '{name}'.", where="decisions", remedy="Choose one from the list.")
            connection.execute(delete(name_decisions).where(*own))
            _take_back(connection, subject, row)
            if earlier := (row.before or {}).get("earlier"):
                connection.execute(insert(name_decisions).values(earlier))
            follow(connection)


def _named(connection: Connection, viewer: Viewer) -> dict[NameKey, NamedIn]:
    about = (
        select(observation_about.c.subject, observation_about.c.name_key, func.count().label("number"))
        .select_from(observation_about.join(_STUDIED, observations.c.id == observation_about.c.observation))
        .where(seen_by(viewer))
        .group_by(observation_about.c.subject, observation_about.c.name_key)
    )
    counts: dict[NameKey, list[int]] = defaultdict(lambda: [0, 0])
    for row in connection.execute(about):
        counts[Subject(row.subject), row.name_key][0] = row.number
    for subject, key in ((Subject.ORGANISATION, studies.c.organisation_key), (Subject.SERVICE, studies.c.service_key)):
        said = select(key.label("key"), func.count().label("number")).where(seen_by(viewer), key.is_not(None))
        for row in connection.execute(said.group_by(key)):
            counts[subject, row.key][1] = row.number
    return {key: NamedIn(observations=number, studies=told) for key, (number, told) in counts.items()}


def _held(connection: Connection, viewer: Viewer) -> dict[str, NamedIn]:
    concerned = observation_organisations.c
    about = (
        select(concerned.organisation_key, func.count().label("number"))
        .select_from(observation_organisations.join(_STUDIED, observations.c.id == concerned.observation))
        .where(seen_by(viewer))
        .group_by(concerned.organisation_key)
    )
    observed = {row.organisation_key: row.number for row in connection.execute(about)}
    by = (
        select(studies.c.holder_key, func.count().label("number")).where(seen_by(viewer)).group_by(studies.c.holder_key)
    )
    done = {row.holder_key: row.number for row in connection.execute(by)}
    return {
        key: NamedIn(observations=observed.get(key, 0), studies=done.get(key, 0))
        for key in observed.keys() | done.keys()
    }


def _proposed(connection: Connection, viewer: Viewer) -> list[NameProposal]:
    """Return every name that the machine proposed, in what this viewer may see, decided on or not."""
    guessed = [Basis.PROPOSED.value, Basis.ASSUMED.value]
    mentions = (
        select(
            observation_about.c.subject,
            observation_about.c.name_key.label("key"),
            func.min(observation_about.c.name).label("name"),
            func.count(observation_about.c.observation.distinct()).label("number"),
            func.min(observation_about.c.observation).label("example"),
        )
        .select_from(observation_about.join(_STUDIED, observations.c.id == observation_about.c.observation))
        .where(seen_by(viewer), observation_about.c.basis.in_(guessed))
        .group_by(observation_about.c.subject, observation_about.c.name_key)
    )
    found = {(Subject(row.subject), row.key): row for row in connection.execute(mentions)}
    told: dict[NameKey, Any] = {}
    for subject, name, key in (
        (Subject.ORGANISATION, studies.c.organisation, studies.c.organisation_key),
        (Subject.SERVICE, studies.c.service, studies.c.service_key),
    ):
        said = (
            select(key.label("key"), func.min(name).label("name"), func.count().label("number"))
            .where(seen_by(viewer), key.is_not(None), studies.c.organisation_basis.in_(guessed))
            .group_by(key)
        )
        told |= {(subject, row.key): row for row in connection.execute(said)}
    return [_proposal(key, found.get(key), told.get(key)) for key in found.keys() | told.keys()]


def _proposal(key: NameKey, mentions: AnyRow | None, told: AnyRow | None) -> NameProposal:
    name = mentions.name if mentions is not None else told.name if told is not None else key[1]
    return NameProposal(
        name=name,
        subject=key[0],
        found=NamedIn(
            observations=mentions.number if mentions is not None else 0, studies=told.number if told is not None else 0
        ),
        example=mentions.example if mentions is not None else None,
    )


def _is_open(known: Catalogue, item: NameProposal) -> bool:
    if known.is_rejected(item.subject, item.name) or item.name == UNRECORDED:
        return False
    entry = known.entry(item.subject, item.name)
    return entry is None or (entry.basis is not Basis.STATED and name_key(entry.name) == name_key(item.name))


def _own_entry(known: Catalogue, subject: Subject, name: str) -> Entry | None:
    """Return the entry of that very name, None when there is none. Raises InvalidRequest when it is another's alias."""
    entry = known.entry(subject, name)
    if entry is not None and name_key(entry.name) != name_key(name):
        raise InvalidRequest(
            f"'{name}' is another name of '{entry.name}'.",
            where="the name",
            remedy=f"Take it out of the other names of '{entry.name}' first.",
        )
    return entry


def _free(known: Catalogue, subject: Subject, names: Sequence[str], *, but: str) -> tuple[str, ...]:
    """Return those of some names that no entry has, each once, without ``but``."""
    fresh = {name_key(name): name for name in names if known.entry(subject, name) is None}
    return tuple(name for key, name in fresh.items() if key != name_key(but))


def _taking_in(target: Entry, entry: Entry | None, names: Sequence[str]) -> Entry:
    forms = {name_key(form) for form in (target.name, *target.aliases)}
    gained = (*((entry.name, *entry.aliases) if entry is not None else ()), *names)
    fresh = tuple(form for form in dict.fromkeys(gained) if name_key(form) not in forms)
    return replace(target, aliases=(*target.aliases, *fresh), basis=Basis.STATED, remembered=False)


def _before(connection: Connection, subject: Subject, name: str, decision: Decision, changed: Values) -> Values:
    """Return what a decision changes, with the one on the name, by the key of its own, whose place it is about to take.

    To confirm or reject what was confirmed or rejected before is no other decision: it keeps what the first changed.
    """
    own = (name_decisions.c.subject == subject.value, name_decisions.c.name_key == name_key(name))
    said = connection.execute(select(name_decisions).where(*own)).mappings().one_or_none()
    if said is None:
        return changed
    if decision is not Decision.MERGED and said["decision"] == decision.value:
        return said["before"] or changed
    return changed | {"earlier": dict(said)}


def _decide(
    connection: Connection,
    by: Viewer,
    subject: Subject,
    name: str,
    decision: Decision,
    before: Mapping[str, Any],
    *,
    into: str | None = None,
) -> None:
    key = name_key(name)
    own = (name_decisions.c.subject == subject.value, name_decisions.c.name_key == key)
    connection.execute(delete(name_decisions).where(*own))
    connection.execute(
        insert(name_decisions).values(
            subject=subject.value,
            name_key=key,
            name=name,
            decision=decision.value,
            into=into,
            decided_by=by.name,
            decided_at=datetime.now(UTC).isoformat(timespec="seconds"),
            before=before,
        )
    )


def _take_back(connection: Connection, subject: Subject, row: AnyRow) -> None:
    before: Mapping[str, Any] = row.before or {}
    known = catalogue_of(connection)
    entry = _entry_from(subject, before.get("entry"))
    if row.decision == Decision.CONFIRMED.value and entry is None:
        there = known.entry(subject, row.name)
        if there is not None and name_key(there.name) == row.name_key:
            drop_entry(connection, there)
    if row.decision == Decision.MERGED.value and (target := known.entry(subject, row.into)) is not None:
        earlier = _entry_from(subject, before.get("into"))
        names = (row.name, *before.get("others", ()))
        put_entry(connection, _giving_back(target, entry, names, earlier))
    if entry is not None:
        put_entry(connection, entry)


def _giving_back(target: Entry, entry: Entry | None, names: Sequence[str], earlier: Entry | None) -> Entry:
    """Return the target without the names that a merge gave it; what others changed since stays."""
    had = {name_key(form) for form in (earlier.aliases if earlier is not None else ())}
    gained = (*((entry.name, *entry.aliases) if entry is not None else ()), *names)
    given = {name_key(form) for form in gained} - had
    kept = tuple(alias for alias in target.aliases if name_key(alias) not in given)
    if earlier is None:
        return replace(target, aliases=kept)
    return replace(target, aliases=kept, basis=earlier.basis, remembered=earlier.remembered)


def _document(entry: Entry | None) -> dict[str, Any] | None:
    return None if entry is None else asdict(entry) | {"aliases": list(entry.aliases)}


def _entry_from(subject: Subject, document: Mapping[str, Any] | None) -> Entry | None:
    if document is None:
        return None
    return _MAKERS[subject](
        **dict(document) | {"aliases": tuple(document["aliases"]), "basis": Basis(document["basis"])}
    )
