"""Where the keyboard's focus goes when what had it leaves the page with a press, as a quotation does that is moved."""

import json
import re

import streamlit as st

from views import state

_LEAD = """<script>
(async () => {
  const parts = %s.map((name) => `.${name} :is(button, input[type=text], input:checked)`);
  let isOver = false;
  ["pointerdown", "keydown", "wheel"].forEach((moved) => addEventListener(moved, () => (isOver = true), {once: true}));
  for (let n = 0, still = 0; n < 300 && still < 20; n++, still++) {
    await new Promise((done) => setTimeout(done, 100));
    if (isOver) return;
    if (!document.querySelector('[data-test-script-state="notRunning"]')) still = 0;
    if (document.activeElement !== document.body) continue;
    const found = parts.map((part) => document.querySelector(part)).find(Boolean);
    found?.focus({preventScroll: true});
    found?.scrollIntoView({block: "nearest"});
  }
})();
</script><!-- %d -->"""


def lead_to(*keys: str) -> None:
    """Let the focus go to the first widget that is there of these keys, once what has it now is gone."""
    st.session_state[state.JOURNEY_FOCUS] = keys


def follow() -> None:
    """Lead the focus to where the last press said, until the page stands or a person presses, turns or moves anything.

    To stand at the end of a page, where it moves nothing.
    """
    keys: tuple[str, ...] | None = st.session_state.pop(state.JOURNEY_FOCUS, None)
    if keys:
        nth = st.session_state[state.JOURNEY_FOCUS_LED] = st.session_state.get(state.JOURNEY_FOCUS_LED, 0) + 1
        st.html(_LEAD % (json.dumps(list(map(_class_of, keys))), nth), unsafe_allow_javascript=True)


def _class_of(key: str) -> str:
    """Return the class by which a page knows a widget; a key may hold the identifier of a step that a file gave."""
    return "st-key-" + re.sub(r"[^a-zA-Z0-9_-]", "-", key.strip())
