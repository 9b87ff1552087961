"""Whom or what a clause speaks of: its subject, as far as grammar tells."""

from collections.abc import Iterable
from enum import Enum
from typing import TYPE_CHECKING

from language.model import load_model

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_PARSING = ("tok2vec", "tagger", "parser", "attribute_ruler", "lemmatizer")
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "expl", "csubj"})
_WHO = frozenset({"i", "we", "nobody", "everyone", "everybody", "somebody", "someone"})
"""Pronouns that say who without a sentence before."""


class Subject(Enum):
    """What stands as the subject of a clause's main verb; none where it has no such verb either."""

    NONE = "none"
    POINTING = "pointing"
    """A pronoun that points to what was said before."""
    NAMED = "named"


def subjects_of(clauses: Iterable[str]) -> list[Subject]:
    """Return the subject of each clause, in order. Loads the English model the first time."""
    return [_subject(doc) for doc in load_model(*_PARSING).pipe(clauses)]


def _subject(doc: "Doc") -> Subject:
    for word in doc:
        if word.dep_ == "ROOT" and word.pos_ in {"VERB", "AUX"}:
            subject: Token | None = next((child for child in word.children if child.dep_ in _SUBJECTS), None)
            if subject is not None:
                named = subject.pos_ in {"NOUN", "PROPN"} or subject.lower_ in _WHO
                return Subject.NAMED if named else Subject.POINTING
    return Subject.NONE
