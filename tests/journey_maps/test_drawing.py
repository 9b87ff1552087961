"""The swimlane map as SVG."""

import re
from dataclasses import replace
from itertools import combinations, pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from domain.errors import InvalidRequest
from domain.evidence import Kind
from domain.journey_table import NOT_KNOWN, journey_table
from domain.journeys import Branch, StepPainPoint
from journey_maps.comparing import compare
from journey_maps.drawing.beside import feelings_said
from journey_maps.drawing.boxes import Box
from journey_maps.drawing.layout import Page, Shown, lay_out, pages_of
from journey_maps.drawing.lettering import BOLD, clip, text_width, wrap
from journey_maps.drawing.links import Links
from journey_maps.drawing.measures import LARGE, STANDARD
from journey_maps.drawing.palette import THEMES, palette
from journey_maps.drawing.sheets import A3_RATIO, a3_sheets
from journey_maps.drawing.swimlanes import Manner, described, draw_pages, draw_svg
from tests.drawn_journeys import a_full_journey, what_it_might_be, what_passes_across, what_passes_within
from tests.planted_journeys import a_guessed_step, a_journey, a_long_journey, a_step, an_observation

GOLDEN = Path(__file__).with_name("mooring_a_boat.svg")
SVG = "{http://www.w3.org/2000/svg}"
FULL = a_full_journey()


def drawn(journey, manner=None, **options):
    return etree.fromstring(draw_svg(journey, manner, **options).encode())


def words_in(tree):
    return ["".join(text.itertext()) for text in tree.iter(f"{SVG}text")]


def titles_in(tree):
    return [title.text for title in tree.iter(f"{SVG}title")]


def card(tree, order):
    [found] = [each for each in tree.iter() if (each.get("id") or "").endswith(f"card-{order}")]
    return found


def test_the_drawing_of_a_small_journey_is_as_it_was():
    assert draw_svg(a_journey()) == GOLDEN.read_text(encoding="utf-8")


def test_each_step_is_a_card_with_its_counts():
    tree = drawn(a_journey())
    assert {"2 quotations", "1 pain point: Letters are", "retyped", "post"} <= set(words_in(card(tree, 1)))
    assert "assumed" in card(tree, 3).get("class")
    assert "assumed" not in card(tree, 1).get("class")
    assert not list(tree.iter(f"{SVG}a"))


def test_a_step_with_only_guesses_is_dashed_as_one_that_is_assumed_and_legend_and_words_say_so():
    guessed, bare, told = a_guessed_step(1), a_step(2), a_step(3, evidence=[an_observation(3)])
    tree = drawn(a_journey([guessed, bare, told]))
    assert ["assumed" in card(tree, order).get("class") for order in (1, 2, 3)] == [True, True, False]
    said = " ".join(words_in(tree))
    assert "assumed step, or one with only guesses: ask someone who knows" in said
    assert "step that evidence tells of" in said
    described_as = tree.findtext(f"{SVG}desc")
    assert "Ask for a berth, organisation not known, only guesses. " in described_as
    assert "Moor the boat, organisation not known, assumed. " in described_as
    alone = " ".join(words_in(drawn(a_journey([guessed]))))
    assert "step with only guesses: ask someone who knows" in alone and "evidence tells of" not in alone


def test_needs_and_attempts_are_counted_too():
    tree = drawn(FULL, Manner(attempts={"s8": 2}))
    assert {"5 quotations", "1 pain point: The survey", "1 need", "2 attempts"} <= set(words_in(card(tree, 8)))


def test_cards_and_hand_overs_lead_to_their_places_on_the_page_that_holds_the_drawing():
    tree = drawn(a_journey(), Manner(links=Links.PAGE))
    assert [link.get("href") for link in tree.iter(f"{SVG}a")] == ["#step-1", "#step-2", "#step-3", "#hand-over-1-2"]


def test_marks_lead_to_the_app_and_a_pain_point_to_its_own_page():
    hostile = replace(a_journey(), id='jn"><script>&x=1')
    hrefs = [link.get("href") for link in drawn(hostile, Manner(links=Links.APP)).iter(f"{SVG}a")]
    assert hrefs[:2] == ["?journey=jn%22%3E%3Cscript%3E%26x%3D1&step=1", "pain_points?pain_point=pp_1"]


