"""A thing as it stands in a step's name: "the mooring contract", without what praises or counts it."""

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token

_LEFT_OUT = frozenset(
    """
    the their its this that these those old our your his her my any many several other additional own new more further
    first last next
    previous upcoming different various multiple all same current existing clear better separate necessary
    relevant correct certain full whole single initial various specific own two three most few fewer less least only
    latest recent future past potential possible similar suitable appropriate particular common general overall main key
    important essential major significant unnecessary effective useful helpful valuable good great best easy easier
    simple simpler quick quicker fast faster early earlier late later large small big huge wide broad real actual likely
    able available detailed accurate inaccurate comprehensive meaningful compelling consistent inconsistent robust
    clearer proposed suggested intended expected example individual higher lower following
    complete scheduled offered added given needed required participant participants
    """.split()  # noqa: SIM905 - a hundred quoted strings read worse
)
"""What stands before a thing and is no part of its name."""
_OF_MAKING = frozenset(
    """
    accordion alpha backlog banner beta button content design designer discovery dropdown feature feedback finding
    functionality header heading hint hypothesis insight interface iteration jira layout modal mvp persona pilot
    prompt prototype research researcher roadmap scroll sprint stakeholder task toggle ui usability user ux
    wireframe workshop
    """.split()  # noqa: SIM905 - as above
)
"""Words of those who make a service: what they name is no step of those who have it."""
_OF_THE_TEAM = frozenset({"we", "team", "designer", "researcher", "developer", "prototype", "page", "design", "screen"})
"""Who is the subject of sentences about making a service, not of those about having it."""
_WORD = re.compile(r"[^\W\d_](?:[\w’'/-]*\w)?")


def written(*tokens: "Token") -> list[str]:
    """Return words as they stand within a sentence: names and acronyms keep their capitals, "walk-in" is one word."""
    words = [_with_hyphens(token) for token in tokens]
    return [word for nth, word in enumerate(words) if word not in words[:nth]]


def _with_hyphens(token: "Token") -> str:
    first = last = token.i
    document = token.doc
    while first > 1 and document[first - 1].text == "-" and not _apart(document[first - 1], document[first - 2]):
        first -= 2
    while (
        last + 2 < len(document) and document[last + 1].text == "-" and not _apart(document[last], document[last + 1])
    ):
        last += 2
    text = document[first : last + 1].text
    is_acronym = text.isupper() or sum(letter.isupper() for letter in text) > 1  # HPO, HPOs
    return text if token.pos_ == "PROPN" or is_acronym else text.casefold()


def _apart(*tokens: "Token") -> bool:
    """Tell whether a space stands behind one of these."""
    return any(token.whitespace_ for token in tokens)


def described(thing: "Token") -> "list[Token]":
    """Return the words before a thing that say which it is."""
    return [
        token
        for token in thing.doc[thing.left_edge.i : thing.i]
        if token.dep_ in ("compound", "amod", "nmod") and token.text.casefold() not in _LEFT_OUT
    ]


def article(thing: "Token") -> list[str]:
    """Return the article before one thing, "the" where it is somebody's; none before many."""
    if thing.tag_ != "NN":
        return []
    told = [child.text.casefold() for child in thing.lefts if child.dep_ in ("det", "poss")]
    return [word if word in ("a", "an", "the") else "the" for word in told][:1]


def is_of_making(*tokens: "Token") -> bool:
    """Tell whether one of these is a word of those who make a service."""
    return any(token.lemma_.casefold() in _OF_MAKING for token in tokens)


def are_words(words: list[str]) -> bool:
    """Tell whether each is written in letters, with nothing between but an apostrophe, a stroke or a hyphen."""
    return all(_WORD.fullmatch(word) for word in words)


def hinders(child: "Token") -> bool:
    """Tell whether it says that nobody on the journey does this: a denial, or the team as the one who does."""
    if child.dep_ in ("nsubj", "agent"):
        return child.lemma_.casefold() in _OF_THE_TEAM
    return child.dep_ == "neg" or child.text.casefold() == "no"
