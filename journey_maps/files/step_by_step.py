"""GOV.UK step-by-steps: journeys as they are published, read from any of the forms that they have had."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from domain.errors import InvalidRequest
from domain.journey_files import STEP_BY_STEP, JourneyFile
from domain.journeys import Branch, Extras, Journey, JourneyStatus, Step
from domain.step_contents import paragraphs_of, touchpoints_of
from domain.text import fold

MOST_STEPS = 1_000
_OWN_KEYS = frozenset({"title", "logic", "optional"})
_EXPECTED = (
    'Give {"title": ..., "steps": [{"title": ..., "logic": "and", "or" or null, "optional": ..., "contents": []}]}.'
)


def is_step_by_step(document: Any) -> bool:
    """Tell whether a JSON document is a step-by-step in one of its forms."""
    if not isinstance(document, dict):
        return False
    if isinstance(document.get("details"), dict) and "step_by_step_nav" in document["details"]:
        return True
    steps = document.get("steps")
    titled = isinstance(steps, list) and steps and all(isinstance(step, dict) and "title" in step for step in steps)
    return isinstance(document.get("tasklist"), dict) or "step_by_step_nav" in document or bool(titled)


def read_step_by_step(document: Mapping[str, Any], name: str) -> JourneyFile:
    """Return the journey that a step-by-step tells: its steps with how they stand to one another, none with evidence.

    Links become touchpoints and paragraphs the note. Whatever else it says, and the contents as they stand, is kept, so
    that it goes out as it came. Raises InvalidRequest, with the step, for what is no step-by-step.
    """
    title, steps, kept = _parts(document, name)
    if not isinstance(steps, list) or not 0 < len(steps) <= MOST_STEPS:
        raise InvalidRequest(f"'{name}' has no list of 1 to {MOST_STEPS:,} steps.", where="steps", remedy=_EXPECTED)
    made = [_step(step, number, name) for number, step in enumerate(steps, start=1)]
    _check_named_once(made)
    journey = Journey(
        id="",
        title=fold(title),
        actor="",
        status=JourneyStatus.DRAFT,
        steps=tuple(made),
        extras=_kept(kept),
    )
    return JourneyFile(
        journey=journey,
        tells_extras=True,
        places={step.id: f"step {step.order}" for step in made},
        written=frozenset(step.id for step in made),
    )


def _parts(document: Mapping[str, Any], name: str) -> tuple[str, Any, dict[str, Any]]:
    """Return title, steps and what stands beside them, of any form."""
    details = document.get("details")
    nav = details.get("step_by_step_nav") if isinstance(details, dict) else document.get("step_by_step_nav")
    if isinstance(nav, dict):
        beside = {key: value for key, value in document.items() if key not in ("details", "step_by_step_nav", "title")}
        inner = {key: value for key, value in nav.items() if key not in ("title", "steps")}
        other = {key: value for key, value in (details or {}).items() if key != "step_by_step_nav"}
        return _title(nav.get("title") or document.get("title"), name), nav.get("steps"), beside | other | inner
    if isinstance(tasklist := document.get("tasklist"), dict):
        groups = tasklist.get("groups", tasklist.get("steps"))
        kept = {key: value for key, value in document.items() if key not in ("title", "tasklist")}
        return _title(document.get("title"), name), list(_flat(groups)), kept
    kept = {key: value for key, value in document.items() if key not in ("title", "journey", "steps")}
    return _title(document.get("title", document.get("journey")), name), document.get("steps"), kept


def _title(title: Any, name: str) -> str:
    if not isinstance(title, str) or not title.strip():
        raise InvalidRequest(f"'{name}' has no title.", where="title", remedy=_EXPECTED)
    return title


def _flat(groups: Any) -> Iterator[Any]:
    """Yield the steps of groups: those after the first of a group are done as well, unless they say otherwise."""
    for group in groups if isinstance(groups, list) else ():
        for nth, step in enumerate(group if isinstance(group, list) else [group]):
            yield {"logic": "and", **step} if nth and isinstance(step, dict) else step


def _step(said: Any, number: int, name: str) -> Step:
    where = f"step {number}"
    if not isinstance(said, dict) or not isinstance(said.get("title"), str) or not said["title"].strip():
        raise InvalidRequest(f"'{name}' has a step without a title.", where=where, remedy=_EXPECTED)
    logic, optional = said.get("logic"), said.get("optional") or False
    if logic not in ("and", "or", None, ""):
        raise InvalidRequest(
            f"The logic of a step is '{str(logic)[:20]}'.", where=where, remedy='Write "and", "or" or null.'
        )
    if not isinstance(optional, bool):
        raise InvalidRequest("Whether a step is optional is not told.", where=where, remedy="Write true or false.")
    contents = said["contents"] if "contents" in said else _gathered(said)
    if not isinstance(contents, list):
        raise InvalidRequest("The contents of a step are no list.", where=f"{where}, contents", remedy=_EXPECTED)
    rest = {key: value for key, value in said.items() if key not in _OWN_KEYS | {"contents", "notes", "items"}}
    return Step(
        order=number,
        stage="",
        step=fold(said["title"]),
        branch=Branch(logic) if logic else None,
        optional=optional,
        touchpoints=touchpoints_of(contents),
        note="\n\n".join(paragraphs_of(contents)),
        extras=_kept({**rest, "contents": contents}),
    )


def _gathered(said: Mapping[str, Any]) -> list[Any]:
    """Return the contents of a step whose paragraphs and links stand apart, as notes and items."""
    notes, items = said.get("notes") or [], said.get("items") or []
    paragraphs: list[Any] = [{"type": "paragraph", "text": note} for note in notes]
    return [*paragraphs, *([{"type": "list", "contents": items}] if items else [])]


def _kept(values: Mapping[str, Any]) -> Extras:
    return ((STEP_BY_STEP, json.dumps(values, ensure_ascii=False)),) if values else ()


def _check_named_once(steps: list[Step]) -> None:
    seen: dict[str, int] = {}
    for step in steps:
        if (first := seen.setdefault(step.step.casefold(), step.order)) != step.order:
            raise InvalidRequest(
                f"The step '{step.step[:60]}' is named twice.",
                where=f"steps {first} and {step.order}",
                remedy="Say what is different about the second, or take it out.",
            )
