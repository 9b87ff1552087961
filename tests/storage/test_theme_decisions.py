from dataclasses import replace

import pytest
from sqlalchemy import select

from domain.access import LOCAL_VIEWER, Visibility
from domain.decisions import DecidedTheme, ThemeVerdict, standing_links
from domain.errors import InvalidRequest, NotFound
from domain.evidence import About, Kind
from domain.identity import digest
from domain.insights import UNGROUPED, GivenName, ThemeStatus
from storage import schema
from storage.findings.decisions import SqlDecisions
from tests.builders import a_source, a_study, a_viewer
from tests.storage.test_themes import a_run


@pytest.fixture
def ids(evidence):
    source = a_source([f"Sentence {n}." for n in range(12)], about=[About(name="Council")])
    evidence.save_source(source)
    return [item.id for item in source.observations]


@pytest.fixture
def decisions(database):
    return SqlDecisions(database)


def rows_of(themes, viewer=LOCAL_VIEWER):
    return {row.id: row for row in themes.themes(viewer)}


def theme_of(themes, observation):
    """Return the one theme that holds an observation."""
    (row,) = [row for row in themes.themes(LOCAL_VIEWER) if observation in row.members]
    return row


@pytest.mark.parametrize(
    ("verdict", "fields"),
    [(ThemeVerdict.RENAMED, {}), (ThemeVerdict.MERGED, {}), (ThemeVerdict.MERGED, {"into": "th_1"})],
)
def test_a_decision_that_says_nothing_is_none(verdict, fields):
    with pytest.raises(ValueError, match="theme"):
        DecidedTheme(nth=1, act="dc_1", theme="th_1", verdict=verdict, decided_by="Asha", decided_at="2025", **fields)


def test_every_decision_is_kept_with_who_took_it(themes, database, ids):
    themes.save_run(a_run("one", [ids[:6]]))
    (row,) = themes.themes(LOCAL_VIEWER)
    themes.decide(a_viewer(), row.id, ThemeStatus.ACCEPTED)
    themes.rename(a_viewer("Ines Roth"), row.id, "Waiting in the dark")
    themes.decide(a_viewer(), row.id, ThemeStatus.REJECTED)
    with database.reading() as connection:
        before = connection.execute(select(schema.theme_decisions)).all()
    themes.decide(a_viewer(), row.id, ThemeStatus.ACCEPTED)
    with database.reading() as connection:
        assert connection.execute(select(schema.theme_decisions)).all()[:3] == before
    assert [(said.decided_by, said.verdict) for said in themes.decisions(LOCAL_VIEWER)] == [
        ("Asha Vale", ThemeVerdict.ACCEPTED),
        ("Ines Roth", ThemeVerdict.RENAMED),
        ("Asha Vale", ThemeVerdict.REJECTED),
        ("Asha Vale", ThemeVerdict.ACCEPTED),
    ]
    assert rows_of(themes)[row.id].title == "Waiting in the dark"


def test_a_description_stands_until_it_is_taken_back_or_put_back(themes, ids):
    themes.save_run(a_run("one", [ids[:6]]))
    (row,) = themes.themes(LOCAL_VIEWER)
    themes.decide(LOCAL_VIEWER, row.id, ThemeStatus.ACCEPTED, description="Crews wait and are not told.")
    second = themes.rename(LOCAL_VIEWER, row.id, "Waiting", description="Crews wait in the dark.")
    themes.rename(LOCAL_VIEWER, row.id, "Waiting at the quay")
    assert rows_of(themes)[row.id].description == "Crews wait in the dark."
    themes.take_back(LOCAL_VIEWER, second)
    assert rows_of(themes)[row.id].description == "Crews wait and are not told."
    themes.decide(LOCAL_VIEWER, row.id, ThemeStatus.PROPOSED)
    assert rows_of(themes)[row.id].description == ""


def test_a_description_is_taken_off_a_writers_too_until_that_is_taken_back(themes, ids):
    given = GivenName(title="Calls go unanswered", description="Callers give up.", by="a model", observations=(ids[0],))
    run = a_run("one", [ids[:6]])
    themes.save_run(
        replace(run, topics=tuple(replace(each, given=given if each.number == 0 else None) for each in run.topics))
    )
    (row,) = themes.themes(LOCAL_VIEWER)
    assert row.description == "Callers give up."
    act = themes.decide(LOCAL_VIEWER, row.id, ThemeStatus.ACCEPTED, title=given.title, description="")
    assert rows_of(themes)[row.id].description == ""
    themes.rename(LOCAL_VIEWER, row.id, given.title)
    assert rows_of(themes)[row.id].description == ""
    themes.take_back(LOCAL_VIEWER, act)
    assert rows_of(themes)[row.id].description == "Callers give up."
    themes.rename(LOCAL_VIEWER, row.id, "Waiting", description="Crews wait.")
    themes.rename(LOCAL_VIEWER, row.id, "Waiting", description="")
    assert rows_of(themes)[row.id].description == ""


