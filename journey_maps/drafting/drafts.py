"""A journey drafted from evidence: what fits is placed, what evidence says is named, what is missing is said."""

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from domain.catalogue import Catalogue
from domain.evidence import Evidence, Kind, Standing
from domain.hand_overs import HandOver, How
from domain.identity import digest
from domain.insights import PainPoint
from domain.journey_edits import FILLED_IN, NOTHING_SAID, ProposeEvidence
from domain.journey_table import sides_words
from domain.journey_taken_off import off_steps
from domain.journeys import Channel, Journey, JourneyStatus, Step, StepBasis, StepOutline, StepPainPoint, SystemUse
from domain.placed_evidence import PlacedEvidence, RejectedEvidence
from domain.sureness import SURE_FIT, only_guesses
from domain.text import fold
from journey_maps.drafting.asking import Asked
from journey_maps.drafting.hand_overs import find_hand_overs, find_named, find_within, systems_behind
from journey_maps.drafting.likelihood import as_guess, as_likely, with_likelihoods
from journey_maps.drafting.naming import Names, StepNames, channel_of, name_steps, names_in
from journey_maps.drafting.own_systems import Told, own_systems
from journey_maps.drafting.placing import Placing, place_evidence
from journey_maps.drafting.touchpoints import touchpoints_of
from journey_maps.outlines import as_said
from language.name_forms import name_pattern

if TYPE_CHECKING:
    from domain.ports import Matrix

_TITLE_LENGTH = 90


def draft_journey(
    title: str,
    outlines: Sequence[StepOutline],
    *,
    candidates: Sequence[Evidence],
    vectors: "Matrix",
    asked: Asked,
    pain_points: Sequence[PainPoint] = (),
    known: Catalogue | None = None,
    before: Journey | None = None,
) -> Journey:
    """Return a draft journey whose steps carry the evidence that fits them.

    ``vectors`` (n, d) are those of ``candidates``, unit rows; ``asked`` has a row for each outline. Where the journey
    is drafted anew, ``before`` has these steps in this order: they have its identifiers. What people took off a step
    of it is not placed there again (nothing else holding it, it is in the tray), what they kept on one on no other.
    A step without evidence stays an assumption; what evidence does not name stays None or unknown, and sources that are
    rather about another journey name nothing of this one. What stands on a step has for a score how likely a reader
    leaves it there. The same input gives the same journey.
    """
    placing = place_evidence(outlines, candidates, vectors, asked=asked)
    rejected = before.rejected if before else ()
    gone = off_steps(rejected) | (_kept_elsewhere(before) if before else set())
    step_ids = [step.id for step in before.steps] if before else [f"s{outline.order}" for outline in outlines]
    placed = _without(placing.steps, step_ids, gone)
    heard = _hear(title, outlines, placing, placed, candidates, known, actor=asked.actor)
    steps = [
        _step(step_id, outline, (*own, *_naming(step_id, own, names, gone)), names, _pain_points(own, pain_points))
        for step_id, outline, own, names in zip(step_ids, outlines, placed, heard.of_steps, strict=True)
    ]
    between = find_hand_overs(steps, heard.told, heard.names, are_drafted=True)
    within = find_within(steps, between, heard.names, placing.astray)
    told = [*between, *within]
    named = find_named(steps, told, heard.names, outlines)
    hand_overs = sorted([*told, *named], key=_orders)
    steps = [with_likelihoods(step) for step in steps]
    on_steps = {item.evidence.id for step in steps for item in step.evidence}
    return Journey(
        id=journey_id(title, outlines),
        title=fold(title),
        actor=asked.actor or "",
        status=JourneyStatus.DRAFT,
        steps=tuple(steps),
        hand_overs=tuple(hand_overs),
        systems=tuple(SystemUse(name=name, steps=orders) for name, orders in systems_behind(steps).items()),
        gaps=tuple(gaps_in_words(steps, hand_overs)),
        tray=tuple(as_likely(item) for item in _tray(placing, rejected, candidates, on_steps)),
        rejected=rejected,
    )


def _orders(item: HandOver) -> tuple[int, int]:
    return item.from_step, item.to_step


def _kept_elsewhere(journey: Journey) -> set[tuple[str, str]]:
    """Return the places, a step and an observation, that people left by keeping the observation on another step."""
    kept = {item.evidence.id for step in journey.steps for item in step.evidence if item.accepted_by}
    stands = {(step.id, item.evidence.id) for step in journey.steps for item in step.evidence}
    return {(step.id, name) for step in journey.steps for name in kept} - stands


