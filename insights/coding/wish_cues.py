"""How people word what they need, what they recommend, and what went well: cues that the coder's kind alone misses."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from domain.evidence import Kind
from insights.coding.sure_difficulties import has_trouble
from insights.coding.wish_grammar import parsed, says_what_should_change, wants_something
from insights.coding.wish_lacks import told_as_lacking

if TYPE_CHECKING:
    from spacy.tokens import Doc

_FEWEST_WORDS = 4
_WISHED_FOR = (
    r"^\W*(?:an?|one|some) (?:\w+ ){1,3}?(?:that|which|who) (?:says?|shows?|tells?|explains?|lets?|would|could|can)\b"
)
"""What a list of wishes is made of: "A letter that says what happens next"."""
_NEEDS = re.compile(
    rf"{_WISHED_FOR}"
    r"|\b(?:wants?|wanted|would (?:like|love|want)|would have liked|wish(?:es|ed)?)\b"
    r"|^\W*(?:needs|desire)\b"
    r"|\b(?:it would (?:help|be (?:good|great|useful|helpful|nice|better))|would (?:make me feel|help me|have helped)|"
    r"there (?:is|was) a (?:clear |strong )?(?:need|desire|wish))\b",
    re.IGNORECASE,
)
_NO_NEED = re.compile(
    r"\b(?:(?:do|does|did|would)(?: not|n['’]t) (?:really )?(?:need|want)|prefer\w*|reduc\w+ the need|imagine|"
    r"we (?:want|wanted|need|needed)\b|need to know how|you would do|whether|wants? to (?:go|do)\b|given that|goal|"
    r"understand (?:what|how|which)|asked where)\b|^\W*(?:while|although|when|after|if|given|once)\b",
    re.IGNORECASE,
)
_RECOMMENDS = re.compile(
    r"\b(?:should|recommend\w*|suggest(?:s|ed)?|must be|ought to|"
    r"would (?:help|benefit|be (?:good|better|useful|helpful))|needs? to be|we (?:need|plan|want|aim|intend) to)\b"
    r"|^\W*(?:\([A-Z]\w*\)\W*)?(?:recommendation\W*)?(?:add|make|provide|allow|give|include|change|remove|create|ensure|"
    r"improve|simplify|show|clarify|explain|reduce|offer|let|develop|move|rename|merge|link|put|avoid|"
    rf"consider \w+ing)\b|{_WISHED_FOR}",
    re.IGNORECASE,
)
_NO_RECOMMENDATION = re.compile(
    r"\b(?:this should (?:make|help)|(?:this|that|which|it|results?|findings?) (?:also )?suggests?|"
    r"we (?:want|plan|need|should) (?:to )?(?:know|understand|test|find out|learn|see|ask|check|speak)|whether|"
    r"determine|consider that|should only|feel free|contact you)\b|[?:]\W{0,9}$",
    re.IGNORECASE,
)
_ENABLED = r"(?:stop|save|pick|choose|come back|go back)"
"""What people praise when they could do it."""
_PRAISES = re.compile(
    r"\b(?:understood|clear(?:ly)?(?! (?:that )?(?:they|he|she|we|it|you|i|the)\b)|"
    r"eas(?:y|ily)(?! to (?:miss|lose|get wrong|give up|forget|overlook|mistake|confuse|mix up|go wrong|get lost))|"
    r"intuitive|straightforward|simple|comfortable|confident|reassur\w+|"
    r"relief|grateful|easiest|at once|straight ?away|the same day|work(?:s|ed) (?:very |really )?well|"
    r"no (?:problems?|difficult(?:y|ies)|trouble)|without (?:any )?(?:problem|trouble|difficulty|help)|liked|loved|"
    rf"appreciat\w+|quick(?:ly)?|could {_ENABLED})\b",
    re.IGNORECASE,
)
_NO_PRAISE = re.compile(
    r"\b(?:not|never|nobody|no one|few|only|but|however|although|except|hardly|unclear|would|should|if)\b|"
    rf"\bcould\b(?! {_ENABLED}\b)|"
    r"n['’]t\b|[?:]\W{0,9}$",
    re.IGNORECASE,
)


def tells_need(text: str, document: "Doc") -> bool:
    """Tell whether a text says that somebody needs or wants something, and not that they do without.

    ``document`` is the text with its grammar: who wants it may be anybody.
    """
    return _NO_NEED.search(text) is None and (_NEEDS.search(text) is not None or wants_something(document))


def tells_recommendation(text: str, document: "Doc") -> bool:
    """Tell whether a text says what should change; a plan of research and a question are none."""
    if len(text.split()) <= _FEWEST_WORDS or _NO_RECOMMENDATION.search(text) is not None:
        return False
    return _RECOMMENDS.search(text) is not None or says_what_should_change(document)


def tells_praise(text: str) -> bool:
    """Tell whether the wording says that something went well, without a but."""
    if _PRAISES.search(text) is None or _NO_PRAISE.search(text) is not None:
        return False
    return not has_trouble(_PRAISES.sub(" ", text))


_WORDED = {Kind.NEED: tells_need, Kind.RECOMMENDATION: tells_recommendation}
WISH_KINDS = frozenset({*_WORDED, Kind.POSITIVE})
"""The kinds that say something about a difficulty without being evidence of it."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Wished:
    """The text at ``place`` that is of one of these kinds and worded as such; ``lacking`` tells it as a difficulty."""

    place: int
    kind: Kind
    text: str
    lacking: str

    @classmethod
    def as_advice(cls, place: int, text: str) -> "Wished":
        """Return a text that tells what was done: it is worded as advice is."""
        return cls(place=place, kind=Kind.RECOMMENDATION, text=text, lacking=text)


def worded_as_wishes(texts: Sequence[str], kinds: Mapping[int, Kind]) -> list[Wished]:
    """Return what is a need, a recommendation or praise and worded as such, of the texts whose ``kinds`` are told.

    In the order of the texts. The grammar of needs and recommendations alone is looked at.
    """
    asked = [place for place, kind in sorted(kinds.items()) if kind in _WORDED]
    documents = dict(zip(asked, parsed([texts[place] for place in asked]), strict=True))
    found = []
    for place, kind in sorted(kinds.items()):
        text, document = texts[place], documents.get(place)
        if document is not None and _WORDED[kind](text, document):
            lacking = told_as_lacking(text, document)
            found.append(Wished(place=place, kind=kind, text=text, lacking=lacking))
        elif kind is Kind.POSITIVE and tells_praise(text):
            found.append(Wished(place=place, kind=kind, text=text, lacking=text))
    return found
