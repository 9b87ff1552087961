"""Who is withdrawn from a source: their labels, pseudonyms and written names, and the lines that are about them."""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from domain.evidence import Contribution, SourceText
from domain.masking import KEPT, PERSON, places_of
from domain.text import MaskedText, Replacement, TextSpan, fold
from domain.transcript_heads import HeadKind, HeadLine, head_of, interviewers_named
from storage.withdrawal.cutting import CutSource

WITHDRAWN_NAME = "[name withdrawn]"
_PLACEHOLDER = re.compile(r"\[name \d+\]")
_NAME_WORD = re.compile(r"[^\W\d_a-zß-öø-ÿ][\w'’-]{2,}")
_TITLES = frozenset(
    {"mrs", "miss", "mister", "madam", "sir", "lady", "lord", "doctor", "professor", "father", "mother"}
)
_FEWEST_NAME_WORDS = 2
_ASKS = re.compile(r"(?:interviewer|moderator|facilitator|researcher|observer|q|int)\s*\d?\s*:", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True, slots=True)
class Person:
    """A participant as one source knows them.

    ``labels`` are whose words they speak, ``called`` every code and placeholder they go by, ``names`` the forms in
    which their name is written, the longest first. ``lines`` are spans of the masked text that name or describe them
    and are nobody else's words. ``is_alone`` says that nobody else takes part, ``owns`` that the head says so: then
    all of it is theirs.
    """

    labels: frozenset[str]
    called: frozenset[str]
    names: tuple[str, ...] = ()
    lines: tuple[TextSpan, ...] = ()
    is_alone: bool = False
    owns: bool = False

    def hides(self, item: Replacement) -> bool:
        """Tell whether what was masked may not be read any more in what remains."""
        return item.type != KEPT and (self.is_alone or item.placeholder in self.called)

    def is_named_in(self, text: str) -> bool:
        """Tell whether one of their names is written in a text."""
        return any(places_of(name, text) for name in self.names)


def speakers_of(text: SourceText, contributions: Sequence[Contribution], labels: Iterable[str]) -> frozenset[str]:
    """Return the labels of those who take part in a source: without whoever does the research, and its head's lines."""
    head = head_of(text.masked.text)
    asking = interviewers_named(head)
    spans = [text.masked.to_canonical(line.span) for line in head if line.kind is not HeadKind.OTHER]
    beside = labels_beside(contributions)
    told = {item.participant for item in contributions if any(_touch(item.span, span) for span in spans)}
    spoken = {item.participant for item in contributions if not any(_touch(item.span, span) for span in spans)}
    return frozenset(
        label
        for label in labels
        if fold(label).casefold() not in asking and label not in beside and (label in spoken or label not in told)
    )


def labels_beside(contributions: Iterable[Contribution]) -> frozenset[str]:
    """Return the labels of those who speak in a source and take no part in it: a host, an observer."""
    taking_part = {item.participant for item in contributions if item.takes_part}
    return frozenset(item.participant for item in contributions) - taking_part


def person_in(
    text: SourceText, contributions: Sequence[Contribution], labels: Collection[str], is_key: Callable[[str], bool]
) -> Person | None:
    """Return whom a key means in a source, by the labels there and by its head; None where they take no part."""
    masked = text.masked.text
    head = head_of(masked)
    spoken = speakers_of(text, contributions, labels)
    people = [line for line in head if line.kind is HeadKind.PARTICIPANT]
    own = {label for label in labels if is_key(label)}
    told = [line for line in people if own.intersection(line.identifiers) or any(map(is_key, line.identifiers))]
    if not own and not told:
        return None
    hosts = labels_beside(contributions)
    is_only_line = len(people) == 1 and people[0].is_of_one and len(spoken) <= 1 and not own & hosts
    about = people if is_only_line else told
    linked = own | {name for line in about for name in line.identifiers if is_key(name)}
    for line in about:
        if line.is_of_one:
            linked.update(first_of_each(line))
    theirs = {label for label in labels if label in linked or is_key(label)} & (spoken | own)
    if is_only_line:
        theirs |= spoken
    is_alone = bool(spoken or not own & hosts) and spoken <= theirs
    codes = {name for line in people for name in line.identifiers if not _PLACEHOLDER.fullmatch(name)}
    owns = is_alone and any(line.is_of_one for line in about) and codes <= linked
    beside = {name for line in about if line.is_of_one for name in _PLACEHOLDER.findall(line.said)}
    called = frozenset(linked | theirs | beside | {name for label in theirs for name in _PLACEHOLDER.findall(label)})
    written = [line.person for line in about if line.is_of_one or is_alone]
    person = Person(
        labels=frozenset(theirs),
        called=called,
        names=_forms(_written(text, called), [*written, *(theirs - hosts)]),
        is_alone=is_alone,
        owns=owns,
    )
    kept = [text.masked.to_masked(item.span) for item in contributions if item.participant in spoken - theirs]
    found = dict.fromkeys(_lines_about(masked, person, head, about, kept))
    said = [text.masked.to_masked(item.span) for item in contributions if item.participant in theirs & spoken]
    return replace(person, lines=tuple(span for span in found if not any(_touch(span, own) for own in said)))


