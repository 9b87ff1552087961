"""What was tried about a difficulty is told beside it, and is no evidence of it. All bodies are fictional."""

import pytest

from domain.access import Marking
from domain.evidence import Kind, ToldAfter
from domain.insights import AttemptOutcome
from insights.coding import attempts as attempts_module
from insights.coding.attempts import attempts_among, attempts_by_pattern, is_attempt
from insights.coding.change_cues import is_no_difficulty, outcome_of, tells_change, tells_result
from insights.sharing.pain_points import find_pain_points
from tests.insights.coded_evidence import a_codebook, coded, evidence_of, vectors_of
from tests.insights.test_pain_points import the_planted_corpus

TRIAL = ("The letter: what happened when we rewrote it",)


def tried(text, *, fit=0.9, kind=Kind.RECOMMENDATION, **fields):
    return evidence_of(text, coding=coded("PAT_01", fit, kind=kind, pain_point=0.1), **fields)


@pytest.mark.parametrize(
    "text",
    [
        "We moved the reference number above the button.",
        "The letter has been reworded since the spring.",
        "The page now shows the date of the last message.",
        "An A/B test with the shorter form ran for three weeks.",
        "We linked the two systems so that clerks no longer type the details twice.",
        "Since March clerks type each claim once and it appears in every system.",
        "Clerks type each claim once since the pilot.",
        "Clerks no longer chase the registry as of 3 March.",
        "212 households got the old letter and 208 the new one.",
        "Of 420 households 212 were sent the old 2019 letter and 208 of 209 got the new one.",
    ],
)
def test_what_was_done_is_an_attempt(text):
    assert tells_change(text)


@pytest.mark.parametrize(
    "text",
    [
        "We will move the reference number above the button.",
        "The letter should be reworded and tested again.",
        "We recommend that the page now shows the date.",
        "Nobody knows where the reference number is.",
        "Previously, dates were grouped on one page.",
        "Once they have added a date, it is shown below.",
        "Put the reference number above the button.",
        "Since March the queue has doubled.",
        "I added the same details four times.",
        "To make this clearer we changed:",
    ],
)
def test_what_is_planned_or_only_wished_for_is_none(text):
    assert not tells_change(text)


@pytest.mark.parametrize("heading", ["What was tried", "What we changed", "Changes that were made"])
def test_beneath_a_heading_that_announces_changes_what_was_done_to_something_is_one(heading):
    text = "Two hundred families were given the name of one clerk."
    assert tells_change(text, (heading,))
    assert not tells_change(text, ("What families told us",))
    assert not tells_change("It is shown once the form has been submitted.", (heading,))


@pytest.mark.parametrize(
    ("text", "kind", "is_one"),
    [
        ("We linked the two systems in May.", Kind.METHOD, True),
        ("We tested two versions with eight clerks.", Kind.METHOD, False),
        ("We moved house in May and told nobody.", Kind.PAIN_POINT, False),
        ("We linked the two systems and nobody knew.", Kind.PAIN_POINT, False),
        ("We need the two systems linked.", Kind.NEED, False),
    ],
)
def test_in_any_kind_of_sentence_but_a_need_sure_wording_tells_of_an_attempt(text, kind, is_one):
    assert is_attempt(tried(text, kind=kind)) is is_one


@pytest.mark.parametrize(
    ("text", "headings", "is_none"),
    [
        ("Calls about receipt fell by half.", (), True),
        ("Complaints about names fell from 44 a month to 3.", (), True),
        ("Take-up rose to two in three.", (), True),
        ("It made no difference to calls: 33 for every hundred letters, against 34.", (), True),
        ("Since March clerks type each claim once and it appears in every system.", (), True),
        ("Calls rose by a third.", (), False),
        ("Calls rose by a third.", ("Trial results",), True),
        ("Responses fell by half.", (), False),
        ("I rang five times and it made no difference.", (), False),
        ("We expect that calls will have fallen by half.", (), False),
        ("The new form begins with the name of the dead person.", TRIAL, True),
        ("The new form begins with a question nobody can answer.", TRIAL, False),
    ],
)
def test_a_change_and_what_came_of_it_are_no_difficulty(text, headings, is_none):
    assert is_no_difficulty(text, headings) is is_none


