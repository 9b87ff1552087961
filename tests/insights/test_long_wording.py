"""Cues of wording are looked for in texts of any length: what stands between two of them is bounded."""

import re
from random import Random
from time import process_time

import pytest

from insights.coding import (
    change_cues,
    coder_cues,
    design_cues,
    plain_statements,
    statements,
    sure_difficulties,
    wish_cues,
    wish_lacks,
)
from insights.coding.change_cues import (
    has_results_above,
    is_about_changes,
    is_no_difficulty,
    outcome_of,
    surely_tells_change,
    tells_change,
    tells_result,
)
from insights.coding.coder_cues import standing_of, tells_workaround
from insights.coding.plain_statements import has_no_word_of_trouble, is_plain_change, states_plainly
from insights.coding.sure_difficulties import says_it_went_well
from insights.coding.wish_cues import tells_need, tells_praise, tells_recommendation
from insights.coding.wish_grammar import parsed
from insights.sharing import other_bodies
from insights.sharing.other_bodies import speaks_of_another_body

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


NEARLY = (
    *REPEATED,
    "7 7 7 7 7 7 7 7 7 got the old 7 7 7 7 7 7 7 ",
    "1 1 1 1 1 1 1 1 got the old 1 the 1 the 1 the ",
    "9 had the old 9 the 9 had the old 9 the ",
    "trial ",
    "trial of result ",
    "typed the same the same ",
    "keep a keep her own ",
    "noted noted on notes on ",
    "not one sample sample of of ",
    "calls of waits at errors by ",
    "made no difference to the our these the ",
    "since 2024 from march once by itself ",
    "none until unless whether but now ",
    "the page the page name the tab ",
    "each a new page of page x ",
    "the x x x x page x x x x x ",
    "selecting ",
    "selecting page opening ",
    "removing the page ",
    "removing a removing ",
    "the policy on the rule on ",
    "users who people who ",
    "we counted the we counted ",
    "the font is larger the font is bolder ",
    "by page x by page ",
    "makes the x makes the ",
    "there are 3 tabs x ",
    "the page covers the page covers the ",
)
MODULES = (
    change_cues,
    coder_cues,
    design_cues,
    plain_statements,
    other_bodies,
    statements,
    sure_difficulties,
    wish_cues,
    wish_lacks,
)
TELLING = (
    change_cues.tells_change,
    change_cues.surely_tells_change,
    change_cues.is_no_difficulty,
    change_cues.tells_result,
    plain_statements.is_plain_change,
    plain_statements.states_plainly,
    plain_statements.has_no_word_of_trouble,
    coder_cues.standing_of,
    change_cues.outcome_of,
    coder_cues.tells_workaround,
    wish_cues.tells_praise,
    sure_difficulties.says_it_went_well,
    sure_difficulties.goes_wrong,
)
LETTERS = re.compile(".")
LONG, MOST_READINGS, TRIES = 5_000, 600, 5
"""A cue takes up to 160 times what going through the letters takes, one that goes back and back tens of thousands."""


def words_of_cues():
    """The words that stand in the cues themselves: what is made of them nearly matches."""
    patterns = [each.pattern for module in MODULES for each in vars(module).values() if isinstance(each, re.Pattern)]
    return sorted({word for pattern in patterns for word in re.findall(r"[a-z]{2,}", pattern)})


def seconds(tells, *said):
    begun = process_time()
    tells(*said)
    return process_time() - begun


def takes_long(tells, said, text):
    """Whether a cue takes long beside going through the letters, in each of some tries: others may be at work."""
    return all(seconds(tells, *said) > MOST_READINGS * seconds(LETTERS.findall, text) for _ in range(TRIES))


def slow_on(text):
    """The cues that take too long over a text, or over a heading that long."""
    cues = [(tells, (text,)) for tells in TELLING]
    cues += [(tells, (text, ("What we changed", "Results"))) for tells in TELLING[:8]]
    cues += [(tells, ([text],)) for tells in (is_about_changes, has_results_above)]
    cues += [(tells, ("x", [text])) for tells in (is_plain_change, states_plainly, has_no_word_of_trouble)]
    cues += [(standing_of, ("x", [text])), (speaks_of_another_body, (text, ("Lantern Office",)))]
    return [tells.__name__ for tells, said in cues if takes_long(tells, said, text)]


@pytest.mark.parametrize("unit", NEARLY)
def test_nearly_a_cue_again_and_again_takes_no_time(unit):
    assert slow_on(unit * (LONG // len(unit)) + "x") == []


@pytest.mark.parametrize("mark", [" ", ", ", "", " 7 ", " the old "])
def test_words_of_cues_in_any_order_take_no_time(mark):
    words, random = words_of_cues(), Random(mark)
    for _ in range(4):
        assert slow_on(mark.join(random.choices(words, k=LONG // 6))[:LONG]) == []
        few = random.sample(words, 3)
        assert slow_on(mark.join(random.choices(few, k=LONG // 4))[:LONG]) == []


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
