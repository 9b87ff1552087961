"""Words around a name that say it is a system: those that tell, those that only speak for it, and lists of systems."""

import re
from enum import Enum

_KINDS = (
    r"(?:systems?|tools?|portals?|databases?|software|platforms?|apps?|applications?|registers?|products?|packages?|"
    r"calculators?|modules?|dashboards?|spreadsheets?|trackers?|mailbox(?:es)?|inbox(?:es)?|add-?ons?|plug-?ins?|"
    r"editors?|websites?)"
)
"""What systems are called besides their names."""
_THE = r"(?:the |their |our |your |his |her |its |this )?"
_SOME = r"(?:the|a|an|our|their|its|this|local|national|legacy|new)"

_TELLS_BEFORE = re.compile(
    rf"(?:\b(?:log|sign)(?:s|ged|ned|ging|ning)?[ -]?(?:in|on|out|off)[ -]?(?:to|of) {_THE}|"
    rf"\bsync(?:s|ed|ing|hronis\w+)? (?:(?:it |them )?(?:with|to|from) )?{_THE}|"
    rf"\b(?:{_KINDS}|features?|functions?|functionality)\b[^.;:!?]{{0,70}}? (?:called|named|known as|branded)"
    r" (?:the )?[‘’'“\"]?|"
    rf"\b{_SOME} (?:[\w’'-]+ ){{0,6}}{_KINDS} )$",
    re.IGNORECASE,
)
"""Ends where a name of a system begins: "logs in to X", "a feature of the ledger called X", "the booking tool X"."""
_APPOSED_BEFORE = re.compile(rf"\b{_SOME} (?:[\w’'-]+ ){{0,6}}(?:{_KINDS}|service)(?:,| [–-]| \()\s?$", re.IGNORECASE)
_CLOSES = re.compile(r"\s?[,)–.;]|\s-|$")
_DIGITAL = re.compile(
    r"\b(?:functionality|features?|screens?|digital|software|log(?:s|ged)? ?in|roll(?:ed)? ?out|release|users?|data)\b",
    re.IGNORECASE,
)
_TELLS_AFTER = re.compile(
    r"(?:[’']s|\))? (?:software|portal|platform|database|tool|system|app|add-?on|plug-?in|mailbox|inbox|dashboard)\b"
    r"(?! (?:manager|supplier|provider|team|owner)s?\b)|"
    rf"(?:,| \(| [–-]) ?(?:which is )?{_SOME} (?:[\w’'-]+ ){{0,4}}{_KINDS}\b|"
    rf" (?:is|was) (?:a|an|our|their|the) (?:[\w’'-]+ ){{0,4}}{_KINDS}\b",
    re.IGNORECASE,
)
"""Begins where a name of a system ends: "X software", "X, a risk calculator", "X is their case management system"."""
_SPEAKS_BEFORE = re.compile(
    r"(?:\b(?:using|uses?|(?:recorded|entered|held|stored|created|kept|logged|saved|booked|registered|calculated|"
    r"typed|put|copied|uploaded|imported|ingested|fed|input) "
    r"(?:(?:it|them|this|these|data|details|information|records?|notes) )?(?:in|into|on|onto|in to|on to|within)|"
    r"(?:go|goes|going) into|updat(?:e|es|ed|ing)|systems? called|hosted on|built on|runs? on|powered by|"
    r"(?:migrat|mov)\w+ (?:over )?(?:from|to|onto)|(?:export|download|extract|pull|ingest|import)(?:s|ed|ing)? from|"
    r"(?:look|search)(?:s|ed|ing|es)? (?:\w+ ){0,3}(?:up )?(?:in|on)|"
    r"(?:integrat|synchronis|interfac|connect|interoperat)\w* (?:directly |fully )?(?:to|with|into)|"
    rf"(?:data|records?|fields?|accounts?|screens?|extracts?|codes?) \(?(?:in|into|within|from)) {_THE})$",
    re.IGNORECASE,
)
_WRITES = (
    r"(?:log(?:s|ged|ging)?|record(?:s|ed|ing)?|enter(?:s|ed|ing)?|sav(?:es?|ed|ing)|(?:re-?)?typ(?:es?|ed|ing)|"
    r"(?:re-?)?key(?:s|ed|ing)|uploads?|uploaded|scan(?:s|ned)?|regist(?:ers?|ered)|cop(?:y|ies|ied)|set up|"
    r"exported|imported)"
)
_DATA = r"(?:records?|data|lists?|details|notes?|information|files?|results?|cases?|attendance|it|them|this)"
_KEPT_BEFORE = re.compile(
    rf"\b(?:{_WRITES} (?:(?!in |into |on |onto |to |from |for |at |and )[\w’'-]+ ){{0,4}}|"
    rf"(?:h[oe]lds?|stor(?:es?|ed|ing)|kept|keeps?|rais(?:es?|ed)) (?:[\w’'-]+ ){{0,2}}?{_DATA} )"
    r"(?:in|into|onto) (?:the )?$|"
    r"\b(?:records?|recorded|held|updated) (?:(?:visits?|notes?|cases?|results?|appointments?) )?on (?:the )?$",
    re.IGNORECASE,
)
"""Ends where a system's name may begin, or a place's: "keeps the list in X", "checks each case on X"."""
_PUT_INTO = re.compile(
    r"\b(?:logg?(?:s|ed|ing)?|entered|(?:re-?)?typed?(?:s|ing)?|(?:re-?)?key(?:s|ed|ing)|uploaded|scanned|cop(?:y|ies|ied)|"
    r"loaded|pasted?|inputs?)(?: (?!in )[\w’'-]+){0,4} (?:in)to (?:the )?$",
    re.IGNORECASE,
)
"""Ends where a system's name begins: nothing is typed into a place."""
_AT_WORK_BEFORE = re.compile(r"(?:^|[.;] )(?:But |And |Then )?[IO]n $")
_AT_WORK_AFTER = re.compile(
    r", (?:[a-z-]+ ){0,2}(?:staff|you|they|we|users?|officers?|workers?|caseworkers?|advisers?|clerks?|nurses?|teams?) "
)
_SPEAKS_AFTER = re.compile(
    r"\s+(?:is the (?:\w+ ){1,2}(?:system|database|register|platform|software)\b)|"
    r"\s+(?:is |are )?(?:a |an |the )?(?:system|portal|app\b|application|database|register|platform|software|"
    r"record|screen|instance|users?|api|letter template|inbox|receives|calculates|generates|stores)s?\b|"
    r"\s+(?:log-?ins?|passwords?|extracts?|exports?|interfaces?|licen[cs]es?|outages?|fields?|workflows?|modules?|"
    r"subscriptions?|"
    r"(?:cannot|can[’']t|does not|doesn[’']t|will not|won[’']t) (?:flag|show|let|allow|link|save|store|handle|print)|"
    r"crash(?:es|ed)?|freezes|froze|times out|goes down|is (?:down|slow|clunky|offline)|"
    r"components?|reports)\b",
    re.IGNORECASE,
)
_HINTS_BEFORE = re.compile(
    r"(?:\b(?:in|into|within|on|onto|using|uses?|used|via|through|from|to|log(?:s|ged|ging)? ?(?:in|on) ?to|"
    rf"access(?:es|ed|ing)?|updat(?:e|es|ed|ing)|check(?:s|ed|ing)?)\s+{_THE})$",
    re.IGNORECASE,
)
_MORE = r"[ (]{1,2}(?:(?:the )?[A-Z][\w-]+(?: [A-Z][\w-]+){0,2}(?:,? (?:or|and) |, |/))*$"
_ONE_OF_SEVERAL = re.compile(
    rf"(?i:\b(?:{_KINDS}|sites?|references|sources)\b[ ,(]*"
    rf"(?:e\.?g\.?|for example|such as|like|including|called|named|known as)),?{_MORE}"
)
"""What leads to a name of one of several: "products such as TideTrack and", "a tool (for example "."""
_ONE_OF_SYSTEMS = re.compile(
    r"(?i:\b(?:systems|databases|portals|websites)"
    r"(?::|(?= \(| [a-z]+ly \(| at once \()(?: [a-z]+ly| at once)?|"
    r"\b[ ,(]*(?:e\.?g\.?|for example|such as|like|including)),?)" + _MORE
)
_NO_SYSTEM_AFTER = re.compile(
    r"\s+(?:technique|method|approach|model|framework|score|scale|criteria|guidance|guidelines|policy|act|standards?|"
    r"(?:design|justice|education|health|care|court|tax) system)\b",
    re.IGNORECASE,
)


