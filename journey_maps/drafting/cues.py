"""Words in evidence that tell how a step is done, how things are passed on, and what is missing there."""

import re

from domain.hand_overs import How, Passes
from domain.journeys import Channel


def _pattern(words: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{words})\b", re.IGNORECASE)


_TEXT_MESSAGE = r"sms|text messages?|text reminders?|texts? (?:them|people|me|us)|by text|texted"
_EMAIL = r"e-?mails?|e-?mailed|e-?mailing"
_PHONE_CALL = r"phoned|telephoned?|phoning|rang|helpline|voicemail"
_LETTER = r"letters?"
_LEAFLET = r"leaflets?"
_PAPER_FORM = r"paper forms?"
_WEB_PAGE = r"websites?|web ?pages?|gov\.uk"
_APP = r"apps?"

CHANNELS: tuple[tuple[Channel, re.Pattern[str]], ...] = (
    (Channel.SMS, _pattern(_TEXT_MESSAGE)),
    (Channel.EMAIL, _pattern(_EMAIL)),
    (Channel.PHONE, _pattern(rf"{_PHONE_CALL}|phones?|telephones|calls?|called|calling|ring|contact centre")),
    (
        Channel.POST,
        _pattern(
            rf"{_LETTER}|{_LEAFLET}|{_PAPER_FORM}|by post|in the post|posted|postal|on paper|using paper|"
            r"paper (?:letters?|results?)|envelopes?|mailed"
        ),
    ),
    (
        Channel.FACE_TO_FACE,
        _pattern(
            r"in person|face[- ]to[- ]face|at the (?:clinic|desk|counter|appointment|hearing)|receptionists?|reception|"
            r"on arrival|check(?:ed)?[- ]in|waiting room|mammographers?|clinicians?|venue|hearings?|office visits?|"
            r"home visits?|walk[- ]in"
        ),
    ),
    (
        Channel.INTERNAL_SYSTEM,
        _pattern(
            r"staff (?:must|need|have to|log|enter|record|use)|back[- ]office|case management|"
            r"caseworkers? (?:enter|record|use|log)|"
            r"automatically|batch(?:es|ing)?|(?:sent|transferred|updated|calculated) overnight|database|worklist|"
            r"end code"
        ),
    ),
    (
        Channel.ONLINE,
        _pattern(
            rf"online|{_WEB_PAGE}|web form|{_APP}|digital(?:ly)?|portal|log(?:s|ged|ging)? ?in(?:to)?|"
            r"sign(?:s|ed|ing)? in|"
            r"upload(?:s|ed|ing)?|browser|click(?:s|ed|ing)?"
        ),
    ),
)  # fmt: skip
"""Cue words of each channel, the more particular channels first: ties go to the earlier."""

_AT = (
    r"(?:attend(?:s|ed|ing)?|at|during|(?:com|go)(?:e|es|ing)? to|went to|came to|turn(?:s|ed|ing)? up (?:to|for|at)|"
    r"arriv(?:e|es|ed|ing) (?:at|for)) (?:(?:the|their|an?|my|his|her|your|each|every|that) )?(?:[a-z-]+ )?"
)
TOUCHPOINTS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("letter", _pattern(rf"(?<!capital )(?<!-)(?:{_LETTER})(?! codes?| of the law)")),
    ("leaflet", _pattern(_LEAFLET)),
    ("text message", _pattern(_TEXT_MESSAGE)),
    ("email", _pattern(rf"(?:{_EMAIL})(?! address(?:es)?)")),
    ("phone call", _pattern(rf"{_PHONE_CALL}|(?:by|on the|over the|via) (?:tele)?phone|phone calls?|calls? from")),
    ("app", _pattern(_APP)),
    ("web page", _pattern(_WEB_PAGE)),
    ("online form", _pattern(r"(?:online|web|digital) forms?")),
    ("paper form", _pattern(rf"{_PAPER_FORM}|forms? on paper")),
)
"""What people meet on their way, and the words that tell of it; what channels have of it is theirs."""
MEETINGS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("appointment", _pattern(rf"{_AT}appointments?")),
    ("interview", _pattern(rf"{_AT}interviews?")),
    ("hearing", _pattern(rf"{_AT}hearings?")),
)
"""The same of what people come to: sentences speak of it at every step of a journey that leads there."""

