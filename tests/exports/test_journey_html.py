"""A journey as one page of HTML."""

import itertools
import re
from collections import Counter
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from domain.evidence import Kind
from domain.gap_groups import gap_groups
from domain.journeys import Branch, StepPainPoint
from exports.journey_html import JourneyPage, journey_html
from journey_maps.drawing.links import Links
from journey_maps.drawing.swimlanes import Manner, draw_pages, draw_svg
from journey_maps.network.gap_list import gaps_of
from tests.drawn_journeys import a_full_journey, what_passes_across, what_passes_within
from tests.planted_journeys import a_guessed_step, a_journey, a_long_journey, a_step, an_observation

VOID = {"meta", "br", "hr", "img", "link"}
FULL = a_full_journey()
SAID_OF_SOME_STEP = (
    "21 days", "365 days", "not everyone does this", "done instead of the step before it", "1 thing", "3 frustrated",
    "seen in a prototype only", "Living afloat", "harbour-visit.md, line 3", "face to face",
)  # fmt: skip


class Read(HTMLParser):
    """What a page holds; raises AssertionError where an element is not closed in its place."""

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.open, self.tags, self.headings, self.ids, self.hrefs, self.words = [], Counter(), [], [], [], ""
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag, attributes):
        told = dict(attributes)
        self.tags[tag] += 1
        self.ids += [told["id"]] if "id" in told else []
        self.hrefs += [told["href"]] if "href" in told else []
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attributes):
        self.handle_starttag(tag, attributes)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if not {"svg", "style"} & set(self.open):
            self.words += data + " "


def page_of(journey, **fields):
    drawing = draw_svg(journey, Manner(theme="auto", links=Links.PAGE, prefix="map-"))
    sheets = tuple(draw_pages(journey, Manner(prefix="sheet-")))
    return journey_html(JourneyPage(journey=journey, drawing=drawing, sheets=sheets, **fields))


@pytest.mark.parametrize(
    "journey",
    [a_journey(), FULL, a_long_journey(40, 12), a_journey([], gaps=()), what_passes_within(), what_passes_across()],
)
def test_a_page_is_well_formed_and_its_references_lead_somewhere(journey):
    read = Read(page_of(journey))
    assert len(read.ids) == len(set(read.ids))
    assert {href for href in read.hrefs if href.startswith("#")} <= {f"#{name}" for name in read.ids}
    assert all(href.startswith("#") for href in read.hrefs)


def test_headings_go_down_one_at_a_time_and_there_is_one_title():
    levels = Read(
        page_of(FULL, feelings={"s1": "1 frustrated"}, changes=("Steps and hand-overs are the same.",))
    ).headings
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))


def test_every_table_has_a_caption_and_the_page_a_language_and_a_way_past_the_start():
    text = page_of(FULL)
    read = Read(text)
    assert read.tags["caption"] == read.tags["table"] == 3
    assert '<html lang="en-GB">' in text
    assert '<a class="skip" href="#journey">' in text


def test_the_page_says_in_words_all_that_the_map_shows():
    words = Read(page_of(FULL, attempts={"s4": 1}, feelings={"s8": "3 frustrated"})).words
    for step in FULL.steps:
        assert step.step in words
        assert all(point.title in words for point in step.pain_points)
        assert all(placed.evidence.text in words for placed in step.evidence)
        assert all(system in words for system in step.systems)
    for item in FULL.hand_overs:
        told = (item.giver, item.taker, item.identifier, item.legal_basis, item.controller, item.trouble,
                item.giver_owner, item.taker_owner, item.gap.value if item.gap else None)  # fmt: skip
        assert all(each in words for each in told if each)
    assert all(gap in words for gap in FULL.gaps)
    for said in SAID_OF_SOME_STEP:
        assert said in words


def test_what_passes_within_a_step_is_told_at_the_step_and_among_the_hand_overs():
    words = Read(page_of(what_passes_within())).words
    assert "Within step 3: Survey inbox → Survey Book: data, re-keyed (no data link)" in words
    assert "within 3 Survey inbox Survey Book" in " ".join(words.split())


def test_what_passes_across_is_told_at_both_steps_and_among_the_hand_overs():
    words = Read(page_of(what_passes_across(pairs=[(12, 1)]))).words
    told = "From step 13 to step 2: Port Ledger → Berth Book: the case, re-keyed"
    plain = " ".join(words.split())
    assert f"Hands over to another step {told}" in plain and f"Is handed over from another step {told}" in plain
    assert "13 to 2 Port Ledger Berth Book" in plain


