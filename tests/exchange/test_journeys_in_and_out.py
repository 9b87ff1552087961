"""A journey out as a file and in again: nothing is lost, what people change is told, what is wrong is told by row."""

import io
import json
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from openpyxl import Workbook, load_workbook

from domain import journey_columns as columns
from domain.errors import InvalidRequest, ThroughlineError
from domain.evidence import Kind, Standing
from domain.hand_overs import Gap, HandOver, HandOverKind, How, id_of_sides
from domain.journey_order import neighbours
from domain.journeys import Branch, Channel, RejectedPainPoint
from domain.limits import Limits
from domain.placed_evidence import PlacedEvidence, RejectedEvidence
from domain.step_told import StepTold
from exports.journey_json import journey_document
from exports.journey_tables import journey_tables
from exports.journey_xlsx import journey_workbook
from ingest.journey_workbook import read_journey_csv, read_journey_workbook
from journey_maps.files import taking_in
from journey_maps.files.changes import changes_in_words
from journey_maps.files.reading_json import read_journey_json
from journey_maps.files.taking_in import Known, taken_in
from tests.exchange.random_journeys import OBSERVATIONS, PAIN_POINTS, journeys
from tests.planted_journeys import a_journey, a_step, an_observation

KNOWN = Known(evidence=OBSERVATIONS, pain_points=PAIN_POINTS, who="Ada", now="2026-11-28", trusts_names=True)
QUICKLY = settings(max_examples=60, suppress_health_check=list(HealthCheck))


def from_sheet(content, before=None, known=KNOWN):
    return taken_in(read_journey_workbook(content, "map.xlsx"), before, known)


def from_json(journey, before=None, known=KNOWN):
    document = json.loads(json.dumps(journey_document(journey)))
    return taken_in(read_journey_json(document, "map.json"), before, known)


def ways(journey):
    """Three steps of three bodies, of which the second and the third are done instead of each other."""
    first, second = journey.steps[:2]
    steps = [
        replace(second, order=nth, id=f"w{nth}", step=f"Way {nth}", organisation=f"Desk {nth}", branch=branch)
        for nth, branch in ((2, None), (3, Branch.OR))
    ]
    return replace(journey, steps=(replace(first, order=1, organisation="Desk 1"), *steps), hand_overs=())


BETWEEN = HandOver(from_step=2, to_step=3, giver="Desk 2", taker="Desk 3", kind=HandOverKind.ORGANISATION)


def test_a_file_of_before_tells_of_no_hand_over_between_two_ways_unless_something_is_said_of_it(journey):
    for item, told in ((replace(BETWEEN, gap=Gap.NO_OWNER), []), (replace(BETWEEN, how=How.EMAIL), [(2, 3)])):
        taken, left_out = from_json(replace(ways(journey), hand_overs=(item,)), known=HERE)
        assert [each.key[:2] for each in taken.hand_overs if each.is_across] == told
        assert any("from step 2 to 3 was left out" in line for line in left_out) == (not told)


def test_a_new_row_between_two_steps_that_do_not_follow_each_other_is_across_and_what_rests_there_stays(journey):
    resting = replace(BETWEEN, legal_basis="Harbour Act", gap=Gap.NO_OWNER)
    for rests in ((), (resting,)):
        before = replace(ways(journey), resting=rests)
        row = {"From": "Night desk", "To": "Day desk", "From step": 2, "To step": 3, "How": "email"}
        taken, *_ = Edited(before).put("Hand-overs", 2, **row).taken(before)
        assert [(each.key[:2], each.how) for each in taken.hand_overs if each.is_across] == [((2, 3), How.EMAIL)]
        assert taken.resting == rests


def test_a_file_with_many_ways_over_its_journey_asks_once_which_steps_followed_each_other(monkeypatch):
    steps = tuple(a_step(nth) if nth in (1, 10) else replace(a_step(nth), branch=Branch.OR) for nth in range(1, 21))
    bare = replace(a_journey(), steps=steps, hand_overs=())
    asked = []
    monkeypatch.setattr(taking_in, "neighbours", lambda steps: asked.append(len(steps)) or neighbours(steps))
    from_json(bare, bare)
    assert len(asked) <= 3


def a_proposed_one(journey):
    first, second = journey.steps[:2]
    return replace(
        journey,
        hand_overs=(
            HandOver(
                from_step=first.order, to_step=second.order, id=id_of_sides("Berth Desk", "Surveyor"),
                giver="Berth Desk", taker="Surveyor", kind=HandOverKind.ORGANISATION, is_proposed=True,
            ),
        ),
    )  # fmt: skip


def test_a_proposed_hand_over_is_its_editors_word_once_a_sheet_says_how_it_is_done(journey):
    journey = a_proposed_one(journey)
    proposed = journey.hand_overs[0].id
    edited = Edited(journey)
    assert [each.is_assumed for each in edited.taken(journey)[0].hand_overs if each.id == proposed] == [True]
    taken, changes, _ = edited.put("Hand-overs", 2, How="email").taken(journey)
    assert [each.is_assumed for each in taken.hand_overs if each.id == proposed] == [False]
    assert any("how was unknown, is email" in change for change in changes)


