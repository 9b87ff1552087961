"""What of a step is told first: its gravest pain points and the strongest quotations of each kind."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from domain.evidence import Coding, Kind, Level, Severity
from domain.journeys import StepPainPoint
from domain.placed_evidence import PlacedEvidence
from domain.told_first import (
    STRONGEST,
    by_kind,
    named_pain_points,
    pain_points_in_full,
    pain_points_in_short,
    strongest_first,
)
from tests.planted_journeys import a_step, an_observation


def hard(number, severity=Severity.MEDIUM, level=Level.SERVICE):
    coding = Coding(kind=Kind.PAIN_POINT, pain_point=0.9, severity=severity, level=level)
    return replace(an_observation(number, f"Trouble {number}.", Kind.PAIN_POINT), coding=coding)


def named(title, *numbers):
    return StepPainPoint(id=f"pp_{title}", title=title, observation_ids=tuple(f"obs_{n:03d}" for n in numbers))


def unnamed(number):
    return StepPainPoint(id=f"obs_{number:03d}", title=f"Trouble {number}.", observation_ids=(f"obs_{number:03d}",))


def test_the_gravest_pain_point_is_what_stops_people_then_what_lies_between_then_what_many_studies_tell():
    told = [hard(1), hard(2, level=Level.BETWEEN), hard(3, Severity.HIGH), hard(4), replace(hard(5), study_id="st_2")]
    points = (named("Once", 1), named("Between", 2), named("Stops", 3), named("Twice", 4, 5))
    step = a_step(evidence=told, pain_points=points)
    assert [point.title for point in named_pain_points(step)] == ["Stops", "Between", "Twice", "Once"]
    assert pain_points_in_short(step) == "4 pain points, gravest: Stops"


def test_a_card_counts_named_difficulties_and_not_the_sentences_that_tell_them():
    told = [hard(number) for number in range(1, 8)]
    points = (named("Asked again", 1, 2, 3), *(unnamed(number) for number in range(4, 8)))
    step = a_step(evidence=told, pain_points=points)
    assert pain_points_in_short(step) == "1 pain point: Asked again"
    assert pain_points_in_full(step) == ["Asked again", "4 more in their own words"]


def test_where_no_difficulty_has_a_name_that_is_said_and_the_best_fitting_words_stand():
    placed = tuple(PlacedEvidence(evidence=hard(number), score=number / 2) for number in (1, 2))
    step = replace(a_step(evidence=[hard(1)]), evidence=placed, pain_points=(unnamed(1), unnamed(2)))
    assert pain_points_in_short(step) == "2 unnamed pain points: Trouble 2."
    assert pain_points_in_full(step) == ["2 in their own words"]


def test_a_step_without_pain_points_tells_none():
    assert pain_points_in_short(a_step()) == "" and pain_points_in_full(a_step()) == []


def test_what_a_person_kept_comes_before_what_fits_better():
    kept = PlacedEvidence(evidence=hard(1), score=0.2, accepted_by="Sam")
    assert strongest_first([PlacedEvidence(evidence=hard(2), score=0.9), kept])[0] is kept


@given(st.lists(st.sampled_from(list(Kind)), max_size=30), st.integers(1, 6))
def test_folding_by_kind_loses_nothing_and_never_folds_a_single_quotation(kinds, most):
    placed = [PlacedEvidence(evidence=an_observation(n, kind=kind), score=0.5) for n, kind in enumerate(kinds)]
    groups = by_kind(placed, most=most)
    shown = [item.evidence.id for group in groups for item in (*group.strongest, *group.others)]
    assert sorted(shown) == sorted(item.evidence.id for item in placed)
    assert all(len(group.strongest) == most for group in groups if group.others)
    assert all(len(group.others) != 1 for group in groups)


def test_four_of_a_kind_are_read_first():
    [group] = by_kind([PlacedEvidence(evidence=hard(n), score=n / 20) for n in range(18)])
    assert (len(group.strongest), len(group.others), group.title) == (STRONGEST, 14, "What goes wrong")
    assert group.strongest[0].evidence.id == "obs_017"
