"""How people word what was changed about a difficulty, and what came of it: cues that the coder's kind alone misses."""

import re
from collections.abc import Sequence

from domain.insights import AttemptOutcome

_MADE = (
    r"(?:(?:re)?(?:chang|add|mov|remov|replac|updat|includ|design|simplif|word|nam|split|merg|reduc|introduc|test|tri|"
    r"improv|highlight|automat|shorten|switch|trial|pilot|arrang|order|group|link|join|connect|trimm|combin)"
    r"(?:ed|ied)|rewrote|built|made|gave|wrote|brought)"
)
_DID = rf"(?:{_MADE}|put|split|set up|cut)"
"""A list of advice may begin with one of these: "Put the number above the button"."""
_MADE_BY_PEOPLE = (
    r"(?:(?:re)(?:design|word|nam|order|arrang)ed|simplified|shortened|rewrote|rewritten|automated|introduced|piloted|"
    r"trialled|merged|linked|(?:changed|added|moved|removed|replaced|updated) (?:the|a|an|our|its|all|these|those|this|"
    r"that|some|it|them|two|three|hint|more)|took (?:it|them|the \w+) (?:out|away|off))"
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
    r"themselves)|"
    r"in one place|(?:has|have) had an?|now|instead of|every system)"
)
_SINCE = re.compile(
    rf"\b(?:since|as of|from) {_DATE}\b.*\b{_BETTER}\b|\b{_BETTER}\b.*\b(?:since|as of) {_DATE}\b", re.IGNORECASE
)
_OF_OURS = re.compile(
    rf"\b(?:we|the team)(?:['’]ve| have| had)? (?:{_ALSO} )*{_MADE_BY_PEOPLE}\b"
    rf"|\b(?:has|have) (?:(?:also|now|since) )*been {_MADE_BY_PEOPLE}\b|\bA/B test\b",
    re.IGNORECASE,
)
_ARMS = re.compile(
    r"\b\d+\b.*\b(?:got|saw|had|received|were (?:sent|given|shown)) the (?:old|existing|first|usual) .*"
    r"\b\d+\b.*\bthe (?:new|second|other)\b",
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
    r"\b(?:will|shall|should|could|would|might|(?-i:may)|plan(?:s|ned|ning)?|consider|recommend\w*|"
    r"propos\w+|"
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
    r"twice a|so (?:that )?i|even)\b|n['’]t\b|\bno (?!longer)\w+|[\"“”]|\b(?:my|me|she|he)\b",
    re.IGNORECASE,
)

