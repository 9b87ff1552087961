"""A quick look at a file, before it is read: its title, the facts on top, its words as they stand."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from domain.evidence import Passage, PassageRole, SourceFile
from domain.ports import Reader
from domain.transcript_heads import date_in, head_of
from ingest.readers._content import text_of
from ingest.readers._front_matter import front_matter, leaves
from ingest.readers._wording import tidy

_MARKDOWN = "text/markdown"
_TITLED = frozenset({"text/html", "message/rfc822"})
"""Formats of plain text whose headings a reader finds."""
_SHEET = "sheet "
"""The heading of a sheet in a workbook names the sheet, not the research."""
_HEADING = re.compile(r"(?m)^#{1,2}\s+(.+?)\s*#*$")
_NAME_DATE = re.compile(r"(?<!\d)(\d{4}-\d{2}(?:-\d{2})?)(?!\d)")
_SAYS_NOTHING = re.compile(
    r"(?:(?:research|study|user|test(?:ing)?|interview|our|the|key|main) )*"
    r"(?:approach|agenda|aims?|background|contents|context|discussion guide|findings?(?: and recommendations)?|goals?"
    r"|hypothes[ie]s(?: tested)?|introduction|methods?|methodology|notes?|objectives?|overview|participants|plan"
    r"|purpose|questions?|recommendations|results?|scope|script|summary|transcript|types|untitled|users"
    r"|wh(?:o|at|om) we(?:['’]ve)? \w+(?: (?:to|with))?)",
    re.IGNORECASE,
)
"""Headings that stand in notes of any study, and so name none."""
_MOST_CHARACTERS = 50_000
_LONGEST_TITLE = 200


@dataclass(frozen=True, kw_only=True, slots=True)
class Glimpse:
    """What a first look at a file tells.

    ``facts`` are those on top of Markdown, by name in lower case, or the "date" that stands on top of other text.
    """

    title: str
    text: str = ""
    facts: Mapping[str, str] = field(default_factory=dict)
    name_date: str | None = None

    def fact(self, *names: str) -> str | None:
        """Return the first of these facts that is given."""
        return next((self.facts[name] for name in names if self.facts.get(name)), None)


def glimpse_of(
    file: SourceFile, reader: Reader, passages: Sequence[Passage], facts: Mapping[str, str] = MappingProxyType({})
) -> Glimpse:
    """Return what a first look tells of a file whose passages and facts are known."""
    if reader.media_type == _MARKDOWN:
        facts, body = front_matter(text_of(file))
        told = {key.lower(): tidy(value) for key, value in reversed(list(leaves(facts)))}
        title = told.get("title", "") or _named_by(tidy(match[1]) for match in _HEADING.finditer(body))
        return _glimpse(file.name, title, body, told)
    if reader.is_text and reader.media_type not in _TITLED:
        return _glimpse(file.name, "", text_of(file), _dated_on_top(text_of(file)))
    words = "\n".join(piece.text for piece in passages)
    if "title" in facts:
        return _glimpse(file.name, facts["title"], words, facts)
    first = next((piece for piece in passages if piece.role is PassageRole.HEADING), None)
    title = _named_by([first.text]) if first and not first.locator.startswith(_SHEET) else ""
    return _glimpse(file.name, title, words, {**_dated_on_top(words), **facts})


def glimpse_of_name(name: str) -> Glimpse:
    """Return what the name alone tells of a file that cannot be read."""
    return _glimpse(name, "", "")


def _dated_on_top(text: str) -> dict[str, str]:
    """Return as a fact the date that a transcript gives on top, as "Date: 14 March 2026"; nothing without one."""
    date = date_in(head_of(text[:_MOST_CHARACTERS]))
    return {"date": date} if date else {}


def _named_by(headings: Iterable[str]) -> str:
    """Return the first heading where it names a study; empty where it might stand in the notes of any."""
    first = next(iter(headings), "")
    return "" if _SAYS_NOTHING.fullmatch(first.strip(" :.")) else first


def _glimpse(name: str, title: str, text: str, facts: Mapping[str, str] | None = None) -> Glimpse:
    date = _NAME_DATE.search(name)
    return Glimpse(
        title=title[:_LONGEST_TITLE] or name_in_words(name),
        text=text[:_MOST_CHARACTERS],
        facts=facts or {},
        name_date=date[1] if date else None,
    )


def name_in_words(name: str) -> str:
    """Return a file's name as a title: without its folder and ending, words apart."""
    stem = name.rpartition("/")[2].rpartition(".")[0] or name
    words = re.sub(r"[_\-\s]+", " ", stem).strip() or stem
    return words[0].upper() + words[1:]
