"""The style sheet of a drawing: colours by class, within the drawing alone."""

from dataclasses import asdict

from journey_maps.drawing.palette import Palette, dark_too, palette

FONTS = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, 'DejaVu Sans', sans-serif"
_FILLS = {
    "page": "page",
    "lane": "lane",
    "other-lane": "other_lane",
    "band": "band",
    "band-text": "band_text",
    "text": "text",
    "muted": "muted",
    "evidence": "evidence",
    "evidence-text": "evidence_text",
    "pain": "pain",
    "pain-text": "pain_text",
    "need": "need",
    "need-text": "need_text",
    "attempt": "attempt",
    "attempt-text": "attempt_text",
    "sort": "sort",
    "sort-text": "sort_text",
    "new": "new",
    "new-text": "new_text",
    "letter": "hand_over",
    "letter-text": "hand_over_text",
    "gap-text": "gap",
    "flow-head": "flow",
    "pass-head": "hand_over",
}
_LINES = """
.strong{font-weight:600}.gone text{text-decoration:line-through}
.ground{fill:{card};stroke:{line};stroke-width:1.25}
.assumed .ground{fill:{assumed};stroke:{muted};stroke-dasharray:5 4}
.added .ground{stroke:{new};stroke-width:2.5}
.flow{fill:none;stroke:{flow};stroke-width:1.5}
.pass{fill:none;stroke:{hand_over};stroke-width:2.5}
.reach{fill:none;stroke:{hand_over};stroke-width:2.5;stroke-dasharray:9 4}
.on-arrow{fill:{card};stroke:{flow};stroke-width:1}
.on-pass{fill:{card};stroke:{hand_over};stroke-width:1.5}
.lacking{fill:{card};stroke:{gap};stroke-width:2}
.warning{fill:none;stroke:{gap};stroke-width:1.75;stroke-linejoin:round}
.clock{fill:none;stroke:{muted};stroke-width:1.5;stroke-linecap:round}
.chip{fill:{evidence};stroke:{evidence_text};stroke-width:1}
.thread{stroke:{evidence_text};stroke-width:1.5}
.curve{fill:none;stroke:{flow};stroke-width:2}
.rule{stroke:{line};stroke-width:1}
.dotted{stroke:{line};stroke-width:1;stroke-dasharray:2 4}
a:hover .ground,a:focus .ground{stroke:{hand_over};stroke-width:3}
a:hover rect,a:focus rect{stroke:{text};stroke-width:2}
"""


def style_sheet(theme: str, scope: str, *, also: str = "") -> str:
    """Return the rules of a theme for what stands in ``scope``, a class; ``also`` are more, colours by their names.

    Raises InvalidRequest for an unknown theme.
    """
    rules = _rules(palette(theme), scope, also)
    dark = dark_too(theme)
    if dark:
        rules += f"\n@media screen and (prefers-color-scheme:dark){{\n{_rules(dark, scope, also)}\n}}"
    return rules


def _rules(colours: Palette, scope: str, also: str) -> str:
    named = asdict(colours)
    fills = [f".{scope} .{name}{{fill:{named[field]}}}" for name, field in _FILLS.items()]
    return "\n".join([*fills, *_scoped(named, scope, _LINES + also)])


def _scoped(named: dict[str, str], scope: str, lines: str) -> list[str]:
    """Return the rules for lines and shapes, each selector within the scope."""
    found = []
    for line in lines.strip().splitlines():
        for rule in line.replace("}.", "}\n.").splitlines():
            selectors, body = rule.split("{", 1)
            for field, colour in named.items():
                body = body.replace("{" + field + "}", colour)
            within = ",".join(f".{scope} {selector}" for selector in selectors.split(","))
            found.append(within + "{" + body)
    return found