def test_no_link_lies_within_a_link_and_each_has_a_name():
    tree = drawn(FULL, Manner(links=Links.APP))
    links = list(tree.iter(f"{SVG}a"))
    assert len(links) > len(FULL.steps)
    assert all(link.get("aria-label") and not list(link.iterdescendants(f"{SVG}a")) for link in links)


def test_a_pain_point_told_in_its_own_words_alone_has_no_page():
    own = StepPainPoint(id="obs_001", title="x", observation_ids=("obs_001",))
    step = a_step(1, evidence=[an_observation(1)], pain_points=(own,))
    hrefs = [link.get("href") for link in drawn(a_journey([step]), Manner(links=Links.APP)).iter(f"{SVG}a")]
    assert hrefs == ["?journey=jn_1&step=1"]


def test_lanes_are_organisations_in_order_and_the_unknown_one_is_last():
    layout = lay_out(a_journey())
    assert [lane.text for lane in layout.lanes] == ["Harbour Permit Office", "Hull Survey Agency", NOT_KNOWN]
    for card in layout.cards:
        lane = next(lane for lane in layout.lanes if lane.text == (card.step.organisation or NOT_KNOWN))
        assert lane.box.y < card.box.y < card.box.bottom < lane.box.bottom


def test_a_hand_over_says_what_how_and_what_is_missing():
    words = words_in(drawn(a_journey()))
    assert {"data, re-keyed", "no data link", "A"} <= set(words)


def test_the_journey_is_told_in_words_for_who_does_not_see_it():
    tree = drawn(a_journey())
    assert tree.findtext(f"{SVG}title") == "Mooring a boat"
    told = tree.findtext(f"{SVG}desc")
    assert "Step 1, Apply: Ask for a permit, Harbour Permit Office" in told
    assert "Hand-over after step 1: Harbour Permit Office → Hull Survey Agency: data, re-keyed (no data link)" in told
    [crossing] = a_journey().hand_overs
    both = replace(a_journey(), hand_overs=(crossing, replace(crossing, to_step=3)))
    told = drawn(both).findtext(f"{SVG}desc")
    assert "Hand-over from step 1 to step 2: " in told and "Hand-over from step 1 to step 3: " in told


def test_lanes_are_actors_when_asked_and_cards_then_name_organisations():
    layout = lay_out(FULL, Shown(told=Manner(by_actor=True).told()))
    assert [lane.text for lane in layout.lanes] == ["Someone who means to live on a boat", "Fire safety officer"]
    [fire] = [each for each in layout.cards if each.step.order == 7]
    assert "Coastal Fire Service" in fire.extras


def test_what_is_done_instead_or_as_well_stands_in_one_column_and_is_marked():
    layout = lay_out(FULL)
    found = {each.step.order: each for each in layout.cards}
    assert found[5].column == found[6].column == found[7].column == found[4].column + 1
    assert [tab.words for tab in found[6].tabs] == ["or", "after 40 days"]
    assert [tab.words for tab in found[15].tabs] == ["and", "optional"]
    ways = {(each.giver.order, each.taker.order) for each in layout.arrows}
    assert {(4, 5), (4, 6), (4, 7), (5, 8), (6, 8), (7, 8)} <= ways
    assert not {(5, 6), (6, 7)} & ways


def test_a_branch_in_another_stage_has_a_column_of_its_own():
    steps = [a_step(1), a_step(2, branch=Branch.OR), a_step(3, branch=Branch.OR, stage="Later")]
    assert [each.column for each in lay_out(a_journey(steps)).cards] == [0, 0, 1]


def test_a_lane_is_as_high_as_the_cards_in_each_of_its_rows_ask_for():
    long = "Wait at the quay until the harbour has read the long form again"
    steps = [a_step(1, long, organisation="Trust"), a_step(2, "Ring", organisation="Trust", branch=Branch.OR),
             a_step(3, "Pay", organisation="Port Office")]  # fmt: skip
    layout = lay_out(a_journey(steps))
    first, second, third = (each.box.height for each in layout.cards)
    assert first > second == third
    trust, port = (lane.box.height for lane in layout.lanes)
    assert trust - first - second < port - third + 40