def _tray(
    placing: Placing, rejected: Sequence[RejectedEvidence], candidates: Sequence[Evidence], on_steps: Set[str]
) -> Iterable[PlacedEvidence]:
    """Return what is on no step: what tells most, then what people took off one and nothing else holds."""
    told = {item.evidence.id: item for item in placing.tray}
    fits = {item.evidence.id: item for own in placing.steps for item in own}
    off = {row.observation_id for row in rejected} - told.keys()
    taken_off = [fits.get(item.id) or PlacedEvidence(evidence=item, score=0.0) for item in candidates if item.id in off]
    return (item for item in (*told.values(), *taken_off) if item.evidence.id not in on_steps)


def as_guessed(journey: Journey, outlines: Sequence[StepOutline] = (), *, linked: Set[str] = frozenset()) -> Journey:
    """Return a draft of a journey that no evidence is about: all that was placed is guesses, and its gaps say so.

    Who runs other journeys, with which systems, and what passes there says nothing of this one: only what a step's own
    words name is left, also of what passes, and what people said of it: the ``outlines`` by which it was drafted. What
    studies that are ``linked`` to the journey tell is no guess.
    """
    said = {outline.order: outline for outline in outlines}
    plain = (_in_its_own_words(step, linked) for step in journey.steps)
    steps = [as_said(step, said[step.order]) if step.order in said else step for step in plain]
    bare = [replace(step, evidence=(), basis=StepBasis.ASSUMPTION) for step in steps]
    between = find_hand_overs(bare, (), Names(), are_drafted=True)
    hand_overs = sorted([*between, *find_named(bare, between, Names(), outlines)], key=_orders)
    return replace(
        journey,
        steps=tuple(steps),
        hand_overs=tuple(hand_overs),
        systems=tuple(SystemUse(name=name, steps=orders) for name, orders in systems_behind(steps).items()),
        tray=tuple(map(as_guess, journey.tray)),
        gaps=tuple(gaps_in_words(steps, hand_overs)),
    )


def _guesses(items: Iterable[PlacedEvidence], linked: Set[str]) -> tuple[PlacedEvidence, ...]:
    return tuple(item if item.evidence.study_id in linked else as_guess(item) for item in items)


def _in_its_own_words(step: Step, linked: Set[str]) -> Step:
    def named(name: str | None) -> bool:
        return name is not None and name_pattern((name,)).search(step.step) is not None

    own = touchpoints_of(step.step, ())
    return replace(
        step,
        evidence=_guesses(step.evidence, linked),
        organisation=step.organisation if named(step.organisation) else None,
        service=step.service if named(step.service) else None,
        systems=tuple(system for system in step.systems if named(system)),
        channel=channel_of(step.step, ()),
        actor=step.actor if named(step.actor) else None,
        touchpoints=tuple(touchpoint for touchpoint in step.touchpoints if touchpoint in own),
        standing=Standing.UNKNOWN,
    )


def all_guesses(found: ProposeEvidence, step: Step, *, linked: Set[str] = frozenset()) -> ProposeEvidence:
    """Return what was found for a step of a journey that no evidence is about, as ``as_guessed`` would leave it."""
    own = _in_its_own_words(replace(step, **{name: getattr(found, name) for name in FILLED_IN}), linked)
    says = {name: getattr(own, name) for name in FILLED_IN if getattr(found, name) not in NOTHING_SAID}
    return replace(found, evidence=_guesses(found.evidence, linked), **says)


