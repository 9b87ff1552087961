"""What a map shows beside what its journey holds: how people felt, what was tried, and how it differs from today."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from domain.evidence import Kind
from domain.journey_table import channel_words
from domain.journeys import Journey, Step


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


@dataclass(frozen=True, kw_only=True, slots=True)
class Difference:
    """What a to-be journey changes: steps that are new, what changed in words by step, and steps that go.

    Steps are named by identifiers of the to-be one; those that go are as they were.
    """

    new: frozenset[str] = frozenset()
    changed: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    gone: tuple[Step, ...] = ()


def feelings_said(journey: Journey) -> dict[str, Feeling]:
    """Return for each step with such evidence how often something good and something hard was said, by identifier."""
    found = {}
    for step in journey.steps:
        kinds = [placed.evidence.kind for placed in step.evidence]
        good, hard = kinds.count(Kind.POSITIVE), kinds.count(Kind.PAIN_POINT)
        said = [f"{good} good" if good else "", f"{hard} hard" if hard else ""]
        if good or hard:
            found[step.id] = Feeling(good=good, hard=hard, words=", ".join(filter(None, said)))
    return found


def difference(as_is: Journey, to_be: Journey) -> Difference:
    """Return what the second changes of the first. A step is the same by its identifier, or else by its name."""
    by_id = {step.id: step for step in as_is.steps} if to_be.as_is == as_is.id else {}
    by_name = {_name(step): step for step in as_is.steps}
    twins = {step.id: by_id.get(step.id) or by_name.get(_name(step)) for step in to_be.steps}
    kept = {twin.id for twin in twins.values() if twin}
    changed = {step.id: words for step in to_be.steps if (twin := twins[step.id]) and (words := _changes(twin, step))}
    return Difference(
        new=frozenset(identifier for identifier, twin in twins.items() if twin is None),
        changed=changed,
        gone=tuple(step for step in as_is.steps if step.id not in kept),
    )


def _name(step: Step) -> str:
    return " ".join(step.step.casefold().split())


def _changes(was: Step, now: Step) -> tuple[str, ...]:
    """Return in words what differs between two states of one step."""
    pairs = (
        ("Name", was.step, now.step),
        ("Organisation", was.organisation or "not known", now.organisation or "not known"),
        ("Service", was.service or "not known", now.service or "not known"),
        ("Systems", ", ".join(was.systems) or "not known", ", ".join(now.systems) or "not known"),
        ("Channel", channel_words(was.channel), channel_words(now.channel)),
        ("Wait", wait_words(was.wait_days), wait_words(now.wait_days)),
    )
    return tuple(f"{field}: {now} (was: {was})" for field, was, now in pairs if was != now)


def wait_words(days: float | None) -> str:
    """Return a wait in words."""
    if days is None:
        return "not known"
    return "1 day" if days == 1 else f"{days:g} days"
