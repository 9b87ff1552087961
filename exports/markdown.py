"""Text in Markdown files so that its characters stand as they are, on one line."""

import re

_SIGNS = re.compile(r"([\\`*_{}\[\]()#+\-.!|$:~<>&])")


def markdown_text(text: str) -> str:
    """Return text with every sign that Markdown or HTML might read escaped, on one line."""
    return _SIGNS.sub(r"\\\1", " ".join(text.split()))


def quoted(text: str) -> str:
    """Return text as a quotation of Markdown, line breaks kept as paragraphs within it."""
    lines = [markdown_text(line) for line in text.splitlines() if line.strip()]
    return "\n>\n".join(f"> {line}" for line in lines)
