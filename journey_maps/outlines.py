"""Steps as a person names them: reading them from a file, and the texts by which evidence is looked up for them."""

import json
from collections.abc import Sequence
from dataclasses import fields, replace
from typing import Any

from domain.errors import InvalidRequest
from domain.journeys import Step, StepOutline

MAX_STEPS = 200
MAX_STEP_LENGTH = 300
_NAMING = frozenset({"order", "stage", "step"})
_EXPECTED = "Give a JSON list of {order, stage, step}, or plain text with a step a line ('Stage: step' if you like)."


def read_steps(content: str | bytes, name: str) -> list[StepOutline]:
    """Return the steps that a file lists, by order.

    ``content`` is a JSON list of ``{"order", "stage", "step"}`` (or a document with such a list as "steps"), or plain
    text, a step a line, with its stage and a colon before it where there is one. Order counts from 1 where it is
    not said. Raises InvalidRequest, with the line or entry, for anything that is neither.
    """
    text = _decoded(content, name).strip()
    if not text:
        raise InvalidRequest(f"'{name}' lists no steps.", where=name, remedy=_EXPECTED)
    steps = _from_json(text, name) if text[0] in "[{" else _from_lines(text)
    check_number(steps, name)
    return _in_order(steps, name)


def check_number(steps: Sequence[object], name: str) -> None:
    """Raise InvalidRequest for more steps than a map holds."""
    if len(steps) > MAX_STEPS:
        raise InvalidRequest(
            f"'{name}' lists {len(steps)} steps; a journey map holds at most {MAX_STEPS}.",
            where=name,
            remedy="Split it into several journeys.",
        )


def outline_of_step(step: Step) -> StepOutline:
    """Return what a file says of a step as what a person said of it."""
    return StepOutline(**{field.name: getattr(step, field.name) for field in fields(StepOutline)})


def as_said(step: Step, outline: StepOutline) -> Step:
    """Return a step with what a person said of it beyond its name in place of what it says so far."""
    said = {each.name: getattr(outline, each.name) for each in fields(outline) if each.name not in _NAMING}
    defaults = {each.name: each.default for each in fields(outline)}
    return replace(step, **{name: value for name, value in said.items() if value != defaults[name]})


def step_queries(title: str, outlines: Sequence[StepOutline]) -> list[str]:
    """Return, a step each, the text to embed for it: the step first, then its stage and the journey for context."""
    return [
        f"{outline.step}. {outline.stage} ({title})" if outline.stage else f"{outline.step} ({title})"
        for outline in outlines
    ]


def _decoded(content: str | bytes, name: str) -> str:
    if isinstance(content, str):
        return content.removeprefix("\ufeff")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InvalidRequest(
            f"'{name}' is not text in UTF-8.", where=f"byte {error.start + 1}", remedy="Save it as UTF-8 text or JSON."
        ) from error


def _from_json(text: str, name: str) -> list[StepOutline]:
    try:
        document = json.loads(text)
    except (ValueError, RecursionError) as error:
        where = f"line {error.lineno}" if isinstance(error, json.JSONDecodeError) else name
        raise InvalidRequest(f"'{name}' is not valid JSON.", where=where, remedy=_EXPECTED) from error
    entries = document.get("steps") if isinstance(document, dict) else document
    if not isinstance(entries, list) or not entries:
        raise InvalidRequest(f"'{name}' has no list of steps.", where=name, remedy=_EXPECTED)
    return [_from_entry(entry, number, name) for number, entry in enumerate(entries, start=1)]


def _from_entry(entry: Any, number: int, name: str) -> StepOutline:
    where = f"entry {number}"
    if isinstance(entry, str):
        entry = {"step": entry}
    if not isinstance(entry, dict):
        raise InvalidRequest(f"'{name}' has an entry that is no step.", where=where, remedy=_EXPECTED)
    order, stage, step = entry.get("order", number), entry.get("stage") or "", entry.get("step", entry.get("title"))
    if isinstance(order, bool) or not isinstance(order, int) or order < 1:
        raise InvalidRequest(
            "A step's order is not a whole number from 1.", where=where, remedy="Number the steps 1, 2, 3."
        )
    if not isinstance(step, str) or not isinstance(stage, str):
        raise InvalidRequest("A step's name or stage is missing or is not text.", where=where, remedy=_EXPECTED)
    return _outline(order, stage, step, where)


def _from_lines(text: str) -> list[StepOutline]:
    steps: list[StepOutline] = []
    for number, line in enumerate(text.splitlines(), start=1):
        words = line.strip().lstrip("-*•").strip()
        if not words:
            continue
        stage, colon, step = words.partition(":")
        if not colon:
            stage, step = (steps[-1].stage if steps else ""), words
        steps.append(_outline(len(steps) + 1, stage, step, f"line {number}"))
    return steps


def _outline(order: int, stage: str, step: str, where: str) -> StepOutline:
    stage, step = " ".join(stage.split()), " ".join(step.split())
    if not step:
        raise InvalidRequest("A step has no name.", where=where, remedy="Say what is done, or remove the entry.")
    if max(len(step), len(stage)) > MAX_STEP_LENGTH:
        raise InvalidRequest(
            f"A step's name or stage is longer than {MAX_STEP_LENGTH} characters.",
            where=where,
            remedy="Name what is done in a few words; details belong in the evidence.",
        )
    return StepOutline(order=order, stage=stage, step=step)


def _in_order(steps: list[StepOutline], name: str) -> list[StepOutline]:
    seen: dict[int, int] = {}
    for number, step in enumerate(steps, start=1):
        if step.order in seen:
            raise InvalidRequest(
                f"'{name}' gives two steps the order {step.order}.",
                where=f"entries {seen[step.order]} and {number}",
                remedy="Give each step an order of its own.",
            )
        seen[step.order] = number
    return sorted(steps, key=lambda step: step.order)
