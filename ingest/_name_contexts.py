# ruff: noqa: E501 - a pattern reads better whole
"""What stands before or after a word that is a person's name."""

import re

from ingest._word_set import word_set

_KIN = (
    r"(?:son|daughter|husband|wife|partner|mum|mam|mom|mother|dad|father|brother|sister|neighbour|friend|mate|colleague|boss|line manager|manager|carer"
    r"|case ?worker|social worker|key ?worker|support worker|uncle|aunt|auntie|nan|gran|granny|grandad|grandson|granddaughter|nephew|niece|cousin|child|baby|girlfriend"
    r"|boyfriend|landlord|landlady|gp|doctor|nurse|midwife|health visitor|advocate|solicitor|fianc[eé]e?|ex|stepson|stepdaughter|twin|youngest|eldest|oldest|teacher|tutor|assistant|trainer|mentor|volunteer|interpreter)"
)
_ROLE = (
    r"(?:officer|manager|advis[eo]r|worker|coach|lead|researcher|designer|assistant|receptionist|analyst|developer|clerk|caretaker|warden|director|coordinator|co-ordinator|chair|participant|tenant|resident|patient|claimant"
    r"|applicant|counsellor|therapist|paramedic|pharmacist|dentist|cleaner|driver|porter|registrar|deputy|head ?teacher|moderator|facilitator|supervisor|consultant|owner|trainee|apprentice|intern|planner|inspector|librarian|chaplain|respondent"
    r"|interviewee|interviewer|note-?taker|observer|housemate|flatmate|roommate|classmate|support worker|team leader|secretary|administrator|handler)"
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
    r"|\b(?:man|woman|girl|boy|lady|guy|person|participant|applicant|tenant|patient|customer|client|colleague|researcher|designer|officer|someone|somebody|case ?worker|volunteer) called|\bask for|\basked for|\bmet(?: up)? with|\bthanks to|\bhiya|\bhey|\bmorning|\bafternoon|\bevening|\brgds,?|\bshout ?out to|\bbest,|\bassigned to|\bcase ?study:|\breallocated (?:to|from)|\bhanded (?:over )?to|\bask|\bto:|@"
    r"|[\"”'’] ?[-–—]|[\"”’] ?\(|^[-*•]? ?\(?(?:todo|to do|action|ask|idea from|owner)[:)]?"
    r"|\b(?:sur|fore|first |last |full )name:?|\b(?:cust|pt|pts|chased?|chasing|nudged?|ping(?:ed)?|dm(?:['’]?d)? from|(?:text|call|voicemail|msg|message) from),?"
    rf"|\b{_ROLE},?|\b{_KIN},?|\b(?:P|participant )\d{{1,3}} \("
    r"|\bi['’]m|\bi am|\bherself as|\bhimself as|\bthemselves as|\b(?:call|calls|called) (?:him|her|me|them)|\bshadowed|\bobserved|\baccompanied|\brecruited|\breminded|\bwarned|\badvised|\binvited|\bemailed|\bmessaged|\bmarried|\breassured|\bprompted|\bintroduced|\b(?:life|story|daughter|son|wife|husband|mother|father|brother|sister|words|handwriting|carer|friend) of|\bquote from|\bnote from|\bkudos(?: to)?|\bover to|\bsession with|\bcall with|\bcatch[- ]?up with|\bask(?:ed)?|\btold|\brang|\bphoned|\btexted|\bthanked|\bmet|\bwatched|\bvisited"
    r"|\b(?:checked|reviewed|approved|signed|prepared|edited|recorded|transcribed|written|observed|supported|represented|interpreted) by)[ \n]*(?<=[\s@(])$",
    re.IGNORECASE,
)
"""Words after which almost anything with a capital is a name."""