def test_waits_stand_on_arrows():
    layout = lay_out(FULL)
    waits = [label.told for label in layout.labels if not label.letter]
    assert waits == ["A wait of 21 days before step 4", "A wait of 63 days before step 9"]
    assert {"21 days", "63 days", "after 365 days"} <= set(words_in(drawn(FULL)))


def test_a_gap_is_said_in_words_and_in_the_colour_of_warning():
    tree = drawn(FULL)
    warned = {text.text for text in tree.iter(f"{SVG}text") if "gap-text" in (text.get("class") or "")}
    assert {"no owner", "broken link", "not known if allowed"} <= warned


def test_a_note_says_what_is_known_of_a_hand_over():
    words = " ".join(words_in(drawn(FULL)))
    assert "Known by: hull number" in words
    assert "Trouble: The form has no place" in words
    assert "Owners: Station officer, Head of" in words
    assert "Allowed by: Northmoor Harbour Order," in words


def test_what_passes_within_a_step_is_a_loop_below_its_card_with_its_note():
    journey = what_passes_within()
    layout = lay_out(journey)
    rounds = [arrow for arrow in layout.arrows if arrow.is_loop]
    assert [arrow.giver.order for arrow in rounds] == [1, 3, 3, 16, 16, 16]
    cards = {each.step.id: each.box for each in layout.cards}
    for arrow in rounds:
        box = cards[arrow.giver.id]
        assert all(box.x < x < box.right and y >= box.bottom for x, y in arrow.points)
    assert len(layout.rows.notes) == len(journey.hand_overs)
    tree = drawn(journey)
    assert "Hand-over within step 3: Survey inbox → Survey Book: data, re-keyed (no data link)" in described(journey)
    assert "hand-over within a step" in words_in(tree)
    assert "hand-over within a step" not in words_in(drawn(FULL))


ACROSS = what_passes_across(pairs=[(0, 7), (12, 1), (4, 15)])


def test_what_passes_across_is_a_dashed_way_from_card_to_card_below_the_lanes_with_label_and_note():
    layout = lay_out(ACROSS)
    ways = {(each.giver.order, each.taker.order): each for each in layout.arrows if each.is_reach}
    assert set(ways) == {(1, 8), (13, 2), (5, 16)}
    cards = {each.step.order: each.box for each in layout.cards}
    for (giver, taker), way in ways.items():
        assert way.points[0][0] == cards[giver].right and cards[giver].y < way.points[0][1] < cards[giver].bottom
        assert way.points[-1][0] == cards[taker].x - 2 and cards[taker].y < way.points[-1][1] < cards[taker].bottom
        assert max(y for _, y in way.points) > max(lane.box.bottom for lane in layout.lanes)
    assert {way.letter for way in ways.values()} <= {note.letter for note in layout.rows.notes}
    tree = drawn(ACROSS)
    assert len([path for path in tree.iter(f"{SVG}path") if path.get("class") == "reach"]) == len(ways) + 1
    assert "hand-over to a step further on, or back" in words_in(tree)
    assert (
        "From step 13 to step 2: Survey Diary → Council Tax System: not known how (not known if allowed)"
        in titles_in(tree)
    )
    assert "From step 5 to step 16: from Harbour" in " ".join(words_in(tree))
    assert {"to 8: case, re-keyed", "to 2: not known how"} <= set(words_in(tree))


def test_what_passes_across_is_told_in_words_for_who_does_not_see_it():
    told = drawn(ACROSS).findtext(f"{SVG}desc")
    assert "Hand-over from step 13 to step 2: Survey Diary → Council Tax System" in told
    assert "Hand-over after step 2: Northmoor Waterways Trust" in told


