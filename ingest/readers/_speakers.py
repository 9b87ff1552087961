"""Labels that say who speaks: "P1:", "Participant 3 -", "[00:12:05] Jane:", a name alone on its line."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import Enum, auto

from ingest._known_names import first_names, surnames
from ingest._name_words import NAMES_THAT_ARE_WORDS, SURNAMES_THAT_ARE_WORDS
from ingest._word_set import key_of
from language.dictionary import is_ordinary_word


class LabelKind(Enum):
    """What a label names, the surest first. NOBODY and ASKS are no participant, and end the turn before them."""

    CODE = auto()
    NUMBERED = auto()
    ROLE = auto()
    NAME = auto()
    OTHER = auto()
    ASKS = auto()
    NOBODY = auto()


@dataclass(frozen=True, kw_only=True, slots=True)
class Label:
    """A label and where its line begins; ``alone`` when no words follow on it; ``timed`` when a clock stands by it.

    ``clock`` is the time that is written with it, as written, empty where none is; ``ends`` is where the label with
    its time is over, in code points of the text.
    """

    speaker: str
    kind: LabelKind
    start: int = 0
    ends: int = 0
    clock: str = ""
    alone: bool = False
    timed: bool = False

    @property
    def key(self) -> str:
        """Return what is equal for one speaker however the label is typed: P1, P 1, P01."""
        return _key(self.speaker)

    @property
    def is_participant(self) -> bool:
        """Tell whether the label is the research's own word for who is asked."""
        return _ASKED.fullmatch(self.speaker) is not None


def _key(speaker: str) -> str:
    plain = "".join(filter(str.isalnum, speaker)).casefold()
    return re.sub(r"(?<!\d)0+(?=\d)", "", plain)


_LONGEST = 160
"""A label ends before so many characters of its line."""
_CLOCK = r"\d{1,2}(?::\d{1,2}){1,2}(?:[.,]\d{1,3})?"
_TIME = rf"(?:[\[(]{_CLOCK}[\])]|{_CLOCK}(?:\s*-->\s*{_CLOCK})?)"
_SURNAME_FIRST = (
    rf"[^\W\d_][\w'’-]+(?: [\w'’-]+)?, [^\W\d_][\w.'’-]*(?: [\w.'’-]+)?(?=(?:\s*\([^():\n]{{1,40}}\))?\s+{_TIME})"
)
"""A person as the directory of an organisation lists them, "Smith, Jane (Housing)", beside a time: calls show it so."""
_WHO = rf"\[[^\[\]\n:]{{1,30}}\]|{_SURNAME_FIRST}|[^\W_][\w.'’-]*(?: #?[\w.'’-]+){{0,3}}?"
_LINE = re.compile(
    rf"[*_]{{0,3}}(?:(?P<before>{_TIME})[*_]{{0,3}}(?:\s*[:–-])?\s+)?[*_]{{0,3}}(?P<who>{_WHO})[*_]{{0,3}}"
    rf"(?P<beside>\s*\([^():\n]{{1,40}}\)|,\s[^:,\n]{{1,40}}?(?=\s*:))?(?P<after>,?\s+{_TIME})?[*_]{{0,3}}"
    rf"(?:\s*(?P<colon>:)[*_]{{0,3}}(?=\s|$)|\s*(?P<dash>[-–—]{{1,2}})\s+(?=\S)|(?P<end>\s*$)|(?P<gap>(?<=[\d\])])\s))"
)
_ONLY_TIME = re.compile(rf"\s*{_TIME}\s*")
_TIME_BEHIND = re.compile(rf"\s*[\[(](?P<clock>{_CLOCK})[\])][*_]{{0,3}}(?=\s)")
_WRITTEN_CLOCK = re.compile(_CLOCK)
_SURE_TIME = re.compile(r"[\[(]|:\d+:|-->")
_PEOPLE = (
    "user citizen speaker customer client caller tester person visitor resident tenant patient applicant claimant carer"
    " parent volunteer attendee member learner student employee worker witness executor"
)
_NUMBER = r"(?:\s?(?:no\.?|number|#))?\s?"
_ASKED = re.compile(r"(?i:participant|respondent|interviewee)")
_CODE = re.compile(rf"(?:P|PT|Pt|PP|Ppt)[ .#-]?\d{{1,3}}[a-z]?|{_ASKED.pattern}{_NUMBER}(?:\d{{1,3}}|[A-Z])")
_FORMS = re.compile(r"P\W?(?:45|60|800)")
"""Forms of the tax office, which notes name more often than a forty-fifth participant."""
_ROLE = re.compile(rf"(?i:{_PEOPLE.replace(' ', '|')}|participant|respondent|interviewee)")
_NUMBERED = re.compile(rf"{_ROLE.pattern}{_NUMBER}(?:\d{{1,3}}|[A-Z])")
_ASKS = re.compile(
    r"(?:(?:lead|user|design)\s|co\W?)?(?:research(?:er|ers)?|interviewer|moderator|facilitator|observer|note\W?taker|"
    r"host|interpreter|narrator)\b|(?:q|i|int|ur|me)(?:\s?\d)?$",
    re.IGNORECASE,
)
"""Speakers who do the research: what they say is no participant's."""
_LEADS = re.compile(
    r"(?:(?:lead|user|design|co)[\s-]?){0,2}(?:researcher|interviewer|moderator|facilitator)"
    r"(?:\s?#?\d{1,2}|\s?[(\[](?P<name>[^()\[\]]{1,40})[)\]])?|q|int|ur|i",
    re.IGNORECASE,
)
"""Speakers who surely lead the session: the whole of a label, as "Host family" and "Research participant" do not."""
_WRITES = re.compile(r"\b(?:notes?|observations?|comments?|participants?)\b", re.IGNORECASE)
"""Says beside such a word that it is no speech of theirs: "Interviewer (notes)"."""
_ABOUT_RESEARCH = re.compile(r"research\s", re.IGNORECASE)
_NOBODY = re.compile(
    r"(?:a|unknown|all|both|everyone|everybody|group|several|multiple|notes?|observations?|comments?|summary|prompt|task|"
    r"scenario|question|action|date|time|start|end|recording|transcript)(?:\s(?:speakers?|participants?|users?))?(?:\s?\d+)?"
    r"|.*\d\s?(?:,|and|&|/|\+)\s?\w+",
    re.IGNORECASE,
)
_CALENDAR = re.compile(
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)days?|january|february|march|april|may|june|july|august|september|october|"
    r"november|december",
    re.IGNORECASE,
)
_SURE = frozenset({LabelKind.CODE, LabelKind.NUMBERED})
_SEVERAL = re.compile(
    r"[*_]{0,3}(?:P|[Pp]articipants? |[Uu]sers? )\d+(?: ?(?:,|and\b|[&/+])[A-Za-z ]{0,14}\d+){1,8}[*_]{0,3}\s*[:–-]"
)
_PLACEHOLDER = re.compile(r"\[[^\[\]]*[^\W\d_][^\[\]]*\]")
_RANK = re.compile(
    r"\W*(?:critical|high|medium|low|urgent|blocker|major|minor)(?: priority)?\s*(?:[-–:,.(]|$)", re.IGNORECASE
)


