"""Add and check: files in, one table before anything is saved, then the account of what was kept and refused."""

import streamlit as st

from domain.access import LOCAL_VIEWER, Role, Viewer
from domain.dates import FORMS, typed_date
from domain.errors import InvalidRequest
from domain.evidence import SourceFile
from domain.jobs import Job, JobKind, JobStatus
from domain.proposals import CASE_REFERENCES, FileDescription, case_references_in
from use_cases.app import UseCases
from use_cases.evidence.masking import is_example
from views import errors, job_status, links, state, words
from views.adding import check_table, ingest_account, meant_names
from views.markup import label
from views.typed_dates import show_understood
from views.viewer import current_viewer

PAGE = links.ADD_AND_CHECK
EARLIER_CHECKS = 3
FORMATS = (
    "Word, OpenDocument, rich text, PDF, PowerPoint, Excel, csv, JSON, web pages, mail, transcripts (vtt, srt), "
    "Markdown, plain text, and projects of other analysis tools (qdpx)."
)


def render(app: UseCases) -> None:
    """Take files or text, check them, have them described, save them, and account for all of it."""
    viewer = current_viewer()
    st.title("Add and check")
    if not viewer.may(Role.RESEARCHER):
        st.info(
            "Researchers add findings. As a reader you see what is published to you; to add research, ask an "
            "administrator to make you a researcher of your team.",
            icon=":material/badge:",
        )
        return
    job = job_status.show_named(app, viewer)
    if job is None:
        _show_form(app, viewer)
        return
    identifier = job.id
    if job.status is not JobStatus.DONE:
        if job.status.ended:
            _offer_start()
    elif job.kind is JobKind.CHECK:
        check_table.show(app, viewer, identifier)
        _offer_start()
    elif job.kind is JobKind.INGEST:
        ingest_account.show(app, viewer, app.ingest_account(viewer, identifier))


def _offer_start() -> None:
    if st.button("Start again with other files", key=state.key(PAGE, "start"), icon=":material/restart_alt:"):
        state.set_parameter(state.JOB, None)
        st.rerun()


def _show_form(app: UseCases, viewer: Viewer) -> None:
    if viewer == LOCAL_VIEWER:
        st.info(
            "Everyone at this machine will see what you save here, as a draft too.",
            icon=":material/visibility:",
        )
    st.markdown("Nothing is saved until you have seen what others will see.")
    files, text = st.columns(2, gap="large")
    with files:
        # Of every type: a file that the browser keeps back would be left out without a word.
        uploaded = st.file_uploader("Files, or a zip of them", accept_multiple_files=True, key=state.key(PAGE, "files"))
        st.caption(FORMATS)
    with text:
        title = st.text_input(
            "Or paste text: its title", key=state.key(PAGE, "title"), placeholder="Interview 3, notes"
        )
        pasted = st.text_area("The text", key=state.key(PAGE, "text"), height=140)
    st.header("What holds for all of them", anchor=False)
    st.caption("Leave empty what you do not know. You can change every line of it in the next step.")
    said = _ask_defaults()
    meant_names.ask_of_form(app, viewer)
    if st.button("Check", key=state.key(PAGE, "check"), type="primary", icon=":material/fact_check:"):
        with errors.PageBoundary():
            sources = [SourceFile(name=file.name, content=file.getvalue()) for file in uploaded]
            _check(app, viewer, [*sources, *_pasted(title, pasted)], said)
    _offer_earlier_checks(app, viewer)


def _ask_defaults() -> tuple[str, str, str, str]:
    organisation, study, date, cases = st.columns(4)
    said = (
        organisation.text_input(
            "Who did the research", key=state.key(PAGE, "organisation"), placeholder="An organisation",
            help="Whom the findings are about may be someone else: that comes in the next step.",
        ).strip(),
        study.text_input(
            "Study", key=state.key(PAGE, "study"), placeholder="Its title",
            help="Files that belong to one piece of research share one study. Empty: each file is a study.",
        ).strip(),
        date.text_input(
            "When", key=state.key(PAGE, "date"), placeholder="14 March 2026",
            help=f"A day, a month or a year: {FORMS}.",
        ).strip(),
        cases.text_input(
            "Case references look like", key=state.key(PAGE, "cases"), placeholder="ABC-99999",
            help="An example of how the study writes them, so that they are masked: a letter stands for any letter, a "
            "digit for any digit. Several: with ; between.",
        ).strip(),
    )  # fmt: skip
    show_understood(date, said[2])
    return said


def _pasted(title: str, text: str) -> list[SourceFile]:
    if not text.strip():
        return []
    name = " ".join(title.replace("/", " ").split()) or "Pasted text"
    return [SourceFile(name=f"{name}.txt", content=text.encode())]


def _check(app: UseCases, viewer: Viewer, sources: list[SourceFile], said: tuple[str, str, str, str]) -> None:
    organisation, study, date, cases = said
    if not sources:
        raise InvalidRequest("There is nothing to check yet.", remedy="Choose a file, or paste some text.")
    metadata = ((CASE_REFERENCES, cases),) if cases else ()
    if wrong := [example for example in case_references_in(metadata) if not is_example(example)]:
        raise InvalidRequest(
            f"'{wrong[0]}' is no example of a case reference.",
            where="Case references look like",
            remedy="Write four characters or more, with a digit: ABC-99999.",
        )
    description = FileDescription(
        organisation=organisation or None, study=study or None, date=typed_date(date, "When"), metadata=metadata
    )
    job_status.remember(app.queue_check(viewer, app.stage(sources), description))


def _offer_earlier_checks(app: UseCases, viewer: Viewer) -> None:
    earlier: list[Job] = app.jobs(viewer, kind=JobKind.CHECK, limit=EARLIER_CHECKS)
    if not earlier:
        return
    st.header("Checked before", anchor=False)
    for job in earlier:
        when = words.moment(job.created_at, state.timezone())
        title = f"{job.title}, {when}, {words.JOB_STATUS[job.status]}"
        links.here(label(title), key=state.key(PAGE, "earlier", job.id), parameters={state.JOB: job.id})