def test_what_passes_across_pages_leaves_one_and_arrives_on_the_other_under_one_letter():
    pages = [Page(start=0, end=2, nth=1, of=3), Page(start=2, end=4, nth=2, of=3), Page(start=4, end=14, nth=3, of=3)]
    first, second, third = ([each for each in lay_out(ACROSS, page=page).arrows if each.is_reach] for page in pages)
    assert [(each.open_start, each.open_end) for each in first] == [(False, True), (True, False)]
    assert second == []
    assert {(each.giver.order, each.open_start, each.open_end) for each in third} == {
        (1, True, False), (5, False, False), (13, False, True),
    }  # fmt: skip
    assert {each.letter for each in first} <= {each.letter for each in third}
    notes = [note.letter for page in pages for note in lay_out(ACROSS, page=page).rows.notes]
    assert len(notes) == len(set(notes)) == len(ACROSS.hand_overs)


def test_an_identifier_from_a_file_cannot_end_the_attribute_it_stands_in():
    first, *others = (item for item in ACROSS.hand_overs if item.is_across)
    hostile = replace(first, id='x"><script>alert(1)</script>')
    text = draw_svg(replace(ACROSS, hand_overs=(hostile, *others)), Manner(links=Links.PAGE))
    assert "<script" not in text
    etree.fromstring(text.encode())


def test_feelings_are_a_row_that_is_there_only_when_asked():
    felt = feelings_said(FULL)
    assert (felt["s2"].good, felt["s2"].hard, felt["s2"].words, felt["s2"].height) == (2, 0, "2 relieved", 1.0)
    assert {"How it felt", "3 frustrated", "2 relieved"} <= set(words_in(drawn(FULL, Manner(feelings=felt))))
    assert "How it felt" not in words_in(drawn(FULL))


def test_good_stands_above_hard():
    points = lay_out(FULL, Shown(feelings=feelings_said(FULL))).rows.feelings
    height = {point.words.text: point.y for point in points}
    assert height["2 relieved"] < height["3 frustrated"]


def test_a_step_where_nothing_is_felt_has_no_point():
    step = a_step(1, evidence=[an_observation(1, kind=Kind.BEHAVIOUR)])
    assert feelings_said(a_journey([step])) == {}


def test_a_to_be_map_tells_what_is_new_changed_and_gone():
    tree = drawn(what_it_might_be(), against=FULL)
    assert "new" in words_in(card(tree, 9))
    assert "changed" in words_in(card(tree, 8))
    assert "other than today: systems, channel" in " ".join(words_in(card(tree, 8)))
    assert any("channel: online (was: post)" in title for title in titles_in(card(tree, 8)))
    gone = [title for title in titles_in(tree) if title.startswith("No longer done")]
    assert gone == [
        "No longer done: Wait for the number (National Vessel Register)",
        "No longer done: Tell the port office the number (Port Office)",
    ]
    assert not {"new", "changed"} & set(words_in(drawn(what_it_might_be())))


@pytest.mark.parametrize("theme", ["light", "projector"])
def test_a_changed_step_is_marked_however_much_stands_on_its_edge_and_the_rest_is_said_below_its_name(theme):
    first, second, *others = what_it_might_be().steps
    much = replace(second, branch=Branch.OR, wait_days=4, optional=True)
    tree = drawn(replace(what_it_might_be(), steps=(first, much, *others)), Manner(theme=theme), against=FULL)
    assert {"or", "after 4 days", "optional", "changed"} <= set(words_in(card(tree, 2)))
    assert "added" in card(tree, 2).get("class").split()


def test_steps_of_an_unrelated_map_are_the_same_by_name_not_by_number():
    other = replace(what_it_might_be(), as_is=None, steps=(a_step(1, "Something else entirely"),), hand_overs=())
    assert "new" in words_in(card(drawn(other, against=FULL), 1))


SHOWN = {
    "plain": Shown(),
    "everything": Shown(
        told=Manner(attempts={step.id: 3 for step in FULL.steps}).told(compare(what_it_might_be(), FULL)),
        feelings=feelings_said(FULL),
    ),
    "large": Shown(measures=LARGE, feelings=feelings_said(FULL)),
    "actors": Shown(told=Manner(by_actor=True).told()),
}


