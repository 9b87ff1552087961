import io
import zipfile
from dataclasses import replace

import pytest

from domain.access import LOCAL_VIEWER, Role, Visibility
from domain.audit import Deed
from domain.codes import PROPOSED, SAID
from domain.errors import InvalidRequest, NotAllowed, NotFound, StorageFailed
from domain.evidence import Coding, Kind, PatternFit, Severity, SourceFile
from domain.insights import GivenName, ThemeStatus
from domain.missions import OwnerStatus
from domain.proposals import FileDescription, Redaction
from exports import refi_qda
from ingest.refi_qda import read_project
from settings import Settings
from tests.builders import a_source, a_study, a_viewer
from tests.pattern_drafts import DRAFT
from tests.storage.test_themes import a_run
from tests.stored import store_study
from use_cases.evidence.ingesting import save_file
from use_cases.findings.learning import decided_on_patterns
from use_cases.running.bootstrap import open_use_cases

TEXTS = ("People rang the harbour for weeks and nobody knew.", "The form was asked for again at the second counter.")


@pytest.fixture
def app(new_repository):
    opened = open_use_cases(Settings.from_environment(new_repository, environment={}))
    source = a_source(TEXTS, study=a_study())
    opened.repository.evidence.save_source(source)
    coding = Coding(
        kind=Kind.PAIN_POINT,
        pain_point=0.95,
        severity=Severity.HIGH,
        patterns=(PatternFit(pattern="PAT_01", fit=0.9),),
    )
    opened.repository.evidence.save_codings("test", {item.id: coding for item in source.observations})
    yield opened
    opened.close()


def ids_of(app, pattern):
    points = [point for point in app.all_pain_points(LOCAL_VIEWER) if point.pattern == pattern]
    return {fit.evidence.id for point in points for fit in point.evidence}


def the_point(app):
    (point,) = app.all_pain_points(LOCAL_VIEWER)
    return point


def the_point_of(app, pattern):
    return next(point for point in app.all_pain_points(LOCAL_VIEWER) if point.pattern == pattern)


def test_evidence_is_moved_outlives_a_new_coding_and_comes_back(app):
    point = the_point(app)
    moved = point.evidence[0].evidence.id
    act = app.decisions.belongs_to(a_viewer(), point, moved, "PAT_02")
    assert moved in ids_of(app, "PAT_02") - ids_of(app, "PAT_01")
    again = Coding(kind=Kind.METHOD, pain_point=0.05, severity=None, patterns=(PatternFit(pattern="PAT_01", fit=0.9),))
    app.repository.evidence.save_codings("newer", {moved: again})
    assert ids_of(app, "PAT_02") == {moved}
    app.decisions.take_back(a_viewer(), act)
    assert moved not in ids_of(app, "PAT_02")


def test_confirmed_evidence_outlives_a_new_coding_and_can_be_taken_back(app):
    point = the_point(app)
    confirmed = point.evidence[0].evidence.id
    act = app.decisions.confirm(a_viewer(), point, confirmed)
    again = Coding(kind=Kind.METHOD, pain_point=0.05, severity=None, patterns=())
    app.repository.evidence.save_codings("newer", {confirmed: again})
    (kept,) = [fit for fit in the_point(app).evidence if fit.evidence.id == confirmed]
    assert kept.by_person
    app.decisions.take_back(a_viewer(), act)
    assert confirmed not in ids_of(app, "PAT_01")


def test_a_decision_is_written_down_in_the_audit_without_a_word_of_research(app):
    point = the_point(app)
    observation = point.evidence[0].evidence.id
    act = app.decisions.belongs_to(a_viewer(), point, observation, "PAT_02")
    app.decisions.take_back(a_viewer("Ines Roth"), act)
    told = [
        (entry.who, entry.subject, dict(entry.details)) for entry in app.audit.entries(LOCAL_VIEWER, deed=Deed.DECIDED)
    ]
    assert told == [
        ("Ines Roth", act, {}),
        ("Asha Vale", observation, {"point": point.id, "subject": "PAT_02"}),
    ]


def test_a_reader_decides_nothing(app):
    reader = a_viewer(role=Role.READER)
    point = the_point(app)
    with pytest.raises(NotAllowed):
        app.decisions.not_this(reader, point, point.evidence[0].evidence.id)
    with pytest.raises(NotAllowed):
        app.decisions.confirm(reader, point, point.evidence[0].evidence.id)
    with pytest.raises(NotAllowed):
        app.decisions.take_back(reader, "dc_1")


