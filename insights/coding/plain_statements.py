"""Statements that tell no difficulty: what a service shows, does, allows and is called, with no word of trouble."""

import re
from collections.abc import Sequence

from insights.coding.change_cues import tells_trouble
from insights.coding.design_cues import (
    changes_design,
    describes_design,
    gives_a_margin,
    is_only_supposed,
    says_what_it_is_called,
    stands_beneath_methods,
    stands_in_a_list_of_parts,
)
from insights.coding.statements import denies
from insights.coding.sure_difficulties import goes_wrong

SURE_NONETHELESS, SURE_WITHOUT_A_WORD = 0.85, 0.6
"""From these probabilities a plain statement, and one with no word of trouble, is a difficulty all the same."""
_STEMS_WRITTEN = (
    "abandon ambig anxi awkward backlog bad blam block bother bounc burden challeng charged chore clash clutter "
    "complex complicat concern conflict convolut cost crash daunt delay demotivat depend destroy disabled disagree "
    "disappear disappoint disconnect discourag discrepan disjoint dislik dismiss disorient disrupt dissatisf distract "
    "distrust doubt drift duplicat embarrass evict exclud exhaust expect expens fear footnote forbade forbid forget "
    "forgot freez fright guess guilt hinder hopeless hostil ignor illegib imped impersonal impossib inaccessib "
    "inaccura inadequa incomplete inconsisten inconvenien incorrect insufficien insult interrupt intimidat invisib "
    "jargon lack limit lonely manual mis nervous odd outage outdated overload overlook overwhelm pain paperwork "
    "patronis pointless poor pressure prevent puzzl queue reject reluctan repeat repetit resent resort restrict rigid "
    "risk scared sceptic shame shortage shout shrug singled slow spoil squint stigma strain strange stress stumbl "
    "surpris suspic terrib threat tired trick trouble turned upset vague vanish weak weird withdr wonder worr"
)
"""Beginnings of words that may tell of trouble."""
_WORDS_WRITTEN = (
    "anew anyone assume assumed assumes behind blank both buried busy chase chased chasing clears clunky cold cramped "
    "cried crowded crying dated day days dead debt debts deleted deletes differ differed differs double down drop "
    "dropped dropping drops each empty erased erases every everyone expired fax faxed fell few fewer gap gaps grey "
    "hang hanging hangs hard hated heavy hidden hours hungry influx issue issues judged jump jumped jumps long longer "
    "lose losing low many meantime meanwhile minutes mixed month months must neither nowhere past phoned required "
    "ring rings scary seconds several shut sick spend spent stranger strangers stuck subtly swapped swaps thought "
    "times tiny turnover twice week weeks wiped wipes without year years"
)
"""Words that may tell what is against something: how often, how long, whose, and how it feels."""
_BURDENS = re.compile(
    rf"\b(?:(?:{'|'.join(_STEMS_WRITTEN.split())})\w*|(?:{'|'.join(_WORDS_WRITTEN.split())})\b)"
    r"|\bun(?!til|der|ited|ion|it)\w+|\b(?:re-?|over)(?:typ|key|enter)\w*|\bsubtle (?!change|difference)"
    r"|\b(?:rel(?:y|ies) on|(?:time|space)[- ]consuming|(?:back|fall|kick|log|throw)\w* out|(?:timed?|times|"
    r"timing) out|out of|left out|put off|hung up|ends? up|ended up|covers up|back and forth|tied to|gets? in the way|"
    r"lots? of|the same|back (?:button|arrow)|press\w+ back|back to (?:the )?(?:start|beginning|first|step one)|"
    r"small print|at all|by hand|on paper|sideways|(?:is|are|was|were|be) split (?:about|on|over)|"
    r"one by one|per cent|gone|mean(?:t|s|ing)? to|t(?:aken?|"
    r"ook) (?:\w+ ){0,4}for (?:an?|the)|needed \w+ing|needs? to be|ask(?:ed|s|ing)? (?:me|us|which|where|what|whether|"
    r"how|why|if)|called (?:us|to ask)|someone else\w*|"
    r"(?:an)?other (?:people|person|users?|patients?|applicants?|claimants?|customers?|tenants?|household|family)\b|"
    r"others['’]|questions? (?:on|about|as to|whether|how))"
    r"|(?-i:\bI\b)|\?|!",
    re.IGNORECASE,
)
_TROUBLE_ABOVE = re.compile(
    r"\b(?:pain|problem\w*|issues?|difficult\w*|frustrat\w*|barriers?|challeng\w*|concerns?|complaints?|confus\w*|"
    r"struggl\w*|friction|(?:not|n['’]t|never) (?:\w+ ){0,2}work|what went wrong|bugs?|faults?|weakness\w*|harder|"
    r"missed)\b",
    re.IGNORECASE,
)
_CONTRAST = re.compile(
    r"\b(?:rather than|instead of|other than|more than one|not only|"
    r"no longer (?:shown|displayed|asked|needed|appears?|asks|shows|needs?|have to)|but only if (?:they|you|"
    r"the user|users)\b[^.;]{1,120}\.?$|only (?=(?:asked|shown|appears?|displayed|applies)\b))",
    re.IGNORECASE,
)
"""Words of denial that set what is new beside what was, or one case beside another."""
_REASON = re.compile(
    r"\b(?:because|as (?:\w{3,}s|people|they|some|many|most|it|the)|so that|to (?:help|make|avoid|stop|reduce|allow|"
    r"let|give))\b",
    re.IGNORECASE,
)
_FAILS = re.compile(
    r"\b(?:confus|struggl|fail|difficult|problem|frustrat|wrong|complain|hard |issue|worr|drop|abandon|g[ai]ve up|wait|"
    r"ha(?:d|s|ve) to )",
    re.IGNORECASE,
)
"""What is wrong even in a definition or in a scene that was set."""


def is_plain_change(text: str, headings: Sequence[str] = ()) -> bool:
    """Tell whether what is said outright is that a part of a screen was changed; trouble may be the reason for it.

    A change that is itself the reason ("Because the link was removed, ...") is not what is said outright.
    """
    reason = _REASON.search(text)
    if not changes_design(text[: reason.end()] if reason else text, headings):
        return False
    return not _has_against(text[: reason.start()] if reason else text)


def has_no_word_of_trouble(text: str, headings: Sequence[str] = ()) -> bool:
    """Tell whether neither the wording nor the nearest heading has a word that may tell of trouble."""
    return not (_has_trouble_above(headings) or _has_against(text))


def states_plainly(text: str, headings: Sequence[str] = ()) -> bool:
    """Tell whether it is a description, a rule or a definition, with no word and no heading that tell of trouble."""
    if _has_trouble_above(headings):
        return False
    if is_only_supposed(text, headings):
        return True
    if gives_a_margin(text):
        return _FAILS.search(text) is None
    if says_what_it_is_called(text):
        return not (denies(text) or _FAILS.search(text) is not None)
    if stands_beneath_methods(headings):
        return not (tells_trouble(text) or _FAILS.search(text) is not None)
    return (describes_design(text) or stands_in_a_list_of_parts(headings)) and not _has_against(text)


def _has_trouble_above(headings: Sequence[str]) -> bool:
    return bool(headings) and _TROUBLE_ABOVE.search(headings[-1]) is not None


def _has_against(text: str) -> bool:
    rest = _CONTRAST.sub(" ", text)
    return tells_trouble(rest) or goes_wrong(rest) or _BURDENS.search(rest) is not None
