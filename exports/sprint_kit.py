"""What a room takes to a workshop on a journey, sorted once for every file: cards and prompts, step by step."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum

from domain.access import Marking, highest_marking
from domain.evidence import Evidence, Kind
from domain.journeys import Journey, Step, StepPainPoint
from domain.placed_evidence import PlacedEvidence
from domain.sprint_prompts import PromptGroup, SprintPrompt
from domain.sureness import without_guesses
from domain.told_first import MOST_PAIN_POINTS, best_for_a_room, named_pain_points
from domain.wording import count, listed, origin

NO_STEP = "On no step"
_CHOICE = re.compile(r"these are the best [\d,]+ of [\d,]+ cards? of this journey\.", re.IGNORECASE)


class Sort(Enum):
    """What a card holds: what it is called, and its colour as a word and as six hexadecimal digits."""

    PAIN_POINT = ("Pain point", "orange", "FFD9B3")
    OBSERVATION = ("Observation", "yellow", "FFF3B0")
    PROMPT = ("How might we", "blue", "CDE6F7")

    def __init__(self, called: str, colour: str, fill: str) -> None:
        self.called = called
        self.colour = colour
        self.fill = fill


@dataclass(frozen=True, kw_only=True, slots=True)
class KitCard:
    """One card: its words, the line that says where they come from, the steps it belongs to, and its marking.

    ``heading`` says what it is. ``evidence`` is the observation that it quotes, None for a pain point that several
    show, and for a prompt.
    """

    sort: Sort
    heading: str
    text: str
    source: str
    steps: tuple[str, ...]
    marking: Marking | None = None
    evidence: Evidence | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class KitStep:
    """The cards of one step, pain points first; ``name`` has its number.

    ``of`` is how many there are in all, where these are the best alone.
    """

    name: str
    stage: str
    cards: tuple[KitCard, ...]
    of: int = 0

    @property
    def chosen_in_words(self) -> str:
        """Return how many of all cards these are: "9 of 21 cards"; nothing where they are all."""
        return _chosen_in_words(self.cards, self.of)


@dataclass(frozen=True, kw_only=True, slots=True)
class SprintKit:
    """The kit of a journey. ``made_on`` is an ISO day; ``marking`` the highest of what stands in it.

    ``of`` is how many cards there are in all, where it holds the best of each step alone.
    """

    title: str
    made_on: str
    steps: tuple[KitStep, ...]
    of: int = 0

    @property
    def choice(self) -> str:
        """Return a sentence that says of how many cards these are the best; nothing where they are all."""
        chosen = _chosen_in_words(self.cards, self.of)
        return f"These are the best {chosen} of this journey." if chosen else ""

    @property
    def marking(self) -> Marking | None:
        """Return the highest marking of its cards."""
        return highest_marking(card.marking for step in self.steps for card in step.cards)

    @property
    def cards(self) -> tuple[KitCard, ...]:
        """Return every card once, with all the steps that it belongs to, in the order of the steps."""
        return _each_once(self.steps)

    @property
    def counted(self) -> str:
        """Return how many cards there are of what: "1 pain point, 12 quotations, 3 questions"; nothing of none."""
        questions = sum(card.sort is Sort.PROMPT for card in self.cards)
        quotations = sum(card.evidence is not None for card in self.cards)
        pain_points = len(self.cards) - questions - quotations
        counts = (("pain point", pain_points), ("quotation", quotations), ("question", questions))
        return ", ".join(count(number, what) for what, number in counts if number)

    @property
    def observations(self) -> tuple[str, ...]:
        """Return the identifiers of the observations that are quoted."""
        return tuple(dict.fromkeys(card.evidence.id for card in self.cards if card.evidence))


def sprint_kit(journey: Journey, prompts: Sequence[PromptGroup], *, made_on: str, whole: bool = False) -> SprintKit:
    """Return the kit of a journey: the best of each step, or ``whole``; ``prompts`` are questions to work on.

    A step without evidence has its place without cards. What is asked across the steps comes after them, and last, in
    a whole kit, what no step holds.
    """
    told = {placed.evidence.id: placed.evidence for placed in journey.placed}
    asked = {group.step: group for group in prompts}
    every = [
        _kit_step(f"{step.order}. {step.step}", step.stage, _cards(step, asked.get(step.order), told, whole=True))
        for step in journey.steps
    ]
    if None in asked:
        every.append(_kit_step(asked[None].name, "", _prompts(asked[None], told)))
    if journey.tray:
        every.append(_kit_step(NO_STEP, "", [_quotation(placed, NO_STEP) for placed in journey.tray]))
    kit = SprintKit(title=journey.title, made_on=made_on, steps=tuple(every), of=len(_each_once(every)))
    if whole:
        return kit
    best = [_cards(step, asked.get(step.order), told, whole=False) for step in journey.steps]
    chosen = [replace(step, cards=tuple(cards)) for step, cards in zip(every, best, strict=False)]
    across = [step for step in every[len(best) :] if step.name != NO_STEP]
    return replace(kit, steps=(*chosen, *across))


def is_choice(text: str) -> bool:
    """Tell whether a text is what some kit said of its choice, however it is typed."""
    return _CHOICE.fullmatch(" ".join(text.split())) is not None


def _chosen_in_words(cards: Sequence[KitCard], of: int) -> str:
    return f"{len(cards):,} of {count(of, 'card')}" if len(cards) < of else ""


def _each_once(steps: Iterable[KitStep]) -> tuple[KitCard, ...]:
    found: dict[tuple[str, str, str], KitCard] = {}
    for card in (card for step in steps for card in step.cards):
        mark = (card.sort.name, card.evidence.id if card.evidence else card.source, card.text)
        known = found.get(mark)
        found[mark] = replace(known, steps=(*known.steps, *card.steps)) if known else card
    return tuple(found.values())


def _kit_step(name: str, stage: str, cards: Sequence[KitCard]) -> KitStep:
    return KitStep(name=name, stage=stage, cards=tuple(cards), of=len(cards))


def _cards(step: Step, asked: PromptGroup | None, told: Mapping[str, Evidence], *, whole: bool) -> list[KitCard]:
    """Return the cards of a step: all of them, or its best quotations and its gravest pain points with a name."""
    name = f"{step.order}. {step.step}"
    held = {placed.evidence.id: placed for placed in step.evidence}
    named = [point for point in step.pain_points if not point.in_own_words]
    evidence = without_guesses(step.evidence)
    if not whole:
        named = named_pain_points(step)[:MOST_PAIN_POINTS]
        evidence = best_for_a_room(evidence)
    quoted = sorted((_quotation(placed, name) for placed in evidence), key=lambda card: card.sort.name, reverse=True)
    return [
        *(_shared(point, [held[each] for each in point.observation_ids if each in held], name) for point in named),
        *quoted,
        *(_prompts(asked, told) if asked else ()),
    ]


def _quotation(placed: PlacedEvidence, step: str) -> KitCard:
    evidence = placed.evidence
    sort = Sort.PAIN_POINT if evidence.kind is Kind.PAIN_POINT else Sort.OBSERVATION
    is_told = evidence.kind in {Kind.NEED, Kind.BEHAVIOUR, Kind.POSITIVE, Kind.RECOMMENDATION}
    return KitCard(
        sort=sort,
        heading=evidence.kind.label.capitalize() if is_told else sort.called,
        text=evidence.text,
        source=origin(evidence, with_organisation=True),
        steps=(step,),
        marking=evidence.marking,
        evidence=evidence,
    )


def _shared(point: StepPainPoint, placed: Sequence[PlacedEvidence], step: str) -> KitCard:
    """Return a card of a pain point that has a name: how much shows it here, and of whom."""
    bodies = tuple(dict.fromkeys(item.evidence.organisation for item in placed))
    return KitCard(
        sort=Sort.PAIN_POINT,
        heading=Sort.PAIN_POINT.called,
        text=point.title,
        source=f"{count(len(placed), 'observation')} on this step: {listed(bodies)}",
        steps=(step,),
        marking=highest_marking(item.evidence.marking for item in placed),
    )


def _prompts(group: PromptGroup, told: Mapping[str, Evidence]) -> list[KitCard]:
    """Return the cards of a group's questions; the last one says how many difficulties are left."""
    cards = [_prompt(prompt, group.name, told) for prompt in group.prompts]
    if cards and group.rest:
        cards[-1] = replace(cards[-1], source=f"{cards[-1].source} · {group.rest_in_words}")
    return cards


def _prompt(prompt: SprintPrompt, name: str, told: Mapping[str, Evidence]) -> KitCard:
    shown = [told[each] for each in prompt.observation_ids if each in told]
    source = f"From the pain point: {prompt.title}"
    if prompt.in_own_words and shown:
        source = origin(shown[0], with_organisation=True)
    elif len(prompt.steps) > 1:
        source += f", on steps {listed([str(order) for order in prompt.steps])}"
    return KitCard(
        sort=Sort.PROMPT,
        heading=Sort.PROMPT.called,
        text=prompt.question,
        source=source,
        steps=(name,),
        marking=highest_marking(item.marking for item in shown),
    )