def test_what_is_no_evidence_of_the_point_or_goes_nowhere_is_refused(app):
    point = the_point(app)
    observation = point.evidence[0].evidence.id
    with pytest.raises(NotFound):
        app.decisions.not_this(LOCAL_VIEWER, point, "obs_unknown")
    with pytest.raises(NotFound):
        app.decisions.confirm(LOCAL_VIEWER, point, "obs_unknown")
    with pytest.raises(NotFound):
        app.decisions.belongs_to(LOCAL_VIEWER, point, observation, "PAT_none")
    with pytest.raises(InvalidRequest):
        app.decisions.belongs_to(LOCAL_VIEWER, point, observation, "PAT_01")
    assert app.decisions.on_evidence(LOCAL_VIEWER) == []


def test_splitting_a_theme_makes_no_sentence_a_pain_point_that_is_none(app):
    texts = [f"The ferry was late again, said caller {n}." for n in range(8)]
    source = a_source(texts, name="ferries.md")
    app.repository.evidence.save_source(source)
    ids = [item.id for item in source.observations]
    coding = Coding(kind=Kind.METHOD, pain_point=0.05, severity=None)
    app.repository.evidence.save_codings("test", dict.fromkeys(ids, coding))
    app.repository.themes.save_run(a_run("one", [ids]))
    (row,) = app.themes(LOCAL_VIEWER)
    before = app.all_pain_points(LOCAL_VIEWER)
    act, _ = app.review.split(LOCAL_VIEWER, row.id, ids[:3], "Late ferries")
    assert app.all_pain_points(LOCAL_VIEWER) == before
    assert app.decisions.on_evidence(LOCAL_VIEWER) == []
    with pytest.raises(NotFound):
        app.decisions.take_back(LOCAL_VIEWER, act)
    app.review.take_back(LOCAL_VIEWER, act)
    assert [theme.id for theme in app.themes(LOCAL_VIEWER)] == [row.id]


DRIFTING = [f"The pontoon drifted away in the night, said keeper {n}." for n in range(4)]


@pytest.fixture
def merged_into_a_pattern(app):
    """An accepted theme with evidence of its own, beside a theme that follows the pattern of the stored sentences."""
    kept = [fit.evidence.id for fit in the_point(app).evidence]
    source = a_source(DRIFTING, name="pontoons.md", study=a_study("Pontoons"))
    app.repository.evidence.save_source(source)
    ids = [item.id for item in source.observations]
    coding = Coding(kind=Kind.PAIN_POINT, pain_point=0.95, severity=Severity.HIGH)
    app.repository.evidence.save_codings("test", dict.fromkeys(ids, coding))
    run = a_run("one", [kept, ids], patterns={0: "PAT_01"})
    app.repository.themes.save_run(
        replace(run, assignments=tuple(replace(item, probability=1.0) for item in run.assignments))
    )
    rows = {row.pattern: row.id for row in app.themes(LOCAL_VIEWER)}
    app.review.decide(LOCAL_VIEWER, rows[None], ThemeStatus.ACCEPTED)
    return rows[None], rows["PAT_01"], set(ids)


def test_evidence_of_an_accepted_theme_goes_into_the_pattern_that_it_is_merged_into(app, merged_into_a_pattern):
    theme, of_pattern, drifting = merged_into_a_pattern
    shown = ids_of(app, None)
    assert shown and shown <= drifting
    act = app.review.merge(LOCAL_VIEWER, theme, of_pattern)
    assert ids_of(app, None) == set()
    assert shown <= ids_of(app, "PAT_01")
    (point,) = app.all_pain_points(LOCAL_VIEWER)
    assert all(fit.by_person for fit in point.evidence if fit.evidence.id in shown)
    app.review.take_back(LOCAL_VIEWER, act)
    assert (ids_of(app, None), ids_of(app, "PAT_01") & drifting) == (shown, set())


def test_what_a_person_confirmed_of_a_theme_stays_their_word_at_the_pattern(app, merged_into_a_pattern):
    theme, of_pattern, _ = merged_into_a_pattern
    (point,) = [point for point in app.all_pain_points(LOCAL_VIEWER) if point.theme == theme]
    confirmed = point.evidence[0].evidence.id
    app.decisions.confirm(a_viewer(), point, confirmed)
    app.repository.themes.merge(LOCAL_VIEWER, theme, of_pattern)
    assert confirmed in ids_of(app, "PAT_01")


def test_what_was_said_to_be_none_of_a_pattern_stays_none_when_its_theme_is_merged(app, merged_into_a_pattern):
    theme, of_pattern, _ = merged_into_a_pattern
    (point,) = [point for point in app.all_pain_points(LOCAL_VIEWER) if point.theme == theme]
    refused, *others = [fit.evidence.id for fit in point.evidence]
    app.repository.decisions.decide(LOCAL_VIEWER, refused, not_of=["PAT_01"])
    assert app.review.left_out(LOCAL_VIEWER, theme, of_pattern) == 1
    app.review.merge(LOCAL_VIEWER, theme, of_pattern)
    assert others and set(others) <= ids_of(app, "PAT_01")
    assert refused not in ids_of(app, "PAT_01")


