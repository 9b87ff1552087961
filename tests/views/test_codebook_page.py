"""The page that shows the codebook, and the ways in which curators change it."""

from dataclasses import replace
from html import unescape

from fake_themes import some_themes

from domain.access import Role, Viewer
from domain.codebook_edits import EditVerdict
from domain.codes import Code
from domain.decisions import Verdict
from domain.insights import ThemeStatus
from domain.jobs import JobKind
from exports.refi_qda import codebook_file, guid_of
from use_cases.findings import reviewing

OWN = "The ferry office wrote twice in one week.\nTwo letters gave the widow two dates.\nA tenant held three notices."


def everything_said(test):
    parts = [*test.markdown, *test.caption, *test.warning, *test.info, *test.error, *test.html]
    said = "\n".join(str(getattr(part, "value", "") or getattr(part, "body", "")) for part in parts)
    return unescape(said.replace("\\", ""))


def links_of(test):
    """Return the pages to which links lead."""
    return {link.proto.page for link in test.get("page_link")}


def verdicts(app):
    return [(edit.pattern, edit.verdict) for edit in app.repository.codebook_edits.kept]


def a_researcher(app):
    app.viewer = lambda: Viewer(name="Robin", role=Role.RESEARCHER, sees_everything=True)
    return app


def test_families_patterns_and_what_they_are_for_are_shown(open_page, empty):
    test = open_page(empty, "codebook")
    said = everything_said(test)
    assert "again in another" in said
    assert "2 patterns in 2 families" in said
    assert [each.label for each in test.expander][-2:] == ["Invented (1)", "Waiting (1)"]
    assert "No evidence of it here yet" in said


def test_a_search_looks_into_titles_definitions_and_examples(open_page, populated):
    test = open_page(populated, "codebook")
    test.text_input(key="codebook-find").set_value("keepers seed").run()
    assert "1 of 2 patterns" in everything_said(test)
    assert not [button for button in test.button if button.key == "codebook-open-PAT_01"]
    test.text_input(key="codebook-find").set_value("flugelhorn").run()
    assert "No pattern tells that" in everything_said(test)


def test_one_pattern_is_opened_with_neighbours_examples_and_evidence(open_page, populated):
    test = open_page(populated, "codebook", pattern="PAT_02")
    assert [header.value for header in test.header] == ["Nobody says when"]
    said = everything_said(test)
    assert "People are not told how long it takes." in said
    assert "Not when nobody answers for it ('Nobody answers for the whole')." in said
    assert "Keepers wait for seed and never hear a week." in said
    test.button(key="codebook-near-PAT_01").click().run()
    assert [header.value for header in test.header] == ["Nobody answers for the whole"]
    assert "no such pattern" in open_page(populated, "codebook", pattern="PAT_99").warning[0].value


def test_a_pain_point_and_its_pattern_lead_to_each_other(open_page, populated):
    (first, *rest) = populated.points
    populated.points = [replace(first, pattern="PAT_02"), *rest]
    assert "codebook" in links_of(open_page(populated, "pain_points", pain_point=first.id))
    test = open_page(populated, "codebook", pattern="PAT_02")
    assert "pain_points" in links_of(test)
    assert f"{first.observations} observations here, {first.spread} organisations." in everything_said(test)


def test_a_researcher_reads_it_and_changes_nothing(open_page, populated):
    test = open_page(a_researcher(populated), "codebook", pattern="PAT_02")
    assert not [button.key for button in test.button if "save" in button.key or "retire" in button.key]
    assert not [each.label for each in open_page(populated, "codebook").expander if "Add" in each.label]


def test_a_title_is_changed_told_and_undone_at_once(open_page, populated):
    test = open_page(populated, "codebook", pattern="PAT_02")
    test.text_input(key="codebook-title-of-PAT_02-fictional").set_value("Nobody gives a date")
    test.button(key="codebook-save-PAT_02").click().run()
    assert [header.value for header in test.header] == ["Nobody gives a date"]
    assert "“Nobody gives a date” changed: title." in everything_said(test)
    assert "In new words: title “Nobody gives a date”." in everything_said(test)
    test.button(key="undo-last_on_codebook-dc_1").click().run()
    assert [header.value for header in test.header] == ["Nobody says when"]
    assert "Taken back by somebody at this machine" in everything_said(test)


