"""What a workshop on a journey may work on: its difficulties as questions, step by step, then across the journey."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from domain.evidence import Evidence, Kind
from domain.journeys import Journey, Step, StepPainPoint
from domain.sprint_prompts import ACROSS, MOST_IN_A_GROUP, PromptGroup, SprintPrompt
from domain.sureness import SURE_FIT
from domain.told_first import named_pain_points, unnamed_pain_points
from insights.how_might_we import has_question, question_of_title, question_of_words

_SURE_DIFFICULTY = 0.8
"""How sure it is that a sentence tells a difficulty, for a question to be made of its words."""
_STEPS_ACROSS = 3
"""A difficulty on so many steps or more is one of the journey, and of none of them."""


@dataclass(frozen=True, kw_only=True, slots=True)
class _Told:
    """A step with its difficulties under the names they follow: with a name, gravest first, and those without.

    ``counted`` are the titles of those that the step itself has a name for, which the map counts.
    """

    step: Step
    named: list[StepPainPoint]
    unnamed: list[StepPainPoint]
    counted: frozenset[str]


@dataclass(frozen=True, kw_only=True, slots=True)
class _Asking:
    """What questions are made of: the evidence of a journey, titles of patterns, and where each difficulty is met."""

    evidence: Mapping[str, Evidence]
    patterns: Mapping[str, str]
    places: Mapping[str, Sequence[tuple[Step, StepPainPoint]]]

    def prompt(self, point: StepPainPoint) -> SprintPrompt:
        """Return the question about a difficulty with a name: by that, or by the pattern that its evidence fits."""
        pattern = _pattern_of([self.evidence[name] for name in point.observation_ids if name in self.evidence])
        title = point.title if has_question(point.title) else self.patterns.get(pattern or "", point.title)
        steps = tuple(step.order for step, _ in self.places[point.title])
        return _asked(question_of_title(title), point, steps)

    def prompt_in_own_words(self, point: StepPainPoint, step: Step) -> SprintPrompt | None:
        """Return the question that quotes a sentence, where it surely tells a difficulty and stands alone."""
        evidence = self.evidence.get(point.id)
        if evidence is None or not _surely_difficult(evidence):
            return None
        question = question_of_words(evidence.text)
        return _asked(question, point, (step.order,)) if question else None


def sprint_prompts(journey: Journey, patterns: Mapping[str, str]) -> list[PromptGroup]:
    """Return the questions of each step that has difficulties, in its order, then those across the journey.

    ``patterns`` are the titles of patterns by identifier. At most three are in a group, the gravest difficulty first,
    and each is asked about in one place: where most tells of it. What guesses alone tell is asked nowhere.
    """
    told = [_told(step, patterns) for step in journey.steps]
    places: dict[str, list[tuple[Step, StepPainPoint]]] = {}
    for own in told:
        for point in own.named:
            places.setdefault(point.title, []).append((own.step, point))
    asking = _Asking(evidence={item.id: item for item in journey.on_steps}, patterns=patterns, places=places)
    across = _across(journey, asking)
    taken = {prompt.title for prompt in across.prompts}
    home = {
        title: max(found, key=lambda pair: (len(pair[1].observation_ids), -pair[0].order))[0].order
        for title, found in places.items()
    }
    asked: set[str] = set()
    groups = []
    for own in told:
        here = [point for point in own.named if point.title not in taken and home[point.title] == own.step.order]
        unnamed = [point for point in own.unnamed if point.id not in asked]
        group = _group(own, here, unnamed, asking)
        asked |= {name for prompt in group.prompts for name in prompt.observation_ids}
        groups.append(group)
    return [group for group in (*groups, across) if group.prompts or group.rest]


def _told(step: Step, patterns: Mapping[str, str]) -> _Told:
    """Return a step with one difficulty a name; what is told in own words goes by the pattern that it surely fits."""
    evidence = {item.evidence.id: item.evidence for item in step.evidence}
    merged: dict[str, StepPainPoint] = {}
    for told in step.pain_points:
        pattern = _pattern_of([evidence[name] for name in told.observation_ids if name in evidence]) or ""
        has_name = told.in_own_words and pattern in patterns
        point = replace(told, id=pattern, title=patterns[pattern]) if has_name else told
        mark = point.id if point.in_own_words else point.title
        known = merged.get(mark)
        ids = tuple(dict.fromkeys((*known.observation_ids, *point.observation_ids))) if known else point.observation_ids
        merged[mark] = replace(known or point, observation_ids=ids)
    whole = replace(step, pain_points=tuple(merged.values()))
    return _Told(
        step=step,
        named=named_pain_points(whole),
        unnamed=_gravest_first(whole, evidence),
        counted=frozenset(point.title for point in named_pain_points(step)),
    )


def _gravest_first(step: Step, evidence: Mapping[str, Evidence]) -> list[StepPainPoint]:
    def gravity(point: StepPainPoint) -> int:
        severity = evidence[point.id].severity if point.id in evidence else None
        return -severity.rank if severity else 0

    return sorted(unnamed_pain_points(step), key=gravity)


def _surely_difficult(item: Evidence) -> bool:
    if item.said_kind:
        return item.kind is Kind.PAIN_POINT
    return item.coding is not None and item.coding.pain_point >= _SURE_DIFFICULTY


def _across(journey: Journey, asking: _Asking) -> PromptGroup:
    """Return the questions about what is met on many steps, the gravest first."""
    points = [
        replace(
            found[0][1],
            observation_ids=tuple(dict.fromkeys(name for _, point in found for name in point.observation_ids)),
        )
        for found in asking.places.values()
        if len(found) >= _STEPS_ACROSS
    ]
    if not points:
        return PromptGroup(step=None, name=ACROSS, prompts=())
    every = {item.evidence.id: item for step in journey.steps for item in step.evidence}
    first = next(step for step in journey.steps if step.evidence)
    whole = replace(first, evidence=tuple(every.values()), pain_points=tuple(points))
    gravest = named_pain_points(whole)[:MOST_IN_A_GROUP]
    return PromptGroup(step=None, name=ACROSS, prompts=tuple(map(asking.prompt, gravest)))


def _group(
    told: _Told, named: Sequence[StepPainPoint], unnamed: Sequence[StepPainPoint], asking: _Asking
) -> PromptGroup:
    step = told.step
    quoted = filter(None, (asking.prompt_in_own_words(point, step) for point in unnamed))
    prompts = [*map(asking.prompt, named), *quoted][:MOST_IN_A_GROUP]
    return PromptGroup(
        step=step.order,
        name=f"{step.order}. {step.step}",
        prompts=tuple(prompts),
        rest=len(named) + len(unnamed) - len(prompts),
        rest_named=sum(point.title in told.counted for point in named[MOST_IN_A_GROUP:]),
        elsewhere=len(told.counted - {point.title for point in named}),
    )


def _asked(question: str, point: StepPainPoint, steps: tuple[int, ...]) -> SprintPrompt:
    return SprintPrompt(
        question=question,
        pain_point=point.id,
        title=point.title,
        observation_ids=point.observation_ids,
        steps=steps,
    )


def _pattern_of(told: Sequence[Evidence]) -> str | None:
    """Return the pattern that most of these observations fit best, of those that they surely fit; None for none."""
    best = (item.coding.patterns[0] for item in told if item.coding and item.coding.patterns)
    counts = Counter(fit.pattern for fit in best if fit.fit >= SURE_FIT)
    return min(counts, key=lambda name: (-counts[name], name)) if counts else None