HOWS: tuple[tuple[How, re.Pattern[str]], ...] = (
    (
        How.REKEYED,
        _pattern(
            r"re-?key(?:s|ed|ing)?|re-?typ(?:e|es|ed|ing)|re-?enter(?:s|ed|ing)?|double entry|copy and paste|"
            r"copied by hand|"
            r"(?:typ(?:e|es|ed|ing)|key(?:s|ed|ing)?|enter(?:s|ed|ing)?) (?:[\w’'-]+ ){0,5}(?:again|anew|afresh|twice)|"
            r"(?:manually|by hand|individually) (?:enter|add|input|put|copy|type|chang|updat|upload|transfer|cod)\w*|"
            r"(?:entered|added|input|put|copied|typed|updated|transferred) (?:\w+ ){0,4}(?:manually|by hand)"
        ),
    ),
    (How.SPREADSHEET, _pattern(r"spreadsheets?|excel|csv files?|trackers?")),
    (How.EMAIL, _pattern(rf"(?:{_EMAIL})(?! address(?:es)?)")),
    (How.PAPER, _pattern(r"paper|letters?|by post|posted|postal|print(?:s|ed|ing|outs?)?|fax(?:es|ed)?|pdf reports?")),
    (
        How.API,
        _pattern(
            r"apis?|integrat(?:es?|ed|ion|ing)|automatic(?:ally)? (?:feed|sent|transfer|update|pull|populat)\w*|"
            r"data feed|interfaces? with|"
            r"(?:sent|transferred|updated) (?:automatically|overnight)|message exchange|synchroni[sz]\w*|"
            r"ingest(?:s|ed|ing)?"
        ),
    ),
)  # fmt: skip
"""Cue words of each way of passing something on, the costliest way first: it is the one a room wants to know."""

PASSES: tuple[tuple[Passes, re.Pattern[str]], ...] = (
    (Passes.CASE, _pattern(r"cases?|referrals?|referred|refers?|applications?(?! programming)|claims?|files?")),
    (
        Passes.DATA,
        _pattern(r"data|records?|results?|details|information|reports?|batch(?:es)?|lists?|codes?|forms?|"
        r"documents?|messages?|letters?"),
    ),
    (Passes.PERSON, _pattern(r"patients?|participants?|persons?|people|customers?|claimants?|applicants?|visitors?")),
)  # fmt: skip

