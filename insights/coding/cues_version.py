"""What names the cues of wording that the coder goes by, so that what was coded by other cues is coded anew."""

import hashlib
from functools import lru_cache
from pathlib import Path

CUES = (
    "attempts.py",
    "change_cues.py",
    "coder_cues.py",
    "design_cues.py",
    "gravity.py",
    "plain_difficulties.py",
    "plain_statements.py",
    "statements.py",
    "sure_difficulties.py",
    "wish_cues.py",
    "wish_grammar.py",
    "wish_lacks.py",
)
"""The modules that say how things are worded, beside this one."""


@lru_cache(maxsize=1)
def cues_version() -> str:
    """Return a name that changes with any of the cues, and else with nothing but the words around them."""
    content = b"".join(Path(__file__).with_name(name).read_bytes() for name in CUES)
    return f"cues-{hashlib.sha256(content).hexdigest()[:8]}"
