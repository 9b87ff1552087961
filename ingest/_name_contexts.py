# ruff: noqa: E501 - a pattern reads better whole
"""What stands before or after a word that is a person's name."""

import re

_KIN = (
    r"(?:son|daughter|husband|wife|partner|mum|mam|mom|mother|dad|father|brother|sister|neighbour|friend|mate|colleague|boss|line manager|manager|carer"
    r"|case ?worker|social worker|key ?worker|support worker|uncle|aunt|auntie|nan|gran|granny|grandad|grandson|granddaughter|nephew|niece|cousin|child|baby|girlfriend"
    r"|boyfriend|landlord|landlady|gp|doctor|nurse|midwife|health visitor|advocate|solicitor|fianc[eé]e?|ex|stepson|stepdaughter|twin|youngest|eldest|oldest|teacher|tutor|assistant|trainer|mentor|volunteer|interpreter)"
)
BEFORE = re.compile(
    r"(?:\b(?:my|his|her|their|your) name(?:['’]s| is| was)|\bnames? (?:is|are)|\bnamed|\bknown as|\bcalled|\bdear|\bhi|\bhello|\bhey|\bthanks|\bthank you|\bcheers"
    r"|\b(?:regards|wishes|sincerely|faithfully|best|love|yours|xx?)"
    rf"|\b(?:my|his|her|their|our|your|the|a|whose|an|ex|eldest|youngest|older|younger|late) {_KIN}(?:,| is| was)?"
    rf"|\b{_KIN}"
    r"|\binterview(?:ed|ing)?(?: with)?|\bsp(?:oke|eak|eaking|oken) (?:to|with)|\btalk(?:ed|ing)? (?:to|with)|\bmet(?: up)?(?: with)?|\bchat(?:ted)?(?: with)?|\brang|\bring|\bphoned?|\be-?mail(?:ed)?|\btext(?:ed)?"
    r"|\bask(?:ed|ing)?(?: for)?|\bt(?:old|ell|elling)|\bsaw|\bvisited|\bhelped|\bthanked|\bsigned(?: by)?|\baccording to|\bon behalf of|\bsat with|\bpaired with|\bjoined by|\bled by|\brun by|\bwritten by|\btaken by|\bcompiled by"
    r"|\bconducted by|\bmoderated by|\bfacilitated by|\bowner is|\bcontact is|\bcc|\bfao|\bc/o|\battn|\bassigned to|\bpassed to|\bsent to|\bwrite to|\bhanded over to|\bfor the attention of|\band|\bwith|\bfrom|\bby|\bto|\bfor|\bas|\bthat|\bbut|\bwhen|\bif|\bbecause|\bso|\bwhile|\bbefore|\bafter"
    r"|\bthen|\bthough|\buntil|\bof|\bgave|\blet|\bshowed|\bwatched|\bfollowed|\bknows?|\bknew|\blike|\bask|\bsays|\bsaid)[,:]?[ \n]+$",
    re.IGNORECASE,
)
"""Words after which a capitalised word that could be a name is one."""

STRONG_BEFORE = re.compile(
    r"(?:\b(?:my|his|her|their|your) (?:sur|last |first |full )?name(?:['’]s| is| was)|\bnamed|\bdear|\bhi|\bhello|\bthanks,|\bthank you,|\bcheers,"
    r"|\b(?:kind|best|warm|many|with|kindest) ?(?:regards|wishes|thanks),?|\b(?:sincerely|faithfully|regards),|\bregards(?=\n)"
    rf"|\b(?:my|his|her|their|our|your|whose) (?:\w+ )?{_KIN},?"
    r"|\binterviewed|\binterview with|\bsp(?:oke|eak|eaking|oken) (?:to|with)|\bconducted by|\bmoderated by|\bfacilitated by|\bwritten by|\btaken by|\bled by|\bfao|\bfor the attention of|\bon behalf of|\bsigned,?"
    r"|\b(?:man|woman|girl|boy|lady|guy|person|participant|applicant|tenant|patient|customer|client|colleague|researcher|designer|officer|someone|somebody|case ?worker|volunteer) called|\bask for|\basked for|\bmet(?: up)? with|\bthanks to"
    r"|\bi['’]m|\bi am|\bherself as|\bhimself as|\bthemselves as|\b(?:call|calls|called) (?:him|her|me|them)|\bask(?:ed)?|\btold|\brang|\bphoned|\btexted|\bthanked|\bmet|\bwatched|\bvisited"
    r"|\b(?:checked|reviewed|approved|signed|prepared|edited|recorded|transcribed|written|observed|supported|represented|interpreted) by)[ \n]+$",
    re.IGNORECASE,
)
"""Words after which almost anything with a capital is a name."""

NAMING_BEFORE = re.compile(
    rf"\b(?:(?:my|his|her|their|your) (?:first |full )?name(?:['’]s| is| was)|(?:my|his|her|their|our|your|whose) (?:\w+ )?{_KIN},?|named) $",
    re.IGNORECASE,
)
"""Words after which even an ordinary word with a capital is a name."""

