"""The codebook as people change it: what stands, what is refused, and what others may see of it."""

from dataclasses import asdict, replace

import pytest

from domain.access import LOCAL_VIEWER, Role, Viewer, Visibility
from domain.codebook_edits import PatternChange, example_key
from domain.errors import InvalidRequest, NotAllowed, NotFound
from domain.evidence import Level, Severity
from domain.proposals import Redaction
from settings import Settings
from tests.builders import a_source, a_study, a_viewer
from tests.pattern_drafts import DRAFT, OWN
from use_cases.evidence import indexing
from use_cases.findings.codebook import difference
from use_cases.running.bootstrap import open_use_cases

READER = Viewer(name="Robin", role=Role.RESEARCHER)


@pytest.fixture
def app(settings):
    opened = open_use_cases(replace(settings, redaction=Redaction.ON))
    yield opened
    opened.close()


def pattern(app, identifier, viewer=LOCAL_VIEWER):
    return app.patterns.in_force(viewer).pattern(identifier)


def test_a_change_is_in_force_at_once_has_its_own_version_and_is_undone(app):
    before = app.codebook()
    act = app.patterns.change(LOCAL_VIEWER, "PAT_01", PatternChange(title="Told again and again"))
    assert pattern(app, "PAT_01").title == "Told again and again"
    assert pattern(app, "PAT_01").examples == before.pattern("PAT_01").examples
    assert app.codebook().version not in {before.version, ""}
    assert app.codebook().version in app.repository.coder.version
    app.patterns.take_back(LOCAL_VIEWER, act)
    assert app.codebook() == before
    (row,) = app.patterns.history(LOCAL_VIEWER, "PAT_01")
    assert (row.edit.change.title, row.taken_back.decided_by) == ("Told again and again", LOCAL_VIEWER.name)


def test_each_edit_is_taken_back_by_itself(app):
    first = app.patterns.change(LOCAL_VIEWER, "PAT_01", PatternChange(title="Told again"))
    app.patterns.change(LOCAL_VIEWER, "PAT_01", PatternChange(severity=Severity.HIGH))
    app.patterns.take_back(LOCAL_VIEWER, first)
    found = pattern(app, "PAT_01")
    assert found.title == "People give the same information again and again"
    assert found.severity is Severity.HIGH


def test_examples_are_added_and_retired(app):
    old = pattern(app, "PAT_01").examples[0]
    app.patterns.change(LOCAL_VIEWER, "PAT_01", PatternChange(examples=OWN[:1], dropped=(example_key(old),)))
    texts = [each.text for each in pattern(app, "PAT_01").examples]
    assert OWN[0] in texts
    assert old.text not in texts


TYPED = "Ring Elowen Trask on 07700 900123 about the form"


@pytest.mark.parametrize(
    ("change", "where"),
    [
        (PatternChange(examples=(OWN[0], TYPED, OWN[1])), "example 2"),
        (PatternChange(title="Elowen Trask is rung about the form"), "title"),
        (PatternChange(definition=TYPED), "definition"),
        (PatternChange(applies=TYPED), "when it applies"),
        (PatternChange(not_when=TYPED), "when it does not apply"),
    ],
)
def test_what_people_write_of_a_pattern_holds_no_personal_data(app, change, where):
    for save in (
        lambda: app.patterns.change(LOCAL_VIEWER, "PAT_01", change),
        lambda: app.patterns.add(LOCAL_VIEWER, replace(DRAFT, **{k: v for k, v in asdict(change).items() if v})),
    ):
        with pytest.raises(InvalidRequest, match=r"personal data: a person's name \(Elowen Trask\)") as refused:
            save()
        assert (refused.value.where, app.patterns.history(LOCAL_VIEWER)) == (where, [])


def test_a_pattern_is_added_and_its_neighbour_answers(app):
    _, identifier = app.patterns.add(LOCAL_VIEWER, DRAFT)
    assert identifier == "PAT_1001"
    assert [each.text for each in pattern(app, identifier).examples] == list(OWN)
    assert identifier in pattern(app, "PAT_01").near


