"""What of a step is told first, where all of it would be too much: its gravest pain points, its strongest evidence."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from domain.evidence import HIDDEN_KINDS, Kind, Level
from domain.journeys import Step, StepPainPoint
from domain.placed_evidence import PlacedEvidence
from domain.sureness import Sureness, is_a_guess, sureness, without_guesses
from domain.wording import count

STRONGEST = 4
"""So many quotations of each kind are read before the others are asked for."""
FOLDED_AT_LEAST = 2
"""A fold around a single quotation would take as much room as the quotation."""
MOST_QUOTATIONS, MOST_PAIN_POINTS = 4, 3
"""How many of each of a step go to a workshop, whose room cannot read a few hundred."""
CHOSEN_HOW = (
    f"Of each step at most {MOST_QUOTATIONS} quotations, of each kind in turn, first what people kept and what is "
    f"surest; and the {MOST_PAIN_POINTS} gravest pain points that have a name. Of what stands on no step none."
)
"""How that was chosen, for whoever may want all of it."""
ALL_HOW = "Every quotation that is no guess and every pain point with a name, and what stands on no step."
"""What is taken where nothing is chosen."""
_RANKS: Mapping[Sureness | None, int] = {Sureness.LIKELY: 1, Sureness.PERHAPS: 2}
_GROUPS = (
    (Kind.PAIN_POINT, "What goes wrong"),
    (Kind.NEED, "What people need"),
    (Kind.RECOMMENDATION, "What people propose"),
    (Kind.POSITIVE, "What works"),
    (Kind.BEHAVIOUR, "What people do"),
)
_REST = "What else is said"


@dataclass(frozen=True, kw_only=True, slots=True)
class KindGroup:
    """Evidence of one kind under its heading: what fits best, and the others, both the best first."""

    title: str
    strongest: tuple[PlacedEvidence, ...]
    others: tuple[PlacedEvidence, ...]

    @property
    def total(self) -> int:
        """Return how many there are."""
        return len(self.strongest) + len(self.others)


def strongest_first(evidence: Iterable[PlacedEvidence]) -> list[PlacedEvidence]:
    """Return evidence in the order in which it deserves to be read: what people kept, then what fits best."""
    return sorted(evidence, key=lambda item: (item.accepted_by is None, -item.score))


def best_for_a_room(evidence: Iterable[PlacedEvidence], *, most: int = MOST_QUOTATIONS) -> list[PlacedEvidence]:
    """Return at most ``most``: what people kept, then what is likely, then what is perhaps right; of each kind in turn.

    So a difficulty, a need and what works come before a second difficulty that is no surer. Kinds that screens hide
    come last, as does what only names something; no guesses.
    """
    ranked: list[tuple[tuple[int, int, int], PlacedEvidence]] = []
    nth: Counter[tuple[int, Kind]] = Counter()
    for place, item in enumerate(strongest_first(without_guesses(evidence))):
        kind = item.evidence.kind
        sure = None if kind in HIDDEN_KINDS else sureness(item)
        rank = 0 if item.accepted_by else _RANKS.get(sure, len(_RANKS) + 1)
        ranked.append(((rank, nth[rank, kind], place), item))
        nth[rank, kind] += 1
    return [item for _, item in sorted(ranked, key=lambda pair: pair[0])[:most]]


def by_kind(evidence: Iterable[PlacedEvidence], *, most: int = STRONGEST) -> list[KindGroup]:
    """Return evidence by kind, difficulties first; no evidence: no groups.

    At most ``most`` of each are told first, and no guesses but the best where a kind has nothing else. What a person
    keeps stays where it is, under their hands, or comes after what is surer where it was a guess.
    """
    titles = dict(_GROUPS)
    groups: dict[str, list[PlacedEvidence]] = {title: [] for title in (*titles.values(), _REST)}
    for item in sorted(evidence, key=lambda item: (is_a_guess(item), -item.score)):
        groups[titles.get(item.evidence.kind, _REST)].append(item)
    return [_group(title, own, most) for title, own in groups.items() if own]


def _group(title: str, own: list[PlacedEvidence], most: int) -> KindGroup:
    sure = max(1, sum(not is_a_guess(item) for item in own))
    first = min(most, sure)
    shown = first if len(own) >= first + FOLDED_AT_LEAST else len(own)
    return KindGroup(title=title, strongest=tuple(own[:shown]), others=tuple(own[shown:]))


def named_pain_points(step: Step) -> list[StepPainPoint]:
    """Return the pain points of a step that have a name and that more than guesses tell, gravest first.

    The gravest stops people or harms them; then those between organisations, then those of most studies.
    """
    held = {placed.evidence.id: placed.evidence for placed in step.evidence}

    def gravity(point: StepPainPoint) -> tuple[int, bool, int]:
        told = [held[name] for name in point.observation_ids if name in held]
        coded = [item.coding for item in told if item.coding]
        worst = max((item.severity.rank for item in told if item.severity), default=0)
        studies = len({item.study_id for item in told})
        return -worst, all(coding.level is not Level.BETWEEN for coding in coded), -studies

    return sorted((point for point in _told(step) if not point.in_own_words), key=gravity)


def _told(step: Step) -> list[StepPainPoint]:
    """Return the pain points of a step but for those that guesses alone tell and nobody kept."""
    guesses = {item.evidence.id for item in step.evidence if is_a_guess(item)}
    return [
        point
        for point in step.pain_points
        if point.accepted_by or not point.observation_ids or set(point.observation_ids) - guesses
    ]


def guessed_pain_points(step: Step) -> list[StepPainPoint]:
    """Return the pain points of a step that guesses alone tell and nobody kept: none of them is counted."""
    told = _told(step)
    return [point for point in step.pain_points if point not in told]


def unnamed_pain_points(step: Step) -> list[StepPainPoint]:
    """Return the difficulties that a step tells in its evidence's own words alone, no guesses, strongest first."""
    places = {item.evidence.id: at for at, item in enumerate(strongest_first(step.evidence))}
    own = [point for point in _told(step) if point.in_own_words]
    return sorted(own, key=lambda point: places.get(point.id, len(places)))


def pain_points_counted(step: Step) -> str:
    """Return how many different difficulties a step tells; nothing where it tells none.

    Those with a name are counted, for two sentences without one may tell the same. Only where none has a name are
    sentences counted, and said to be unnamed.
    """
    named, unnamed = named_pain_points(step), unnamed_pain_points(step)
    if named:
        return count(len(named), "pain point")
    return count(len(unnamed), "unnamed pain point") if unnamed else ""


def pain_points_in_short(step: Step) -> str:
    """Return how many different difficulties a step tells and the gravest; nothing where it tells none.

    Of those without a name the one stands there whose evidence fits best.
    """
    named = named_pain_points(step)
    first = next(iter(named or unnamed_pain_points(step)), None)
    if first is None:
        return ""
    return f"{pain_points_counted(step)}{', gravest' if len(named) > 1 else ''}: {first.title}"


def pain_points_in_full(step: Step) -> list[str]:
    """Return the names of all pain points of a step, gravest first, and how many more are told in their own words."""
    named, unnamed = named_pain_points(step), unnamed_pain_points(step)
    more = f"{len(unnamed):,} {'more ' if named else ''}in their own words"
    return [*(point.title for point in named), *([more] if unnamed else [])]
