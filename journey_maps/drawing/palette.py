"""The colours of a journey map. Every text colour has a contrast of at least 4.5 to 1 on the grounds it stands on."""

from dataclasses import dataclass

from domain.errors import InvalidRequest


@dataclass(frozen=True, kw_only=True, slots=True)
class Palette:
    """One theme: grounds, text, lines, and each accent with the text that stands on it, as #rrggbb."""

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
    need: str
    need_text: str
    attempt: str
    attempt_text: str
    sort: str
    sort_text: str
    new: str
    new_text: str
    band_text: str


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
    need="#e4e2f4",
    need_text="#3b3480",
    attempt="#eeeed3",
    attempt_text="#4c4a12",
    sort="#52606d",
    sort_text="#ffffff",
    new="#0b6b3a",
    new_text="#ffffff",
    band_text="#18212a",
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
    need="#363160",
    need_text="#d6d2ff",
    attempt="#403f1e",
    attempt_text="#eceab4",
    sort="#aeb9c3",
    sort_text="#12171c",
    new="#6fd6a0",
    new_text="#04240f",
    band_text="#eef2f5",
)
_PROJECTOR = Palette(
    page="#ffffff",
    lane="#eef1f4",
    other_lane="#ffffff",
    band="#1d2b36",
    card="#ffffff",
    assumed="#ffffff",
    text="#000000",
    muted="#2b343c",
    line="#4a5763",
    flow="#2b343c",
    evidence="#cfe8ec",
    evidence_text="#052d34",
    pain="#ffd9c9",
    pain_text="#5e1a05",
    hand_over="#8a2405",
    hand_over_text="#ffffff",
    gap="#8f0000",
    need="#dedaf7",
    need_text="#231c63",
    attempt="#efeec2",
    attempt_text="#33310a",
    sort="#2b343c",
    sort_text="#ffffff",
    new="#00502a",
    new_text="#ffffff",
    band_text="#ffffff",
)


_THEMES = {"light": _LIGHT, "dark": _DARK, "projector": _PROJECTOR}
THEMES = (*_THEMES, "auto")
"""Every theme; "auto" is light, or dark where whoever looks has set their device so."""


def palette(theme: str) -> Palette:
    """Return the palette of a theme; of "auto", its light one. Raises InvalidRequest for a theme there is not."""
    if theme not in THEMES:
        raise InvalidRequest(
            f"Journey maps are not drawn as '{theme}'.", where="theme", remedy=f"Use one of: {', '.join(THEMES)}."
        )
    return _THEMES.get(theme, _LIGHT)


def dark_too(theme: str) -> Palette | None:
    """Return the palette for devices that are set to dark, None where the theme stays as it is."""
    return _DARK if theme == "auto" else None
