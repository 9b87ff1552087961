"""What is known of one or more questions, to take along: what its pages, slides and lines say, in one place."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from domain.access import Marking, highest_marking
from domain.evidence import Evidence, Study
from domain.known import Contrary, MetPoint, Voice, WhatIsKnown
from domain.wording import (
    ATTEMPT,
    CONFIDENCE,
    against_in_words,
    age,
    count,
    date,
    known_in_short,
    listed,
    origin,
    quoted,
    shared_how,
    studies,
    taken_of,
    why_marked,
)

TITLE = "What is known"
OPEN_SOURCE = "Open in the source"
"""What a link to check a quotation is called."""
_HOW_TO_READ = (
    "Quotations are the exact words that are kept, with what was masked left masked. Which pain point a quotation is "
    "evidence of was matched by a machine, unless a person said so: open the evidence before you rely on it."
)


@dataclass(frozen=True, kw_only=True, slots=True)
class AnswerBrief:
    """What is known of some questions, in their order, as one viewer may see it.

    ``made_on`` is the ISO day, ``scope`` whose view it is, ``narrowed`` by what the search was narrowed. ``is_chosen``
    says that a person chose the quotations among those that were found. ``address`` is where this installation is
    reached, without a slash at its end; empty where that is not known.
    """

    made_on: str
    scope: str
    narrowed: tuple[str, ...]
    answers: tuple[WhatIsKnown, ...]
    is_chosen: bool = False
    address: str = ""

    def link(self, evidence: Evidence) -> str:
        """Return the address that opens an observation in its source; empty where this installation has none."""
        asked = urlencode({"source": evidence.source_id, "observation": evidence.id})
        return f"{self.address}/source?{asked}" if self.address else ""

    def short(self, known: WhatIsKnown) -> str:
        """Return how far a question is answered, as screens say it, and how much of that is taken along."""
        return " ".join(filter(None, [known_in_short(known), taken_of(known, is_chosen=self.is_chosen)]))

    @property
    def marking(self) -> Marking | None:
        """Return the highest marking of what it holds, which stands on each slide and page."""
        return highest_marking(known.marking for known in self.answers)


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    """A line of a part: words of ours, or a quotation, under which its source stands; ``lead`` is said before it."""

    words: str = ""
    quotation: Evidence | None = None
    lead: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Part:
    """What stands under one heading of an answer; ``said`` is told below the heading."""

    title: str
    entries: tuple[Entry, ...]
    said: str = ""


def about(brief: AnswerBrief) -> list[tuple[str, str]]:
    """Return what a reader should know before they read, as names and values."""
    quoted = sum(1 for known in brief.answers for _ in known.quotations)
    found = sum(known.extent.quotations for known in brief.answers)
    how_many = count(quoted, "quotation") if quoted == found else f"{quoted:,} of {count(found, 'quotation')}"
    how = "chosen by whoever made this" if brief.is_chosen else "the strongest of each organisation"
    return [
        ("Made on", date(brief.made_on)),
        ("What it holds", f"{count(len(brief.answers), 'question')}, {how_many}: {how}"),
        ("Narrowed by", "; ".join(brief.narrowed) or "Nothing narrows the search"),
        ("Whose view", brief.scope),
        (
            "Marking",
            ", ".join(filter(None, [brief.marking.value if brief.marking else "none", why_marked(brief.answers)])),
        ),
        ("How to read it", _HOW_TO_READ),
    ]


def voices(known: WhatIsKnown) -> list[Part]:
    """Return what each organisation's evidence says, a part each."""
    return [
        Part(
            title=voice.organisation,
            said=_of_voice(voice),
            entries=tuple(Entry(quotation=quoted.evidence) for quoted in voice.quotations),
        )
        for voice in known.voices
    ]


def _of_voice(voice: Voice) -> str:
    said, found = len(voice.quotations), len(voice.quotations) + voice.left_out
    how_many = count(said, "quotation") if said == found else f"{said:,} of {count(found, 'quotation')}"
    return f"{how_many}, from {studies(voice.studies)}"


