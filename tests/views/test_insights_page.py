"""Insights on screen: chosen beside quotations, written, read, published, taken back; and what is watched."""

from dataclasses import replace

import pytest
from test_pages import everything_said

from domain.access import LOCAL_VIEWER, Visibility
from domain.insights import Confidence
from domain.watches import Watch
from domain.written_insights import InsightEvidence, InsightState, Reach, Recommendation
from use_cases.knowing.insight_words import insight_words

WORDS = insight_words(
    claim="*People* give the same facts twice. <b>",
    reasoning="Two offices ask.\nNeither asks the other.",
    confidence=Confidence.STRONG,
    whom="Whoever renews",
    review_by="2020-01-31",
    recommendations=[("Ask once", "The registry"), ("Say why", "")],
)


@pytest.fixture
def chosen(populated):
    return InsightEvidence(supporting=(populated.items[0].id,), against=(populated.items[1].id,))


@pytest.fixture
def insight(populated, chosen):
    return populated.insights.write(LOCAL_VIEWER, WORDS, chosen)


def press(test, label):
    next(button for button in test.button if button.label == label).click()
    return test.run()


def by_label(elements, start):
    return next(element for element in elements if element.label.startswith(start))


def test_without_insights_the_page_says_how_one_begins(open_page, empty):
    test = open_page(empty, "insights")
    assert not test.exception
    assert "No insight is here yet." in everything_said(test)
    assert "Use in an insight" in everything_said(test)


def test_the_list_tells_state_confidence_and_the_review_date(open_page, populated, insight):
    said = everything_said(open_page(populated, "insights"))
    assert "\\*People\\* give the same facts twice" in said
    for word in ("Draft", "confidence: strong", "1 against", "overdue: look again by 31 January 2020"):
        assert word in said
    assert "<b>" not in said.replace("\\<b\\>", "")


def test_an_insight_is_read_whole(open_page, populated, insight):
    test = open_page(populated, "insights", insight=insight)
    assert not test.exception and not test.error
    said = everything_said(test)
    for words in (
        "Neither asks the other.", "Whoever renews", "Ask once", "nobody named yet", "No peer has reviewed it.",
        "Somebody should have looked by 31 January 2020",
        populated.items[0].text[:20], populated.items[1].text[:20],
    ):  # fmt: skip
        assert words in said, words
    assert len(test.title) == 1


def test_withdrawn_evidence_is_told(open_page, populated, insight):
    populated.repository.insights.withdrawn = 2
    said = everything_said(open_page(populated, "insights", insight=insight))
    assert said.count("Evidence was withdrawn: 2 observations") == 1


def test_an_address_that_names_none_says_so(open_page, populated):
    test = open_page(populated, "insights", insight="in_none")
    assert "There is no such insight" in test.error[0].value


def test_a_quotation_is_chosen_where_it_stands_and_an_insight_written_on_it(open_page, populated):
    test = open_page(populated, "what_do_we_know", q=populated.items[0].text.split()[0])
    test = press(test, "Use in an insight")
    assert "**1 quotation** chosen for an insight" in everything_said(test)
    assert any(button.label == "Chosen for an insight" for button in test.button)
    picked = list(test.session_state["chosen_evidence"])
    form = open_page(populated, "insights", write="new")
    form.session_state["chosen_evidence"] = picked
    form.run()
    by_label(form.text_area, "The claim").set_value("They ask twice.")
    by_label(form.selectbox, "Confidence").set_value(Confidence.WEAK)
    form = press(form, "Save")
    assert not form.error
    (kept,) = populated.insights.all(LOCAL_VIEWER)
    assert (kept.words.claim, kept.words.confidence) == ("They ask twice.", Confidence.WEAK)
    assert kept.evidence.supporting == tuple(picked)
    assert form.title[0].value == "They ask twice\\."
    assert form.session_state["chosen_evidence"] == []


@pytest.mark.parametrize(
    ("studies", "preset"),
    [(("Renewing",), Confidence.WEAK), (("Renewing",) * 3, Confidence.WEAK), (("A", "B"), Confidence.MODERATE)],
)
def test_confidence_begins_at_what_the_chosen_quotations_bear(open_page, populated, studies, preset):
    chosen = [replace(populated.items[0], id=f"obs_{n}", study=study) for n, study in enumerate(studies)]
    populated.evidence = lambda viewer, identifiers: chosen
    assert by_label(open_page(populated, "insights", write="new").selectbox, "Confidence").value is preset


