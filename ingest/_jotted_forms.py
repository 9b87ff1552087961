# ruff: noqa: E501 - a pattern reads better whole
"""More of the forms of ``ingest._forms``: with other separators, in other words, and where the label stands farther off."""

import re

from ingest._check_digits import is_iban, is_nhs_number, is_payment_card, is_utr
from ingest._forms import DATE, MONTH, STREET, Form, as_pattern, is_postcode

_SENTENCE = 200
_DAY_IN_WORDS = r"(?:(?:twenty|thirty)[ -])?(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|\w+teenth|tenth|eleventh|twelfth|twentieth|thirtieth)"
_WRITTEN_DATE = (
    rf"(?:\d{{1,2}}(?:st|nd|rd|th)?(?: of)?[ ./-]{{0,2}}{MONTH}[ ,./-]{{0,2}}['’]?(?:(?:19|20)\d{{2}}|\d{{2}})"
    rf"|{MONTH}[ .-]{{1,2}}\d{{1,2}}(?:st|nd|rd|th)?,? ['’]?(?:(?:19|20)\d{{2}}|\d{{2}})|(?:19|20)\d{{2}}[ ./-]\d{{1,2}}[ ./-]\d{{1,2}}"
    rf"|(?:19|20)\d{{2}}[ -]{MONTH}[ -]\d{{1,2}}|\d{{1,2}} ?[./\\-] ?\d{{1,2}} ?[./\\-] ?['’]?(?:\d{{4}}|\d{{2}})|\d{{1,2}} \d{{1,2}} (?:\d{{4}}|\d{{2}})"
    rf"|\d{{1,2}}(?:st|nd|rd|th)? of (?:the )?\d{{1,2}}(?:st|nd|rd|th)?,? (?:of )?(?:19|20)?\d{{2}}"
    rf"|{_DAY_IN_WORDS}(?: of)? {MONTH},? (?:nineteen|two thousand|twenty|(?:19|20)\d\d)(?:[ -](?:and|oh|\w+teen|ten|eleven|twelve|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:[ -](?:one|two|three|four|five|six|seven|eight|nine))?|one|two|three|four|five|six|seven|eight|nine))*|{DATE})"
)
_NO_ONES_BIRTH = r"\b(?:before|after|between|since|until|from|by|example|e\.?g|such as|like|format|hint|moved|applied|updated|changed|called|rang|sent|due|meeting|session)\b"
_TOP = r"(?:uk|com|org|net|io|example|me|ly|to|link|app|co|gov|info|page|site|dev|eu|ie|test|invalid)"
_IN_LINK = as_pattern(rf"(?:://|\bwww\.|\.{_TOP}/)\S*$")
_PASSPORT_NUMBER = as_pattern(r"(?<![\w.,/£$€#+-])(?:[A-Z]{1,2}[ -]?)?\d(?:[ -]?\d){6,8}(?![\w-]|[ -]\d)")
_WHOSE = r"(?:participant|person|people|applicant|claimant|client|member|patient|respondent|recipient|contact|user|customer|citizen|account|acct|acc|case|claim|application|appointment|booking|order|invite|session|device|login|magic|reset|access|auth|confirm|verify|verification|activation|unsubscribe|share|link|consent|survey|response|candidate|guest|tenant|resident|household|child|parent|payee|student|employee|staff)"
_PERSONAL_KEY = (
    rf"(?:{_WHOSE}(?:[_-]?(?:id|no|num|number|ref|reference|token|key|code|hash|name|email))?|k|t|u|tk|tok|h|hash|sso|otc|pin|ott|guid|uuid|utr|passport|passport_?no|vrm|reg|iban|card|dl|licen[cs]e|address|addr|mail|to|fname|lname|given_?name|family_?name|fullname"
    r"|full_?name|forename|mob|msisdn|telephone|date_?of_?birth|birth_?date|ni|ssn|login_?hint|credential|bearer|assertion|SAMLResponse|saml|ticket|one_?time_?code)"
)
_VEHICLE = as_pattern(
    r"\b(?:reg|regs|registration|registered|plates?|vehicles?|cars?|vans?|motorbike|motorcycle|bike|moped|scooter|lorry|taxi|cab|parked|parking|clamped|towed|v5c?|mot|mot'?d|sorn|sorned|log ?book|dvla|keeper|tax(?:ed|ing)? (?:it|my|his|her|the)|car tax"
    r"|road tax|untaxed|insured|insurance|penalty charge|pcn|speeding|ulez|congestion|clean air|campervan|caravan|trailer|minibus|hatchback|estate|fiesta|corsa|astra|focus|golf|polo|clio|micra|yaris|mini|drives?|drove|driving|driver|blue badge|mileage|garage)\b"
)
_BANK = as_pattern(
    r"\b(?:sort|sort[ -]?codes?|s/c|account|accounts|acct?|a/c|bank(?:ing|s)?|barclays|monzo|natwest|halifax|santander|lloyds|starling|nationwide|hsbc|tsb|bacs|payee|direct debit|pa(?:y|id) (?:it |me |her |him )?into)\b"
)
_IBAN_LENGTHS = (
    "AT20 BE16 BG22 CH21 CY28 CZ24 DE22 DK18 EE20 ES24 FI18 FR27 GB22 GR27 HR21 HU28 IE22 IT27 LT20 LU20 LV21 MT31 NL18"
    " NO15 PL28 PT25 RO24 SE24 SI19 SK24 TR26 UA29 PK24"
)
_IBAN = "|".join(
    rf"{each[:2]}[ .-]?\d ?\d(?:[ .-]{{0,2}}[A-Z0-9]){{{int(each[2:]) - 4}}}" for each in _IBAN_LENGTHS.split()
)
_DIGIT = r"(?:oh|o|zero|nought|one|two|three|four|five|six|seven|eight|nine)"
_SPOKEN = rf"(?:(?:double|treble|triple)[ -](?:{_DIGIT}|\d)|{_DIGIT}(?: hundred| thousand)?|\d{{1,6}})"
WHOLE_TELEPHONE, WHOLE_FROM_ABROAD = 11, 14
"""From so many figures on a British telephone number lacks none; so many where it begins with 0044."""
_TELEPHONE = as_pattern(
    r"\b(?:tel|telephone|phone|phoned|phoning|mobile|mob|cell|ring|rang|ringing|call|calls|called|text|texts|texted|landline|numbers?|no|num|whatsapp|fax|contact(?:ed)?|dial(?:led)?|voicemail|reach(?:ed)?|m|t|h)\b"
)