SPOKEN_WITH = re.compile(
    rf"(?:\b(?:sp(?:oke|eak|eaking|oken)|talk(?:ed|ing)?) (?:to|with)|\binterview(?:ed)?(?: with)?|\bthanked|\bdear|\bhi|\bhello|\bnamed|\b(?:my|his|her|their|our) (?:\w+ )?{_KIN},?|\bcalled (?:him|her)|\bname(?:['’]s| is)),? $",
    re.IGNORECASE,
)
"""Words after which even the name of a town is someone's."""

NAMING_BEFORE = re.compile(
    rf"\b(?:(?:my|his|her|their|your) (?:first |full )?name(?:['’]s| is| was)|(?:my|his|her|their|our|your|whose) (?:\w+ )?{_KIN},?|named) $",
    re.IGNORECASE,
)
"""Words after which even an ordinary word with a capital is a name."""

_FELT = (
    r"(?:\d{1,3}\b(?! ?%)|(?:four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:-\w+)?(?=[.,;]| and\b| now\b| but\b| next\b| years old)|on (?:his|her|their)\b|an? (?:\w+[ -]){0,3}(?:carer|student|pensioner|parent|mum|mother|dad|father|grandmother|grandfather|nurse|teacher|driver|cleaner|tenant|widow|widower|refugee|volunteer|farmer|builder|plumber|electrician|chef|cook|nanny|childminder|landlord"
    r"|manager|researcher|designer|officer|worker|engineer|baker|barber|hairdresser|soldier|veteran|wheelchair user|user|customer|man|woman|boy|girl|twin|lawyer|solicitor|doctor|midwife|courier|guard|freelancer|director|assistant|adviser|advisor)\b"
    r"|deaf|blind|disabled|pregnant|married|divorced|single|widowed|retired|unemployed|homeless|autistic|dyslexic|diabetic|worried|upset|adamant|confused|nervous|anxious|frustrated|happy|pleased|relieved|angry|annoyed|furious|livid|sceptical|reluctant|unsure|convinced"
    r"|surprised|shocked|tearful|embarrassed|ashamed|scared|afraid|terrified|exhausted|tired|puzzled|baffled|delighted|grateful|proud|keen|quiet|polite|impatient|hesitant|distracted|in tears|in (?:his|her|their)\b|made redundant|diagnosed|evicted|born|told|asked|invited|interviewed"
    r"|on the phone|on the line|off sick|on leave|my\b|our\b|the (?:\w+ )?(?:researcher|designer|carer|manager|caretaker|youngest|oldest|eldest|mother|mum|father|dad|lead|chair|one who)\b)"
)
SPEECH_AFTER = re.compile(
    r" (?:from )?next door\b|(?: (?:on|at|from|behind|in) (?:the |our )?[a-z]+(?: [a-z]+)?)? (?:said|told|asked|says|explained|reckons|rang|phoned|emailed|promised|showed)(?= me\b| us\b| her\b| him\b| them\b)| opened https?:|['’]s (?:mum|mother|dad|father|son|daughter|wife|husband|carer|sister|brother|partner|aunt|auntie|uncle|nan|gran|case ?worker|support worker|social worker|birthday|flat|house|home|english|notes|desk|phone|laptop|tablet|landlord|kids|children|friend|neighbour|boss|manager|story|copy|words"
    r"|hands|eyesight|hearing|diary|face|voice|idea|comment|question|interview|session|appeal|letters?|bedroom|kitchen|parents|family|grandson|granddaughter|version|reply|response|email|answers?|view|point|experience|journey|case|claim|application|situation|benefits|pension|room|mobile|number|address|first|last|biggest|main|inbox|handwriting|passport|account|password|shift|job)\b"
    r"| \(\w[^)\n]{0,20}\) [a-z]+(?:ed|s)\b| \((?:aged )?\d{1,3}[,)]| \((?:she|he|they)[,/)]"
    rf"| and (?:his|her|their) {_KIN}\b|,? who(?:se)?\b"
    r"|(?:['’]s)?(?:,[^.,;:\n]{3,40},)? (?:just |also |then |always |often |only |still |even |really |actually |quickly |finally |eventually |never |usually |sometimes |simply |now |already )?"
    r"(?:said|says|told|tells|asked|asks|felt|feels|thought|thinks|explained|explains|mentioned|described|describes|rang|phoned|emailed|texted|lives|lived|cried|laughed|agreed|agrees|disagreed|replied|nodded|argued|interrupted|paused|struggled|struggles|giggled|shouted|reckons|reckoned|goes,"
    r"|suggested|recalled|recalls|admitted|admits|remembered|remembers|forgot|forgets|sighed|shrugged|wondered|wonders|complained|complains|commented|whispered|apologised|joked|jokes|sobbed|smiled|grinned|frowned|hesitated|waited|waits|typed|scrolled|clicked|tapped|swiped|squinted|guessed|believes|believed"
    r"|worries|worried|hoped|hopes|knew|wanted|wants|prefers|preferred|likes|liked|loves|loved|hates|hated|dreads|dreaded|trusts|noticed|notices|spotted|watched|heard|tried|tries|cooks|cleans|drives|cycles|sleeps|slept|cares for|cared for|looks after|volunteers|studies|teaches|taught|commutes|retired|grew up|owns|rents"
    r"|borrowed|borrows|brought|sat|stood|walked|drove|cut in|cuts in|pointed|showed us|shows us|showed me|showed him|read (?:it|the|every|each|out|aloud)|reads (?:the|everything|every|letters|it|out)|wrote (?:it|the|to|down|in|his|her|out)|printed|prints|gave up|gives up|gave us|chose|went|came (?:in|to|from|back|over|with|along|down)|got (?:up|stuck|lost|through|cross|angry|upset|it|the|his|her|a|an|someone)"
    r"|expects|expected (?:it|to|the|a|an|that)|assumed|assumes|realised|realises|pretended|insisted|insists|snapped|muttered|swore|begged|burst|joined us|joined the call|hung up|ticked|demoed|demonstrated|presented|flagged|escalated|facilitated|recruited|transcribed|chaired|moderated|interviewed|shadowed|volunteered|introduced (?:him|her|them)self|left (?:school|home|work|care|prison|hospital|her|his|without|early|the room|us|us|a voicemail|a message)|let us|helped (?:us|me|him|her|them|with|out)|helps (?:us|me|him|her|them|with|out|at)|thanked|answered|answers (?:the|for)|needs? (?:an? interpreter|help|someone|reading)|needed (?:an? interpreter|help|someone)"
    r"|works\b(?! (?:well|fine|on|like|better|when|if|because|only|both|again|properly|correctly|offline|best|by|across|without|the))|worked (?:as|for|nights|in|at)|keeps (?:the|every|all|everything|his|her|a|asking|getting|forgetting|losing)|kept (?:asking|the|every|all|his|her|getting|saying|losing|trying|looking|a)|lost (?:his|her|their|patience|track|interest)|looked (?:at|up|for|confused|worried|away|puzzled|back)|moved (?:here|in|out|house|to|back|away)"
    r"|arrived|arrives (?:late|early)|fell|fits|uses an?|used an?|uses (?:the|his|her|their)|uses (?:screen|voice|speech|zoom|a|text)\b|speaks|spoke|talked|talks|spelt|spelled|could hear|couldn['’]t|could not|can['’]t (?:read|see|hear|write|afford|get|find|remember|use|log|sleep|drive|walk|leave|stand|tell|work|travel|speak)|cannot (?:read|see|hear|write|afford|use|remember|drive|walk|leave)"
    r"|(?:didn|doesn|wouldn|hadn|hasn|won|isn|wasn)['’]t (?:\w+ )?(?:know|want|see|trust|like|own|use|read|understand|have|had|feel|think|remember|realise|expect|believe|get|tell|notice|mind|answer|open|bother|sure|happy|convinced|keen|heard|hear|been|seen|told|got|ring|drive|eat|sleep|speak|say|give|received|able|recognise)"
    r"|did not (?:know|want|see|trust|like|use|read|understand|have|feel|think|remember|realise|expect|believe|notice|mind|answer|say|recognise)|does not (?:know|want|trust|like|own|use|read|understand|have|think|speak|drive|feel)"
    r"|has (?:just|since|recently|finally|only just) (?:turned|moved|started|had|lost|retired|left|become|got|come|applied|been told)|has (?:never|had (?:a|an|no|two|three|four|to|her|his|the same)|lived|been (?:on|in|waiting|a|trying|told|asked|off|living|caring|working|here|with|through|sofa)|two|three|four|five|six|a (?:\w+ )?(?:son|daughter|baby|toddler|dog|cat|smartphone|phone|carer|stammer|tremor|job|stall|guide dog|learning)|no (?:broadband|internet|phone|email|fixed|family|savings|passport|smartphone|bank)|diabetes|dementia|arthritis|epilepsy|asthma|anxiety|dyslexia|autism|adhd|ms|cancer|to (?:ask|choose|travel|go|ring|wait|borrow|use|rely|walk|get))"
    r"|had (?:never|no idea|to (?:ask|borrow|ring|go|choose|wait|travel|phone|give|explain|start|get|walk|leave)|already|been (?:waiting|told|on|trying|using|given|asked)|forgotten|tried|given up|lost|her|his|two|three)"
    rf"|(?:is|was|seemed|sounded|looks|became|got|felt) (?:very |so |really |quite |clearly |visibly |a bit |still |also |now |too |not |almost |only |just )?{_FELT}"
    r"|(?:never|always|usually) (?:opens|opened|uses|used|reads|read|answers|answered|got|gets|rings|rang|saw|sees|knows|knew|went|goes|had|has|told|checks|heard|asks|writes))(?=[\s.,;:!?)]|$|['’])",
    re.IGNORECASE,
)
"""What only people do."""