def test_one_decision_is_taken_back_and_the_others_stand(themes, ids):
    themes.save_run(a_run("one", [ids[:6]]))
    (row,) = themes.themes(LOCAL_VIEWER)
    themes.decide(LOCAL_VIEWER, row.id, ThemeStatus.ACCEPTED)
    renamed = themes.rename(LOCAL_VIEWER, row.id, "Waiting in the dark")
    rejected = themes.decide(LOCAL_VIEWER, row.id, ThemeStatus.REJECTED)
    themes.take_back(LOCAL_VIEWER, renamed)
    assert (rows_of(themes)[row.id].title, rows_of(themes)[row.id].status) == (row.title, ThemeStatus.REJECTED)
    themes.take_back(LOCAL_VIEWER, rejected)
    assert rows_of(themes)[row.id].status is ThemeStatus.ACCEPTED
    with pytest.raises(InvalidRequest):
        themes.take_back(LOCAL_VIEWER, rejected)
    with pytest.raises(NotFound):
        themes.take_back(LOCAL_VIEWER, "dc_unknown")


def test_with_everything_taken_back_the_proposal_is_as_it_was(themes, ids):
    themes.save_run(a_run("one", [ids[:6], ids[6:]]))
    before = themes.themes(LOCAL_VIEWER)
    act = themes.decide(LOCAL_VIEWER, before[0].id, ThemeStatus.ACCEPTED, title="Waiting")
    themes.take_back(LOCAL_VIEWER, act)
    assert themes.themes(LOCAL_VIEWER) == before


def test_what_came_and_went_by_a_run_is_told(themes, ids):
    themes.save_run(a_run("one", [ids[:6]]))
    (row,) = themes.themes(LOCAL_VIEWER)
    themes.decide(LOCAL_VIEWER, row.id, ThemeStatus.ACCEPTED)
    themes.save_run(a_run("two", [ids[2:9]]))
    moved = rows_of(themes)[row.id]
    assert (moved.joined, moved.left, moved.observations) == (3, 2, 7)
    assert moved.decided_by == "local"


def test_merged_themes_are_one_wherever_later_runs_put_their_evidence(themes, ids):
    themes.save_run(a_run("one", [ids[:6], ids[6:10], ids[10:]]))
    one, other = theme_of(themes, ids[0]), theme_of(themes, ids[6])
    act = themes.merge(LOCAL_VIEWER, other.id, one.id)
    assert set(theme_of(themes, ids[6]).members) == set(ids[:10])
    themes.decide(LOCAL_VIEWER, one.id, ThemeStatus.ACCEPTED)
    themes.save_run(a_run("two", [ids[10:], ids[6:10], ids[:6]]))
    merged = rows_of(themes)[one.id]
    assert (set(merged.members), set(merged.topics)) == (set(ids[:10]), {1, 2})
    assert (merged.joined, merged.left) == (0, 0)
    assert len(rows_of(themes)) == 2
    themes.take_back(LOCAL_VIEWER, act)
    assert set(rows_of(themes)[one.id].members) == set(ids[:6])
    assert set(theme_of(themes, ids[6]).members) == set(ids[6:10])


def test_evidence_that_is_withdrawn_while_its_theme_is_merged_is_left_out(themes, decisions, ids):
    themes.save_run(a_run("one", [ids[:6], ids[6:]], patterns={0: "PAT_01"}))
    one, other = theme_of(themes, ids[0]), theme_of(themes, ids[6])
    themes.merge(LOCAL_VIEWER, other.id, one.id, evidence=[ids[6], "obs_withdrawn", ids[7]])
    placed = [(link.observation_id, link.subject) for link in standing_links(decisions.links(LOCAL_VIEWER))]
    assert placed == [(ids[6], "PAT_01"), (ids[7], "PAT_01")]


