"""The words in which screens and files say what the vocabulary holds: one place for plain English."""

import re
from collections import Counter
from collections.abc import Callable, Sequence

from domain.access import highest_marking
from domain.dates import in_words
from domain.evidence import Evidence, Kind, Level, Severity, Standing
from domain.hand_overs import How
from domain.insights import AttemptOutcome, Confidence, PainPoint, Sharing
from domain.known import Contrary, WhatIsKnown
from domain.narrowing import Narrowing
from domain.search import Known

_MARKS = re.compile(r"[“”\"]")
_IN_MARKS = re.compile(r"“[^“”\"]*”|\"[^“”\"]*\"|‘[^‘’“”\"]*’")
LEANS_GRAVE, LEANS_MILD = 0.6, 0.4
"""The mean gravity from which observations lean to the graver, and up to which to the milder."""
SEVERITY = {
    Severity.HIGH: "Stops people or harms them",
    Severity.MEDIUM: "Slows or misleads people",
    Severity.LOW: "Annoys people",
}
LEVEL = {
    Level.BETWEEN: "between organisations",
    Level.RULE: "a rule or law",
    Level.SERVICE: "a whole service",
    Level.SCREEN: "one screen",
}
STANDING = {
    Standing.LIVE: "still true",
    Standing.PROTOTYPE: "seen in a prototype only",
    Standing.FIXED: "said to be mended",
    Standing.UNKNOWN: "not known if still true",
}
_SHARING = {
    Sharing.BETWEEN: "between organisations",
    Sharing.IN_COMMON: "in common",
    Sharing.SINGLE: "one organisation so far",
}
SHARING_SHORT = {Sharing.BETWEEN: "Between", Sharing.IN_COMMON: "In common", Sharing.SINGLE: "One only"}
_SHARED = {
    Sharing.BETWEEN: "It sits where one organisation hands over to another, so neither can mend it alone.",
    Sharing.IN_COMMON: "Each organisation has its own copy of this difficulty.",
    Sharing.SINGLE: "Only one organisation's evidence shows it so far.",
}
_OTHER_UNNAMED = (
    "By its nature it lies between organisations, but too few of these quotations name the other one to count it so."
)
ATTEMPT = {
    AttemptOutcome.WORKED: "It seems to have worked",
    AttemptOutcome.FAILED: "It seems not to have worked",
    AttemptOutcome.UNKNOWN: "Whether it worked is not said",
}
KNOWN = {Known.ANSWERED: "Answered", Known.PARTLY: "Partly answered", Known.NOTHING: "Nothing found"}
PEOPLE = "People in these studies"
"""What the sum of the sample sizes that studies state is called: most of them told nothing of one difficulty."""
NO_NUMBER = "No number was found."
"""Said where a question asks for one."""
HOW = {
    How.API: "automatic link",
    How.EMAIL: "email",
    How.PAPER: "paper",
    How.REKEYED: "re-keyed",
    How.SPREADSHEET: "spreadsheet",
    How.UNKNOWN: "not known",
}
_IN_A_SENTENCE = {
    Kind.BEHAVIOUR: "what people do",
    Kind.POSITIVE: "praise",
    Kind.METHOD: "a note on method",
    Kind.OTHER: "something else",
}
_UNSURE = 0.7
"""Below this probability a difficulty is told as a guess."""
CONFIDENCE = {Confidence.STRONG: "strong", Confidence.MODERATE: "moderate", Confidence.WEAK: "weak"}


def date(value: str | None) -> str:
    """Return an ISO date as people write it (3 March 2025, March 2025, 2025), or "date not recorded"."""
    return in_words(value) if value else "date not recorded"


