"""Coding by hand: a person says what a sentence is, how grave, and what it is evidence of; who did and when is told."""

from functools import partial

import streamlit as st

from domain.access import Role, Viewer
from domain.evidence import Evidence, Kind, Severity, Standing
from use_cases.app import UseCases
from views import cached, state, undoing, words
from views.markup import label

PAGE = "coding"
AS_IT_READS = "As it reads"


def offer(app: UseCases, viewer: Viewer, evidence: Evidence, *, key: str) -> None:
    """Draw the way to code one quotation where it is shown; nothing for whoever may not. Opening it draws the rest."""
    if not viewer.may(Role.RESEARCHER):
        return
    folded = st.popover(
        "Code", type="tertiary", icon=":material/sell:", key=state.key(PAGE, "open", key), on_change="rerun",
        help="Say what this sentence is, how grave, and what it is evidence of.",
    )  # fmt: skip
    if folded.open:
        with folded:
            show(app, viewer, evidence, key=key)


def show(app: UseCases, viewer: Viewer, evidence: Evidence, *, key: str) -> None:
    """Show what one observation is and who says so; a press on a kind decides, and the form below adds the rest."""
    st.markdown(_told(evidence))
    kind = state.key(PAGE, "kind", key, evidence.id)
    st.session_state[kind] = evidence.said_kind.kind if evidence.said_kind else None
    st.pills(
        "What it is",
        [*Kind],
        format_func=lambda each: each.label,
        key=kind,
        on_change=partial(_say_kind, app, viewer, evidence.id, kind),
        help="One press says so. It holds against the machine, and can be taken back.",
    )
    _offer_marks(app, viewer, evidence, state.key(key, evidence.id))
    _offer_pattern(app, viewer, evidence, state.key(key, evidence.id))
    act = cached.coded_by_hand(app, viewer=viewer, revision=app.revision()).get(evidence.id)
    if act and st.button("Take back", key=state.key(PAGE, "back", key), type="tertiary", icon=":material/undo:"):
        undoing.do(lambda: app.decisions.take_back(viewer, act))


def _say_kind(app: UseCases, viewer: Viewer, observation: str, key: str) -> None:
    """Decide what was pressed. A second press on the kind that somebody said says nothing new."""
    if (kind := st.session_state.get(key)) is not None:
        work = partial(app.decisions.code, viewer, observation, kind)
        undoing.do_in_callback(work, remembered_as=state.LAST_DECISION)


def _offer_marks(app: UseCases, viewer: Viewer, evidence: Evidence, key: str) -> None:
    """Let a press say whether it is still true, and whether it tells of a workaround; what was said can be undone."""
    still, round_it = state.key(PAGE, "standing", key), state.key(PAGE, "workaround", key)
    st.session_state[still] = evidence.said_standing.standing if evidence.said_standing else None
    st.session_state[round_it] = evidence.said_workaround.is_one if evidence.said_workaround else None
    st.pills(
        "Still true?", [*words.STANDING], format_func=words.STANDING.__getitem__, key=still,
        on_change=partial(_say_mark, app, viewer, evidence.id, still),
        help="One press says so. It holds against what the words or the study say, and can be taken back.",
    )  # fmt: skip
    st.pills(
        "A workaround?", [True, False], format_func={True: "A workaround", False: "No workaround"}.__getitem__,
        key=round_it, on_change=partial(_say_mark, app, viewer, evidence.id, round_it),
        help="Whether somebody gets round the tool or process that is provided.",
    )  # fmt: skip
    st.caption(_told_marks(evidence))
    act = cached.marked_by_hand(app, viewer=viewer, revision=app.revision()).get(evidence.id)
    if act and st.button("Undo the last of these", key=state.key(PAGE, "unmark", key), type="tertiary"):
        undoing.do(lambda: app.decisions.take_back(viewer, act))


def _say_mark(app: UseCases, viewer: Viewer, observation: str, key: str) -> None:
    """Decide what was pressed. A second press on what somebody said says nothing new."""
    said = st.session_state.get(key)
    if isinstance(said, Standing):
        work = partial(app.decisions.say_standing, viewer, observation, said)
    elif said is not None:
        work = partial(app.decisions.say_workaround, viewer, observation, said)
    else:
        return
    undoing.do_in_callback(work, remembered_as=state.LAST_DECISION)


def _told_marks(evidence: Evidence) -> str:
    """Return in a sentence or two who says whether it is still true, and whether it is a workaround."""
    said, marked = evidence.said_standing, evidence.said_workaround
    stands = words.STANDING[evidence.standing]
    stands = stands[0].upper() + stands[1:]
    read = evidence.coding.standing if evidence.coding else Standing.UNKNOWN
    if said:
        still = f"{stands}: said by {label(undoing.by(said.by, said.at))}."
    elif evidence.standing is read:
        still = f"{stands}, as it reads."
    else:
        still = f"{stands}, as somebody stated of the study."
    what = "A workaround" if evidence.is_workaround else "No workaround"
    how = f"{what}: said by {label(undoing.by(marked.by, marked.at))}." if marked else f"{what}, as it reads."
    return f"{still} {how}"


def _offer_pattern(app: UseCases, viewer: Viewer, evidence: Evidence, key: str) -> None:
    """Let a pain point be put to a pattern or theme, with how grave it is."""
    places = cached.places(app, viewer=viewer, revision=app.revision())
    titles = {place.subject: place.title for place in places}
    said = evidence.said_kind
    graves: list[Severity | None] = [None, *words.SEVERITY]
    for title in sorted(titles[each] for each in app.decisions.places_of(viewer, evidence.id) if each in titles):
        st.caption(f"Evidence of {label(words.quoted(title))}, as somebody said.")
    with st.form(state.key(PAGE, "form", key), border=False, clear_on_submit=True):
        place = st.selectbox(
            "Evidence of", list(titles), index=None, format_func=titles.__getitem__,
            key=state.key(PAGE, "place", key), placeholder="A pattern or theme: type a word of it",
        )  # fmt: skip
        severity = st.selectbox(
            "What it costs", graves, index=graves.index(said.severity if said else None),
            format_func=lambda each: words.SEVERITY[each] if each else AS_IT_READS,
            key=state.key(PAGE, "severity", key),
        )  # fmt: skip
        if st.form_submit_button("Code it as a pain point", key=state.key(PAGE, "save", key)):
            work = partial(app.decisions.code, viewer, evidence.id, Kind.PAIN_POINT, severity=severity, subject=place)
            undoing.do(work, remembered_as=state.LAST_DECISION)


def _told(evidence: Evidence) -> str:
    """Return as Markdown who says what an observation is, and how surely, in a sentence or two."""
    said, coding = evidence.said_kind, evidence.coding
    if said:
        grave = f", {words.lowered(words.SEVERITY[said.severity])}" if said.severity else ""
        return f"**{said.kind.label.capitalize()}**{grave}: said by {label(undoing.by(said.by, said.at))}"
    if coding is None:
        return "Nobody has said what it is, and the machine has not read it yet."
    sure = ""
    if coding.kind is Kind.PAIN_POINT:
        sure = f": it is {coding.pain_point:.0%} sure that this tells a difficulty"
    return f"To the machine it {words.kind_of(evidence)}{sure}. Nobody has said so."
