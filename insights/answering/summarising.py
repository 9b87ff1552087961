"""A summary of an answer by a writer outside: what is sent, and which of its sentences their citations bear out."""

import re
from collections import Counter
from collections.abc import Callable, Collection, Sequence

from domain.evidence import Evidence
from domain.ports import Masker
from domain.text import fold
from domain.writing import CitedSentence, Summary, WrittenSentence
from insights.coding.statements import content_of, denies, names_of, numbers_of, plain_words
from insights.naming import LONGEST_QUOTATION

MOST_QUOTATIONS, FEWEST_QUOTATIONS = 20, 2
MOST_SENTENCES = 8
LONGEST_SENTENCE = 300
FEWEST_SHARED = 2
"""So many content words each cited quotation shares with the sentence, at least."""
SHARE_BORNE_OUT = 0.6
"""So much of the content words of a sentence stands in what it cites, at least."""
TOO_MANY = "The summary went on for too long."
_QUOTES = frozenset('"“”„«»‹›[]')
_SENTENCE_ENDS = re.compile(r"[.!?]\s+\S")


def chosen_quotations(hits: Sequence[Evidence], *, studies: Collection[str], masker: Masker) -> list[Evidence]:
    """Return the hits, best first, that may be sent: of these ``studies``, not very long, each wording once.

    What ``masker`` still finds something in is passed over. At most twenty.
    """
    said: set[str] = set()
    chosen: list[Evidence] = []
    for item in hits:
        words = fold(item.text).casefold()
        if item.study_id not in studies or len(item.text) > LONGEST_QUOTATION or words in said:
            continue
        said.add(words)
        if not masker.find(item.text):
            chosen.append(item)
        if len(chosen) == MOST_QUOTATIONS:
            break
    return chosen


def checked(written: Sequence[WrittenSentence], quotations: Sequence[Evidence], *, by: str, masker: Masker) -> Summary:
    """Return those of the sentences that what they cite bears out, and how many were dropped, by reason."""
    kept: list[CitedSentence] = []
    dropped: Counter[str] = Counter()
    for sentence in written:
        fault = fault_of(sentence, [item.text for item in quotations], masker)
        if not fault and len(kept) == MOST_SENTENCES:
            fault = TOO_MANY
        if fault:
            dropped[fault] += 1
            continue
        cites = tuple(dict.fromkeys(quotations[place - 1].id for place in sentence.cites))
        kept.append(CitedSentence(text=fold(sentence.text), cites=cites))
    sent = tuple(item.id for item in quotations)
    return Summary(by=by, sentences=tuple(kept), dropped=tuple(sorted(dropped.items())), sent=sent)


def fault_of(sentence: WrittenSentence, quotations: Sequence[str], masker: Masker) -> str:
    """Return why a sentence may not stand, in words that hold none of it; empty when it may.

    It cites quotations that were sent; each shares content words with it, and together they hold most of its content
    words and every number, quantity and name in it; it denies something only where they do, and where all of them do.
    """
    text = fold(sentence.text)
    fault = _fault_of_form(text)
    if not fault and (not sentence.cites or any(not 1 <= place <= len(quotations) for place in sentence.cites)):
        fault = "It cites nothing that is shown."
    if not fault:
        fault = _not_borne_out(text, [quotations[place - 1] for place in sentence.cites])
    if not fault and masker.find(text):
        fault = "It holds what looks like personal data."
    return fault


def _not_borne_out(text: str, cited: Sequence[str]) -> str:
    own, told = content_of(text), [content_of(each) for each in cited]
    together = frozenset().union(*told)
    checks = (
        (any(len(own & each) < FEWEST_SHARED for each in told), "What it cites speaks of something else."),
        (len(own & together) < SHARE_BORNE_OUT * len(own), "It says more than what it cites."),
        (
            bool(numbers_of(text) - _all(numbers_of, cited)),
            "A number or quantity in it stands in nothing that it cites.",
        ),
        (bool(names_of(text) - _all(plain_words, cited)), "A name in it stands in nothing that it cites."),
        (
            denies(text) not in set(map(denies, cited)),
            "It denies what its citations say, or says what they deny.",
        ),
    )
    return next((fault for holds, fault in checks if holds), "")


def _all(of: Callable[[str], frozenset[str]], texts: Sequence[str]) -> frozenset[str]:
    return frozenset().union(*map(of, texts))


def _fault_of_form(text: str) -> str:
    if not text.isprintable() or len(text) > LONGEST_SENTENCE or _SENTENCE_ENDS.search(text):
        return "It is not one sentence of bounded length."
    if not _QUOTES.isdisjoint(text):
        return "It quotes."
    return "" if len(content_of(text)) > FEWEST_SHARED else "It is not one sentence of bounded length."