def test_what_was_moved_from_a_pattern_to_a_theme_does_not_come_back_by_merging(app, merged_into_a_pattern):
    theme, of_pattern, _ = merged_into_a_pattern
    point = the_point_of(app, "PAT_01")
    moved = point.evidence[0].evidence.id
    app.decisions.belongs_to(a_viewer(), point, moved, theme)
    assert moved in ids_of(app, None)
    app.review.merge(LOCAL_VIEWER, theme, of_pattern)
    assert moved not in ids_of(app, "PAT_01")


def test_merging_takes_evidence_along_that_the_curator_does_not_see(app, merged_into_a_pattern):
    theme, of_pattern, _ = merged_into_a_pattern
    study = a_study("Buoys", organisation="Canal Board", visibility=Visibility.TEAM, team="Buoys")
    hidden = a_source(["Nobody says when a drifting buoy is towed back in."], name="buoys.md", study=study)
    app.repository.evidence.save_source(hidden)
    (item,) = hidden.observations
    coding = Coding(kind=Kind.PAIN_POINT, pain_point=0.95, severity=Severity.HIGH)
    app.repository.evidence.save_codings("test", {item.id: coding})
    app.repository.decisions.decide(LOCAL_VIEWER, item.id, of=[theme])
    curator = a_viewer(role=Role.CURATOR)
    assert item.id not in {fit.evidence.id for each in app.all_pain_points(curator) for fit in each.evidence}
    app.review.merge(curator, theme, of_pattern)
    assert item.id in ids_of(app, "PAT_01")


def test_what_came_by_merging_is_told_and_taken_back_with_the_theme_and_teaches_nothing(app, merged_into_a_pattern):
    theme, of_pattern, _ = merged_into_a_pattern
    act = app.review.merge(LOCAL_VIEWER, theme, of_pattern)
    assert app.decisions.on_evidence(LOCAL_VIEWER) == []
    assert decided_on_patterns(app.repository) == []
    assert app.patterns.said_of(LOCAL_VIEWER, "PAT_01").belongs == ()
    studies = list({item.study_id for item in app.repository.evidence.all_evidence(LOCAL_VIEWER)})
    content = app.exchange.project(LOCAL_VIEWER, studies).content
    assert SAID.name.encode() not in zipfile.ZipFile(io.BytesIO(content)).read("project.qde")
    with pytest.raises(NotFound):
        app.decisions.take_back(LOCAL_VIEWER, act)


def test_a_pattern_made_of_a_theme_takes_its_place_and_gives_it_back_when_it_is_taken_back(app, merged_into_a_pattern):
    theme, _, drifting = merged_into_a_pattern
    shown = ids_of(app, None)
    act, pattern = app.review.make_pattern(LOCAL_VIEWER, theme, DRAFT)
    assert ids_of(app, None) == set()
    assert ids_of(app, pattern) == shown <= drifting
    assert [row.id for row in app.themes(LOCAL_VIEWER) if row.id == theme] == []
    later = a_run("two", [sorted(drifting)])
    sure = tuple(replace(item, probability=1.0) for item in later.assignments)
    app.repository.themes.save_run(replace(later, assignments=sure))
    assert theme not in {row.id for row in app.themes(LOCAL_VIEWER)}
    (said, *_) = app.review.history(LOCAL_VIEWER)
    assert said.into == DRAFT.title
    app.patterns.take_back(LOCAL_VIEWER, act)
    assert app.review.history(LOCAL_VIEWER)[0].into == DRAFT.title
    assert theme in {row.id for row in app.themes(LOCAL_VIEWER)}
    assert ids_of(app, None) == shown


