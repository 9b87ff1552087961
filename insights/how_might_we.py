"""Difficulties put as questions to work on: whole sentences that begin "How might we" and say who meets what."""

import json
import re
from functools import lru_cache
from pathlib import Path

from domain.errors import ModelUnusable

QUESTIONS_FILE = Path(__file__).with_name("how_might_we.json")
_PUT_RIGHT = "How might we put this right: “{}”?"
_PUT_RIGHT_FOR = "How might we put this right for those it concerns: “{}”?"
_CANNOT = re.compile(r"(?P<who>[^,]+?) (?:cannot|can't|can’t) (?P<what>.+)")
_DO_NOT = re.compile(r"(?P<who>[^,]+?) (?:do not|don't|don’t) (?P<what>.+)")
_JOINED = re.compile(r"\b(?:and|or|nor|but|because)\b")
_LEANS_ON_ANOTHER = re.compile(
    r"(?:however|but|and|so|or|because|then|also|instead|otherwise|again|further|moreover|therefore|hence|thus|still|yet"
    r"|this|that|these|those|it|its|it['’]s|they|they['’]\w+|he|she|his|her|their|them|another|others?|such|both"
    r"|neither|either|even|while|whilst|although|though|firstly|secondly|thirdly|finally|here|you|you['’]\w+|your|yes"
    r"|for (?:example|instance|this|these|them)|in (?:this|that|these|such|addition|other|both|some cases)"
    r"|as (?:a|such|this|these)|to (?:do|quote|this|these)|at (?:this|that)|due to|during|on the other"
    r"|with(?:out)? (?:this|these|that)|we (?:\w+ )?(?:heard|found|tested|observed|saw|asked|recommend\w*|learn\w+"
    r"|noticed|know|think|spoke|interviewed|believe|propose|want\w*|also))\b",
    re.IGNORECASE,
)
"""How a sentence begins that means something else when it is read without the one before it."""
_POINTS_AWAY = re.compile(
    r"\b(?:this|these|those|such|above|below|following|former|latter|respondents|round|hypothes\w+)\b"
    r"|%|https?:| [–—-] ",
    re.IGNORECASE,
)
_WHO = re.compile(
    r"\b(?:people|persons?|users?|participants?|patients?|staff|admins?|administrators?|clerks?|nurses?|doctors?|gps?"
    r"|clinicians?|\w+ographers?|\w+ologists?|teams?|offices?|officers?|surgeries|practices|hospitals?|councils?"
    r"|schools?|teachers?|parents?|carers?|famil(?:y|ies)|relatives|applicants?|claimants?|citizens|residents"
    r"|customers?|clients?|colleagues?|managers?|\w*workers?|advis[eo]rs?|agents?|executors?|widows?|widowers?|tenants?"
    r"|pupils|students?|children|women|men|mothers?|fathers?|sons?|daughters?|husbands?|wives|wife|partners?|everyone"
    r"|everybody|nobody|anyone|anybody|someone|somebody|i|we|my|organisations?|firms?|businesses|exporters?|traders?"
    r"|suppliers?|departments?|authorities|police|courts?|solicitors?|prosecutors?|victims?|witnesses|visitors?"
    r"|callers?|readers?|registrars?|bereaved|researchers|analysts?|bodies)\b",
    re.IGNORECASE,
)
_GOES_WRONG = re.compile(
    r"\b(?:cannot|no|not|\w+n['’]t|never|nobody|nothing|none|hard|harder|difficult\w*|struggl\w+|confus\w+"
    r"|frustrat\w+|manual\w*|delay\w*|late|later|wait\w*|too|lack\w*|miss(?:ed|es|ing)?|los[et]\w*|unclear|unsure"
    r"|inconsisten\w+|fail\w*|errors?|problems?|issues?|burden\w*|wrong\w*|ha(?:s|ve|d|ving) to|overlook\w*|unable"
    r"|without|worr\w+|concern\w*|forg[eo]t\w*|afraid|anxi\w+|stress\w*|upset\w*|distress\w*|again|slow\w*"
    r"|time[- ]consuming|duplicat\w+|repeat\w*|retyp\w+|chas\w+|unexpected\w*|surpris\w+|complicated|complex|barriers?"
    r"|stuck|reluctan\w+)\b",
    re.IGNORECASE,
)
_FEWEST_WORDS, _MOST_WORDS = 6, 28


def has_question(title: str) -> bool:
    """Tell whether the name of a difficulty has a question that was written for it."""
    return _plain(title) in _questions()


def question_of_title(title: str) -> str:
    """Return the name of a difficulty as a question; one that has no better form is quoted in it."""
    said = _plain(title)
    if known := _questions().get(said):
        return f"How might we {known}?"
    for pattern, frame in ((_CANNOT, "help {who} to {what}"), (_DO_NOT, "make sure that {who} {what}")):
        found = pattern.fullmatch(said)
        if found and not _JOINED.search(said):
            return f"How might we {frame.format(who=_within(found['who']), what=found['what'])}?"
    return _PUT_RIGHT.format(_inner(said))


def question_of_words(text: str) -> str | None:
    """Return a sentence of evidence as a question about what it tells; None for one that does not stand alone.

    It is whole, says that something goes wrong, and leans on no sentence before it.
    """
    said = " ".join(text.split())
    if said[-1:] not in {".", "!"} or not said[:1].isupper():
        return None
    said = said.rstrip(".! ")
    stands_alone = not (_LEANS_ON_ANOTHER.match(said) or _POINTS_AWAY.search(said))
    if not (stands_alone and _GOES_WRONG.search(said) and _FEWEST_WORDS <= len(said.split()) <= _MOST_WORDS):
        return None
    return (_PUT_RIGHT if _WHO.search(said) else _PUT_RIGHT_FOR).format(_inner(said))


@lru_cache(maxsize=1)
def _questions() -> dict[str, str]:
    """Return what stands after "How might we" for difficulties by their names. Raises ModelUnusable."""
    try:
        return {str(title): str(said) for title, said in json.loads(QUESTIONS_FILE.read_text("utf-8")).items()}
    except (OSError, ValueError, AttributeError) as error:
        raise ModelUnusable(
            "The questions of the codebook cannot be read.",
            where=QUESTIONS_FILE.name,
            remedy="Install the program anew: the file belongs to it.",
        ) from error


def _plain(title: str) -> str:
    return " ".join(title.split()).rstrip(".!?")


def _within(who: str) -> str:
    """Return the beginning of a name as it stands within a sentence; abbreviations keep their capitals."""
    return who if who[1:2].isupper() else f"{who[:1].lower()}{who[1:]}"


def _inner(said: str) -> str:
    """Return words to be quoted, their own quotation marks as inner ones."""
    return re.sub(r'"([^"]*)"', r"‘\1’", said.replace("“", "‘").replace("”", "’"))
