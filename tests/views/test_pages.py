"""Each page, opened as a person would open it, over a repository in memory."""

import ast
from dataclasses import replace
from pathlib import Path

import pytest
from fake_evidence import a_pain_point
from fake_use_cases import FakeUseCases

from domain.access import LOCAL_VIEWER
from domain.errors import IndexUnusable, StorageFailed
from domain.evidence import Level, Severity, Standing
from domain.insights import Sharing
from domain.jobs import JobKind, JobStatus
from domain.runs import RunSummary
from views import links, state
from views.markup import label
from views.pain_points.pain_point_filters import LISTED_AT_MOST

ALL_PAGES = ["home", "what_do_we_know", "pain_points", "themes", "journey_room", "add_and_check", "source"]


def everything_said(test):
    """Return all words on a page: headings, text, boxes, raw HTML, buttons and links."""
    kinds = ("title", "header", "subheader", "markdown", "caption", "info", "warning", "success", "error")
    said = [element.value for kind in kinds for element in getattr(test, kind)]
    said += [str(element.proto.body) for element in test.get("html")]
    said += [element.label for element in test.button] + [str(link.proto.label) for link in test.get("page_link")]
    return "\n".join(said)


@pytest.mark.parametrize("page", ALL_PAGES)
def test_a_page_opens_over_an_empty_repository_and_says_what_to_do(open_page, empty, page):
    test = open_page(empty, page)
    assert not test.exception
    assert not test.error
    assert any(word in everything_said(test) for word in ("Add", "Draft", "Check", "demo load", "Open a source"))


def test_a_date_is_asked_for_in_one_form_wherever_it_is():
    read = [ast.parse(view.read_text()) for view in Path(links.__file__).parent.rglob("*.py")]
    calls = [node for tree in read for node in ast.walk(tree) if isinstance(node, ast.Call)]
    asked = [call for call in calls if isinstance(call.func, ast.Attribute) and call.func.attr == "date_input"]
    forms = [next((ast.unparse(said.value) for said in call.keywords if said.arg == "format"), "") for call in asked]
    assert forms
    assert set(forms) == {"'DD/MM/YYYY'"}


@pytest.mark.parametrize("page", ALL_PAGES)
def test_a_page_opens_over_a_repository_with_evidence(open_page, populated, page):
    test = open_page(populated, page)
    assert not test.exception
    assert not test.error
    assert len(test.title) == 1


@pytest.mark.parametrize("page", ["home", "pain_points", "what_do_we_know"])
def test_a_problem_is_told_with_its_remedy_and_without_a_traceback(open_page, populated, page):
    populated.overview_error = StorageFailed(
        "The database is locked.", where="throughline.db", remedy="Close the other."
    )
    test = open_page(populated, page)
    assert not test.exception
    assert "The database is locked" in test.error[0].value.replace("\\", "")
    assert "Close the other" in test.error[0].value


def test_an_unforeseen_error_is_told_kindly_and_logged_without_its_words(open_page, populated, caplog):
    populated.overview_error = ValueError("Mrs Example of 4 Mill Lane")
    test = open_page(populated, "home")
    assert "could not be shown" in test.error[0].value
    assert "Mill Lane" not in everything_said(test)
    assert "ValueError" in caplog.text
    assert "Mill Lane" not in caplog.text


def test_home_says_that_the_examples_are_fictional(open_page, populated):
    assert "fictional" in everything_said(open_page(populated, "home"))


def test_home_shows_work_that_is_under_way(open_page, populated):
    populated.job_status = JobStatus.RUNNING
    populated.queue_fit(None)
    said = everything_said(open_page(populated, "home"))
    assert "Finding themes" in said


# What do we know?


def test_a_link_with_a_question_opens_its_answer(open_page, populated):
    test = open_page(populated, "what_do_we_know", q="certificate")
    assert test.text_area(key="what_do_we_know-question").value == "certificate"
    assert '<mark class="asked">certificate</mark>' in everything_said(test)


def test_a_question_that_was_asked_stands_in_the_address(open_page, populated):
    test = open_page(populated, "what_do_we_know")
    test.text_area(key="what_do_we_know-question").set_value("certificate").run()
    assert test.query_params["q"] == "certificate"
    test.text_area(key="what_do_we_know-question").set_value("").run()
    assert "q" not in test.query_params


def test_a_quotation_shows_its_exact_characters_and_where_they_stand(open_page, populated):
    said = everything_said(open_page(populated, "what_do_we_know", q="bill"))
    assert "her late husband &amp; asked &lt;b&gt;him&lt;/b&gt; to call." in said
    assert "interviews *one*.docx, paragraph 6" in said
    assert "March 2025" in said
    assert "researched by Brackenmere Registry" in said


