"""Adding: from files to the account of what became of them."""

from dataclasses import replace
from datetime import date
from hashlib import sha256

import pytest
import streamlit as st
from fake_use_cases import TEXT, a_proposal

from domain.access import Viewer
from domain.catalogue import UNRECORDED
from domain.consent import Consent, LawfulBasis
from domain.jobs import JobStatus
from domain.masking import MaskingDecision
from domain.proposals import UNSAID, Redaction, StagedFile
from domain.tables import ColumnMapping, Meaning, SavedMapping, TableMapping
from domain.text import TextSpan
from tests.builders import a_study
from views import state
from views.adding.masking_review import entries_of, pieces_of
from views.markup import label


def check(test, *, text="She waited nine weeks.", title="Interview 3", **defaults):
    test.text_input(key="add_and_check-title").set_value(title)
    test.text_area(key="add_and_check-text").set_value(text)
    for name, value in defaults.items():
        test.text_input(key=f"add_and_check-{name}").set_value(value)
    return test.button(key="add_and_check-check").click().run()


def html(test):
    return "\n".join(str(element.proto.body) for element in test.get("html"))


def test_it_says_that_everyone_here_sees_everything(open_page, empty):
    assert "Everyone at this machine will see what you save" in open_page(empty, "add_and_check").info[0].value


def test_once_checked_it_says_so_beside_the_buttons_and_no_longer_on_top(open_page, empty):
    test = check(open_page(empty, "add_and_check"))
    assert not any("Everyone at this machine" in item.value for item in test.info)
    assert sum("everyone at this machine sees it, published or not" in item.value for item in test.markdown) == 1


def test_nothing_to_check_is_told(open_page, empty):
    test = open_page(empty, "add_and_check")
    test.button(key="add_and_check-check").click().run()
    assert "nothing to check" in test.error[0].value


def test_a_date_that_is_none_is_asked_about_and_the_text_stays(open_page, empty):
    test = check(open_page(empty, "add_and_check"), date="2025-16-10")
    assert "2025-16-10" in test.error[0].value.replace("\\", "")
    assert test.text_area(key="add_and_check-text").value == "She waited nine weeks."
    assert not empty.rows


def test_pasted_text_is_checked_under_its_title(open_page, empty):
    test = check(open_page(empty, "add_and_check"), organisation="Brackenmere Registry")
    assert [file.name for file in empty.staged] == ["Interview 3.txt"]
    assert test.query_params["job"] == "job_1"


def test_a_file_of_any_type_is_taken_and_stands_in_the_check(open_page, empty):
    test = open_page(empty, "add_and_check")
    uploader = test.file_uploader(key="add_and_check-files")
    assert list(uploader.proto.type) == []
    uploader.set_value(("thing.xyz", b"\x00\x01", "application/octet-stream")).run()
    test.button(key="add_and_check-check").click().run()
    assert [file.name for file in empty.staged] == ["thing.xyz"]


def test_the_check_tells_what_was_masked_and_what_to_look_at(open_page, empty):
    test = check(open_page(empty, "add_and_check"))
    told = " ".join(caption.value for caption in test.caption)
    assert "Masked: 1 × a person's name." in told
    assert "1 phrase may identify someone without a name" in told


def test_a_find_is_described_more_generally_and_the_decision_goes_with_the_file(open_page, empty):
    test = check(open_page(empty, "add_and_check"), organisation="Brackenmere Registry")
    key = f"add_and_check-masking-{empty.staged[0].digest[:12]}"
    test.selectbox(key=f"{key}-choice-on-0").set_value(1).run()
    at = f"32-{len(TEXT) - 1}"
    test.radio(key=f"{key}-way-on-{at}").set_value("own words").run()
    test.button(key=f"{key}-decide").click().run()
    assert "Write what others shall read." in test.error[0].value
    test.text_input(key=f"{key}-wording-{at}").set_value("a disabled swimmer")
    test.button(key=f"{key}-decide").click().run()
    test.button(key="add_and_check-publish").click().run()
    ((_, said),) = empty.ingested
    assert [(each.span.of(TEXT), each.placeholder) for each in said.masking.made] == [
        ("the only wheelchair user at the pool", "[a disabled swimmer]")
    ]
    assert empty.redaction is Redaction.ON


def test_an_example_of_case_references_is_checked_and_goes_with_the_files(open_page, empty):
    test = check(open_page(empty, "add_and_check"), cases="ABC")
    assert "no example of a case reference" in test.error[0].value.replace("\\", "")
    check(test, cases="ABC-99999")
    assert empty.checked[0].description.case_references == ("ABC-99999",)


