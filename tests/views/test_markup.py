"""Escaping: research text reaches the screen as the characters it is."""

import re
from html import unescape

from hypothesis import given
from hypothesis import strategies as st

from domain.text import TextSpan
from views import words
from views.markup import label, marked, table, with_words_marked


def seen(html):
    """Return what a reader sees of some HTML."""
    return unescape(re.sub(r"<[^>]*>", "", html))


@given(st.text(), st.text())
def test_marking_the_words_of_a_question_changes_no_character(text, query):
    assert seen(with_words_marked(text, query)) == text


@given(st.text(alphabet="<>&\"'abc ", min_size=1), st.data())
def test_marking_spans_changes_no_character(text, data):
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    html = marked(text, [(TextSpan(start=start, end=end), "tl-found", 'a "name"')])
    assert seen(html) == text
    assert html.count("<mark") == 1


def test_other_endings_of_a_word_are_marked_and_common_words_are_not():
    html = with_words_marked("She was waiting for the forms", "the form waits")
    assert re.findall(r"<mark[^>]*>([^<]*)</mark>", html) == ["waiting", "forms"]


def test_short_words_are_marked_in_their_other_forms():
    html = with_words_marked(
        "He died. When someone dies, what goes to those who die?", "What goes wrong when somebody dies"
    )
    assert re.findall(r"<mark[^>]*>([^<]*)</mark>", html) == ["died", "dies", "die"]


def test_markdown_in_a_label_shows_as_typed():
    assert label("a *b* [c](d) :red[e]") == r"a \*b\* \[c\]\(d\) \:red\[e\]"


def test_a_table_escapes_its_cells_and_says_what_is_not_known():
    html = table("Steps", ("Step", "Owner"), [("<b>1</b>", None)])
    assert "&lt;b&gt;1&lt;/b&gt;" in html
    assert "not known" in html


def test_dates_are_said_as_people_write_them():
    assert [words.date(value) for value in ("2025-03-01", "2025-03", "2025", None)] == [
        "1 March 2025",
        "March 2025",
        "2025",
        "date not recorded",
    ]
