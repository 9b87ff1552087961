"""Names of organisations, services and systems found in text, with their acronyms and how often they occur."""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from domain.catalogue import Catalogue
from domain.evidence import Subject
from language.acronyms import explained_acronyms
from language.candidates import Candidate, head_of
from language.dictionary import is_ordinary_word
from language.mentions import mentions
from language.model import load_model
from language.name_forms import name_key, name_pattern, singular
from language.naming_rules import (
    COMMON_ORGANISATIONS,
    NOT_NAME_PHRASES,
    NOT_NAMES,
    NOT_WHOLE_NAMES,
    ORGANISATION_HEADS,
    PUBLIC_SITES,
    SERVICE_HEADS,
    SYSTEM_HEADS,
)
from language.phrase_names import phrase_names, says_what_people_do
from language.system_frames import quoted_names, stand_beside

_ADDRESSES = re.compile(r"\S*[^\s.][/\\@_.][^\s.]\S*")
"""Web addresses, names of files and the like: their small letters say nothing of how a name is written."""
_FEWEST_INITIALS = 3
_PLACES = frozenset({"GPE", "LOC"})


@dataclass(frozen=True, kw_only=True, slots=True)
class NamedThing:
    """An organisation, service or system that texts name.

    ``aliases`` are the other ways it is written, its acronym among them; ``count`` how often it occurs in any of
    them; ``texts`` the indexes of the texts that name it, ascending. ``works_as_system`` says of a service that the
    texts speak of it as of a system, too: "typed into the Mooring Service"; ``is_everyday`` that its name is what
    such things are called: "spreadsheets".
    """

    name: str
    subject: Subject
    aliases: tuple[str, ...] = ()
    count: int = 0
    texts: tuple[int, ...] = ()
    works_as_system: bool = False
    is_everyday: bool = False

    @property
    def forms(self) -> tuple[str, ...]:
        """Return its name and its aliases."""
        return (self.name, *self.aliases)


def find_names(texts: Sequence[str], known: Catalogue | None = None) -> list[NamedThing]:
    """Return the organisations, services and systems that ``texts`` name, most often named first, then by name.

    What ``known`` lists is found under the name it gives there. Other names need a reason in the text: a last word
    such as "office" or "portal", or words around them such as "log in to". Deterministic. No texts: an empty list.
    """
    known = known or Catalogue()
    explained = explained_acronyms(texts)
    candidates = _known(known)
    _know_by_initials(candidates, explained)
    taken = {name_key(form): candidate for candidate in candidates for form in candidate.forms}
    for found in _proposed(texts, explained):
        same = next((taken[key] for key in map(name_key, found.forms) if key in taken), None)
        if same is not None:
            same.learn_from(found)
        elif not _is_rejected(known, found):
            candidates.append(found)
    return _counted(texts, candidates)


def is_sort_of_body(name: str) -> bool:
    """Tell whether a name is what a sort of body is called, such as "local council": it names none of them."""
    return COMMON_ORGANISATIONS.fullmatch(name) is not None


def _known(known: Catalogue) -> list[Candidate]:
    lists = (
        (Subject.ORGANISATION, known.organisations),
        (Subject.SERVICE, known.services),
        (Subject.SYSTEM, known.systems),
    )
    return [
        Candidate(name=entry.name, aliases=set(entry.aliases), known=subject)
        for subject, entries in lists
        for entry in entries
    ]


def _know_by_initials(candidates: Sequence[Candidate], explained: Mapping[str, str]) -> None:
    """Let a known organisation go by its initials as well, where no other has them and no text explains them."""
    named = {form for candidate in candidates for form in candidate.forms} | explained.keys()
    bodies: dict[str, list[Candidate]] = defaultdict(list)
    for candidate in candidates:
        if candidate.known is Subject.ORGANISATION:
            bodies["".join(word[0] for word in candidate.name.split() if word[0].isupper())].append(candidate)
    for initials, own in bodies.items():
        if len(own) == 1 and len(initials) >= _FEWEST_INITIALS and initials not in named:
            own[0].aliases.add(initials)


def _is_rejected(known: Catalogue, candidate: Candidate) -> bool:
    subject = candidate.subject()
    return subject is not None and any(known.is_rejected(subject, form) for form in candidate.forms)


def _proposed(texts: Sequence[str], explained: Mapping[str, str]) -> list[Candidate]:
    candidates = _explained(explained)
    for text in texts:
        found = [(start, name) for start, name in (*mentions(text), *quoted_names(text)) if not _is_denied(name)]
        for start, written in found:
            name = _without_epithet(written, candidates)
            candidate = candidates.setdefault(name_key(name), Candidate(name=_single(name), head=head_of(name)))
            candidate.hear(text, start + len(written) - len(name), start + len(written))
    _join_by_initials(candidates)
    _hear_phrases(texts, candidates)
    _hear_lists(texts, candidates)
    unique = {id(candidate): candidate for candidate in candidates.values()}.values()
    ordinary = _small_words(texts)
    named = [
        candidate
        for candidate in unique
        if candidate.subject() and not _is_denied(candidate.name) and not _is_everyday(candidate, ordinary)
    ]
    people, places = _people_and_places([candidate.sample for candidate in named if not _is_plain(candidate)])
    kept = [
        candidate
        for candidate in named
        if _is_plain(candidate)
        or name_key(candidate.name) not in (people | places if candidate.is_said_once else people)
    ]
    for candidate in kept:
        if candidate.subject() is Subject.SYSTEM:
            candidate.settle_name()
    return kept


def _without_epithet(name: str, candidates: Mapping[str, Candidate]) -> str:
    """Return the acronym alone where an ordinary word stands before one that texts explain: "Hospital RIS"."""
    first, _, rest = name.partition(" ")
    known = candidates.get(name_key(rest))
    return rest if known and rest in known.aliases and rest.isupper() and is_ordinary_word(first.casefold()) else name


