"""The Journey room over a repository in memory: each drawer, and two people at once. Everything here is fictional."""

import json
import re
from dataclasses import replace
from types import SimpleNamespace

import fake_journey_editing
import pytest
from fake_evidence import AGENCY, COUNCIL, REGISTRY, some_evidence
from fake_use_cases import FakeUseCases

from domain.access import LOCAL_VIEWER, Role, Viewer
from domain.catalogue import Catalogue, System
from domain.errors import InvalidRequest
from domain.evidence import Kind, SaidKind, Subject
from domain.hand_overs import UNKNOWN_SIDE, Gap, HandOver, HandOverKind, How, Passes, id_of_sides
from domain.jobs import JobStatus
from domain.journey_edits import (
    AcceptEvidence,
    AcceptPainPoint,
    AddHandOver,
    AddStep,
    ChangeHandOver,
    ChangeJourney,
    ChangeStep,
    DropSuggestion,
    MergeSteps,
    MoveStep,
    PlaceEvidence,
    PlacePainPoint,
    PutBackEvidence,
    RejectEvidence,
    RejectPainPoint,
    RejectPossibleHandOver,
    RemoveHandOver,
    RemoveStep,
    SplitStep,
    TakeSuggestion,
)
from domain.journey_files import JourneyImport
from domain.journeys import Channel, JourneyForm, RejectedPainPoint, StepBasis, StepPainPoint, SuggestedStep
from domain.placed_evidence import PlacedEvidence, RejectedEvidence
from journey_maps.editing.edits import edited
from use_cases.journeys.journey_drawing import MapWishes
from views import downloads, tables
from views.journeys import journey_focus, journey_judging

PAGE = "journey_room"


@pytest.fixture
def app(populated: FakeUseCases) -> FakeUseCases:
    """A journey of three steps with a tray and a suggested step."""
    evidence = some_evidence()
    tray = (PlacedEvidence(evidence=evidence[5], score=0.3, reason="no step speaks of a bill"),)
    suggested = (
        SuggestedStep(
            step="Send it again", stage="Claiming", after="s2", evidence=tray, reason="Two studies tell of it."
        ),
    )
    populated.maps = [replace(populated.maps[0], tray=tray, suggested=suggested)]
    return populated


def with_many(app, number):
    """Put so many more quotations of one kind on the first step."""
    first, *others = app.maps[0].steps
    placed = first.evidence[0]
    more = tuple(
        replace(placed, evidence=replace(placed.evidence, id=f"obs_more_{n}", text=f"Again, number {n}."))
        for n in range(number)
    )
    app.maps = [replace(app.maps[0], steps=(replace(first, evidence=(*first.evidence, *more)), *others))]


def test_a_drawer_shows_the_strongest_of_each_kind_and_the_others_when_asked(open_page, app):
    with_many(app, 17)
    test = room(open_page, app)
    assert said(test).count("<blockquote>Again, number") == 3
    more = next(button for button in test.button if button.label == "Show 14 more")
    more.click().run()
    assert said(test).count("<blockquote>Again, number") == 17
    assert any(button.label == "Hide these 14" for button in test.button)


def room(open_page, app, **parameters):
    test = open_page(app, PAGE, journey="jn_1", **parameters)
    assert not test.exception and not test.error
    return test


def press(test, *key):
    test.button(key="-".join((PAGE, *key))).click().run()
    assert not test.exception
    return test


def said(test) -> str:
    kinds = ("title", "header", "markdown", "caption", "info", "warning", "success", "error")
    return "\n".join(
        [element.value for kind in kinds for element in getattr(test, kind)]
        + [str(element.proto.body) for element in test.get("html")]
        + [button.label for button in test.button]
    ).replace("\\", "")


def keys(test) -> set[str]:
    return {button.key for button in test.button}


def field(test, kind, name, step="s1", version=1):
    return getattr(test, kind)(key=f"{PAGE}-field-{name}-{step}-{version}")


# The drawer of a step


def test_saving_a_step_says_only_what_was_changed(open_page, app):
    test = room(open_page, app, step="s2")
    field(test, "text_input", "step", "s2").set_value("Ask for the allowance")
    field(test, "selectbox", "channel", "s2").set_value(Channel.POST)
    field(test, "selectbox", "owner", "s2").set_value(COUNCIL)
    field(test, "number_input", "wait_days", "s2").set_value(3.0)
    press(test, "save-step")
    assert app.journey_editing.edits == [
        ChangeStep(step_id="s2", step="Ask for the allowance", channel=Channel.POST, owner=COUNCIL, wait_days=3.0)
    ]
    assert "2. Ask for the allowance" in said(test)


def test_whose_journey_it_is_where_nobody_said_is_an_empty_field_and_no_words_of_ours(open_page, app):
    app.maps = [replace(app.maps[0], actor="")]
    test = room(open_page, app, step="s1")
    assert "not recorded" not in said(test)
    test = room(open_page, app, show="about")
    field = test.text_input(key=f"{PAGE}-about-actor-jn_1-1")
    assert field.value == ""
    press(test, "save-about")
    assert app.journey_editing.edits == []
    test.text_input(key=f"{PAGE}-about-actor-jn_1-1").set_value("A widow")
    press(test, "save-about")
    assert app.journey_editing.edits == [ChangeJourney(actor="A widow")]


def test_names_on_the_map_are_offered_before_the_catalogues(open_page, app):
    first, second, third = app.maps[0].steps
    within = HandOver(from_step=1, to_step=1, giver="Gull Office", taker="CivilRoll", kind=HandOverKind.SYSTEM)
    app.maps = [
        replace(
            app.maps[0],
            steps=(first, second, replace(third, organisation="Zander Pay Office")),
            hand_overs=(*app.maps[0].hand_overs, within),
        )
    ]
    on_the_map = [REGISTRY, AGENCY, "Zander Pay Office"]
    test = room(open_page, app, step="s2")
    for name in ("organisation", "owner"):
        assert field(test, "selectbox", name, "s2").options == ["not known", *on_the_map, COUNCIL]
    assert field(test, "multiselect", "systems", "s2").options == ["CivilRoll"]
    test = room(open_page, app, show="hand_overs", hand_over="s1-s2")
    assert test.selectbox(key=f"{PAGE}-pass-controller-s1-s2-1").options == ["not known", *on_the_map, COUNCIL]
    sides = ["not known", REGISTRY, "CivilRoll", AGENCY, "Gull Office", "Zander Pay Office", COUNCIL]
    assert test.selectbox(key=f"{PAGE}-own-taker-s1-s1-1").options == sides


def test_what_is_cleared_is_not_known_again(open_page, app):
    test = room(open_page, app, step="s2")
    field(test, "selectbox", "organisation", "s2").set_value("")
    press(test, "save-step")
    assert app.journey_editing.edits == [ChangeStep(step_id="s2", organisation="")]


def test_saving_an_unchanged_form_makes_no_version(open_page, app):
    press(room(open_page, app, step="s1"), "save-step")
    assert app.journey_editing.edits == []


def test_a_step_moves_past_its_neighbour_and_into_its_stage(open_page, app):
    press(room(open_page, app, step="s2"), "Move up")
    press(room(open_page, app, step="s2"), "Move down")
    assert app.journey_editing.edits == [
        MoveStep(step_id="s2", after=None, stage="Telling"),
        MoveStep(step_id="s2", after="s3"),
    ]


