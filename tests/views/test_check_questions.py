"""What a check asks: answered in a click, undone in a click, and nothing of it holds before."""

from dataclasses import replace

from domain.asking import Ask, AskKind, Cited
from domain.consent import Consent, LawfulBasis
from domain.proposals import FileDescription, StagedFile
from domain.text import TextSpan

ONE = Ask(
    kind=AskKind.ONE_STUDY, told="3 files may be one study.", files=(0, 1), options=("Ferry", "A", "B"),
    reasons=("their names differ only in numbers (ferry)",),
)  # fmt: skip
AGAIN = Ask(kind=AskKind.RETELLS, told="c.md may tell again “Ferry”.", files=(2,), options=("Ferry",), reasons=("so",))
DATE = Ask(kind=AskKind.DATE, told="date 2025-16-10 is not a date", files=(1,), options=("2025-10-16",))
PLACE = Ask(kind=AskKind.SERVICE, told="The folder “pier” may name the service.", files=(0, 1), options=("pier",))
UNHEARD = Ask(
    kind=AskKind.NOT_HEARD, told="It says what is missing.", files=(0,),
    passages=(Cited(place="line 7", span=TextSpan(start=0, end=4), words="Only [name 1] came."),),
)  # fmt: skip


def a_check(open_page, empty, *asks: Ask):
    """Open a check of three files that asks some questions."""
    files = [StagedFile(name=f"{name}.md", digest=name, size=1) for name in "abc"]
    job = empty.queue_check(None, files, FileDescription(organisation="Ferry Office"))
    warnings = {1: (DATE.told, "Look here.")}
    empty.checked = [
        replace(
            each,
            description=replace(each.description, study=name.upper()),
            warnings=warnings.get(at, ()),
        )
        for at, (each, name) in enumerate(zip(empty.checked, "abc", strict=True))
    ]
    empty.asks = list(asks)
    return open_page(empty, "add_and_check", job=job), f"add_and_check-question-{job}"


def saved(test, empty) -> list[FileDescription]:
    test.button(key="add_and_check-publish").click().run()
    assert not test.exception
    return [said for _, said in empty.ingested]


def test_files_stay_apart_until_somebody_makes_them_one_study(open_page, empty):
    test, _ = a_check(open_page, empty, ONE)
    assert [said.study for said in saved(test, empty)] == ["A", "B", "C"]


def test_one_click_makes_files_one_study_and_one_more_undoes_it(open_page, empty):
    test, key = a_check(open_page, empty, ONE)
    assert any("differ only in numbers" in each.value for each in test.markdown)
    test.text_input(key=f"{key}-0-title").set_value("Ferry trips").run()
    test.button(key=f"{key}-0-Make them one study").click().run()
    assert any("2 files are one study: Ferry trips" in each.value.replace("\\", "") for each in test.markdown)
    test.button(key=f"{key}-0-undo").click().run()
    test.button(key=f"{key}-0-Make them one study").click().run()
    assert [said.study for said in saved(test, empty)] == ["Ferry trips", "Ferry trips", "C"]


def test_a_press_that_comes_with_the_words_typed_before_it_takes_them(open_page, empty):
    test, key = a_check(open_page, empty, ONE, DATE)
    test.text_input(key=f"{key}-0-title").set_value("Ferry trips")
    test.button(key=f"{key}-0-Make them one study").click().run()
    test.selectbox(key=f"{key}-1-line").set_value("2025-10-16").run()
    test.selectbox(key=f"{key}-1-line").set_value("")
    test.button(key=f"{key}-date-take").click().run()
    assert any("no date" in each.value for each in test.markdown)
    assert [said.study for said in saved(test, empty)] == ["Ferry trips", "Ferry trips", "C"]


def test_what_was_undone_is_as_before(open_page, empty):
    test, key = a_check(open_page, empty, ONE)
    test.button(key=f"{key}-0-Make them one study").click().run()
    test.button(key=f"{key}-0-undo").click().run()
    assert [said.study for said in saved(test, empty)] == ["A", "B", "C"]


def test_a_file_retells_a_study_when_somebody_says_so(open_page, empty):
    test, key = a_check(open_page, empty, AGAIN)
    test.button(key=f"{key}-0-It stands for itself").click().run()
    test.button(key=f"{key}-0-undo").click().run()
    test.button(key=f"{key}-0-It retells this study").click().run()
    assert [said.retells for said in saved(test, empty)] == [None, None, "Ferry"]


def test_an_odd_date_is_chosen_and_not_told_among_the_warnings_too(open_page, empty):
    test, key = a_check(open_page, empty, DATE)
    assert "2025" not in test.warning[0].value and "Look here" in test.warning[0].value
    assert test.button(key=f"{key}-date-take").disabled
    test.selectbox(key=f"{key}-0-line").set_value("2025-10-16").run()
    test.button(key=f"{key}-date-take").click().run()
    assert any("16 October 2025" in each.value for each in test.markdown)
    assert [said.date for said in saved(test, empty)] == [None, "2025-10-16", None]


def test_a_folder_is_a_service_only_once_somebody_took_it(open_page, empty):
    test, key = a_check(open_page, empty, DATE, PLACE)
    test.selectbox(key=f"{key}-1-line").set_value("pier").run()
    test.button(key=f"{key}-service-take").click().run()
    assert [(said.service, said.date) for said in saved(test, empty)] == [("pier", None), ("pier", None), (None, None)]


def test_who_was_not_heard_is_recorded_for_the_whole_study(open_page, empty):
    test, key = a_check(open_page, empty, ONE, UNHEARD)
    assert "Only [name 1] came." in "\n".join(str(each.proto.body) for each in test.get("html"))
    test.button(key=f"{key}-0-Make them one study").click().run()
    test.text_area(key=f"{key}-1-words").set_value("people without a car").run()
    test.button(key=f"{key}-1-yes").click().run()
    told = [said.consent for said in saved(test, empty)]
    assert told == [Consent(not_heard="people without a car")] * 2 + [None]


def test_consent_may_be_said_while_adding_and_may_stay_blank(open_page, empty):
    test, key = a_check(open_page, empty, UNHEARD)
    job = key.removeprefix("add_and_check-question-")
    test.selectbox(key=f"add_and_check-consent-{job}-basis").set_value(LawfulBasis.CONSENT).run()
    test.text_area(key=f"add_and_check-consent-{job}-unheard").set_value("anybody at sea").run()
    test.button(key=f"{key}-0-yes").click().run()
    told = [said.consent for said in saved(test, empty)]
    assert [each.basis for each in told] == [LawfulBasis.CONSENT] * 3
    assert [each.not_heard for each in told] == ["anybody at sea\nOnly [name 1] came.", *["anybody at sea"] * 2]


def test_nothing_to_ask_shows_no_questions(open_page, empty):
    test, _ = a_check(open_page, empty)
    assert "Please decide" not in [each.value for each in test.header]
    assert [said.consent for said in saved(test, empty)] == [None] * 3
