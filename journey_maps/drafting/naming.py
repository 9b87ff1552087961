"""Who runs a step, with which systems and through which channel, as far as its evidence says. Unknown stays unknown."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass, replace

from domain.catalogue import Catalogue
from domain.evidence import NOT_LIVE, Evidence, Kind, Standing, Subject
from domain.journeys import Channel, StepOutline
from domain.placed_evidence import PlacedEvidence
from domain.sureness import without_guesses
from journey_maps.drafting.actors import actors_of
from journey_maps.drafting.cues import ABOUT_RESEARCH, CHANNELS
from journey_maps.drafting.likelihood import as_likely
from journey_maps.drafting.runners import Heard, runner_of, weights_of, words_of
from journey_maps.drafting.standings import standing_of_step
from journey_maps.drafting.touchpoints import touchpoints_of
from language.everyday_systems import find_everyday_systems
from language.name_forms import name_pattern
from language.names import NamedThing, find_names

_BEST_TELLING = 10
"""How many of a step's observations say who runs it: those further down may tell of its neighbours."""
_FEWEST_SYSTEM_WEIGHT = 0.2
_BEST_OF_CHANNELS = 10
_FEWEST_OF_A_CHANNEL, _SHARE_OF_A_CHANNEL = 2, 0.75
"""Channels that coders put on 124 steps were told rightly 8 of 10 times so, and 18 of 35 times by any two sentences."""
_MOST_SYSTEMS = 6
_BESIDE_SENTENCES = 8
_BESIDE_SENTENCES_EVERYDAY = 2
_TELLING_SHARE = 0.04
"""What share of a source must stand on the steps, at least, for it to name their systems: else it is about others."""
_OTHERS_SHARE = 0.15
"""What share of a journey's evidence must be about others, at least: a stray sentence says nothing of who runs what."""
_LINKS = re.compile(r"\b(?:of|for|and|the|in|at) $", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True, slots=True)
class StepNames:
    """What the evidence of one step tells of it. None, nothing and unknown where it does not say.

    ``sentences`` name systems of the step, in words behind each, and are not among its evidence: they stand near that.
    """

    organisation: str | None = None
    service: str | None = None
    systems: tuple[str, ...] = ()
    channel: Channel = Channel.UNKNOWN
    actor: str | None = None
    touchpoints: tuple[str, ...] = ()
    standing: Standing = Standing.UNKNOWN
    sentences: tuple[tuple[Evidence, str], ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Names:
    """The names that the sources of a journey use, each with a pattern that finds it in a text."""

    things: tuple[NamedThing, ...] = ()

    def of(self, subject: Subject) -> list[NamedThing]:
        """Return the things of one sort, most often named first; as systems, services that work as one too."""
        is_system = subject is Subject.SYSTEM
        return [
            thing
            for thing in self.things
            if thing.subject is subject or (is_system and thing.works_as_system and thing.subject is Subject.SERVICE)
        ]

    def forms(self, name: str) -> tuple[str, ...]:
        """Return every way in which the thing of that name is written."""
        return next((thing.forms for thing in self.things if thing.name == name), (name,))


def names_in(evidence: Iterable[Evidence], known: Catalogue) -> Names:
    """Return what these observations name. Acronyms are looked for in all of them, so give whole sources.

    Systems that go by everyday words are looked for where people tell of their work, not of research. A name that is
    only the end of one other ("Health Trust" of "Ward End Health Trust") is that one, said in short.
    """
    evidence = list(evidence)
    things = find_names([item.text for item in evidence], known)
    whole = {(thing.subject, thing.name): thing for thing in things}
    for short in things:
        longer = [other for other in things if _ends_in(other, short)]
        full = whole.get((short.subject, longer[0].name)) if len(longer) == 1 else None
        if full is not None:
            del whole[short.subject, short.name]
            aliases = tuple(sorted({*full.aliases, *short.forms}))
            whole[full.subject, full.name] = replace(full, aliases=aliases, count=full.count + short.count)
    at_work = [item.text for item in evidence if not ABOUT_RESEARCH.search(item.text)]
    everyday = (thing for thing in find_everyday_systems(at_work, things) if not _is_rejected(known, thing))
    return Names(things=(*whole.values(), *everyday))


def _is_rejected(known: Catalogue, thing: NamedThing) -> bool:
    return any(known.is_rejected(thing.subject, form) for form in thing.forms)


def _ends_in(other: NamedThing, short: NamedThing) -> bool:
    """Tell whether a name of several words is the end of another: not "Tide Agency" of "clerks of the Tide Agency"."""
    if other.subject is not short.subject or " " not in short.name:
        return False
    before = other.name[: -len(short.name)]
    return other.name.casefold().endswith(f" {short.name.casefold()}") and not _LINKS.search(before)


def name_steps(
    title: str,
    outlines: Sequence[StepOutline],
    placed: Sequence[Sequence[PlacedEvidence]],
    names: Names,
    told: Sequence[Evidence],
    foremost: Set[str],
    *,
    whose: str | None = None,
) -> list[StepNames]:
    """Return, a step each, who runs it, which service and systems it leans on, its channel, and what people meet there.

    Who does it is said where it is another than ``whose`` journey it is, and its standing where evidence agrees on it.

    ``told`` are the observations of the journey's sources: those beside a step's evidence are heard too, more softly.
    Who runs a step only the ``foremost`` sources tell, and which system is behind it where a sentence stands near its
    evidence.
    """
    about_tells = _about_tells(placed, names)
    beside = _neighbours(told)
    common = frozenset(words_of(title))
    sources = _telling_sources(placed, told)
    likely = [without_guesses(map(as_likely, own)) for own in placed]
    actors = actors_of([outline.step for outline in outlines], likely, whose=whose)
    named = []
    for outline, own, sure, actor in zip(outlines, placed, likely, actors, strict=True):
        heard = Heard(words=frozenset(words_of(outline.step)) - common, step=outline.step, placed=own, beside=beside)
        best = replace(heard, placed=[item for item in own if item.evidence.source_id in foremost][:_BEST_TELLING])
        about = [item.evidence for item in best.placed] if about_tells else []
        bodies = [item.organisation for item in about]
        of_all = Counter(item.evidence.organisation for item in own)
        organisation = runner_of(best, names.of(Subject.ORGANISATION), bodies, of_all, subject=Subject.ORGANISATION)
        own_services = [item.service if organisation in {None, item.organisation} else None for item in about]
        of_all = Counter(item.evidence.service for item in own if item.evidence.service)
        service = runner_of(best, names.of(Subject.SERVICE), own_services, of_all, subject=Subject.SERVICE)
        telling = [item for item in own if item.evidence.source_id in sources]
        systems = _systems(replace(heard, placed=telling), names)
        named.append(
            StepNames(
                organisation=organisation,
                service=service,
                systems=systems,
                channel=channel_of(outline.step, sure),
                actor=actor,
                touchpoints=touchpoints_of(outline.step, sure),
                standing=standing_of_step(sure),
            )
        )
    return _with_systems_beside(named, placed, names, [item for item in told if item.source_id in sources & foremost])


def _telling_sources(placed: Sequence[Sequence[PlacedEvidence]], told: Sequence[Evidence]) -> set[str]:
    """Return the sources of which enough stands on the steps to say that they tell of this journey."""
    sizes = Counter(item.source_id for item in told)
    on_steps = {item.evidence.id: item.evidence.source_id for own in placed for item in own}
    counts = Counter(on_steps.values())
    return {source for source, count in counts.items() if count >= _TELLING_SHARE * sizes[source]}


def _with_systems_beside(
    named: Sequence[StepNames],
    placed: Sequence[Sequence[PlacedEvidence]],
    names: Names,
    told: Sequence[Evidence],
) -> list[StepNames]:
    """Return the names of steps; a system that is on none goes to the step whose evidence it is named nearest to.

    At most eight sentences may lie between, two where only everyday words name it: what is named farther off is the
    source's, and hardly that step's. What names a system of a step and is not among its evidence comes along.
    """
    places: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for nth, own in enumerate(placed):
        for item in own:
            places[item.evidence.source_id].append((item.evidence.ordinal, nth))
    added: dict[int, list[str]] = defaultdict(list)
    sentences: dict[int, dict[str, tuple[Evidence, str]]] = defaultdict(dict)
    for thing in names.of(Subject.SYSTEM):
        on = {nth for nth, step in enumerate(named) if thing.name in step.systems}
        pattern = name_pattern(thing.forms)
        naming = [item for item in told if item.source_id in places and pattern.search(item.text)]
        apart = [
            (abs(ordinal - item.ordinal), nth, item.id, item)
            for item in naming
            for ordinal, nth in places[item.source_id]
            if not on or nth in on
        ]
        reach = _BESIDE_SENTENCES_EVERYDAY if thing.is_everyday else _BESIDE_SENTENCES
        if not on and apart and min(apart)[0] <= reach:
            on = {min(apart)[1]}
            added[min(on)].append(thing.name)
        for nth in on:
            nearest = min((each for each in apart if each[1] == nth), default=None)
            if nearest and nearest[0]:
                before = sentences[nth].get(nearest[2])
                said = f"{before[1]}, {thing.name}" if before else thing.name
                sentences[nth][nearest[2]] = (nearest[3], said)
    return [
        replace(step, systems=(*step.systems, *added[nth]), sentences=tuple(sentences[nth].values()))
        for nth, step in enumerate(named)
    ]


def _neighbours(told: Sequence[Evidence]) -> dict[str, str]:
    """Return, for each observation, the texts just before and after it in its source."""
    texts = {(item.source_id, item.ordinal): item.text for item in told}
    return {item.id: " ".join(texts.get((item.source_id, item.ordinal + by), "") for by in (-1, 1)) for item in told}


def _systems(heard: Heard, names: Names) -> tuple[str, ...]:
    weights = weights_of(heard, names.of(Subject.SYSTEM))
    for item in heard.placed:
        for system in item.evidence.systems:
            weights[system] += item.score
    enough = [name for name, weight in weights.items() if weight >= _FEWEST_SYSTEM_WEIGHT]
    return tuple(sorted(enough, key=lambda name: (-weights[name], name))[:_MOST_SYSTEMS])


def channel_of(step: str, sure: Sequence[PlacedEvidence]) -> Channel:
    """Return the channel that a step's own words name, else that most of its evidence speaks of; else unknown.

    ``sure`` is the evidence that is no guess, with how likely it belongs there. Two sentences have to speak of a
    channel, and three quarters of what speaks of any; what tells of research, wishes or what is not so today does not.
    """
    named = [channel for channel, cues in CHANNELS if cues.search(step)]
    weights: defaultdict[Channel, float] = defaultdict(float)
    counts = Counter[Channel]()
    for item in filter(_tells_today, sure[:_BEST_OF_CHANNELS]):
        for channel, cues in CHANNELS:
            if cues.search(item.evidence.text):
                weights[channel] += item.score
                counts[channel] += 1
    if named:
        return max(named, key=lambda channel: weights[channel])
    best = max(weights, key=lambda channel: weights[channel], default=Channel.UNKNOWN)
    is_told = counts[best] >= _FEWEST_OF_A_CHANNEL and weights[best] >= _SHARE_OF_A_CHANNEL * sum(weights.values())
    return best if is_told else Channel.UNKNOWN


def _tells_today(placed: PlacedEvidence) -> bool:
    item = placed.evidence
    is_account = item.kind not in {Kind.QUESTION, Kind.RECOMMENDATION} and item.standing not in NOT_LIVE
    return is_account and not ABOUT_RESEARCH.search(item.text)


def _about_tells(placed: Sequence[Sequence[PlacedEvidence]], names: Names) -> bool:
    """Tell whether whom evidence is about says who runs a step.

    It does when it differs from who did the research, when the evidence is about several organisations, or when
    no text names any. One team's notes on the work of many say nothing by being that team's.
    """
    evidence = [item.evidence for own in placed for item in own]
    about = Counter(item.organisation for item in evidence)
    several = len(evidence) - max(about.values(), default=0) >= _OTHERS_SHARE * max(1, len(evidence))
    other = any(item.organisation != item.researched_by for item in evidence)
    return several or other or not names.of(Subject.ORGANISATION)
