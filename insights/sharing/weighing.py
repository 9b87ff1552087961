"""How grave a difficulty is, who shares it, whether it is still true, and how sure a reader may be."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from domain.evidence import Evidence, Level, Severity, Standing, studies_in
from domain.insights import Confidence, OrganisationCount, Pattern, Sharing

CONSEQUENCE_WEIGHT, LEVEL_WEIGHT, ORGANISATIONS_WEIGHT, STUDIES_WEIGHT = 0.5, 0.2, 0.2, 0.1
_LEVEL_WORTH = {Level.BETWEEN: 1.0, Level.RULE: 0.6, Level.SERVICE: 0.4, Level.SCREEN: 0.0}
_STANDING_SHARE = {Standing.LIVE: 1.0, Standing.UNKNOWN: 1.0, Standing.PROTOTYPE: 0.5, Standing.FIXED: 0.3}
FULL_TRUST, LEAST_TRUST = 0.6, 0.3
"""The strength of evidence from which a point's score is not lowered, and the share it keeps at the least."""
LEAD_SHARE = 0.1
"""What a lead's score is taken times: leads come after what is better evidenced."""
THIN_SHARE = 0.6
"""What a thin finding's score is taken times: as much as weak evidence counts in what to take up next."""
LOOSE_FIT = 0.4
"""Below this a quotation fits only loosely."""
STRONG_STUDIES = 3
TOLD_BETWEEN = 2
"""How many quotations of more than one organisation let a difficulty that could sit between them be told so."""


def level_of(items: Sequence[Evidence], pattern: Pattern | None) -> Level:
    """Return the pattern's level, or else the commonest among the evidence; ties go to the widest."""
    if pattern is not None:
        return pattern.level
    counts = Counter(item.coding.level for item in items if item.coding)
    return max(counts, key=lambda level: (counts[level], _LEVEL_WORTH[level]), default=Level.SERVICE)


def gravity_of(items: Sequence[Evidence], pattern: Pattern | None) -> float:
    """Return how grave a difficulty is, in [0, 1]: the mean over its evidence, what its pattern is counting as much.

    What a person said of a quotation counts as they said it. Nothing said of any: 0.
    """
    told = [item.gravity for item in items if item.gravity is not None]
    voices = [sum(told) / len(told)] if told else []
    if pattern is not None:
        voices.append(pattern.severity.gravity)
    return sum(voices) / len(voices) if voices else 0.0


def severity_of(gravity: float) -> Severity:
    """Return the severity that a gravity in [0, 1] is nearest to, of two the milder."""
    return min(Severity, key=lambda severity: (abs(severity.gravity - gravity), severity.rank))


def standing_of(items: Sequence[Evidence]) -> Standing:
    """Return fixed or prototype when most evidence is no longer or not yet true, live when any is known to be."""
    counts = Counter(item.standing for item in items)
    over = counts[Standing.FIXED] + counts[Standing.PROTOTYPE]
    if over * 2 > len(items):
        return Standing.FIXED if counts[Standing.FIXED] >= counts[Standing.PROTOTYPE] else Standing.PROTOTYPE
    return Standing.LIVE if counts[Standing.LIVE] else Standing.UNKNOWN


@dataclass(frozen=True, kw_only=True, slots=True)
class Between:
    """How far a difficulty that may sit between organisations is told so, by ``items`` pieces of evidence.

    ``by_name`` of them are about several organisations; ``of_several`` are, or speak of another body in other words.
    """

    items: int
    by_name: int
    of_several: int

    @property
    def is_told(self) -> bool:
        """Tell whether enough evidence tells of more than one organisation: several pieces of it, or half."""
        return self.of_several >= TOLD_BETWEEN or self.of_several * 2 >= self.items

    def level(self, level: Level) -> Level:
        """Return where it bites: in a service, where it is not told that it bites between organisations."""
        return Level.SERVICE if level is Level.BETWEEN and not self.is_told else level

    def sharing(self, *, organisations: int, level: Level, sits_between: bool) -> Sharing:
        """Return how ``organisations`` share it: between them at a hand-over, each its own copy, or one alone.

        It is between when it sits there and is told so, or when most of the evidence is about several organisations
        and it is more than a fault of a screen.
        """
        if organisations < 2:
            return Sharing.SINGLE
        mostly_by_name = self.by_name * 2 > self.items and level is not Level.SCREEN
        return Sharing.BETWEEN if mostly_by_name or (sits_between and self.is_told) else Sharing.IN_COMMON

    def reason(self, sharing: Sharing, *, sits_between: bool) -> str | None:
        """Return in words how far it is told between organisations; None where most evidence does, or none need to."""
        if not sits_between or sharing is Sharing.SINGLE or self.of_several * 2 >= self.items:
            return None
        if sharing is Sharing.BETWEEN:
            return f"{self.of_several} of {self.items} quotations tell of more than one organisation"
        some = f"only {self.of_several} of {self.items} quotations tells" if self.of_several else "no quotation tells"
        return f"{some} of more than one organisation, so it counts as in common"


