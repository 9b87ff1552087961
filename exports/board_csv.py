"""A journey's kit as the notes of a workshop board: columns that programs for boards take in, and that ingest reads.

A row is a note. ``Frame`` is the step it lies in, ``Type`` what programs call such a thing; ``Link`` leads back to
the observation in its source.
"""

from collections.abc import Callable

from domain.evidence import Evidence
from exports.sprint_kit import KitCard, SprintKit
from exports.tables import table_csv

COLUMNS = ("Text", "Frame", "Colour", "Link", "Type", "Kind", "Source", "Marking")
_NOTE = "sticky note"


def board_csv(kit: SprintKit, *, link: Callable[[Evidence], str]) -> bytes:
    """Return a note a card, step by step; a card of two steps lies in both. ``link`` gives an observation's address."""
    return table_csv(COLUMNS, (_row(card, step.name, link) for step in kit.steps for card in step.cards))


def _row(card: KitCard, frame: str, link: Callable[[Evidence], str]) -> list[str | None]:
    return [
        card.text,
        frame,
        card.sort.colour,
        link(card.evidence) if card.evidence else "",
        _NOTE,
        card.heading,
        card.source,
        card.marking.value if card.marking else None,
    ]
