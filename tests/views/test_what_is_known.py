"""What do we know? as a person meets it: how far, by whom, what stands beside, plans, ticks and the writer."""

import re
from dataclasses import replace
from types import SimpleNamespace

import pytest
import streamlit as st
from fake_evidence import a_pain_point, some_evidence

from domain.access import Marking
from domain.errors import WriterFailed
from domain.evidence import Kind, Standing
from domain.insights import Attempt, AttemptOutcome, Fit
from domain.search import Known
from domain.writing import CitedSentence, Summary

PAGE = "what_do_we_know"
SHOWN_MARKING = '<p class="tl-marking">'
PLAN = "# Plan\n\n## Research questions\n\n- Where is the certificate?\n- Zeppelin zoology?"


def said_on(test):
    kinds = ("title", "header", "markdown", "caption", "info", "warning", "error")
    said = [element.value for kind in kinds for element in getattr(test, kind)]
    said += [str(element.proto.body) for element in test.get("html")]
    said += [element.label for element in (*test.button, *test.checkbox, *test.expander)]
    said += [str(link.proto.label) for link in test.get("page_link")]
    return "\n".join(said).replace("\\", "")


@pytest.fixture
def offered(monkeypatch):
    """What each button for a file would give, by its key."""
    given = {}
    monkeypatch.setattr(st, "download_button", lambda label, data, **named: given.update({named["key"]: data}))
    return given


@pytest.fixture
def met(populated):
    """The use cases with a pain point about which something was tried, and against which something speaks."""
    items = some_evidence()
    glad = next(item for item in items if item.kind is Kind.POSITIVE)
    point = replace(
        a_pain_point(),
        against=(Fit(evidence=glad, organisation=glad.organisation, fit=0.9),),
        attempts=(Attempt(evidence=items[4], outcome=AttemptOutcome.WORKED),),
    )
    populated.points = [point]
    return populated


def test_the_first_line_says_how_far_by_how_many_and_from_when(open_page, populated):
    said = said_on(open_page(populated, PAGE, q="certificate"))
    assert ":material/check_circle: **Answered**: 3 quotations about 2 organisations from 2 studies, 2025." in said
    assert "Copy a link to this" in said and f"{PAGE}?q=certificate" in said


def test_beside_the_quotations_stand_pain_points_what_was_tried_and_what_speaks_against(open_page, met):
    said = said_on(open_page(met, PAGE, q="certificate"))
    for words in (
        "Pain points among these",
        "2 quotations here; in all 3 organisations, 3 studies · confidence moderate",
        "What speaks against it",
        "Speaks against “People tell the same thing again to each organisation”",
        "People were glad of one letter",
        "What was tried",
        "**It seems to have worked** · People tell the same thing again to each organisation",
        "Whom to ask",
        "Studies behind it",
        "sample of 9",
        "Who was not heard",
    ):
        assert words in said, words


def test_the_page_is_marked_as_what_is_taken_along_and_says_what_raises_it(open_page, met):
    met.points = [replace(met.points[0], marking=Marking.OFFICIAL_SENSITIVE)]
    said = said_on(open_page(met, PAGE, q="certificate"))
    assert said.count(SHOWN_MARKING) == 1
    assert "It is marked so for what is counted of “People tell the same thing again to each organisation”" in said


def test_quotations_come_before_what_stands_beside_them(open_page, met, monkeypatch):
    """What needs the pain points is asked for when the quotations are on their way already."""
    drawn = []
    monkeypatch.setattr("views.knowing.known_answer._show_quotations", lambda shown: drawn.append("quotations"))
    monkeypatch.setattr(met, "all_pain_points", lambda *a, **k: drawn.append("pain points") or met.points)
    open_page(met, PAGE, q="certificate")
    assert drawn == ["quotations", "pain points"]


def test_whom_it_is_about_and_when_stand_first_and_what_else_narrows_is_folded(open_page, populated):
    test = open_page(populated, PAGE)
    more = next(box for box in test.expander if box.label.startswith("More to narrow by"))
    folded = {each.key for each in (*more.multiselect, *more.selectbox, *more.text_input)}
    assert {f"{PAGE}-{name}" for name in ("patterns", "severities", "researched_by", "mode")} <= folded
    assert not {f"{PAGE}-{name}" for name in ("organisations", "services", "since", "until")} & folded


