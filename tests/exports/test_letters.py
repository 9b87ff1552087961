"""How many rows words take, against the widths of the letters themselves."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reportlab.lib.utils import simpleSplit

from exports import letters

SENTENCE = (
    "The harbour office sends every family the same long form, and nobody at the quay can say which of the two "
    "versions is the one that counts this year."
)


@given(st.lists(st.text("abcdefghijWMil,.'", min_size=1, max_size=12), min_size=1, max_size=30), st.integers(12, 60))
def test_no_row_is_missing_that_arial_needs(words, room):
    text = " ".join(words)
    for is_bold, font in ((False, "Helvetica"), (True, "Helvetica-Bold")):
        assert letters.rows(text, room, is_bold=is_bold) >= len(simpleSplit(text, font, 1, room))


@pytest.mark.parametrize("room", [12, 20, 33, 50])
def test_a_sentence_is_not_said_to_need_many_more_rows_than_it_does(room):
    needed = len(simpleSplit(SENTENCE, "Helvetica", 1, room))
    assert needed <= letters.rows(SENTENCE, room) <= needed + 1


def test_narrow_letters_take_less_than_wide_ones_and_bold_ones_more():
    assert letters.rows("i" * 40, 12) < letters.rows("W" * 40, 12)
    assert letters.rows("o" * 200, 10) < letters.rows("o" * 200, 10, is_bold=True)


def test_letters_that_arial_lacks_and_line_ends_are_counted():
    assert letters.rows("港" * 30, 10) == 4
    assert letters.rows("ŵ" * 30, 10) == letters.rows("w" * 30, 10)
    assert letters.rows("a\nb\n", 10) == 3
    assert letters.rows("", 10) == 1


@pytest.mark.parametrize(
    ("text", "leftwards"),
    [
        ("“يجب على كل أسرة”", True),
        ("המשפחה", True),
        ("5. מילאה", True),
        ("مكتب · Port Office", False),
        ("12 · –", False),
    ],
)
def test_a_text_runs_as_most_of_its_letters_do(text, leftwards):
    assert letters.runs_leftwards(text) is leftwards
