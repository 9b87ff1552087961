"""Escaping on the way out: research text reaches the screen as the characters it is, never as HTML or Markdown."""

import re
from collections.abc import Iterable, Sequence
from html import escape

from domain.text import TextSpan

_MARKDOWN = re.compile(r"([\\`*_{}\[\]()#+\-.!|$:~<>&])")
_WORD = re.compile(r"\w+")
_DROPPED = re.compile(r"(?<=--)(?=!?>)|(?<=])(?=>)|(?<=<)(?=/)")
"""Where a space goes into an attribute that Streamlit's sanitiser would leave out whole: in ``-->``, ``]>``, ``</``."""
_COMMON_WORDS = (
    "a about am an and any anybody anyone are as at be been but by can could did do does for from go goes going had "
    "has have how i if in into is it its many me more much my no not of on or our she he should so somebody someone "
    "something than that the their them they there this to was we were what when where which who why will with would "
    "you your"
)
_COMMON = frozenset(_COMMON_WORDS.split())


def label(text: str) -> str:
    """Return ``text`` for a Markdown place (a label, a box) so that its characters show as they are, on one line."""
    return _MARKDOWN.sub(r"\\\1", " ".join(text.split()))


def attribute(text: str) -> str:
    """Return ``text`` escaped for an attribute that is read out, of a kind that the page keeps: ``-->`` is ``-- >``."""
    return escape(_DROPPED.sub(" ", text))


def marked(text: str, spans: Iterable[tuple[TextSpan, str, str]]) -> str:
    """Return ``text`` as HTML with each span in a ``mark``: its class and its spoken title come with it.

    Spans are taken in order; one that overlaps an earlier one or reaches past the end is passed over.
    """
    pieces, at = [], 0
    for span, style, title in sorted(spans, key=lambda item: item[0]):
        if span.start < at or span.end > len(text):
            continue
        pieces.append(escape(text[at : span.start]))
        named = f' title="{attribute(title)}"' if title else ""
        pieces.append(f'<mark class="{style}"{named}>{escape(span.of(text))}</mark>')
        at = span.end
    return "".join([*pieces, escape(text[at:])])


def with_words_marked(text: str, query: str) -> str:
    """Return ``text`` as HTML with the words of ``query`` marked, other endings of them too; common words are not."""
    stems = {_stem(word) for word in _WORD.findall(query.casefold()) if word not in _COMMON and len(word) > 2}
    spans = (
        (TextSpan(start=match.start(), end=match.end()), "asked", "")
        for match in _WORD.finditer(text)
        if _stem(match.group().casefold()) in stems
    )
    return marked(text, spans)


def _stem(word: str) -> str:
    for ending in ("ations", "ation", "ings", "ing", "ies", "ied", "ed", "es", "s", "y", "e"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)]
    return word[:-1] if word.endswith("ied") else word  # died is dies, and too short for any ending above


class Html(str):
    """Text that is HTML already, every word of research in it escaped: a cell of a table that holds links."""

    __slots__ = ()


def table(caption: str, head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Return an HTML table of plain values, escaped, and of ``Html``, with its caption.

    Empty cells say "not known".
    """
    headers = "".join(f'<th scope="col">{escape(name)}</th>' for name in head)
    body = "".join("<tr>" + "".join(f"<td>{_cell(value)}</td>" for value in row) + "</tr>" for row in rows)
    return (
        f'<div class="tl-scroll" tabindex="0" role="region" aria-label="{attribute(caption)}"><table class="tl-table">'
        f"<caption>{escape(caption)}</caption><thead><tr>{headers}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def _cell(value: object) -> str:
    if isinstance(value, Html):
        return value
    return escape(str(value)) if value not in {None, ""} else '<span class="tl-quiet">not known</span>'


def facts(pairs: Iterable[tuple[str, str]]) -> str:
    """Return names and values as an HTML description list, escaped."""
    return (
        '<dl class="tl-facts">'
        + "".join(f"<div><dt>{escape(name)}</dt><dd>{escape(value)}</dd></div>" for name, value in pairs)
        + "</dl>"
    )
