"""Bringing a part of a page into sight once it stands: parts are mounted in any order and move what is below them."""

import json

import streamlit as st

from views import state

NARROW_PIXELS = 860
"""As in ``style.css``: columns stand below each other in windows up to this wide."""
_LEAD = """<script>
(() => {
  if (innerWidth > %s) return;
  const lead = () => document.querySelector(%s)?.scrollIntoView({block: %s});
  const again = setInterval(lead, 200);
  const stop = () => clearInterval(again);
  ["wheel", "keydown", "pointerdown"].forEach((moved) => addEventListener(moved, stop, {once: true}));
  setTimeout(stop, %d);
  lead();
})();
</script><!-- %d -->"""


def to(
    selector: str, *, block: str = "start", in_narrow_windows_only: bool = False, for_milliseconds: int = 3000
) -> None:
    """Lead to what the selector finds, until it stands or somebody moves the page. ``block`` is where it comes to be.

    A script is run only where its text is new, so each has a number.
    """
    nth = st.session_state[state.LED] = st.session_state.get(state.LED, 0) + 1
    widest = str(NARROW_PIXELS) if in_narrow_windows_only else "Infinity"
    script = _LEAD % (widest, json.dumps(selector), json.dumps(block), for_milliseconds, nth)
    st.html(script, unsafe_allow_javascript=True)
