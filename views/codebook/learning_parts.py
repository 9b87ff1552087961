"""What the sections on learning share: the verdict in words, buttons that say why not, and the job that follows."""

from collections.abc import Callable

import streamlit as st

from domain.errors import ThroughlineError
from domain.learned import LearningState
from domain.lesson_effects import Effect
from views import errors, job_status, links, state

PAGE = links.CODEBOOK
AS_SHIPPED = "Nothing learned of this holds: in this the coder is as shipped."
TOLD = {
    Effect.GAIN: "**A gain.** On studies that it had not learned from, the coder would judge better.",
    Effect.LOSS: "**No gain.** On studies that it had not learned from, the coder would judge no better, or worse.",
    Effect.LESS_PRECISE: (
        "**No gain: less precise.** It would judge better as a whole, but less of what it shows would be right, or "
        "nothing be shown."
    ),
    Effect.UNCLEAR: "**Not clear.** The difference on studies that it had not learned from may be an accident.",
}
ICONS = {
    Effect.GAIN: ":material/trending_up:",
    Effect.LOSS: ":material/trending_down:",
    Effect.LESS_PRECISE: ":material/trending_down:",
}
STATES = {
    LearningState.OPEN: "Not decided on.",
    LearningState.IN_FORCE: "Adopted by",
    LearningState.LEFT: "Left by",
    LearningState.ENDED: "In force no more: by",
}


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
