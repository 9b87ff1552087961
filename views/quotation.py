"""One component for every quotation: the exact words, where they come from, and the way to their context."""

from collections.abc import Callable, Sequence
from html import escape
from itertools import groupby

import streamlit as st

from domain.evidence import NOT_LIVE, Evidence
from views import insight_marks, links, state, words
from views.markup import with_words_marked
from views.studies import coding


def show(
    evidence: Evidence,
    *,
    query: str = "",
    order: int | None = None,
    with_organisation: bool = True,
    told: Sequence[str] = (),
    beside: Callable[[], None] | None = None,
    key: str | None = None,
) -> None:
    """Show a quotation exactly, with organisation, study, date, place and kind, its neighbours and its source.

    Words of ``query`` are marked; ``order`` is the place in a ranked list, from 1; ``told`` is said among its tags.
    ``beside`` draws what stands beside the way to the source, in a place that ``key`` names.
    """
    with st.container(gap=None):
        st.html(as_html(evidence, query=query, order=order, with_organisation=with_organisation, told=told))
        place = f"below-quotation-{key}" if key else None
        with st.container(horizontal=True, gap="small", vertical_alignment="center", key=place):
            links.to_source(evidence)
            if beside is not None:
                beside()
            insight_marks.show(evidence.id)
            _offer_coding(evidence)


def _offer_coding(evidence: Evidence) -> None:
    beside: insight_marks.Beside | None = st.session_state.get(state.BESIDE)
    if beside is not None:
        coding.offer(beside.app, beside.viewer, evidence, key=beside.key_of("code", evidence.id))


def as_html(
    evidence: Evidence,
    *,
    query: str = "",
    order: int | None = None,
    with_organisation: bool = True,
    told: Sequence[str] = (),
) -> str:
    """Return the quotation as HTML, escaped."""
    heading = " › ".join(text for text, _ in groupby(evidence.headings))
    above = [f"<p class='tl-headings'>{escape(heading)}</p>"] if heading else []
    number = f'<span class="tl-order" aria-label="Result {order}">{order}</span>' if order else ""
    quote = f'<div class="tl-words">{number}<blockquote>{with_words_marked(evidence.text, query)}</blockquote></div>'
    return (
        '<article class="tl-quotation">'
        + "".join(above)
        + quote
        + f"<p class='tl-origin'>{escape(words.origin(evidence, with_organisation=with_organisation))}</p>"
        + _tags(evidence, told)
        + _context(evidence)
        + "</article>"
    )


def _tags(evidence: Evidence, told: Sequence[str]) -> str:
    marking = [("marking", evidence.marking.value)] if evidence.marking else []
    name = "kind" if evidence.said_kind else "reads"
    said = [*marking, (name, words.kind_of(evidence))]
    if evidence.is_workaround:
        said.append(("workaround", "workaround"))
    if evidence.standing in NOT_LIVE or evidence.said_standing:
        said.append(("standing", words.STANDING[evidence.standing]))
    if evidence.researched_by != evidence.organisation:
        said.append(("by", f"researched by {evidence.researched_by}"))
    if evidence.retells:
        said.append(("retells", f"retells {words.quoted(evidence.retells)}"))
    said += [("told", each) for each in told]
    return (
        "<p class='tl-tags'>"
        + "".join(f'<span class="tl-tag tl-{name}">{escape(text)}</span>' for name, text in said)
        + "</p>"
    )


def _context(evidence: Evidence) -> str:
    if not (evidence.before or evidence.after):
        return ""
    before = f"<p>{escape(evidence.before)}</p>" if evidence.before else ""
    after = f"<p>{escape(evidence.after)}</p>" if evidence.after else ""
    return (
        "<details><summary>What stands before and after</summary>"
        f"{before}<p><strong>{escape(evidence.text)}</strong></p>{after}</details>"
    )
