"""How people word what was changed about a difficulty, and what came of it: cues that the coder's kind alone misses."""

import re
from collections.abc import Sequence

from domain.insights import AttemptOutcome
from insights.coding.design_cues import changes_design
from insights.coding.statements import denies

_MADE = (
    r"(?:(?:re)?(?:chang|add|mov|remov|replac|updat|includ|design|simplif|word|nam|merg|reduc|introduc|test|tri|"
    r"improv|highlight|automat|shorten|switch|trial|pilot|arrang|order|group|link|join|connect|trimm|combin|tweak|"
    r"label|phras|structur|siz|styl|adjust|revis|refin|enlarg|swapp|separat)"
    r"(?:ed|ied)|rewrote|built|made|gave|wrote|brought)"
)
_DID = rf"(?:{_MADE}|put|split|set up|cut)"
"""A list of advice may begin with one of these: "Put the number above the button"."""
_REWORKED = (
    r"(?:re(?:design|word|nam|order|arrang|label|phras|structur|styl|siz)ed|tweaked|simplified|"
    r"shortened|rewritten|automated|introduced|piloted|trialled|merged|linked)"
)
_MADE_BY_PEOPLE = (
    rf"(?:{_REWORKED}|rewrote|took (?:it|them|the \w+) (?:out|away|off)|"
    r"(?:changed|added|moved|removed|replaced|updated) (?:the|a|an|our|its|all|these|those|this|that|some|it|them|two|"
    r"three|hint|more))"
)
"""What a team does to a service, and seldom a person to their own papers."""
_ALSO = r"(?:also|then|now|since|have|substantially|therefore|twice)"
_DONE = re.compile(
    rf"\b(?:we|the team)(?:['’]ve| have| had)? (?:{_ALSO} )*{_DID}\b"
    rf"|\b(?:(?:has|have|had) (?:(?:also|now|since) )*been|was|were) {_DID}\b|^\W*{_MADE}\b"
    r"|\bnow (?:shows?|says?|asks?|has|have|links?|sends?|tells?|lets?|gives?|appears?|opens?|sits?|leaves?|begins?)\b"
    r"|\bA/B test|\bafter (?:the|this|our|that) (?:change|redesign|update|move|pilot|trial)",
    re.IGNORECASE,
)
_DATE = (
    r"(?:(?:\d{1,2}(?:st|nd|rd|th)? )?(?:january|february|march|april|may|june|july|august|september|october|november|"
    r"december)|(?:the |last |this )?(?:spring|summer|autumn|winter)|20\d\d|launch|go-live|"
    r"the (?:change|pilot|trial|redesign|update|release|switch|link))"
)
_BETTER = (
    r"(?:once|automatic\w*|straight away|at once|no longer (?:have|has|need|type|ring|wait|chase)|by (?:itself|"
    r"themselves)|in one place|instead of)"
)
_WITHIN = r"[^.;]{0,80}"
"""What may stand between two parts of one statement."""
_SINCE = re.compile(
    rf"\b(?:since|as of|from) {_DATE}\b{_WITHIN}\b{_BETTER}\b|\b{_BETTER}\b{_WITHIN}\b(?:since|as of) {_DATE}\b",
    re.IGNORECASE,
)
_OF_OURS = re.compile(
    rf"\b(?:we|the team)(?:['’]ve| have| had)? (?:{_ALSO} )*{_MADE_BY_PEOPLE}\b"
    rf"|\b(?:has|have) (?:(?:also|now|since) )*been {_REWORKED}\b|\bA/B test\b",
    re.IGNORECASE,
)
_NO_NUMBER = r"[^.;\d]{0,80}"
_ARMS = re.compile(
    rf"\b\d+\b{_NO_NUMBER}\b(?:got|saw|had|received|were (?:sent|given|shown)) the (?:old|existing|first|usual) "
    rf"{_NO_NUMBER}(?:\d+{_NO_NUMBER})?\b\d+\b{_NO_NUMBER}(?:\d+{_NO_NUMBER})?\bthe (?:new|second|other)\b",
    re.IGNORECASE,
)
"""The arms of a trial: so many had the old, so many the new."""
_NEW_THING = re.compile(
    r"\bthe new (?:\w+ )?(?:letter|form|wording|page|version|screen|text|notice|message|link|field) "
    r"(?:now )?(?:begins|says|shows|has|gives|lets|names|opens|starts|puts|tells)\b|\bis gone\b",
    re.IGNORECASE,
)
_PASSIVE = re.compile(
    r"\b(?:was|were|has been|have been) (?:\w+ed|given|sent|put|cut|split|made|built|rewritten|shown|taken)\b",
    re.IGNORECASE,
)
"""What beneath a heading that announces changes is one, and elsewhere what happened to somebody."""
_WHEN = re.compile(r"\b(?:once|when|whenever|if|until|unless)\b", re.IGNORECASE)
_PLANNED = re.compile(
    r"\b(?:will|shall|should|could|would|might|(?-i:may)|plan(?:s|ned|ning)?|consider|recommend\w*|propos\w+|"
    r"suggest\w*|ideally|need(?:s|ed)? to|want(?:s|ed)? to|going to|next (?:steps?|time|round|version|iteration|we)|"
    r"^\W*next|hope|intend\w*|explore|revisit|previously|"
    r"historically|to be (?:changed|added|moved|tested))\b",
    re.IGNORECASE,
)
_FORESEEN = re.compile(
    r"\b(?:will|shall|should|could|might|plan(?:s|ned)?|hop(?:e|ed|ing)|expect\w*|aim\w*|goal|want(?:s|ed)?|"
    r"recommend\w*|"
    r"if (?:we|this|it))\b",
    re.IGNORECASE,
)
_TROUBLE = re.compile(
    r"\b(?:not|never|nobody|no one|nothing|none|cannot|but|however|still|although|wrong|unable|worse|only|lost|without|"
    r"confus\w+|struggl\w+|fail\w*|difficult\w*|problem\w*|complain(?:ed|s)?|unclear|annoy\w*|frustrat\w*|missed|again|"
    r"twice a|so (?:that )?i|even|refus\w+|wait\w*|ha(?:ve|s|d) to|g[ai]ve(?:s|n)? up|turned away|closed|broken|hardly|"
    r"(?:is|are|was|were|got|been) (?:cut|stopped)|stop(?:s|ped)(?! (?:ringing|calling|phoning|chasing) to ask))\b|"
    r"n['’]t\b|\bno (?!longer)\w+|[\"“”]|"
    r"\b(?:my|me|she|he|her|his|ourselves|baby|son|daughter|wife|husband|mother|father)\b",
    re.IGNORECASE,
)
_GAVE_UP = re.compile(
    r"\b(?:refused|stopped|ha(?:ve|s|d) to|g[ai]ve(?:s|n)? up|turned away|closed|(?:is|are|was|were|been) cut)\b",
    re.IGNORECASE,
)
"""Words of trouble that leave nothing of what else sounds as if it had worked."""

