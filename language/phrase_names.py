"""Names of services and systems that are phrases: "the Tides website", "the Book a mooring service", "tides.gov.uk"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from domain.evidence import Subject

_VERBS_WRITTEN = """
    apply ask book calculate cancel change check choose claim compare complete create explore file find get give join
    make manage match order organise pay plan prepare prove publish record refer register renew report request review
    schedule search select send share submit tell track transfer update view
    """
"""What names of public services begin with, that say what people do there."""
_VERBS = frozenset(_VERBS_WRITTEN.split())
_VERB = "|".join(sorted(verb.capitalize() for verb in _VERBS))
_LINK = r"(?:of|for|the|in)"
_CAPITAL = r"[A-Z][\w.’'-]*\w"
_WHOSE_SITE = re.compile(
    rf"\b(?P<whose>{_CAPITAL}(?: (?:{_LINK} )*{_CAPITAL})*) "
    r"(?P<kind>web ?site|site|log-?in|online|calculator)s?\b"
    r"(?! (?:page|form|visit|banking|survey|session|interview|workshop)s?\b)"
)
"""Whose website, sign-in or calculator it is: "the Tides website", "on the Harbour Check online service"."""
_KINDS = {"site": "website", "web site": "website", "log-in": "login"}
_NOT_WHOSE_WRITTEN = """
    a an the our their this that these those your my some many most all both each every any no if in on at to from
    what which when while where so but and or as for by with not since until once after before is are was were
    current new old live beta alpha existing public main whole same other another redesign test local
    """
_NOT_WHOSE = frozenset(_NOT_WHOSE_WRITTEN.split())
"""Words that may stand with a capital before "site" because a sentence begins: they name none."""
_SORTS = r"(?:service|component|tool|app|platform|system|product)"
_NO_NAME_AFTER = (
    r"(?! (?:button|link|page|heading|screen|option|question|tab|section|field|step|label|task|message|text|card|"
    r"filter|menu|title|list)s?\b)"
)
_NAMED_BY_VERB = re.compile(
    rf"(?<=\b(?:the|our|and|via|new) )(?P<name>(?:{_VERB})(?: [a-z’'-]+){{1,5}}?)(?= (?:digital |online )?{_SORTS}\b)|"
    rf"(?P<before>\b(?:{_SORTS}s?|called|named|in|into|using|via|through|the) )?"
    rf"[‘“\"](?P<quoted>(?:{_VERB})(?: (?:[\w'-]|’(?=\w))+){{1,7}})[’”\"]"
    rf"(?P<after> (?:{_SORTS}|aims|helps|lets|allows)\b)?"
    rf"{_NO_NAME_AFTER}"
)
"""What is called by what people do there: "the Book a mooring service", "in ‘Find a harbour’"; no button or heading."""
_CLICKED = re.compile(
    r"\b(?:click|press|select|tap|chos|choos|pick|hit|see|saw|read|say|said|label|tick)\w*\b[^.]{0,12}$", re.IGNORECASE
)
_ADDRESS = re.compile(
    r"(?<![\w@/.-])(?!www\.|\d|[\w.-]*(?:dev|beta|alpha|test|staging|demo|preview|cloud)\b)"
    r"(?P<name>(?:[a-z0-9-]+\.)+(?:gov(?:\.[a-z]{2})?|mil|nhs\.uk|org\.uk|ac\.uk|police\.uk))(?![\w/@-]|\.\w)"
)
"""The address of a public site that stands alone in a text: no page of it, and no site that is only tried out."""
_BARE = frozenset({"gov.uk", "nhs.uk", "org.uk", "ac.uk", "police.uk", "service.gov.uk"})


@dataclass(frozen=True, kw_only=True, slots=True)
class PhraseName:
    """A name that is a phrase, as it is written, and what it is; ``whose`` is the name that stands in it, or empty."""

    name: str
    written: str
    subject: Subject
    whose: str = ""


def says_what_people_do(name: str) -> bool:
    """Tell whether a name begins as those of public services do that say what people do there: "Book a mooring"."""
    words = name.casefold().split()
    return len(words) > 1 and words[0] in _VERBS


def phrase_names(text: str) -> Iterator[PhraseName]:
    """Yield the names of sites, of services called by what people do there, and of web addresses."""
    for match in _WHOSE_SITE.finditer(text):
        start, whose = match.start(), match["whose"]
        while (first := whose.split(" ", 1)[0]) and first.casefold() in _NOT_WHOSE:
            start, whose = start + len(first) + 1, whose[len(first) + 1 :]
        whose = re.sub(r"['’]s\b", "", whose)
        if whose and whose[0].isupper() and (" " in whose or match["kind"] != "online"):
            written = text[start : match.end("kind")]
            name = f"{whose} {_KINDS.get(match['kind'], match['kind'])}"
            yield PhraseName(name=name, written=written, subject=Subject.SYSTEM, whose=whose)
    for match in _NAMED_BY_VERB.finditer(text):
        if match["name"]:
            yield PhraseName(name=match["name"], written=match["name"], subject=Subject.SERVICE)
        elif (match["before"] or match["after"]) and not _CLICKED.search(text[: match.start("quoted") - 1]):
            yield PhraseName(name=match["quoted"], written=match["quoted"], subject=Subject.SERVICE)
    for match in _ADDRESS.finditer(text):
        if match["name"] not in _BARE:
            yield PhraseName(name=match["name"], written=match["name"], subject=Subject.SYSTEM)
