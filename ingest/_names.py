"""Which of the words a small model takes for a person's name are one.

A small model takes capitalised words of a page, a product or a heading for people. Leaving those in place matters
as much as finding names: a note whose nouns are masked is no evidence.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from domain.text import fold
from ingest._find import Find
from ingest._first_names import FIRST_NAMES

PERSON = "PERSON"

_PARTICLES = frozenset(
    {
        "al",
        "bin",
        "da",
        "de",
        "del",
        "della",
        "den",
        "der",
        "di",
        "du",
        "el",
        "ibn",
        "la",
        "le",
        "van",
        "von",
        "y",
        "ap",
        "ab",
    }
)
_TITLES = frozenset(
    [
        "mr",
        "mrs",
        "ms",
        "miss",
        "mx",
        "dr",
        "prof",
        "professor",
        "sir",
        "dame",
        "lord",
        "lady",
        "cllr",
        "councillor",
        "sister",
        "nurse",
        "matron",
        "midwife",
        "sergeant",
        "constable",
        "rev",
        "reverend",
    ]
)
_ACRONYM = re.compile(r"[A-Z]{2,}s?|[A-Z]+\d+\w*")
_NO_NAME = re.compile(r"[\d/_&@+=<>#*|{}\[\]()]")
_WORD = re.compile(r"[^\W\d_]+")
_ADDRESS = re.compile(r"\S+@\S+|\b[\w-]+(?:\.[\w-]+)+")
_EDGES = " \t\n\"'“”‘’.,;:!?–—-•"
_LONGEST_NAME_WORDS = 5
_STREETS = frozenset(["lane", "avenue", "crescent", "terrace", "close", "gardens", "quay"])
_SURNAMES_THAT_ARE_WORDS = frozenset(
    ["church", "close", "english", "head", "lane", "page", "park", "street", "summer", "wales", "ward", "word"]
)
_DOES = "said|says|told|tells|asked|felt|thought|thinks|wanted|works|worked|went|rang|called|lives|explained|mentioned"

_NAMES_THAT_ARE_WORDS_WRITTEN = """
    amber art bill bob carol chase clay dale daisy dawn dean drew faith frank gene glen grace grant guy hazel
    heather holly hope ivy jack jay joy lance lily mark max may miles nick olive patience pat pearl penny poppy ray
    rob robin rose ruby sally sandy sue summer victor violet wade warren will
"""
NAMES_THAT_ARE_WORDS = frozenset(_NAMES_THAT_ARE_WORDS_WRITTEN.split())
"""First names that are also words: seeing one without its capital elsewhere does not say it is no name."""

_NOT_NAMES_WRITTEN = """
    agenda agile aim alpha analytics answer answerer app apps appendix applicant archetype archetypes background
    banner behaviour behaviours beta board bookmark bookmarks breakdown breast button caption card caseworker
    challenge challenges charity chart church citizen clearer clinic cohort complete context contexts council county
    covid customer data department design developer dev discovery docx domain download drill dyslexia dyspraxia
    easter email england english excel export facebook family figma filter filters finding findings form gender
    github glossary google gov.uk gp graph graphs head headteacher healthy hindered home hospital hub identify icon
    insight interviewer interviewee jira learner legend lifestyle logo logos map maps medical menu miro mobile
    mobility mural nhs nurse ofsted online outlook overwhelmed page park participant participants persona personas
    phase playback polaris portal probe probes problem propaganda proto prototype prototypes query question
    questions quiz ramadan reasoning refine register report research researcher respondent revisit road round salary
    school schools screen screening scotland search selecting sender service services session sharepoint slack smart
    snomed specialist sprint start station step storyteller street study summary supporter supporters survey table
    tasks task teacher team teams tips tool tracker transcript tribal trust twitter university user users vaccine
    variant version view wales ward welsh whatsapp wifi word workshop yes youtube zoom zoomed asian british diwali
    christmas eid key quote moderator facilitator notetaker observer
"""
NOT_NAMES = frozenset(_NOT_NAMES_WRITTEN.split())
"""Words of services and of research that are no part of a person's name, in lower case."""