def boxes_of(layout):
    """Return lists of boxes of which none may lie on another."""
    rows = layout.rows
    pills = [pill.box for each in layout.cards for pill in (*each.pills, *each.tabs)]
    below = [
        *(head.box for head in (rows.feelings_head, rows.notes_head, rows.systems_head, rows.gone_head) if head),
        *(note.box for note in rows.notes),
        *(point.words.box for point in rows.feelings),
        *(chip.box for row in rows.systems for chip in row.chips),
        *(gone.box for gone in rows.gone),
        *(lane.box for lane in layout.lanes),
    ]
    above = [band.box for band in layout.bands if band.text]
    return (
        [each.box for each in layout.cards] + [label.box for label in layout.labels] + above,
        pills,
        [each.box for each in layout.cards] + [echo.box for echo in layout.echoes] + above,
        below + above + [layout.title.box, layout.subtitle.box] + ([layout.marking.box] if layout.marking else []),
    )


@pytest.mark.parametrize("shown", SHOWN.values(), ids=SHOWN)
@pytest.mark.parametrize(
    "journey",
    [
        a_long_journey(1),
        a_long_journey(16),
        a_long_journey(40, 12),
        FULL,
        what_it_might_be(),
        a_journey(),
        what_passes_within(),
        what_passes_within(a_long_journey(16)),
        what_passes_across(),
        what_passes_across(what_passes_within(a_long_journey(16))),
    ],
    ids=["one", "sixteen", "forty", "full", "to be", "small", "within", "within sixteen", "across", "across sixteen"],
)
def test_nothing_overlaps_and_everything_stays_on_the_page(journey, shown):
    for page in [None, *pages_of(journey, 5)]:
        layout = lay_out(journey, shown, page)
        for boxes in boxes_of(layout):
            assert [pair for pair in combinations(boxes, 2) if pair[0].overlaps(pair[1])] == []
            assert all(box.x >= 0 and box.right <= layout.width and box.bottom <= layout.height for box in boxes)
        assert what_lines_cross(layout) == []


@settings(max_examples=40)
@given(st.data())
def test_nothing_overlaps_whatever_branches_and_waits_there_are(data):
    journey = a_long_journey(data.draw(st.integers(2, 14)), data.draw(st.integers(1, 4)))
    steps = [
        replace(
            step,
            stage="One" if data.draw(st.booleans()) else step.stage,
            branch=data.draw(st.sampled_from([None, *Branch])),
            optional=data.draw(st.booleans()),
            wait_days=data.draw(st.sampled_from([None, 0.5, 1200.0])),
        )
        for step in journey.steps
    ]
    pair = st.permutations(range(len(steps))).map(lambda order: tuple(order[:2]))
    pairs = data.draw(st.lists(pair, min_size=1, max_size=8))
    journey = what_passes_across(what_passes_within(replace(journey, steps=tuple(steps))), pairs)
    for page in [None, *pages_of(journey, 3)]:
        layout = lay_out(journey, SHOWN[data.draw(st.sampled_from(sorted(SHOWN)))], page)
        for boxes in boxes_of(layout):
            assert [pair for pair in combinations(boxes, 2) if pair[0].overlaps(pair[1])] == []
        assert what_lines_cross(layout) == []


def what_lines_cross(layout):
    """Return the cards, labels, notes and names that a way across steps runs over, other than its own."""
    boxes = {f"card {each.step.order}": each.box for each in layout.cards}
    boxes |= {f"label {each.told}": each.box for each in layout.labels}
    boxes |= {f"tab {each.step.order} {tab.words}": tab.box for each in layout.cards for tab in each.tabs}
    boxes |= {f"note {each.letter}": each.box for each in layout.rows.notes}
    boxes |= {f"name {each.text}": each.box for each in (*layout.echoes, *layout.bands)}
    boxes |= {
        f"name of lane {each.text}": replace(each.box, width=text_width(each.lines[0], 14)) for each in layout.lanes
    }
    found = []
    for arrow in layout.arrows:
        if not arrow.is_reach:
            continue
        ways = [
            Box(
                x=min(one[0], other[0]),
                y=min(one[1], other[1]),
                width=abs(one[0] - other[0]) or 1,
                height=abs(one[1] - other[1]) or 1,
            )
            for one, other in pairwise(arrow.points)
        ]
        own = f"label Hand-over {arrow.letter} "
        found += [
            (arrow.letter, name)
            for name, box in boxes.items()
            for way in ways
            if box.overlaps(way) and not name.startswith(own)
        ]
        if not arrow.open_end:
            (x, y), size = arrow.points[-3], layout.measures.small * 0.8
            circle = Box(x=x - size, y=y - size, width=2 * size, height=2 * size)
            found += [(f"letter {arrow.letter}", name) for name, box in boxes.items() if box.overlaps(circle)]
    return found


