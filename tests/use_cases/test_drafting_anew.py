"""A journey drafted again under its title and steps: what people decided on it stays, and they are told."""

from dataclasses import replace

import pytest

from domain.access import LOCAL_VIEWER, Role, Visibility
from domain.catalogue import Organisation
from domain.errors import InvalidRequest, NotFound
from domain.evidence import Standing
from domain.hand_overs import UNKNOWN_SIDE
from domain.journey_edits import (
    AcceptEvidence,
    AddHandOver,
    AddStep,
    ChangeHandOver,
    ChangeJourney,
    ChangeStep,
    MoveStep,
    PlaceEvidence,
    PlacePainPoint,
    RejectEvidence,
    RejectPainPoint,
    RemoveHandOver,
    RemoveStep,
)
from domain.journeys import JourneyForm, JourneyStatus, StepOutline, StepPainPoint
from domain.publishing import JourneyChange
from journey_maps.drafting import drafts
from tests.builders import a_source, a_study, a_viewer
from tests.use_cases.test_publishing_journeys import meanwhile
from use_cases.journeys.journeying import draft, draft_telling

TITLE = "Mooring a boat"
STEPS = [StepOutline(order=1, stage="", step="Pay"), StepOutline(order=2, stage="", step="Have the hull surveyed")]
HULL, BELL = "The surveyor looks at the hull of the boat with a lamp.", "Nobody surveys the hull of a boat on Sundays."
HIDDEN = "The hull of our own boat was surveyed twice by mistake."
MAKER = a_viewer("Lena Ford", organisation="Museum", teams=frozenset({"Museum › Finds"}), role=Role.RESEARCHER)


def store(app, *sources):
    for source in sources:
        app.repository.evidence.save_source(source)
    known = app.repository.evidence.all_evidence(LOCAL_VIEWER)
    vectors = app.repository.embedder.embed([item.text for item in known])
    app.repository.vectors.save_vectors(app.repository.embedder.name, [item.id for item in known], vectors)


@pytest.fixture
def drafted(app):
    """A draft on open and hidden research."""
    hidden = a_source([HIDDEN], study=a_study("Inner", visibility=Visibility.MISSION))
    store(app, a_source([HULL, BELL, "Bakers sell more rye bread in winter."]), hidden)
    return draft(app.repository, LOCAL_VIEWER, TITLE, STEPS)


def edit(app, journey, *edits):
    return app.journey_editing.edit(LOCAL_VIEWER, journey.id, *edits)


def again(app):
    return draft(app.repository, LOCAL_VIEWER, TITLE, STEPS)


def named(journey, text):
    return next(item.evidence.id for step in journey.steps for item in step.evidence if item.evidence.text == text)


def texts(items):
    return {item.evidence.text for item in items}


def accepted(journey):
    return {item.evidence.text for step in journey.steps for item in step.evidence if item.accepted_by}


def test_what_people_decided_is_there_however_often_a_journey_is_drafted(app, drafted):
    edit(
        app,
        drafted,
        AcceptEvidence(observation_id=named(drafted, BELL), step_id="s2"),
        RejectEvidence(observation_id=named(drafted, HULL), step_id="s2"),
        ChangeStep(step_id="s2", organisation="Hull Survey Agency", owner="Ida's team"),
        ChangeStep(step_id="s1", organisation="Berth Desk"),
        ChangeHandOver(from_step="s1", to_step="s2", legal_basis="Harbours Act", identifier="Berth number"),
        AddStep(step="Sit down", after="s2"),
        ChangeJourney(actor="Skipper", title="Mooring, in short"),
    )
    for _ in range(3):
        now = again(app)
        assert (now.id, now.title, now.actor) == (drafted.id, "Mooring, in short", "Skipper")
        assert [step.step for step in now.steps] == ["Pay", "Have the hull surveyed", "Sit down"]
        assert (now.steps[1].organisation, now.steps[1].owner) == ("Hull Survey Agency", "Ida's team")
        assert (accepted(now), texts(now.steps[1].evidence)) == ({BELL}, {BELL, HIDDEN})
        assert HULL in texts(now.tray)
        (crossing,) = now.hand_overs
        assert (crossing.legal_basis, crossing.identifier) == ("Harbours Act", "Berth number")
    stored = app.journey(LOCAL_VIEWER, drafted.id)
    assert (stored.rejected[0].observation_id, stored.rejected[0].step_id) == (named(drafted, HULL), "s2")