def evidence_for_steps(
    journey: Journey,
    step_ids: Sequence[str],
    *,
    candidates: Sequence[Evidence],
    vectors: "Matrix",
    asked: Asked,
    pain_points: Sequence[PainPoint] = (),
    known: Catalogue | None = None,
    settled: Mapping[str, Set[str]] | None = None,
) -> list[ProposeEvidence]:
    """Return, for each of these steps, what a draft of the journey as it is now would place on it and say of it.

    ``vectors`` (n, d) are those of ``candidates``, unit rows; ``asked`` has a row for each step of the journey. Left
    out is what stands on the step, what people took off it, and what they kept on another step, and the same words
    said elsewhere of the first two. Nothing found: no evidence. What a step says already, and fields of it that are
    ``settled``, are not said. Raises KeyError for no such step.
    """
    places = [journey.steps.index(journey.step_of(name)) for name in step_ids]
    outlines = outlines_of(journey)
    placing = place_evidence(outlines, candidates, vectors, asked=asked)
    gone = off_steps(journey.rejected)
    placed = _without(placing.steps, [each.id for each in journey.steps], gone)
    kept = [_kept_on_others(journey, step) for step in journey.steps]
    for at in places:
        placed[at] = [item for item in placed[at] if item.evidence.id not in kept[at]]
    said = settled or {}
    empty = [_empty_fields(journey.steps[at]) - said.get(journey.steps[at].id, frozenset()) for at in places]
    heard: list[StepNames] | None = None
    if any(empty):
        heard = _hear(journey.title, outlines, placing, placed, candidates, known, actor=journey.actor).of_steps
    found = []
    for at, blank in zip(places, empty, strict=True):
        step = journey.steps[at]
        taken_off = [item for item in candidates if (step.id, item.id) in gone]
        words = {_folded(item) for item in (*(item.evidence for item in step.evidence), *taken_off)}
        left = kept[at], words
        new = _new(placed[at], left)
        points = tuple(_pain_points(new, pain_points))
        proposal = ProposeEvidence(step_id=step.id, evidence=tuple(new), pain_points=points)
        if heard and blank:
            settled_here = said.get(step.id, frozenset())
            filled = {name: getattr(heard[at], name) for name in FILLED_IN if name not in settled_here}
            says = replace(proposal, **filled).fills_in(step)
            naming = _new(_naming(step.id, placed[at], heard[at], gone), left) if "systems" in says else []
            proposal = replace(proposal, evidence=(*new, *naming), **says)
        found.append(proposal)
    return found


def _kept_on_others(journey: Journey, step: Step) -> set[str]:
    others = [each for each in journey.steps if each is not step]
    return {item.evidence.id for each in others for item in each.evidence if item.accepted_by}


def _new(items: Iterable[PlacedEvidence], left: tuple[Set[str], Set[str]]) -> list[PlacedEvidence]:
    """Return what is neither kept elsewhere nor says words that stand or stood on the step, in that order of two."""
    kept, words = left
    return [as_likely(item) for item in items if item.evidence.id not in kept and _folded(item.evidence) not in words]


def _empty_fields(step: Step) -> set[str]:
    """Return what a step does not say of what evidence mostly tells: a service of its own it seldom has."""
    return {name for name in FILLED_IN if name != "service" and getattr(step, name) in NOTHING_SAID}


def outlines_of(journey: Journey) -> list[StepOutline]:
    """Return the steps of a journey as they are named now, in their order."""
    return [StepOutline(order=step.order, stage=step.stage, step=step.step) for step in journey.steps]


def _folded(item: Evidence) -> str:
    return fold(item.text).casefold()


@dataclass(frozen=True, kw_only=True, slots=True)
class _Heard:
    """What the sources of a journey name: their observations, all names, and what each step has of them."""

    told: list[Evidence]
    names: Names
    of_steps: list[StepNames]


def _hear(
    title: str,
    outlines: Sequence[StepOutline],
    placing: Placing,
    placed: Sequence[Sequence[PlacedEvidence]],
    candidates: Sequence[Evidence],
    known: Catalogue | None,
    *,
    actor: str | None,
) -> _Heard:
    """Return what the sources of which something is ``placed``, and which are about the journey, name of its steps."""
    sources = {item.evidence.source_id for own in placed for item in own} & placing.naming
    naming = [[item for item in own if item.evidence.source_id in sources] for own in placed]
    told = [item for item in candidates if item.source_id in sources]
    whose = Told(
        everything=candidates, of_journey=told, placed=naming, speaking=placing.speaking, foremost=placing.foremost
    )
    names = own_systems(names_in(told, known or Catalogue()), whose)
    of_steps = name_steps(title, outlines, naming, names, told, placing.foremost, whose=actor)
    return _Heard(told=told, names=names, of_steps=of_steps)


def _without(
    placed: Sequence[Sequence[PlacedEvidence]], step_ids: Sequence[str], gone: Set[tuple[str, str]]
) -> list[list[PlacedEvidence]]:
    """Return what stands on each step but for what is ``gone``: what people took off it."""
    return [
        [item for item in own if (step_id, item.evidence.id) not in gone]
        for step_id, own in zip(step_ids, placed, strict=True)
    ]


