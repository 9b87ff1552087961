"""A quick look at a file, before it is read: its title, the facts on top, its words as they stand."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from domain.errors import UnreadableSource
from domain.evidence import Passage, PassageRole, SourceFile
from ingest.readers import reader_for
from ingest.readers._content import text_of
from ingest.readers._front_matter import front_matter, leaves
from ingest.readers._wording import tidy

_MARKDOWN = frozenset({".md", ".markdown"})
_PLAIN = frozenset({".txt", ".text", ".csv", ".tsv"})
_HEADING = re.compile(r"(?m)^#{1,2}\s+(.+?)\s*#*$")
_NAME_DATE = re.compile(r"(?<!\d)(\d{4}-\d{2}(?:-\d{2})?)(?!\d)")
_MOST_CHARACTERS = 50_000
_LONGEST_TITLE = 200


@dataclass(frozen=True, kw_only=True, slots=True)
class Glimpse:
    """What a first look at a file tells. ``facts`` are those on top of Markdown, by name in lower case."""

    title: str
    text: str = ""
    facts: Mapping[str, str] = field(default_factory=dict)
    name_date: str | None = None

    def fact(self, *names: str) -> str | None:
        """Return the first of these facts that is given."""
        return next((self.facts[name] for name in names if self.facts.get(name)), None)


def glimpse(file: SourceFile) -> Glimpse:
    """Return what a first look tells; of a file that cannot be read, what its name tells."""
    date = _NAME_DATE.search(file.name)
    name_date = date[1] if date else None
    try:
        title, text, facts = _look(file)
    except UnreadableSource:
        title, text, facts = "", "", {}
    return Glimpse(title=title[:_LONGEST_TITLE] or _from_name(file.name), text=text, facts=facts, name_date=name_date)


def _look(file: SourceFile) -> tuple[str, str, dict[str, str]]:
    if file.suffix in _PLAIN:
        return "", text_of(file)[:_MOST_CHARACTERS], {}
    if file.suffix in _MARKDOWN:
        facts, body = front_matter(text_of(file))
        told = {key.lower(): tidy(value) for key, value in reversed(list(leaves(facts)))}
        heading = _HEADING.search(body)
        return told.get("title", "") or (tidy(heading[1]) if heading else ""), body[:_MOST_CHARACTERS], told
    passages = [piece for piece in reader_for(file).read(file) if isinstance(piece, Passage)]
    headings = [
        piece.text
        for piece in passages
        if piece.role is PassageRole.HEADING and file.suffix.startswith((".doc", ".pdf"))
    ]
    return headings[0] if headings else "", "\n".join(piece.text for piece in passages)[:_MOST_CHARACTERS], {}


def _from_name(name: str) -> str:
    """Return a file's name as a title: without its folder and ending, words apart."""
    stem = name.rpartition("/")[2].rpartition(".")[0] or name
    words = re.sub(r"[_\-\s]+", " ", stem).strip() or stem
    return words[0].upper() + words[1:]