def test_what_a_move_or_a_step_in_between_costs_is_told(open_page, app, monkeypatch):
    told = replace(app.maps[0].hand_overs[0], legal_basis="Act 1", identifier="Ref")
    app.maps = [replace(app.maps[0], hand_overs=(told,))]

    def edit(viewer, journey_id, *edits, version=None):
        app.maps = [edited(app.maps[0], edits[0], by=viewer.name, at="2025-04-02T10:00:00+00:00")]
        return app.maps[0]

    monkeypatch.setattr(app.journey_editing, "edit", edit)
    test = room(open_page, app, step=f"s{told.from_step}")
    press(test, "panel", "Add a step after")
    assert "goes off the map while a step stands in between" in said(test)
    assert "legal basis" in said(test) and "is kept" in said(test)
    press(test, "Move down")
    assert "is off the map, because steps" in said(test) and "with it its legal basis" in said(test)


def test_drafting_anew_tells_what_it_kept(open_page, app):
    app.kept_in_draft = "Drafted anew: 2 new proposals; left as people said: 1 quotation kept"
    job = app.queue_journey(LOCAL_VIEWER, "Moving", [])
    app.rows[job] = replace(app.rows[job], status=JobStatus.DONE)
    test = open_page(app, PAGE, job=job)
    assert "left as people said: 1 quotation kept" in said(test)


def test_a_journey_is_deleted_after_it_was_said_what_goes(open_page, app):
    test = room(open_page, app, show="about")
    press(test, "delete")
    assert "This is final and cannot be undone" in said(test)
    press(test, "keep-it")
    assert f"{PAGE}-delete-it" not in keys(test) and app.maps
    press(test, "delete")
    title = app.maps[0].title
    press(test, "delete-it")
    assert app.maps == []
    assert f"“{title}” is deleted." in said(test)
    assert "No journey has been drafted" in said(test)


def test_who_may_not_change_a_journey_is_not_offered_to_delete_it(open_page, app):
    summary = app.journey_publishing.journey
    app.journey_publishing.journey = lambda viewer, name: replace(summary(viewer, name), mine=False)
    assert f"{PAGE}-delete" not in keys(room(open_page, app, show="about"))


def test_the_first_step_cannot_move_up_nor_the_last_down(open_page, app):
    assert room(open_page, app, step="s1").button(key=f"{PAGE}-Move up").disabled
    assert room(open_page, app, step="s3").button(key=f"{PAGE}-Move down").disabled


def test_steps_are_added_split_joined_and_removed(open_page, app):
    test = room(open_page, app, step="s1")
    press(test, "panel", "Add a step after")
    test.text_input(key=f"{PAGE}-new-step-s1-1").set_value("Order copies")
    press(test, "add-it")
    press(test, "panel", "Split in two")
    test.text_input(key=f"{PAGE}-second-s1-2").set_value("Pay for copies")
    test.multiselect(key=f"{PAGE}-moved-s1-2").set_value(["obs_0"])
    press(test, "split-it")
    press(test, "panel", "Join with the next")
    test.text_input(key=f"{PAGE}-merged-s1-3").set_value("Register and claim")
    press(test, "merge-them")
    press(test, "panel", "Remove")
    press(test, "remove-it")
    assert app.journey_editing.edits == [
        AddStep(step="Order copies", stage="Telling", after="s1"),
        SplitStep(step_id="s1", first="Register the death", second="Pay for copies", observation_ids=("obs_0",)),
        MergeSteps(first="s1", second="s2", step="Register and claim"),
        RemoveStep(step_id="s1"),
    ]


def test_removing_a_step_says_what_will_fit_nowhere_without_what_stands_on_another(open_page, app):
    first, second, *rest = app.maps[0].steps
    on_both = replace(first.evidence[0], score=0.9, accepted_by="")
    alone = [
        replace(on_both, evidence=replace(on_both.evidence, id=f"obs_{name}"), score=score)
        for name, score in (("likely", 0.9), ("guess", 0.1))
    ]
    first = replace(first, evidence=(on_both, *alone))
    second = replace(second, evidence=(on_both,))
    app.maps = [replace(app.maps[0], steps=(first, second, *rest))]
    test = room(open_page, app, step="s1")
    press(test, "panel", "Remove")
    assert "What stands on no other step, 1 quotation and 1 guess, will be among" in said(test)


def test_evidence_is_kept_taken_off_and_moved(open_page, app):
    test = room(open_page, app, step="s1")
    press(test, "evidence-s1-obs_0-keep")
    press(test, "evidence-s1-obs_0-not")
    press(test, "mover-s1-obs_0")
    test.selectbox(key=f"{PAGE}-move-s1-obs_0").set_value("s3")
    press(test, "move-s1-obs_0-do")
    assert app.journey_editing.edits == [
        AcceptEvidence(observation_id="obs_0", step_id="s1"),
        RejectEvidence(observation_id="obs_0", step_id="s1"),
        PlaceEvidence(observation_id="obs_0", step_id="s3", from_step="s1"),
    ]


def test_what_is_taken_off_a_step_stays_in_its_place_to_be_put_back_until_another_step_is_shown(
    open_page, app, monkeypatch
):
    monkeypatch.setattr(fake_journey_editing, "_MADE", (RejectEvidence, PutBackEvidence))
    monkeypatch.setattr(journey_judging, "SOONEST", 0)
    key = "evidence-s1-obs_0"
    test = room(open_page, app, step="s1")
    assert beside(test, key) == [("Keep", "keep"), ("Not here", "not")]
    press(test, f"{key}-not")
    assert [placed.evidence.id for placed in app.maps[0].steps[0].evidence] == []
    assert beside(test, key) == [("Put it back", "not")]
    assert "Taken off this step, and not placed here again" in said(test)
    press(test, f"{key}-not")
    assert beside(test, key) == [("Kept", "keep"), ("Not here", "not")]
    assert "Taken off this step" not in said(test)
    press(test, f"{key}-not")
    for step in ("s2", "s1"):
        test.radio(key=f"{PAGE}-step").set_value(step).run()
    assert beside(test, key) == []
    assert "No evidence stands on this step" in said(test)


def test_what_is_taken_off_a_step_is_not_said_to_fit_nowhere_where_another_has_it(open_page, app, monkeypatch):
    monkeypatch.setattr(fake_journey_editing, "_MADE", (RejectEvidence, PutBackEvidence))
    first, second, *others = app.maps[0].steps
    second = replace(second, evidence=(*second.evidence, *first.evidence), basis=StepBasis.EVIDENCE)
    app.maps = [replace(app.maps[0], steps=(first, second, *others))]
    test = room(open_page, app, step="s1")
    press(test, "evidence-s1-obs_0-not")
    assert "It is on another step still" in said(test)
    assert first.evidence[0].evidence.id not in [placed.evidence.id for placed in app.maps[0].tray]


def test_a_small_form_is_brought_into_sight_once_when_it_opens(open_page, app):
    def led(test):
        return re.findall(r'querySelector\("(.*?)"\)\?\.scrollIntoView\({block: "nearest"}\)', said(test))

    test = room(open_page, app, step="s1")
    assert led(test) == []
    press(test, "panel-Remove")
    assert led(test) == [f".st-key-{PAGE}-open-panel"]
    assert led(test.run()) == []
    assert led(press(test, "panel-Remove")) == [], "it was closed"


