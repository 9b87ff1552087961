"""What wording and headings say of a difficulty: whether it still stands, and whether someone works around it."""

import re
from collections.abc import Sequence

from domain.evidence import Kind, Standing

_TROUBLE = (
    r"be (?:very |so |really |quite )?(?:an? (?:\w+ )?(?:nightmare|problem|struggle|challenge|barrier)|slow|hard|"
    r"difficult|confus\w+|unclear|impossible)"
)
_BURDEN = (
    r"(?:have to|not|never|need to|needed to|wait|struggle|queue|chase|lose|miss|confuse|get (?:lost|stuck|confused)|"
    r"take (?:us |them |me |you |people |staff )?(?:up to |about |over |more than |at least )?"
    r"(?:\d|an?\b|two|three|four|five|six|several|weeks|months|days|hours|ages|so long|too long|longer)|"
    r"(?:re-?)?(?:type|key|enter)|copy|print|fax|post (?:it|them)|write (?:it|them) (?:out|down))"
)
_MENDED = r"(?:fixed(?! (?:at|by|since|twice|for)\b)|resolved|solved|mended)"
_WHAT_IS_WRONG = r"(?:issues?|problems?|difficult(?:y|ies)|bugs?|errors?|faults?|concerns?)"
_FIXED = re.compile(
    rf"(?<!as )(?<!than )\b(?:i|we|you|he|she|it|they|this|that|which|people|users|staff|\w+s) used to {_BURDEN}\b"
    rf"|(?<!as )(?<!than )(?<!is )(?<!are )\bused to {_TROUBLE}\b"
    r"|^\W*previously(?:,|:|\b(?! \w+(?:ed|en|wn)\b))"
    r"|(?<!who )\b(?:was|were) previously\b|(?<!who )(?<!who had )\bpreviously (?:had to|needed to|took|relied|"
    r"could not|couldn['’]?t|did not|didn['’]?t)\b"
    r"|\bno longer (?:(?:have|has|having|had|needing|required?) to|needs?|necessary|wait|chase|queue|"
    r"struggle|"
    r"re-?key|(?:re-?)?(?:type|enter)|miss(?:es)?|confus\w+|(?:an? )?(?:problem|issue))\b(?! (?:access|time|able)\b)"
    r"|(?<!as )(?<!like )(?<!both )\bin (?:the )?(?:previous|earlier|old|first|initial|last) "
    r"(?:round(?! of (?!(?:user |usability )?(?:tests?|testing|research|interviews|sessions)\b))|"
    r"version|design|iteration|prototype)\b|\bin (?:the )?(?:previous|earlier|old|initial) release\b"
    rf"|\bwe(?:'ve|’ve| have)? (?:since )?(?:now )?{_MENDED}\b(?! (?:an?|the) (?:date|time|day|meeting|appointment|"
    rf"letter)\b)|\b(?:has|have) (?:since |now )?been {_MENDED}\b"
    rf"|\b{_WHAT_IS_WRONG} (?:has|have) (?:since |now )?been addressed\b"
    r"|\bwe(?:'ve|’ve| have)? (?:since )?(?:now )?addressed (?:the|this|that|these|those|both|all) "
    rf"(?:\w+ )?{_WHAT_IS_WRONG}\b",
    re.IGNORECASE,
)
_STILL_STANDS = re.compile(
    r"\b(?:still|not yet|remains?|continu(?:es?|ing)|again|g[ai]ve(?:s|n)? up|(?:comes?|came|coming) back|"
    r"used to\b.{0,80}\b(?:today|these days|nowadays)|used to take\b.{1,80}\b(?:it|this|that) (?:now )?takes?|"
    r"(?:nothing|none|nobody|hardly|until|unless|whether|once|when|if|"
    r"before|should|nor)\b.{0,60}\bbeen (?:fixed|resolved|solved|mended|addressed)|"
    r"(?:but|and|;|,) now\b.{0,60}(?:\b(?:not|no|never|nobody|twice|worse|longer|more|harder|only)\b|n['’]t\b))\b"
    r"|\bpreviously\b.{0,25}\b(?:could|can|easy|worked|able)\b(?! not|n['’]t)(?!.{0,200}\b(?:but|only|had to)\b)",
    re.IGNORECASE,
)
_FIXED_HEADING = re.compile(
    r"release notes|\bchange ?log\b|\bwhat(?:['’]s| is| was| were| has| have| we| we have| we['’]ve)(?: been)? "
    r"(?:fixed|changed|mended)\b|\bbug fixes\b|^\W*previously(?:,|\W*$)|\bdesign changes\b|\bchanges (?:we|"
    r"that were) made\b"
    r"|^\W*(?:now |already )?(?:fixed|resolved)(?: issues| problems| bugs| since.*| in .*)?\W*$"
    r"|\b(?:issues|problems|difficulties|bugs) (?:we )?(?:have |now |since )*(?:been )?(?:fixed|resolved|mended)\b",
    re.IGNORECASE,
)
_STANDING_HEADING = re.compile(
    r"\b(?:not|never|cannot)(?: yet| been| be)* (?:fixed|mended|resolved|solved|changed|mend|fix|solve|change)\b"
    r"|\bun(?:resolved|fixed|mended|solved)\b|\bstill\b|\bto be (?:fixed|mended|resolved|"
    r"solved|made|done)|\b(?:remaining|outstanding|known|open) (?:issues?|problems?|questions?|difficult\w+)\b"
    r"|\b(?:propos\w+|planned|future|recommended|possible|potential|suggested) (?:\w+ )?changes\b|\bnext steps\b|"
    r"^\W*next\W*$",
    re.IGNORECASE,
)
_PROTOTYPE = re.compile(
    r"\b(?:prototypes?|mock-?ups?|wireframes?|sketch(?:es)?|usability test\w*|"
    r"(?:this|our|both|each|two|three|four|early|design|tested) concepts?(?! of\b)|"
    r"concepts? (?:tests?|testing|designs?|screens?|pages?|(?:were|was) (?:tested|shown)|\d|(?-i:[A-E]))|"
    r"design variations?|variation (?:\d|one|two|three|(?-i:[A-E]))|option (?-i:[A-E])|version (?:\d|(?-i:[A-E]))|"
    r"iteration \d)\b",
    re.IGNORECASE,
)
_PROTOTYPE_HEADING = re.compile(r"\b(?:variation|concept)s?\W{0,9}$", re.IGNORECASE)
_LIVE = re.compile(
    r"\b(?:live service|in live(?! chat| data| text)|went live|since launch|public beta|analytics|"
    r"calls? to the (?:contact|call) centre|help ?desk tickets?|support tickets?|every (?:day|week|month|year)|"
    r"complaints?)\b",
    re.IGNORECASE,
)
_LIVE_HEADING = re.compile(
    r"\b(?:live service|as-is|how it works now|today|current (?:process|service|journey)|shadowing|"
    r"site visit|"
    r"contextual)\b",
    re.IGNORECASE,
)
_OWN = r"(?:her|his|their|our|my|its|your)"
_KEPT = r"(?:list|log|diary|record|tracker|tally|folder|checklist|crib sheet|database|template|notes)"
_TYPED = (
    r"(?<!the )(?<!a )(?:cop(?:ied|ying)|typ(?:ed|ing)|key(?:ed|ing)|past(?:ed|ing)|"
    r"(?:cop(?:y|ies)|types?|keys|pastes?)(?! (?:from|of|to|for|in)\b))"
)
"""What is done with words, and no copies of a paper or keys to a door."""
_HINDRANCE = (
    r"(?:rules?|systems?|forms?|limits?|problems?|checks?|errors?|blocks?|queues?|fields?|process(?:es)?|tools?|software|"
    r"screens?|restrictions?|requirements?|lack|menus?|firewalls?|gaps?)"
)
_LABOUR = (
    r"(?:work|check\w*|entr(?:y|ies)|process\w*|steps?|lists?|records?|counts?|cop(?:y|ies|ying)|input\w*|typing|keying|"
    r"transfers?|logs?|systems?|calculations?|intervention|effort|data|tasks?|search\w*|handling|updates?|matching|sort\w*|"
    r"reconciliation|corrections?|tracking|register|review\w*)"
)
_WORKAROUND = re.compile(
    r"work(?:ing|ed|s)?-?arounds?|\bwork(?:ing|ed|s)? around\b(?! the clock\b)|"
    rf"(?<!no way to )\bg(?:e|o)t(?:s|ting)? a?round (?:it|this|that|the (?:\w+ )?{_HINDRANCE})\b|"
    r"(?<!take it )(?<!took it )(?<!brought it )(?<!sent it )(?<!delivered )\bby hand\b|\bmanually\b|"
    rf"\bmanual (?:\w+ )?{_LABOUR}\b|spread ?sheets?|\bexcel\b(?! at\b)|\bpost-?its?\b|sticky notes?|"
    r"\bon (?:a piece|pieces|bits|scraps?) of paper\b|\b(?:writ\w+|wrote|not(?:e|es|ed)|jot\w*|record\w*|ke(?:ep|eps|"
    r"pt)|down)"
    r"\b[^.;]{0,25}\bon paper\b|\b(?:sometimes|only|first) on paper\b|\bnotebooks?\b|whiteboards?|\bin pencil\b|"
    r"\bshoe ?box|\bindex cards?\b|"
    rf"\b(?:in|out of) (?:{_OWN}|this|the|a) drawer\b|cop(?:y|ying|ies)[- ]and[- ]past|"
    rf"\bre-?(?:key|typ|enter)\w*\b(?! {_OWN} (?:\w+ )?(?:password|passcode|pin|code)\b)|"
    rf"\b{_TYPED}\b[^.;]{{1,80}}\b(?:from|off)\b[^.;]{{1,60}}\b(?:in)?to\b|\b{_TYPED} (?:\w+ ){{0,3}}?in again\b|"
    rf"\b(?:{_TYPED}|key) (?:(?:every|each|the same|it|them|all) (?:\w+ ){{0,2}}?)?(?:twice|three times|again)\b|"
    rf"\bown {_KEPT}\b|\b(?:{_KEPT}|file|sheet|form|system) of {_OWN} own\b|"
    r"shadow (?:list|record|system)|\b(?:personal|separate) (?:list|record|tracker|inbox)|\bdummy\b|"
    rf"\bke(?:ep|eps|pt|eping) (?:an?|{_OWN}) (?:own |separate |private |little )?{_KEPT}\b"
    rf"(?! of (?:{_OWN}|the) (?:pain|symptom|illness|sleep|seizure|mood|medic|condition|health|food|blood))|"
    r"\bso (?:we|i|they|she|he) used (?:mine|ours|hers)\b|"
    r"\btell(?:s|ing)? (?:people|them|callers|users|applicants) to (?:type|put|enter|tick)\b|"
    r"\b(?:share|use) (?:a|one|their) (?:login|password)|"
    r"(?<!must )(?<!should )\btake (?:a )?(?:photo|screenshot)s?\b"
    r"(?! for (?:the|an?|their|your) (?:passport|licen[cs]e|id|card))|\bwhatsapp\b|"
    r"screenshots? (?:of|to)",
    re.IGNORECASE,
)