def test_what_was_said_of_a_theme_stands_at_the_pattern_that_took_its_place_and_goes_back_with_it(
    app, merged_into_a_pattern
):
    theme, _, _ = merged_into_a_pattern
    (before,) = [point for point in app.all_pain_points(LOCAL_VIEWER) if point.theme == theme]
    app.ownership.claim(LOCAL_VIEWER, before, "Canal Board", note="Ours drift too.")
    app.ownership.propose_owner(LOCAL_VIEWER, before, "Rescue Service")
    app.watches.watch_pain_point(LOCAL_VIEWER, before)
    act, pattern = app.review.make_pattern(LOCAL_VIEWER, theme, DRAFT)

    now = app.pain_point(LOCAL_VIEWER, before.id)
    assert (now.pattern, now.formerly) == (pattern, (before.id,))
    said = app.ownership.words(LOCAL_VIEWER, [now])[now.id]
    assert [(claim.organisation, claim.note) for claim in said.claims] == [("Canal Board", "Ours drift too.")]
    assert [owner.organisation for owner in said.owners] == ["Rescue Service"]
    (news,) = app.watches.news(LOCAL_VIEWER, lambda: app.all_pain_points(LOCAL_VIEWER))
    assert (news.title, news.problem) == (DRAFT.title, "")
    (first,) = [each for each in app.missions.next(app.all_pain_points(LOCAL_VIEWER)) if each.pain_point.id == now.id]
    assert [owner.organisation for owner in first.owners] == ["Rescue Service"]

    app.ownership.accept_owner(LOCAL_VIEWER, now, "Rescue Service")
    (owner,) = app.ownership.words(LOCAL_VIEWER, [now])[now.id].owners
    assert owner.status is OwnerStatus.ACCEPTED
    app.ownership.withdraw_claim(LOCAL_VIEWER, now, "Canal Board")
    app.ownership.remove_owner(LOCAL_VIEWER, now, "Rescue Service")
    said = app.ownership.words(LOCAL_VIEWER, [now])[now.id]
    assert (said.claims, said.owners) == ((), ())

    app.ownership.propose_owner(LOCAL_VIEWER, now, "Harbour Office")
    app.patterns.take_back(LOCAL_VIEWER, act)
    assert app.pain_point(LOCAL_VIEWER, before.id).theme == theme


def test_a_curator_who_sees_nothing_of_a_theme_gives_it_back_with_the_pattern_that_took_its_place(
    app, merged_into_a_pattern
):
    theme, _, drifting = merged_into_a_pattern
    shown = ids_of(app, None)
    act, _ = app.review.make_pattern(LOCAL_VIEWER, theme, DRAFT)
    store_study(app.repository.database, a_study("Pontoons", visibility=Visibility.TEAM, team="Pontoons"))
    curator = a_viewer("mo@museum.example", organisation="Museum", role=Role.CURATOR)
    assert not app.repository.sights.visible_ids(curator) & drifting
    app.patterns.take_back(curator, act)
    assert theme in {row.id for row in app.themes(LOCAL_VIEWER)}
    assert ids_of(app, None) == shown
    back = app.review.history(LOCAL_VIEWER)[0].taken_back
    assert back is not None and back.decided_by == curator.name


@pytest.mark.parametrize("pattern", ["PAT_02", None])
def test_what_a_later_run_groups_with_a_theme_whose_place_a_pattern_took_is_not_lost_with_it(
    app, merged_into_a_pattern, pattern
):
    theme, _, drifting = merged_into_a_pattern
    app.review.make_pattern(LOCAL_VIEWER, theme, DRAFT)
    told = [f"The tide board at berth {number} shows the wrong hour." for number in range(len(drifting))]
    source = a_source(told, name="tides.md", study=a_study("Tides"))
    app.repository.evidence.save_source(source)
    fresh = [item.id for item in source.observations]
    found = [*sorted(drifting), *(fresh[:1] if pattern else fresh)]
    app.repository.themes.save_run(a_run("two", [found], patterns={0: pattern} if pattern else {}))
    listed = [row for row in app.themes(LOCAL_VIEWER) if fresh[0] in row.members]
    assert [row.pattern for row in listed] == [pattern]
    assert theme not in {row.id for row in listed}


def test_what_a_later_run_groups_with_what_was_merged_into_such_a_theme_is_not_lost_either(app, merged_into_a_pattern):
    theme, _, drifting = merged_into_a_pattern
    part = sorted(drifting)[:2]
    _, split = app.review.split(LOCAL_VIEWER, theme, part, "Boats that drift at night")
    app.review.merge(LOCAL_VIEWER, split, theme)
    app.review.make_pattern(LOCAL_VIEWER, theme, DRAFT)
    app.repository.themes.save_run(a_run("two", [part], patterns={0: "PAT_02"}))
    (row,) = [row for row in app.themes(LOCAL_VIEWER) if part[0] in row.members]
    assert row.pattern == "PAT_02"
    app.repository.themes.save_run(a_run("three", [sorted(drifting)]))
    assert app.themes(LOCAL_VIEWER) == []


def test_a_theme_whose_place_a_pattern_took_takes_no_topic_from_one_that_stands(app, merged_into_a_pattern):
    theme, _, drifting = merged_into_a_pattern
    part = sorted(drifting)[:1]
    _, split = app.review.split(LOCAL_VIEWER, theme, part, "Boats that drift at night")
    app.review.make_pattern(LOCAL_VIEWER, theme, DRAFT)
    app.repository.themes.save_run(a_run("two", [sorted(drifting)]))
    (row,) = [row for row in app.themes(LOCAL_VIEWER) if row.id == split]
    assert row.topics == (0,)


