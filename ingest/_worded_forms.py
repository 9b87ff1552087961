# ruff: noqa: E501 - a pattern reads better whole
"""More of the forms of ``ingest._forms``: as people say them, and as they jot them down in haste."""

import re

from ingest._forms import DATE, LOCAL_PART, STREET, VEHICLE, Form, as_pattern, is_mail

_DIGIT_WORD = r"(?:oh|zero|nought|one|two|three|four|five|six|seven|eight|nine)"
_SAID = rf"(?:(?:double|treble|triple)[ -])?(?:{_DIGIT_WORD}|\d{{1,6}})"
_HOUSE = r"(?:Cottage|Forge|Farm|Farmhouse|Lodge|Barn|Mill|Bungalow|Rectory|Vicarage|Manor|Grange|Croft|Stables|Villa|Bakery|Smithy|Chapel|Schoolhouse|Coach House|School House)"
_WELSH_STREET = (
    r"(?:Heol|Bryn|Ffordd|Maes|Stryd|Lôn|Lon|Clos|Rhodfa|Parc|Llys|Cwrt|Rhes|Teras|Cilgant|Pen|Tan|Ger|Tir|Allt|Rhiw)"
)
_FEWEST_DIGIT_WORDS = 4


def _is_said_number(written: str) -> bool:
    words = re.findall(_DIGIT_WORD, written, re.IGNORECASE)
    return len(words) >= _FEWEST_DIGIT_WORDS and bool(
        re.match(r"(?:double )?(?:oh|zero|nought|0)", written, re.IGNORECASE)
    )


def _is_said_mail(written: str) -> bool:
    local = written.lower().partition(" at ")[0]
    return " dot " in written.lower() or " underscore " in local or "." in local or "_" in local


