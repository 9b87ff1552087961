"""Which organisations meet which pain points, with every blank cell saying which blank it is."""

from dataclasses import dataclass
from enum import StrEnum

from domain.insights import Confidence, PainPoint
from domain.missions import Coverage

_DEPTH = {Confidence.STRONG: 1.0, Confidence.MODERATE: 0.7, Confidence.WEAK: 0.4}


class Blank(StrEnum):
    """Why a cell holds no evidence.

    Nobody has looked there; or somebody did and nothing of it was found; or the organisation is only one of several
    that files were stated to be about, so that it is not known whether a sentence of them tells of it.
    """

    NO_RESEARCH = "no research here"
    NOTHING_FOUND = "looked, nothing found"
    ONLY_WITH_OTHERS = "researched only together with others"


@dataclass(frozen=True, kw_only=True, slots=True)
class HeatCell:
    """What one organisation's evidence tells of one pain point.

    ``studies`` and ``observations`` tell it, of ``researched`` studies that concern the organisation at all.
    ``confidence`` is how sure a reader may be of this organisation's part, None where nothing tells it. ``is_claimed``
    where the organisation says "us too" and there is no evidence of it. ``is_only_with_others`` where every file that
    concerns it was stated to be about several organisations; ``is_of_whole_files`` where its quotations stand in such
    files and name none of them.
    """

    studies: int = 0
    observations: int = 0
    researched: int = 0
    confidence: Confidence | None = None
    is_claimed: bool = False
    is_only_with_others: bool = False
    is_of_whole_files: bool = False

    @property
    def blank(self) -> Blank | None:
        """Return which blank it is, None where there is evidence."""
        if self.studies:
            return None
        if not self.researched:
            return Blank.NO_RESEARCH
        return Blank.ONLY_WITH_OTHERS if self.is_only_with_others else Blank.NOTHING_FOUND

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
