"""A drawing as a picture of dots. Letters are Open Sans, which comes with us, so that any machine draws the same.

What Open Sans lacks (Chinese, Arabic) is drawn with a font of the machine where it has one, and as boxes otherwise.
"""

import math
import re
from pathlib import Path

MAX_DOTS = 40_000_000
"""How many dots a picture has at most: a wider drawing is drawn less large."""
_SHARPNESS = 2.0
_SIZE = re.compile(r'<svg [^>]*?width="([\d.]+)" height="([\d.]+)"')
_LETTERS = "svg{font-family:'Open Sans'}"
_WEIGHTS = ("OpenSans-Regular.ttf", "OpenSans-SemiBold.ttf")


def png(svg: str) -> bytes:
    """Return an SVG document of ours as PNG, two dots a pixel where that is not too many."""
    import resvg_py
    import ttf_opensans

    fonts = Path(ttf_opensans.__file__).parent / "ttf"
    return bytes(
        resvg_py.svg_to_bytes(
            svg_string=svg,
            zoom=_zoom(svg),
            font_files=[str(fonts / name) for name in _WEIGHTS],
            style_sheet=_LETTERS,
        )
    )


def _zoom(svg: str) -> float:
    size = _SIZE.search(svg)
    if size is None:
        raise ValueError("The drawing does not say how large it is.")
    dots = float(size[1]) * float(size[2])
    return min(_SHARPNESS, math.sqrt(MAX_DOTS / dots))