def test_evidence_that_came_since_is_proposed_beside_what_people_decided_and_undoing_takes_it_back(app, drafted):
    before = edit(app, drafted, AcceptEvidence(observation_id=named(drafted, BELL), step_id="s2"))
    new = "A surveyor wrote down the length of the hull of every boat."
    store(app, a_source([new], study=a_study("Later")))
    now, kept = draft_telling(app.repository, LOCAL_VIEWER, TITLE, STEPS)
    assert new in texts(now.steps[1].evidence) and accepted(now) == {BELL}
    newest = app.journey_editing.versions(LOCAL_VIEWER, drafted.id)[0]
    assert (newest.did, newest.deed.value) == (kept, "redrafted")
    assert kept == "Drafted anew: 1 new proposal; left as people said: 1 quotation kept"
    undone = app.journey_editing.undo(LOCAL_VIEWER, drafted.id)
    assert texts(undone.steps[1].evidence) == texts(before.steps[1].evidence)


def test_a_draft_that_nobody_changed_is_a_draft_again_and_tells_of_nothing_kept(app, drafted):
    assert draft_telling(app.repository, LOCAL_VIEWER, TITLE, STEPS) == (drafted, "")
    assert app.journey(LOCAL_VIEWER, drafted.id).is_as_drafted


def test_a_published_journey_stays_published(app, drafted):
    app.journey_publishing.publish(LOCAL_VIEWER, drafted.id, JourneyChange(visibility=Visibility.OPEN))
    again(app)
    row = app.journey_publishing.journey(LOCAL_VIEWER, drafted.id)
    assert (row.status, row.visibility) == (JourneyStatus.PUBLISHED, Visibility.OPEN)


def test_a_published_journey_stays_in_its_mission_whatever_it_is_drafted_again_from(app, drafted):
    app.repository.journeys.save(drafted, by=LOCAL_VIEWER, mission="Safe harbours", visibility=Visibility.MISSION)
    app.journey_publishing.publish(LOCAL_VIEWER, drafted.id)
    draft(app.repository, LOCAL_VIEWER, TITLE, STEPS, mission="Clean air")
    row = app.journey_publishing.journey(LOCAL_VIEWER, drafted.id)
    assert (row.status, row.visibility, row.mission) == (JourneyStatus.PUBLISHED, Visibility.MISSION, "Safe harbours")


def test_a_journey_that_is_deleted_while_it_is_drafted_anew_begins_as_a_first_draft(app, drafted, monkeypatch):
    edit(app, drafted, ChangeStep(step_id="s1", note="Ask Ida."))
    app.journey_publishing.publish(LOCAL_VIEWER, drafted.id, JourneyChange(visibility=Visibility.OPEN))
    meanwhile(
        monkeypatch, app.repository.journeys, "save", lambda: app.journey_removal.delete(LOCAL_VIEWER, drafted.id)
    )
    now = app.journey(LOCAL_VIEWER, again(app).id)
    assert (now.id, now.status, now.version, now.steps[0].note) == (drafted.id, JourneyStatus.DRAFT, 1, "")


def test_what_people_said_of_a_journey_stays_though_they_removed_all_of_its_steps(app, drafted):
    said = ChangeJourney(title="Mooring, in short", actor="Skipper", form=JourneyForm.TO_BE)
    edit(app, drafted, said, RemoveStep(step_id="s1"), RemoveStep(step_id="s2"))
    now = again(app)
    assert (now.title, now.actor, now.form) == ("Mooring, in short", "Skipper", JourneyForm.TO_BE)
    assert [step.step for step in now.steps] == ["Pay", "Have the hull surveyed"]


def test_steps_stand_as_people_left_them_and_one_that_they_removed_does_not_come_back(app, drafted):
    edit(app, drafted, AddStep(step="Survey the hull anew", after="s2"), MoveStep(step_id="s2", after=None))
    moved = again(app)
    assert [step.step for step in moved.steps] == ["Have the hull surveyed", "Pay", "Survey the hull anew"]
    edit(app, drafted, RemoveStep(step_id="s1"))
    assert [step.step for step in again(app).steps] == ["Have the hull surveyed", "Survey the hull anew"]


def from_a_sheet(app, **said):
    return draft(app.repository, LOCAL_VIEWER, TITLE, [replace(STEPS[0], **said), STEPS[1]])