def test_a_file_from_before_proposed_hand_overs_said_so_tells_it_by_their_identifiers(journey):
    journey = a_proposed_one(journey)
    edited = Edited(journey)
    edited.book["Hand-overs"].delete_cols(edited._column("Hand-overs", "Proposed"))
    document = json.loads(json.dumps(journey_document(journey)))
    for item in document["hand_overs"]:
        del item["is_proposed"]
    from_old_json = taken_in(read_journey_json(document, "map.json"), None, HERE)[0]
    for read in (edited.taken(journey)[0], from_old_json):
        assert [each.is_proposed for each in read.hand_overs if each.id] == [True]


@QUICKLY
@given(journeys())
def test_a_journey_out_as_a_workbook_and_in_again_loses_nothing(journey):
    content = journey_workbook(journey)
    assert from_sheet(content) == (journey, ())
    assert from_sheet(content, journey) == (journey, ())


@QUICKLY
@given(journeys())
def test_a_journey_out_as_json_and_in_again_loses_nothing(journey):
    assert from_json(journey) == (journey, ())
    assert from_json(journey, journey) == (journey, ())


@QUICKLY
@given(journeys(), journeys())
def test_a_file_over_another_journey_gives_what_the_file_says(journey, other):
    taken, _ = from_json(journey, replace(other, id=journey.id))
    assert [step.step for step in taken.steps] == [step.step for step in journey.steps]
    assert changes_in_words(taken, taken) == ()


# edited by people


@pytest.fixture
def journey():
    told = a_journey()
    systems = replace(told.steps[0], systems=("Permit Ledger", "Tide, table; and more"), branch=Branch.AND)
    return replace(told, steps=(systems, *told.steps[1:]))


HERE = Known(
    evidence={
        item.id: item
        for item in (an_observation(1), an_observation(2, "Letters are retyped.", Kind.PAIN_POINT), an_observation(7))
    },
    pain_points={"pp_1": "Letters are retyped"},
    who="Ada",
    now="2026-11-28",
)


class Edited:
    """A workbook in a person's hands: rows by their numbers, cells by the names of their columns."""

    def __init__(self, journey, told=None):
        self.book = load_workbook(io.BytesIO(journey_workbook(journey, told or {})))

    def _column(self, sheet, name):
        return [cell.value for cell in self.book[sheet][1]].index(name) + 1

    def put(self, sheet, row, **cells):
        for name, value in cells.items():
            self.book[sheet].cell(row, self._column(sheet, name.replace("_", " "))).value = value
        return self

    def saved(self):
        content = io.BytesIO()
        self.book.save(content)
        return content.getvalue()

    def taken(self, before, known=HERE):
        journey, left_out = from_sheet(self.saved(), before, known)
        return journey, changes_in_words(before, journey), left_out


def test_what_evidence_tells_of_a_step_only_shows_and_is_no_edit(journey):
    told = {step.id: StepTold(attempts=("obs_001",), feeling="2 worried") for step in journey.steps}
    edited = Edited(journey, told)
    assert read_journey_workbook(edited.saved(), "map.xlsx").unused == ()
    assert edited.taken(journey) == (journey, (), ())
    words = {"Needs told": 9, "Things tried": "many", "How it felt": "9 pleased", "Of these guesses": None}
    edited.put("Steps", 2, **words).put("Evidence", 2, How_sure="likely")
    assert edited.taken(journey) == (journey, (), ())
    document = journey_document(journey, told)
    assert document["steps"][0]["feeling"] == "2 worried"
    document["steps"][0] |= {"needs": ["obs_9"], "attempts": ["obs_9"], "feeling": "9 pleased", "guesses": ["obs_9"]}
    taken, left_out = taken_in(read_journey_json(document, "map.json"), journey, HERE)
    assert (taken, changes_in_words(journey, taken), left_out) == (journey, (), ())


def test_a_row_whose_identifier_was_emptied_is_the_step_of_its_name(journey):
    taken, changes, left_out = Edited(journey).put("Steps", 2, Id=None).taken(journey)
    assert (taken, changes, left_out) == (journey, (), ())


def test_a_row_without_identifier_beside_the_step_of_its_name_is_not_that_step(journey):
    edited = Edited(journey)
    name = journey.steps[0].step
    edited.put("Steps", edited.book["Steps"].max_row + 1, Step=name, Stage="Later", Order=90)
    taken, *_ = edited.taken(journey)
    assert [step.id for step in taken.steps if step.step == name] == [journey.steps[0].id, taken.steps[-1].id]
    assert taken.steps[-1].id not in {step.id for step in journey.steps}


def test_a_cell_that_is_changed_is_told_and_taken(journey):
    edited = Edited(journey).put("Steps", 2, Channel="text message", Owner="Eve", Note="Ask twice", Standing="fixed")
    edited.put("Steps", 2, Optional="yes", **{"Wait (days)": 2.5})
    taken, changes, left_out = edited.taken(journey)
    first = taken.steps[0]
    assert (first.channel, first.owner, first.note, first.standing) == (Channel.SMS, "Eve", "Ask twice", Standing.FIXED)
    assert left_out == ()
    assert len(changes) == 1
    assert "channel was post, is text message" in changes[0]
    assert "owner was not said, is “Eve”" in changes[0]
    assert first.evidence == journey.steps[0].evidence


