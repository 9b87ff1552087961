"""A survey from which somebody withdrew is added again: the rest is taken, nothing of theirs, and that is told."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from domain.access import LOCAL_VIEWER
from domain.errors import Withdrawn
from domain.evidence import Outcome, ReadSource
from domain.identity import sha256_of
from domain.tables import ColumnMapping, Meaning, TableMapping
from storage import schema
from storage.withdrawal.withdrawals import SqlWithdrawals
from tests.builders import a_source, a_study, a_viewer
from tests.storage.test_withdrawing import everything_in, take_out

ANSWERS = ("The grobnitz form asked me twice.", "Nobody answers the phone.", "The zyxwquorum page lost it all.")
WHO = ("R1", "R2", "R1")
TABLE = TableMapping(signature="tb_1", columns=(ColumnMapping(name="Q", meaning=Meaning.QUESTION, samples=ANSWERS),))
LATER = ((*ANSWERS, "The berth list is late."), (*WHO, "R3"))


@pytest.fixture
def withdrawals(database):
    return SqlWithdrawals(database)


def survey(answers=ANSWERS, who=WHO, **fields) -> ReadSource:
    source = a_source(answers, said_by=who, name="survey.csv", **fields)
    return replace(source, tables=(TABLE,), digest=sha256_of("\n".join(answers).encode()))


def left_after(withdrawals, evidence, label="R1") -> ReadSource:
    source = survey()
    evidence.save_source(source)
    take_out(withdrawals, source, label)
    return source


def texts_of(evidence) -> set[str]:
    return {item.text for item in evidence.all_evidence(LOCAL_VIEWER)}


def test_the_same_survey_again_adds_nothing_and_tells_what_it_left_out(evidence, withdrawals, database):
    source = left_after(withdrawals, evidence)
    again = withdrawals.without_withdrawn(source)
    account = evidence.save_source(again)
    assert (account.outcome, account.duplicates, account.kept) == (Outcome.DUPLICATE, 1, 0)
    assert account.read == len(ANSWERS)
    assert [each.reason for each in account.refusals] == ["whoever gave this answer withdrew"] * 2
    assert not any(word in everything_in(database) for word in ("grobnitz", "zyxwquorum"))


def test_a_later_export_brings_the_new_answers_and_not_the_withdrawn_ones(evidence, withdrawals, database):
    left_after(withdrawals, evidence)
    later = withdrawals.without_withdrawn(survey(*LATER))
    account = evidence.save_source(later)
    assert (account.kept, account.duplicates, len(account.refusals)) == (1, 1, 2)
    assert texts_of(evidence) == {ANSWERS[1], LATER[0][-1]}
    assert not any(word in everything_in(database) for word in ("grobnitz", "zyxwquorum", "R1"))
    with database.reading() as connection:
        row = connection.execute(select(schema.sources)).one()
    assert (row.raw_state, row.digest) == ("rewritten", sha256_of(row.canonical.encode()))


def test_the_later_file_is_refused_to_another_team_which_is_told_nothing(evidence, withdrawals):
    left_after(withdrawals, evidence)
    evidence.save_source(withdrawals.without_withdrawn(survey(*LATER)))
    elsewhere = survey(*LATER, study=a_study(organisation="Museum"))
    with pytest.raises(Withdrawn) as refused:
        withdrawals.without_withdrawn(elsewhere)
    assert "withdr" not in f"{refused.value.problem} {refused.value.remedy}"


@pytest.mark.parametrize(
    "again",
    [
        survey(who=("A", "B", "A")),
        survey(who=(None, None, None)),
        survey(study=a_study("Under another title")),
        replace(survey(), tables=()),
        survey(ANSWERS[::2], ("R1", "R1")),
        survey(("The lamp was out.", ANSWERS[1], "Somebody rang."), ("R1", "R2", "R3")),
    ],
    ids=["other labels", "no labels", "another study of the team", "no table", "nobody else", "numbered anew"],
)
def test_where_it_cannot_be_told_whose_the_rest_is_the_whole_file_is_refused(evidence, withdrawals, again):
    left_after(withdrawals, evidence)
    with pytest.raises(Withdrawn):
        withdrawals.without_withdrawn(again)


SAME = "Nobody answers the phone."
EQUAL = (("The grobnitz form asked me twice.", SAME, SAME, "The lamp was out.", SAME), ("R1", "R1", "R2", "R2", "R3"))


def newest_first(answers, who):
    """The rows of a later export in the other order, each person's answers in theirs: one more person is on top."""
    rows = sorted(zip(answers, who, strict=True), key=lambda row: row[1], reverse=True)
    return ("The berth list is late.", SAME, *(text for text, _ in rows)), ("R4", "R4", *(name for _, name in rows))