def test_method_notes_are_left_out_until_asked_for(open_page, populated):
    test = open_page(populated, "what_do_we_know", q="interviewed counter")
    assert "eight residents" not in everything_said(test)
    test.button(key="what_do_we_know-show-hidden").click().run()
    assert "eight residents" in everything_said(test)


def test_a_source_leads_to_its_study(open_page, populated, monkeypatch):
    led = []
    monkeypatch.setattr(links, "to", lambda page, *_, parameters=None, **__: led.append((page, parameters)))
    open_page(populated, "source", source="src_1")
    assert (links.STUDIES, {"study": populated.source(None, "src_1").study.id}) in led


def test_results_can_be_put_in_rank_order(open_page, populated):
    test = open_page(populated, "what_do_we_know", q="certificate")
    assert test.header
    test.segmented_control(key="what_do_we_know-order").set_value("Best first").run()
    assert not test.header


def test_results_can_be_put_together_by_study(open_page, populated):
    test = open_page(populated, "what_do_we_know", q="certificate")
    found = populated.search(LOCAL_VIEWER, "certificate").results
    test.segmented_control(key="what_do_we_know-order").set_value("By study").run()
    assert {header.value for header in test.header} == {label(result.evidence.study) for result in found}


def test_nothing_found_says_what_to_try(open_page, populated):
    assert "Nothing found" in everything_said(open_page(populated, "what_do_we_know", q="zeppelin"))


def test_a_filter_narrows_the_search(open_page, populated):
    test = open_page(populated, "what_do_we_know", q="certificate")
    test.multiselect(key="what_do_we_know-organisations").set_value(["Brackenmere Registry"]).run()
    assert populated.filters[-1].organisations == {"Brackenmere Registry"}


def test_each_choice_to_narrow_by_is_asked_of_the_search(open_page, populated):
    test = open_page(populated, "what_do_we_know", q="certificate")
    pattern = populated.patterns.in_force(LOCAL_VIEWER).patterns[0]
    chosen = {
        "services": "Bereavement",
        "severities": Severity.HIGH,
        "levels": Level.BETWEEN,
        "standings": Standing.LIVE,
        "patterns": pattern.id,
        "researched_by": "Brackenmere Registry",
        "methods": populated.studies(LOCAL_VIEWER)[0].method,
    }
    for name, value in chosen.items():
        test.multiselect(key=f"what_do_we_know-{name}").set_value([value]).run()
        assert getattr(populated.filters[-1], name) == {value}
    assert pattern.title in test.multiselect(key="what_do_we_know-patterns").options
    test.checkbox(key="what_do_we_know-workarounds").check().run()
    assert populated.filters[-1].workarounds


def test_a_method_is_offered_once_and_systems_only_where_some_are_known(open_page, populated):
    test = open_page(populated, "what_do_we_know", q="certificate")
    stated = {study.method for study in populated.studies(LOCAL_VIEWER)}
    assert test.multiselect(key="what_do_we_know-methods").options == sorted(stated)
    assert "what_do_we_know-systems" not in {box.key for box in test.multiselect}


def test_a_date_that_is_none_is_told_and_nothing_is_searched(open_page, populated):
    test = open_page(populated, "what_do_we_know", q="certificate")
    asked = len(populated.filters)
    test.text_input(key="what_do_we_know-since").set_value("2025-16-10").run()
    assert "2025-16-10" in test.error[0].value.replace("\\", "")
    assert len(populated.filters) == asked


def test_a_damaged_index_is_told_and_can_be_rebuilt(open_page, populated):
    populated.search_error = IndexUnusable("The index is damaged.", where="index", remedy="Rebuild it.")
    test = open_page(populated, "what_do_we_know", q="certificate")
    assert "damaged" in test.error[0].value
    populated.job_status = JobStatus.RUNNING
    test.button(key="what_do_we_know-rebuild").click().run()
    assert [job.kind for job in populated.jobs(None)] == [JobKind.REBUILD]
    assert test.query_params["job"] == "job_1"


# Pain points


def test_the_gravest_pain_point_is_open_at_first(open_page, populated):
    test = open_page(populated, "pain_points")
    assert test.header[0].value.startswith("People tell the same thing again")