def without_name(text: SourceText, person: Person) -> SourceText:
    """Return a source in which their written names are masked wherever no masking stands yet."""
    found: list[TextSpan] = []
    masked = [item for item in text.masked.replacements if item.type != KEPT]
    for name in person.names:
        for span in places_of(name, text.canonical):
            if not any(_touch(span, other) for other in (*found, *(item.span for item in masked))):
                found.append(span)
    if not found:
        return text
    placeholder = next(iter(sorted(_PLACEHOLDER.findall(" ".join(sorted(person.called))))), WITHDRAWN_NAME)
    new = [Replacement(span=span, type=PERSON, placeholder=placeholder) for span in found]
    kept = [item for item in text.masked.replacements if not any(_touch(item.span, span) for span in found)]
    replacements = sorted([*kept, *new], key=lambda item: item.span)
    return SourceText(canonical=text.canonical, masked=MaskedText.of(text.canonical, replacements))


def hidden(cut: CutSource, person: Person) -> tuple[CutSource, int]:
    """Return what remains of a source with the masked words standing in the full text as well; and how many places."""
    masked = cut.text.masked
    chosen = [item for item in masked.replacements if person.hides(item) or item.placeholder == WITHDRAWN_NAME]
    if not chosen:
        return cut, 0
    through = MaskedText.of(cut.text.canonical, chosen)
    others = tuple(
        replace(item, span=through.to_masked(item.span)) for item in masked.replacements if item not in chosen
    )
    text = SourceText(canonical=through.text, masked=MaskedText(text=masked.text, replacements=others))
    moved = tuple(replace(item, span=through.to_masked(item.span)) for item in cut.contributions)
    return replace(cut, text=text, contributions=moved), len(chosen)


def unnamed_in(text: str, names: Sequence[str]) -> str:
    """Return a heading or the name of a file without these names."""
    for name in names:
        for span in reversed(places_of(name, text)):
            text = f"{text[: span.start]}{WITHDRAWN_NAME}{text[span.end :]}"
    return text


def first_of_each(line: HeadLine) -> list[str]:
    """Return the codes of a line that is of one participant, and the first placeholder: the others are of kin."""
    placeholders = [name for name in line.identifiers if _PLACEHOLDER.fullmatch(name)]
    return [name for name in line.identifiers if name not in placeholders[1:]]


def _written(text: SourceText, called: Collection[str]) -> list[str]:
    return [item.span.of(text.canonical) for item in text.masked.replacements
            if item.type == PERSON and item.placeholder in called]  # fmt: skip


def _forms(masked: Sequence[str], written: Sequence[str]) -> tuple[str, ...]:
    """Return names with the words of each, the longest first; of labels only those that are written as names are."""
    several = [name for name in written if len(_NAME_WORD.findall(name)) >= _FEWEST_NAME_WORDS
               and not any(map(str.isdigit, name)) and not _PLACEHOLDER.search(name)]  # fmt: skip
    found = {" ".join(name.split()) for name in (*masked, *several)}
    found |= {word for name in found for word in _NAME_WORD.findall(name) if word.casefold() not in _TITLES}
    return tuple(sorted(found, key=lambda name: (-len(name), name)))


def _lines_about(
    masked: str, person: Person, head: Sequence[HeadLine], about: Sequence[HeadLine], kept: Sequence[TextSpan]
) -> Iterator[TextSpan]:
    """Yield what names or describes them and is nobody's words; in a head also what nothing gives to another."""
    is_theirs = bool(about) and person.is_alone
    for line in head:
        if line in about:
            is_theirs = True
        elif line.kind is HeadKind.PARTICIPANT:
            is_theirs = False
        is_described = line.kind is HeadKind.PARTICIPANT and person.is_alone
        if line in about or is_described or (is_theirs and line.kind is HeadKind.OTHER and line.said):
            yield line.span
    marks = [re.escape(name) for name in person.called if any(map(str.isdigit, name)) and not name.isdigit()]
    called = re.compile(rf"(?<!\w)(?:{'|'.join(marks)})(?!\w)") if marks else None
    at = 0
    for paragraph in masked.split("\n"):
        span = TextSpan(start=at, end=at + len(paragraph)) if paragraph.strip() else None
        at += len(paragraph) + 1
        if span is None or any(_touch(span, other) for other in kept) or _ASKS.match(paragraph.strip()):
            continue
        if (called and called.search(paragraph)) or person.is_named_in(paragraph):
            yield span


def _touch(one: TextSpan, other: TextSpan) -> bool:
    return one.start < other.end and other.start < one.end
