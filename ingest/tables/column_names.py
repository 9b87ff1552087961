"""What columns are called in the tables of many tools: names that tell what they hold."""

import re

OPEN = re.compile(
    r"(?i)answer|comment|feedback|finding|issue|note|observation|problem|quote|response|why\b|text|explain|describe"
    r"|suggest|\btell us|reason"
)
CONTENT = re.compile(
    r"(?i)^(?:(?:free[ _-]?text|open|other|any|further|additional|raw|your|user|customer|staff|workshop)[ _-])*"
    r"(?:comments?|feedback|findings?|issues?|observations?|problems?|pain ?points?|quotes?|quotations?|verbatims?"
    r"|responses?|replies|answers?|reasons?|suggestions?|ideas?|insights?|notes?|stickies|post-?its?|cards?|statements?"
    r"|remarks?|needs|evidence)$"
)
"""The whole name of a column that holds what people said or noted."""
CODE = re.compile(r"(?i)^(?:[a-z]{1,12}[ _.-]?)?\d{1,4}(?:[._-]\w{1,8})*$|^(?:QID|var|field|ident)[ _-]?\w+$")
"""A number or a code in place of a name: Q12, Frame 1."""
SPECIFY = re.compile(r"(?i)please (?:specify|explain|describe|give|state|tell)|\bother\b.*\bspecify|^other$")
CONTACT = re.compile(
    r"(?i)\be-?mail\b|telephone|\bphone\b|\bmobile\b|post ?code|street|\bip address|date of birth|\bdob\b"
)
MAIL_ADDRESS = re.compile(r"(?i)^(?:your )?e-?mail(?:[ _-]address)?\??$")
HOLDS_CONTACTS = re.compile(r"\d|@")
"""What phone numbers, postcodes, addresses and dates of birth have, and names of channels have not."""
PERSON = re.compile(
    r"(?i)^(?:your |full |first |last |middle |given |family |respondent(?:'s)? |participant(?:'s)? )*name(?:s)?$"
    r"|^surname$|what is your (?:full )?name|^forename"
)
AUTHOR = re.compile(
    r"(?i)^(?:author(?:[ _-]?name)?|created[ _-]?by|added[ _-]?by|written[ _-]?by|posted[ _-]?by|owner"
    r"|facilitator|creator)$"
)
STAFF = re.compile(
    r"(?i)^(?:last[ _-]?)?(?:modified|updated|edited|changed)[ _-]?by$"
    r"|^(?:members?|assignees?|assigned[ _-]?to|editors?)$"
)
"""Who else had to do with a row, and did not write it."""
SPEAKER = re.compile(r"(?i)^(?:speaker(?:[ _-]?(?:name|id|label))?|said[ _-]?by|voice)$")
"""Who speaks in a transcript that is kept as a table."""
SPOKEN = re.compile(
    r"(?i)^(?:text|transcript(?:ion)?|words|utterance|speech|said|what (?:was|they) said|content|dialogue|message|turn"
    r"|line)$"
)
"""What is said in such a transcript: any other name asks something of its own, of a talk and its speaker perhaps."""
NUMBERED_PERSON = (
    re.compile(r"(?i)^(?:respondent|participant|interviewee|who|voter|user|person)(?:[ _-]?(?:id|no\.?|number|key))?$"),
    re.compile(r"(?i)^author[ _-]?(?:id|no\.?|number|key)$"),
)
RESPONDENT = (
    *NUMBERED_PERSON,
    SPEAKER,
    re.compile(r"(?i)^(?:response|submission|case|record)[ _-]?(?:id|no\.?|number|ref(?:erence)?)$"),
    re.compile(r"(?i)^(?:id|ref(?:erence)?|identifier|xid|uuid|participant ?#)$"),
)
CODE_OF_PERSON = re.compile(r"(?i)^[a-z]{1,4}[-_ ]?\d{1,6}$")
"""What a person is called in a table that does not name its columns: R1, P-07."""
IDENTIFIER = re.compile(r"(?i)(?:^|[ _-])(?:id|uuid|guid|key|url|link|href)$")
DATED = re.compile(r"(?i)\b(?:date|time|timestamp|datetime|submitted|created|started|completed|updated)\b|(?:_at|_on)$")
COUNTED = re.compile(r"(?i)\b(?:count|number|total|how|often|many|times)\b")
"""Says that figures under a name that speaks of time are none of its moments."""
ORGANISATION = re.compile(
    r"(?i)^(?:(?:name of )?(?:your )?)?(?:organi[sz]ation|company|employer|department|council|agency)(?:[ _-]name)?\??$"
)
VOTES = re.compile(
    r"(?i)^(?:(?:up|down|number of |total |no\. of |dot[ -]?)?votes?(?:[ _-]?count)?"
    r"|likes|reactions?|stamps?|dots|agrees?|disagrees?|\+1s?)$"
)
COLOUR = re.compile(r"(?i)^(?:(?:background|bg|fill|note|card|sticky|shape)[ _-]?)?colou?r$")
POSITION = re.compile(
    r"(?i)^(?:(?:pos(?:ition)?|coord(?:inate)?s?)[ _-]?)?[xyz]$|^(?:[xyz][ _-])?(?:position|pos|coordinates?)$"
    r"|^(?:left|top|width|height|rotation)$"
)
FRAME = re.compile(
    r"(?i)^(?:parent |in )?"
    r"(?:frame|cluster|theme|topic|group|category|section|area|lane|swim ?lane|board|wall|stage|quadrant|zone|list)"
    r"(?:[ _-](?:name|title|label))?$|^(?:contained[ _-]by|parent(?:[ _-]id)?|slide|page|subject)$"
)
SUBJECT = re.compile(r"(?i)^subject$")
"""The innermost frame: the head of one note."""
NUMBERED_FRAME = re.compile(r"(?i)^(?:frame|slide|page|board|section|contained[ _-]by|parent(?:[ _-]id)?)$")
"""What may be called by numbers and be a frame all the same."""
SORT = re.compile(r"(?i)^(?:(?:item|shape|object|widget|layer|node)[ _-]?)?(?:type|kind|name)$")
_NO_NOTE = (
    r"(?:\w+[ _-])?(?:frame|section|connector|line|arrow|image|photo|page|document|container|group|stamp|emoji|lane)"
)
NO_NOTES = re.compile(rf"(?i)^{_NO_NOTE}$")
SORTS = re.compile(
    r"(?i)^(?:sticky(?:[ _-]?notes?)?|stickies|post-?its?|note|shape|text(?:[ _-]?box)?|card|comment|mind ?map"
    rf"|{_NO_NOTE})$"
)
"""What programs for boards call what lies on them, notes or not."""
TITLE = re.compile(r"(?i)^(?:title|name|text(?: area)?(?: 1)?|content|label)$")
ROW_ID = re.compile(r"(?i)^(?:id|xid|uuid|key|(?:shape|item|object|widget|node)[ _-]?id)$")
NOTE = re.compile(
    r"(?i)^(?:sticky |note |card )?"
    r"(?:text(?: area)?(?: \d)?|notes?|sticky(?: notes?)?|content|card(?: name)?|comment|body|idea|post|title)$"
)
ONLY_NOTES = re.compile(r"(?i)^(?:sticky[ _-]?)?(?:notes?|stickies)$")
ASKED = re.compile(r"(?i)^(?:question|prompt|item)(?:[ _-]?(?:text|title|wording|label))?$")
ASKED_NUMBER = re.compile(r"(?i)^(?:question|q)[ _-]?(?:no\.?|number|id|code|ref|#)$|^q$")
ANSWER = re.compile(
    r"(?i)^(?:free[ _-]?text[ _-]?)?(?:answer|response|reply|verbatim|comment|value)s?(?:[ _-]?(?:text|value))?$"
)