def confidence_of(
    fits: Mapping[str, Sequence[float]], studies: int, *, lead: bool = False, thin: bool = False
) -> tuple[Confidence, tuple[str, ...]]:
    """Return how sure a reader may be, and why, from the fits of each organisation's evidence and the studies.

    A ``lead``, which only weaker evidence tells of, is never more than weak, nor what is ``thin``.
    """
    every = [fit for of_one in fits.values() for fit in of_one]
    loose = sum(fit < LOOSE_FIT for fit in every) * 2 > len(every)
    single = [name for name, of_one in fits.items() if len(of_one) == 1]
    reasons = ["a lead only: too little sure evidence to call it shared"] if lead else []
    reasons.append(_breadth(len(fits), studies))
    if loose:
        reasons.append("most quotations fit only loosely")
    if single and len(fits) > 1:
        unconfirmed = ", and nobody has confirmed them" if thin else ""
        reasons.append(f"one quotation only from {listed(single)}{unconfirmed}")
    if lead or thin or studies == 1 or (loose and len(fits) - len(single) < 2):
        return Confidence.WEAK, tuple(reasons)
    if not loose and studies >= STRONG_STUDIES and len(fits) - len(single) >= 2:
        return Confidence.STRONG, tuple(reasons)
    return Confidence.MODERATE, tuple(reasons)


def of_whole_files(stated_together: Sequence[Evidence]) -> str | None:
    """Return in words that evidence names none of the organisations stated of its whole file; None for no evidence."""
    if not stated_together:
        return None
    number = len(stated_together)
    names = sorted({name for item in stated_together for name in item.stated})
    said = "1 quotation is" if number == 1 else f"{number} quotations are"
    return f"{said} of files stated to be about {listed(names)}, and name none of them, so each counts once"


def confidence_in_one(fits: Sequence[float], studies: int) -> Confidence:
    """Return how sure a reader may be of one organisation's part, from the fits of its evidence and its studies."""
    loose = sum(fit < LOOSE_FIT for fit in fits) * 2 > len(fits)
    if loose or len(fits) == 1:
        return Confidence.WEAK
    return Confidence.STRONG if studies > 1 else Confidence.MODERATE


def _breadth(organisations: int, studies: int) -> str:
    if studies == 1:
        return "only one study"
    bodies = "1 organisation" if organisations == 1 else f"{organisations} organisations"
    return f"{bodies} in {studies} studies"


def listed(names: Sequence[str]) -> str:
    """Return names, at least one, as a list in a sentence."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def score_of(
    *,
    gravity: float,
    level: Level,
    organisations: int,
    studies: int,
    standing: Standing,
    strength: float,
    lead: bool = False,
    thin: bool = False,
) -> float:
    """Return the place in the list, in [0, 1]: consequence first (``gravity``), then level, then spread; not volume.

    What is mended or was true of a prototype only does not lead, weak evidence (``strength`` in [0, 1]) counts
    for less, and a ``lead`` that only such evidence tells of for least. What is ``thin`` counts for less, too, however
    likely its quotations are right: one misread sentence is half of it.
    """
    spread = 1 - 1 / max(organisations, 1)
    breadth = 1 - 1 / max(studies, 1)
    trust = min(max(strength / FULL_TRUST, LEAST_TRUST), 1.0) * (LEAD_SHARE if lead else THIN_SHARE if thin else 1.0)
    worth = (
        CONSEQUENCE_WEIGHT * gravity
        + LEVEL_WEIGHT * _LEVEL_WORTH[level]
        + ORGANISATIONS_WEIGHT * spread
        + STUDIES_WEIGHT * breadth
    )
    return round(worth * _STANDING_SHARE[standing] * trust, 4)


def strength_of(strengths: Mapping[str, Sequence[float]]) -> float:
    """Return how strong the evidence is: the two best sentences of each organisation, for the best two of these."""
    of_each = sorted((sum(own[:2]) / 2 if own[1:] else own[0] * 0.9 for own in strengths.values()), reverse=True)[:2]
    return sum(of_each) / len(of_each) if of_each else 0.0


def years_of(items: Sequence[Evidence]) -> tuple[int, ...]:
    """Return the years of the evidence that has a date, in order."""
    return tuple(sorted({int(item.date[:4]) for item in items if item.date}))


def counts_of(groups: Mapping[str, Sequence[Evidence]]) -> tuple[OrganisationCount, ...]:
    """Return how widely each organisation tells it, by the evidence about each; most studies first, ties by name."""
    counts = [
        OrganisationCount(name=name, observations=len(items), studies=studies_in(items))
        for name, items in groups.items()
    ]
    return tuple(sorted(counts, key=lambda count: (-count.studies, -count.observations, count.name)))