SPEECH_AFTER = re.compile(
    r"['’]s (?:mum|mother|dad|father|son|daughter|wife|husband|carer|sister|brother|partner|aunt|uncle|nan|case ?worker|birthday|flat|english)\b"
    r"| \(\w[^)\n]{0,20}\) [a-z]+(?:ed|s)\b|(?:['’]s)? (?:said|says|told|tells|asked|asks|felt|feels|thought|thinks|explained|explains|mentioned|described|rang|phoned|emailed|texted|lives|lived|cried|laughed|agreed|disagreed|replied|nodded|argued|interrupted|paused|struggled|giggled|shouted"
    r"|suggested|recalled|admitted|remembered|remembers|forgot|sighed|shrugged|wondered|complained|commented|whispered|apologised|joked)\b",
    re.IGNORECASE,
)
"""What only people do."""

AFTER = re.compile(
    r"(?:['’]s)?(?:,| \(\w[^)\n]{0,30}\))? (?:said|says|told|tells|asked|asks|felt|feels|thought|thinks|explained|explains|mentioned|described|rang|called|phoned|emailed|texted|wrote|writes|lives|lived|works|worked|wanted|wants|went|goes|came|comes|cried|laughed|agreed|disagreed|argued|died|switched|added|replied|noted"
    r"|pointed|nodded|struggled|struggles|tried|tries|couldn['’]t|could|can['’]t|cannot|didn['’]t|did|doesn['’]t|has|had|hasn['’]t|is|was|wasn['’]t|isn['’]t|uses|used|needs|needed|prefers|preferred|applied|gave|clicked|typed|scrolled|showed|reads?|remembered|remembers|forgot|forgets|lost|moved|filled|joined"
    r"|left|started|stopped|looked|suggested|recalled|reported|admitted|chose|opened|waited|waits|kept|found|finds|got|took|made|sent|who|whose|and|runs|ran|manages|managed|leads|led|checks|checked|signed|met|helps|helped|knows|knew|will|would|should|must|likes|liked|hates|hated|relies|relied|receives|received|thanked|missed"
    r"|explained|signs|cares|looks|cannot|won['’]t|wouldn['’]t|sat|stood|paid|pays|paused|hesitated|noticed|spotted|expected|assumed|hesitates|speaks|spoke|talked|talks|walked|drove|travels|travelled|visited|saw|heard|shared|broke|brought|turned|chased|submitted|registered|booked|asks)\b"
    r"|['’]s (?:mum|mother|dad|father|son|daughter|wife|husband|partner|carer|laptop|phone|screen|notes?|account|form|file|team|desk|application|session|interview|house|flat|caseworker|case|letter|story|words|diary|manager|sister|brother)\b"
    r"|, (?:a|an|the|who|whose|aged|\d{2}|from|our|her|his|my)\b|,? \(?(?:aged )?\d{2}\b|,? \((?:he|she|they)|,? from\b|,? and [A-Z]",
    re.IGNORECASE,
)
"""What a person does or has, for words that are first names too."""

PERSON_BEFORE = re.compile(
    rf"(?:\b{_KIN}(?:,| is| was)?|\b(?:my|his|her|their) name(?:['’]s| is| was)|\bdear|\bhi|\bhello|\bhey|\bthanks|\bcheers|\basked(?: for)?|\bask(?: for)?|\btold|\btell|\bmet(?: with)?|\bsaw|\brang|\bphoned|\btexted|\bcalled|\bnamed|\bwith|\bhelped|\bthanked|\binterviewed"
    r"|\b(?:spoke|speak|speaking|talked|talking) (?:to|with)|\bvisited|\bwatched|\bshowed|\baccording to|\bby|\bi['’]m|\bi am|\bas|\bfrom),?[ \n]+$",
    re.IGNORECASE,
)
"""Words after which a first name that is also a word is a name."""

PLACE_BEFORE = re.compile(
    r"\b(?:in|at|near|around|across|outside|north|south|east|west|via|st|saint|lake|mount|port|fort|the|a|an|in the) $",
    re.IGNORECASE,
)

LABEL = re.compile(
    r"^[ \t>*#|_-]*(?:\*\*)?(?:names?|full name|first name|surname|last name|attendees|attended by|present|apologies|participants?|interviewers?|interviewees?|facilitators?|facilitated by|moderators?|observers?|note ?-?takers?|notes by|researchers?|user researchers?|designers?|product (?:owner|manager)|author|authors|contact|applicant"
    r"|claimant|patient|customer|client|tenant|signed|from|to|cc|bcc|sent by|written by|prepared by|led by|conducted by|next of kin|emergency contact|referred by|line manager|manager|case ?worker|speakers?|chair|owner|assigned to|spoke (?:to|with)|met with|interviewed|reviewed by|approved by|gp|carer|witness|in attendance|team)"
    r"(?: \([^)\n]*\))?(?:\*\*)?[ \t]*[:–|-](?:\*\*)?[ \t]*(?P<people>[^\n]+)",
    re.IGNORECASE | re.MULTILINE,
)
"""A line that says who: its people follow the colon."""

SPEAKER = re.compile(
    r"^[ \t>*_-]*(?:\[?\d{1,2}:\d{2}(?::\d{2})?\]?[ \t]+)?(?P<it>[^\W\d_][\w'’.-]*(?: [^\W\d_][\w'’.-]*){0,3})(?: \([^)\n]{1,30}\))?[*_]{0,2}:(?=\s|[*_]{1,2}\s)",
    re.MULTILINE,
)
"""Who says a line of a transcript."""
