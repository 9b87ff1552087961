"""What people decide on masking: a find left as it stands, words masked or described more generally."""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from domain.text import Replacement, TextSpan

PERSON = "PERSON"
KEPT = "KEPT"
GENERALISED = "GENERALISED"
OTHER = "OTHER"
IDENTIFYING = "IDENTIFYING"
"""The type of words that may identify someone without a name: only ever shown, never replaced by itself."""
LONGEST_WORDING_CHARACTERS = 200
_FOUND = {
    "PERSON": "a person's name",
    "EMAIL_ADDRESS": "an email address",
    "PHONE_NUMBER": "a telephone number",
    "UK_NINO": "a National Insurance number",
    "UK_NHS": "an NHS number",
    "NHS_NUMBER": "an NHS number",
    "UK_POSTCODE": "a postcode",
    "POSTCODE": "a postcode",
    "ADDRESS": "an address",
    "LOCATION": "a place",
    "DATE_OF_BIRTH": "a date of birth",
    "UK_UTR": "a tax reference",
    "UK_PASSPORT": "a passport number",
    "UK_DRIVING_LICENCE": "a driving licence",
    "UK_VEHICLE_REGISTRATION": "a vehicle registration",
    "UK_BANK_ACCOUNT": "a bank account",
    "CASE_REFERENCE": "a case reference",
    "URL_TOKEN": "a token in a web address",
    "GENERALISED": "words made more general",
    "OTHER": "words that a person masked",
    "IDENTIFYING": "words that may identify someone",
    "URL": "a web address",
    "IP_ADDRESS": "an internet address",
    "CREDIT_CARD": "a card number",
    "IBAN_CODE": "an international bank account",
    "US_SSN": "a US social security number",
}


@dataclass(frozen=True, kw_only=True, slots=True)
class MaskingDecision:
    """What a person decided on a span of canonical text: ``placeholder`` stands there, or the words as they are (None).

    The placeholder is what others read. It is the person's own wording and holds nothing of the text. That of a
    person's name is numbered anew when the file is saved, so that one person has one number in the study.
    """

    span: TextSpan
    placeholder: str | None
    type: str = OTHER

    def __post_init__(self) -> None:
        written = self.placeholder
        if written is not None and not (written.strip() and len(written) <= LONGEST_WORDING_CHARACTERS):
            raise ValueError(f"A wording has 1 to {LONGEST_WORDING_CHARACTERS} characters.")


@dataclass(frozen=True, kw_only=True, slots=True)
class MaskingDecisions:
    """The decisions on one text, in order and without overlap, and the digest of the text they were made on."""

    made: tuple[MaskingDecision, ...]
    text: str

    def __post_init__(self) -> None:
        if any(first.span.end > second.span.start for first, second in pairwise(self.made)):
            raise ValueError("Decisions must be in order and must not overlap.")

    def on(self, canonical: str) -> tuple[MaskingDecision, ...]:
        """Return the decisions when this is the text they were made on; none on any other."""
        return self.made if self.text == text_digest(canonical) else ()


def type_in_words(type_name: str) -> str:
    """Return a type of personal data as people call it: "a person's name"."""
    return _FOUND.get(type_name, type_name.replace("_", " ").lower())


def text_digest(canonical: str) -> str:
    """Return what tells one canonical text from another."""
    return hashlib.sha256(canonical.encode("utf-8", "surrogatepass")).hexdigest()


def in_brackets(wording: str) -> str:
    """Return a person's wording as it stands in a text: in square brackets, so that nobody takes it for a quotation."""
    return f"[{' '.join(wording.split()).strip('[] ')}]"


def decided(canonical: str, found: Sequence[Replacement], decisions: Sequence[MaskingDecision]) -> list[Replacement]:
    """Return what to replace once people's decisions stand above what was found, in order and without overlap.

    A decision takes the place of every find that it touches.
    """
    numbered = {item.span: item.placeholder for item in found if item.type == PERSON}
    kept = [item for item in found if not any(_touch(item.span, each.span) for each in decisions)]
    made = [
        Replacement(
            span=each.span,
            type=KEPT if each.placeholder is None else each.type,
            placeholder=_wording(each, canonical, numbered),
            decided=True,
        )
        for each in decisions
        if each.span.end <= len(canonical)
    ]
    return sorted([*kept, *made], key=lambda item: item.span)


def decisions_in(replacements: Sequence[Replacement]) -> tuple[MaskingDecision, ...]:
    """Return the decisions that replacements keep: those of people, in order."""
    return tuple(
        MaskingDecision(span=item.span, type=item.type, placeholder=None if item.type == KEPT else item.placeholder)
        for item in replacements
        if item.decided
    )


def with_decision(made: Sequence[MaskingDecision], *new: MaskingDecision) -> tuple[MaskingDecision, ...]:
    """Return decisions with new ones among them, in order; each takes the place of those that it touches."""
    for each in new:
        made = [*(old for old in made if not _touch(old.span, each.span)), each]
    return tuple(sorted(made, key=lambda each: each.span))


def places_of(words: str, text: str) -> list[TextSpan]:
    """Return where these words stand in a text as whole words, in order and without overlap. No words: nowhere."""
    written = r"\s+".join(map(re.escape, words.split()))
    if not written:
        return []
    found = re.finditer(rf"(?<!\w){written}(?!\w)", text)
    return [TextSpan(start=match.start(), end=match.end()) for match in found]


def _wording(each: MaskingDecision, canonical: str, numbered: dict[TextSpan, str]) -> str:
    if each.placeholder is None:
        return each.span.of(canonical)
    return numbered.get(each.span, each.placeholder) if each.type == PERSON else each.placeholder


def _touch(one: TextSpan, other: TextSpan) -> bool:
    return one.start < other.end and other.start < one.end
