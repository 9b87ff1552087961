"""A journey as a GOV.UK step-by-step: its steps in order, how they stand to one another, and what stands in them."""

import json
from typing import Any

from domain.journey_files import STEP_BY_STEP
from domain.journeys import Extras, Journey, Step
from domain.step_contents import contents_of, contents_with


def step_by_step_document(journey: Journey) -> dict[str, Any]:
    """Return a journey as step-by-step JSON. What came in such a file goes out with it, as far as it still holds.

    It holds no evidence: links are touchpoints, paragraphs the note of a step.
    """
    kept = _kept(journey.extras)
    marking = {"marking": journey.marking.value} if journey.marking else {}
    return {"title": journey.title} | kept | marking | {"steps": [_step(step) for step in journey.steps]}


def _step(step: Step) -> dict[str, Any]:
    kept = _kept(step.extras)
    contents = kept.pop("contents", None)
    return {
        "title": step.step,
        "logic": step.branch.value if step.branch else None,
        "optional": step.optional,
        **({} if "order" not in kept else {"order": step.order}),
        **{key: value for key, value in kept.items() if key != "order"},
        "contents": contents_of(step.note, step.touchpoints)
        if contents is None
        else contents_with(contents, step.note, step.touchpoints),
    }


def _kept(extras: Extras) -> dict[str, Any]:
    found = {name: text for name, text in extras if name == STEP_BY_STEP}
    return dict(json.loads(found[STEP_BY_STEP])) if found else {}
