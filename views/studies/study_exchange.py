"""A study for other analysis tools: its own codes, a codebook taken in, and the study as a project file."""

from functools import partial

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from domain.access import Role, Viewer
from domain.errors import InvalidRequest
from domain.publishing import StudyRow
from use_cases.app import UseCases
from use_cases.evidence.study_codes import StudyCode
from use_cases.file_names import file_name
from views import cached, downloads, errors, links, state, undoing, words
from views.markup import label

PAGE = links.STUDIES
CODES_AT_MOST = 500
SHOWN_WHOLE = 12
SCROLLED_HEIGHT = 280


def show(app: UseCases, viewer: Viewer, row: StudyRow) -> None:
    """Show the study's own codes, offer it as a file, and take a codebook from those who may change it."""
    with st.expander("Codes, and other analysis tools (NVivo, ATLAS.ti, MAXQDA …)", icon=":material/sell:"):
        codes = app.study_codes.rows(viewer, row.study.id)
        shown = st.empty()
        with shown.container():
            _show_codes(app, viewer, codes)
        if viewer.may(Role.RESEARCHER):
            _say_pattern(app, viewer, row, codes)
        downloads.offer(
            "Take the study as a REFI-QDA project (.qdpx)",
            lambda: app.exchange.project(viewer, [row.study.id]).content,
            name=file_name(row.study.title, "study", ending="qdpx", identifier=row.study.id),
            media_type="application/zip",
            key=state.key(PAGE, "qdpx", row.study.id),
        )
        st.caption(
            "Texts, observations, codes, selections and participants are in it, masked. The original files are not. "
            "A project of another tool is added like any file, on Add and check."
        )
        if row.mine:
            _take_codebook(app, viewer, row, shown)


def _show_codes(app: UseCases, viewer: Viewer, codes: list[StudyCode]) -> None:
    if not codes:
        st.caption("This study has no codes of its own yet.")
        return
    st.caption(words.count(len(codes), "code"))
    tree = st.container(height=SCROLLED_HEIGHT if len(codes) > SHOWN_WHOLE else "content", border=False)
    depth: dict[str, int] = {}
    lines = []
    titles = _titles(app, viewer)
    for row in codes[:CODES_AT_MOST]:
        code = row.code
        depth[code.id] = depth.get(code.parent or "", -1) + 1
        known = [(number, words.quoted(titles.get(name, name))) for name, number in row.patterns]
        said = "".join(f" · {number:,} said to be {title}" for number, title in known)
        held = f" · {words.count(len(row.observations), 'observation')}" if row.observations else ""
        lines.append(f"{'  ' * depth[code.id]}- {label(code.name + held + said)}")
    if len(codes) > CODES_AT_MOST:
        lines.append(f"- … and {len(codes) - CODES_AT_MOST:,} more, all in the file")
    tree.markdown("\n".join(lines))


def _titles(app: UseCases, viewer: Viewer) -> dict[str, str]:
    codebook = cached.codebook(app, viewer=viewer, revision=app.revision())
    return {pattern.id: pattern.title for pattern in codebook.patterns}


def _say_pattern(app: UseCases, viewer: Viewer, row: StudyRow, codes: list[StudyCode]) -> None:
    """Let a researcher say which pattern a code is, and take that back."""
    on_something = {each.code.id: each for each in codes if each.observations}
    if not on_something:
        return
    study, titles = row.study.id, _titles(app, viewer)
    key = partial(state.key, PAGE, "code-is", study)
    st.markdown("**A code that is a pattern of the codebook**")
    st.caption(
        "Its observations then count as evidence of that pattern, by your word. Each can be taken back by itself."
    )
    with st.container(horizontal=True, vertical_alignment="bottom"):
        code = st.selectbox(
            "This code",
            list(on_something),
            index=None,
            format_func=lambda name: on_something[name].code.name,
            key=key("code"),
        )
        pattern = st.selectbox(
            "is this pattern", list(titles), index=None, format_func=titles.__getitem__, key=key("pattern")
        )
        if st.button("Say so", key=key("say"), disabled=not (code and pattern)) and code and pattern:
            undoing.do(partial(app.study_codes.is_pattern, viewer, study, code, pattern))
    for each in on_something.values():
        for name, number in each.patterns:
            with st.container(horizontal=True, vertical_alignment="center"):
                held = words.count(number, "observation")
                st.markdown(label(f"{held} with “{each.code.name}”: said to be {words.quoted(titles.get(name, name))}"))
                if st.button("Take back", key=key("back", each.code.id, name), icon=":material/undo:", type="tertiary"):
                    undoing.do(partial(app.study_codes.is_not_pattern, viewer, study, each.code.id, name))


def _take_codebook(app: UseCases, viewer: Viewer, row: StudyRow, shown: DeltaGenerator) -> None:
    """Take codes in; they stand where the study's codes are ``shown`` at once."""
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
        with shown.container():
            _show_codes(app, viewer, app.study_codes.rows(viewer, row.study.id))
        st.success(f"{words.count(new, 'code')} added.")
        for loss in losses:
            st.caption(f"Not taken over: {loss.what} ({loss.count}). {loss.why}")
