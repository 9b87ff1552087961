"""What people come for, each with its first step, and which of it comes first for whom."""

from dataclasses import dataclass
from enum import StrEnum

import streamlit as st

from views import links, state


class Persona(StrEnum):
    """Who somebody says they are; it changes the order of what is offered, and nothing else."""

    RESEARCHER = "User researcher"
    FACILITATOR = "Design sprint facilitator"
    ADVISER = "Policy adviser"
    LEAD = "Mission lead"


@dataclass(frozen=True, kw_only=True, slots=True)
class Task:
    """Something to come here for: where it is done, what comes of it, and its steps, the first one first."""

    page: str
    title: str
    meaning: str
    steps: tuple[str, ...]
    of: Persona


TASKS = (
    Task(
        page=links.ADD_AND_CHECK,
        title="I have findings to add",
        meaning="Interview notes, transcripts, survey answers, a workshop board.",
        steps=(
            "Choose your files, or paste the text, and press Check.",
            "See what others will see; correct what is wrong.",
            "Publish, and see who else has met the same.",
        ),
        of=Persona.RESEARCHER,
    ),
    Task(
        page=links.JOURNEY_ROOM,
        title="I want to see a journey",
        meaning="What a person does from start to end, across organisations, on one map.",
        steps=(
            "Open a journey from the list, or name one to draft.",
            "Choose a step to read the evidence behind it.",
            "Take the map along as a picture or a workbook.",
        ),
        of=Persona.FACILITATOR,
    ),
    Task(
        page=links.WHAT_DO_WE_KNOW,
        title="I want to know what is already known",
        meaning="Exact quotations from research that has been done, and where each comes from.",
        steps=(
            "Type your question as you would ask a colleague.",
            "Read the quotations, organisation by organisation.",
            "Open one in its source to see what stands around it.",
        ),
        of=Persona.ADVISER,
    ),
    Task(
        page=links.PAIN_POINTS,
        title="What should we do first?",
        meaning="Difficulties that organisations share, each with its evidence.",
        steps=(
            "Choose a difficulty from the list: what weighs most leads.",
            "See who says so, in which words, and how sure that is.",
            "Look at who is named as its owner, and who is not.",
        ),
        of=Persona.LEAD,
    ),
)


def show(persona: Persona | None) -> None:
    """Show the tasks: all alike while nobody said who they are, else theirs at length and the others after it."""
    if persona is None:
        _show_cards(TASKS)
        return
    own = next(task for task in TASKS if task.of is persona)
    with st.container(border=True, key=state.key("choice", "first")):
        links.to(own.page, f"Start here: {own.title}", icon=":material/arrow_forward:")
        steps = "".join(f"<li>{step}</li>" for step in own.steps)
        st.html(f'<p class="tl-choice">{own.meaning}</p><ol class="tl-steps">{steps}</ol>')
    _show_cards([task for task in TASKS if task is not own])


def _show_cards(tasks: tuple[Task, ...] | list[Task]) -> None:
    for column, task in zip(st.columns(len(tasks)), tasks, strict=True):
        with column, st.container(border=True, key=state.key("choice", task.page), height="stretch"):
            links.to(task.page, task.title)
            st.html(f'<p class="tl-choice">{task.meaning}</p><p class="tl-choice">First: {_lower(task.steps[0])}</p>')


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]
