"""A summary of an answer by a writer outside: what is sent, and which of its sentences their citations bear out."""

import re
from collections import Counter
from collections.abc import Callable, Collection, Sequence

from domain.evidence import Evidence
from domain.ports import Masker
from domain.text import fold
from domain.writing import CitedSentence, Summary, WrittenSentence
from insights.naming import LONGEST_QUOTATION

MOST_QUOTATIONS, FEWEST_QUOTATIONS = 20, 2
MOST_SENTENCES = 8
LONGEST_SENTENCE = 300
FEWEST_SHARED = 2
"""So many content words each cited quotation shares with the sentence, at least."""
SHARE_BORNE_OUT = 0.6
"""So much of the content words of a sentence stands in what it cites, at least."""
TOO_MANY = "The summary went on for too long."
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_QUOTES = frozenset('"“”„«»‹›[]')
_SENTENCE_ENDS = re.compile(r"[.!?]\s+\S")
_NUMBERS_WRITTEN = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty"
)
_NUMBERS = {word: str(number) for number, word in enumerate(_NUMBERS_WRITTEN.split())}
_QUANTITIES_WRITTEN = (
    "thirty forty fifty sixty seventy eighty ninety hundred hundreds thousand thousands million millions dozen dozens "
    "half third quarter twice double doubled all every everyone everybody always most majority mostly nearly both "
    "only percent per"
)
_QUANTITIES = frozenset(_QUANTITIES_WRITTEN.split())
_NEGATIONS_WRITTEN = (
    "no not never none nobody nothing nowhere neither nor cannot without hardly lack lacks lacked lacking fail fails "
    "failed failing unable refuse refuses refused"
)
_NEGATIONS = frozenset(_NEGATIONS_WRITTEN.split())
_SMALL_WRITTEN = (
    "a about after again also an and any are as at be because been before being but by can could did do does for from "
    "had has have he her him his how i if in into is it its may might more much must of off on or other our out over "
    "own same she should so some such than that the their them then there these they this those through to too up us "
    "was we were what when where which while who whom whose why will with would you your one"
)
_SMALL = frozenset(_SMALL_WRITTEN.split()) | _NEGATIONS | _QUANTITIES | set(_NUMBERS)


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
    own, told = _content(text), [_content(each) for each in cited]
    together = frozenset().union(*told)
    checks = (
        (any(len(own & each) < FEWEST_SHARED for each in told), "What it cites speaks of something else."),
        (len(own & together) < SHARE_BORNE_OUT * len(own), "It says more than what it cites."),
        (
            bool(numbers_of(text) - _all(numbers_of, cited)),
            "A number or quantity in it stands in nothing that it cites.",
        ),
        (bool(_names(text) - _all(_plain_words, cited)), "A name in it stands in nothing that it cites."),
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
    return "" if len(_content(text)) > FEWEST_SHARED else "It is not one sentence of bounded length."


def _plain_words(text: str) -> frozenset[str]:
    return frozenset(word.casefold().replace("’", "'").removesuffix("'s") for word in _WORD.findall(text))


def _content(text: str) -> frozenset[str]:
    """Return the stems of the words of a text that carry what it says."""
    import Stemmer

    stem = Stemmer.Stemmer("english").stemWord
    return frozenset(stem(word) for word in _plain_words(text) - _SMALL if "n't" not in word)


def numbers_of(text: str) -> frozenset[str]:
    """Return the numbers of a text, written or in figures, and its words of quantity."""
    words = _plain_words(text)
    figures = {found.replace(",", "") for found in _NUMBER.findall(text)}
    return frozenset(
        figures | {_NUMBERS[word] for word in words & set(_NUMBERS) if word != "one"} | (words & _QUANTITIES)
    )


def _names(text: str) -> frozenset[str]:
    """Return the words of a sentence that are names by their capital; the first if it is no ordinary word."""
    from language.dictionary import is_ordinary_word

    words = [word.replace("’", "'").removesuffix("'s") for word in _WORD.findall(text)]
    first, rest = words[:1], words[1:]
    named = {word.casefold() for word in rest if word[:1].isupper() and word != "I"}
    return frozenset(named | {word.casefold() for word in first if not is_ordinary_word(word.casefold())})


def denies(text: str) -> bool:
    """Tell whether a text has a word of denial."""
    words = _plain_words(text)
    return bool(words & _NEGATIONS) or any(word.endswith("n't") for word in words)
