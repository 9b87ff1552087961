"""What a question names that goes by other names too, and the question said in those."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from language.dictionary import is_ordinary_word
from language.name_forms import name_key

MOST_CHARACTERS = 300
"""A longer question is a pasted text, which says itself what it means."""
MOST_WORDS_OF_A_NAME = 10
MOST_WAYS = 3
"""In so many other ways a question is asked at most."""

_WORD = re.compile(r"[^\W_][\w&'’./-]*[\w]|[^\W_]")
_QUOTED = re.compile(r"(?<!\w)[\"“„«][^\"“”„«»]*[\"”“»](?!\w)")

FormsOf = Callable[[str], Sequence[str]]
"""Gives all forms of a name by its key, itself among them: none for what is no name."""


@dataclass(frozen=True, kw_only=True, slots=True)
class SaidOtherwise:
    """A question in other names: ``names`` are those put in, ``questions`` the question with them in place."""

    names: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()


def said_otherwise(question: str, forms_of: FormsOf) -> SaidOtherwise:
    """Return the question with what it names put in other words; nothing of a long one, and nothing in quotation marks.

    The longest name counts where one stands within another. A single ordinary word is a name only if it is written as
    one: "IT", not "it".
    """
    if len(question) > MOST_CHARACTERS:
        return SaidOtherwise()
    found = list(_named(question, forms_of))
    ways = min(MOST_WAYS, max((len(forms) for _, _, forms in found), default=0))
    questions, names = [], dict[str, None]()
    for way in range(ways):
        asked, end = "", 0
        for start, stop, forms in found:
            form = forms[way] if way < len(forms) else question[start:stop]
            asked += question[end:start] + form
            end = stop
            if way < len(forms):
                names[form] = None
        questions.append(asked + question[end:])
    return SaidOtherwise(names=tuple(names), questions=tuple(questions))


def _named(question: str, forms_of: FormsOf) -> Iterator[tuple[int, int, list[str]]]:
    """Yield where names stand and their other forms, from left to right."""
    quoted = [match.span() for match in _QUOTED.finditer(question)]
    words = [
        word for word in _WORD.finditer(question) if not any(start <= word.start() < stop for start, stop in quoted)
    ]
    at = 0
    while at < len(words):
        for length in range(min(MOST_WORDS_OF_A_NAME, len(words) - at), 0, -1):
            start, stop = words[at].start(), words[at + length - 1].end()
            forms = _other_forms(question[start:stop], forms_of)
            if forms:
                yield start, stop, forms
                at += length
                break
        else:
            at += 1


def _other_forms(written: str, forms_of: FormsOf) -> list[str]:
    key = name_key(written)
    forms = list(dict.fromkeys(forms_of(key))) if key else []
    is_common = len(written.split()) == 1 and is_ordinary_word(written.casefold())
    if is_common and written not in forms:
        return []
    return [form for form in forms if name_key(form) != key]
