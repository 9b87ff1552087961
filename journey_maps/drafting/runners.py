"""Who runs a step and as which service, as its own words and its best evidence say. Unknown stays unknown."""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from domain.evidence import Subject
from domain.placed_evidence import PlacedEvidence
from language.name_forms import name_key, name_pattern
from language.names import NamedThing

_FEWEST_WEIGHT = 1.0
_BESIDE = 0.34
_ABOUT = 0.5
"""What it counts that evidence is about somebody, beside 1 for naming them and 2 for telling what they do."""
_NAMED_BY_STEP = 2.4
_MOST_BY_STEP = 3.0
"""How much more it counts that a step says by whom it is done: "be referred to the hospital by the surgery"."""
_DOES_IT = re.compile(r"\bby (?:the |an? |your |their |our )?$", re.IGNORECASE)
_MAJORITY = 0.4
_ABOUT_MAJORITY = 0.5
_BEST = 8
_FEWEST_ABOUT = 2
_SORTS_OF_BODY = frozenset(
    {"agency", "board", "body", "centre", "department", "desk", "office", "service", "services", "team"}
)
"""Words of a body's name that tell what sort it is and not which: "at the register office" names no other office."""
_ACTING = re.compile(
    r"^\W*(?:the |each |local |many |some |most |then,? |once |if |in these cases, )*$|\b(?:the|by|that|which|,) ?$",
    re.IGNORECASE,
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Heard:
    """What is heard of one step: its name, the words only it has, its evidence, and the texts beside that."""

    words: frozenset[str]
    step: str
    placed: Sequence[PlacedEvidence]
    beside: Mapping[str, str]


def runner_of(
    heard: Heard, things: Sequence[NamedThing], about: Sequence[str | None], of_all: Counter[str], *, subject: Subject
) -> str | None:
    """Return which of these things, all of one ``subject``, has the step, as its evidence tells; None for none.

    What evidence names counts, and what it is ``about``: a name, or None, for each piece, best first; empty where whom
    evidence is about says nothing of who runs what. What the step's own words call by name counts most. ``of_all``
    counts whom all evidence of the step is about: who is not named runs it only where half of that is theirs, for what
    several do each for themselves nobody runs.
    """
    names = {name_key(form): thing.name for thing in things for form in thing.forms}
    told: defaultdict[str, float] = defaultdict(float)
    called = [names.get(name_key(name), name) if name else None for name in about]
    for name, item in zip(called, heard.placed, strict=False):
        if name:
            told[name] += _ABOUT * item.score
    unsaid = [NamedThing(name=name, subject=subject) for name in sorted(told.keys() - names.values())]
    weights = weights_of(heard, [*things, *unsaid], about=told, acting=subject is Subject.ORGANISATION)
    runner = _majority(weights) or _most_about(called[:_BEST])
    is_named = runner is not None and weights[runner] - told[runner] >= _FEWEST_WEIGHT
    return runner if is_named or _has_half(runner, names, of_all) else None


def _has_half(name: str | None, names: Mapping[str, str], of_all: Counter[str]) -> bool:
    own = sum(count for about, count in of_all.items() if names.get(name_key(about), about) == name)
    return own >= _ABOUT_MAJORITY * of_all.total()


def weights_of(
    heard: Heard, things: Sequence[NamedThing], *, about: Mapping[str, float] | None = None, acting: bool = False
) -> defaultdict[str, float]:
    """Return how much evidence names each thing: its score, twice that where the thing acts, a third from beside it.

    To that comes what evidence is ``about``. The step's own words count most: its name in full, or a word of it that is
    not the whole journey's.
    """
    weights: defaultdict[str, float] = defaultdict(float, about or {})
    for thing in things:
        pattern = name_pattern(thing.forms)
        for item in heard.placed:
            if match := pattern.search(item.evidence.text):
                acts = acting and _ACTING.search(item.evidence.text[: match.start()])
                weights[thing.name] += item.score * (2.0 if acts else 1.0)
            elif pattern.search(heard.beside.get(item.evidence.id, "")):
                weights[thing.name] += item.score * _BESIDE
        by_name = pattern.search(heard.step)
        if by_name or (thing.name in weights and _calls(heard, thing, things)):
            does_it = by_name and acting and _DOES_IT.search(heard.step[: by_name.start()])
            weights[thing.name] += _NAMED_BY_STEP * (_MOST_BY_STEP if does_it else 1.0)
    return weights


def words_of(text: str) -> list[str]:
    """Return the words of a text that may tell one name from another."""
    return [word for word in re.findall(r"\w+", text.casefold()) if len(word) > 3 or word == "gp"]


def _calls(heard: Heard, thing: NamedThing, things: Sequence[NamedThing]) -> bool:
    """Tell whether a step calls something by a word of its name, or by its sort where no other is one: "the Agency"."""
    if heard.words & {word for form in thing.forms for word in words_of(form)} - _SORTS_OF_BODY:
        return True
    sort = thing.name.split()[-1]
    is_only_one = sum(other.name.split()[-1] == sort for other in things) == 1
    return is_only_one and sort.istitle() and re.search(rf"\b[Tt]he {re.escape(sort)}\b", heard.step) is not None


def _majority(weights: Mapping[str, float]) -> str | None:
    if not weights:
        return None
    best = min(weights, key=lambda name: (-weights[name], name))
    enough = weights[best] >= _FEWEST_WEIGHT and weights[best] >= _MAJORITY * sum(weights.values())
    return best if enough else None


def _most_about(names: Sequence[str | None]) -> str | None:
    """Return the name that most of the evidence is about, when at least two pieces and a clear majority are."""
    counts = Counter(name for name in names if name)
    if not counts:
        return None
    best = min(counts, key=lambda name: (-counts[name], name))
    return best if counts[best] >= max(_FEWEST_ABOUT, _ABOUT_MAJORITY * len(names)) else None