def test_nothing_found_names_the_nearest_study_and_whom_to_ask_where_filters_left_nothing(open_page, populated):
    test = open_page(populated, PAGE, q="certificate")
    test.multiselect(key=f"{PAGE}-organisations").set_value(["Calderwick City Council"]).run()
    said = said_on(test)
    assert "**Nothing plainly answers this within what your search is narrowed to.**" in said
    assert "The nearest study" in said
    assert "Without the filters, what comes nearest is told by “After a death: Brackenmere Registry”" in said
    assert "Whom to ask" in said


def test_what_only_comes_near_is_no_answer_and_stays_folded_until_asked_for(open_page, populated, offered):
    found = populated.search
    populated.search = lambda *a, **k: replace(found(*a, **k), known=Known.NOTHING)
    test = open_page(populated, PAGE, q="certificate")
    said = said_on(test)
    assert "**Nothing plainly answers this.**" in said and "nobody has added research" not in said
    assert "What comes nearest stands below: read it before you take it that nobody has looked into it." in said
    assert "Nothing found" not in said
    assert said.count("<blockquote>") == 1 and "Pain points among these" not in said
    written = offered["take-answer-md"]().decode()
    assert "Nothing found" in written and written.count("“She brought") == 1 and "I had to send" not in written
    test.toggle(key=f"{PAGE}-nearest-").set_value(True).run()
    assert said_on(test).count("<blockquote>") == 4


def test_a_pasted_plan_shows_each_question_with_how_far_it_is_answered(open_page, populated):
    test = open_page(populated, PAGE)
    test.text_area(key=f"{PAGE}-question").set_value(PLAN).run()
    said = said_on(test)
    assert "**2 questions in this plan:** 1 answered and 1 nothing found." in said
    labels = [box.label.replace("\\", "") for box in test.expander]
    assert ":material/check_circle: **Answered** · 1. Where is the certificate?" in labels
    assert ":material/search_off: **Nothing found** · 2. Zeppelin zoology?" in labels
    assert "<blockquote>" not in said, "an answer is drawn when its question is opened"
    assert "q" not in test.query_params, "a plan does not stand in the address"


def test_a_question_of_a_plan_opens_to_its_answer_and_its_place(open_page, populated):
    test = open_page(populated, PAGE)
    test.text_area(key=f"{PAGE}-question").set_value(PLAN).run()
    test.session_state[f"{PAGE}-question-1"] = True
    said = said_on(test.run())
    assert "In the plan: line 5, under “Research questions”" in said
    assert "She brought the <mark" in said


def test_a_plan_without_a_question_is_told_with_what_to_do(open_page, populated):
    test = open_page(populated, PAGE)
    test.text_area(key=f"{PAGE}-question").set_value("We visit the harbour.\n\nIn May.").run()
    assert "No question was found in this plan." in test.error[0].value.replace("\\", "")
    assert "question mark" in test.error[0].value


def test_a_plan_as_a_file_is_read_and_another_question_takes_it_out(open_page, populated):
    test = open_page(populated, PAGE, q="certificate")
    test.file_uploader(key=f"{PAGE}-plan-0").set_value(("plan.txt", PLAN.encode(), "text/plain")).run()
    assert "**2 questions in “plan.txt”:**" in said_on(test)
    test.text_area(key=f"{PAGE}-question").set_value("certificate again").run()
    assert "2 questions in" not in said_on(test)
    assert test.query_params["q"] == "certificate again"


def test_a_file_that_nobody_can_read_is_told(open_page, populated):
    test = open_page(populated, PAGE)
    test.file_uploader(key=f"{PAGE}-plan-0").set_value(("plan.docx", b"PK\x03\x04 broken", "text/plain")).run()
    assert "What to do" in test.error[0].value


def test_two_questions_in_one_line_are_a_plan(open_page, populated):
    test = open_page(populated, PAGE)
    test.text_area(key=f"{PAGE}-question").set_value("Where is the certificate? Zeppelin zoology?").run()
    assert "2 questions in this plan" in said_on(test)


def test_what_is_ticked_goes_along_and_nothing_else(open_page, populated, offered):
    test = open_page(populated, PAGE, q="certificate")
    test.checkbox(key=f"{PAGE}-tick--obs_2").check().run()
    assert "**1 quotation ticked.** Take along:" in said_on(test)
    written = offered["take-answer-md"]().decode()
    assert "I had to send the certificate again" in written.replace("\\", "")
    assert "She brought the certificate" not in written
    assert "chosen by whoever made this" in written.replace("\\", "")
    assert "answer as md" in populated.exports
    assert "obs_2" in populated.exported_observations["answer as md"]
    assert "obs_0" not in populated.exported_observations["answer as md"]


