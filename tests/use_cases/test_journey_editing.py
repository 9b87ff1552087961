"""Editing journeys through the use cases: versions, undoing, edits at once, and editors who see only a part."""

import random
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from domain.access import LOCAL_VIEWER, Role, Visibility
from domain.errors import ChangedMeanwhile, InvalidRequest, NotAllowed, NotFound
from domain.hand_overs import HandOver, HandOverKind, How
from domain.journey_edits import (
    AddHandOver,
    AddStep,
    ChangeHandOver,
    ChangeStep,
    MergeSteps,
    MoveStep,
    PlaceEvidence,
    RejectEvidence,
    RemoveHandOver,
    RemoveStep,
    SplitStep,
)
from domain.journeys import JourneyForm, JourneyStatus, StepBasis, StepOutline
from domain.placed_evidence import PlacedEvidence
from domain.sureness import found_on_steps_in_words
from tests.builders import a_source, a_study, a_viewer
from tests.storage.test_journeys import FINDS, a_journey
from tests.use_cases.test_publishing_journeys import meanwhile

EDITOR = a_viewer("Lena Ford", organisation="Museum", teams=frozenset({FINDS}), role=Role.RESEARCHER)
"""Of the team that answers for the journey; she may not see the council's hidden research."""
READER = a_viewer("Kai Holm", organisation="Museum")


@pytest.fixture
def placed(app):
    """Evidence of an open study and of a team's own, in this order, and one more of the open study."""
    shown = a_source(["Everyone may read this.", "And this too."])
    hidden = a_source(["Only the team may read this."], study=a_study("Inner", visibility=Visibility.MISSION))
    for source in (shown, hidden):
        app.repository.evidence.save_source(source)
    ids = [shown.observations[0].id, hidden.observations[0].id, shown.observations[1].id]
    found = app.repository.evidence.evidence(LOCAL_VIEWER, ids)
    return [PlacedEvidence(evidence=item, score=0.75) for item in found]


@pytest.fixture
def journey(app, placed):
    """A published journey of the editor's team on both studies' evidence."""
    made = a_journey(placed[:2], status=JourneyStatus.PUBLISHED)
    app.repository.journeys.save(made, by=LOCAL_VIEWER, visibility=Visibility.OPEN, team=FINDS)
    return app.journey(LOCAL_VIEWER, "jn_1")


def names(journey):
    return [step.step for step in journey.steps]


def test_an_edit_is_a_version_and_undoing_gives_the_journey_back(app, journey):
    editing = app.journey_editing
    added = editing.edit(LOCAL_VIEWER, "jn_1", AddStep(step="Ask the guard", after="s1"))
    assert (names(added), added.version) == (["Fill in the form", "Ask the guard", "Wait"], 2)
    undone = editing.undo(LOCAL_VIEWER, "jn_1")
    assert undone == replace(journey, version=3)
    assert names(editing.redo(LOCAL_VIEWER, "jn_1")) == names(added)
    assert [(v.nth, v.did, v.reverts_to) for v in editing.versions(LOCAL_VIEWER, "jn_1")] == [
        (4, "Did again: Added “Ask the guard”", 2),
        (3, "Undid: Added “Ask the guard”", 1),
        (2, "Added “Ask the guard”", None),
        (1, "Made", None),
    ]


def test_undoing_goes_back_change_by_change_and_going_back_can_be_undone(app, journey):
    editing = app.journey_editing
    for name in ("A", "B", "C"):
        editing.edit(LOCAL_VIEWER, "jn_1", AddStep(step=name))
    assert names(editing.undo(LOCAL_VIEWER, "jn_1"))[:2] == ["B", "A"]
    assert names(editing.undo(LOCAL_VIEWER, "jn_1"))[0] == "A"
    editing.edit(LOCAL_VIEWER, "jn_1", AddStep(step="D"))
    with pytest.raises(InvalidRequest, match="nothing to do again"):
        editing.redo(LOCAL_VIEWER, "jn_1")
    assert names(editing.revert(LOCAL_VIEWER, "jn_1", 4))[:3] == ["C", "B", "A"]
    assert names(editing.undo(LOCAL_VIEWER, "jn_1"))[:2] == ["D", "A"]
    for _ in range(2):
        last = editing.undo(LOCAL_VIEWER, "jn_1")
    assert names(last) == names(journey)
    with pytest.raises(InvalidRequest, match="nothing to undo"):
        editing.undo(LOCAL_VIEWER, "jn_1")


