"""How people word what they need, what they recommend, and what went well: cues that the coder's kind alone misses."""

import re

from domain.evidence import Kind

_FEWEST_WORDS = 4
_WHO = (
    r"(?:users?|participants?|people|they|staff|teams?|she|he|we|i|everyone|\d+|some|many|most|others|half|all|both|one|"
    r"\w{3,}(?:ers|ors|ists|ants|ents))"
)
_WISHED_FOR = (
    r"^\W*(?:an?|one|some) (?:\w+ ){1,3}?(?:that|which|who) (?:says?|shows?|tells?|explains?|lets?|would|could|can)\b"
)
"""What a list of wishes is made of: "A letter that says what happens next"."""
_NEEDS = re.compile(
    rf"{_WISHED_FOR}|\b{_WHO}\b(?:\W+\w+){{0,5}}?\W+(?:needs?|needed|asked for)\b"
    r"|\b(?:wants?|wanted|would (?:like|love|prefer|want)|would have liked|wish(?:es|ed)?|preferred)\b"
    r"|^\W*(?:needs|desire)\b"
    r"|\b(?:it would (?:help|be (?:good|great|useful|helpful|nice|better))|would (?:make me feel|help me|have helped)|"
    r"there (?:is|was) a (?:clear |strong )?(?:need|desire|wish))\b",
    re.IGNORECASE,
)
_NO_NEED = re.compile(
    r"\b(?:(?:do|does|did|would)(?: not|n['’]t) (?:really )?(?:need|want)|reduc\w+ the need|imagine|"
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
    r"determine|should only|feel free|contact you)\b|[?:]\W*$",
    re.IGNORECASE,
)
_ENABLED = r"(?:stop|save|pick|choose|come back|go back)"
"""What people praise when they could do it."""
_PRAISES = re.compile(
    r"\b(?:understood|clear(?:ly)?|eas(?:y|ily)|intuitive|straightforward|simple|comfortable|confident|reassur\w+|"
    r"relief|grateful|easiest|at once|straight ?away|the same day|work(?:s|ed) (?:very |really )?well|"
    r"no (?:problems?|difficult(?:y|ies)|trouble)|without (?:any )?(?:problem|trouble|difficulty|help)|liked|loved|"
    rf"appreciat\w+|quick(?:ly)?|could {_ENABLED})\b",
    re.IGNORECASE,
)
_NO_PRAISE = re.compile(
    r"\b(?:not|never|nobody|no one|few|only|but|however|although|except|hardly|unclear|would|should|if)\b|"
    rf"\bcould\b(?! {_ENABLED}\b)|"
    r"n['’]t\b|[?:]\W*$",
    re.IGNORECASE,
)


def tells_need(text: str) -> bool:
    """Tell whether the wording says that somebody needs or wants something, and not that they do without."""
    return _NEEDS.search(text) is not None and _NO_NEED.search(text) is None


def tells_recommendation(text: str) -> bool:
    """Tell whether the wording says what should change; a plan of research and a question are none."""
    worded = _RECOMMENDS.search(text) is not None and _NO_RECOMMENDATION.search(text) is None
    return worded and len(text.split()) > _FEWEST_WORDS


def tells_praise(text: str) -> bool:
    """Tell whether the wording says that something went well, without a but."""
    return _PRAISES.search(text) is not None and _NO_PRAISE.search(text) is None


_WORDED = {Kind.NEED: tells_need, Kind.RECOMMENDATION: tells_recommendation, Kind.POSITIVE: tells_praise}
WISH_KINDS = frozenset(_WORDED)
"""The kinds that say something about a difficulty without being evidence of it."""


def tells_wish(kind: Kind, text: str) -> bool:
    """Tell whether a text is of one of these kinds and worded as such."""
    return kind in _WORDED and _WORDED[kind](text)