def test_a_codebook_is_taken_in_once_seen_and_undone_at_once(open_page, populated):
    test = open_page(populated, "codebook")
    codes = [
        Code(id=guid_of("test", "new"), name="Queues for nothing", description="People queue for no reason."),
        Code(id=guid_of("test", "bare"), name="Bare", description=""),
    ]
    content = codebook_file(codes, origin="Another tool 3")
    test.file_uploader(key="codebook-qdc-file").set_value(("other.qdc", content, "application/xml")).run()
    said = everything_said(test)
    assert "Queues for nothing" in said
    assert "write there what the difficulty is" in said
    assert verdicts(populated) == []
    test.button(key="codebook-take-in").click().run()
    assert verdicts(populated) == [("PAT_1001", EditVerdict.ADDED)]
    assert "“Queues for nothing” added." in everything_said(test)
    test.button(key="undo-last_on_codebook-dc_1").click().run()
    assert verdicts(populated)[-1] == ("PAT_1001", EditVerdict.TAKEN_BACK)


def test_a_file_that_is_no_codebook_is_told_on_the_page(open_page, populated):
    test = open_page(populated, "codebook")
    test.file_uploader(key="codebook-qdc-file").set_value(("other.qdc", b"nothing", "application/xml")).run()
    assert "What to do" in test.error[0].value
    assert not [button for button in test.button if button.key == "codebook-take-in"]


def test_a_researcher_takes_the_codebook_along_and_takes_none_in(open_page, populated):
    test = open_page(a_researcher(populated), "codebook")
    assert [each.label for each in test.expander if "other tools" in each.label]
    assert not test.file_uploader


def test_what_changes_nothing_is_told(open_page, populated):
    test = open_page(populated, "codebook", pattern="PAT_02")
    test.button(key="codebook-save-PAT_02").click().run()
    assert "Nothing would change" in test.error[0].value
    assert verdicts(populated) == []


def filled_in(test, of):
    for name in ("definition", "applies", "not_when"):
        test.text_area(key=f"codebook-{name}-{of}").set_value(f"What {name} says.")
    test.selectbox(key=f"codebook-family-{of}").set_value("Waiting")
    test.selectbox(key=f"codebook-level-{of}").select_index(0)
    test.selectbox(key=f"codebook-severity-{of}").select_index(0)
    return test


def test_a_pattern_is_added_once_it_has_three_examples(open_page, populated):
    test = filled_in(open_page(populated, "codebook"), "new")
    test.text_input(key="codebook-title-new").set_value("Letters contradict each other")
    test.button(key="codebook-add-new").click().run()
    assert "leaves 0 examples" in test.error[0].value
    test.text_area(key="codebook-examples-new").set_value(OWN)
    test.button(key="codebook-add-new").click().run()
    assert verdicts(populated) == [("PAT_1001", EditVerdict.ADDED)]
    assert [header.value for header in test.header] == ["Letters contradict each other"]


def test_a_pattern_is_retired_and_its_address_leads_on(open_page, populated):
    test = open_page(populated, "codebook", pattern="PAT_02")
    test.multiselect(key="codebook-became-PAT_02").set_value(["PAT_01"]).run()
    test.button(key="codebook-do-retire-PAT_02").click().run()
    assert "This pattern was retired." in everything_said(test)
    test.button(key="codebook-instead-PAT_01").click().run()
    assert [header.value for header in test.header] == ["Nobody answers for the whole"]


def test_what_people_said_of_evidence_stands_with_the_pattern(open_page, populated):
    populated.repository.decisions.decide(populated.viewer(), "obs_0", not_of=["PAT_01"], of=["PAT_02"])
    assert [link.verdict for link in populated.repository.decisions.kept] == [Verdict.NOT_EVIDENCE, Verdict.EVIDENCE]
    labels = [each.label for each in open_page(populated, "codebook", pattern="PAT_02").expander]
    assert "What people said belongs here (1)" in labels
    labels = [each.label for each in open_page(populated, "codebook", pattern="PAT_01").expander]
    assert "What people said does not (1)" in labels


