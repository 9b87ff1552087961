"""Which words are ordinary English: the word list of the packaged model's lemmatiser."""

import re
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING

from language.model import load_model

if TYPE_CHECKING:
    from spacy.lookups import Lookups

_KINDS = ("noun", "verb", "adj", "adv")
_SMALL_WRITTEN = """
    a about above across after again against all also although always am among an and another any anybody anyone
    anything are around as at be because been before behind below besides between both but by can cannot could
    despite did do does during each either else enough even ever every everybody everyone everything few for from
    further had has have having he hello hence her here hers herself hi him himself his how however i if in indeed
    inside instead into is it its itself just least less let like many may maybe me meanwhile might mine more
    moreover most much must my myself near neither never no nobody none nor not nothing now of off often ok okay on
    once one only onto or other others otherwise our ours ourselves out outside over own perhaps please quite rather
    same several shall she should since so some somebody someone something sometimes somewhere soon still such than
    thank thanks that the their theirs them themselves then there therefore these they this those though through
    throughout thus to together too toward towards under unless until up upon us very was we well were what whatever
    when whenever where whereas wherever whether which whichever while who whoever whole whom whose why will with
    within without would yes yet you your yours yourself yourselves two three four five six seven eight nine ten
    eleven twelve twenty thirty hundred thousand million first second third last next unlike via per versus etc
    don't can't gov online website app apps email wifi signup login screenshot usability onboarding inbox username
    dropdown checkbox backlog stakeholder stakeholders caseworker caseworkers homepage webpage autocomplete
    wireframe wireframes hyperlink smartphone
"""
_SMALL = frozenset(_SMALL_WRITTEN.split())
_ENDINGS = ("s", "es", "ed", "d", "ing", "er", "ly", "n't", "'s", "’s")
_PARTICIPLE_ENDINGS = ("ing", "en", "wn", "rn")
_NO_PAST_TENSE_WRITTEN = "done gone been sung drunk rung begun swum led built bound set are am were"
_NO_PAST_TENSE = frozenset(_NO_PAST_TENSE_WRITTEN.split())
_SHORTEST_STEM = 3
_WRITTEN = re.compile(r"[^\W\d_]{3,}")
_WORDS_LOOKED_AT, _FEWEST_WORDS = 1_000, 15
_LEAST_ENGLISH = 0.5
"""Of English research at least 0.8 of the words are in the list, of other languages at most 0.2."""
_DOUBLED = 5


def _tables() -> "Lookups":
    from spacy.pipeline import Lemmatizer

    found = load_model("lemmatizer").get_pipe("lemmatizer")
    if not isinstance(found, Lemmatizer):
        raise TypeError(f"The English model's lemmatizer is a {type(found).__name__}, which has no tables.")
    return found.lookups


@cache
def _words() -> frozenset[str]:
    tables = _tables()
    index, exceptions = tables.get_table("lemma_index"), tables.get_table("lemma_exc")
    lemmas = {word for kind in _KINDS for word in index[kind]}
    return frozenset(lemmas | _SMALL | {form for kind in _KINDS if kind in exceptions for form in exceptions[kind]})


@cache
def is_ordinary_word(word: str) -> bool:
    """Tell whether a word, in lower case, is in the word list, as it stands or without a common ending.

    Some names are in it too ("london", "sarah"): ask first whether the word is a known name.
    """
    words = _words()
    stems = (word[: len(word) - len(ending)] for ending in _ENDINGS if word.endswith(ending))
    if any(stem in words for stem in stems if len(stem) >= _SHORTEST_STEM):
        return True
    if word.endswith("ies") and f"{word[:-3]}y" in words:
        return True
    doubled = len(word) > _DOUBLED and word[-4] == word[-5] and word[:-4] in words
    if word.endswith("ing") and (doubled or f"{word[:-3]}e" in words):
        return True
    return word in words


@cache
def _verbs() -> tuple[frozenset[str], frozenset[str]]:
    tables = _tables()
    return frozenset(tables.get_table("lemma_index")["verb"]), frozenset(tables.get_table("lemma_exc")["verb"])


@cache
def is_finite_verb(word: str) -> bool:
    """Tell whether a word, in lower case, can be what someone does or did: "spends", "spent", "asked"; not "spending".

    Plurals and participles that are no past tense ("are", "given") are left out, words that are nouns too ("notes")
    are not.
    """
    verbs, irregular = _verbs()
    if word in irregular:
        return not word.endswith(_PARTICIPLE_ENDINGS) and word not in _NO_PAST_TENSE
    if word.endswith("ies") or word.endswith("ied"):
        return f"{word[:-3]}y" in verbs
    stems = {word[:-1], word[:-2]} if word.endswith(("es", "ed")) else {word[:-1]} if word.endswith("s") else set()
    return any(len(stem) > 1 and stem in verbs for stem in stems)


def reads_as_english(text: str) -> bool:
    """Tell whether most words of a text, of its first thousand, are English. Too few words to tell: it does."""
    written = [found[0].casefold() for found in islice(_WRITTEN.finditer(text), _WORDS_LOOKED_AT)]
    if len(written) < _FEWEST_WORDS:
        return True
    return sum(map(is_ordinary_word, written)) >= _LEAST_ENGLISH * len(written)