def test_what_breaks_off_taking_a_pattern_back_leaves_it_to_be_taken_back_again(
    app, merged_into_a_pattern, monkeypatch
):
    theme, _, _ = merged_into_a_pattern
    act, pattern = app.review.make_pattern(LOCAL_VIEWER, theme, DRAFT)
    edits = type(app.repository.codebook_edits)
    with monkeypatch.context() as broken:
        broken.setattr(edits, "take_back", lambda *_: (_ for _ in ()).throw(StorageFailed("The disk is full.")))
        with pytest.raises(StorageFailed):
            app.patterns.take_back(LOCAL_VIEWER, act)
    app.patterns.take_back(LOCAL_VIEWER, act)
    assert pattern not in {each.id for each in app.patterns.in_force(LOCAL_VIEWER).patterns}
    assert theme in {row.id for row in app.themes(LOCAL_VIEWER)}


def test_no_pattern_stays_of_a_theme_that_somebody_else_merges_meanwhile(app, merged_into_a_pattern, monkeypatch):
    theme, of_pattern, _ = merged_into_a_pattern
    give = app.repository.themes.give_to_pattern

    def too_late(*said, **more):
        app.review.merge(LOCAL_VIEWER, theme, of_pattern)
        return give(*said, **more)

    monkeypatch.setattr(app.repository.themes, "give_to_pattern", too_late)
    with pytest.raises(NotFound):
        app.review.make_pattern(LOCAL_VIEWER, theme, DRAFT)
    assert DRAFT.title not in {pattern.title for pattern in app.patterns.in_force(LOCAL_VIEWER).patterns}


def test_what_somebody_judged_alone_in_a_theme_is_judged_alone_in_the_pattern_that_took_its_place(
    app, merged_into_a_pattern
):
    theme, _, _ = merged_into_a_pattern
    (point,) = [point for point in app.all_pain_points(LOCAL_VIEWER) if point.theme == theme]
    confirmed = point.evidence[0].evidence.id
    app.decisions.confirm(a_viewer(), point, confirmed)
    _, pattern = app.review.make_pattern(LOCAL_VIEWER, theme, DRAFT)
    fits = the_point_of(app, pattern).evidence
    assert len(fits) > 1
    assert {fit.evidence.id for fit in fits if not fit.by_merging} == {confirmed}


def test_examples_alone_may_become_evidence_of_the_pattern_that_is_made_of_a_theme(app, merged_into_a_pattern):
    theme, _, drifting = merged_into_a_pattern
    picked = min(drifting)
    change = replace(DRAFT, observations=(picked,))
    _, pattern = app.review.make_pattern(LOCAL_VIEWER, theme, change, examples_alone=True)
    assert (ids_of(app, pattern), ids_of(app, None)) == ({picked}, set())


def test_no_pattern_is_made_of_a_theme_that_is_none_or_by_somebody_who_may_not(app, merged_into_a_pattern):
    theme, _, _ = merged_into_a_pattern
    with pytest.raises(NotFound):
        app.review.make_pattern(LOCAL_VIEWER, "th_none", DRAFT)
    with pytest.raises(NotAllowed):
        app.review.make_pattern(a_viewer(role=Role.RESEARCHER), theme, DRAFT)
    assert app.patterns.history(LOCAL_VIEWER) == []


def test_topics_that_tell_no_difficulty_wait_after_the_others_and_difficulties_are_quoted_first(app):
    texts = [f"The berth office answered kindly in {n} minutes." for n in range(6)]
    source = a_source([*texts, *DRIFTING], name="berths.md", study=a_study("Berths"))
    app.repository.evidence.save_source(source)
    ids = [item.id for item in source.observations]
    kinds = [Kind.POSITIVE] * 6 + [Kind.METHOD] * 2 + [Kind.PAIN_POINT] * 2
    codings = {
        name: Coding(kind=kind, pain_point=0.9 if kind is Kind.PAIN_POINT else 0.1)
        for name, kind in zip(ids, kinds, strict=True)
    }
    app.repository.evidence.save_codings("test", codings)
    app.repository.themes.save_run(a_run("one", [ids[:6], ids[6:]]))
    told, praise = app.review.queue(LOCAL_VIEWER)
    assert (told.row.observations, told.difficulties, told.tells_a_difficulty) == (4, 2, True)
    assert {item.id for item in told.central[:2]} == set(ids[8:])
    assert (praise.row.observations, praise.difficulties, praise.tells_a_difficulty) == (6, 0, False)


