"""Where people start: who they are, what they came for, their first task, and what is here."""

import streamlit as st

from domain.access import Role, Viewer
from domain.evidence import Study
from domain.jobs import JobKind, JobStatus
from use_cases.app import UseCases
from use_cases.catalogue.overview import Overview
from use_cases.running.demonstration import queue_examples
from views import errors, filters, job_status, links, state, words
from views.knowing import insights, watches
from views.missions import first_tasks, news
from views.missions.first_tasks import Persona
from views.viewer import current_viewer

PAGE = links.HOME


def render(app: UseCases) -> None:
    """Ask who somebody is, name their first task, and show running work and the repository in numbers."""
    viewer = current_viewer()
    st.title("Throughline")
    st.html(
        '<p class="tl-lead">One place for what research in government has found: who suffers what, '
        "across departments, each claim one click from the words it rests on.</p>"
    )
    overview = app.overview(viewer)
    narrowed = app.overview(viewer, filters.where()) if filters.where().narrows else overview
    _show_job(app, viewer)
    if overview.observations:
        first_tasks.show(_ask_who())
    elif not any(job.kind is JobKind.EXAMPLES for job in app.jobs_under_way(viewer)):
        _show_first_steps(app, viewer)
    under_way = st.container()
    if overview.studies:
        _show_numbers(narrowed)
        with errors.PageBoundary():
            insights.show_overdue(app, viewer)
            news.show(app, viewer, filters.mission_name())
            watches.show(app, viewer)
    if any(is_fictional(study) for study in app.studies(viewer)):
        st.info(
            "The examples are loaded. They are fictional: their organisations, people and findings are invented.",
            icon=":material/theater_comedy:",
        )
    with under_way:  # last, because opening the job store is what takes longest
        _show_running_jobs(app, viewer)


def is_fictional(study: Study) -> bool:
    """Tell whether a study says of itself that it is fictional, in its title or in what is noted of it."""
    noted = {name.casefold(): value.strip().casefold() for name, value in study.metadata}
    return "fictional" in study.title.casefold() or noted.get("fictional", "no") not in {"", "no", "false"}


def _ask_who() -> Persona | None:
    """Return who the reader says they are. The browser session remembers it; nothing of it is stored."""
    return st.pills(
        "Who are you today? The task that most people like you start with then comes first.",
        list(Persona),
        format_func=lambda persona: persona.value,
        key=state.key(PAGE, "who"),
        persist_state="session",
    )


def _show_first_steps(app: UseCases, viewer: Viewer) -> None:
    """Say that there is nothing yet, and the ways to begin."""
    st.info("There is nothing to see yet: no study has been added, or none that you may see.", icon=":material/inbox:")
    add, look = st.columns(2, gap="medium")
    with add, st.container(border=True, height="stretch", key=state.key("choice", "add")):
        links.to(links.ADD_AND_CHECK, "Add the findings of a first study", icon=":material/note_add:")
        st.html(
            '<p class="tl-choice">Interview notes, a transcript, survey answers, a workshop board. You see what others '
            "will see before anything is saved.</p>"
        )
    if not viewer.may(Role.RESEARCHER):
        return
    with look, st.container(border=True, height="stretch"):
        if st.button("Load the examples", key=state.key(PAGE, "examples"), icon=":material/theater_comedy:"):
            with errors.PageBoundary():
                job_status.remember(queue_examples(app, viewer))
        st.html(
            '<p class="tl-choice">To look around: fictional research of invented organisations, about what follows a '
            "death. It takes about a minute. Load them into a repository that you try things in, not into your "
            "team's.</p>"
        )


def _show_job(app: UseCases, viewer: Viewer) -> None:
    """Show the job that the address names, and say when it has loaded the examples."""
    job = job_status.show_named(app, viewer)
    if job and job.kind is JobKind.EXAMPLES and job.status is JobStatus.DONE:
        st.success("The examples are here. Choose what to look at first.", icon=":material/check_circle:")


def _show_running_jobs(app: UseCases, viewer: Viewer) -> None:
    running = [job for job in app.jobs_under_way(viewer) if job.id != state.parameter(state.JOB)]
    if not running:
        return
    st.header("Under way", anchor=False)
    for job in running:
        job_status.show(app, viewer, job.id)


def _show_numbers(overview: Overview) -> None:
    st.header("What is here", anchor=False)
    numbers = (
        (overview.organisations, "organisation", "organisations"),
        (overview.studies, "study", "studies"),
        (overview.sources, "source", "sources"),
        (overview.observations, "observation", "observations"),
        (overview.journeys, "journey", "journeys"),
    )
    st.html(
        '<ul class="tl-numbers">'
        + "".join(f"<li><strong>{n:,}</strong> {one if n == 1 else many}</li>" for n, one, many in numbers)
        + "</ul>"
    )
    if overview.waiting_for_index:
        waiting = words.count(overview.waiting_for_index, "observation")
        st.caption(f"{waiting} cannot be found by search yet: they are still being made ready.")
