"""Difficulties in everyday words, without a word of trouble: long waits, calls that nobody takes, work done twice.

They are how people speak in interviews; judges that read many reports take them for habits. Only what they do not read
as advice, a need or a question is looked at, and nothing that tells of research.
"""

import re

from insights.coding.change_cues import HAS_FALLEN
from insights.coding.sure_difficulties import says_it_went_well

PLAINLY_SAID = 0.55
"""How likely a difficulty is that wording alone tells."""
LEAST_CHANCE = 0.12
"""Below this the judges are sure that it is none, whatever its words."""
_LONGEST_WORDS = 20
_MANY = r"(?:three|four|five|six|seven|eight|nine|ten|several|many|countless|a dozen|\d+)"
_SPAN = r"(?:hours?|days|weeks?|months?|years?|ages)"
_FEW = r"(?:[\w’'-]+ ){0,3}?"
_DIFFICULTIES = re.compile(
    rf"\bwait(?:s|ed|ing)? {_FEW}(?:an hour|{_SPAN})\b|"
    rf"\b(?:took|takes|taking) {_FEW}(?:weeks|months|years|an? (?:month|year))\b|"
    rf"\b(?:rang|rings?|phoned?|called|asked|e-?mailed|wrote|chased?|tried|applied) (?:[\w’'-]+ ){{0,5}}?{_MANY} "
    r"times\b|"
    r"\b(?:nobody|no one|no-one) (?:ever |there |(?:at|in) (?:[\w’'-]+ ){1,3})?(?:pick(?:s|ed) up|answer(?:s|ed)|"
    r"rang back|rings back|calls? back|called back|repl(?:y|ies|ied)|came|turned up|could (?:say|tell))\b|"
    r"\b(?:came|comes|arriv(?:e|es|ed)|got (?:here|there)) (?:[\w’'-]+ ){0,2}?(?:too late|(?:a|two|three|\d+) "
    r"(?:days?|weeks?|months?) late|after (?:the|my|our|his|her|their) (?:[\w’'-]+ )?(?:appointment|hearing|deadline|"
    r"visit|court date|closing date|funeral|interview|operation))\b|"
    r"\bget(?:s|ting)? (?:[\w’'-]+ ){1,4}?(?:a|two|three|\d+) (?:days?|weeks?|months?) late\b|"
    r"\b(?:gave|gives?|giving) up(?: (?:and|on|waiting|because|half|after)\b|[.,;])|"
    r"\b(?:passed|bounced|pushed|sent) (?:[\w’'-]+ )?(?:from (?:desk to desk|one (?:[\w’'-]+ )?to (?:the next|another)|"
    r"pillar to post)|back and forth|round and round)\b|"
    r"\b(?:typ(?:e|es|ed|ing)|key(?:s|ed|ing)?|enter(?:s|ed|ing)?|cop(?:y|ies|ied|ying)) (?:[\w’'-]+ ){0,4}?"
    r"(?:in again|again by hand|by hand (?:in)?to)\b|"
    r"\b(?:do not|don[’']t|did not|didn[’']t|never) (?:really )?kn[eo]w (?:who|where) to\b|"
    r"\b(?:each|both) (?:say|says|said|tell|tells|told) (?:[\w’'-]+ ){0,2}?the other\b",
    re.IGNORECASE,
)
_NONE = re.compile(
    r"\b(?:would|could|should|might|may|if|whether|no longer|any ?more|used to|until (?:then|last)|instead of|so that|"
    r"times a (?:day|week|month|year)|once a|we (?:interviewed|tested|watched|visited|plan\w*|propose\w*|ask(?:ed)?)|"
    r"interview(?:s|ed)|survey(?:ed)?|fieldwork|research(?:ers?)?|participants?|respondents?|"
    rf"round (?:one|two|three|\d)|prototype|version|hypothes\w+|assum\w+|{HAS_FALLEN})\b|\?$",
    re.IGNORECASE,
)


def says_a_difficulty(text: str) -> bool:
    """Tell whether a short sentence plainly says that somebody waits, asks in vain, or does a thing again."""
    if len(text.split()) > _LONGEST_WORDS or _NONE.search(text) or says_it_went_well(text):
        return False
    return _DIFFICULTIES.search(text) is not None
