"""What the sections on learning share: what holds and held, the verdict in words, and buttons that say why not."""

from collections.abc import Callable, Sequence

import streamlit as st

from domain.errors import ThroughlineError
from domain.learned import LearningState
from domain.lesson_effects import Effect
from domain.lessons import Gain, Learning
from domain.said_lessons import SaidGain, SaidLearning
from use_cases.findings.learnings import LearningView
from use_cases.findings.said_learnings import SaidLearningView
from views import errors, job_status, links, state, undoing, words
from views.markup import label

PAGE = links.CODEBOOK
CHANGES_SHOWN = 3
AS_SHIPPED = "Nothing learned of this holds: in this the coder is as shipped."
_TOLD = {
    Effect.GAIN: "**A gain.** On studies that it had not learned from, the coder would judge better.",
    Effect.LOSS: "**No gain.** On studies that it had not learned from, the coder would judge no better, or worse.",
    Effect.LESS_PRECISE: (
        "**No gain: less precise.** It would judge better as a whole, but less of what it shows would be right, or "
        "nothing be shown."
    ),
    Effect.UNCLEAR: "**Not clear.** The difference on studies that it had not learned from may be an accident.",
}
_ICONS = {
    Effect.GAIN: ":material/trending_up:",
    Effect.LOSS: ":material/trending_down:",
    Effect.LESS_PRECISE: ":material/trending_down:",
}
_STATES = {
    LearningState.OPEN: "Not decided on.",
    LearningState.IN_FORCE: "Adopted by",
    LearningState.LEFT: "Left by",
    LearningState.ENDED: "In force no more: by",
}


def show_in_force(
    view: LearningView | SaidLearningView, withdraw: Callable[[str], str], *parts: str, refused: str, tip: str
) -> None:
    """Show what was adopted and holds, with a button that has it withdrawn; ``parts`` tell the section's keys apart."""
    held = view.in_force
    if held is None:
        st.caption(AS_SHIPPED)
        return
    with st.container(border=True, key=state.key(PAGE, "in-force", *parts)):
        taught = words.count(view.learned_from, "decision")
        st.markdown(label(f"In force: what {taught} taught. Adopted by {_decided_by(held)}"))
        if view.rests:
            st.caption("It was learned with judges of another version of the program and has no effect: learn anew.")
        button(
            "Withdraw it",
            state.key("withdraw", *parts),
            lambda: follow(lambda: withdraw(held.id)),
            refused=refused,
            icon=":material/undo:",
            tip=tip,
        )


def show_proposed(proposed: Learning | SaidLearning, told: str, table: str, moved: str) -> None:
    """Show what a proposal would bring: its verdict and what is ``told`` beside it, a table, and what would change."""
    gain = proposed.gain
    st.markdown("**Proposed**")
    st.caption(label(f"Asked for by {undoing.by(proposed.made_by, proposed.made_at)} {_learned_from(gain)}"))
    st.markdown(f"{_ICONS.get(gain.effect, ':material/help:')} {_TOLD[gain.effect]} {told}")
    st.html(table)
    st.caption(_saved(gain))
    st.markdown(moved)


def offer(
    gain: Gain | SaidGain, adopt: Callable[[], str], leave: Callable[[], str | None], *parts: str, refused: str
) -> None:
    """Show the buttons that have a proposal adopted, or left."""
    with st.container(horizontal=True):
        button(
            "Adopt",
            state.key("adopt", *parts),
            lambda: follow(adopt),
            refused=refused,
            kind="primary" if gain.effect is Effect.GAIN else "secondary",
            tip="The evidence is coded anew. You can withdraw it again.",
        )
        button("Leave it", state.key("leave", *parts), lambda: undoing.do(leave), refused=refused)


def show_history(history: Sequence[Learning | SaidLearning], *parts: str) -> None:
    """Show what was learned before, and what people made of it."""
    before = [each for each in history if each.state is not LearningState.OPEN]
    if before:
        key = state.key(PAGE, "learned-before", *parts)
        with st.expander(f"What was learned before ({len(before):,})", key=key):
            for each in before:
                st.markdown(label(f"{_learned_from(each.gain)} {_STATES[each.state]} {_decided_by(each)}"))


def _decided_by(learning: Learning | SaidLearning) -> str:
    said = learning.decided[-1]
    return undoing.by(said.decided_by, said.decided_at)


def _saved(gain: Gain | SaidGain) -> str:
    """Say what gain or loss is judged by: being less sure of everything helps without a thing learned."""
    return (
        "Beside a coder that is only made more or less sure of everything alike, its log loss is "
        f"{abs(gain.saved):.3f} {'less' if gain.saved > 0 else 'more'} (standard error {gain.error:.3f})."
    )


def _learned_from(gain: Gain | SaidGain) -> str:
    teaching = gain.teaching
    return f"Learned from {words.count(teaching.decisions, 'decision')} in {words.studies(teaching.studies)}."


def button(
    text: str, name: str, press: Callable[[], None], *, refused: str, kind: str = "secondary", icon: str | None = None,
    tip: str | None = None,
) -> None:  # fmt: skip
    """Show a button; where pressing it is ``refused`` it is disabled and says why."""
    key = state.key(PAGE, "learning", name)
    if st.button(text, key=key, type=kind, icon=icon, disabled=bool(refused), help=refused or tip):  # type: ignore[arg-type]
        press()


def follow(queue: Callable[[], str]) -> None:
    """Queue a job and show how far it is; an error is told beside the button."""
    try:
        job = queue()
    except ThroughlineError as error:
        errors.show(error)
        return
    job_status.remember(job)


def share(value: float | None) -> str:
    """Return a share in percent; None is the precision of nothing."""
    return "it shows none" if value is None else f"{value:.0%}"
