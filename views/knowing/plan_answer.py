"""A draft plan taken apart: each of its questions with how far it is answered, opening to its answer."""

from collections.abc import Sequence

import streamlit as st

from domain.access import Viewer, highest_marking
from domain.known import Plan, PlanQuestion, WhatIsKnown
from domain.search import Known
from use_cases.app import UseCases
from views import links, marking, state, words
from views.knowing import known_answer
from views.knowing.known_answer import Shown
from views.markup import label

PAGE = links.WHAT_DO_WE_KNOW


def show(
    app: UseCases, viewer: Viewer, plan: Plan, answers: Sequence[WhatIsKnown], *, narrows: bool, file: str = ""
) -> None:
    """Show how much of a plan is known, then its questions in order; the answer of each is drawn when it is opened.

    A plan that came as a ``file`` is named, for the box may hold something else.
    """
    marking.show(highest_marking(known.marking for known in answers))
    counted = {known: sum(each.known is known for each in answers) for known in Known}
    told = words.listed([f"{number} {words.KNOWN[known].lower()}" for known, number in counted.items() if number])
    where = f"“{label(file)}”" if file else "this plan"
    st.markdown(f"**{words.count(len(plan.questions), 'question')} in {where}:** {told}.")
    st.caption("Open a question for its answer. Nothing of the plan is stored.")
    if plan.left_out:
        more = words.count(plan.left_out, "more question")
        st.warning(f"{more} not looked into: give them as a plan of their own.", icon=":material/content_cut:")
    for number, (question, known) in enumerate(zip(plan.questions, answers, strict=True), start=1):
        _show_question(app, viewer, question, known, number=number, narrows=narrows)


def _show_question(
    app: UseCases, viewer: Viewer, question: PlanQuestion, known: WhatIsKnown, *, number: int, narrows: bool
) -> None:
    opened = st.expander(
        f"{known_answer.badge(known.known)} · {number}. {label(question.text)}",
        key=state.key(PAGE, "question", number),
        on_change="rerun",
    )
    if not opened.open:
        return
    with opened:
        under = f", under “{question.under}”" if question.under else ""
        st.caption(label(f"In the plan: {question.where}{under}"))
        known_answer.show(app, viewer, Shown(known=known, name=str(number), narrows=narrows))
