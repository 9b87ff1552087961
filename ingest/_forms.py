# ruff: noqa: E501 - a pattern reads better whole
"""The forms of what identifies people by number, address or date: one row each, with what must and must not stand near.

A row is sure of itself by its form or its check digits, or it needs a word beside it. Recall goes first, but order
numbers, amounts, versions and plain dates are no personal data.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from ingest._check_digits import is_iban, is_nhs_number, is_payment_card, is_utr
from ingest._find import Find
from ingest._places import POSTCODE_AREAS

_NEAR_CHARACTERS = 60
_AFTER_CHARACTERS = 45
_TICKET_CHARACTERS = 32

PLACEHOLDERS = {
    "EMAIL_ADDRESS": "[email]",
    "PHONE_NUMBER": "[phone]",
    "UK_NINO": "[NI number]",
    "UK_NHS": "[NHS number]",
    "UK_UTR": "[tax reference]",
    "UK_PASSPORT": "[passport number]",
    "UK_DRIVING_LICENCE": "[driving licence]",
    "UK_VEHICLE_REGISTRATION": "[vehicle registration]",
    "UK_POSTCODE": "[postcode]",
    "ADDRESS": "[address]",
    "UK_BANK_ACCOUNT": "[bank account]",
    "IBAN_CODE": "[bank account]",
    "CREDIT_CARD": "[card number]",
    "DATE_OF_BIRTH": "[date of birth]",
    "URL_TOKEN": "[token]",
    "US_SSN": "[social security number]",
    "CASE_REFERENCE": "[case reference]",
}
"""What stands in the place of each type; people are numbered besides."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Form:
    """How one type is written. A group named ``it`` is what is taken; without one, the whole match.

    ``check`` must hold for what is taken; ``near`` must be found shortly before it, within ``reach`` characters, or
    after it; ``no_ticket`` says that the number of an order, an amount or a version is none.
    """

    type: str
    pattern: re.Pattern[str]
    score: float
    check: Callable[[str], bool] | None = None
    near: re.Pattern[str] | None = None
    reach: int = _NEAR_CHARACTERS
    no_ticket: bool = False

    def finds(self, text: str) -> Iterator[Find]:
        """Yield what of a text has this form, in order."""
        group = "it" if "it" in self.pattern.groupindex else 0
        for match in self.pattern.finditer(text):
            start, end = match.span(group)
            if start < end and self._holds(text, start, end):
                yield Find(start, end, self.type, self.score)

    def _holds(self, text: str, start: int, end: int) -> bool:
        if self.check and not self.check(text[start:end]):
            return False
        if self.no_ticket and _is_ticket(text, start):
            return False
        given = self.type == "DATE_OF_BIRTH" or text[start : start + 2].upper() == "QQ"
        if given and _EXAMPLE.search(text[max(0, start - _TICKET_CHARACTERS) : start]):
            return False
        if not self.near:
            return True
        before = text[max(0, start - self.reach) : start]
        return bool(self.near.search(before) or self.near.search(text[end : end + _AFTER_CHARACTERS]))


def _is_ticket(text: str, start: int) -> bool:
    return bool(_TICKET.search(text[max(0, start - _TICKET_CHARACTERS) : start]))


def as_pattern(pattern: str, *, plain: bool = False) -> re.Pattern[str]:
    """Return a compiled pattern; one that is not ``plain`` takes capitals and small letters alike."""
    return re.compile(pattern, 0 if plain else re.IGNORECASE)