def test_words_that_were_missed_are_masked_wherever_they_stand(open_page, empty):
    test = check(open_page(empty, "add_and_check"), organisation="Brackenmere Registry")
    key = f"add_and_check-masking-{empty.staged[0].digest[:12]}"
    test.text_input(key=f"{key}-missed").set_value("not there")
    test.button(key=f"FormSubmitter:{key}-more-Mask these words").click().run()
    assert "do not stand in the text" in test.error[0].value
    test.text_input(key=f"{key}-missed").set_value("nine weeks")
    test.selectbox(key=f"{key}-kind").set_value("OTHER")
    test.button(key=f"FormSubmitter:{key}-more-Mask these words").click().run()
    test.button(key="add_and_check-publish").click().run()
    ((_, said),) = empty.ingested
    assert [(each.span.of(TEXT), each.placeholder) for each in said.masking.made] == [("nine weeks", "[masked]")]


def test_where_masking_suggests_the_words_stay_until_somebody_decides():
    proposal = a_proposal(StagedFile(name="a.md", digest="0", size=1), said_nothing())
    entries = entries_of(proposal, (), Redaction.SUGGEST)
    whole = TextSpan(start=0, end=len(TEXT))
    suggested = pieces_of(TEXT, entries, whole, Redaction.SUGGEST)
    assert "".join(piece.text for piece in suggested) == TEXT
    assert suggested[0].title == "a person's name, would become [name 1]"
    accepted = MaskingDecision(span=entries[0].span, placeholder="[name 1]", type="PERSON")
    decided = pieces_of(TEXT, entries_of(proposal, (accepted,), Redaction.SUGGEST), whole, Redaction.SUGGEST)
    assert "".join(piece.text for piece in decided) == TEXT.replace("Sarah Okafor", "[name 1]")
    off = entries_of(proposal, (), Redaction.OFF)
    assert [entry.type for entry in off] == ["IDENTIFYING"]


@pytest.mark.parametrize(("button", "draft"), [("draft", True), ("publish", False)])
def test_saving_keeps_the_files_as_described(open_page, empty, button, draft):
    test = check(
        open_page(empty, "add_and_check"), organisation="Brackenmere Registry", study="Families", date="2024-05"
    )
    test.button(key=f"add_and_check-{button}").click().run()
    ((_, said),) = empty.ingested
    assert (said.organisation, said.study, said.date, said.draft) == (
        "Brackenmere Registry",
        "Families",
        "2024-05",
        draft,
    )


def test_what_participants_agreed_to_goes_with_every_file_and_days_in_the_wrong_order_are_told(open_page, empty):
    test = check(open_page(empty, "add_and_check"))

    def field(kind, name):
        return next(each for each in getattr(test, kind) if (each.key or "").endswith(f"-{name}"))

    field("selectbox", "basis").set_value(LawfulBasis.CONSENT)
    field("text_area", "unheard").set_value("People without a telephone")
    field("date_input", "raw").set_value(date(2029, 1, 1))
    field("date_input", "insight").set_value(date(2027, 1, 1)).run()
    assert "deleted first" in test.error[0].value
    assert not [button for button in test.button if button.key == "add_and_check-publish"]
    field("date_input", "raw").set_value(date(2026, 1, 1)).run()
    test.button(key="add_and_check-publish").click().run()
    ((_, said),) = empty.ingested
    assert said.consent == Consent(
        basis=LawfulBasis.CONSENT,
        raw_until="2026-01-01",
        insight_until="2027-01-01",
        not_heard="People without a telephone",
    )


def test_the_account_tells_kept_refused_and_here_already(open_page, empty):
    test = check(open_page(empty, "add_and_check"))
    test.button(key="add_and_check-publish").click().run()
    assert "57 observations kept" in test.success[0].value
    assert "of 59 read" in test.success[0].value
    assert "empty answer" in html(test)
    assert "2 × a person&#x27;s name" in html(test)
    assert "Which bodies do the texts name?" in [link.proto.label for link in test.get("page_link")]


def test_a_file_that_cannot_be_read_says_why_and_what_to_do(open_page, empty):
    test = check(open_page(empty, "add_and_check"), title="scan")
    assert "Run text recognition on it." in html(test)