def test_the_quotation_that_a_title_is_taken_from_stands_first(app):
    source = a_source(DRIFTING, name="berths.md", study=a_study("Berths"))
    app.repository.evidence.save_source(source)
    run = a_run("one", [[item.id for item in source.observations]])
    app.repository.themes.save_run(run)
    (before,) = app.review.queue(LOCAL_VIEWER)
    for item in source.observations:
        app.review.rename(LOCAL_VIEWER, before.row.id, f"“{item.text.rstrip('.')}”")
        (told,) = app.review.queue(LOCAL_VIEWER)
        assert told.central[0].id == item.id


def test_accepting_a_theme_in_words_without_a_description_stands_behind_none(app):
    ids = [fit.evidence.id for fit in the_point(app).evidence]
    named = {"title": "Calls go unanswered", "description": "Callers give up."}
    given = GivenName(**named, by="a model", observations=(ids[0],))
    run = a_run("one", [ids])
    topics = tuple(replace(each, given=given if each.number == 0 else None) for each in run.topics)
    app.repository.themes.save_run(replace(run, topics=topics))
    (row,) = [row for row in app.themes(LOCAL_VIEWER) if row.pattern is None]
    for said, shown in (("", ""), (None, "Callers give up.")):
        act = app.review.decide(LOCAL_VIEWER, row.id, ThemeStatus.ACCEPTED, title=given.title, description=said)
        (now,) = [each for each in app.themes(LOCAL_VIEWER) if each.id == row.id]
        assert now.description == shown
        app.review.take_back(LOCAL_VIEWER, act)


def test_a_description_of_a_theme_has_an_end(app):
    app.repository.themes.save_run(a_run("one", [[fit.evidence.id for fit in the_point(app).evidence]]))
    (row,) = [row for row in app.themes(LOCAL_VIEWER) if row.pattern is None]
    with pytest.raises(InvalidRequest, match="description"):
        app.review.decide(LOCAL_VIEWER, row.id, ThemeStatus.ACCEPTED, description="long " * 200)


def test_words_for_a_theme_hold_no_personal_data(app):
    app.repository.themes.save_run(a_run("one", [[fit.evidence.id for fit in the_point(app).evidence]]))
    (row,) = [row for row in app.themes(LOCAL_VIEWER) if row.pattern is None]
    named = "Elowen Trask waits for a reply"
    for say in (
        lambda: app.review.decide(LOCAL_VIEWER, row.id, ThemeStatus.ACCEPTED, title=named),
        lambda: app.review.rename(LOCAL_VIEWER, row.id, "Replies", description="Ring 07700 900123 about them."),
        lambda: app.review.split(LOCAL_VIEWER, row.id, row.members[:1], named),
    ):
        with pytest.raises(InvalidRequest, match="looks like personal data"):
            say()
    assert app.review.history(LOCAL_VIEWER) == []


def test_only_curators_decide_on_themes(app):
    researcher = a_viewer(role=Role.RESEARCHER)
    for ask in (
        lambda: app.review.decide(researcher, "th_1", ThemeStatus.ACCEPTED),
        lambda: app.review.rename(researcher, "th_1", "A title"),
        lambda: app.review.merge(researcher, "th_1", "th_2"),
        lambda: app.review.split(researcher, "th_1", ["obs_1"], "A title"),
        lambda: app.review.take_back(researcher, "dc_1"),
    ):
        with pytest.raises(NotAllowed):
            ask()


# coding by hand


def test_any_sentence_is_coded_by_hand_and_counts_as_evidence(app):
    uncoded = a_source(["The clerk sent her to the other desk."], name="late.md", study=a_study("Later"))
    app.repository.evidence.save_source(uncoded)
    (observation,) = uncoded.observations
    act = app.decisions.code(a_viewer(), observation.id, Kind.PAIN_POINT, severity=Severity.HIGH, subject="PAT_03")
    (point,) = [point for point in app.all_pain_points(LOCAL_VIEWER) if point.pattern == "PAT_03"]
    assert [(fit.evidence.id, fit.by_person, fit.fit) for fit in point.evidence] == [(observation.id, True, 1.0)]
    assert app.decisions.standing_codes(LOCAL_VIEWER) == {observation.id: act}
    assert app.decisions.places_of(LOCAL_VIEWER, observation.id) == ["PAT_03"]
    (row,) = app.decisions.on_evidence(LOCAL_VIEWER)
    assert (row.act.kind, row.act.decided_by, bool(row.act.decided_at)) == (Kind.PAIN_POINT, "Asha Vale", True)
    app.decisions.take_back(a_viewer(), act)
    assert not ids_of(app, "PAT_03")


def test_what_is_no_pain_point_is_evidence_of_none_whatever_was_said_before(app):
    point = the_point(app)
    first, second = [fit.evidence.id for fit in point.evidence]
    app.decisions.confirm(a_viewer(), point, first)
    for observation in (first, second):
        app.decisions.code(a_viewer(), observation, Kind.POSITIVE)
    assert not ids_of(app, "PAT_01")


