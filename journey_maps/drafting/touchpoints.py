"""What people meet at a step, a letter or an app, as its own words and its likely evidence say; else nothing."""

import re
from collections import defaultdict
from collections.abc import Sequence

from domain.placed_evidence import PlacedEvidence
from domain.sureness import LEAST_LIKELY
from journey_maps.drafting.cues import MEETINGS, TOUCHPOINTS, WISHES

_ENOUGH = 1.3
"""What the sentences that tell of one must be worth: two that are likely the step's own."""
_SHARE = 0.12
"""What share of a step's likely evidence must tell of it: what a single sentence mentions is met by the way."""
_PERHAPS = re.compile(r"\b(?:would|could|might|willing|happy to|the idea of|prefer\w*)\b", re.IGNORECASE)
"""How what people were only asked about is told."""
_ELSEWHERE = re.compile(
    r"\b(?:instead of|rather than|no longer|without|not|never|nobody|none|no|nor|lack\w*|fewer|reduce\w*|except|unlike|"
    r"than (?:by|on|in|with)?)\b[^.;,]{0,40}$|n['’]t\b[^.;,]{0,40}$",
    re.IGNORECASE,
)
"""Before what is said not to be there."""


def touchpoints_of(step: str, placed: Sequence[PlacedEvidence]) -> tuple[str, ...]:
    """Return what a step's own words name; where they name nothing, what its evidence tells of, most often first.

    ``placed`` are its pieces of evidence with how likely each is right there; what is wished for tells of none.
    """
    own = tuple(name for name, cues in (*TOUCHPOINTS, *MEETINGS) if cues.search(step))
    return own or _told_by(placed)


def _told_by(placed: Sequence[PlacedEvidence]) -> tuple[str, ...]:
    likely = [item for item in placed if item.score >= LEAST_LIKELY]
    told: defaultdict[str, float] = defaultdict(float)
    for item in likely:
        if not (WISHES.search(item.evidence.text) or _PERHAPS.search(item.evidence.text)):
            for name in (name for name, cues in TOUCHPOINTS if _is_there(item.evidence.text, cues)):
                told[name] += item.score
    enough = max(_ENOUGH, _SHARE * sum(item.score for item in likely))
    return tuple(sorted((name for name in told if told[name] >= enough), key=lambda name: (-told[name], name)))


def _is_there(text: str, cues: re.Pattern[str]) -> bool:
    match = cues.search(text)
    return match is not None and _ELSEWHERE.search(text[: match.start()]) is None
