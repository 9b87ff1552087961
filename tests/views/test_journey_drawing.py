"""The map on a page: what is laid over its image, where, and where it leads. Everything here is fictional."""

import re
from dataclasses import replace
from html import unescape

import pytest

from tests.drawn_journeys import a_full_journey
from use_cases.journeys.journey_drawing import MapDrawing, MapWishes, svg
from views.journeys import journey_drawing, journey_marks

FULL = a_full_journey()
DROPPED_BY_THE_PAGE = re.compile(
    r"((--!?|])>)|<\/(style|script|title|xmp|textarea|noscript|iframe|noembed|noframes)", re.IGNORECASE
)
"""The values for which DOMPurify, through which Streamlit puts HTML on a page, leaves an attribute out."""
DRAWN = svg(MapDrawing(journey=FULL))


def names(html):
    return [unescape(name) for name in re.findall(r'aria-label="([^"]*)"', html)]


def addresses(html):
    return [unescape(address) for address in re.findall(r'href="([^"]*)"', html)]


def over(journey=FULL, step=None, *, in_room=False):
    return journey_marks.over(DRAWN, journey, step, in_room=in_room)


@pytest.mark.parametrize("wishes", [MapWishes(), MapWishes(by_actor=True, feelings=True), MapWishes(theme="projector")])
def test_every_card_and_every_note_of_a_hand_over_has_its_place_on_the_drawing(wishes):
    at = journey_marks.places(svg(MapDrawing(journey=FULL, wishes=wishes)))
    assert set(at) == {
        *(f"card-{step.order}" for step in FULL.steps),
        *(f"hand-over-{item.anchor}" for item in FULL.hand_overs),
    }
    for place in at.values():
        assert 0 < place.across < place.across + place.width < 1
        assert 0 < place.down < place.down + place.height < 1


def test_a_place_is_a_share_of_the_whole_drawing():
    drawing = (
        b'<svg xmlns="http://www.w3.org/2000/svg" width="800" height="400">'
        b'<g id="map-card-3" class="card"><title>Step 3: a > b</title>'
        b'<rect x="200" y="100" width="80" height="40" rx="6" class="ground"/></g></svg>'
    )
    assert journey_marks.places(drawing) == {
        "card-3": journey_marks.Place(across=0.25, down=0.25, width=0.1, height=0.1)
    }
    assert journey_drawing.place_of(drawing, FULL.steps[2]) == journey_marks.places(drawing)["card-3"]
    assert journey_drawing.place_of(drawing, FULL.steps[3]) is None


def test_a_drawing_without_a_size_has_no_places():
    assert journey_marks.places(b"<svg></svg>") == {}


def test_links_over_the_map_name_the_step_and_lead_to_it():
    html = over(step=FULL.steps[1])
    assert names(html)[0] == "Open step 1, Find out whether living on a boat is allowed"
    assert addresses(html)[0] == f"journey_room?journey={FULL.id}&step={FULL.steps[0].id}"
    assert len(names(html)) == len(FULL.steps) + len(FULL.hand_overs)
    assert re.findall(r'aria-label="([^"]*)" aria-current', html) == [names(html)[1]]


def test_links_stand_in_the_order_in_which_they_lie_on_the_map():
    lie = [float(across) for across in re.findall(r'style="left:([\d.]+)%', over())]
    assert lie == sorted(lie)
    kinds = ["step" if said.startswith("Open step") else "hand-over" for said in names(over())]
    assert kinds[0] == "step" and kinds != sorted(kinds, reverse=True)


def test_a_note_of_a_hand_over_leads_to_the_hand_over():
    giver, taker = FULL.steps[1], FULL.steps[2]
    address = f"journey_room?journey={FULL.id}&show=hand_overs&hand_over={giver.id}-{taker.id}"
    assert address in addresses(over())


def test_links_of_a_map_that_is_shown_to_a_room_stay_there():
    found = addresses(over(in_room=True))
    assert len(found) == len(FULL.steps)
    assert all("show=projector" in address for address in found)


def test_what_a_step_is_called_cannot_end_its_link():
    first, *others = FULL.steps
    html = over(replace(FULL, steps=(replace(first, step='"><script>alert(1)</script>'), *others)))
    assert "<script" not in html
    assert names(html)[0] == 'Open step 1, "><script>alert(1)< /script>'


@pytest.mark.parametrize("sign", ["-->", "--!>", "]]>", "</title>", "</Style"])
def test_a_card_keeps_its_name_whatever_its_step_is_called(sign):
    first, *others = FULL.steps
    html = over(replace(FULL, steps=(replace(first, step=f"Form A {sign} office"), *others)))
    assert not any(DROPPED_BY_THE_PAGE.search(name) for name in names(html))
    assert names(html)[0].replace(" ", "") == f"Openstep1,FormA{sign}office"