PASSING = _pattern(
    r"sen[dt]s?|e-?mailed|sending|passe?[sd]?|passing|transfer(?:s|red|ring)?|shar(?:e|es|ed|ing)|refer(?:s|red|ral|rals)?|"
    r"forward(?:s|ed|ing)?|"
    r"hand(?:s|ed|ing)? (?:over|off)|receiv(?:e|es|ed|ing)|integrat\w+|ingest\w*|linked|interoperab\w+|exchang\w+|"
    r"notif(?:y|ies|ied)|"
    r"updates?|respond\w*|upload\w*|export\w*|import\w*|from .{3,60} (?:to|into)"
)
NO_LINK = _pattern(
    r"not (?:linked|connected|integrated|interoperable)|no (?:automated|automatic|direct|data) (?:way|link|feed|"
    r"connection)|"
    r"no interoperability|(?:do|does) not (?:talk|speak|connect|link|share|integrate)|don['’]t (?:talk|speak|"
    r"connect|link|share|integrate)|"
    r"doesn['’]t (?:talk|speak|connect|link|share|integrate)|(?:cannot|can['’]t) (?:see|access|share)|"
    r"not on (?:the|their) system|"
    r"separate systems|silos?|siloed|not fully integrated|lack of integration|"
    r"no (?:ability|way) to (?:copy|share|link|transfer|move|pass)\w*|"
    r"(?:not|never|n['’]t) (?:be |been |yet )?(?:reflected|carried over|copied across|fed back|passed on|synced)"
)  # fmt: skip
_WAYS_ACROSS = r"(?:data )?(?:links?|feeds?|interfaces?|integrations?|connections?|transfers?)"
_PAGES = r"(?:pages?|(?:web)?sites?|e-?mails?|letters?|messages?|guidance|results)"
_NOT_ON_PAGES = rf"(?! (?:on|in|from|of) (?:[\w’'-]+ ){{0,4}}?{_PAGES}\b)"
"""Not what a page links to."""
BROKEN_LINK = _pattern(
    rf"broken {_WAYS_ACROSS}{_NOT_ON_PAGES}|"
    rf"{_WAYS_ACROSS}\b{_NOT_ON_PAGES}[^.;:!?]{{0,60}}? (?:(?:is|are|was|were|has been|have been|keeps?|kept) "
    r"(?:often |again |still )?(?:broken|down|failing|out of order)|(?:broke|breaks?|fails?|failed|stopped|stops)\b|"
    r"(?:does not|doesn['’]t|do not|don['’]t|no longer) works?)"
)
"""A way across that there is, and that does not hold."""
NOT_SURE_IF_ALLOWED = _pattern(
    r"(?:(?:not|n['’]t) (?:yet |at all |quite )?(?:clear|sure|certain|settled|agreed|decided|know|known)|unclear|"
    r"unsure|uncertain|nobody (?:is sure|knows)|no[- ]one (?:is sure|knows)) (?:\w+ ){0,3}?(?:whether|if) "
    r"[^.;:!?]{0,60}?(?:may|can|could|(?:are|is) (?:allowed|permitted) to)(?: lawfully| legally)? "
    r"(?:shar|pass|send|see|giv|disclos|tell|us|look)e?|"
    r"(?:agreement|memorandum of understanding|legal gateway)\b[^.;:!?]{0,100}? (?:lapsed|expired|ran out|"
    r"(?:was|is|has) (?:never|not)(?: been)? signed)|"
    r"no (?:data[- ])?sharing agreement|no legal (?:basis|gateway)|without an? (?:data[- ])?sharing agreement"
)
"""Nobody knows whether something may be passed, or what allowed it has ended."""
TWO_OWN = _pattern(
    r"both (?:[\w’'-]+ ){0,3}?(?:say|said|claim|think|thought|believe)(?:s|ed)? (?:that )?(?:they|it) "
    r"(?:(?:both )?owns?|(?:are|is) responsible|(?:are|is) in charge|(?:are|is) theirs)|"
    r"each (?:[\w’'-]+ ){0,3}?(?:says?|said|claims?|thinks?|thought) (?:that )?(?:it owns|they own|it is (?:theirs|"
    r"responsible))"
)
"""Two say that one thing is theirs."""

ABOUT_RESEARCH = re.compile(
    r"\b(?:we|our|us)\b.{0,60}\b(?:test|research|interview|design|prototyp|iterat|sprint|workshop|hypothes|recruit|"
    r"explor|decid|want|plan|"
    r"added|chang|us(?:e|ed) the|ask|spoke|ran|look|mov|updat|creat|includ)|"
    r"\b(?:usability test|research (?:session|round|question|objective|aim)|prototype|hypothes[ie]s|next steps?|"
    r"participants (?:were|was) "
    r"(?:shown|asked|recruited)|round (?:one|two|three|\d)|the team|a/b test|design system|wireframes?|moderated|"
    r"we['’](?:re|ve|ll)|"
    r"screenshots?|iterations?)",
    re.IGNORECASE,
)
"""Sentences about the research or the design work: they seldom tell how a step works today."""

WISHES = _pattern(
    r"would (?:rather|like|prefer|want|also need)|ideally|in (?:the )?future|plan(?:s|ned|ning)? to|wish(?:es|ed)?|"
    r"we (?:will|could|should|would|might)|we['’]ll|could be|might be|potentially|as an? [\w -]{3,40}, I (?:want|need)"
)
"""Sentences about how things might be."""

TODAY = re.compile(
    r"\b(?:currently|today|at the moment|existing|usually|typically|normally|must|have to|has to|need(?:s)? to|"
    r"relian[tc]\w*|manual(?:ly)?|"
    r"is sent|are sent|will send|sends?|receives?|automatically|is (?:done|calculated|held|recorded)|are (?:done|"
    r"held|recorded|added|invited)|"
    r"can (?:contact|call|use|only)|responsible)\b",
    re.IGNORECASE,
)
"""Words of sentences that tell how something works today."""
