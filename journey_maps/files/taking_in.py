"""A journey that a file tells, brought together with the journey as it is and with the evidence that is stored."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from domain.evidence import Evidence
from domain.hand_overs import HandOver, with_own_sides
from domain.journey_files import JourneyFile, Mention, Sides
from domain.journey_order import are_instead, neighbours
from domain.journey_resting import SAID_OF_HAND_OVERS
from domain.journey_taken_off import off_hand_over
from domain.journeys import Journey, RejectedPainPoint, Step, StepBasis, StepPainPoint, SuggestedStep, SystemUse
from domain.placed_evidence import PlacedEvidence, RejectedEvidence
from journey_maps.drafting.drafts import gaps_in_words
from journey_maps.drafting.hand_overs import (
    Said,
    are_of_two_organisations,
    resting_hand_overs,
    standing_hand_over,
    standing_own,
    systems_behind,
)

PLACED_BY_FILE = "put there in a file"
_SAID = ("giver", "taker", "kind", "gap", *SAID_OF_HAND_OVERS)
"""What people say of a hand-over in a file; one that was only proposed is their word once they change any of it."""
_DIGITS = 4
"""So many of a score are written."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Known:
    """What is known here of what a file names, for whoever takes it in.

    ``evidence`` are observations by identifier, ``pain_points`` titles by identifier. ``who`` and ``now`` are written
    beside what this file decides. What others decided counts as theirs only where it is known here already, or where
    ``trusts_names`` says that nobody signs in.
    """

    evidence: Mapping[str, Evidence]
    pain_points: Mapping[str, str]
    who: str
    now: str
    trusts_names: bool = False


