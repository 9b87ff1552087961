"""Event logs beside a journey: what follows what, whatever circles people go in, and rows that are refused."""

from datetime import UTC, datetime, timedelta

import pytest

from domain.errors import InvalidRequest
from domain.journey_order import planned_pairs
from domain.journeys import Branch
from journey_maps.files import event_log
from journey_maps.files.event_log import journey_flow, read_events
from tests.planted_journeys import a_journey, a_step

STEPS = [a_step(1, "Ask for a berth"), a_step(2, "Pay"), a_step(3, "Moor the boat")]


def flow_of(text, steps=STEPS):
    return journey_flow(a_journey(steps), read_events(text.encode(), "log.csv"), "log.csv")


def test_a_first_line_that_says_what_parts_cells_is_no_row():
    flow = flow_of("sep=;\ncase;activity\na;Pay, at once\na;Pay\n")
    assert (flow.events, counts(flow)) == (2, {("Pay, at once", "Pay"): 1})


def test_an_activity_may_say_the_stage_of_its_step():
    steps = [a_step(1, "Wait", stage="Applying"), a_step(2, "Wait", stage="Deciding")]
    flow = flow_of("case,activity\na,Applying: wait\na,Deciding: Wait\n", steps)
    assert [(each.from_step, each.to_step, each.planned) for each in flow.flows] == [(1, 2, True)]


def counts(flow):
    return {(each.before, each.after): each.count for each in flow.flows}


def test_what_directly_follows_what_is_counted_by_time_whatever_the_order_of_rows():
    flow = flow_of(
        "Case ID;Activity;Timestamp\n"
        "a;Moor the boat;2025-03-03T10:00:00Z\n"
        "a;Ask for a berth;2025-03-01\n"
        "a;PAY;02/03/2025 09:30\n"
        "b;Ask for a berth;2025-03-01T12:00:00+02:00\n"
        "b;Ring the office;2025-03-01T11:00:00\n"
        "b;Moor the boat;2025-03-09\n"
    )
    assert (flow.cases, flow.events) == (2, 6)
    assert counts(flow) == {
        ("Ask for a berth", "PAY"): 1,
        ("PAY", "Moor the boat"): 1,
        ("Ask for a berth", "Ring the office"): 1,
        ("Ring the office", "Moor the boat"): 1,
    }
    planned = {(each.before, each.after): each.planned for each in flow.flows}
    assert planned["Ask for a berth", "PAY"] and not planned["Ask for a berth", "Ring the office"]
    assert flow.not_steps == ("Ring the office",)
    assert (flow.never_happened, flow.never_followed) == ((), ())
    first = next(each for each in flow.activities if each.name == "Ask for a berth")
    assert (first.step, first.events, first.starts, first.ends) == (1, 2, 2, 0)


def test_sessions_without_times_stand_in_the_order_of_their_rows():
    flow = flow_of("session,step\n1,Pay\n2,Ask for a berth\n1,Moor the boat\n2,Pay\n")
    assert counts(flow) == {("Pay", "Moor the boat"): 1, ("Ask for a berth", "Pay"): 1}


def test_circles_are_counts_and_no_errors():
    flow = flow_of("case,activity\n" + "1,Pay\n1,Ask for a berth\n" * 3)
    assert counts(flow) == {("Pay", "Ask for a berth"): 3, ("Ask for a berth", "Pay"): 2}
    assert flow.never_happened == (3,)
    assert flow.never_followed == ((2, 3),)


def test_steps_that_only_the_plan_has_are_told_by_their_names():
    told = flow_of("case,activity\n1,Pay\n1,Ask for a berth\n").beside
    assert "Steps that never happen: 3. Moor the boat" in told
    assert "Planned and never followed: 1. Ask for a berth → 2. Pay; 2. Pay → 3. Moor the boat" in told