def test_the_focus_is_led_to_what_is_beside_a_quotation_that_is_moved_and_to_the_list_where_nothing_is(open_page, app):
    def led(test):
        return re.findall(r"const parts = (\[.*?\])\.map", said(test))

    with_many(app, 1)
    test = room(open_page, app, step="s1")
    press(test, "mover-s1-obs_0")
    test.selectbox(key=f"{PAGE}-move-s1-obs_0").set_value("s3")
    press(test, "move-s1-obs_0-do")
    (keys,) = led(test)
    assert json.loads(keys) == [f"st-key-{PAGE}-mover-s1-obs_more_0", f"st-key-{PAGE}-step"]
    assert led(test.run()) == []


def test_the_identifier_that_a_file_gave_a_step_is_no_script_where_the_focus_is_led(monkeypatch):
    written = []
    monkeypatch.setattr(
        journey_focus, "st", SimpleNamespace(session_state={}, html=lambda text, **_: written.append(text))
    )
    journey_focus.lead_to(f"{PAGE}-mover-</script><script>alert(1)</script> 1.2-obs_1")
    journey_focus.follow()
    (text,) = written
    assert text.count("<script>") == 1
    assert f'["st-key-{PAGE}-mover---script--script-alert-1---script--1-2-obs_1"]' in text


def test_a_journey_is_read_once_for_its_page_and_its_map_until_something_changes(open_page, app, monkeypatch):
    read, journey = [], app.journey
    monkeypatch.setattr(app, "journey", lambda viewer, name: read.append(name) or journey(viewer, name))
    test = room(open_page, app, step="s1")
    for step in ("s2", "s1"):
        test.radio(key=f"{PAGE}-step").set_value(step).run()
    assert read == ["jn_1"]
    press(test, "evidence-s1-obs_0-keep")
    assert read == ["jn_1"] * 2


def beside(test, key):
    """The buttons by which something is judged: what each says, and the end of its key."""
    own = f"{PAGE}-{key}-"
    return [(button.label, button.key.removeprefix(own)) for button in test.button if str(button.key).startswith(own)]


def test_what_is_kept_holds_the_place_of_the_button_so_that_a_double_click_does_not_take_it_off(open_page, app):
    key = "evidence-s1-obs_0"
    assert beside(room(open_page, app, step="s1"), key) == [("Keep", "keep"), ("Not here", "not")]
    first, *others = app.maps[0].steps
    kept = replace(first.evidence[0], accepted_by="Asha Vale", accepted_at="2026-03-02T09:00")
    app.maps = [replace(app.maps[0], steps=(replace(first, evidence=(kept,)), *others))]
    test = room(open_page, app, step="s1")
    assert beside(test, key) == [("Kept", "keep"), ("Not here", "not")]
    press(test, key, "keep")
    assert app.journey_editing.edits == []


@pytest.fixture
def at_once(monkeypatch):
    """Presses that a test makes faster than anybody could are meant."""
    monkeypatch.setattr(journey_judging, "SOONEST", 0.0)


def test_a_pain_point_of_a_step_is_kept_taken_off_and_put_back_in_its_place(open_page, app, at_once):
    test, key = room(open_page, app, step="s1"), "pain-s1-pp_again"
    assert beside(test, key) == [("Keep", "keep"), ("Not here", "not")]
    press(test, key, "keep")
    assert beside(test, key) == [("Kept", "keep"), ("Not here", "not")]
    assert "Kept here by" in said(test)
    press(test, key, "not")
    assert beside(test, key) == [("Put it back", "not")]
    assert "Taken off here by somebody at this machine, 2 April 2025" in said(test)
    press(test, key, "not")
    assert beside(test, key) == [("Kept", "keep"), ("Not here", "not")]
    at = {"pain_point_id": "pp_again", "step_id": "s1"}
    assert app.journey_editing.edits == [AcceptPainPoint(**at), RejectPainPoint(**at), PlacePainPoint(**at)]


def test_a_double_click_does_not_put_back_what_it_takes_off(open_page, app, monkeypatch):
    monkeypatch.setattr(journey_judging, "SOONEST", 3600.0)
    test = room(open_page, app, step="s1")
    press(test, "pain-s1-pp_again-not")
    press(test, "pain-s1-pp_again-not")
    assert [type(edit) for edit in app.journey_editing.edits] == [RejectPainPoint]


def test_a_pain_point_that_was_taken_off_stays_in_its_place_among_the_others(open_page, app, at_once):
    first, *others = app.maps[0].steps
    more = tuple(StepPainPoint(id=f"pp_{n}", title=f"Pain {n}", observation_ids=("obs_0",)) for n in (3, 1, 2))
    app.maps = [replace(app.maps[0], steps=(replace(first, pain_points=more), *others))]
    test = room(open_page, app, step="s1")

    def shown():
        labels = [link.proto.label for link in test.get("page_link")]
        return [(name[0], text.startswith("~~")) for text in labels if (name := re.search(r"Pain \d", text))]

    before = shown()
    press(test, "pain-s1-pp_2-not")
    assert len(before) == 3
    assert shown() == [(name, name == "Pain 2") for name, _ in before]


def test_evidence_of_a_hand_over_is_kept_taken_off_and_put_back_in_its_place(open_page, app, at_once):
    [journey] = app.maps
    told = tuple(PlacedEvidence(evidence=item, score=0.5) for item in some_evidence()[:2])
    app.maps = [replace(journey, hand_overs=(replace(journey.hand_overs[0], evidence=told),))]
    test, key = room(open_page, app, show="hand_overs", hand_over="s1-s2"), "passing-s1-s2-obs_1"
    assert beside(test, key) == [("Keep", "keep"), ("Not here", "not")]
    press(test, key, "keep")
    assert beside(test, key) == [("Kept", "keep"), ("Not here", "not")]
    press(test, key, "not")
    assert beside(test, key) == [("Put it back", "not")]
    assert "**Evidence** (1)" in said(test)
    assert "Taken off here by somebody at this machine, 2 April 2025" in said(test)
    press(test, key, "not")
    assert beside(test, key) == [("Kept", "keep"), ("Not here", "not")]
    at = {"observation_id": "obs_1", "step_id": "s1", "to_step_id": "s2"}
    assert app.journey_editing.edits == [AcceptEvidence(**at), RejectEvidence(**at), PlaceEvidence(**at)]


def test_what_stands_though_somebody_took_it_off_before_is_shown_once(open_page, app):
    [journey] = app.maps
    at = {"step_id": "s1", "by": "Asha Vale", "at": "2026-03-02T09:00"}
    told = (PlacedEvidence(evidence=some_evidence()[1], score=0.5),)
    gone = RejectedEvidence(observation_id="obs_1", to_step_id="s2", hand_over_id="hgone", **at)
    off = RejectedPainPoint(id="pp_again", title="Told again", observation_ids=("obs_0",), **at)
    crossing = replace(journey.hand_overs[0], evidence=told)
    app.maps = [replace(journey, hand_overs=(crossing,), rejected=(gone,), rejected_pain_points=(off,))]
    assert beside(room(open_page, app, step="s1"), "pain-s1-pp_again")[0] == ("Keep", "keep")
    test = room(open_page, app, show="hand_overs", hand_over="s1-s2")
    assert beside(test, "passing-s1-s2-obs_1")[0] == ("Keep", "keep")


