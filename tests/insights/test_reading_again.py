"""Which pairs a model outside is asked about, and what becomes of each way it can answer. All invented."""

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.decisions import Verdict
from domain.errors import WriterFailed
from domain.text import Replacement, TextSpan
from insights.naming import NO_MORE
from insights.sharing.reading_again import (
    AT_ONCE,
    NO_ANSWER,
    NOT_ALLOWED,
    PERSONAL,
    PERSONAL_PATTERN,
    TOO_LONG,
    TOO_MANY,
    ReadingAgain,
    pairs_in,
)
from insights.sharing.readings import Readings
from insights.sharing.rulings import Rulings
from tests.insights.coded_evidence import a_codebook, a_pattern, coded, evidence_of
from tests.insights.test_readings import a_decision, a_reading

PERSONAL_ONE = replace(a_pattern(3), definition="What 007 met.")
BOOK = a_codebook(a_pattern(1), a_pattern(2), PERSONAL_ONE)
FAILED = WriterFailed("The writer does not answer in time.", where="THROUGHLINE_WRITER", remedy="Wait.")
CODING = coded(fit=0.6)


class KeyMasker:
    """Obeys the Masker port: takes 007 for personal data."""

    def find(self, text, *, people=()):
        return [
            Replacement(span=TextSpan(start=each.start(), end=each.end()), type="NUMBER", placeholder="[number]")
            for each in re.finditer("007", text)
        ]


class Reader:
    """Obeys the Writer port: gives these answers in turn, the last one for ever, or raises them."""

    name = "large-model at localhost"

    def __init__(self, *answers):
        self.answers = list(answers)
        self.told = []

    def read(self, difficulty, sentences):
        self.told.append((list(difficulty), list(sentences)))
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        if isinstance(answer, Exception):
            raise answer
        return {place: answer[place] for place in answer if place <= len(sentences)}


YES = dict.fromkeys(range(1, AT_ONCE + 1), True)


def sentences(number, fit=0.6, pattern="PAT_01"):
    return [
        evidence_of(
            f"Keepers wait at lock {'abcdefghijklmnopqrstuvwxyz'[n % 26] * (1 + n // 26)}.", coding=coded(pattern, fit)
        )
        for n in range(number)
    ]


def reading(evidence, *, studies=None, held=(), decided=(), **said):
    return ReadingAgain(
        pairs_in(evidence, BOOK, Rulings(decided, evidence)),
        Readings(held, evidence, BOOK),
        codebook=BOOK,
        studies={item.study_id for item in evidence} if studies is None else studies,
        masker=KeyMasker(),
        **said,
    )


def asked(evidence, reader, *, still_open=list, **said):
    """Return the account of asking, and the answers that were saved, a list for each request."""
    saved = []
    account = reading(evidence, **said).ask(reader, saved.append, still_open=still_open)
    return account, saved


def test_a_pair_is_what_the_coder_holds_for_evidence_or_a_lead_and_nobody_decided_on():
    sure, lead, none, no_pain, decided_on = sentences(5)
    evidence = [
        sure,
        replace(lead, coding=coded(fit=0.08)),
        replace(none, coding=coded(fit=0.07)),
        replace(no_pain, coding=coded(pain_point=0.4)),
        decided_on,
    ]
    rulings = Rulings([a_decision(decided_on, Verdict.NOT_EVIDENCE)], evidence)
    assert [pair.members[0].id for pair in pairs_in(evidence, BOOK, rulings)] == [sure.id, lead.id]


def test_equal_words_are_asked_about_once_and_answered_for_each_copy_that_may_be_sent():
    [first] = sentences(1)
    copies = [evidence_of(first.text, study=name, coding=CODING) for name in ("Open", "Hidden")]
    reader = Reader(YES)
    studies = {first.study_id, copies[0].study_id}
    account, [saved] = asked([first, *copies], reader, studies=studies)
    assert (account.pairs, account.read, account.asked) == (1, 1, 1)
    assert {each.observation_id for each in saved} == {first.id, copies[0].id}


def test_a_sentence_stands_in_a_line_under_its_heading_beside_the_words_of_its_pattern():
    [item] = sentences(1)
    reader = Reader(YES)
    asked([replace(item, headings=("Part one", "At the\nlock"))], reader)
    [(difficulty, [line])] = reader.told
    assert line == f"(under the heading: At the lock) {item.text}"
    assert difficulty == [
        "Difficulty: Difficulty number 1",
        "Definition: What difficulty number 1 is.",
        "When it does not apply: Not when another difficulty is told (PAT_99).",
    ]


@pytest.mark.parametrize("heading", ["Room 007", "At " * 60, " "])
def test_a_heading_that_masking_finds_something_in_or_that_is_long_or_empty_stays_here(heading):
    [item] = sentences(1)
    reader = Reader(YES)
    asked([replace(item, headings=(heading,))], reader)
    assert reader.told[0][1] == [item.text]