_LESS_IS_BETTER = (
    r"(?:calls?|complaints?|errors?|mistakes?|queries|enquiries|keying|re-?keying|typing|chasers?|chasing|waits?|"
    r"waiting|delays?|queues?|backlogs?|drop-?outs?|drop-?offs?|abandonments?|failures?|rejections?|duplicates?|no-?shows?|"
    r"corrections|workload|time (?:taken|spent)|repeat visits)"
)
_MORE_IS_BETTER = (
    r"(?:completions?|completion rates?|take-?up|uptake|responses|response rates?|clicks|attendance|satisfaction|"
    r"registrations?|sign-?ups|accuracy|success rates?|conversions?)"
)
_FELL = (
    r"(?:fell|dropped|went down|came down|halved|decreased|declined|(?:was|were|has been|have been) (?:halved|reduced))"
)
_ROSE = r"(?:rose|went up|increased|doubled|trebled|grew|climbed)"
_FAR = r"\b(?:[ ,]+\w+){0,8}?[ ,]+"
_FEWER = (
    r"\b(?:twice|three times) as many \w+ (?:finished|completed|claimed|applied|answered|paid|registered|found)\b|"
    r"\b(?:claimed|finished|completed|answered|used|found|opened) by (?:twice|three times) as many\b"
)
_MEASURED = re.compile(
    rf"\b{_LESS_IS_BETTER}{_FAR}{_FELL}\b|\b{_MORE_IS_BETTER}{_FAR}{_ROSE}\b|{_FEWER}", re.IGNORECASE
)
_EASED = re.compile(
    r"\b(?:fewer|less) (?:calls|complaints|errors|mistakes|queries|keying|typing|waiting|chasing)\b"
    r"|\bno longer (?:have|has|need|needs) to (?:type|key|ring|call|ask|chase|copy|enter|wait|print|phone)\b"
    r"|\bstopped (?:ringing|calling|asking|phoning|chasing|typing)\b",
    re.IGNORECASE,
)
_WORSENED = re.compile(
    rf"\b{_LESS_IS_BETTER}{_FAR}{_ROSE}\b|\b{_MORE_IS_BETTER}{_FAR}{_FELL}\b|"
    r"\bmore (?:calls|complaints|errors|mistakes|queries)\b",
    re.IGNORECASE,
)
_WORKED = re.compile(
    r"\b(?:work(?:s|ed) (?:well|better)|solved|resolved|(?:reduced|halved|cut|fewer|less|dropped|fell|decreased) "
    r"(?!to see)\w*|increas(?:e|ed)|improv(?:ed|ement)|rose|doubled|(?:much |far )?easier|quicker|faster|clearer|"
    r"understood|no longer|noticed (?:it|the)|preferred|more (?:people|users|participants|applicants|patients) \w+|"
    r"success\w*)\b",
    re.IGNORECASE,
)
_PURPOSE = re.compile(
    r"\b(?:to (?:make|help|reduce|improve|increase|avoid|allow|give)|so (?:that )?(?:people|users|they|it)|so that|"
    r"because (?:this|it|that)|in order to|which (?:should|would)|making it)\b",
    re.IGNORECASE,
)
_NO_DIFFERENCE = (
    r"(?:no|little|hardly any) (?:significant |clear |real |measurable )?"
    r"(?:difference|effect|improvement|change|impact)\b"
)
_NONE = re.compile(
    r"^(?!.*\b(?:i|me|my|he|she)\b).*\b(?:made|makes|saw|found|was|were|had|showed) (?:almost |little or )?"
    rf"{_NO_DIFFERENCE}"
    r"(?: (?:to|in|on)\b|\W*$)",
    re.IGNORECASE | re.DOTALL,
)
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
    r"\b(?:what happened|what we found|results?) (?:when|after) we\b|\ba trial of\b|\btrial\b.*\bresults?\b",
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
    r"\bnot (?:one|a single)\b.*\b(?:sample|out of|of)\b.*\d|\b(?:from|fell|down) \d.* to \d", re.IGNORECASE
)


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
    if _MEASURED.search(text) or _EASED.search(text) or _NONE.search(text):
        return _WORSENED.search(text) is None
    above = is_about_changes(headings) or has_results_above(headings)
    return above and (_WORSENED.search(text) or _NOT_ONE.search(text)) is not None


def outcome_of(text: str) -> AttemptOutcome:
    """Return whether what was tried worked, as far as the text itself says; unknown where it says neither or both.

    What a change was made for is not what came of it.
    """
    measured, worsened = _MEASURED.search(text) is not None, _WORSENED.search(text) is not None
    told = (_WORKED.search(text) or _EASED.search(text)) is not None and _PURPOSE.search(text) is None
    worked = measured or (told and not worsened)
    failed = _FAILED.search(text) is not None or (worsened and not measured)
    if worked == failed:
        return AttemptOutcome.UNKNOWN
    return AttemptOutcome.WORKED if worked else AttemptOutcome.FAILED


def _says_change(text: str, headings: Sequence[str]) -> bool:
    worded = _DONE.search(text) or _SINCE.search(text) or _ARMS.search(text) or _OF_OURS.search(text)
    return worded is not None or (is_about_changes(headings) and _NEW_THING.search(text) is not None)


def is_about_changes(headings: Sequence[str]) -> bool:
    """Tell whether one of the headings announces what was changed."""
    return any(_CHANGES_ABOVE.search(heading) for heading in headings)


def has_results_above(headings: Sequence[str]) -> bool:
    """Tell whether the nearest heading announces what came of a change."""
    return bool(headings) and _RESULTS_ABOVE.search(headings[-1]) is not None
