"""One insight to read: the claim, how it stands, why, the evidence on both sides, and what should change."""

from collections.abc import Callable, Sequence
from functools import partial
from html import escape

import streamlit as st

from domain.access import Role, Viewer
from domain.evidence import Evidence
from domain.insight_wording import STATE, insight_facts, out_of_sight, reviewed, standing
from domain.written_insights import Insight, InsightState, InsightVersion, Recommendation, ShownInsight, authors_of
from use_cases.app import UseCases
from use_cases.knowing.written_insights import FORMS
from views import links, marking, quotation, state, tables, undoing, words
from views.knowing import insight_reach
from views.markup import facts, label

PAGE = links.INSIGHTS


def show(app: UseCases, viewer: Viewer, shown: ShownInsight, *, today: str) -> None:
    """Show an insight, what may be done with it, and what was."""
    insight = shown.insight
    links.here("All insights", key=state.key(PAGE, "all"), icon=":material/arrow_back:")
    st.title(label(insight.words.claim), anchor=False)
    marking.show(insight.marking)
    st.markdown(f"**{standing(insight, viewer)}** {reviewed(insight.version)}")
    _show_notices(shown, today)
    st.html(facts(insight_facts(insight)))
    links.copy(PAGE, {state.INSIGHT: insight.id})
    _offer_deeds(app, viewer, insight)
    if insight.words.reasoning:
        st.header("Why", anchor=False)
        st.html(_prose(insight.words.reasoning))
    _show_evidence("What supports it", shown.supporting, "No evidence that you may see supports it.")
    _show_evidence("What speaks against it", shown.against, "Nobody has named evidence against it.")
    for line in out_of_sight(insight)[1 if insight.withdrawn else 0 :]:  # its first line stands on top as a warning
        st.caption(line)
    if insight.words.recommendations:
        st.header("What should change", anchor=False)
        st.html(_recommendations(insight.words.recommendations))
    _offer_files(app, viewer, shown)
    if insight.mine:
        insight_reach.show(app, viewer, insight)
    _show_history(app.insights.versions(viewer, insight.id))


def _show_notices(shown: ShownInsight, today: str) -> None:
    insight = shown.insight
    if insight.is_overdue(today):
        day = words.date(insight.words.review_by)
        st.warning(f"Somebody should have looked by {day} whether this still holds.", icon=":material/event_busy:")
    if insight.withdrawn:
        st.warning(out_of_sight(insight)[0], icon=":material/link_off:")
    if shown.successor:
        _to(shown.successor, "In its place stands: ")
    for each in shown.replaces:
        _to(each, "It takes the place of: ")


def _to(insight: Insight, said: str) -> None:
    name = f"{said}{label(insight.words.claim)}"
    key = state.key(PAGE, "to", insight.id)
    links.here(name, key=key, icon=":material/lightbulb:", parameters={state.INSIGHT: insight.id})


def _offer_deeds(app: UseCases, viewer: Viewer, insight: Insight) -> None:
    """Show what this viewer may do: change it, stand by it as a peer, or take back what was done last."""
    if not viewer.may(Role.RESEARCHER) or (insight.state is InsightState.SUPERSEDED and not insight.mine):
        return
    versions = app.insights.versions(viewer, insight.id)
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        if insight.mine and insight.state is not InsightState.SUPERSEDED:
            links.here(
                "Change it",
                key=state.key(PAGE, "change"),
                icon=":material/edit:",
                parameters={state.WRITE: insight.id},
            )
        is_peer = insight.made_by != viewer.name and viewer.name not in authors_of(versions)
        if is_peer and not insight.version.is_reviewed and insight.state is not InsightState.SUPERSEDED:
            _button("I have reviewed it and stand by it", "review", partial(app.insights.review, viewer, insight.id))
        if insight.mine and len(versions) > 1:
            said = (
                f"Take back: {versions[-1].deed.value}" if versions[-1].as_of == versions[-1].nth else "Go further back"
            )
            _button(said, "take-back", partial(app.insights.take_back, viewer, insight.id), icon=":material/undo:")


def _button(said: str, what: str, do: Callable[[], None], *, icon: str = ":material/verified:") -> None:
    if st.button(said, key=state.key(PAGE, what), icon=icon, type="tertiary"):
        undoing.do(do)


def _show_evidence(title: str, evidence: Sequence[Evidence], none: str) -> None:
    st.header(title, anchor=False)
    for item in evidence:
        quotation.show(item)
    if not evidence:
        st.markdown(none)


def _offer_files(app: UseCases, viewer: Viewer, shown: ShownInsight) -> None:
    held = tables.Held(
        observations=[item.id for item in shown.quoted], studies=sorted({item.study_id for item in shown.quoted})
    )
    insight = shown.insight.id
    tables.offer_file(
        "This insight",
        lambda form: app.insights.export(viewer, insight, form),
        key=insight,
        held=held,
        forms=FORMS,
        named=(shown.insight.words.claim, "insight"),
    )


def _show_history(versions: Sequence[InsightVersion]) -> None:
    """Show who did what, the latest first, each with the words as they stood then."""
    with st.expander(f"What was done ({len(versions)})", key=state.key(PAGE, "history")):
        for version in reversed(versions):
            when = words.moment(version.at, state.timezone())
            head = f"{version.nth}. {version.deed.value}: {version.by}, {when}, then {STATE[version.state].lower()}"
            body = f"<p><strong>{escape(version.words.claim)}</strong></p>{_prose(version.words.reasoning)}"
            body += _recommendations(version.words.recommendations)
            st.html(f'<details class="tl-version"><summary>{escape(head)}</summary>{body}</details>')


def _prose(text: str) -> str:
    return "".join(f'<p class="tl-prose">{escape(part)}</p>' for part in text.splitlines() if part.strip())


def _recommendations(said: Sequence[Recommendation]) -> str:
    rows = "".join(
        f'<li>{escape(each.what)} <span class="tl-quiet">{escape(each.who) or "nobody named yet"}</span></li>'
        for each in said
    )
    return f'<ul class="tl-recommendations">{rows}</ul>' if rows else ""