LIVES_AFTER = re.compile(
    r"(?:,[^.,;:\n]{3,40},)? (?:said|says|thought|felt|cried|laughed|lives|lived|nodded|sighed|shrugged|smiled|struggled|typed|clicked|scrolled|reckons|is (?:\d{1,3}\b|(?:five|six|seven|eight|nine|ten|\w+teen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)\b)|(?:did|could|does|has|had|was)n['’]t)\b"
    r"|(?:,[^.,;:\n]{3,40},)? [a-z]+ (?:[a-z'’]+ ){0,5}(?:his|himself|herself|he|she|her(?= (?!to\b|for\b|that\b|the\b|a\b|in\b|and\b)[a-z]))\b"
)
"""What people do who are called as a town is, and towns do not."""

VERB_AFTER = re.compile(
    r"(?:,[^.,;:\n]{3,40},)? (?:just |also |then |always |often |only |still |even |really |actually |quickly |finally |eventually |never |usually |sometimes |simply |now |already )?(?:(?P<verb>[a-z]+)"
    r"(?:[.,;!?]? (?:the|an?|his|her|it|him|them|us|me|every|each|everything|nothing|something|anything|no one|nobody|someone|while|when|because|up|off|out|in(?: from| to| with| as| every|\b(?=[.,;!?]|$))|herself|himself|twice|again|back|two|three|four|five|six|ten|all|both|this|that|these|what|how|why|where|their|more|too|by"
    r"|immediately|straight|\w+ly)(?!\w)|(?<=ed) (?:to|for|at|on|over|through|past|around|down|with|from|into|about|and)(?!\w))"
    r"|(?P<negated>(?:does|did|could|would|had|has|is|was|ca|wo)n['’]t|never \w+(?:s|ed)) )",
)
"""A verb behind a name, with what comes behind verbs rather than behind things."""