def a_row(edited, **cells):
    """The workbook with one more row of hand-overs."""
    return edited.put("Hand-overs", edited.book["Hand-overs"].max_row + 1, **cells)


def test_a_row_from_any_step_to_any_other_is_a_new_hand_over_across(journey):
    edited = a_row(Edited(journey), From_step=3, To_step=1, From="Tide table", To="Permit Ledger", How="paper")
    taken, changes, left_out = edited.taken(journey)
    (item,) = [each for each in taken.hand_overs if each.is_across]
    assert (item.from_step, item.to_step, item.giver, item.taker, item.how) == (
        3, 1, "Tide table", "Permit Ledger", How.PAPER,
    )  # fmt: skip
    assert left_out == ()
    assert "The hand-over Tide table → Permit Ledger, from step 3 to step 1, is new." in changes
    again = Edited(taken)
    swapped(again, 2, 4)
    moved, _, _ = again.taken(taken)
    assert [each.key for each in moved.hand_overs if each.is_across] == [(1, 3, item.id)]


def test_a_hand_over_across_without_two_sides_is_left_out_and_told(journey):
    taken, _, left_out = a_row(Edited(journey), From_step=3, To_step=1).taken(journey)
    assert [each for each in taken.hand_overs if each.is_across] == []
    assert left_out == ("The hand-over from step 3 to 1 was left out: its two sides are not told apart.",)


def test_evidence_that_is_newly_named_at_a_hand_over_is_kept_by_who_takes_the_file_in(journey):
    edited = Edited(journey)
    row = edited.book["Other evidence"].max_row + 1
    edited.put("Other evidence", row, Stands_on="hand-over", From_step=1, To_step=2, Observation="obs_001")
    taken, changes, left_out = edited.taken(journey)
    assert [(item.evidence.id, item.accepted_by) for item in taken.hand_overs[0].evidence] == [
        ("obs_002", None), ("obs_001", "Ada"),
    ]  # fmt: skip
    assert (changes, left_out) == (("The hand-over from step 1 to step 2: evidence: 1 come.",), ())


def test_a_pain_point_that_is_written_among_those_of_a_step_is_taken_off_it_no_longer(journey):
    (point,) = journey.steps[0].pain_points
    off = RejectedPainPoint(
        id=point.id, title=point.title, observation_ids=point.observation_ids, step_id="s1", by="Eve", at="2026-11-27"
    )
    before = replace(
        journey, steps=(replace(journey.steps[0], pain_points=()), *journey.steps[1:]), rejected_pain_points=(off,)
    )
    assert from_sheet(journey_workbook(before), before, HERE) == (before, ())
    edited = Edited(replace(before, steps=journey.steps))
    edited.put("Pain points", 2, **{"Accepted by": "Eve"})
    taken, changes, left_out = edited.taken(before)
    assert (taken.steps[0].pain_points, taken.rejected_pain_points) == ((point,), ())
    assert changes[1:] == ("Rejected pain points: 1 go.",)
    assert left_out == (f"The pain point '{point.id}': that 'Eve' accepted it is not known here.",)


def test_who_took_something_off_is_whoever_takes_the_file_in_unless_it_is_known_here(journey):
    at = {"by": "Eve", "at": "2026-11-27"}
    point = {"id": "pp_1", "title": "Letters", "observation_ids": ("obs_002",), "step_id": "s2"}
    told = replace(
        journey,
        rejected=(RejectedEvidence(observation_id="obs_001", step_id="s1", to_step_id="s2", **at),),
        rejected_pain_points=(RejectedPainPoint(**point, **at), RejectedPainPoint(**point | {"id": "pp_gone"}, **at)),
    )
    taken, changes, _ = Edited(told).taken(journey)
    (row,), (point_off,) = taken.rejected, taken.rejected_pain_points
    assert (row.by, row.to_step_id, point_off.by, point_off.title) == ("Ada", "s2", "Ada", "Letters are retyped")
    assert changes == ("Rejected evidence: 1 come.", "Rejected pain points: 1 come.")
    assert Edited(told).taken(told)[0].rejected_pain_points == told.rejected_pain_points


def test_a_row_without_an_identifier_is_a_new_step_where_it_stands(journey):
    edited = Edited(journey)
    edited.book["Steps"].insert_rows(3)
    edited.put("Steps", 3, Step="Pay at the quay", Organisation="Hull Survey Agency", Channel="face to face")
    taken, changes, _ = edited.taken(journey)
    assert [step.step for step in taken.steps] == [
        "Ask for a permit",
        "Pay at the quay",
        "Have the hull surveyed",
        "Wait",
    ]
    assert [step.order for step in taken.steps] == [1, 2, 3, 4]
    assert taken.steps[1].id not in {step.id for step in journey.steps}
    assert any("Step 2, “Pay at the quay”, is new" in line for line in changes)
    assert [(item.from_step, item.to_step) for item in taken.hand_overs] == [(1, 2)]
    assert taken.hand_overs[0].taker == "Hull Survey Agency"


def test_a_deleted_row_takes_its_step_away_and_its_evidence_to_the_tray(journey):
    edited = Edited(journey)
    edited.book["Steps"].delete_rows(2)
    taken, changes, left_out = edited.taken(journey)
    assert [step.id for step in taken.steps] == ["s2", "s3"]
    assert {item.evidence.id for item in taken.tray} == {"obs_001", "obs_002"}
    assert taken.hand_overs == () and left_out == ()
    assert changes[0] == "Step 1, “Ask for a permit”, goes with 2 observations."