_LESS_IS_BETTER = (
    r"(?:calls?|complaints?|errors?|mistakes?|queries|enquiries|keying|re-?keying|typing|chasers?|chasing|waits?|"
    r"waiting|delays?|queues?|backlogs?|drop-?outs?|drop-?offs?|abandonments?|failures?|rejections?|duplicates?|no-?shows?|"
    r"corrections|workload|time (?:taken|spent)|repeat visits)"
)
_MORE_IS_BETTER = (
    r"(?:completions?|completion rates?|take-?up|uptake|responses|response rates?|clicks|attendance|satisfaction|"
    r"registrations?|sign-?ups|accuracy|success rates?|conversions?)"
)
_HOW_MUCH = (
    r"(?:half|an? (?:half|third|quarter|fifth|sixth|tenth|lot)|one|two|three|four|five|six|seven|eight|nine|ten|"
    r"nothing|none|nil|zero|\d[\d.,]*)"
)
_BY = (
    r"(?: \w+ly)? (?:by|from|to) (?:(?:about|around|almost|nearly|over|under|more than|less than|up to|only|just) )?"
    rf"{_HOW_MUCH}"
)
"""How far something fell: a call that is dropped by a machine has not."""
_FELL = (
    rf"(?:(?:dropped|went down|came down){_BY}|halved|decreased|declined|"
    r"(?:was|were|has been|have been) (?:halved|reduced)|"
    rf"fell(?:{_BY}|(?! (?:to|on|upon|into|through|behind|between|short|over|off|apart|outside)\b)))"
)
_ROSE = r"(?:rose|went up|increased|doubled|trebled|grew|climbed)"
_NO_PART = (
    r"(?!(?:not|never|hardly|barely|no|that|when|after|because|who|which|where|since|if|until|but|and|mean\w*|are|is|was|"
    r"were|be|been|get|got|her|his|my|their|our)\b)"
)
_OF_WHAT = (
    r"(?: (?:times?|rates?|volumes?|numbers?))?"
    rf"(?: (?:about|to|from|for|on|of|at|in|within|per|during|with|by)(?: {_NO_PART}[\w'’-]+){{1,3}}?){{0,2}}"
    r"(?: (?:has|have|had))?(?: (?:also|now|since|then|already|nearly|almost))? "
)
"""What may stand between what is counted and how it went: what it is about, and no other statement."""
_FAR = r"\b(?:[ ,]+(?!(?:not|never|hardly|barely)\b)\w+){0,8}?[ ,]+"
_FEWER = (
    r"\b(?:twice|three times) as many \w+ (?:finished|completed|claimed|applied|answered|paid|registered|found)\b|"
    r"\b(?:claimed|finished|completed|answered|used|found|opened) by (?:twice|three times) as many\b"
)
HAS_FALLEN = rf"\b{_LESS_IS_BETTER}{_OF_WHAT}{_FELL}\b"
"""That something of which less is better became less."""
_MEASURED = re.compile(rf"{HAS_FALLEN}|\b{_MORE_IS_BETTER}{_OF_WHAT}{_ROSE}\b|{_FEWER}", re.IGNORECASE)
_EASED = re.compile(
    r"\b(?:fewer|less) (?:calls|complaints|errors|mistakes|queries|keying|typing|waiting|chasing)\b"
    r"(?! (?:\w+ly )?(?:are|is|were|was|get|got|have been|being|been|answered|reach\w*|can|could|than)\b)"
    r"|\bno longer (?:have|has|need|needs) to (?:type|key|ring|call|ask|chase|copy|enter|wait|print|phone)\b"
    r"|\bstopped (?:ringing|calling|phoning|chasing) to ask\b",
    re.IGNORECASE,
)
_WORSENED = re.compile(
    rf"\b{_LESS_IS_BETTER}{_FAR}{_ROSE}\b|\b{_MORE_IS_BETTER}{_FAR}{_FELL}\b|"
    r"\bmore (?:calls|complaints|errors|mistakes|queries)\b",
    re.IGNORECASE,
)
_WORKED = re.compile(
    r"\b(?:work(?:s|ed) (?:well|better)|solved|resolved|"
    r"(?<!is )(?<!are )(?<!was )(?<!were )(?<!been )(?:reduced|halved|cut|decreased) (?!to see)\w*|"
    r"(?:fewer|less) (?!than\b|(?:\w+ )?(?:are|is|were|was|get|got|answered|reach\w*|can|could)\b)\w*|"
    r"increas(?:e|ed)|improv(?:ed|ement)|rose|doubled|easier|quicker|faster|clearer|"
    r"understood|no longer|noticed (?:it|the)|preferred|more (?:people|users|participants|applicants|patients) \w+|"
    r"success\w*)\b",
    re.IGNORECASE,
)
_PURPOSE = re.compile(
    r"\b(?:to (?:make|help|reduce|improve|increase|avoid|allow|give)|so (?:people|users|they|it|that)|"
    r"because (?:this|it|that)|in order to|which (?:should|would)|making it)\b",
    re.IGNORECASE,
)
_NO_DIFFERENCE = (
    r"(?:no|little|hardly any) (?:significant |clear |real |measurable )?"
    r"(?:difference|effect|improvement|change|impact)\b"
)
_MADE_NONE = (
    r"^(?!.*\b(?:i|me|my|he|she)\b).*\b(?:made|makes|saw|found|was|were|had|showed) (?:almost |little or )?"
    rf"{_NO_DIFFERENCE}"
)
_NONE = re.compile(
    rf"{_MADE_NONE} (?:to|in|on) (?:(?:the|our|these|number of) ){{0,3}}(?:{_LESS_IS_BETTER}|{_MORE_IS_BETTER})\b",
    re.IGNORECASE | re.DOTALL,
)
_NONE_AT_ALL = re.compile(rf"{_MADE_NONE}(?: (?:to|in|on)\b|\W{{0,9}}$)", re.IGNORECASE | re.DOTALL)
"""That nothing changed: people say so of their lives, too, so that a heading must announce results."""
_FAILED = re.compile(
    r"\b(?:(?:did|does|has|have)(?: not|n't|n’t) (?:help|work|change|improve|reduce|make|solve|fix)\w*|"
    rf"{_NO_DIFFERENCE}|made (?:it|things) worse|"
    r"(?:was|were) worse|fail(?:ed|s)?|"
    r"still (?:miss|confus|struggl|did not|didn|do not|don|could not|couldn|got|get|overlook|ask|call)\w*|"
    r"(?:went|was|were) (?:unnoticed|ignored|overlooked))\b",
    re.IGNORECASE,
)

