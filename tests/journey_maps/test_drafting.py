"""Drafting a journey of fictional bodies from planted evidence."""

from dataclasses import replace

import numpy as np
import pytest

from domain.catalogue import Catalogue, Organisation
from domain.evidence import Kind, Level, Severity, Standing, Subject
from domain.hand_overs import Gap, HandOverKind, How
from domain.insights import Confidence, Fit, PainPoint, Sharing
from domain.journey_edits import FILLED_IN, AcceptEvidence, ChangeStep, PlaceEvidence, ProposeEvidence, RejectEvidence
from domain.journeys import Channel, StepBasis, StepOutline
from domain.placed_evidence import PlacedEvidence, RejectedEvidence
from journey_maps.drafting.asking import what_to_ask
from journey_maps.drafting.drafts import all_guesses, as_guessed, draft_journey, evidence_for_steps, journey_id
from journey_maps.drafting.hand_overs import gap_between
from journey_maps.drafting.likelihood import as_guess
from journey_maps.drafting.naming import name_steps, names_in
from journey_maps.drafting.placing import MOST_A_STEP, place_evidence
from journey_maps.drafting.proposing import propose_steps, told_of
from journey_maps.drafting.suggesting import suggest_steps
from journey_maps.editing.edits import edited, started
from tests.planted_journeys import OUTLINES, TITLE, TOLD, an_observation, asked_along, planted
from vector_store.embedding import MiniLmEmbedder


def a_draft(**changes):
    candidates, vectors, steps = planted()
    given = {"candidates": candidates, "vectors": vectors, "asked": steps, "known": Catalogue(), **changes}
    return draft_journey(TITLE, OUTLINES, **given)


def words_on(journey, order):
    return {placed.evidence.text for placed in journey.step(order).evidence}


def test_each_observation_goes_to_the_step_it_tells_of():
    journey = a_draft()
    for order in (1, 2, 3):
        planted_there = {text for step, text, _ in TOLD if step == order - 1}
        assert planted_there <= words_on(journey, order)


def test_what_fits_no_step_stays_out():
    placed = {text for step in a_draft().steps for text in words_on(a_draft(), step.order)}
    assert placed
    assert not any("rye bread" in text for text in placed)


def test_a_question_and_a_description_of_the_research_are_never_evidence():
    candidates, _, steps = planted()
    vectors = np.repeat(steps.told[[2]], len(candidates), axis=0)
    placed = place_evidence(OUTLINES, candidates, vectors, asked=steps).steps
    texts = [item.evidence.text for own in placed for item in own]
    assert texts
    assert not any(text.endswith("?") or "prototype" in text for text in texts)


def test_a_step_without_evidence_is_an_assumption_and_a_gap():
    journey = a_draft()
    step = journey.step(4)
    assert step.basis is StepBasis.ASSUMPTION
    assert step.organisation is None
    assert step.channel is Channel.UNKNOWN
    assert any("Whistle to the seals" in gap and "assumption" in gap for gap in journey.gaps)


def test_organisations_systems_and_channels_come_from_the_evidence():
    journey = a_draft()
    names = [step.organisation for step in journey.steps]
    assert names == ["Harbour Permit Office", "Hull Survey Agency", "Harbour Permit Office", None]
    assert journey.step(1).systems == ("Permit Ledger System",)
    assert journey.step(1).channel is Channel.POST
    assert [(use.name, 1 in use.steps) for use in journey.systems] == [("Permit Ledger System", True)]


@pytest.mark.parametrize(
    ("text", "gap"),
    [
        ("The link between the ledger and the Quay Book has been broken since May.", Gap.BROKEN_LINK),
        ("The overnight feed often fails and nobody is told.", Gap.BROKEN_LINK),
        ("The link on the harbour's web page breaks about once a month.", Gap.NO_OWNER),
        ("Links in their letters no longer work.", Gap.NO_OWNER),
        ("The ledger does not talk to the Quay Book.", Gap.NO_DATA_LINK),
        ("It is not clear whether the office may share the address.", Gap.NOT_KNOWN_IF_ALLOWED),
        ("The data sharing agreement lapsed in 2023.", Gap.NOT_KNOWN_IF_ALLOWED),
        (
            "The agreement to share lists between the Harbour Permit Office and the Hull Survey Agency lapsed in 2023.",
            Gap.NOT_KNOWN_IF_ALLOWED,
        ),
        ("Nobody knows if the harbour can pass on the list.", Gap.NOT_KNOWN_IF_ALLOWED),
        ("Both offices say that they own the survey.", Gap.TWO_OWNERS),
        ("The office sends the list under the Harbours Act.", Gap.NO_OWNER),
        ("It is not clear how the list is sent.", Gap.NO_OWNER),
    ],
)
def test_what_is_missing_where_something_passes_is_told_by_its_evidence(text, gap):
    giver, taker = a_draft().steps[:2]
    assert gap_between(HandOverKind.ORGANISATION, How.UNKNOWN, [text], giver, taker) is gap


