"""What describes a study: read by everyone who may see it, changed by its team, with what was there before."""

import streamlit as st

from domain.access import Viewer
from domain.dates import FORMS, in_words, typed_date
from domain.evidence import Study
from domain.publishing import LONGEST_DESCRIPTION_CHARACTERS, LONGEST_TITLE_CHARACTERS, StudyChange, StudyEdit, StudyRow
from use_cases.app import UseCases
from views import errors, links, state, words
from views.markup import label

PAGE = links.STUDIES
FIELD = {"title": "Title", "date": "Date", "description": "Description"}
LISTED_AT_MOST = 20


def show(app: UseCases, viewer: Viewer, row: StudyRow) -> None:
    """Show the description; offer its team to change it, and to put back what was changed."""
    for paragraph in (row.study.description or "").splitlines():
        if paragraph.strip():
            st.markdown(label(paragraph))
    if not row.mine:
        return
    key = state.key(PAGE, "describe", row.study.id)
    with st.expander("Change title, date or description", key=key, icon=":material/edit_note:"):
        _ask(app, viewer, row)
        _show_edits(app, viewer, row)


def _ask(app: UseCases, viewer: Viewer, row: StudyRow) -> None:
    study = row.study
    turn = st.session_state.get(_turn(study.id), 0)
    shown = _shown(study, turn)
    with st.form(state.key(PAGE, "details", study.id), border=False):
        left, right = st.columns([3, 1])
        title = left.text_input(
            "Title", shown["title"], key=state.key(PAGE, "title", study.id, turn), max_chars=LONGEST_TITLE_CHARACTERS,
            help="Readers see it as you write it: name nobody. Files added under an earlier title still belong here.",
        )  # fmt: skip
        date = right.text_input(
            "Date", in_words(shown["date"]) if shown["date"] else "", key=state.key(PAGE, "date", study.id, turn),
            help=f"A day, a month or a year: {FORMS}.",
        )  # fmt: skip
        description = st.text_area(
            "Description", shown["description"], key=state.key(PAGE, "description", study.id, turn),
            max_chars=LONGEST_DESCRIPTION_CHARACTERS,
            help="What readers should know of it: its question, who took part, what it led to. Name nobody.",
        )  # fmt: skip
        pressed = st.form_submit_button("Save", key=state.key(PAGE, "save-details"), icon=":material/save:")
    if not pressed:
        return
    with errors.PageBoundary():
        said = {"title": title, "date": typed_date(date, "Date") or "", "description": description}
        new = {name: text for name, text in said.items() if text != shown[name]}
        changed = StudyChange(title=new.get("title"), date=new.get("date"), description=new.get("description"))
        _change(app, viewer, row, changed)
        st.rerun()


def _shown(study: Study, turn: int) -> dict[str, str]:
    """Return what the fields were drawn with: what a colleague changes meanwhile was not typed here, and stands."""
    drawn = state.key(PAGE, "details-shown", study.id, turn)
    if state.key(PAGE, "title", study.id, turn) not in st.session_state:
        known = {"title": study.title, "date": study.date or "", "description": study.description or ""}
        st.session_state[drawn] = known
    shown: dict[str, str] = st.session_state[drawn]
    return shown


def _change(app: UseCases, viewer: Viewer, row: StudyRow, change: StudyChange) -> None:
    if change != StudyChange():
        app.publishing.change(viewer, row.study.id, change)
    _begin_anew(row.study.id)


def _show_edits(app: UseCases, viewer: Viewer, row: StudyRow) -> None:
    edits = app.publishing.edits(viewer, row.study.id)
    if not edits:
        return
    st.markdown("**What was changed**")
    for edit in edits[:LISTED_AT_MOST]:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(_told(edit))
            if getattr(row.study, edit.field) != edit.was:
                st.button(
                    "Put back", key=state.key(PAGE, "put-back", row.study.id, edit.nth), type="tertiary",
                    icon=":material/undo:", help=label(f"Let it be {_quoted(edit, edit.was)} again"),
                    on_click=_put_back, args=(app, viewer, row.study.id, edit.nth),
                )  # fmt: skip
    if len(edits) > LISTED_AT_MOST:
        st.caption(f"The latest {LISTED_AT_MOST} of {len(edits):,}.")


def _put_back(app: UseCases, viewer: Viewer, study: str, nth: int) -> None:
    with errors.PageBoundary():
        app.publishing.put_back(viewer, study, nth)
        _begin_anew(study)


def _told(edit: StudyEdit) -> str:
    when = words.moment(edit.at, state.timezone())
    said = f"{FIELD[edit.field]}: from {_quoted(edit, edit.was)} to {_quoted(edit, edit.became)}"
    return f"{label(said)} :small[{label(f'{edit.by}, {when}')}]"


def _quoted(edit: StudyEdit, text: str | None) -> str:
    """Return what a field held, in words, cut where it is long."""
    if not text:
        return "nothing"
    return in_words(text) if edit.field == "date" else words.quoted(words.shortened(text))


def _begin_anew(study: str) -> None:
    """Let the fields show what is stored now: a widget keeps what was typed into it under its key."""
    st.session_state[_turn(study)] = st.session_state.get(_turn(study), 0) + 1


def _turn(study: str) -> str:
    return state.key(PAGE, "details-turn", study)
