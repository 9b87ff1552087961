"""Web pages: what a browser shows is read, what it hides is told."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.errors import UnreadableSource
from domain.evidence import Passage, PassageRole, Refusal, SourceFile
from ingest.reading import read_passages

# Every organisation and person here is fictional.
PAGE = """<!DOCTYPE html><html><head><title>Ferry passes</title><script>let a = "never said";</script></head><body>
<nav><ul><li><a href="/">Home</a></li><li>Contact us today</li></ul></nav>
<h1>What we heard</h1>
<p>The caf&eacute;&rsquo;s till <b>fails</b> on
Mondays. They told us:</p>
<ul><li>the letter is late<ul><li>and the reminder too</li></ul></li><li>nobody rings back</li></ul>
<table><caption>Steps</caption><tr><th>Step</th><th>Trouble</th></tr>
<tr><td>Pay</td><td>The card fails<table><tr><td>on the</td><td>night boat</td></tr></table></td></tr></table>
<p><strong>Key finding</strong></p><p>One line<br>and another</p>
<p hidden>Not for readers</p><p style="display:none">Nor is this</p><p>Kept <del>struck out</del> words stay</p>
<dl><dt>Fee</dt><dd>It is far too high</dd></dl><p>They asked <q>why us</q>.</p>
<img src="quay.png" alt="A queue at the quay"><!-- ask Rhoda about this -->
<noscript>Switch scripts on</noscript><footer>Printed by the Ferry Office</footer></body></html>"""


def read(content: str | bytes, name: str = "page.html") -> tuple[list[Passage], list[Refusal]]:
    return read_passages(SourceFile(name=name, content=content.encode() if isinstance(content, str) else content))


def body(content: str | bytes) -> dict[str, tuple[str, ...]]:
    return {p.text: p.headings for p in read(content)[0] if p.role is PassageRole.BODY}


def test_a_page_is_read_under_its_headings_lists_and_tables():
    top = ("Ferry passes", "What we heard")
    assert body(PAGE) == {
        "The café’s till fails on Mondays.": top,
        "the letter is late": (*top, "They told us:"),
        "and the reminder too": (*top, "They told us:"),
        "nobody rings back": (*top, "They told us:"),
        "Pay – The card fails": (*top, "Step – Trouble"),
        "on the – night boat": top,
        "One line\nand another": (*top, "Key finding"),
        "Kept words stay": (*top, "Key finding"),
        "It is far too high": (*top, "Key finding", "Fee"),
        "They asked “why us”.": (*top, "Key finding"),
    }


def test_menus_foot_lines_and_pictures_are_context():
    context = [p.text for p in read(PAGE)[0] if p.role is PassageRole.CAPTION]
    assert context == ["Home", "Contact us today", "Steps", "A queue at the quay", "Printed by the Ferry Office"]


def test_what_the_page_does_not_show_is_refused_once_for_each_sort():
    refusals = read(PAGE)[1]
    assert [(r.where, r.reason.partition(",")[0]) for r in refusals] == [
        ("line 1", "a script"),
        ("line 10 and 1 more", "a hidden part"),
        ("line 10", "words struck out as deleted"),
        ("line 12", "hidden comment"),
        ("line 13", "a part for browsers without scripts"),
    ]
    assert "Rhoda" not in str(refusals) and all(r.remedy for r in refusals)


@pytest.mark.parametrize(
    "page",
    [
        "<html><meta charset=windows-1252><p>The café’s till</p>".encode("cp1252"),
        '<html><meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1"><p>The café’s till</p>'.encode(
            "cp1252"
        ),
        "<html><p>The café’s till</p>".encode("cp1252"),
        "<html><p>The café’s till</p>".encode("utf-16"),
        "<html><meta charset=windows-1252><p>The café’s till</p>".encode(),
        "<?xml version='1.0' encoding='utf-8'?><html><p>The café’s till</p></html>".encode(),
    ],
)
def test_a_page_is_read_in_its_encoding_whatever_it_says(page: bytes):
    assert list(body(page)) == ["The café’s till"]


def test_a_table_that_only_arranges_a_page_does_not_join_what_stands_in_it():
    page = (
        "<html><table><tr><td><h2>Left</h2><p>One thing here</p><p>Two here</p></td><td><p>Three</p></td></tr></table>"
    )
    assert body(page) == {"One thing here": ("Left",), "Two here": ("Left",), "Three": ("Left",)}


def test_a_page_too_deep_to_be_read_whole_is_refused_with_advice():
    with pytest.raises(UnreadableSource, match="to its end") as caught:
        read("<html>" + "<div>" * 2_000 + "The boat was late.")
    assert "docx" in caught.value.remedy and "late" not in str(caught.value)


def test_declared_entities_are_not_expanded():
    page = '<!DOCTYPE html [<!ENTITY a "aaaaaaaa"><!ENTITY b "&a;&a;&a;">]><html><p>Some words &b; here</p>'
    assert "aaaa" not in "".join(body(page))


TAGS = [
    "<p>",
    "</p>",
    "<ul><li>",
    "<table><tr><td>",
    "</td><td>",
    "</table>",
    "<b>",
    "<del>",
    "<h2>",
    "<br>",
    "<script>",
]


@settings(max_examples=60)
@given(st.lists(st.sampled_from([*TAGS, "word", " ", "<!--", "-->", "&amp;", "<"]), max_size=30))
def test_any_page_is_read_or_refused_with_a_remedy(parts: list[str]):
    try:
        passages, refusals = read("<html><p>Begin here</p>" + "".join(parts))
    except UnreadableSource as error:
        assert error.remedy
        return
    assert passages[0].text.startswith("Begin here") and all(r.remedy for r in refusals)


@pytest.mark.notes
def test_a_page_of_another_hand_is_read_without_its_scripts(shared_data: Path):
    passages, refusals = read((shared_data / "specimens/text/example-with-scripts.html").read_bytes())
    text = " ".join(p.text for p in passages)
    assert len(text.split()) > 3_000 and not any(mark in text for mark in ("function", "{", "<", "jQuery"))
    assert {r.reason.partition(",")[0] for r in refusals} >= {"a script", "a style sheet", "hidden comment"}
    german = (shared_data / "specimens/text/fake-html-cp1252.html").read_bytes()
    assert any("schöne" in text and "15,50 €" in text for text in body(german))