def test_between_two_systems_of_one_organisation_only_a_link_is_missing():
    giver, taker = a_draft().steps[:2]
    texts = ["Both offices say that they own the survey.", "It is not clear whether the office may share it."]
    assert gap_between(HandOverKind.SYSTEM, How.UNKNOWN, texts, giver, taker) is None
    assert gap_between(HandOverKind.SYSTEM, How.UNKNOWN, ["The feed broke."], giver, taker) is Gap.BROKEN_LINK


def test_a_step_of_another_organisation_is_a_hand_over_with_how_and_gap():
    first, second = a_draft().hand_overs
    assert (first.from_step, first.to_step, first.kind) == (1, 2, HandOverKind.ORGANISATION)
    assert (first.giver, first.taker) == ("Harbour Permit Office", "Hull Survey Agency")
    assert first.how is How.REKEYED
    assert first.gap is Gap.NO_DATA_LINK
    assert any("retype" in placed.evidence.text for placed in first.evidence)
    assert (second.from_step, second.to_step) == (2, 3)
    assert second.how in {How.EMAIL, How.REKEYED, How.PAPER}


def a_pain_point(fit: Fit) -> PainPoint:
    """Build a pain point with one piece of evidence."""
    return PainPoint(
        id="pp_1",
        title="Permits take too long",
        description="",
        pattern="PAT_04",
        sharing=Sharing.SINGLE,
        level=Level.SERVICE,
        standing=Standing.LIVE,
        severity=Severity.HIGH,
        score=0.5,
        confidence=Confidence.WEAK,
        reasons=(),
        single_source=True,
        years=(2025,),
        observations=1,
        studies=1,
        participants=None,
        organisations=(),
        evidence=(fit,),
    )


def test_a_pain_point_shows_on_the_step_where_its_evidence_is():
    candidates, *_ = planted()
    point = a_pain_point(Fit(evidence=candidates[2], organisation="Northmoor Lab", fit=0.9))
    journey = a_draft(pain_points=[point])
    assert [(shown.id, shown.observation_ids) for shown in journey.step(1).pain_points] == [("pp_1", ("obs_002",))]
    [ungrouped] = journey.step(2).pain_points
    assert (ungrouped.id, ungrouped.observation_ids) == ("obs_004", ("obs_004",))
    assert ungrouped.title.startswith("Surveyors of the Hull Survey Agency")


def test_a_difficulty_that_fits_its_pain_point_loosely_is_told_in_its_own_words():
    candidates, *_ = planted()
    point = a_pain_point(Fit(evidence=candidates[2], organisation="Northmoor Lab", fit=0.2))
    [shown] = a_draft(pain_points=[point]).step(1).pain_points
    assert shown.id == "obs_002"
    assert candidates[2].text.startswith(shown.title.removesuffix(" …"))


def test_whom_evidence_is_about_names_the_organisation_when_it_is_not_who_researched():
    texts = ["Somebody there keeps a list of boats for the week.", "Boats wait outside until somebody waves them in."]
    candidates = [
        an_observation(nth, text, organisation="Tern Island Council", organisations=("Tern Island Council",))
        for nth, text in enumerate(texts)
    ]
    step = np.array([[1.0, 0.0]], dtype=np.float32)
    journey = draft_journey(
        "Boats",
        OUTLINES[:1],
        candidates=candidates,
        vectors=np.repeat(step, 2, axis=0),
        asked=asked_along(step),
        known=Catalogue(),
    )
    assert journey.step(1).organisation == "Tern Island Council"


def test_a_word_for_a_sort_of_body_names_none():
    texts = [
        "The clerk of Tern Island Council enters the boat in a ledger.",
        "Tern Island Council gives each boat a number.",
        "Then the Duties and Dues Office asks for money.",
    ]
    candidates = [an_observation(nth, text) for nth, text in enumerate(texts)]
    step = np.array([[1.0, 0.0]], dtype=np.float32)
    journey = draft_journey(
        "Boats",
        [StepOutline(order=1, stage="Apply", step="Enter the boat at the harbour office")],
        candidates=candidates,
        vectors=np.repeat(step, 3, axis=0),
        asked=asked_along(step),
        known=Catalogue(
            organisations=(Organisation(name="Duties and Dues Office"), Organisation(name="Tern Island Council"))
        ),
    )
    assert journey.step(1).organisation == "Tern Island Council"


