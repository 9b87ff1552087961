"""How sure it is that evidence belongs on the step where it was placed, in words that hold what they say."""

from collections import Counter
from collections.abc import Iterable, Sequence
from enum import StrEnum

from domain.evidence import Standing
from domain.journey_edits import NOTHING_SAID
from domain.journey_table import channel_words
from domain.journeys import Channel, Journey, Step, StepBasis
from domain.placed_evidence import PlacedEvidence
from domain.wording import count, listed, studies


class Sureness(StrEnum):
    """How likely a reader leaves proposed evidence on its step: some seven in ten, every second, one in four."""

    LIKELY = "likely"
    PERHAPS = "perhaps"
    GUESS = "a guess"


SURE_FIT = 0.4
"""How well evidence must fit a pattern for a difficulty on a step to go by its name, and not by its own words."""
LEAST_LIKELY, LEAST_PERHAPS = 0.6, 0.35
"""The score from which evidence is likely, and from which it is perhaps."""
HOW_SURE = (
    "Of what was proposed on real notes, readers left seven in ten of the likely on their step, "
    "half of what is perhaps right, and one in four of the guesses."
)
"""What the words mean, as it was counted (docs/benchmarks.md, "Would a reader leave it there?")."""
ONLY_GUESSES = "Only guesses stand here: nothing that was found clearly tells of this step."
HARDLY_TOLD = (
    "Hardly anything here speaks of this journey: what stands on its steps is guessed from research on others. "
    "Add research about it, or call it and its steps as people who were asked about it do."
)
"""What whoever opens a journey that is only guessed has to know first."""


NOTHING_FOUND = (
    "Nothing more was found that tells of this step. Call it as people who were asked about it do and look again, "
    "look through what fits nowhere yet, or add research about it."
)
"""What whoever looked for evidence on one step is told where there is none, or none but what they know."""
NOTHING_FOUND_ANYWHERE = (
    "Nothing more was found that tells of these steps. Call them as people who were asked about them do and look "
    "again, or add research about this journey."
)

_FILLED_IN_WORDS = {
    "organisation": "who runs it",
    "service": "the service",
    "systems": "systems",
    "channel": "the channel",
    "actor": "who does it",
    "touchpoints": "touchpoints",
    "standing": "the state",
}


def sureness(placed: PlacedEvidence) -> Sureness | None:
    """Return how sure a proposal is; None where a person kept it, or where it is there for what it names alone."""
    if placed.accepted_by or not placed.score:
        return None
    if placed.score >= LEAST_LIKELY:
        return Sureness.LIKELY
    return Sureness.PERHAPS if placed.score >= LEAST_PERHAPS else Sureness.GUESS


def sureness_word(placed: PlacedEvidence) -> str:
    """Return how sure it is that evidence belongs where it stands, in a word; nothing of what it only names."""
    if placed.accepted_by:
        return "kept"
    sure = sureness(placed)
    return sure.value if sure else ""


def is_a_guess(placed: PlacedEvidence) -> bool:
    """Tell whether evidence is proposed and more likely belongs elsewhere."""
    return sureness(placed) is Sureness.GUESS


def without_guesses(evidence: Iterable[PlacedEvidence]) -> list[PlacedEvidence]:
    """Return evidence in its order, but for what more likely belongs elsewhere."""
    return [item for item in evidence if not is_a_guess(item)]


def only_guesses(evidence: Iterable[PlacedEvidence]) -> bool:
    """Tell whether nothing of the evidence was kept, is likely or perhaps so; no evidence is no guess."""
    told = [sureness(item) for item in evidence if item.accepted_by or item.score]
    return bool(told) and set(told) == {Sureness.GUESS}


def is_assumed(step: Step) -> bool:
    """Tell whether a step is drawn dashed: no evidence stands on it, or nothing but guesses."""
    return step.basis is StepBasis.ASSUMPTION or only_guesses(step.evidence)


def assumed_counted(steps: Sequence[Step]) -> str:
    """Return how many steps are drawn dashed, and why: "4 assumed", "4 assumed and 2 with only guesses"."""
    bare = sum(step.basis is StepBasis.ASSUMPTION for step in steps)
    guessed = sum(map(is_assumed, steps)) - bare
    return f"{bare} assumed" + (f" and {guessed} with only guesses" if guessed else "")


def quotations_counted(evidence: Sequence[PlacedEvidence], *, none: str) -> str:
    """Return in short what a step rests on: "6 quotations" without guesses, "only guesses"; ``none`` of no evidence."""
    if only_guesses(evidence):
        return "only guesses"
    return count(len(without_guesses(evidence)), "quotation") if evidence else none


def with_guesses_counted(evidence: Iterable[PlacedEvidence]) -> str:
    """Return how many there are of both: "6 quotations and 2 guesses"; nothing of none."""
    items = list(evidence)
    told, guessed = len(without_guesses(items)), len(items) - len(without_guesses(items))
    parts = [count(told, "quotation") if told else "", count(guessed, "guess", "guesses") if guessed else ""]
    return " and ".join(filter(None, parts))


def is_only_guessed(steps: Iterable[Step]) -> bool:
    """Tell whether evidence stands on steps, and nowhere more than guesses: it is of other journeys, then."""
    told = [step.evidence for step in steps if step.evidence]
    return bool(told) and all(only_guesses(evidence) for evidence in told)


def on_steps_counted(journey: Journey) -> str:
    """Return what stands on the steps of a journey, guesses too: "142 quotations from 17 studies on its steps"."""
    evidence = journey.on_steps
    held = {item.study_id for item in evidence}
    return f"{count(len(evidence), 'quotation')} from {studies(len(held))} on its steps"


