"""A journey as its document: whatever people can say of it comes back, and old documents are read."""

from dataclasses import replace

from domain.evidence import Standing, Subject
from domain.hand_overs import Gap, How, id_of_sides
from domain.journey_decisions import Decided
from domain.journeys import Branch, JourneyForm, JourneyStatus, RejectedPainPoint, SuggestedStep
from domain.placed_evidence import PlacedEvidence, RejectedEvidence
from storage.journeys.journey_decisions import decided_in
from storage.journeys.journey_documents import document_of, evidence_ids, journey_from, with_hidden
from storage.journeys.journey_sight import in_sight, with_resting, with_untold
from tests.planted_journeys import a_journey, a_step, an_observation

NO_NAMES = {subject: {} for subject in Subject}
KEPT = PlacedEvidence(
    evidence=an_observation(3), score=0.4, reason="names the quay", accepted_by="Ada", accepted_at="2026-01-01"
)


def a_full_journey():
    said = {
        "id": "quay",
        "actor": "A skipper",
        "touchpoints": ("Quay office",),
        "standing": Standing.FIXED,
        "branch": Branch.OR,
        "optional": True,
        "wait_days": 12.5,
        "sub_journey": "jn_2",
        "note": "Ask the crane crew.",
        "extras": (("step-by-step", '{"show": true}'),),
    }
    first = replace(a_step(1, "Wait for the tide"), **said)
    journey = a_journey()
    [crossing] = journey.hand_overs
    crossing = replace(crossing, trouble="Pages go missing", gap=Gap.BROKEN_LINK, giver_owner="Eve", taker_owner="Bo")
    within = replace(crossing, to_step=1, giver="Permit inbox", taker="Permit Ledger", id="v3h1_0abc")
    return replace(
        journey,
        steps=(first, *journey.steps[1:]),
        hand_overs=(within, crossing),
        tray=(KEPT,),
        suggested=(SuggestedStep(step="Pay", stage="Apply", after="quay", evidence=(KEPT,), reason="told twice"),),
        rejected=(RejectedEvidence(observation_id="obs_003", step_id="quay", by="Ada", at="2026-01-02"),),
        form=JourneyForm.TO_BE,
        as_is="jn_0",
        extras=(("step-by-step", '{"base_path": "/quay"}'),),
    )


def read(journey, document, **kinds):
    found = {item.evidence.id: item.evidence for item in journey.placed}
    return journey_from(journey.id, journey.title, JourneyStatus.DRAFT, document, found, NO_NAMES, **kinds)


def test_everything_that_is_said_of_a_journey_comes_back():
    journey = a_full_journey()
    assert read(journey, document_of(journey)) == journey
    assert "obs_003" in evidence_ids(document_of(journey))


def test_what_was_taken_off_a_step_and_stands_nowhere_is_still_known_to_be_taken_off():
    gone = RejectedEvidence(observation_id="obs_004", step_id="s1", by="Ada", at="2026-01-02")
    journey = replace(a_journey(), rejected=(gone,))
    document = document_of(journey)
    assert "obs_004" in evidence_ids(document)
    found = {name: an_observation(4) for name in evidence_ids(document)}
    assert journey_from("jn_1", "Mooring", JourneyStatus.DRAFT, document, found, NO_NAMES).rejected == (gone,)


def test_what_rests_comes_back_with_its_evidence_and_a_journey_where_nothing_rests_is_stored_as_before():
    journey = a_full_journey()
    resting = replace(journey.hand_overs[1], from_step=1, to_step=3)
    kept = replace(journey, resting=(resting,))
    assert read(kept, document_of(kept)) == kept
    assert {item.evidence.id for item in resting.evidence} <= set(evidence_ids(document_of(kept)))
    assert "resting" not in document_of(journey)


def test_what_rests_out_of_sight_stays_while_its_steps_are_there_and_nothing_stands_between_them():
    journey = a_journey()
    [crossing] = journey.hand_overs
    resting = replace(crossing, from_step=1, to_step=3)
    earlier = document_of(replace(journey, resting=(resting,)))
    kept = with_resting(document_of(journey), earlier)
    assert [(item["from_step"], item["to_step"]) for item in kept["resting"]] == [(1, 3)]
    assert with_resting(kept, earlier) == kept
    without = replace(journey, steps=journey.steps[:2])
    assert with_resting(document_of(without), earlier) == document_of(without)