@pytest.mark.parametrize(("sign", "name"), [(",", "a comma"), (";", "a semicolon")])
def test_a_row_with_a_cell_too_many_is_told_so_with_what_to_put_in_quotation_marks(sign, name):
    head, good, bad = ["case", "activity", "time"], ["1", "Pay", "2025-01-01"], ["1", "Ask", " wait", "2025-01-02"]
    with pytest.raises(InvalidRequest) as told:
        flow_of("\n".join(sign.join(row) for row in (head, good, bad)))
    assert "row 3: it has 4 cells, the head has 3" in told.value.problem
    assert told.value.remedy == f"Put quotation marks around what holds {name}, or delete these rows."


def test_a_column_without_a_heading_is_left_out():
    events = read_events(b"case,activity,time,\n1,Apply,2025-01-01 10:00,a note\n", "log.csv")
    assert [(event.case, event.activity) for event in events] == [("1", "Apply")]


def test_blank_cells_at_the_end_of_a_row_are_none_too_many():
    assert flow_of("case,activity\n1,Pay,,\n1,Moor the boat,\n").events == 2


def test_each_pair_of_events_of_a_case_is_counted_once_in_a_long_log():
    start = datetime(2025, 1, 1, tzinfo=UTC)
    names = ("Ask for a berth", "Pay", "Moor the boat", "Ring")
    rows = [f"{at % 400},{names[at * 7 % 4]},{(start + timedelta(minutes=at)).isoformat()}" for at in range(10_000)]
    flow = flow_of("case,activity,time\n" + "\n".join(rows))
    assert (flow.cases, flow.events) == (400, 10_000)
    assert sum(each.count for each in flow.flows) == 10_000 - 400
    assert sum(each.starts for each in flow.activities) == sum(each.ends for each in flow.activities) == 400


def test_branches_and_steps_that_may_be_left_out_are_planned():
    steps = [
        a_step(1, "Ask"),
        a_step(2, "Pay by shell", optional=True),
        a_step(3, "Sign"),
        a_step(4, "Stamp", branch=Branch.OR),
        a_step(5, "Weigh"),
        a_step(6, "Measure", branch=Branch.AND),
    ]
    assert planned_pairs(steps) == [
        (1, 2), (1, 3), (1, 4), (2, 3), (2, 4), (3, 5), (3, 6), (4, 5), (4, 6), (5, 6), (6, 5),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "problem", "where"),
    [
        ("case,time\n1,2025-01-01\n", "no column 'activity'", "row 1"),
        ("who,activity\n1,Pay\n", "no column 'case'", "row 1"),
        ("case,activity,time\n1,Pay,2025-01-01\n1,Pay,2025-13-01\n,Pay,2025-01-01\n", "row 3:", "row 3, row 4"),
        ("case,activity,time\n1,Pay,\n", "its time is missing", "row 2"),
        ("case,activity\n1,\n", "it names no activity", "row 2"),
        ("case,activity\n", "holds no events", "log.csv"),
        ("", "holds no events", "log.csv"),
    ],
)  # fmt: skip
def test_a_faulty_log_is_refused_with_its_rows(text, problem, where):
    with pytest.raises(InvalidRequest) as told:
        flow_of(text)
    assert problem in told.value.problem
    assert told.value.where == where
    assert told.value.remedy


def test_rows_are_numbered_as_a_spreadsheet_shows_them_whatever_breaks_stand_in_their_cells():
    with pytest.raises(InvalidRequest) as told:
        flow_of('case,activity\n1,"Pay\nby shell"\n\n2,\n')
    assert told.value.where == "row 4"
    assert [event.row for event in read_events(b'case,activity\n1,"Pay\r\nnow"\n1,Moor\n', "log.csv")] == [2, 3]


def test_a_log_beyond_the_limits_is_refused_with_what_to_do(monkeypatch):
    monkeypatch.setattr(event_log, "MOST_ROWS", 3)
    with pytest.raises(InvalidRequest, match="more than 3 events"):
        flow_of("case,activity\n" + "1,Pay\n" * 4)
    monkeypatch.setattr(event_log, "MOST_ACTIVITIES", 1)
    with pytest.raises(InvalidRequest, match="names 2 activities"):
        flow_of("case,activity\n1,Pay\n1,Ring\n")
    with pytest.raises(InvalidRequest, match="not text in UTF-8"):
        read_events(b"case,activity\n1,\xff\n", "log.csv")