OF_THINGS = word_set(
    """
    based required related funded faded increased decreased dropped rose grew fell broke came followed returned arrived
    ended began started turned became remained lasted stopped expired passed closed opened changed appeared disappeared
    failed depended meant comes means depends varies lies lay rests springs remains helps matters counts costs covers
    includes applies affects allows makes made needed added caused created led brings turned gives gave needs takes
    took brought kept keeps ends starts begins runs was is has had led set used issued awarded offered provided paid
    """
)
"""What hope, grace, grants and bills do too."""

DOES = re.compile(
    rf"(?:,[^.,;:\n]{{3,40}},)? (?:and (?:his|her|their) {_KIN}|"
    r"(?:has|had|is|was|does|did|uses|used|needs|needed|opened|opens|filled|fills|left|started|stopped|found|finds|took|takes|made|makes|sent|sends|signed|signs|checked|checks|runs|ran|manages|managed|leads|led|met|knows|paid|pays|missed|received|receives|applied|turned|chased|submitted|registered"
    r"|booked|visited|saw|shared|broke|travels|travelled|skipped|skips|comes|came|got|gets|keeps|kept|handles|does|did|relies|relied|switched|put|puts|picked|picks|read|reads|wrote|writes|called|calls|showed|shows|expects|expected|works|worked|looks|looked|gave|gives|added|noted|reported|raised|covers|covered|organised|won|spends|spent|buys|bought)"
    r"|(?:is|was|has|had|does|did|could|would|should|ca|wo)n['’]t|would|could|should|cannot)\b",
    re.IGNORECASE,
)
"""What people do, and things too."""

