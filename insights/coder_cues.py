"""What wording and headings say of a difficulty: whether it still stands, and whether someone works around it."""

import re
from collections.abc import Sequence

from domain.evidence import Standing

_FIXED = re.compile(
    r"\b(?:previously|used to|no longer|"
    r"in (?:the )?(?:previous|last|earlier|old|first|initial) (?:round|version|design|iteration|prototype|release)|"
    r"we(?:'ve|’ve| have)? (?:since )?(?:now )?(?:fixed|resolved|solved|addressed)|"
    r"(?:has|have) (?:since |now )?been (?:fixed|resolved|solved|addressed))\b",
    re.IGNORECASE,
)
_FIXED_HEADING = re.compile(
    r"release notes|changelog|what (?:we|has) (?:fixed|changed)|bug fixes|\bfixed\b|resolved", re.IGNORECASE
)
_PROTOTYPE = re.compile(
    r"\b(?:prototypes?|mock-?ups?|wireframes?|concepts?|clickable|sketch(?:es)?|usability test\w*|variation|"
    r"option [a-e]|version [a-e\d]|iteration \d)\b",
    re.IGNORECASE,
)
_LIVE = re.compile(
    r"\b(?:live service|in live|went live|since launch|public beta|analytics|calls? to the (?:contact|call) centre|"
    r"help ?desk tickets?|support tickets?|every (?:day|week|month|year)|complaints?)\b",
    re.IGNORECASE,
)
_LIVE_HEADING = re.compile(
    r"live service|as-is|how it works (?:today|now)|today|current (?:process|service|journey)|shadowing|site visit|"
    r"contextual",
    re.IGNORECASE,
)
_WORKAROUND = re.compile(
    r"work(?:ing|ed|s)?[- ]?arounds?|work(?:ing|ed|s)? around\b|\bby hand\b|\bmanual(?:ly)?\b|spread ?sheets?|"
    r"\bexcel\b|\bpost-?its?\b|sticky notes?|on (?:a piece of |bits of )?paper\b|\bnotebooks?\b|whiteboards?|"
    r"cop(?:y|ying|ies)[- ]and[- ]past|\bre-?(?:key|typ|enter)|own (?:list|record|tracker|template|notes)|"
    r"shadow (?:list|record|system)|\b(?:personal|separate) (?:list|record|tracker|inbox)|\bdummy\b|"
    r"share (?:a|one|their) (?:login|password)|take (?:a )?(?:photo|screenshot)s?|\bwhatsapp\b|screenshots? (?:of|to)|"
    r"keep a (?:list|log|diary)",
    re.IGNORECASE,
)


def standing_of(text: str, headings: Sequence[str] = ()) -> Standing:
    """Return whether what is told is still true, as far as the wording says; unknown where it says nothing."""
    above = " / ".join(headings)
    if _FIXED.search(text) or _FIXED_HEADING.search(above):
        return Standing.FIXED
    if _LIVE.search(text):
        return Standing.LIVE
    if _PROTOTYPE.search(text) or _PROTOTYPE.search(above):
        return Standing.PROTOTYPE
    return Standing.LIVE if _LIVE_HEADING.search(above) else Standing.UNKNOWN


def tells_workaround(text: str) -> bool:
    """Tell whether the wording speaks of a way round the tool or process that is provided."""
    return _WORKAROUND.search(text) is not None
