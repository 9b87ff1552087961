"""What a side of a hand-over, or whoever does a step, is called where no name is told: "the lab", "hiring staff"."""

import re
from collections.abc import Iterator

_PEOPLE = (
    r"GPs?|contractors?|couriers?|bailiffs?|landlords?|"
    r"solicitors?|social workers?|case ?workers?|consultants?|surveyors?|inspectors?|assessors?|referees?|"
    r"enforcement agents?|receptionists?|registrars?|prosecutors?|"
    r"[a-z]+(?:ographer|ologist|ician|therapist)s?|nurses?|doctors?|midwi(?:fe|ves)|practitioners?|counsellors?"
)
_WORKERS = r"officer|handler|adviser|advisor|reviewer|checker"
_STAFF = r"staff|administrators?|managers?|clerks?"
_ROLES = (
    rf"{_PEOPLE}|lab(?:s|orator(?:y|ies))?|clinics?|hospitals?|wards?|pharmac(?:y|ies)|"
    r"(?:contact|call|service) centres?|mail(?:ing)? houses?|print(?:ing)? (?:suppliers?|rooms?)|printers?|suppliers?|"
    r"courts?|police|schools?|colleges?|councils?|local authorit(?:y|ies)|employers?|banks?|insurers?|"
    r"manufacturers?|reception|head office|back office|front desk|help ?desk|service desk|"
    r"(?:[A-Z]*[a-z-]* )?practices?|"
    r"(?:external|third-party|outside) (?:[a-z]+ )?(?:providers?|suppliers?|bod(?:y|ies))|"
    r"(?:phone|telephone|genetics|family history|screening|postal|booking|translation|interpreting|emergency) "
    r"(?:services?|clinics?|departments?|offices?)|"
    r"(?:[A-Z][\w&]*(?: [A-Z][\w&]*){0,2} |[a-z][a-z-]+ )?"
    rf"(?:team|department|unit|panel|committee|{_WORKERS})s?|"
    rf"(?:[a-z][a-z-]+ )?(?:{_STAFF})"
)
"""A person whom the journey is about is no side."""
_ROLE = re.compile(rf"(?<![\w-])(?:{_ROLES})(?![\w-])")
_OWN = (
    r"(?:the|their|our|your|his|her|its|a|an|each|every|any|this|these|that|local|relevant|right|own|other|same|whole)"
)
_NO_ROLES = re.compile(rf"(?:{_OWN}|research|design|project|product|delivery|dev|of|and|or|to|by|with|as|for) ")

_TELL_NOT_WHICH = ("team", "unit", "staff", "administrator", "manager", "clerk", "handler", "reviewer", "checker")
"""Roles that alone tell of nobody in particular."""
_PERSON = re.compile(
    rf"(?:{_PEOPLE}|(?:{_WORKERS})s?|{_STAFF}|admins?|workers?|co-?ordinators?|vaccinators?|paralegals?|barristers?|"
    r"panels?|committees?)",
    re.IGNORECASE,
)
_SERVED = re.compile(
    r"users?|participants?|people|persons?|patients?|customers?|clients?|claimants?|applicants?|visitors?|callers?|"
    r"citizens?|residents?|tenants?|parents?|wom[ae]n|m[ae]n|members?|jobseekers?|witness(?:es)?|everyone|you|i|me",
    re.IGNORECASE,
)
_ANYBODY = frozenset({"staff", "worker", "workers", "manager", "managers"})


def is_person(noun: str) -> bool:
    """Tell whether a noun calls people by what they do at work: no body, and no user of a service."""
    return _PERSON.fullmatch(noun) is not None


def is_served(noun: str) -> bool:
    """Tell whether a noun calls people by a service being for them: whom a journey is about."""
    return _SERVED.fullmatch(noun) is not None


def tells_who(role: str) -> bool:
    """Tell whether a role says who is meant: not "staff" alone."""
    return role.casefold() not in _ANYBODY


def roles_in(text: str) -> Iterator[tuple[int, int]]:
    """Yield from where to where a sentence calls a side by its role; what belongs to one ("the lab's list") is none."""
    for match in _ROLE.finditer(text):
        start = match.start()
        while own := _NO_ROLES.match(text, start, match.end()):
            start = own.end()
        words = text[start : match.end()]
        tells_which = " " in words or not words.startswith(_TELL_NOT_WHICH)
        if tells_which and not text[match.end() :].startswith(("'", "’")):
            yield start, match.end()