WITH_HIS_OR_HER = re.compile(
    r"(?:,[^.,;:\n]{3,40},)? (?:[a-z]+(?:ed|n['’]t)|got|gets|has|had|is|was|keeps|kept|brings|brought|took|takes|made|makes|sent|lost|loses|uses|came|comes|went|goes|left|leaves|put|puts|needs|opens|checks|writes|wrote|shows|pays|paid|gave|gives|shares|carries|carrying|looks|fills|finds|found|relies|let|lets"
    r"|runs|ran|did|does|could|would|hides|hid|read|reads|sold|sells|calls|tells|wants|walks|visits|cares|helps|works|met|meets|saw|sees|spends|spent)"
    r" (?:[a-z'’]+ ){0,7}?(?:his|himself|herself|he|she|hers|her(?= (?!(?:to|for|that|the|a|an|in|on|out|off|by|from|with|when|if|and|it|no|back|twice|again|account|card|code|money)\b)[a-z]))\b"
)
"""A verb, and then in the same breath whose it is: "keeps the letters in her bag"."""

TO_DO = re.compile(
    r"(?: [-–>]+ | (?:to|will) )(?:action|chase|check|email|e-mail|ring|call|phone|own|ask|send|book|follow|write|draft|share|confirm|find|speak|talk|contact|update|review|set|look|take|lead|circulate|arrange|organise|invite|finish|fix|add|test|print|bring|get|do|sort|raise|report|collect|run|pick)\b",
    re.IGNORECASE,
)
"""What a person is down for in a list of actions."""

OF_A_FAMILY = re.compile(r" (?:family|household|brothers|sisters|twins|kids|children|residence|siblings)\b")
"""What a surname stands before."""

EPONYM_AFTER = re.compile(
    r"(?:['’]s)? (?:guidelines?|competen\w+|scale|score|index|syndrome|disease|test|chart|diagram|curve|principles?|rule|law|act|review|inquiry|model|vacuum|hoover|notebooks?|pipeline|effect|method|criteria|charter|report into|matrix|canvas|ratio|plot|triangle|wheel|ladder|cycle|hypothesis|theorem|analysis|loop|coefficient|number|quadrant|grid|cipher|equation|distribution)\b"
)
"""What is named after people."""

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
    rf"(?:\b(?:{_KIN}|{_ROLE})(?:,| is| was)?|\b(?:my|his|her|their) name(?:['’]s| is| was)|\bdear|\bhi|\bhello|\bhey|\bthanks|\bcheers|\basked(?: for)?|\bask(?: for)?|\btold|\btell|\bmet(?: with)?|\bsaw|\brang|\bphoned|\btexted|\bcalled|\bnamed|\bwith|\bhelped|\bthanked|\binterviewed"
    r"|\b(?:spoke|speak|speaking|talked|talking) (?:to|with)|\bvisited|\bwatched|\bshowed|\baccording to|\bby|\bi['’]m|\bi am|\bas|\bfrom|\bdid|\bdoes|\bcould|\bwould|\bshould|\bbloke|\bguy|\blady),?[ \n]+$",
    re.IGNORECASE,
)
"""Words after which a first name that is also a word is a name."""

