"""Withdrawing: what it would take out, asking for it, its receipt; and deleting what has been kept for long enough."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

from domain.access import Role, Viewer
from domain.audit import Deed
from domain.catalogue import name_key
from domain.consent import Due
from domain.errors import InvalidRequest, NotFound
from domain.evidence import Evidence
from domain.jobs import JobKind
from domain.withdrawal import Extent, ParticipantRow, Reason, Receipt, participant_key
from use_cases.evidence.memorial import remember
from use_cases.evidence.withdrawing import Order, again, order_of, payload_of
from use_cases.repository import Repository
from use_cases.running.jobs import Jobs


class Withdrawals:
    """Participants and studies, taken out again: by researchers from their teams', by curators from all they see."""

    def __init__(self, repository: Repository, jobs: Jobs) -> None:
        self._repository = repository
        self._jobs = jobs

    def study(self, viewer: Viewer, named: str) -> str:
        """Return the identifier of the study that is named by it or by its title. Raises NotFound, InvalidRequest."""
        rows = self._repository.evidence.studies(viewer)
        if any(study.id == named for study in rows) or self._done(viewer, named, None):
            return named
        same = [study for study in rows if name_key(study.title) == name_key(named)]
        if not same:
            raise NotFound(
                f"There is no study '{named}'.",
                where="studies",
                remedy="List them: throughline studies list. Those that were withdrawn: throughline withdrawals list",
            )
        if len(same) > 1:
            raise InvalidRequest(
                f"{len(same)} studies have this title.",
                where=", ".join(study.id for study in same),
                remedy="Name one by its identifier.",
            )
        return same[0].id

    def studies_of(self, viewer: Viewer, label: str) -> list[tuple[str, str]]:
        """Return identifier and title of the studies this viewer may withdraw from that have such a participant.

        Where none has: those from which they were withdrawn, so that it can be asked for again.
        """
        if found := self._repository.withdrawals.studies_of(viewer, label):
            return found
        return [
            (receipt.study_id, receipt.study_id)
            for receipt in self.receipts(viewer)
            if receipt.participant == participant_key(receipt.study_id, label) and not receipt.overruled
        ]

    def participants(self, viewer: Viewer, study: str) -> list[ParticipantRow]:
        """Return the participants of a study under the labels shown of them, by label. Raises NotFound, NotAllowed."""
        return self._repository.withdrawals.participants(viewer, study)

    def preview(self, viewer: Viewer, study: str, label: str | None = None) -> Extent:
        """Return what withdrawing a participant, or the whole study, would take out; nothing where that was done.

        Raises NotFound, NotAllowed.
        """
        order, done = self._order(viewer, study, label)
        if done:
            return Extent(study_id=study, study=study)
        extent = self._repository.withdrawals.extent(viewer, study, order.participant)
        ids = self._repository.withdrawals.observations_of(study, order.participant)
        return replace(
            extent,
            exports=len(self._repository.audit.exports_with(study, ids)),
            also_in=tuple(self._repository.withdrawals.also_in(viewer, study, label)),
        )

    def words(self, viewer: Viewer, study: str, label: str | None = None) -> list[Evidence]:
        """Return the observations that would go, in reading order; nothing where that was done.

        Raises NotFound, NotAllowed.
        """
        order, done = self._order(viewer, study, label)
        if done:
            return []
        ids = self._repository.withdrawals.observations_of(study, order.participant)
        found = self._repository.evidence.evidence(viewer, sorted(ids))
        return sorted(found, key=lambda item: (item.source, item.span.start, item.id))

    def queue(self, viewer: Viewer, study: str, label: str | None = None) -> str:
        """Queue taking a participant, or the whole study, out of everything; see :meth:`receipts_of`.

        Asked for again while it is under way, it is that job; afterwards, every store is looked into once more.
        Raises NotFound and NotAllowed.
        """
        order, _ = self._order(viewer, study, label)
        return self._queue(viewer, [order], "a whole study" if label is None else "one participant")

    def finish(self, viewer: Viewer, identifier: str) -> str:
        """Queue a withdrawal once more, so that what was not finished is, and every store is looked into.

        Raises NotFound and NotAllowed.
        """
        viewer.need(Role.RESEARCHER, "finish a withdrawal")
        return self._queue(viewer, [again(self.receipt(viewer, identifier))], "once more")

    def due(self, viewer: Viewer) -> list[Due]:
        """Return what is to be deleted soon or may be now, in studies this viewer may withdraw from; earliest first."""
        return self._repository.withdrawals.due(viewer, notice_days=self._repository.settings.retention_notice)

    def queue_due(self, viewer: Viewer) -> str | None:
        """Queue deleting everything whose time is over, originals before the rest; None when nothing is."""
        overdue = [due for due in self.due(viewer) if due.overdue]
        orders = [Order(id=_new(), study=due.study_id, reason=Reason.RETENTION, tier=due.tier) for due in overdue]
        return self._queue(viewer, orders, f"{len(orders)} at the end of their time") if orders else None

    def receipts(self, viewer: Viewer) -> list[Receipt]:
        """Return the receipts this viewer may read, newest first: a curator all of them, others their own."""
        return self._repository.withdrawals.receipts(viewer)

    def receipt(self, viewer: Viewer, identifier: str) -> Receipt:
        """Return one receipt. Raises NotFound."""
        return self._repository.withdrawals.receipt(viewer, identifier)

    def receipts_of(self, viewer: Viewer, job: str) -> list[Receipt]:
        """Return the receipts of a job that is done. Raises NotFound, JobFailed."""
        done = self._jobs.result(viewer, job)
        return [self.receipt(viewer, identifier) for identifier in done["withdrawals"]]

    def allow(self, viewer: Viewer, identifier: str) -> int:
        """Let what a withdrawal took out be added again; return how many marks were lifted.

        Nothing comes back by it: somebody must add the files again. Raises NotFound, NotAllowed.
        """
        viewer.need(Role.RESEARCHER, "allow withdrawn research again")
        lifted = self._repository.withdrawals.overrule(viewer, identifier)
        remember(self._repository.settings, self._repository.withdrawals.tombstones())
        self._repository.audit.add(viewer.name, Deed.ALLOWED_AGAIN, identifier, {"marks": lifted})
        return lifted

    def remember_beside(self, folder: Path) -> None:
        """Put the tombstones beside a backup, in a file without words; nothing happens where nothing was withdrawn."""
        if stones := self._repository.withdrawals.tombstones():
            remember(self._repository.settings, stones, folder=folder)

    def _queue(self, viewer: Viewer, orders: list[Order], title: str) -> str:
        asked = {"orders": [payload_of(order) for order in orders]}
        return self._under_way(viewer, orders) or self._jobs.queue(viewer, JobKind.WITHDRAW, title, asked)

    def _under_way(self, viewer: Viewer, orders: list[Order]) -> str | None:
        """Return the viewer's job that waits or runs and does just this."""
        wanted = [replace(order, id="") for order in orders]
        for job in self._jobs.under_way(viewer):
            if job.kind is JobKind.WITHDRAW:
                asked = self._jobs.asked(viewer, job.id)
                if [replace(order_of(row), id="") for row in asked["orders"]] == wanted:
                    return job.id
        return None

    def _order(self, viewer: Viewer, study: str, label: str | None) -> tuple[Order, Receipt | None]:
        """Return what to do, and the receipt where it was begun before and nothing of it is left in the database.

        Raises NotFound for a study that is not there, and for a label that nobody in it goes by; NotAllowed.
        """
        participant = None if label is None else participant_key(study, label)
        if self._is_there(viewer, study, participant):
            return Order(id=_new(), study=study, participant=participant), None
        if done := self._done(viewer, study, participant):
            return again(done), done
        self._repository.withdrawals.title(viewer, study)
        raise NotFound(
            "Nobody in this study goes by that label.",
            where=study,
            remedy="Write it as it is shown beside what they said: the Withdrawals page lists a study's labels.",
        )

    def _done(self, viewer: Viewer, study: str, participant: str | None) -> Receipt | None:
        """Return the receipt of a withdrawal that stands."""
        for receipt in self.receipts(viewer):
            is_this = (receipt.study_id, receipt.participant, receipt.reason) == (study, participant, Reason.WITHDRAWN)
            if is_this and not receipt.overruled:
                return receipt
        return None

    def _is_there(self, viewer: Viewer, study: str, participant: str | None) -> bool:
        """Tell whether there is such a participant, or study. Raises NotAllowed."""
        try:
            rows = self.participants(viewer, study)
        except NotFound:
            return False
        if participant is None or participant in {participant_key(study, name) for row in rows for name in row.names}:
            return True
        return bool(self._repository.withdrawals.observations_of(study, participant))


def _new() -> str:
    return f"wd_{datetime.now(UTC):%Y%m%d}_{uuid4().hex[:10]}"