def asks(speaker: str) -> bool:
    """Tell whether a speaker's name says that they do the research."""
    return _ASKS.match(speaker) is not None


def is_interviewer(speaker: str) -> bool:
    """Tell whether a speaker's name says that they lead the session, so that their words are no evidence."""
    found = _LEADS.fullmatch(speaker)
    return found is not None and not _WRITES.search(found["name"] or "")


def is_participant(speaker: str) -> bool:
    """Tell whether a speaker's name is the research's own word or code for who is asked."""
    return _ASKED.fullmatch(speaker) is not None or _CODE.fullmatch(speaker) is not None


def is_plain_word(word: str) -> bool:
    """Tell whether a word is an ordinary one, and no first name."""
    return is_ordinary_word(key_of(word)) and key_of(word) not in first_names()


def has_label(line: str) -> bool:
    """Tell whether a line begins with a few words and a colon, as speech does, whomever they name."""
    found = _LINE.match(line[:_LONGEST].lstrip())
    return found is not None and found["colon"] is not None


def begins_turn(line: str) -> bool:
    """Tell whether a line of a paragraph surely begins another speaker's turn, whatever stands around it."""
    label = _label(line[:_LONGEST], 0, names=False)
    if label is None:
        return False
    if label.timed or label.alone:
        return label.timed
    return label.kind in _SURE or (label.kind is LabelKind.ASKS and len(label.speaker) > 1)


def words_begin(text: str, speaker: str) -> int:
    """Return where the words behind the label begin with which a text of ``speaker``'s begins, 0 where none does.

    A label with nothing behind it is all there is: 0.
    """
    label = _label(text.partition("\n")[0][:_LONGEST], 0, names=False, asking=frozenset({_key(speaker)}))
    if label is None or label.kind is LabelKind.NOBODY or not text[label.ends :].strip():
        return 0
    return label.ends


def may_name_speakers(texts: Iterable[str]) -> bool:
    """Tell whether a label comes twice in texts, or beside a time: else no name in them can be a speaker's.

    The lists of names and of ordinary words take seconds to load, so they are asked only then.
    """
    seen: set[str] = set()
    for line in (line for text in texts for line in text.split("\n")):
        if is_clock(line):
            return True
        found = _LINE.match(line[:_LONGEST])
        if found is None or found["gap"] or not found["who"][0].isupper():
            continue
        if found["before"] or found["after"] or found["who"] in seen:
            return True
        seen.add(found["who"])
    return False