def test_a_list_that_is_cut_says_how_many_more_there_are_and_how_to_reach_them(open_page, populated):
    many = [a_pain_point(f"pp_{nth}", title=f"Difficulty {nth}") for nth in range(LISTED_AT_MOST + 2)]
    populated.points = [replace(many[0], is_lead=True), *many[1:]]
    test = open_page(populated, "pain_points")
    listed = test.radio(key="pain_points-chosen")
    assert listed.label == "The first 40 of 42 pain points; 1 is a lead"
    assert "weaker evidence" in listed.help
    assert "2 more pass these filters, 2 of them between organisations" in everything_said(test)


def test_a_list_of_leads_alone_says_so(open_page, populated):
    populated.points = [replace(point, is_lead=True) for point in populated.points]
    assert open_page(populated, "pain_points").radio(key="pain_points-chosen").label.endswith("; all are leads")


def test_a_link_opens_its_pain_point(open_page, populated):
    test = open_page(populated, "pain_points", pain_point="pp_when")
    assert test.header[0].value.startswith("Nobody can say when")


def test_a_link_leads_to_its_pain_point_where_the_list_stands_above_it_and_a_choice_moves_nothing(open_page, populated):
    def led(test):
        return "innerWidth > 860" in everything_said(test)

    assert not led(open_page(populated, "pain_points"))
    test = open_page(populated, "pain_points", pain_point=populated.points[0].id)
    assert led(test)
    assert not led(test.run())
    del test.query_params["pain_point"]
    assert not led(test.run())
    test.query_params["pain_point"] = populated.points[0].id
    assert led(test.run()), "its link was opened again"
    test.radio(key="pain_points-chosen").set_value(populated.points[1].id).run()
    assert test.query_params["pain_point"] == populated.points[1].id
    assert not led(test)


def test_a_link_leads_to_its_pain_point_again_after_another_page(open_page, populated):
    test = open_page(populated, "mission", pain_point=populated.points[0].id)
    test.session_state[state.LED_TO] = (populated.points[0].id, None)
    assert state.LED_TO not in test.run().session_state


def test_a_pain_point_outside_the_filters_still_opens_by_its_link(open_page, populated):
    test = open_page(populated, "pain_points", pain_point="pp_when")
    test.segmented_control(key="pain_points-sharing").set_value(Sharing.BETWEEN).run()
    assert test.header[0].value.startswith("Nobody can say when")
    assert not test.error


def test_choosing_a_pain_point_puts_it_into_the_address(open_page, populated):
    test = open_page(populated, "pain_points")
    test.radio(key="pain_points-chosen").set_value("pp_when").run()
    assert test.query_params["pain_point"] == "pp_when"
    assert test.header[0].value.startswith("Nobody can say when")


def test_participants_that_no_one_stated_are_not_recorded(open_page, populated):
    said = everything_said(open_page(populated, "pain_points"))
    assert "<dt>People in these studies</dt><dd>not recorded</dd>" in said


def test_themes_are_offered_when_none_were_looked_for(open_page, populated):
    populated.job_status = JobStatus.RUNNING
    test = open_page(populated, "pain_points")
    test.button(key="pain_points-fit").click().run()
    assert [job.kind for job in populated.jobs(None)] == [JobKind.FIT]


@pytest.mark.parametrize("missing", [0, 2])
def test_what_came_since_themes_were_looked_for_is_counted(open_page, populated, missing):
    here = populated.overview(LOCAL_VIEWER).observations
    counted = {"observations": here - missing, "topics": 3, "ungrouped_share": 0.0}
    populated.listed_runs = [RunSummary(id="run", started_at="2025-03-01T09:00:00+00:00", seed=1, **counted)]
    said = everything_said(open_page(populated, "pain_points"))
    assert (f"{missing} observations arrived since" in said) is bool(missing)
    assert "Themes have not been looked for yet" not in said


def test_quotations_of_a_pain_point_offer_what_stands_around_them(open_page, populated):
    alone = [
        tuple(replace(fit, evidence=replace(fit.evidence, before="", after="")) for fit in point.evidence)
        for point in populated.points
    ]
    populated.points = [replace(point, evidence=fits) for point, fits in zip(populated.points, alone, strict=True)]
    said = everything_said(open_page(populated, "pain_points"))
    assert "What stands before and after" in said


def test_a_quotation_says_quietly_which_model_read_it_unless_a_person_placed_it(open_page, populated):
    point = populated.points[0]
    first, second, *rest = point.evidence
    read = replace(first, read_by="large-model at models.example.org")
    placed = replace(second, by_person=True, fit=1.0)
    populated.points = [replace(point, evidence=(read, placed, *rest))]
    said = everything_said(open_page(populated, "pain_points", pain_point=point.id))
    assert said.count("read as evidence by a model, large-model at models.example.org") == 1
    assert said.count("placed here by a person") == 1