def test_saying_the_kind_again_keeps_the_severity_that_was_said(app):
    observation = the_point(app).evidence[0].evidence.id
    app.decisions.code(a_viewer(), observation, Kind.PAIN_POINT, severity=Severity.LOW)
    app.decisions.code(a_viewer(), observation, Kind.PAIN_POINT, subject="PAT_02")
    assert app.evidence(LOCAL_VIEWER, [observation])[0].severity is Severity.LOW


def test_a_kind_pressed_by_mistake_and_put_right_costs_neither_severity_nor_pattern(app):
    observation = the_point(app).evidence[0].evidence.id
    app.decisions.code(a_viewer(), observation, Kind.PAIN_POINT, severity=Severity.LOW, subject="PAT_02")
    app.decisions.code(a_viewer(), observation, Kind.NEED)
    app.decisions.code(a_viewer(), observation, Kind.POSITIVE)
    assert observation not in ids_of(app, "PAT_02")
    right = app.decisions.code(a_viewer("Ines Roth"), observation, Kind.PAIN_POINT)
    assert observation in ids_of(app, "PAT_02")
    assert app.evidence(LOCAL_VIEWER, [observation])[0].severity is Severity.LOW
    app.decisions.take_back(a_viewer(), right)
    assert observation not in ids_of(app, "PAT_02"), "the word before stands again"


def test_what_a_person_took_out_of_a_pattern_stays_out_when_it_is_said_to_be_a_pain_point(app):
    point = the_point(app)
    observation = point.evidence[0].evidence.id
    app.decisions.code(a_viewer(), observation, Kind.NEED)
    app.decisions.not_this(a_viewer(), point, observation)
    app.decisions.code(a_viewer(), observation, Kind.PAIN_POINT)
    assert observation not in ids_of(app, "PAT_01")


def test_neither_coding_nor_its_form_reads_a_text_for_somebody_who_does_not_see_everything(app, monkeypatch):
    point = the_point(app)
    observation = point.evidence[0].evidence.id
    app.repository.themes.save_run(a_run("one", [[fit.evidence.id for fit in point.evidence]]))
    (row,) = [row for row in app.themes(LOCAL_VIEWER) if row.pattern is None]
    app.review.decide(LOCAL_VIEWER, row.id, ThemeStatus.ACCEPTED)
    monkeypatch.setattr(app.repository.evidence, "texts", lambda: pytest.fail("every text is read"))
    app.decisions.code(a_viewer(), observation, Kind.PAIN_POINT, subject=row.id)
    app.decisions.code(a_viewer(), observation, Kind.PAIN_POINT, subject="PAT_02")
    assert app.decisions.places_of(a_viewer(), observation) == [row.id, "PAT_02"]


def test_what_a_person_said_goes_out_to_other_tools_as_theirs_and_the_machine_s_kind_does_not(app, monkeypatch):
    sent = []
    monkeypatch.setattr(refi_qda, "project_file", lambda project, **_: (sent.append(project), (b"", []))[1])
    first = the_point(app).evidence[0].evidence.id
    app.decisions.code(a_viewer(), first, Kind.NEED)
    (study,) = app.studies(LOCAL_VIEWER)
    app.exchange.project(LOCAL_VIEWER, [study.id])
    names = {code.id: (code.parent, code.name) for code in sent[0].codes}
    marks = [(each.by, names[code]) for each in sent[0].texts[0].selections for code in each.codes]
    kinds = [(by, code) for by, code in marks if code[1] in {"Need", "Pain point"}]
    assert sorted(kinds) == [("Asha Vale", (SAID.id, "Need")), ("Throughline", (PROPOSED.id, "Pain point"))]


