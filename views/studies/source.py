"""A source as a reader may open it: its masked text, with the observation that led here in sight."""

from html import escape

import streamlit as st

from domain.access import Role
from domain.errors import NotFound
from domain.evidence import Observation, SourceView
from use_cases.app import UseCases
from views import errors, insight_marks, links, marking, ownership, state, words
from views.markup import facts, label
from views.studies import coding, original
from views.viewer import current_viewer

PAGE = links.SOURCE
SENTENCE = state.key(PAGE, "sentence")
TO_THE_PLACE = """<script>
const place = document.getElementById("the-place");
if (place) { place.scrollIntoView({block: "center"}); }
</script>"""


def render(app: UseCases) -> None:
    """Show the source that the address names, at the observation that it names."""
    identifier = state.parameter(state.SOURCE)
    if identifier is None:
        st.title("Source")
        st.info("Open a source from one of its quotations.", icon=":material/description:")
        links.to(links.WHAT_DO_WE_KNOW, "What do we know?", icon=":material/search:")
        return
    try:
        view = app.source(current_viewer(), identifier)
    except NotFound as error:
        st.title("Source")
        errors.show(error)
        links.to(links.WHAT_DO_WE_KNOW, "What do we know?", icon=":material/search:")
        return
    named = state.parameter(state.OBSERVATION)
    chosen = _chosen(view, named)
    st.title(label(view.name), anchor=False)
    marking.show(view.study.marking)
    to = {state.STUDY: view.study.id}
    links.to(links.STUDIES, label(view.study.title), icon=":material/folder_open:", parameters=to)
    st.html(facts(_facts(view)))
    with st.expander("Whom to ask", key=state.key("source", "ask"), icon=":material/contact_support:"):
        st.html(ownership.contacts((app.ownership.contact(view.study),)))
    original.offer(app, current_viewer(), view)
    if chosen:
        st.caption(f"The quotation you came from, or chose, is marked: {label(chosen.locator)}.")
        insight_marks.show(chosen.id)
    elif named:
        st.warning(
            "The quotation that the link names is not in this source any more: it was changed since, or another "
            "version of the file has taken its place. This is the whole source.",
            icon=":material/link_off:",
        )
    insight_marks.show_all([item.id for item in view.observations], "in this source")
    links.copy(PAGE, {state.SOURCE: view.id, **({state.OBSERVATION: chosen.id} if chosen else {})})
    text, beside = st.columns([3, 2], gap="large")
    with text:
        st.html(_text(view, chosen) + (TO_THE_PLACE if chosen else ""), unsafe_allow_javascript=chosen is not None)
    with beside, st.container(key="code-a-sentence"):
        _offer_coding(app, view, chosen)


def _offer_coding(app: UseCases, view: SourceView, chosen: Observation | None) -> None:
    """Let any sentence of the source be coded, one after the other; nothing for whoever may not."""
    viewer = current_viewer()
    if not viewer.may(Role.RESEARCHER) or not view.observations:
        return
    st.header("Code a sentence", anchor=False)
    ids = [item.id for item in view.observations]
    told = {item.id: f"{n}. {item.text}" for n, item in enumerate(view.observations, start=1)}
    st.session_state[SENTENCE] = chosen.id if chosen else None
    st.selectbox(
        "Which", ids, index=None, format_func=told.__getitem__, key=SENTENCE, on_change=_choose_sentence,
        placeholder="Type a word of it", help="Every underlined sentence can be coded.",
    )  # fmt: skip
    for evidence in app.evidence(viewer, [chosen.id] if chosen else []):
        coding.show(app, viewer, evidence, key=PAGE)
    following = ids[ids.index(chosen.id) + 1 :] if chosen else ids
    if following:
        st.button(
            "Next sentence" if chosen else "Begin with the first", key=state.key(PAGE, "next"),
            icon=":material/arrow_downward:", on_click=_go_to, args=(following[0],),
        )  # fmt: skip


def _choose_sentence() -> None:
    _go_to(st.session_state[SENTENCE])


def _go_to(observation: str | None) -> None:
    state.set_parameter(state.OBSERVATION, observation)


def _chosen(view: SourceView, identifier: str | None) -> Observation | None:
    return next((item for item in view.observations if item.id == identifier), None)


def _facts(view: SourceView) -> list[tuple[str, str]]:
    study = view.study
    return [
        ("Researched by", _researcher(view)),
        ("Date", words.date(study.date)),
        ("Method", study.method or "not recorded"),
        ("Sample", f"{study.sample_size:,}" if study.sample_size is not None else "not recorded"),
        ("Still true?", words.STANDING[study.standing]),
        ("Who may see it", "draft: " * study.draft + study.visibility.label),
        ("Observations", str(len(view.observations))),
    ]


def _researcher(view: SourceView) -> str:
    """Return who holds the research, and what they were called then where that was otherwise."""
    then = view.study.organisation
    now = view.researched_by or then
    return now if now == then else f"{now} (then: {then})"


def _text(view: SourceView, chosen: Observation | None) -> str:
    """Return the masked text as HTML with every observation underlined and the chosen one marked."""
    pieces, at = [], 0
    for observation in sorted(view.observations, key=lambda item: item.span):
        if observation.span.start < at:
            continue
        pieces.append(escape(view.text[at : observation.span.start]))
        name = ' id="the-place" class="tl-place"' if chosen and observation.id == chosen.id else ' class="tl-kept"'
        pieces.append(f"<mark{name}>{escape(observation.span.of(view.text))}</mark>")
        at = observation.span.end
    pieces.append(escape(view.text[at:]))
    return f'<div class="tl-source" lang="en">{"".join(pieces)}</div>'
