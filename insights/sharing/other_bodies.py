"""Whether a sentence speaks of another public body than the one it is about, where it does not call it by its name."""

import re
from collections.abc import Sequence

_BODIES = (
    r"(?:bod(?:y|ies)|organi[sz]ations?|agenc(?:y|ies)|authorit(?:y|ies)|councils?|government departments?|offices)"
)
_SEVERAL = r"(?:between|both|two|three|four|five|six|seven|eight|nine|ten|several|different|various|partner)"
_OTHERS = re.compile(
    rf"\b(?:(?:an)?other|{_SEVERAL}) (?:public |local )?{_BODIES}\b"
    rf"|\bone {_BODIES}\b.{{0,200}}\b(?:another|the next|the other)\b"
    r"|\b(?:lies?|lay|falls?|fell|lost|stuck|passed|goes|went|sent|slips?|bounc\w+|gaps?) (?:\w+ )?between us\b",
    re.IGNORECASE,
)
"""Words that speak of several bodies without saying which."""
_DEPARTMENTS = re.compile(rf"\b(?:(?:an)?other|{_SEVERAL}) departments?\b", re.IGNORECASE)
_AFTER = r"(?:the|an?|this|that|our|their|your|her|his|each|every|another|of|with|by|from|to|at) "
"""Before what is else a verb, or no body at all: "started school", "a tennis court"."""
_SORTS = {
    "a council": r"councils?(?! tax)|local authorit(?:y|ies)|social (?:services|workers?)",
    "health": r"hospitals?|(?:(?:the|an?|nhs|health|hospital|care) )trusts?|nhs|gps?|"
    r"surger(?:y|ies)|wards?(?! councillors?\b)",
    "a court": rf"{_AFTER}courts?|(?:county|crown|family|high|probate|magistrates['’]?) courts?|"
    r"coroners?|tribunals?|prosecutors?",
    "the police": r"police|constabular(?:y|ies)",
    "a registry": r"regist(?:ry|ries|rars?)|the register|register offices?",
    "a tax office": r"tax (?:offices?|people|records?|authorit(?:y|ies))|"
    r"(?:inland |hm )revenue|revenue (?:office|service|agency)|(?-i:the Revenue)|hmrc",
    "a pensions office": r"pensions? (?:offices?|people|agenc(?:y|ies)|service)|benefits? (?:offices?|agenc(?:y|ies))|"
    r"job ?cent(?:re|er)s?",
    "a licensing office": r"licen[cs]ing (?:office|agency)|passport office",
    "education": rf"{_AFTER}school|schools|(?:primary|secondary|nursery|infant|high) schools?|"
    r"colleges?|universit(?:y|ies)|academ(?:y|ies)",
    "justice": r"prisons?|probation",
    "central government": r"ministr(?:y|ies)|home office|treasury",
    "an agency": r"agenc(?:y|ies)",
}
"""The sorts of public bodies, and the words by which people speak of one."""
_NAMED_AS = {"health": "trusts?", "a court": "courts?", "education": "schools?", "a tax office": "revenue"}
"""What tells the sort of a body in its name, though people mean much else by it."""
_OF_A_SORT = {sort: re.compile(rf"\b(?:{spoken})\b", re.IGNORECASE) for sort, spoken in _SORTS.items()}
_NAMED = {
    sort: re.compile(rf"\b(?:{spoken}|{_NAMED_AS.get(sort, spoken)})\b", re.IGNORECASE)
    for sort, spoken in _SORTS.items()
}


def speaks_of_another_body(text: str, own: Sequence[str]) -> bool:
    """Tell whether words speak of several bodies, or of one of another sort than those whose names are ``own``.

    The sort of a body is known by the words of its names; one whose names tell none has all sorts as others.
    """
    names = " ".join(own)
    if _OTHERS.search(text) or (_DEPARTMENTS.search(text) and not _has_departments(names)):
        return True
    return any(spoken.search(text) and not _NAMED[sort].search(names) for sort, spoken in _OF_A_SORT.items())


def _has_departments(names: str) -> bool:
    """Tell whether a body is of a sort whose departments are parts of it, and no bodies of their own."""
    return any(_NAMED[sort].search(names) for sort in ("a council", "health", "education"))
