"""The head of a transcript: lines such as "Participant: P04, carer" above the first turn, and whom each is about."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from domain.text import TextSpan, fold


class HeadKind(StrEnum):
    """Whom or what a line of a head is about; OTHER where its name does not say."""

    PARTICIPANT = "participant"
    INTERVIEWER = "interviewer"
    SESSION = "session"
    OTHER = "other"


@dataclass(frozen=True, kw_only=True, slots=True)
class HeadLine:
    """A line of a transcript's head: its span in the text, its kind, and what it says before and after the colon.

    ``is_of_one`` tells that it names a single participant by the word in front of the colon.
    """

    span: TextSpan
    kind: HeadKind
    term: str = ""
    said: str = ""
    is_of_one: bool = False

    @property
    def identifiers(self) -> tuple[str, ...]:
        """Return the codes and placeholders that it gives, in order: "P04", "[name 1]"."""
        first = _FIRST.match(self.said)
        bare = [first[1]] if first and _BARE_NUMBER.fullmatch(first[1]) else []
        return tuple(dict.fromkeys([*bare, *_IDENTIFIER.findall(self.said)]))

    @property
    def is_fact(self) -> bool:
        """Tell whether it says who, when or where: what no one says in a session, and no sentence of a note."""
        if self.kind in {HeadKind.PARTICIPANT, HeadKind.INTERVIEWER} or _OF_DATE.fullmatch(self.term):
            return True
        is_known = self.kind is HeadKind.SESSION or _OF_PERSON_OR_PLACE.fullmatch(self.term) is not None
        return is_known and len(self.said.split()) <= _LONGEST_FACT_WORDS and not _SENTENCE.search(self.said)

    @property
    def person(self) -> str:
        """Return the person's name that stands first in it, if it is written out and not masked; empty without one."""
        found = _NAME.match(self.said)
        return found[1] if found else ""


_LINE = re.compile(r"[ \t*_#>|-]*(?P<term>[^\W\d_][\w /.'’()&-]{0,40}?)[ \t*_]*:[ \t*_]*(?P<said>\S.*)")
_OF_ONE = re.compile(
    r"(?:(?:research )?participant|respondent|interviewee|informant)"
    r"(?: (?:id|no\.?|number|name|code|details|profile))?",
    re.IGNORECASE,
)
_OF_PEOPLE = re.compile(
    r"participants|respondents|interviewees|informants|name|present|attendees|spoken to|speaking to|interview with",
    re.IGNORECASE,
)
_OF_INTERVIEWER = re.compile(
    r"(?:(?:lead|user|co)[ -])?(?:interviewer|moderator|facilitator|researcher|observer|note[ -]?taker)s?|"
    r"(?:interviewed|moderated|conducted|transcribed) by",
    re.IGNORECASE,
)
_LEADS = re.compile(
    r"(?:(?:lead|user|co)[ -])?(?:interviewer|moderator|facilitator|researcher)s?|(?:interviewed|moderated) by",
    re.IGNORECASE,
)
"""Lines that name who asks, and nobody who only watches, writes down or pays."""
_NO_NAME = re.compile(
    r"users?|research(?:ers?)?|teams?|services?|design(?:ers?)?|products?|group|unit|office|staff|council|department|"
    r"agency|public|digital|policy|data|people|citizens?|customers?|clients?|participants?|respondents?|interviewees?|"
    r"interviewers?|moderators?|facilitators?|observers?|residents?|tenants?|patients?|carers?|parents?|members?|the",
    re.IGNORECASE,
)
"""Words of roles and teams: a label that is one may be anybody's."""
_DATE = (
    r"(?:(?:interview|session|research|fieldwork|recording|test) )?date"
    r"(?: of (?:the )?(?:interview|session|research|fieldwork|visit))?"
)
_OF_DATE = re.compile(_DATE, re.IGNORECASE)
_OF_SESSION = re.compile(
    rf"{_DATE}|(?:(?:interview|session|recording|start|end) )?(?:date|time|day|length|duration)|round|session|study|"
    r"project|service|method|consent(?: given)?|marking|classification|version|status|recorded|recording|"
    r"language|channel",
    re.IGNORECASE,
)
_OF_PERSON_OR_PLACE = re.compile(
    r"location|place|venue|site|address|setting|room|age(?: (?:group|range|band))?|gender|sex|ethnicity|nationality|"
    r"disability|access needs?|assistive technolog(?:y|ies)|role|job(?: title)?|occupation|profession|segment|"
    r"user (?:group|type)|persona|region|country|area|town|city|organisation|department|team|employer|device|browser|"
    r"recruit(?:ed|ment)(?: by| through| via)?|incentive|format|medium|tools?|id|ref(?:erence)?|file(?: name)?",
    re.IGNORECASE,
)
_CODE = r"(?:[A-Z]{1,4}|P[pt]{1,2}|[Pp]articipant|[Rr]espondent|[Ii]nterviewee|Speaker|User)[ _.#-]?\d{1,3}[a-z]?"
_IDENTIFIER = re.compile(rf"\[name \d+\]|\b{_CODE}\b")
_FIRST = re.compile(r"([\w.-]+)")
_BARE_NUMBER = re.compile(r"\d{1,4}[a-z]?")
_CAPITALISED = r"[^\W\d_a-zß-öø-ÿ][\w'’-]+"
_NAME = re.compile(rf"(?:(?:{_CODE}|\d{{1,4}})[\s,;:()–-]+)?({_CAPITALISED}(?: {_CAPITALISED})+)")
_SENTENCE = re.compile(r"[.?!…][\"'”’)]*$")
_BEGINS_TURN = re.compile(rf"(?:\[name \d+\]|{_CODE})\s*:|[\[(]?\d{{1,2}}:\d\d")
_MOST_LINES = 30
_LONGEST_FACT_WORDS = 12
_BETWEEN_PEOPLE = re.compile(r"\s*(?:[,;/&()+]|\band\b)\s*")
_PERSON = re.compile(rf"(?:(?:Dr|Mr|Mrs|Ms|Miss|Prof)\.? )?({_CAPITALISED}(?: {_CAPITALISED}){{0,3}}|[A-Z]{{2,4}})")


