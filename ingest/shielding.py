"""Masking everything that is shown of a source together: its text, its headings, its title and its name."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice, takewhile

from domain.codes import Code, Selection
from domain.evidence import Attributes, PassageRole
from domain.masking import KEPT, PERSON, MaskingDecision, MaskingDecisions, decided
from domain.ports import Masker
from domain.tables import TableMapping
from domain.text import MaskedText, Replacement, TextSpan
from ingest._column_headings import in_lower_case, lower_case, nothing_but_headings
from ingest.canonical import Canonical

_APART = "\n\n"
_PLACEHOLDER = re.compile(r"\[[^\[\]]+\]")
_SHEET = re.compile(r"\bsheet (?P<name>.+?)(?=, (?:cell|row|column) |, comment|$)")
"""The one part of where something stands that people name."""
_SEPARATORS = re.compile(r"[_\-.](?=\w)")


@dataclass(frozen=True, kw_only=True, slots=True)
class Choices:
    """What people chose: their decisions, and whether finds are replaced before anybody said so."""

    finds_count: bool = True
    decisions: MaskingDecisions | None = None


class Shield:
    """What masking made of a source; without a masker everything is as it was."""

    def __init__(self, *, masked: MaskedText, title: str, name: str, beside: dict[str, str]) -> None:
        self.masked = masked
        self.title = title
        self.name = name
        self._beside = beside

    @classmethod
    def over(
        cls,
        masker: Masker | None,
        canonical: Canonical,
        *,
        title: str,
        name: str,
        codes: Sequence[Code] = (),
        tables: Sequence[TableMapping] = (),
        places: Sequence[str] = (),
        choices: Choices | None = None,
    ) -> "Shield":
        """Return a source masked in one pass, so that the same name has the same placeholder everywhere.

        A name in the file's name is found whatever stands between its parts, in the folder part as well. ``places``
        say where things stand: names of sheets among them. What people decided on words of the text holds for the
        same words beside it.
        """
        choices = choices or Choices()
        made = choices.decisions.on(canonical.text) if choices.decisions else ()
        if masker is None or (not choices.finds_count and not made):
            return cls(masked=MaskedText(text=canonical.text), title=title, name=name, beside={})
        of_tables = (text for each in tables for text in _words(each))
        sheets = [match["name"] for place in places for match in _SHEET.finditer(place)]
        beside = list(dict.fromkeys([*_beside(canonical, codes), *of_tables, *sheets]))
        parts = [canonical.text, title, _SEPARATORS.sub(" ", name), *beside]
        others = [*sheets, *_makers(canonical), *(each.table for each in tables)]
        headings = nothing_but_headings(canonical, tables, others)
        read = [in_lower_case(canonical, headings), *parts[1:3], *(_as_read(text, headings) for text in beside)]
        named = [each.span for each in made if each.type == PERSON and each.placeholder is not None]
        found = list(_by_part(parts, masker.find(_APART.join(read), people=named)))
        ours = decided(canonical.text, found[0], made)
        said = {item.span.of(canonical.text): item for item in ours if item.decided}
        if not choices.finds_count:
            ours, found = [item for item in ours if item.decided], [[] for _ in parts]
        beside_too = zip(parts[1:], found[1:], strict=True)
        found = [ours, *(_beside_as_decided(part, items, said) for part, items in beside_too)]
        masked = MaskedText.of(canonical.text, found[0])
        return cls(
            masked=masked,
            title=MaskedText.of(title, found[1]).text,
            name=MaskedText.of(name, [*found[2]]).text,
            beside={text: MaskedText.of(text, each).text for text, each in zip(beside, found[3:], strict=True)},
        )

    def headings(self, headings: tuple[str, ...]) -> tuple[str, ...]:
        """Return headings as they may be shown."""
        return tuple(self._beside.get(heading, heading) for heading in headings)

    def place(self, place: str) -> str:
        """Return where something stands as it may be shown; the name of a sheet is masked like a heading."""
        return _SHEET.sub(lambda match: f"sheet {self._beside.get(match['name'], match['name'])}", place)

    def participant(self, participant: str | None) -> str | None:
        """Return who said something as it may be shown: where a part of it is a name, nothing but its placeholder."""
        shown = self._beside.get(participant, participant) if participant else None
        if shown is None or shown == participant:
            return shown
        return " ".join(_PLACEHOLDER.findall(shown)) or shown

    def code(self, code: Code) -> Code:
        """Return a code as it may be shown."""
        return replace(
            code,
            name=self._beside.get(code.name, code.name),
            description=self._beside.get(code.description, code.description),
        )

    def selection(self, selection: Selection) -> Selection:
        """Return a selection with its remarks and its maker as they may be shown."""
        return replace(
            selection,
            description=self._beside.get(selection.description, selection.description),
            by=self._beside.get(selection.by, selection.by),
        )

    def attributes(self, attributes: Attributes) -> Attributes:
        """Return what is known of who said something as it may be shown."""
        return tuple((self._beside.get(name, name), self._beside.get(value, value)) for name, value in attributes)

    def table(self, mapping: TableMapping) -> TableMapping:
        """Return what a table's columns were taken for as it may be shown; its signature stays."""
        shown = self._beside
        columns = tuple(
            replace(
                column,
                name=shown.get(column.name, column.name),
                title=shown.get(column.title, column.title),
                choice=shown.get(column.choice, column.choice),
                samples=tuple(shown.get(sample, sample) for sample in column.samples),
            )
            for column in mapping.columns
        )
        return replace(mapping, columns=columns, table=shown.get(mapping.table, mapping.table))


