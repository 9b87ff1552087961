"""Closed answers on screens: to narrow by, and compared by organisation on a study's page."""

from domain.answers import AnswerCount, KnownAttribute

REGION = KnownAttribute(name="Region", values=("North", "South"), distinct=2)


def test_a_search_is_narrowed_by_what_is_known_of_who_said_it(open_page, populated):
    populated.known = [REGION]
    test = open_page(populated, "what_do_we_know", q="certificate")
    box = test.multiselect(key="what_do_we_know-attributes")
    assert box.options == ["Region: North", "Region: South"]
    box.set_value([("Region", "North")]).run()
    assert populated.filters[-1].attributes == frozenset({("Region", "North")})


def test_without_any_closed_answers_nothing_is_offered(open_page, populated):
    test = open_page(populated, "what_do_we_know")
    assert not [box for box in test.multiselect if box.key == "what_do_we_know-attributes"]


def test_a_studys_page_counts_closed_answers_by_organisation(open_page, populated):
    populated.known = [REGION]
    populated.answers = [
        AnswerCount(value="North", organisation="Canal Board", people=3, observations=4),
        AnswerCount(value="South", organisation="Harbour Office", people=1, observations=1),
    ]
    study = populated.items[0].study_id
    test = open_page(populated, "studies", study=study)
    shown = "\n".join(str(element.proto.body) for element in test.get("html"))
    assert "Region, by organisation" in shown
    assert shown.index("Canal Board") < shown.index("Harbour Office") and ">3<" in shown