def test_what_is_the_same_for_many_lines_is_said_once_and_overwrites_none(open_page, empty):
    files = [StagedFile(name=name, digest="0", size=1) for name in ("a.md", "b.md", "c.md", "scan.pdf")]
    job = empty.queue_check(None, files, said_nothing())
    unsaid = {"organisation": UNRECORDED, "date": None}
    said = [unsaid, unsaid, {"organisation": "Brackenmere Registry", "date": "2025"}, unsaid]
    empty.checked = [
        replace(proposal, description=replace(proposal.description, **told))
        for proposal, told in zip(empty.checked, said, strict=True)
    ]
    test = open_page(empty, "add_and_check", job=job)
    when = test.text_input(key=f"add_and_check-open-lines-{job}-date")
    assert when.label == "When: 2 lines"
    when.set_value("2025-16-10").run()
    assert "2025-16-10" in test.error[0].value.replace("\\", "")
    assert test.button(key=f"add_and_check-open-lines-{job}-take").disabled
    test.text_input(key=f"add_and_check-open-lines-{job}-date").set_value("March 2026")
    test.text_input(key=f"add_and_check-open-lines-{job}-organisation").set_value("Wexmoor City Council").run()
    test.button(key=f"add_and_check-open-lines-{job}-take").click().run()
    assert not test.exception
    assert "The same for several lines" not in "".join(item.value for item in test.markdown)
    test.button(key="add_and_check-publish").click().run()
    told = [(said.organisation, said.date) for _, said in empty.ingested]
    assert told[:3] == [("Wexmoor City Council", "2026-03")] * 2 + [("Brackenmere Registry", "2025")]


def test_of_several_files_the_first_that_can_be_read_is_looked_into(open_page, empty):
    files = [StagedFile(name=name, digest="0", size=1) for name in ("scan.pdf", "notes.md", "more.md")]
    job = empty.queue_check(None, files, said_nothing())
    test = open_page(empty, "add_and_check", job=job)
    assert test.selectbox(key="add_and_check-file").value == 1


def test_what_can_not_be_kept_is_not_offered_for_saving(open_page, empty):
    test = check(open_page(empty, "add_and_check"), title="scan")
    assert "add_and_check-publish" not in {button.key for button in test.button}
    assert any("There is nothing to save" in item.value for item in test.info)
    assert test.button(key="add_and_check-start")


def test_a_warning_is_told_once_with_the_files_it_holds_for(open_page, empty):
    files = [StagedFile(name=f"{name}.md", digest="0", size=1) for name in "abcde"]
    job = empty.queue_check(None, files, said_nothing())
    unsaid = "Nobody has said which organisation did this research."
    empty.checked = [replace(proposal, warnings=(unsaid,)) for proposal in empty.checked]
    test = open_page(empty, "add_and_check", job=job)
    said = test.warning[0].value.replace("\\", "")
    assert said.count(unsaid) == 1
    assert "(all files)" in said
    first = empty.checked[0]
    empty.checked[-1] = replace(first, file=replace(first.file, name="f.md"), warnings=())
    st.cache_resource.clear()
    assert "a.md, b.md, c.md and 1 more" in test.run().warning[0].value.replace("\\", "")


def test_what_was_answered_in_its_line_is_not_asked_for_any_longer(open_page, empty):
    job = empty.queue_check(None, [StagedFile(name="a.md", digest="0", size=1)], said_nothing())
    empty.checked = [replace(proposal, warnings=tuple(UNSAID.values())) for proposal in empty.checked]
    test = open_page(empty, "add_and_check", job=job)
    assert all(told in test.warning[0].value.replace("\\", "") for told in UNSAID.values())
    kept = test.session_state[state.CHECKED_TABLES][job]
    line = {**kept["base"][0], "organisation": "Brackenmere Registry", "date": "12 March 2026"}
    kept.update(base=[line], edited=[line], turn=1)
    said = test.run().warning[0].value.replace("\\", "")
    assert UNSAID["study"] in said and UNSAID["organisation"] not in said and UNSAID["date"] not in said


def test_who_may_see_it_stands_among_the_first_columns(open_page, empty):
    job = empty.queue_check(None, [StagedFile(name="a.md", digest="0", size=1)], said_nothing())
    columns = list(open_page(empty, "add_and_check", job=job).data_editor[0].value.columns)
    assert columns[:7] == ["file", "observations", "refused", "study", "organisation", "date", "visibility"]


def test_a_check_is_taken_up_again_by_its_address(open_page, empty):
    empty.job_status = JobStatus.RUNNING
    job = empty.queue_check(None, [StagedFile(name="a.md", digest="0", size=1)], said_nothing())
    test = open_page(empty, "add_and_check", job=job)
    assert any("Checking files" in element.value for element in test.markdown)


def said_nothing():
    from domain.proposals import FileDescription

    return FileDescription()


