"""The form in which an insight is written or changed: the claim first, then the evidence on both sides of it."""

from collections.abc import Sequence
from typing import Any

import streamlit as st

from domain.access import Viewer
from domain.errors import ThroughlineError
from domain.evidence import Evidence
from domain.insights import Confidence
from domain.wording import CONFIDENCE, origin, quoted
from domain.written_insights import InsightEvidence, InsightWords, ShownInsight, Side, borne_confidence
from use_cases.app import UseCases
from use_cases.knowing.insight_words import insight_words
from views import cached, errors, filters, insight_marks, links, state
from views.markup import label

PAGE = links.INSIGHTS
BLANK_ROWS = 3
LEFT_OUT = "left out"
SIDES = {Side.SUPPORTS.value: "supports it", Side.CONTRADICTS.value: "speaks against it", LEFT_OUT: "leave it out"}
WHAT, WHO = "What should change", "Who could do it"
Row = dict[str, Any]


def render(app: UseCases, viewer: Viewer, named: str | None) -> None:
    """Show the form, filled in with the insight that is named, or for a new one; save what is said."""
    try:
        shown = app.insights.insight(viewer, named) if named else None
    except ThroughlineError as error:
        st.title("Insight")
        errors.show(error)
        return
    st.title("Change an insight" if shown else "Write an insight")
    back = {state.INSIGHT: shown.insight.id} if shown else {}
    links.here("Back without saving", key=state.key(PAGE, "back"), icon=":material/arrow_back:", parameters=back)
    candidates = _candidates(app, viewer, shown)
    if not candidates:
        st.info(
            "No quotation is chosen yet. Press “Use in an insight” beside one: in an answer, on a pain point, in a "
            "source.",
            icon=":material/format_quote:",
        )
        links.to(links.WHAT_DO_WE_KNOW, "What do we know?", icon=":material/search:")
    _form(app, viewer, shown, candidates)


def _candidates(app: UseCases, viewer: Viewer, shown: ShownInsight | None) -> list[tuple[Evidence, str]]:
    """Return what may stand in the insight, each with its side: what stands in it, then what was chosen."""
    held = [(item, Side.SUPPORTS.value) for item in shown.supporting] if shown else []
    held += [(item, Side.CONTRADICTS.value) for item in shown.against] if shown else []
    there = {item.id for item, _ in held}
    fresh = app.evidence(viewer, [name for name in insight_marks.chosen() if name not in there])
    return held + [(item, Side.SUPPORTS.value) for item in fresh]


def _form(
    app: UseCases, viewer: Viewer, shown: ShownInsight | None, candidates: Sequence[tuple[Evidence, str]]
) -> None:
    which = state.key(*_which(shown))
    stored = shown.insight.words if shown else None
    with st.form(state.key(PAGE, "form", which), border=False):
        claim = st.text_area(
            "The claim, in one sentence", stored.claim if stored else "", height=80, key=_key(which, "claim"),
            placeholder="People tell government about a death many times over, because no office tells the next.",
        )  # fmt: skip
        reasoning = st.text_area(
            "Why: how the evidence leads to it", stored.reasoning if stored else "", height=160,
            key=_key(which, "reasoning"),
        )  # fmt: skip
        sides = _choose_sides(which, candidates)
        confidence = stored.confidence if stored else borne_confidence(item for item, _ in candidates)
        said = _holds(app, viewer, stored, which, confidence)
        rows = _recommendations(stored, which)
        mission = None if shown else _mission(app, viewer, which)
        saved = st.form_submit_button("Save", key=_key(which, "save"), type="primary", icon=":material/lightbulb:")
    if saved:
        with errors.PageBoundary():
            pairs = [(row.get(WHAT) or "", row.get(WHO) or "") for row in rows]
            words = insight_words(claim=claim, reasoning=reasoning, recommendations=pairs, **said)
            evidence = InsightEvidence(
                supporting=tuple(name for name, side in sides if side == Side.SUPPORTS),
                against=tuple(name for name, side in sides if side == Side.CONTRADICTS),
            )
            _save(app, viewer, shown, words, evidence, mission)


def _which(shown: ShownInsight | None) -> tuple[object, ...]:
    """Return what names the form: another one for each version, and for each insight that a session begins."""
    if shown is None:
        return "new", st.session_state.get(state.WRITTEN_INSIGHTS, 0)
    return shown.insight.id, shown.insight.version.nth


