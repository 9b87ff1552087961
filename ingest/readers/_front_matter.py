"""The block of facts that may stand at the top of a Markdown file."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

_BLOCK = re.compile(r"\A\s*---[ \t]*\n(.*?\n)?(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_LINE = re.compile(r"(?m)^([A-Za-z_][\w -]*):[ \t]*(.*)$")


def front_matter(text: str) -> tuple[dict[str, Any], str]:
    """Return the facts at the top and the text with their lines left empty, so that line numbers stay.

    A block that is no valid YAML is read line by line as far as it goes; no block: no facts.
    """
    match = _BLOCK.match(text)
    if not match:
        return {}, text
    return _facts(match[1] or ""), "\n" * match[0].count("\n") + text[match.end() :]


def line_of(text: str, key: str) -> int:
    """Return the number of the first line that begins with the key, from 1; 1 when none does."""
    match = re.search(rf"(?m)^[ \t-]*{re.escape(key)}[ \t]*:", text)
    return text.count("\n", 0, match.start()) + 1 if match else 1


def leaves(value: Any, key: str = "", told: set[int] | None = None) -> Iterator[tuple[str, str]]:
    """Yield every (key, text) in nested facts, in order; numbers, dates and truth values are no text.

    ``told`` are the groups that were looked into: what is written once is told once, however often it is referred to,
    so that references to references cannot multiply without end.
    """
    told = set() if told is None else told
    if isinstance(value, dict | list):
        if id(value) in told:
            return
        told.add(id(value))
        inside = value.items() if isinstance(value, dict) else ((key, inner) for inner in value)
        for name, inner in inside:
            yield from leaves(inner, str(name), told)
    elif isinstance(value, str) and value.strip():
        yield key, value


def _facts(block: str) -> dict[str, Any]:
    import yaml

    try:
        loaded = yaml.load(block, Loader=_loader())
    except yaml.YAMLError:
        return {match[1]: match[2].strip().strip("\"'") for match in _LINE.finditer(block)}
    return {str(key): value for key, value in loaded.items()} if isinstance(loaded, dict) else {}


@cache
def _loader() -> Any:
    """Return a safe loader that leaves dates as they were written: 2025-16-10 must reach the person who wrote it."""
    import yaml

    fastest: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

    class TextLoader(fastest):  # type: ignore[misc]  # one of two classes of the same shape
        """Reads no date and no sexagesimal number, and merges no groups into others: merged ones can multiply."""

    TextLoader.yaml_implicit_resolvers = {
        first: [(tag, pattern) for tag, pattern in resolvers if tag in _PLAIN_TAGS]
        for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }
    return TextLoader


_PLAIN_TAGS = frozenset({"tag:yaml.org,2002:null", "tag:yaml.org,2002:bool"})
