"""What the coder looks at in a text: cues of wording, words and word pairs, and the headings above it."""

import re
import zlib
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

BUCKETS = 8192
"""Words and word pairs are hashed into this many places, so that no vocabulary is stored."""

_TOKEN = re.compile(r"[a-z]+(?:['’][a-z]+)?|\d+|[?!:%]")
_PEOPLE = (
    r"(?:users?|participants?|people|persons?|respondents?|staff|officers?|applicants?|they|she|he|everyone|everybody|"
    r"parents?|patients?|visitors?|customers?|clerks?|teams?|caseworkers?|farmers?|owners?|testers?|interviewees?|"
    r"some|many|most|several|both|all|one|two|three|four|five|six|seven|eight|nobody|no one|\d+)"
)
_TEXT_CUES: tuple[str, ...] = (
    r"\?[\"'”’_*\s]*$",
    r"^[\"'“‘_*]",
    r":\s*$",
    r"[.!]\s*[\"'”’_*]*$",
    r"\b(?:i|i'm|i've|i'd|i’m|i’ve|i’d|my|me)\b",
    r"^(?:we|our)\b",
    r"\bwe(?:'ve| have|’ve)? (?:also |then |now |have )*(?:add|chang|mov|remov|replac|updat|includ|design|creat|built|"
    r"introduc|simplif|rewrote|reword|renam|decid|chose|made|kept|used|split|merg|put|show|ask|reduc|improv|tried)",
    r"\bwe(?:'ll| will| plan| are planning| intend| hope| want to| could| should| would| need to|’ll)\b",
    r"\bwe (?:also )?(?:interviewed|spoke|tested|ran|recruited|visited|surveyed|observed|conducted|carried|analysed|"
    r"reviewed|asked|invited|collected|held|showed|shared|looked|wanted|set|compared|met|used|worked|heard from)\b",
    r"\bwe (?:heard|learned|learnt|found|saw|noticed|know|discovered|observed|observe)\b",
    rf"\b{_PEOPLE} (?:\w+ ){{0,3}}(?:did not|didn't|didn’t|do not|don't|don’t|could not|couldn't|couldn’t|cannot|"
    r"can't|can’t|were not|weren't|weren’t|was not|wasn't|wasn’t|are not|aren't|aren’t|is not|isn't|isn’t|had no|"
    r"have no|never)\b",
    r"\b(?:not|n't|n’t|never|no|nobody|none|nothing|without|neither|nor|cannot|unable)\b",
    r"\b(?:confus|unclear|unsure|uncertain|misunderst|misread|mistook|mistaken|ambigu|vague|puzzl|unaware|lost\b)",
    r"\b(?:struggl|difficult|hard to|trouble|problem|issue|fail|frustrat|annoy|barrier|challeng|stuck|gave up|give up)",
    r"\b(?:worr|concern|anxi|fear|afraid|scared|nervous|distrust|suspicious|upset|stress|overwhelm|uncomfortable)",
    r"\b(?:miss(?:ed|es|ing)|overlook|ignored|unnoticed|forg[eo]t|skipped|abandon|drop(?:ped)?[ -]?(?:off|out))",
    r"\b(?:slow|delay|wait(?:s|ed|ing)?|late|time[- ]consuming|takes (?:too )?long|chas(?:e|ing)|backlog|wast)",
    r"\b(?:manual|manually|by hand|re-?key|re-?type|re-?enter|copy and paste|spreadsheets?|duplicat|workaround)",
    r"\b(?:too (?:much|many|long|small|far|late|few|hard|big)|not enough|lack|insufficient|inconsisten|out of date)",
    r"\b(?:wrong|error|incorrect|mistake|inaccura|broke|crash|reject|refus|lost|stops?\b|blocked)",
    r"\b(?:expected|assumed|thought)\b",
    r"\b(?:surpris|disappoint|irritat|pointless|cluttered|busy|overload)",
    r"\b(?:liked|loved|easy|easily|clear\b|clearly|helpful|useful|positive|success|appreciat|valued|praised|prefer|"
    r"comfortable|confident|well\b|pleased|happy|enjoy|straightforward|intuitive|reassur)",
    r"\b(?:need(?:s|ed)?|want(?:s|ed)?|would like|wish(?:ed|es)?|expect(?:s)?|require|important)\b",
    r"\b(?:should|could|consider|recommend|explore|propose|ideally|suggest)",
    r"\b(?:might|may|likely|possibly|potential|risk|if we)\b",
    r"\b(?:so that|to (?:help|make|ensure|allow|reduce|improve|avoid|let|give|show|reflect|provide))\b",
    r"\b(?:instead of|rather than|no longer|now|new|version|iteration|redesign|next)\b",
    r"\b(?:prototype|hypothes|assum(?:e|ption)|aim|goal|objective|method|sample|session|recruit|interview|survey|testing)",
    r"^(?:add|allow|ask|change|consider|continue|create|explore|give|improve|include|investigate|let|look|make|move|"
    r"offer|provide|publish|reduce|remove|rename|replace|review|rework|show|test|try|use|work)\b",
    r"^(?:users? |as an? )",
    r"^(?:the|this|there|it)\b",
    r"^(?:what|how|why|when|where|who|which|do|does|did|is|are|can|could|would|tell|describe)\b",
    r"^(?:figure|screenshot|image|photo|example|see|read|for example|e\.g|link|note)",
    r"\b\d+ (?:out )?of (?:the )?\d+\b|\b\d+/\d+\b",
    r"\b\d+(?:\.\d+)? ?%|\bper cent\b",
    rf"^{_PEOPLE}\b",
    rf"\b{_PEOPLE} (?:\w+ )?(?:said|told|felt|found|mentioned|reported|described|commented|explained)\b",
    r"\b(?:but|however|although|despite|even though|unfortunately)\b",
    r"\b(?:previous|previously|earlier|last|originally|historically|before|used to)\b",
    r"\b(?:because|since|due to|which meant|meaning|as a result|leads? to|result(?:s|ed) in|caus)",
    r"\b(?:only|just|still|even|yet)\b",
    r"\b(?:has to|have to|had to|must)\b",
    r"\b(?:will be|has been|have been|was added|were added|is now|are now)\b",
    r"\b(?:aged|years old|participants? (?:were|was|had)|recruited|sample)\b",
    r"\b(?:usually|often|tend to|tends to|typically|generally|mostly|sometimes)\b",
)
_HEADING_CUES: tuple[str, ...] = (
    r"pain|problem|issue|challeng|barrier|difficult|frustrat|didn.t work|not work",
    r"need|want|goal",
    r"next|recommend|plan|future|idea|proposal|improvement|action|consider|backlog|to do",
    r"chang|design|decision|built|iterat|release|solution|update|fix|what we did next|prototype|version|screen",
    r"method|approach|how we|what we did|who we|recruit|participants|background|context|about|overview|aim|objective|"
    r"hypothes|assumption|scope|research goal|introduction",
    r"find|learn|insight|result|heard|found|feedback|research|testing|theme|observation|analysis|outcome|takeaway",
    r"question|guide|script|discussion|task|scenario",
    r"work(?:ed|s|ing)? well|positive|liked|good|success|benefit",
    r"link|screenshot|reference|further|appendix|image|resource",
    r"today|current|as-is|existing|process|staff|interview",
)
_TEXT_PATTERNS = tuple(re.compile(cue) for cue in _TEXT_CUES)
_HEADING_PATTERNS = tuple(re.compile(cue) for cue in _HEADING_CUES)
_LENGTHS = (5, 10, 16, 25, 40)

