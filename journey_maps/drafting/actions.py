"""Actions that evidence tells of, as a plan would name them: "Send text reminders", "Set up a clinic"."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from language.model import load_model

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_FEWEST_NAME_WORDS = 2
_LONGEST_NAME_WORDS = 7
_NOT_DONE = frozenset(
    """
    be have think feel say tell want find know need mean like seem see do get make let help try start use include
    involve understand believe hope wish expect prefer consider learn hear explain show highlight suggest describe
    mention note state express discuss test explore observe iterate design prototype research recruit build develop
    improve change redesign rename introduce create remove reduce increase cause lead allow enable support ensure affect
    impact face experience struggle miss lose save take give put keep look come go work happen require contain hold
    provide offer represent reflect indicate identify define determine prioritise assume aim plan focus conduct run
    validate inform care encourage stop become base appear exist depend relate refer match clarify outline cover split
    link exhibit approach facilitate roll surround bring touch prevent detect reach maintain monitor ingest prompt raise
    trust expand limit fill fit categorise seek teach hire deem reveal accompany combine swap optimise present list
    generate last invent screen time call deliver communicate nudge
    meet spend value worry appreciate display simplify tweak restructure rewrite replace reword reorder gather
    """.split()  # noqa: SIM905 - a hundred quoted strings read worse
)
"""What is thought, felt, designed or researched: no step of somebody's journey."""
_NOT_OBJECTS = frozenset(
    """
    it this that they them he she we us i you one thing lot way part what which who some all something anything other
    research user participant people person team prototype design page screen content question round test session
    finding insight feedback hypothesis version option feature idea study need problem issue pain point journey section
    service process time number example sense pattern component button link error title heading text copy label hint
    website site product tab filter banner box alpha beta sprint workshop interview finding theme opinion experience
    impact value work information detail change improvement concern difficulty challenge confusion trust confidence
    preference understanding knowledge awareness benefit
    """.split()  # noqa: SIM905 - a hundred quoted strings read worse
)
_LEFT_OUT = frozenset(
    {"the", "their", "its", "this", "that", "these", "those", "our", "your", "his", "her", "my", "any"}
)
_WORD = re.compile(r"[^\W_][\w’'/-]*")


@dataclass(frozen=True, kw_only=True, slots=True)
class Action:
    """One thing done, told by the text of that number: its name, verb first, and what tells it from others.

    Not ``is_plain`` where it may be a name taken for an action: "hiring staff" tells of nobody who is hired.
    """

    text: int
    name: str
    verb: str
    thing: str
    is_plain: bool = True


def actions_in(texts: Sequence[str]) -> list[Action]:
    """Return what texts say is done, in their order: verbs with what they are done to, active, passive or as advice."""
    model = load_model("tok2vec", "tagger", "parser", "attribute_ruler", "lemmatizer")
    documents = model.pipe(texts, batch_size=64)
    return [action for number, document in enumerate(documents) for action in _actions(number, document)]


def _actions(number: int, document: "Doc") -> Iterator[Action]:
    for verb in document:
        if verb.pos_ != "VERB" or verb.lemma_.casefold() in _NOT_DONE or not verb.lemma_.isalpha():
            continue
        if verb.dep_ in ("amod", "compound") or any(child.dep_ == "neg" for child in verb.children):
            continue
        thing = next((child for child in verb.children if _is_done_to(child)), None)
        if thing is not None and (name := _name(verb, thing)):
            plain = verb.tag_ != "VBG" or thing.i != verb.i + 1
            about = thing.lemma_.casefold()
            yield Action(text=number, name=name, verb=verb.lemma_.casefold(), thing=about, is_plain=plain)


def _is_done_to(child: "Token") -> bool:
    """Tell whether it is what a verb is done to: its object, or its subject where it is done to that."""
    return child.dep_ in ("dobj", "obj", "nsubjpass") and child.pos_ in ("NOUN", "PROPN")


def _name(verb: "Token", thing: "Token") -> str | None:
    """Return the verb, its particle and its object in short, or None where that names nothing."""
    if thing.lemma_.casefold() in _NOT_OBJECTS or not thing.text[0].isalpha():
        return None
    particle = [child.text.casefold() for child in verb.children if child.dep_ == "prt"]
    before = [
        token.text if token.pos_ == "PROPN" or token.text.isupper() else token.text.casefold()
        for token in thing.lefts
        if token.dep_ in ("compound", "amod", "nmod", "nummod") and token.text.casefold() not in _LEFT_OUT
    ]
    lemma = verb.lemma_.casefold()
    words = [lemma[:1].upper() + lemma[1:], *particle, *before, thing.text]
    if len(words) < _FEWEST_NAME_WORDS + 1:
        words += _behind(thing)
    words[1 + len(particle) : 1 + len(particle)] = _article(thing)
    plain = all(_WORD.fullmatch(word) for word in words)
    return " ".join(words) if plain and _FEWEST_NAME_WORDS <= len(words) <= _LONGEST_NAME_WORDS else None


def _article(thing: "Token") -> list[str]:
    """Return "a", "an" or "the" as it stands before what is done to; none elsewhere."""
    told = [child.text.casefold() for child in thing.lefts if child.dep_ == "det"]
    return [word for word in told if word in ("a", "an", "the")][:1]


def _behind(thing: "Token") -> list[str]:
    """Return a short phrase that says which thing is meant: "of the appointment"; none where it is long."""
    for child in thing.rights:
        if child.dep_ == "prep" and child.text.casefold() in ("of", "for", "to", "from"):
            words = [token.text for token in child.subtree]
            if 2 <= len(words) <= 4 and all(_WORD.fullmatch(word) for word in words) and words[-1][0].isalpha():
                return words
    return []
