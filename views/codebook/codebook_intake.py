"""The codebook as a file for other analysis tools, and such files taken into it: first what would change."""

import streamlit as st

from domain.access import Role, Viewer
from use_cases.app import UseCases
from use_cases.file_names import file_name
from use_cases.findings.codebook_intake import Intake, IntakePlan, IntakeRow
from views import downloads, errors, links, state, tables, undoing, words

PAGE = links.CODEBOOK
BECOMES = {
    Intake.ADDED: "a new pattern",
    Intake.CHANGED: "changed",
    Intake.SAME: "as it is",
    Intake.LEFT_OUT: "left out",
}


def show(app: UseCases, viewer: Viewer) -> None:
    """Offer the codebook as a file, and take one in from curators."""
    with st.expander(
        "To and from other tools (NVivo, ATLAS.ti, MAXQDA …)", icon=":material/swap_horiz:", key=state.key(PAGE, "qdc")
    ):
        downloads.offer(
            "Take the codebook as a REFI-QDA file (.qdc)",
            lambda: app.exchange.codebook(viewer).content,
            name=file_name("codebook", ending="qdc"),
            media_type="application/xml",
            key=state.key(PAGE, "take-qdc"),
        )
        if viewer.may(Role.CURATOR):
            file = st.file_uploader(
                "Take a codebook in (.qdc). Nothing is changed before you have seen what would be.",
                type=["qdc"],
                key=state.key(PAGE, "qdc-file"),
            )
            if file is not None:
                with errors.PageBoundary():
                    _show_plan(app, viewer, file.getvalue())


def _show_plan(app: UseCases, viewer: Viewer, content: bytes) -> None:
    plan = app.codebook_intake.plan(viewer, content)
    told = [row for row in plan.rows if row.changes or row.notes]
    same = plan.count(Intake.SAME)
    if same:
        st.caption(f"{words.count(same, 'code')} in it would change nothing.")
    for loss in plan.losses:
        st.caption(f"Not taken over: {loss.what} ({loss.count}). {loss.why}")
    if told:
        tables.show(
            "What taking it in would do",
            ("Code", "Becomes", "What changes", "To know"),
            [(row.title, BECOMES[row.intake], _changes(row), " ".join(row.notes) or "nothing") for row in told],
            key="codebook-intake",
        )
    if any(row.changes for row in plan.rows):
        if st.button(_button(plan), key=state.key(PAGE, "take-in"), type="primary"):
            undoing.do(lambda: app.codebook_intake.take_in(viewer, content)[0], remembered_as=state.LAST_ON_CODEBOOK)
    else:
        st.info("Nothing of this file would change the codebook.", icon=":material/info:")


def _changes(row: IntakeRow) -> str:
    if row.intake is Intake.ADDED:
        return f"new, with {words.count(len(row.change.examples), 'example')}"
    return ", ".join(words.changed(row.change)) or "nothing"


def _button(plan: IntakePlan) -> str:
    counts = [(plan.count(Intake.ADDED), "add"), (plan.count(Intake.CHANGED), "change")]
    said = " and ".join(f"{verb} {words.count(number, 'pattern')}" for number, verb in counts if number)
    return said[0].upper() + said[1:]
