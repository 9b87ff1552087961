"""The words that tell a name's subject: what organisations, services and systems are called, and what are neither."""

import re


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


ORGANISATION_HEADS = _words(
    """
    office department council agency trust authority team court courts tribunal school college university
    hospital surgery
    practice ministry directorate commission inspectorate board police prison constabulary unit desk clinic
    laboratory lab bureau committee regulator ombudsman federation association institute government charity bank
    """
)
"""Last words of an organisation's name. A name in small letters must have a word before them."""

KNOWN_BODIES = _words(
    """
    NHSE CPS MOJ MoJ DWP HMRC DVLA DVSA DfE DIT DBT DHSC DEFRA Defra HMCTS Ofsted Ofqual Ofcom UKVI UKHSA GDS ONS MHRA
    CQC DOI DOJ DOL EPA CDC IRS SSA HHS USCIS FEMA HMPO NICE ICO UCAS Acas Cafcass
    """
)
"""Well-known public bodies of the United Kingdom and the United States, by the short names that notes use."""

GOVERNING_WORDS = _words(
    """
    prosecution probation civil police prison fire ambulance health courts revenue tribunals
    """
)
"""Words before "service" that make it a public body, not a service it provides."""

SERVICE_HEADS = _words(
    """
    service programme scheme helpline hotline benefit allowance
    """
)

SYSTEM_HEADS = _words(
    """
    system portal app application database register platform tool software spreadsheet tracker dashboard registry
    inbox mailbox notify select manager calculator questionnaire
    """
)

SOME_SYSTEM_HEADS = _words("manager select notify application")
"""Last words that a system's name may have, and as often a job, a heading or a button: words around must say so too."""

COMMON_ORGANISATIONS = re.compile(
    r"\b(gp (?:practice|surger(?:y|ie)|surgerie)|(?:local |county |district |borough )council|local authorit(?:y|ie)|"
    r"(?:crown|county|magistrates['’]?|family|high) court|jobcentre|job centre|police force|hospital trust|"
    r"nhs trust)s?\b",
    re.IGNORECASE,
)
"""Bodies that notes name in small letters and that hold a step of many journeys; no desk or contact centre of one."""

ORGANISATION_BEFORE = re.compile(
    r"(?:\b(?:at|by|with|for|contact(?:s|ed|ing)?|call(?:s|ed|ing)?|r[au]ng|ring(?:s|ing)?|"
    r"tell(?:s|ing)?|told|ask(?:s|ed|ing)?|join(?:s|ed|ing)?|"
    r"work(?:s|ed|ing)? (?:at|for|with))\s+(?:the |their |our )?)$",
    re.IGNORECASE,
)
ORGANISATION_AFTER = re.compile(
    r"(?:s|['’]s|s['’])?\s+(?:staff|admin staff|team|teams|colleagues|managers?|officers?|caseworkers?|employees|"
    r"sends?|invites?|"
    r"rel(?:y|ies) on|(?:is|are) responsible|told|said|asks?|decides?|employs?|publish(?:es)?|commissions?)\b",
    re.IGNORECASE,
)

NOT_NAMES = _words(
    """
    nhs
    monday tuesday wednesday thursday friday saturday sunday january february march april may june july august
    september october november december christmas easter
    lookback youtube whatsapp linkedin facebook instagram twitter tiktok javascript voiceover talkback nvda jaws
    zoomtext browserstack dropbox onedrive icloud paypal ebay gmail iphone iphones ipad ipads macos
    ebook ebooks elearning ecommerce
    surveymonkey smartsurvey qualtrics
    figma mural miro teams zoom slack lucid trello jira confluence excel powerpoint word sharepoint heroku github
    google analytics hotjar optimal workshop usertesting dovetail maze airtable notion prototype kit otter
    uk us usa eu gb england wales scotland ireland britain london english welsh
    ux ui ur qa ab faq faqs pdf csv api apis url html css id ids ok mvp kpi okr wcag gds aa aaa pc ios android pm am
    ai dna vhr mri hpv gp gps breast cervical star urn gov tbc nhs.uk gov.uk ucd mvp ooh hcp magnetic resonance imaging
    gdpr pin sms mms qr usb cta ctas dwp's http https alpha beta discovery live a-b json jpg png nb eg ie
    i we he she they you it this that these those the however also users user participants people covid covid-19
    caption note notes figure table step question questions answer next yes no p1 p2 p3 q1 q2 q3 q4
    """
)
"""Folded names that are never an organisation, service or system: dates, places, research tools, web words."""

NOT_WHOLE_NAMES = frozenset({"general practice", "general practices"})
"""Folded names of a sort of body, which may stand in a name: "General Practice Activity Questionnaire"."""

PUBLIC_SITES = _words("nhs nhs.uk gov.uk")
"""Of these, what names nothing by itself and much with "website" or "login" behind it."""

NOT_NAME_PHRASES = (
    "design system", "prototype kit", "service standard", "design history", "usability test",
    "user research", "terms and conditions", "privacy notice", "red, amber", "google analytics",
    "microsoft teams", "google forms",
)  # fmt: skip
"""Parts of names that belong to how services are designed, not to how they run."""
