"""Beside a quotation: in which insights it stands, and using it in one; and what was chosen for the next insight."""

from collections import Counter
from collections.abc import Sequence
from functools import cached_property

import streamlit as st

from domain.access import Role, Viewer
from domain.written_insights import InsightMention
from use_cases.app import UseCases
from views import cached, links, state, words
from views.markup import label

CHOSEN_BAR = "chosen-evidence"


class Beside:
    """What stands beside the quotations of one run of a page: read once, and counted, for some are shown twice."""

    def __init__(self, app: UseCases, viewer: Viewer) -> None:
        self.app = app
        self.viewer = viewer
        self._shown: Counter[tuple[str, str]] = Counter()

    @cached_property
    def mentions(self) -> dict[str, tuple[InsightMention, ...]]:
        """Return in which insights observations stand, as this viewer may see them."""
        return cached.insight_mentions(self.app, viewer=self.viewer, revision=self.app.revision())

    @property
    def may_use(self) -> bool:
        """Tell whether this viewer may write insights."""
        return self.viewer.may(Role.RESEARCHER)

    def key_of(self, what: str, observation: str) -> str:
        """Return a key for what stands beside an observation: another one each time that it is shown."""
        self._shown[what, observation] += 1
        return state.key(what, observation, self._shown[what, observation])


def show(observation: str) -> None:
    """Show in which insights an observation stands, and let it be chosen for the next, or be left out again."""
    beside: Beside | None = st.session_state.get(state.BESIDE)
    if beside is None:
        return
    _mark(observation, beside.mentions.get(observation, ()))
    if not beside.may_use:
        return
    is_chosen = observation in chosen()
    st.button(
        "Chosen for an insight" if is_chosen else "Use in an insight",
        key=beside.key_of("use", observation),
        type="tertiary",
        icon=":material/check:" if is_chosen else ":material/add:",
        help="Press again to leave it out." if is_chosen else "Choose this quotation for an insight that you write.",
        on_click=_turn,
        args=(observation,),
    )


def show_all(observations: Sequence[str], where: str) -> None:
    """Show the insights that rest on some observations, or stand against them, each once; nothing where none does."""
    beside: Beside | None = st.session_state.get(state.BESIDE)
    if beside is None:
        return
    found = {each.id: each for name in observations for each in beside.mentions.get(name, ())}
    if found:
        st.caption(f"{words.count(len(found), 'insight quotes', 'insights quote')} what stands {where}:")
    for each in found.values():
        parameters = {state.INSIGHT: each.id}
        links.to(links.INSIGHTS, label(each.claim), icon=":material/lightbulb:", parameters=parameters)


def chosen() -> list[str]:
    """Return the observations that were chosen for the next insight, in the order in which they were."""
    found: list[str] = st.session_state.setdefault(state.CHOSEN_EVIDENCE, [])
    return found


def forget_chosen() -> None:
    """Let go of what was chosen."""
    st.session_state[state.CHOSEN_EVIDENCE] = []


def show_chosen(page: str) -> None:
    """Show on every page but that of insights how much was chosen, and the way to the insight to write."""
    number = len(chosen())
    if not number or page == links.INSIGHTS:
        return
    with st.container(horizontal=True, vertical_alignment="center", key=CHOSEN_BAR):
        st.markdown(f"**{words.count(number, 'quotation')}** chosen for an insight")
        parameters = {state.WRITE: state.A_NEW_ONE}
        links.to(links.INSIGHTS, "Write the insight", icon=":material/edit_note:", parameters=parameters)
        st.button("Let go", key=state.key(CHOSEN_BAR, "forget"), type="tertiary", on_click=forget_chosen)


def _mark(observation: str, mentions: Sequence[InsightMention]) -> None:
    if not mentions:
        return
    one = {state.INSIGHT: mentions[0].id}
    parameters = one if len(mentions) == 1 else {state.OBSERVATION: observation}
    links.to(
        links.INSIGHTS,
        f"In {words.count(len(mentions), 'insight')}",
        icon=":material/lightbulb:",
        parameters=parameters,
    )


def _turn(observation: str) -> None:
    held = chosen()
    if observation in held:
        held.remove(observation)
    else:
        held.append(observation)
