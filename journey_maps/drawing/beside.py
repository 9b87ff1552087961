"""What a map shows beside what its journey holds: how people felt, and how it differs from today."""

from dataclasses import dataclass

from domain.journey_differences import StepChange
from domain.journey_table import channel_words
from domain.journeys import Channel, Journey, Step
from journey_maps.difference_words import FIELD_WORDS
from journey_maps.drafting.feelings import GOOD_FEELINGS, feelings_in

_MOST_NAMED = 2


@dataclass(frozen=True, kw_only=True, slots=True)
class Feeling:
    """How people felt at a step, from what was said: how many times good, how many times hard, and in which words."""

    good: int
    hard: int
    words: str

    @property
    def height(self) -> float:
        """Return where it stands between -1 (only hard) and 1 (only good); 0 where both or neither was said."""
        return (self.good - self.hard) / max(1, self.good + self.hard)


def feelings_said(journey: Journey) -> dict[str, Feeling]:
    """Return for each step of which evidence says a feeling how often which was said, by identifier."""
    found = {}
    for step in journey.steps:
        said = feelings_in(placed.evidence for placed in step.evidence)
        if said:
            good = sum(count for name, count in said.items() if name in GOOD_FEELINGS)
            words = ", ".join(f"{count} {name}" for name, count in list(said.items())[:_MOST_NAMED])
            found[step.id] = Feeling(good=good, hard=sum(said.values()) - good, words=words)
    return found


def changes_in_words(change: StepChange) -> tuple[str, ...]:
    """Return what differs of a step, a field each: its name, what it is, and what it was."""
    pairs = [(name, _said(change.before, name), _said(change.after, name)) for name in change.fields]
    return tuple(f"{FIELD_WORDS.get(name, name)}: {now} (was: {was})" for name, was, now in pairs)


def _said(step: Step, field: str) -> str:
    """Return a field of a step in words."""
    value = getattr(step, field)
    match value:
        case Channel():
            return channel_words(value)
        case tuple() if field == "evidence":
            return counted(len(value), "piece")
        case tuple():
            return ", ".join(map(str, value)) or "not known"
        case bool():
            return "yes" if value else "no"
        case float() | int():
            return wait_words(value)
        case _:
            return str(value or "not known")


def wait_words(days: float | None) -> str:
    """Return a wait in words."""
    if days is None:
        return "not known"
    return "1 day" if days == 1 else f"{days:g} days"


def counted(count: int, noun: str) -> str:
    """Return a count with its noun."""
    return f"{count} {noun}" if count == 1 else f"{count:,} {noun}s"
