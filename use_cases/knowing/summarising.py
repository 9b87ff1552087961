"""A summary of an answer by the writer outside that the settings name: asked for, checked, never evidence."""

from datetime import UTC, datetime

from domain.access import MAINTENANCE, Viewer
from domain.errors import InvalidRequest
from domain.evidence import Evidence
from domain.known import WhatIsKnown
from domain.ports import Masker
from domain.writing import Summary
from use_cases.auditing import note_quoted
from use_cases.repository import Repository

SENT = "quotations to the writer for a summary"
"""What the audit calls what leaves."""


class Summaries:
    """Has answers summed up, where the settings name a writer; without one there is nothing to ask for."""

    def __init__(self, repository: Repository) -> None:
        self._repository = repository

    @property
    def are_offered(self) -> bool:
        """Tell whether the settings name a writer."""
        return self._repository.settings.writer is not None

    def of(self, viewer: Viewer, known: WhatIsKnown) -> Summary:
        """Return what the writer makes of an answer: sentences that the quotations they cite bear out.

        It is told the question and those quotations of the answer that the settings allow, which is written down as
        this viewer's deed. Raises InvalidRequest where there is no writer or too little may be sent, WriterFailed
        where it does not answer.
        """
        from insights.answering.summarising import FEWEST_QUOTATIONS, checked

        writer = self._repository.writer
        if writer is None:
            raise InvalidRequest(
                "No writer is set.", where="THROUGHLINE_WRITER", remedy="Ask whoever runs Throughline here."
            )
        masker = self._repository.masker_sparing(self._repository.catalogue.catalogue())
        if masker.find(known.question):
            raise InvalidRequest(
                "The question holds what looks like personal data, so it is not sent to the writer.",
                where="the question",
                remedy="Ask without names, numbers or addresses of people.",
            )
        quotations = self._sendable(viewer, known, masker)
        if len(quotations) < FEWEST_QUOTATIONS:
            raise InvalidRequest(
                "Too few of these quotations may be sent to the writer.",
                where="the answer",
                remedy="It is told of published studies alone, with the markings that the settings name.",
            )
        note_quoted(self._repository, viewer, SENT, quotations)
        written = writer.summarise(known.question, [item.text for item in quotations])
        return checked(written, quotations, by=writer.name, masker=masker)

    def _sendable(self, viewer: Viewer, known: WhatIsKnown, masker: Masker) -> list[Evidence]:
        """Return the quotations of an answer that this viewer may see and the settings let the writer be told of."""
        from insights.answering.summarising import chosen_quotations

        said = self._repository.settings.writer
        if said is None:
            return []
        today = datetime.now(UTC).date().isoformat()
        studies = self._repository.evidence.studies(MAINTENANCE)
        allowed = {study.id for study in studies if said.sends.allows(study, today=today)}
        order = {quoted.evidence.id: quoted.order for voice in known.voices for quoted in voice.quotations}
        seen = self._repository.evidence.evidence(viewer, sorted(order, key=order.__getitem__))
        return chosen_quotations(seen, studies=allowed, masker=masker)
