"""Titles that quote: a clause of a central observation, as it was said."""

from insights.theming.quoted_titles import MOST_WORDS, clauses_of, quoted_title, quotes


def test_a_title_is_the_clause_that_tells_it_in_the_words_that_were_said():
    said = "It was a wet day; she showed the same letter at three desks, and nobody wrote it down."
    assert quoted_title([said], ["letter", "desks"]) == "“…she showed the same letter at three desks”"


def test_a_short_sentence_is_quoted_whole_without_its_full_stop():
    assert quoted_title(["The ferry office never answers."], ["ferry"]) == "“The ferry office never answers”"


def test_a_full_stop_within_quotation_marks_ends_a_clause_too():
    assert quoted_title(['"They sent the ferry card back."'], ["ferry"]) == "“They sent the ferry card back”"


def test_a_long_clause_is_cut_and_says_so():
    said = " ".join(["word"] * 40)
    assert quoted_title([said], ["word"]) == "“" + " ".join(["word"] * MOST_WORDS) + "…”"


def test_the_next_most_central_is_taken_where_the_first_holds_none_of_the_keywords():
    texts = ["Nothing much was said of it.", "The gate was locked at noon again."]
    assert quoted_title(texts, ["gate"]) == "“The gate was locked at noon again”"


def test_without_a_keyword_anywhere_the_most_central_is_quoted():
    assert quoted_title(["The gate was locked at noon."], ["harbour"]) == "“The gate was locked at noon”"


def test_too_few_words_and_masks_are_no_title():
    assert quoted_title(["Too slow.", "I do it so", "She rang [PERSON_1] at the harbour office"], ["harbour"]) is None
    assert quoted_title([], []) is None


def test_a_clause_in_brackets_or_after_a_decimal_point_is_told_apart():
    assert quoted_title(["They paid 3.50 pounds for every copy."], ["copy"]) == "“They paid 3.50 pounds for every copy”"


def test_a_long_clause_is_cut_where_a_part_of_it_begins():
    said = (
        "The harbour office asks every skipper for the same licence number that it printed on the card it had sent him "
        "a week before"
    )
    assert (
        quoted_title([said], [])
        == "“The harbour office asks every skipper for the same licence number that it printed…”"
    )


def test_what_leads_in_is_left_out_and_so_is_an_end_that_waits_for_more():
    assert list(clauses_of("So we wait for the tide table because (as ever) nobody sent it.")) == [
        "…we wait for the tide table…"
    ]


def test_the_main_clause_stands_for_itself_beside_the_one_that_leads_up_to_it():
    said = "When the gate was shut, families waited on the quay for hours."
    assert list(clauses_of(said)) == [said[:-1], "…families waited on the quay for hours"]


def test_half_a_quotation_within_a_clause_is_no_title():
    assert list(clauses_of('A skipper asked us "whether it has got there yet')) == []


def test_a_title_quotes_the_text_that_it_was_taken_from_and_no_other():
    said = "It was a wet day; she showed the same letter\nat three desks, and nobody wrote it down."
    title = quoted_title([said], ["letter", "desks"])
    assert title and quotes(title, said)
    assert not quotes(title, "She showed a letter at three desks.")
    assert not quotes("Letter, desks", said) and not quotes("“…”", said)
