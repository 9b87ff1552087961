"""Words that tell how something gets into a system by hand, or does not get there, and on what it arrives."""

import re

_MEDIUM = (
    r"(?:(?:paper|online|web|digital|word|pdf|referral|application|booking|hand-?written|printed|scanned) )*"
    r"(?:e-?mails?|in-?box(?:es)?|letters?|forms?|spreadsheets?|documents?|pdfs?|questionnaires?|cards?|notebooks?|"
    r"diar(?:y|ies)|faxes|voicemails?|phone calls?|printouts?|word(?: versions?| files?)?|paper)"
)
ON_MEDIUM = re.compile(
    rf"\b(?:from|by|via|through|on|in) (?:(?:an?|the|their|each|those|these) )?(?P<medium>{_MEDIUM})\b(?!['’])",
    re.IGNORECASE,
)
"""On what something arrives before somebody types it: "by e-mail", "from the paper letter"."""
EACH_MEDIUM = re.compile(
    rf"\b(?:each|every|all|these|those|the|their) (?P<medium>{_MEDIUM})(?: [\w’'-]+){{0,6}}? $", re.IGNORECASE
)
"""What is typed in, where it is what the sentence speaks of: "each letter must be added by hand"."""
SAID_IN_MEDIUM = re.compile(rf"\b(?:to|in|on) (?:the|an?|their) (?P<medium>{_MEDIUM})\b", re.IGNORECASE)

_HANDLED = (
    r"(?:re-?)?(?:enter|add|input|put|cop(?:y|ie)|typ|key|chang|updat|upload|transfer|record|cod|import|amend|log|"
    r"transcrib|load|process)(?:e?s|e?d|e|y|ting|ing)?"
)
BY_HAND = re.compile(
    r"\b(?:re-?(?:key|typ|enter|input)(?:e?s|e?d|ing|ting)?|cop(?:y|ies|ied|ying) and past(?:es?|ed|ing)|"
    rf"(?:manually|by hand|individually|separately) {_HANDLED}|"
    rf"{_HANDLED} (?:[\w’'-]+ ){{0,8}}?(?:manually|by hand|individually)|"
    r"transcrib(?:es?|ed|ing))\b",
    re.IGNORECASE,
)
"""Something is typed in by a person: the taker is known by the system alone."""
TYPED = re.compile(
    r"\b(?:enter|input|key|typ|put|past|record|load|cop(?:y|ie)|upload|add)(?:e?s|e?d|ting|ing)?\b", re.IGNORECASE
)
"""Something is put into a system: a hand-over only where the sentence says from where."""
INTO = re.compile(r"\b(?:into|onto|in to|on to|to|in|on|across)\b", re.IGNORECASE)
OPENED = re.compile(r"\b(?:into|in|onto|to|open|using) (?:the |their |our )?$", re.IGNORECASE)
THEN = re.compile(r",? (?:and|to)(?: then)? (?:have to |then )?$|,? to $", re.IGNORECASE)

_SYSTEM = (
    r"(?P<system>(?:existing|current|old|legacy|back-office|case|case management|records?|patient|booking|finance|"
    r"central|local|national|separate|second|other|paper) "
    r"(?:systems?|databases?|registers?|spreadsheets?|portals?|records?|tools?))"
)
SOME_SYSTEM = re.compile(
    rf"\b(?:into|onto|in|on|to|across) (?:the |their |its |our |a |an |each |every )?{_SYSTEM}\b", re.IGNORECASE
)
FORCING_SYSTEM = re.compile(
    rf"\b{_SYSTEM} (?:[\w-]+ ){{0,2}}?(?:forces?|makes?|requires?|asks?|needs?|has) (?:[\w-]+ ){{0,4}}$", re.IGNORECASE
)
"""A system that is told by what it is: "the old system", where no name is."""

NO_WAY = re.compile(
    r"\b(?:no|not an?|without an?|isn['’]t an?) (?:automat(?:ed|ic) |direct |easy |digital |electronic |simple )?"
    r"(?:way|means|"
    r"route|mechanism|link|feed)(?: (?:to|of|for))?(?: \w+){0,4}? "
    r"(?:get|send|pass|shar|transfer|mov|link|feed|load|push|pull|import|upload)(?:e|es|s|ing|ting)?\b",
    re.IGNORECASE,
)
"""Something has no way of its own into a system."""

RELIES = re.compile(r"\b(?:rel(?:y|ies|ied|iant|ying)|depend(?:s|ed|ent|ing)?|wait(?:s|ed|ing)?) (?:up)?(?:on|for)\b")
GIVES = re.compile(
    r" (?:to |who |that |for )?(?:[\w-]+ ){0,3}?(?:respond|send|provid|pass|shar|suppl|return|forward|notify|notifi|"
    r"tell|giv|updat|referr|inform|data\b|information\b|records\b|details\b)",
    re.IGNORECASE,
)
"""What one side does or has on which another relies: it responds, it sends, its data."""

ASKS = re.compile(
    r"\b(?:submit(?:s|ted|ting)?|send(?:s|ing)?|sent|rais(?:es?|ed|ing)|request(?:s|ed|ing)?|refer(?:s|red|ring)?|"
    r"report(?:s|ed|ing)?|appl(?:y|ies|ied|ying)|upload(?:s|ed|ing)?|log(?:s|ged|ging)?)\b",
    re.IGNORECASE,
)
THROUGH = re.compile(r"\b(?:via|through|using)\b", re.IGNORECASE)

MOVES = re.compile(
    r"\b(?:mov(?:es?|ed|ing)|pull(?:s|ed|ing)?|download(?:s|ed|ing)?|extract(?:s|ed|ing)?|load(?:s|ed|ing)?|"
    r"migrat(?:es?|ed|ing)|populat(?:es?|ed|ing)|cop(?:y|ies|ied|ying)|tak(?:es?|en|ing)|synchroni[sz]\w+)\b",
    re.IGNORECASE,
)
"""Something moves: a hand-over only where the sentence says from where and where to."""

NOT_THERE = re.compile(
    r"\b(?:not|never|n['’]t) (?:be |been |yet |always |automatically )*(?:reflected|carried over|copied across|"
    r"fed back|updated|synced|shown|visible|pulled through) (?:in|into|on|to)\b",
    re.IGNORECASE,
)
"""What was said in one system does not show in another."""
IS_PASSIVE = re.compile(
    r"\b(?:is|are|was|were|be|been|being|gets?|got)(?: \w+ly| then| often| usually| not)? $", re.IGNORECASE
)
BY_WHOM = re.compile(r" (?:[\w’'-]+ ){0,2}?by (?:the |a |an |each |every )?")
OPENING = re.compile(
    r"(?:[^,.;:]{1,30}, )?(?:(?:then|however|also|now|once|when|if|because|so|and|but|"
    r"usually|often|sometimes|the|a|an|each|every|some|most|many|all|local|their|our|these|those|both|other)[, ]+)*",
    re.IGNORECASE,
)
"""What may stand before the subject of a sentence."""
