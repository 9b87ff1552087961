"""What a question is after, as far as its wording says: whether something works, or a difficulty."""

import re

_WHETHER_IT_WORKS = re.compile(
    r"\bevidence (?:is there )?(?:that|for|of)\b|\bhow (?:well|effective)\b"
    r"|\b(?:do|does|did|is|are|was|were|can|could|will|would|has|have|whether|if)\b.*\b(?:work(?:s|ed)?\W*$"
    r"|work(?:s|ed)? (?:well|better|for)|help(?:s|ed|ful)?\b|effective|effects?|succeed\w*|success\w*|improv\w+"
    r"|reduc\w+|benefit\w*|worth|useful|make (?:a|any) difference|made (?:a|any) difference)",
    re.IGNORECASE,
)
_DIFFICULTY = re.compile(
    r"\b(?:problem\w*|difficult\w*|hard|trouble\w*|barrier\w*|obstacle\w*|confus\w+|frustrat\w+|wrong|fail\w*"
    r"|struggl\w+|pain\w*|worr\w+|complain\w*|prevent\w*|stop(?:s|ped)?|delay\w*|mistake\w*|in the way"
    r"|give up|gave up|dislike\w*|misunderst\w+)\b|\bnot (?:understand|know|work|trust|come|attend|use)\b",
    re.IGNORECASE,
)


def asks_whether_it_works(question: str) -> bool:
    """Tell whether a question asks if something works, so that its failures are what speaks against it."""
    return _WHETHER_IT_WORKS.search(question) is not None


def asks_for_difficulties(question: str) -> bool:
    """Tell whether a question names a difficulty, or asks for them."""
    return _DIFFICULTY.search(question) is not None
