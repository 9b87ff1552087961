"""The swimlane map as SVG."""

from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from domain.errors import InvalidRequest
from domain.journey_table import NOT_KNOWN, journey_table
from journey_maps.drawing import draw_svg
from journey_maps.layout import LINE_HEIGHT, SMALL_SIZE, STEP_SIZE, lay_out
from journey_maps.lettering import BOLD, clip, text_width, wrap
from journey_maps.palette import palette
from tests.planted_journeys import a_journey, a_long_journey, a_step

GOLDEN = Path(__file__).with_name("mooring_a_boat.svg")
SVG = "{http://www.w3.org/2000/svg}"


def drawn(journey, **options):
    return etree.fromstring(draw_svg(journey, **options).encode())


def words_in(tree):
    return ["".join(text.itertext()) for text in tree.iter(f"{SVG}text")]


def test_the_drawing_of_a_small_journey_is_as_it_was():
    assert draw_svg(a_journey()) == GOLDEN.read_text(encoding="utf-8")


def test_each_step_is_a_card_that_links_to_its_row_with_its_counts():
    tree = drawn(a_journey())
    links = {link.get("id"): link for link in tree.iter(f"{SVG}a")}
    assert {name: link.get("href") for name, link in links.items()} == {
        "card-1": "#step-1", "card-2": "#step-2", "card-3": "#step-3",
    }  # fmt: skip
    assert {"2 evidence", "1 pain point", "post"} <= set(words_in(links["card-1"]))
    assert "assumed" in links["card-3"].get("class")
    assert "assumed" not in links["card-1"].get("class")


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


@pytest.mark.parametrize("steps", [1, 16, 40])
def test_nothing_overlaps_and_everything_stays_on_the_page(steps):
    layout = lay_out(a_long_journey(steps))
    groups = (
        [card.box for card in layout.cards] + [band.box for band in layout.bands],
        [lane.box for lane in layout.lanes] + [band.box for band in layout.bands],
        [crossing.note.box for crossing in layout.passes] + [lane.box for lane in layout.lanes],
        [row.label.box for row in layout.systems] + [crossing.note.box for crossing in layout.passes],
        [layout.legend] + [row.label.box for row in layout.systems],
        [layout.title.box, layout.subtitle.box, *(band.box for band in layout.bands)],
    )
    for boxes in groups:
        assert not any(one.overlaps(other) for one, other in combinations(boxes, 2))
        assert all(box.x >= 0 and box.right <= layout.width and box.bottom <= layout.height for box in boxes)


def test_text_stays_inside_its_box():
    layout = lay_out(a_long_journey())
    for card in layout.cards:
        assert max(text_width(line, STEP_SIZE) for line in card.lines) <= card.box.width - 28
        assert 30 + len(card.lines) * STEP_SIZE * LINE_HEIGHT <= card.box.height - 32
    for crossing in layout.passes:
        assert max(text_width(line, SMALL_SIZE) for line in crossing.sides) <= crossing.note.box.width - 24
        assert max(BOLD * text_width(line, STEP_SIZE) for line in crossing.note.lines) <= crossing.note.box.width - 50
    for band in layout.bands:
        assert max(text_width(line, STEP_SIZE) for line in band.lines) <= band.box.width


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_badges_never_leave_their_card(theme):
    tree = drawn(a_long_journey(), theme=theme)
    for link in tree.iter(f"{SVG}a"):
        ground, *badges = link.iter(f"{SVG}rect")
        right = float(ground.get("x")) + float(ground.get("width"))
        for badge in badges:
            assert float(badge.get("x")) + float(badge.get("width")) <= right


def test_text_is_escaped_and_shortened_text_stands_in_full_in_its_title():
    hostile = '<script>alert("x")</script> & \x00\x0b ' + "mooring " * 60
    tree = drawn(a_journey([a_step(1, hostile, stage="</svg>", organisation='"><b>')], title="<&>"))
    assert not list(tree.iter(f"{SVG}script"))
    [card] = tree.iter(f"{SVG}a")
    assert card.findtext(f"{SVG}title").startswith('<script>alert("x")</script> &')
    assert card.findtext(f"{SVG}title").count("mooring") == 60
    assert any("…" in words for words in words_in(card))


@settings(max_examples=40, deadline=None)
@given(st.text(min_size=1, max_size=120).filter(str.strip), st.text(max_size=60), st.text(max_size=60))
def test_any_words_make_valid_xml(step, stage, organisation):
    journey = a_journey([a_step(1, step, stage=stage, organisation=organisation or None)])
    assert drawn(journey).tag == f"{SVG}svg"


def test_an_empty_journey_is_drawn_with_its_title():
    assert drawn(a_journey([], gaps=())).findtext(f"{SVG}title") == "Mooring a boat"


def test_an_unknown_theme_is_refused():
    with pytest.raises(InvalidRequest):
        draw_svg(a_journey(), theme="sepia")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_text_has_a_contrast_of_four_and_a_half_to_one(theme):
    colours = palette(theme)
    pairs = [
        (ink, ground)
        for ink in (colours.text, colours.muted)
        for ground in (colours.page, colours.lane, colours.other_lane, colours.band, colours.card, colours.assumed)
    ]
    pairs += [(colours.evidence_text, colours.evidence), (colours.pain_text, colours.pain), (colours.gap, colours.card)]
    pairs += [(colours.hand_over_text, colours.hand_over)]
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


def test_clipped_text_ends_in_an_ellipsis():
    assert clip("harbourmaster", 60, 14).endswith("…")
    assert clip("quay", 60, 14) == "quay"


def test_the_table_says_what_the_drawing_shows():
    first, second, third = journey_table(a_journey())
    assert (first.order, first.stage, first.organisation, first.channel, first.evidence) == (
        1, "Apply", "Harbour Permit Office", "post", 2,
    )  # fmt: skip
    assert first.hand_over.endswith("data, re-keyed (no data link)")
    assert first.pain_points == ("Letters are retyped",)
    assert second.systems == "Permit Ledger, Hull Book"
    assert (third.organisation, third.service, third.systems, third.hand_over) == (NOT_KNOWN, NOT_KNOWN, NOT_KNOWN, "")