@pytest.mark.parametrize("measures", [STANDARD, LARGE], ids=["standard", "large"])
def test_text_stays_inside_its_box(measures):
    layout = lay_out(what_passes_across(what_passes_within(a_long_journey())), Shown(measures=measures))
    small, step = measures.small, measures.step
    for each in layout.cards:
        assert max(text_width(line, step) for line in each.lines) <= measures.inner
        assert all(text_width(line, small) <= measures.inner for line in each.extras)
        top = each.box.y + measures.padding + small + len(each.lines) * step + len(each.extras) * small
        assert all(top <= pill.box.y and pill.box.bottom <= each.box.bottom for pill in each.pills)
        assert all(each.box.x <= pill.box.x and pill.box.right <= each.box.right for pill in (*each.pills, *each.tabs))
    for note in layout.rows.notes:
        assert max(text_width(line, small) for line in note.facts) <= note.box.width - 24
        assert max(BOLD * text_width(line, step) for line in note.head) <= note.box.width - 24 - small * 2
    for label in layout.labels:
        assert all(text_width(line, small) <= label.box.width - 10 for line in label.lines)
        assert all(BOLD * text_width(line, small) <= label.box.width - 10 for line in label.gap)
        beside_the_signs = label.box.width - small * 2.7 - 17
        assert not label.letter or text_width(label.lines[0], small) <= beside_the_signs
    for band in layout.bands:
        assert all(BOLD * text_width(line, step) <= band.box.width - 24 for line in band.lines)


def test_pages_hold_every_step_once_and_repeat_the_stages():
    layouts = [lay_out(FULL, page=page) for page in pages_of(FULL, 5)]
    assert [each.step.order for layout in layouts for each in layout.cards] == [step.order for step in FULL.steps]
    assert all(layout.bands and layout.bands[0].text for layout in layouts)
    assert [len(layout.lanes) for layout in layouts] == [7] * len(layouts)


def test_a_hand_over_to_the_next_page_is_noted_once_and_its_arrow_goes_on():
    pages = [Page(start=0, end=2, nth=1, of=2), Page(start=2, end=14, nth=2, of=2)]
    left, right = (lay_out(FULL, page=page) for page in pages)
    assert [note.letter for note in left.rows.notes] == ["A"]
    assert "A" not in [note.letter for note in right.rows.notes]
    assert [arrow.open_end for arrow in left.arrows] == [False, True]
    assert right.arrows[0].open_start


def test_pages_are_of_the_shape_of_a3_and_their_letters_can_be_read():
    for journey in (FULL, a_long_journey(16)):
        pages = [etree.fromstring(page.encode()) for page in draw_pages(journey)]
        assert len(pages) > 1
        for page in pages:
            width, height = float(page.get("width")), float(page.get("height"))
            assert width / height == pytest.approx(A3_RATIO, rel=0.01)
            assert STANDARD.step / width * 420 >= 2


def test_sheets_are_few_and_well_filled():
    sheets = a3_sheets(FULL, Shown())
    assert len(sheets) == 3 and len({(sheet.width, sheet.height) for sheet in sheets}) == 1
    assert [card.step.order for sheet in sheets for card in sheet.cards] == [step.order for step in FULL.steps]
    for sheet in sheets:
        right = max(card.box.right for card in sheet.cards)
        assert right > 0.75 * sheet.width and 0.6 * sheet.height < sheet.legend_top < sheet.height
    assert STANDARD.step / sheets[0].width * 420 >= 2.6


def test_whose_journey_it_is_is_left_out_where_nobody_said():
    whole = draw_svg(FULL)
    assert FULL.actor in whole
    nobodys = replace(FULL, actor="")
    assert FULL.actor not in draw_svg(nobodys) and "not recorded" not in draw_svg(nobodys, Manner(by_actor=True))


