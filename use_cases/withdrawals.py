"""Withdrawing: what it would take out, asking for it, its receipt; and deleting what has been kept for long enough."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

from domain.access import Role, Viewer
from domain.audit import Deed
from domain.consent import Due
from domain.errors import InvalidRequest, NotFound
from domain.jobs import JobKind
from domain.text import fold
from domain.withdrawal import Extent, ParticipantRow, Reason, Receipt, participant_key
from use_cases.jobs import Jobs
from use_cases.memorial import remember
from use_cases.repository import Repository
from use_cases.withdrawing import Order, payload_of


class Withdrawals:
    """Participants and studies, taken out again: by researchers from their teams', by curators from all they see."""

    def __init__(self, repository: Repository, jobs: Jobs) -> None:
        self._repository = repository
        self._jobs = jobs

    def study(self, viewer: Viewer, named: str) -> str:
        """Return the identifier of the study that is named by it or by its title. Raises NotFound, InvalidRequest."""
        rows = self._repository.evidence.studies(viewer)
        if any(study.id == named for study in rows):
            return named
        same = [study for study in rows if _key(study.title) == _key(named)]
        if not same:
            raise NotFound(
                f"There is no study '{named}'.", where="studies", remedy="List them: throughline studies list"
            )
        if len(same) > 1:
            raise InvalidRequest(
                f"{len(same)} studies have this title.",
                where=", ".join(study.id for study in same),
                remedy="Name one by its identifier.",
            )
        return same[0].id

    def studies_of(self, viewer: Viewer, label: str) -> list[tuple[str, str]]:
        """Return identifier and title of the studies this viewer may withdraw from that have such a participant."""
        return self._repository.withdrawals.studies_of(viewer, label)

    def participants(self, viewer: Viewer, study: str) -> list[ParticipantRow]:
        """Return the participants of a study under the labels shown of them, by label. Raises NotFound, NotAllowed."""
        return self._repository.withdrawals.participants(viewer, study)

    def preview(self, viewer: Viewer, study: str, label: str | None = None) -> Extent:
        """Return what withdrawing a participant, or the whole study, would take out. Raises NotFound, NotAllowed."""
        participant = self._participant(viewer, study, label)
        extent = self._repository.withdrawals.extent(viewer, study, participant)
        ids = self._repository.withdrawals.observations_of(study, participant)
        return replace(extent, exports=len(self._repository.audit.exports_with(study, ids)))

    def queue(self, viewer: Viewer, study: str, label: str | None = None) -> str:
        """Queue taking a participant, or the whole study, out of everything; see :meth:`receipts_of`.

        Raises NotFound and NotAllowed.
        """
        self._repository.withdrawals.title(viewer, study)
        order = Order(id=_new(), study=study, participant=self._participant(viewer, study, label))
        return self._queue(viewer, [order], "a whole study" if label is None else "one participant")

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
        return self._jobs.queue(viewer, JobKind.WITHDRAW, title, {"orders": [payload_of(order) for order in orders]})

    def _participant(self, viewer: Viewer, study: str, label: str | None) -> str | None:
        """Return the key of a participant. Raises NotFound for a label that nobody in the study goes by."""
        if label is None:
            return None
        wanted = participant_key(study, label)
        for row in self.participants(viewer, study):
            if participant_key(study, row.label) == wanted:
                return wanted
        raise NotFound(
            "Nobody in this study goes by that label.",
            where=study,
            remedy="Write it as it is shown beside what they said; the Withdraw page lists the labels of a study.",
        )


def _new() -> str:
    return f"wd_{datetime.now(UTC):%Y%m%d}_{uuid4().hex[:10]}"


def _key(name: str) -> str:
    return fold(name).casefold()