def test_an_identifier_of_a_removed_step_is_never_given_again(app, journey):
    first = app.journey_editing.edit(LOCAL_VIEWER, "jn_1", AddStep(step="A"))
    app.journey_editing.edit(LOCAL_VIEWER, "jn_1", RemoveStep(step_id=first.steps[0].id))
    again = app.journey_editing.edit(LOCAL_VIEWER, "jn_1", AddStep(step="A"))
    assert again.steps[0].id != first.steps[0].id


def test_an_older_version_is_told_who_changed_what_and_nothing_is_lost(app, journey):
    app.journey_editing.edit(EDITOR, "jn_1", AddStep(step="Ask the guard", after="s1"), version=1)
    with pytest.raises(ChangedMeanwhile, match="Lena Ford: Added “Ask the guard”") as caught:
        app.journey_editing.edit(LOCAL_VIEWER, "jn_1", RemoveStep(step_id="s2"), version=1)
    assert caught.value.remedy
    with pytest.raises(ChangedMeanwhile):
        app.journey_editing.undo(LOCAL_VIEWER, "jn_1", version=1)
    assert names(app.journey(LOCAL_VIEWER, "jn_1")) == ["Fill in the form", "Ask the guard", "Wait"]


def test_edits_are_made_all_or_none_and_one_that_changes_nothing_is_no_version(app, journey):
    with pytest.raises(NotFound):
        app.journey_editing.edit(LOCAL_VIEWER, "jn_1", AddStep(step="A"), RemoveStep(step_id="s9"))
    same = app.journey_editing.edit(LOCAL_VIEWER, "jn_1", ChangeStep(step_id="s1", service="Permits", note=""))
    assert same == journey


def test_an_editor_who_sees_less_moves_what_they_do_not_see_with_its_step(app, journey, placed):
    seen = app.journey(EDITOR, "jn_1")
    assert len(seen.steps[0].evidence) == 1
    app.journey_editing.edit(
        EDITOR,
        "jn_1",
        ChangeStep(step_id="s1", step="Fill in the paper", organisation="", systems=("Card index",)),
        AddStep(step="Ask", after="s1"),
        MoveStep(step_id="s1", after="s2"),
    )
    whole = app.journey(LOCAL_VIEWER, "jn_1")
    last = whole.steps[-2] if whole.steps[-1].step != "Fill in the paper" else whole.steps[-1]
    assert {item.evidence.id for item in last.evidence} == {item.evidence.id for item in placed[:2]}
    assert (last.organisation, last.systems) == ("Council", ("Card index", "Case file"))


def test_what_a_hidden_observation_says_goes_to_the_tray_when_its_step_is_removed(app, journey, placed):
    seen = app.journey_editing.edit(EDITOR, "jn_1", RemoveStep(step_id="s1"))
    assert [item.evidence.id for item in seen.tray] == [placed[0].evidence.id]
    whole = app.journey(LOCAL_VIEWER, "jn_1")
    assert {item.evidence.id for item in whole.tray} == {item.evidence.id for item in placed[:2]}


def test_evidence_that_an_editor_may_not_see_is_not_there_for_them(app, journey, placed):
    hidden = placed[1].evidence.id
    for edit in (
        RejectEvidence(observation_id=hidden, step_id="s1"),
        PlaceEvidence(observation_id=hidden, step_id="s2"),
    ):
        with pytest.raises(NotFound):
            app.journey_editing.edit(EDITOR, "jn_1", edit)


def test_evidence_from_anywhere_in_the_repository_is_placed_with_who_did(app, journey, placed):
    seen = app.journey_editing.edit(EDITOR, "jn_1", PlaceEvidence(observation_id=placed[2].evidence.id, step_id="s2"))
    (own,) = seen.steps[1].evidence
    assert (own.evidence.text, own.accepted_by, seen.steps[1].basis) == (
        "And this too.", "Lena Ford", StepBasis.EVIDENCE,
    )  # fmt: skip


def test_only_who_may_change_a_journey_edits_it_and_meets_what_it_was(app, journey):
    app.journey_editing.edit(EDITOR, "jn_1", AddStep(step="A secret step"))
    app.journey_editing.undo(EDITOR, "jn_1")
    for deed in (
        lambda: app.journey_editing.edit(READER, "jn_1", AddStep(step="A")),
        lambda: app.journey_editing.undo(READER, "jn_1"),
        lambda: app.journey_editing.revert(READER, "jn_1", 2),
    ):
        with pytest.raises(NotAllowed):
            deed()
    assert [version.nth for version in app.journey_editing.versions(READER, "jn_1")] == [3]
    assert names(app.journey_editing.version(EDITOR, "jn_1", 2))[0] == "A secret step"
    for nth in (2, 99):
        with pytest.raises(NotFound, match="no such version"):
            app.journey_editing.version(READER, "jn_1", nth)


