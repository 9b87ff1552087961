"""The Organisations page over a repository of its own, as a curator and a reader meet it. All names are fictional."""

import io

import pytest
from openpyxl import load_workbook

from domain.access import LOCAL_VIEWER, Role, Viewer
from domain.catalogue import Organisation, Service
from domain.errors import InvalidRequest, NotAllowed, NotFound
from domain.evidence import About, Basis, Subject
from domain.names import Decision
from settings import Settings
from tests.builders import a_source, a_study
from use_cases.running.bootstrap import open_use_cases

CURATOR = Viewer(name="curator@example.org", role=Role.CURATOR)
READER = Viewer(name="reader@example.org", role=Role.READER)


@pytest.fixture
def app(tmp_path):
    opened = open_use_cases(Settings.from_environment(str(tmp_path / "data")))
    repository = opened.repository
    repository.catalogue.save(
        Organisation(name="Harbour Office", aliases=("Harbourmasters",)),
        Organisation(name="Old Pilots", successor="Harbour Office", ended="2019-04"),
        Service(name="Mooring permits", organisation="Harbourmasters"),
    )
    guess = About(name="Habour Office", basis=Basis.PROPOSED)
    repository.evidence.save_source(a_source(["The plan is asked for twice.", "Nobody answers."], about=[guess]))
    repository.evidence.save_source(
        a_source(["Letters are lost."], study=a_study("Letters", "Old Pilots", contact="pilots@example.org"))
    )
    draft = a_study("Secret", "Hidden Trust", organisation_basis=Basis.PROPOSED, draft=True)
    repository.evidence.save_source(a_source(["Not for all."], study=draft))
    repository.catalogue.remember(Organisation(name="Hidden Trust", basis=Basis.PROPOSED))
    yield opened
    opened.close()


def everything_said(test):
    kinds = ("title", "header", "subheader", "markdown", "caption", "info", "warning", "error")
    said = [element.value for kind in kinds for element in getattr(test, kind)]
    said += [str(element.proto.body) for element in test.get("html")]
    said += [element.label for element in test.button]
    return "\n".join(said).replace("\\", "")


def test_the_list_says_who_took_over_and_counts_what_stands_under_each(open_page, app):
    said = everything_said(open_page(app, "organisations"))
    assert "3 organisations" in said  # that of the draft too: this viewer sees everything
    assert "Harbour Office</a></td><td>Harbourmasters</td><td>—</td><td>Mooring permits</td>" in said
    assert "April 2019 → Harbour Office" in said


def test_each_name_in_the_list_leads_to_its_organisation(open_page, app):
    app.repository.catalogue.save(Organisation(name="Rope & Sail <Board>"))
    said = everything_said(open_page(app, "organisations"))
    for name, address in (("Old Pilots", "Old+Pilots"), ("Rope &amp; Sail &lt;Board&gt;", "Rope+%26+Sail+%3CBoard%3E")):
        assert f'<td><a href="organisations?organisation={address}">{name}</a></td>' in said


def test_a_proposed_name_is_shown_with_its_quotation_and_merged_by_one_button(open_page, app):
    test = open_page(app, "organisations")
    said = everything_said(test)
    assert "2 names to decide on" in said
    assert "is about it from then on" in said
    assert "The plan is asked for twice." in said or "Nobody answers." in said
    test.button(key="organisations-name-organisation-Habour Office-is-Harbour Office").click().run()
    assert not test.exception
    entry = app.catalogue(LOCAL_VIEWER).entry(Subject.ORGANISATION, "Habour Office")
    assert entry.name == "Harbour Office"
    assert "1 name to decide on" in everything_said(test)
    test.button(key="organisations-undo-organisation-Habour Office").click().run()
    assert "2 names to decide on" in everything_said(test)


def test_no_key_that_somebody_types_decides_on_a_name(open_page, app):
    test = open_page(app, "organisations")
    assert "2 names to decide on" in everything_said(test)
    assert not [button.label for button in test.button if button.proto.shortcut]


def test_who_decided_without_signing_in_sat_at_another_machine_than_who_has_signed_in(open_page, app, monkeypatch):
    app.names.confirm(LOCAL_VIEWER, Subject.ORGANISATION, "Habour Office")
    assert "somebody at this machine" in everything_said(open_page(app, "organisations"))
    monkeypatch.setattr(type(app), "viewer", lambda self: CURATOR)
    said = everything_said(open_page(app, "organisations"))
    assert "somebody at the machine it runs on" in said and "somebody at this machine" not in said


def test_a_name_is_confirmed_or_decided_to_be_none(open_page, app):
    test = open_page(app, "organisations")
    test.button(key="organisations-name-organisation-Hidden Trust-confirm").click().run()
    test.button(key="organisations-name-organisation-Habour Office-reject").click().run()
    assert "to decide on" not in everything_said(test)
    assert {item.name: item.decision for item in app.names.decisions(LOCAL_VIEWER)} == {
        "Hidden Trust": Decision.CONFIRMED,
        "Habour Office": Decision.REJECTED,
    }
    assert app.catalogue(READER).entry(Subject.ORGANISATION, "Hidden Trust") is not None


def test_the_address_opens_one_organisation_by_any_of_its_names(open_page, app):
    test = open_page(app, "organisations", organisation="harbourmasters")
    said = everything_said(test)
    assert test.title[0].value == "Harbour Office"
    assert "Came from: Old Pilots" in said
    assert "Letters</td><td>date not recorded</td><td>Old Pilots</td><td>pilots@example.org" in said
    test.button(key="organisations-kin-Came from-Old Pilots").click().run()
    assert "findings count under Harbour Office" in everything_said(test)


