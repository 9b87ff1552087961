"""What stands within a step of a step-by-step: paragraphs, and lists of links; as text for people, and back.

Contents are JSON values as GOV.UK publishes them: ``{"type": "paragraph", "text"}``, and ``{"type": "list", "contents":
[{"text", "href", "context"}]}``. Other sorts are kept and shown by the texts and links in them.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Any

_LINKED = re.compile(r"(.+) \(((?:https?://|/)\S*)\)")


def touchpoints_of(contents: Sequence[Any]) -> tuple[str, ...]:
    """Return what the lists hold, each once: its text, its context after a comma, and its link in brackets."""
    return tuple(dict.fromkeys(filter(None, (touchpoint_of(item) for item in _items(contents)))))


def touchpoint_of(item: Any) -> str:
    """Return one entry of a list as text, empty where it has none."""
    if isinstance(item, str):
        return " ".join(item.split())
    said = [" ".join(str(item[key]).split()) for key in ("text", "context") if item.get(key)]
    words = ", ".join(said)
    href = item.get("href")
    return f"{words} ({href})" if href and words else words or str(href or "")


def paragraphs_of(contents: Sequence[Any]) -> list[str]:
    """Return the paragraphs, in order."""
    return [
        " ".join(part["text"].split())
        for part in contents
        if isinstance(part, dict) and isinstance(part.get("text"), str) and not isinstance(part.get("contents"), list)
    ]


def contents_of(note: str, touchpoints: Sequence[str]) -> list[Any]:
    """Return contents that say a note and touchpoints: a paragraph each of its paragraphs, then one list."""
    paragraphs: list[Any] = [{"type": "paragraph", "text": text} for text in _split(note)]
    items = [_item(text) for text in touchpoints]
    return [*paragraphs, *([{"type": "list", "contents": items}] if items else [])]


def contents_with(contents: Sequence[Any], note: str, touchpoints: Sequence[str]) -> list[Any]:
    """Return contents as they stand, but for what people changed since: they say this note and these touchpoints.

    What stands there still keeps its place and form; what is new stands at the end.
    """
    if list(touchpoints) == list(touchpoints_of(contents)) and _split(note) == paragraphs_of(contents):
        return list(contents)
    notes, wanted = _split(note), set(touchpoints)
    kept: list[Any] = []
    for part in contents:
        if isinstance(part, dict) and isinstance(part.get("contents"), list):
            items = [item for item in part["contents"] if touchpoint_of(item) in wanted]
            kept += [part | {"contents": items}] if items else []
        elif not paragraphs_of([part]) or paragraphs_of([part])[0] in notes:
            kept.append(part)
    fresh_notes = [text for text in notes if text not in paragraphs_of(contents)]
    there = set(touchpoints_of(contents))
    return [*kept, *contents_of("\n\n".join(fresh_notes), [text for text in touchpoints if text not in there])]


def _items(contents: Sequence[Any]) -> Iterator[Any]:
    for part in contents:
        if isinstance(part, dict) and isinstance(part.get("contents"), list):
            for item in part["contents"]:
                if isinstance(item, dict) and isinstance(item.get("contents"), list):
                    yield from _items([item])
                elif isinstance(item, str | dict):
                    yield item


def _split(note: str) -> list[str]:
    return [" ".join(text.split()) for text in re.split(r"\n\s*\n", note) if text.strip()]


def _item(text: str) -> dict[str, str]:
    found = _LINKED.fullmatch(text)
    return {"text": found[1], "href": found[2]} if found else {"text": text}
