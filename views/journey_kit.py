"""What a room takes to a workshop on a journey: cards, the evidence wall, notes for a board; and what came back."""

from functools import partial

import streamlit as st

from domain.access import Viewer
from domain.journeys import Journey
from use_cases.app import UseCases
from use_cases.journey_kit import KIT_PARTS
from views import links, state, words
from views.markup import label

PAGE = links.JOURNEY_ROOM
_HOW = (
    "A card is one observation or pain point with its source and its marking. The board's notes can be pasted or "
    "imported into the usual workshop tools; when it comes back, what people wrote is added as a study of this journey."
)
_BACK = "To add a board afterwards: `journeys board-back {journey} board.csv` on the command line."


def show(app: UseCases, viewer: Viewer, journey: Journey) -> None:
    """Show the section with the files of the kit, the questions to work on, and the studies that came back."""
    with st.expander("Take to the workshop", icon=":material/work:", key=state.key(PAGE, "kit", journey.id)):
        st.caption(_HOW)
        with st.container(horizontal=True, gap="small"):
            for part, each in KIT_PARTS.items():
                st.download_button(
                    each.called,
                    partial(_taken, app, viewer, journey.id, part),
                    file_name=f"{journey.id}{each.suffix}",
                    mime=each.media_type,
                    key=state.key(PAGE, "kit", part),
                    icon=":material/download:",
                    type="tertiary",
                    on_click="ignore",
                )
        _show_prompts(app, viewer, journey)
        _show_studies(app, viewer, journey)


def _taken(app: UseCases, viewer: Viewer, journey_id: str, part: str) -> bytes:
    """Return a part of the kit as a file that leaves; links of a board lead to where this page was opened."""
    address = (st.context.url or "").rpartition("/")[0]
    return app.journey_kit.file(viewer, journey_id, part, address=address)


def _show_prompts(app: UseCases, viewer: Viewer, journey: Journey) -> None:
    prompts = dict.fromkeys(app.journey_kit.prompts(viewer, journey.id).values())
    if not prompts:
        st.caption("No pain points stand on this journey yet, so there are no questions to work on.")
        return
    st.markdown(f"**{words.count(len(prompts), 'question')} to work on**")
    st.markdown("\n".join(f"- {label(prompt)}" for prompt in prompts))


def _show_studies(app: UseCases, viewer: Viewer, journey: Journey) -> None:
    studies = app.journey_kit.studies(viewer, journey.id)
    if studies:
        st.markdown("**Came back from workshops**")
        st.markdown("\n".join(f"- {label(study.title)}, {words.date(study.date)}" for study in studies))
    st.caption(_BACK.format(journey=journey.id))
