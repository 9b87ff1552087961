"""What parts the cells of a table in text, as its first line says or its first row shows."""

import pytest

from domain.table_text import with_delimiter, without_said_delimiter


@pytest.mark.parametrize(
    ("text", "rows", "said"),
    [
        ("sep=;\na;b", "a;b", ";"),
        ("sep=\t\r\na\tb", "a\tb", "\t"),
        ("Sep=|,,,\ra|b", "a|b", "|"),
        ("sep=,", "", ","),
        ("sep=x\na;b", "sep=x\na;b", None),
        ("a;b\nsep=;\n", "a;b\nsep=;\n", None),
        ("", "", None),
    ],
)
def test_a_line_that_says_what_parts_cells_is_taken_off(text, rows, said):
    assert without_said_delimiter(text) == (rows, said)


@pytest.mark.parametrize(
    ("text", "mark"),
    [("a,b\n1;2;3", ","), ("\n a;b,c;d", ";"), ("a\tb", "\t"), ("sep=;\na,b,c", ";"), ("a", ","), ("", ",")],
)
def test_unsaid_the_first_row_shows_it(text, mark):
    assert with_delimiter(text)[1] == mark
