"""The table before anything is saved: one row a file, edited in place, with what others will see below it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import streamlit as st

from domain.access import LOCAL_VIEWER, Viewer, Visibility
from domain.consent import Consent
from domain.evidence import Basis
from domain.proposals import UNSAID, FileDescription, FileProposal, Redaction, StagedFile
from domain.tables import SavedMapping
from use_cases.app import UseCases
from use_cases.evidence.guiding import FOLLOWED
from use_cases.evidence.publishing import teams_of
from views import cached, errors, job_status, links, state, tables, words
from views.adding import (
    check_consent,
    check_questions,
    check_rows,
    column_mapping,
    held_already,
    ingest_account,
    masking_review,
    meant_names,
    notices,
    open_lines,
)
from views.adding.check_rows import NONE, Row, filled_in
from views.markup import facts, label
from views.typed_dates import understood

PAGE = links.ADD_AND_CHECK
SHOWN_TO = {
    Visibility.TEAM: "your team",
    Visibility.ORGANISATION: "your organisation",
    Visibility.MISSION: "the mission's group",
    Visibility.OPEN: "everyone signed in",
}
PROPOSED = "Who did the research is proposed from the text."


def show(app: UseCases, viewer: Viewer, job: str) -> None:
    """Show what a check found, ask what is not plain, take corrections, and offer to save.

    Nothing is lost on a wrong entry.
    """
    proposals = cached.checked_files(app, viewer=viewer, job=job)
    known = cached.catalogue(app, viewer=viewer, revision=app.revision())
    held = held_already.held(app, viewer, proposals)
    asks = cached.asked(app, viewer=viewer, job=job)
    elsewhere = check_questions.told_elsewhere(asks)
    warnings = [
        [*held_already.warning(at, proposals, held), *(told for told in _warnings(each) if told not in elsewhere)]
        for at, each in enumerate(proposals)
    ]
    st.header("Check each line", anchor=False)
    st.caption("Change what is wrong: click a cell, type, press Enter. Nothing is saved yet.")
    missions = [mission.name for mission in app.missions.all(viewer)]
    rows = check_rows.edit(
        job, proposals, ["; ".join(told) for told in warnings], known, missions=missions, teams=_teams(app, viewer)
    )
    open_still = [
        _open_still(told, proposal, row) for told, proposal, row in zip(warnings, proposals, rows, strict=True)
    ]
    lines = [{**row, "warnings": "; ".join(told)} for row, told in zip(rows, open_still, strict=True)]
    shown = [[", ".join(cell) if isinstance(cell, list) else cell for cell in line.values()] for line in lines]
    tables.offer("These lines", list(rows[0]) if rows else [], shown, key=state.key("check", job))
    notices.show(zip([proposal.shown_name for proposal in proposals], open_still, strict=True))
    open_lines.show(job, rows)
    _show_dates(rows)
    held_already.show(viewer, known, job, proposals, rows, held)
    meant_names.ask_of_rows(app, viewer, job, rows)
    titles = sorted({study.title for study in app.studies(viewer)})
    check_questions.show(job, asks, proposals, titles, here=frozenset(held))
    columns = column_mapping.show(job, proposals)
    with errors.PageBoundary():
        if column_mapping.is_changed(proposals, columns):
            column_mapping.offer_reading_again(app, viewer, _described_all(proposals, rows, columns))
    st.header("Read what others will read", anchor=False)
    mode = masking_review.choose_mode(app)
    _show_one(app, viewer, job, proposals, rows, mode)
    if not any(proposal.observations for proposal in proposals):
        st.info("There is nothing to save: no passage could be kept. Mend the files, and check them again.")
        return
    st.header("Save", anchor=False)
    with errors.PageBoundary():
        consent = check_consent.ask(job)
        described = _described_all(proposals, rows, columns)
        _offer_saving(app, viewer, _with_consent(job, described, consent), mode)


def _show_dates(rows: Sequence[Row]) -> None:
    """Show how the dates in the lines are understood, where they are not written out."""
    dates = {date: said for row in rows if (said := understood(date := row["date"] or ""))}
    if dates:
        told = "; ".join(f"{date} is {said}" for date, said in dates.items())
        st.caption(f"Dates as they are understood: {label(told)}.")


def _described_all(
    proposals: Sequence[FileProposal], rows: Sequence[Row], columns: dict[str, SavedMapping]
) -> list[tuple[StagedFile, FileDescription]]:
    """Return each file as it is described now, its columns with it. Raises InvalidRequest as for one row."""
    return [
        (
            proposal.file,
            replace(
                column_mapping.said_with(check_rows.described(proposal, row), proposal, columns),
                masking=masking_review.decisions(proposal),
            ),
        )
        for proposal, row in zip(proposals, rows, strict=True)
    ]


def _with_consent(
    job: str, described: Sequence[tuple[StagedFile, FileDescription]], consent: Consent
) -> list[tuple[StagedFile, FileDescription]]:
    """Return the files with what was said of consent; who was not heard holds for all files of one study."""
    unheard: dict[object, list[str]] = {}
    for at, (_, said) in enumerate(described):
        if recorded := check_questions.not_heard(job, at):
            unheard.setdefault((said.organisation, said.study), []).append(recorded)
    return [
        (
            file,
            replace(
                said,
                consent=check_consent.joined(
                    said.consent, consent, "\n".join(unheard.get((said.organisation, said.study), []))
                ),
            ),
        )
        for file, said in described
    ]


def _teams(app: UseCases, viewer: Viewer) -> list[str]:
    """Return the teams to choose from: one's own, or every team where nobody signs in."""
    if not viewer.sees_everything:
        return teams_of(viewer) or [""]
    return ["", *(team.full_name for team in app.people.teams(viewer))]