def test_a_journey_without_steps_is_one_sheet():
    assert len(a3_sheets(a_journey([], gaps=(), hand_overs=(), systems=()), Shown())) == 1


def test_paged_stacks_the_pages():
    whole = drawn(FULL, paged=True)
    pages = draw_pages(FULL)
    assert float(whole.get("height")) > len(pages) * float(etree.fromstring(pages[0].encode()).get("height"))
    assert {f"{step.order}" for step in FULL.steps} <= set(words_in(whole))


@pytest.mark.parametrize("paged", [False, True])
def test_every_identifier_is_there_once_and_every_reference_leads_to_one(paged):
    text = draw_svg(FULL, Manner(feelings=feelings_said(FULL)), paged=paged)
    named = re.findall(r'\bid="([^"]+)"', text)
    referred = re.findall(r"url\(#([^)]+)\)", text) + re.findall(r'aria-(?:labelledby|describedby)="([^"]+)"', text)
    assert len(named) == len(set(named))
    assert set(referred) <= set(named)


def test_two_drawings_on_one_page_share_no_identifier():
    one, other = draw_svg(FULL, Manner(prefix="screen-")), draw_svg(FULL, Manner(prefix="paper-"))
    assert not set(re.findall(r'\bid="([^"]+)"', one)) & set(re.findall(r'\bid="([^"]+)"', other))


def test_colours_are_kept_to_the_drawing_and_follow_the_device_only_when_asked():
    auto = draw_svg(FULL, Manner(theme="auto"))
    assert "prefers-color-scheme:dark" in auto
    assert "prefers-color-scheme" not in draw_svg(FULL)
    style = etree.fromstring(auto.encode()).findtext(f"{SVG}style")
    rules = [line for line in style.splitlines() if line and not line.startswith(("@", "}"))]
    assert all(line.startswith(".journey-auto ") for line in rules)


def test_every_class_that_is_drawn_has_a_rule():
    text = draw_svg(FULL, Manner(feelings=feelings_said(FULL)), against=what_it_might_be())
    used = {name for names in re.findall(r'class="([^"]+)"', text) for name in names.split()}
    ruled = set(re.findall(r"\.([a-z-]+)", text[text.index("<style>") : text.index("</style>")]))
    assert used - ruled == {"card"}


def test_the_projector_has_larger_letters_and_more_contrast():
    assert LARGE.small > STANDARD.step
    colours = palette("projector")
    assert contrast(colours.muted, colours.lane) >= 7


def test_the_marking_stands_at_head_and_foot():
    assert words_in(drawn(FULL)).count("OFFICIAL") == 2
    assert "OFFICIAL" not in draw_svg(a_journey())


def test_text_is_escaped_and_shortened_text_stands_in_full_in_its_title():
    hostile = '<script>alert("x")</script> & \x00\x0b ' + "mooring " * 60
    tree = drawn(a_journey([a_step(1, hostile, stage="</svg>", organisation='"><b>')], title="<&>"))
    assert not list(tree.iter(f"{SVG}script"))
    told = card(tree, 1).findtext(f"{SVG}title")
    assert told.startswith('Step 1: <script>alert("x")</script> &')
    assert told.count("mooring") == 60
    assert any("…" in words for words in words_in(card(tree, 1)))


@settings(max_examples=40)
@given(st.text(min_size=1, max_size=120).filter(str.strip), st.text(max_size=60), st.text(max_size=60))
def test_any_words_make_valid_xml(step, stage, organisation):
    journey = a_journey([a_step(1, step, stage=stage, organisation=organisation or None)])
    assert drawn(journey).tag == f"{SVG}svg"


def test_an_empty_journey_is_drawn_with_its_title():
    assert drawn(a_journey([], gaps=())).findtext(f"{SVG}title") == "Mooring a boat"


def test_an_unknown_theme_is_refused():
    with pytest.raises(InvalidRequest):
        draw_svg(a_journey(), Manner(theme="sepia"))


