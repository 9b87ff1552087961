"""How every drawing begins: its size, its name and what it says, for people who do not see it."""

from journey_maps.drawing.painting import attribute, number, safe
from journey_maps.drawing.style_sheet import FONTS


def opening(
    title: str, told: str, size: tuple[float, float], *, scope: str, prefix: str = "", role: str = "img"
) -> str:
    """Return the start of an SVG document of a width and a height, with its title and description.

    ``scope`` is the class that its style sheet is written for; ``prefix`` begins its identifiers.
    """
    width, height = map(number, size)
    return "\n".join(
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
            f'viewBox="0 0 {width} {height}" class="{scope}" role="{role}" '
            f'aria-labelledby="{prefix}map-title" aria-describedby="{prefix}map-description" '
            f"font-family={attribute(FONTS)}>",
            f'<title id="{prefix}map-title">{safe(title)}</title>',
            f'<desc id="{prefix}map-description">{safe(told)}</desc>',
        )
    )