def _is_drawn(written: str) -> bool:
    """Tell whether a part of a path was drawn: letters and digits in turn, or both cases and digits."""
    pieces = re.findall(r"[A-Za-z]+", written)
    if not pieces or any(len(piece) > 3 and (piece.islower() or piece.istitle()) for piece in pieces):
        return False
    if re.search(r"\.\w{2,4}$", written) or sum(map(str.isdigit, written)) < 2:
        return False
    turns = len(re.findall(r"[A-Za-z](?=\d)|\d(?=[A-Za-z])", written))
    mixed = any(map(str.islower, written)) and any(map(str.isupper, written))
    return turns > 2 or (mixed and turns > 1) or sum(map(str.isdigit, written)) > 4


def _is_secret(written: str) -> bool:
    """Tell whether what follows "/reset/" or "/s/" is no word: a digit and a letter, or capitals within."""
    digits, letters = any(map(str.isdigit, written)), any(map(str.isalpha, written))
    slug = re.fullmatch(r"[a-z]+(?:-[a-z]+)*(?:-\d{1,2})?|[a-zA-Z]{5,}\d+", written)
    return not slug and (
        (digits and (letters or len(written) > 5)) or bool(re.search(r"[a-z][A-Z]\w*[a-z][A-Z]", written))
    )