def _choose_sides(which: str, candidates: Sequence[tuple[Evidence, str]]) -> list[tuple[str, str]]:
    if candidates:
        st.markdown("**The evidence.** What does each quotation do to the claim?")
    chosen = []
    for item, side in candidates:
        told = st.radio(
            label(quoted(item.text)),
            list(SIDES),
            index=list(SIDES).index(side),
            format_func=SIDES.__getitem__,
            horizontal=True,
            key=_key(which, "side", item.id),
        )
        st.caption(label(origin(item, with_organisation=True)))
        chosen.append((item.id, told))
    return chosen


def _holds(
    app: UseCases, viewer: Viewer, stored: InsightWords | None, which: str, preset: Confidence
) -> dict[str, Any]:
    """Ask how sure one may be, for whom and where it holds, and until when."""
    left, right = st.columns(2)
    options = list(Confidence)
    confidence = left.selectbox(
        "Confidence: how sure may a reader be?", options,
        index=options.index(preset), format_func=CONFIDENCE.__getitem__, key=_key(which, "confidence"),
        help="Begins as weak while one quotation or one study stands behind the claim.",
    )  # fmt: skip
    because = right.text_input(
        "Why so sure, and no surer?", stored.because if stored else "", key=_key(which, "because"),
        placeholder="Four studies of three bodies agree; nobody asked people without a phone.",
    )  # fmt: skip
    whom = left.text_input("For whom it holds", stored.whom if stored else "", key=_key(which, "whom"))
    where = right.text_input("Where it holds", stored.where if stored else "", key=_key(which, "where"))
    known = cached.catalogue(app, viewer=viewer, revision=app.revision())
    own = list(stored.organisations) if stored else []
    names = [entry.name for entry in known.organisations if not entry.successor and entry.name not in own]
    organisations = left.multiselect(
        "Organisations for which it holds", [*own, *names], default=own, key=_key(which, "organisations"),
        accept_new_options=True, placeholder="Choose or write",
    )  # fmt: skip
    day = right.date_input(
        "Look by this day whether it still holds", stored.review_by if stored and stored.review_by else None,
        format="DD/MM/YYYY", key=_key(which, "review-by"),
    )  # fmt: skip
    return {
        "confidence": confidence,
        "because": because,
        "whom": whom,
        "where": where,
        "organisations": organisations,
        "review_by": day.isoformat() if day else "",
    }


def _recommendations(stored: InsightWords | None, which: str) -> Sequence[Row]:
    st.markdown("**Recommendations.** What should change, and who could do it? Leave rows blank that you do not need.")
    said = [{WHAT: each.what, WHO: each.who} for each in stored.recommendations] if stored else []
    rows: list[Row] = st.data_editor(
        said + [{WHAT: "", WHO: ""} for _ in range(BLANK_ROWS)], key=_key(which, "recommendations"), hide_index=True,
        num_rows="fixed", alt="Recommendations: what should change, and who could do it",
    )  # fmt: skip
    return rows


def _mission(app: UseCases, viewer: Viewer, which: str) -> str | None:
    missions = ["", *sorted(mission.name for mission in app.missions.all(viewer))]
    current = filters.mission_name() or ""
    chosen: str = st.selectbox(
        "Mission it belongs to", missions, index=missions.index(current) if current in missions else 0,
        format_func=lambda name: name or "none", key=_key(which, "mission"),
    )  # fmt: skip
    return chosen or None


def _save(
    app: UseCases,
    viewer: Viewer,
    shown: ShownInsight | None,
    words: InsightWords,
    evidence: InsightEvidence,
    mission: str | None,
) -> None:
    if shown:
        identifier = shown.insight.id
        app.insights.change(viewer, identifier, words, evidence)
    else:
        identifier = app.insights.write(viewer, words, evidence, mission=mission)
        st.session_state[state.WRITTEN_INSIGHTS] = st.session_state.get(state.WRITTEN_INSIGHTS, 0) + 1
    insight_marks.forget_chosen()
    state.set_parameter(state.WRITE, None)
    state.set_parameter(state.INSIGHT, identifier)
    st.rerun()


def _key(which: str, *parts: str) -> str:
    return state.key(PAGE, which, *parts)
