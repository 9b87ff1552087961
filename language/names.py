"""Names of organisations, services and systems found in text, with their acronyms and how often they occur."""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from domain.catalogue import Catalogue
from domain.evidence import Subject
from language.acronyms import explained_acronyms
from language.dictionary import is_ordinary_word
from language.mentions import CAMEL, mentions
from language.model import load_model
from language.name_forms import name_key, name_pattern, singular
from language.naming_rules import (
    COMMON_ORGANISATIONS,
    GOVERNING_WORDS,
    KNOWN_BODIES,
    NOT_NAME_PHRASES,
    NOT_NAMES,
    NOT_SYSTEM_AFTER,
    ORGANISATION_AFTER,
    ORGANISATION_BEFORE,
    ORGANISATION_HEADS,
    SERVICE_HEADS,
    SOME_SYSTEM_HEADS,
    SYSTEM_AFTER,
    SYSTEM_BEFORE,
    SYSTEM_HEADS,
    SYSTEM_NAMED_AS_ONE,
    SYSTEM_STRONGLY_BEFORE,
)

_FEWEST_VOTES = 1.4
_FEWEST_VOTES_OF_A_SHORT_NAME = 2.4
_SHORT = 2
"""Two letters stand for many things."""
_HINT = 0.4
_FEWEST_VOTES_A_MENTION = 0.12

_ADDRESSES = re.compile(r"\S*[^\s.][/\\@_.][^\s.]\S*")
"""Web addresses, names of files and the like: their small letters say nothing of how a name is written."""
_FEWEST_INITIALS = 3
_TELLING_LETTERS = re.compile(r"^[A-Z]{3,}\d?$|[a-z][A-Z]")


@dataclass(frozen=True, kw_only=True, slots=True)
class NamedThing:
    """An organisation, service or system that texts name.

    ``aliases`` are the other ways it is written, its acronym among them; ``count`` how often it occurs in any of
    them; ``texts`` the indexes of the texts that name it, ascending.
    """

    name: str
    subject: Subject
    aliases: tuple[str, ...] = ()
    count: int = 0
    texts: tuple[int, ...] = ()

    @property
    def forms(self) -> tuple[str, ...]:
        """Return its name and its aliases."""
        return (self.name, *self.aliases)


@dataclass(slots=True)
class _Candidate:
    name: str
    aliases: set[str] = field(default_factory=set)
    known: Subject | None = None
    head: Subject | None = None
    votes: Counter[Subject] = field(default_factory=Counter)
    hints: Counter[Subject] = field(default_factory=Counter)
    mentions: int = 0
    sample: str = ""


def find_names(texts: Sequence[str], known: Catalogue | None = None) -> list[NamedThing]:
    """Return the organisations, services and systems that ``texts`` name, most often named first, then by name.

    What ``known`` lists is found under the name it gives there. Other names need a reason in the text: a last word
    such as "office" or "portal", or words around them such as "log in to". Deterministic. No texts: an empty list.
    """
    known = known or Catalogue()
    candidates = _known(known)
    taken = {name_key(form) for candidate in candidates for form in (candidate.name, *candidate.aliases)}
    found = _proposed(texts)
    for candidate in found:
        if _is_rejected(known, candidate):
            continue
        if not taken & {name_key(form) for form in (candidate.name, *candidate.aliases)}:
            candidates.append(candidate)
    return _counted(texts, candidates)


def is_sort_of_body(name: str) -> bool:
    """Tell whether a name is what a sort of body is called, such as "local council": it names none of them."""
    return COMMON_ORGANISATIONS.fullmatch(name) is not None


def _known(known: Catalogue) -> list[_Candidate]:
    lists = (
        (Subject.ORGANISATION, known.organisations),
        (Subject.SERVICE, known.services),
        (Subject.SYSTEM, known.systems),
    )
    return [
        _Candidate(name=entry.name, aliases=set(entry.aliases), known=subject)
        for subject, entries in lists
        for entry in entries
    ]