def test_who_may_not_change_a_journey_judges_nothing_and_does_not_meet_what_was_taken_off(open_page, app):
    [journey] = app.maps
    first, *others = journey.steps
    kept = replace(first.pain_points[0], accepted_by="Asha Vale", accepted_at="2026-03-02T09:00")
    at = {"by": "Asha Vale", "at": "2026-03-02T09:00"}
    off = RejectedPainPoint(id="pp_2", title="Left alone", observation_ids=("obs_0",), step_id="s1", **at)
    gone = RejectedEvidence(observation_id="obs_2", step_id="s1", to_step_id="s2", **at)
    told = (PlacedEvidence(evidence=some_evidence()[1], score=0.5),)
    app.maps = [
        replace(
            journey,
            steps=(replace(first, pain_points=(kept,)), *others),
            hand_overs=(replace(journey.hand_overs[0], evidence=told),),
            rejected=(gone,),
            rejected_pain_points=(off,),
        )
    ]
    summary = app.journey_publishing.journey
    app.journey_publishing.journey = lambda viewer, name: replace(summary(viewer, name), mine=False)
    test = room(open_page, app, step="s1")
    assert "Kept here by Asha Vale, 2 March 2026" in said(test) and "Taken off" not in said(test)
    at_hand_over = room(open_page, app, show="hand_overs", hand_over="s1-s2")
    assert not {"Keep", "Not here", "Put it back"} & {button.label for button in (*test.button, *at_hand_over.button)}
    assert "Taken off" not in said(at_hand_over)


def test_evidence_says_why_it_is_there_and_who_kept_it(open_page, app):
    first = app.maps[0].steps[0]
    kept = replace(
        first.evidence[0], reason="it names the certificate", accepted_by="Asha Vale", accepted_at="2026-03-02T09:00"
    )
    steps = (replace(first, evidence=(kept,)), *app.maps[0].steps[1:])
    app.maps = [replace(app.maps[0], steps=steps)]
    test = room(open_page, app, step="s1")
    assert "Kept here by Asha Vale, 2 March 2026" in said(test)
    assert "Why here: it names the certificate" in said(test)
    assert ("Kept", "keep") in beside(test, "evidence-s1-obs_0")


def test_a_step_is_named_by_its_identifier_or_its_number(open_page, app):
    assert "2. Claim the allowance" in said(room(open_page, app, step="2"))
    assert "2. Claim the allowance" in said(room(open_page, app, step="s2"))
    assert "has no step s9" in said(room(open_page, app, step="s9"))


# Hand-overs, the tray, suggestions, the journey itself


@pytest.mark.parametrize("part", ["steps", "tray", "versions"])
def test_a_hand_over_leaves_the_address_with_the_part_that_shows_it(open_page, app, part):
    test = room(open_page, app, show="hand_overs", hand_over="s1-s2")
    test.segmented_control(key=f"{PAGE}-part").set_value(part).run()
    assert "hand_over" not in test.query_params
    assert "journey" in test.query_params


def test_a_hand_over_is_said_anew_and_not_known_is_allowed(open_page, app):
    test = room(open_page, app, show="hand_overs", hand_over="s1-s2")
    for kind, name, value in (
        ("selectbox", "passes", Passes.DATA),
        ("selectbox", "how", How.REKEYED),
        ("selectbox", "gap", ""),
        ("text_input", "legal_basis", "an agreement of 2024"),
        ("selectbox", "taker_owner", AGENCY),
        ("text_area", "trouble", "Names are typed wrongly."),
    ):
        getattr(test, kind)(key=f"{PAGE}-pass-{name}-s1-s2-1").set_value(value)
    press(test, "save-pass")
    assert app.journey_editing.edits == [
        ChangeHandOver(
            from_step="s1", to_step="s2", passes=Passes.DATA, how=How.REKEYED, gap="", taker_owner=AGENCY,
            legal_basis="an agreement of 2024", trouble="Names are typed wrongly.",
        )
    ]  # fmt: skip
    test.selectbox(key=f"{PAGE}-pass-gap-s1-s2-2").set_value(Gap.BROKEN_LINK)
    press(test, "save-pass")
    assert app.journey_editing.edits[-1] == ChangeHandOver(from_step="s1", to_step="s2", gap=Gap.BROKEN_LINK)


def test_the_table_of_hand_overs_holds_all_that_is_said_of_them(open_page, app, monkeypatch):
    [journey] = app.maps
    said = {"identifier": "case number", "controller": AGENCY, "trouble": "Typed wrongly.", "taker_owner": COUNCIL}
    first, *rest = journey.hand_overs
    app.maps = [replace(journey, hand_overs=(replace(first, **said), *rest))]
    shown = {}
    monkeypatch.setattr(tables, "show", lambda title, head, rows, **more: shown.update({title: (head, rows)}))
    room(open_page, app, show="hand_overs")
    head, rows = shown["Where one hands over to another"]
    told = dict(zip(head, rows[0], strict=True))
    assert told["By which identifier"] == "case number"
    assert told["Controller of the data"] == AGENCY
    assert told["What is known to go wrong"] == "Typed wrongly."
    assert told["Who answers on the taking side"] == COUNCIL


@pytest.mark.parametrize(
    ("giver", "taker", "listed", "at_step"),
    [
        (UNKNOWN_SIDE, AGENCY, f"To {AGENCY} (from whom is not known)", f"Hands over to {AGENCY}"),
        (AGENCY, UNKNOWN_SIDE, f"From {AGENCY} (to whom is not known)", "Hands over to somebody who is not known"),
        (UNKNOWN_SIDE, UNKNOWN_SIDE, "From whom and to whom is not known", "Hands over to somebody who is not known"),
    ],
)
def test_a_side_of_a_hand_over_that_is_not_known_is_told_in_words(open_page, app, giver, taker, listed, at_step):
    journey = app.maps[0]
    app.maps = [replace(journey, hand_overs=(replace(journey.hand_overs[0], giver=giver, taker=taker),))]
    assert listed in said(room(open_page, app, show="hand_overs"))
    assert at_step in said(room(open_page, app, step="s1"))


def test_a_hand_over_within_a_step_is_added_said_anew_and_removed(open_page, app):
    test = room(open_page, app, show="hand_overs")
    test.selectbox(key=f"{PAGE}-own-giver-s1-s1-1").set_value("CivilRoll")
    test.selectbox(key=f"{PAGE}-own-taker-s1-s1-1").set_value(AGENCY)
    test.selectbox(key=f"{PAGE}-own-how-s1-s1-1").set_value(How.REKEYED)
    press(test, "add-own-it")
    assert app.journey_editing.edits == [AddHandOver(step_id="s1", giver="CivilRoll", taker=AGENCY, how=How.REKEYED)]
    item = next(each for each in app.journey(app.viewer(), "jn_1").hand_overs if each.is_within)
    test = room(open_page, app, show="hand_overs", hand_over=f"s1-s1-{item.id}")
    assert "Within 1. " in said(test)
    test.selectbox(key=f"{PAGE}-pass-giver-s1-s1-{item.id}-2").set_value("Calderwick City Council")
    press(test, "save-pass")
    assert app.journey_editing.edits[-1] == ChangeHandOver(
        from_step="s1", to_step="s1", hand_over_id=item.id, giver="Calderwick City Council"
    )
    press(test, "remove-own", f"s1-s1-{item.id}")
    assert app.journey_editing.edits[-1] == RemoveHandOver(step_id="s1", hand_over_id=item.id)


