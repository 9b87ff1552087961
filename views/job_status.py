"""Long work on screen: how far it is, stopping it, and how it ended."""

import streamlit as st

from domain.access import Viewer
from domain.errors import JobFailed
from domain.jobs import Job, JobStatus
from use_cases.app import UseCases
from views import errors, state, words
from views.markup import label

POLL_SECONDS = 1.0


def show(app: UseCases, viewer: Viewer, identifier: str) -> Job:
    """Show where a job stands and keep following it; the page is run again when it ends. Raises NotFound."""
    job = app.job(viewer, identifier)
    if job.status.ended:
        _show_end(job)
    else:
        _follow(app, viewer, identifier)
    return job


def remember(identifier: str) -> None:
    """Put a job into the page's address, so that a reload still shows it, and run the page again."""
    state.set_parameter(state.JOB, identifier)
    st.rerun()


@st.fragment(run_every=POLL_SECONDS)
def _follow(app: UseCases, viewer: Viewer, identifier: str) -> None:
    with errors.PageBoundary():
        job = app.job(viewer, identifier)
        if job.status.ended:
            st.rerun()
        with st.container(border=True, key=state.key("job", identifier)):
            _show_progress(job)
            stop = state.key("stop-job", identifier)
            if st.button("Stop", key=stop, icon=":material/stop_circle:", help="Stops after the current step"):
                app.cancel(viewer, identifier)
                st.caption("Stopping after the current step.")
        if not app.worker_alive():
            st.warning(
                "Nothing is doing the work at the moment: this waits until a worker runs. "
                "Start one with `throughline worker`, or start the app with `throughline serve`."
            )


def _show_progress(job: Job) -> None:
    title = f"{job.kind.label}: {job.title}" if job.title else job.kind.label
    progress = job.progress
    st.markdown(f"**{label(title)}** · {words.JOB_STATUS[job.status]}")
    if progress is None or job.status is JobStatus.QUEUED:
        st.progress(0.0, text="Waiting to start" if job.status is JobStatus.QUEUED else "Starting")
        return
    so_far = f" · {progress.done:,} of {progress.total:,}" if progress.total else ""
    st.progress(progress.share, text=label(progress.stage) + so_far)


def _show_end(job: Job) -> None:
    if job.status is JobStatus.FAILED:
        errors.show(JobFailed(job.problem or "It failed.", where=job.where, remedy=job.remedy))
    elif job.status is JobStatus.CANCELLED:
        st.info(f"{job.kind.label} was stopped. What had been stored by then stays.", icon=":material/stop_circle:")
