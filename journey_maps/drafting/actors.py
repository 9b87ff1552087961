"""Who does a step, where it is not whoever the journey is about: its own words, then who does it in its evidence."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from domain.placed_evidence import PlacedEvidence
from domain.text import fold
from journey_maps.drafting.actions import DONE
from journey_maps.drafting.cues import ABOUT_RESEARCH
from journey_maps.drafting.roles import is_person, is_served, tells_who
from journey_maps.drafting.stems import stems_of
from journey_maps.drafting.thing_names import described, is_of_making, written
from language.model import load_model

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_COMPONENTS = ("tok2vec", "tagger", "parser", "attribute_ruler", "lemmatizer")
_DOES_IT = 0.5
"""How likely a sentence must be right there that says in the step's own words who does it."""
_FEWEST, _DOES_SOME = 2, 0.7
"""How many sentences, and worth how much together, must say who deals with a thing of the step."""
_MAJORITY = 0.6
"""What share of those that tell who does it must tell of the same."""
_ACT = re.compile(r"be|have|get|let|need|must|should|can|may|will|do", re.IGNORECASE)
_RECEIVES = re.compile(r"(?:receive|get|be (?:told|sent|given|informed|notified)|hear|wait)\b", re.IGNORECASE)
"""How steps begin that are done to whoever the journey is about: whom else the thing reaches is no actor of them."""
_OWN_DEED = re.compile(
    r"(?:appeal|apply|ask|attend|buy|choose|claim|complain|find out|object|order|pay|repay|sign up|travel|"
    r"try|want|need|decide (?:whether|if|to)|look for)\b",
    re.IGNORECASE,
)
"""How steps begin that people do for themselves: who deals with the thing in other ways is on the other side."""
_SORTS_OF_STAFF = frozenset({"admin", "administrative", "clinical", "legal", "medical", "operational", "social"})


def actors_of(
    steps: Sequence[str], placed: Sequence[Sequence[PlacedEvidence]], *, whose: str | None = None
) -> list[str | None]:
    """Return who does each of these steps: a role of theirs at work, None where it is ``whose`` journey it is.

    ``placed`` are a step's pieces of evidence with how likely each is right there. A step's own words say it ("Clerk
    checks the form", "be picked by a nurse"), else sentences in which a role does to a thing of the step what the step
    does to it. Where other people do so as well, or several roles, nothing is said.
    """
    model = load_model(*_COMPONENTS)
    told = [[item for item in own if not ABOUT_RESEARCH.search(item.evidence.text)] for own in placed]
    documents = iter(model.pipe([*steps, *(item.evidence.text for own in told for item in own)], batch_size=64))
    named = [next(documents) for _ in steps]
    sentences = [[(item.score, next(documents)) for item in own] for own in told]
    actors = [_in_own_words(step) or _in_evidence(step, own) for step, own in zip(named, sentences, strict=True)]
    return [None if actor is None or _is_of(actor, whose) else actor for actor in actors]


def _is_of(actor: str, whose: str | None) -> bool:
    return whose is not None and set(fold(actor).casefold().split()) <= set(fold(whose).casefold().split())


def _in_own_words(step: "Doc") -> str | None:
    """Return who acts in a step's name: its subject, or by whom it is done; a role alone may be any of them."""
    for token in step:
        is_agent = token.dep_ == "pobj" and token.head.text.casefold() == "by"
        is_subject = token.dep_ == "nsubj" and token.left_edge.i == 0 and token.head.i > token.i
        if (is_agent or is_subject) and _is_at_work(token):
            return _called(token)
    return None