def test_a_form_without_a_claim_says_what_is_missing_and_keeps_nothing(open_page, populated):
    form = press(open_page(populated, "insights", write="new"), "Save")
    assert "An insight makes a claim" in form.error[0].value
    assert populated.insights.all(LOCAL_VIEWER) == []


def test_a_change_keeps_what_was_said_and_moves_evidence_to_the_other_side(open_page, populated, insight, chosen):
    form = open_page(populated, "insights", write=insight)
    by_label(form.text_input, "For whom").set_value("Everyone")
    form.radio[0].set_value("contradicts")
    form = press(form, "Save")
    assert not form.error
    (kept,) = populated.insights.all(LOCAL_VIEWER)
    assert kept.words == replace(WORDS, whom="Everyone")
    assert kept.words.recommendations[0] == Recommendation(what="Ask once", who="The registry")
    assert kept.evidence == InsightEvidence(against=(*chosen.supporting, *chosen.against))


def test_it_is_published_and_that_is_taken_back(open_page, populated, insight):
    test = open_page(populated, "insights", insight=insight)
    by_label(test.selectbox, "Who may see it").set_value(Visibility.OPEN)
    test = press(test, "Publish")
    assert "Published: seen by everyone at this machine." in everything_said(test)
    test = press(test, "Take back: published")
    assert "Draft: seen by everyone at this machine." in everything_said(test)
    assert "whoever wrote it alone" not in everything_said(test)
    assert [version.deed.value for version in populated.insights.versions(LOCAL_VIEWER, insight)] == [
        "written", "published", "taken back",
    ]  # fmt: skip


def test_a_quotation_says_in_how_many_insights_it_stands(open_page, populated, insight, chosen):
    word = populated.items[0].text.split()[0]
    assert "In 1 insight" in everything_said(open_page(populated, "what_do_we_know", q=word))
    populated.insights.write(LOCAL_VIEWER, WORDS, chosen)
    assert "In 2 insights" in everything_said(open_page(populated, "what_do_we_know", q=word))
    both = everything_said(open_page(populated, "insights", observation=chosen.supporting[0]))
    assert "Only those in which one quotation stands." in both


def test_home_lists_what_is_overdue_until_it_is_superseded(open_page, populated, insight, chosen):
    assert "Insights to look at again" in everything_said(open_page(populated, "home"))
    later = populated.insights.write(LOCAL_VIEWER, replace(WORDS, review_by=None), chosen)
    for each in (insight, later):
        populated.insights.publish(LOCAL_VIEWER, each, Reach(visibility=Visibility.OPEN))
    populated.insights.supersede(LOCAL_VIEWER, insight, later)
    assert "Insights to look at again" not in everything_said(open_page(populated, "home"))
    said = everything_said(open_page(populated, "insights", insight=insight))
    assert InsightState.SUPERSEDED.value.title() in said and "In its place stands" in said


def test_a_search_is_watched_and_no_more(open_page, populated):
    test = press(open_page(populated, "what_do_we_know", q="form"), "Watch this")
    (watch,) = populated.repository.watches.kept
    assert watch.query == "form"
    press(test, "You watch this: stop")
    assert populated.repository.watches.kept == []


def test_home_tells_what_is_new_in_a_watched_pain_point_until_it_was_seen(open_page, populated):
    point = populated.points[0]
    populated.repository.watches.kept = [
        Watch(id="wt_1", pain_point=point.id, made_at="2025-01-01", looked_at="2025-01-01T00:00:00+00:00")
    ]
    populated.repository.fresh = frozenset({point.evidence[0].evidence.id})
    test = open_page(populated, "home")
    said = everything_said(test)
    assert "What you watch" in said and "1 new observation since 1 January 2025" in said
    assert point.evidence[0].evidence.text[:20] in said
    test = press(test, "Seen")
    assert "1 new observation since" not in everything_said(test)
    test = press(test, "Stop watching")
    assert "What you watch" not in everything_said(test)