PLACE_BEFORE = re.compile(
    r"\b(?:in|at|near|around|across|outside|north|south|east|west|via|st|saint|lake|mount|port|fort|the|a|an|in the) $",
    re.IGNORECASE,
)

LABEL = re.compile(
    r"^[ \t>*#|_-]*(?:\*\*)?(?:names?|full name|first name|surname|last name|attendees|attended by|present|apologies|participants?|interviewers?|interviewees?|facilitators?|facilitated by|moderators?|observers?|note ?-?takers?|notes by|researchers?|user researchers?|designers?|product (?:owner|manager)|author|authors|contact|applicant"
    r"|claimant|patient|customer|client|tenant|signed|from|to|cc|bcc|sent by|written by|prepared by|led by|conducted by|next of kin|emergency contact|referred by|line manager|manager|case ?worker|speakers?|chair|owner|assigned to|spoke (?:to|with)|met with|interviewed|reviewed by|approved by|gp|carer|witness|in attendance|team|actions?|votes|who|lead(?: researcher)?|invited|guests?|support worker|social worker|key ?worker|interpreter|advocate|landlord|mother|father|parent|partner|notes?(?: taker)?|scribe|driver|respondent|approver|sponsor|delivery manager|service owner|policy lead|referrer|caller|assignee|reporter)"
    r"(?: \([^)\n]*\))?(?:\*\*)?[ \t]*[:–|-](?:\*\*)?[ \t]*(?P<people>[^\n]+)",
    re.IGNORECASE | re.MULTILINE,
)
"""A line that says who: its people follow the colon."""

SPEECH_AFTER_LABEL = re.compile(
    r"(?: \([^)\n]{1,30}\))?[*_]{0,2}:[*_]{0,2}(?: |\n\n)[\"“'‘]?(?:I|I['’]\w+|We|We['’]\w+|My|Yeah|Yes|No|Nope|Well|So|It['’]s|They|They['’]\w+|But|And|Oh|Um|Erm|Er|Hmm|You|Nobody|Because|Honestly|Never|Can I|Do I|What do|Sorry|Okay|OK|Right|Mm)\b"
)
"""The first words of someone speaking, behind a label."""

SIGNED_BEFORE = re.compile(
    r"^(?:[^\n]{0,30}\b)?(?:regards|rgds|wishes|best|thanks|thank you|cheers|love|yours|sincerely|faithfully|ta)[,.!]?[ \t]*\n[ \t]*\n?$",
    re.IGNORECASE | re.MULTILINE,
)
"""The end of a letter: whatever stands alone on the next line is who wrote it."""

SPEAKER = re.compile(
    r"^[ \t>*_-]*(?:\[?\d{1,2}:\d{2}(?::\d{2})?\]?[ \t]+)?(?P<it>[^\W\d_][\w'’.-]*(?: [^\W\d_][\w'’.-]*){0,3})(?: \([^)\n]{1,30}\))?[*_]{0,2}:(?=\s|[*_]{1,2}\s)",
    re.MULTILINE,
)
"""Who says a line of a transcript."""

