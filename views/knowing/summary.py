"""A summary of an answer by a writer outside: asked for by a button, set apart, each sentence with what it rests on."""

from collections.abc import Mapping
from html import escape

import streamlit as st

from domain.access import Viewer
from domain.errors import ThroughlineError
from domain.known import WhatIsKnown
from domain.writing import Summary
from use_cases.app import UseCases
from views import errors, links, state, words

PAGE = links.WHAT_DO_WE_KNOW


def offer(app: UseCases, viewer: Viewer, known: WhatIsKnown, *, numbers: Mapping[str, int], name: str = "") -> None:
    """Offer to have an answer summed up, and show the summary that was asked for; nothing where no writer is set.

    ``numbers`` are those of its quotations on the page.
    """
    if not app.summaries.are_offered or not known.known.is_something:
        return
    kept: dict[object, Summary] = st.session_state.setdefault(state.SUMMARIES, {})
    of = (viewer.sight(), app.revision(), known.question, tuple(item.id for item in known.quotations))
    if of not in kept:
        if not st.button(
            "Have it summed up",
            key=state.key(PAGE, "summary", name),
            icon=":material/notes:",
            help="Sends the question and the quotations that the settings allow to the writer that is set.",
        ):
            return
        try:
            with st.spinner("Waiting for the writer"):
                kept[of] = app.summaries.of(viewer, known)
        except ThroughlineError as error:
            errors.show(error)
            return
    st.html(as_html(kept[of], numbers))


def as_html(summary: Summary, numbers: Mapping[str, int]) -> str:
    """Return a summary as HTML, escaped: who wrote it, sentences with the numbers of quotations, what is dropped."""
    said = "".join(
        f"<li>{escape(sentence.text)} <span class='tl-quiet'>({_cited(sentence.cites, numbers)})</span></li>"
        for sentence in summary.sentences
    )
    body = f"<ul>{said}</ul>" if said else "<p>No sentence of it could be verified.</p>"
    return (
        '<section class="tl-summary" aria-label="Summary by a writer">'
        f"<p><strong>Written by {escape(summary.by)}. Not evidence: quote the quotations.</strong></p>{body}"
        f"<p class='tl-quiet'>{escape(_left_out(summary))}</p></section>"
    )


def _cited(cites: tuple[str, ...], numbers: Mapping[str, int]) -> str:
    cited = sorted(numbers[each] for each in cites if each in numbers)
    noun = "quotation" if len(cited) == 1 else "quotations"
    return f"{noun} {words.listed([str(number) for number in cited])}"


def _left_out(summary: Summary) -> str:
    """Return how many sentences were dropped and why, and of how many quotations the writer was told."""
    told = f"It was told of {words.count(len(summary.sent), 'quotation')}."
    if not summary.dropped:
        return f"Every sentence was checked against what it cites. {told}"
    why = " ".join(f"{number} × {reason}" for reason, number in summary.dropped)
    dropped = words.count(summary.dropped_in_all, "sentence")
    verb = "was" if summary.dropped_in_all == 1 else "were"
    return f"{dropped} that could not be verified {verb} dropped: {why} {told}"