def _is_rejected(known: Catalogue, candidate: _Candidate) -> bool:
    subject = _subject(candidate)
    forms = (candidate.name, *candidate.aliases)
    return subject is not None and any(known.is_rejected(subject, form) for form in forms)


def _proposed(texts: Sequence[str]) -> list[_Candidate]:
    candidates: dict[str, _Candidate] = {}
    for short, long in explained_acronyms(texts).items():
        if _is_denied(short):
            continue
        candidate = _Candidate(name=f"{long} ({short})", aliases={long, short}, head=_head(long))
        candidates[name_key(short)] = candidates[name_key(long)] = candidate
    for text in texts:
        for start, name in mentions(text):
            key = name_key(name)
            if _is_denied(name):
                continue
            if key not in candidates:
                candidates[key] = _Candidate(name=_single(name), head=_head(name))
            _hear(candidates[key], text, start, start + len(name))
    _join_by_initials(candidates)
    unique = {id(candidate): candidate for candidate in candidates.values()}.values()
    ordinary = _small_words(texts)
    named = [
        candidate
        for candidate in unique
        if _subject(candidate) and not _is_denied(candidate.name) and not _is_everyday(candidate, ordinary)
    ]
    people = _people([candidate.sample for candidate in named if not candidate.head])
    return [candidate for candidate in named if candidate.head or name_key(candidate.name) not in people]


def _join_by_initials(candidates: dict[str, _Candidate]) -> None:
    """Make an acronym and the one full name whose initials it has one thing, where no text explains the acronym."""
    full: dict[str, list[_Candidate]] = defaultdict(list)
    for candidate in candidates.values():
        words = candidate.name.split()
        if len(words) >= _FEWEST_INITIALS and candidate.head and all(word[0].isupper() for word in words):
            full["".join(word[0] for word in words)].append(candidate)
    for key, short in list(candidates.items()):
        named = full.get(short.name, [])
        if len(named) == 1 and not short.aliases and short.name.isupper() and short.head in {None, named[0].head}:
            long = named[0]
            joined = _Candidate(
                name=f"{long.name} ({short.name})",
                aliases={long.name, short.name},
                head=long.head,
                mentions=long.mentions + short.mentions,
                sample=long.sample,
            )
            candidates[key] = candidates[name_key(long.name)] = joined


def _is_everyday(candidate: _Candidate, ordinary: set[str]) -> bool:
    """Tell whether a name is an everyday word: one that texts write small, or capitals that only stress a word."""
    small = candidate.name.casefold()
    return small in ordinary and (not candidate.name.isupper() or is_ordinary_word(small))


def _head(name: str) -> Subject | None:
    """Return what a name's own words say it is: mostly its last one. A single word tells of known bodies only."""
    if COMMON_ORGANISATIONS.fullmatch(name) or name in KNOWN_BODIES:
        return Subject.ORGANISATION
    words = name.casefold().split()
    if len(words) < 2:
        return None
    last = singular(words[-1])
    if last == "service" and words[-2] in GOVERNING_WORDS:
        return Subject.ORGANISATION
    if last in ORGANISATION_HEADS or (words[0] in ORGANISATION_HEADS and words[1] in ("of", "for")):
        return Subject.ORGANISATION
    if last in SYSTEM_HEADS:
        return None if last in SOME_SYSTEM_HEADS else Subject.SYSTEM
    return Subject.SERVICE if last in SERVICE_HEADS else None


def _looks_like_a_system(name: str) -> bool:
    """Tell whether a word or two around a name are enough to call it a system: TideTrack, Cohort Manager."""
    words = name.split()
    return bool(CAMEL.fullmatch(name)) or (len(words) > 1 and singular(words[-1].casefold()) in SOME_SYSTEM_HEADS)


