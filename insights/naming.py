"""Names for topics by a writer outside: what is sent, and what of its answers may stand."""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from domain.errors import WriterFailed
from domain.evidence import Evidence
from domain.insights import UNGROUPED, GivenName, Topic, TopicRun
from domain.ports import Masker, Progress
from domain.text import fold
from domain.writing import Writer, WrittenName
from insights.theming.topics import most_central

MOST_QUOTATIONS, FEWEST_QUOTATIONS = 5, 2
"""So many of a topic's most central quotations are sent; with fewer a name would tell of one voice."""
LONGEST_QUOTATION = 600
LONGEST_TITLE, FEWEST_TITLE_WORDS = 80, 2
LONGEST_DESCRIPTION = 240
RUN_WORDS = 6
"""So many words in a row that stand in a quotation too are a quotation."""
FAILURES_IN_A_ROW = 3
"""After so many the writer is asked no more in this run: each may take as long as its time limit."""
TOO_FEW = "Too few quotations may be sent."
NO_MORE = f"Not asked: the writer failed {FAILURES_IN_A_ROW} times in a row."
_WORD = re.compile(r"\w+")
_QUOTES = frozenset('"“”„«»‹›')
_SENTENCE_ENDS = re.compile(r"[.!?]\s+\S")

Chosen = Mapping[int, Sequence[Evidence]]
"""By the number of a topic, the quotations to send."""


def to_be_named(run: TopicRun) -> list[Topic]:
    """Return the topics that a writer may name: those that have no name by the codebook."""
    return [topic for topic in run.topics if topic.number != UNGROUPED and topic.pattern is None]


def chosen_quotations(
    run: TopicRun, evidence: Sequence[Evidence], *, studies: Collection[str], masker: Masker
) -> dict[int, list[Evidence]]:
    """Return for each topic to be named the most central quotations of these ``studies``, at most five.

    ``evidence`` is in the run's order. What ``masker`` still finds something in is passed over, and so is what is very
    long; a topic that keeps fewer than two quotations is left out.
    """
    labels = [item.topic for item in run.assignments]
    groups = most_central(evidence, labels, [item.probability for item in run.assignments])
    found = {}
    for topic in to_be_named(run):
        held = _sendable(groups[topic.number], studies, masker)
        chosen = [item for item, _ in zip(held, range(MOST_QUOTATIONS), strict=False)]
        if len(chosen) >= FEWEST_QUOTATIONS:
            found[topic.number] = chosen
    return found


def _sendable(group: Sequence[Evidence], studies: Collection[str], masker: Masker) -> Iterator[Evidence]:
    said: set[str] = set()
    for item in group:
        words = fold(item.text).casefold()
        if item.study_id not in studies or len(item.text) > LONGEST_QUOTATION or words in said:
            continue
        said.add(words)
        if not masker.find(item.text):
            yield item


def with_given_names(
    run: TopicRun, chosen: Chosen, *, writer: Writer, masker: Masker, progress: Progress | None = None
) -> TopicRun:
    """Return the run with the names that the writer gives, and an account of them in its parameters and versions.

    A topic keeps our own title beside the given one, and has that alone where no name is given or it may not stand.
    """
    asking = _Asking(writer, masker)
    wanted = to_be_named(run)
    given: dict[int, GivenName | None] = {}
    for done, topic in enumerate(wanted, start=1):
        given[topic.number] = asking.name_for(chosen.get(topic.number, ()))
        if progress is not None:
            progress(done, len(wanted))
    named = sum(name is not None for name in given.values())
    account = [("topics named by the writer", f"{named} of {len(wanted)}")]
    account += [(f"not named: {reason}", str(count)) for reason, count in sorted(asking.why_not.items())]
    return replace(
        run,
        topics=tuple(replace(topic, given=given.get(topic.number)) for topic in run.topics),
        parameters=(*run.parameters, *account),
        versions=(*run.versions, ("writer", writer.name)),
    )


class _Asking:
    """Asks the writer as long as it answers; ``why_not`` counts, in words, why groups have no name by it."""

    def __init__(self, writer: Writer, masker: Masker) -> None:
        self._writer, self._masker = writer, masker
        self._failures = 0
        self.why_not: Counter[str] = Counter()

    def name_for(self, quotations: Sequence[Evidence]) -> GivenName | None:
        if not quotations:
            return self._no_name(TOO_FEW)
        if self._failures == FAILURES_IN_A_ROW:
            return self._no_name(NO_MORE)
        texts = [item.text for item in quotations]
        try:
            written = self._writer.name_group(texts)
        except WriterFailed as error:
            self._failures += 1
            return self._no_name(error.problem)
        self._failures = 0
        name = WrittenName(title=written.title.strip().rstrip("."), description=written.description.strip())
        if fault := fault_of(name, texts, self._masker):
            return self._no_name(fault)
        held = tuple(item.id for item in quotations)
        return GivenName(title=name.title, description=name.description, by=self._writer.name, observations=held)

    def _no_name(self, why: str) -> GivenName | None:
        self.why_not[why] += 1
        return None


def fault_of(name: WrittenName, quotations: Sequence[str], masker: Masker) -> str:
    """Return why a name may not stand, in words that hold none of it; empty when it may.

    Each part is one line of bounded length, quotes no run of six words, and holds no personal data.
    """
    for text, longest in ((name.title, LONGEST_TITLE), (name.description, LONGEST_DESCRIPTION)):
        if not text.isprintable() or len(_WORD.findall(text)) < FEWEST_TITLE_WORDS:
            return "The answer is not one line of words."
        if len(text) > longest:
            return "The answer is too long."
        if _SENTENCE_ENDS.search(text):
            return "The answer is more than one sentence."
        if "[" in text or not _QUOTES.isdisjoint(text) or any(_runs(text) & _runs(each) for each in quotations):
            return "The answer quotes."
        if masker.find(text):
            return "The answer holds what looks like personal data."
    return ""


def _runs(text: str) -> frozenset[tuple[str, ...]]:
    words = _WORD.findall(fold(text).casefold())
    return frozenset(tuple(words[at : at + RUN_WORDS]) for at in range(len(words) - RUN_WORDS + 1))
