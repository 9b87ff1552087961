"""The one box of "What do we know?": a question, or a plan that is pasted or given as a file."""

import re
import unicodedata
from dataclasses import dataclass
from hashlib import sha256
from pathlib import PurePath

import streamlit as st

from domain.evidence import SourceFile
from domain.known import Plan
from use_cases.app import UseCases
from use_cases.evidence.ingesting import file_types
from use_cases.knowing.knowing import PASTED
from views import links, state
from views.knowing import taking_along

PAGE = links.WHAT_DO_WE_KNOW
QUESTION = state.key(PAGE, "question")
EXAMPLE_QUESTION = "Why do people ring after they have applied?"
ENTER_ASKS = """<script>
if (!window.tlEnterAsks) {
  window.tlEnterAsks = true;
  document.addEventListener("keydown", (pressed) => {
    const box = pressed.target;
    const ours = box.tagName === "TEXTAREA" && box.closest('[class*="st-key-what_do_we_know-question"]');
    const other = pressed.shiftKey || pressed.ctrlKey || pressed.metaKey || pressed.isComposing;
    if (!ours || pressed.key !== "Enter" || other) return;
    pressed.preventDefault();
    pressed.stopPropagation();
    const how = {key: "Enter", code: "Enter", keyCode: 13, ctrlKey: true, bubbles: true, cancelable: true};
    box.dispatchEvent(new KeyboardEvent("keydown", how));
  }, true);
}
</script>"""
"""Streamlit's box for several lines asks with Ctrl and Enter (1.67); a question is asked with Enter, as anywhere."""
_LINE_ENDS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
"""What ends a line besides the newline: Word puts some of them where a line was broken by hand."""
_SEVERAL = re.compile(r"\w[^?]*\?(?=\s|$)")


@dataclass(frozen=True, kw_only=True, slots=True)
class Given:
    """What a person gave: words in the box, or a file."""

    text: str = ""
    file: SourceFile | None = None

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing was given."""
        return self.file is None and not self.text.strip()

    @property
    def named(self) -> str | None:
        """Return what the address says of it: a question stands there, a plan does not."""
        return None if self.is_plan or self.is_empty else self.text

    @property
    def is_plan(self) -> bool:
        """Tell whether it is more than one question: a file, several lines, or several questions in one."""
        lines = [line for line in self.text.splitlines() if line.strip()]
        return self.file is not None or len(lines) > 1 or len(_SEVERAL.findall(self.text)) > 1


@dataclass(frozen=True, kw_only=True, slots=True)
class Asked:
    """The questions to answer; ``plan`` is where they come from, None for a single one that was typed.

    ``file`` is what the plan is called, where it was given as a file.
    """

    questions: tuple[str, ...]
    plan: Plan | None = None
    file: str = ""

    @property
    def title(self) -> str:
        """Return what files to take along are named after: the question, or what the plan is called."""
        return self.questions[0] if self.plan is None else PurePath(self.file).stem or "Plan"


def ask() -> Given:
    """Show the box, filled from the address where that names a question, and return what was given."""
    named = state.parameter(state.QUERY)
    if QUESTION not in st.session_state:
        st.session_state[QUESTION] = named or st.session_state.get(state.LAST_QUERY, "")
    elif named and named != st.session_state[QUESTION]:
        st.session_state[QUESTION] = named
    box, beside = st.columns([6, 1], vertical_alignment="bottom")
    text = box.text_area(
        "A question, or a plan",
        key=QUESTION,
        height="content",
        placeholder=EXAMPLE_QUESTION,
        help="Enter asks. Shift and Enter begin a new line.",
        on_change=_start_again,
    )
    st.html(ENTER_ASKS, unsafe_allow_javascript=True)
    with beside:
        pressed = st.button(
            "Search", key=state.key(PAGE, "search"), type="primary", width="stretch", on_click=_start_again
        )
        file = _file()
    st.session_state[state.LAST_QUERY] = text
    given = Given(text=_readable(text), file=file)
    if pressed and given.is_empty:
        st.warning("Nothing is asked yet. Type a question, or give a plan, then search.", icon=":material/info:")
    return given


def taken_apart(app: UseCases, given: Given) -> Asked:
    """Return the questions in what was given. Raises UnreadableSource, InvalidRequest for a plan without any."""
    if not given.is_plan:
        return Asked(questions=(given.text,))
    file = given.file or SourceFile(name=PASTED, content=given.text.encode("utf-8", "replace"))
    digest = sha256(file.content).hexdigest()
    kept: tuple[str, Plan] | None = st.session_state.get(state.PLAN)
    if kept is None or kept[0] != digest:
        with st.spinner("Reading the plan"):
            kept = (digest, app.knowing.plan(file))
        st.session_state[state.PLAN] = kept
    questions = tuple(question.text for question in kept[1].questions)
    return Asked(questions=questions, plan=kept[1], file=given.file.name if given.file else "")


def _readable(text: str) -> str:
    """Return what was typed or pasted without control characters, which come along from other programs' pages."""
    lines = _LINE_ENDS.sub("\n", text)
    return "".join(each for each in lines if each in "\n\t" or unicodedata.category(each) != "Cc")


def _file() -> SourceFile | None:
    """Show where a plan is given as a file, and return it; another question takes it out again."""
    turn = st.session_state.setdefault(state.PLAN_FILE, 0)
    with st.popover("Plan as a file", icon=":material/upload_file:", width="stretch"):
        uploaded = st.file_uploader(
            "A plan as a file", file_types(), key=state.key(PAGE, "plan", turn), on_change=taking_along.forget
        )
        st.caption("It is read for its questions, and not kept.")
    return SourceFile(name=uploaded.name, content=uploaded.getvalue()) if uploaded else None


def _start_again() -> None:
    """Begin anew with what the box holds: the first results, nothing ticked, no file."""
    state.set_parameter(state.QUERY, Given(text=_readable(st.session_state[QUESTION])).named)
    for name in (state.SHOWN_RESULTS, state.SHOW_HIDDEN_KINDS):
        st.session_state.pop(name, None)
    st.session_state[state.PLAN_FILE] = st.session_state.get(state.PLAN_FILE, 0) + 1
    taking_along.forget()
