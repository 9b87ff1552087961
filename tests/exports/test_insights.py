"""An insight and a digest as files: the exact words, both sides, what is not shown, and the marking."""

import io
from dataclasses import replace
from zipfile import ZipFile

import pytest
from docx import Document

from domain.access import Marking
from domain.evidence import Evidence
from domain.insights import Confidence
from domain.text import TextSpan
from domain.watches import Watch, WatchNews
from domain.written_insights import (
    Insight,
    InsightDeed,
    InsightEvidence,
    InsightState,
    InsightVersion,
    InsightWords,
    Reach,
    Recommendation,
    ShownInsight,
)
from exports.insight_docx import insight_document
from exports.insight_markdown import insight_markdown
from exports.watch_digest import digest_text

HOSTILE = '=1+1 <script>alert(1)</script> [x](javascript:y) # "quoted" \x07'
DAY = "2026-03-01"


def an_item(identifier, text, **fields):
    return Evidence(
        id=identifier, text=text, source_id="src_1", source="notes.md", locator="line 1",
        span=TextSpan(start=0, end=len(text)), ordinal=0, headings=(), study_id="st_1", study="Renewing",
        researched_by="Harbour Office", organisation="Harbour Office", organisations=("Harbour Office",), **fields,
    )  # fmt: skip


WORDS = InsightWords(
    claim=f"Claim {HOSTILE}",
    reasoning="First reason.\nSecond reason.",
    confidence=Confidence.STRONG,
    because="three studies",
    review_by="2026-06-30",
    recommendations=(Recommendation(what="Ask once", who="Harbour Office"), Recommendation(what="Say why")),
)
SHOWN = ShownInsight(
    insight=Insight(
        id="in_1",
        made_by="Asha Vale",
        made_at="2026-01-01T00:00:00+00:00",
        version=InsightVersion(
            nth=1,
            by="Asha Vale",
            at="2026-01-01T00:00:00+00:00",
            deed=InsightDeed.WRITTEN,
            as_of=1,
            said_in=1,
            state=InsightState.PUBLISHED,
            words=WORDS,
            reach=Reach(),
        ),
        evidence=InsightEvidence(supporting=("obs_1",), against=("obs_2",)),
        hidden=2,
        hidden_against=1,
        withdrawn=1,
        marking=Marking.OFFICIAL_SENSITIVE,
    ),
    supporting=(an_item("obs_1", f"They asked twice. {HOSTILE}", marking=Marking.OFFICIAL),),
    against=(an_item("obs_2", "Once was enough for me."),),
)
SAID_OF_THE_REST = (
    "Evidence was withdrawn: 1 observation that it rested on, gone since.",
    "2 more observations that you may not see support it.",
    "1 more observation that you may not see speaks against it.",
)


def text_of(content):
    document = Document(io.BytesIO(content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


def test_a_word_document_says_all_of_an_insight_with_its_marking_on_each_page():
    content = insight_document(SHOWN, made_on=DAY)
    said = text_of(content)
    for words in ("First reason.", "Once was enough for me.", "Ask once (Harbour Office)", "(nobody named yet)"):
        assert words in said
    assert "strong: three studies" in said and "30 June 2026" in said and "No peer has reviewed it." in said
    assert f"‘They asked twice. {HOSTILE[:-2]} ’" in said
    assert all(line in said for line in SAID_OF_THE_REST)
    section = Document(io.BytesIO(content)).sections[0]
    assert section.header.paragraphs[0].text == "OFFICIAL-SENSITIVE"
    assert content == insight_document(SHOWN, made_on=DAY)
    assert "Asha Vale" not in "".join(
        part.decode("utf-8", "replace")
        for part in map(ZipFile(io.BytesIO(content)).read, ZipFile(io.BytesIO(content)).namelist())
    )


def test_markdown_shows_every_sign_as_it_is_and_the_marking_at_both_ends():
    text = insight_markdown(SHOWN, made_on=DAY).decode()
    lines = text.splitlines()
    assert lines[0] == lines[-1] == "**OFFICIAL-SENSITIVE**"
    assert "<script" not in text.replace("\\<script", "") and "](javascript" not in text
    assert "\\<script\\>" in text and "> They asked twice\\." in text
    assert all(line in text for line in SAID_OF_THE_REST)
    bare = replace(SHOWN, supporting=(), against=(), insight=replace(SHOWN.insight, marking=None))
    said = insight_markdown(bare, made_on=DAY).decode()
    assert said.startswith("# Claim") and "No evidence in sight supports it." in said


@pytest.mark.parametrize("write", [lambda **said: text_of(insight_document(**said)), insight_markdown])
def test_a_file_says_how_far_an_insight_is_and_not_who_sees_it_where_it_came_from(write):
    said = write(shown=SHOWN, made_on=DAY)
    said = said if isinstance(said, str) else said.decode()
    assert "Published. No peer has reviewed it." in said and "seen by" not in said


def test_a_digest_quotes_what_is_new_and_names_what_is_not():
    watch = Watch(id="wt_1", query="letters", looked_at="2026-02-20T10:00:00+00:00")
    fresh = WatchNews(watch=watch, title=HOSTILE, fresh=SHOWN.supporting + SHOWN.against)
    quiet = WatchNews(watch=watch, title="quiet one")
    broken = WatchNews(watch=watch, title="broken one", problem="The index must be rebuilt.")
    text = digest_text([fresh, quiet, broken], made_on=DAY)
    assert "2 new observations since 20 February 2026." in text
    assert text.startswith("**OFFICIAL**") and "\\<script\\>" in text
    assert "- Search: quiet one" in text and "- Search: broken one: The index must be rebuilt\\." in text
    assert "You watch nothing yet." in digest_text([], made_on=DAY)