def test_an_earlier_version_shows_only_the_evidence_that_its_reader_may_see(app, journey):
    app.journey_editing.edit(LOCAL_VIEWER, "jn_1", RemoveStep(step_id="s1"))
    earlier = app.journey_editing.version(EDITOR, "jn_1", 1)
    assert [item.evidence.text for item in earlier.steps[0].evidence] == ["Everyone may read this."]
    assert earlier.steps[0].organisation is None
    (all_of_it,) = app.journey_editing.compare_versions(LOCAL_VIEWER, "jn_1", 1, 2).changes[:1]
    (in_sight,) = app.journey_editing.compare_versions(EDITOR, "jn_1", 1, 2).changes[:1]
    assert (all_of_it.endswith(", with 2 quotations."), in_sight.endswith(", with 1 quotation.")) == (True, True)
    with pytest.raises(NotFound, match="no such version"):
        app.journey_editing.compare_versions(READER, "jn_1", 1, 2)


def test_a_map_by_hand_and_a_plan_of_it_are_journeys_of_their_own(app):
    made = app.journey_editing.start(LOCAL_VIEWER, "Mooring", [StepOutline(order=1, stage="", step="Ask")])
    again = app.journey_editing.start(LOCAL_VIEWER, "Mooring", [StepOutline(order=1, stage="", step="Ask")])
    plan = app.journey_editing.make_to_be(LOCAL_VIEWER, made.id, "Mooring, sooner")
    assert len({made.id, again.id, plan.id}) == 3
    assert (plan.form, plan.as_is, names(plan), plan.version) == (JourneyForm.TO_BE, made.id, ["Ask"], 1)


def test_a_sub_journey_that_leads_back_is_refused(app):
    one = app.journey_editing.start(LOCAL_VIEWER, "One", [StepOutline(order=1, stage="", step="Ask")])
    two = app.journey_editing.start(LOCAL_VIEWER, "Two", [StepOutline(order=1, stage="", step="Ask")])
    app.journey_editing.edit(LOCAL_VIEWER, one.id, ChangeStep(step_id="s1", sub_journey=two.id))
    with pytest.raises(InvalidRequest, match="neither would ever end"):
        app.journey_editing.edit(LOCAL_VIEWER, two.id, ChangeStep(step_id="s1", sub_journey=one.id))
    with pytest.raises(NotFound):
        app.journey_editing.edit(LOCAL_VIEWER, two.id, ChangeStep(step_id="s1", sub_journey="jn_none"))


def test_edits_are_audited_by_kind_and_never_by_word(app, journey):
    app.journey_editing.edit(LOCAL_VIEWER, "jn_1", AddStep(step="Ask"), AddStep(step="Wait more"))
    app.journey_editing.undo(LOCAL_VIEWER, "jn_1")
    app.journey_editing.edit(LOCAL_VIEWER, "jn_1", ChangeHandOver(from_step="s1", to_step="s2", how=How.PAPER))
    told = [entry.details for entry in app.audit.entries(LOCAL_VIEWER) if entry.subject == "jn_1"]
    assert told == [{"edits": {"change_hand_over": 1}}, {"versions": "undone"}, {"edits": {"add_step": 2}}]


def test_a_hand_over_across_is_a_version_that_tells_its_steps_and_undoing_a_removed_step_brings_it_back(app, journey):
    editing = app.journey_editing
    said = AddHandOver(step_id="s2", to_step_id="s1", giver="Lighthouse Board", taker="Card index", how=How.PAPER)
    added = editing.edit(LOCAL_VIEWER, "jn_1", said)
    (item,) = [each for each in added.hand_overs if each.is_across]
    assert editing.versions(LOCAL_VIEWER, "jn_1")[0].did == "Added a hand-over from “Wait” to “Fill in the form”"
    gone = editing.edit(LOCAL_VIEWER, "jn_1", RemoveStep(step_id="s1"))
    assert gone.hand_overs == ()
    back = editing.undo(LOCAL_VIEWER, "jn_1")
    assert [each for each in back.hand_overs if each.is_across] == [item]
    lines = editing.compare_versions(LOCAL_VIEWER, "jn_1", 1, back.version).changes
    assert lines == ("New hand-over: Lighthouse Board to Card index (steps 2 to 1).",)
    plan = editing.make_to_be(LOCAL_VIEWER, "jn_1", "Sooner")
    assert [each.key for each in plan.hand_overs] == [each.key for each in back.hand_overs]
    off = RemoveHandOver(step_id="s2", to_step_id="s1", hand_over_id=item.id)
    editing.edit(LOCAL_VIEWER, "jn_1", off)
    assert editing.versions(LOCAL_VIEWER, "jn_1")[0].did == "Removed a hand-over from “Wait” to “Fill in the form”"