_CHANGES_ABOVE = re.compile(
    r"\bwhat (?:we|was|has been|they) (?:have )?(?:changed|tried|mended|put right)\b|\bchanges (?:we|that were) made\b|"
    r"\bchanges (?:made|included)\b|\bdesign changes\b|\bafter the (?:change|redesign|trial|pilot|switch|release)\b|"
    r"\b(?:what happened|what we found|results?) (?:when|after) we\b|\ba trial of\b|\btrial\b.{0,200}\bresults?\b",
    re.IGNORECASE,
)
_RESULTS_ABOVE = re.compile(
    r"\b(?:trial|pilot|test|a/b) results?\b|\bresults? of the (?:trial|pilot|test|change)\b|\bhow we know\b|"
    r"\bafter the (?:change|redesign|trial|pilot|switch|release)\b|\bwhat (?:came of it|happened|the (?:trial|"
    r"pilot) showed)\b|"
    r"^\W*(?:results?|outcome|what worked|did it work)\W*$",
    re.IGNORECASE,
)
_NOT_ONE = re.compile(
    rf"\bnot (?:one|a single)\b{_WITHIN}\b(?:sample|out of|of)\b{_WITHIN}\d|\b(?:from|fell|down) \d{_WITHIN} to \d",
    re.IGNORECASE,
)
NO_DIFFICULTY = 0.49
"""The highest probability of a difficulty that is left to what tells of a change, or of what came of it."""