def test_a_request_holds_a_few_sentences_of_one_pattern():
    evidence = [*sentences(AT_ONCE + 3), *sentences(2, pattern="PAT_02")]
    reader = Reader(YES)
    account, saved = asked(evidence, reader)
    assert [len(told) for _, told in reader.told] == [AT_ONCE, 3, 2]
    assert account.asked == account.read == sum(map(len, saved)) == AT_ONCE + 5


def test_what_may_not_be_sent_is_told_with_the_reason_and_not_sent():
    shut, long, personal, of_pattern, plain = sentences(5)
    shut = evidence_of("Boats wait.", study="Shut", coding=CODING)
    evidence = [
        shut,
        replace(long, text="Wait. " * 101),
        replace(personal, text="Keeper 007 waits."),
        replace(of_pattern, coding=coded("PAT_03", 0.6)),
        plain,
    ]
    reader = Reader(YES)
    account, _ = asked(evidence, reader, studies={plain.study_id})
    assert [told for _, told in reader.told] == [[plain.text]]
    assert dict(account.not_read) == dict.fromkeys((NOT_ALLOWED, TOO_LONG, PERSONAL, PERSONAL_PATTERN), 1)


def test_what_was_answered_before_is_not_asked_again_and_holds_for_a_new_copy():
    first, second = sentences(2)
    copy = evidence_of(first.text, study="New", coding=CODING)
    again = reading([first, second, copy], held=[a_reading(first, False)])
    assert [pair.text for pair in again.sent] == [second.text]
    assert [each.observation_id for each in again.copied] == [copy.id]
    account = again.ask(Reader(YES), lambda saved: None, still_open=list)
    assert (account.pairs, account.read, account.withheld, account.asked) == (2, 2, 1, 1)


def test_nothing_is_copied_to_what_has_an_answer_of_its_own():
    [first] = sentences(1)
    evidence = [first, *(evidence_of(first.text, study=name, coding=CODING) for name in ("One", "Two"))]
    held = [a_reading(item, True) for item in evidence]
    assert reading(evidence, held=held).copied == []


def test_the_likeliest_are_asked_first_where_there_are_more_than_one_run_asks():
    evidence = [*sentences(3, fit=0.2), *sentences(2, pattern="PAT_02")]
    reader = Reader(YES)
    account, _ = asked(evidence, reader, most=3)
    assert sum(len(told) for _, told in reader.told) == account.asked == 3
    assert len(reader.told[0][1]) == 2
    assert dict(account.not_read) == {TOO_MANY: 2}


def test_what_a_failure_leaves_unread_stays_so_and_what_was_read_before_it_is_kept():
    evidence = sentences(3 * AT_ONCE)
    account, saved = asked(evidence, Reader(YES, FAILED, YES))
    assert [len(each) for each in saved] == [AT_ONCE, AT_ONCE]
    assert (account.read, dict(account.not_read)) == (2 * AT_ONCE, {FAILED.problem: AT_ONCE})


def test_after_three_failures_in_a_row_nothing_is_asked_any_more():
    evidence = sentences(6 * AT_ONCE)
    reader = Reader(FAILED, YES, FAILED)
    account, _ = asked(evidence, reader)
    assert len(reader.told) == 5
    assert dict(account.not_read) == {FAILED.problem: 4 * AT_ONCE, NO_MORE: AT_ONCE}


def test_what_is_withdrawn_or_changed_while_it_asks_is_not_sent():
    evidence = sentences(3)
    _, changed, left = sorted(evidence, key=lambda item: item.id)
    now = [replace(changed, text="Another text."), left]
    reader = Reader(YES)
    account, [saved] = asked(evidence, reader, still_open=lambda items: now)
    assert [told for _, told in reader.told] == [[left.text]]
    assert [each.observation_id for each in saved] == [left.id]
    assert dict(account.not_read) == {NOT_ALLOWED: 2}


def test_progress_counts_pairs_to_the_end():
    told = []
    reading(sentences(AT_ONCE + 1)).ask(
        Reader(YES), lambda saved: None, still_open=list, progress=lambda *counts: told.append(counts)
    )
    assert told == [(AT_ONCE, AT_ONCE + 1), (AT_ONCE + 1, AT_ONCE + 1)]


@given(st.lists(st.one_of(st.just(FAILED), st.dictionaries(st.integers(1, AT_ONCE), st.booleans())), min_size=1))
def test_each_pair_is_read_or_has_a_reason_however_it_is_answered(answers):
    evidence = sentences(2 * AT_ONCE + 5)
    account, saved = asked(evidence, Reader(*answers))
    answered = [each for batch in saved for each in batch]
    assert account.read == len(answered)
    assert account.withheld == sum(not each.is_evidence for each in answered)
    assert account.read + sum(count for _, count in account.not_read) == account.pairs == len(evidence)
    assert {reason for reason, _ in account.not_read} <= {FAILED.problem, NO_ANSWER, NO_MORE}