def test_what_people_said_becomes_an_example_or_a_counter_example_by_one_press(open_page, populated):
    populated.repository.decisions.decide(populated.viewer(), "obs_0", not_of=["PAT_01"], of=["PAT_02"])
    open_page(populated, "codebook", pattern="PAT_02").button(key="codebook-take-up-PAT_02-obs_0").click().run()
    test = open_page(populated, "codebook", pattern="PAT_01")
    test.button(key="codebook-take-up-PAT_01-obs_0").click().run()
    changes = [edit.change for edit in populated.repository.codebook_edits.kept]
    assert [(change.observations, change.counter_observations) for change in changes] == [
        (("obs_0",), ()),
        ((), ("obs_0",)),
    ]
    assert "changed: 1 new counter-example" in everything_said(test)


def test_a_researcher_is_not_offered_to_make_examples(open_page, populated):
    populated.repository.decisions.decide(populated.viewer(), "obs_0", of=["PAT_02"])
    test = open_page(a_researcher(populated), "codebook", pattern="PAT_02")
    assert not [button.key for button in test.button if "take-up" in button.key]


def test_evidence_of_an_earlier_codebook_is_coded_anew_on_demand(open_page, populated):
    populated.repository.evidence.uncoded = lambda version, limit: ["something"]
    test = open_page(populated, "codebook")
    assert "earlier state of the codebook" in everything_said(test)
    test.button(key="codebook-code").click().run()
    assert [job.kind for job in populated.jobs(None)] == [JobKind.CODE]


def an_accepted_theme(app, **named):
    app.repository.themes.rows = [replace(row, pattern=None, **named) for row in some_themes()]
    app.repository.themes.decide(app.viewer(), "th_told", ThemeStatus.ACCEPTED)
    return app


def to_fill_in(open_page, app):
    test = open_page(app, "themes")
    return test.toggle(key="themes-to-pattern-th_told").set_value(True).run()


def test_an_accepted_theme_becomes_a_pattern_with_its_evidence_as_examples_and_comes_back(
    open_page, populated, monkeypatch
):
    monkeypatch.setattr(reviewing, "pain_points", lambda *_: [])
    app = an_accepted_theme(populated, title_is_own=True, description="Each counter asks again.")
    test = open_page(app, "themes")
    test.button(key="themes-decide-th_when-accept").click().run()
    test.toggle(key="themes-to-pattern-th_told").set_value(True).run()
    assert test.text_input(key="codebook-title-th_told").value == "Told again at each counter"
    assert test.text_area(key="codebook-definition-th_told").value == "Each counter asks again."
    filled_in(test, "th_told")
    test.multiselect(key="codebook-picked-th_told").set_value(["obs_0", "obs_1", "obs_2"])
    test.button(key="codebook-add-th_told").click().run()
    (edit,) = app.repository.codebook_edits.kept
    assert (edit.change.title, edit.change.observations) == ("Told again at each counter", ("obs_0", "obs_1", "obs_2"))
    assert edit.change.examples == ()
    assert "“Told again at each counter” is a pattern of the codebook, in the place of its theme." in everything_said(
        test
    )
    assert "codebook" in links_of(test)
    assert not [button.key for button in test.button if button.key.startswith("undo-last_on_themes")]
    assert "Told again at each counter" not in {header.value for header in test.subheader}
    test.button(key="undo-last_to_pattern-dc_1").click().run()
    assert verdicts(app) == [("PAT_1001", EditVerdict.ADDED), ("PAT_1001", EditVerdict.TAKEN_BACK)]
    assert "Told again at each counter" in {header.value for header in test.subheader}


def test_a_title_of_the_model_s_which_quotes_notes_is_not_put_into_the_codebook(open_page, populated):
    test = to_fill_in(open_page, an_accepted_theme(populated))
    assert test.text_input(key="codebook-title-th_told").value == ""


def test_evidence_is_offered_as_example_in_its_own_characters(open_page, populated):
    test = to_fill_in(open_page, an_accepted_theme(populated))
    offered = test.multiselect(key="codebook-picked-th_told").options
    assert "I had to send the certificate again although they already held it." in offered
