"""A study for other analysis tools: its own codes, a codebook taken in, and the study as a project file."""

from functools import partial

import streamlit as st

from domain.access import Viewer
from domain.codes import Code
from domain.errors import InvalidRequest
from domain.publishing import StudyRow
from use_cases.app import UseCases
from views import errors, links, state, words
from views.markup import label

PAGE = links.STUDIES
CODES_AT_MOST = 500
SHOWN_WHOLE = 12
SCROLLED_HEIGHT = 280


def show(app: UseCases, viewer: Viewer, row: StudyRow) -> None:
    """Show the study's own codes, offer it as a file, and take a codebook from those who may change it."""
    with st.expander("Codes, and other analysis tools (NVivo, ATLAS.ti, MAXQDA …)", icon=":material/sell:"):
        codes = app.exchange.codes(viewer, row.study.id)
        _show_codes(codes)
        st.download_button(
            "Take the study as a REFI-QDA project (.qdpx)",
            lambda: app.exchange.project(viewer, [row.study.id]).content,
            file_name="study.qdpx",
            mime="application/zip",
            key=state.key(PAGE, "qdpx", row.study.id),
            icon=":material/download:",
            on_click="ignore",
        )
        st.caption(
            "Texts, observations, codes, selections and participants are in it, masked. The original files are not. "
            "A project of another tool is added like any file, on Add and check."
        )
        if row.mine:
            _take_codebook(app, viewer, row)


def _show_codes(codes: list[Code]) -> None:
    if not codes:
        st.caption("This study has no codes of its own yet.")
        return
    st.caption(words.count(len(codes), "code"))
    tree = st.container(height=SCROLLED_HEIGHT if len(codes) > SHOWN_WHOLE else "content", border=False)
    depth: dict[str, int] = {}
    lines = []
    for code in codes[:CODES_AT_MOST]:
        depth[code.id] = depth.get(code.parent or "", -1) + 1
        lines.append(f"{'  ' * depth[code.id]}- {label(code.name)}")
    if len(codes) > CODES_AT_MOST:
        lines.append(f"- … and {len(codes) - CODES_AT_MOST:,} more, all in the file")
    tree.markdown("\n".join(lines))


def _take_codebook(app: UseCases, viewer: Viewer, row: StudyRow) -> None:
    key = partial(state.key, PAGE, "codebook", row.study.id)
    with st.form(key("form"), border=False, clear_on_submit=True):
        file = st.file_uploader("Add a codebook (.qdc) to the study's own codes", type=["qdc"], key=key("file"))
        pressed = st.form_submit_button("Add the codes", key=key("add"), icon=":material/add:")
    if not pressed:
        return
    with errors.PageBoundary():
        if file is None:
            raise InvalidRequest("There is no file yet.", remedy="Choose a codebook that ends in .qdc.")
        new, losses = app.exchange.add_codebook(viewer, row.study.id, file.getvalue())
        st.success(f"{words.count(new, 'code')} added.")
        for loss in losses:
            st.caption(f"Not taken over: {loss.what} ({loss.count}). {loss.why}")