def test_a_theme_is_not_merged_with_itself_or_with_what_is_merged_already(themes, ids):
    themes.save_run(a_run("one", [ids[:6], ids[6:]]))
    one, other = theme_of(themes, ids[0]), theme_of(themes, ids[6])
    with pytest.raises(InvalidRequest):
        themes.merge(LOCAL_VIEWER, one.id, one.id)
    themes.merge(LOCAL_VIEWER, other.id, one.id)
    with pytest.raises(NotFound):
        themes.merge(LOCAL_VIEWER, one.id, other.id)


@pytest.mark.parametrize("accepted", [True, False])
@pytest.mark.parametrize("size", [2, 4])
def test_what_was_split_off_stays_apart_when_a_run_puts_it_back_together(themes, ids, accepted, size):
    themes.save_run(a_run("one", [ids[:6], ids[6:]]))
    whole = theme_of(themes, ids[0])
    if accepted:
        themes.decide(LOCAL_VIEWER, whole.id, ThemeStatus.ACCEPTED)
    act, part = themes.split(LOCAL_VIEWER, whole.id, ids[:size], "Waiting at the counter")
    for run in ("two", "three"):
        rows = rows_of(themes)
        assert (rows[part].title, rows[part].status) == ("Waiting at the counter", ThemeStatus.ACCEPTED)
        assert set(rows[part].members) == set(ids[:size])
        assert set(rows[whole.id].members) == set(ids[size:6])
        themes.save_run(a_run(run, [ids[6:], ids[:6]]))
    themes.take_back(LOCAL_VIEWER, act)
    assert part not in rows_of(themes)
    assert set(theme_of(themes, ids[0]).members) == set(ids[:6])


def test_what_was_split_off_follows_its_own_topic_when_a_run_finds_it(themes, ids):
    themes.save_run(a_run("one", [ids[:6], ids[8:]]))
    whole = theme_of(themes, ids[0])
    _, part = themes.split(LOCAL_VIEWER, whole.id, ids[:4], "Waiting at the counter")
    themes.save_run(a_run("two", [ids[4:6], [*ids[:4], ids[6]], ids[8:]]))
    rows = rows_of(themes)
    assert (set(rows[part].members), rows[part].topic) == ({*ids[:4], ids[6]}, 1)
    assert (set(rows[whole.id].members), rows[whole.id].topic) == (set(ids[4:6]), 0)


def test_a_split_of_nothing_of_all_or_of_something_else_is_refused(themes, ids):
    themes.save_run(a_run("one", [ids[:6], ids[6:]]))
    whole = theme_of(themes, ids[0])
    for chosen in ([], ids[:6]):
        with pytest.raises(InvalidRequest) as refused:
            themes.split(LOCAL_VIEWER, whole.id, chosen, "Waiting")
        assert refused.value.where == "the theme", "no title: it may quote what others said"
    with pytest.raises(NotFound):
        themes.split(LOCAL_VIEWER, whole.id, [ids[0], ids[7]], "Waiting")
    assert themes.decisions(LOCAL_VIEWER) == []


def test_a_topic_in_which_something_was_decided_is_known_again_in_the_next_run(themes, decisions, ids):
    themes.save_run(a_run("one", [ids[:6]]))
    (row,) = themes.themes(LOCAL_VIEWER)
    first = min(ids[:6], key=lambda name: name)
    act = decisions.decide(LOCAL_VIEWER, first, not_of=[row.id])
    themes.save_run(a_run("two", [[name for name in ids[:9] if name != ids[5]]]))
    (again,) = themes.themes(LOCAL_VIEWER)
    assert again.id == row.id
    assert again.status is ThemeStatus.PROPOSED
    assert first not in again.members
    decisions.take_back(LOCAL_VIEWER, act)
    assert standing_links(decisions.links(LOCAL_VIEWER)) == []
    assert first in theme_of(themes, first).members


def test_with_one_of_two_decisions_in_a_topic_taken_back_it_is_still_known_again(themes, decisions, ids):
    themes.save_run(a_run("one", [ids[:6]]))
    (row,) = themes.themes(LOCAL_VIEWER)
    first = decisions.decide(LOCAL_VIEWER, ids[0], not_of=[row.id])
    decisions.decide(LOCAL_VIEWER, ids[1], not_of=[row.id])
    decisions.take_back(LOCAL_VIEWER, first)
    themes.save_run(a_run("two", [ids[6:], [ids[0], *ids[1:6]]]))
    again = theme_of(themes, ids[0])
    assert (again.id, ids[1] in again.members) == (row.id, False)


