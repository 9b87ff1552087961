"""Files of a check that are here already: told before anything is saved, with the study that holds each."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

import streamlit as st

from domain.access import Viewer
from domain.catalogue import Catalogue, name_key
from domain.errors import NotAllowed
from domain.evidence import Study
from domain.proposals import FileDescription, FileProposal
from use_cases.app import UseCases
from use_cases.evidence.publishing import answers_for, may_add_for
from views import links, state, words
from views.adding import check_rows
from views.adding.check_rows import NONE, Row
from views.markup import label
from views.pressing import pressed

PAGE = links.ADD_AND_CHECK
HERE = "Here already."
Held = Mapping[int, Sequence[Study]]
"""By the position of a file in its check, the studies that hold the same file."""


def held(app: UseCases, viewer: Viewer, proposals: Sequence[FileProposal]) -> Held:
    """Return which files of a check are stored already, and in which studies of those this viewer may see."""
    digests = {proposal.file.digest for proposal in proposals if proposal.file.digest}
    stored = app.publishing.holding(viewer, digests)
    return {at: found for at, each in enumerate(proposals) if (found := stored.get(each.file.digest))}


def warning(at: int, proposals: Sequence[FileProposal], found: Held) -> list[str]:
    """Return what to look at in the line of a file: that it is here already, or stands in this check twice."""
    if at in found:
        return [f"{HERE} In the study {words.few([f'“{study.title}”' for study in found[at]])}."]
    digest = proposals[at].file.digest
    twins = [each.shown_name for each in proposals[:at] if digest and each.file.digest == digest]
    return [f"The same file as {twins[0]}."] if twins else []


def show(
    viewer: Viewer, known: Catalogue, job: str, proposals: Sequence[FileProposal], rows: Sequence[Row], found: Held
) -> None:
    """Show each study that holds files of the check already, what saving them would do, and a way to it."""
    files: dict[str, list[int]] = defaultdict(list)
    studies: dict[str, Study] = {}
    for at, holding in found.items():
        for study in holding:
            files[study.id].append(at)
            studies[study.id] = study
    for identifier, positions in files.items():
        with st.container(border=True, key=state.key(PAGE, "held", job, identifier)):
            study = studies[identifier]
            team = study.team or known.current(study.organisation)
            elsewhere = [at for at in positions if not _goes_to(viewer, rows[at], study, team)]
            _show_one(study, [proposals[at].shown_name for at in positions], is_told_again=not elsewhere)
            if elsewhere:
                _offer(viewer, job, study, team, elsewhere)


def _show_one(study: Study, files: Sequence[str], *, is_told_again: bool) -> None:
    is_or_are = "is" if len(files) == 1 else "are"
    st.markdown(f":material/content_copy: **{label(words.few(files))} {is_or_are} here already**, in the study:")
    links.to(
        links.STUDIES, label(study.title), icon=":material/folder_open:", parameters={state.STUDY: study.id}
    )  # fmt: skip
    if is_told_again:
        st.caption("Saved there again, nothing is added.")
    else:
        st.caption("Saved under another study, as the lines say now, it is kept and counted a second time.")


def _offer(viewer: Viewer, job: str, study: Study, team: str, elsewhere: Sequence[int]) -> None:
    """Offer to put lines into a study to whoever may add to it; say to others whose it is."""
    if not may_add_for(viewer, team):
        asked = f"ask {label(study.contact)}" if study.contact else "ask them"
        st.caption(f"That study is {label(team)}'s, and only they add to it: {asked}.")
        return
    named = (study.team or NONE) if viewer.sees_everything else team
    cells = {"study": study.title, "organisation": study.organisation, "team": named}
    st.button(
        "It belongs to that study", key=state.key(PAGE, "held-take", job, study.id), icon=":material/check:",
        on_click=pressed(check_rows.change), args=(job, dict.fromkeys(elsewhere, cells)),
    )  # fmt: skip


def _goes_to(viewer: Viewer, row: Row, study: Study, team: str) -> bool:
    """Tell whether a line will be saved in a study: under its title, and for the team that answers for it."""
    if (row["study"], row["organisation"]) != (study.title, study.organisation):
        return False
    try:
        said = FileDescription(organisation=row["organisation"], team=check_rows.filled_in(row["team"]))
        return name_key(answers_for(viewer, said)) == name_key(team)
    except NotAllowed:
        return False
