"""Where people start: what this is, what they can do, and what it holds."""

import streamlit as st

from domain.access import Viewer
from domain.evidence import Study
from use_cases.app import Overview, UseCases
from views import job_status, links, state, words
from views.viewer import current_viewer

CHOICES = (
    (
        links.ADD_AND_CHECK,
        "I have findings to add",
        "Interview notes, transcripts, survey answers, a workshop board. See what others will see before you save.",
    ),
    (
        links.WHAT_DO_WE_KNOW,
        "I want to know what is already known",
        "Ask a question. Get exact quotations from research that has been done, with where each comes from.",
    ),
    (
        links.JOURNEY_ROOM,
        "I want to see a journey",
        "What a person does from start to end, across organisations: evidence, hand-overs and gaps on one map.",
    ),
    (
        links.PAIN_POINTS,
        "What should we do first?",
        "Difficulties that organisations share, gravest first, each with the evidence behind it.",
    ),
)


def render(app: UseCases) -> None:
    """Show the four choices, running work, and the repository in numbers."""
    viewer = current_viewer()
    st.title("Throughline")
    st.html(
        '<p class="tl-lead">One place for what research in government has found: who suffers what, '
        "across departments, each claim one click from the words it rests on.</p>"
    )
    _show_choices()
    under_way = st.container()
    _show_numbers(app.overview(viewer))
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


def _show_choices() -> None:
    columns = st.columns(4)
    for column, (page, title, meaning) in zip(columns, CHOICES, strict=True):
        with column, st.container(border=True, key=state.key("choice", page), height="stretch"):
            links.to(page, title)
            st.html(f'<p class="tl-choice">{meaning}</p>')


def _show_running_jobs(app: UseCases, viewer: Viewer) -> None:
    running = [job for job in app.jobs(viewer) if not job.status.ended]
    if not running:
        return
    st.subheader("Under way")
    for job in running:
        job_status.show(app, viewer, job.id)
        links.to(links.PAGE_OF_JOB[job.kind], "Go there", parameters={state.JOB: job.id})


def _show_numbers(overview: Overview) -> None:
    st.subheader("What is here")
    if not overview.studies:
        st.markdown("Nothing yet. Add the findings of a first study, or load the examples: `throughline demo load`.")
        return
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