def _naming(
    step_id: str, placed: Sequence[PlacedEvidence], names: StepNames, gone: Set[tuple[str, str]]
) -> list[PlacedEvidence]:
    """Return what names the step's systems and is not on it yet, but for what people took off it."""
    there = {fold(item.evidence.text).casefold() for item in placed}
    return [
        PlacedEvidence(evidence=item, score=0.0, reason=f"names {said}")
        for item, said in names.sentences
        if fold(item.text).casefold() not in there and (step_id, item.id) not in gone
    ]


def journey_id(title: str, outlines: Sequence[StepOutline], *, maker: str | None = None) -> str:
    """Return the identifier of a journey: its title, its steps as named, and who made it where people sign in.

    So two people who draft the same have a journey each, and neither learns of the other's.
    """
    own = [fold(maker).casefold()] if maker else []
    parts = [part for outline in outlines for part in (str(outline.order), fold(outline.stage), fold(outline.step))]
    return "jn_" + digest(*own, fold(title).casefold(), *parts, length=12)


def gaps_in_words(steps: Sequence[Step], hand_overs: Sequence[HandOver]) -> list[str]:
    """Return what is not known about a journey, a sentence a gap: steps first, in order, then hand-overs."""
    gaps = []
    for step in steps:
        if step.basis is StepBasis.ASSUMPTION:
            gaps.append(f"Step {step.order}, “{step.step}”: no evidence stands on it; it is an assumption.")
            continue
        if only_guesses(step.evidence):
            gaps.append(f"Step {step.order}, “{step.step}”: only guesses stand there; nothing clearly tells of it.")
        missing = [
            word
            for word, said in (
                ("who runs it", step.organisation),
                ("which system is behind it", step.systems),
                ("how it is done", step.channel is not Channel.UNKNOWN),
            )
            if not said
        ]
        if missing:
            gaps.append(f"Step {step.order}, “{step.step}”: the evidence does not say {_listed(missing)}.")
    for hand_over in hand_overs:
        place = f"From step {hand_over.from_step} to {hand_over.to_step}"
        if hand_over.is_within:
            place = f"Within step {hand_over.from_step}"
        where = f"{place}, {sides_words(hand_over.giver, hand_over.taker)}"
        if hand_over.is_assumed:
            gaps.append(f"{where}: no evidence tells of it; it is an assumption. Ask whether it is so.")
        if hand_over.gap:
            gaps.append(f"{where}: {hand_over.gap.value}.")
        if hand_over.how is How.UNKNOWN:
            gaps.append(f"{where}: the evidence does not say how things are passed on.")
    return gaps


def _step(
    step_id: str,
    outline: StepOutline,
    placed: Sequence[PlacedEvidence],
    names: StepNames,
    pain_points: Sequence[StepPainPoint],
) -> Step:
    step = Step(
        id=step_id,
        order=outline.order,
        stage=outline.stage,
        step=outline.step,
        organisation=names.organisation,
        service=names.service,
        systems=names.systems,
        channel=names.channel,
        actor=names.actor,
        touchpoints=names.touchpoints,
        standing=names.standing,
        basis=StepBasis.EVIDENCE if placed else StepBasis.ASSUMPTION,
        evidence=tuple(placed),
        pain_points=tuple(pain_points),
    )
    return as_said(step, outline)


def _pain_points(placed: Sequence[PlacedEvidence], pain_points: Sequence[PainPoint]) -> list[StepPainPoint]:
    """Return the difficulties that evidence on a step tells: named pain points it surely shows, then in own words.

    A difficulty in its own words has the identifier of its observation.
    """
    told = {item.evidence.id: item.evidence for item in placed if item.evidence.kind is Kind.PAIN_POINT}
    shown: list[StepPainPoint] = []
    named: set[str] = set()
    for point in pain_points:
        sure = {fit.evidence.id for fit in point.evidence if fit.fit >= SURE_FIT} if point.pattern else set()
        if ids := tuple(identifier for identifier in told if identifier in sure):
            shown.append(StepPainPoint(id=point.id, title=point.title, observation_ids=ids))
            named.update(ids)
    own_words = (
        StepPainPoint(id=identifier, title=shortened(evidence.text), observation_ids=(identifier,))
        for identifier, evidence in told.items()
        if identifier not in named
    )
    return [*shown, *own_words]


def shortened(text: str) -> str:
    """Return the text, cut at a word with an ellipsis where it is long."""
    if len(text) <= _TITLE_LENGTH:
        return text
    return text[:_TITLE_LENGTH].rsplit(" ", 1)[0].rstrip(",;:") + " …"


def _listed(words: Sequence[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} or {words[-1]}"