def test_an_identifier_is_never_used_again(app):
    act, _ = app.patterns.add(LOCAL_VIEWER, DRAFT)
    app.patterns.take_back(LOCAL_VIEWER, act)
    assert app.patterns.add(LOCAL_VIEWER, DRAFT)[1] == "PAT_1002"


def test_a_retired_pattern_is_no_neighbour_any_more_and_names_what_became_of_it(app):
    app.patterns.retire(LOCAL_VIEWER, "PAT_12", ("PAT_01",))
    codebook = app.patterns.in_force(LOCAL_VIEWER)
    assert codebook.pattern("PAT_12") is None
    assert "PAT_12" not in codebook.pattern("PAT_01").near
    assert {old.id: old.became for old in codebook.retired}["PAT_12"] == ("PAT_01",)
    with pytest.raises(NotFound):
        app.patterns.change(LOCAL_VIEWER, "PAT_12", PatternChange(title="Here again"))


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"title": ""}, "Nothing is said for: title"),
        ({"not_when": " "}, "when it does not apply"),
        ({"examples": OWN[:2]}, "leaves 2 examples"),
        ({"examples": (*OWN, OWN[0].upper())}, "already"),
        ({"examples": (*OWN, "Too short.")}, "no sentence"),
        ({"title": "people give the same information again and again"}, "Another pattern has this title"),
        ({"title": "x" * 201}, "too long"),
        ({"near": ("PAT_999",)}, "no such pattern"),
        ({"near": ("PAT_01", "PAT_02", "PAT_03", "PAT_04", "PAT_05")}, "more than 4"),
        ({"level": None}, "Nothing is said for: where it bites"),
        ({"definition": "", "family": " ", "severity": None}, "definition, family, how bad it is"),
        ({"observations": ("obs_none",)}, "no such observation"),
    ],
)
def test_a_pattern_that_would_not_work_is_refused_and_nothing_is_kept(tmp_path, change, told):
    app = open_use_cases(Settings.from_environment(tmp_path / "data", environment={}))
    with pytest.raises((InvalidRequest, NotFound), match=told):
        app.patterns.add(LOCAL_VIEWER, replace(DRAFT, **change))
    assert app.patterns.history(LOCAL_VIEWER) == []
    app.close()


def test_a_change_that_says_nothing_is_refused(app):
    same = pattern(app, "PAT_01")
    shown = PatternChange(title=same.title, near=same.near, level=same.level, severity=same.severity)
    with pytest.raises(InvalidRequest, match="Nothing would change"):
        app.patterns.change(LOCAL_VIEWER, "PAT_01", replace(difference(same, shown), definition=None))


def test_whether_a_pattern_sits_between_organisations_is_said_only_where_its_level_does_not_say_so(app):
    rule, between = pattern(app, "PAT_06"), pattern(app, "PAT_10")
    assert difference(rule, PatternChange(level=Level.RULE, between=True)).between is True
    assert difference(between, PatternChange(level=Level.BETWEEN, between=True)).says_nothing
    assert difference(between, PatternChange(level=Level.RULE, between=True)).between is True
    app.patterns.change(LOCAL_VIEWER, "PAT_06", PatternChange(between=True))
    assert pattern(app, "PAT_06").sits_between
    app.patterns.change(LOCAL_VIEWER, "PAT_06", PatternChange(between=False))
    assert not pattern(app, "PAT_06").sits_between


def test_only_curators_change_the_codebook(app):
    for change in (
        lambda: app.patterns.add(READER, DRAFT),
        lambda: app.patterns.change(READER, "PAT_01", PatternChange(title="Mine")),
        lambda: app.patterns.retire(READER, "PAT_01", ()),
        lambda: app.patterns.take_back(READER, "dc_1"),
    ):
        with pytest.raises(NotAllowed):
            change()