LOWER_BEFORE = re.compile(
    r"(?<!\bthe)(?<!\ba)(?<!\ban)(?<!\bof)(?<!\bin)(?<!\bat)(?<!\bon)(?<!\bthis)(?<!\bour)(?<!\byour)(?<!\bits)(?<!\btheir)(?<!\bevery)(?<!\beach)(?<!\bany)(?<!\bno)(?<!\bsome)(?<!\bunder)(?<!\bvia)(?<!\bper)(?<!\bclick)"
    r"(?<!\bclicked)(?<!\bpress)(?<!\bpressed)(?<!\bselect)(?<!\bselected)(?<!\btap)(?<!\btapped)(?<!\bchoose)(?<!\bchose)(?<!\bfield)(?<!\bbutton)(?<!\btab)(?<!\btype)(?<!\busing)(?<!\buse)(?<!\buses)(?<!\bused)(?<!\bis)(?<!\bas)(?<!\bor)(?<=[a-z,]) $"
)
"""A word in lower case that is followed by people rather than by headings, buttons and titles."""

BREAK_AFTER = re.compile(
    r"[.,;:!?)]|$|\n| (?:coming|going|getting|okay|able|happy|still|wants|wanted|has|had|is|was|does|in|at|for|to|about|with|from|who|because|when|if|on|by|as|that|again|back|instead|yesterday|today|too|either|a|an|the|his|her|my|this|it|how|what|why|where|through|home|out|up|off|over|into|during|after|before|while|since|twice|once|so|then|and [a-z]+ (?:mum|dad|son|daughter|brother|sister|wife|husband|partner|carer))\b"
)
"""What breaks off behind a name; a compound would go on."""

BETWEEN_PEOPLE = re.compile(r"(?: \([^)\n]{1,20}\))?(?:,? (?:and|or|&|\+) | ?[/&+;] ?|, ?)")
"""What stands between two people of a list."""

AGAIN_BEFORE = re.compile(
    r"(?:^|[\s\"“'‘(])(?:hi,? |hello,? |hiya,? )?(?:it['’]?s|this is|its)(?: only| just)? $", re.IGNORECASE
)
AGAIN_AFTER = re.compile(r",? (?:again|here|from|calling|speaking|texting)\b")
"""How someone says who writes or rings: "its Nimali again"."""

TOWN_BEFORE = re.compile(
    r"(?:\btrip to|(?:(?:^|[\n.;:]\s?)|\b(?:she|he|they|i|we)(?: was| were| had)?(?: just)? )moved (?:from|to)|\btravel(?:led|s)? (?:to|from)|\bcommut\w+ (?:to|from)|\b(?:train|bus|drove) (?:to|from)) $",
    re.IGNORECASE,
)
TOWN_AFTER = re.compile(
    r" (?:was|is) where\b|, (?:near [A-Z]|Isle of|County [A-Z]|Co\b)|, (?:[A-Z][\w]+shire|Cumbria|Lancashire|Kent|Essex|Sussex|Surrey|Norfolk|Suffolk|Devon|Cornwall|Dorset|Somerset|Wales|Scotland|England|Ireland|Italy|France)\b| (?:office|branch|jobcentre|library|depot|town centre|high street|station|surgery|hub)\b"
)
"""What stands before and after towns that are called as people are."""

SPEAKS_IN_LOWER_CASE = re.compile(
    r" (?:said|says|sed|told|tells|reckons|reckoned|asked|asks|thinks|thought|rang|phoned|texted|lives|wants|wanted|helped|showed|got me|did it|does it|next door|from next door)\b"
)
"""What people do behind a name that nobody gave a capital."""

NEXT_DOOR = re.compile(r" (?:from )?next door\b")
"""Where neighbours live."""

NICKNAME = re.compile(r"[b-df-hj-np-tv-z][aeiou][a-z]{1,2}")
"""The form of a short name that is in no list: "baz"."""

LABELS_OF_SCREENS = word_set("page field fields card bell")
"""Words that are names, and what a screen or a letter is called in haste: "Page said"."""
