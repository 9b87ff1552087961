import pytest

from domain.missions import OwnerStatus
from storage import Database
from storage.ownership import SqlOwnership
from tests.builders import a_viewer

ASHA, KAI = a_viewer("Asha Vale"), a_viewer("Kai Holm")


@pytest.fixture
def ownership(database: Database) -> SqlOwnership:
    return SqlOwnership(database)


def test_a_claim_comes_back_with_who_said_it(ownership):
    ownership.claim("pp_1", "Harbour Office", by=ASHA, note="Each spring.")
    (claim,) = ownership.claims(["pp_1", "pp_2"])
    assert (claim.organisation, claim.said_by, claim.note) == ("Harbour Office", "Asha Vale", "Each spring.")


def test_an_organisation_says_it_once_and_the_first_word_stands(ownership):
    ownership.claim("pp_1", "Harbour Office", by=ASHA)
    ownership.claim("pp_1", "harbour  office", by=KAI)
    assert [(claim.organisation, claim.said_by) for claim in ownership.claims(["pp_1"])] == [
        ("Harbour Office", "Asha Vale")
    ]


def test_a_claim_can_be_taken_back_and_others_stay(ownership):
    ownership.claim("pp_1", "Harbour Office", by=ASHA)
    ownership.claim("pp_1", "Museum", by=KAI)
    ownership.withdraw_claim("pp_1", "HARBOUR OFFICE")
    ownership.withdraw_claim("pp_1", "Nobody at all")
    assert [claim.organisation for claim in ownership.claims(["pp_1"])] == ["Museum"]


def test_claims_of_no_pain_points_are_none(ownership):
    ownership.claim("pp_1", "Harbour Office", by=ASHA)
    assert ownership.claims([]) == []


def test_an_accepted_owner_comes_before_one_that_is_proposed(ownership):
    ownership.set_owner("pp_1", "Archive", OwnerStatus.PROPOSED, by=KAI)
    ownership.set_owner("pp_1", "Museum", OwnerStatus.PROPOSED, by=KAI)
    ownership.set_owner("pp_1", "museum", OwnerStatus.ACCEPTED, by=ASHA)
    assert [(owner.organisation, owner.status, owner.said_by) for owner in ownership.owners(["pp_1"])] == [
        ("museum", OwnerStatus.ACCEPTED, "Asha Vale"),
        ("Archive", OwnerStatus.PROPOSED, "Kai Holm"),
    ]


def test_an_owner_can_be_taken_back(ownership):
    ownership.set_owner("pp_1", "Museum", OwnerStatus.ACCEPTED, by=ASHA)
    ownership.remove_owner("pp_1", "MUSEUM")
    assert ownership.owners(["pp_1"]) == []