def standing_of(text: str, headings: Sequence[str] = (), *, kind: Kind = Kind.PAIN_POINT) -> Standing:
    """Return whether what is told is still true, as far as the wording says; unknown where it says nothing.

    Headings that announce what was changed say of a difficulty that it was mended, and nothing of another ``kind``.
    """
    above = " / ".join(headings)
    is_mended = _FIXED.search(text) or (kind is Kind.PAIN_POINT and _is_told_as_mended(headings))
    if is_mended and _STILL_STANDS.search(text) is None:
        return Standing.FIXED
    if _LIVE.search(text):
        return Standing.LIVE
    if _PROTOTYPE.search(text) or _PROTOTYPE.search(above) or any(map(_PROTOTYPE_HEADING.search, headings)):
        return Standing.PROTOTYPE
    return Standing.LIVE if _LIVE_HEADING.search(above) else Standing.UNKNOWN


def _is_told_as_mended(headings: Sequence[str]) -> bool:
    """Tell whether the nearest heading that says so announces what was mended, and not what is left or planned."""
    for heading in reversed(headings):
        if _STANDING_HEADING.search(heading):
            return False
        if _FIXED_HEADING.search(heading):
            return True
    return False


def tells_workaround(text: str) -> bool:
    """Tell whether the wording speaks of a way round the tool or process that is provided."""
    return _WORKAROUND.search(text) is not None