@pytest.mark.parametrize(
    "text",
    [
        "Calls are dropped when the queue is full.",
        "Calls to the helpline dropped at the second menu.",
        "Errors meant her payment was reduced.",
        "People complained of delays after their pension was halved.",
        "The queue never went down.",
        "Delays hardly dropped.",
        "Calls have not dropped since launch.",
        "Claimants stopped calling because nobody answers.",
        "Fewer calls are answered.",
        "People no longer need to ask; they give up.",
        "Parents stopped asking for help.",
        "There was no change in her circumstances.",
        "The clerk had no change in the till.",
        "Users had little impact on the decision.",
        "The claimants have had a hard time since April.",
        "Applicants have had to wait since April because every system is down.",
        "We have had to ring every week since March, now we gave up.",
        "Waits increased since the release, now at ten weeks.",
        "We added the baby to the claim and the payment stopped.",
        "We merged two households and the benefit was cut.",
        "We introduced ourselves at the desk and were turned away.",
        "Her appointment has been moved three times.",
    ],
)
def test_a_difficulty_that_is_worded_much_as_a_change_or_a_result_stays_one(text):
    assert not is_no_difficulty(text)
    assert outcome_of(text) is not AttemptOutcome.WORKED


@pytest.mark.parametrize(
    "text",
    [
        "Calls to the helpline have dropped by a third.",
        "Waiting times were reduced.",
        "Rejections went down to 12% in the fortnight after the release.",
        "Errors in the second form have nearly halved.",
        "People stopped ringing to ask what the letter meant.",
        "Complaints about lost letters fell from 44 a month to 3.",
    ],
)
def test_what_is_less_of_by_so_much_is_a_result(text):
    assert is_no_difficulty(text)


def test_that_nothing_changed_is_a_result_of_what_is_counted_or_beneath_a_heading_that_says_so():
    assert tells_result("There was no change in calls.")
    assert tells_result("It made no difference.", ("Trial results",))
    assert not tells_result("It made no difference.")


def test_not_one_of_a_sample_is_a_result_beneath_a_heading_that_says_so():
    text = "In autumn not one letter in a sample of 600 went to a person who had died."
    assert tells_result(text, ("How we know",))
    assert not tells_result(text)


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("We moved the number up and calls about it fell by a third, fewer than ever.", AttemptOutcome.WORKED),
        ("We shortened the form, and it worked well with all eight.", AttemptOutcome.WORKED),
        ("We added a banner, but it made no difference.", AttemptOutcome.FAILED),
        ("We reworded the label and people still missed it.", AttemptOutcome.FAILED),
        ("We moved the number above the button.", AttemptOutcome.UNKNOWN),
        ("We moved the number up to make it easier to find.", AttemptOutcome.UNKNOWN),
        ("Twice as many people finished the new form.", AttemptOutcome.WORKED),
        ("The refund was claimed by three times as many.", AttemptOutcome.WORKED),
        ("We added a banner: it improved uptake, but people still missed it.", AttemptOutcome.UNKNOWN),
    ],
)
def test_whether_it_worked_is_what_its_own_words_say(text, outcome):
    assert outcome_of(text) is outcome


def test_an_attempt_stands_with_the_point_of_its_best_pattern_and_counts_nowhere():
    evidence = the_planted_corpus()
    change = tried("We now show the address that the office holds, and fewer people typed it again.")

    def found(attempts):
        return find_pain_points(
            evidence, codebook=a_codebook(), run=None, vectors=vectors_of(evidence), beside=attempts
        )[0]

    with_it, without = found([change]), found([])
    assert [(each.evidence.id, each.outcome) for each in with_it.attempts] == [(change.id, AttemptOutcome.WORKED)]
    assert without.attempts == ()
    assert (with_it.observations, with_it.score) == (without.observations, without.score)


def test_the_wording_of_each_observation_is_looked_at_once(monkeypatch):
    looked_at = []

    def counted(kind, text, headings=()):
        looked_at.append(text)
        return tells_change(text, headings)

    monkeypatch.setattr(attempts_module, "tells_attempt", counted)
    evidence, beside = the_planted_corpus(), [tried("We moved the address to the first page.")]
    known = {"codebook": a_codebook(), "run": None, "vectors": vectors_of(evidence), "beside": beside}
    points = find_pain_points(evidence, **known)
    assert sorted(looked_at) == sorted(item.text for item in (*evidence, *beside))
    found = attempts_among([*evidence, *beside])
    looked_at.clear()
    assert find_pain_points(evidence, **known, tried=found) == points
    assert looked_at == []


def test_the_marking_of_an_attempt_counts_for_the_point_that_shows_it():
    evidence = the_planted_corpus()
    change = tried("We moved the address to the first page.", marking=Marking.OFFICIAL_SENSITIVE)
    [point] = find_pain_points(evidence, codebook=a_codebook(), run=None, vectors=vectors_of(evidence), beside=[change])
    assert point.marking is Marking.OFFICIAL_SENSITIVE