def beside(known: WhatIsKnown) -> list[Part]:
    """Return what stands beside the quotations; what there is nothing of is left out.

    Where nothing is known that is what comes nearest, and whom to ask about it.
    """
    nearest = [Entry(quotation=known.nearest)] if known.nearest and not known.voices else []
    parts = [
        Part(title="The nearest that research tells", entries=tuple(nearest)),
        Part(
            title="Pain points among the quotations",
            entries=(
                *(Entry(words=met_in_words(met)) for met in known.points),
                *(Entry(words=f"Theme: {met.title}: {count(met.hits, 'quotation')} found") for met in known.themes),
            ),
        ),
        Part(
            title="What was tried",
            entries=tuple(
                Entry(quotation=each.attempt.evidence, lead=f"{ATTEMPT[each.attempt.outcome]} ({each.about})")
                for each in known.tried
            ),
        ),
        Part(
            title="What speaks against it",
            entries=tuple(_contrary(known, each) for each in known.against),
        ),
        Part(title="Who was not heard", entries=tuple(Entry(words=line) for line in not_heard(known))),
        Part(title="Studies behind it", entries=tuple(Entry(words=_study(each.study)) for each in known.studies)),
        Part(title="Whom to ask", entries=tuple(Entry(words=line) for line in whom_to_ask(known))),
    ]
    said = parts if known.known.is_something else [parts[0], parts[-1]]
    return [part for part in said if part.entries]


def met_in_words(met: MetPoint) -> str:
    """Return a pain point with how many of the hits are evidence of it, and how widely it is held."""
    point = met.point
    sure = "a lead" if point.is_lead else f"confidence {CONFIDENCE[point.confidence]}"
    spread = f"{count(point.spread, 'organisation')}, {studies(point.studies)}, {shared_how(point)}, {sure}"
    return f"{point.title}: {count(met.hits, 'quotation')} found; in all {spread}"


def _contrary(known: WhatIsKnown, contrary: Contrary) -> Entry:
    """Return what speaks against as an entry; what is quoted above is only named, so that no words stand twice."""
    lead = against_in_words(contrary)
    if quoted := known.quoted_as(contrary.evidence):
        item = quoted.evidence
        return Entry(words=f"{lead}: quoted above about {item.organisation} ({item.source}, {item.locator})")
    return Entry(quotation=contrary.evidence, lead=lead)


def not_heard(known: WhatIsKnown) -> Iterator[str]:
    """Yield whom the studies did not hear, a line each, and how many of them do not say."""
    yield from (f"{words} ({title})" for title, words in known.not_heard)
    if known.silent:
        yield f"{studies(known.silent)} {'does' if known.silent == 1 else 'do'} not say who was not heard."


def whom_to_ask(known: WhatIsKnown) -> Iterator[str]:
    """Yield the teams to ask, each with its mailbox and what it studied."""
    for contact in known.ask:
        yield f"{contact.team}, {contact.contact or 'no mailbox on record'}: {listed(list(contact.studies))}"


def quotation_source(evidence: Evidence, *, today: str) -> str:
    """Return whom a quotation is about and where it stands, who did the research, age, sample, and its marking last."""
    said = [
        origin(evidence, with_organisation=True),
        evidence.researched_by != evidence.organisation and f"researched by {evidence.researched_by}",
        age(evidence.date, today),
        evidence.sample_size is not None and f"sample of {evidence.sample_size:,}",
        evidence.retells and f"retells {quoted(evidence.retells)}",
        evidence.marking and evidence.marking.value,
    ]
    return " · ".join(part for part in said if part)


def quoted_in(answers: Sequence[WhatIsKnown]) -> list[str]:
    """Return the identifiers of the observations whose words stand in answers."""
    return sorted({item.id for known in answers for item in known.quoted})


def studies_in(answers: Sequence[WhatIsKnown]) -> list[str]:
    """Return the identifiers of the studies of which answers tell."""
    return sorted(
        {behind.study.id for known in answers for behind in known.studies}
        | {item.study_id for known in answers for item in known.quoted}
    )


def _study(study: Study) -> str:
    sample = f"sample of {study.sample_size:,}" if study.sample_size is not None else "sample not recorded"
    said = [study.organisation, date(study.date), *([study.method] if study.method else []), sample]
    return f"{study.title}: {', '.join(said)}"
