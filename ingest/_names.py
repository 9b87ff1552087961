"""The people in one text: which numbers stand for them, and where else they are written."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from domain.masking import PERSON
from ingest._find import Find
from ingest._name_words import NAMES_THAT_ARE_WORDS, NOT_NAMES, PARTICLES, ROLES, TITLES
from ingest._places import PLACES
from ingest._word_set import key_of
from ingest._written_names import WrittenNames
from language.dictionary import is_ordinary_word

_EDGES = " \t\n\"'“”‘’.,;:!?–—-•*_()[]"
_NO_NAME = re.compile(r"[\d/_&@+=<>#*|{}\[\]()]")
_NUMBER = re.compile(r"\[name (\d+)\]")
_SHORTEST_PART = 3


def trimmed(find: Find, names: WrittenNames, text: str) -> Iterator[Find]:
    """Yield what of a model's find reads as a name, without the marks at its edges; nothing when nothing does.

    What stands on both sides of a semicolon or a dash is no one name: "Town: Ashdown; Submitted: 3 May".
    """
    at = find.start
    for written in re.split(r"\s*;\s*|\s+[–—-]\s+", _one_line(text[find.start : find.end])):
        piece = re.sub(r"['’]s?$", "", written.strip(_EDGES))
        if not piece or _NO_NAME.search(piece):
            continue
        start = text.find(piece, at, find.end)
        at = start + len(piece)
        if start >= 0 and names.reads_as_name(start, at):
            yield Find(start, at, PERSON, find.score)


def _one_line(text: str) -> str:
    return re.split(r"\s*\n", text.lstrip(_EDGES), maxsplit=1)[0]


class People:
    """The names found in one text, with one number a person; parts of a name count as the whole.

    ``known`` are people met elsewhere in the study: placeholder to the forms in which they are written. They keep
    their placeholder; whoever is new gets the next number, in the order in which they are met.
    """

    def __init__(
        self, names: Iterable[str], *, known: Mapping[str, Sequence[str]] | None = None, taken: int = 0
    ) -> None:
        self._written = list(dict.fromkeys(names))
        self._known = {
            placeholder: [parts for form in forms if (parts := _parts(form))]
            for placeholder, forms in (known or {}).items()
        }
        self._placeholders: dict[frozenset[str], str] = {}
        numbers = [int(match.group(1)) for placeholder in self._known if (match := _NUMBER.fullmatch(placeholder))]
        self._last = max([taken, *numbers])

    def mentions(self, text: str) -> Iterator[tuple[int, int]]:
        """Yield where a name found, or a part of one, is written again; in any case unless it is a word."""
        whole = {" ".join(name.split()) for name in self._written}
        parts = {part for name in self._written for part in _told(name) if len(part) >= _SHORTEST_PART}
        named = {part for part in parts if _names_alone(part)}
        for pattern, flags in ((whole | parts, 0), (named | {name for name in whole if " " in name}, re.IGNORECASE)):
            if not pattern:
                continue
            either = "|".join(re.escape(name) for name in sorted(pattern, key=len, reverse=True))
            for match in re.finditer(rf"(?<![\w@./-])(?:{either})(?![\w@-]|\.\w)", text, flags):
                yield match.span()

    def placeholder(self, name: str) -> str:
        """Return what stands in the place of a name. New numbers are given on first use."""
        parts = self._whole(_parts(name) or frozenset({name.casefold()}))
        if parts not in self._placeholders:
            self._placeholders[parts] = self._known_as(parts) or self._next()
        return self._placeholders[parts]

    def _next(self) -> str:
        self._last += 1
        return f"[name {self._last}]"

    def _whole(self, parts: frozenset[str]) -> frozenset[str]:
        """Return the one longer name in this text that this is a part of; the name itself when none or several are."""
        longer = {other for each in self._written if parts < (other := _parts(each))}
        largest = {each for each in longer if not any(each < other for other in longer)}
        return largest.pop() if len(largest) == 1 else parts

    def _known_as(self, parts: frozenset[str]) -> str | None:
        """Return the placeholder of the one person of the study who is written so, or with more, or with less.

        Whoever is written with less may be met once: of two Sarahs with a surname neither is the known Sarah.
        """
        met = set(self._placeholders.values())
        fits: tuple[Callable[[str, frozenset[str]], bool], ...] = (
            lambda _, form: form == parts,
            lambda _, form: parts < form,
            lambda placeholder, form: form < parts and placeholder not in met,
        )
        for fit in fits:
            found = {known for known, forms in self._known.items() if any(fit(known, form) for form in forms)}
            if found:
                return found.pop() if len(found) == 1 else None
        return None


def _names_alone(part: str) -> bool:
    """Tell whether a part of a name can be nothing else, however it is written."""
    key = key_of(part)
    if key in NAMES_THAT_ARE_WORDS or key in NOT_NAMES or key in PLACES:
        return False
    return len(key) > _SHORTEST_PART and not is_ordinary_word(key)


def _told(name: str) -> list[str]:
    return [part for part in name.split() if part.rstrip(".").lower() not in TITLES | ROLES | PARTICLES]


def _parts(name: str) -> frozenset[str]:
    return frozenset(key_of(part.strip(_EDGES)) for part in _told(name) if part.strip(_EDGES))
