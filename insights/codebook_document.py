"""Write the codebook as a page for people to read, ``docs/codebook.md``: ``python -m insights.codebook_document``."""

import argparse
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from domain.evidence import Level
from domain.insights import Codebook, Pattern
from insights.codebook import IDENTIFIER, load_codebook

PAGE = Path(__file__).parents[1] / "docs" / "codebook.md"
EXAMPLES_SHOWN = 4
_INTRODUCTION = """\
# Codebook

<!-- Made from insights/codebook.json by `python -m insights.codebook_document`. Change the codebook, not this page. -->

The {count} recurring difficulties that evidence is compared with, in {families} families. Each has a name, a
definition, when it applies and when not, and its near neighbours: the patterns it is mistaken for. The level says where
the difficulty bites: on a screen, in a service, between organisations, or in a rule; a few that bite as a rule sit
between organisations, too, because no single one of them can mend it. The severity is what is typical.

Every sentence here was written for the project and tells of nobody. Four examples of each pattern are shown, on
different subjects; all of them are in `insights/codebook.json`, with sentences that tell no difficulty, and others that
only sound as if they did."""


def document(codebook: Codebook) -> str:
    """Return the page: contents by family, then each pattern. The same codebook gives the same page."""
    families = tuple(dict.fromkeys(pattern.family for pattern in codebook.patterns))
    lines = [_INTRODUCTION.format(count=len(codebook.patterns), families=len(families)), "", "## Families", ""]
    for family in families:
        lines += [f"- **{family}**: " + ", ".join(_link(pattern) for pattern in _of(codebook, family))]
    for family in families:
        lines += ["", f"## {family}"]
        for pattern in _of(codebook, family):
            lines += _section(codebook, pattern)
    return "\n".join([*lines, *_retired(codebook), ""])


def _of(codebook: Codebook, family: str) -> list[Pattern]:
    return [pattern for pattern in codebook.patterns if pattern.family == family]


def _section(codebook: Codebook, pattern: Pattern) -> list[str]:
    named = IDENTIFIER.findall(pattern.not_when)
    others = [_linked(codebook, near) for near in pattern.near if near not in named]
    return [
        "",
        f"### {pattern.title}",
        "",
        f"{pattern.id}, level {pattern.level}{_between(pattern)}, severity {pattern.severity}",
        "",
        pattern.definition,
        "",
        f"- When it applies: {pattern.applies}",
        f"- {IDENTIFIER.sub(lambda found: _linked(codebook, found[0]), pattern.not_when)}",
        *([f"- Also near: {', '.join(others)}"] if others else []),
        "",
        "\n>\n".join(f"> {example.text} *({example.subject})*" for example in pattern.examples[:EXAMPLES_SHOWN]),
    ]


def _between(pattern: Pattern) -> str:
    return " between organisations" if pattern.sits_between and pattern.level is not Level.BETWEEN else ""


def _retired(codebook: Codebook) -> Iterator[str]:
    if codebook.retired:
        yield from ("", "## No longer used", "", "These identifiers are not used again.", "")
    for old in codebook.retired:
        yield f"- {old.id} became " + ", ".join(_linked(codebook, new) for new in old.became)


def _linked(codebook: Codebook, identifier: str) -> str:
    pattern = codebook.pattern(identifier)
    return _link(pattern) if pattern else identifier


def _link(pattern: Pattern) -> str:
    """Return a link to the pattern's heading, with the anchor that Markdown renderers give it."""
    anchor = re.sub(r"[^\w\- ]", "", pattern.title.lower()).replace(" ", "-")
    return f"[{pattern.title}](#{anchor})"


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the page; return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--output", type=Path, default=PAGE)
    options = parser.parse_args(arguments)
    options.output.write_text(document(load_codebook()), encoding="utf-8")
    sys.stdout.write(f"{options.output}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