def test_a_hand_over_across_that_an_editor_may_not_see_stays_when_they_move_its_steps(app, journey, placed):
    hidden = HandOver(
        from_step=2, to_step=1, id="v1h1", giver="Tide Bureau", taker="Card index", kind=HandOverKind.ORGANISATION,
        evidence=(placed[1],),
    )  # fmt: skip
    made = replace(journey, id="jn_2", hand_overs=(*journey.hand_overs, hidden))
    app.repository.journeys.save(made, by=LOCAL_VIEWER, visibility=Visibility.OPEN, team=FINDS)
    assert [each for each in app.journey(EDITOR, "jn_2").hand_overs if each.is_across] == []
    app.journey_editing.edit(EDITOR, "jn_2", AddStep(step="Ask", after="s1"), MoveStep(step_id="s2", after=None))
    whole = app.journey(LOCAL_VIEWER, "jn_2")
    (item,) = [each for each in whole.hand_overs if each.is_across]
    assert (item.key, item.giver, item.taker, item.evidence) == (
        (1, 2, "v1h1"),
        "Tide Bureau",
        "Card index",
        (placed[1],),
    )


def test_every_edit_of_a_long_row_is_undone_and_done_again_just_as_it_was(app, journey):
    editing, dice = app.journey_editing, random.Random(7)
    states = [journey]
    for nth in range(12):
        steps = [step.id for step in states[-1].steps]
        edit = dice.choice(
            [
                AddStep(step=f"Thing {nth}", after=dice.choice([None, *steps])),
                ChangeStep(step_id=dice.choice(steps), organisation=f"Body {nth}", wait_days=nth),
                MoveStep(step_id=steps[-1], after=None) if len(steps) > 1 else AddStep(step=f"Thing {nth}"),
                SplitStep(step_id=dice.choice(steps), first=f"First {nth}", second=f"Second {nth}"),
                AddHandOver(step_id=dice.choice(steps), to_step_id=steps[0], giver=f"List {nth}", taker=f"Book {nth}"),
                MergeSteps(first=steps[0], second=steps[1], step=f"Both {nth}")
                if len(steps) > 1
                else AddStep(step=f"Other {nth}"),
            ]
        )
        states.append(editing.edit(LOCAL_VIEWER, "jn_1", edit))
    for state in reversed(states[:-1]):
        assert replace(editing.undo(LOCAL_VIEWER, "jn_1"), version=state.version) == state
    for state in states[1:]:
        assert replace(editing.redo(LOCAL_VIEWER, "jn_1"), version=state.version) == state


def test_two_people_who_edit_at_once_without_a_version_both_change_the_journey(app, journey):
    def edit(name):
        return app.journey_editing.edit(LOCAL_VIEWER, "jn_1", AddStep(step=name))

    with ThreadPoolExecutor(4) as threads:
        list(threads.map(edit, ["A", "B", "C", "D"]))
    whole = app.journey(LOCAL_VIEWER, "jn_1")
    assert set(names(whole)) >= {"A", "B", "C", "D"}
    assert whole.version == 5


# Looking for evidence for one step


HULL, BELL = "The surveyor looks at the hull of the boat with a lamp.", "Nobody surveys the hull of a boat on Sundays."
HIDDEN = "The hull of our own boat was surveyed twice by mistake."


