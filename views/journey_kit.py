"""What a room takes to a workshop on a journey: cards, the evidence wall, notes for a board; and what came back."""

from functools import partial

import streamlit as st

from domain.access import Role, Viewer
from domain.evidence import SourceFile
from domain.journeys import Journey
from domain.proposals import FileDescription
from domain.sprint_prompts import MOST_IN_A_GROUP, prompts_counted
from domain.told_first import CHOSEN_HOW
from use_cases.app import UseCases
from use_cases.file_names import file_name
from use_cases.journey_kit import KIT_PARTS
from views import cached, downloads, errors, links, state, words
from views.markup import label

PAGE = links.JOURNEY_ROOM
_HOW = (
    "A card is one observation or pain point with its source and its marking. The board's notes can be pasted or "
    "imported into the usual workshop tools; when it comes back, what people wrote is added as a study of this journey."
)


def show(app: UseCases, viewer: Viewer, journey: Journey) -> None:
    """Show the section with the files of the kit, the questions to work on, and the studies that came back."""
    with st.expander("Take to the workshop", icon=":material/work:", key=state.key(PAGE, "kit", journey.id)):
        st.caption(_HOW)
        whole = _wants_all(app, viewer, journey)
        with st.container(horizontal=True, gap="small"):
            address = links.own_address()  # of links on a board; not told any more once the file is written
            for part, each in KIT_PARTS.items():
                downloads.offer(
                    each.called,
                    partial(app.journey_kit.file, viewer, journey.id, part, address=address, whole=whole),
                    name=file_name(journey.title, each.what, ending=each.ending, identifier=journey.id),
                    media_type=each.media_type,
                    key=state.key(PAGE, "kit", part),
                    kind="tertiary",
                )
        _show_prompts(app, viewer, journey)
        _show_studies(app, viewer, journey)
        if viewer.may(Role.RESEARCHER):
            _take_back(app, viewer, journey)


def _wants_all(app: UseCases, viewer: Viewer, journey: Journey) -> bool:
    """Say how many of all cards are taken, and offer to take all; tell whether that is wished for."""
    size = cached.kit_size(app, viewer=viewer, revision=app.revision(), journey=journey.id)
    if size.cards == size.of:
        return False
    whole = st.toggle(f"Take all {size.of:,} cards", key=state.key(PAGE, "kit-all", journey.id))
    number = f"All {words.count(size.of, 'card')}" if whole else f"{size.cards:,} of {words.count(size.of, 'card')}"
    st.caption(f"{number}, on the wall and the board as well. {'' if whole else CHOSEN_HOW}")
    return whole


def _show_prompts(app: UseCases, viewer: Viewer, journey: Journey) -> None:
    groups = app.journey_kit.prompts(viewer, journey.id)
    if not groups:
        st.caption("No pain points stand on this journey yet, so there are no questions to work on.")
        return
    st.markdown(f"**{prompts_counted(groups)}**")
    st.caption(f"At most {MOST_IN_A_GROUP} of each step, the gravest first.")
    for group in groups:
        with st.container(gap=None):
            st.markdown(f"**{label(group.name)}**")
            if group.prompts:
                st.markdown("\n".join(f"- {label(prompt.question)}" for prompt in group.prompts))
            if group.rest:
                st.caption(f"{label(group.rest_in_words)}.")


def _show_studies(app: UseCases, viewer: Viewer, journey: Journey) -> None:
    studies = app.journey_kit.studies(viewer, journey.id)
    if studies:
        st.markdown("**Came back from workshops**")
        st.markdown("\n".join(f"- {label(study.title)}, {words.date(study.date)}" for study in studies))


def _take_back(app: UseCases, viewer: Viewer, journey: Journey) -> None:
    """Ask for a board that came back, and lead to the page on which what people wrote is checked and saved."""
    file = st.file_uploader(
        "A board that came back", type=["csv", "tsv"], key=state.key(PAGE, "board", journey.id),
        help="Export the board as CSV. Notes that went out from here are left out: they are evidence already.",
    )  # fmt: skip
    if file is None or not st.button("Check what people wrote", key=state.key(PAGE, "board-back"), type="primary"):
        return
    with errors.PageBoundary():
        board = app.journey_kit.board_back(viewer, journey.id, file.name, file.getvalue())
        said = app.journey_kit.described(viewer, journey.id, FileDescription())
        (staged,) = app.stage([SourceFile(name=file.name, content=board.content)])
        job = app.queue_check(viewer, [staged], said)
        st.success(
            f"{words.count(board.left, 'row')} came back; {words.count(board.ours, 'note')} that went out from here "
            "are left out. Nothing is saved yet."
        )
        links.to(
            links.ADD_AND_CHECK, "Go on in Add and check", icon=":material/arrow_forward:", parameters={state.JOB: job}
        )