def with_a_sentence_on_passing(app, text="Clerks at the council receive most notices by email."):
    first, *others = app.maps[0].steps
    placed = first.evidence[0]
    told = replace(placed, evidence=replace(placed.evidence, id="obs_pass", text=text), score=0.7)
    app.maps = [replace(app.maps[0], steps=(replace(first, evidence=(*first.evidence, told)), *others))]
    return told


FOLD = "Sentences on the steps that may tell of further hand-overs"


def asked_in_room(open_page, app):
    """Open the hand-overs, then the fold of the sentences that may tell of further ones."""
    test = room(open_page, app, show="hand_overs")
    test.session_state[f"{PAGE}-possible"] = True
    return test.run()


def test_sentences_that_may_tell_of_a_hand_over_are_looked_for_once_they_are_asked_for(open_page, app, monkeypatch):
    looked = []
    monkeypatch.setattr(app.journey_editing, "possible_hand_overs", lambda journey: looked.append(journey.id) or [])
    assert FOLD in [each.label for each in room(open_page, app, show="hand_overs").expander]
    assert looked == []
    assert "No sentence on the steps speaks of passing something on" in said(asked_in_room(open_page, app))
    assert looked == ["jn_1"]


def test_a_sentence_that_may_tell_of_a_hand_over_is_put_on_the_map_between_the_sides_that_are_chosen(open_page, app):
    with_a_sentence_on_passing(app)
    test = asked_in_room(open_page, app)
    assert "1 sentence speaks of passing something on and stands at no hand-over." in said(test)
    test.selectbox(key=f"{PAGE}-possible-giver-s1-obs_pass-1").set_value("CivilRoll")
    test.selectbox(key=f"{PAGE}-possible-taker-s1-obs_pass-1").set_value("")
    press(test, "possible-add-s1-obs_pass-1")
    (edit,) = app.journey_editing.edits
    assert edit == AddHandOver(
        step_id="s1",
        giver="CivilRoll",
        taker=UNKNOWN_SIDE,
        passes=edit.passes,
        how=How.EMAIL,
        observation_ids=("obs_pass",),
    )
    assert "No sentence on the steps speaks of passing something on" in said(test)


def test_a_sentence_that_tells_of_no_hand_over_is_said_so_and_asked_about_no_more(open_page, app):
    with_a_sentence_on_passing(app)
    test = press(asked_in_room(open_page, app), "possible-none-s1-obs_pass-1")
    assert app.journey_editing.edits == [RejectPossibleHandOver(observation_id="obs_pass", step_id="s1")]
    assert "No sentence on the steps speaks of passing something on" in said(test)


def test_who_may_not_change_a_journey_is_not_asked_about_further_hand_overs(open_page, app):
    with_a_sentence_on_passing(app)
    summary = app.journey_publishing.journey
    app.journey_publishing.journey = lambda viewer, name: replace(summary(viewer, name), mine=False)
    test = room(open_page, app, show="hand_overs")
    assert FOLD not in [each.label for each in test.expander]


def test_what_evidence_tells_of_a_hand_over_stands_where_people_have_not_said_it(open_page, app):
    journey = app.maps[0]
    placed = with_a_sentence_on_passing(app, "The booking reference is lost, and no data-sharing agreement covers it.")
    hard = replace(placed, evidence=replace(placed.evidence, said_kind=SaidKind(kind=Kind.PAIN_POINT, by="A", at="B")))
    app.maps = [replace(journey, hand_overs=(replace(journey.hand_overs[0], evidence=(hard,)),))]
    page = said(room(open_page, app, show="hand_overs", hand_over="s1-s2"))
    assert "not known; evidence names “booking reference”" in page
    assert "not known; evidence speaks of “data-sharing agreement”" in page
    assert "not put in words yet; 1 quotation of its evidence tells of it" in page


def test_a_hand_over_back_to_an_earlier_step_is_added_told_at_both_said_anew_and_removed(open_page, app):
    test = room(open_page, app, show="hand_overs")
    test.selectbox(key=f"{PAGE}-own-from-1").set_value("s3").run()
    test.selectbox(key=f"{PAGE}-own-to-s3-1").set_value("s1").run()
    test.selectbox(key=f"{PAGE}-own-giver-s3-s1-1").set_value(COUNCIL)
    test.selectbox(key=f"{PAGE}-own-taker-s3-s1-1").set_value("CivilRoll")
    test.selectbox(key=f"{PAGE}-own-passes-s3-s1-1").set_value(Passes.DATA)
    press(test, "add-own-it")
    added = AddHandOver(step_id="s3", to_step_id="s1", giver=COUNCIL, taker="CivilRoll", passes=Passes.DATA)
    assert app.journey_editing.edits == [added]
    item = next(each for each in app.journey(app.viewer(), "jn_1").hand_overs if each.is_across)
    assert "Hands over to CivilRoll at step 1" in said(room(open_page, app, step="s3"))
    assert f"Is handed over by {COUNCIL} from step 3" in said(room(open_page, app, step="s1"))
    test = room(open_page, app, show="hand_overs", hand_over=f"s3-s1-{item.id}")
    test.selectbox(key=f"{PAGE}-pass-giver-s3-s1-{item.id}-2").set_value(AGENCY)
    press(test, "save-pass")
    places = {"from_step": "s3", "to_step": "s1", "hand_over_id": item.id}
    assert app.journey_editing.edits[-1] == ChangeHandOver(**places, giver=AGENCY)
    press(test, "remove-own", f"s3-s1-{item.id}")
    assert app.journey_editing.edits[-1] == RemoveHandOver(step_id="s3", to_step_id="s1", hand_over_id=item.id)


def test_a_hand_over_that_no_evidence_tells_asks_whether_it_is_so(open_page, app):
    journey = app.maps[0]
    told, *rest = journey.hand_overs
    assumed = replace(told, id=id_of_sides(told.giver, told.taker), evidence=(), is_proposed=True)
    asks = "An assumption: no evidence tells of it. Does something pass here"
    for item, is_asked in (
        (assumed, True),
        (replace(assumed, evidence=told.evidence), not told.evidence),
        (replace(assumed, giver="Gull Office"), True),
        (replace(assumed, is_proposed=False), False),
    ):
        app.maps = [replace(journey, hand_overs=(item, *rest))]
        page = said(room(open_page, app, show="hand_overs", hand_over=f"s1-s2-{item.id}"))
        assert (asks in page) == is_asked


