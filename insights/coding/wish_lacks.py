"""A wish told as the difficulty that it would mend: "Clerks need to see it" is "Clerks cannot see it".

The encoder that matches difficulties was trained on what is wrong and not on what is wanted.
"""

import re
from typing import TYPE_CHECKING

from insights.coding.wish_grammar import is_command

if TYPE_CHECKING:
    from spacy.tokens import Doc

_LABEL = re.compile(r"^(?:\W*\([A-Z]\w*\))?\W*(?:recommendation\W*)?", re.IGNORECASE)
_RATED = r"(?:High|Low|Medium|Med|H|L|M)"
_RATING = re.compile(rf"[.!;,\s–—-]{{0,4}}\({_RATED}\)\W{{0,9}}$|[.!;–—]\s{{1,3}}{_RATED}\W{{0,9}}$")
_NOT_WANTED = re.compile(
    r"\b(?:do|does|did|would)(?: not|n['’]t) (?:\w+ )?(?:need|want|wish|like|ask)\b", re.IGNORECASE
)
_NOT = r"(?: not|n['’]t| never| no longer)"
_SEVERAL = r"\b(people|they|we|you|\w*[^s\W]s)"
_WANTS = (
    r"\b(?:needs?|needed|wants?|wanted|would (?:really |also )?(?:like|love|want)|would have liked|wish(?:es|ed)?|"
    r"desires?|(?<!be )asked(?= (?:for|to)\b))\b"
)
_TOLD: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(rf"{_SEVERAL} (?:should|must|ought){_NOT}(?: to)? be\b", re.I), r"\1 are"),
    (re.compile(rf"\b(?:should|must|ought){_NOT}(?: to)? be\b", re.I), "is"),
    (re.compile(rf"{_SEVERAL} (?:should|must|ought){_NOT}(?: to\b)?", re.I), r"\1"),
    (re.compile(rf"\b(?:should|must|ought){_NOT}(?: to\b)?", re.I), "does"),
    (
        re.compile(rf"{_WANTS} (?:an? (?:easy )?way |a place |the ability )?(?:to be able )?to\b(?! be\b)", re.I),
        "cannot",
    ),
    (re.compile(r"\bneeds? to be\b", re.I), "is not"),
    (re.compile(rf"{_WANTS} (?:for )?more ", re.I), "have not enough "),
    (re.compile(rf"{_WANTS} (?:for )?(?:(?:an?|one|some|the) )?", re.I), "have no "),
    (re.compile(r"\b(?:should|must|ought to) be\b", re.I), "is not"),
    (re.compile(r"\b(?:should|must|ought to)\b", re.I), "does not"),
    (re.compile(r"^(?:an?|one|some) ", re.I), "There is no "),
    (re.compile(r"^(?:someone|somebody|something) ", re.I), "There is no one "),
)


def told_as_lacking(text: str, document: "Doc") -> str:
    """Return what is wrong as long as a wish is not met; the text without its label where it is worded otherwise.

    ``document`` is the text with its grammar.
    """
    plain = _LABEL.sub("", text).strip()
    plain = _RATING.sub("", plain) or plain
    if _NOT_WANTED.search(plain) is not None:
        return plain
    for pattern, lacking in _TOLD:
        told = pattern.sub(lacking, plain, count=1)
        if told != plain:
            return told
    first = next(iter(document.sents), None)
    return f"They do not {plain[:1].lower()}{plain[1:]}" if first is not None and is_command(first) else plain