def planted(app, *texts, **study):
    source = a_source(texts, study=a_study("Counter study", **study), said_by=["Speaker 7"] * len(texts))
    app.repository.evidence.save_source(source)
    return [item.id for item in source.observations]


EVIDENCE = (
    "The flimbrantis form said one thing and the letter another.",
    "My second letter denied the first one altogether.",
    "Nobody at the desk knew which notice was the right one.",
)


def test_evidence_serves_as_example_by_reference_and_is_shown_to_whoever_may_see_it(app):
    ids = planted(app, *EVIDENCE, visibility=Visibility.TEAM)
    _, identifier = app.patterns.add(LOCAL_VIEWER, replace(DRAFT, examples=(), observations=tuple(ids)))
    assert [each.text for each in pattern(app, identifier).examples] == list(EVIDENCE)
    assert [each.text for each in app.repository.codebook.pattern(identifier).examples] == list(EVIDENCE)
    outside = pattern(app, identifier, a_viewer())
    assert [each.text for each in outside.examples] == [DRAFT.definition]
    assert "flimbrantis" not in repr(app.codebook())


def test_what_people_said_of_evidence_stands_with_the_pattern(app):
    belongs, does_not, _ = planted(app, *EVIDENCE)
    app.repository.decisions.decide(LOCAL_VIEWER, belongs, of=["PAT_01"])
    app.repository.decisions.decide(LOCAL_VIEWER, does_not, not_of=["PAT_01"])
    said = app.patterns.said_of(LOCAL_VIEWER, "PAT_01")
    assert [[item.id for item in said.belongs], [item.id for item in said.does_not]] == [[belongs], [does_not]]


def test_a_withdrawal_takes_words_and_observations_out_of_the_codebook(app):
    ids = planted(app, *EVIDENCE)
    typed = "Somebody told us that the flimbrantis form contradicts itself."
    draft = replace(DRAFT, title="The flimbrantis form contradicts letters", examples=(*OWN, typed))
    _, identifier = app.patterns.add(LOCAL_VIEWER, replace(draft, observations=tuple(ids)))
    app.patterns.take_up(LOCAL_VIEWER, "PAT_01", ids[0], as_example=False)
    version = app.codebook().version
    (study,) = app.studies(LOCAL_VIEWER)
    common = " ".join((*EVIDENCE, *OWN, DRAFT.definition, typed)).replace("flimbrantis", "").split()
    app.repository.evidence.save_source(a_source([" ".join(sorted(common))], study=a_study("Another study")))
    app.finish(LOCAL_VIEWER, app.withdrawals.queue(LOCAL_VIEWER, study.id), on_progress=lambda _: None)
    found = pattern(app, identifier)
    assert [each.text for each in found.examples] == list(OWN)
    assert found.title == "Withdrawn"
    assert pattern(app, "PAT_01").counter_examples == ()
    assert ids[0] not in repr(app.repository.codebook_edits.edits())
    assert "flimbrantis" not in repr(app.repository.codebook_edits.edits())
    assert app.codebook().version != version


def test_themes_are_found_among_what_the_codebook_in_force_codes(app):
    planted(app, "I had to give my name and address again to every office that I went to.")
    while indexing.embed_pending(app.repository):
        pass
    indexing.code_pending(app.repository)
    app.patterns.retire(LOCAL_VIEWER, "PAT_01", ())
    app.finish(LOCAL_VIEWER, app.queue_fit(LOCAL_VIEWER, seed=1), on_progress=lambda _: None)
    assert not app.patterns.is_behind()


def test_coding_says_from_its_start_how_much_there_is_to_code(app, monkeypatch):
    planted(app, "I had to give my name and address again to every office that I went to.", "Nobody says when.")
    while indexing.embed_pending(app.repository):
        pass
    monkeypatch.setattr(indexing, "CODED_AT_ONCE", 1)
    told = []
    indexing.code_pending(app.repository, progress=lambda done, total: told.append((done, total)))
    assert told == [(0, 2), (1, 2), (2, 2)]
    assert not app.patterns.is_behind()