def test_evidence_of_the_tray_is_put_on_a_step(open_page, app):
    test = room(open_page, app, show="tray")
    assert "no step speaks of a bill" in said(test) and "It may be about this journey" in said(test)
    told = "A draft lays 30 sentences here at most, those that tell most. What else no step holds is not listed"
    assert told in said(test) and "nothing is lost" not in said(test)
    press(test, "out-of-tray-obs_5")
    test.selectbox(key=f"{PAGE}-from-tray-obs_5").set_value("s3")
    press(test, "from-tray-obs_5-do")
    assert app.journey_editing.edits == [PlaceEvidence(observation_id="obs_5", step_id="s3")]


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda steps: (), "this journey has no steps yet, and no evidence"),
        (
            lambda steps: (replace(steps[0], evidence=(), basis=StepBasis.ASSUMPTION),),
            "no evidence on this subject was found, or none was",
        ),
        (lambda steps: steps[:1], "what was laid here stands on a step, or nothing was"),
    ],
)
def test_an_empty_tray_says_why_it_is_empty(open_page, app, change, told):
    steps = change(app.maps[0].steps)
    app.maps = [replace(app.maps[0], steps=steps, hand_overs=(), suggested=(), tray=())]
    page = said(room(open_page, app, show="tray"))
    assert f"Nothing waits here: {told}" in page and page.count("Nothing waits here") == 1


def test_the_tray_is_searched_for_words(open_page, app):
    test = room(open_page, app, show="tray")
    test.text_input(key=f"{PAGE}-tray-words").set_value("harbour").run()
    assert "Nothing here says that." in said(test)


def test_a_suggested_step_is_taken_under_another_name_or_dropped(open_page, app):
    test = room(open_page, app, show="suggested")
    assert "Two studies tell of it." in said(test)
    assert "after 2. Claim the allowance" in said(test)
    test.text_input(key=f"{PAGE}-suggested-name-0-1").set_value("Send the certificate again")
    press(test, "take-0")
    press(test, "drop-0")
    assert app.journey_editing.edits == [
        TakeSuggestion(nth=0, step="Send the certificate again"),
        DropSuggestion(nth=0),
    ]


def test_the_journey_itself_is_said_anew(open_page, app):
    test = room(open_page, app, show="about")
    test.text_input(key=f"{PAGE}-about-title-jn_1-1").set_value("After a death")
    test.selectbox(key=f"{PAGE}-about-form-jn_1-1").set_value(JourneyForm.TO_BE)
    press(test, "save-about")
    assert app.journey_editing.edits == [ChangeJourney(title="After a death", form=JourneyForm.TO_BE)]


# Undo and versions


def test_undo_and_redo_are_offered_when_there_is_something_to_take_back(open_page, app):
    test = room(open_page, app, step="s1")
    assert test.button(key=f"{PAGE}-undo").disabled and test.button(key=f"{PAGE}-redo").disabled
    press(test, "evidence-s1-obs_0-keep")
    press(test, "undo")
    press(test, "redo")
    assert app.journey_editing.done == ["undo", "redo"]


def test_nobody_undoes_what_they_have_not_seen(open_page, app):
    test = room(open_page, app, step="s1")
    press(test, "Move down")
    app.journey_editing.edit(Viewer(name="Ines Bray"), "jn_1", ChangeStep(step_id="s3", note="Six weeks"))
    press(test, "undo")
    assert app.journey_editing.done == []
    assert "Nothing was undone" in said(test) and "Ines Bray" in said(test)


def test_undoing_somebody_elses_change_says_whose_it_is_and_asks_first(open_page, app):
    app.journey_editing.edit(Viewer(name="Ines Bray"), "jn_1", ChangeStep(step_id="s3", note="Six weeks"))
    test = room(open_page, app, step="s1")
    assert test.button(key=f"{PAGE}-undo").label.replace("\\", "") == "Undo Ines Bray's change: changeStep"
    press(test, "undo")
    assert app.journey_editing.done == [] and "This is not your change" in said(test)
    press(test, "leave-theirs")
    assert app.journey_editing.done == [] and "This is not your change" not in said(test)
    press(test, "undo")
    press(test, "undo-theirs")
    assert app.journey_editing.done == ["undo"]


def test_undoing_ones_own_change_takes_one_press(open_page, app):
    app.journey_editing.edit(LOCAL_VIEWER, "jn_1", ChangeStep(step_id="s3", note="Six weeks"))
    test = room(open_page, app, step="s1")
    press(test, "undo")
    assert app.journey_editing.done == ["undo"]


def test_a_version_is_looked_at_and_gone_back_to(open_page, app):
    app.journey_editing.edit(LOCAL_VIEWER, "jn_1", ChangeStep(step_id="s3", note="Six weeks"))
    test = room(open_page, app, show="versions", version="1")
    assert "Version 1" in said(test)
    press(test, "revert")
    assert app.journey_editing.done == ["revert 1"]
    assert "has no version 77" in said(room(open_page, app, show="versions", version="77"))


def test_a_version_says_what_has_changed_since_and_the_present_one_what_its_last_change_did(open_page, app):
    app.journey_editing.edit(LOCAL_VIEWER, "jn_1", ChangeStep(step_id="s3", note="Six weeks"))
    app.journey_editing.edit(LOCAL_VIEWER, "jn_1", ChangeStep(step_id="s1", step="See the registrar"))
    since = said(room(open_page, app, show="versions", version="1"))
    assert "What has changed since" in since
    assert "See the registrar”: name." in since and ": note." in since
    last = said(room(open_page, app, show="versions", version="3"))
    assert "What the last change did" in last
    assert "See the registrar”: name." in last and ": note." not in last


def test_a_version_from_which_nothing_differs_says_so(open_page, app):
    app.journey_editing.edit(LOCAL_VIEWER, "jn_1", ChangeStep(step_id="s3", note="Six weeks"))
    app.journey_editing.edit(LOCAL_VIEWER, "jn_1", ChangeStep(step_id="s3", note=app.maps[0].steps[0].note))
    assert "Nothing differs" in said(room(open_page, app, show="versions", version="1"))


def test_many_changes_since_a_version_are_folded(open_page, app):
    first = app.maps[0].steps[0]
    app.journey_editing.edit(LOCAL_VIEWER, "jn_1", ChangeStep(step_id="s1", note="Six weeks"))
    more = tuple(replace(first, id=f"new_{n}", order=n + 4, step=f"Walk to quay {n}") for n in range(20))
    app.maps = [replace(app.maps[0], steps=(*app.maps[0].steps, *more))]
    app.journey_editing.states["jn_1", 2] = app.maps[0]
    test = room(open_page, app, show="versions", version="1")
    assert "“Walk to quay 19”" not in said(test)
    next(button for button in test.button if button.label == "Show 9 more").click().run()
    assert "“Walk to quay 19”" in said(test)


# Two people at once


def test_two_people_change_different_things_and_both_stand(open_page, app):
    test = room(open_page, app, step="s1")
    app.journey_editing.edit(Viewer(name="Ines Bray"), "jn_1", ChangeStep(step_id="s3", note="Six weeks"))
    field(test, "text_input", "step").set_value("Go to the registry")
    press(test, "save-step")
    assert app.maps[0].steps[0].step == "Go to the registry"
    assert app.maps[0].steps[2].note == "Six weeks"
    assert "Your change is made. Meanwhile" in said(test) and "Ines Bray" in said(test)


