"""Template code in Markdown (Nunjucks, Liquid): the words inside its calls, without the code around them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

NOT_WORDS = frozenset(
    {
        "src",
        "href",
        "file",
        "img",
        "image",
        "path",
        "url",
        "link",
        "id",
        "name",
        "class",
        "classes",
        "type",
        "size",
        "layout",
        "permalink",
        "slug",
        "width",
        "height",
        "tags",
        "tag",
        "template",
        "theme",
        "icon",
        "colour",
        "color",
        "parent",
        "key",
        "order",
        "eleventynavigation",
        "opengraphimage",
        "epic",
        "rel",
        "target",
        "lang",
    }
)
"""Names of values that are code, addresses or labels for machines."""

_OPEN = re.compile(r"\{[{%#]")
_CLOSE = {"{{": "}}", "{%": "%}", "{#": "#}"}
_STRING = re.compile(r"\"((?:[^\"\\]|\\.)*)\"|'((?:[^'\\]|\\.)*)'", re.DOTALL)
_KEY = re.compile(r"([A-Za-z_]\w*)[\"']?\s*[:=]\s*$")
_MARK = re.compile("\ue000(\\d+)\ue001")


@dataclass(frozen=True, kw_only=True, slots=True)
class QuotedValue:
    """One string in a template call: the name it was given, its text, and the line it begins on."""

    key: str
    text: str
    line: int


def without_templates(text: str) -> tuple[str, list[list[QuotedValue]]]:
    """Return text with each call replaced by a mark, and the values each mark stands for; line numbers stay.

    Code that holds no words leaves nothing. An opening brace that is never closed is text.
    """
    pieces: list[str] = []
    calls: list[list[QuotedValue]] = []
    at = 0
    while match := _OPEN.search(text, at):
        end = _end(text, match)
        if end is None:
            pieces.append(text[at : match.end()])
            at = match.end()
            continue
        values = list(_values(text, match.end(), end)) if match[0] == "{{" else []
        pieces += [
            text[at : match.start()],
            _mark(len(calls)) if values else "",
            "\n" * text.count("\n", match.start(), end),
        ]
        calls += [values] if values else []
        at = end
    return "".join([*pieces, text[at:]]), calls


def split_at_marks(text: str) -> Iterator[str | int]:
    """Yield the texts between marks and the number of the call each mark stands for, in order."""
    for index, piece in enumerate(_MARK.split(text)):
        if index % 2:
            yield int(piece)
        elif piece.strip():
            yield piece


def _mark(number: int) -> str:
    return f"\ue000{number}\ue001"


def _end(text: str, opening: re.Match[str]) -> int | None:
    """Return where the code that opens here ends; braces inside its strings do not close it."""
    close = _CLOSE[opening[0]]
    plain = text.find(close, opening.end())
    if plain < 0:
        return None
    at = opening.end()
    while opening[0] == "{{" and at < len(text):
        if text.startswith(close, at):
            return at + 2
        string = _STRING.match(text, at) if text[at] in "\"'" else None
        at = string.end() if string else at + 1
    return plain + 2


def _values(text: str, start: int, end: int) -> Iterator[QuotedValue]:
    for match in _STRING.finditer(text, start, end):
        key = _KEY.search(text, max(start, match.start() - 60), match.start())
        if key is None or key[1].lower() in NOT_WORDS:
            continue
        words = re.sub(r"\\(.)", lambda found: "\n" if found[1] == "n" else found[1], match[1] or match[2] or "")
        if words.strip():
            yield QuotedValue(key=key[1].lower(), text=words, line=text.count("\n", 0, match.start()) + 1)
