from domain.catalogue import Catalogue, Organisation, Service, System
from domain.evidence import Basis


def test_the_catalogue_comes_back_by_name(catalogue):
    board = Organisation(name="Lighthouse Board", aliases=("LB", "The Lights"), successor="Coast Guard")
    council = Organisation(name="council", basis=Basis.PROPOSED)
    permits = Service(name="Permits", organisation="council", aliases=("Licences",))
    case_file = System(name="Case file", organisation=None, basis=Basis.ASSUMED)
    assert catalogue.save(board, council, permits, case_file) == 4
    assert catalogue.catalogue() == Catalogue(organisations=(council, board), services=(permits,), systems=(case_file,))


def test_an_entry_of_the_same_name_is_replaced_whatever_its_case(catalogue):
    catalogue.save(Organisation(name="Lighthouse Board"), Service(name="Permits"))
    later = Organisation(name="LIGHTHOUSE  BOARD", aliases=("LB",))
    assert catalogue.save(later, Service(name="Permits", organisation="Council"), System(name="Permits")) == 1
    kept = catalogue.catalogue()
    assert kept.organisations == (later,)
    assert [service.organisation for service in kept.services] == ["Council"]


def test_saving_nothing_changes_nothing(catalogue, evidence):
    assert catalogue.save() == 0
    assert evidence.revision() == 0
    assert catalogue.catalogue() == Catalogue()