def test_without_a_tick_the_strongest_of_each_organisation_go_along(open_page, populated, offered):
    open_page(populated, PAGE, q="certificate")
    assert populated.exports == []
    for form in ("docx", "pptx", "md"):
        assert offered[f"take-answer-{form}"]()
    assert {"answer as docx", "answer as pptx", "answer as md"} <= set(populated.exports)
    assert {"obs_0", "obs_2"} <= set(populated.exported_observations["answer as docx"])
    assert populated.exported_studies["answer as docx"]


def test_text_to_paste_is_written_down_when_it_is_asked_for(open_page, populated):
    test = open_page(populated, PAGE, q="certificate")
    test.checkbox(key=f"{PAGE}-tick--obs_2").check().run()
    test.button(key=f"{PAGE}-copy").click().run()
    assert "“I had to send the certificate again although they already held it.”" in said_on(test)
    assert populated.exported_observations["answer as text"] == ["obs_2"]


PASTE = 'aria-label="Text to paste"'


def test_text_to_paste_is_of_what_is_shown_or_not_there(open_page, populated):
    test = open_page(populated, PAGE, q="certificate")
    test.button(key=f"{PAGE}-copy").click().run()
    assert "Answered: 3 quotations about 2 organisations" in said_on(test)
    assert PASTE in said_on(test.run()), "it stays while nothing changes"
    test.multiselect(key=f"{PAGE}-organisations").set_value(["Brackenmere Registry"]).run()
    assert PASTE not in said_on(test)
    test.button(key=f"{PAGE}-copy").click().run()
    pasted = said_on(test).partition(PASTE)[2]
    assert (
        "Narrowed by: Organisations it is about: Brackenmere Registry" in pasted
        and "Answered: 1 quotation about" in pasted
    )
    assert "I had to send" not in pasted


def test_text_to_paste_of_nothing_found_says_so(open_page, populated):
    found = populated.search
    populated.search = lambda *a, **k: replace(found(*a, **k), known=Known.NOTHING)
    test = open_page(populated, PAGE, q="certificate")
    test.button(key=f"{PAGE}-copy").click().run()
    assert "certificate\nNothing found." in said_on(test)


def test_another_question_unticks_everything(open_page, populated):
    test = open_page(populated, PAGE, q="certificate")
    test.checkbox(key=f"{PAGE}-tick--obs_2").check().run()
    test.text_area(key=f"{PAGE}-question").set_value("certificate again").run()
    assert "ticked" not in said_on(test)


# the writer


def a_writer(summary):
    def of(viewer, known):
        if isinstance(summary, Exception):
            raise summary
        return summary

    return SimpleNamespace(are_offered=True, of=of)


SUMMED_UP = Summary(
    by="small-model at example",
    sentences=(CitedSentence(text="People send <certificates> again.", cites=("obs_2",)),),
    dropped=(("It quotes.", 2),),
    sent=("obs_0", "obs_2"),
)


def test_without_a_writer_nothing_is_offered_and_with_one_nothing_is_sent_unasked(open_page, populated):
    assert "summed up" not in said_on(open_page(populated, PAGE, q="certificate"))
    populated.summaries = a_writer(AssertionError("asked without a press"))
    assert "Have it summed up" in said_on(open_page(populated, PAGE, q="certificate"))


def test_a_summary_is_set_apart_cites_and_counts_what_was_dropped(open_page, populated):
    populated.summaries = a_writer(SUMMED_UP)
    test = open_page(populated, PAGE, q="certificate")
    said = said_on(test.button(key=f"{PAGE}-summary-").click().run())
    assert "Written by small-model at example. Not evidence: quote the quotations." in said
    assert "People send &lt;certificates&gt; again. <span class='tl-quiet'>(quotation 2)</span>" in said
    assert "2 sentences that could not be verified were dropped: 2 × It quotes. It was told of 2 quotations." in said


def test_a_summary_never_goes_along_as_evidence(open_page, populated, offered):
    populated.summaries = a_writer(SUMMED_UP)
    open_page(populated, PAGE, q="certificate").button(key=f"{PAGE}-summary-").click().run()
    assert "People send" not in offered["take-answer-md"]().decode()