def test_what_a_sheet_says_of_a_step_stays_with_it_though_people_rename_and_move_it(app, drafted):
    said = {"organisation": "Berth Desk", "service": "Moorings"}
    from_a_sheet(app, **said)
    edit(app, drafted, ChangeStep(step_id="s1", step="Settle the fee"), MoveStep(step_id="s1", after="s2"))
    step = from_a_sheet(app, **said).steps[1]
    assert (step.step, step.organisation, step.service) == ("Settle the fee", "Berth Desk", "Moorings")


def test_what_is_filled_in_a_sheet_is_taken_where_nobody_said_anything_and_not_where_they_emptied_it(app, drafted):
    filled = from_a_sheet(app, owner="Ida's team", note="Ask Ida.", wait_days=3.0).steps[0]
    assert (filled.owner, filled.note, filled.wait_days) == ("Ida's team", "Ask Ida.", 3.0)
    edit(app, drafted, ChangeStep(step_id="s1", owner="", note="Ask Bo."))
    kept = from_a_sheet(app, owner="Ida's team", note="Ask Ida.", wait_days=3.0).steps[0]
    assert (kept.owner, kept.note, kept.wait_days) == (None, "Ask Bo.", 3.0)


def test_what_was_undone_was_not_decided(app, drafted):
    edit(app, drafted, ChangeStep(step_id="s2", organisation="Lighthouse Board"))
    app.journey_editing.undo(LOCAL_VIEWER, drafted.id)
    assert again(app).steps[1].organisation == drafted.steps[1].organisation
    edit(app, drafted, ChangeStep(step_id="s2", organisation="Lighthouse Board"))
    app.journey_editing.revert(LOCAL_VIEWER, drafted.id, 1)
    assert draft_telling(app.repository, LOCAL_VIEWER, TITLE, STEPS)[1] == ""


def test_who_drafts_anew_and_sees_less_loses_nothing_of_what_others_decided(app, drafted):
    own = draft(app.repository, MAKER, TITLE, STEPS)
    assert texts(own.steps[1].evidence) == {HULL, BELL}
    found = {item.text: item for item in app.repository.evidence.all_evidence(LOCAL_VIEWER)}
    whole = app.journey_editing
    whole.look_for_evidence(LOCAL_VIEWER, own.id, "s2")
    whole.edit(
        LOCAL_VIEWER, own.id,
        AcceptEvidence(observation_id=found[HIDDEN].id, step_id="s2"),
        RejectEvidence(observation_id=found[BELL].id, step_id="s2"),
    )  # fmt: skip
    seen = draft(app.repository, MAKER, TITLE, STEPS)
    assert texts(seen.steps[1].evidence) == {HULL}
    now = app.journey(LOCAL_VIEWER, own.id)
    assert (accepted(now), texts(now.steps[1].evidence)) == ({HIDDEN}, {HULL, HIDDEN})
    assert BELL in texts(now.tray)


RETYPED = "We get the hull on paper from the Berth Desk and type it in again."
BY_POST = "The Berth Desk sends us a list of boats by post."


@pytest.fixture
def crossed(app, drafted):
    """The draft with two bodies, and quotations at the hand-over that people put there."""
    store(app, a_source([RETYPED, BY_POST], study=a_study("Passing on")))
    ids = {item.text: item.id for item in app.repository.evidence.all_evidence(LOCAL_VIEWER)}
    edit(
        app, drafted,
        ChangeStep(step_id="s1", organisation="Berth Desk"),
        ChangeStep(step_id="s2", organisation="Hull Survey Agency"),
        *(PlaceEvidence(observation_id=ids[text], step_id="s1", to_step_id="s2") for text in (RETYPED, HIDDEN)),
    )  # fmt: skip
    return ids


def passing(journey):
    (item,) = [each for each in journey.hand_overs if (each.from_step, each.to_step) == (1, 2)]
    return item


