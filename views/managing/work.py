"""Work: what the machine is doing for this person, what it has done, and what to do where it could not."""

from collections.abc import Sequence

import streamlit as st

from domain.access import Viewer
from domain.errors import NotFound
from domain.jobs import Job, JobStatus
from use_cases.app import UseCases
from views import errors, job_status, links, state, tables, words
from views.markup import facts, label
from views.studies import due_notice
from views.viewer import current_viewer

PAGE = links.WORK
JOBS_AT_FIRST = 10
JOBS_MORE = 20
REPEATABLE = frozenset({JobStatus.FAILED, JobStatus.CANCELLED})


def render(app: UseCases) -> None:
    """Show the job that the address names, or everything under way and everything that has ended."""
    viewer = current_viewer()
    st.title("Work")
    identifier = state.parameter(state.JOB)
    if identifier:
        _show_one(app, viewer, identifier)
        links.here("All work", key=state.key(PAGE, "all"), icon=":material/arrow_back:")
        return
    st.html('<p class="tl-lead">Long work goes on by itself: leave this page, or close the browser.</p>')
    due_notice.show(app, viewer)
    if app.jobs_under_way(viewer):
        _follow(app, viewer)
    else:
        _show_all(app, viewer, under_way=[])


def _show_one(app: UseCases, viewer: Viewer, identifier: str) -> None:
    try:
        job = job_status.show(app, viewer, identifier)
    except NotFound as error:
        errors.show(error)
        st.markdown("It may have been someone else's, or from before this repository was made anew.")
        return
    if not job.status.ended:
        return
    st.header(label(job_status.titled(job)), anchor=False)
    st.html(facts(_facts(job)))
    _offer_next(app, viewer, job)


def _facts(job: Job) -> list[tuple[str, str]]:
    zone = state.timezone()
    moments = [("Asked for", job.created_at), ("Started", job.started_at), ("Ended", job.ended_at)]
    return [
        ("How it ended", words.JOB_STATUS[job.status]),
        *[(name, words.moment(value, zone) if value else "never") for name, value in moments],
    ]


@st.fragment(run_every=job_status.POLL_SECONDS)
def _follow(app: UseCases, viewer: Viewer) -> None:
    with errors.PageBoundary():
        under_way = app.jobs_under_way(viewer)
        if not under_way:
            st.rerun()
        _show_all(app, viewer, under_way)


def _show_all(app: UseCases, viewer: Viewer, under_way: Sequence[Job]) -> None:
    st.header("Under way", anchor=False)
    for job in under_way:
        job_status.show_card(app, viewer, job)
    if under_way:
        job_status.warn_without_worker(app)
    else:
        st.markdown("Nothing is under way.")
    _show_ended(app, viewer)


def _show_ended(app: UseCases, viewer: Viewer) -> None:
    limit = st.session_state.get(state.SHOWN_JOBS, JOBS_AT_FIRST)
    jobs = app.jobs(viewer, limit=limit + 1)
    ended = [job for job in jobs[:limit] if job.status.ended]
    st.header("Ended", anchor=False)
    if not ended:
        st.info(
            "Nothing has ended yet. Checking and adding files, finding themes and drafting journeys are done in the "
            "background, and each is listed here with its result.",
            icon=":material/pending_actions:",
        )
        links.to(links.ADD_AND_CHECK, "Add findings", icon=":material/note_add:")
    for job in ended:
        _show_row(app, viewer, job)
    if ended:
        head = ("What", "How it ended", "Asked for (UTC)", "Started (UTC)", "Ended (UTC)", "Problem", "What to do")
        tables.offer("Ended work", head, [_cells(job) for job in ended], key="jobs")
    if len(jobs) > limit and st.button("Show more", key=state.key(PAGE, "more")):
        st.session_state[state.SHOWN_JOBS] = limit + JOBS_MORE
        st.rerun()


def _show_row(app: UseCases, viewer: Viewer, job: Job) -> None:
    with st.container(border=True, key=state.key(PAGE, "ended", job.id)):
        st.markdown(f"**{label(job_status.titled(job))}** · {words.JOB_STATUS[job.status]}")
        st.caption(label(_when(job)))
        job_status.show_end(job)
        _offer_next(app, viewer, job)


def _cells(job: Job) -> tuple[object, ...]:
    moments = (job.created_at, job.started_at, job.ended_at)
    return (job_status.titled(job), words.JOB_STATUS[job.status], *moments, job.problem, job.remedy)


def _when(job: Job) -> str:
    ended = words.moment(job.ended_at or job.created_at, state.timezone())
    return f"{ended}, took {words.took(job.started_at, job.ended_at)}" if job.started_at and job.ended_at else ended


def _offer_next(app: UseCases, viewer: Viewer, job: Job) -> None:
    """Offer what was made, or another try. Another try is safe: what is stored already is not stored twice."""
    if job.status is JobStatus.DONE and job.kind in links.PAGE_OF_JOB:
        links.to(
            links.PAGE_OF_JOB[job.kind],
            f"Open what came of it ({job.kind.label.lower()})",
            icon=":material/arrow_forward:",
            parameters={state.JOB: job.id},
        )
    elif job.status in REPEATABLE and st.button(
        "Try again", key=state.key(PAGE, "again", job.id), icon=":material/replay:"
    ):
        again = app.try_again(viewer, job.id)
        state.set_parameter(state.JOB, again)
        st.rerun()