def marks_in(content):
    """Who put which codes of people or machine on each passage of a project file, and what is lost of it."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        texts = {name.rpartition("/")[2]: archive.read(name) for name in archive.namelist()}
    project, losses = read_project(texts["project.qde"], texts.get)
    names = {code.id: (code.parent, code.name) for code in project.codes}
    (text,) = project.texts
    marks = [(each.span.of(text.text), each.by, names[code]) for each in text.selections for code in each.codes]
    return [mark for mark in marks if mark[2][0] in {SAID.id, PROPOSED.id}], losses


def test_severity_and_patterns_that_people_said_go_out_as_theirs_and_come_back_as_codes_of_the_study(app, tmp_path):
    titles = {each: app.repository.codebook.pattern(each).title for each in ("PAT_01", "PAT_02", "PAT_03")}
    first, second = sorted(app.repository.evidence.all_evidence(LOCAL_VIEWER), key=lambda item: item.text)
    bo = a_viewer(name="Bo Lind")
    app.decisions.code(a_viewer(), first.id, Kind.PAIN_POINT, severity=Severity.LOW, subject="PAT_02")
    app.decisions.code(bo, first.id, Kind.PAIN_POINT, subject="PAT_03")
    app.decisions.belongs_to(a_viewer(), the_point_of(app, "PAT_01"), second.id, "PAT_02")
    gone = app.decisions.code(bo, second.id, Kind.PAIN_POINT, severity=Severity.HIGH, subject="PAT_03")
    app.decisions.take_back(bo, gone)
    (study,) = app.studies(LOCAL_VIEWER)
    made = app.exchange.project(LOCAL_VIEWER, [study.id])
    marks, losses = marks_in(made.content)
    assert losses == []
    said = [
        (first.text, "Asha Vale", titles["PAT_02"]),
        (first.text, "Bo Lind", "Low severity"),
        (first.text, "Bo Lind", "Pain point"),
        (first.text, "Bo Lind", titles["PAT_03"]),
        (second.text, "Asha Vale", titles["PAT_02"]),
    ]
    assert sorted((text, by, name) for text, by, (parent, name) in marks if parent == SAID.id) == sorted(said)
    proposed = [(text, name) for text, _, (parent, name) in marks if parent == PROPOSED.id]
    assert sorted(proposed) == sorted([(first.text, titles["PAT_01"]), (second.text, "Pain point")])
    back = open_use_cases(Settings.from_environment(tmp_path / "back", environment={}))
    for staged in back.stage([SourceFile(name="out.qdpx", content=made.content)]):
        save_file(back.repository, LOCAL_VIEWER, staged, FileDescription(), Redaction.OFF)
    (study,) = back.studies(LOCAL_VIEWER)
    names = {code.id: code.name for code in back.exchange.codes(LOCAL_VIEWER, study.id)}
    (text,) = back.repository.codes.texts(LOCAL_VIEWER, study.id)
    found = [(each.span.of(text.text), each.by, names[code]) for each in text.selections for code in each.codes]
    assert sorted(found) == sorted(said)
    back.close()


def test_what_people_said_of_themes_stays_here_and_that_is_told(app):
    observation = the_point(app).evidence[0].evidence.id
    app.repository.themes.save_run(a_run("one", [[fit.evidence.id for fit in the_point(app).evidence]]))
    (row,) = [row for row in app.themes(LOCAL_VIEWER) if row.pattern is None]
    app.review.decide(LOCAL_VIEWER, row.id, ThemeStatus.ACCEPTED)
    app.decisions.code(a_viewer(), observation, Kind.PAIN_POINT, subject=row.id)
    (study,) = app.studies(LOCAL_VIEWER)
    losses = {loss.what: loss.count for loss in app.exchange.project(LOCAL_VIEWER, [study.id]).losses}
    assert losses == {"original files": 1, "words of people on themes": 1}


def test_what_cannot_be_said_together_is_told_with_what_to_do(app):
    observation = the_point(app).evidence[0].evidence.id
    with pytest.raises(InvalidRequest, match="Only a pain point"):
        app.decisions.code(a_viewer(), observation, Kind.NEED, subject="PAT_02")
    with pytest.raises(NotFound):
        app.decisions.code(a_viewer(), observation, Kind.PAIN_POINT, subject="PAT_9999")
    with pytest.raises(NotFound):
        app.decisions.code(a_viewer(), "obs_gone", Kind.NEED)
    with pytest.raises(NotAllowed):
        app.decisions.code(a_viewer(role=Role.READER), observation, Kind.NEED)


def test_coding_by_hand_is_written_down_without_a_word_of_research(app):
    observation = the_point(app).evidence[0].evidence.id
    app.decisions.code(a_viewer(), observation, Kind.PAIN_POINT, severity=Severity.HIGH, subject="PAT_02")
    (entry,) = app.audit.entries(LOCAL_VIEWER, deed=Deed.DECIDED)
    told = {"kind": "pain_point", "severity": "high", "subject": "PAT_02"}
    assert (entry.subject, dict(entry.details)) == (observation, told)


def test_a_pattern_is_made_only_of_an_accepted_theme_that_follows_none(app, merged_into_a_pattern):
    theme, of_pattern, _ = merged_into_a_pattern
    patterns = app.codebook().patterns
    with pytest.raises(InvalidRequest, match="follows a pattern"):
        app.review.make_pattern(LOCAL_VIEWER, of_pattern, DRAFT)
    app.review.decide(LOCAL_VIEWER, theme, ThemeStatus.REJECTED)
    with pytest.raises(InvalidRequest, match="Nobody accepted"):
        app.review.make_pattern(LOCAL_VIEWER, theme, DRAFT)
    assert app.codebook().patterns == patterns
