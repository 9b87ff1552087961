"""Numbers, addresses and dates that identify people are told from others by form, check digits and context."""

import pytest

from domain.text import MaskedText
from ingest._case_forms import case_form
from ingest._check_digits import is_iban, is_nhs_number, is_payment_card, is_utr
from ingest.masking import PresidioMasker

# Every person here is fictional, and the numbers are of the ranges kept for fiction or for tests.
MASKER = PresidioMasker(never=["Grace", "James Okafor Institute"], case_references=("RFD-99999",))


def masked(text: str) -> str:
    return MaskedText.of(text, MASKER.find(text)).text


@pytest.mark.parametrize(
    ("check", "right", "wrong"),
    [
        (is_nhs_number, "999 323 7418", "999 323 7419"),
        (is_utr, "3495289094", "4495289094"),
        (is_payment_card, "4000 0066 6821 8901", "4000 0066 6821 8910"),
        (is_iban, "GB77 ZZZZ 8383 1526 7674 28", "GB78 ZZZZ 8383 1526 7674 28"),
    ],
)
def test_a_slip_of_the_pen_fails_the_check(check, right, wrong):
    assert check(right)
    assert not check(wrong)
    assert not check("")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("UTR 3495289094 is hers.", "UTR [tax reference] is hers."),
        ("Her passport number is 000123456.", "Her passport number is [passport number]."),
        ("Licence REYES853116TM9IJ expired.", "Licence [driving licence] expired."),
        ("Her car, QQ51 ZZZ, was clamped.", "Her car, [vehicle registration], was clamped."),
        ("She lives at 14 Mill Lane, SW99 9ZZ.", "She lives at [address], [postcode]."),
        ("Sort code 00-00-00, account number 12345678.", "Sort code [bank account]."),
        ("Refund to GB77ZZZZ83831526767428.", "Refund to [bank account]."),
        ("She read out 4000 0066 6821 8901.", "She read out [card number]."),
        ("She was born on 3 March 1974.", "She was born on [date of birth]."),
        ("https://x.example/reset?token=a8Fq29Zk&lang=cy", "https://x.example/reset?token=[token]&lang=cy"),
        ("https://x.example/?email=jo%40moss.example", "https://x.example/?email=[token]"),
        ("Case rfd-48213 was closed.", "Case [case reference] was closed."),
        ("SSN 000-12-3456", "SSN [social security number]"),
        ("Ring 0113 496 0456 ext. 214 at noon.", "Ring [phone] at noon."),
        ("nat ins no. QQ123456 was short.", "nat ins no. [NI number] was short."),
        (
            "National insurance number: AB 12 34 56. Then we moved on.",
            "National insurance number: [NI number]. Then we moved on.",
        ),
        ("Pasport number is 000123456.", "Pasport number is [passport number]."),
        ("Van registration QQ 51 ZZZ.", "Van registration [vehicle registration]."),
        ("18 Heol y Deri is her street.", "[address] is her street."),
        ("She said oh seven seven double oh nine double oh one two three.", "She said [phone]."),
        ("Mail jo dot moss at ferry dot example.", "Mail [email]."),
        ("Year of birth: 1971.", "Year of birth: [date of birth]."),
        ("http://x.example/magic?k=ZXlKMWMyVnlJam8x now", "http://x.example/magic?k=[token] now"),
        ("x.example/consent?participant=amara.oduya", "x.example/consent?participant=[token]"),
        ("https://x.example/claims/8841-2291-aa7/files", "https://x.example/claims/[token]/files"),
        ("She filed late because 34952 89094 was old.", "She filed late because [tax reference] was old."),
        ("The number's 07700, 900, 456, ring us.", "The number's [phone], ring us."),
        ("oh seven seven double oh, nine hundred, four five six", "[phone]"),
        ("+44(0)20 7946 0512 extn 44 is the desk.", "[phone] is the desk."),
        ("They got my dob wrong its 12 oct 79 not 97.", "They got my dob wrong its [date of birth] not 97."),
        ("Claimant d.o.b. 03-APR-1986 failed.", "Claimant d.o.b. [date of birth] failed."),
        ("| Name | DOB |\n| P1 | 12/10/1979 |", "| Name | DOB |\n| P1 | [date of birth] |"),
        ("US pension form wanted 218 39 4406.", "US pension form wanted [social security number]."),
        (
            "Passport 000123456 but the old one 000654321.",
            "Passport [passport number] but the old one [passport number].",
        ),
        ("Licence reyes 853116 tm9 ij expired.", "Licence [driving licence] expired."),
        ("Couldnt tax it, P482 ZZZ, not found.", "Couldnt tax it, [vehicle registration], not found."),
        ("Sort 00-00-00 acc 12345678.", "Sort [bank account]."),
        ("acc 12345678 then 00-00-00", "acc [bank account] then [bank account]"),
        ("iban gb77 zzzz 838315 26767428", "iban [bank account]"),
        ("card 400000 6668 218901", "card [card number]"),
        ("postcode sw999zz", "postcode [postcode]"),
        ("Flat 2, 14 Marlow Rd was let.", "[address] was let."),
        ("Mail jo at gmail dot com", "Mail [email]"),
        (
            "Case abc/48213 is not ours, rfd 48213 and RFD48213 are.",
            "Case abc/48213 is not ours, [case reference] and [case reference] are.",
        ),
    ],
)
def test_what_identifies_is_known_by_its_form(text, expected):
    assert masked(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("In the end my sister Denise Brackwater did it.", "In the end my sister [name 1] did it."),
        ("Our nurse Jane Tarn came, and his uncle Bob.", "Our nurse [name 1] came, and his uncle [name 2]."),
        ("Sister Mary Tarn came.", "[name 1] came."),
    ],
)
def test_who_somebody_is_to_whoever_speaks_stays(text, expected):
    assert masked(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Author: Orla Brackwater Dates: May to June 2026. The sprint is in May.",
            "Author: [name 1] Dates: May to June 2026. The sprint is in May.",
        ),
        ("Author: Orla Brackwater Dates: April – June", "Author: [name 1] Dates: April – June"),
        ("June Carter rang in June 2026, and June was told.", "[name 1] rang in June 2026, and [name 1] was told."),
    ],
)
def test_a_month_in_a_date_is_nobody(text, expected):
    assert masked(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Order number 1552845558 was delivered twice.",
        "Version 10.14.6 came on 12/03/2024 and cost £12,345,678.",
        "Anyone born before 6 April 1951 is on the old scheme.",
        "Step 2 High Street banks cannot help.",
        "See https://x.example/blog/2024/03/using-two-task-lists-instead-of-a-single-one",
        "The line was 01.02.2023 to 30.06.2023, ticket 48213.",
        "Universal Credit, May and June, Victoria Station and Lincoln stay.",
        "Grace was down, and so was the James Okafor Institute.",
        "Hope was mentioned. Dawn raids are feared. May is the busiest month. Bill payments are late.",
        "Martha's Rule, Fraser guidelines and Marie Curie nurses came up.",
        "Visitors from Lincoln and Preston were late, and Chester opens at ten.",
        "The hint said, for example QQ 12 34 56 C, or for example 31 3 1980.",
        "The card ending 4242 was refused; the 48213 rest of 12345 people left.",
        "https://x.example/browse?topic=tax&page=3&id=home and https://x.example/guides/date-input/round-2",
        "Form SA100, a P45 and 0.5 FTE; look at gov.uk pages, e.g. at gov.uk.",
    ],
)
def test_orders_dates_places_and_names_of_things_stay(text):
    assert masked(text) == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("spoke to emma whitfield today", "spoke to [name 1] today"),
        ("OKSANA: Nobody asked me.", "[name 1]: Nobody asked me."),
        ("Ludwig van der Meer, J. Okonkwo and Zoë O'Reilly-Smythe.", "[name 1], [name 2] and [name 3]."),
        ("Kind regards,\nXanthippe\nThe Registry", "Kind regards,\n[name 1]\nThe Registry"),
        ("Note taker: Brenna Oduya, observer unknown", "Note taker: [name 1], observer unknown"),
        ("Her daughter, Ocean, waited.", "Her daughter, [name 1], waited."),
        ("Grace periods differ. Later Hope said no.", "Grace periods differ. Later [name 1] said no."),
        ("Hope works nights. Joy received nothing.", "[name 1] works nights. [name 2] received nothing."),
        ("Mark and Penny share the inbox.", "[name 1] and [name 2] share the inbox."),
        ("Folasade waited. Wanjiru Kamau ran the stall.", "[name 1] waited. [name 2] ran the stall."),
        ("The Oduya family and the Patels moved.", "The [name 1] family and the [name 2] moved."),
        ("Fairweather's notes differ from de Souza's version.", "[name 1]'s notes differ from [name 2]'s version."),
        ("Mrs T. met Sam B and Doctor Vasquez.", "[name 1]. met [name 2] and [name 3]."),
    ],
)
def test_names_are_found_by_how_they_are_written(text, expected):
    assert masked(text) == expected


