"""Which sentences surely tell a difficulty where no pattern says which: people judge such evidence one by one."""

import re

from domain.evidence import Evidence, Kind
from insights.coding.change_cues import HAS_FALLEN
from insights.coding.statements import denies

SURE_ALONE = 0.7
"""The probability of a difficulty from which a sentence counts without a pattern.

Where a pattern describes it, a second check reads both and a half is enough; here nothing else speaks for it.
"""
_WENT_WELL = re.compile(
    r"\b(?:grand|lovely|wonderful|excellent|brilliant|perfect(?:ly)?|smooth(?:ly)?|pleased|glad|grateful|relieved|"
    r"delighted|warmth|warmly|kindness|eas(?:y|ier|iest)(?! to (?:miss|lose|get wrong|give up|forget|overlook|mistake|"
    r"confuse|mix up|go wrong|get lost))|effortless|reassur(?:ed|ing)|"
    r"works? (?:well|fine)|worked (?:well|fine)|does what it says|thank(?:ed)? (?:you|us|them)|"
    rf"can (?:now )?stop|could stop|{HAS_FALLEN})\b",
    re.IGNORECASE,
)
_GOES_WRONG = re.compile(
    r"\b(?:but|however|although|though|yet|too|hard(?:er)?|difficult\w*|wrong\w*|again|wait\w*|late|lost|confus\w*|"
    r"refus\w*|unclear|fail\w*|worr\w*|afraid|had to|have to|has to|only way|instead|would be|should be|than|"
    r"g[ai]ve(?:s|n)? up|mistakes?|errors?|cost (?:me|us|him|her|them)|lied|lying|los(?:e|es|ing))\b",
    re.IGNORECASE,
)


def says_it_went_well(text: str) -> bool:
    """Tell whether the wording is that of praise or relief, with no word of denial, contrast or trouble beside it."""
    return _WENT_WELL.search(text) is not None and not denies(text) and not has_trouble(text)


def goes_wrong(text: str) -> bool:
    """Tell whether the wording says that something is wrong: a denial, or a word of trouble."""
    return denies(text) or has_trouble(text)


def has_trouble(text: str) -> bool:
    """Tell whether the wording has a word of contrast or trouble."""
    return _GOES_WRONG.search(text) is not None


def is_sure(item: Evidence) -> bool:
    """Tell whether it surely tells a difficulty: a person said so, or the coder is sure and it is no praise."""
    if item.said_kind is not None:
        return item.said_kind.kind is Kind.PAIN_POINT
    coding = item.coding
    return (
        coding is not None
        and coding.kind is Kind.PAIN_POINT
        and coding.pain_point >= SURE_ALONE
        and not says_it_went_well(item.text)
    )