def a_table_found(empty):
    columns = (
        ColumnMapping(name="Who", meaning=Meaning.RESPONDENT, reason="it says whose", samples=("R1", "R2")),
        ColumnMapping(name="Comment", meaning=Meaning.CONTEXT, reason="no idea", samples=("The boat was late.",)),
    )
    table = TableMapping(signature="tb_1", columns=columns, rows=2)
    empty.checked = [replace(proposal, tables=(table,)) for proposal in empty.checked]
    st.cache_resource.clear()
    return table


def test_columns_are_shown_with_cells_and_put_right_before_anything_is_saved(open_page, empty):
    test = check(open_page(empty, "add_and_check"))
    a_table_found(empty)
    test.run()
    assert "R1 · R2" in html(test)
    assert not [button for button in test.button if button.key == "add_and_check-columns-again"]
    box = next(box for box in test.selectbox if box.key.startswith("add_and_check-column-") and box.key.endswith("-1"))
    box.set_value(Meaning.QUESTION).run()
    test.button(key="add_and_check-columns-again").click().run()
    ((_, said),) = empty.again
    assert said.mappings == (SavedMapping(signature="tb_1", meanings=(Meaning.RESPONDENT, Meaning.QUESTION)),)


def test_of_a_wide_table_answers_are_shown_first_and_what_is_said_of_the_others_stays_said(open_page, empty):
    test = check(open_page(empty, "add_and_check"))
    columns = tuple(
        ColumnMapping(name=f"Column {n}", meaning=Meaning.QUESTION if n == 11 else Meaning.CONTEXT) for n in range(12)
    )
    table = TableMapping(signature="tb_1", columns=columns, rows=2)
    empty.checked = [replace(proposal, tables=(table,)) for proposal in empty.checked]
    st.cache_resource.clear()

    def shown():
        return [int(box.key.rsplit("-", 1)[1]) for box in test.selectbox if "-column-" in box.key]

    test.run()
    assert shown() == [0, 1, 2, 3, 4, 11]
    (more,) = [toggle for toggle in test.toggle if toggle.label == "Show 6 more columns and what they are read as"]
    more.set_value(True).run()
    assert sorted(shown()) == list(range(12))
    next(box for box in test.selectbox if box.key.endswith("-tb_1-7")).set_value(Meaning.QUESTION).run()
    next(toggle for toggle in test.toggle if toggle.label == more.label).set_value(False).run()
    assert shown() == [0, 1, 2, 3, 4, 11]
    test.button(key="add_and_check-columns-again").click().run()
    ((_, said),) = empty.again
    (kept,) = said.mappings
    assert [at for at, meaning in enumerate(kept.meanings) if meaning is Meaning.QUESTION] == [7, 11]


def test_saving_says_what_columns_hold_as_they_were_shown(open_page, empty):
    test = check(open_page(empty, "add_and_check"))
    table = a_table_found(empty)
    test.run()
    test.button(key="add_and_check-publish").click().run()
    ((_, said),) = empty.ingested
    assert said.mappings == (table.saved,)


def buttons(test):
    return {button.key: button.label for button in test.button}


def test_a_misspelt_organisation_is_asked_about_while_it_is_typed_and_taken_in_a_press(open_page, populated):
    test = open_page(populated, "add_and_check")
    test.text_input(key="add_and_check-organisation").set_value("Brackenmere Registy").run()
    assert "add_and_check-meant-Brackenmere Registry" in buttons(test)
    test.button(key="add_and_check-meant-Brackenmere Registry").click().run()
    assert test.text_input(key="add_and_check-organisation").value == "Brackenmere Registry"
    assert not [key for key in buttons(test) if key.startswith("add_and_check-meant")]


def test_a_misspelt_organisation_in_the_lines_is_asked_about_until_it_is_kept(open_page, populated):
    test = check(open_page(populated, "add_and_check"), organisation="Brackenmere Registy")
    key = "add_and_check-meant-job_1-Brackenmere Registy"
    assert buttons(test)[f"{key}-Brackenmere Registry"] == "Brackenmere Registry"
    test.button(key=f"{key}-keep").click().run()
    assert f"{key}-keep" not in buttons(test)
    test.button(key="add_and_check-publish").click().run()
    assert [said.organisation for _, said in populated.ingested] == ["Brackenmere Registy"]


def test_the_known_organisation_is_taken_for_the_line_in_a_press(open_page, populated):
    test = check(open_page(populated, "add_and_check"), organisation="Brackenmere Registy")
    test.button(key="add_and_check-meant-job_1-Brackenmere Registy-Brackenmere Registry").click().run()
    test.button(key="add_and_check-publish").click().run()
    assert [said.organisation for _, said in populated.ingested] == ["Brackenmere Registry"]