def test_searching_finds_old_names_and_services(open_page, app):
    test = open_page(app, "organisations")
    test.text_input(key="organisations-search").set_value("harbourmaster").run()
    assert "1 organisation<" in everything_said(test)
    test.text_input(key="organisations-search").set_value("mooring PERMITS").run()
    assert "1 organisation<" in everything_said(test)
    test.text_input(key="organisations-search").set_value("zzz").run()
    assert "No organisation goes by that" in everything_said(test)


def test_an_organisation_that_is_renamed_keeps_what_was_said_of_it_under_its_old_name(open_page, app):
    test = open_page(app, "organisations", organisation="Harbour Office")
    test.text_input(key="organisations-form-organisation-Harbour Office-name").set_value("Port Office")
    test.button(key="organisations-form-organisation-Harbour Office-save").click().run()
    entry = app.catalogue(LOCAL_VIEWER).entry(Subject.ORGANISATION, "Harbour Office")
    assert (entry.name, entry.aliases) == ("Port Office", ("Harbourmasters", "Harbour Office"))
    assert app.catalogue(LOCAL_VIEWER).current("Old Pilots") == "Port Office"
    assert test.query_params["organisation"] == "Port Office"
    assert "Mooring permits" in everything_said(test) and "Letters" in everything_said(test)


def test_an_organisation_is_renamed_to_what_was_another_name_of_it(open_page, app):
    test = open_page(app, "organisations", organisation="Harbour Office")
    test.text_input(key="organisations-form-organisation-Harbour Office-name").set_value("Harbourmasters")
    test.button(key="organisations-form-organisation-Harbour Office-save").click().run()
    assert not test.error
    entry = app.catalogue(LOCAL_VIEWER).entry(Subject.ORGANISATION, "Harbour Office")
    assert (entry.name, entry.aliases) == ("Harbourmasters", ("Harbour Office",))
    assert "Mooring permits" in everything_said(test)


def test_a_new_name_is_not_taken_where_another_of_the_names_is_refused(open_page, app):
    test = open_page(app, "organisations", organisation="Harbour Office")
    test.text_input(key="organisations-form-organisation-Harbour Office-name").set_value("Port Office")
    test.text_area(key="organisations-form-organisation-Harbour Office-aliases").set_value("Old Pilots")
    test.button(key="organisations-form-organisation-Harbour Office-save").click().run()
    assert "'Old Pilots' is a name of another entry." in everything_said(test)
    assert app.catalogue(LOCAL_VIEWER).entry(Subject.ORGANISATION, "Port Office") is None


def test_an_organisation_cannot_take_the_name_of_another(open_page, app):
    test = open_page(app, "organisations", organisation="Old Pilots")
    test.text_input(key="organisations-form-organisation-Old Pilots-name").set_value("Harbourmasters")
    test.button(key="organisations-form-organisation-Old Pilots-save").click().run()
    assert "'Harbourmasters' is in the catalogue already." in test.error[0].value.replace("\\", "")
    assert app.catalogue(LOCAL_VIEWER).entry(Subject.ORGANISATION, "Old Pilots").name == "Old Pilots"


def test_an_entry_is_changed_and_a_circle_is_told(open_page, app):
    test = open_page(app, "organisations", organisation="Harbour Office")
    test.text_area(key="organisations-form-organisation-Harbour Office-aliases").set_value("Quay Office")
    test.button(key="organisations-form-organisation-Harbour Office-save").click().run()
    assert app.catalogue(LOCAL_VIEWER).entry(Subject.ORGANISATION, "quay office").name == "Harbour Office"
    test.selectbox(key="organisations-form-organisation-Harbour Office-successor").set_value("Old Pilots")
    test.button(key="organisations-form-organisation-Harbour Office-save").click().run()
    assert "circle" in test.error[0].value


def test_a_reader_sees_neither_the_names_of_drafts_nor_any_button_to_decide(open_page, app, monkeypatch):
    monkeypatch.setattr(type(app), "viewer", lambda self: READER)
    test = open_page(app, "organisations")
    said = everything_said(test)
    assert not test.exception
    assert "Hidden Trust" not in said
    assert "1 name to decide on" in said
    assert "Confirm" not in said
    assert "Keep the catalogue" not in said
    hidden = open_page(app, "organisations", organisation="Hidden Trust")
    assert "no organisation of that name" in hidden.error[0].value


def test_only_curators_decide_and_only_on_what_they_see(app):
    with pytest.raises(NotAllowed):
        app.names.confirm(READER, Subject.ORGANISATION, "Habour Office")
    with pytest.raises(NotFound):
        app.names.confirm(CURATOR, Subject.ORGANISATION, "Hidden Trust")
    app.names.confirm(CURATOR, Subject.ORGANISATION, "HABOUR OFFICE")
    assert app.catalogue(READER).entry(Subject.ORGANISATION, "Habour Office").name == "Habour Office"


def test_a_name_of_another_entry_is_not_given_twice(app):
    with pytest.raises(InvalidRequest, match="another entry"):
        app.names.save(CURATOR, Organisation(name="Old Pilots", aliases=("Harbourmasters",)))


def test_the_table_goes_out_as_csv_and_xlsx_with_every_cell_safe(app):
    app.names.save(CURATOR, Organisation(name="=cmd Office", aliases=("+1",)))
    sheet = app.names.organisations_file(READER, "csv").decode("utf-8-sig")
    assert "'=cmd Office" in sheet
    assert "Hidden Trust" not in sheet
    book = load_workbook(io.BytesIO(app.names.organisations_file(READER, "xlsx")))
    cells = {row[0].value: row[0].data_type for row in book["Organisations"].iter_rows(min_row=2)}
    assert cells["=cmd Office"] == "s"
    with pytest.raises(InvalidRequest):
        app.names.organisations_file(READER, "pdf")