def _hear(candidate: _Candidate, text: str, start: int, end: int) -> None:
    """Add what the words around one mention say the candidate is: votes, and hints that alone do not name it."""
    before, after = text[max(0, start - 60) : start], text[end : end + 40]
    candidate.mentions += 1
    candidate.sample = candidate.sample or text
    if NOT_SYSTEM_AFTER.match(after):
        return
    if SYSTEM_STRONGLY_BEFORE.search(before) or SYSTEM_AFTER.match(after) or SYSTEM_NAMED_AS_ONE.search(before):
        candidate.votes[Subject.SYSTEM] += 1
    elif SYSTEM_BEFORE.search(before):
        candidate.hints[Subject.SYSTEM] += 1
    if ORGANISATION_AFTER.match(after):
        candidate.votes[Subject.ORGANISATION] += 1
    elif ORGANISATION_BEFORE.search(before):
        candidate.hints[Subject.ORGANISATION] += 1


def _subject(candidate: _Candidate) -> Subject | None:
    """Return what its words say or, without such words, most votes; None when too few say anything."""
    if candidate.known or candidate.head:
        return candidate.known or candidate.head
    telling = _TELLING_LETTERS.search(candidate.name)
    by_name = _looks_like_a_system(candidate.name)

    def weight(subject: Subject) -> float:
        weight = candidate.votes[subject] + _HINT * candidate.hints[subject]
        return weight + _HINT if telling and subject is Subject.SYSTEM and weight else weight

    best = max(Subject, key=weight)
    if candidate.votes[Subject.ORGANISATION] > candidate.votes[Subject.SYSTEM]:
        best = Subject.ORGANISATION  # "from" and "to", which hint at systems, stand before organisations as well
    if by_name and best is Subject.SYSTEM and weight(best):
        return best
    fewest = _FEWEST_VOTES if len(candidate.name) > _SHORT else _FEWEST_VOTES_OF_A_SHORT_NAME
    enough = max(fewest, _FEWEST_VOTES_A_MENTION * candidate.mentions)
    return best if candidate.votes[best] and weight(best) >= enough else None


def _counted(texts: Sequence[str], candidates: Sequence[_Candidate]) -> list[NamedThing]:
    """Return candidates that occur. A longer name hides the shorter ones in it ("NHS App" is no mention of NHS)."""
    owners: dict[str, int] = {}
    for number, candidate in enumerate(candidates):
        for form in (candidate.name, *sorted(candidate.aliases)):
            owners.setdefault(name_key(form), number)
    pattern = name_pattern(form for c in candidates for form in (c.name, *c.aliases))
    counts: Counter[int] = Counter()
    where: dict[int, list[int]] = defaultdict(list)
    for index, text in enumerate(texts):
        for match in pattern.finditer(text):
            number = owners.get(name_key(match[0]), -1)
            if number < 0:
                continue
            counts[number] += 1
            if where[number][-1:] != [index]:
                where[number].append(index)
    things = [
        NamedThing(
            name=candidates[number].name,
            subject=_subject(candidates[number]) or Subject.ORGANISATION,
            aliases=tuple(sorted(candidates[number].aliases - {candidates[number].name})),
            count=count,
            texts=tuple(where[number]),
        )
        for number, count in counts.items()
    ]
    return sorted(things, key=lambda thing: (-thing.count, thing.name))


def _small_words(texts: Sequence[str]) -> set[str]:
    """Return the words that stand somewhere in small letters: such a word is no name where it is a capital's only."""
    return {word for text in texts for word in re.findall(r"\b[a-z]+\b", _ADDRESSES.sub(" ", text))}


def _people(texts: Sequence[str]) -> set[str]:
    """Return the keys of the names that the language model takes for persons."""
    documents = load_model("ner").pipe(texts, batch_size=64)
    return {name_key(entity.text) for document in documents for entity in document.ents if entity.label_ == "PERSON"}


def _single(name: str) -> str:
    """Return the name in the singular, but for one such as "Department of Tides", whose plural is its own."""
    return name if " of " in name or " for " in name else singular(name)


def _is_denied(name: str) -> bool:
    folded = name.casefold()
    words = folded.split()
    return (
        len(folded) < 2
        or all(word.strip(".,") in NOT_NAMES for word in words)
        or any(part in folded for part in NOT_NAME_PHRASES)
        or (len(words) == 1 and folded in ORGANISATION_HEADS | SERVICE_HEADS | SYSTEM_HEADS)
    )
