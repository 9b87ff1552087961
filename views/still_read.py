"""What is still being read: said on each page that would else look as if that were all there is."""

from collections.abc import Set

import streamlit as st

from domain.access import Viewer
from domain.jobs import Job, JobKind
from use_cases.app import UseCases
from views import errors, job_status, links, state
from views.markup import label

READING = frozenset({JobKind.INGEST, JobKind.EXAMPLES, JobKind.CODE, JobKind.REBUILD})
"""Work after which there is more evidence, or evidence is told apart or found otherwise."""
_DOES = {
    JobKind.INGEST: {JobKind.INGEST, JobKind.CODE},
    JobKind.EXAMPLES: {JobKind.EXAMPLES, JobKind.INGEST, JobKind.CODE, JobKind.FIT, JobKind.JOURNEY},
}


def show(app: UseCases, viewer: Viewer, *more: JobKind) -> Set[JobKind]:
    """Say what is under way of reading, and of ``more``; return all that it does, so that none of it is begun twice.

    The page is run again when one of these ends. Nothing is said of the job that the address names, which is shown
    at length.
    """
    jobs = _under_way(app, viewer, more)
    beside = [job.id for job in jobs if job.id != state.parameter(state.JOB)]
    if beside:
        _follow(app, viewer, more, beside)
    return frozenset().union(*(_DOES.get(job.kind, {job.kind}) for job in jobs))


def _under_way(app: UseCases, viewer: Viewer, more: tuple[JobKind, ...]) -> list[Job]:
    return [job for job in app.jobs_under_way(viewer) if job.kind in READING or job.kind in more]


@st.fragment(run_every=job_status.MARK_SECONDS)
def _follow(app: UseCases, viewer: Viewer, more: tuple[JobKind, ...], told: list[str]) -> None:
    with errors.PageBoundary():
        jobs = [job for job in _under_way(app, viewer, more) if job.id in told]
        if len(jobs) < len(told):
            st.rerun()
        said = [f"{label(job_status.titled(job))} ({job_status.how_far(job)})." for job in jobs]
        with st.container(border=True, horizontal=True, vertical_alignment="center", key="still-read"):
            st.markdown(f"**Still under way:** {' '.join(said)} What stands here may grow or change until then.")
            links.to(links.WORK, "See it on the page Work", icon=":material/pending_actions:")
        job_status.warn_without_worker(app)