def head_of(text: str) -> tuple[HeadLine, ...]:
    """Return the lines of a text's head, from its beginning to the last that is plainly one; none without a head.

    A head ends where somebody begins to speak: at a question or a sentence of whoever takes part.
    """
    found: list[HeadLine] = []
    plain = 0
    for span, line in _lines(text):
        read = _read(line, span)
        if read is None:
            break
        found.append(read)
        if read.kind is not HeadKind.OTHER:
            plain = len(found)
    while plain < len(found) and _LINE.fullmatch(found[plain].span.of(text).strip()):
        plain += 1
    return tuple(found[:plain]) if any(line.kind is not HeadKind.OTHER for line in found) else ()


def date_in(head: tuple[HeadLine, ...]) -> str:
    """Return the date that a head gives of the session, as written; empty where it gives none."""
    return next((line.said.strip(" \t*_.") for line in head if _OF_DATE.fullmatch(line.term)), "")


def participants_named(head: tuple[HeadLine, ...]) -> tuple[str, ...]:
    """Return the identifiers that a head gives to participants, in order."""
    of_people = [line for line in head if line.kind is HeadKind.PARTICIPANT]
    return tuple(dict.fromkeys(name for line in of_people for name in line.identifiers))


def only_participant(head: tuple[HeadLine, ...]) -> str | None:
    """Return what a head of a single participant calls them, by code or else by name; None for others."""
    of_people = [line for line in head if line.kind is HeadKind.PARTICIPANT]
    if len(of_people) != 1 or not of_people[0].is_of_one or len(of_people[0].identifiers) > 1:
        return None
    return next(iter(of_people[0].identifiers), of_people[0].person) or None


def interviewers_named(head: tuple[HeadLine, ...]) -> frozenset[str]:
    """Return, folded, what a head calls whoever does the research: identifiers, and what stands after the colon."""
    of_research = [line for line in head if line.kind is HeadKind.INTERVIEWER]
    said = {fold(line.said).casefold() for line in of_research}
    return frozenset(
        said | {name.casefold() for line in of_research for name in (*line.identifiers, line.person) if name}
    )


def labels_of_interviewers(head: tuple[HeadLine, ...], *, is_word: Callable[[str], bool]) -> frozenset[str]:
    """Return, folded and without spaces, what may stand before the words of whoever a head says does the research.

    That is the name, the first name, the initials. What may stand for somebody else in the head as well is left out,
    and so are a role, a team, and whatever is ordinary words alone, as ``is_word`` tells.
    """
    ours, others = set[str](), set[str]()
    for line in head:
        leads = line.kind is HeadKind.INTERVIEWER and _LEADS.fullmatch(line.term) is not None
        for part in _BETWEEN_PEOPLE.split(line.said):
            match = _PERSON.fullmatch(part)
            words = match[1].split() if match else []
            if not words or any(map(_NO_NAME.fullmatch, words)) or (leads and all(map(is_word, words))):
                continue
            initials = "".join(word[0] for word in words)
            called = {"".join(words), words[0], *([initials] if len(initials) > 1 else [])}
            (ours if leads else others).update(label.casefold() for label in called)
    return frozenset(ours - others)


def _lines(text: str) -> Iterator[tuple[TextSpan, str]]:
    at = count = 0
    for line in text.split("\n"):
        if line.strip():
            if count == _MOST_LINES:
                return
            count += 1
            yield TextSpan(start=at, end=at + len(line)), line.strip()
        at += len(line) + 1


def _read(line: str, span: TextSpan) -> HeadLine | None:
    """Return what a line of a head says; None where it begins what is spoken."""
    if _BEGINS_TURN.match(line):
        return None
    match = _LINE.fullmatch(line)
    if match is None:
        return HeadLine(span=span, kind=HeadKind.OTHER)
    term, said = match["term"], match["said"]
    is_of_one = _OF_ONE.fullmatch(term) is not None
    of_people = is_of_one or _OF_PEOPLE.fullmatch(term) is not None
    of_research = _OF_INTERVIEWER.fullmatch(term) is not None
    speaks = _SENTENCE.search(said) and not _IDENTIFIER.match(said) and not _NAME.match(said)
    if (of_people or of_research) and speaks:
        return None
    kind = (
        HeadKind.PARTICIPANT
        if of_people
        else HeadKind.INTERVIEWER
        if of_research
        else HeadKind.SESSION
        if _OF_SESSION.fullmatch(term)
        else HeadKind.OTHER
    )
    return HeadLine(span=span, kind=kind, term=term, said=said, is_of_one=is_of_one)
