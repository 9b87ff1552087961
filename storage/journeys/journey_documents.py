"""A journey as the document that is stored: identifiers and scores of evidence in place of its words."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeAlias

from domain.catalogue import name_key
from domain.evidence import Evidence, Standing, Subject
from domain.hand_overs import Gap, HandOver, HandOverKind, How, Passes, seems_proposed
from domain.journey_files import Sides
from domain.journeys import (
    Branch,
    Channel,
    Extras,
    Journey,
    JourneyForm,
    JourneyStatus,
    RejectedPainPoint,
    Step,
    StepBasis,
    StepPainPoint,
    SuggestedStep,
    SystemUse,
)
from domain.placed_evidence import PlacedEvidence, RejectedEvidence
from storage.observations.rows import Values


def document_of(journey: Journey) -> Values:
    """Return the document that keeps a journey, but for its identifier, title and status."""
    return {
        "actor": journey.actor,
        "steps": [_step_values(step) for step in journey.steps],
        "hand_overs": [_hand_over_values(item) for item in journey.hand_overs],
        "systems": [[system.name, list(system.steps)] for system in journey.systems],
        "gaps": list(journey.gaps),
        "tray": _placed_values(journey.tray),
        "suggested": [_suggested_values(item) for item in journey.suggested],
        "rejected": [_rejected_values(item) for item in journey.rejected],
        **_rejected_points(journey),
        **({"resting": [_hand_over_values(item) for item in journey.resting]} if journey.resting else {}),
        "form": journey.form.value,
        "as_is": journey.as_is,
        "extras": [list(pair) for pair in journey.extras],
    }


def _rejected_values(item: RejectedEvidence) -> list[Any]:
    at_hand_over = [] if item.to_step_id is None else [item.to_step_id, item.hand_over_id]
    return [item.observation_id, item.step_id, item.by, item.at, *at_hand_over]


def _rejected_points(journey: Journey) -> Values:
    """Return what was taken off of pain points; nothing where none was, as in documents of before."""
    rows = [
        [row.id, row.title, list(row.observation_ids), row.step_id, row.by, row.at]
        for row in journey.rejected_pain_points
    ]
    return {"rejected_pain_points": rows} if rows else {}


def _point_values(point: StepPainPoint) -> list[Any]:
    kept = [point.accepted_by, point.accepted_at] if point.accepted_by else []
    return [point.id, point.title, list(point.observation_ids), *kept]


def _placed_values(placed: Iterable[PlacedEvidence]) -> list[list[Any]]:
    return [[item.evidence.id, item.score, item.reason, item.accepted_by, item.accepted_at] for item in placed]


def _suggested_values(item: SuggestedStep) -> Values:
    return {
        "step": item.step,
        "stage": item.stage,
        "after": item.after,
        "reason": item.reason,
        "evidence": _placed_values(item.evidence),
    }


def _step_values(step: Step) -> Values:
    return {
        "order": step.order,
        "stage": step.stage,
        "step": step.step,
        "organisation": step.organisation,
        "service": step.service,
        "systems": list(step.systems),
        "channel": step.channel.value,
        "owner": step.owner,
        "id": step.id,
        "actor": step.actor,
        "touchpoints": list(step.touchpoints),
        "standing": step.standing.value,
        "branch": step.branch.value if step.branch else None,
        "optional": step.optional,
        "wait_days": step.wait_days,
        "sub_journey": step.sub_journey,
        "note": step.note,
        "extras": [list(pair) for pair in step.extras],
        "evidence": _placed_values(step.evidence),
        "pain_points": [_point_values(point) for point in step.pain_points],
    }


def _hand_over_values(item: HandOver) -> Values:
    return {
        "from_step": item.from_step,
        "to_step": item.to_step,
        "giver": item.giver,
        "taker": item.taker,
        "kind": item.kind.value,
        "passes": item.passes.value,
        "how": item.how.value,
        "legal_basis": item.legal_basis,
        "controller": item.controller,
        "identifier": item.identifier,
        "gap": item.gap.value if item.gap else None,
        "trouble": item.trouble,
        "giver_owner": item.giver_owner,
        "taker_owner": item.taker_owner,
        "id": item.id,
        "is_proposed": item.is_proposed,
        "evidence": _placed_values(item.evidence),
    }


def evidence_ids(document: Mapping[str, Any]) -> list[str]:
    """Return every observation that a journey names, those of its pain points, its tray and what was rejected too."""
    names: dict[str, None] = {}
    for pairs in evidence_lists(document):
        names.update(dict.fromkeys(pair[0] for pair in pairs))
    for step in document["steps"]:
        for _, _, identifiers, *_ in step["pain_points"]:
            names.update(dict.fromkeys(identifiers))
    for _, _, identifiers, *_ in document.get("rejected_pain_points", ()):
        names.update(dict.fromkeys(identifiers))
    names.update(dict.fromkeys(row[0] for row in document.get("rejected", ())))
    return list(names)


def evidence_lists(document: Mapping[str, Any]) -> list[list[list[Any]]]:
    """Return the lists of placed evidence of a document: of steps, hand-overs, suggested steps and the tray."""
    passing = (*document["hand_overs"], *document.get("resting", ()))
    holders = (*document["steps"], *passing, *document.get("suggested", ()))
    return [*(holder["evidence"] for holder in holders), document.get("tray", [])]


Names: TypeAlias = Mapping[Subject, Mapping[str, str]]
"""Today's names of organisations, services and systems, by name key."""