def test_what_people_decided_is_read_out_of_versions_and_what_evidence_made_is_not():
    drafted, said = document_of(a_journey()), document_of(a_journey())
    said["steps"][0]["organisation"] = "Berth Desk"
    said["hand_overs"][0]["how"] = "email"
    redrafted = document_of(a_journey())
    redrafted["steps"][1]["service"] = "Told anew"
    rows = [
        {"nth": nth, "deed": deed, "reverts_to": back, "title": "Mooring", "document": document}
        for nth, deed, back, document in (
            (1, "drafted", None, drafted),
            (2, "changed", None, said),
            (3, "redrafted", None, redrafted),
            (4, "undone", 1, drafted),
        )
    ]
    now = decided_in(rows[:3])
    assert (now.is_any, now.is_titled, now.steps) == (True, False, {"s1": frozenset({"organisation"})})
    assert now.hand_overs == {("s1", "s2", ""): frozenset({"how"})}
    assert decided_in(rows) == decided_in(rows[:1]) == Decided()


def test_what_passes_at_a_hand_over_that_came_with_its_steps_was_decided():
    document = document_of(a_journey())
    document["hand_overs"][0] |= {"how": "email", "passes": "unknown"}
    taken_in = {"nth": 1, "deed": "changed", "reverts_to": None, "title": "Mooring", "document": document}
    assert decided_in([taken_in]).hand_overs == {("s1", "s2", ""): frozenset({"how"})}


def test_a_document_from_before_hand_overs_said_that_they_are_proposed_is_read_by_their_identifiers():
    journey = a_full_journey()
    within = journey.hand_overs[0]
    of_sides = replace(within, id=id_of_sides(within.giver, within.taker), is_proposed=True)
    silent = replace(of_sides, to_step=2, trouble="", giver_owner=None, taker_owner=None)
    document = document_of(replace(journey, hand_overs=(within, of_sides, silent)))
    assert [item.is_proposed for item in read(journey, document).hand_overs] == [False, True, True]
    for item in document["hand_overs"]:
        del item["is_proposed"]
    assert [item.is_proposed for item in read(journey, document).hand_overs] == [False, False, True]


def test_that_a_document_begins_to_say_what_is_proposed_is_nobodys_word():
    journey = a_full_journey()
    early, late = document_of(journey), document_of(journey)
    for item in early["hand_overs"]:
        del item["is_proposed"]
    rows = [
        {"nth": nth, "deed": deed, "reverts_to": None, "title": "Mooring", "document": document}
        for nth, (deed, document) in enumerate((("drafted", early), ("changed", late)), start=1)
    ]
    assert decided_in(rows).own == frozenset()


def test_a_hand_over_that_rested_and_stands_again_as_it_was_is_nobodys_word():
    journey = a_journey()
    [crossing] = journey.hand_overs
    standing = document_of(replace(journey, hand_overs=(replace(crossing, how=How.EMAIL),)))
    resting = document_of(replace(journey, hand_overs=(), resting=(replace(crossing, how=How.EMAIL),)))
    rows = [
        {"nth": nth, "deed": deed, "reverts_to": None, "title": "Mooring", "document": document}
        for nth, (deed, document) in enumerate(
            (("drafted", standing), ("changed", resting), ("changed", standing)), start=1
        )
    ]
    assert decided_in(rows).hand_overs == {}


def test_hidden_evidence_stays_at_its_own_hand_over_within_a_step():
    journey = a_full_journey()
    within, crossing = journey.hand_overs
    other = replace(within, id="v3h2_0abc", taker="Berth Ledger", evidence=())
    earlier = document_of(replace(journey, hand_overs=(within, other, crossing)))
    edited = document_of(replace(journey, hand_overs=(replace(within, evidence=()), other, crossing)))
    kept = with_hidden(edited, earlier, frozenset(item.evidence.id for item in within.evidence))
    assert [len(item["evidence"]) for item in kept["hand_overs"]] == [1, 0, 2]


def test_a_document_from_before_steps_had_identifiers_is_read():
    journey = a_journey()
    document = document_of(journey)
    old = {"id", "actor", "touchpoints", "standing", "branch", "optional", "wait_days", "sub_journey", "note"}
    old |= {"extras"}
    for step in document["steps"]:
        step["evidence"] = [pair[:2] for pair in step["evidence"]]
        for field in old:
            del step[field]
    for crossing in document["hand_overs"]:
        crossing["evidence"] = [pair[:2] for pair in crossing["evidence"]]
        for field in ("trouble", "giver_owner", "taker_owner"):
            del crossing[field]
    for field in ("tray", "suggested", "rejected", "form", "as_is", "extras"):
        del document[field]
    assert read(journey, document) == journey


