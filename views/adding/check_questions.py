"""What a check asks before anything is saved: each question once, with its reasons; an answer is undone in a click."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from html import escape
from typing import Any

import streamlit as st

from domain.asking import Ask, AskKind
from domain.proposals import FileProposal
from views import links, state, words
from views.adding import check_rows
from views.markup import label

PAGE = links.ADD_AND_CHECK
LONGEST_UNHEARD_CHARACTERS = 1_000
LEFT = "left as it is"
OPEN_AT_MOST = 3
"""How many passages or files of one kind stand open on the page; more are folded away."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Answer:
    """What somebody answered: in words, what it changed, and what stood in those cells before."""

    told: str
    before: check_rows.Changes = field(default_factory=dict)
    not_heard: str = ""
    files: tuple[int, ...] = ()


def show(
    job: str,
    asks: Sequence[Ask],
    proposals: Sequence[FileProposal],
    known_studies: Sequence[str],
    *,
    here: frozenset[int] = frozenset(),
) -> None:
    """Show the questions of a check, open ones and answered ones. No question: nothing.

    Of the files ``here``, which are stored already, it is not asked whether they retell what is stored.
    """
    numbered = [
        (number, ask)
        for number, ask in enumerate(asks)
        if ask.kind is not AskKind.RETELLS or here.isdisjoint(ask.files)
    ]
    if not numbered:
        return
    st.header("Please decide", anchor=False)
    st.caption("These are guesses. Nothing of them holds until you say so, and you may leave them.")
    names = [proposal.shown_name for proposal in proposals]
    for number, ask in numbered:
        if ask.kind is AskKind.ONE_STUDY:
            _show(job, number, partial(_one_study, job, number, ask, names))
        elif ask.kind is AskKind.RETELLS:
            _show(job, number, partial(_retells, job, number, ask, names, known_studies))
    _show_lines(job, [pair for pair in numbered if pair[1].kind is AskKind.DATE], names, _DATES)
    _show_lines(job, [pair for pair in numbered if pair[1].kind is AskKind.SERVICE], names, _SERVICES)
    _show_unheard(job, [pair for pair in numbered if pair[1].kind is AskKind.NOT_HEARD], names)


def not_heard(job: str, at: int) -> str:
    """Return who was not heard as it was recorded here for a file; empty where nobody did."""
    return "\n".join(each.not_heard for each in _answers(job).values() if at in each.files and each.not_heard)


def told_elsewhere(asks: Sequence[Ask]) -> frozenset[str]:
    """Return the warnings that are asked here, so that nothing is told twice."""
    return frozenset(ask.told for ask in asks)


# one question at a time


def _show(job: str, number: int, draw: Callable[[], None]) -> None:
    with st.container(border=True, key=_key(job, number, "ask")):
        answer = _answers(job).get(number)
        if answer is None:
            draw()
            return
        _show_answer(job, number, answer)


def _show_answer(job: str, number: int, answer: Answer) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f":material/check: {label(answer.told)}")
        st.button(
            "Undo", key=_key(job, number, "undo"), type="tertiary", icon=":material/undo:",
            on_click=_undo, args=(job, number),
        )  # fmt: skip


def _one_study(job: str, number: int, ask: Ask, names: Sequence[str]) -> None:
    st.markdown(f"**{len(ask.files)} files may be one study**")
    st.markdown("Why: " + label("; ".join(ask.reasons)) + ".")
    _list_files([names[at] for at in ask.files])
    key = _key(job, number, "title")
    title = st.text_input("Title of the study", ask.options[0], key=key, persist_state="session")
    _offer(
        job, number, ask, "study", key, yes=("Make them one study", f"{len(ask.files)} files are one study"),
        no=("Keep them apart", f"{len(ask.files)} files stay apart"), ready=bool(title.strip()),
    )  # fmt: skip


def _retells(job: str, number: int, ask: Ask, names: Sequence[str], known: Sequence[str]) -> None:
    name = names[ask.files[0]]
    st.markdown(f"**{label(name)} may tell earlier research again**")
    st.markdown("Why: " + label("; ".join(ask.reasons)) + ". Told twice, it still counts once.")
    options = list(dict.fromkeys((*ask.options, *known)))
    key = _key(job, number, "retold")
    study = st.selectbox(
        "Which study does it retell?", options, index=0 if ask.options else None, accept_new_options=True,
        placeholder="Choose one, or write its title", key=key, persist_state="session",
    )  # fmt: skip
    _offer(
        job, number, ask, "retells", key, yes=("It retells this study", f"{name} retells"),
        no=("It stands for itself", f"{name} stands for itself"), ready=bool(study),
    )  # fmt: skip


def _offer(
    job: str, number: int, ask: Ask, column: str, key: str, *, yes: tuple[str, str], no: tuple[str, str], ready: bool
) -> None:
    """Offer to fill a column of the files with what a widget holds, or not to; each with what is told of it then."""
    with st.container(horizontal=True):
        st.button(
            yes[0], key=_key(job, number, yes[0]), icon=":material/check:", disabled=not ready,
            on_click=_fill, args=(job, number, ask, column, key, yes[1]),
        )  # fmt: skip
        st.button(no[0], key=_key(job, number, no[0]), type="tertiary", on_click=_answer, args=(job, number, no[1], {}))


def _fill(job: str, number: int, ask: Ask, column: str, key: str, told: str) -> None:
    """Fill in what the widget holds now: a press may arrive together with what was typed just before it."""
    said = str(st.session_state.get(key) or "").strip()
    if said:
        _answer(job, number, f"{told}: {said}", {at: {column: said} for at in ask.files})


# many lines of one kind, answered together


