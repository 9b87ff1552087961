"""Why evidence stands on a step, in a few words that whoever corrects the draft can check at a glance."""

from collections.abc import Sequence

from domain.evidence import Evidence
from domain.journeys import StepOutline
from journey_maps.drafting.kindred_words import kindred_of
from journey_maps.drafting.signs import Signs
from journey_maps.drafting.stems import stems_of, stems_with_words

_MOST_WORDS = 3
_MOST_REASONS = 3
_LONGEST_HEADING = 60
_NEAR_MEANING = 1.6
_TOLD_BESIDE = 1.5


def reason_of(outline: StepOutline, item: Evidence, signs: Signs, row: int, step: int) -> str:
    """Return what speaks for it, the plainest first: “says ‘batch’; under ‘Clinics’; near in meaning”."""
    said, kindred = _words(outline.step, item.text)
    above = item.headings[-1] if stems_of(" ".join(item.headings)) & stems_of(outline.step) else ""
    reasons = (
        f"says {_quoted(said)}" if said else "",
        f"under “{_short(above)}”" if above else "",
        f"speaks of {_quoted(kindred)}" if kindred else "",
        "near in meaning" if signs.meaning[row, step] >= _NEAR_MEANING else "",
        "told beside others of this step" if signs.beside[row, step] >= _TOLD_BESIDE else "",
    )
    told = [reason for reason in reasons if reason]
    return "; ".join(told[:_MOST_REASONS]) or "nearest to this step of what its source tells"


def _words(step: str, text: str) -> tuple[list[str], list[str]]:
    """Return the words of a text that a step has too, and those kindred to the step's other words, each once."""
    asked = stems_of(step)
    said: dict[str, str] = {}
    kindred: dict[str, str] = {}
    words = stems_with_words(text)
    for stem, word in words:
        if stem in asked:
            said.setdefault(stem, word)
    others = frozenset[str]().union(*(kindred_of(stem) for stem in asked - said.keys()))
    for stem, word in words:
        if stem in others and stem not in said:
            kindred.setdefault(stem, word)
    return list(said.values())[:_MOST_WORDS], list(kindred.values())[:_MOST_WORDS]


def _quoted(words: Sequence[str]) -> str:
    return ", ".join(f"“{word}”" for word in words)


def _short(heading: str) -> str:
    if len(heading) <= _LONGEST_HEADING:
        return heading
    return heading[:_LONGEST_HEADING].rsplit(" ", 1)[0].rstrip(",;:") + " …"
