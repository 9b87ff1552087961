"""Names of organisations, services and systems in invented sentences."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.catalogue import Catalogue, Organisation, System
from domain.evidence import Subject
from language.acronyms import explained_acronyms
from language.name_forms import name_pattern, singular
from language.names import find_names


def named(texts, subject, known=None):
    return [thing.name for thing in find_names(texts, known) if thing.subject is subject]


def test_an_acronym_is_one_thing_with_its_expansion_and_counts_every_form():
    texts = [
        "Each harbour permit office (HPO) plans its own week.",
        "HPOs send letters.",
        "The Harbour Permit Office rang.",
    ]
    [thing] = find_names(texts)
    assert thing.name == "Harbour permit office (HPO)"
    assert thing.subject is Subject.ORGANISATION
    assert set(thing.aliases) == {"HPO", "Harbour permit office"}
    assert thing.count == 3
    assert thing.texts == (0, 1, 2)


def test_an_acronym_is_explained_in_either_order():
    assert explained_acronyms(["The BPS (Boat Permit System) is slow."]) == {"BPS": "Boat Permit System"}
    assert explained_acronyms(["The Boat Permit System (BPS) is slow."]) == {"BPS": "Boat Permit System"}


def test_brackets_that_explain_nothing_make_no_acronym():
    assert explained_acronyms(["We met the harbour team (Tuesday) twice.", "Ask for a permit (PDF)."]) == {}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Staff log in to TideTrack every morning. TideTrack is a system from 1999.", "TideTrack"),
        ("The clerk types it into the Berth Allocation System by hand.", "Berth Allocation System"),
        ("People use the Quay Portal to pay.", "Quay Portal"),
        ("The details are held in BERTHA. Clerks use BERTHA all day.", "BERTHA"),
    ],
)
def test_a_system_is_known_by_its_last_word_or_by_the_words_around_it(text, name):
    assert name in named([text], Subject.SYSTEM)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Then the Northmoor Harbour Authority checks the form.", "Northmoor Harbour Authority"),
        ("He waited for the Department of Tides and Moorings to answer.", "Department of Tides and Moorings"),
        ("Results go to the local council.", "local council"),
        ("They rang the National Mooring Desk.", "National Mooring Desk"),
    ],
)
def test_an_organisation_is_known_by_its_last_or_first_word(text, name):
    assert name in named([text], Subject.ORGANISATION)


def test_a_service_is_known_by_its_last_word():
    assert named(["She applied through the Small Boats Scheme."], Subject.SERVICE) == ["Small Boats Scheme"]


@pytest.mark.parametrize(
    "text",
    [
        "On Monday we put the notes into Miro and then in Figma.",
        "We used the GOV.UK Design System for the buttons.",
        "What We Learned From Testing The Permit Portal",
        "However, Users told us nothing.",
        "In September we met Martha Pennyweather, who uses a wheelchair.",
        "The PDF is in HTML.",
        "",
    ],
)
def test_days_tools_headings_people_and_web_words_are_no_names(text):
    assert find_names([text]) == []


def test_what_is_known_already_is_found_under_its_own_name():
    known = Catalogue(
        organisations=(Organisation(name="Northmoor Harbour Authority", aliases=("NHA", "the Authority")),),
        systems=(System(name="Tide Ledger"),),
    )
    things = find_names(["The NHA reads the tide ledger.", "Northmoor Harbour Authority (NHA) answered."], known)
    assert [(thing.name, thing.count, thing.texts) for thing in things if thing.subject is Subject.ORGANISATION] == [
        ("Northmoor Harbour Authority", 3, (0, 1))
    ]
    assert [thing.name for thing in things if thing.subject is Subject.SYSTEM] == ["Tide Ledger"]


def test_a_longer_name_hides_the_shorter_one_inside_it():
    known = Catalogue(systems=(System(name="Tide"), System(name="Tide Ledger")))
    assert [(thing.name, thing.count) for thing in find_names(["The Tide Ledger is down."], known)] == [
        ("Tide Ledger", 1)
    ]


def test_an_acronym_is_matched_in_capitals_only_and_plurals_and_possessives_count():
    pattern = name_pattern(["PIT", "harbour agency"])
    assert [match[0] for match in pattern.finditer("a pit, the PIT's pits, harbour agencies")] == [
        "PIT's",
        "harbour agencies",
    ]


@pytest.mark.parametrize(
    ("plural", "one"),
    [
        ("HPOs", "HPO"),
        ("offices", "office"),
        ("agencies", "agency"),
        ("HPO’s", "HPO"),
        ("address", "address"),
        ("bus", "bus"),
    ],
)
def test_a_plural_or_possessive_loses_its_ending(plural, one):
    assert singular(plural) == one


@given(st.lists(st.text(max_size=80), max_size=4))
def test_any_text_is_survived_and_indexes_point_at_texts(texts):
    for thing in find_names(texts):
        assert thing.count >= len(thing.texts) > 0
        assert all(0 <= index < len(texts) for index in thing.texts)


def test_the_same_texts_give_the_same_names():
    texts = ["Each harbour permit office (HPO) uses BERTHA.", "Clerks log in to BERTHA and the Quay Portal."]
    assert find_names(texts) == find_names(texts)


@pytest.mark.notes
def test_the_systems_of_real_notes_are_mostly_found(shared_data):
    folder = shared_data / "research_notes"
    texts = [
        line.strip()
        for path in sorted(folder.glob("nhs-prevention__*.md"))
        for line in path.read_text(encoding="utf-8").splitlines()
        if line.strip()
    ]
    forms = {form for thing in find_names(texts) if thing.subject is Subject.SYSTEM for form in thing.forms}
    expected = {"NBSS", "BS Select", "NHS App", "NHS Notify", "Cohort Manager", "MESH", "PDS"}
    assert len(expected & forms) >= 5
    organisations = {
        form for thing in find_names(texts) if thing.subject is Subject.ORGANISATION for form in thing.forms
    }
    assert "BSO" in organisations


def test_an_acronym_that_no_text_explains_goes_with_the_one_name_of_its_initials():
    texts = ["Clerks open the Berth Allocation System.", "The BAS is slow.", "They wait for the BAS."]
    [thing] = find_names(texts)
    assert (thing.name, thing.subject, thing.count) == ("Berth Allocation System (BAS)", Subject.SYSTEM, 3)
    assert set(thing.aliases) == {"BAS", "Berth Allocation System"}


def test_an_acronym_with_two_names_to_choose_from_goes_with_neither():
    texts = ["The Berth Allocation System is old.", "The Boat Appeals Software is new.", "Some call it BAS."]
    assert {thing.name for thing in find_names(texts)} == {"Berth Allocation System", "Boat Appeals Software"}


def test_an_expansion_is_found_by_its_initials_though_its_letters_stand_elsewhere_too():
    texts = ["To create a digital tide treatment service (DTTS) that helps.", "The DTTS team met."]
    assert explained_acronyms(texts) == {"DTTS": "Digital tide treatment service"}
    assert named(texts, Subject.SERVICE) == ["Digital tide treatment service (DTTS)"]


@pytest.mark.parametrize("before", ["An ", "Screenshot of the ", "Diagram of "])
def test_articles_and_words_for_pictures_are_no_part_of_a_name(before):
    assert named([f"{before}Tide Portal opens at nine."], Subject.SYSTEM) == ["Tide Portal"]


def test_a_name_in_small_letters_in_an_address_is_still_a_name():
    texts = [
        "Clerks log in to BERTHA.",
        "See https://docs.example/bertha/start and bertha.md for more.",
        "BERTHA is slow.",
    ]
    assert named(texts, Subject.SYSTEM) == ["BERTHA"]


def test_a_mixed_capital_inside_a_name_needs_one_word_that_tells_of_a_system():
    assert named(["The portal is hosted on TideTrack, they said."], Subject.SYSTEM) == ["TideTrack"]
    assert named(["TideTrack pleased everyone."], Subject.SYSTEM) == []
    assert named(["“I saw the berth on eMoor last week.”"], Subject.SYSTEM) == ["eMoor"]
    assert named(["She read it on her iPad, in an eBook."], Subject.SYSTEM) == []


def test_a_job_title_is_no_system_unless_words_around_say_so():
    assert named(["The Harbour Manager was away."], Subject.SYSTEM) == []
    assert named(["They log in to Mooring Manager daily."], Subject.SYSTEM) == ["Mooring Manager"]


def test_who_acts_is_an_organisation_though_things_come_from_it():
    texts = ["Letters come from NHB.", "NHB staff answer.", "NHB told us so.", "Forms go to NHB.", "We wrote to NHB."]
    assert named(texts, Subject.ORGANISATION) == ["NHB"]


def test_one_of_several_that_are_called_systems_is_a_system():
    texts = [
        "Some use local tide systems (for example EBBA, FLOD or QUAYS).",
        "EBBA is slow.",
        "FLOD helps. QUAYS too.",
    ]
    assert set(named(texts, Subject.SYSTEM)) == {"EBBA", "FLOD", "QUAYS"}
    assert named(["SurgeOne is the tide system on the left."], Subject.SYSTEM) == ["SurgeOne"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Risk is reckoned with the SwellCheck tool or Arlo Brine software.", "Arlo Brine"),
        ("We will move to the new national mooring service, Marnie, whose features are tested now.", "Marnie"),
        ("Many use a feature of the Berth Allocation System called 'tide slots' for that.", "Tide slots"),
        ("Every morning the clerks log in to Anchor.", "Anchor"),
        ("The booking platform Halyard sends a text.", "Halyard"),
        ("They rely on Halyard, a booking tool, for that.", "Halyard"),
        ("What is held here differs from the central data (in HDS).", "HDS"),
        ("They share lists with the harbour using Lantern reports.", "Lantern reports"),
        ("Each complaint is retyped into Capstan.", "Capstan"),
        ("Clerks log in to two systems: Capstan, Tiller and nothing else.", "Tiller"),
        ("Clerks use a tool called Hawsers for that.", "Hawsers"),
        ("They work in three systems at once (Tide Classic, Tide Modern, and Capstan).", "Tide Modern"),
        ("They work in two systems simultaneously (Tide Classic and Capstan).", "Tide Classic"),
        ("We are syncing Windlass data each night.", "Windlass"),
        ("It shows in the Swell and Surge Picture (SASP) dashboard.", "Swell and Surge Picture (SASP)"),
        (
            "Owners fill in the General Practice Seasickness Questionnaire (GPSQ).",
            "General Practice Seasickness Questionnaire (GPSQ)",
        ),
        ("Part of the tool called ’my berths’ is old.", "My berths"),
    ],
)
def test_one_mention_is_enough_where_words_say_plainly_that_it_is_a_system(text, name):
    assert name in named([text], Subject.SYSTEM)


def test_what_stands_in_a_list_beside_a_system_is_one():
    texts = ["Clerks log in to TideTrack.", "Nothing links TideTrack, Lantern and FLOD with each other."]
    assert set(named(texts, Subject.SYSTEM)) == {"TideTrack", "Lantern", "FLOD"}


@pytest.mark.parametrize(
    "text",
    [
        "In Dorset the screening was held in a shop.",
        "They keep boats in Dorset.",
        "Promote tools as a whole.",
        "They agreed on the Lighthouse approach.",
        "The application MVP was scoped with Tabitha.",
    ],
)
def test_words_that_look_like_those_around_a_system_name_none(text):
    assert named([text], Subject.SYSTEM) == []


def test_an_ordinary_word_that_is_a_name_counts_only_where_it_is_written_as_one():
    texts = ["Clerks log in to Anchor.", "Boats drop anchor at noon.", "Then Anchor is closed."]
    assert [(thing.name, thing.count) for thing in find_names(texts)] == [("Anchor", 2)]


def test_a_known_organisation_goes_by_its_initials_too():
    known = Catalogue(organisations=(Organisation(name="Tern Harbour Office"),))
    [office] = find_names(["THO gives each boat a number.", "THO asks for money."], known)
    assert (office.name, office.count) == ("Tern Harbour Office", 2)


@pytest.mark.parametrize(
    ("others", "text"),
    [
        (("Tern Hulls Office",), "THO asks for money."),
        (("THO",), "THO asks for money."),
        ((), "The Tide Height Overview (THO) system asks for money."),
    ],
)
def test_initials_that_two_organisations_have_or_that_stand_for_another_are_not_its(others, text):
    known = Catalogue(organisations=tuple(Organisation(name=name) for name in ("Tern Harbour Office", *others)))
    assert "Tern Harbour Office" not in {thing.name for thing in find_names([text], known)}


def test_an_explained_name_that_says_what_people_do_is_a_service():
    [service] = find_names(["Manage your berths (MYB) staff help owners."])
    assert (service.name, service.subject) == ("Manage your berths (MYB)", Subject.SERVICE)
    assert named(["Clerks use the Record Keeping Tool (RKT)."], Subject.SYSTEM) == ["Record Keeping Tool (RKT)"]


def test_a_service_that_texts_speak_of_as_a_system_works_as_one():
    [booking] = find_names(["The clerk exports lists from the Berth Booking Service tool."])
    assert (booking.subject, booking.works_as_system) == (Subject.SERVICE, True)
    [scheme] = find_names(["She applied through the Small Boats Scheme."])
    assert not scheme.works_as_system


def test_an_ordinary_word_before_an_explained_acronym_is_no_part_of_it():
    texts = ["The berth allocation system (BAS) is slow.", "Reports come from Harbour BAS each week."]
    assert named(texts, Subject.SYSTEM) == ["Berth allocation system (BAS)"]


@pytest.mark.parametrize(
    ("text", "name", "subject"),
    [
        ("Owners look at the Tidewell Harbour website first.", "Tidewell Harbour website", Subject.SYSTEM),
        ("It stands on the THA site in small print.", "THA website", Subject.SYSTEM),
        ("They looked at Tidewell’s Berth Count site.", "Tidewell Berth Count website", Subject.SYSTEM),
        ("People sign in with Harbour login.", "Harbour login", Subject.SYSTEM),
        ("The Boat Check online service is new.", "Boat Check online", Subject.SYSTEM),
        ("Live site: berths.tidewell.gov.uk", "berths.tidewell.gov.uk", Subject.SYSTEM),
        ("We tried the Book a mooring service with eight owners.", "Book a mooring", Subject.SERVICE),
        ("Nobody could find it in ‘Find a harbour’.", "Find a harbour", Subject.SERVICE),
        ("‘Get your boat’s papers’ aims to help owners.", "Get your boat’s papers", Subject.SERVICE),
    ],
)
def test_a_name_may_be_a_phrase(text, name, subject):
    [thing] = [each for each in find_names([text]) if each.name == name]
    assert (thing.subject, thing.count) == (subject, 1)


@pytest.mark.parametrize(
    "text",
    [
        "What website did you use?",
        "The new site is slow.",
        "If online booking comes, phones will rest.",
        "Owners pressed the ‘Find a harbour’ button.",
        "We changed the heading to ‘Check the berth’.",
        "Write to office@tidewell.gov.uk or see https://tidewell.gov.uk/berths.",
        "We tested beta.tidewell.gov.uk with owners.",
        "They use Figma online.",
    ],
)
def test_phrases_that_only_look_like_names_are_none(text):
    assert [thing.name for thing in find_names([text])] == []


def test_the_site_of_a_system_is_that_system():
    texts = ["Clerks log in to TideTrack.", "The TideTrack website is down."]
    [thing] = find_names(texts)
    assert (thing.name, thing.subject, thing.count) == ("TideTrack", Subject.SYSTEM, 2)