def test_what_an_editor_cannot_see_stays_when_they_rename_the_step_it_stands_on():
    journey = a_full_journey()
    earlier = document_of(journey)
    renamed = replace(journey.steps[0], step="Wait for high water")
    seen = document_of(replace(journey, steps=(renamed, *journey.steps[1:]), tray=(), suggested=(), rejected=()))
    kept = with_hidden(seen, earlier, frozenset({"obs_003"}))
    assert kept["steps"][0]["step"] == "Wait for high water"
    assert [kept[field] for field in ("tray", "suggested", "rejected")] == [
        earlier[field] for field in ("tray", "suggested", "rejected")
    ]


AT = {"by": "Ada", "at": "2026-01-02"}
POINT_OFF = RejectedPainPoint(id="pp_1", title="Letters are retyped", observation_ids=("obs_001",), step_id="s1", **AT)
OFF_1_2 = RejectedEvidence(observation_id="obs_002", step_id="s1", to_step_id="s2", **AT)


def judged():
    """A journey on which a pain point was kept and another taken off, and evidence taken off a hand-over."""
    journey = a_journey()
    kept = replace(journey.steps[0].pain_points[0], id="pp_2", accepted_by="Ada", accepted_at="2026-01-01")
    steps = (replace(journey.steps[0], pain_points=(kept,)), *journey.steps[1:])
    bare = (replace(journey.hand_overs[0], evidence=()),)
    return replace(journey, steps=steps, hand_overs=bare, rejected=(OFF_1_2,), rejected_pain_points=(POINT_OFF,))


def test_what_was_judged_comes_back_and_a_journey_without_judgements_is_stored_as_before():
    journey = judged()
    assert read(journey, document_of(journey)) == journey
    plain = document_of(a_journey())
    assert "rejected_pain_points" not in plain
    assert [len(point) for point in plain["steps"][0]["pain_points"]] == [3]


def test_a_pain_point_that_was_taken_off_is_told_to_who_sees_its_evidence_and_stays_for_who_does_not():
    journey = judged()
    document = document_of(journey)
    found = {"obs_002": an_observation(2, "Letters are retyped.")}
    seen = journey_from("jn_1", "Mooring", JourneyStatus.DRAFT, document, found, NO_NAMES)
    assert seen.rejected_pain_points == ()
    assert "obs_001" in evidence_ids(document)
    kept = with_hidden(document_of(seen), document, frozenset({"obs_001"}))
    assert kept["rejected_pain_points"] == document["rejected_pain_points"]
    assert with_hidden(kept, document, frozenset({"obs_001"}))["rejected_pain_points"][0][0] == "pp_1"
    ids = [row[2] for row in with_hidden(document_of(replace(journey, rejected_pain_points=(
        replace(POINT_OFF, observation_ids=("obs_003",)),
    ))), document, frozenset({"obs_001"}))["rejected_pain_points"]]  # fmt: skip
    assert ids == [["obs_003", "obs_001"]]


def test_a_pain_point_stays_kept_where_its_editor_saw_a_part_of_it():
    journey = judged()
    (kept,) = journey.steps[0].pain_points
    whole = replace(kept, observation_ids=("obs_001", "obs_002"))
    earlier = document_of(replace(journey, steps=(replace(journey.steps[0], pain_points=(whole,)), *journey.steps[1:])))
    back = with_hidden(document_of(journey), earlier, frozenset({"obs_001"}))["steps"][0]["pain_points"]
    assert back == [["pp_2", "Letters are retyped", ["obs_002", "obs_001"], "Ada", "2026-01-01"]]


def test_what_hidden_evidence_told_of_a_hand_over_stays_hidden_when_somebody_takes_it_off():
    document = document_of(judged())
    seen = in_sight(document, found={"obs_001"}, names={"harbour permit office", "hull survey agency"})
    assert (seen["hand_overs"][0]["how"], seen["hand_overs"][0]["gap"]) == ("unknown", None)
    back = with_untold(seen, document, names=frozenset(), hidden=frozenset({"obs_002"}))
    assert back["hand_overs"][0]["how"] == "rekeyed"
    told = in_sight(document, found={"obs_002"}, names={"harbour permit office", "hull survey agency"})
    assert told["hand_overs"][0]["how"] == "rekeyed"