def test_the_two_ways_after_a_step_are_told_by_their_numbers():
    journey = a_journey()
    [crossing] = journey.hand_overs
    ways = (*journey.steps[:2], replace(journey.steps[2], branch=Branch.OR))
    both = replace(journey, steps=ways, hand_overs=(crossing, replace(crossing, to_step=3, taker="Berth Desk")))
    plain = " ".join(Read(page_of(both)).words.split())
    assert "Hands over to step 2: Harbour Permit Office → Hull Survey Agency: data" in plain
    assert "to step 3: Harbour Permit Office → Berth Desk: data" in plain


def test_a_step_without_evidence_says_that_it_is_assumed():
    words = Read(page_of(a_journey([a_step(1)]))).words
    assert "Assumed: no evidence stands on this step. Look for some in the Journey room" in words


def test_a_step_of_which_nobody_said_who_does_it_says_so():
    assert "Who Not known" in " ".join(
        Read(page_of(a_journey([a_step(1)], actor=""))).words.partition("Each step")[2].split()
    )


def test_a_step_with_only_guesses_is_counted_apart_and_the_page_says_what_its_dashed_edge_means():
    words = Read(page_of(a_journey([a_step(1), a_guessed_step(2)]))).words
    assert "2, of which 1 assumed and 1 with only guesses" in words
    assert "A dashed step is assumed, or only guesses stand on it." in words


def test_the_strongest_quotations_of_a_kind_stand_and_the_others_unfold_but_all_are_printed():
    told = [an_observation(n, f"Trouble number {n}.", Kind.PAIN_POINT) for n in range(18)]
    text = page_of(a_journey([a_step(1, evidence=told)]))
    open_part, _, folded = text.partition("<details>")
    assert "<summary>Show 14 more</summary>" in folded and "What goes wrong (18)" in open_part
    assert sum(f"Trouble number {n}." in open_part for n in range(18)) == 4
    assert sum(f"Trouble number {n}." in folded for n in range(18)) == 14
    assert "details::details-content{content-visibility:visible" in text.partition("@media print")[2]


def test_nothing_that_is_said_becomes_part_of_the_page():
    hostile = '"><script>alert(1)</script><b>\x00'
    told = [an_observation(1, hostile, source=hostile, study=hostile, organisation=hostile)]
    step = a_step(
        1, hostile, stage=hostile, organisation=hostile, service=hostile, systems=(hostile,), owner=hostile,
        note=hostile, touchpoints=(hostile,), actor=hostile, evidence=told,
        pain_points=(StepPainPoint(id=hostile, title=hostile, observation_ids=()),),
    )  # fmt: skip
    journey = a_journey([step], title=hostile, actor=hostile, gaps=(hostile,))
    read = Read(page_of(journey, feelings={"s1": hostile}, changes=(hostile,)))
    assert not {"script", "b"} & set(read.tags)
    assert read.words.count("<script>alert(1)</script>") > 12


def test_the_page_has_no_script_and_fetches_nothing():
    text = page_of(FULL)
    assert "<script" not in text
    assert "default-src 'none'" in text
    assert not re.findall(r"""(?:src|href)=["'](?:https?:)?//|url\(\s*["']?http|@import""", text)


def test_paper_gets_sheets_of_its_own_and_the_screen_the_wide_map():
    text = page_of(FULL)
    assert text.count("<svg ") == 1 + len(draw_pages(FULL))
    printed = text.partition("@media print{")[2]
    assert "@page{size:A3 landscape" in printed and "#each-step,#hand-overs{columns:3" in printed


def test_the_marking_stands_at_head_and_foot_also_of_what_is_compared():
    assert Read(page_of(FULL)).words.count("OFFICIAL") == 2
    unmarked = a_journey()
    assert "OFFICIAL" not in Read(page_of(unmarked)).words
    assert Read(page_of(unmarked, as_is=FULL)).words.count("OFFICIAL") == 2


def test_what_is_missing_is_counted_and_put_together_before_it_stands_in_the_order_of_steps():
    journey = what_passes_across()
    groups = tuple(gap_groups(gaps_of([journey])))
    words = " ".join(Read(page_of(journey, gaps=groups)).words.split())
    missing = words[words.rindex("What is missing") :]
    assert len(groups) > 1 and journey.gaps
    told = [f"{group.to_do}. {group.title}" for group in groups]
    places = [missing.index(line) for line in (f"{len(groups)} things to see to", *told, *journey.gaps)]
    assert places == sorted(places)