def test_the_later_of_two_on_the_same_thing_is_told_and_loses_nothing(open_page, app):
    test = room(open_page, app, step="s1")
    app.journey_editing.edit(Viewer(name="Ines Bray"), "jn_1", ChangeStep(step_id="s1", step="See the registrar"))
    field(test, "text_input", "step").set_value("Go to the registry")
    press(test, "save-step")
    assert app.maps[0].steps[0].step == "See the registrar"
    assert "Your change waits" in said(test) and "Ines Bray" in said(test)
    press(test, "held-make")
    assert app.maps[0].steps[0].step == "Go to the registry"
    assert "Your change waits" not in said(test)


def test_a_change_that_waits_can_be_let_go(open_page, app):
    test = room(open_page, app, step="s1")
    app.journey_editing.edit(Viewer(name="Ines Bray"), "jn_1", ChangeStep(step_id="s1", step="See the registrar"))
    field(test, "text_input", "step").set_value("Go to the registry")
    press(test, "save-step")
    press(test, "held-leave")
    assert app.maps[0].steps[0].step == "See the registrar"
    assert "Your change waits" not in said(test)


def test_a_form_keeps_what_is_written_while_somebody_changes_the_step(open_page, app):
    test = room(open_page, app, step="s1")
    app.journey_editing.edit(Viewer(name="Ines Bray"), "jn_1", ChangeStep(step_id="s1", step="See the registrar"))
    test.toggle(key=f"{PAGE}-whole").set_value(True).run()
    assert "Somebody changed this while you have it open" in said(test)
    assert field(test, "text_input", "step").value == "Register the death"
    press(test, "refresh-s1")
    assert field(test, "text_input", "step", version=2).value == "See the registrar"


def test_a_problem_with_a_change_is_told_with_its_remedy(open_page, app):
    def refuse(*_, **__):
        raise InvalidRequest("That step is gone.", where="the journey", remedy="Choose another.")

    test = room(open_page, app, step="s1")
    app.journey_editing.edit = refuse
    press(test, "Move down")
    assert "That step is gone." in said(test) and "Choose another." in said(test)


# Looking for evidence for one step


def test_what_is_found_for_a_step_stands_on_it_and_is_told_with_how_sure_it_is_until_the_next_change(open_page, app):
    likely, guess = (PlacedEvidence(evidence=some_evidence()[nth], score=score) for nth, score in ((4, 0.9), (5, 0.1)))
    app.journey_editing.to_find = (likely, guess)
    test = room(open_page, app, step="s3")
    assert "No evidence stands on this step: it is an assumption. Look for some" in said(test)
    press(test, "look-s3")
    assert app.journey_editing.looked == ["s3"]
    assert "2 quotations found: 1 likely, 1 guess. They stand on the step as proposals" in said(test)
    assert likely.evidence.text in said(test)
    assert "it is an assumption" not in said(test)
    press(test, "Move up")
    assert "quotations found" not in said(test)


def test_evidence_for_all_steps_is_work_in_the_background_and_what_it_found_is_told(open_page, app):
    test = press(room(open_page, app, show=""), "look-everywhere")
    assert app.looked_on == [app.maps[0].id]
    assert "9 quotations found for 2 steps." in said(test)
    assert "job" not in test.query_params


def test_where_all_steps_have_evidence_none_is_offered_for_all(open_page, app):
    placed = PlacedEvidence(evidence=some_evidence()[4], score=0.9)
    test = room(open_page, app)
    app.maps[:] = [
        replace(each, steps=tuple(replace(s, evidence=(placed,), basis=StepBasis.EVIDENCE) for s in each.steps))
        for each in app.maps
    ]
    test.run()
    assert f"{PAGE}-look-everywhere" not in keys(test)


def test_where_nothing_is_found_for_a_step_it_says_what_to_do(open_page, app):
    test = press(room(open_page, app, step="s3"), "look-s3")
    assert "it is an assumption. Nothing more was found that tells of this step. Call it as people" in said(test)
    other = press(room(open_page, app, step="s1"), "look-s1")
    assert "Nothing more was found that tells of this step." in said(other)
    assert "it is an assumption" not in said(other)


def test_a_problem_with_looking_is_told_with_its_remedy(open_page, app):
    def refuse(*_, **__):
        raise InvalidRequest("That step is gone.", where="the journey", remedy="Choose another.")

    test = room(open_page, app, step="s3")
    app.journey_editing.look_for_evidence = refuse
    press(test, "look-s3")
    assert "That step is gone." in said(test) and "Choose another." in said(test)


# A file


def test_a_sheet_is_shown_with_what_is_not_read_of_it_before_it_is_taken_by_the_title_that_one_says(open_page, app):
    asked = []

    def import_journey(viewer, name, content, **said):
        asked.append((name, said["title"], said.get("dry", False)))
        unread = "row 1: there is no column 'Organization', so it is not read. Did you mean 'Organisation'?"
        return JourneyImport(journey=app.maps[0], changes=("A new journey.",), left_out=(unread,))

    app.import_journey = import_journey
    test = open_page(app, PAGE)
    test.file_uploader(key=f"{PAGE}-file-new-").set_value(("quay.csv", b"Step\nAsk\n", "text/csv")).run()
    test.text_input(key=f"{PAGE}-title-of-file-new").set_value(" Mooring ").run()
    assert "Did you mean 'Organisation'?" in said(test)
    assert said(test).count("A new journey") == 1
    assert asked[-1] == ("quay.csv", "Mooring", True)
    press(test, "take-in-new")
    assert ("quay.csv", "Mooring", False) in asked


# An event log


def followed(test, content):
    test.file_uploader(key=f"{PAGE}-log-jn_1").set_value(("log.csv", content.encode(), "text/csv")).run()
    assert not test.exception
    return said(test)


def test_an_event_log_is_counted_beside_the_planned_order(open_page, app):
    first, second, third = app.maps[0].steps
    rows = [
        f"1,{first.step},2025-01-01",
        f"1,{second.step},2025-01-02",
        "1,Ring,2025-01-03",
        f"2,{third.step},2025-01-01",
    ]
    told = followed(room(open_page, app, show="compare"), "\n".join(["case,activity,time", *rows]))
    assert "2 cases" in told and "4 events" in told
    assert "planned: step 1 to 2" in told
    assert "not planned: no step of the journey" in told
    assert "No steps of the journey: Ring" in told
    told = told.replace("\\", "")
    assert f"Planned and never followed: 2. {second.step} → 3. {third.step}" in told


def test_rows_of_a_log_that_are_no_events_are_told_with_their_numbers(open_page, app):
    test = room(open_page, app, show="compare")
    told = followed(test, "case,activity,time\n1,Ring,soon\n")
    assert "row 2" in told and "Fill in case, activity and time" in told


# Readers, the projector


def test_a_reader_sees_all_and_changes_nothing(open_page, app, monkeypatch):
    summary = app.journey_publishing.journey
    monkeypatch.setattr(app, "viewer", lambda: Viewer(name="Rhys Dale", role=Role.READER))
    app.journey_publishing.journey = lambda viewer, name: replace(summary(viewer, name), mine=False)
    changing = (
        "undo",
        "redo",
        "save",
        "Move",
        "add-it",
        "split",
        "merge",
        "remove",
        "keep",
        "not",
        "take",
        "drop",
        "look",
    )
    for part in ("", "hand_overs", "tray", "suggested", "versions", "compare", "about"):
        test = room(open_page, app, show=part)
        names = {key.removeprefix(f"{PAGE}-") for key in keys(test) if key}
        names -= {"take-along", "failed-files-look"}
        assert not [name for name in names if name.startswith(changing) or name.endswith(changing)], part
        assert not test.get("form")
    assert "Only whoever made it changes this journey" in said(test)