WORDED_FORMS: tuple[Form, ...] = (
    Form(type="EMAIL_ADDRESS", score=0.9, pattern=as_pattern(rf"{LOCAL_PART} ?@ ?[\w-]+(?:\.[a-z][\w-]*)+(?<![.-])"), check=is_mail),
    Form(
        type="EMAIL_ADDRESS", score=0.75,
        pattern=as_pattern(r"(?<![\w.+-])[\w+-]{1,64}(?:(?: dot | underscore | dash | hyphen |\.)[\w+-]{1,64}){0,6} at (?!this |that |the |my |your |all |it |which )[\w-]+(?:(?: dot |\.)[\w-]+)* ?(?: dot |\.)[a-z]{2,8}\b(?! \d)"),
        check=_is_said_mail,
    ),
    Form(type="URL_TOKEN", score=0.85, pattern=as_pattern(r"\b(?:bearer|api[ _-]?key|access token|auth(?:entication)? token|session id|one[- ]time (?:code|link|token))(?: (?:is|was)|:|=)* ?(?P<it>[\w.~+/-]{12,})"), check=lambda written: any(map(str.isdigit, written))),
    Form(
        type="UK_NINO", score=0.9, pattern=as_pattern(r"(?<![\w-])[A-Z] ?[A-Z](?:[ ./-]?\d){6}(?:[ ./-]?[A-D])?(?![\w-])"),
        near=as_pattern(r"\b(?:ni|nino|n\.i\.?|nat(?:ional|\.)? ?ins(?:urance|\.)?|insurance (?:number|no|num))(?!\w)"),
    ),
    Form(type="UK_NINO", score=0.75, pattern=as_pattern(r"(?<![\w-])(?!gb|bg|nk|kn|tn|nt|zz)[a-ceghj-prstw-z][a-ceghj-nprstw-z]\d{6}[a-d](?![\w-])", plain=True)),
    Form(type="UK_NHS", score=0.95, pattern=as_pattern(r"\bNHS(?: (?:number|no|num|id))?(?: (?:is|was|as)|\.|:|#|,|=|\|)*\s{0,3}(?P<it>\d{3}[ .-]?\d{3}[ .-]?\d{4})(?![\w-])")),
    Form(type="UK_UTR", score=0.94, pattern=as_pattern(r"\b(?:UTR|taxpayer(?:'s)? ref(?:erence)?|tax ref(?:erence)?)(?: (?:number|no|num))?(?: (?:is|was|as|of)|\.|:|#|,|=|\|)*\s{0,3}(?P<it>(?:\d[ -]?){9}\dK?)(?![\w-])")),
    Form(type="UK_PASSPORT", score=0.9, pattern=as_pattern(r"\bpass? ?ports? ?(?:number|no|num|nr|ref|#)?(?: (?:is|was|as)|\.|:|#|,|=|\||\()*\s{0,3}(?P<it>(?:[A-Z]{1,2} ?)?\d{3} ?\d{3} ?\d{1,3})(?![\w-])")),
    Form(
        type="UK_DRIVING_LICENCE", score=0.9, near=as_pattern(r"\b(?:licen[cs]e|dl|driver|dvla|driving)\b"),
        pattern=as_pattern(r"(?<![\w-])[A-Z9]{2,5}9{0,3}[ -]?\d{6}[ -]?[A-Z9]{2}[ -]?\d[A-Z0-9]{2}(?: ?\d{2})?(?![\w-])"),
    ),
    Form(
        type="UK_VEHICLE_REGISTRATION", score=0.84, near=VEHICLE, no_ticket=True,
        pattern=as_pattern(r"(?<![\w-])(?:[A-Z]{2}[ -]?\d{2}[ -][A-Z]{3}|[A-Z]\d{1,3}-[A-Z]{3}|[A-Z]{3}-\d{1,3}[A-Z])(?![\w-])"),
    ),
    Form(
        type="UK_VEHICLE_REGISTRATION", score=0.8, pattern=as_pattern(r"\b(?:number ?plate|reg(?:istration)?(?: mark| number| no| plate)?|vrm|vrn)(?: (?:is|was)|\.|:|#|=|\|)*\s{0,3}(?P<it>[A-Z]{1,3} ?\d{1,4} ?[A-Z]{1,3})(?![\w-])"),
    ),
    Form(type="ADDRESS", score=0.86, pattern=as_pattern(rf"(?<![\w-])(?:The )?(?:[A-Z][\w'’-]+ ){{0,2}}{_HOUSE}, (?:[A-Z][\w'’.-]+ ){{1,3}}{STREET}\b", plain=True)),
    Form(type="ADDRESS", score=0.86, pattern=as_pattern(rf"(?<![\w£$€.,/-])\d{{1,4}}[a-zA-Z]?,? {_WELSH_STREET} (?:[yY]r? )?[A-Z][\w'’-]+(?: [A-Z][\w'’-]+)?", plain=True)),
    Form(
        type="ADDRESS", score=0.85,
        pattern=as_pattern(r"\b(?:live[sd]?|living|staying|resides?|moved|home|flat|house|address)(?: (?:is|was))?(?: (?:at|to|in|into))?:? (?P<it>(?:(?:flat|apartment|room|unit) \w{1,4},? )?(?:no\.? ?)?\d{1,4}[a-z]?,? (?:[A-Z][\w'’.-]+ ?){1,3})(?=[,.;\n]|$| in [A-Z]| with\b| and\b| for\b| since\b)"),
        check=lambda written: bool(re.search(r"[A-Z][a-z]{2}", written)),
    ),
    Form(type="ADDRESS", score=0.88, pattern=as_pattern(r"\bP\.?O\.? Box \d{1,6}\b", plain=True)),
    Form(type="PHONE_NUMBER", score=0.8, check=_is_said_number, pattern=as_pattern(rf"(?<!\w){_SAID}(?:[ ,.-]{{1,2}}{_SAID}){{4,}}(?!\w)")),
    Form(type="PHONE_NUMBER", score=0.8, no_ticket=True, pattern=as_pattern(r"(?<![\w+.,/£$€#-])(?:\(?0\d{2,5}\)?|\+44 ?(?:\(0\))?\d{2,4}) ?[/_.-] ?\d{3,4}[ /_.-]?\d{3,4}(?![\w-])")),
    Form(type="UK_BANK_ACCOUNT", score=0.88, pattern=as_pattern(r"\b(?:sort ?code|sort|s/?c)(?: (?:is|was|no|number|of)|:|\.|#|,|=|\|)*\s{0,3}(?P<it>\d{2}[ -]\d{2}[ -]\d{2}|\d{6})(?![\w/-])")),
    Form(
        type="UK_BANK_ACCOUNT", score=0.88,
        pattern=as_pattern(r"\b(?:account|acct?|a/?c|bank acc)(?: (?:number|no|num))?(?: (?:is|was)|:|\.|#|,|=|\|)*\s{0,3}(?P<it>\d{7,8}|\d{4} \d{4}|\d{2} \d{2} \d{2} \d{2}|\d{4}-\d{4})(?![\w/-])"),
    ),
    Form(
        type="CREDIT_CARD", score=0.88,
        pattern=as_pattern(r"\b(?:card|visa|mastercard|amex|maestro)(?: (?:number|no|num|ending|ends|details))?(?: (?:is|was|in|with))*[.:#,]?\s{0,3}(?P<it>(?:\d{4}[ -]?){3}\d{4}|\d{4}[ -]\d{6}[ -]\d{5})(?![\w-])"),
    ),
    Form(type="DATE_OF_BIRTH", score=0.84, pattern=as_pattern(r"\b(?:year of birth|birth year|yob)(?: (?:is|was)|:|=|\|)*\s{0,3}(?P<it>(?:19|20)\d{2})(?![\w/-])")),
    Form(type="DATE_OF_BIRTH", score=0.84, pattern=as_pattern(rf"\b(?:turn(?:s|ed|ing) \d{{1,3}}|\d{{1,3}}(?:st|nd|rd|th) birthday)(?: (?:is|was|fell|falls))?(?: on)?(?: the)? (?P<it>{DATE})(?![\w/])")),
    Form(type="DATE_OF_BIRTH", score=0.84, pattern=as_pattern(rf"\b(?:d\.? ?o\.? ?b\.?|date[ _-]?of[ _-]?birth|birth ?da(?:te|y)|born(?: on)?)[\s:=,|()–-]{{1,6}}(?:the )?(?P<it>{DATE}|\d{{1,2}}[ ./-]{{1,3}}\d{{1,2}}[ ./-]{{1,3}}\d{{2,4}})(?![\w/])")),
    Form(type="DATE_OF_BIRTH", score=0.82, pattern=as_pattern(rf"(?<![\w/.-])(?P<it>{DATE})(?![\w/])[ ,]{{1,2}}[(\[]?(?:dob|d\.o\.b\.?|date of birth|born|birthday)\b")),
    Form(type="US_SSN", score=0.9, pattern=as_pattern(r"\b(?:ssn|social security)(?: (?:number|no|num|#))?(?: (?:is|was)|:|\.|#|,|=|\|)*\s{0,3}(?P<it>\d{3}[ .-]?\d{2}[ .-]?\d{4})(?![\w-])")),
)  # fmt: skip
"""In no order, as those of ``ingest._forms``."""
