"""What a side of a hand-over is called where no name is told: "the lab", "their GP", "hiring staff"."""

import re
from collections.abc import Iterator

_ROLES = (
    r"GPs?|lab(?:s|orator(?:y|ies))?|clinics?|hospitals?|wards?|pharmac(?:y|ies)|(?:contact|call|service) centres?|"
    r"mail(?:ing)? houses?|print(?:ing)? (?:suppliers?|rooms?)|printers?|contractors?|suppliers?|couriers?|courts?|"
    r"police|schools?|colleges?|councils?|local authorit(?:y|ies)|employers?|banks?|bailiffs?|landlords?|insurers?|"
    r"solicitors?|social workers?|case ?workers?|consultants?|surveyors?|inspectors?|assessors?|referees?|"
    r"enforcement agents?|manufacturers?|reception(?:ists?)?|head office|back office|front desk|help ?desk|"
    r"service desk|registrars?|prosecutors?|"
    r"[a-z]+(?:ographer|ologist|ician|therapist)s?|nurses?|doctors?|midwi(?:fe|ves)|practitioners?|counsellors?|"
    r"(?:[A-Z]*[a-z-]* )?practices?|"
    r"(?:external|third-party|outside) (?:[a-z]+ )?(?:providers?|suppliers?|bod(?:y|ies))|"
    r"(?:phone|telephone|genetics|family history|screening|postal|booking|translation|interpreting|emergency) "
    r"(?:services?|clinics?|departments?|offices?)|"
    r"(?:[A-Z][\w&]*(?: [A-Z][\w&]*){0,2} |[a-z][a-z-]+ )?"
    r"(?:team|department|unit|panel|committee|officer|handler|adviser|advisor|reviewer|checker)s?|"
    r"(?:[a-z][a-z-]+ )?(?:staff|administrators?|managers?|clerks?)"
)
"""A person whom the journey is about is no side."""
_ROLE = re.compile(rf"(?<![\w-])(?:{_ROLES})(?![\w-])")
_OWN = r"(?:the|their|our|your|his|her|its|a|an|each|every|any|this|these|that|local|relevant|own|other|same|whole)"
_NO_ROLES = re.compile(rf"(?:{_OWN}|research|design|project|product|delivery|dev|of|and|or|to|by|with|as|for) ")

_TELL_NOT_WHICH = ("team", "unit", "staff", "administrator", "manager", "clerk", "handler", "reviewer", "checker")
"""Roles that alone tell of nobody in particular."""


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