def tells_change(text: str, headings: Sequence[str] = ()) -> bool:
    """Tell whether the wording speaks of something that was done, and not only planned or wished for."""
    if _PLANNED.search(text) or text.rstrip().endswith(":"):
        return False
    if _says_change(text, headings):
        return True
    done = _PASSIVE.search(text) is not None and _WHEN.search(text) is None
    return done and is_about_changes(headings) and not tells_result(text, headings)


def surely_tells_change(text: str, headings: Sequence[str] = ()) -> bool:
    """Tell whether the wording speaks of a change to a service: people move house and research teams test, too."""
    if not tells_change(text, headings):
        return False
    worded = _OF_OURS.search(text) or _SINCE.search(text) or _ARMS.search(text)
    return worded is not None or is_about_changes(headings)


def is_no_difficulty(text: str, headings: Sequence[str] = ()) -> bool:
    """Tell whether what sounds like a difficulty is what was changed about one, or what came of it."""
    if tells_result(text, headings):
        return True
    if _ARMS.search(text):
        return tells_change(text, headings)
    is_passive_only = not _says_change(text, headings)
    return surely_tells_change(text, headings) and not is_passive_only and _TROUBLE.search(text) is None


def tells_result(text: str, headings: Sequence[str] = ()) -> bool:
    """Tell whether the wording says what came of a change: better, no different, or beneath such a heading worse."""
    if _FORESEEN.search(text):
        return False
    above = is_about_changes(headings) or has_results_above(headings)
    told = (_MEASURED, _EASED, _NONE, _NONE_AT_ALL) if above else (_MEASURED, _EASED, _NONE)
    if any(pattern.search(text) for pattern in told):
        return _WORSENED.search(text) is None and not tells_trouble(text, besides=told)
    return above and (_WORSENED.search(text) or _NOT_ONE.search(text)) is not None


def outcome_of(text: str) -> AttemptOutcome:
    """Return whether what was tried worked, as far as the text itself says; unknown where it says neither or both.

    What a change was made for is not what came of it.
    """
    measured, worsened = _MEASURED.search(text) is not None, _WORSENED.search(text) is not None
    told = (_WORKED.search(text) or _EASED.search(text)) is not None and _PURPOSE.search(text) is None
    worked = measured or (told and not worsened)
    failed = _FAILED.search(text) is not None or (worsened and not measured)
    if worked == failed or (worked and _ends_in_trouble(text)):
        return AttemptOutcome.UNKNOWN
    return AttemptOutcome.WORKED if worked else AttemptOutcome.FAILED


def tells_trouble(text: str, *, besides: Sequence[re.Pattern[str]] = ()) -> bool:
    """Tell whether a word of trouble or denial stands beside what these patterns describe."""
    rest = _without(text, besides)
    return denies(rest) or _TROUBLE.search(rest) is not None


def _ends_in_trouble(text: str) -> bool:
    rest = _without(text, (_MEASURED, _EASED, _WORKED))
    return denies(rest) or _GAVE_UP.search(rest) is not None


def _without(text: str, patterns: Sequence[re.Pattern[str]]) -> str:
    for pattern in patterns:
        text = pattern.sub(" ", text)
    return text


def _says_change(text: str, headings: Sequence[str]) -> bool:
    worded = _DONE.search(text) or _SINCE.search(text) or _ARMS.search(text) or _OF_OURS.search(text)
    return (
        worded is not None
        or changes_design(text, headings)
        or (is_about_changes(headings) and _NEW_THING.search(text) is not None)
    )


def is_about_changes(headings: Sequence[str]) -> bool:
    """Tell whether one of the headings announces what was changed."""
    return any(_CHANGES_ABOVE.search(heading) for heading in headings)


def has_results_above(headings: Sequence[str]) -> bool:
    """Tell whether the nearest heading announces what came of a change."""
    return bool(headings) and _RESULTS_ABOVE.search(headings[-1]) is not None
