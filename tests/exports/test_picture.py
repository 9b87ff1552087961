"""A map as a picture of dots."""

import io

import pytest
from PIL import Image, ImageChops

from exports import picture
from journey_maps.drawing.swimlanes import Manner, draw_svg
from tests.drawn_journeys import a_full_journey
from tests.planted_journeys import a_journey, a_step


def opened(svg):
    return Image.open(io.BytesIO(picture.png(svg))).convert("RGB")


def test_a_picture_has_two_dots_a_pixel():
    seen = opened(draw_svg(a_journey()))
    assert seen.width == 2 * 1436


def test_a_wide_drawing_is_drawn_less_large(monkeypatch):
    monkeypatch.setattr(picture, "MAX_DOTS", 1_000_000)
    seen = opened(draw_svg(a_full_journey()))
    assert 900_000 < seen.width * seen.height <= 1_010_000


@pytest.mark.parametrize("theme", ["light", "dark", "projector"])
def test_a_picture_is_in_the_colours_of_its_theme(theme):
    ground = {"light": (255, 255, 255), "dark": (0x12, 0x17, 0x1C), "projector": (255, 255, 255)}[theme]
    assert opened(draw_svg(a_journey(), Manner(theme=theme))).getpixel((4, 4)) == ground


@pytest.mark.parametrize("letter", "ŵéŁ£λИ–’")
def test_letters_of_europe_are_drawn(letter):
    """A letter that no font has is drawn as a box, and looks like any other that none has."""
    drawn, lacking = (opened(draw_svg(a_journey([a_step(1, text)]))) for text in (letter, "\u0378"))
    assert ImageChops.difference(drawn, lacking).getbbox()


def test_what_is_no_drawing_of_ours_is_refused():
    with pytest.raises(ValueError, match="how large"):
        picture.png("<svg/>")
