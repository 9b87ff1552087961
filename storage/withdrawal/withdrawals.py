"""Withdrawals in SQL: who may ask for one, what it would take out, the removal itself, and its receipt."""

from dataclasses import replace
from datetime import UTC, datetime

from sqlalchemy import ColumnElement, Connection, false, or_, select, update

from domain.access import Role, Viewer
from domain.catalogue import name_key
from domain.consent import Due, Tier, due_tiers
from domain.errors import NotAllowed, NotFound
from domain.evidence import ReadSource
from domain.withdrawal import (
    FULL_TEXTS,
    NAMES,
    Extent,
    ParticipantRow,
    RecalledExport,
    Receipt,
    StoreRow,
    Tombstone,
    TombstoneKind,
    participant_key,
)
from storage.database import Database
from storage.insight_rows import quoting, resting_on
from storage.observations.rows import batches, study_from
from storage.schema import AnyRow, sources, studies, study_edits, tombstones, withdrawals
from storage.studies.publishing import changed_by
from storage.visibility import seen_by, today
from storage.withdrawal.leaving_out import without_withdrawn
from storage.withdrawal.participants import names_in, participants_of
from storage.withdrawal.receipts import receipt_from, receipt_row, receipt_values, write_down
from storage.withdrawal.tombstones import all_tombstones, overrule, put_tombstones
from storage.withdrawal.withdrawal_plan import REMOVED, REWRITTEN, plan_of
from storage.withdrawal.withdrawing import counted, forget_originals, mark, names_left, still_there, take_out, unnamed
from storage.withdrawal.withdrawn_words import GoneWords, gone_words


def withdrawn_by(viewer: Viewer) -> ColumnElement[bool]:
    """Return the condition on ``studies`` that keeps those this viewer may withdraw from.

    Researchers may for their teams' studies, curators for every study that they see.
    """
    if viewer.sees_everything:
        return changed_by(viewer)
    return or_(changed_by(viewer), seen_by(viewer) if viewer.may(Role.CURATOR) else false())