@pytest.mark.parametrize(("batch", "stored"), [(512, [3]), (2, [2, 1]), (1, [1, 1, 1])])
def test_what_is_coded_is_stored_in_larger_batches_than_it_is_told_in(app, monkeypatch, batch, stored):
    planted(app, "I had to give my address again.", "Nobody says when.", "They rang me back.")
    while indexing.embed_pending(app.repository):
        pass
    monkeypatch.setattr(indexing, "CODED_AT_ONCE", 1)
    monkeypatch.setattr(indexing, "CODING_BATCH", batch)
    kept, save = [], app.repository.evidence.save_codings
    monkeypatch.setattr(
        app.repository.evidence, "save_codings", lambda coder, said: (kept.append(len(said)), save(coder, said))
    )
    assert indexing.code_pending(app.repository) == 3
    assert kept == stored and not app.patterns.is_behind()


def test_a_changed_codebook_leaves_evidence_behind_until_it_is_coded_anew(app):
    planted(app, "I had to give my name and address again to every office that I went to.")
    while indexing.embed_pending(app.repository):
        pass
    indexing.code_pending(app.repository)
    assert not app.patterns.is_behind()
    app.patterns.retire(LOCAL_VIEWER, "PAT_01", ())
    assert app.patterns.is_behind()
    app.finish(LOCAL_VIEWER, app.queue_coding(LOCAL_VIEWER), on_progress=lambda _: None)
    assert not app.patterns.is_behind()
    (item,) = app.evidence(LOCAL_VIEWER, list(app.repository.evidence.texts()[0]))
    assert "PAT_01" not in {fit.pattern for fit in item.coding.patterns}


def test_what_people_said_is_taken_up_as_example_and_counter_example_for_those_who_see_it(app):
    open_study = a_source(["Each desk asks the skipper for the same licence again.", "The desk was painted again."])
    app.repository.evidence.save_source(open_study)
    belongs, does_not = (item.id for item in open_study.observations)
    version = app.codebook().version
    app.patterns.take_up(LOCAL_VIEWER, "PAT_01", does_not, as_example=False)
    assert app.codebook().version == version, "the coder reads no counter-example"
    act = app.patterns.take_up(LOCAL_VIEWER, "PAT_01", belongs, as_example=True)
    found = pattern(app, "PAT_01")
    assert belongs in {each.observation for each in found.examples}
    assert [each.text for each in found.counter_examples] == ["The desk was painted again."]
    with pytest.raises(InvalidRequest, match="stands there already"):
        app.patterns.take_up(LOCAL_VIEWER, "PAT_01", belongs, as_example=True)
    app.patterns.take_back(LOCAL_VIEWER, act)
    assert belongs not in {each.observation for each in pattern(app, "PAT_01").examples}
    app.patterns.change(LOCAL_VIEWER, "PAT_01", PatternChange(dropped=(does_not,)))
    assert pattern(app, "PAT_01").counter_examples == ()


def test_a_counter_example_is_not_told_to_those_who_may_not_see_its_evidence(app):
    hidden = a_source(
        ["The desk was painted again."], study=a_study(visibility=Visibility.TEAM, team="Harbour Office: Quays")
    )
    app.repository.evidence.save_source(hidden)
    app.patterns.take_up(LOCAL_VIEWER, "PAT_01", hidden.observations[0].id, as_example=False)
    assert pattern(app, "PAT_01", READER).counter_examples == ()
    with pytest.raises(NotAllowed):
        app.patterns.take_up(READER, "PAT_01", hidden.observations[0].id, as_example=False)


def test_what_holds_a_name_of_a_person_is_no_example(app):
    named = a_source(["Ask for Margaret Thornbury of 12 Quay Street at the desk again."])
    app.repository.evidence.save_source(named)
    with pytest.raises(InvalidRequest, match="personal data"):
        app.patterns.take_up(LOCAL_VIEWER, "PAT_01", named.observations[0].id, as_example=True)
