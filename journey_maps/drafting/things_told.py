"""What people do, told by what they do it with: questions about tides are answered, the berth form is filled in.

Notes speak of things rather than of deeds: "the berth form was hard to follow". Of such things it is known what is done
with them, as it is of the usual steps; which of them a journey has, evidence tells. "Berth allocation" tells it too.
"""

from collections.abc import Iterator, Set
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from journey_maps.drafting.thing_names import are_words, article, described, hinders, is_of_making, written

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_DONE_WITH = """
accept: terms
agree: plan
answer: question questionnaire
apply for: allowance benefit grant licence loan pass pension permit visa
assess: risk
attend: appointment assessment class clinic course exam hearing induction interview meeting session
buy: ticket
carry out: audit inspection
check: balance compliance eligibility identity list progress quality status
choose: date provider route slot supplier type
enter: code
find: address contact location map site venue
follow: link rule
give: consent detail evidence history preference proof reason
have: check examination operation procedure scan therapy treatment vaccination
join: group programme queue scheme
keep: diary log stock
look at: chart dashboard figure statistic
make: appeal complaint decision referral request
meet: deadline target
order: equipment kit prescription
pay: bill charge deposit fare fee fine invoice rent tax
plan: trip
publish: advert listing notice
put right: duplicate error mistake
read: advice guidance guide instruction leaflet manual policy
receive: alert award certificate confirmation delivery invitation letter message notification reminder result text
ring: helpline
search: archive database directory
set up: account profile
sign: agreement contract declaration lease tenancy
sign in with: login password
take: lesson sample test training
talk to: adviser advisor caseworker clinician nurse officer specialist
tell the office about: circumstance need requirement symptom
update: record register spreadsheet
upload: document photo photograph receipt
write: bid budget minute note plan proposal report statement summary
fill in: form timesheet
"""
"""What is done with a thing, before the words of such things."""
_ACTS = """
advertise: advertisement advertising
allocate: allocation
approve: approval
assess: assessment
assign: assignment
book: booking
calculate: calculation
cancel: cancellation
change: amendment change
check: checking
choose: choice selection
close: closure
collect: collection
compare: comparison
correct: correction
create: creation
delete: deletion
deliver: delivery
diagnose: diagnosis
disclose: disclosure
download: download
enter: entry
filter: filtering
inspect: inspection
label: labelling
match: matching
pay: payment
prepare: preparation
publish: publication publishing
record: recording
recruit: recruitment
redact: redaction
register: registration
renew: renewal
repair: repair
replace: replacement
report: reporting
reschedule: rescheduling
review: review
schedule: scheduling
search for: search searching
share: sharing
shortlist: shortlisting
sort: sorting
store: storage
submit: submission
track: tracking
transfer: transfer
translate: translation
validate: validation
verify: verification
withdraw: withdrawal
"""
"""What is done, before the nouns that tell it."""
_DONE_TO = frozenset({"dobj", "obj", "nsubjpass"})
_BEHIND = frozenset({"about", "on", "for", "of"})
_MOST_BEFORE = 2
_MOST_BEHIND = 3


class Told(NamedTuple):
    """Something done: its verb, what tells it from others of the verb, and its name."""

    verb: str
    thing: str
    name: str


@cache
def _verbs(table: str) -> dict[str, str]:
    rows = (line.partition(": ") for line in table.strip().splitlines())
    return {noun: verb for verb, _, nouns in rows for noun in nouns.split()}


def told_by_things(document: "Doc", *, named: Set[str] = frozenset()) -> Iterator[Told]:
    """Yield what a text's nouns tell is done, in their order: nothing for a thing that no word says more of.

    What one of the verbs ``named`` is done to is left out: the verb tells it better.
    """
    for thing in document:
        if thing.dep_ in _DONE_TO and thing.head.lemma_.casefold() in named:
            continue
        if thing.pos_ == "NOUN" and not any(hinders(child) for child in (*thing.children, *thing.head.children)):
            noun = thing.lemma_.casefold()
            if verb := _verbs(_DONE_WITH).get(noun):
                yield from _done_with(verb, thing)
            elif verb := _verbs(_ACTS).get(noun):
                yield from _done_to(verb, thing)


def _done_with(verb: str, thing: "Token") -> Iterator[Told]:
    before = [token for token in described(thing) if token.tag_ != "VBG"]
    behind = _behind(thing)
    if not (before or behind) or len(before) > _MOST_BEFORE or is_of_making(thing, *before):
        return
    if not before and behind[0] == "of" and thing.lemma_.casefold() == "date":
        return  # nobody chooses a date of birth
    the = ["the"] if thing.tag_ == "NN" else []
    words = [*the, *written(*before, thing)]
    yield from _named(verb, words if before else words + behind)


def _done_to(verb: str, act: "Token") -> Iterator[Told]:
    """Yield what an act is done to: what stands with it as one word, or behind “of”."""
    before = [child for child in act.lefts if child.dep_ == "compound" and child.pos_ == "NOUN"]
    if before and len(before) <= _MOST_BEFORE and not is_of_making(*before):
        the = ["the"] if before[-1].tag_ == "NN" else []
        yield from _named(verb, [*the, *written(*before)])
    elif (behind := _behind(act)) and behind[0] == "of":
        yield from _named(verb, behind[1:])


def _behind(thing: "Token") -> list[str]:
    """Return the phrase that says which thing is meant: "about the tide"; none where it is long."""
    for child in thing.rights:
        if child.dep_ != "prep" or child.text.casefold() not in _BEHIND:
            continue
        for one in child.children:
            before = described(one)
            if one.dep_ == "pobj" and one.pos_ == "NOUN" and len(before) < _MOST_BEHIND:
                if is_of_making(one, *before):
                    return []
                return [child.text.casefold(), *article(one), *written(*before, one)]
    return []


def _named(verb: str, words: list[str]) -> Iterator[Told]:
    name = f"{verb[:1].upper()}{verb[1:]} {' '.join(words)}"
    if are_words(words) and not set(verb.split()) & set(words):
        yield Told(verb, " ".join(words).removeprefix("the ").removesuffix("s"), name)
