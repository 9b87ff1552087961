"""What a text states, as far as words tell: its content words, numbers, names, and whether it denies."""

import re

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
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


def plain_words(text: str) -> frozenset[str]:
    """Return the words of a text in lower case, without the possessive."""
    return frozenset(word.casefold().replace("’", "'").removesuffix("'s") for word in _WORD.findall(text))


def content_of(text: str) -> frozenset[str]:
    """Return the stems of the words of a text that carry what it says."""
    import Stemmer

    stem = Stemmer.Stemmer("english").stemWord
    return frozenset(stem(word) for word in plain_words(text) - _SMALL if "n't" not in word)


def numbers_of(text: str) -> frozenset[str]:
    """Return the numbers of a text, written or in figures, and its words of quantity."""
    words = plain_words(text)
    figures = {found.replace(",", "") for found in _NUMBER.findall(text)}
    return frozenset(
        figures | {_NUMBERS[word] for word in words & set(_NUMBERS) if word != "one"} | (words & _QUANTITIES)
    )


def names_of(text: str) -> frozenset[str]:
    """Return the words of a sentence that are names by their capital; the first if it is no ordinary word."""
    from language.dictionary import is_ordinary_word

    words = [word.replace("’", "'").removesuffix("'s") for word in _WORD.findall(text)]
    first, rest = words[:1], words[1:]
    named = {word.casefold() for word in rest if word[:1].isupper() and word != "I"}
    return frozenset(named | {word.casefold() for word in first if not is_ordinary_word(word.casefold())})


def denies(text: str) -> bool:
    """Tell whether a text has a word of denial."""
    words = plain_words(text)
    return bool(words & _NEGATIONS) or any(word.endswith("n't") for word in words)
