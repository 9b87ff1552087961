"""What starting the app costs, and what its settings say."""

import subprocess
import sys
import tomllib
from pathlib import Path

PROJECT = Path(__file__).parents[2]
HEAVY = [
    *("bertopic", "umap", "hdbscan", "numba", "spacy", "presidio_analyzer", "sklearn", "chromadb"),
    *("onnxruntime", "dbos", "docx", "openpyxl", "tokenizers"),
]


def test_starting_the_app_imports_nothing_heavy():
    script = f"import sys, streamlit_app; print([name for name in {HEAVY!r} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", script], cwd=PROJECT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_no_usage_statistics_are_sent_and_no_traceback_is_shown():
    config = tomllib.loads((PROJECT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    assert config["browser"]["gatherUsageStats"] is False
    assert config["client"]["showErrorDetails"] == "none"


def test_no_page_stops_every_session_to_collect_garbage():
    config = tomllib.loads((PROJECT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    assert config["runner"]["postScriptGC"] is False


def luminance(colour):
    """Return the relative luminance of "#rrggbb" by the definition of WCAG 2."""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]
    return sum(weight * value for weight, value in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def test_text_and_links_contrast_enough_in_light_and_dark():
    theme = tomllib.loads((PROJECT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))["theme"]
    for colours in (theme["light"], theme["dark"]):
        for ground in ("backgroundColor", "secondaryBackgroundColor"):
            for ink in ("textColor", "linkColor"):
                darker, lighter = sorted((luminance(colours[ink]), luminance(colours[ground])))
                assert (lighter + 0.05) / (darker + 0.05) >= 4.5, (ink, ground)
