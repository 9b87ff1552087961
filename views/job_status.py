"""Long work on screen: how far it is, stopping it, and how it ended."""

import streamlit as st

from domain.access import Viewer
from domain.errors import JobFailed, NotFound
from domain.jobs import Job, JobStatus
from use_cases.app import UseCases
from views import errors, links, state, words
from views.markup import label

POLL_SECONDS = 1.0
MARK_SECONDS = 3.0


def show(app: UseCases, viewer: Viewer, identifier: str) -> Job:
    """Show where a job stands and keep following it; the page is run again when it ends. Raises NotFound."""
    job = app.job(viewer, identifier)
    if job.status.ended:
        show_end(job)
    else:
        _follow(app, viewer, identifier)
    return job


def show_named(app: UseCases, viewer: Viewer) -> Job | None:
    """Show the job that the address names, as ``show`` does; None when it names none, or none that is here.

    The rest of the page goes on: a link to work that is gone is no reason to show nothing.
    """
    identifier = state.parameter(state.JOB)
    if not identifier:
        return None
    try:
        return show(app, viewer, identifier)
    except NotFound as error:
        errors.show(error)
        links.here("Leave this work, it is not here", key="leave-job", icon=":material/close:", without=(state.JOB,))
        links.to(links.WORK, "All work", icon=":material/pending_actions:")
        return None


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
        show_card(app, viewer, job)
        warn_without_worker(app)


def show_card(app: UseCases, viewer: Viewer, job: Job) -> None:
    """Show a job under way: how far it is, since when, and the way to stop it."""
    with st.container(border=True, key=state.key("job", job.id)):
        _show_progress(job)
        stop = state.key("stop-job", job.id)
        if st.button("Stop", key=stop, icon=":material/stop_circle:", help="Stops after the current step"):
            app.cancel(viewer, job.id)
            st.caption("Stopping after the current step.")


def warn_without_worker(app: UseCases) -> None:
    """Say that nothing does the queued work, when that is so."""
    if not app.worker_alive():
        st.warning(
            "Nothing is doing the work at the moment: this waits until a worker runs. "
            "Start one with `throughline worker`, or start the app with `throughline serve`."
        )


def show_mark(app: UseCases, viewer: Viewer) -> None:
    """Show on every page how many jobs are under way, leading to the Work page; nothing while there are none."""
    number = len(app.jobs_under_way(viewer))
    if number:
        _follow_mark(app, viewer)


@st.fragment(run_every=MARK_SECONDS)
def _follow_mark(app: UseCases, viewer: Viewer) -> None:
    with errors.PageBoundary():
        number = len(app.jobs_under_way(viewer))
        if number:
            links.to(links.WORK, f"{words.count(number, 'job')} under way", icon=":material/pending_actions:")


def titled(job: Job) -> str:
    """Return what a job does, and on what."""
    return f"{job.kind.label}: {job.title}" if job.title else job.kind.label


def _show_progress(job: Job) -> None:
    progress = job.progress
    st.markdown(f"**{label(titled(job))}** · {words.JOB_STATUS[job.status]}")
    zone = state.timezone()
    since = f"Started {words.moment(job.started_at, zone)}" if job.started_at else ""
    st.caption(label(since or f"Asked for {words.moment(job.created_at, zone)}"))
    is_known = progress is not None and job.status is not JobStatus.QUEUED
    st.progress(progress.share if progress and is_known else 0.0, text=how_far(job))


def how_far(job: Job) -> str:
    """Return as Markdown what a job under way does now, and how much of it is done."""
    progress = job.progress
    if progress is None or job.status is JobStatus.QUEUED:
        return "Waiting to start" if job.status is JobStatus.QUEUED else "Starting"
    so_far = f" · {progress.done:,} of {progress.total:,}" if progress.total else ""
    return label(progress.stage) + so_far


def show_end(job: Job) -> None:
    """Show why a job failed and what to do, or that it was stopped; nothing for one that ended well."""
    if job.status is JobStatus.FAILED:
        errors.show(JobFailed(job.problem or "It failed.", where=job.where, remedy=job.remedy))
    elif job.status is JobStatus.CANCELLED:
        st.info(f"{job.kind.label} was stopped. What had been stored by then stays.", icon=":material/stop_circle:")
