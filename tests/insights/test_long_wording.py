"""Cues of wording are looked for in texts of any length: what stands between two of them is bounded."""

import pytest

from insights.change_cues import (
    has_results_above,
    is_about_changes,
    is_no_difficulty,
    outcome_of,
    surely_tells_change,
    tells_change,
    tells_result,
)
from insights.coder_cues import standing_of, tells_workaround
from insights.other_bodies import speaks_of_another_body
from insights.sure_difficulties import says_it_went_well
from insights.wish_cues import tells_need, tells_praise, tells_recommendation
from insights.wish_grammar import parsed

AT_LEAST = 20_000
REPEATED = (
    "12 got the old x ",
    "now ",
    "instead of since ",
    "not one of ",
    "from 5 ",
    "one council ",
    "previously could ",
    "calls about ",
    "used to take ",
    "easy ",
    "work",
    "? ",
    " ",
    "1",
)


@pytest.mark.parametrize("words", REPEATED)
def test_a_text_of_any_length_is_read_to_its_end(words):
    text = words * (AT_LEAST // len(words)) + "x"
    above = ("What we changed", "Results")
    for tells in (is_no_difficulty, surely_tells_change, tells_change, tells_result, standing_of):
        tells(text)
        tells(text, above)
    for tells in (outcome_of, tells_workaround, tells_praise, says_it_went_well):
        tells(text)
    speaks_of_another_body(text, ("Lantern Office",))
    assert not has_results_above([text])
    assert not is_about_changes([text])


def test_wishes_of_any_length_are_read_to_their_end():
    [document] = parsed(["It rained."])
    for words in REPEATED:
        text = words * (AT_LEAST // len(words)) + "x"
        assert not tells_need(text, document)
        assert not tells_recommendation(text, document)