def test_what_was_judged_at_a_hand_over_stands_however_a_journey_is_looked_at_or_drafted_again(app, drafted, crossed):
    at = {"step_id": "s1", "to_step_id": "s2"}
    edit(app, drafted, RejectEvidence(observation_id=crossed[RETYPED], **at))
    app.journey_editing.look_for_evidence(LOCAL_VIEWER, drafted.id, "s2")
    app.journey_editing.look_on_all_steps(LOCAL_VIEWER, drafted.id)
    for now in (app.journey(LOCAL_VIEWER, drafted.id), again(app), again(app)):
        told = {item.evidence.text: item.accepted_by for item in passing(now).evidence}
        assert told[HIDDEN] == LOCAL_VIEWER.name and RETYPED not in told
        assert [(row.observation_id, row.to_step_id) for row in now.rejected] == [(crossed[RETYPED], "s2")]
    assert BY_POST in told
    back = edit(app, drafted, PlaceEvidence(observation_id=crossed[RETYPED], **at))
    assert (texts(passing(back).evidence), back.rejected) == ({HIDDEN, RETYPED, BY_POST}, ())
    undone = app.journey_editing.undo(LOCAL_VIEWER, drafted.id)
    assert RETYPED not in texts(passing(undone).evidence)
    app.journey_editing.redo(LOCAL_VIEWER, drafted.id)
    assert texts(passing(again(app)).evidence) == texts(passing(back).evidence)
    did = [version.did for version in app.journey_editing.versions(LOCAL_VIEWER, drafted.id)]
    assert "Took evidence off the hand-over from “Pay” to “Have the hull surveyed”" in did


def test_who_sees_less_judges_what_they_see_at_a_hand_over_and_leaves_the_rest(app, drafted, crossed):
    app.repository.catalogue.save(Organisation(name="Berth Desk"), Organisation(name="Hull Survey Agency"))
    app.repository.journeys.save(
        replace(app.journey(LOCAL_VIEWER, drafted.id), id="jn_team"), by=LOCAL_VIEWER, team="Museum › Finds"
    )
    at = {"step_id": "s1", "to_step_id": "s2"}
    with pytest.raises(NotFound):
        app.journey_editing.edit(MAKER, "jn_team", RejectEvidence(observation_id=crossed[HIDDEN], **at))
    seen = app.journey_editing.edit(MAKER, "jn_team", RejectEvidence(observation_id=crossed[RETYPED], **at))
    assert texts(passing(seen).evidence) == set()
    assert texts(passing(app.journey(LOCAL_VIEWER, "jn_team")).evidence) == {HIDDEN}


def test_one_hand_over_of_several_is_meant_where_its_editor_sees_no_other(app, drafted, crossed):
    sides = {"step_id": "s1", "giver": "Berth Desk"}
    both = edit(
        app, drafted, AddHandOver(**sides, taker="Hull Survey Agency"), AddHandOver(**sides, taker="Vault of Tides")
    )
    shown = next(item.id for item in both.hand_overs if item.taker == "Hull Survey Agency" and item.is_within)
    at = {"observation_id": crossed[RETYPED], "step_id": "s1", "to_step_id": "s1"}
    edit(app, drafted, PlaceEvidence(**at, hand_over_id=shown))
    app.repository.catalogue.save(Organisation(name="Berth Desk"), Organisation(name="Hull Survey Agency"))
    whole = replace(app.journey(LOCAL_VIEWER, drafted.id), id="jn_team")
    app.repository.journeys.save(whole, by=LOCAL_VIEWER, team="Museum › Finds")
    assert [item.id for item in app.journey(MAKER, "jn_team").hand_overs if item.is_within] == [shown]
    app.journey_editing.edit(MAKER, "jn_team", RejectEvidence(**at))
    now = app.journey(LOCAL_VIEWER, "jn_team")
    assert [texts(item.evidence) for item in now.hand_overs if item.is_within] == [set(), set()]
    assert [row.hand_over_id for row in now.rejected] == [shown]


def test_a_pain_point_that_was_taken_off_a_step_comes_back_by_nothing_but_a_person(app, drafted, monkeypatch):
    ids = {item.text: item.id for item in app.repository.evidence.all_evidence(LOCAL_VIEWER)}
    point = StepPainPoint(id="pp_PAT_1", title="Nobody does it on Sundays", observation_ids=(ids[BELL],))
    whole = app.journey(LOCAL_VIEWER, drafted.id)
    app.repository.journeys.save(
        replace(whole, steps=(whole.steps[0], replace(whole.steps[1], pain_points=(point,)))), by=LOCAL_VIEWER
    )
    monkeypatch.setattr(drafts, "_pain_points", lambda placed, points: [point])
    taken = edit(app, drafted, RejectPainPoint(pain_point_id=point.id, step_id="s2"))
    assert [row.by for row in taken.rejected_pain_points] == [LOCAL_VIEWER.name]
    app.journey_editing.look_on_all_steps(LOCAL_VIEWER, drafted.id)
    for now in (app.journey(LOCAL_VIEWER, drafted.id), again(app)):
        assert point.id not in {each.id for each in now.steps[1].pain_points}
        assert BELL in texts(now.steps[1].evidence)
    back = edit(app, drafted, PlacePainPoint(pain_point_id=point.id, step_id="s2"))
    (kept,) = [each for each in back.steps[1].pain_points if each.id == point.id]
    assert (kept.accepted_by, back.rejected_pain_points) == (LOCAL_VIEWER.name, ())
    monkeypatch.setattr(drafts, "_pain_points", lambda placed, points: [])
    assert kept in again(app).steps[1].pain_points