def test_a_date_is_taken_as_people_write_it_and_said_as_it_is_understood(open_page, empty):
    test = open_page(empty, "add_and_check")
    test.text_input(key="add_and_check-date").set_value("14/03/26").run()
    assert "Understood as 14 March 2026." in [caption.value for caption in test.caption]
    check(test)
    assert [proposal.description.date for proposal in empty.checked] == ["2026-03-14"]


def test_a_date_that_may_be_two_is_refused_with_what_to_write(open_page, empty):
    test = check(open_page(empty, "add_and_check"), date="04/03/2026")
    assert "may mean 4 March 2026 or 3 April 2026" in test.error[0].value
    assert "Write the month as a word" in test.error[0].value


def test_a_file_that_is_here_already_is_told_before_saving_and_put_into_its_study(open_page, populated):
    test = open_page(populated, "add_and_check")
    (known, *_) = populated.repository.publishing.studies(populated.viewer())
    digest = sha256(b"She waited nine weeks.").hexdigest()
    populated.repository.publishing.held = {digest: [known]}
    check(test)
    told = " ".join(item.value for item in (*test.markdown, *test.caption))
    assert "is here already" in told
    assert "a second time" in told
    assert label(f"Here already. In the study “{known.title}”.") in test.warning[0].value
    test.button(key=f"add_and_check-held-take-job_1-{known.id}").click().run()
    assert "Saved there again, nothing is added." in [caption.value for caption in test.caption]
    test.button(key="add_and_check-publish").click().run()
    ((_, said),) = populated.ingested
    assert (said.study, said.organisation) == (known.title, known.organisation)


def held_in(app, monkeypatch, **fields):
    """Let a file be here already in a study, and whoever adds it again be of the team Records of the registry."""
    registry = "Brackenmere Registry"
    viewer = Viewer(name="ines", organisation=registry, teams=frozenset({f"{registry} › Records", registry}))
    monkeypatch.setattr(app, "viewer", lambda: viewer)
    study = a_study("Moorings", fields.pop("organisation", registry), **fields)
    app.repository.publishing.held = {sha256(b"She waited nine weeks.").hexdigest(): [study]}
    return study


def test_another_teams_study_is_not_offered_and_it_is_said_whom_to_ask(open_page, populated, monkeypatch):
    study = held_in(populated, monkeypatch, organisation="Museum", contact="labels@museum.example")
    test = check(open_page(populated, "add_and_check"))
    assert f"add_and_check-held-take-job_1-{study.id}" not in buttons(test)
    told = " ".join(caption.value for caption in test.caption)
    assert "That study is Museum's, and only they add to it: ask" in told and "labels" in told


def test_a_study_that_names_no_team_is_joined_for_the_whole_organisation(open_page, populated, monkeypatch):
    study = held_in(populated, monkeypatch)
    test = check(open_page(populated, "add_and_check"), organisation=study.organisation, study=study.title)
    assert "a second time" in " ".join(caption.value for caption in test.caption)
    test.button(key=f"add_and_check-held-take-job_1-{study.id}").click().run()
    assert "Saved there again, nothing is added." in [caption.value for caption in test.caption]
    test.button(key="add_and_check-publish").click().run()
    ((_, said),) = populated.ingested
    assert (said.study, said.team) == (study.title, study.organisation)


def test_it_says_whom_publishing_shows_it_to_once_people_sign_in(open_page, populated):
    test = check(open_page(populated, "add_and_check"))
    assert not any(item.value.startswith("**Publish**") for item in test.markdown)
    (told,) = [item.value for item in test.caption if item.value.startswith("Once people sign in: **Publish**")]
    assert "shows it to your team and to nobody else" in told
    assert "Once people sign in" in html(test) and "Who may see it" not in html(test)


def test_after_saving_a_link_leads_to_the_study(open_page, populated):
    test = check(open_page(populated, "add_and_check"), organisation="Brackenmere Registry")
    test.button(key="add_and_check-publish").click().run()
    assert "Where it is now" in [header.value for header in test.header]
    (known, *_) = populated.studies(populated.viewer())
    links = [link.proto for link in test.get("page_link")]
    assert [link.label for link in links if f"study={known.id}" in link.query_string] == [label(known.title)]
    told = " ".join(item.value for item in test.caption).replace("\\", "")
    assert "published: seen by everyone at this machine · once people sign in: " in told
