"""Quotations that are ticked, and what is taken along of an answer: a file in each form, or text to paste."""

from collections.abc import Callable, Sequence
from functools import partial
from html import escape

import streamlit as st

from domain.access import Viewer
from domain.evidence import Evidence
from domain.known import WhatIsKnown
from use_cases.knowing.taking_along import ANSWER_FORMS, NAME, answer_file, answer_to_paste, held_by
from views import links, state, tables, words

PAGE = links.WHAT_DO_WE_KNOW
QUOTED_AT_MOST = 3
"""How many quotations of each organisation go along where nobody ticked any."""
_PASTE = state.key(PAGE, "paste")

_TEXT = """<button type="button" class="tl-copy" id="tl-copy-text" aria-live="polite">Put it into the clipboard</button>
<pre class="tl-paste" tabindex="0" role="region" aria-label="Text to paste">{text}</pre>
<script>
document.getElementById("tl-copy-text").onclick = async (pressed) => {{
  const text = document.querySelector(".tl-paste");
  try {{ await navigator.clipboard.writeText(text.textContent); pressed.target.textContent = "Text copied"; }}
  catch {{ getSelection().selectAllChildren(text); pressed.target.textContent = "Marked: copy it with Ctrl and C"; }}
}};
</script>"""
"""Where the browser lets no page write into the clipboard, the text is marked to be copied by hand."""

Answers = Callable[[], Sequence[WhatIsKnown]]
"""Gives what may be taken along, with what stands beside it; called when something is taken."""


def forget() -> None:
    """Untick everything: a callback, for another question is asked."""
    st.session_state[state.TICKED] = []
    st.session_state.pop(_PASTE, None)


def offer_tick(evidence: Evidence, *, order: int, name: str = "") -> None:
    """Show a box to tick for a quotation, the ``order``-th of the answer that ``name`` tells from others."""
    key = state.key(PAGE, "tick", name, evidence.id)
    st.session_state[key] = evidence.id in _ticked()
    st.checkbox(f"Take along {order}", key=key, on_change=_tick, args=(key, evidence.id))


def offer(
    viewer: Viewer, answers: Sequence[WhatIsKnown], whole: Answers, *, narrowed: Sequence[str], title: str
) -> None:
    """Offer what is ticked of the answers, or else the first of each organisation, as files and as text.

    ``answers`` are those on the screen, ``whole`` gives them with all that stands beside; ``title`` is of all of them.
    """
    ticked = frozenset(_ticked()) & {item.id for known in answers for item in known.quotations}
    with st.container(key="taken-along" if ticked else "to-take-along"):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(f"**{words.count(len(ticked), 'quotation')} ticked.** Take along:" if ticked else _HOW)
            if ticked:
                st.button("Untick all", key=state.key(PAGE, "untick"), type="tertiary", on_click=forget)
        with st.container(horizontal=True, vertical_alignment="center"):
            _offer_files(viewer, whole, ticked, narrowed, title)
            st.button(
                "Copy as text", key=state.key(PAGE, "copy"), icon=":material/content_copy:", type="tertiary",
                on_click=_note_copy, args=(viewer, answers, ticked, narrowed),
            )  # fmt: skip
        _show_text(partial(_text, viewer, answers, ticked, narrowed))


_HOW = "Tick what you need, or take the strongest of each organisation along:"


def _offer_files(viewer: Viewer, whole: Answers, ticked: frozenset[str], narrowed: Sequence[str], title: str) -> None:
    taken: list[WhatIsKnown] = []
    address = links.own_address()  # not told any more once the file is written, outside the page's run

    def written(form: str) -> bytes:
        taken[:] = _chosen(whole(), ticked)
        return answer_file(viewer, taken, form, narrowed=narrowed, is_chosen=bool(ticked), address=address)

    tables.offer_file(
        "What is known",
        written,
        key=NAME,
        held=partial(_held, taken),
        forms=ANSWER_FORMS,
        named=(title, "what is known"),
    )


def _held(answers: Sequence[WhatIsKnown], form: str) -> tables.Held:
    observations, studies = held_by(answers)
    return tables.Held(observations=observations, studies=studies)


def _note_copy(viewer: Viewer, answers: Sequence[WhatIsKnown], ticked: frozenset[str], narrowed: Sequence[str]) -> None:
    """Write the text to paste, and write down that it leaves."""
    held = [item.id for known in _chosen(answers, ticked) for item in known.quotations]
    st.session_state[state.EXPORTED](f"{NAME} as text", observations=held)
    st.session_state[_PASTE] = _text(viewer, answers, ticked, narrowed)


def _text(viewer: Viewer, answers: Sequence[WhatIsKnown], ticked: frozenset[str], narrowed: Sequence[str]) -> str:
    return answer_to_paste(
        viewer, _chosen(answers, ticked), narrowed=narrowed, is_chosen=bool(ticked), address=links.own_address()
    )


def _show_text(of_what_is_shown: Callable[[], str]) -> None:
    """Show the text that was asked for, as long as it is still the text of what is shown.

    Another text takes another press, which is written down.
    """
    text = st.session_state.get(_PASTE)
    if text is None:
        return
    if text != of_what_is_shown():
        del st.session_state[_PASTE]
        return
    st.html(_TEXT.format(text=escape(text)), unsafe_allow_javascript=True)


def _chosen(answers: Sequence[WhatIsKnown], ticked: frozenset[str]) -> list[WhatIsKnown]:
    if not ticked:
        return [known.with_at_most(QUOTED_AT_MOST if known.known.is_something else 0) for known in answers]
    kept = [known.with_only(ticked) for known in answers]
    return [known for known in kept if known.voices]


def _ticked() -> list[str]:
    ticked: list[str] = st.session_state.setdefault(state.TICKED, [])
    return ticked


def _tick(key: str, identifier: str) -> None:
    kept = [each for each in _ticked() if each != identifier]
    st.session_state[state.TICKED] = [*kept, identifier] if st.session_state[key] else kept
    st.session_state.pop(_PASTE, None)