def test_a_pain_point_that_is_gone_is_told(open_page, populated):
    test = open_page(populated, "pain_points", pain_point="pp_gone")
    assert "pp_gone" in test.error[0].value.replace("\\", "")


# Journeys


def test_a_journey_shows_its_map_steps_hand_overs_and_gaps(open_page, populated):
    said = everything_said(open_page(populated, "journey_room", journey="jn_1", step="2"))
    assert "data:image/svg+xml" in said
    assert "Claim the allowance" in said
    assert "not known if allowed" in said
    assert "I had to send the certificate again" in said


def test_a_step_without_evidence_says_that_it_is_assumed(open_page, populated):
    said = everything_said(open_page(populated, "journey_room", journey="jn_1", step="3"))
    assert "No evidence stands on this step: it is an assumption" in said
    assert "Look for some, put here what fits nowhere yet" in said


def test_drafting_reads_stages_and_steps_and_opens_the_journey(open_page, populated):
    test = open_page(populated, "journey_room")
    test.text_input(key="journey_room-title").set_value("When someone dies")
    test.text_input(key="journey_room-actor").set_value(" A widow ")
    test.text_area(key="journey_room-steps").set_value("Telling: Register\n\nWait\nClaiming: Fill in: the form")
    test.button(key="journey_room-draft-it").click().run()
    assert populated.drafted_for == "A widow"
    assert [(step.order, step.stage, step.step) for step in populated.outlines] == [
        (1, "Telling", "Register"),
        (2, "Telling", "Wait"),
        (3, "Claiming", "Fill in: the form"),
    ]
    assert test.title[0].value == "When someone dies"


def test_a_journey_without_a_name_is_not_drafted(open_page, populated):
    test = open_page(populated, "journey_room")
    test.button(key="journey_room-draft-it").click().run()
    assert "needs a name" in test.error[0].value
    assert not populated.rows


# Jobs


def test_a_job_that_failed_says_problem_and_remedy(open_page, populated):
    populated.job_status = JobStatus.FAILED
    job = populated.queue_fit(None)
    test = open_page(populated, "pain_points", job=job)
    assert "The disk is full" in test.error[0].value
    assert "Make room" in test.error[0].value


def test_a_running_job_can_be_stopped(open_page, populated):
    populated.job_status = JobStatus.RUNNING
    job = populated.queue_fit(None)
    test = open_page(populated, "pain_points", job=job)
    assert "Nothing is doing the work" in test.warning[0].value
    test.button(key=f"stop-job-{job}").click().run()
    assert populated.job(None, job).status is JobStatus.CANCELLED


# Source


def test_a_source_marks_the_observation_that_led_to_it(open_page, populated):
    said = everything_said(open_page(populated, "source", source="src_1", observation="obs_2"))
    assert '<mark id="the-place" class="tl-place">I had to send the certificate again' in said


def test_a_source_that_is_not_there_is_told(open_page, populated):
    assert "no such source" in open_page(populated, "source", source="src_9").error[0].value


def test_the_fake_has_every_method_that_the_pages_call():
    from use_cases.app import UseCases

    public = {name for name in vars(FakeUseCases) if not name.startswith("_")}
    assert public <= set(dir(UseCases))


def test_home_offers_the_examples_once_while_they_load(open_page, empty):
    empty.job_status = JobStatus.RUNNING
    assert "Load the examples" in everything_said(open_page(empty, "home"))
    job = empty._queued(JobKind.EXAMPLES, "fictional research")
    said = everything_said(open_page(empty, "home", job=job))
    assert "Loading the examples" in said
    assert "Load the examples" not in said


def test_home_puts_the_task_of_who_somebody_is_first(open_page, populated):
    test = open_page(populated, "home")
    assert "Start here" not in everything_said(test)
    test.pills(key="home-who").set_value("Policy adviser").run()
    assert "Start here: I want to know what is already known" in everything_said(test)


def test_work_tells_why_a_job_failed_and_does_it_again(open_page, populated):
    populated.job_status = JobStatus.FAILED
    job = populated.queue_fit(None)
    test = open_page(populated, "work")
    assert "The disk is full" in test.error[0].value.replace("\\", "")
    test.button(key=f"work-again-{job}").click().run()
    assert test.query_params["job"] == "job_2"
    assert "waiting to start" in everything_said(test)


def test_work_that_is_not_here_is_told_and_the_page_goes_on(open_page, populated):
    test = open_page(populated, "pain_points", job="gone")
    assert "There is no such job" in test.error[0].value.replace("\\", "")
    assert test.header
