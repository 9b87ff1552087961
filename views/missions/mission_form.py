"""The form in which a mission is made or changed."""

from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import replace
from typing import Any

import streamlit as st

from domain.access import Viewer
from domain.dates import FORMS
from domain.missions import MOST_MEASURES, Measure, Mission, Weights
from use_cases.app import UseCases
from use_cases.catalogue.missions import measure_from, mission_from
from views import cached, errors, links, state

MADE = state.key(links.MISSION, "made")
"""How many this session has made: the form for the next one starts empty."""
LATER = "Measures and the people of its group: now or later"
COLUMNS = ("Measure", "Value", "Target", "As of", "Source")
Row = dict[str, Any]


def show(app: UseCases, viewer: Viewer, mission: Mission | None) -> None:
    """Show the form, filled in with the mission, or empty for a new one; save what is said."""
    made = st.session_state.get(MADE, 0)
    which = mission.id if mission else state.key("new", made) if made else "new"
    with st.form(state.key(links.MISSION, "form", which), border=False):
        name = mission.name if mission else _name(which)
        outcome = st.text_area(
            "Outcome: what gets better for people", mission.outcome if mission else "", height=80,
            key=_key(which, "outcome"), placeholder="A family tells government once that someone has died.",
        )  # fmt: skip
        organisations = _organisations(app, viewer, mission, which)
        with nullcontext() if mission else st.expander(LATER, key=_key(which, "later")):
            rows = _measures(mission, which)
            people = st.text_area(
                "Its group: who may see what is open to the mission's group, one a line, as they sign in",
                "\n".join(mission.people) if mission else "", height=80, key=_key(which, "people"),
            )  # fmt: skip
        saved = st.form_submit_button(
            "Save" if mission else "Make it", key=_key(which, "save"), type="primary", icon=":material/flag:"
        )
    if saved:
        with errors.PageBoundary():
            _save(app, viewer, mission, name, outcome, organisations, rows, people)


def keep_weights(app: UseCases, viewer: Viewer, mission: Mission, weights: Weights) -> None:
    """Save the weights for everyone."""
    app.missions.update(viewer, replace(mission, weights=weights))


def _name(which: str) -> str:
    return st.text_input(
        "Name", key=_key(which, "name"), placeholder="Telling government once",
        help="It stays: studies, journeys and links go by it.",
    )  # fmt: skip


def _organisations(app: UseCases, viewer: Viewer, mission: Mission | None, which: str) -> list[str]:
    known = cached.catalogue(app, viewer=viewer, revision=app.revision())
    own = list(mission.organisations) if mission else []
    names = [entry.name for entry in known.organisations if not entry.successor and entry.name not in own]
    return st.multiselect(
        "Organisations that share it", [*own, *names], default=own, key=_key(which, "organisations"),
        accept_new_options=True, placeholder="Choose or write",
    )  # fmt: skip


def _measures(mission: Mission | None, which: str) -> Sequence[Row]:
    st.markdown(f"Measures: at most {MOST_MEASURES}. Leave blank what nobody has said yet.")
    said = [
        dict(zip(COLUMNS, (m.name, m.value, m.target, m.as_of or "", m.source), strict=True))
        for m in (mission.measures if mission else ())
    ]
    blank = [dict.fromkeys(COLUMNS, "") for _ in range(MOST_MEASURES - len(said))]
    rows: list[Row] = st.data_editor(
        said + blank, key=_key(which, "measures"), hide_index=True, num_rows="fixed",
        column_config={"As of": st.column_config.TextColumn(help=FORMS)},
        alt="Measures of the mission: name, value, target, date and source",
    )  # fmt: skip
    return rows


def _save(
    app: UseCases,
    viewer: Viewer,
    mission: Mission | None,
    name: str,
    outcome: str,
    organisations: Sequence[str],
    rows: Sequence[Row],
    people: str,
) -> None:
    said = mission_from(
        name=name, outcome=outcome, organisations=organisations,
        measures=[measure for row in rows if (measure := _measure(row))],
        people=people.splitlines(), weights=mission.weights if mission else None,
    )  # fmt: skip
    if mission:
        app.missions.update(viewer, replace(said, id=mission.id))
    else:
        made = app.missions.create(viewer, said)
        st.session_state[state.MISSION_WANTED] = made.id
        st.session_state[MADE] = st.session_state.get(MADE, 0) + 1
    st.rerun()


def _measure(row: Row) -> Measure | None:
    """Return the measure of a row, None for a row that says nothing. Raises InvalidRequest for a row without a name."""
    name, value, target, as_of, source = ((row.get(column) or "").strip() for column in COLUMNS)
    if not (name or value or target or as_of or source):
        return None
    return measure_from(name=name, value=value, target=target, as_of=as_of, source=source)


def _key(which: str, part: str) -> str:
    return state.key(links.MISSION, which, part)