class SqlWithdrawals:
    """What was withdrawn and what may be. Nothing that is kept here holds a word of what was taken out."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def title(self, viewer: Viewer, study: str) -> str:
        """Return the title of a study this viewer may withdraw from. Raises NotFound, NotAllowed."""
        with self._database.reading() as connection:
            return str(_allowed(connection, viewer, study).title)

    def participants(self, viewer: Viewer, study: str) -> list[ParticipantRow]:
        """Return the participants of a study under the labels shown of them, by label. Raises NotFound, NotAllowed.

        Whom a transcript says to be its interviewer is none.
        """
        with self._database.reading() as connection:
            _allowed(connection, viewer, study)
            return participants_of(connection, study)

    def studies_of(self, viewer: Viewer, label: str) -> list[tuple[str, str]]:
        """Return identifier and title of the studies this viewer may withdraw from that have such a participant."""
        mine = select(studies.c.id, studies.c.title).where(withdrawn_by(viewer)).order_by(studies.c.title)
        with self._database.reading() as connection:
            found = [(row.id, row.title) for row in connection.execute(mine)]
            return [
                (study, title)
                for study, title in found
                if participant_key(study, label)
                in {participant_key(study, name) for name in names_in(connection, study)}
            ]

    def also_in(self, viewer: Viewer, study: str, label: str | None) -> list[tuple[str, str]]:
        """Return the other studies this viewer may withdraw from with a participant of that label, or such a file."""
        named = {found for found, _ in self.studies_of(viewer, label)} if label else set()
        with self._database.reading() as connection:
            plan = plan_of(connection, study, participant_key(study, label) if label else None)
            digests = [part.digest for part in plan.parts]
            for batch in batches(digests):
                named.update(connection.execute(select(sources.c.study).where(sources.c.digest.in_(batch))).scalars())
            mine = select(studies.c.id, studies.c.title).where(withdrawn_by(viewer), studies.c.id != study)
            rows = connection.execute(mine.order_by(studies.c.title, studies.c.id)).all()
        return [(row.id, row.title) for row in rows if row.id in named]

    def extent(self, viewer: Viewer, study: str, participant: str | None) -> Extent:
        """Return what a withdrawal would take out. Raises NotFound, NotAllowed."""
        with self._database.reading() as connection:
            title = _allowed(connection, viewer, study).title
            plan = plan_of(connection, study, participant)
            counts = {} if plan.is_empty else counted(connection, plan)
            marked = resting_on(connection, plan.ids)
            cut = quoting(connection, lambda: gone_words(connection, plan))
        whole = tuple(part.shown_name for part in plan.parts if part.owned_by_head)
        return Extent(
            study_id=study,
            study=title,
            counts=tuple(counts.items()),
            whole_files=whole,
            insights_marked=marked,
            insights_cut=cut,
        )

    def observations_of(self, study: str, participant: str | None) -> frozenset[str]:
        """Return the observations that a withdrawal would take out."""
        with self._database.reading() as connection:
            return plan_of(connection, study, participant).ids

    def sources_of(self, study: str, participant: str | None) -> tuple[list[str], list[str]]:
        """Return the SHA-256 of files, and the words, that a withdrawal would take out; for purging other stores."""
        with self._database.reading() as connection:
            parts = plan_of(connection, study, participant).parts
        return [part.digest for part in parts], [text for part in parts for text in part.texts if text]

    def described_as(self, study: str) -> frozenset[tuple[str, str, str]]:
        """Return the keys of organisation, title and team under which files are added to a study, or were; for purging.

        One that was renamed goes by each title it had. The team is empty where none is named.
        """
        with self._database.reading() as connection:
            row = connection.execute(select(studies).where(studies.c.id == study)).one_or_none()
            if row is None:
                return frozenset()
            edited = (study_edits.c.study == study, study_edits.c.field == "title")
            edits = connection.execute(select(study_edits.c.was, study_edits.c.became).where(*edited)).all()
        titles = {row.title_key, *(name_key(title) for edit in edits for title in edit if title)}
        return frozenset((row.organisation_key, title, name_key(row.team or "")) for title in titles)

    def words_of(self, study: str, participant: str | None) -> GoneWords:
        """Return what only the text says that a withdrawal would take out; for purging other stores."""
        with self._database.reading() as connection:
            return gone_words(connection, plan_of(connection, study, participant))

    def remove(self, receipt: Receipt, *, recall: tuple[RecalledExport, ...]) -> Receipt:
        """Take out what a receipt names and write it down with the counts; done again, it changes nothing more."""
        with self._database.writing() as connection:
            known = receipt_row(connection, receipt.id)
            if known is not None:
                return receipt_from(known)
            plan = plan_of(connection, receipt.study_id, receipt.participant)
            if plan.is_empty:
                counts = counted(connection, plan)
            else:
                mark(connection, plan, withdrawal=receipt.id, at=receipt.at)
                counts = take_out(connection, plan)
            left = {NAMES: names_left(connection, plan)}
            rows = tuple(StoreRow(store=name, removed=n, left=left.get(name, 0)) for name, n in counts.items())
            done = replace(receipt, stores=rows, recall=recall)
            write_down(connection, done)
        return done

    def expire(self, receipt: Receipt) -> Receipt:
        """Let go of a study's originals and their full text, as ``remove`` does of everything."""
        with self._database.writing() as connection:
            known = receipt_row(connection, receipt.id)
            if known is not None:
                return receipt_from(known)
            team = connection.execute(select(studies.c.team_key).where(studies.c.id == receipt.study_id)).scalar() or ""
            digests = forget_originals(connection, receipt.study_id)
            put_tombstones(
                connection,
                [
                    Tombstone(
                        kind=TombstoneKind.RAW,
                        study=receipt.study_id,
                        key=digest,
                        withdrawal=receipt.id,
                        at=receipt.at,
                        team=team,
                    )
                    for digest in sorted(set(digests))
                ],
            )
            done = replace(receipt, stores=(StoreRow(store=FULL_TEXTS, removed=len(digests)),))
            write_down(connection, done)
        return done

    def finish(self, receipt: Receipt) -> None:
        """Write down what a withdrawal came to."""
        values = {"receipt": receipt_values(receipt)["receipt"]}
        with self._database.writing() as connection:
            connection.execute(update(withdrawals).where(withdrawals.c.id == receipt.id).values(values))

    def rewritten(self, study: str) -> list[bytes]:
        """Return the texts that stand in for the originals of a study's sources that were rewritten."""
        query = select(sources.c.canonical).where(sources.c.study == study, sources.c.raw_state == REWRITTEN)
        with self._database.reading() as connection:
            return [text.encode() for text in connection.execute(query).scalars()]

    def unnamed_digests(self, withdrawal: str) -> list[str]:
        """Return the SHA-256 of the bytes that a withdrawal took out and no source needs any more."""
        kinds = [TombstoneKind.SOURCE.value, TombstoneKind.RAW.value]
        query = select(tombstones.c.key).where(tombstones.c.withdrawal == withdrawal, tombstones.c.kind.in_(kinds))
        with self._database.reading() as connection:
            return unnamed(connection, connection.execute(query).scalars())

    def ids_of(self, withdrawal: str) -> frozenset[str]:
        """Return the observations that a withdrawal took out."""
        query = select(tombstones.c.key).where(
            tombstones.c.withdrawal == withdrawal, tombstones.c.kind == TombstoneKind.OBSERVATION.value
        )
        with self._database.reading() as connection:
            return frozenset(connection.execute(query).scalars())

    def left(self, ids: frozenset[str]) -> dict[str, int]:
        """Return how many rows still name these observations, by the store's name in a receipt; only where some do."""
        with self._database.reading() as connection:
            return {name: count for name, count in still_there(connection, ids).items() if count}

    def receipts(self, viewer: Viewer) -> list[Receipt]:
        """Return the receipts this viewer may read, newest first: a curator all of them, others their own."""
        query = select(withdrawals).order_by(withdrawals.c.at.desc(), withdrawals.c.id)
        if not viewer.sees_everything and not viewer.may(Role.CURATOR):
            query = query.where(withdrawals.c.by == viewer.name)
        with self._database.reading() as connection:
            return [receipt_from(row) for row in connection.execute(query)]

    def receipt(self, viewer: Viewer, identifier: str) -> Receipt:
        """Return one receipt. Raises NotFound."""
        for receipt in self.receipts(viewer):
            if receipt.id == identifier:
                return receipt
        raise NotFound(
            "There is no such withdrawal.", where=identifier, remedy="List them: throughline withdrawals list"
        )

    def overrule(self, viewer: Viewer, identifier: str) -> int:
        """Let what a withdrawal took out be added again; return how many tombstones that lifts. Raises NotFound."""
        self.receipt(viewer, identifier)
        now = datetime.now(UTC).isoformat(timespec="seconds")
        with self._database.writing() as connection:
            this = update(withdrawals).where(withdrawals.c.id == identifier)
            connection.execute(this.values(overruled_by=viewer.name, overruled_at=now))
            return overrule(connection, identifier)

    def tombstones(self) -> list[Tombstone]:
        """Return every tombstone, in a fixed order."""
        with self._database.reading() as connection:
            return all_tombstones(connection)

    def without_withdrawn(self, source: ReadSource) -> ReadSource:
        """Return a source as it may be added: without the answers of whoever withdrew. Raises Withdrawn."""
        with self._database.reading() as connection:
            return without_withdrawn(connection, source)

    def due(self, viewer: Viewer, *, notice_days: int) -> list[Due]:
        """Return what is due in the studies this viewer may withdraw from, the earliest day first."""
        with self._database.reading() as connection:
            rows = connection.execute(select(studies).where(withdrawn_by(viewer))).all()
            kept = set(connection.execute(select(sources.c.study).where(sources.c.raw_state != REMOVED)).scalars())
        found = []
        for study in (study_from(row) for row in rows):
            for tier, day, overdue in due_tiers(study.consent, today=today(), notice_days=notice_days):
                if tier is Tier.RAW and study.id not in kept:
                    continue
                found.append(
                    Due(
                        study_id=study.id,
                        study=study.title,
                        team=study.team_name,
                        tier=tier,
                        day=day,
                        overdue=overdue,
                    )
                )
        return sorted(found, key=lambda due: (due.day, due.study.casefold(), due.study_id, due.tier is not Tier.RAW))


def _allowed(connection: Connection, viewer: Viewer, study: str) -> AnyRow:
    this = select(studies).where(studies.c.id == study)
    found = connection.execute(this.where(withdrawn_by(viewer))).one_or_none()
    if found is not None:
        return found
    if connection.execute(this.where(seen_by(viewer))).first() is None:
        raise NotFound("There is no such study.", where="studies", remedy="Choose one from the list of studies.")
    raise NotAllowed(
        "Only the researchers of its team, and curators, withdraw from a study.",
        where="the study",
        remedy="Ask the team, or a curator.",
    )