_TICKET = as_pattern(
    r"(?:\b(?:orders?|invoices?|tickets?|purchase|po|version|build|release|items?|products?|parts?|models?|serial|batch|jobs?"
    r"|runs?|rows?|lines?|pages?|quantity|cost|budget|total|isbn|sku|tracking|parcel|receipt|commit|issues?|bug|reports?"
    r"|form|transactions?|schema|record|error|code|grant|contract|tender|asset|device|barcode|meter|frn|urn|doi|dataset)"
    r"(?:[ -](?:number|numbers|no|nos|id|ref|reference|code))?\.?[:#]?\s*(?:(?:was|is|of|came to) )?|[£$€#])$"
)
_EXAMPLE = as_pattern(r"\b(?:example|e\.?g\.?|such as|placeholder|hint)(?: text)?[,:]? [\"“'‘]?$")
"""What stands before a number that forms give as an example; those for National Insurance begin with QQ, and dates of birth are nobody's."""
_TELEPHONE = as_pattern(
    r"\b(?:tel|telephone|phone|phoned|mobile|mob|ring|rang|call|called|text|texted|landline|number|whatsapp|fax"
    r"|contact(?:ed)?|dial(?:led)?|voicemail|helpline|extension|ext)\b"
)
_ADDRESS_WORDS = as_pattern(
    r"\b(?:postcodes?|post code|zip|address(?:es)?|live[sd]?|living|resid\w+|moved?|home|house|flat|street|road|lane|avenue"
    r"|close|drive|property|tenancy|visit(?:ed)?|born at|delivered? to|sent? to)\b"
)
VEHICLE = as_pattern(
    r"\b(?:reg|registration|registered|plates?|vehicles?|cars?|vans?|motorbike|motorcycle|scooter|lorry|taxi|cab|camera|parked|clamped|v5c?|mot|sorn|parking)\b"
)
MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)"
)
DATE = (
    rf"(?:\d{{1,2}}[/.\-]\d{{1,2}}[/.\-](?:\d{{4}}|\d{{2}})|\d{{4}}-\d{{2}}-\d{{2}}|\d{{1,2}}(?:st|nd|rd|th)?(?: of)? {MONTH}\b\.?(?:,? \d{{4}})?"
    rf"|{MONTH}\.? \d{{1,2}}(?:st|nd|rd|th)?\b(?:,? \d{{4}})?|{MONTH} \d{{4}}|\d{{1,2}} \d{{1,2}} (?:19|20)\d{{2}})"
)
_SECRET = (
    r"token|access[_-]?token|id[_-]?token|refresh[_-]?token|api[_-]?key|key|sig|signature|auth|authorization|code|session|sessionid"
    r"|session[_-]?id|sid|jwt|pass|password|pwd|secret|reset|invite|invitation|magic|otp|nonce|ticket|state|user|userid|user[_-]?id|uid"
    r"|email|e-?mail|name|first_?name|last_?name|surname|phone|mobile|tel|dob|nino|nhs|nhs_?number|postcode|ref|reference|case|customer"
)
STREET = (
    r"(?:Street|St|Road|Rd|Avenue|Ave|Lane|Ln|Close|Drive|Dr|Crescent|Cres|Court|Ct|Terrace|Gardens|Gdns|Place|Square|Sq|Way|Grove"
    r"|Hill|Mews|Row|Walk|Rise|Park|Green|Parade|Quay|View|Yard|Wharf|Vale|Wynd|Brae|Gate|Mount|Cottages|Villas|Croft|Fold"
    r"|Meadows?|Boulevard|Broadway|Crossing|Path|Side|Bank|Heights|Reach|Approach|Embankment|Buildings)"
)
_NO_HOUSE = (
    r"(?<!step )(?<!steps )(?<!option )(?<!phase )(?<!table )(?<!figure )(?<!question )(?<!round )(?<!version )(?<!sprint )"
    r"(?<!scenario )(?<!task )(?<!group )(?<!page )(?<!slide )(?<!theme )(?<!week )(?<!day )(?<!part )(?<!level )(?<!zone )"
    r"(?<!participant )(?<!junction )(?<!platform )(?<!unit )(?<!year )(?<!stage )(?<!wave )(?<!session )(?<!tier )(?<!the )"
)
_HOUSE_NUMBER = rf"(?<![\w£$€.,/-]){_NO_HOUSE}(?:(?:flat|apartment|apt|room|unit) ?[\w/]{{1,5}},? )?\d{{1,4}}[a-z]?(?:[-–/]\d{{1,4}}[a-z]?)?,? "
_GROUPED_CARD = r"(?<![\w.-])(?:\d{4}[ -]){3}\d{1,7}(?![\w-])|(?<![\w.-])\d{4}[ -]\d{6}[ -]\d{5}(?![\w-])|(?<![\w.-])\d{13,19}(?![\w-])"
_LABEL = r"(?: (?:number|no|num|nr|ref|reference))?(?: (?:is|was|as)|\.|:|#|,|\s*=)*\s{0,3}"


def _is_telephone(written: str) -> bool:
    digits = re.sub(r"\D", "", re.sub(r"[,;]? ?(?:ext|x).*", "", written))
    return not re.match(r"\d\d[./-]\d\d[./-](?:19|20)?\d\d\b", written) and 7 <= len(digits) <= 20