def test_what_goes_with_the_hand_overs_of_a_deleted_step_is_told_and_their_evidence_is_in_the_tray(journey):
    (crossing,) = journey.hand_overs
    evidence = tuple(PlacedEvidence(evidence=HERE.evidence[name], score=0.5) for name in ("obs_001", "obs_007"))
    told = replace(crossing, evidence=evidence, trouble="Nobody answers", legal_basis="Harbour Act")
    journey = replace(journey, hand_overs=(told,))
    edited = Edited(journey)
    edited.book["Steps"].delete_rows(3)
    taken, changes, left_out = edited.taken(journey)
    assert [step.id for step in taken.steps] == ["s1", "s3"]
    assert [item.evidence.id for item in taken.tray] == ["obs_007"]
    assert left_out == ()
    assert (
        "The hand-over Harbour Permit Office → Hull Survey Agency goes, and with it its known trouble and legal basis; "
        "1 observation of it to the tray." in changes
    )


def swapped(edited, first, second):
    sheet = edited.book["Steps"]
    for column in range(1, sheet.max_column + 1):
        left, right = sheet.cell(first, column), sheet.cell(second, column)
        left.value, right.value = right.value, left.value
    return edited


def test_rows_that_are_moved_move_their_steps(journey):
    edited = Edited(journey)
    swapped(edited, 2, 4)
    taken, changes, _ = edited.taken(journey)
    assert [step.id for step in taken.steps] == ["s3", "s2", "s1"]
    assert [step.order for step in taken.steps] == [1, 2, 3]
    assert {item.evidence.id for item in taken.step_of("s1").evidence} == {"obs_001", "obs_002"}
    assert any("was step" in line for line in changes)


def test_numbers_that_are_changed_move_their_steps_too(journey):
    edited = Edited(journey).put("Steps", 2, Order=2.5)
    taken, _, _ = edited.taken(journey)
    assert [step.id for step in taken.steps] == ["s2", "s1", "s3"]
    assert {item.evidence.id for item in taken.step_of("s1").evidence} == {"obs_001", "obs_002"}


@pytest.mark.parametrize(
    ("number", "place", "told"),
    [(2.5, 2, "Step 3, “Pay at the quay”, is new, after"), (0.5, 0, "Step 1, “Pay at the quay”, is new, first."),
     (99, 3, "Step 4, “Pay at the quay”, is new, after")],
)  # fmt: skip
def test_a_row_that_is_added_below_stands_where_its_number_says(journey, number, place, told):
    edited = Edited(journey)
    edited.put("Steps", edited.book["Steps"].max_row + 1, Order=number, Step="Pay at the quay")
    taken, changes, _ = edited.taken(journey)
    names = [step.step for step in journey.steps]
    assert [step.step for step in taken.steps] == [*names[:place], "Pay at the quay", *names[place:]]
    assert [step.order for step in taken.steps] == [1, 2, 3, 4] or number == 99
    assert any(line.startswith(told.replace("Step 4", f"Step {taken.steps[place].order}")) for line in changes)
    if place:
        assert any(f"is new, after “{names[place - 1]}”" in line for line in changes)


def test_several_rows_added_below_stand_in_the_order_of_their_numbers_also_among_rows_that_were_moved(journey):
    edited = Edited(journey)
    last = edited.book["Steps"].max_row
    for nth, (number, name) in enumerate([(2.7, "Third"), (2.5, "Second"), (2.2, "First")], start=1):
        edited.put("Steps", last + nth, Order=number, Step=name)
    names = [step.step for step in journey.steps]
    taken, _, _ = edited.taken(journey)
    assert [step.step for step in taken.steps] == [*names[:2], "First", "Second", "Third", names[2]]
    swapped(edited, 2, 4)
    moved, _, _ = edited.taken(journey)
    assert [step.step for step in moved.steps] == [names[2], names[1], "First", "Second", "Third", names[0]]


def test_evidence_is_put_on_a_step_by_its_identifier_and_its_words_are_never_read(journey):
    edited = Edited(journey).put("Evidence", 2, Exact_words="Everything was wonderful.")
    edited.put("Evidence", 4, Step=3, Observation="obs_007").put("Evidence", 5, Step=3, Observation="obs_999")
    taken, _, left_out = edited.taken(journey)
    assert taken.steps[0].evidence[0].evidence.text == "The tide was late for everyone."
    [fresh] = taken.steps[2].evidence
    assert (fresh.evidence.id, fresh.accepted_by, fresh.accepted_at) == ("obs_007", "Ada", "2026-11-28")
    assert left_out == ("sheet Evidence, row 5: no observation 'obs_999' is stored here that you may see.",)


def test_what_others_are_said_to_have_accepted_is_not_believed_where_people_sign_in(journey):
    edited = Edited(journey).put("Evidence", 2, Accepted_by="Grace", Accepted_at="2026-01-01")
    taken, _, left_out = edited.taken(journey)
    assert taken.steps[0].evidence[0].accepted_by is None
    assert "'Grace' accepted it is not known here" in left_out[0]