_REFERS_BEFORE = re.compile(
    r"\b(?:more|further|full) (?:details?|information|guidance|background|reading)\b[^.;:!?]{0,60}"
    r" (?:found|read|seen|available|published) (?:on|in|at|from) (?:the )?$|"
    r"\b(?:read|find out|see|learn) more (?:[\w’'-]+ ){0,5}?(?:on|in|at|from) (?:the )?$|"
    r"\((?:this |it )?(?:requires|needs) (?:an? )?(?:log-?in|sign-?in|account|password) (?:to|on|for|with|in) "
    r"(?:the )?$",
    re.IGNORECASE,
)
"""Ends where a name begins that a reader of the notes is referred to: "more details can be found on the X website"."""


class Saying(Enum):
    """How much the words around a mention say that it is a system."""

    NOTHING = 0
    HINTS = 1
    SPEAKS = 2
    SPEAKS_CLEARLY = 3
    TELLS = 4
    DENIES = 5


def said_of(text: str, start: int, end: int) -> Saying:
    """Return what the words around ``text[start:end]`` say of its being a system: the most that any of them says."""
    before, after = text[max(0, start - 110) : start], text[end : end + 70]
    if _NO_SYSTEM_AFTER.match(after):
        return Saying.DENIES
    if (
        _TELLS_BEFORE.search(before)
        or _PUT_INTO.search(before)
        or _ONE_OF_SYSTEMS.search(before)
        or _TELLS_AFTER.match(after)
    ):
        return Saying.TELLS
    if (apposed := _APPOSED_BEFORE.search(before)) and _CLOSES.match(after):
        is_service = "service" in apposed[0].casefold()
        if not is_service or _DIGITAL.search(text):
            return Saying.TELLS
    speaks_after = _SPEAKS_AFTER.match(after)
    is_kept = _KEPT_BEFORE.search(before) and not text[end:].startswith(("’s ", "'s "))
    at_work = _AT_WORK_BEFORE.search(before) and _AT_WORK_AFTER.match(after)
    if is_kept or at_work or (speaks_after and _HINTS_BEFORE.search(before)):
        return Saying.SPEAKS_CLEARLY
    if speaks_after or _SPEAKS_BEFORE.search(before) or _ONE_OF_SEVERAL.search(before):
        return Saying.SPEAKS
    return Saying.HINTS if _HINTS_BEFORE.search(before) else Saying.NOTHING


