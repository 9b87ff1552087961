"""Which organisations meet which pain points, with every blank cell saying which blank it is."""

from dataclasses import dataclass
from enum import StrEnum

from domain.insights import Confidence, PainPoint
from domain.missions import Coverage

_DEPTH = {Confidence.STRONG: 1.0, Confidence.MODERATE: 0.7, Confidence.WEAK: 0.4}


class Blank(StrEnum):
    """Why a cell holds no evidence: nobody has looked there, or somebody did and nothing of it was found."""

    NO_RESEARCH = "no research here"
    NOTHING_FOUND = "looked, nothing found"


@dataclass(frozen=True, kw_only=True, slots=True)
class HeatCell:
    """What one organisation's evidence tells of one pain point.

    ``studies`` and ``observations`` tell it, of ``researched`` studies that concern the organisation at all.
    ``confidence`` is how sure a reader may be of this organisation's part, None where nothing tells it. ``is_claimed``
    where the organisation says "us too" and there is no evidence of it.
    """

    studies: int = 0
    observations: int = 0
    researched: int = 0
    confidence: Confidence | None = None
    is_claimed: bool = False

    @property
    def blank(self) -> Blank | None:
        """Return which blank it is, None where there is evidence."""
        if self.studies:
            return None
        return Blank.NOTHING_FOUND if self.researched else Blank.NO_RESEARCH

    @property
    def depth(self) -> float:
        """Return how deep its colour is, in [0, 1]: the share of studies, less where the evidence is thin."""
        if not (self.studies and self.confidence):
            return 0.0
        return min(self.studies / self.researched, 1.0) * _DEPTH[self.confidence]


@dataclass(frozen=True, kw_only=True, slots=True)
class HeatRow:
    """A pain point with a cell for each organisation, in the order of the map's organisations."""

    point: PainPoint
    cells: tuple[HeatCell, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class HeatMap:
    """Pain points by organisations, as one viewer may see them."""

    organisations: tuple[Coverage, ...]
    rows: tuple[HeatRow, ...]