def test_two_organisations_in_a_row_hand_over_whatever_a_file_lists(journey):
    document = journey_document(journey) | {"hand_overs": []}
    for before in (None, journey):
        taken, left_out = taken_in(read_journey_json(document, "map.json"), before, HERE)
        (item,) = taken.hand_overs
        assert (item.giver, item.taker, item.legal_basis) == (
            journey.steps[0].organisation, journey.steps[1].organisation, None,
        )  # fmt: skip
        assert left_out == ()


def test_files_of_earlier_versions_that_have_words_for_an_actor_nobody_said_are_read_as_such(journey):
    document = journey_document(journey) | {"actor": "actor not recorded"}
    assert read_journey_json(document, "map.json").journey.actor == ""
    assert read_journey_json(journey_document(replace(journey, actor="")), "map.json").journey.actor == ""


def test_what_a_file_says_of_a_hand_over_is_kept_and_the_others_follow_from_the_steps(journey):
    steps = [replace(step, organisation=f"Body {step.order}") for step in journey.steps]
    said = replace(journey.hand_overs[0], giver="Body 1", taker="Body 2", legal_basis="Harbour Act")
    document = journey_document(replace(journey, steps=tuple(steps), hand_overs=(said,)))
    taken, _ = taken_in(read_journey_json(document, "map.json"), None, HERE)
    assert [(item.key[:2], item.legal_basis) for item in taken.hand_overs] == [((1, 2), "Harbour Act"), ((2, 3), None)]


def test_rows_that_are_moved_apart_let_what_was_said_of_them_rest_and_together_again_it_stands(journey):
    told = replace(journey.hand_overs[0], legal_basis="Harbour Act")
    journey = replace(journey, hand_overs=(told,))
    apart, changes, _ = swapped(Edited(journey), 3, 4).taken(journey)
    assert [(item.from_step, item.to_step, item.legal_basis) for item in apart.resting] == [(1, 3, "Harbour Act")]
    assert any("is off the map, because steps 1 and 3 do not follow each other now" in line for line in changes)
    back, changes, _ = swapped(Edited(apart), 3, 4).taken(apart)
    assert [item.legal_basis for item in back.hand_overs if item.from_step == 1] == ["Harbour Act"]
    assert back.resting == ()
    assert any("is on the map again, with its legal basis" in line for line in changes)


def test_what_is_said_of_a_hand_over_stays_when_its_sides_are_renamed(journey):
    edited = Edited(journey).put("Steps", 3, Organisation="Coast Guard")
    edited.put("Hand-overs", 2, Legal_basis="An act").put("Hand-overs", 2, What_is_missing="broken link")
    taken, changes, _ = edited.taken(journey)
    [item] = taken.hand_overs
    assert (item.taker, item.legal_basis, item.gap, item.how) == ("Coast Guard", "An act", Gap.BROKEN_LINK, How.REKEYED)
    assert any("legal basis was not said, is “An act”" in line for line in changes)


def test_a_hand_over_within_one_organisation_goes(journey):
    edited = Edited(journey).put("Steps", 3, Organisation="Harbour Permit Office")
    taken, _, _ = edited.taken(journey)
    assert not [item for item in taken.hand_overs if item.kind is HandOverKind.ORGANISATION]


def test_sheets_that_are_taken_out_leave_what_they_hold_as_it_is(journey):
    edited = Edited(journey)
    for sheet in ("Map", "Evidence", "Hand-overs", "Pain points"):
        del edited.book[sheet]
    assert edited.taken(journey)[0] == journey


def test_a_sheet_of_ones_own_needs_a_column_of_steps_alone():
    book = Workbook()
    book.active.title = "Steps"
    book.active.append(["Step", "Channel"])
    book.active.append(["Ring the quay", "phone"])
    book.active.append([1998, None])
    content = io.BytesIO()
    book.save(content)
    taken, left_out = from_sheet(content.getvalue())
    assert [(step.order, step.step, step.channel) for step in taken.steps] == [
        (1, "Ring the quay", Channel.PHONE),
        (2, "1998", Channel.UNKNOWN),
    ]
    assert (taken.title, left_out) == ("map", ())


def a_book(**sheets):
    """A workbook of somebody's own: rows of cells by the names of its sheets."""
    book = Workbook()
    del book[book.active.title]
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


OWN = [["Stage", "Step", "Channel"], ["Ask", "Ring the quay", "phone"], ["Ask", "Wait", None]]


@pytest.mark.parametrize(
    "sheets",
    [{"Sheet1": OWN}, {"Read me": [["Written in May"]], "Sheet1": OWN}, {"People": [["Step"], ["x"]], "Mapping": OWN}],
)
def test_the_sheet_of_steps_of_ones_own_may_have_any_name(sheets):
    taken, left_out = from_sheet(a_book(**sheets))
    assert [(step.stage, step.step, step.channel) for step in taken.steps] == [
        ("Ask", "Ring the quay", Channel.PHONE),
        ("Ask", "Wait", Channel.UNKNOWN),
    ]
    assert [line.partition(",")[0] for line in left_out] == ["sheet People"] * ("People" in sheets)