@dataclass(slots=True)
class _Taking:
    """One file while it is taken in; ``left_out`` says what was not."""

    file: JourneyFile
    before: Journey | None
    known: Known
    left_out: list[str] = field(default_factory=list)

    @property
    def old_steps(self) -> dict[str, Step]:
        return {step.id: step for step in self.before.steps} if self.before else {}

    def placed(
        self, mentions: Iterable[Mention], old: Sequence[PlacedEvidence], *, is_somewhere: bool = False
    ) -> tuple[PlacedEvidence, ...]:
        """Return the evidence that is named, each once; what is not known here is told.

        ``is_somewhere`` says that it stands on a step or at a hand-over, where people put it.
        """
        was = {item.evidence.id: item for item in old}
        found: dict[str, PlacedEvidence] = {}
        for mention in mentions:
            evidence = self.known.evidence.get(mention.observation_id)
            if evidence is None:
                said = mention.observation_id[:60]
                self.left_out.append(f"{mention.where}: no observation '{said}' is stored here that you may see.")
            else:
                found.setdefault(evidence.id, self._one(mention, evidence, was.get(evidence.id), is_somewhere))
        return tuple(found.values())

    def _one(
        self, mention: Mention, evidence: Evidence, was: PlacedEvidence | None, is_somewhere: bool
    ) -> PlacedEvidence:
        """Return evidence as it is named; what a person put somewhere on a journey that is there is theirs."""
        known = self.known
        by_hand = is_somewhere and self.before is not None and was is None
        if by_hand and not mention.score and not mention.accepted_by:
            return PlacedEvidence(
                evidence=evidence,
                score=0.0,
                reason=mention.reason or PLACED_BY_FILE,
                accepted_by=known.who,
                accepted_at=known.now,
            )
        same = was is not None and round(was.score, _DIGITS) == round(mention.score, _DIGITS)
        by, at = self._said_by(mention.where, mention, was)
        score = was.score if was is not None and same else mention.score
        return PlacedEvidence(evidence=evidence, score=score, reason=mention.reason, accepted_by=by, accepted_at=at)

    def steps(self) -> tuple[Step, ...]:
        """Return the steps with their evidence and pain points."""
        return tuple(self._step(step) for step in self.file.journey.steps)

    def _step(self, step: Step) -> Step:
        old = self.old_steps.get(step.id)
        evidence = old.evidence if old else ()
        if self.file.on_steps is not None:
            evidence = self.placed(self.file.on_steps.get(step.id, ()), evidence, is_somewhere=True)
        told = step.pain_points if self.file.tells_pain_points else (old.pain_points if old else ())
        points = [self._pain_point(point, old) for point in told]
        return replace(
            step,
            evidence=evidence,
            basis=StepBasis.EVIDENCE if evidence else StepBasis.ASSUMPTION,
            pain_points=tuple(point for point in points if point),
            extras=step.extras if self.file.tells_extras or not old else old.extras,
        )

    def _pain_point(self, point: StepPainPoint, old: Step | None) -> StepPainPoint | None:
        """Return a pain point under the title that it has here, None where it is not known here."""
        titles = {each.id: each.title for each in (old.pain_points if old else ())}
        title = titles.get(point.id) or self.known.pain_points.get(point.id)
        ids = tuple(name for name in point.observation_ids if name in self.known.evidence)
        if title is None or not ids:
            self.left_out.append(f"The pain point '{point.id[:60]}' is not known here, or none of its evidence is.")
            return None
        was = next((each for each in (old.pain_points if old else ()) if each.id == point.id), None)
        by, at = self._said_by(f"The pain point '{point.id[:60]}'", point, was)
        return StepPainPoint(id=point.id, title=title, observation_ids=ids, accepted_by=by, accepted_at=at)

    def _said_by(
        self, where: str, told: Mention | StepPainPoint, was: PlacedEvidence | StepPainPoint | None
    ) -> tuple[str | None, str | None]:
        """Return who kept something as a file says, and when; nobody where that is not known here, which is told."""
        by, at = told.accepted_by, told.accepted_at
        is_known = was is not None and (was.accepted_by, was.accepted_at) == (by, at)
        if by is None or is_known or self.known.trusts_names or by == self.known.who:
            return by, at
        self.left_out.append(f"{where}: that '{by[:60]}' accepted it is not known here.")
        return None, None

    def hand_overs(self, steps: Sequence[Step]) -> tuple[tuple[HandOver, ...], tuple[HandOver, ...]]:
        """Return what the file says of hand-overs and those that neighbours make; and what rests of them.

        What it says of two steps that neither follow one another nor did so before is a hand-over across. Between two
        organisations something always passes, whether the file lists it or not.
        """
        told = self._told_hand_overs(steps)
        follows = {(giver.id, taker.id, ""): (giver, taker) for giver, taker in neighbours(steps)}
        in_a_row = {(*pair, "") for pair in pairwise(self.old_steps)}
        old_neighbours = self._old_neighbours()
        followed = {(*pair, "") for pair in old_neighbours} | (in_a_row & self._old_hand_overs().keys())
        by_id = {step.id: step for step in steps}
        said = self._old_resting()
        kept: dict[Sides, HandOver] = {}
        for sides, item in told.items():
            if item.has_own_sides:
                kept[sides] = self._standing_own(item, by_id[sides[0]], by_id[sides[1]])
            elif sides in follows or sides in followed:
                said[sides] = item
            else:
                kept |= self._across(item, by_id[sides[0]], by_id[sides[1]], told, steps)
        for sides, pair in follows.items():
            if sides in said or self._is_looked_for(*pair):
                new = self._standing(sides, said.get(sides), *pair, followed=sides[:2] in old_neighbours)
                kept |= {sides: new} if new else {}
        resting = self._resting(said, steps, {sides[:2] for sides in kept if not sides[2]})
        in_file = [
            *(kept[sides] for sides in told if sides in kept),
            *(item for sides, item in kept.items() if sides not in told),
        ]
        return tuple(sorted(in_file, key=_orders)), tuple(sorted(resting, key=_orders))

    def _old_neighbours(self) -> set[tuple[str, str]]:
        """Return the identifiers of steps between which something could pass in the journey as it was."""
        return {(giver.id, taker.id) for giver, taker in neighbours(self.before.steps)} if self.before else set()

    def _is_looked_for(self, giver: Step, taker: Step) -> bool:
        """Tell whether a hand-over is looked for between a step and the next of which nothing is said."""
        is_told = self.before is None and self.file.tells_hand_overs
        return not is_told or are_of_two_organisations(giver, taker)

    def _old_resting(self) -> dict[Sides, HandOver]:
        ids = {step.order: step.id for step in self.before.steps} if self.before else {}
        items = self.before.resting if self.before else ()
        return {(ids[item.from_step], ids[item.to_step], ""): item for item in items}

    def _resting(
        self, said: Mapping[Sides, HandOver], steps: Sequence[Step], standing: Collection[tuple[str, str]]
    ) -> list[HandOver]:
        """Return what is said of steps between which nothing stands; a new journey has nothing to come back to."""
        old = self.old_steps
        items = {
            sides[:2]: Said(item=item, giver=old[sides[0]], taker=old[sides[1]])
            for sides, item in said.items()
            if sides[0] in old and sides[1] in old
        }
        return resting_hand_overs(items, steps, standing)

    def _told_hand_overs(self, steps: Sequence[Step]) -> dict[Sides, HandOver]:
        old = self._old_hand_overs()
        orders = {step.id: step.order for step in steps}
        if not self.file.tells_hand_overs:
            there = {sides: item for sides, item in old.items() if set(sides[:2]) <= orders.keys()}
            return {
                sides: replace(item, from_step=orders[sides[0]], to_step=orders[sides[1]])
                for sides, item in there.items()
            }
        ids = {step.order: step.id for step in steps}
        found = {}
        for item in self.file.journey.hand_overs:
            sides = (ids[item.from_step], ids[item.to_step], item.id)
            evidence = old[sides].evidence if sides in old else ()
            if self.file.on_hand_overs is not None:
                evidence = self.placed(self.file.on_hand_overs.get(sides, ()), evidence, is_somewhere=True)
            is_spoken_of = sides in old and any(getattr(item, name) != getattr(old[sides], name) for name in _SAID)
            found[sides] = replace(item, evidence=evidence, is_proposed=item.is_proposed and not is_spoken_of)
        return found

    def _old_hand_overs(self) -> dict[Sides, HandOver]:
        ids = {step.order: step.id for step in self.before.steps} if self.before else {}
        items = self.before.hand_overs if self.before else ()
        return {(ids.get(item.from_step, ""), ids.get(item.to_step, ""), item.id): item for item in items}

    def _standing_own(self, item: HandOver, giver: Step, taker: Step) -> HandOver:
        """Return a hand-over with sides of its own: what the file says of it, under the names its steps have now."""
        was = self.old_steps.get(giver.id), self.old_steps.get(taker.id)
        if was[0] is None or was[1] is None:
            return item
        return replace(standing_own(item, was=(was[0], was[1]), now=(giver, taker)), gap=item.gap)

    def _across(
        self, item: HandOver, giver: Step, taker: Step, told: Collection[Sides], steps: Sequence[Step]
    ) -> dict[Sides, HandOver]:
        """Return what a file says of any two steps under an identifier of its own; nothing where no side is named.

        Files of before steps done instead of each other were told apart show a hand-over between them, of which
        nothing is said: that is none.
        """
        why = ""
        if item.giver.casefold() == item.taker.casefold():
            why = "its two sides are not told apart"
        elif (
            are_instead(steps, giver.order, taker.order)
            and not Said(item=item, giver=giver, taker=taker).is_worth_keeping
        ):
            why = "one is done instead of the other, and nothing more is said of it"
        if why:
            self.left_out.append(f"The hand-over from step {item.from_step} to {item.to_step} was left out: {why}.")
            return {}
        there = (giver.id, taker.id)
        taken = {(item.from_step, item.to_step, sides[2]) for sides in told if sides[:2] == there}
        new = with_own_sides(item, taken)
        return {(giver.id, taker.id, new.id): new}

    def _standing(
        self, sides: Sides, item: HandOver | None, giver: Step, taker: Step, *, followed: bool
    ) -> HandOver | None:
        """Return the hand-over between two steps: what is told of it under the names that its sides have now.

        ``followed``: something could pass between the two in the journey as it was.
        """
        old = [self.old_steps.get(name) for name in sides[:2]]
        was = (old[0], old[1]) if old[0] and old[1] else None
        if item is None:
            stood = was if was and followed else None
            off = off_hand_over(self.rejected(), sides, {""})
            return standing_hand_over(giver, taker, said=None, stood=stood, off=off)
        if self.before is None:
            return item
        then = was or (giver, taker)
        new = standing_hand_over(giver, taker, said=Said(item=item, giver=then[0], taker=then[1]), stood=None)
        return replace(new, gap=item.gap) if new else None

    def tray(self, steps: Sequence[Step], hand_overs: Sequence[HandOver]) -> tuple[PlacedEvidence, ...]:
        """Return the tray, with the evidence of steps and hand-overs that go, as far as nothing else holds it."""
        old = self.before.tray if self.before else ()
        tray = old if self.file.tray is None else self.placed(self.file.tray, old)
        ids = {step.order: step.id for step in steps}
        left = {(ids[item.from_step], ids[item.to_step], item.id) for item in hand_overs}
        places = [tray, *(step.evidence for step in steps), *(item.evidence for item in hand_overs)]
        held = {item.evidence.id for own in places for item in own}
        gone = [item for name, step in self.old_steps.items() if name not in ids.values() for item in step.evidence]
        gone += [item for sides, own in self._old_hand_overs().items() if sides not in left for item in own.evidence]
        fresh = {item.evidence.id: item for item in gone if item.evidence.id not in held}
        return (*tray, *(replace(item, accepted_by=None, accepted_at=None) for item in fresh.values()))

    def suggested(self) -> tuple[SuggestedStep, ...]:
        """Return the suggested steps that have evidence here."""
        if self.file.suggested is None:
            return self.before.suggested if self.before else ()
        old = {item.step: item.evidence for item in (self.before.suggested if self.before else ())}
        made = [
            replace(item, evidence=self.placed(mentions, old.get(item.step, ())))
            for item, mentions in self.file.suggested
        ]
        return tuple(item for item in made if item.evidence and item.step)

    def rejected(self) -> tuple[RejectedEvidence, ...]:
        """Return the evidence that people took off steps and hand-overs, of what is known here."""
        old = self.before.rejected if self.before else ()
        if self.file.rejected is None:
            return old
        known = self.known
        return tuple(
            item if item in old or known.trusts_names else replace(item, by=known.who, at=known.now)
            for item in self.file.rejected
            if item.observation_id in known.evidence
        )

    def rejected_pain_points(self, steps: Sequence[Step]) -> tuple[RejectedPainPoint, ...]:
        """Return the pain points that people took off steps, of what is known here, but for those that stand there."""
        old = self.before.rejected_pain_points if self.before else ()
        told = old if self.file.rejected_pain_points is None else self.file.rejected_pain_points
        there = {(step.id, point.id) for step in steps for point in step.pain_points}
        return tuple(made for row in told if (row.step_id, row.id) not in there if (made := self._point_off(row, old)))

    def _point_off(self, row: RejectedPainPoint, old: Sequence[RejectedPainPoint]) -> RejectedPainPoint | None:
        """Return a pain point that was taken off under the title that it has here, None where it is not known here."""
        if row in old:
            return row
        known = self.known
        titles = {**{each.id: each.title for each in old}, **known.pain_points}
        ids = tuple(name for name in row.observation_ids if name in known.evidence)
        if row.id not in titles or not ids:
            return None
        said = replace(row, title=titles[row.id], observation_ids=ids)
        return said if known.trusts_names else replace(said, by=known.who, at=known.now)