def test_a_step_holds_no_more_than_a_drawer_can_show_and_no_words_twice():
    candidates = [an_observation(nth, f"The office sends permit number {nth} to people today.") for nth in range(40)]
    candidates += [
        an_observation(40 + nth, f"Permit {nth} came too late for the season.", Kind.PAIN_POINT) for nth in range(40)
    ]
    candidates += [an_observation(80, candidates[0].text)]
    vectors = np.ones((81, 1), dtype=np.float32)
    asked = asked_along(np.ones((1, 1), dtype=np.float32))
    [placed] = place_evidence(OUTLINES[:1], candidates, vectors, asked=asked).steps
    assert len(placed) == MOST_A_STEP
    assert len({item.evidence.text for item in placed}) == len(placed)
    assert [item.score for item in placed] == sorted((item.score for item in placed), reverse=True)
    assert all(0 <= item.score <= 1 for item in placed)


def test_no_evidence_at_all_gives_a_journey_of_assumptions():
    journey = a_draft(candidates=[], vectors=np.zeros((0, 5), dtype=np.float32))
    assert {step.basis for step in journey.steps} == {StepBasis.ASSUMPTION}
    assert journey.hand_overs == ()
    assert len(journey.gaps) == len(OUTLINES)


def test_rows_that_do_not_match_are_a_mistake_of_the_caller():
    candidates, vectors, steps = planted()
    with pytest.raises(ValueError, match="one vector"):
        place_evidence(OUTLINES, candidates, vectors[:-1], asked=steps)


def test_the_same_input_gives_the_same_journey_and_another_title_another_identifier():
    assert a_draft() == a_draft()
    assert journey_id(TITLE, OUTLINES) == journey_id(f"  {TITLE} ", OUTLINES)
    assert journey_id(TITLE, OUTLINES) != journey_id("Another journey", OUTLINES)
    assert journey_id(TITLE, OUTLINES) != journey_id(TITLE, OUTLINES[:-1])


def test_two_people_who_draft_the_same_have_a_journey_each():
    makers = (None, "ines@harbour.example", "tom@harbour.example")
    assert len({journey_id(TITLE, OUTLINES, maker=maker) for maker in makers}) == 3
    assert journey_id(TITLE, OUTLINES, maker=makers[1]) == journey_id(TITLE, OUTLINES, maker="Ines@Harbour.example ")


TOLD_OF_BOATS = (
    "Owners post a long form to the office.",
    "Every owner posts a long form in spring.",
    "A surveyor inspects the hull in the dry dock.",
    "Before that the surveyor inspects the hull from below.",
    "Owners then pay the mooring fee by cheque.",
    "After a month they pay the mooring fee again by mistake.",
)


@pytest.fixture(scope="module")
def embed():
    return MiniLmEmbedder().embed


@pytest.fixture
def boats(embed):
    candidates = [an_observation(nth, text) for nth, text in enumerate(TOLD_OF_BOATS)]
    return candidates, embed([item.text for item in candidates])


def test_steps_are_proposed_in_the_words_and_the_order_of_the_evidence(boats, embed):
    candidates, vectors = boats
    steps = propose_steps(candidates, vectors, asked=what_to_ask("Mooring a boat", [], embed), embed=embed)
    names = ["Post a long form", "Inspect the hull", "Pay the mooring fee"]
    assert [(step.order, step.step) for step in steps] == list(enumerate(names, start=1))
    assert propose_steps([], vectors[:0], asked=what_to_ask("Mooring a boat", [], embed), embed=embed) == []


def test_a_proposed_step_on_which_nothing_stands_is_left_out():
    outlines = [StepOutline(order=nth, stage="", step=name) for nth, name in ((1, "Tie up"), (2, "Cast off"))]
    told = [PlacedEvidence(evidence=an_observation(1), score=0.5)]
    assert [(left.order, left.step) for left in told_of(outlines, [[], told])] == [(1, "Cast off")]
    assert told_of(outlines, [[], []]) == outlines