class NameFilter:
    """Tells names from other capitalised words, for one text."""

    def __init__(self, text: str, *, never: Iterable[str] = ()) -> None:
        self._text = text
        self._never = frozenset(fold(name).casefold() for name in never)
        self._lower = frozenset(word for word in _WORD.findall(_ADDRESS.sub(" ", text)) if word.islower())

    def trimmed(self, find: Find) -> Find | None:
        """Return a find without the marks at its edges, and a name without what follows it; None when it is no name."""
        piece = self._text[find.start : find.end]
        if find.type == PERSON:
            piece = re.sub(
                r"^[A-Z]\.\s+(?=(?:Mrs?|Ms|Miss|Dr)\b)|['’]s?$",
                "",
                re.split(r"\s*\n", piece.lstrip(_EDGES), maxsplit=1)[0].rstrip(_EDGES),
            )
            if not self.is_name(piece):
                return None
        piece = piece.strip() if find.type != PERSON else piece
        start = self._text.find(piece, find.start, find.end) if piece else -1
        return replace(find, start=start, end=start + len(piece)) if start >= 0 else None

    def is_name(self, words: str) -> bool:
        """Tell whether these words read as a person's name in this text."""
        parts = words.split()
        if not parts or len(parts) > _LONGEST_NAME_WORDS or _NO_NAME.search(words):
            return False
        if fold(words).casefold() in self._never:
            return False
        told = [part for part in parts if part.rstrip(".").lower() not in _TITLES]
        if not told or not all(part[0].isupper() or part.lower() in _PARTICLES for part in told):
            return False
        if len(told) > 1 and told[0].lower() in FIRST_NAMES and told[-1].lower() in _SURNAMES_THAT_ARE_WORDS:
            return True
        return not _names_a_thing(told) and (len(parts) > len(told) or self._reads_as_name(told))

    def _reads_as_name(self, told: list[str]) -> bool:
        return any(not self._is_word(part) for part in told) and (len(told) > 1 or self._is_person(told[0]))

    def _is_person(self, word: str) -> bool:
        """Tell whether a single name is a common one, stands inside a sentence, or does what people do."""
        if word.lower() in FIRST_NAMES or word.lower() in NAMES_THAT_ARE_WORDS:
            return True
        name = re.escape(word)
        return bool(re.search(rf"(?:\b[a-z]+|,) {name}\b|\b{name}(?:['’]s)? (?:{_DOES})\b", self._text))

    def _is_word(self, part: str) -> bool:
        lower = part.lower()
        return len(lower) < 3 or (lower in self._lower and lower not in NAMES_THAT_ARE_WORDS | FIRST_NAMES)


def _names_a_thing(told: list[str]) -> bool:
    """Tell whether words hold one that is no part of a name, an acronym, or end as a street does."""
    if len(told) > 1 and told[-1].lower() in _STREETS:
        return True
    return any(part.lower().strip(_EDGES) in NOT_NAMES or _ACRONYM.fullmatch(part) for part in told)


class People:
    """The names found in one text, numbered in the order they are met; parts of a name count as the whole."""

    def __init__(self, names: Iterable[str]) -> None:
        self._numbers: dict[str, int] = {}
        self._written: dict[str, None] = {}
        for name in names:
            self._written.setdefault(name)

    def mentions(self, text: str) -> Iterator[tuple[int, int]]:
        """Yield where a known name, or a first or last name of one, is written in the text, with its capital."""
        known = {*self._written, *(part for name in self._written for part in _told(name) if len(part) > 2)}
        if not known:
            return
        either = "|".join(re.escape(name) for name in sorted(known, key=len, reverse=True))
        for match in re.finditer(rf"(?<![\w-])(?:{either})(?![\w-])", text):
            yield match.span()

    def placeholder(self, name: str) -> str:
        """Return what stands in the place of a name. Numbers are given on first use, from 1."""
        whole = self._full_name_of(name)
        return f"[name {self._numbers.setdefault(whole, len(self._numbers) + 1)}]"

    def _full_name_of(self, name: str) -> str:
        """Return the one longer name that this is a part of; the name itself when none or several are."""
        parts = _parts(name)
        longer = {_key(each) for each in self._written if parts < _parts(each)}
        return longer.pop() if len(longer) == 1 else _key(name)


def _told(name: str) -> list[str]:
    return [part for part in name.split() if part.rstrip(".").lower() not in _TITLES | _PARTICLES]


def _parts(name: str) -> frozenset[str]:
    return frozenset(part.casefold() for part in _told(name))


def _key(name: str) -> str:
    return " ".join(part.casefold() for part in _told(name))