def _in_evidence(step: "Doc", told: "Sequence[tuple[float, Doc]]") -> str | None:
    """Return the role that does the step in most of what tells who does; None where too little tells of one."""
    if _RECEIVES.match(step.text):
        return None
    done, things = _deed(step)
    roles: defaultdict[str, float] = defaultdict(float)
    says: Counter[str] = Counter()
    surest: defaultdict[str, float] = defaultdict(float)
    others = 0.0
    for score, sentence in told:
        dealing = {(subject, verb) for subject, verb in _acting(sentence) if _deals_with(verb, done, things)}
        named = {_called_in_evidence(subject) for subject, _ in dealing if _is_at_work(subject)}
        for role in filter(tells_who, named):
            roles[role] += score
            says[role] += 1
        for subject, verb in dealing:
            if not stems_of(verb.text).isdisjoint(done):
                name = _called_in_evidence(subject)
                surest[name] = max(surest[name], score)
        others += score * any(is_served(subject.text) for subject, _ in dealing)
    if not roles:
        return None
    best = min(roles, key=lambda name: (-roles[name], len(name), name))
    alike = [name for name in roles if _is_same(name, best)]
    weight = sum(roles[name] for name in alike)
    is_told = max(surest[name] for name in alike) >= _DOES_IT
    if not _OWN_DEED.match(step.text):
        is_told |= sum(says[name] for name in alike) >= _FEWEST and weight >= _DOES_SOME
    return best if is_told and weight >= _MAJORITY * (sum(roles.values()) + others) else None


def _is_at_work(noun: "Token") -> bool:
    """Tell whether it calls people by what they do at work, and not those who make or research a service."""
    return is_person(noun.text) and not is_of_making(*described(noun))


def _is_same(name: str, other: str) -> bool:
    """Tell whether one of two roles is the other, said at more length: "admin staff", "clinic admin staff"."""
    short, long = sorted((name.casefold(), other.casefold()), key=len)
    return long == short or long.endswith(f" {short}")


def _deed(step: "Doc") -> tuple[frozenset[str], frozenset[str]]:
    """Return the stems of what is done in a step's name, and of what it is done to."""
    verbs = [token for token in step if token.pos_ == "VERB" or (token.i == 0 and token.pos_ != "AUX")]
    doing = [token for token in verbs if not _ACT.fullmatch(token.lemma_)]
    done = stems_of(" ".join(token.text for token in doing))
    return done, stems_of(step.text) - done


def _acting(sentence: "Doc") -> "Iterator[tuple[Token, Token]]":
    """Yield who does something, each with the verb: its subject, those joined to it, and "by" whom it is done."""
    for verb in sentence:
        if verb.pos_ not in ("VERB", "AUX") or any(child.dep_ == "neg" for child in verb.children):
            continue
        for child in verb.children:
            if child.dep_ == "nsubj":
                yield from ((subject, doing) for subject in (child, *child.conjuncts) for doing in _doings(verb))
            elif child.dep_ == "agent":
                yield from ((subject, verb) for subject in child.children if subject.dep_ == "pobj")


def _doings(verb: "Token") -> "Iterator[Token]":
    """Yield a verb, what is joined to it, and what its subject has or needs to do."""
    yield verb
    for child in verb.children:
        is_of_it = child.dep_ in ("conj", "xcomp") and child.pos_ == "VERB"
        if is_of_it and not any(each.dep_ == "nsubj" for each in child.children):
            yield from _doings(child)


def _deals_with(verb: "Token", done: frozenset[str], things: frozenset[str]) -> bool:
    """Tell whether a verb of dealings, or the step's own, is done to a thing of it, in its own part of the sentence."""
    if verb.lemma_.casefold() not in DONE and stems_of(verb.text).isdisjoint(done):
        return False
    own = [token.text for token in verb.subtree if token.i > verb.i or token.dep_ in ("nsubjpass", "compound")]
    return not stems_of(" ".join(own)).isdisjoint(things)


def _called_in_evidence(noun: "Token") -> str:
    """Return a role without names: who sees the journey may not see what tells them."""
    return _called(noun, [each for each in described(noun) if each.pos_ != "PROPN" or is_person(each.text)])


def _called(noun: "Token", before: "Sequence[Token] | None" = None) -> str:
    """Return a role as a map shows it: "Clinic admin staff"."""
    said = described(noun) if before is None else before
    sorts = [each for each in said if each.pos_ != "ADJ" or each.text.casefold() in _SORTS_OF_STAFF]
    words = " ".join(written(*sorts, noun))
    return words[:1].upper() + words[1:]