def _as_read(text: str, headings: frozenset[str]) -> str:
    """Return what stands beside the text as the masker reads it: a plain heading of a column is no name."""
    return lower_case(text) if text in headings else text


def _beside_as_decided(part: str, found: Sequence[Replacement], said: dict[str, Replacement]) -> list[Replacement]:
    """Return what to replace in a part beside the text, once decisions on words of the text hold for it too."""
    if not said:
        return list(found)
    either = "|".join(re.escape(words) for words in sorted(said, key=len, reverse=True))
    decisions = [
        MaskingDecision(
            span=TextSpan(start=match.start(), end=match.end()),
            type=said[match.group()].type,
            placeholder=None if said[match.group()].type == KEPT else said[match.group()].placeholder,
        )
        for match in re.finditer(rf"(?<!\w)(?:{either})(?!\w)", part)
    ]
    return [item for item in decided(part, found, decisions) if item.type != KEPT]


def _words(mapping: TableMapping) -> Iterator[str]:
    """Yield every text of a mapping that stands in the table."""
    yield mapping.table
    for column in mapping.columns:
        yield from (column.name, column.title, column.choice, *column.samples)


def _beside(canonical: Canonical, codes: Sequence[Code]) -> list[str]:
    """Return what is shown beside the text, each once: headings, participants, attributes, codes, remarks on them."""
    above = {heading: None for placed in canonical.placed for heading in placed.passage.headings}
    own = {placed.passage.text: None for placed in canonical.placed if placed.passage.role is PassageRole.HEADING}
    spoken = [(placed.passage.participant, placed.passage.speaker) for placed in canonical.placed]
    people = {label: None for labels in spoken for label in labels if label}
    known = {part: None for placed in canonical.placed for pair in placed.passage.attributes for part in pair}
    coded = {words: None for code in codes for words in (code.name, code.description) if words}
    selections = [each for placed in canonical.placed for each in placed.passage.selections]
    remarks = {words: None for each in selections for words in (each.description, each.by) if words}
    return list({**coded, **remarks, **above, **own, **people, **known})


def _makers(canonical: Canonical) -> Iterator[str]:
    """Yield who marked parts of the text."""
    yield from (each.by for placed in canonical.placed for each in placed.passage.selections if each.by)


def _by_part(parts: Sequence[str], found: Sequence[Replacement]) -> Iterator[list[Replacement]]:
    """Yield the replacements of each part with spans of that part; one that crosses a border is cut at it."""
    start = first = 0
    for part in parts:
        end = start + len(part)
        while first < len(found) and found[first].span.end <= start:
            first += 1
        yield [
            Replacement(
                span=TextSpan(start=max(each.span.start, start) - start, end=min(each.span.end, end) - start),
                type=each.type,
                placeholder=each.placeholder,
                score=each.score,
            )
            for each in takewhile(lambda each: each.span.start < end, islice(found, first, None))  # noqa: B023
        ]
        start = end + len(_APART)