def test_a_writer_that_fails_is_told_beside_the_answer(open_page, populated):
    failed = WriterFailed("The writer does not answer in time.", where="THROUGHLINE_WRITER", remedy="Use a faster one.")
    populated.summaries = a_writer(failed)
    test = open_page(populated, PAGE, q="certificate")
    said = said_on(test.button(key=f"{PAGE}-summary-").click().run())
    assert "does not answer in time" in said and "She brought the" in said


def test_what_was_also_looked_for_is_said_in_small_and_marked(open_page, populated):
    populated.other_names = ("Registry *Office*", "office")
    test = open_page(populated, PAGE, q="certificate")
    assert "Also looked for: Registry *Office* and office" in said_on(test)
    populated.other_names = ("zebra",)
    assert "Also looked for: zebra" in said_on(open_page(populated, PAGE, q="Zeppelin zoology?"))


def test_beside_the_filters_stands_how_many_of_what_was_found_and_pressing_one_narrows(open_page, populated):
    test = open_page(populated, PAGE, q="certificate")
    labels = [button.label for button in test.button]
    name = test.button(key=f"{PAGE}-facet-organisation-{some_evidence()[0].organisation}").label
    assert name == f"{some_evidence()[0].organisation} · 1"
    assert "2025 · 3" in labels
    test.button(key=f"{PAGE}-facet-organisation-{some_evidence()[0].organisation}").click().run()
    assert populated.filters[-1].organisations == {some_evidence()[0].organisation}
    assert name not in [button.label for button in test.button]
    test.button(key=f"{PAGE}-facet-year-2025").click().run()
    assert (populated.filters[-1].since, populated.filters[-1].until) == ("2025", "2025")
    assert not [button.label for button in test.button if button.label.startswith("2025")]


def test_a_plan_and_a_question_without_answer_have_no_counts_beside_the_filters(open_page, populated):
    for asked in ("Zeppelin zoology?", None):
        test = open_page(populated, PAGE, **({"q": asked} if asked else {}))
        if asked is None:
            test.text_area(key=f"{PAGE}-question").set_value(PLAN).run()
        assert not [button for button in test.button if button.key and "-facet-" in button.key]


def test_a_question_pasted_with_control_characters_is_one_question_without_them(open_page, populated):
    test = open_page(populated, PAGE)
    test.text_area(key=f"{PAGE}-question").set_value("cert\x07ificate\x00 \x1bof birth").run()
    assert not test.exception and not test.error
    assert test.query_params["q"] == "certificate of birth"
    assert "**Answered**" in said_on(test)


def test_a_plan_pasted_with_other_ends_of_lines_is_taken_apart(open_page, populated):
    test = open_page(populated, PAGE)
    test.text_area(key=f"{PAGE}-question").set_value("Where is the certificate?\x0bZeppelin zoology?\x0c").run()
    assert not test.exception and not test.error
    assert "**2 questions in this plan:**" in said_on(test)


def numbers_on(test):
    return [int(number) for number in re.findall(r'aria-label="Result (\d+)"', said_on(test))]


@pytest.mark.parametrize("arranged", ["By organisation", "By study", "Best first"])
def test_quotations_are_numbered_as_they_stand_on_the_page(open_page, populated, monkeypatch, arranged):
    """A quotation that is not sure comes last in its organisation, however well it fits: it must not be number 1."""
    found = populated.search

    def prototype_first(*a, **k):
        said = found(*a, **k)
        first, *rest = said.results
        doubtful = replace(first, evidence=replace(first.evidence, standing=Standing.PROTOTYPE))
        own = replace(rest[0], evidence=replace(rest[0].evidence, organisation=first.evidence.organisation))
        return replace(said, results=(doubtful, own, *rest[1:]))

    populated.search = prototype_first
    test = open_page(populated, PAGE, q="certificate")
    test.segmented_control(key=f"{PAGE}-order").set_value(arranged).run()
    assert numbers_on(test) == [1, 2, 3]
    assert [box.label for box in test.checkbox if box.label.startswith("Take along")] == [
        "Take along 1", "Take along 2", "Take along 3",
    ]  # fmt: skip


def test_a_search_for_nothing_is_told_so(open_page, populated):
    test = open_page(populated, "what_do_we_know")
    assert not test.warning
    test.button(key="what_do_we_know-search").click().run()
    assert "Nothing is asked yet" in test.warning[0].value
