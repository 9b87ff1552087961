"""What is known as Markdown, and as plain text to paste: every quotation with its source and its marking."""

import re
from collections.abc import Iterator

from domain.known import WhatIsKnown
from domain.wording import quoted
from exports.answer_brief import OPEN_SOURCE, TITLE, AnswerBrief, Part, about, beside, quotation_source, voices

_MARKDOWN = re.compile(r"([\\`*_{}\[\]()#+!|~<>&])")
_AT_THE_START = re.compile(r"^(\s*)([-=.]|\d+[.)])", re.MULTILINE)


def answer_markdown(brief: AnswerBrief) -> bytes:
    """Return the answers as Markdown in UTF-8: characters show as they are, whatever a quotation holds."""
    marking = f"**{brief.marking.value}**" if brief.marking else ""
    lines = [f"# {TITLE}", marking, *(f"- {name}: {_shown(value)}" for name, value in about(brief))]
    for known in brief.answers:
        lines += ["", f"## {_shown(known.question)}", "", _shown(brief.short(known))]
        for part in voices(known):
            lines += ["", f"### {_shown(part.title)}", "", _shown(part.said), *_entries(part, brief)]
        for part in beside(known):
            lines += ["", f"### {_shown(part.title)}", *_entries(part, brief)]
    return ("\n".join([*lines, "", marking]).rstrip() + "\n").encode("utf-8", "replace")


def answer_text(brief: AnswerBrief) -> str:
    """Return the quotations as plain text to paste: question, exact words, where they stand, and the marking.

    What narrowed the search is said first: how far a question is answered holds of that alone.
    """
    marking = brief.marking.value if brief.marking else ""
    lines = [marking] if marking else []
    lines += [f"Narrowed by: {'; '.join(brief.narrowed)}"] if brief.narrowed else []
    for known in brief.answers:
        lines += [*([""] if lines else []), known.question, brief.short(known)]
        lines += list(_quotations(known, brief))
    return "\n".join([*lines, *(["", marking] if marking else [])])


def _quotations(known: WhatIsKnown, brief: AnswerBrief) -> Iterator[str]:
    for item in known.quotations:
        yield from ("", quoted(item.text), quotation_source(item, today=brief.made_on))
        yield from filter(None, [brief.link(item)])


def _entries(part: Part, brief: AnswerBrief) -> Iterator[str]:
    for entry in part.entries:
        if entry.quotation is None:
            yield f"- {_shown(entry.words)}"
            continue
        yield ""
        if entry.lead:
            yield f"{_shown(entry.lead)}:\n"
        words = quoted(entry.quotation.text)
        yield "\n".join(f"> {_shown(line)}" for line in words.splitlines())
        source = _shown(quotation_source(entry.quotation, today=brief.made_on))
        link = brief.link(entry.quotation)
        yield f">\n> {source}" + (f" · [{OPEN_SOURCE}]({link})" if link else "")


def _shown(text: str) -> str:
    return _AT_THE_START.sub(r"\1\\\2", _MARKDOWN.sub(r"\\\1", text))