def labels_in(
    text: str, *, above: str = "", names: bool = True, asking: frozenset[str] = frozenset()
) -> Iterator[Label]:
    """Yield the labels that lines of a text begin with, in order; whether they are speakers only the whole file tells.

    ``above`` is the clock that stands alone above the text; without ``names`` only codes, roles and times count.
    ``asking`` are keys of those who do the research.
    """
    at = begun = 0
    timed = bool(above)
    for line in text.split("\n"):
        label = _label(line[:_LONGEST], begun, names=names, asking=asking)
        if label and (at == 0 or timed or not label.alone or label.timed):
            yield replace(
                label,
                timed=label.timed or timed,
                alone=label.alone and len(line) < _LONGEST,
                ends=label.ends + at,
                clock=label.clock or _clock_in(text[begun:at]) or (_clock_in(above) if at == 0 else ""),
            )
        at += len(line) + 1
        timed = is_clock(line)
        begun = begun if timed else at


def is_clock(line: str) -> bool:
    """Tell whether a line holds nothing but a time, or a time and the time it ended."""
    return _ONLY_TIME.fullmatch(line) is not None


def label_of_cell(cell: str, asking: frozenset[str] = frozenset()) -> Label | None:
    """Return the label that a cell of a column of speakers is; None for an empty one."""
    kind = LabelKind.CODE if cell.isdecimal() else kind_of(cell) if cell else None
    kind = LabelKind.ASKS if _key(cell) in asking else kind
    return Label(speaker=cell, kind=kind or LabelKind.OTHER) if cell else None


def _label(line: str, at: int, *, names: bool, asking: frozenset[str] = frozenset()) -> Label | None:
    if _SEVERAL.match(line):
        return Label(speaker="", kind=LabelKind.NOBODY, start=at)
    found = _LINE.match(line)
    if found is None:
        return None
    is_known = _key(found["who"]) in asking
    kind = LabelKind.ASKS if is_known else kind_of(found["who"], names=names or bool(found["before"] or found["after"]))
    if kind is None:
        return None
    if kind is LabelKind.ASKS and _WRITES.search(found["beside"] or ""):
        kind = LabelKind.NOBODY
    sure = kind in _SURE
    if (found["dash"] and not sure and not found["before"]) or (found["gap"] and not found["after"]):
        return None
    if sure and _RANK.match(line, found.end()):
        return None
    times = f"{found['before'] or ''}{found['after'] or ''}"
    behind = None if times else _TIME_BEHIND.match(line, found.end())
    return Label(
        speaker=found["who"],
        kind=kind,
        start=at,
        ends=(behind or found).end(),
        clock=behind["clock"] if behind else _clock_in(times),
        alone=not line[found.end() :].strip(),
        timed=bool(found["after"] or _SURE_TIME.search(times)),
    )


def _clock_in(text: str) -> str:
    """Return the first time in a text, as it is written; empty where there is none."""
    found = _WRITTEN_CLOCK.search(text)
    return found.group() if found else ""


def kind_of(who: str, *, names: bool = True) -> LabelKind | None:
    """Return what words before a colon name; None when they read as no speaker."""
    if asks(who):
        return None if _ABOUT_RESEARCH.match(who) else LabelKind.ASKS
    if _CODE.fullmatch(who):
        return LabelKind.NUMBERED if _FORMS.fullmatch(who) else LabelKind.CODE
    if _NUMBERED.fullmatch(who):
        return LabelKind.NUMBERED
    if _ROLE.fullmatch(who):
        return LabelKind.ROLE
    if _NOBODY.fullmatch(who):
        return LabelKind.NOBODY
    return _kind_of_name(who) if names else None


def _kind_of_name(who: str) -> LabelKind | None:
    if _PLACEHOLDER.fullmatch(who):
        return LabelKind.NAME
    surname, _, first_name = who.partition(", ")
    words = [*first_name.split(), *surname.split()]
    if any(map(_CALENDAR.fullmatch, (words[0], surname))) or not all(word[0].isupper() for word in words):
        return None
    first, *others = [key_of(word) for word in words]
    if others and first in first_names() | NAMES_THAT_ARE_WORDS and all(map(_can_be_surname, others)):
        return LabelKind.NAME
    if not others and first in first_names():
        return LabelKind.NAME
    if not others and (first in NAMES_THAT_ARE_WORDS or len(who) == 1):
        return LabelKind.OTHER
    return None if any(map(is_ordinary_word, (first, *others))) else LabelKind.OTHER


def _can_be_surname(word: str) -> bool:
    """Tell whether a word may follow a first name: a surname, or the one letter that is shown of it (Maureen B)."""
    return (
        len(word) == 1
        or word in surnames() | SURNAMES_THAT_ARE_WORDS | NAMES_THAT_ARE_WORDS
        or not is_ordinary_word(word)
    )