def test_a_step_that_evidence_tells_of_and_the_list_lacks_is_suggested_where_it_belongs(boats, embed):
    candidates, vectors = boats
    outlines = [
        StepOutline(order=1, stage="Apply", step="Post a long form"),
        StepOutline(order=2, stage="Pay", step="Pay the mooring fee"),
    ]
    title = "Mooring a boat"
    asked = what_to_ask(title, outlines, embed)
    drafted = draft_journey(title, outlines, candidates=candidates, vectors=vectors, asked=asked)
    placed = [step.evidence for step in drafted.steps]
    [suggested] = suggest_steps(outlines, placed, candidates, vectors, asked=asked, embed=embed)
    assert (suggested.step, suggested.after) == ("Inspect the hull", "s1")
    assert {placed.evidence.text for placed in suggested.evidence} == set(TOLD_OF_BOATS[2:4])
    assert "2 sentences of 1 source tell it" in suggested.reason
    assert suggest_steps([], [], candidates, vectors, asked=asked, embed=embed) == []


def test_what_tells_of_the_journey_and_stands_on_no_step_is_in_the_tray():
    drafted = a_draft()
    placed = {item.evidence.id for step in drafted.steps for item in step.evidence}
    tray = {item.evidence.id for item in drafted.tray}
    assert not tray & placed
    assert not any("rye bread" in item.evidence.text for item in drafted.tray)


def test_what_a_person_took_off_a_step_is_not_placed_there_again():
    taken = a_draft().step(1).evidence[0].evidence
    rejected = RejectedEvidence(observation_id=taken.id, step_id="s1", by="Ada", at="2026-01-01T00:00:00")
    again = a_draft(before=replace(a_draft(), rejected=(rejected,)))
    assert taken.text not in words_on(again, 1)
    assert again.rejected == (rejected,)
    elsewhere = {item.evidence.id for step in again.steps for item in step.evidence}
    assert taken.id in elsewhere | {item.evidence.id for item in again.tray}


def test_each_placement_says_why():
    reasons = [item.reason for step in a_draft().steps for item in step.evidence]
    assert reasons
    assert all(reasons)
    assert any("permit" in reason for reason in reasons)


def test_a_body_named_in_short_is_the_one_named_in_full():
    texts = ["Tern Island Harbour Office gives each boat a number.", "Then the Harbour Office asks for money."]
    names = names_in([an_observation(nth, text) for nth, text in enumerate(texts)], Catalogue())
    [office] = names.of(Subject.ORGANISATION)
    assert office.name == "Tern Island Harbour Office"
    assert "Harbour Office" in office.aliases


BERTHS = (
    "Clerks give each boat a berth by hand.",
    "They keep a paper diary of all that.",
    "Nobody else can read it.",
    "All of it is typed into TideTrack software in the end.",
)


def berths(before=None):
    candidates = [an_observation(nth, text) for nth, text in enumerate(BERTHS)]
    vectors = np.array([[1.0, 0.0], *[[0.0, 1.0]] * 3], dtype=np.float32)
    return draft_journey(
        "Berths",
        [StepOutline(order=1, stage="Berth", step="Give each boat a berth")],
        candidates=candidates,
        vectors=vectors,
        asked=asked_along(np.array([[1.0, 0.0]], dtype=np.float32)),
        known=Catalogue(),
        before=before,
    )


def test_a_system_of_a_step_has_its_sentence_there():
    step = berths().step(1)
    assert set(step.systems) == {"Paper diary", "TideTrack"}
    assert {BERTHS[1], BERTHS[3]} <= {item.evidence.text for item in step.evidence}
    reasons = {item.evidence.text: item.reason for item in step.evidence}
    assert "TideTrack" in reasons[BERTHS[3]]


def test_a_sentence_that_only_names_a_system_is_not_put_back_where_a_person_took_it_off():
    taken = berths().step(1).evidence[-1].evidence
    rejected = RejectedEvidence(observation_id=taken.id, step_id="s1", by="Ada", at="2026-01-01T00:00:00")
    assert taken.text not in words_on(berths(replace(berths(), rejected=(rejected,))), 1)


def test_a_source_about_another_journey_lends_evidence_and_names_nothing():
    texts = [f"Owners post the mooring form number {nth} to the harbour." for nth in range(5)]
    told = [an_observation(nth, f"{text} It goes into QuayBook.", source_id="src_1") for nth, text in enumerate(texts)]
    told.append(an_observation(9, "Anglers post a form for a day at the lake into LakeBook.", source_id="src_2"))
    told.append(an_observation(10, "Rye bread is baked at three.", source_id="src_3"))
    embed = MiniLmEmbedder().embed
    outlines = [StepOutline(order=1, stage="Apply", step="Post the mooring form")]
    journey = draft_journey(
        "Getting a mooring",
        outlines,
        candidates=told,
        vectors=embed([item.text for item in told]),
        asked=what_to_ask("Getting a mooring", outlines, embed),
        known=Catalogue(),
    )
    assert "obs_009" in {item.evidence.id for item in journey.step(1).evidence}
    assert [use.name for use in journey.systems] == ["QuayBook"]


