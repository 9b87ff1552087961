"""How a sentence tells: of today or of the research, of trouble, whole or from amid a list."""

import re

from journey_maps.drafting.cues import ABOUT_RESEARCH, TODAY

_TROUBLE = re.compile(
    r"\b(?:not|no|never|cannot|hard|difficult\w*|confus\w*|unclear|unsure|worr\w*|concern\w*|manual\w*|"
    r"time[- ]consuming|delay\w*|wrong|mistak\w*|error\w*|miss(?:ed|ing)?|risk|lack\w*|only|unaware|problem\w*|"
    r"struggl\w*|wait\w*|frustrat\w*|clunky|unable|inaccura\w*|forg[eo]t\w*|stress\w*|anxi\w*|late|lost|"
    r"inconsisten\w*)\b|n['’]t\b",
    re.IGNORECASE,
)
_MOST_TROUBLES = 3
_BY_US = re.compile(r"\W*(?:we|our|in our)\b", re.IGNORECASE)


_AIM = re.compile(
    r"(?:to )?(?:find out|understand|explore|learn|identify|test|determine|discover|assess|evaluate|validate|"
    r"see (?:if|whether|how)|what|how|whether|where|which|who) .*[^.!?]$",
    re.IGNORECASE | re.DOTALL,
)


def is_of_today(text: str) -> bool:
    """Tell whether it says how something works today."""
    return bool(TODAY.search(text))


def is_of_research(text: str) -> bool:
    """Tell whether it is about the research or the design work."""
    return bool(ABOUT_RESEARCH.search(text))


def is_told_by_us(text: str) -> bool:
    """Tell whether it begins with those who did the research: "we heard that", which mostly goes on with a finding."""
    return bool(_BY_US.match(text))


def troubles_in(text: str) -> int:
    """Return how many words of it tell of trouble, three at most."""
    return min(_MOST_TROUBLES, len(_TROUBLE.findall(text)))


def begins_amid(text: str) -> bool:
    """Tell whether it begins with a small letter, as one of a list does, or what was cut from a sentence."""
    return text[:1].islower()


def is_an_aim(text: str) -> bool:
    """Tell whether it is one of the things that a study wanted to know, as lists have them: "how boats are moored"."""
    return bool(_AIM.match(text.strip()))
