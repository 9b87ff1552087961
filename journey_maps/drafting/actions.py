"""Actions that evidence tells of, as a plan would name them: "Send text reminders", "Set up a clinic"."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from journey_maps.drafting.thing_names import are_words, article, described, hinders, is_of_making, written
from journey_maps.drafting.things_told import told_by_things
from language.model import load_model

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_FEWEST_NAME_WORDS = 2
_LONGEST_NAME_WORDS = 6
DONE = frozenset(
    """
    accept access acknowledge add adjust administer admit advertise advise agree allocate amend answer appeal
    apply appoint approve arrange arrive ask assess assign attach attend authorise award bid bill book borrow
    bring browse buy calculate call cancel certify challenge change charge chase check choose claim clear close
    collect compare complain complete confirm consent consult contact convert copy correct count create decide
    declare decline defer deposit diagnose disclose dispatch dispute download draft drive edit email enrol enter
    escalate estimate examine exchange export extend file fill find forward fund gather grant greet hand handle
    hire identify import inform inspect install interview investigate invite issue join keep label lease leave
    lend license locate lodge log look manage mark match measure meet merge monitor move nominate note notify
    obtain offer open order organise pack pass pay pick plan post practise prepare prescribe print process prove
    publish purchase qualify query quote raise read recall receive record recover redact refer refuse register
    reject release remind remove renew rent repair repay replace reply report request reschedule reserve resolve
    respond return review revoke save scan schedule screen search select sell send settle share shortlist sign
    sort speak split stamp stop store submit suspend take talk tell track train transfer translate travel treat unlock
    update upload vaccinate validate verify view visit vote vouch wait walk warn watch weigh withdraw witness
    write
    """.split()  # noqa: SIM905 - two hundred quoted strings read worse
)
"""What people and staff do in dealings with services: what they think, feel, design or click is no step of theirs."""
_NOT_OBJECTS = frozenset(
    """
    it this that they them he she we us i you one thing lot way part what which who some all something anything other
    research user participant people person team prototype design page screen content question round test session
    finding insight feedback hypothesis version option feature idea study need problem issue pain point journey section
    service process time number example sense pattern component button link error title heading text copy label hint
    website site product tab filter banner box alpha beta sprint workshop interview finding theme opinion experience
    impact value work information detail change improvement concern difficulty challenge confusion trust confidence
    preference understanding knowledge awareness benefit learning guide set step task field checkbox checkboxe flow
    clarity usability burden barrier engagement gain expectation term net workflow event history subtitle language word
    role explanation phase support action level reason sms blank email
    message correspondence update software place space foundation approach formatting prevention requirement method
    concept thinking effectiveness line reach flag mode view pattern layout
    """.split()  # noqa: SIM905 - a hundred quoted strings read worse
)
_WITH = frozenset(
    """
    claim-for apply-for ask-for search-for look-for wait-for pay-for sign-for travel-to speak-to talk-to respond-to
    register-for reply-to appeal-against go-to return-to arrive-at report-to book-onto search-in search-through
    search-by look-at look-through log-into speak-with talk-with talk-about communicate-with enrol-on register-with
    check-with choose-from select-from pick-from move-to move-between move-into return-from meet-with agree-on
    decide-on
    """.split()  # noqa: SIM905 - as above
)
"""Verbs that have what they are done to behind a preposition."""
_ONLY_WITH = frozenset({"apply", "ask", "look", "wait", "speak", "talk", "respond", "reply"})
"""Verbs that name a step only with their preposition: "apply for a place", not "apply a filter"."""
_RATHER_A_NOUN = 8
"""How many times as often a word is a noun, in the same notes, to be taken for one wherever it stands."""
_NOUNS = ("NOUN", "PROPN")


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
    documents = list(model.pipe(texts, batch_size=64))
    used = Counter((token.lemma_.casefold(), token.pos_) for document in documents for token in document)
    told: list[Action] = []
    for number, document in enumerate(documents):
        own = [
            action
            for action in _actions(number, document)
            if used[action.verb, "NOUN"] < _RATHER_A_NOUN * used[action.verb, "VERB"]
        ]
        names = {action.name for action in own}
        told += [*own, *(action for action in _of_things(number, document) if action.name not in names)]
    return [replace(action, name=_in_small(action.name, used)) for action in told]


def _in_small(name: str, used: "Counter[tuple[str, str]]") -> str:
    """Return a name without the capitals that headings give to words which the same texts have in small as well."""
    first, *words = name.split()
    return " ".join((first, *(_small_if_common(word, used) for word in words)))


def _small_if_common(word: str, used: "Counter[tuple[str, str]]") -> str:
    small = word.casefold()
    return small if word.istitle() and 0 < used[small, "PROPN"] <= used[small, "NOUN"] else word


def _actions(number: int, document: "Doc") -> Iterator[Action]:
    for verb in document:
        lemma = verb.lemma_.casefold()
        if verb.pos_ != "VERB" or lemma not in DONE:
            continue
        if verb.dep_ in ("amod", "compound") or any(hinders(child) for child in verb.children):
            continue
        for between, thing in _done_to(verb):
            if name := _name(verb, between, thing):
                plain = verb.tag_ != "VBG" or thing.i != verb.i + 1
                about = thing.lemma_.casefold()
                yield Action(text=number, name=name, verb=lemma, thing=about, is_plain=plain)


def _of_things(number: int, document: "Doc") -> Iterator[Action]:
    for told in told_by_things(document, named=DONE):
        yield Action(text=number, name=told.name, verb=told.verb, thing=told.thing)


def _done_to(verb: "Token") -> "list[tuple[str, Token]]":
    """Return what is done to, with what is joined to it, each with the preposition between: “claim for food”."""
    alone = verb.lemma_.casefold() not in _ONLY_WITH
    things = [("", child) for child in verb.children if alone and _is_done_to(child)][:1]
    for child in verb.children:
        if child.dep_ == "prep" and f"{verb.lemma_}-{child.text}".casefold() in _WITH and not things:
            things = [(child.text.casefold(), one) for one in child.children if one.dep_ == "pobj"][:1]
    return [(between, one) for between, thing in things for one in (thing, *thing.conjuncts) if one.pos_ in _NOUNS]


def _is_done_to(child: "Token") -> bool:
    """Tell whether it is what a verb is done to: its object, or its subject where it is done to that."""
    return child.dep_ in ("dobj", "obj", "nsubjpass") and child.pos_ in _NOUNS


def _name(verb: "Token", between: str, thing: "Token") -> str | None:
    """Return the verb, its particle and its object in short, or None where that names nothing."""
    if thing.lemma_.casefold() in _NOT_OBJECTS or not thing.text[0].isalpha() or _is_title(thing):
        return None
    particle = [child.text.casefold() for child in verb.children if child.dep_ == "prt"] + [between] * bool(between)
    before = described(thing)
    if is_of_making(thing, *before):
        return None
    lemma = verb.lemma_.casefold()
    words = [lemma[:1].upper() + lemma[1:], *particle, *written(*before, thing)]
    if len(words) < _FEWEST_NAME_WORDS + 1:
        words += _behind(thing)
    words[1 + len(particle) : 1 + len(particle)] = article(thing)
    return " ".join(words) if are_words(words) and _FEWEST_NAME_WORDS <= len(words) <= _LONGEST_NAME_WORDS else None


def _is_title(thing: "Token") -> bool:
    """Tell whether it stands in a name, such as of a page or product, and not for a thing: "Move Search"."""
    return thing.pos_ == "PROPN" and thing.text.istitle() and thing.i > thing.sent.start and not article(thing)


def _behind(thing: "Token") -> list[str]:
    """Return a short phrase that says which thing is meant: "of the appointment"; none where it is long."""
    for child in thing.rights:
        if child.dep_ == "prep" and child.text.casefold() in ("of", "for", "to", "from"):
            words = [token.text for token in child.subtree]
            if 2 <= len(words) <= 4 and are_words(words) and words[-1][0].isalpha():
                return words
    return []