def count(number: int, one: str, many: str | None = None) -> str:
    """Return a number with its noun: "1 study", "1,200 observations"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def studies(number: int) -> str:
    """Return a number of studies in words."""
    return count(number, "study", "studies")


def years(values: tuple[int, ...]) -> str:
    """Return the years of some evidence: "2022 to 2024", "2024", "not recorded"."""
    if not values:
        return "not recorded"
    first, last = min(values), max(values)
    return str(first) if first == last else f"{first} to {last}"


NAMED_AT_MOST = 3


def few(names: Sequence[str]) -> str:
    """Return names in a sentence: all of them, or the first few and how many more there are."""
    more = len(names) - NAMED_AT_MOST
    return listed([*names[:NAMED_AT_MOST], *([f"{more:,} more"] if more > 0 else [])])


def listed(names: tuple[str, ...] | list[str]) -> str:
    """Return names as a list in a sentence."""
    names = list(names)
    return " and ".join(filter(None, [", ".join(names[:-1]), *names[-1:]]))


def seen_in(point: PainPoint, *, in_short: bool = False) -> str:
    """Return in two sentences whose evidence shows a pain point, all or a few by name, and how they share it."""
    names = [each.name for each in point.organisations]
    how = _OTHER_UNNAMED if point.other_unnamed else _SHARED[point.sharing]
    return f"Seen in evidence about {few(names) if in_short else listed(names)}. {how}"


def shared_how(point: PainPoint) -> str:
    """Return in a few words how organisations share a pain point."""
    return "between by nature, the other hardly named" if point.other_unnamed else _SHARING[point.sharing]


def known_in_short(known: WhatIsKnown) -> str:
    """Return in a sentence how far a question is answered, and by how much."""
    said = KNOWN[known.known]
    if not known.known.is_something or not known.voices:
        return f"{said}."
    found = known.extent
    told = f"{count(found.quotations, 'quotation')} about {count(found.organisations, 'organisation')}"
    told += f" from {studies(found.studies)}" + (f", {years(found.years)}" if found.years else "")
    return f"{said}: {told}{best_of(known)}." + (f" {NO_NUMBER}" if known.lacks_number else "")


def best_of(known: WhatIsKnown) -> str:
    """Return of how many that speak of it the quotations are the best, as a sentence ends; empty where all are."""
    if known.best_of is None:
        return ""
    quoted = known.extent.quotations
    these = "the one that answers" if quoted == 1 else f"the {quoted:,} that answer"
    every = known.best_of
    verb = "speaks" if every.observations == 1 else "speak"
    return f"; {these} best of {every.observations:,} that {verb} of it, in {studies(every.studies)}"


def against_in_words(contrary: Contrary) -> str:
    """Return what a contrary quotation speaks against."""
    if contrary.against:
        return f"Speaks against {quoted(contrary.against)}"
    return "Tells what did not work" if contrary.is_failure else "Tells what went well"


def a_kind(kind: Kind) -> str:
    """Return a kind as it stands in a sentence: "a pain point", "praise"."""
    return _IN_A_SENTENCE.get(kind, f"a {kind.label}")


def kind_as_told(evidence: Evidence, *, who: Callable[[str], str]) -> str:
    """Return what an observation is in a few words: as a person said, called as ``who`` does, or as it reads."""
    if evidence.said_kind:
        return f"{evidence.kind.label}, said by {who(evidence.said_kind.by)}"
    if evidence.coding is None:
        return "kind not yet said"
    if evidence.kind is Kind.PAIN_POINT and evidence.coding.pain_point < _UNSURE:
        return "may be a pain point"
    return f"reads like {a_kind(evidence.kind)}"


def why_marked(answers: Sequence[WhatIsKnown]) -> str:
    """Return what raises the marking of answers above that of all that they quote; empty where a quotation has it."""
    marking = highest_marking(known.marking for known in answers)
    of_quoted = highest_marking(item.marking for known in answers for item in known.quoted)
    if marking is of_quoted:
        return ""
    points = dict.fromkeys(met.point.title for known in answers for met in known.points if met.point.marking is marking)
    behind = dict.fromkeys(
        each.study.title for known in answers for each in known.studies if each.study.marking is marking
    )
    counted = [f"what is counted of {few([quoted(title) for title in points])}"] if points else []
    told = [*counted, *([f"what is told of {few([quoted(title) for title in behind])}"] if behind else [])]
    return f"for {listed(told)}; what is quoted is {of_quoted.value if of_quoted else 'without a marking'}"


def taken_of(known: WhatIsKnown, *, is_chosen: bool) -> str:
    """Return in a sentence how many of the quotations found are taken along; empty where all are."""
    if known.whole is None or not known.voices:
        return ""
    taken = sum(1 for _ in known.quotations)
    verb = "stands" if taken == 1 else "stand"
    how = "chosen" if is_chosen else "the strongest of each organisation"
    return f"{taken} of these {count(known.whole.quotations, 'quotation')} {verb} here: {how}."


def age(value: str | None, today: str) -> str:
    """Return how many whole years an ISO date lies before the ISO day ``today``: "2 years old"; empty under one year.

    Where no month or day is told, it is taken to be the last one. No date: empty.
    """
    if not value:
        return ""
    told = f"{value}-12-31"[:10] if len(value) == 4 else f"{value}-31"[:10]
    old = int(today[:4]) - int(value[:4]) - (today[5:] < told[5:])
    return f"{count(old, 'year')} old" if old > 0 else ""


def pain_point_facts(point: PainPoint) -> list[tuple[str, str]]:
    """Return what is known of a pain point in short, as names and values."""
    return [
        ("What it does", SEVERITY[point.severity]),
        ("Where it bites", LEVEL[point.level]),
        ("Still true?", STANDING[point.standing]),
        ("Confidence", CONFIDENCE[point.confidence]),
        ("Organisations", str(point.spread)),
        ("Studies", str(point.studies)),
        ("Observations", str(point.observations)),
        (PEOPLE, people_in_words(point)),
        ("Years", years(point.years)),
    ]


def studies_that_state_a_sample(point: PainPoint) -> int:
    """Return how many of the independent studies behind a pain point state how many people took part."""
    stating = {fit.evidence.independent_study for fit in point.evidence if fit.evidence.sample_size is not None}
    return min(len(stating), point.studies)


def people_in_words(point: PainPoint) -> str:
    """Return the sum of the sample sizes that its studies state, and how many state one where not all do."""
    if point.participants is None:
        return "not recorded"
    stating = studies_that_state_a_sample(point)
    partly = f", stated by {stating:,} of {studies(point.studies)}" if 0 < stating < point.studies else ""
    return f"{point.participants:,}{partly}"


def why_severity(point: PainPoint, usual: Severity | None) -> str:
    """Return why a pain point is as grave as it is said to be; ``usual`` is what the codebook says of its pattern.

    Empty where neither the codebook nor an observation says how grave it is.
    """
    once = {fit.evidence.id: fit.evidence for fit in point.evidence}  # evidence about several stands once for each
    read = Counter(item.severity for item in once.values())
    told = [f"{_quoted(severity)} ({read[severity]})" for severity in SEVERITY if read[severity]]
    parts = [f"the codebook says {_quoted(usual)} of such difficulties"] if usual else []
    if told:
        parts.append(f"its observations read as {listed(told)}{_leaning(list(once.values()))}")
    return "; ".join(parts) + (". Both weigh alike" if len(parts) > 1 else "")


def _leaning(items: list[Evidence]) -> str:
    """Return whether observations lean to the graver or the milder together; empty where to neither."""
    told = [item.gravity for item in items if item.gravity is not None]
    mean = sum(told) / len(told) if told else 0.5
    if mean >= LEANS_GRAVE:
        return ", leaning to the graver together"
    return ", leaning to the milder together" if mean <= LEANS_MILD else ""


def lowered(text: str) -> str:
    """Return a text as it goes on within a sentence."""
    return text[:1].lower() + text[1:]


def quoted(text: str) -> str:
    """Return a text in quotation marks, its words as they are: none around one in its own marks, ‘ and ’ where some
    stand within it.
    """
    if _IN_MARKS.fullmatch(text):
        return text
    return f"‘{text}’" if _MARKS.search(text) else f"“{text}”"


def _quoted(severity: Severity) -> str:
    return f"“{lowered(SEVERITY[severity])}”"


def origin(evidence: Evidence, *, with_organisation: bool = False) -> str:
    """Return where an observation comes from: whom it is about when asked for, service, study, date and place."""
    parts = [evidence.organisation] if with_organisation else []
    if evidence.service:
        parts.append(evidence.service)
    parts += [evidence.study, date(evidence.date), f"{evidence.source}, {evidence.locator}"]
    return " · ".join(parts)


def narrowed(asked: Narrowing) -> list[str]:
    """Return by what a list of pain points is narrowed, a line each; where nothing narrows it, that."""
    said = [
        asked.mission and f"Mission: {asked.mission}",
        asked.organisation and f"Organisation: {asked.organisation}",
        asked.sharing and f"Shared how: {_SHARING[asked.sharing]}",
        asked.level and f"Where it bites: {LEVEL[asked.level]}",
        asked.workarounds and "With staff workarounds only",
        asked.standing and f"Still true: {STANDING[asked.standing]}",
        asked.min_organisations > 1 and f"Found in at least {asked.min_organisations} organisations",
        *(f"Said by people of whom is known: {name} = {value}" for name, value in sorted(asked.attributes)),
    ]
    return [line for line in said if line] or ["Nothing narrows the list"]