def test_a_stage_that_is_merged_beside_its_steps_is_the_stage_of_each():
    book = load_workbook(
        io.BytesIO(a_book(Map=[["Stage", "Step"], ["Ask", "Ring"], [None, "Wait"], ["Tell", "Write"]]))
    )
    book["Map"].merge_cells("A2:A3")
    content = io.BytesIO()
    book.save(content)
    taken, left_out = from_sheet(content.getvalue())
    assert [(step.stage, step.step) for step in taken.steps] == [("Ask", "Ring"), ("Ask", "Wait"), ("Tell", "Write")]
    assert left_out == ()


@pytest.mark.parametrize("mark", [",", ";"])
def test_a_table_in_text_is_read_with_the_same_columns(mark):
    text = "\n".join(mark.join(cell or "" for cell in row) for row in OWN)
    taken, _ = taken_in(read_journey_csv(text.encode("utf-8-sig"), "quay.csv"), None, KNOWN)
    assert [(step.stage, step.step, step.channel) for step in taken.steps] == [
        ("Ask", "Ring the quay", Channel.PHONE),
        ("Ask", "Wait", Channel.UNKNOWN),
    ]
    assert taken.title == "quay"


@pytest.mark.parametrize("first", ["sep=;\n", "sep=;\r\n", "SEP=;;;\n", '"sep=;"\n'])
def test_a_first_line_that_says_what_parts_cells_is_no_row(first):
    content = f"{first}Step;Note\nRing;a, b, c\nWait;d, e, f\n".encode("utf-8-sig")
    taken, left_out = taken_in(read_journey_csv(content, "quay.csv"), None, KNOWN)
    assert [(step.step, step.note) for step in taken.steps] == [("Ring", "a, b, c"), ("Wait", "d, e, f")]
    assert left_out == ()
    with pytest.raises(InvalidRequest) as told:
        read_journey_csv(f"{first}Step;Channel\nRing;fax\n".encode(), "quay.csv")
    assert told.value.where == "'quay.csv', row 2"


@pytest.mark.parametrize(
    "title",
    ["Evidence", "Hand-overs", "pain points", "About", "Other evidence", "Kept from files", "Rejected pain points"],
)
@pytest.mark.parametrize("beside", [{}, {"Read me": [["Written in May"]]}])
def test_the_sheet_of_steps_of_ones_own_is_read_once_though_it_is_called_as_another_of_ours(title, beside):
    rows = [*OWN, ["Who", "Tell them", None], ["Layout", "Draw it", None]]
    file = read_journey_workbook(a_book(**{title: rows}, **beside), "map.xlsx")
    assert [(step.stage, step.step) for step in file.journey.steps] == [
        ("Ask", "Ring the quay"), ("Ask", "Wait"), ("Who", "Tell them"), ("Layout", "Draw it"),
    ]  # fmt: skip
    assert (file.on_steps, file.tray, file.unused, file.journey.actor) == (None, None, (), "")
    assert not file.tells_hand_overs and not file.tells_pain_points and not file.tells_extras
    assert file.rejected_pain_points is None


def test_a_sheet_of_steps_that_is_called_evidence_tells_a_column_it_does_not_read_once():
    rows = [["Step", "Organization"], ["Ring", "Quay Trust"]]
    assert from_sheet(a_book(Evidence=rows))[1] == (
        "sheet Evidence, row 1: there is no column 'Organization', so it is not read. Did you mean 'Organisation'?",
    )


@pytest.mark.parametrize(("said", "how"), [("Fax", How.PAPER), ("E-mail", How.EMAIL), ("typed in again", How.REKEYED)])
def test_how_something_is_passed_may_be_said_in_words_of_ones_own_and_what_it_is_taken_for_is_told(journey, said, how):
    before = replace(journey, hand_overs=(replace(journey.hand_overs[0], how=How.API), *journey.hand_overs[1:]))
    after, changes, _ = Edited(before).put("Hand-overs", 2, How=said).taken(before)
    assert after.hand_overs[0].how is how
    assert [line.rpartition(" is ")[2] for line in changes] == [f"{how.value}."]


def test_a_step_of_the_same_name_in_another_stage_is_another_step():
    text = b"Stage,Step\nApplying,Wait\nDeciding,Wait\n"
    taken, _ = taken_in(read_journey_csv(text, "quay.csv"), None, KNOWN)
    assert [(step.stage, step.step) for step in taken.steps] == [("Applying", "Wait"), ("Deciding", "Wait")]
    with pytest.raises(InvalidRequest) as told:
        read_journey_csv(text + b"deciding,WAIT\n", "quay.csv")
    assert told.value.problem == "The step 'WAIT' is named twice in the stage 'deciding', first in row 3."
    assert told.value.where == "'quay.csv', row 4"
    assert told.value.remedy == "Say in 'Step' or 'Stage' what is different about it, or delete one of the rows."


