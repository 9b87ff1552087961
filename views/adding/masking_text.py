"""A text whose marked words can be chosen, by click or key; selecting other words hands them over too."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import streamlit as st

_SCRIPT = """
export default function ({ data, parentElement, setTriggerValue }) {
  let box = parentElement.querySelector('.tl-review');
  if (!box) {
    box = document.createElement('div');
    box.className = 'tl-preview tl-review';
    box.setAttribute('role', 'group');
    parentElement.appendChild(box);
  }
  const hadFocus = box.contains(document.activeElement);
  box.setAttribute('aria-label', data.label);
  box.replaceChildren(...data.pieces.map(([text, place, style, title]) => {
    if (place === null) return document.createTextNode(text);
    const mark = document.createElement('mark');
    mark.textContent = text;
    mark.className = style + (place === data.chosen ? ' tl-chosen' : '');
    mark.title = title;
    mark.setAttribute('role', 'button');
    mark.setAttribute('tabindex', '0');
    mark.setAttribute('aria-label', text + ', ' + title);
    mark.setAttribute('aria-pressed', place === data.chosen ? 'true' : 'false');
    mark.onclick = () => { if (document.getSelection().isCollapsed) setTriggerValue('chosen', place); };
    mark.onkeydown = (event) => {
      if (event.key === 'Enter' || event.key === ' ') { event.preventDefault(); setTriggerValue('chosen', place); }
    };
    return mark;
  }));
  const chosen = box.querySelector('.tl-chosen');
  if (hadFocus && chosen) chosen.focus({ preventScroll: true });
  box.onmouseup = () => {
    const selection = document.getSelection();
    const words = selection.toString().trim();
    if (words.length > 1 && box.contains(selection.anchorNode)) setTriggerValue('selected', words);
  };
}
"""


@dataclass(frozen=True, kw_only=True, slots=True)
class Piece:
    """A run of the text: plain where ``place`` is None, else one that can be chosen, its style and what it is."""

    text: str
    place: int | None = None
    style: str = ""
    title: str = ""


@st.cache_resource(show_spinner=False)
def _mounted() -> Callable[..., object]:
    return st.components.v2.component("throughline_masking_text", js=_SCRIPT, isolate_styles=False)


def show(
    pieces: Sequence[Piece],
    *,
    chosen: int | None,
    label: str,
    key: str,
    on_choice: Callable[[], None],
    on_selection: Callable[[], None],
) -> None:
    """Draw the text. A callback finds what was chosen, or the words selected, in the session under ``key``."""
    rows = [[piece.text, piece.place, piece.style, piece.title] for piece in pieces]
    _mounted()(
        data={"pieces": rows, "chosen": chosen, "label": label},
        key=key,
        on_chosen_change=on_choice,
        on_selected_change=on_selection,
    )