@dataclass(frozen=True, kw_only=True, slots=True)
class _Lines:
    """A kind of question that many files may put: how it is headed, and which cell an answer changes."""

    heading: str
    help: str
    column: str
    open_word: str
    empty_word: str
    button: str


_DATES = _Lines(
    heading="When was it done?", help="A line that you leave keeps the date it has now.", column="date",
    open_word="leave it", empty_word="no date", button="Take these dates",
)  # fmt: skip
_SERVICES = _Lines(
    heading="Which service is it?", help="A folder is no proof of a service. A line that you leave stays as it is.",
    column="service", open_word="leave it", empty_word="no service", button="Take these services",
)  # fmt: skip


def _show_lines(job: str, asks: Sequence[tuple[int, Ask]], names: Sequence[str], kind: _Lines) -> None:
    if not asks:
        return
    with st.container(border=True, key=_key(job, kind.column, "lines")):
        st.markdown(f"**{kind.heading}**")
        answered = [(number, _answers(job)[number]) for number, _ in asks if number in _answers(job)]
        for number, answer in answered:
            _show_answer(job, number, answer)
        left = [(number, ask) for number, ask in asks if number not in _answers(job)]
        if not left:
            return
        st.caption(kind.help)
        ready = [_show_line(job, number, ask, names, kind) != LEFT for number, ask in left]
        st.button(
            kind.button, key=_key(job, kind.column, "take"), icon=":material/check:", disabled=not any(ready),
            on_click=_take_lines, args=(job, left, names, kind),
        )  # fmt: skip


def _show_line(job: str, number: int, ask: Ask, names: Sequence[str], kind: _Lines) -> str:
    what, choice = st.columns([3, 2], vertical_alignment="center")
    what.markdown(
        f"{label(ask.told[:1].upper() + ask.told[1:])}  \n:small[{label(words.few([names[at] for at in ask.files]))}]"
    )
    said = {LEFT: kind.open_word, "": kind.empty_word}
    return choice.selectbox(
        f"{kind.heading} {ask.told}", [LEFT, *ask.options, ""], label_visibility="collapsed",
        key=_key(job, number, "line"),
        format_func=lambda value: said.get(value) or (words.date(value) if kind is _DATES else str(value)),
    )  # fmt: skip


def _take_lines(job: str, asks: Sequence[tuple[int, Ask]], names: Sequence[str], kind: _Lines) -> None:
    for number, ask in asks:
        value = st.session_state.get(_key(job, number, "line"), LEFT)
        if value != LEFT:
            shown = (words.date(value) if kind is _DATES else value) if value else kind.empty_word
            told = f"{words.few([names[at] for at in ask.files])}: {shown}"
            _answer(job, number, told, {at: {kind.column: value} for at in ask.files})


# who was not heard


def _show_unheard(job: str, asks: Sequence[tuple[int, Ask]], names: Sequence[str]) -> None:
    if not asks:
        return
    with st.container(border=True, key=_key(job, "unheard", "lines")):
        st.markdown("**Who was not heard?**")
        st.caption(
            "These passages say what the research is missing. Recorded, readers of the study see who was not heard."
        )
        for number, ask in asks:
            answer = _answers(job).get(number)
            if answer:
                _show_answer(job, number, answer)
                continue
            with st.expander(
                label(names[ask.files[0]]), expanded=len(asks) <= OPEN_AT_MOST, key=_key(job, number, "who")
            ):
                _ask_unheard(job, number, ask, names[ask.files[0]])


def _ask_unheard(job: str, number: int, ask: Ask, name: str) -> None:
    for passage in ask.passages:
        st.html(
            f'<div class="tl-cited"><blockquote>{escape(passage.words)}</blockquote>'
            f'<p class="tl-origin">{escape(passage.place)}</p></div>'
        )
    written = " ".join(passage.words for passage in ask.passages)
    key = _key(job, number, "words")
    st.text_area(
        "Record as", written[:LONGEST_UNHEARD_CHARACTERS], key=key, max_chars=LONGEST_UNHEARD_CHARACTERS,
        persist_state="session", help="Shorten it to who was not heard.",
    )  # fmt: skip
    with st.container(horizontal=True):
        st.button(
            "Record it", key=_key(job, number, "yes"), icon=":material/check:",
            on_click=_record_unheard, args=(job, number, ask, key, name),
        )  # fmt: skip
        st.button(
            "Leave it", key=_key(job, number, "no"), type="tertiary", on_click=_answer,
            args=(job, number, f"{name}: not recorded", {}),
        )  # fmt: skip


def _record_unheard(job: str, number: int, ask: Ask, key: str, name: str) -> None:
    written = " ".join(str(st.session_state.get(key) or "").split())
    _answers(job)[number] = Answer(told=f"{name}: {written or 'not recorded'}", not_heard=written, files=ask.files)


# answers


def _answers(job: str) -> dict[int, Answer]:
    kept: dict[str, dict[int, Answer]] = st.session_state.setdefault(state.CHECK_ANSWERS, {})
    return kept.setdefault(job, {})


def _answer(job: str, number: int, told: str, changes: check_rows.Changes) -> None:
    _answers(job)[number] = Answer(told=told, before=check_rows.change(job, changes) if changes else {})


def _undo(job: str, number: int) -> None:
    before = _answers(job).pop(number).before
    if before:
        check_rows.change(job, before)


def _list_files(names: Sequence[str]) -> None:
    if len(names) <= OPEN_AT_MOST:
        st.caption(label(words.listed(list(names))))
        return
    with st.expander(f"Which files: {label(words.few(names))}"):
        st.markdown("\n".join(f"- {label(name)}" for name in names))


def _key(job: str, *parts: Any) -> str:
    return state.key(PAGE, "question", job, *parts)
