"""The colours of a journey map. Every text colour has a contrast of at least 4.5 to 1 on the grounds it stands on."""

from dataclasses import dataclass

from domain.errors import InvalidRequest


@dataclass(frozen=True, kw_only=True, slots=True)
class Palette:
    """One theme: grounds, then text, then lines and the two accents, each as #rrggbb."""

    page: str
    lane: str
    other_lane: str
    band: str
    card: str
    assumed: str
    text: str
    muted: str
    line: str
    flow: str
    evidence: str
    evidence_text: str
    pain: str
    pain_text: str
    hand_over: str
    hand_over_text: str
    gap: str


_LIGHT = Palette(
    page="#ffffff",
    lane="#f4f6f8",
    other_lane="#fafbfc",
    band="#e3eaee",
    card="#ffffff",
    assumed="#fafbfc",
    text="#18212a",
    muted="#52606d",
    line="#c3ccd4",
    flow="#6b7a88",
    evidence="#dcebed",
    evidence_text="#0d4a54",
    pain="#f9e1d8",
    pain_text="#8a2c0f",
    hand_over="#a63a14",
    hand_over_text="#ffffff",
    gap="#a01f1f",
)
_DARK = Palette(
    page="#12171c",
    lane="#191f26",
    other_lane="#161b21",
    band="#27323b",
    card="#222b34",
    assumed="#191f26",
    text="#eef2f5",
    muted="#aeb9c3",
    line="#43505c",
    flow="#8696a5",
    evidence="#1d434b",
    evidence_text="#c3e7ed",
    pain="#50291b",
    pain_text="#ffd2bf",
    hand_over="#f29268",
    hand_over_text="#2a0f04",
    gap="#ff9d9d",
)


def palette(theme: str) -> Palette:
    """Return the palette of a theme. Raises InvalidRequest for any but "light" and "dark"."""
    themes = {"light": _LIGHT, "dark": _DARK}
    if theme not in themes:
        raise InvalidRequest("A journey map is drawn light or dark.", where="theme", remedy="Say light or dark.")
    return themes[theme]