@pytest.mark.parametrize("label", ["R1", "R2"])
def test_a_later_export_with_its_newest_rows_first_is_a_revision_without_the_withdrawn_answers(
    evidence, withdrawals, database, label
):
    source = survey(*EQUAL)
    evidence.save_source(source)
    take_out(withdrawals, source, label)
    held = {item.id for item in evidence.all_evidence(LOCAL_VIEWER)}
    for _ in range(2):
        account = evidence.save_source(withdrawals.without_withdrawn(survey(*newest_first(*EQUAL))))
        assert len(account.refusals) == 2
    said = [(item.text, item.participant) for item in evidence.source(LOCAL_VIEWER, source.id).observations]
    asked = [(text, who) for text, who in zip(*newest_first(*EQUAL), strict=True) if who != label]
    assert said == asked
    assert held < {item.id for item in evidence.all_evidence(LOCAL_VIEWER)}, "what was there keeps its identifier"
    own = "grobnitz" if label == "R1" else "lamp"
    assert own not in everything_in(database) and repr(label) not in everything_in(database)


def test_an_answer_that_others_gave_too_does_not_tell_who_withdrew(evidence, withdrawals):
    source = survey(*EQUAL)
    evidence.save_source(source)
    take_out(withdrawals, source, "R3")
    with pytest.raises(Withdrawn):
        withdrawals.without_withdrawn(survey(*newest_first(*EQUAL)))


def test_everybody_who_withdrew_is_left_out(evidence, withdrawals):
    source = survey(*LATER)
    evidence.save_source(source)
    take_out(withdrawals, source, "R1")
    take_out(withdrawals, source, "R3", name="wd_2")
    kept = withdrawals.without_withdrawn(source)
    assert [item.text for item in kept.observations] == [ANSWERS[1]]
    assert kept.left_out.withdrawals == ("wd_1", "wd_2")


def test_once_a_person_allows_it_all_of_it_may_come_back(evidence, withdrawals):
    source = left_after(withdrawals, evidence)
    evidence.save_source(withdrawals.without_withdrawn(survey(*LATER)))
    withdrawals.overrule(a_viewer("Asha"), "wd_1")
    assert withdrawals.without_withdrawn(source) == source
    assert evidence.save_source(survey(*LATER)).kept == 2


def test_one_of_two_who_withdrew_may_come_back_and_the_file_stays_refused_elsewhere(evidence, withdrawals):
    source = survey(*LATER)
    evidence.save_source(source)
    take_out(withdrawals, source, "R1")
    take_out(withdrawals, source, "R3", name="wd_2")
    later = survey((*LATER[0], "The lamp was out."), (*LATER[1], "R4"))
    evidence.save_source(withdrawals.without_withdrawn(later))
    withdrawals.overrule(a_viewer("Asha"), "wd_1")
    evidence.save_source(withdrawals.without_withdrawn(later))
    with pytest.raises(Withdrawn):
        withdrawals.without_withdrawn(replace(later, study=a_study(organisation="Museum")))
    assert {stone.withdrawal for stone in withdrawals.tombstones() if stone.key == later.digest} == {"wd_2"}
