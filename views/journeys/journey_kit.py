"""What a room takes to a workshop on a journey: cards, the evidence wall, notes for a board; and what came back."""

from functools import partial

import streamlit as st

from domain.access import Role, Viewer
from domain.evidence import SourceFile
from domain.journeys import Journey
from domain.proposals import FileDescription
from domain.sprint_prompts import MOST_IN_A_GROUP, prompts_counted
from domain.told_first import ALL_HOW, CHOSEN_HOW
from use_cases.app import UseCases
from use_cases.file_names import file_name
from use_cases.journeys.journey_kit import KIT_PARTS
from views import cached, downloads, errors, links, state, words
from views.markup import label

PAGE = links.JOURNEY_ROOM
_HOW = (
    "A card is one quotation, pain point or question, with its source and its marking. What is chosen here goes for "
    "the cards, the wall and the board."
)
_BACK = (
    "The board's notes can be pasted or imported into the usual workshop tools. When the board comes back, what people "
    "wrote is added as a study of this journey."
)
_FILES = (
    ("Cards to lay out", ("cards", "cards-pdf", "cards-to-print")),
    ("A wall, step by step", ("wall",)),
    ("A workshop board", ("board",)),
)
"""The parts of the kit by what a room does with them."""
BEST, ALL = "best", "all"


def show(app: UseCases, viewer: Viewer, journey: Journey) -> None:
    """Show which cards there are, the files of them, what came back, and the questions to work on."""
    st.caption(_HOW)
    whole = _wants_all(app, viewer, journey)
    address = links.own_address()  # of links on a board; not told any more once the file is written
    for column, (use, parts) in zip(st.columns([3, 2, 2], gap="medium"), _FILES, strict=True):
        with column:
            st.markdown(f"**{use}**")
            for part in parts:
                each = KIT_PARTS[part]
                downloads.offer(
                    each.called,
                    partial(app.journey_kit.file, viewer, journey.id, part, address=address, whole=whole),
                    name=file_name(journey.title, each.what, ending=each.ending, identifier=journey.id),
                    media_type=each.media_type,
                    key=state.key(PAGE, "kit", part),
                )
    st.subheader("Back from the workshop", anchor=False)
    st.caption(_BACK)
    _show_studies(app, viewer, journey)
    if viewer.may(Role.RESEARCHER):
        _take_back(app, viewer, journey)
    _show_prompts(app, viewer, journey)


def _wants_all(app: UseCases, viewer: Viewer, journey: Journey) -> bool:
    """Let the best cards or all of them be chosen, each with what it holds; tell whether all are wished for."""
    size = cached.kit_size(app, viewer=viewer, revision=app.revision(), journey=journey.id)
    if size.cards == size.of:
        st.markdown(f"**{words.count(size.of, 'card')}**{_holding(size.holds)}")
        return False
    titles = {BEST: f"The best of each step: {size.cards:,} cards", ALL: f"All of them: {size.of:,} cards"}
    chosen = st.radio(
        "Which cards to take",
        list(titles),
        format_func=titles.__getitem__,
        captions=[_told(size.holds, CHOSEN_HOW), _told(size.whole_holds, ALL_HOW)],
        key=state.key(PAGE, "kit-which", journey.id),
    )
    return chosen == ALL


def _holding(holds: str) -> str:
    return f": {holds}" if holds else ""


def _told(holds: str, how: str) -> str:
    return f"{holds[:1].upper()}{holds[1:]}. {how}" if holds else how


def _show_prompts(app: UseCases, viewer: Viewer, journey: Journey) -> None:
    groups = app.journey_kit.prompts(viewer, journey.id)
    if not groups:
        st.caption("No pain points stand on this journey yet, so there are no questions to work on.")
        return
    st.subheader(prompts_counted(groups), anchor=False)
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
