"""A journey's kit as the notes of a workshop board: columns that programs for boards take in, and that ingest reads.

A row is a note. ``Frame`` is the step it lies in, ``Type`` what programs call such a thing; ``Link`` leads back to
the observation in its source. Where the notes are a choice, the first one says of how many.
"""

from collections.abc import Callable
from itertools import chain

from domain.evidence import Evidence
from domain.told_first import CHOSEN_HOW
from exports.sprint_kit import KitCard, SprintKit
from exports.tables import table_csv

COLUMNS = ("Text", "Frame", "Colour", "Link", "Type", "Kind", "Source", "Marking")
_NOTE = "sticky note"
_ABOUT = "About these notes"


def board_csv(kit: SprintKit, *, link: Callable[[Evidence], str]) -> bytes:
    """Return a note a card, step by step; a card of two steps lies in both. ``link`` gives an observation's address."""
    about = [[kit.choice, _ABOUT, "grey", "", _NOTE, _ABOUT, CHOSEN_HOW, None]] if kit.choice else []
    return table_csv(COLUMNS, chain(about, (_row(card, step.name, link) for step in kit.steps for card in step.cards)))


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
