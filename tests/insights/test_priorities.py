"""The order of what to take up: explained, and following the weights that people set."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from domain.evidence import Level, Severity, Standing
from domain.insights import Confidence, OrganisationCount, PainPoint, Sharing
from domain.missions import Claim, OwnerStatus, PainPointOwner, Weights
from insights.sharing.priorities import priorities


def a_point(identifier="pp_1", *, organisations=2, **fields):
    known = {
        "title": identifier,
        "description": "",
        "pattern": None,
        "sharing": Sharing.IN_COMMON,
        "level": Level.SERVICE,
        "standing": Standing.LIVE,
        "severity": Severity.MEDIUM,
        "score": 0.5,
        "confidence": Confidence.MODERATE,
        "reasons": (),
        "single_source": False,
        "years": (2025,),
        "observations": 5,
        "studies": 2,
        "participants": None,
        "evidence": (),
    } | fields
    bodies = tuple(OrganisationCount(name=f"Body {n}", observations=1, studies=1) for n in range(organisations))
    return PainPoint(id=identifier, organisations=bodies, **known)


def an_owner(point="pp_1", status=OwnerStatus.ACCEPTED):
    return PainPointOwner(pain_point=point, organisation="Museum", status=status, said_by="Kai", said_at="2025-03-01")


def order(points, weights=None, **said):
    return [item.pain_point.id for item in priorities(points, weights or Weights(), **said)]


def shares(opportunity):
    return {part.name: part.share for part in opportunity.criteria}


POINTS = st.lists(
    st.builds(
        a_point,
        st.uuids().map(str),
        organisations=st.integers(1, 6),
        severity=st.sampled_from(Severity),
        level=st.sampled_from(Level),
        sharing=st.sampled_from(Sharing),
        standing=st.sampled_from(Standing),
        confidence=st.sampled_from(Confidence),
        score=st.sampled_from([0.2, 0.5]),
    ),
    unique_by=lambda point: point.id,
    max_size=8,
)
WEIGHTS = st.builds(
    Weights, consequence=st.integers(1, 10), between=st.integers(0, 10), spread=st.integers(0, 10),
    no_owner=st.integers(0, 10),
)  # fmt: skip

UNHURRIED = settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])


def test_no_pain_points_give_nothing_to_take_up():
    assert priorities([], Weights()) == []


def test_consequence_leads_by_the_weights_that_are_given_at_first():
    points = [a_point("annoying", severity=Severity.LOW, organisations=6), a_point("grave", severity=Severity.HIGH)]
    assert order(points) == ["grave", "annoying"]


def test_what_lies_between_organisations_comes_before_what_is_worth_more_and_says_so():
    between = a_point("between", sharing=Sharing.BETWEEN, level=Level.BETWEEN)
    grave = a_point("grave", severity=Severity.HIGH, organisations=6)
    first, second = priorities([grave, between], Weights())
    assert [first.pain_point.id, second.pain_point.id] == ["between", "grave"]
    assert first.worth < second.worth
    assert [part.reason for part in first.criteria if part.name == "between"] == [
        "between organisations: neither can mend it alone, so it comes first"
    ]
    assert order([grave, between], Weights(between=0)) == ["grave", "between"]


def test_what_is_grave_and_in_common_keeps_a_place_among_five_beside_many_hand_overs():
    hand_overs = [a_point(f"between {nth}", sharing=Sharing.BETWEEN, level=Level.BETWEEN) for nth in range(6)]
    grave = a_point("grave", severity=Severity.HIGH, organisations=6)
    found = priorities([*hand_overs, grave], Weights())
    assert [item.pain_point.id for item in found][:5] == ["between 0", "between 1", "between 2", "grave", "between 3"]
    first = [any("so it comes first" in part.reason for part in item.criteria) for item in found]
    assert first == [True] * 3 + [False] * 4


def test_the_graver_hand_over_leads_and_one_worth_less_than_what_is_in_common_waits():
    slow = [a_point(f"slow {nth}", sharing=Sharing.BETWEEN) for nth in range(3)]
    grave = a_point("grave", severity=Severity.HIGH, sharing=Sharing.BETWEEN, level=Level.BETWEEN)
    common = a_point("common", severity=Severity.HIGH)
    assert order([*slow, common, grave]) == ["grave", "slow 0", "slow 1", "common", "slow 2"]


def test_a_hand_over_that_merely_annoys_does_not_come_before_what_is_worth_more():
    slight = a_point("slight", severity=Severity.LOW, sharing=Sharing.BETWEEN, organisations=6)
    assert order([slight, a_point("grave", severity=Severity.HIGH)]) == ["grave", "slight"]


def test_what_weak_evidence_tells_to_lie_between_organisations_comes_by_its_worth():
    weak = a_point("weak", sharing=Sharing.BETWEEN, level=Level.BETWEEN, confidence=Confidence.WEAK)
    assert order([weak, a_point("grave", severity=Severity.HIGH)]) == ["grave", "weak"]


def test_of_two_alike_the_one_between_organisations_comes_first():
    assert order([a_point("a"), a_point("b", sharing=Sharing.BETWEEN, level=Level.BETWEEN)]) == ["b", "a"]


def test_a_fault_of_one_screen_does_not_hide_a_broken_hand_over():
    screen = a_point("screen", severity=Severity.HIGH, level=Level.SCREEN, organisations=10)
    hand_over = a_point("hand-over", severity=Severity.HIGH, level=Level.BETWEEN, sharing=Sharing.BETWEEN)
    assert order([screen, hand_over]) == ["hand-over", "screen"]


@pytest.mark.parametrize("standing", [Standing.FIXED, Standing.PROTOTYPE])
def test_what_is_mended_or_was_a_prototype_never_leads(standing):
    over = a_point("over", severity=Severity.HIGH, sharing=Sharing.BETWEEN, organisations=6, standing=standing)
    slight = a_point("slight", severity=Severity.LOW, sharing=Sharing.SINGLE, organisations=1)
    found = priorities([over, slight], Weights())
    assert [item.pain_point.id for item in found] == ["slight", "over"]
    assert "after what still holds" in found[1].cautions[0]


def test_a_lead_comes_after_every_finding_that_still_holds():
    grave = {"severity": Severity.HIGH, "sharing": Sharing.BETWEEN, "level": Level.BETWEEN, "organisations": 6}
    lead = a_point("lead", confidence=Confidence.WEAK, is_lead=True, **grave)
    slight = a_point("slight", severity=Severity.LOW, sharing=Sharing.SINGLE, organisations=1)
    over = a_point("over", standing=Standing.FIXED, **grave)
    found = priorities([lead, over, slight], Weights())
    assert [item.pain_point.id for item in found] == ["slight", "lead", "over"]
    assert "a lead only" in found[1].cautions[0]


def test_weak_evidence_counts_for_less_and_it_is_said():
    strong, weak = priorities([a_point("a"), a_point("b", confidence=Confidence.WEAK)], Weights())
    assert weak.worth == pytest.approx(0.6 * strong.worth, abs=1e-4)
    assert weak.cautions
    assert not strong.cautions


def test_an_owner_lowers_the_need_to_take_it_up_and_a_proposed_one_by_half():
    (nobody,) = priorities([a_point()], Weights())
    (proposed,) = priorities([a_point()], Weights(), owners=[an_owner(status=OwnerStatus.PROPOSED)])
    (accepted,) = priorities([a_point()], Weights(), owners=[an_owner(), an_owner("pp_other")])
    assert [shares(item)["no owner"] for item in (nobody, proposed, accepted)] == [1.0, 0.5, 0.0]
    assert accepted.owners == (an_owner(),)
    assert nobody.worth > proposed.worth > accepted.worth


def test_a_claim_is_told_and_does_not_count():
    claim = Claim(pain_point="pp_1", organisation="Museum", said_by="Kai", said_at="2025-03-01")
    (without,), (with_claim,) = priorities([a_point()], Weights()), priorities([a_point()], Weights(), claims=[claim])
    assert with_claim.worth == without.worth
    assert "1 more says so without evidence" in with_claim.criteria[2].reason


def test_what_lies_between_bodies_by_its_nature_is_not_called_a_copy_of_each():
    (opportunity,) = priorities([a_point(other_unnamed=True)], Weights())
    assert "between organisations by its nature" in opportunity.criteria[1].reason


def test_each_criterion_gives_its_reason_in_words():
    (opportunity,) = priorities([a_point()], Weights())
    assert [(part.name, part.reason) for part in opportunity.criteria] == [
        ("consequence", "slows or misleads people"),
        ("between", "in common: each organisation has its own copy"),
        ("spread", "evidence from 2 organisations"),
        ("no owner", "nobody answers for it"),
    ]


@UNHURRIED
@given(POINTS, WEIGHTS)
def test_worth_is_the_weighted_mean_of_its_parts_times_trust(points, weights):
    for item in priorities(points, weights):
        total = sum(part.weight for part in item.criteria)
        mean = sum(part.weight * part.share for part in item.criteria) / total
        assert item.worth == pytest.approx(item.trust * mean, abs=1e-4)
        assert 0 <= item.worth <= 1


@UNHURRIED
@given(POINTS, WEIGHTS, st.randoms(use_true_random=False))
def test_the_order_does_not_depend_on_the_order_given(points, weights, random):
    shuffled = random.sample(points, len(points))
    assert order(shuffled, weights) == order(points, weights)


@UNHURRIED
@given(POINTS, WEIGHTS)
def test_a_criterion_that_weighs_nothing_has_no_say(points, weights):
    without = replace(weights, spread=0)
    alone = [replace(point, organisations=point.organisations[:1]) for point in points]
    worths = {item.pain_point.id: item.worth for item in priorities(points, without)}
    assert worths == {item.pain_point.id: item.worth for item in priorities(alone, without)}