CUES = len(_TEXT_CUES) + len(_HEADING_CUES) + len(_LENGTHS) + 1
"""How many cue features a text has: each is 0 or 1; the last says that it begins in lower case."""


def cues_of(text: str, headings: Sequence[str] = ()) -> list[int]:
    """Return the positions, below ``CUES``, of the cues that this text and the nearest two headings show."""
    lowered = text.lower()
    found = [n for n, cue in enumerate(_TEXT_PATTERNS) if cue.search(lowered)]
    found += _heading_cues(" / ".join(headings[-2:]).lower())
    offset = len(_TEXT_CUES) + len(_HEADING_CUES)
    words = text.count(" ") + 1
    found += [offset + n for n, length in enumerate(_LENGTHS) if words >= length]
    return [*found, CUES - 1] if text[:1].islower() else found


@lru_cache(maxsize=4096)
def _heading_cues(above: str) -> tuple[int, ...]:
    """Return the positions of the cues in these headings; one heading stands above many texts, so it is kept."""
    return tuple(len(_TEXT_CUES) + n for n, cue in enumerate(_HEADING_PATTERNS) if above and cue.search(above))


def words_of(text: str) -> list[int]:
    """Return the places, below ``BUCKETS``, of the text's words and word pairs, ascending, each once.

    Any number counts as the same word, and the start of the text as a word of its own.
    """
    tokens = ["<", *("#" if token.isdigit() else token for token in _TOKEN.findall(text.lower().replace("’", "'")))]
    pairs = [f"{left} {right}" for left, right in pairwise(tokens)]
    return sorted({zlib.crc32(term.encode()) % BUCKETS for term in [*tokens[1:], *pairs]})
