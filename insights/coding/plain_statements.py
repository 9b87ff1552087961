"""Statements that tell no difficulty: what a service shows, does, allows and is called, with no word of trouble."""

import re
from collections.abc import Sequence

from insights.coding.change_cues import tells_trouble
from insights.coding.design_cues import (
    changes_design,
    describes_design,
    says_what_it_is_called,
    stands_beneath_methods,
    stands_in_a_list_of_parts,
)
from insights.coding.statements import denies
from insights.coding.sure_difficulties import goes_wrong

SURE_NONETHELESS, SURE_WITHOUT_A_WORD = 0.8, 0.6
"""From these probabilities a plain statement, and one with no word of trouble, is a difficulty all the same."""
_BURDENS = re.compile(
    r"\b(?:hard|mis\w+|concern\w*|worr\w*|anxi\w*|sc?ar(?:ed|y)|frighten\w*|fear\w*|lack\w*|inconsisten\w*|duplicat\w*|"
    r"slow\w*|long(?:er)?|manual\w*|repeat(?:edly|ing|s)?|repetiti\w+|limit\w*|gaps?|burden\w*|barriers?|bother\w*|"
    r"un(?!til|der|ited|ion|it)\w+|dis(?:abled|agree|appoint|connect|courag|crepan|joint|like|miss|orient|rupt|satisf|"
    r"trust)\w*|overwhelm\w*|overlook\w*|overload\w*|rigid|"
    r"clutter\w*|distract\w*|guess\w*|forg[eo]t\w*|ignor\w*|lose|losing|chas(?:e|ed|ing)|rel(?:y|ies) on|"
    r"(?:time|space)[- ]consuming|expensive|costly|cost|costs|charged|stress\w*|upset\w*|pain\w*|hated?|weird|odd|"
    r"strange\w*|"
    r"surpris\w*|expect\w*|assum(?:e|es|ed|ing)|thought|wonder\w*|impossible|awkward\w*|clunky|outdated|out of date|"
    r"dated|"
    r"in(?:correct|accura|complete|accessib|convenien|visib|sufficien|adequa)\w*|ir\w+|ambig\w*|vague|jargon|risk\w*|"
    r"threat\w*|shame\w*|blam\w*|judged|stigma\w*|sceptic\w*|suspic\w*|impersonal|restrict\w*|reject\w*|abandon\w*|"
    r"clash\w*|"
    r"conflict\w*|imped\w*|hinder\w*|block\w*|prevent\w*|delay\w*|interrupt\w*|(?:back|fall|kick|log|throw)\w* out|"
    r"timed? out|"
    r"times? out|timing out|(?:re-?|over)(?:typ|key|enter)\w*|fewer|few|challeng\w*|issues?|trouble\w*|puzzl\w*|bad\w*|"
    r"poor\w*|terrible|horrible|busy|nervous|embarrass\w*|discourag\w*|put off|stuck|intimidat\w*|daunting|heavy|"
    r"complex\w*|"
    r"complicat\w*|convolut\w*|hidden|buried|subtl(?:y|e(?! (?:change|difference)))|tiny|back and forth|guilt\w*|"
    r"resent\w*|insult\w*|patronis\w*|"
    r"demotivat\w*|reluctan\w*|tied to|gets? in the way|crash\w*|freez\w*|vanish\w*|disappear\w*|wip(?:ed|es|ing)|"
    r"swap(?:s|ped)?|covers up|jump(?:s|ed|ing)?|times|twice|minutes|hours|days|weeks|months|seconds|lots? of|many|"
    r"every|each|the same|"
    r"both|several|back (?:button|arrow)|press\w+ back|out of|back to (?:the )?(?:start|beginning|first|step one|"
    r"calendar)|"
    r"ask(?:ed|s|ing)? (?:me|us|which|where|what|whether|how|why|if)|mean(?:t|s|ing)? to|other (?:people|users|"
    r"patients|applicants|customers)\b['’]?|others['’]|anyone|everyone|stranger\w*|someone "
    r"else\w*|blank|empty|dead|expired|small print|grey|mixed|split about|squint\w*|must|required?|without|phoned?|"
    r"rings?|"
    r"called (?:us|to ask)|drop(?:ped|s|ping)?|depend(?:s|ed|ent)?|drift\w*|spen[dt]|cramped|crowded|at all|per cent|"
    r"pressure\w*|influx|strain\w*|turnover|differ(?:s|ed|ing)?|needs? to be|questions? (?:on|about|as to|whether|"
    r"how)|doubt\w*|"
    r"low|weak\w*|queue\w*|backlog\w*|shortage\w*|turned|nowhere|hopeless|exhaust\w*|tired\w*|sick|lonely|debts?|"
    r"hungry)\b"
    r"|(?-i:\bI\b)|\?|!",
    re.IGNORECASE,
)
"""Words that may tell what a plain statement has against it: how often, how long, whose, and how it feels."""
_TROUBLE_ABOVE = re.compile(
    r"\b(?:pain|problem\w*|issues?|difficult\w*|frustrat\w*|barriers?|challeng\w*|concerns?|complaints?|confus\w*|"
    r"struggl\w*|"
    r"friction|(?:not|n['’]t|never) (?:\w+ ){0,2}work|what went wrong|bugs?|faults?|weakness\w*|harder|missed)\b",
    re.IGNORECASE,
)


_CONTRAST = re.compile(
    r"\b(?:rather than|instead of|other than|more than one|not only|no longer (?:shown|displayed|asked|needed|"
    r"appears?|asks|"
    r"shows|needs?|have to)|only (?=(?:asked|shown|appears?|displayed|applies)\b))",
    re.IGNORECASE,
)
"""Words of denial that set what is new beside what was, or one case beside another."""
_REASON = re.compile(
    r"\b(?:because|as (?:\w{3,}s|people|they|some|many|most|it|the)|so that|"
    r"to (?:help|make|avoid|stop|reduce|allow|let|give))\b",
    re.IGNORECASE,
)
_FAILS = re.compile(
    r"\b(?:confus|struggl|fail|difficult|problem|frustrat|wrong|complain|hard |issue|worr)", re.IGNORECASE
)
"""What is wrong even in a definition or in a scene that was set."""


def is_plain_change(text: str, headings: Sequence[str] = ()) -> bool:
    """Tell whether what is said outright is that a part of a screen was changed; trouble may be the reason for it."""
    if not changes_design(text, headings):
        return False
    reason = _REASON.search(text)
    return not _has_against(text[: reason.start()] if reason else text)


def has_no_word_of_trouble(text: str, headings: Sequence[str] = ()) -> bool:
    """Tell whether neither the wording nor the nearest heading has a word that may tell of trouble."""
    return not (_has_trouble_above(headings) or _has_against(text))


def states_plainly(text: str, headings: Sequence[str] = ()) -> bool:
    """Tell whether it is a description, a rule or a definition, with no word and no heading that tell of trouble."""
    if _has_trouble_above(headings):
        return False
    if says_what_it_is_called(text) or stands_beneath_methods(headings):
        return not (denies(text) or _FAILS.search(text) is not None)
    return (describes_design(text) or stands_in_a_list_of_parts(headings)) and not _has_against(text)


def _has_trouble_above(headings: Sequence[str]) -> bool:
    return bool(headings) and _TROUBLE_ABOVE.search(headings[-1]) is not None


def _has_against(text: str) -> bool:
    rest = _CONTRAST.sub(" ", text)
    return tells_trouble(rest) or goes_wrong(rest) or _BURDENS.search(rest) is not None