def test_a_name_that_two_steps_have_needs_its_stage_or_its_number():
    steps = [["Stage", "Step"], ["Applying", "Wait"], ["Deciding", "Wait"]]
    for said, place in (("Deciding: wait", 2), ("2", 2), ("Applying: Wait", 1)):
        book = a_book(Steps=[[*row, order] for row, order in zip(steps, ("Order", 1, 2), strict=True)], **{
            "Pain points": [["Step", "Pain point", "Title"], [said, "pp_1", "Long"]]
        })  # fmt: skip
        file = read_journey_workbook(book, "map.xlsx")
        assert [step.order for step in file.journey.steps if step.pain_points] == [place]
    book = a_book(Plan=steps, **{"Pain points": [["Step", "Title"], ["wait", "Long"]]})
    with pytest.raises(InvalidRequest) as told:
        read_journey_workbook(book, "map.xlsx")
    assert told.value.problem == "'wait' in the column 'Step' is the name of 2 steps, in rows 2 and 3 of Plan."
    assert told.value.where == "'map.xlsx', sheet Pain points, row 2"
    assert told.value.remedy == "Write the number of the step, or its stage before it: 'Applying: Wait'."
    book = a_book(Plan=[["Stage", "Step"], ["", "Wait"], ["Deciding", "Wait"]], **{
        "Pain points": [["Step", "Title"], ["wait", "Long"]]
    })  # fmt: skip
    with pytest.raises(InvalidRequest, match="its stage before it: 'Deciding: Wait'"):
        read_journey_workbook(book, "map.xlsx")


def test_mistakes_of_a_table_in_text_are_told_with_their_row():
    with pytest.raises(InvalidRequest, match="'fax' in the column 'Channel'") as told:
        read_journey_csv(b"Step,Channel\nRing,fax\n", "quay.csv")
    assert told.value.where == "'quay.csv', row 2"


def test_columns_that_nothing_is_read_from_are_told_with_what_was_likely_meant():
    rows = [["Step", "Organization", "Days of waiting", "My thoughts", "Empty"], ["Ring", "Quay Trust", 3, "Hm", None]]
    _, left_out = from_sheet(a_book(Steps=rows))
    assert left_out == (
        "sheet Steps, row 1: there is no column 'Organization', so it is not read. Did you mean 'Organisation'?",
        "sheet Steps, row 1: there is no column 'Days of waiting', so it is not read. Did you mean 'Wait (days)'?",
        "sheet Steps, row 1: there is no column 'My thoughts', so it is not read.",
    )


def test_of_two_columns_of_a_name_the_first_is_read_and_a_second_sheet_of_steps_is_told():
    book = a_book(
        Applying=[["Step", "Stage", "Note", "Note"], ["Ring", "Ask", "first", None]],
        Deciding=[["Step", "Note"], ["Wait", "long"]],
    )
    taken, left_out = from_sheet(book)
    assert [(step.step, step.note) for step in taken.steps] == [("Ring", "first")]
    assert "sheet Deciding, row 1: this sheet has a column 'Step', too, and is not read." in left_out
    twice = a_book(Steps=[["Step", "Note", "Note"], ["Ring", "first", "second"]])
    assert from_sheet(twice)[1] == ("sheet Steps, row 1: 'Note' stands twice, so only the first is read.",)


def test_a_column_that_is_added_to_our_own_sheets_is_told(journey):
    edited = Edited(journey)
    sheet = edited.book["Hand-overs"]
    sheet.cell(1, sheet.max_column + 1).value = "Volumes"
    sheet.cell(2, sheet.max_column).value = 40
    assert [line for line in edited.taken(journey)[2] if "Hand-overs, row 1: there is no column 'Volumes'" in line]


def test_the_columns_that_we_write_are_all_known():
    for told in journey_tables(a_journey()):
        if told.name in columns.KNOWN:
            assert {name for name, _ in told.columns} == set(columns.KNOWN[told.name])


# what is wrong


def refusal(edited):
    with pytest.raises(InvalidRequest) as told:
        read_journey_workbook(edited.saved(), "map.xlsx")
    assert told.value.remedy
    return str(told.value)


@pytest.mark.parametrize(
    ("sheet", "row", "cells", "problem"),
    [
        ("Steps", 3, {"Channel": "fax"}, "'fax' in the column 'Channel'"),
        (
            "Steps",
            3,
            {"Stage": "apply", "Step": "ASK for a  permit"},
            "named twice in the stage 'apply', first in row 2",
        ),
        ("Steps", 3, {"Id": "s1"}, "has the identifier of row 2"),
        ("Steps", 3, {"Step": None}, "has no name"),
        ("Steps", 3, {"Order": "first"}, "is no number"),
        ("Steps", 3, {"Order": 1}, "stands already in row 2"),
        ("Steps", 3, {"Optional": "perhaps"}, "neither yes nor no"),
        ("Steps", 3, {"Wait (days)": "-3"}, "no number of days"),
        ("Steps", 3, {"Branch": "xor"}, "'xor' in the column 'Branch'"),
        ("Hand-overs", 2, {"To step": 9}, "There is no step '9'"),
        ("Hand-overs", 2, {"To step": 1, "To id": None, "To": "Harbour Permit Office"}, "from a side to itself"),
        ("Hand-overs", 2, {"How": "pigeon"}, "'pigeon' in the column 'How'"),
        ("Hand-overs", 2, {"Proposed": "perhaps"}, "'perhaps' in 'Proposed' is neither yes nor no"),
        ("Evidence", 2, {"Fit": 7}, "no number from 0 to 1"),
        ("Evidence", 2, {"Step": 12}, "There is no step '12'"),
        ("Evidence", 2, {"Observation": None}, "names no observation"),
    ],
)
def test_a_faulty_cell_is_told_with_its_sheet_and_row(journey, sheet, row, cells, problem):
    told = refusal(Edited(journey).put(sheet, row, **cells))
    assert problem in told
    assert f"sheet {sheet}, row {row}" in told