def test_the_projector_shows_the_map_alone_and_walks_from_step_to_step(open_page, app):
    test = room(open_page, app, show="projector", step="s1")
    assert keys(test) - {None, "failed-files-look"} == {
        f"{PAGE}-{name}" for name in ("Step before", "Next step", "leave-projector")
    }
    press(test, "Next step")
    assert "2. Claim the allowance" in said(test)
    assert test.query_params["step"] in ("s2", ["s2"])
    test.radio(key=f"{PAGE}-step-in-room").set_value("s1").run()
    assert test.query_params["step"] in ("s1", ["s1"])
    press(test, "leave-projector")
    assert "show" not in test.query_params and "Take it along" in [button.label for button in test.button]


@pytest.mark.parametrize(("width", "is_whole"), [(2700, True), (2900, False)])
def test_the_projector_opens_at_the_first_steps_where_the_whole_map_could_not_be_read(
    open_page, app, monkeypatch, width, is_whole
):
    card = b'<g id="card-1" class="card"><title>Step 1</title><rect x="200" y="900" width="270" height="200"/></g>'
    drawn = b'<svg xmlns="http://www.w3.org/2000/svg" width="%d" height="1100">%s</svg>' % (width, card)
    monkeypatch.setattr(app, "draw_journey", lambda *told: drawn)
    test = room(open_page, app, show="projector")
    fitted, led = 'class="tl-map tl-room tl-whole"', 'data-across="'
    assert [fitted in said(test), led in said(test)] == [is_whole, not is_whole]
    assert [toggle.label for toggle in test.toggle] == ([] if is_whole else ["See the whole map"])
    if not is_whole:
        test.toggle(key=f"{PAGE}-whole-in-room").set_value(True).run()
        assert fitted in said(test) and led not in said(test)


def test_a_map_is_taken_along_with_the_rows_and_lanes_that_are_on_the_screen(open_page, app, monkeypatch):
    taken, wished = {}, []
    monkeypatch.setattr(downloads, "offer", lambda title, content, **more: taken.update({title: content}))

    def exported(viewer, identifier, form, wishes=None):
        wished.append((form, wishes))
        return b"<svg/>"

    monkeypatch.setattr(app, "export_journey", exported)
    monkeypatch.setattr(app, "note_journey_export", lambda *told: None, raising=False)
    test = room(open_page, app)
    for part in ("feelings", "by-actor"):
        test.toggle(key=f"{PAGE}-{part}").set_value(True).run()
    press(test, "take-along")
    wished.clear()
    taken["Map as SVG"]()
    assert wished == [("svg", MapWishes(feelings=True, by_actor=True))]


# Starting


def test_a_template_writes_its_steps_to_be_changed(open_page, app):
    test = open_page(app, PAGE)
    test.selectbox(key=f"{PAGE}-template").set_value("Appeal a decision").run()
    assert "Hearing: Attend the hearing" in test.text_area(key=f"{PAGE}-steps").value


def test_that_steps_may_be_left_empty_is_said_where_a_journey_begins(open_page, app, empty):
    assert "Leave the steps empty to have them proposed from the evidence." in said(open_page(app, PAGE))
    assert "or without: they are then proposed from the evidence" in said(open_page(empty, PAGE))


def test_a_journey_is_started_by_hand_without_evidence(open_page, app):
    test = open_page(app, PAGE)
    test.text_input(key=f"{PAGE}-title").set_value("Move house")
    test.text_input(key=f"{PAGE}-actor").set_value("A tenant")
    test.text_area(key=f"{PAGE}-steps").set_value("Leaving: Pack")
    press(test, "start-it")
    assert "Move house" in said(test) and "1. Pack" in said(test) and "A tenant" in said(test)


def test_a_journey_without_steps_is_given_its_first_one(open_page, app):
    test = open_page(app, PAGE)
    test.text_input(key=f"{PAGE}-title").set_value("Move house")
    press(test, "start-it")
    test.text_input(key=f"{PAGE}-new-step-none-1").set_value("Pack")
    press(test, "add-it")
    assert app.journey_editing.edits == [AddStep(step="Pack", stage="", after=None)]


# From a pain point


def test_a_quotation_of_a_pain_point_is_put_on_a_step(open_page, app):
    test = open_page(app, "pain_points", pain_point="pp_again")
    first = next(key for key in keys(test) if key and key.startswith("pain_points-add-to-journey-pp_again-obs_2"))
    test.button(key=first).click().run()
    test.selectbox(key="pain_points-add-step-jn_1").set_value("s3").run()
    test.button(key="pain_points-add-do").click().run()
    assert not test.exception
    assert app.journey_editing.edits == [PlaceEvidence(observation_id="obs_2", step_id="s3")]


def test_all_evidence_of_a_pain_point_is_put_on_a_step(open_page, app):
    test = open_page(app, "pain_points", pain_point="pp_again")
    test.button(key="pain_points-add-to-journey-pp_again").click().run()
    test.selectbox(key="pain_points-add-step-jn_1").set_value("s1").run()
    test.button(key="pain_points-add-do").click().run()
    placed = {edit.observation_id for edit in app.journey_editing.edits}
    assert placed == {"obs_1", "obs_2", "obs_3", "obs_5"}  # obs_0 stands there already
    assert "1 stood there already" in said(test)


# Systems that the catalogue does not know


def test_a_system_that_the_catalogue_does_not_know_is_added_or_said_to_be_another(open_page, app):
    decided = []
    app.names = SimpleNamespace(
        confirm=lambda viewer, subject, name: decided.append((subject, name)),
        merge=lambda viewer, subject, name, into: decided.append((subject, name, into)),
    )
    known = Catalogue(systems=(System(name="Civil Roll"),))
    app.repository.catalogue = SimpleNamespace(catalogue=lambda: known)
    first, *others = app.maps[0].steps
    app.maps = [replace(app.maps[0], steps=(replace(first, systems=("Civil Rol", "Gull Register")), *others))]
    test = room(open_page, app, step="s1")
    assert "The catalogue does not know the system “Gull Register”" in said(test)
    press(test, "system-add", "Gull Register")
    press(test, "system-is", "Civil Rol", "Civil Roll")
    assert decided == [(Subject.SYSTEM, "Gull Register"), (Subject.SYSTEM, "Civil Rol", "Civil Roll")]


def test_who_changes_a_journey_and_is_no_curator_is_told_and_decides_nothing(open_page, app):
    first, *others = app.maps[0].steps
    app.maps = [replace(app.maps[0], steps=(replace(first, systems=("Gull Register",)), *others))]
    app.viewer = lambda: Viewer(name="rui@library.example", role=Role.RESEARCHER)
    app.repository.names = SimpleNamespace(named=lambda viewer: frozenset())
    test = room(open_page, app, step="s1")
    assert "A curator may add it." in said(test)
    assert not any("Gull" in key for key in keys(test) if key)