@pytest.fixture
def mooring(app):
    """A journey of the editor's team by hand, without evidence, that open and hidden research tells of."""
    shown = a_source([HULL, BELL, "Bakers sell more rye bread in winter."])
    hidden = a_source([HIDDEN], study=a_study("Inner", visibility=Visibility.MISSION))
    for source in (shown, hidden):
        app.repository.evidence.save_source(source)
    embedder = app.repository.embedder
    known = app.repository.evidence.all_evidence(LOCAL_VIEWER)
    vectors = embedder.embed([item.text for item in known])
    app.repository.vectors.save_vectors(embedder.name, [item.id for item in known], vectors)
    made = replace(
        app.journey_editing.start(
            LOCAL_VIEWER,
            "Mooring a boat",
            [StepOutline(order=1, stage="", step="Pay"), StepOutline(order=2, stage="", step="Have the hull surveyed")],
        ),
        status=JourneyStatus.PUBLISHED,
        id="jn_2",
    )
    app.repository.journeys.save(made, by=LOCAL_VIEWER, visibility=Visibility.OPEN, team=FINDS)
    return made


def texts_on(journey, step_id):
    return {item.evidence.text for item in journey.step_of(step_id).evidence}


def test_looking_for_one_step_is_a_version_that_says_so_and_undoing_takes_it_back(app, mooring):
    found = app.journey_editing.look_for_evidence(LOCAL_VIEWER, "jn_2", "s2")
    now = app.journey(LOCAL_VIEWER, "jn_2")
    assert texts_on(now, "s2") == {item.evidence.text for item in found} == {HULL, BELL, HIDDEN}
    assert (now.step_of("s1").evidence, now.tray) == ((), ())
    assert all(item.accepted_by is None and item.reason and 0 < item.score < 1 for item in now.step_of("s2").evidence)
    newest = app.journey_editing.versions(LOCAL_VIEWER, "jn_2")[0]
    did = "Looked for evidence on “Have the hull surveyed” and filled in the organisation"
    assert (newest.did, newest.by) == (did, "local")
    assert app.audit.entries(LOCAL_VIEWER)[0].details == {"edits": {"propose_evidence": 1}}
    assert texts_on(app.journey_editing.undo(LOCAL_VIEWER, "jn_2"), "s2") == set()


def test_looking_says_who_runs_a_step_unless_a_person_said_so_or_said_that_nobody_does(app, mooring):
    def looked():
        app.journey_editing.look_for_evidence(LOCAL_VIEWER, "jn_2", "s2")
        return app.journey(LOCAL_VIEWER, "jn_2").step_of("s2").organisation

    assert looked() == "Harbour Office"
    assert app.journey_editing.undo(LOCAL_VIEWER, "jn_2").step_of("s2").organisation is None
    assert looked() == "Harbour Office"
    app.journey_editing.edit(LOCAL_VIEWER, "jn_2", ChangeStep(step_id="s2", organisation="Quay Trust"))
    assert looked() == "Quay Trust"
    app.journey_editing.edit(LOCAL_VIEWER, "jn_2", ChangeStep(step_id="s2", organisation=""))
    assert looked() is None


def test_looking_on_all_steps_is_one_version_that_keeps_what_people_decided(app, mooring):
    ids = {item.text: item.id for item in app.repository.evidence.all_evidence(LOCAL_VIEWER)}
    hull, bell = ids[HULL], ids[BELL]
    app.journey_editing.edit(LOCAL_VIEWER, "jn_2", PlaceEvidence(observation_id=bell, step_id="s1"))
    app.journey_editing.edit(
        LOCAL_VIEWER,
        "jn_2",
        PlaceEvidence(observation_id=hull, step_id="s2"),
        RejectEvidence(observation_id=hull, step_id="s2"),
    )
    app.journey_editing.look_on_all_steps(LOCAL_VIEWER, "jn_2")
    now = app.journey(LOCAL_VIEWER, "jn_2")
    assert (texts_on(now, "s1"), texts_on(now, "s2")) == ({BELL}, {HIDDEN})
    newest = app.journey_editing.versions(LOCAL_VIEWER, "jn_2")[0]
    assert newest.did.startswith("Looked for evidence on all steps: ")
    before, after = app.journey_editing.look_on_all_steps(LOCAL_VIEWER, "jn_2")
    assert before == after == now
    undone = app.journey_editing.undo(LOCAL_VIEWER, "jn_2")
    assert (texts_on(undone, "s1"), texts_on(undone, "s2")) == ({BELL}, set())