def test_what_only_stands_near_evidence_names_systems_in_the_foremost_sources_alone():
    told = [an_observation(nth, text, source_id="src_1") for nth, text in enumerate(BERTHS)]
    told += [an_observation(10 + nth, text, source_id="src_2") for nth, text in enumerate(BERTHS[:3])]
    told.append(an_observation(14, "All of it goes into Capstan software in the end.", source_id="src_2"))
    outlines = [StepOutline(order=1, stage="Berth", step="Give each boat a berth")]
    placed = [[PlacedEvidence(evidence=told[0], score=0.9), PlacedEvidence(evidence=told[4], score=0.9)]]
    named = [
        name_steps("Berths", outlines, placed, names_in(told, Catalogue()), told, foremost)[0].systems
        for foremost in ({"src_1", "src_2"}, {"src_1"})
    ]
    assert [set(systems) for systems in named] == [
        {"Paper diary", "TideTrack", "Capstan"},
        {"Paper diary", "TideTrack"},
    ]


def test_a_sentence_that_a_step_has_for_the_system_it_names_is_not_in_the_tray_as_well():
    texts = [f"Clerks give boat number {nth} a berth by hand." for nth in range(MOST_A_STEP)]
    told = [
        an_observation(nth, text) for nth, text in enumerate([*texts, "Each berth is typed into TideTrack software."])
    ]
    near = np.array([[1.0, 0.0], [0.8, 0.6]], dtype=np.float32)
    asked = asked_along(np.array([[1.0, 0.0]], dtype=np.float32))
    outlines = [StepOutline(order=1, stage="Berth", step="Give each boat a berth")]
    vectors = near[[0] * MOST_A_STEP + [1]]
    last = told[-1].id
    assert last in {item.evidence.id for item in place_evidence(outlines, told, vectors, asked=asked).tray}
    journey = draft_journey("Berths", outlines, candidates=told, vectors=vectors, asked=asked, known=Catalogue())
    assert last in {item.evidence.id for item in journey.step(1).evidence}
    assert last not in {item.evidence.id for item in journey.tray}


def looked_for_all(journey, *step_ids, **changes):
    candidates, vectors, steps = planted()
    given = {"candidates": candidates, "vectors": vectors, "asked": steps, **changes}
    return evidence_for_steps(journey, step_ids or [step.id for step in journey.steps], **given)


def looked_for(journey, step_id, *, settled=frozenset(), **changes):
    (found,) = looked_for_all(journey, step_id, settled={step_id: settled}, **changes)
    return found


def by_hand(journey, *edits):
    for edit in edits:
        journey = edited(journey, edit, by="Asha Vale", at="2026-11-28T12:00:00+00:00")
    return journey


@pytest.mark.parametrize("order", [1, 2, 3])
def test_looking_for_one_step_finds_what_a_draft_puts_there_with_the_same_scores_and_reasons(order):
    found = looked_for(started("jn_1", TITLE, OUTLINES), f"s{order}")
    drafted = a_draft().step(order)
    assert drafted.evidence
    assert found.evidence == drafted.evidence
    assert {name: getattr(found, name) for name in FILLED_IN} == {name: getattr(drafted, name) for name in FILLED_IN}


def test_looking_for_all_steps_finds_what_a_draft_puts_on_each():
    found = looked_for_all(started("jn_1", TITLE, OUTLINES))
    drafted = a_draft().steps
    assert [each.evidence for each in found] == [step.evidence for step in drafted]
    assert [each.organisation for each in found] == [step.organisation for step in drafted]
    assert [each.pain_points for each in found] == [step.pain_points for step in drafted]


def test_looking_for_one_step_again_finds_nothing_new():
    empty = started("jn_1", TITLE, OUTLINES)
    once = by_hand(empty, looked_for(empty, "s1"))
    assert once.step(1).evidence
    assert looked_for(once, "s1").evidence == ()
    assert by_hand(once, looked_for(once, "s1")) == once
    assert [step.evidence for step in once.steps[1:]] == [(), (), ()]