def test_every_fault_is_told_at_once(journey):
    told = refusal(Edited(journey).put("Steps", 2, Channel="fax").put("Steps", 4, Standing="gone"))
    assert "2 mistakes" in told
    assert "row 2" in told and "row 4" in told


def test_two_steps_with_one_identifier_hide_no_mistake_of_another_sheet(journey):
    edited = Edited(journey).put("Hand-overs", 2, How="pigeon").put("Evidence", 2, Fit=7)
    edited.put("Steps", len(journey.steps) + 2, Id="s1", Step="Ring them")
    told = refusal(edited)
    assert all(part in told for part in ("3 mistakes", "identifier of row 2", "Hand-overs, row 2", "Evidence, row 2"))


@pytest.mark.parametrize(("sheet", "column"), [("Steps", "Step"), ("Steps", "Organisation"), ("Hand-overs", "To step")])
def test_a_missing_column_is_told_by_its_name(journey, sheet, column):
    edited = Edited(journey)
    edited.book[sheet].delete_cols(edited._column(sheet, column))
    told = refusal(edited)
    assert f"The column '{column}' is missing" in told
    assert f"sheet {sheet}, row 1" in told


def test_a_workbook_without_steps_is_refused(journey):
    edited = Edited(journey)
    del edited.book["Steps"]
    assert "no sheet 'Steps'" in refusal(edited)
    empty = Edited(journey)
    empty.book["Steps"].delete_rows(2, 10)
    assert "at least one" in refusal(empty)


def test_a_formula_that_was_never_worked_out_is_refused(journey):
    told = refusal(Edited(journey).put("Steps", 2, Note="=A1").put("Steps", 3, Owner="=B1"))
    assert "never worked out" in told
    assert "sheet Steps, row 2, column U ('Note')" in told
    assert "sheet Steps, row 3, column H ('Owner')" in told


def test_a_cell_that_holds_an_error_is_told_with_its_column(journey):
    assert "sheet Steps, row 2, column U ('Note') (#REF!)" in refusal(Edited(journey).put("Steps", 2, Note="#REF!"))


def test_what_is_too_large_or_no_workbook_is_refused(journey):
    content = journey_workbook(journey)
    with pytest.raises(ThroughlineError, match="more than 10 cells"):
        read_journey_workbook(content, "map.xlsx", Limits(cells=10))
    for broken in (content[:200], b"PK\x05\x06" + b"\0" * 18, b"PK"):
        with pytest.raises(ThroughlineError) as told:
            read_journey_workbook(broken, "map.xlsx")
        assert told.value.remedy


@pytest.mark.parametrize(
    ("change", "where"),
    [
        (lambda document: document["steps"][1].update(channel="fax"), "steps entry 2, channel"),
        (lambda document: document["steps"][1].update(order=1), "steps entries 1 and 2"),
        (lambda document: document["steps"][1].update(id="s1"), "steps entries 1 and 2"),
        (lambda document: document["steps"][1].update(step=" "), "steps entry 2, step"),
        (lambda document: document["steps"][0].update(systems="one"), "steps entry 1, systems"),
        (lambda document: document["hand_overs"][0].update(to_step=9), "hand_overs entry 1, to_step"),
        (lambda document: document["steps"][0]["evidence"][0].update(score="high"), "evidence entry 1, score"),
        (lambda document: document["steps"].append("a step"), "steps entry 4"),
        (lambda document: document.update(steps=[]), "steps"),
        (lambda document: document.update(form="as it was"), "form"),
    ],
)
def test_a_faulty_value_of_a_document_is_told_with_its_place(journey, change, where):
    document = journey_document(journey)
    change(document)
    with pytest.raises(InvalidRequest) as told:
        read_journey_json(document, "map.json")
    assert where in told.value.where
    assert told.value.remedy


def test_a_document_that_names_unknown_evidence_keeps_the_rest(journey):
    taken, left_out = from_json(journey, known=replace(HERE, evidence={"obs_001": an_observation(1)}))
    assert [item.evidence.id for item in taken.steps[0].evidence] == ["obs_001"]
    assert taken.steps[0].pain_points == ()
    assert any("obs_002" in line for line in left_out)


def test_a_journey_with_a_circle_of_hand_overs_is_taken_as_it_is(journey):
    back = HandOver(
        from_step=2,
        to_step=1,
        giver="Hull Survey Agency",
        taker="Harbour Permit Office",
        kind=HandOverKind.ORGANISATION,
    )
    circle = replace(journey, hand_overs=(*journey.hand_overs, back))
    for taken, left_out in (from_json(circle, known=HERE), from_sheet(journey_workbook(circle), circle, HERE)):
        assert [(item.from_step, item.to_step) for item in taken.hand_overs] == [(1, 2), (2, 1)]
        assert left_out == ()


def test_steps_that_bear_one_name_already_may_keep_it():
    twice = a_journey([a_step(1, "Wait"), a_step(2, "Pay"), a_step(3, "Wait")])
    assert from_sheet(journey_workbook(twice))[0].steps == twice.steps