def test_whose_journey_it_is_stays_until_it_is_said_anew_and_as_people_said_on_it(app, drafted):
    assert draft(app.repository, LOCAL_VIEWER, TITLE, STEPS, actor="Skipper").actor == "Skipper"
    assert again(app).actor == "Skipper"
    assert draft(app.repository, LOCAL_VIEWER, TITLE, STEPS, actor="Pilot").actor == "Pilot"
    edit(app, drafted, ChangeJourney(actor="Ferryman"))
    assert draft(app.repository, LOCAL_VIEWER, TITLE, STEPS, actor="Skipper").actor == "Ferryman"


def test_what_a_sheet_said_of_a_step_stays_when_it_is_drafted_from_a_plain_list(app):
    said = replace(STEPS[1], actor="Ida's team", touchpoints=("Counter",), standing=Standing.LIVE)
    store(app, a_source([HULL, BELL]))
    draft(app.repository, LOCAL_VIEWER, TITLE, [STEPS[0], said])
    step = again(app).steps[1]
    assert (step.actor, step.touchpoints, step.standing) == ("Ida's team", ("Counter",), Standing.LIVE)


def test_who_does_a_step_is_filled_in_when_it_is_drafted_anew_and_told_and_stays_empty_where_people_emptied_it(app):
    steps = [*STEPS, StepOutline(order=3, stage="", step="Clerk stamps the form")]
    store(app, a_source([HULL, BELL]))
    made = draft(app.repository, LOCAL_VIEWER, TITLE, steps)
    assert made.steps[2].actor == "Clerk"
    edit(app, made, ChangeStep(step_id="s3", actor=""))
    assert draft(app.repository, LOCAL_VIEWER, TITLE, steps).steps[2].actor is None
    edit(app, made, ChangeStep(step_id="s1", step="Surveyor asks for the fee"))
    now, kept = draft_telling(app.repository, LOCAL_VIEWER, TITLE, steps)
    assert (now.steps[0].actor, now.steps[2].actor) == ("Surveyor", None)
    assert "filled in who does it on 1 step" in kept
    assert app.journey_editing.look_on_all_steps(LOCAL_VIEWER, made.id)[1].steps[2].actor is None


WAITING = StepOutline(order=2, stage="", step="Wait")


def across(journey):
    return [(item.giver, item.taker) for item in journey.hand_overs if item.is_across]


def test_what_only_the_name_of_a_step_says_is_passed_on_stays_as_people_left_it(app):
    store(app, a_source([HULL, BELL]))
    named = [StepOutline(order=1, stage="", step="Send the plans to the surveyor"), WAITING]
    first = draft(app.repository, LOCAL_VIEWER, TITLE, named)
    [item] = first.hand_overs
    assert across(first) == [(UNKNOWN_SIDE, "Surveyor")] and item.is_assumed
    edit(app, first, ChangeHandOver(from_step="s1", to_step="s2", hand_over_id=item.id, giver="Berth Desk"))
    assert across(draft(app.repository, LOCAL_VIEWER, TITLE, named)) == [("Berth Desk", "Surveyor")]
    edit(app, first, RemoveHandOver(step_id="s1", to_step_id="s2", hand_over_id=item.id))
    assert across(draft(app.repository, LOCAL_VIEWER, TITLE, named)) == []


def test_what_the_name_of_a_step_says_is_passed_on_is_proposed_also_where_nothing_speaks_of_the_journey(app):
    store(app, a_source(["Bakers sell more rye bread in winter.", "The oven is cold on Mondays."]))
    named = [StepOutline(order=1, stage="", step="Send the plans to the surveyor"), WAITING]
    assert across(draft(app.repository, LOCAL_VIEWER, TITLE, named)) == [(UNKNOWN_SIDE, "Surveyor")]