def journey_from(
    identifier: str,
    title: str,
    status: JourneyStatus,
    document: Values,
    found: Mapping[str, Evidence],
    names: Names,
    *,
    version: int = 1,
) -> Journey:
    """Return the journey of a document, under today's names; what it places that is not in ``found`` is left out.

    A step left without evidence becomes an assumption; a pain point left without any is dropped from its step. Where
    two organisations have become one, what lay between them is no hand-over any more.
    """
    document = _today(document, names)
    return Journey(
        id=identifier,
        title=title,
        actor=document["actor"],
        status=status,
        steps=tuple(_step(values, found) for values in document["steps"]),
        hand_overs=tuple(_hand_over(values, found) for values in document["hand_overs"]),
        systems=tuple(SystemUse(name=name, steps=tuple(steps)) for name, steps in document["systems"]),
        gaps=tuple(document["gaps"]),
        tray=_placed(document.get("tray", ()), found),
        suggested=tuple(_suggested(document.get("suggested", ()), found)),
        rejected=tuple(_rejected(document.get("rejected", ()), found)),
        form=JourneyForm(document.get("form", JourneyForm.AS_IS)),
        as_is=document.get("as_is"),
        extras=_extras(document),
        resting=tuple(_hand_over(values, found) for values in document.get("resting", ())),
        rejected_pain_points=tuple(_points_off(document.get("rejected_pain_points", ()), found)),
        version=version,
    )


def _today(document: Values, names: Names) -> Values:
    def now(subject: Subject, name: str | None) -> str | None:
        return name and names[subject].get(name_key(name), name)

    def now_all(found: Iterable[str]) -> list[str]:
        return list(dict.fromkeys(names[Subject.SYSTEM].get(name_key(name), name) for name in found))

    def step_now(step: Values) -> Values:
        return step | {
            "organisation": now(Subject.ORGANISATION, step["organisation"]),
            "service": now(Subject.SERVICE, step["service"]),
            "systems": now_all(step["systems"]),
        }

    def hand_over_now(item: Values) -> Values:
        subject = Subject(item["kind"])
        return item | {"giver": now(subject, item["giver"]), "taker": now(subject, item["taker"])}

    systems: dict[str, set[int]] = {}
    for name, steps in document["systems"]:
        systems.setdefault(now_all([name])[0], set()).update(steps)
    hand_overs = [hand_over_now(item) for item in document["hand_overs"]]
    return document | {
        "steps": [step_now(step) for step in document["steps"]],
        "hand_overs": [item for item in hand_overs if item["giver"] != item["taker"]],
        **({"resting": [hand_over_now(item) for item in document["resting"]]} if "resting" in document else {}),
        "systems": [[name, sorted(steps)] for name, steps in systems.items()],
    }