def test_what_hidden_evidence_told_stays_hidden_though_a_hand_over_came_to_be_called_otherwise():
    document = document_of(judged())
    [crossing] = document["hand_overs"]
    within = crossing | {"to_step": crossing["from_step"], "id": "h1234"}
    step = document["rejected"][0][1]
    off = [[*row[:4], step, ""] for row in document["rejected"]]
    moved = document | {"hand_overs": [within], "rejected": off}
    seen = in_sight(moved, found={"obs_001"}, names={"harbour permit office", "hull survey agency"})
    assert seen["hand_overs"][0]["how"] == "unknown"


def test_what_hidden_evidence_told_stays_hidden_though_it_stands_nowhere_any_more():
    journey = judged()
    left = tuple(item for item in journey.steps[0].evidence if item.evidence.id != "obs_002")
    steps = (replace(journey.steps[0], evidence=left, pain_points=()), *journey.steps[1:])
    document = document_of(replace(journey, steps=steps))
    shown = in_sight(document, found={"obs_001"}, names={"harbour permit office", "hull survey agency"})
    assert shown["hand_overs"][0]["how"] == "unknown"


def test_a_pain_point_that_others_kept_stays_kept_where_drafting_finds_it_by_what_its_editor_sees():
    journey = judged()
    (kept,) = journey.steps[0].pain_points
    found = replace(kept, observation_ids=("obs_001",), accepted_by=None, accepted_at=None)
    drafted = replace(journey, steps=(replace(journey.steps[0], pain_points=(found,)), *journey.steps[1:]))
    back = with_hidden(document_of(drafted), document_of(journey), frozenset({"obs_002"}))["steps"][0]["pain_points"]
    assert back == [["pp_2", "Letters are retyped", ["obs_001", "obs_002"], "Ada", "2026-01-01"]]


def test_evidence_kept_at_a_hand_over_speaks_of_it_and_what_is_taken_off_does_not():
    journey = a_full_journey()
    kept = tuple(replace(item, evidence=(replace(item.evidence[0], accepted_by="Ada"),)) for item in journey.hand_overs)
    bare = tuple(replace(item, evidence=()) for item in journey.hand_overs)
    before = {"nth": 1, "deed": "drafted", "reverts_to": None, "title": "Mooring", "document": document_of(journey)}
    for hand_overs, own, spoken in ((kept, {("quay", "quay", "v3h1_0abc")}, {("quay", "s2", ""): frozenset()}),
                                    (bare, set(), {})):  # fmt: skip
        changed = document_of(replace(journey, hand_overs=hand_overs))
        now = decided_in([before, before | {"nth": 2, "deed": "changed", "document": changed}])
        assert (now.own, now.hand_overs) == (own, spoken)


def test_an_editor_who_sees_nothing_of_several_hand_overs_gives_them_all_back():
    document = document_of(a_full_journey())
    seen = in_sight(document, found=frozenset(), names=frozenset())
    back = with_untold(seen, document, names=frozenset(), hidden=frozenset(evidence_ids(document)))
    assert back["hand_overs"] == document["hand_overs"]


def test_an_editor_who_sees_nothing_of_hand_overs_to_and_from_a_step_done_instead_of_another_gives_them_back():
    [crossing] = a_journey().hand_overs
    ways = (a_step(1), a_step(2), replace(a_step(3), branch=Branch.OR), a_step(4))
    leading = tuple(replace(crossing, from_step=at, to_step=to) for at, to in ((1, 2), (1, 3), (2, 3), (2, 4), (3, 4)))
    document = document_of(replace(a_journey(), steps=ways, hand_overs=leading))
    seen = in_sight(document, found=frozenset(), names=frozenset())
    hidden = frozenset(evidence_ids(document))
    back = with_untold(seen, document, names=frozenset(), hidden=hidden)
    assert back["hand_overs"] == document["hand_overs"]
    seen["steps"][2]["branch"] = None
    apart = with_untold(seen, document, names=frozenset(), hidden=hidden)["hand_overs"]
    assert [(item["from_step"], item["to_step"]) for item in apart] == [(1, 2), (2, 3), (3, 4)]


def test_a_proposed_hand_over_is_of_people_once_they_confirm_it_as_it_is():
    journey = a_full_journey()
    within = replace(journey.hand_overs[0], is_proposed=True)
    rows = [
        {"nth": nth, "deed": deed, "reverts_to": None, "title": "Mooring", "document": document_of(each)}
        for nth, (deed, each) in enumerate(
            (
                ("drafted", replace(journey, hand_overs=(within,))),
                ("changed", replace(journey, hand_overs=(replace(within, is_proposed=False),))),
            ),
            start=1,
        )
    ]
    assert [[sides[2] for sides in decided_in(rows[:many]).own] for many in (1, 2)] == [[], [within.id]]