def _is_value(written: str) -> bool:
    """Tell whether the value of a short key says who: not a plain word, nor a small number."""
    return not re.fullmatch(r"(?:[a-z]+(?:[-_][a-z]+)*(?:[-_]\d{1,2})?|\d{1,3})", written)


def _is_spoken_telephone(written: str) -> bool:
    """Tell whether digits and words for digits make up a telephone number that begins with a nought."""
    return 9 <= _spoken_digits(written) <= 14 and bool(
        re.match(r"(?:double )?(?:oh|o|zero|nought|0)", written, re.IGNORECASE)
    )


def _is_partly_spoken_telephone(written: str) -> bool:
    """Tell whether words for digits are needed to make it one: "01632 960 417 five times" is whole without its five."""
    figures = re.sub(r"(?:[ ,.-]+(?:and )?[a-z]+)+$", "", written, flags=re.IGNORECASE)
    digits = figures.replace(" ", "")
    whole = digits.isdecimal() and len(digits) >= (WHOLE_FROM_ABROAD if digits.startswith("00") else WHOLE_TELEPHONE)
    return any(map(str.isalpha, written)) and not whole and _is_spoken_telephone(written)


def _is_spoken_number(written: str) -> bool:
    return 6 <= _spoken_digits(written) <= 13 and len(re.findall(r"[a-z]+", written, re.IGNORECASE)) > 2


def _spoken_digits(written: str) -> int:
    count = 0
    for word in re.findall(r"[a-z]+|\d+", written.lower()):
        count += {"double": 1, "treble": 2, "triple": 2, "hundred": 2, "thousand": 3}.get(
            word, len(word) if word.isdigit() else 1
        )
    return count


def _is_telephone(written: str) -> bool:
    digits = re.sub(r"\D", "", re.sub(r",? ?(?:ext|x).*", "", written, flags=re.IGNORECASE))
    return (10 <= len(digits) <= 13 and digits[:2] != "00") or (digits.startswith("00") and 12 <= len(digits) <= 15)


def _is_account(written: str) -> bool:
    """Tell whether seven or eight digits are not a date."""
    return not re.fullmatch(r"\d\d[ -]\d\d[ -](?:19|20)\d\d|(?:19|20)\d\d[ -]\d\d[ -]\d\d|0\d{2,3} \d{4}", written)


def _is_no_date(written: str) -> bool:
    day, month = int(written[:2]), int(written[3:5])
    return not (1 <= day <= 31 and 1 <= month <= 12)


def _is_passport(written: str) -> bool:
    plain = re.sub(r"\W", "", written)
    return len(plain) == 9 and sum(map(str.isdigit, plain)) > 6


def _is_card(written: str) -> bool:
    return is_payment_card(written) and not written.startswith(("19", "20"))


def _is_written_postcode(written: str) -> bool:
    return is_postcode(written) and not written.lower().endswith(("st", "nd", "rd", "th"))