def test_deciding_on_a_sentence_changes_nothing_of_who_accepted_its_theme(themes, decisions, ids):
    themes.save_run(a_run("one", [ids[:6]]))
    (row,) = themes.themes(LOCAL_VIEWER)
    themes.decide(a_viewer("Ines Roth"), row.id, ThemeStatus.ACCEPTED)
    themes.save_run(a_run("two", [ids[:8]]))
    decisions.decide(LOCAL_VIEWER, ids[0], not_of=[row.id])
    after = rows_of(themes)[row.id]
    assert (after.decided_by, after.joined, after.observations) == ("Ines Roth", 2, 7)


def test_a_person_moves_an_observation_into_a_theme_and_no_run_takes_it_out(themes, decisions, ids):
    themes.save_run(a_run("one", [ids[:6], ids[6:]]))
    row = theme_of(themes, ids[0])
    themes.decide(LOCAL_VIEWER, row.id, ThemeStatus.ACCEPTED)
    other = theme_of(themes, ids[6])
    decisions.decide(LOCAL_VIEWER, ids[6], not_of=[other.id], of=[row.id])
    themes.save_run(a_run("two", [ids[6:], ids[:6]]))
    assert theme_of(themes, ids[6]).id == row.id


def test_what_was_coded_into_a_theme_stays_there_when_its_acceptance_is_taken_back(themes, decisions, ids):
    themes.save_run(a_run("one", [ids[:6]], ungrouped=ids[6:]))
    (row,) = themes.themes(LOCAL_VIEWER)
    accepted = themes.decide(a_viewer(), row.id, ThemeStatus.ACCEPTED)
    decisions.code(a_viewer(), ids[8], Kind.PAIN_POINT, of=[row.id])
    themes.take_back(a_viewer(), accepted)
    first = min(ids[:6], key=digest)
    themes.save_run(a_run("two", [[name for name in ids[:6] if name != first]], ungrouped=[first, *ids[6:]]))
    assert theme_of(themes, ids[8]).id == row.id


def test_decisions_on_themes_of_which_a_viewer_sees_nothing_are_not_there_for_them(themes, evidence, ids):
    hidden = a_source(["Hidden one.", "Hidden two."], study=a_study("Closed", visibility=Visibility.TEAM))
    evidence.save_source(hidden)
    themes.save_run(a_run("one", [ids[:6], [item.id for item in hidden.observations]]))
    row = theme_of(themes, hidden.observations[0].id)
    act = themes.decide(LOCAL_VIEWER, row.id, ThemeStatus.ACCEPTED, title="Closed matters")
    assert themes.decisions(a_viewer()) == []
    for ask in (
        lambda: themes.take_back(a_viewer(), act),
        lambda: themes.rename(a_viewer(), row.id, "Open matters"),
        lambda: themes.merge(a_viewer(), row.id, theme_of(themes, ids[0]).id),
        lambda: themes.split(a_viewer(), row.id, [hidden.observations[0].id], "Open matters"),
    ):
        with pytest.raises(NotFound):
            ask()


def test_a_theme_put_back_is_proposed_under_the_model_s_title(themes, ids):
    themes.save_run(a_run("one", [ids[:6]]))
    (row,) = themes.themes(LOCAL_VIEWER)
    themes.decide(LOCAL_VIEWER, row.id, ThemeStatus.ACCEPTED, title="Waiting")
    themes.decide(LOCAL_VIEWER, row.id, ThemeStatus.PROPOSED)
    themes.save_run(a_run("two", [ids[6:], ids[:5]]))
    again = rows_of(themes)[row.id]
    assert (again.title, again.status, again.topic) == ("Topic 1", ThemeStatus.PROPOSED, 1)


def test_a_theme_put_back_that_the_next_run_scatters_is_gone(themes, ids):
    themes.save_run(a_run("one", [ids[:6]]))
    (row,) = themes.themes(LOCAL_VIEWER)
    themes.decide(LOCAL_VIEWER, row.id, ThemeStatus.ACCEPTED)
    themes.decide(LOCAL_VIEWER, row.id, ThemeStatus.PROPOSED)
    themes.save_run(a_run("two", [[*ids[:3], ids[6]], [*ids[3:6], ids[7]]]))
    assert row.id not in rows_of(themes)
    assert {said.topic for said in themes.themes(LOCAL_VIEWER)} == {0, 1}
    assert UNGROUPED not in {said.topic for said in themes.themes(LOCAL_VIEWER)}