def test_looking_on_all_steps_tells_what_it_filled_in_and_nothing_that_others_did(app, mooring, monkeypatch):
    app.journey_editing.look_for_evidence(LOCAL_VIEWER, "jn_2", "s2")
    whole = app.repository.journey_versions.whole(LOCAL_VIEWER, "jn_2")
    emptied = replace(whole, steps=tuple(replace(step, organisation=None) for step in whole.steps))
    app.repository.journeys.save(replace(emptied, id="jn_3"), by=LOCAL_VIEWER)
    note = ChangeStep(step_id="s1", service="Permits", note="Ask Ida.")
    versions = app.repository.journey_versions
    meanwhile(monkeypatch, versions, "change", lambda: app.journey_editing.edit(LOCAL_VIEWER, "jn_3", note))
    before, after = app.journey_editing.look_on_all_steps(LOCAL_VIEWER, "jn_3")
    newest = app.journey_editing.versions(LOCAL_VIEWER, "jn_3")[0]
    assert newest.did == "Looked for evidence on all steps: 1 field filled in on 1 step"
    assert found_on_steps_in_words(before, after).startswith("Filled in, as proposals: who runs it on 1 step. Change")


def test_looking_on_all_steps_is_for_who_may_draft_and_change_it_and_the_version_they_saw(app, mooring):
    for viewer in (READER, a_viewer("Ines", organisation="Museum", role=Role.RESEARCHER)):
        for look in (app.journey_editing.look_on_all_steps, app.queue_evidence):
            with pytest.raises(NotAllowed):
                look(viewer, "jn_2")
    app.journey_editing.edit(LOCAL_VIEWER, "jn_2", AddStep(step="Wait"))
    for look in (app.journey_editing.look_on_all_steps, app.queue_evidence):
        with pytest.raises(ChangedMeanwhile):
            look(LOCAL_VIEWER, "jn_2", version=1)


def test_where_nothing_new_is_found_there_is_no_version(app, mooring):
    assert app.journey_editing.look_for_evidence(LOCAL_VIEWER, "jn_2", "s2")
    before = app.journey(LOCAL_VIEWER, "jn_2")
    assert app.journey_editing.look_for_evidence(LOCAL_VIEWER, "jn_2", "s2") == ()
    assert app.journey(LOCAL_VIEWER, "jn_2") == before


def test_an_editor_is_proposed_only_what_they_may_see_and_never_again_what_was_taken_off(app, mooring):
    app.journey_editing.look_for_evidence(EDITOR, "jn_2", "s2")
    seen = app.journey(EDITOR, "jn_2")
    assert texts_on(seen, "s2") == texts_on(app.journey(LOCAL_VIEWER, "jn_2"), "s2") == {HULL, BELL}
    gone = next(item.evidence.id for item in seen.step_of("s2").evidence if item.evidence.text == HULL)
    app.journey_editing.edit(EDITOR, "jn_2", RejectEvidence(observation_id=gone, step_id="s2"))
    (found,) = app.journey_editing.look_for_evidence(LOCAL_VIEWER, "jn_2", "s2")
    assert found.evidence.text == HIDDEN
    now = app.journey(LOCAL_VIEWER, "jn_2")
    assert texts_on(now, "s2") == {BELL, HIDDEN}
    assert [item.evidence.text for item in now.tray] == [HULL]


def test_a_new_step_is_given_what_waited_in_the_tray(app, mooring):
    app.journey_editing.look_for_evidence(LOCAL_VIEWER, "jn_2", "s2")
    again = app.journey_editing.edit(
        LOCAL_VIEWER, "jn_2", RemoveStep(step_id="s2"), AddStep(step="Survey the hull", after="s1")
    )
    assert {item.evidence.text for item in again.tray} == {HULL, BELL, HIDDEN}
    app.journey_editing.look_for_evidence(LOCAL_VIEWER, "jn_2", again.steps[1].id)
    now = app.journey(LOCAL_VIEWER, "jn_2")
    assert (texts_on(now, again.steps[1].id), now.tray) == ({HULL, BELL, HIDDEN}, ())


def test_looking_is_for_who_may_draft_and_change_it_on_a_step_that_is_there_and_the_version_they_saw(app, mooring):
    for viewer in (READER, a_viewer("Ines", organisation="Museum", role=Role.RESEARCHER)):
        with pytest.raises(NotAllowed):
            app.journey_editing.look_for_evidence(viewer, "jn_2", "s2")
    with pytest.raises(NotFound, match="no such step"):
        app.journey_editing.look_for_evidence(LOCAL_VIEWER, "jn_2", "s9")
    app.journey_editing.edit(LOCAL_VIEWER, "jn_2", AddStep(step="Wait"))
    with pytest.raises(ChangedMeanwhile):
        app.journey_editing.look_for_evidence(LOCAL_VIEWER, "jn_2", "s2", version=1)
