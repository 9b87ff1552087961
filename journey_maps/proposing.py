"""Steps proposed where nobody named any: groups of evidence on the journey, each named after what is done in it."""

from collections import defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from domain.evidence import Evidence
from domain.journeys import StepOutline
from journey_maps.asking import StepVectors
from journey_maps.cues import ABOUT_RESEARCH
from journey_maps.signs import relevance
from language.model import load_model

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

    from domain.ports import Matrix, Vector

MOST_STEPS = 12
_MOST_CONSIDERED = 240
_APART = 0.62
_LONGEST_NAME_WORDS = 9
_STAGE = "Proposed from the evidence"
_NOT_DONE = frozenset(
    ("be", "have", "think", "feel", "say", "tell", "want", "find", "know", "need", "mean", "like", "seem", "see")
)  # fmt: skip


def propose_steps(
    candidates: Sequence[Evidence], vectors: "Matrix", *, subject: "Vector", most: int = MOST_STEPS
) -> list[StepOutline]:
    """Return at most ``most`` steps in the order in which sources tell them; nothing that fits: an empty list.

    ``subject`` is the vector of the title, or of a query. Takes the observations nearest to it, most telling first;
    each that tells an action unlike those taken before starts a step, named after its verb and object. A sketch to
    be corrected, never more than the evidence says.
    """
    if not len(candidates):
        return []
    near = vectors @ subject
    asked = StepVectors(told=vectors[:0], in_place=vectors[:0], title=subject)
    scores = near + 0.1 * relevance(candidates, vectors, asked)
    order = sorted(range(len(candidates)), key=lambda row: (-scores[row], candidates[row].id))[:_MOST_CONSIDERED]
    rows = [row for row in order if not ABOUT_RESEARCH.search(candidates[row].text)]
    actions = _actions([candidates[row].text for row in rows])
    taken: list[tuple[int, str]] = []
    for row, action in zip(rows, actions, strict=True):
        if len(taken) == most:
            break
        if action and all(vectors[row] @ vectors[other] < _APART and action != name for other, name in taken):
            taken.append((row, action))
    told = _places(candidates)
    taken.sort(key=lambda pair: (told[pair[0]], candidates[pair[0]].id))
    return [StepOutline(order=nth, stage=_STAGE, step=action) for nth, (_, action) in enumerate(taken, start=1)]


def _places(candidates: Sequence[Evidence]) -> "Matrix":
    """Return in [0, 1], a candidate each, how far into its source it stands."""
    ends: dict[str, int] = defaultdict(int)
    for item in candidates:
        ends[item.source_id] = max(ends[item.source_id], item.ordinal)
    return np.array([item.ordinal / max(1, ends[item.source_id]) for item in candidates], dtype=np.float32)


def _actions(texts: Sequence[str]) -> list[str | None]:
    """Return the first action that each text tells, as "Verb the object", or None where it tells none."""
    model = load_model("tok2vec", "tagger", "parser", "attribute_ruler", "lemmatizer")
    return [
        next((name for sentence in document.sents if (name := _action(sentence))), None)
        for document in model.pipe(texts, batch_size=64)
    ]


def _action(sentence: "Span") -> str | None:
    for token in sentence:
        if token.pos_ == "VERB" and token.lemma_.casefold() not in _NOT_DONE and (name := _name(token)):
            return name
    return None


def _name(verb: "Token") -> str | None:
    """Return the verb with its direct object, or None when it has none or they make no short phrase."""
    objects = [child for child in verb.children if child.dep_ in ("dobj", "obj") and child.pos_ in ("NOUN", "PROPN")]
    if not objects or any(child.dep_ == "neg" for child in verb.children):
        return None
    words = [token.text for token in objects[0].subtree if not token.is_bracket and not token.is_quote]
    if len(words) >= _LONGEST_NAME_WORDS or not all(word[0].isalnum() for word in words):
        return None
    lemma = verb.lemma_.casefold()
    return f"{lemma[:1].upper()}{lemma[1:]} {' '.join(words)}"
