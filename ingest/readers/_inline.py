"""What stands inside one block of Markdown: its words, pictures and hidden comments."""

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ingest.readers._speakers import begins_turn
from ingest.readers._wording import is_label, tidy

if TYPE_CHECKING:
    from markdown_it.tree import SyntaxTreeNode

_BREAK = re.compile(r"<\s*/?\s*(?:br|p|div|li|tr)\b[^>]*>", re.IGNORECASE)
_LEFT_OVER_LINK = re.compile(r"!?\[([^\[\]]*)\]\s?\([^()\s]*(?:\s[^()]*)?\)")


@dataclass(kw_only=True)
class Inline:
    """The words of a block, with a line end where its author broke the line; the rest beside it.

    ``label`` is true when the block is nothing but emphasised words that read as a heading.
    """

    text: str = ""
    pictures: list[str] = field(default_factory=list)
    comments: int = 0
    label: bool = False


def inline_of(node: "SyntaxTreeNode | None") -> Inline:
    """Return what an ``inline`` node holds. Emphasis, links and code marks are unwrapped, their words kept."""
    found = Inline()
    if node is None:
        return found
    found.text = tidy(_LEFT_OVER_LINK.sub(r"\1", _words(node, found)))
    children = [
        child for child in node.children if (child.type != "softbreak" and child.content.strip()) or child.children
    ]
    found.label = len(children) == 1 and children[0].type == "strong" and is_label(found.text)
    return found


def _words(node: "SyntaxTreeNode", found: Inline) -> str:
    return "".join(_piece(child, index, node.children, found) for index, child in enumerate(node.children))


def _piece(child: "SyntaxTreeNode", index: int, siblings: "list[SyntaxTreeNode]", found: Inline) -> str:
    if child.type == "softbreak":
        return _soft_break(siblings[:index], siblings[index + 1 :])
    if child.type == "hardbreak":
        return "\n"
    if child.type == "image":
        found.pictures += [text for text in (tidy(child.content), tidy(str(child.attrs.get("title", "")))) if text]
        return ""
    if child.type == "html_inline":
        found.comments += child.content.startswith("<!--")
        return "\n" if _BREAK.match(child.content) else ""
    if child.children:
        return _words(child, found)
    return child.content


def _soft_break(before: "list[SyntaxTreeNode]", after: "list[SyntaxTreeNode]") -> str:
    """Keep a line end that its author meant: before a label or a speaker, between links, after a sentence's end."""
    if after and (after[0].type == "strong" or (before and before[-1].type == after[0].type == "link")):
        return "\n"
    if after and after[0].type == "text" and begins_turn(after[0].content):
        return "\n"
    ends = before[-1].content.rstrip() if before and before[-1].type == "text" else ""
    return "\n" if ends.endswith((".", "!", "?", ":", ";")) else " "