def sides(journey):
    return [(item.giver, item.taker, item.is_across) for item in journey.hand_overs]


def test_where_people_said_who_does_two_steps_their_names_tell_no_second_hand_over(app):
    store(app, a_source([HULL, BELL]))
    named = [StepOutline(order=1, stage="", step="Send the plans to the surveyor"), WAITING]
    first = draft(app.repository, LOCAL_VIEWER, TITLE, named)
    assert sides(first) == [(UNKNOWN_SIDE, "Surveyor", True)]
    who = {"s1": "Berth Desk", "s2": "Hull Survey Agency"}
    edit(app, first, *(ChangeStep(step_id=name, organisation=body) for name, body in who.items()))
    assert sides(draft(app.repository, LOCAL_VIEWER, TITLE, named)) == [("Berth Desk", "Hull Survey Agency", False)]


def test_where_a_sheet_says_who_does_two_steps_of_which_nothing_tells_one_hand_over_follows(app):
    store(app, a_source(["Bakers sell more rye bread in winter.", "The oven is cold on Mondays."]))
    bodies = (("Send the plans on", "Berth Desk"), ("Look at them", "Hull Survey Agency"))
    named = [StepOutline(order=nth, stage="", step=step, organisation=by) for nth, (step, by) in enumerate(bodies, 1)]
    first = draft(app.repository, LOCAL_VIEWER, TITLE, named)
    changed = edit(app, first, ChangeStep(step_id="s1", note="By courier."))
    anew = draft(app.repository, LOCAL_VIEWER, TITLE, named)
    for journey in (first, changed, anew):
        assert sides(journey) == [("Berth Desk", "Hull Survey Agency", False)]


def test_what_people_said_of_a_hand_over_stays_when_somebody_drafts_anew_who_may_not_see_it(app):
    store(app, a_source([HULL, BELL]), a_source([HIDDEN], study=a_study("Inner", visibility=Visibility.MISSION)))
    named = [StepOutline(order=1, stage="", step="Send the plans to the surveyor"), WAITING]
    first = draft(app.repository, MAKER, TITLE, named)
    [item] = first.hand_overs
    hidden = next(each.id for each in app.repository.evidence.all_evidence(LOCAL_VIEWER) if each.text == HIDDEN)
    place = {"from_step": "s1", "to_step": "s2", "hand_over_id": item.id}
    edit(
        app,
        first,
        PlaceEvidence(observation_id=hidden, step_id="s2"),
        ChangeHandOver(**place, giver="Inner Berth Desk", legal_basis="Harbours Act"),
    )
    assert app.journey(MAKER, first.id).hand_overs == ()
    assert draft(app.repository, MAKER, TITLE, named).hand_overs == ()
    (now,) = app.journey(LOCAL_VIEWER, first.id).hand_overs
    assert (now.giver, now.taker, now.legal_basis) == ("Inner Berth Desk", "Surveyor", "Harbours Act")


def test_what_people_emptied_after_undoing_a_later_draft_is_not_filled_in_by_looking_for_evidence(app):
    steps = [*STEPS, StepOutline(order=3, stage="", step="Clerk stamps the form")]
    store(app, a_source([HULL]))
    made = draft(app.repository, LOCAL_VIEWER, TITLE, steps)
    store(app, a_source([BELL], study=a_study("Later")))
    assert draft(app.repository, LOCAL_VIEWER, TITLE, steps) != made
    app.journey_editing.undo(LOCAL_VIEWER, made.id)
    edit(app, made, ChangeStep(step_id="s3", actor=""))
    assert app.journey_editing.look_on_all_steps(LOCAL_VIEWER, made.id)[1].steps[2].actor is None


@pytest.mark.parametrize(
    ("title", "actor", "where"), [(TITLE, "A boat owner " * 40, "the actor"), (" ", None, "the title")]
)
def test_what_cannot_be_drafted_is_refused_before_a_job_is_queued(app, title, actor, where):
    with pytest.raises(InvalidRequest) as refused:
        app.queue_journey(LOCAL_VIEWER, title, STEPS, actor=actor)
    assert refused.value.where == where
    assert app.jobs(LOCAL_VIEWER) == []