def _placed(values: Sequence[Sequence[Any]], found: Mapping[str, Evidence]) -> tuple[PlacedEvidence, ...]:
    """Return what is placed; documents of before there were reasons hold only an identifier and a score."""
    return tuple(
        PlacedEvidence(
            evidence=found[identifier],
            score=score,
            reason=said[0] if said else "",
            accepted_by=said[1] if said else None,
            accepted_at=said[2] if said else None,
        )
        for identifier, score, *said in values
        if identifier in found
    )


def _suggested(values: Iterable[Values], found: Mapping[str, Evidence]) -> list[SuggestedStep]:
    """Return suggested steps; one without evidence in sight is suggested no more."""
    made = [
        SuggestedStep(
            step=item["step"],
            stage=item["stage"],
            after=item["after"],
            evidence=_placed(item["evidence"], found),
            reason=item["reason"],
        )
        for item in values
    ]
    return [item for item in made if item.evidence]


def _rejected(values: Iterable[Sequence[str]], found: Mapping[str, Evidence]) -> list[RejectedEvidence]:
    """Return what was taken off; a row of four is of a step, one of six of a hand-over."""
    return [
        RejectedEvidence(
            observation_id=identifier,
            step_id=step,
            by=by,
            at=at,
            to_step_id=sides[0] if sides else None,
            hand_over_id=sides[1] if sides else "",
        )
        for identifier, step, by, at, *sides in values
        if identifier in found
    ]


def _points_off(values: Iterable[Sequence[Any]], found: Mapping[str, Evidence]) -> list[RejectedPainPoint]:
    """Return pain points that were taken off, of which evidence is in sight, or is not known any more."""
    rows = [
        (row, RejectedPainPoint(
            id=row[0], title=row[1], observation_ids=tuple(name for name in row[2] if name in found),
            step_id=row[3], by=row[4], at=row[5],
        ))
        for row in values
    ]  # fmt: skip
    return [made for row, made in rows if made.observation_ids or not row[2]]


def _step(values: Values, found: Mapping[str, Evidence]) -> Step:
    evidence = _placed(values["evidence"], found)
    return Step(
        order=values["order"],
        stage=values["stage"],
        step=values["step"],
        organisation=values["organisation"],
        service=values["service"],
        systems=tuple(values["systems"]),
        channel=Channel(values["channel"]),
        owner=values["owner"],
        id=values.get("id", ""),
        actor=values.get("actor"),
        touchpoints=tuple(values.get("touchpoints", ())),
        standing=Standing(values.get("standing", Standing.UNKNOWN)),
        branch=Branch(values["branch"]) if values.get("branch") else None,
        optional=values.get("optional", False),
        wait_days=values.get("wait_days"),
        sub_journey=values.get("sub_journey"),
        note=values.get("note", ""),
        extras=_extras(values),
        basis=StepBasis.EVIDENCE if evidence else StepBasis.ASSUMPTION,
        evidence=evidence,
        pain_points=tuple(_pain_points(values["pain_points"], found)),
    )


def _extras(values: Values) -> Extras:
    return tuple((name, text) for name, text in values.get("extras", ()))


def _pain_points(values: Sequence[Sequence[Any]], found: Mapping[str, Evidence]) -> list[StepPainPoint]:
    points = [
        StepPainPoint(
            id=identifier,
            title=title,
            observation_ids=tuple(item for item in ids if item in found),
            accepted_by=kept[0] if kept else None,
            accepted_at=kept[1] if kept else None,
        )
        for identifier, title, ids, *kept in values
    ]
    return [point for point in points if point.observation_ids]


def _hand_over(values: Values, found: Mapping[str, Evidence]) -> HandOver:
    item = HandOver(
        from_step=values["from_step"],
        to_step=values["to_step"],
        giver=values["giver"],
        taker=values["taker"],
        kind=HandOverKind(values["kind"]),
        passes=Passes(values["passes"]),
        how=How(values["how"]),
        legal_basis=values["legal_basis"],
        controller=values["controller"],
        identifier=values["identifier"],
        gap=Gap(values["gap"]) if values["gap"] else None,
        trouble=values.get("trouble", ""),
        giver_owner=values.get("giver_owner"),
        taker_owner=values.get("taker_owner"),
        id=values.get("id", ""),
        evidence=_placed(values["evidence"], found),
    )
    return replace(item, is_proposed=values.get("is_proposed", seems_proposed(item)))