def test_an_example_that_would_take_ordinary_words_is_no_case_reference():
    with pytest.raises(ValueError, match="digit"):
        case_form("ABC")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Claimant KAMRAN YOUSAFZAI failed to attend.", "Claimant [name 1] failed to attend."),
        ("Marisol dela Cruz works nights.", "[name 1] works nights."),
        ("urgent / surname Thevarajah / letter", "urgent / surname [name 1] / letter"),
        ("pt Ravindran dna x2", "pt [name 1] dna x2"),
        ("From a text: its Nimali again, sorry.", "From a text: its [name 1] again, sorry."),
        ("baz said it broke", "[name 1] said it broke"),
        ("mum left and rose next door got them", "mum left and [name 1] next door got them"),
        ("Faith on the desk told me to wait.", "[name 1] on the desk told me to wait."),
        ("The form was lost, Concepción had it.", "The form was lost, [name 1] had it."),
    ],
)
def test_a_name_is_told_by_its_label_its_accents_or_what_it_does(text, expected):
    assert masked(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "She was moved from Holloway to Washington.",
        "Bradford and Nelson have the longest waits.",
        "Florence was where she had her wedding.",
        "Visit to Douglas, Isle of Man.",
        "Alexa reads it out, and Siri said nothing.",
        'Page said "enter a number".',
        "Use the Harris matrix.",
        "dvla said yes, dwp said no.",
        "We’ve found that it helps, and you’ve got a break.",
    ],
)
def test_towns_assistants_and_pages_are_nobody(text):
    assert masked(text) == text


@pytest.mark.parametrize(
    "piece", ["a-at-b-dot-", "12-34-56-78-", "a.b.c.d-", "a_b_c_", "AB12CD34EF", "x@y ", "oh seven double oh "]
)
def test_a_long_run_of_odd_pieces_is_gone_through_once_and_not_from_each_of_its_letters(piece):
    text = f"{piece * (6_000 // len(piece))} Peder Quill rang."
    assert "Peder Quill" in {text[each.span.start : each.span.end] for each in PresidioMasker().find(text)}
