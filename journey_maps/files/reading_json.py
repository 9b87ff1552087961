"""Our own JSON of a journey back in: all that it says but the words of evidence, which are never taken from a file."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, TypeVar

from domain.errors import InvalidRequest
from domain.evidence import Standing
from domain.hand_overs import Gap, HandOver, HandOverKind, How, Passes, seems_proposed, unlike
from domain.journey_files import JourneyFile, Mention
from domain.journey_table import steps_words
from domain.journeys import (
    Branch,
    Channel,
    Extras,
    Journey,
    JourneyForm,
    JourneyStatus,
    RejectedPainPoint,
    Step,
    StepPainPoint,
    SuggestedStep,
    SystemUse,
)
from domain.placed_evidence import RejectedEvidence
from domain.text import fold

MOST_STEPS = 1_000
_Word = TypeVar("_Word", bound=StrEnum)


_NO_ACTOR = "actor not recorded"
"""What files of earlier versions hold where nobody said whose journey it is."""


def read_journey_json(document: Mapping[str, Any], name: str) -> JourneyFile:
    """Return the journey of one of our own documents.

    Raises InvalidRequest for a value of another sort than expected, a step named or numbered twice, and a hand-over to
    a step that is not there, each with its place.
    """
    whole = _Part(values=document, place="", name=name)
    steps = list(whole.parts("steps"))
    if not 0 < len(steps) <= MOST_STEPS:
        raise whole.wrong("steps", f"a list of 1 to {MOST_STEPS:,} steps")
    made = [_step(part, number) for number, part in enumerate(steps, start=1)]
    _check_steps(made, name)
    ids = {step.order: step.id for step in made}
    crossings = _hand_overs(list(whole.parts("hand_overs")), ids)
    actor = whole.text("actor")
    journey = Journey(
        id=whole.text("id"),
        title=fold(whole.text("title")) or "Journey",
        actor="" if actor == _NO_ACTOR else actor,
        status=JourneyStatus.DRAFT,
        steps=tuple(made),
        hand_overs=tuple(item for item, _ in crossings),
        systems=tuple(
            SystemUse(name=part.text("name"), steps=tuple(part.numbers("steps"))) for part in whole.parts("systems")
        ),
        gaps=tuple(whole.texts("gaps")),
        form=whole.word("form", JourneyForm, JourneyForm.AS_IS),
        as_is=whole.text("as_is") or None,
        extras=whole.extras(),
    )
    version = document.get("version")
    return JourneyFile(
        journey=journey,
        identifier=journey.id or None,
        version=version if isinstance(version, int) else None,
        on_steps={step.id: _mentions(part) for step, part in zip(made, steps, strict=True)},
        on_hand_overs={(ids[item.from_step], ids[item.to_step], item.id): own for item, own in crossings},
        tray=_mentions(whole, "tray") if "tray" in document else None,
        suggested=tuple(_suggested(part) for part in whole.parts("suggested")) if "suggested" in document else None,
        rejected=tuple(_rejected(part) for part in whole.parts("rejected")) if "rejected" in document else None,
        rejected_pain_points=tuple(map(_point_off, whole.parts("rejected_pain_points")))
        if "rejected_pain_points" in document
        else None,
        tells_hand_overs="hand_overs" in document,
        tells_pain_points=any("pain_points" in part.values for part in steps),
        tells_extras="extras" in document or any("extras" in part.values for part in steps),
        places={step.id: part.place for step, part in zip(made, steps, strict=True)},
        written=frozenset(step.id for step in made),
    )


@dataclass(frozen=True, kw_only=True, slots=True)
class _Part:
    """An object of the document, with its place in it for whoever must mend it."""

    values: Mapping[str, Any]
    place: str
    name: str

    def where(self, key: str) -> str:
        return f"{self.place}, {key}" if self.place else key

    def wrong(self, key: str, expected: str) -> InvalidRequest:
        return InvalidRequest(
            f"'{self.name}' has something else than {expected}.",
            where=self.where(key),
            remedy=f"Write {expected} there, or leave '{key}' out.",
        )

    def text(self, key: str) -> str:
        value = self.values.get(key)
        if value is None:
            return ""
        if not isinstance(value, str):
            raise self.wrong(key, "a text")
        return value.strip()

    def line(self, key: str) -> str | None:
        return fold(self.text(key)) or None

    def word(self, key: str, words: type[_Word], otherwise: _Word) -> _Word:
        said = self.text(key)
        try:
            return words(said) if said else otherwise
        except ValueError:
            raise self.wrong(key, f"one of {', '.join(words)}") from None

    def number(self, key: str) -> float | None:
        value = self.values.get(key)
        if value is not None and (isinstance(value, bool) or not isinstance(value, int | float) or value < 0):
            raise self.wrong(key, "a number from 0")
        return value

    def is_true(self, key: str) -> bool:
        value = self.values.get(key, False)
        if not isinstance(value, bool | None):
            raise self.wrong(key, "true or false")
        return bool(value)

    def _list(self, key: str) -> list[Any]:
        value = self.values.get(key)
        if value is not None and not isinstance(value, list):
            raise self.wrong(key, "a list")
        return value or []

    def texts(self, key: str) -> list[str]:
        if not all(isinstance(each, str) for each in self._list(key)):
            raise self.wrong(key, "a list of texts")
        return self._list(key)

    def numbers(self, key: str) -> list[int]:
        if not all(isinstance(each, int) for each in self._list(key)):
            raise self.wrong(key, "a list of whole numbers")
        return self._list(key)

    def parts(self, key: str) -> "Iterator[_Part]":
        for number, each in enumerate(self._list(key), start=1):
            place = self.where(f"{key} entry {number}")
            if not isinstance(each, dict):
                raise _Part(values={}, place=self.place, name=self.name).wrong(f"{key} entry {number}", "an object")
            yield _Part(values=each, place=place, name=self.name)

    def extras(self) -> Extras:
        kept = self.values.get("extras") or {}
        if not isinstance(kept, dict):
            raise self.wrong("extras", "an object")
        return tuple((name, json.dumps(value, ensure_ascii=False)) for name, value in kept.items())


def _step(part: _Part, number: int) -> Step:
    order, name = part.values.get("order", number), part.line("step")
    if isinstance(order, bool) or not isinstance(order, int) or order < 1:
        raise part.wrong("order", "a whole number from 1")
    if not name:
        raise part.wrong("step", "the name of the step")
    branch = part.text("branch")
    return Step(
        order=order,
        stage=part.line("stage") or "",
        step=name,
        id=part.text("id"),
        actor=part.line("actor"),
        touchpoints=tuple(part.texts("touchpoints")),
        standing=part.word("standing", Standing, Standing.UNKNOWN),
        branch=part.word("branch", Branch, Branch.AND) if branch else None,
        optional=part.is_true("optional"),
        wait_days=part.number("wait_days"),
        sub_journey=part.text("sub_journey") or None,
        note=part.text("note"),
        organisation=part.line("organisation"),
        service=part.line("service"),
        systems=tuple(part.texts("systems")),
        channel=part.word("channel", Channel, Channel.UNKNOWN),
        owner=part.line("owner"),
        pain_points=tuple(_pain_points(part)),
        extras=part.extras(),
    )


def _pain_points(part: _Part) -> Iterator[StepPainPoint]:
    for point in part.parts("pain_points"):
        ids = tuple(point.texts("observation_ids"))
        yield StepPainPoint(
            id=point.text("id"),
            title=point.text("title"),
            observation_ids=ids,
            accepted_by=point.text("accepted_by") or None,
            accepted_at=point.text("accepted_at") or None,
        )


def _check_steps(steps: Sequence[Step], name: str) -> None:
    """Raise InvalidRequest when orders or identifiers stand twice, or steps not in their order."""
    for what in ("order", "id"):
        first: dict[object, int] = {}
        for number, step in enumerate(steps, start=1):
            value = getattr(step, what)
            if first.setdefault(value, number) != number:
                raise InvalidRequest(
                    f"'{name}' gives two steps the {what} {value}.",
                    where=f"steps entries {first[value]} and {number}",
                    remedy=f"Give each step {'an order' if what == 'order' else 'an id'} of its own.",
                )
    if (orders := [step.order for step in steps]) != sorted(orders):
        raise InvalidRequest(
            f"'{name}' lists its steps in another order than it numbers them.",
            where="steps",
            remedy="Put them in the order of their numbers.",
        )


def _hand_overs(parts: Sequence[_Part], ids: Mapping[int, str]) -> list[tuple[HandOver, tuple[Mention, ...]]]:
    """Return the hand-overs with their evidence; those within a step that give no identifier get one of their own."""
    read = [(part, *_hand_over(part, ids)) for part in parts]
    taken = {item.key for part, item, _ in read if part.text("id")}
    found, seen = [], set()
    for part, said, mentions in read:
        item = said
        if said.is_within and not part.text("id"):
            item = unlike(said, taken)
            taken.add(item.key)
        if item.has_own_sides and item.key in seen:
            raise InvalidRequest(
                f"'{part.name}' gives two hand-overs {steps_words(item)} one id.",
                where=part.where("id"),
                remedy="Give each an id of its own, or leave 'id' out.",
            )
        seen.add(item.key)
        found.append((item, mentions))
    return found


def _hand_over(part: _Part, ids: Mapping[int, str]) -> tuple[HandOver, tuple[Mention, ...]]:
    sides = [part.values.get("from_step"), part.values.get("to_step")]
    for key, side in zip(("from_step", "to_step"), sides, strict=True):
        if side not in ids:
            raise InvalidRequest(
                f"'{part.name}' has a hand-over with a step {side} that is not there.",
                where=part.where(key),
                remedy="Write the order of a step of this journey.",
            )
    gap = part.text("gap")
    item = HandOver(
        from_step=sides[0] or 0,
        to_step=sides[1] or 0,
        giver=part.text("from"),
        taker=part.text("to"),
        kind=part.word("kind", HandOverKind, HandOverKind.ORGANISATION),
        passes=part.word("passes", Passes, Passes.UNKNOWN),
        how=part.word("how", How, How.UNKNOWN),
        legal_basis=part.text("legal_basis") or None,
        controller=part.text("controller") or None,
        identifier=part.text("identifier") or None,
        gap=part.word("gap", Gap, Gap.NO_OWNER) if gap else None,
        trouble=part.text("trouble"),
        giver_owner=part.text("from_owner") or None,
        taker_owner=part.text("to_owner") or None,
        id=part.text("id"),
    )
    item = replace(item, is_proposed=_is_proposed(part, item))
    if item.has_own_sides and item.giver.casefold() == item.taker.casefold():
        raise InvalidRequest(
            f"'{part.name}' has something handed over {steps_words(item)} from a side to itself.",
            where=part.where("to"),
            remedy="Name two sides that differ in 'from' and 'to', or leave the hand-over out.",
        )
    return item, _mentions(part)


def _is_proposed(part: _Part, item: HandOver) -> bool:
    """Tell whether only a draft told of a hand-over; of a file that does not say so, its own identifier tells."""
    if "is_proposed" in part.values:
        return part.is_true("is_proposed")
    return bool(part.text("id")) and seems_proposed(item)


def _mentions(part: _Part, key: str = "evidence") -> tuple[Mention, ...]:
    found = []
    for each in part.parts(key):
        score = each.number("score") or 0.0
        if not each.text("observation_id") or score > 1:
            raise each.wrong("observation_id", "an observation's identifier, and a score from 0 to 1")
        found.append(
            Mention(
                observation_id=each.text("observation_id"),
                where=each.place,
                score=score,
                reason=each.text("reason"),
                accepted_by=each.text("accepted_by") or None,
                accepted_at=each.text("accepted_at") or None,
            )
        )
    return tuple(found)


def _suggested(part: _Part) -> tuple[SuggestedStep, tuple[Mention, ...]]:
    item = SuggestedStep(
        step=part.text("step"),
        stage=part.text("stage"),
        after=part.text("after") or None,
        evidence=(),
        reason=part.text("reason"),
    )
    return item, _mentions(part)


def _rejected(part: _Part) -> RejectedEvidence:
    said = {key: part.text(key) for key in ("observation_id", "step_id", "by", "at", "hand_over_id")}
    return RejectedEvidence(**said, to_step_id=part.text("to_step_id") or None)


def _point_off(part: _Part) -> RejectedPainPoint:
    said = {key: part.text(key) for key in ("id", "title", "step_id", "by", "at")}
    return RejectedPainPoint(**said, observation_ids=tuple(part.texts("observation_ids")))
