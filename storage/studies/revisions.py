"""Storing a source: what is new, what was there already, and what a new revision supersedes.

- The same source with the same content is a duplicate. So is a file of the same content under another name in the
  same study: it adds nothing. Another study's copy is its own, and is never mentioned.
- The same source with other content is a revision. An observation whose identifier stays keeps its vectors and its
  coding, unless its masked text or its headings changed; one that is gone is deleted and counted as superseded.
- A source without any observation is refused: nothing is stored, and an earlier revision stays.
- A study that is there already is filled in where it was blank and otherwise kept; of two visibilities the narrower
  is taken, so that adding a file shows nothing to more people than its owner said. Its date is what the dates of its
  files have in common, unless somebody set it; it keeps the title that somebody gave it since.

In every account, kept plus refused plus duplicates is what was read: a duplicate's observations count as duplicates
and its refusals as refusals, a revision's unchanged observations count as duplicates.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime
from itertools import takewhile
from typing import Any

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from domain.access import Visibility
from domain.catalogue import name_key
from domain.consent import Consent
from domain.evidence import Basis, FileAccount, Observation, Outcome, ReadSource, Standing, Study
from domain.masking import KEPT
from storage.database import bump
from storage.findings.codes import store_codes
from storage.observations.rows import (
    Values,
    about_values,
    attribute_values,
    batches,
    observation_values,
    observations_from,
    source_values,
    study_from,
)
from storage.routing import index_concerned
from storage.schema import (
    AnyRow,
    codings,
    observation_about,
    observation_attributes,
    observation_organisations,
    observations,
    sources,
    studies,
    vectors,
)
from storage.studies.studies import put_study
from storage.studies.study_edits import is_dated_by_hand
from storage.withdrawal.leaving_out import keep_out
from storage.withdrawal.tombstones import refuse_withdrawn
from storage.withdrawal.withdrawal_plan import RECEIVED, REWRITTEN

_NARROWEST_FIRST = list(Visibility)
_STRONGEST_FIRST = [Basis.STATED, Basis.PROPOSED, Basis.ASSUMED]


def store(connection: Connection, source: ReadSource) -> FileAccount:
    """Store a source inside the caller's transaction and return its account.

    Raises ValueError when two of its observations have one identifier, or one names another source or study, and
    Withdrawn when it would bring back what was taken out.
    """
    _check(source)
    refuse_withdrawn(connection, source)
    stored = connection.execute(select(sources).where(sources.c.id == source.id)).one_or_none()
    if not source.observations:
        return _account(source, Outcome.REFUSED, warnings=("The earlier revision was kept.",) if stored else ())
    keep_out(connection, source)
    if stored is None:
        return _duplicate(source) if _is_held_elsewhere(connection, source) else _store_new(connection, source)
    held = observations_from(
        connection, select(observations).where(observations.c.source == source.id).order_by(observations.c.ordinal)
    )
    if _is_same(stored, held, source):
        return _duplicate(source)
    return _revise(connection, source, {item.id: item for item in held})


def _check(source: ReadSource) -> None:
    if len({item.id for item in source.observations}) != len(source.observations):
        raise ValueError(f"Two observations of source {source.id} have one identifier.")
    if any((item.source_id, item.study_id) != (source.id, source.study.id) for item in source.observations):
        raise ValueError(f"An observation of source {source.id} names another source or study.")


def _account(source: ReadSource, outcome: Outcome, **counts: Any) -> FileAccount:
    redactions = Counter(item.type for item in source.text.masked.replacements if item.type != KEPT)
    return FileAccount(
        path=source.name,
        outcome=outcome,
        study_id=source.study.id,
        source_id=source.id,
        refusals=source.refusals,
        redactions=tuple(sorted(redactions.items())),
        **counts,
    )


def _duplicate(source: ReadSource) -> FileAccount:
    return _account(source, Outcome.DUPLICATE, duplicates=len(source.observations))


def _is_held_elsewhere(connection: Connection, source: ReadSource) -> bool:
    twin = select(sources.c.id).where(sources.c.study == source.study.id, sources.c.digest == source.digest)
    return connection.execute(twin.limit(1)).first() is not None


def _is_same(stored: AnyRow, held: list[Observation], source: ReadSource) -> bool:
    """Tell whether nothing changed. What evidence is about changes only when someone states it."""
    values = source_values(source)
    if any(getattr(stored, name) != values[name] for name in ("digest", "canonical", "masked", "contributions")):
        return False
    if [replace(item, about=()) for item in held] != [replace(item, about=()) for item in source.observations]:
        return False
    pairs = zip(held, source.observations, strict=True)
    return not any(
        old.about != new.about and any(about.basis is Basis.STATED for about in new.about) for old, new in pairs
    )


def _store_new(connection: Connection, source: ReadSource) -> FileAccount:
    warnings = _join_study(connection, source.study)
    added_at = datetime.now(UTC).isoformat(timespec="seconds")
    connection.execute(insert(sources).values(_values(source) | {"added_at": added_at}))
    _insert(connection, source.observations)
    _insert_about(connection, source)
    _insert_attributes(connection, source)
    store_codes(connection, source)
    bump(connection, texts=True)
    return _account(source, Outcome.KEPT, kept=len(source.observations), warnings=warnings)


def _revise(connection: Connection, source: ReadSource, held: dict[str, Observation]) -> FileAccount:
    warnings = _join_study(connection, source.study)
    new = [item for item in source.observations if item.id not in held]
    stayed = [item for item in source.observations if item.id in held]
    gone = held.keys() - {item.id for item in stayed}
    reworded = [
        item.id for item in stayed if (item.text, item.headings) != (held[item.id].text, held[item.id].headings)
    ]
    connection.execute(update(sources).where(sources.c.id == source.id).values(_values(source)))
    _delete(connection, gone)
    _forget_models(connection, reworded)
    _delete_about(connection, held.keys() - gone)
    _update(connection, [item for item in stayed if replace(held[item.id], about=item.about) != item])
    _insert(connection, new)
    _insert_about(connection, source)
    _insert_attributes(connection, source)
    store_codes(connection, source)
    bump(connection, texts=bool(new or gone or reworded))
    return _account(
        source, Outcome.KEPT, kept=len(new), duplicates=len(stayed), superseded=len(gone), warnings=warnings
    )


def _values(source: ReadSource) -> Values:
    return source_values(source) | {"raw_state": REWRITTEN if source.left_out else RECEIVED}


def _insert(connection: Connection, items: Iterable[Observation]) -> None:
    if rows := [observation_values(item) for item in items]:
        connection.execute(insert(observations), rows)


def _insert_about(connection: Connection, source: ReadSource) -> None:
    if rows := [row for item in source.observations for row in about_values(item.id, item.about)]:
        connection.execute(insert(observation_about), rows)
    index_concerned(connection, select(observations.c.id).where(observations.c.source == source.id))


def _insert_attributes(connection: Connection, source: ReadSource) -> None:
    """Put what is known of who said each observation in place of what was known."""
    of_source = select(observations.c.id).where(observations.c.source == source.id)
    connection.execute(delete(observation_attributes).where(observation_attributes.c.observation.in_(of_source)))
    if rows := [row for item in source.observations for row in attribute_values(item)]:
        connection.execute(insert(observation_attributes), rows)


def _update(connection: Connection, items: Iterable[Observation]) -> None:
    rows = [{"this": item.id} | observation_values(item) for item in items]
    if rows:
        connection.execute(update(observations).where(observations.c.id == bindparam("this")), rows)


def _delete(connection: Connection, ids: Iterable[str]) -> None:
    for batch in batches(sorted(ids)):
        connection.execute(delete(observations).where(observations.c.id.in_(batch)))


def _delete_about(connection: Connection, ids: Iterable[str]) -> None:
    for batch in batches(sorted(ids)):
        for table in (observation_about, observation_organisations):
            connection.execute(delete(table).where(table.c.observation.in_(batch)))


def _forget_models(connection: Connection, ids: Iterable[str]) -> None:
    """Vectors and codings of words that are no longer there are of no use."""
    for batch in batches(ids):
        connection.execute(delete(vectors).where(vectors.c.observation.in_(batch)))
        connection.execute(delete(codings).where(codings.c.observation.in_(batch)))


def _join_study(connection: Connection, said: Study) -> tuple[str, ...]:
    """Add the study, or fill in what is there; return a warning that names what was said in vain."""
    row = connection.execute(select(studies).where(studies.c.id == said.id)).one_or_none()
    if row is None:
        put_study(connection, said)
        return ()
    known = study_from(row)
    joined = _joined(known, said)
    if is_dated_by_hand(connection, known.id):
        joined = replace(joined, date=known.date)
    put_study(connection, joined)
    return _warnings(known, said, joined)


def _joined(known: Study, said: Study) -> Study:
    names = {key for key, _ in known.metadata}
    return replace(
        known,
        organisation_basis=min(known.organisation_basis, said.organisation_basis, key=_STRONGEST_FIRST.index),
        service=known.service or said.service,
        date=_dated(known.date, said.date),
        method=known.method or said.method,
        sample_size=said.sample_size if known.sample_size is None else known.sample_size,
        standing=said.standing if known.standing is Standing.UNKNOWN else known.standing,
        retells=known.retells or said.retells,
        mission=known.mission or said.mission,
        contact=known.contact or said.contact,
        marking=max((known.marking, said.marking), key=lambda marking: marking.rank if marking else 0),
        visibility=min(known.visibility, said.visibility, key=_NARROWEST_FIRST.index),
        draft=known.draft or said.draft,
        embargo=max((known.embargo, said.embargo), key=lambda day: day or ""),
        consent=_agreed(known.consent, said.consent),
        metadata=known.metadata + tuple(pair for pair in said.metadata if pair[0] not in names),
    )


def _dated(known: str | None, said: str | None) -> str | None:
    """Return the date that holds for both, at the precision that they share; of two years the one that was known.

    A study has one date: of files of March and of April 2026 it is 2026, and not the day of whichever came first.
    """
    if not (known and said):
        return known or said
    both = takewhile(lambda pair: pair[0] == pair[1], zip(known.split("-"), said.split("-"), strict=False))
    return "-".join(part for part, _ in both) or known


def _agreed(known: Consent, said: Consent) -> Consent:
    """Return what a study says of consent, filled in; of two days the earlier one holds."""
    days = {
        name: min(filter(None, (getattr(known, name), getattr(said, name))), default=None)
        for name in ("raw_until", "insight_until")
    }
    if days["raw_until"] and days["insight_until"]:
        days["raw_until"] = min(days["raw_until"], days["insight_until"])
    return Consent(
        basis=known.basis or said.basis,
        covers=known.covers or said.covers,
        not_heard=known.not_heard or said.not_heard,
        **days,
    )


def _warnings(known: Study, said: Study, joined: Study) -> tuple[str, ...]:
    fields = ("service", "date", "method", "sample_size", "retells", "mission", "contact")
    kept = [name for name in fields if getattr(said, name) not in (None, getattr(joined, name))]
    is_wider = known.date is not None and joined.date != known.date
    kept = [name for name in kept if name != "date" or not is_wider]
    if said.standing not in (Standing.UNKNOWN, joined.standing):
        kept.append("standing")
    warnings = []
    if name_key(known.title) != name_key(said.title):
        warnings.append(f"The study goes by another title now: “{known.title}”.")
    if is_wider:
        warnings.append(f"Files of this study are of {known.date} and of {said.date}: it is dated {joined.date} now.")
    if kept:
        names = ", ".join(name.replace("_", " ") for name in kept)
        warnings.append(f"The study was there already; of what was said now, this was not taken: {names}.")
    if _access(joined) != _access(said):
        warnings.append("The study was there already, and fewer people may see it than was said now.")
    if _access(joined) != _access(known):
        warnings.append("Fewer people may see the study than before, as was said now.")
    return tuple(warnings)


def _access(study: Study) -> tuple[Visibility, bool, str | None]:
    return study.visibility, study.draft, study.embargo