def only_refers(text: str, start: int) -> bool:
    """Tell whether what a text names at ``start`` is only where its readers find more: nobody works with it there."""
    return _REFERS_BEFORE.search(text[max(0, start - 110) : start]) is not None


_QUOTED_NAME = re.compile(
    rf"\b(?:{_KINDS}|features?|functions?|functionality)\b[^.;:!?]{{0,70}}? (?:called|named|known as|branded) "
    r"(?:the )?(?:[‘’](?P<single>[^’]{3,40})’|'(?P<straight>[^']{3,40})'|[“\"](?P<double>[^”\"]{3,40})[”\"])",
    re.IGNORECASE,
)
_MOST_QUOTED_WORDS = 4


def quoted_names(text: str) -> list[tuple[int, str]]:
    """Return where a text quotes what a system is called, in whatever letters: "a feature called ‘tide slots’"."""
    found = []
    for match in _QUOTED_NAME.finditer(text):
        group = match.lastgroup or ""
        if len(match[group].split()) <= _MOST_QUOTED_WORDS:
            found.append((match.start(group), match[group].strip()))
    return found


_KIND_AFTER = re.compile(r" (system|tool|portal|database|software|platform|app|register|calculator|reports)\b")
_BESIDE = re.compile(r"\s?(?:,|/|&|\+|,? and|,? or)\s?(?:the )?")


def kind_after(text: str, end: int) -> str:
    """Return the word for a kind of system that stands in small letters behind a name: "portal"; else nothing."""
    found = _KIND_AFTER.match(text, end)
    return found[1] if found else ""


def stand_beside(between: str) -> bool:
    """Tell whether two names with this between them stand in one list."""
    return _BESIDE.fullmatch(between) is not None