def is_postcode(written: str) -> bool:
    """Tell whether what has the form of a postcode begins with an area there is."""
    area = re.split(r"\d", written, maxsplit=1)[0].upper()
    return area in POSTCODE_AREAS and not written.upper().endswith(("GB", "TB"))


def is_mail(written: str) -> bool:
    """Tell whether what has the form of an address is no picture for screens of high density."""
    return not written.lower().endswith((".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp"))


def _is_random(written: str) -> bool:
    """Tell whether a part of an address was drawn, and not put together from words."""
    pieces = re.findall(r"[A-Za-z]+", written)
    if any(len(piece) > 4 and (piece.islower() or piece.istitle()) for piece in pieces):
        return False
    return _is_mixed(written) and sum(map(str.isdigit, written)) > 2


def _is_mixed(written: str) -> bool:
    return any(character.isdigit() for character in written) and any(character.isalpha() for character in written)


_MAIL = r"[\w.!#$%&'*+/=?^`{|}~-]{1,80}"
LOCAL_PART = r"(?<![\w.+-])[\w.+-]{1,80}"
"""What stands before the @ of an address. It begins at one place and is bounded, or a long run of such letters without
an @ would be gone through from each of them."""

FORMS: tuple[Form, ...] = (
    Form(type="EMAIL_ADDRESS", score=0.9, pattern=as_pattern(rf"(?<![\w.+/=?&%-]){_MAIL}@[\w-]+(?:\.[\w-]+)+(?<![.-])"), check=is_mail),
    Form(type="EMAIL_ADDRESS", score=0.9, check=is_mail, pattern=as_pattern(rf"{LOCAL_PART}(?:@|%40)[\w-]+(?:\.[\w-]+)+(?<![.-])")),
    Form(
        type="EMAIL_ADDRESS", score=0.8,
        pattern=as_pattern(rf"{LOCAL_PART} ?[\[({{] ?at ?[\])}}] ?[\w-]+(?:(?: ?[\[({{] ?dot ?[\])}}] ?|\.)[\w-]+)+"),
    ),
    Form(type="EMAIL_ADDRESS", score=0.7, pattern=as_pattern(rf"{LOCAL_PART} at [\w-]+(?: dot [\w-]+)+\b")),
    Form(type="URL_TOKEN", score=0.95, pattern=as_pattern(rf"(?<=[?&#;])(?:{_SECRET})=(?P<it>[^&\s#\"'<>)\]]*[^&\s#\"'<>)\].,;])")),
    Form(type="URL_TOKEN", score=0.95, pattern=as_pattern(r"\beyJ[\w-]{4,}\.[\w-]+(?:\.[\w-]*)?", plain=True)),
    Form(type="URL_TOKEN", score=0.9, pattern=as_pattern(r"(?<=://)(?P<it>[^\s/@:]+:[^\s/@]+)(?=@)")),
    Form(
        type="URL_TOKEN", score=0.85,
        pattern=as_pattern(r"https?://[^\s?#]*/(?P<it>[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}|(?=[a-z_-]*\d)[0-9a-z_-]{20,})"), check=_is_random,
    ),
    Form(
        type="URL_TOKEN", score=0.8,
        pattern=as_pattern(r"https?://\S*/(?:reset|verify|confirm|invite|magic|token|activate|unsubscribe|s|session|login)/(?P<it>[\w-]{6,})"),
        check=_is_mixed,
    ),
    Form(type="UK_NINO", score=0.9, pattern=as_pattern(r"(?<![\w-])[A-Z] ?[A-Z](?:[ .-]?\d){6}[ .-]?[A-D](?![\w-])", plain=True), no_ticket=True),
    Form(
        type="UK_NINO", score=0.9, pattern=as_pattern(r"(?<![\w-])[A-Z]{2}(?:[ .-]?\d{2}){3}(?:[ .-]?[A-D])?(?!\w|-\w)"),
        near=as_pattern(r"\b(?:ni|nino|n\.i\.|national insurance|insurance number)\b"),
    ),
    Form(type="UK_NINO", score=0.7, pattern=as_pattern(r"(?<![\w-])[a-z]{2} \d{2} \d{2} \d{2} [a-d](?![\w-])", plain=True)),
    Form(type="UK_NHS", score=0.85, pattern=as_pattern(r"(?<![\w.,/£$€#-])\d{3}[ -]\d{3}[ -]\d{4}(?![\w-])"), near=as_pattern(r"\bNHS (?:number|no)\b")),
    Form(type="UK_NHS", score=0.9, pattern=as_pattern(r"(?<![\w.,/£$€#-])\d{3}([ -]?)\d{3}\1\d{4}(?![\w-])"), check=is_nhs_number, no_ticket=True),
    Form(type="UK_UTR", score=0.96, pattern=as_pattern(rf"\b(?:UTR|taxpayer reference){_LABEL}(?P<it>\d{{5}}[ -]?\d{{5}}K?)(?![\w-])")),
    Form(
        type="UK_UTR", score=0.92, pattern=as_pattern(r"(?<![\w.-])(?:\d{5}[ -]?\d{5}|\d{3} \d{3} \d{4}|\d{4} \d{6})K?(?![\w-])"), check=is_utr,
        near=as_pattern(r"\b(?:utr|unique tax\w*|taxpayer|tax(?:payer)? reference|self[- ]assessment|tax return)\b"),
    ),
    Form(type="UK_PASSPORT", score=0.93, pattern=as_pattern(rf"\bpassport{_LABEL}(?P<it>(?:[A-Z]{{1,2}} ?)?\d{{7,9}})(?![\w-])")),
    Form(type="UK_PASSPORT", score=0.86, pattern=as_pattern(r"(?<![\w.,/£$€#-])(?:\d{9}|\d{3} \d{3} \d{3}|[A-Z]{2}\d{7}|[A-Z]\d{8})(?![\w-])"), near=as_pattern(r"\bpassports?\b"), no_ticket=True),
    Form(
        type="UK_DRIVING_LICENCE", score=0.94,
        pattern=as_pattern(r"(?<![\w-])[A-Z9]{5}[ -]?\d(?:[05][1-9]|[16][0-2])(?:0[1-9]|[12]\d|3[01])\d[ -]?[A-Z9]{2}\d[ -]?[A-Z0-9]{2}(?: ?\d{2})?(?![\w-])"),
        check=_is_mixed,
    ),
    Form(
        type="UK_DRIVING_LICENCE", score=0.85, pattern=as_pattern(r"(?<![\w.,/£$€#-])(?:\d{8}|[A-Z9]{5} ?\d{6} ?[A-Z0-9]{5})(?![\w-])"),
        near=as_pattern(r"\bdriv(?:ing|er(?:'s|s)?) licen[cs]e\b|\blicence number\b"),
    ),
    Form(type="UK_VEHICLE_REGISTRATION", score=0.85, pattern=as_pattern(r"(?<![\w-])[A-Z]{2}\d{2} ?[A-Z]{3}(?![\w-])", plain=True), no_ticket=True),
    Form(
        type="UK_VEHICLE_REGISTRATION", score=0.85, near=VEHICLE, no_ticket=True,
        pattern=as_pattern(r"(?<![\w-])(?:[A-Z]\d{1,3} ?[A-Z]{3}|[A-Z]{3} ?\d{1,3}[A-Z]|[A-Z]{1,2}[IZ][A-Z]? ?\d{1,4})(?![\w-])", plain=True),
    ),
    Form(type="UK_VEHICLE_REGISTRATION", score=0.8, near=VEHICLE, pattern=as_pattern(r"(?<![\w-])[a-z]{2}\d{2} ?[a-z]{3}(?![\w-])", plain=True)),
    Form(
        type="UK_VEHICLE_REGISTRATION", score=0.8,
        pattern=as_pattern(r"\b(?:number plate|plate|reg|registration)(?: (?:number|no|mark))?(?: (?:is|was)|\.|:|#)*\s{0,3}(?P<it>[A-Z]{1,3} ?\d{1,4}|\d{1,4} ?[A-Z]{1,3})(?![\w-])"),
    ),
    Form(
        type="UK_POSTCODE", score=0.88, check=is_postcode, no_ticket=True,
        pattern=as_pattern(r"(?<![\w£-])(?:GIR ?0AA|[A-Z]{1,2}\d[A-Z\d]? ?\d[ABD-HJLNP-UW-Z]{2})(?![\w-])", plain=True),
    ),
    Form(
        type="UK_POSTCODE", score=0.8, check=is_postcode, near=_ADDRESS_WORDS,
        pattern=as_pattern(r"(?<![\w£-])[A-Z]{1,2}\d[A-Z\d]? ?\d[ABD-HJLNP-UW-Z]{2}(?![\w-])"),
    ),
    Form(type="ADDRESS", score=0.87, pattern=as_pattern(rf"(?i:{_HOUSE_NUMBER})(?:(?:[A-Z][\w'’.-]*|of|the|upon|on) ){{1,4}}{STREET}(?!\w| (?:banks?|shops?|stores?|retailers?|branches|chains?|names|brands)\b)", plain=True)),
    Form(type="ADDRESS", score=0.8, pattern=as_pattern(rf"{_HOUSE_NUMBER}(?:[a-z][\w'’-]+ ){{1,3}}(?:street|road|rd|avenue|crescent|terrace|lane|close|drive|gardens|grove|mews)\b"), near=_ADDRESS_WORDS),
    Form(
        type="ADDRESS", score=0.89,
        pattern=as_pattern(r"(?<![\w-])(?i:flat|apartment|apt) \w{1,4},? (?:[A-Z0-9][\w'’-]+ ){0,3}(?:House|Court|Tower|Towers|Point|Heights|Lodge|Mansions|Building|Buildings)\b", plain=True),
    ),
    Form(
        type="ADDRESS", score=0.8,
        pattern=as_pattern(
            r"\b(?i:lives?|lived|living|address is|address was|address:|home is|moved|born) (?i:(?:at|in|to|into) )?(?P<it>(?:[A-Z][\w'’-]+ ){1,3}(?:Cottage|House|Farm|Farmhouse|Lodge|Court|Flats|Towers|Barn|Mill|Bungalow|Rectory|Manor)\b"
            rf"(?:, (?:[A-Z][\w'’-]+ ){{1,3}}{STREET}\b)?)", plain=True,
        ),
    ),
    Form(
        type="ADDRESS", score=0.8,
        pattern=as_pattern(rf"(?<![\w-])(?:[A-Z][\w'’-]+ ){{1,2}}(?:Cottage|House|Farm|Farmhouse|Lodge|Barn|Mill|Bungalow|Rectory|Manor), (?:[A-Z][\w'’-]+ ){{1,3}}{STREET}\b", plain=True),
    ),
    Form(
        type="PHONE_NUMBER", score=0.8, check=_is_telephone, no_ticket=True,
        pattern=as_pattern(
            r"(?<![\w+.,/£$€#-])(?:1800[12] ?)?(?:(?:\+|00 ?)44[ .-]?(?:\(0\)[ .-]?)?|\(?0 ?(?=[1-9]))\d(?:[ ).-]{0,2}\d){7,9}(?![\w-]|\.\d)"
            r"(?:,? ?(?:ext(?:ension|n)?|x)\.? ?\d{2,6}\b)?"
        ),
    ),
    Form(
        type="PHONE_NUMBER", score=0.75, check=_is_telephone,
        pattern=as_pattern(r"(?<![\w+])(?:\+(?!44)\d{1,3}|00[1-9]\d{0,2}[ .-])[ .-]?(?:\(?\d{1,4}\)?[ .-]?){2,5}\d{2,4}(?!\w)"),
    ),
    Form(type="PHONE_NUMBER", score=0.75, pattern=as_pattern(r"(?<![\w.,/£$€#-])(?:\+?1[ .-])?(?:\([2-9]\d{2}\) ?|[2-9]\d{2}[.-])\d{3}[ .-]\d{4}(?:,? ?(?:ext|x)\.? ?\d{2,6}\b)?(?![\w-])"), no_ticket=True),
    Form(type="PHONE_NUMBER", score=0.7, near=_TELEPHONE, no_ticket=True, pattern=as_pattern(r"(?<![\w.,/£$€#-])(?:[2-9]\d{2} \d{3} \d{4}|[2-9]\d{9})(?![\w-])")),
    Form(
        type="PHONE_NUMBER", score=0.65,
        pattern=as_pattern(
            r"\b(?:tel|telephone|phone|mobile|mob|landline|ring|call|text|whatsapp|fax|dial|rang|called|phoned|texted)(?: (?:number|no))?(?: (?:me|us|him|her|them|you|back))?(?: (?:is|was|on|at))?[.:]?\s{0,3}"
            r"(?P<it>(?:0\d{2,5}[ -]?)?\d{3,4}[ -]?\d{3,4}|7\d{3} ?\d{6}|7\d{3} \d{3} \d{3})(?![\w-]|[.,]\d)"
        ),
    ),
    Form(type="PHONE_NUMBER", score=0.6, pattern=as_pattern(r"\b(?:extension|ext)(?: number| no)?\.?:? (?P<it>\d{3,6})(?![\w-])")),
    Form(type="UK_BANK_ACCOUNT", score=0.9, pattern=as_pattern(r"(?<![\w/.-])\d{2}[- ]\d{2}[- ]\d{2}(?:,? |,? ?/ ?|,? (?:and )?(?:account|acc|a/c)(?: (?:number|no))?:? ?)\d{7,8}(?![\w/-])")),
    Form(type="UK_BANK_ACCOUNT", score=0.89, pattern=as_pattern(r"\bsort[ -]?code(?: (?:is|was|of|as)|:|\.|#|,)*\s{0,3}(?P<it>\d{2}[ -]?\d{2}[ -]?\d{2})(?![\w/-])")),
    Form(type="UK_BANK_ACCOUNT", score=0.87, pattern=as_pattern(r"(?<![\w/.-])\d{2}-\d{2}-\d{2}(?![\w/-])"), near=as_pattern(r"\bsort[ -]?codes?\b")),
    Form(type="UK_BANK_ACCOUNT", score=0.87, pattern=as_pattern(r"(?<![\w.,/£$€#-])(?:\d{8}|\d{4} \d{4})(?![\w-])"), near=as_pattern(r"\b(?:account (?:number|no)|bank account|a/c|acct?|sort[ -]?code|bank details)\b"), no_ticket=True),
    Form(type="IBAN_CODE", score=0.97, check=is_iban, pattern=as_pattern(r"(?<![\w-])[A-Z]{2}\d{2}(?:[ -]?[A-Z0-9]{4}){2,7}(?:[ -]?[A-Z0-9]{1,3})?(?![\w-])")),
    Form(type="IBAN_CODE", score=0.95, pattern=as_pattern(r"\bIBAN(?: (?:is|was|number|no)|:|\.|#)*\s{0,3}(?P<it>[A-Z]{2}\d{2}(?: ?[A-Z0-9]{2,4}){3,8})(?![\w-])")),
    Form(type="CREDIT_CARD", score=0.96, check=is_payment_card, no_ticket=True, pattern=as_pattern(_GROUPED_CARD)),
    Form(
        type="CREDIT_CARD", score=0.9,
        pattern=as_pattern(r"\b(?:credit|debit|bank|visa|mastercard|amex) ?card(?: (?:number|no))?(?: (?:is|was)|\.|:|#)*\s{0,3}(?P<it>(?:\d{4}[ -]?){3}\d{3,4})(?![\w-])"),
    ),
    Form(
        type="DATE_OF_BIRTH", score=0.85,
        pattern=as_pattern(
            rf"(?:\bd\.? ?o\.? ?b\b\.?|\bdate of birth|\bbirth ?date|\bbirthday|\bborn|\bb\.)(?:(?: is| was| as| falls)?(?: on| in)?(?: the)?| \(\w+\)|[:=,])?"
            rf"(?: (?:on|in|at|given as|recorded as|written as|wrongly as|entered as|down as))*[\s:=,(–-]{{0,4}}(?P<it>{DATE})(?![\w/])"
        ),
    ),
    Form(type="DATE_OF_BIRTH", score=0.8, pattern=as_pattern(rf"\b(?:d\.?o\.?b|date of birth|birthday)\b[^.\n]{{0,40}}?(?<![\w/.-])(?P<it>{DATE})(?![\w/])")),
    Form(type="DATE_OF_BIRTH", score=0.8, pattern=as_pattern(rf"(?<![\w/.-])(?P<it>{DATE})(?![\w/])(?: \(|, | is | was |,? as )(?:(?:my|his|her|their|the|a)\b[^.\n]{{0,15}} )?(?:dob|d\.o\.b|date of birth|birthday|birth date)\b")),
    Form(type="US_SSN", score=0.86, no_ticket=True, pattern=as_pattern(r"(?<![\w/.-])\d{3}-\d{2}-\d{4}(?![\w/-])")),
)  # fmt: skip
"""In no order: of two that overlap the surer is taken, then the longer."""
