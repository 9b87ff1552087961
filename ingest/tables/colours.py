"""Names of colours: what a person calls the fill of a cell or a note."""

import colorsys
import re
from typing import Any

_HUES = ((15, "red"), (40, "orange"), (70, "yellow"), (165, "green"), (195, "turquoise"),
         (255, "blue"), (290, "purple"), (345, "pink"), (361, "red"))  # fmt: skip
_HEX = re.compile(r"(?i)^#?(?:[0-9a-f]{2})?([0-9a-f]{6})$")


def is_code(colour: str) -> bool:
    """Tell whether a colour is written as its hexadecimal form."""
    return bool(_HEX.match(colour))


def colour_name(colour: Any) -> str:
    """Return the name of a fill's colour: empty for white, none, or one that a theme decides.

    ``colour`` is a fill's colour of a workbook, or its hexadecimal form.
    """
    written = getattr(colour, "rgb", colour)
    match = _HEX.match(written) if isinstance(written, str) else None
    if not match:
        return ""
    red, green, blue = (int(match[1][at : at + 2], 16) / 255 for at in (0, 2, 4))
    hue, light, saturation = colorsys.rgb_to_hls(red, green, blue)
    if light > 0.98 or (saturation < 0.1 and light > 0.9):
        return ""
    if saturation < 0.1 or light < 0.1:
        return "black" if light < 0.2 else "grey"
    return next(name for limit, name in _HUES if hue * 360 < limit)
