"""How people word what a screen is made of, what it does, and what was done to it."""

import re
from collections.abc import Sequence

_PART = (
    r"(?:pages?|homepages?|screens?|tabs?|buttons?|links?|labels?|headings?|h[1-6]|banners?|menus?|"
    r"nav(?:igation)?(?: bar)?|side ?bars?|headers?|footers?|icons?|fields?|(?:text |search |input |tick |"
    r"check)?box(?:es)?|inputs?|drop-?downs?|radio buttons?|filters?|columns?|fonts?|hint(?: text)?|layouts?|cards?|"
    r"panels?|modals?|pop-?ups?|accordions?|breadcrumbs?|tooltips?|bars?|prompts?|questions?|sections?|dashboards?|"
    r"wording|copy|prototypes?|versions?|designs?|task lists?|summar(?:y|ies)|views?|tables?|tags?|captions?|options?|"
    r"toggles?|pickers?)"
)
_AN_END = r"(?=\W|$)"
_NAMED = r"(?: (?:name|text|size|order|structure|title|style|position|colou?r)s?)?"
_SUBJECT = (
    r"(?:^\W*|\b(?:the|this|these|each|our|a|an|its|their|some(?: of the)?|\w+ing) )"
    rf"(?:[\w'’/-]+ ){{0,4}}?{_PART}{_NAMED}"
)
"""A part of a screen with what stands before it."""
_BESIDE = r"(?: (?!that\b|which\b|who\b|where\b|when\b|is\b|are\b|was\b|were\b)[\w'’,/-]+){0,5}?"
"""What may stand between a part of a screen and its verb: where it is, and no other statement."""
_RESHAPED = (
    r"(?:tweaked|reworded|rephrased|relabelled|renamed|restyled|resized|reordered|redesigned|regrouped|reformatted|"
    r"rewritten|decluttered)"
)
"""What is done to the design of something, and to nobody's life: appointments are rearranged, offices restructured."""
_ALTERED = (
    rf"(?:{_RESHAPED}|restructured|rearranged|enlarged|changed|moved|removed|replaced|updated|reduced|increased|added|"
    r"introduced|merged|split|adjusted|revised|refined|amended|shortened|simplified|combined|separated|dropped|"
    r"swapped|made)"
)
_BEEN = r"(?:(?:has|have|had) (?:(?:also|now|since|all) )*been|was|were) (?:(?:also|then|now|slightly|all) )*"
_ALTERING = (
    r"(?:adding|amending|changing|combining|dropping|introducing|merging|moving|redesigning|removing|renaming|"
    r"reordering|rephrasing|replacing|rewording|rewriting|separating|shortening|simplifying|splitting|swapping|"
    r"updating)"
)
_LOOKS = (
    r"(?:larger|bigger|smaller|bolder|bold|wider|narrower|higher|lower|darker|lighter|sticky|simpler|shorter|clearer|"
    r"more (?:prominent|visible|obvious|subtle))"
)
_FOR_A_REASON = (
    r"\b(?:to (?:help|make|let|show|give|draw|allow|separate|distinguish)|so (?:that|the|it|they|users|people)|"
    r"which (?:helps|makes|lets|allows|gives)|this (?:helps|makes|lets|allows|gives))\b"
)
_CHANGED = re.compile(
    rf"\b{_BEEN}{_RESHAPED}\b"
    rf"|{_SUBJECT}{_BESIDE} {_BEEN}{_ALTERED}\b"
    rf"|{_SUBJECT}{_BESIDE} (?:has|have) (?:also |now )?(?:changed|moved|become)\b(?! (?:again|twice|every|"
    rf"all the time))"
    rf"|{_SUBJECT}{_BESIDE} (?:is|are) (?:now )?(?:an? |in |in an? )?(?:much |"
    rf"slightly )?{_LOOKS}\b.{{0,80}}{_FOR_A_REASON}"
    r"|\bthere (?:is|are|was|were) (?:also |now )?(?:an? |some |two )?(?:\w+ )?changes? to (?:the|our) \w+"
    r"|\bthe (?:\w+ )?(?:policy|rules?|guidance|process|approach) (?:on [\w ]{1,30} )?(?:was|were|has been|"
    r"have been) (?:\w+ly )?(?:tweaked|clarified|relaxed|updated|changed|revised) (?:so|to)\b",
    re.IGNORECASE,
)
_LISTED = re.compile(
    rf"^\W*{_ALTERING}\b(?:(?!\b(?:is|are|was|were|will|takes?|took|ma[dk]es?|means?|meant|caus\w+|felt|feels?|had|"
    rf"has|"
    r"have|could|would|did|does|led|leads)\b|[.;:]).){1,160}?(?:[.;]?\W*$|\b(?:as|because|since|so|in order)\b)",
    re.IGNORECASE,
)
"""What a list of changes is made of: "Removing the second page, as people left there"."""
_CHANGES_LISTED = re.compile(
    r"\b(?:changes|improvements|updates)\b(?! (?:needed|to come|in (?:life|circumstances)))|\bwhat(?:['’]s| we|"
    r" has)? (?:have )?(?:been )?(?:new|changed|did next)\b|\brelease notes\b|\biterations?\b",
    re.IGNORECASE,
)
_DOES = (
    r"(?:says?|said|shows?|showed|display(?:s|ed)?|contain(?:s|ed)?|includes?|included|lists?|listed|asks?|asked|"
    r"ha(?:s|ve|d)|links? (?:to|back)|takes (?:users|people|you|them|the user)|leads to|opens?|reveal(?:s|ed)?|"
    r"explain(?:s|ed)?|appear(?:s|ed)?|sits? (?:above|below|beside|at|in|on|under|next)|update[sd]?|prompts?|"
    rf"provide[sd]?|covers?(?! (?:[\w'’-]+ ){{1,3}}?{_PART}\b)|pulls?|scrolls?(?! (?:off|sideways)\b)|"
    r"(?:is|are|was|were) (?:\w+ly )?(?:displayed|shown|placed|located|"
    r"positioned|called|labelled|named|titled|aligned|listed|included|grouped|set|linear|optional|repeated|the same))"
)
_ACTING = r"(?:select|click|tapp?|press|choos|hover|expand|tick|swip)ing"
_RESPONDS = (
    r"(?:reveal(?:s|ed)?|opens?|opened|takes|took|shows?|showed|leads|displays?|displayed|updates?|adds?|expands?|"
    r"goes|returns?|brings up|launches)"
)
_PEOPLE = (
    r"(?:(?:the |an? |each |every )?(?:users?|applicants?|claimants?|job ?seekers?|candidates?|customers?|visitors?|"
    r"participants?|patients?|members?|citizens|residents|people))"
)
_MAY_DO = (
    r"(?:claim|apply|choose|select|pick|add|edit|change|view|see|search|filter|sort|upload|download|save|book|cancel|"
    r"pay|sign|use|enter|switch|move|go|return|get|submit|request|order|register|check|open|create|preview|compare|"
    r"share|track|tweak|browse|type|skip)"
)
_MADE_OF = re.compile(
    rf"{_SUBJECT}{_BESIDE} (?:also |now |still |then |currently |that )?{_DOES}{_AN_END}"
    rf"|\bthere (?:is|are|was|were) (?:also |now |still )?(?:an?|two|three|four|\d+|"
    rf"some) (?:[\w'’-]+ ){{0,5}}?{_PART}\b"
    rf"|\b{_ACTING}\b.{{1,80}} {_RESPONDS}\b"
    rf"|\bif (?:the user|users|they|you|people) (?:select|click|tap|press|choose|tick)s?\b.{{1,80}}\b(?:it|they|this|"
    rf"the {_PART}) (?:\w+ )?{_RESPONDS}\b"
    rf"|\b(?:which|that|this) (?:reveal(?:s|ed)?|opens (?:an?|the|in)|takes (?:users|people|them|the user|you) to)\b"
    rf"|^\W*(?:for example,? )?{_PEOPLE} (?:are|is|were|was) (?:then |also |now |first |only )?(?:presented with|"
    rf"shown|prompted|"
    r"taken to|directed to|asked (?:to|for|if|whether))\b"
    r"|\b(?:this|which|it) (?:also )?(?:allows|lets|enables) (?:us|users|people|staff|them|applicants)\b",
    re.IGNORECASE,
)
_ALLOWED = re.compile(
    rf"^\W*(?:this means |it means )?(?:that )?{_PEOPLE} (?:who [^.;,]{{1,60}} )?(?:can|may|are able to|"
    rf"could) (?:also |now |then |still )?{_MAY_DO}\b"
    rf"|^\W*{_PEOPLE} (?:will )?(?:get|receive|are paid|are entitled to) (?:an? |the |up ?to |additional |extra |£|\d)"
    rf"|\bthe (?:\w+ )?(?:policy|rule)s? (?:on [\w ]{{1,30}} )?(?:is|was|are|were) (?:to|that)\b",
    re.IGNORECASE,
)
_CALLED = re.compile(
    r"\b(?:is|are|was|were) (?:also |often |sometimes |usually )?(?:known as|referred to as|termed|called (?=the |"
    r"['‘“\"]|(?-i:[A-Z])))|\b(?:is|are) (?:defined as|short for|an abbreviation (?:of|for))\b|"
    r"(?-i:\b[A-Z]{2}[\w-]*['’\"”]?) stands for\b|"
    r"\bwe (?:counted|count|define|defined|class|classed|treat|treated) (?:an? |the |any )?[\w ]{1,40} as\b|"
    r"\bby [‘'“\"]?[\w -]{1,40}[’'”\"]?,? we mean\b",
    re.IGNORECASE,
)
_MARGIN = re.compile(r"\d ?%? ?(?:\+/[-−–]|±) ?\d")
"""A figure of a test with its margin."""
_HABIT = re.compile(
    rf"\b{_PEOPLE} (?:typically|usually|often|generally|mostly|tend to|normally) (?:search|browse|read|prefer|start|"
    rf"compare|scan|"
    r"look (?:at|through|for))\b",
    re.IGNORECASE,
)
_EASIER = re.compile(
    r"\b(?:made|makes|making) (?:it|them|this|that|the [\w ]{1,30}?) (?:much |a lot )?(?:easier|clearer|quicker|"
    r"simpler|faster)\b(?! (?:to (?:miss|lose|get|make|forget|overlook|cheat|mistake|confuse))\b)",
    re.IGNORECASE,
)
_LIST_OF_PARTS = re.compile(
    r"\b(?:asks?|asked|contain(?:s|ed)?|(?<!these )(?<!they )includ(?:es?|ed)|labelled|explain(?:s|ed)|show(?:s|ed)|"
    r"display(?:s|ed)|based on|consist(?:s|ed) of|tested|to work for|recruited(?: \w+){0,3}|calculated|set to|"
    r"divided into|appears? when|appeared when|would appear when|options (?:are|were)|choices (?:are|were))"
    r"(?: \w+){0,5}\W*$",
    re.IGNORECASE,
)
_TELLS_METHOD = re.compile(
    r"^\W*(?:scenarios?|(?:\w+ )*scenarios|task flows?|methods?(?: and participants)?|methodology|participants|"
    r"screenshots?|who we spoke to|how we (?:tested|did (?:it|this)))\W*$",
    re.IGNORECASE,
)
_SUPPOSES = re.compile(
    r"\b(?:hypothes[ei]s|assumptions)\b|\b(?:interview|discussion) (?:guide|script|questions)\b|^\W*(?:tasks? (?:and|"
    r"&) )?questions(?: to ask)?\W*$",
    re.IGNORECASE,
)
_SUPPOSED = re.compile(
    r"\b(?:will|won['’]t|would|might|(?-i:may)|could(?! not)|are likely to|ask:)(?=\W|$)|\?\W*$", re.IGNORECASE
)