def with_hidden(document: Values, earlier: Values, hidden: frozenset[str]) -> Values:
    """Return a document with what an earlier one placed and its editor could not see, where the place is still there.

    Steps are the same when their identifiers are, hand-overs when the steps on both sides and their own are.
    """
    kept_steps = {step_key(step): step for step in earlier["steps"]}
    kept_hand_overs = {sides_of(earlier, item): item for item in earlier["hand_overs"]}
    steps = []
    for step in document["steps"]:
        before = kept_steps.get(step_key(step))
        steps.append(_step_with_hidden(step, before, hidden) if before else step)
    hand_overs = []
    for item in document["hand_overs"]:
        before = kept_hand_overs.get(sides_of(document, item))
        evidence = item["evidence"] + _hidden_pairs(before, hidden) if before else item["evidence"]
        hand_overs.append(item | {"evidence": evidence})
    unseen = [item for item in earlier.get("suggested", ()) if any(pair[0] in hidden for pair in item["evidence"])]
    points_off = _points_off_with_hidden(document, earlier, hidden)
    return document | {
        **({"rejected_pain_points": points_off} if points_off else {}),
        "steps": steps,
        "hand_overs": hand_overs,
        "tray": document["tray"] + [pair for pair in earlier.get("tray", ()) if pair[0] in hidden],
        "rejected": document["rejected"] + [row for row in earlier.get("rejected", ()) if row[0] in hidden],
        "suggested": document["suggested"] + unseen,
    }


def step_key(step: Values) -> str:
    """Return the identifier of a step; in documents from before steps had one, that of its order."""
    return str(step.get("id") or f"s{step['order']}")


def sides_of(document: Values, hand_over: Values) -> Sides:
    """Return the identifiers of a hand-over's steps, empty for one that is not there, and its own."""
    names = {step["order"]: step_key(step) for step in document["steps"]}
    return names.get(hand_over["from_step"], ""), names.get(hand_over["to_step"], ""), hand_over.get("id", "")


def _hidden_pairs(part: Values, hidden: frozenset[str]) -> list[list[Any]]:
    return [pair for pair in part["evidence"] if pair[0] in hidden]


def _step_with_hidden(step: Values, before: Values, hidden: frozenset[str]) -> Values:
    points = {identifier: (title, [*ids], kept) for identifier, title, ids, *kept in step["pain_points"]}
    for identifier, title, ids, *kept in before["pain_points"]:
        unseen = [item for item in ids if item in hidden]
        if identifier in points:
            now, shown, said = points[identifier]
            # Who saw nothing of it could not know that it was kept.
            points[identifier] = (now, [*shown, *unseen], said or (kept if len(unseen) == len(ids) else []))
        elif len(unseen) == len(ids):
            # The editor never saw this one; one they saw in part and took away stays away.
            points[identifier] = (title, unseen, kept)
    return step | {
        "evidence": step["evidence"] + _hidden_pairs(before, hidden),
        "pain_points": [[identifier, title, ids, *kept] for identifier, (title, ids, kept) in points.items()],
    }


def _points_off_with_hidden(document: Values, earlier: Values, hidden: frozenset[str]) -> list[list[Any]]:
    """Return the pain points that were taken off, with those of which the editor saw nothing or only a part."""
    rows = {(row[0], row[3]): [*row] for row in document.get("rejected_pain_points", ())}
    for row in earlier.get("rejected_pain_points", ()):
        unseen = [item for item in row[2] if item in hidden]
        if (known := rows.get((row[0], row[3]))) is not None:
            known[2] = [*known[2], *unseen]
        elif unseen and len(unseen) == len(row[2]):
            rows[row[0], row[3]] = [*row]
    return list(rows.values())
