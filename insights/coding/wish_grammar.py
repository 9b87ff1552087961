"""Who wants what, by grammar: wanting verbs with a subject, what should be so, commands, and things that are named."""

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

PARSER = ("tok2vec", "tagger", "parser", "attribute_ruler", "lemmatizer")
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "expl", "csubj"})
_WANTING = frozenset({"need", "want", "wish", "desire", "require"})
_WOULD_WANT = frozenset({"like", "love", "appreciate", "welcome"})
_ASKING = frozenset({"ask", "wish", "hope", "long"})
_ADVISING = frozenset({"recommend", "suggest", "propose", "advise"})
_FINDING_OUT_WRITTEN = (
    "know understand find learn test see ask check speak explore investigate determine decide assess research study "
    "look measure discuss talk validate monitor gather try start continue imagine think wait figure conduct "
    "feel click read note thank contact remember select choose enter press go download visit"
)
_FINDING_OUT = frozenset(_FINDING_OUT_WRITTEN.split())
"""What researchers set themselves to do, and what a service tells its users to do: a command that is no advice."""
_BEFORE_COMMANDS = frozenset(
    {"please", "also", "maybe", "perhaps", "always", "never", "do", "don", "dont", "better", "just"}
)
"""What may stand before the verb of a command."""
_NAMED_BY = frozenset({"a", "an", "one", "some", "someone", "somebody", "something", "more", "another"})


def parsed(texts: Sequence[str]) -> "list[Doc]":
    """Return the texts with their grammar, in order. Loads the language model when there are texts."""
    from language.model import load_model

    return list(load_model(*PARSER).pipe(texts, batch_size=64)) if texts else []


def wants_something(document: "Doc") -> bool:
    """Tell whether somebody is said to need or want something, or a thing is named or begged for outright."""
    return any(_wants(token) for token in document) or _any_sentence(document, _names_a_thing, _is_asked_for)


def says_what_should_change(document: "Doc") -> bool:
    """Tell whether something is said that should be otherwise, as advice, a command or a thing described."""
    return any(_advises(token) for token in document) or _any_sentence(document, _describes_a_thing, _is_advice)


def _any_sentence(document: "Doc", *told: "Callable[[Span], bool]") -> bool:
    return any(tells(sentence) for sentence in document.sents for tells in told)


def _wants(token: "Token") -> bool:
    if not token.tag_.startswith("V") or _is_denied(token):
        return False
    lemma = token.lemma_.casefold()
    would = any(child.lemma_.casefold() in ("would", "'d") for child in token.children if child.dep_ == "aux")
    asks_for = lemma in _ASKING and any(child.text.casefold() == "for" for child in token.children)
    is_wanting = lemma in _WANTING or (would and lemma in _WOULD_WANT) or asks_for
    return is_wanting and token.dep_ != "relcl" and _is_of_someone(token)


def _is_of_someone(verb: "Token") -> bool:
    """Tell whether a verb has a subject that is told: not a clause, and none of what questions ask."""
    subjects = list(_subjects(verb))
    if not subjects:
        return verb.dep_ == "ROOT" and verb.tag_ == "VBZ"
    return all(subject.tag_ not in ("WP", "WDT") for subject in subjects)


def _subjects(verb: "Token") -> "Iterator[Token]":
    """Yield the subjects of a verb, or else those of the verb that it is joined to."""
    own = [child for child in verb.children if child.dep_ in _SUBJECTS]
    if not own and verb.dep_ == "conj":
        yield from _subjects(verb.head)
    yield from own


def _is_denied(verb: "Token") -> bool:
    return any(child.dep_ == "neg" for child in verb.children)


def _advises(token: "Token") -> bool:
    lemma = token.lemma_.casefold()
    if lemma in _ADVISING:
        return token.tag_.startswith("V") and token.dep_ == "ROOT"
    if token.tag_ == "MD" and lemma in ("should", "must", "ought", "shall"):
        return token.head.lemma_.casefold() not in _FINDING_OUT
    is_need = lemma == "need" and token.tag_ in ("VBP", "VBZ") and not _is_denied(token)
    done = next((child for child in token.children if child.dep_ == "xcomp"), None)
    return is_need and done is not None and done.lemma_.casefold() not in _FINDING_OUT


def _is_advice(sentence: "Span") -> bool:
    """Tell whether a sentence is advice to whoever can change something, and no command to its readers."""
    to_readers = any(token.lemma_.casefold() in ("you", "your") for token in sentence)
    first = _first_word(sentence)
    begins = first is not None and (first == sentence.root or first.text.casefold() in _BEFORE_COMMANDS)
    return is_command(sentence) and begins and _begins_large(sentence) and not to_readers


def _is_asked_for(sentence: "Span") -> bool:
    """Tell whether a sentence is a command by somebody who wants it for themselves."""
    for_me = any(token.text.casefold() in ("me", "my", "us", "our") for token in sentence)
    return is_command(sentence) and (for_me or _begins_large(sentence))


def _begins_large(sentence: "Span") -> bool:
    first = _first_word(sentence)
    return first is not None and first.text[:1].isupper()


def _first_word(sentence: "Span") -> "Token | None":
    return next((token for token in sentence if token.is_alpha), None)


def is_command(sentence: "Span") -> bool:
    """Tell whether a sentence tells somebody to change something: a verb without a subject, and no plan of research."""
    root = sentence.root
    if root.tag_ != "VB" or any(child.dep_ in _SUBJECTS or child.tag_ in ("MD", "TO") for child in root.children):
        return False
    return root.lemma_.casefold() not in _FINDING_OUT


def _names_a_thing(sentence: "Span") -> bool:
    """Tell whether a sentence is nothing but a thing: "A form that I can hold", "One person to ring"."""
    first = _first_word(sentence)
    if (
        first is None
        or not _begins_large(sentence)
        or first.text.casefold() not in _NAMED_BY
        or sentence.text.rstrip()[-1:] in "?:"
    ):
        return False
    root = sentence.root
    stands_alone = not any(child.dep_ in _SUBJECTS for child in root.children)
    to_do = any(child.tag_ == "TO" for child in root.children) and any(child == first for child in root.children)
    return (root.pos_ in ("NOUN", "PRON", "PROPN") and stands_alone) or to_do or _is_described(root)


def _describes_a_thing(sentence: "Span") -> bool:
    """Tell whether a sentence names a thing and what it should do: "A page that shows what is left"."""
    root = sentence.root
    told = any(child.dep_ == "relcl" for child in root.children) or _is_described(root)
    return told and _names_a_thing(sentence)


def _is_described(root: "Token") -> bool:
    """Tell whether the subject is a thing that is described, and what looks like its verb belongs to that."""
    return any(
        child.dep_ == "nsubj" and any(grand.dep_ == "relcl" for grand in child.children) and root.tag_ == "VBD"
        for child in root.children
    )