JOTTED_FORMS: tuple[Form, ...] = (
    Form(type="URL_TOKEN", score=0.94, check=_is_value, pattern=as_pattern(rf"(?<=[?&#;]){_PERSONAL_KEY}=(?P<it>[^&\s#\"'<>)\]]*[^&\s#\"'<>)\].,;])")),
    Form(type="URL_TOKEN", score=0.94, check=lambda it: len(it) > 3 and _is_value(it) and any(map(str.isdigit, it)), pattern=as_pattern(r"(?<=[?&;])(?:id|c|e|i|r|s|x|p|d|q|m|cid|rid|pid|tid|lid|ref_?id)=(?P<it>[\w~%+=-]{4,}(?<![=.]))")),
    Form(
        type="URL_TOKEN", score=0.84, check=_is_drawn, pattern=as_pattern(r"(?<=/)[\w~=-]{6,}(?=[/?#\s)>\"'\],;]|\.?(?:\s|$))"),
        near=_IN_LINK, reach=_SENTENCE,
    ),
    Form(
        type="URL_TOKEN", score=0.83, check=_is_secret, near=_IN_LINK, reach=_SENTENCE,
        pattern=as_pattern(r"(?<=/)(?:reset|verify|confirm|invite|invitation|magic|magic-link|token|activate|activation|unsubscribe|s|r|i|l|t|u|k|x|c|session|login|signin|sign-in|auth|link|go|join|accept|consent|survey|claims?|cases?|p|participants?|users?|applications?|applicants?|patients?|tenants?|uploads?|shared?|continue|resume|return|save|password|track|appointments?|bookings?|e|d|a|m|o)/(?P<it>[\w~-]{4,})"),
    ),
    Form(type="URL_TOKEN", score=0.83, check=_is_secret, pattern=as_pattern(r"\b(?:bit|t|ow|cutt|is|goo|rb|tiny|short|s|go|l)\.(?:ly|co|gl|gd|cc|link|example)/(?P<it>[\w-]{5,})")),
    Form(type="EMAIL_ADDRESS", score=0.88, pattern=as_pattern(rf"(?<![\w@])[\w.+-]{1,80} ?(?:@|[\[({{<]at[\])}}>]) ?[\w-]+(?: ?[.,] ?{_TOP}\b)+")),
    Form(type="EMAIL_ADDRESS", score=0.88, pattern=as_pattern(r"\b[\w+-]{1,64}(?:(?: dot | underscore | dash | hyphen | plus |\.)[\w+-]{1,64}){0,6}(?: at | ?@ ?)(?:gmail|googlemail|hotmail|outlook|yahoo|icloud|btinternet|aol|live|sky|proton ?mail)\b(?:(?: dot |\.)[a-z]{2,8}\b)*")),
    Form(type="EMAIL_ADDRESS", score=0.86, pattern=as_pattern(r"\b[\w+]{1,64}(?:(?:[.-]| dot | underscore )[\w+]{1,64}){0,6}[ -]at[ -](?!this |that |the |my |your |all |it |which )\w{1,40}(?:(?: dot |-dot-| ?\. ?)[a-z]{1,40}){0,5}(?: dot |-dot-)[a-z]{2,8}\b")),
    Form(type="UK_NINO", score=0.88, no_ticket=True, pattern=as_pattern(r"(?<![\w-])(?![DFIQUV]|.[ .-]?[DFIQUVO])[A-Z][ .-]?[A-Z](?:[ ./_,-]{0,3}\d){6}[ ./_,-]{0,3}[A-D](?![\w-])", plain=True)),
    Form(type="UK_NINO", score=0.74, no_ticket=True, pattern=as_pattern(r"(?<![\w-])(?!gb|bg|nk|kn|tn|nt|zz)[a-ceghj-prstw-z][ .-]?[a-ceghj-nprstw-z][ .-]?(?:\d\d[ .-]?){3}[a-d](?![\w-])")),
    Form(type="UK_NHS", score=0.93, check=is_nhs_number, near=as_pattern(r"\b(?:nhs|patient|pt|hospital|gp|surgery|clinic)\b"), pattern=as_pattern(r"(?<![\w.,/£$€#-])\d(?:[ ._,/-]{0,3}\d){9}(?![\w-])")),
    Form(type="UK_NHS", score=0.92, pattern=as_pattern(r"\bNHS(?: (?:number|no|num|id|ref))?\b[^\d\n]{0,20}?(?P<it>\d(?:[ ._/-]{0,2}\d){9})(?![\w-])")),
    Form(type="UK_UTR", score=0.91, check=is_utr, no_ticket=True, pattern=as_pattern(r"(?<![\w.,/£$€#+-])\d{5}[ .-]\d{5}K?(?![\w-])")),
    Form(
        type="UK_UTR", score=0.89, check=is_utr, reach=120, pattern=as_pattern(r"(?<![\w.,/£$€#+-])[1-9](?:[ ./-]{0,2}\d){9} ?K?(?![\w-])"),
        near=as_pattern(r"\b(?:utr|tax\w*|hmrc|revenue|self[- ]assess\w*|sa|sa ?\d{3}|filed|filing|partnership|sole trader|self[- ]employed|returns?|accountant|cis)\b"),
    ),
    Form(type="UK_UTR", score=0.9, pattern=as_pattern(r"\b(?:utr|unique tax\w*(?: \w+)?|tax(?:payer)?(?:['’]?s)? (?:id|number|no|num|ref\w*)|self[- ]assessment (?:ref\w*|number|no)|sa (?:ref\w*|number|no))\b[^\d\n]{0,25}?(?P<it>\d(?:[ .-]{0,2}\d){9} ?K?)(?![\w-])")),
    Form(
        type="UK_PASSPORT", score=0.85, check=_is_passport, near=as_pattern(r"\bpass ?ports?\b[^.!?\n]*$"), reach=_SENTENCE, no_ticket=True,
        pattern=_PASSPORT_NUMBER,
    ),
    Form(type="UK_PASSPORT", score=0.84, check=_is_passport, near=as_pattern(r"\bpass ?ports?\b"), pattern=_PASSPORT_NUMBER, no_ticket=True),
    Form(
        type="UK_DRIVING_LICENCE", score=0.93,
        pattern=as_pattern(r"(?<![\w-])[A-Z](?:[ .-]?[A-Z]){0,4}(?:[ .-]?9){0,4}[ .-]{0,3}\d[ .-]?[0156][ .-]?\d[ .-]?[0-3](?:[ .-]?\d){2}[ .-]{0,3}[A-Z][ .-]?[A-Z9][ .-]?\d[ .-]?[A-Z][ .-]?[A-Z](?:[ .-]?\d\d)?(?![\w-])"),
        check=lambda it: 16 <= len(re.sub(r"\W", "", it)) <= 18,
    ),
    Form(type="UK_DRIVING_LICENCE", score=0.84, pattern=as_pattern(r"(?<![\w.,/£$€#-])\d(?:[ -]?\d){7}(?![\w-]|[ -]\d)"), near=as_pattern(r"\b(?:driv\w+ )?licen[cs]e (?:no|num|number|is|was)\b|\b(?:driving|driver'?s?|dva|ni) licen[cs]e\b"), check=_is_account),
    Form(
        type="UK_VEHICLE_REGISTRATION", score=0.83, near=_VEHICLE, reach=90, no_ticket=True,
        pattern=as_pattern(r"(?<![\w-])(?:[A-Z]{2}[ -]?\d{2}[ -]?[A-Z]{3}|[A-HJ-NPR-TV-Y]\d{1,3}[ -]?[A-Z]{3}|[A-Z]{3}[ -]?\d{1,3}[ -]?[A-Y]|[A-Z]{1,2}[IZ][A-Z]?[ -]?\d{3,4})(?![\w-])", plain=True),
    ),
    Form(
        type="UK_VEHICLE_REGISTRATION", score=0.79, near=_VEHICLE, reach=90, no_ticket=True,
        pattern=as_pattern(r"(?<![\w-])(?:[a-z]{2}\d{2} ?(?!the|and|was|for|but|has|she|are|you|not|all|who)[a-z]{3}|[a-hj-npr-tv-y]\d{2,3} (?!the|and|was|for|but|has|she|are|you|not|all|who|per)[a-z]{3}|[a-hj-npr-tv-y]\d{2,3}[a-z]{3}|[a-z]{3}\d{2,3}[a-y])(?![\w-])", plain=True),
    ),
    Form(
        type="UK_VEHICLE_REGISTRATION", score=0.78,
        pattern=as_pattern(r"\b(?:number ?plates?|(?:private|personal|cherished) plates?|plates?|reg|registration|vrm|vrn)(?: (?:mark|number|no|plate))?(?: (?:is|was|says|said|reads|of)|\.|:|#|=|,)*\s{0,3}[\"“'‘(]?(?P<it>(?=[A-Z\d ]*\d)(?=[A-Z\d ]*[A-Z])(?:[A-Z]{1,3} ?\d{1,4}(?: ?[A-Z]{1,3})?|\d{1,4} ?[A-Z]{1,3}))(?![\w-])", plain=True),
    ),
    Form(type="UK_POSTCODE", score=0.87, check=_is_written_postcode, no_ticket=True, pattern=as_pattern(r"(?<![\w£-])[a-z]{1,2}\d[a-z\d]? \d[abd-hjlnp-uw-z]{2}(?![\w-])")),
    Form(type="UK_POSTCODE", score=0.86, check=_is_written_postcode, pattern=as_pattern(r"\bpost ?-?codes?\b[^\d\n]{0,15}?\b(?P<it>[a-z]{1,2}\d[a-z\d]?[ .-]{0,2}\d[abd-hjlnp-uw-z]{2})(?![\w-])")),
    Form(type="UK_POSTCODE", score=0.86, check=_is_written_postcode, pattern=as_pattern(r"(?<=[a-z], )[a-z]{1,2}\d[a-z\d]?\d[abd-hjlnp-uw-z]{2}(?![\w-])")),
    Form(
        type="ADDRESS", score=0.9,
        pattern=as_pattern(rf"(?<![\w-])(?i:flat|apartment|apt|unit|room|studio|plot|maisonette)\.? [\w/-]{{1,5}},? (?:(?:[A-Z][\w'’-]+ ){{1,3}}(?:House|Court|Tower|Towers|Point|Heights|Lodge|Mansions|Buildings?|Place|Hall),? )?\d{{1,4}}[a-zA-Z]?(?:[-–/]\d{{1,4}})?,? (?:[A-Z][\w'’.-]*,? ){{1,3}}{STREET}\b", plain=True),
    ),
    Form(type="ADDRESS", score=0.85, pattern=as_pattern(rf"(?<![\w£$€.,/-])(?:(?:flat|apartment|apt|unit|room)\.? [\w/-]{{1,4}},? )\d{{1,4}}[a-z]?,? (?:[a-z][\w'’-]+ ){{1,3}}{STREET}\b")),
    Form(type="ADDRESS", score=0.86, pattern=as_pattern(r"(?<![\w£$€.,/-])(?<!step )(?<!the )\d{1,4}[a-zA-Z]?,? (?:[A-Z][\w'’-]+ ){1,3}(?:Chase|Dene|Garth|Causeway|Esplanade|Promenade|Parkway|Spinney|Circus|Loan|Drove|Hollow|Copse|Mead|Brow|Crest|Orchard|Passage|Cl|Pl|Terr?|Gr|Blvd|Sq|Cresc|Pk|Wk|Hey|Lea|Leas|Nook|Glen|Glebe|Paddocks?|Maltings|Common|End|Parklands|Entry|Gait|Row|Ridge|Fields)\b(?! of\b)", plain=True)),
    Form(type="PHONE_NUMBER", score=0.79, check=_is_telephone, no_ticket=True, pattern=as_pattern(r"(?<![\w+.,/£$€#-])(?:\(?\+44\)?[ .,/-]{0,2}(?:\(0\))?|\(?0)[1-9]\d{1,4}\)?(?:[ .,/_()-]{1,3}\d{1,6}){1,5}(?![\w-]|\.\d)(?:,? ?(?:ext(?:ension|n)?|x)\.? ?\d{2,6}\b)?")),
    Form(type="PHONE_NUMBER", score=0.82, check=_is_partly_spoken_telephone, pattern=as_pattern(rf"(?<![\w£-]){_SPOKEN}(?:[ ,.-]{{1,3}}(?:and )?{_SPOKEN}){{2,}}(?!\w)")),
    Form(type="PHONE_NUMBER", score=0.7, near=_TELEPHONE, check=_is_spoken_number, pattern=as_pattern(rf"(?<![\w£-]){_SPOKEN}(?:[ ,.-]{{1,3}}{_SPOKEN}){{4,}}(?!\w)")),
    Form(type="PHONE_NUMBER", score=0.72, near=_TELEPHONE, no_ticket=True, pattern=as_pattern(r"(?<![\w.,/£$€#+-])7[3-9]\d{2}[ .-]?\d{3}[ .-]?\d{3}(?![\w-])")),
    Form(type="PHONE_NUMBER", score=0.66, pattern=as_pattern(r"\b(?:ext|extn|extension|x)(?: (?:number|no|is|was))*[.:]{0,2} ?(?P<it>\d{3,6})(?![\w-])"), near=_TELEPHONE),
    Form(type="UK_BANK_ACCOUNT", score=0.88, pattern=as_pattern(r"\bsort(?:[ -]?code)?s?\b(?! (?:order|by|out|it|of|this|that)\b)[^\d\n£]{0,25}?(?P<it>\d{2}([ ./_-]{0,3})\d{2}\2\d{2})(?![\w/-])")),
    Form(type="UK_BANK_ACCOUNT", score=0.86, check=_is_account, no_ticket=True, pattern=as_pattern(r"\b(?:account|accounts|acct?|a/?c|acc)\b[^\d\n£]{0,25}?(?P<it>\d(?:[ -]?\d){6,7})(?![\w/-]|[ -]\d)")),
    Form(type="UK_BANK_ACCOUNT", score=0.86, check=_is_account, near=as_pattern(r"(?<![\w-])\d{2}[ .-]\d{2}[ .-]\d{2}\b[^\d\n]{0,25}$|^[^\d\n]{0,25}\d{2}[ .-]\d{2}[ .-]\d{2}\b|\bsort(?:[ -]?code)?\b"), pattern=as_pattern(r"(?<![\w.,/£$€#+-])(?:\d{8}|\d{4}[ -]\d{4}|\d{2}(?: \d{2}){3}|\d{2} \d{3} \d{3})(?![\w-]|[ -]\d)"), no_ticket=True),
    Form(type="UK_BANK_ACCOUNT", score=0.85, check=_is_no_date, near=_BANK, pattern=as_pattern(r"(?<![\w/.£-])\d{2}([ .-])\d{2}\1\d{2}(?![\w/-]|[ .]\d)")),
    Form(type="UK_BANK_ACCOUNT", score=0.85, near=as_pattern(r"\bsort(?:[ -]?code)?s?\b"), pattern=as_pattern(r"(?<![\w/.£-])(?:\d{2}[ ./-]\d{2}[ ./-]\d{2}|\d{6})(?![\w/-]|[ .]\d)")),
    Form(type="UK_BANK_ACCOUNT", score=0.84, pattern=as_pattern(r"\b(?:roll|building society)(?: account)? (?:number|no|ref)\b[^\w\n]{0,4}(?:is )?(?P<it>[A-Z\d]*/?[\dA-Z]*\d{4,}[\d/-]*)")),
    Form(type="IBAN_CODE", score=0.97, check=is_iban, pattern=as_pattern(rf"(?<![\w-])(?:{_IBAN})(?![\w-])")),
    Form(type="IBAN_CODE", score=0.95, pattern=as_pattern(r"(?<![\w-])GB[ .-]?\d\d[ .-]{0,2}[A-Z]{4}(?:[ .-]{0,2}\d){14}(?![\w-])")),
    Form(type="CREDIT_CARD", score=0.95, check=_is_card, no_ticket=True, pattern=as_pattern(r"(?<![\w.£$€+/-])\d{2,6}(?:[ .,/_-]{1,2}\d{2,7}){1,8}(?![\w-]|[ .]\d)")),
    Form(type="CREDIT_CARD", score=0.88, pattern=as_pattern(r"\b(?:card|visa|mastercard|amex|maestro)\b[^\d\n£]{0,25}?(?P<it>\d{4}(?:[ .-]?\d){11,12})(?![\w-])")),
    Form(
        type="DATE_OF_BIRTH", score=0.86,
        pattern=as_pattern(rf"(?:\bd\.? ?o\.? ?b\b\.?s?|\bdates?[ _-]?of[ _-]?birth|\bbirth ?-?da(?:te|y)s?|\bb-?day)(?:(?!{_NO_ONES_BIRTH})[^\n\d]){{0,40}}?(?<![\w/.-])(?P<it>{_WRITTEN_DATE})(?![\w/])"),
    ),
    Form(
        type="DATE_OF_BIRTH", score=0.86,
        pattern=as_pattern(rf"\b(?i:born)(?:,? (?i:on|in|at|the|a|there|here|back|way|\w+day)\b| \(|,|:|,? [A-Z][\w'’-]+){{0,6}},? ?(?P<it>(?i:{_WRITTEN_DATE}))(?![\w/])", plain=True),
    ),
    Form(type="DATE_OF_BIRTH", score=0.86, pattern=as_pattern(rf"(?<=[\s(,;|])b[.:]? ?(?P<it>{_WRITTEN_DATE})(?![\w/])")),
    Form(
        type="DATE_OF_BIRTH", score=0.8, near=as_pattern(r"\|[^\n|]*\b(?:dob|d\.o\.b|date of birth|born)\b[^\n]*\|[ \t]*\n"), reach=400,
        pattern=as_pattern(r"(?<=\|)[ \t]*(?P<it>\d{1,2}[ ./-]\d{1,2}[ ./-](?:19\d|200)\d|(?:19\d|200)\d-\d\d-\d\d)(?=[ \t]*\|)"),
    ),
    Form(type="DATE_OF_BIRTH", score=0.85, pattern=as_pattern(r"\b(?:d\.?o\.?b\.?|date[ _]of[ _]birth|birthday)(?: is| was)?[:= ]{1,3}(?P<it>\d{6}|\d{8})(?!\w)")),
    Form(type="DATE_OF_BIRTH", score=0.81, pattern=as_pattern(rf"(?<![\w/.-])(?P<it>{_WRITTEN_DATE})(?![\w/])(?: \(|, |,? (?:is|was|as|for|thats|that's|being|=) |[ -]{{1,3}})(?:(?:my|his|her|their|the|a)\b[^.\n\d]{{0,15}} )?(?:real |actual |right |correct )?(?:dob|d\.o\.b|date of birth|birthday|birth ?date)\b")),
    Form(type="US_SSN", score=0.86, no_ticket=True, pattern=as_pattern(r"(?<![\w/.,£$€+-])(?!000|666|9)\d{3}([ .])\d{2}\1\d{4}(?![\w/-]|[ .]\d)")),
    Form(type="US_SSN", score=0.9, pattern=as_pattern(r"\b(?:ssn|social(?: security)?|social sec)\b[^\d\n]{0,30}?(?P<it>\d{3}[ ./-]{0,2}\d{2}[ ./-]{0,2}\d{4})(?![\w-])")),
    Form(type="US_SSN", score=0.85, near=as_pattern(r"\b(?:ssn|social|american|us (?:pension|tax|citizen\w*|passport)|u\.s\.|irs|united states|usa)\b"), pattern=as_pattern(r"(?<![\w/.,£$€+-])\d{3}[ ./-]?\d{2}[ ./-]?\d{4}(?![\w-]|[ -]\d)"), no_ticket=True),
)  # fmt: skip
"""In no order, as those of ``ingest._forms``."""
