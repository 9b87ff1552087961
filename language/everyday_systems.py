"""Systems that go by everyday words: spreadsheets, shared inboxes, paper diaries, "the case management system".

Staff keep the backbone of many a service in them, and no capital letter says so.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from functools import cache

from domain.evidence import Subject
from language.names import NamedThing

_THINGS: tuple[tuple[str, str], ...] = (
    ("Spreadsheets", r"(?:excel )?(?:spreadsheet|workbook)s?|excel(?: (?:sheet|file|document|tracker)s?)?"),
    ("Shared inbox", r"(?:shared|team|group|generic|central) (?:e-?mail )?(?:inbox|mailbox|e-?mail account)(?:es|s)?"),
    ("Shared drive", r"(?:shared|network|team) (?:drive|folder)s?"),
    ("Paper forms", r"(?:paper|printed|hand-?written) (?:[a-z]+ )?(?:forms?|questionnaires?)|forms? on paper"),
    ("Paper diary", r"(?:paper|desk|office|appointment|wall) (?:diar(?:y|ies)|planners?|calendars?)"
     r"(?! (?:task|stud|entr))"),
    ("Paper files", r"paper (?:[a-z]+ )?(?:files?|folders?|records?|notes?|lists?|cards?|logs?|registers?)|"
     r"card index(?:es)?|index cards?|hard cop(?:y|ies)"),
    ("Whiteboard", r"(?:the|an?|office|ward|wall) (?P<it>white ?boards?)"),
    ("Word documents", r"(?:MS |Microsoft )?Word (?:document|doc|form|template|file)s?|(?:MS|Microsoft) Word|"
     r"(?:in|into|from|using|uses?|used|with) (?P<it>Word)(?! of)"),
    ("Online drive", r"Google (?:Drive|Docs|Sheets)|OneDrive|Dropbox"),
    ("GOV.UK Pay", r"GOV\.UK Pay"),
    ("GOV.UK Notify", r"GOV\.UK Notify"),
    ("GOV.UK One Login", r"GOV\.UK One Login"),
    ("Google Maps", r"Google Maps?|google maps"),
    ("Web form", r"(?:web|online|electronic)(?:[ -]based)? (?:[a-z]+ )?forms?"),
    ("SharePoint", r"SharePoint"),
    ("Council websites", r"(?:council|local authority)(?:['’]s)? (?:web ?)?sites?"),
    ("School websites", r"schools?(?:['’]s?)? (?:own )?web ?sites?"),
    ("Phone service", r"(?:tele)?phone (?:service|line)s?"),
    ("Outlook", r"Outlook(?: calendar)?"),
    ("WhatsApp", r"WhatsApp(?: groups?)?"),
    ("Access database", r"(?:MS |Microsoft )?Access databases?"),
    ("Trackers", r"(?:keeps?|kept|keeping|updat(?:e|es|ing)|maintain(?:s|ing)?|(?:in|on|into|onto|to) (?:their|the|a|"
     r"(?:next|this) year['’]s)) (?:(?:their|own|local|a) )*(?P<it>trackers?)"),
    ("Patient records", r"(?:in|into|on|onto|to) (?:the |their |a )?(?P<it>(?:GP|patient|medical)(?:['’]s)? records?)"),
    ("Case records", r"(?:in|into|on|onto|to) (?:the |their |a )?"
     r"(?P<it>(?:case|client|customer|pupil|tenant)(?:['’]s)? (?:record|file)s?)"),
)  # fmt: skip
"""What such a system is called here, and the words that texts use of it."""

_ONE_FOR_ALL = frozenset({"Google Maps", "WhatsApp"})
"""What is one system wherever it is used, although it goes by an everyday word."""
_CAPITALS = re.compile(r"\b(?!(?:GP|HR|IT|ID)\b)[A-Z]{2,}\b")
"""An acronym that names something; the others stand for everyday words."""

_HEADS = r"systems?|databases?|software|portals?|registers?|platforms?"
_VAGUE_WRITTEN = """
    a an the their our your his her its this that these those own any some all each every no one two three four five
    six both other another different various several many more most better same single whole main new current
    existing old older previous legacy local national regional central shared separate internal external digital
    online automated automatic manual electronic computer computerised modern outdated in-house bespoke complex
    complicated simple back-office of on in to for and or such which what using use uses used via through with from
    into onto within by across between as at is are was were be been not have has had having will would can could should
    may might must do does did if when while because so than then they we you it there good poor bad slow reporting
    available relevant underlying multiple unreliable reliable proper robust designed developed develop creating
    created adopted adopt information data core key
"""
_VAGUE = frozenset(_VAGUE_WRITTEN.split())
"""Words before "system" that do not tell which: a name is made of the others."""
_NO_SYSTEMS_WRITTEN = """
    justice education educational school schools health healthcare care legal court courts prison immune design grading
    points benefit benefits tax welfare political transport banking reward rewards support fallback operating metric
    classification solar heating ventilation browser nervous voting asylum immigration criminal family value social
    housing economic financial buddy honours rating scoring ranking queuing queue traffic colour color numbering
    ecosystem messaging hybrid two-tier tier sound alarm
