"""What may be a name: all that texts say of it, and whether that makes it an organisation, a service or a system."""

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field

from domain.evidence import Subject
from language.mentions import CAMEL
from language.name_forms import singular
from language.naming_rules import (
    COMMON_ORGANISATIONS,
    GOVERNING_WORDS,
    KNOWN_BODIES,
    ORGANISATION_AFTER,
    ORGANISATION_BEFORE,
    ORGANISATION_HEADS,
    SERVICE_HEADS,
    SOME_SYSTEM_HEADS,
    SYSTEM_HEADS,
)
from language.system_frames import Saying, kind_after, said_of

_FEWEST_VOTES = 1.4
_FEWEST_VOTES_OF_A_SHORT_NAME = 2.4
_SHORT = 2
"""Two letters stand for many things."""
_HINT = 0.4
_TELLING = 1.5
"""What one mention weighs that says plainly what it is."""
_WEIGHTS = {Saying.TELLS: _TELLING, Saying.SPEAKS_CLEARLY: 1 + _HINT, Saying.SPEAKS: 1}
_SURE = 2
_FEWEST_VOTES_A_MENTION = 0.12
_TELLING_LETTERS = re.compile(r"^[A-Z]{3,}\d?$|[a-z][A-Z]")


@dataclass(slots=True)
class Candidate:
    """A name that may be one, with what the words around its mentions say: votes, and hints that alone name nothing.

    ``known`` is what a catalogue says it is, ``head`` what its own words do. ``told`` counts the mentions that say
    plainly that it is a system; ``sample`` is the first text that names it, ``written`` how often it is written in
    each way, a word such as "portal" behind it included.
    """

    name: str
    aliases: set[str] = field(default_factory=set)
    known: Subject | None = None
    head: Subject | None = None
    votes: defaultdict[Subject, float] = field(default_factory=lambda: defaultdict(float))
    hints: Counter[Subject] = field(default_factory=Counter)
    mentions: int = 0
    told: int = 0
    sample: str = ""
    written: Counter[str] = field(default_factory=Counter)

    @property
    def forms(self) -> tuple[str, ...]:
        """Return its name and its aliases, in a steady order."""
        return (self.name, *sorted(self.aliases - {self.name}))

    def hear(self, text: str, start: int, end: int) -> None:
        """Add what the words around one mention say."""
        before, after = text[max(0, start - 60) : start], text[end : end + 40]
        self.mentions += 1
        self.sample = self.sample or text
        kind = kind_after(text, end)
        self.written[f"{text[start:end]} {kind}" if kind else text[start:end]] += 1
        said = said_of(text, start, end)
        if said is Saying.DENIES:
            return
        self.told += said is Saying.TELLS
        self.votes[Subject.SYSTEM] += _WEIGHTS.get(said, 0)
        self.hints[Subject.SYSTEM] += said is Saying.HINTS
        if ORGANISATION_AFTER.match(after):
            self.votes[Subject.ORGANISATION] += 1
        elif ORGANISATION_BEFORE.search(before):
            self.hints[Subject.ORGANISATION] += 1

    def hear_beside_system(self, text: str) -> None:
        """Add that a text names it in a list beside a system."""
        self.votes[Subject.SYSTEM] += _TELLING
        self.sample = self.sample or text

    def hear_phrase(self, text: str, written: str, subject: Subject) -> None:
        """Add a mention in a phrase that says plainly what it is: "the Tides website"."""
        self.head = self.head or subject
        self.aliases |= {written} - {self.name}
        self.mentions += 1
        self.told += 1
        self.sample = self.sample or text

    def learn_from(self, other: "Candidate") -> None:
        """Add what was heard of the same thing under another name."""
        for subject, votes in other.votes.items():
            self.votes[subject] += votes
        self.hints.update(other.hints)
        self.mentions += other.mentions
        self.told += other.told
        self.sample = self.sample or other.sample

    def settle_name(self) -> None:
        """Call it what it is always called, where that tells more, and know it by its other ways of writing."""
        self.aliases |= {way for way in self.written if way.startswith(f"{self.name} ")}
        [[way, times]] = self.written.most_common(1) or [("", 0)]
        is_whole = way.endswith(" reports") or (way == f"{self.name}s" and not self.name.isupper())
        if is_whole and times == self.mentions:
            self.aliases.add(self.name)
            self.name = way
        if self.name.islower() and "." not in self.name:
            self.aliases.add(self.name)
            self.name = self.name[:1].upper() + self.name[1:]

    @property
    def is_said_once(self) -> bool:
        """Tell whether so little speaks for a system that it may as well be a place."""
        return not self.told and self.votes[Subject.SYSTEM] < _SURE

    @property
    def works_as_system(self) -> bool:
        """Tell whether texts speak of it as of a system, whatever its own words say it is."""
        return bool(self.told) or self._weight(Subject.SYSTEM) >= _FEWEST_VOTES <= _HINT + self.votes[Subject.SYSTEM]

    def subject(self) -> Subject | None:
        """Return what its words say or, without such words, most votes; None when too few say anything."""
        if self.known or self.head:
            return self.known or self.head
        best = max(Subject, key=self._weight)
        if self.votes[Subject.ORGANISATION] > self.votes[Subject.SYSTEM]:
            best = Subject.ORGANISATION  # "from" and "to", which hint at systems, stand before organisations as well
        weight = self._weight(best)
        if best is Subject.SYSTEM and weight and looks_like_a_system(self.name):
            return best
        fewest = _FEWEST_VOTES if len(self.name) > _SHORT else _FEWEST_VOTES_OF_A_SHORT_NAME
        enough = max(fewest, _FEWEST_VOTES_A_MENTION * self.mentions)
        return best if self.votes[best] and weight >= enough else None

    def _weight(self, subject: Subject) -> float:
        weight = self.votes[subject] + _HINT * self.hints[subject]
        telling = subject is Subject.SYSTEM and weight and _TELLING_LETTERS.search(self.name)
        return weight + _HINT if telling else weight


def head_of(name: str) -> Subject | None:
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


def looks_like_a_system(name: str) -> bool:
    """Tell whether a word or two around a name are enough to call it a system: TideTrack, Mooring Manager."""
    words = name.split()
    return bool(CAMEL.fullmatch(name)) or (len(words) > 1 and singular(words[-1].casefold()) in SOME_SYSTEM_HEADS)