def _orders(item: HandOver) -> tuple[int, int]:
    return item.from_step, item.to_step


def taken_in(file: JourneyFile, before: Journey | None, known: Known) -> tuple[Journey, tuple[str, ...]]:
    """Return the journey with what a file says taken in, and what of the file was left out, a sentence each.

    Steps are the same when their identifiers are. What the file does not tell stays as it was. Evidence of a step or
    a hand-over that goes is in the tray then. Hand-overs, systems and gaps follow the steps; what people said of a
    hand-over stays with it.
    """
    taking = _Taking(file=file, before=before, known=known, left_out=list(file.unused))
    steps = taking.steps()
    hand_overs, resting = taking.hand_overs(steps)
    told = file.journey
    journey = Journey(
        id=before.id if before else told.id,
        title=told.title,
        actor=told.actor,
        status=before.status if before else told.status,
        steps=steps,
        hand_overs=hand_overs,
        resting=resting,
        tray=taking.tray(steps, hand_overs),
        suggested=taking.suggested(),
        rejected=taking.rejected(),
        rejected_pain_points=taking.rejected_pain_points(steps),
        form=told.form,
        as_is=told.as_is,
        version=before.version if before else 1,
        extras=told.extras if file.tells_extras or not before else before.extras,
    )
    return _with_what_follows(journey, file, before, is_whole=not taking.left_out), tuple(taking.left_out)


def _with_what_follows(journey: Journey, file: JourneyFile, before: Journey | None, *, is_whole: bool) -> Journey:
    """Return a journey with its systems and gaps: as they were or as told where that still holds, else made anew."""
    if before and (before.steps, before.hand_overs) == (journey.steps, journey.hand_overs):
        return replace(journey, systems=before.systems, gaps=before.gaps)
    if before is None and is_whole and (file.journey.systems or file.journey.gaps):
        return replace(journey, systems=file.journey.systems, gaps=file.journey.gaps)
    systems = systems_behind(journey.steps).items()
    return replace(
        journey,
        systems=tuple(SystemUse(name=name, steps=orders) for name, orders in systems),
        gaps=tuple(gaps_in_words(journey.steps, journey.hand_overs)),
    )