def found_in_words(found: Sequence[PlacedEvidence]) -> str:
    """Return what looking for evidence on one step came to, and what to do then."""
    if not found:
        return NOTHING_FOUND
    said = f"{count(len(found), 'quotation')} found: {sureness_counted(found)}."
    if len(found) == 1:
        return f"{said} It stands on the step as a proposal: keep it there or take it off."
    return f"{said} They stand on the step as proposals: keep what belongs there and take off the rest."


def found_on_steps_in_words(before: Journey, after: Journey) -> str:
    """Return what looking for evidence on all steps came to, between two states of a journey, and what to do then."""
    found = _found_on_steps(before, after)
    new = [item for own in found for item in own]
    told = filled_in_counted(before, after)
    filled = f"Filled in, as proposals: {told}. Change or empty what is wrong." if told else ""
    bare = [str(step.order) for step in after.steps if not step.evidence]
    left = f"{count(len(bare), 'step')} {'stays' if len(bare) == 1 else 'stay'} without any: {listed(bare)}."
    said = "" if filled else NOTHING_FOUND_ANYWHERE
    if new:
        on = count(sum(map(bool, found)), "step")
        said = (
            f"{count(len(new), 'quotation')} found for {on}: {sureness_counted(new)}. They stand there as proposals: "
            "keep what belongs there and take off the rest."
        )
    return " ".join(filter(None, (said, filled, left if bare else "")))


def looked_on_steps_in_words(before: Journey, after: Journey) -> str:
    """Return what a version in which evidence was looked for on all steps says of itself, in counts."""
    found = [own for own in _found_on_steps(before, after) if own]
    filled = _filled_in_on_steps(before, after).values()
    on = count(len(set().union(*filled)), "step")
    parts = [
        f"{count(sum(map(len, found)), 'quotation')} proposed on {count(len(found), 'step')}" if found else "",
        f"{count(sum(map(len, filled)), 'field')} filled in on {on}" if filled else "",
    ]
    return f"looked for evidence on all steps: {', '.join(filter(None, parts))}"


def _found_on_steps(before: Journey, after: Journey) -> list[list[PlacedEvidence]]:
    """Return, a step each of the later state, the evidence that is new on it."""
    was = {step.id: {item.evidence.id for item in step.evidence} for step in before.steps}
    return [[item for item in step.evidence if item.evidence.id not in was.get(step.id, ())] for step in after.steps]


def filled_in_counted(before: Journey, after: Journey) -> str:
    """Return what was filled in between two states of a journey: "systems on 2 steps"; nothing of nothing."""
    return listed([f"{what} on {count(len(on), 'step')}" for what, on in _filled_in_on_steps(before, after).items()])


def _filled_in_on_steps(before: Journey, after: Journey) -> dict[str, set[str]]:
    """Return, by field in words, the identifiers of the steps on which it was filled in."""
    was = {step.id: step for step in before.steps}
    filled = {
        word: {
            step.id
            for step in after.steps
            if step.id in was
            and getattr(was[step.id], name) in NOTHING_SAID
            and getattr(step, name) not in NOTHING_SAID
        }
        for name, word in _FILLED_IN_WORDS.items()
    }
    return {word: steps for word, steps in filled.items() if steps}


def filled_in_words(before: Step, after: Step) -> str:
    """Return what looking for evidence filled in of a step, from one state of it to the next; nothing of nothing."""
    told = [
        f"{what} {said}"
        for what, was, said in (
            ("run by", before.organisation, after.organisation),
            ("as the service", before.service, after.service),
            ("leaning on", before.systems, listed(after.systems)),
            ("its channel", before.channel is not Channel.UNKNOWN, channel_words(after.channel)),
            ("done by", before.actor, after.actor),
            ("met in", before.touchpoints, listed(after.touchpoints)),
            ("its state", before.standing is not Standing.UNKNOWN, after.standing.value),
        )
        if said and not was and said not in (channel_words(Channel.UNKNOWN), Standing.UNKNOWN.value)
    ]
    return f"Filled in from it, as a proposal: {'; '.join(told)}. Change or empty what is wrong." if told else ""


def sureness_counted(evidence: Iterable[PlacedEvidence]) -> str:
    """Return how many there are of each, which is all: "1 kept, 3 likely, 5 perhaps, 2 guesses"; nothing of none."""
    items = list(evidence)
    told = [sureness(item) for item in items]
    kept = sum(bool(item.accepted_by) for item in items)
    named = told.count(None) - kept
    parts = [
        f"{kept} kept" if kept else "",
        *(f"{told.count(one)} {one.value}" for one in (Sureness.LIKELY, Sureness.PERHAPS) if one in told),
        count(told.count(Sureness.GUESS), "guess", "guesses") if Sureness.GUESS in told else "",
        f"{named} for what {'it names' if named == 1 else 'they name'}" if named else "",
    ]
    return ", ".join(part for part in parts if part)


def sureness_on_steps(journey: Journey) -> str:
    """Return how many quotations stand on the steps, each once, how many times they stand there, and how sure that is.

    "9 quotations: 4 kept, 5 likely"; "9 quotations, 2 of them on more than one step, which makes 12 placings: ...";
    nothing where none stands.
    """
    placed = [item for step in journey.steps for item in step.evidence]
    if not placed:
        return ""
    times = Counter(item.evidence.id for item in placed)
    again = sum(number > 1 for number in times.values())
    said = count(len(times), "quotation")
    if again:
        said += f", {again} of them on more than one step, which makes {count(len(placed), 'placing')}"
    return f"{said}: {sureness_counted(placed)}"
