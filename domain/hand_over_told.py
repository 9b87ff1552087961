"""What the evidence of a hand-over tells of what people have not said: identifiers, agreements, trouble."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from domain.evidence import NOT_LIVE, Evidence, Kind
from domain.hand_overs import HandOver
from domain.wording import count, listed

_NUMBERED = (
    r"NHS|National Insurance|NI|DBS|ODS|VAT|PAYE|[Rr]eference|[Cc]ase|[Cc]laim|[Cc]ompany|[Pp]assport|[Aa]ccount|"
    r"[Ll]icen[cs]e|[Rr]egistration|[Pp]ermit|[Vv]ehicle|[Pp]roperty|[Cc]ustomer|[Pp]ayroll|[Bb]ooking|[Aa]pplication|"
    r"[Hh]ospital|[Pp]atient|[Ss]tudent|[Pp]upil|[Hh]olding|[Vv]essel|[Hh]ull|[Tt]ax|[Tt]axpayer|[Oo]rder|[Bb]atch|"
    r"[Ss]erial|[Pp]lot|[Pp]olicy|[Rr]eceipt|[Tt]racking|[Cc]ourt|[Uu]nique|[Bb]adge|[Cc]ard"
)
_IDENTIFIER = re.compile(
    rf"\b(?:(?:{_NUMBERED}) (?:reference |account |registration )?(?:numbers?|IDs?|identifiers?)|"
    r"(?:[Cc]ase|[Cc]laim|[Bb]ooking|[Aa]pplication|[Pp]ayment|[Uu]nique) references?|UPRNs?|URNs?|UTRs?|NINOs?|"
    r"national identifiers?)\b"
)
_LAW = r"(?!The )(?:[A-Z][a-z]+ (?:(?:and|of|for|the) ){0,2}){1,6}Act(?: \d{4})?"
_AGREEMENT = re.compile(
    r"\b(?:(?:data|information)[- ]sharing (?:agreement|protocol|arrangement)s?|"
    r"agreements? to share (?:data|information|records)|memorand(?:um|a) of understanding|MoUs?|"
    rf"(?:legal|lawful) (?:basis|gateways?|powers?)|(?:UK )?GDPR|{_LAW}|"
    r"(?:written|explicit|signed|informed) consent|statutory (?:power|dut)\w+)\b"
)


@dataclass(frozen=True, kw_only=True, slots=True)
class HandOverTold:
    """What evidence tells, in its words, made anew from it each time and never an edit; empty where it tells nothing.

    ``identifiers`` are numbers and references that it names, ``agreements`` what might allow the passing or is
    missing for it, ``troubles`` the difficulties, as they were said, but for what is mended or of a prototype.
    """

    identifiers: tuple[str, ...] = ()
    agreements: tuple[str, ...] = ()
    troubles: tuple[Evidence, ...] = ()

    @property
    def words(self) -> tuple[str, ...]:
        """Return all of it, a line each; no line where evidence tells nothing."""
        named = (("Names", self.identifiers), ("Speaks of", self.agreements))
        lines = [f"{lead} {_quoted(own)}." for lead, own in named if own]
        return (*lines, *(f"Trouble: {item.text}" for item in self.troubles))


def told_at(item: HandOver) -> HandOverTold:
    """Return what the evidence of a hand-over tells of it. Names stand as they are written first, each once."""
    told = [placed.evidence for placed in item.evidence]
    return HandOverTold(
        identifiers=_named(_IDENTIFIER, told),
        agreements=_named(_AGREEMENT, told),
        troubles=tuple(each for each in told if each.kind is Kind.PAIN_POINT and each.standing not in NOT_LIVE),
    )


def identifier_words(item: HandOver, *, unsaid: str) -> str:
    """Return by which identifier something is passed, as people said; else ``unsaid``, and what evidence names."""
    return item.identifier or _or_told(unsaid, "evidence names", told_at(item).identifiers)


def legal_basis_words(item: HandOver, *, unsaid: str) -> str:
    """Return what allows the passing, as people said; else ``unsaid``, and of what evidence speaks."""
    return item.legal_basis or _or_told(unsaid, "evidence speaks of", told_at(item).agreements)


def trouble_words(item: HandOver) -> str:
    """Return what is known to go wrong, as people said, else how many quotations tell of it; none: "none told"."""
    if item.trouble:
        return item.trouble
    told = len(told_at(item).troubles)
    tells = "tells" if told == 1 else "tell"
    return f"not put in words yet; {count(told, 'quotation')} of its evidence {tells} of it" if told else "none told"


def _or_told(unsaid: str, lead: str, told: tuple[str, ...]) -> str:
    return f"{unsaid}; {lead} {_quoted(told)}" if told else unsaid


def _quoted(told: tuple[str, ...]) -> str:
    return listed([f"“{one}”" for one in told])


def _named(pattern: re.Pattern[str], told: Iterable[Evidence]) -> tuple[str, ...]:
    first: dict[str, str] = {}
    for each in told:
        for match in pattern.finditer(each.text):
            first.setdefault(match[0].casefold().removesuffix("s"), match[0])
    return tuple(first.values())