def _warnings(proposal: FileProposal) -> list[str]:
    if FOLLOWED in proposal.refusals:
        return ["Followed: it says what the columns of another file hold."]
    if not proposal.observations and proposal.refusals:
        return [f"Nothing of it can be kept: {proposal.refusals[0].reason}"]
    return [*proposal.warnings, *([PROPOSED] if proposal.organisation_basis is Basis.PROPOSED else [])]


def _open_still(warnings: Sequence[str], proposal: FileProposal, row: Row) -> list[str]:
    """Return the warnings of a line without those that somebody has answered in its cells since."""
    said = proposal.description
    before = {"organisation": said.organisation, "date": said.date, "study": said.study}
    changed = {name for name, proposed in before.items() if filled_in(row[name]) not in {None, proposed}}
    answered = {UNSAID[name] for name in changed} | ({PROPOSED} if "organisation" in changed else set())
    return [told for told in warnings if told not in answered]


def _show_one(
    app: UseCases, viewer: Viewer, job: str, proposals: Sequence[FileProposal], rows: Sequence[Row], mode: Redaction
) -> None:
    at = 0
    if len(proposals) > 1:
        at = st.selectbox(
            "Look into one file",
            range(len(proposals)),
            index=next((at for at, proposal in enumerate(proposals) if proposal.observations), 0),
            format_func=lambda index: proposals[index].shown_name,
            key=state.key(PAGE, "file"),
        )
    proposal, row = proposals[at], rows[at]
    text, seen = st.columns([3, 2], gap="large")
    with text:
        masking_review.show(cached.checked_file(app, viewer=viewer, job=job, at=at), mode)
    with seen:
        _show_what_others_see(viewer, proposal, row, mode)
    ingest_account.show_refusals([(proposal.shown_name, refusal) for refusal in proposal.refusals])


def _show_what_others_see(viewer: Viewer, proposal: FileProposal, row: Row, mode: Redaction) -> None:
    st.markdown("### What others will see")
    st.html(
        facts(
            [
                ("Study", row["study"] or "not said"),
                ("Researched by", row["organisation"] or "not said"),
                ("About", words.listed(row["about"] or []) or "as the text says"),
                ("Source", proposal.shown_name),
                ("Date", understood(row["date"] or "") or row["date"] or "not recorded"),
                ("Still true?", row["standing"]),
                ("Once people sign in" if viewer == LOCAL_VIEWER else "Who may see it", row["visibility"]),
                ("Team", filled_in(row["team"]) or row["organisation"]),
                ("Marking", row["marking"] or NONE),
                ("Mission", row["mission"] or NONE),
            ]
        )
    )
    if not proposal.observations:
        st.markdown("Nothing of this file: no passage of it can be kept.")
        return
    observations = words.count(proposal.observations, "passage")
    st.markdown(
        f"{observations} of this text, quoted exactly, each with its neighbours and its place. "
        "The file as you gave it and what is under the masks are not shown."
    )
    if proposal.redactions and mode is not Redaction.ON:
        st.caption("Names and numbers stand as they are, but for what you decided on: nothing else is masked.")


def _access_told(described: Sequence[FileDescription]) -> str:
    """Return in words who would see what is saved: published, by whom the lines name; as a draft, by whom."""
    shown = Counter(said.visibility or Visibility.TEAM for said in described)
    parts = [_shown_to(visibility, shown[visibility], len(described)) for visibility in Visibility if shown[visibility]]
    only_team = shown[Visibility.TEAM] == len(described)
    alone = " and to nobody else; choose others under “Who may see it” in the lines above" if only_team else ""
    return (
        f"**Publish** shows {words.listed(parts)}{alone}. "
        "**Save as draft** shows it to the researchers of the team alone, until it is published."
    )


def _shown_to(visibility: Visibility, files: int, every: int) -> str:
    what = "it" if files == every else words.count(files, "file")
    return f"{what} to {SHOWN_TO[visibility]}"


def _offer_saving(
    app: UseCases, viewer: Viewer, described: Sequence[tuple[StagedFile, FileDescription]], mode: Redaction
) -> None:
    told = _access_told([said for _, said in described])
    if viewer == LOCAL_VIEWER:
        st.markdown("Nobody signs in here: everyone at this machine sees it, published or not.")
        st.caption(f"Once people sign in: {told}")
    else:
        st.markdown(told)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        day = st.date_input(
            "Others see it not before (empty: at once)", value=None, format="DD/MM/YYYY", width=320,
            key=state.key(PAGE, "embargo"),
        )  # fmt: skip
        draft = st.button("Save as draft", key=state.key(PAGE, "draft"), icon=":material/draft:")
        publish = st.button("Publish", key=state.key(PAGE, "publish"), type="primary", icon=":material/publish:")
    if draft or publish:
        embargo = day.isoformat() if isinstance(day, date) else None
        files = [(file, replace(told, draft=draft, embargo=embargo or told.embargo)) for file, told in described]
        job_status.remember(app.queue_ingest(viewer, files, redaction=mode))