def test_a_loose_fit_a_difficulty_or_the_same_words_again_are_no_further_attempt():
    change = "We moved the address to the first page."
    items = [
        tried(change),
        tried(change, study="Another study"),
        tried("We renamed the last page.", fit=0.3),
        tried("It was moved and everyone got lost.", kind=Kind.PAIN_POINT),
    ]
    assert [attempt.evidence.text for attempt in attempts_by_pattern(attempts_among(items))["PAT_01"]] == [change]


def told_after(*texts, headings=("What we changed",)):
    return [ToldAfter(text=text, headings=headings) for text in texts]


@pytest.mark.parametrize(
    ("after", "outcome"),
    [
        (told_after("It is blue.", "Calls about it fell by half."), AttemptOutcome.WORKED),
        (told_after("It made no difference to calls: 33 against 34."), AttemptOutcome.FAILED),
        (told_after("Calls about it fell by half.", headings=("How we know",)), AttemptOutcome.WORKED),
        (told_after("Calls about it fell by half.", headings=("Another office",)), AttemptOutcome.UNKNOWN),
        (told_after("We reworded the label.", "Calls about it fell by half."), AttemptOutcome.UNKNOWN),
        ([], AttemptOutcome.UNKNOWN),
    ],
)
def test_whether_it_worked_is_told_right_after_it_too(after, outcome):
    change = tried("We moved the number above the button.", headings=("What we changed",))
    [attempt] = attempts_by_pattern(attempts_among([change]), followed={change.id: after})["PAT_01"]
    assert attempt.outcome is outcome


def a_difficulty(ordinal, headings):
    text = "The letter reads as a bill."
    return evidence_of(text, coding=coded("PAT_02"), study="A trial", ordinal=ordinal, headings=headings)


def test_a_trial_is_about_the_difficulty_that_is_named_as_its_reason():
    why = a_difficulty(2, (*TRIAL, "Why"))
    change = tried("We took it out again in May.", study="A trial", ordinal=16, headings=(*TRIAL, "Second wording"))
    assert list(attempts_by_pattern(attempts_among([change]), difficulties=[why])) == ["PAT_02"]


def test_an_attempt_that_fits_nothing_itself_is_about_the_difficulty_told_right_before_it():
    def about(ordinal, headings=("Letters",)):
        change = tried("We reworded it.", fit=0.3, study="A trial", ordinal=ordinal, headings=headings)
        return list(attempts_by_pattern(attempts_among([change]), difficulties=[a_difficulty(4, ("Letters",))]))

    assert about(5) == ["PAT_02"]
    assert about(9) == about(3) == about(5, ("Phones",)) == []


def test_of_several_reasons_and_difficulties_the_last_one_told_before_counts():
    def told(pattern, ordinal, headings):
        coding, text = coded(pattern), f"The letter reads as a bill {ordinal}."
        return evidence_of(text, coding=coding, study="A trial", ordinal=ordinal, headings=headings)

    def about(change, *difficulties):
        return list(attempts_by_pattern(attempts_among([change]), difficulties=difficulties))

    why = (*TRIAL, "Why")
    change = tried("We took it out again in May.", study="A trial", ordinal=16, headings=(*TRIAL, "Second wording"))
    reasons = [told("PAT_03", 20, why), told("PAT_02", 5, why), told("PAT_04", 2, why)]
    assert about(change, *reasons) == ["PAT_02"]
    loose = tried("We reworded it.", fit=0.3, study="A trial", ordinal=16, headings=("Letters",))
    near = [told("PAT_04", 13, ("Letters",)), told("PAT_02", 14, ("Letters",)), told("PAT_03", 15, ("Phones",))]
    assert about(loose, *near) == ["PAT_02"]


class Counting(tuple):
    """Headings that count how often they are compared or looked through."""

    looked = 0

    def __eq__(self, other):
        Counting.looked += 1
        return tuple.__eq__(self, other)

    def __iter__(self):
        Counting.looked += 1
        return tuple.__iter__(self)

    __hash__ = tuple.__hash__


def test_a_long_survey_is_not_looked_through_again_for_each_attempt(monkeypatch):
    monkeypatch.setattr(Counting, "looked", 0)
    rows = range(3000)
    told = [
        evidence_of(f"Bill {row}.", coding=coded("PAT_02"), study="A", ordinal=row, headings=Counting(("Problems",)))
        for row in rows
    ]
    changes = [
        tried(f"We moved the address to page {row}.", fit=0.3, study="A", ordinal=row, headings=("Comments",))
        for row in rows
    ]
    assert attempts_by_pattern(attempts_among(changes), difficulties=told) == {}
    assert Counting.looked < 10 * len(rows)


def test_nothing_tried_gives_nothing():
    assert attempts_by_pattern(attempts_among([])) == {}