def test_what_evidence_says_of_a_step_is_filled_in_and_never_over_what_a_person_said():
    empty = started("jn_1", TITLE, OUTLINES)
    drafted = a_draft().step(1)
    filled = by_hand(empty, looked_for(empty, "s1")).step(1)
    assert (filled.organisation, filled.systems) == (drafted.organisation, drafted.systems)
    assert filled.organisation == "Harbour Permit Office" and filled.systems
    said = by_hand(empty, ChangeStep(step_id="s1", organisation="Quay Council", systems=("Slate",)))
    kept = by_hand(said, looked_for(said, "s1")).step(1)
    assert (kept.organisation, kept.systems, kept.channel) == ("Quay Council", ("Slate",), drafted.channel)
    emptied = by_hand(empty, looked_for(empty, "s1", settled={"organisation", "systems"})).step(1)
    assert (emptied.organisation, emptied.systems) == (None, ())
    assert emptied.evidence


def test_a_step_of_which_nothing_tells_is_found_nothing():
    assert looked_for(started("jn_1", TITLE, OUTLINES), "s4").evidence == ()


def test_what_somebody_took_off_the_step_is_not_found_for_it_again_nor_the_same_words_elsewhere():
    draft = a_draft()
    gone = draft.step(1).evidence[0].evidence
    after = by_hand(draft, RejectEvidence(observation_id=gone.id, step_id="s1"))
    candidates, vectors, _ = planted()
    twin = an_observation(90, gone.text, gone.kind)
    row = [item.id for item in candidates].index(gone.id)
    rest = [at for at in range(len(candidates)) if at != row]
    found = looked_for(
        after,
        "s1",
        candidates=[*(candidates[at] for at in rest), candidates[row], twin],
        vectors=np.vstack([vectors[rest], vectors[[row, row]]]),
    )
    assert gone.text not in {item.evidence.text for item in found.evidence}


def test_what_somebody_kept_on_or_moved_to_another_step_is_not_found_for_this_one():
    empty = started("jn_1", TITLE, OUTLINES)
    here = by_hand(empty, looked_for(empty, "s1"))
    moved, *others = (item.evidence.id for item in here.step(1).evidence)
    changed = by_hand(here, PlaceEvidence(observation_id=moved, step_id="s4", from_step="s1"))
    proposed = PlacedEvidence(evidence=here.step(1).evidence[1].evidence, score=0.5)
    on_both = by_hand(empty, ProposeEvidence(step_id="s3", evidence=(proposed,)))
    kept = by_hand(on_both, AcceptEvidence(observation_id=others[0], step_id="s3"))
    assert moved not in {item.evidence.id for item in looked_for(changed, "s1").evidence}
    assert others[0] in {item.evidence.id for item in looked_for(on_both, "s1").evidence}
    assert others[0] not in {item.evidence.id for item in looked_for(kept, "s1").evidence}


def test_a_draft_of_which_nothing_tells_names_nobody_but_whom_its_steps_name():
    """Evidence of other journeys was placed for want of better: who runs those runs none of this one."""
    draft = a_draft()
    assert any(step.organisation for step in draft.steps) and draft.hand_overs
    guessed = as_guessed(draft)
    assert not any(step.organisation or step.service or step.systems for step in guessed.steps)
    assert (guessed.hand_overs, guessed.systems) == ((), ())
    body = next(step.organisation for step in draft.steps if step.organisation)
    called = [replace(step, step=f"Write to the {body}", organisation=body) for step in draft.steps]
    assert {step.organisation for step in as_guessed(replace(draft, steps=tuple(called))).steps} == {body}


def test_all_that_is_found_for_a_journey_of_which_nothing_tells_is_a_guess():
    journey = started("jn_1", TITLE, OUTLINES)
    told = looked_for(journey, "s1")
    assert told.evidence
    guessed = all_guesses(told, journey.step_of("s1"))
    assert guessed.evidence == tuple(map(as_guess, told.evidence))
    assert told.organisation and told.systems
    assert (guessed.organisation, guessed.service, guessed.systems) == (None, None, ())
    called = all_guesses(told, replace(journey.step_of("s1"), step=f"Write to the {told.organisation}"))
    assert called.organisation == told.organisation


def test_what_is_found_names_the_pain_points_that_it_shows():
    told = a_pain_point(Fit(evidence=planted()[0][2], organisation="Northmoor Lab", fit=0.9))
    found = looked_for(started("jn_1", TITLE, OUTLINES), "s1", pain_points=[told])
    assert [point.title for point in found.pain_points] == [told.title]
