"""Sheets of organisations and services: known by their header, planned before they are taken in. All is fictional."""

import pytest

from domain.catalogue import Catalogue, Organisation, Service, System
from domain.errors import InvalidRequest
from domain.evidence import Basis, Subject
from use_cases.catalogue.cataloguing import Conflict, plan_import

REGISTER = """government-organisation\tname\twebsite\tstart-date\tend-date
X1\tMinistry of Tides\thttps://tides.example\t\t
X2\tBoard of Piers\thttps://piers.example\t1999\t2016-07-14
X3\t\t\t\t
X4\tLantern Trust\t\t\tsome day
"""

SERVICES = """service,department,department_abbr,agency,agency_abbr,description,volume
Mooring permits,Ministry of Tides,MoT,Harbour Agency,HA,Ask for a mooring.,12
Tide tables,Ministry of Tides,MoT,,,,
Mooring permits,Ministry of Tides,MoT,Board of Piers,,,
Lamp licences,Lantern Trust,HA,Lantern Trust,HA,,
"""


def plan(text, known=None, name="bodies.csv"):
    return plan_import(known or Catalogue(), text.encode(), name)


def test_a_first_line_that_says_what_parts_cells_is_no_row():
    written = "sep=;\nname;kind;aliases\nHarbour Agency;organisation;HA, the Agency\n"
    assert [entry.name for entry in plan(written).new] == ["Harbour Agency"]


def after(plan_made, known=None):
    known = known or Catalogue()
    by_name = {(type(entry), entry.name): entry for entry in (*known.organisations, *known.services, *known.systems)}
    by_name |= {(type(entry), entry.name): entry for entry in plan_made.new}
    by_name |= {(type(change.after), change.after.name): change.after for change in plan_made.changed}
    found = by_name.values()
    return Catalogue(
        organisations=tuple(entry for entry in found if isinstance(entry, Organisation)),
        services=tuple(entry for entry in found if isinstance(entry, Service)),
        systems=tuple(entry for entry in found if isinstance(entry, System)),
    )


def test_a_register_gives_names_and_ends_and_says_what_it_did_not_use():
    made = plan(REGISTER)
    assert made.new == (Organisation(name="Ministry of Tides"), Organisation(name="Board of Piers", ended="2016-07-14"))
    assert made.unused == ("government-organisation", "website", "start-date")
    assert [conflict.row for conflict in made.conflicts] == [4, 5]
    assert made.layout == "a register of government organisations"


def test_a_list_of_services_gives_bodies_short_names_and_who_provides_what():
    made = after(plan(SERVICES))
    assert made.entry(Subject.ORGANISATION, "MoT").name == "Ministry of Tides"
    assert made.entry(Subject.ORGANISATION, "ha").name == "Harbour Agency"
    assert made.entry(Subject.SERVICE, "Mooring permits").organisation == "Harbour Agency"
    assert made.entry(Subject.SERVICE, "Tide tables").organisation == "Ministry of Tides"


def test_rows_that_contradict_another_are_named_and_not_taken():
    made = plan(SERVICES)
    assert made.conflicts == (
        Conflict(row=4, problem="the organisation of 'Mooring permits' is 'Harbour Agency' in row 2"),
        Conflict(row=5, problem="'HA' is a name of 'Harbour Agency' (row 2)"),
    )
    assert made.unused == ("description", "volume")


@pytest.mark.parametrize("sheet", [REGISTER, SERVICES])
def test_taking_a_sheet_in_again_adds_nothing(sheet):
    known = after(plan(sheet))
    again = plan(sheet, known)
    assert (again.new, again.changed) == ((), ())
    assert again.same == len(known.organisations) + len(known.services)


def test_what_is_known_already_keeps_its_other_names_and_gains_new_ones():
    body = Organisation(name="Ministry of Tides", aliases=("Tides",), basis=Basis.PROPOSED, remembered=True)
    (change,) = plan(SERVICES, Catalogue(organisations=(body,))).changed
    assert change.after == Organisation(name="Ministry of Tides", aliases=("Tides", "MoT"))


def test_a_row_about_another_name_of_an_entry_is_about_the_entry():
    body = Organisation(name="Tides Ministry", aliases=("Ministry of Tides",))
    made = plan(REGISTER, Catalogue(organisations=(body,)))
    assert [entry.name for entry in made.new] == ["Board of Piers"]
    assert made.same == 1


def test_a_name_that_somebody_rejected_is_told_and_not_taken():
    known = Catalogue(rejected=frozenset({(Subject.ORGANISATION, "board of piers")}))
    made = plan(REGISTER, known)
    assert [entry.name for entry in made.new] == ["Ministry of Tides"]
    assert made.conflicts[0].row == 3


def test_a_new_name_like_an_old_one_is_hinted_and_not_merged():
    known = Catalogue(organisations=(Organisation(name="The Ministry for Tides"),))
    made = plan(REGISTER, known)
    assert made.look_alikes == (("Ministry of Tides", "The Ministry for Tides", "the same words"),)
    assert len(made.new) == 2


def test_our_own_layout_refuses_a_faulty_row_and_a_circle():
    with pytest.raises(InvalidRequest) as faulty:
        plan("kind,name\norganisation,A\nriver,B\n")
    assert faulty.value.where == "row 3"
    with pytest.raises(InvalidRequest, match="circle") as circle:
        plan("name,successor\nA,B\nB,C\nC,A\n")
    assert circle.value.where == "row 2, row 3, row 4"


def test_a_sheet_of_another_kind_is_refused_with_the_columns_to_use():
    with pytest.raises(InvalidRequest, match="no column 'name'") as refused:
        plan("town,river\nA,B\n")
    assert "successor" in refused.value.remedy


@pytest.mark.notes
def test_the_two_public_catalogues_are_taken_in_and_twice_is_once(shared_data):
    known, folder = Catalogue(), shared_data / "service_catalogue"
    for name in ("uk_government_organisations_2017.tsv", "uk_transactions_explorer_2013.csv"):
        content = (folder / name).read_bytes()
        known = after(plan_import(known, content, name), known)
        again = plan_import(known, content, name)
        assert (again.new, again.changed) == ((), ())
        assert len(again.conflicts) <= 1
    assert len(known.organisations) > 981
    assert len(known.services) == 658
    assert sum(body.ended is not None for body in known.organisations) == 283
    assert known.entry(Subject.ORGANISATION, "GDS").name == "Government Digital Service"