def changes_design(text: str, headings: Sequence[str] = ()) -> bool:
    """Tell whether the wording says that a part of a screen was changed, or lists such a change among others."""
    if _CHANGED.search(text) is not None:
        return True
    listed = any(_CHANGES_LISTED.search(heading) for heading in headings[-2:])
    return listed and _LISTED.search(text) is not None


def describes_design(text: str) -> bool:
    """Tell whether the wording says what a screen is made of or does, what users may do."""
    return any(told.search(text) is not None for told in (_MADE_OF, _ALLOWED, _EASIER, _HABIT))


def says_what_it_is_called(text: str) -> bool:
    """Tell whether the wording says what something is called, or what is meant by a word."""
    return _CALLED.search(text) is not None


def gives_a_margin(text: str) -> bool:
    """Tell whether the wording gives a figure with its margin, as what came of a test."""
    return _MARGIN.search(text) is not None


def is_only_supposed(text: str, headings: Sequence[str]) -> bool:
    """Tell whether the nearest heading announces suppositions or questions to ask, and the wording is of such."""
    return bool(headings) and _SUPPOSES.search(headings[-1]) is not None and _SUPPOSED.search(text) is not None


def stands_in_a_list_of_parts(headings: Sequence[str]) -> bool:
    """Tell whether the words before a list, the nearest heading, announce what something is made of or asks for."""
    return bool(headings) and headings[-1].rstrip().endswith(":") and _LIST_OF_PARTS.search(headings[-1]) is not None


def stands_beneath_methods(headings: Sequence[str]) -> bool:
    """Tell whether the nearest heading announces who took part, a scene that was set, or pictures, and no findings."""
    return bool(headings) and _TELLS_METHOD.search(headings[-1]) is not None