@pytest.mark.parametrize("theme", THEMES)
def test_text_has_a_contrast_of_four_and_a_half_to_one(theme):
    colours = palette(theme)
    pairs = [
        (ink, ground)
        for ink in (colours.text, colours.muted)
        for ground in (colours.page, colours.lane, colours.other_lane, colours.card, colours.assumed)
    ]
    pairs += [(colours.evidence_text, colours.evidence), (colours.pain_text, colours.pain), (colours.gap, colours.card)]
    pairs += [(colours.hand_over_text, colours.hand_over), (colours.band_text, colours.band)]
    pairs += [(getattr(colours, f"{name}_text"), getattr(colours, name)) for name in ("need", "attempt", "sort", "new")]
    assert [pair for pair in pairs if contrast(*pair) < 4.5] == []


def contrast(one, other):
    """Return the contrast ratio of WCAG 2.2."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour):
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@given(st.text(max_size=200), st.integers(min_value=40, max_value=400), st.integers(min_value=1, max_value=5))
def test_wrapped_lines_fit_their_width(text, width, most):
    lines = wrap(text, width, 14, most=most)
    assert len(lines) <= most
    assert all(text_width(line, 14) <= width for line in lines)


def test_lines_break_between_words_of_any_script_and_leave_no_number_alone():
    assert wrap("مكتب تسجيل القوارب والمراسي الشمالية", 148, 14, most=5) == [
        "مكتب تسجيل", "القوارب", "والمراسي", "الشمالية",
    ]  # fmt: skip
    assert wrap("משרד הנמל (הרציף הצפוני, 7)", 148, 14, most=5)[-1] == "הצפוני, 7)"
    assert wrap("Wait at the quay 7", 110, 14, most=5) == ["Wait at the", "quay 7"]


def test_a_word_too_long_is_not_cut_between_a_letter_and_its_mark():
    pieces = wrap("e\u0301" * 40, 60, 14, most=99)
    assert len(pieces) > 1
    assert not any(piece.startswith("\u0301") for piece in pieces)


def test_names_written_from_the_right_are_set_from_the_right():
    name = "משרד הנמל (הרציף הצפוני, 7)"
    tree = drawn(a_journey([a_step(1, "מבקשים מקום עגינה", organisation=name), a_step(2, "Wait", organisation=name)]))
    texts = {text.text: text for text in tree.iter(f"{SVG}text")}
    (step,) = (text for words, text in texts.items() if "מבקשים" in words)
    assert step.get("text-anchor") == "end"
    assert step.text.startswith("\u2067") and step.text.endswith("\u2069")
    ground = card(tree, 1).find(f".//{SVG}rect")
    assert float(step.get("x")) == float(ground.get("x")) + float(ground.get("width")) - STANDARD.padding
    assert texts["Wait"].get("text-anchor") is None


def test_clipped_text_ends_in_an_ellipsis():
    assert clip("harbourmaster", 60, 14).endswith("…")
    assert clip("quay", 60, 14) == "quay"


def test_the_table_says_what_the_drawing_shows():
    assert journey_table(what_passes_within())[2].within == (
        "Survey inbox → Survey Book: data, re-keyed (no data link)",
        "Survey Book → Harbour ledger of all hulls: the case, not known how (not known if allowed)",
    )
    first, second, third = journey_table(a_journey())
    assert (first.order, first.stage, first.organisation, first.channel, first.evidence) == (
        1, "Apply", "Harbour Permit Office", "post", 2,
    )  # fmt: skip
    assert first.hand_over.endswith("data, re-keyed (no data link)")
    assert first.pain_points == ("Letters are retyped",)
    assert second.systems == "Permit Ledger, Hull Book"
    assert (third.organisation, third.service, third.systems, third.hand_over) == (NOT_KNOWN, NOT_KNOWN, NOT_KNOWN, "")


def test_a_map_on_a_page_that_names_the_journey_does_not_name_it_again_and_starts_higher():
    named, unnamed = (drawn(a_journey(), Manner(titled=titled)) for titled in (True, False))
    assert "Mooring a boat" in words_in(named)
    assert "Mooring a boat" not in words_in(unnamed)
    assert unnamed.findtext(f"{SVG}title") == "Mooring a boat"
    tops = [float(card(tree, 1).find(f".//{SVG}rect").get("y")) for tree in (named, unnamed)]
    assert tops[1] < tops[0] - 20
