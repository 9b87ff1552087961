"""Journeys to begin with."""

from journey_maps.drafting.templates import journey_templates


def test_each_template_has_stages_in_one_run_each_and_no_step_twice():
    for title, steps in journey_templates().items():
        assert [step.order for step in steps] == list(range(1, len(steps) + 1)), title
        assert len({step.step for step in steps}) == len(steps), title
        runs = [
            step.stage
            for before, step in zip((None, *steps), steps, strict=False)
            if not before or before.stage != step.stage
        ]
        assert all(runs) and len(set(runs)) == len(runs), title


def test_there_is_one_for_applying_appealing_and_moving():
    assert list(journey_templates()) == ["Apply for something", "Appeal a decision", "Move between services"]
