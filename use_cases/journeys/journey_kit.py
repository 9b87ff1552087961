"""What a room takes to a workshop on a journey, and which studies came back from one."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from domain.access import Viewer
from domain.errors import InvalidRequest
from domain.evidence import OF_JOURNEY, Evidence, Study
from domain.journeys import Journey
from domain.proposals import FileDescription
from domain.sprint_prompts import PromptGroup
from use_cases.auditing import note_export
from use_cases.journeys.journey_prompts import sprint_prompts
from use_cases.repository import Repository

if TYPE_CHECKING:
    from exports.sprint_kit import SprintKit
    from ingest.board_back import BoardBack


@dataclass(frozen=True, kw_only=True, slots=True)
class KitPart:
    """One file of the kit: what it is called on screens and in its name, the name's ending, and its media type."""

    called: str
    what: str
    ending: str
    media_type: str


_PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
KIT_PARTS = {
    "cards": KitPart(called="Evidence cards (PowerPoint)", what="cards", ending="pptx", media_type=_PPTX),
    "cards-pdf": KitPart(called="Evidence cards (PDF, A6)", what="cards", ending="pdf", media_type="application/pdf"),
    "cards-to-print": KitPart(
        called="Evidence cards to print on A6", what="cards", ending="html", media_type="text/html"
    ),
    "wall": KitPart(called="Evidence wall by step (PowerPoint)", what="wall", ending="pptx", media_type=_PPTX),
    "board": KitPart(called="Notes for a workshop board (CSV)", what="board", ending="csv", media_type="text/csv"),
}
"""Each part by its word."""


@dataclass(frozen=True, kw_only=True, slots=True)
class KitSize:
    """How many cards a kit has, and of how many these are the best: as many where it has them all.

    ``holds`` says in words how many of what the cards are, ``whole_holds`` the same of all.
    """

    cards: int
    of: int
    holds: str = ""
    whole_holds: str = ""


class JourneyKit:
    """Files for a workshop, of a journey as its viewer sees it."""

    def __init__(self, repository: Repository) -> None:
        self._repository = repository

    def size(self, viewer: Viewer, journey_id: str) -> KitSize:
        """Return how many cards the kit of a journey has, and of how many these are the best. Raises NotFound."""
        kit, whole = self._kit(viewer, journey_id), self._kit(viewer, journey_id, whole=True)
        return KitSize(cards=len(kit.cards), of=kit.of, holds=kit.counted, whole_holds=whole.counted)

    def file(self, viewer: Viewer, journey_id: str, part: str, *, address: str = "", whole: bool = False) -> bytes:
        """Return one part of the kit as a file, the best of each step or ``whole``, and write down that it left.

        ``address`` is where this installation is reached: links of a board begin with it, and without one there are
        none. Raises NotFound, and InvalidRequest for no such part.
        """
        if part not in KIT_PARTS:
            raise InvalidRequest(
                f"There is no '{part}' in the kit.", where="the kit", remedy=f"Use one of: {', '.join(KIT_PARTS)}."
            )
        kit = self._kit(viewer, journey_id, whole=whole)
        content = _written(kit, part, address.rstrip("/"))
        told = kit.observations
        note_export(self._repository, viewer, f"journey {journey_id} as {part} of the kit", observations=told)
        return content

    def prompts(self, viewer: Viewer, journey_id: str) -> list[PromptGroup]:
        """Return the questions to work on, step by step, then across the journey. Raises NotFound."""
        return self._prompts(self._repository.journeys.journey(viewer, journey_id))

    def studies(self, viewer: Viewer, journey_id: str) -> list[Study]:
        """Return the studies that came of workshops on a journey, as far as this viewer sees them, newest first.

        Raises NotFound.
        """
        self._repository.journeys.summary(viewer, journey_id)
        return [
            study for study in self._repository.evidence.studies(viewer) if (OF_JOURNEY, journey_id) in study.metadata
        ]

    def board_back(self, viewer: Viewer, journey_id: str, name: str, content: bytes) -> "BoardBack":
        """Return a board that came back from a workshop without the notes that went out to it.

        Raises NotFound, and InvalidRequest for a board on which nothing is new.
        """
        from exports.sprint_kit import is_choice
        from ingest.board_back import board_back, mark

        ours = {mark(card.text) for card in self._kit(viewer, journey_id, whole=True).cards}
        return board_back(name, content, lambda cell: cell in ours or is_choice(cell))

    def described(self, viewer: Viewer, journey_id: str, said: FileDescription) -> FileDescription:
        """Return what is said of a board that came back, with the journey it is linked to, a title and a method.

        Raises NotFound.
        """
        row = self._repository.journeys.summary(viewer, journey_id)
        return replace(
            said,
            study=said.study or f"Workshop on {row.title}",
            method=said.method or "workshop",
            mission=said.mission or row.mission,
            metadata=(*said.metadata, (OF_JOURNEY, journey_id)),
        )

    def _kit(self, viewer: Viewer, journey_id: str, *, whole: bool = False) -> "SprintKit":
        from exports.sprint_kit import sprint_kit

        journey = self._repository.journeys.journey(viewer, journey_id)
        today = datetime.now(UTC).date().isoformat()
        return sprint_kit(journey, self._prompts(journey), made_on=today, whole=whole)

    def _prompts(self, journey: Journey) -> list[PromptGroup]:
        titles = {pattern.id: pattern.title for pattern in self._repository.codebook.patterns}
        return sprint_prompts(journey, titles)


def _written(kit: "SprintKit", part: str, address: str) -> bytes:
    from exports.board_csv import board_csv
    from exports.evidence_cards_html import card_page
    from exports.evidence_cards_pdf import card_pdf
    from exports.evidence_cards_pptx import card_slides, wall_slides

    def link(evidence: Evidence) -> str:
        asked = urlencode({"source": evidence.source_id, "observation": evidence.id})
        return f"{address}/source?{asked}" if address else ""

    if part == "board":
        return board_csv(kit, link=link)
    writers = {"cards": card_slides, "cards-pdf": card_pdf, "cards-to-print": card_page, "wall": wall_slides}
    return writers[part](kit)