def _explained(acronyms: Mapping[str, str]) -> dict[str, Candidate]:
    candidates: dict[str, Candidate] = {}
    for short, long in acronyms.items():
        if not _is_denied(short):
            head = head_of(long) or (Subject.SERVICE if says_what_people_do(long) else None)
            candidate = Candidate(name=f"{long} ({short})", aliases={long, short}, head=head)
            candidates[name_key(short)] = candidates[name_key(long)] = candidate
    return candidates


def _is_plain(candidate: Candidate) -> bool:
    """Tell whether it is no person, whatever it looks like: its own words say what it is, or texts do."""
    return bool(candidate.head or candidate.told)


def _join_by_initials(candidates: dict[str, Candidate]) -> None:
    """Make an acronym and the one full name whose initials it has one thing, where no text explains the acronym."""
    full: dict[str, list[Candidate]] = defaultdict(list)
    for candidate in candidates.values():
        words = candidate.name.split()
        if len(words) >= _FEWEST_INITIALS and candidate.head and all(word[0].isupper() for word in words):
            full["".join(word[0] for word in words)].append(candidate)
    for key, short in list(candidates.items()):
        named = full.get(short.name, [])
        if len(named) == 1 and not short.aliases and short.name.isupper() and short.head in {None, named[0].head}:
            long = named[0]
            joined = Candidate(name=f"{long.name} ({short.name})", aliases={long.name, short.name}, head=long.head)
            joined.learn_from(long)
            joined.learn_from(short)
            candidates[key] = candidates[name_key(long.name)] = joined


def _hear_phrases(texts: Sequence[str], candidates: dict[str, Candidate]) -> None:
    """Add names that are phrases; the site of what is a system itself ("the TideTrack website") is that system."""
    for text in texts:
        for phrase in phrase_names(text):
            whose_name = phrase.whose.casefold()
            if whose_name in NOT_NAMES and whose_name not in PUBLIC_SITES:
                continue
            whose = candidates.get(name_key(phrase.whose))
            if whose and whose.subject() is Subject.SYSTEM:
                whose.aliases |= {phrase.name, phrase.written}
                continue
            candidate = candidates.setdefault(name_key(phrase.name), Candidate(name=phrase.name, head=phrase.subject))
            candidate.hear_phrase(text, phrase.written, phrase.subject)


def _hear_lists(texts: Sequence[str], candidates: Mapping[str, Candidate]) -> None:
    """Let what stands in a list beside a system be one: "TideTrack, Quays and X"."""
    for text in texts:
        places = [
            (start, start + len(name), candidate)
            for start, name in sorted(mentions(text))
            if (candidate := candidates.get(name_key(name)))
        ]
        for left, right in pairwise(places):
            if not stand_beside(text[left[1] : right[0]]):
                continue
            for one, other in ((left[2], right[2]), (right[2], left[2])):
                if one.subject() is Subject.SYSTEM and other.subject() is None:
                    other.hear_beside_system(text)


def _is_everyday(candidate: Candidate, ordinary: set[str]) -> bool:
    """Tell whether a name is an everyday word: one that texts write small, or capitals that only stress a word."""
    small = candidate.name.casefold()
    is_stressed = not candidate.name.isupper() or is_ordinary_word(small)
    return small in ordinary and is_stressed and not candidate.told


def _counted(texts: Sequence[str], candidates: Sequence[Candidate]) -> list[NamedThing]:
    """Return candidates that occur. A longer name hides the shorter ones in it ("NHS App" is no mention of NHS)."""
    owners: dict[str, int] = {}
    for number, candidate in enumerate(candidates):
        for form in candidate.forms:
            owners.setdefault(name_key(form), number)
    pattern = name_pattern(form for candidate in candidates for form in candidate.forms)
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
    things = [_thing(candidates[number], count, where[number]) for number, count in counts.items()]
    return sorted(things, key=lambda thing: (-thing.count, thing.name))


def _thing(candidate: Candidate, count: int, texts: Sequence[int]) -> NamedThing:
    return NamedThing(
        name=candidate.name,
        subject=candidate.subject() or Subject.ORGANISATION,
        aliases=candidate.forms[1:],
        count=count,
        texts=tuple(texts),
        works_as_system=candidate.works_as_system,
    )


def _small_words(texts: Sequence[str]) -> set[str]:
    """Return the words that stand somewhere in small letters: such a word is no name where it is a capital's only."""
    return {word for text in texts for word in re.findall(r"\b[a-z]+\b", _ADDRESSES.sub(" ", text))}


def _people_and_places(texts: Sequence[str]) -> tuple[set[str], set[str]]:
    """Return the keys of the names that the language model takes for persons, and for places."""
    found = [entity for document in load_model("ner").pipe(texts, batch_size=64) for entity in document.ents]
    people = {name_key(entity.text) for entity in found if entity.label_ == "PERSON"}
    return people, {name_key(entity.text) for entity in found if entity.label_ in _PLACES}


def _single(name: str) -> str:
    """Return the name in the singular, but for one such as "Department of Tides", whose plural is its own."""
    return name if " of " in name or " for " in name else singular(name)


def _is_denied(name: str) -> bool:
    folded = name.casefold()
    words = folded.split()
    return (
        len(folded) < 2
        or folded in NOT_WHOLE_NAMES
        or all(word.strip(".,") in NOT_NAMES for word in words)
        or any(part in folded for part in NOT_NAME_PHRASES)
        or (len(words) == 1 and folded in ORGANISATION_HEADS | SERVICE_HEADS | SYSTEM_HEADS)
    )