"""
_NO_SYSTEMS = frozenset(_NO_SYSTEMS_WRITTEN.split())
"""Words that make of "system" something that nobody works in."""
_BEFORE = re.compile(
    r"\b(?:in|into|on|onto|from|to|via|through|using|uses?|used|within|log(?:s|ged|ging)? ?(?:in|on) ?to|"
    r"check(?:s|ed|ing)?|updat(?:e|es|ed|ing)|access(?:es|ed|ing)?|search(?:es|ed|ing)?|between|by|with|have|has|their|our|"
    r"adopt(?:s|ed)?|manag(?:e|es|ed) (?:in|by)|and|or)\s"
    r"(?:(?:the|an?|this|that|these|some|own|new|old|same|local|national|central|legacy|existing|current|"
    r"online|automated|digital) ){0,3}$",
    re.IGNORECASE,
)
_NAMED_BY_WORDS = re.compile(rf"\b(?P<words>(?:[a-z][a-z’'-]+ |GP |HR |IT |ID ){{1,4}})(?P<head>{_HEADS})\b(?! of\b)")
_WORK_OF_SERVICES = (
    r"(?:alerts?|appointments?|authentication|booking|call-?back|chat|e-?mailing|identity|interpret(?:er|ing)|login|mailing|"
    r"messaging|notifications?|ordering|payments?|printing|rebooking|referrals?|search|sign-in|tracking|translation|"
    r"updates?|verification)"
)
_BY_WORK = re.compile(
    rf"\b(?P<words>(?:(?:[A-Z]{{2,5}}|(?!{_HEADS})[a-z-]+) ){{0,2}}{_WORK_OF_SERVICES} |"
    r"(?:(?:[A-Z]{2,5}|[a-z-]+) ){1,2}(?=calculators?))(?P<head>services?|calculators?)\b(?! of\b)"
)
"""Services and calculators told by what they do: "the tide messaging service", "a BMI calculator"."""
_OF = re.compile(r"\b(?P<head>database|register|directory)s? of (?P<words>(?:(?!the\b)[a-z-]+ )?[a-z-]+s)\b")
_OF_BEFORE = re.compile(
    r"\b(?:in|into|on|onto|from|to|check(?:s|ed|ing)?|updat\w+|search\w*|against) (?:the|a|an|their) $"
)
_NAME_FOLLOWS = re.compile(r"(?:,| \(| called| named)? ?(?:the )?[A-Z]")
_MOST_NAMING = 3


def find_everyday_systems(texts: Sequence[str], named: Sequence[NamedThing] = ()) -> list[NamedThing]:
    """Return the systems that texts tell of in everyday words, most often told first, then by name.

    What is only the kind of a ``named`` system ("the tide system" beside "Tide Ledger System") is that one, and left
    out. Deterministic.
    """
    taken = [set(form.casefold().split()) for thing in named if thing.subject is Subject.SYSTEM for form in thing.forms]
    counts: Counter[str] = Counter()
    where: dict[str, dict[int, None]] = defaultdict(dict)
    forms: dict[str, set[str]] = defaultdict(set)
    for index, text in enumerate(texts):
        for name, written in (*_things(text), *_told(text, taken)):
            counts[name] += 1
            where[name][index] = None
            forms[name].add(written)
    things = (
        NamedThing(
            name=name,
            subject=Subject.SYSTEM,
            aliases=tuple(sorted(forms[name] - {name})),
            count=count,
            texts=tuple(where[name]),
            is_everyday=True,
        )
        for name, count in counts.items()
    )
    return sorted(things, key=lambda thing: (-thing.count, thing.name))


@cache
def is_everyday(name: str) -> bool:
    """Tell whether a system goes by everyday words, so that each organisation that names it means one of its own.

    What has a name of its own does not ("Tide Ledger", "NHS login service"), nor what is one system for everyone.
    """
    if name in _ONE_FOR_ALL or _CAPITALS.search(name):
        return False
    texts = (f"in the {name}", f"in the {name[:1].lower()}{name[1:]}")
    written = {form for text in texts for _, form in (*_things(text), *_told(text, ()))}
    return name.casefold() in {form.casefold() for form in (*written, *(common for common, _ in _THINGS))}


_PATTERNS = tuple(
    (name, re.compile(rf"\b(?:{words})\b", 0 if words[0].isupper() or words.startswith("(?:MS") else re.IGNORECASE))
    for name, words in _THINGS
)


def _things(text: str) -> Iterator[tuple[str, str]]:
    for name, pattern in _PATTERNS:
        for match in pattern.finditer(text):
            yield name, match.groupdict().get("it") or match[0]


def _told(text: str, taken: Sequence[set[str]]) -> Iterator[tuple[str, str]]:
    """Yield systems named by what they are for: "the case management system", "the database of pilots"."""
    for match in (*_NAMED_BY_WORDS.finditer(text), *_BY_WORK.finditer(text)):
        words = match["words"].split()
        first = next((place for place in range(len(words), 0, -1) if words[place - 1].casefold() in _VAGUE), 0)
        telling = words[first:]
        if not 0 < len(telling) <= _MOST_NAMING or set(telling) & _NO_SYSTEMS:
            continue
        head = match["head"].removesuffix("s")
        start = match.start() + len(match["words"]) - len(" ".join(telling)) - 1
        written = text[start : match.end()]
        if any({word.casefold() for word in telling} | {head} <= form for form in taken):
            continue
        if _BEFORE.search(text[:start]) and not _NAME_FOLLOWS.match(text, match.end()):
            yield _named(" ".join((*telling, head))), written
    for match in _OF.finditer(text):
        if _OF_BEFORE.search(text[: match.start()]):
            yield _named(match[0]), match[0]


def _named(words: str) -> str:
    return words[:1].upper() + words[1:]
