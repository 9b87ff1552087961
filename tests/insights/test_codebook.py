"""The codebook that ships is whole, and a damaged one is refused with its faults named."""

import json
import re

import pytest

from domain.errors import ModelUnusable
from domain.evidence import Level, Severity
from domain.text import fold
from insights import codebook as module
from insights.codebook import (
    CODEBOOK_FILE,
    FEWEST_EXAMPLES,
    FEWEST_SUBJECTS,
    IDENTIFIER,
    load_codebook,
    read_codebook,
)
from insights.codebook_document import PAGE, document


def content() -> dict:
    return json.loads(CODEBOOK_FILE.read_text(encoding="utf-8"))


def test_identifiers_are_numbered_without_a_gap_counting_those_that_are_retired():
    codebook = load_codebook()
    identifiers = [entry.id for entry in (*codebook.patterns, *codebook.retired)]
    assert sorted(int(identifier.removeprefix("PAT_")) for identifier in identifiers) == list(
        range(1, len(identifiers) + 1)
    )
    assert len(codebook.patterns) >= 95


def test_titles_are_unique_and_say_something_in_at_least_four_words():
    titles = [pattern.title for pattern in load_codebook().patterns]
    assert len({title.casefold() for title in titles}) == len(titles)
    assert [title for title in titles if len(title.split()) < 4] == []


def test_every_pattern_has_fourteen_examples_on_twelve_subjects():
    patterns = load_codebook().patterns
    assert min(len(p.examples) for p in patterns) >= FEWEST_EXAMPLES == 14
    assert min(len({e.subject for e in p.examples}) for p in patterns) >= FEWEST_SUBJECTS == 12


def test_a_pattern_says_when_it_applies_and_which_neighbour_it_is_mistaken_for():
    codebook = load_codebook()
    assert [
        p.id for p in codebook.patterns if len(p.applies.split()) < 8 or not p.not_when.startswith("Not when ")
    ] == []
    named = {(p.id, other) for p in codebook.patterns for other in IDENTIFIER.findall(p.not_when)}
    near = {(p.id, other) for p in codebook.patterns for other in p.near}
    assert named <= near == {(other, one) for one, other in near}


def test_examples_are_short_sentences_that_an_observation_could_be():
    lengths = {e.text: len(e.text.split()) for p in load_codebook().patterns for e in p.examples}
    assert [text for text, words in lengths.items() if not 6 <= words <= 35] == []


def test_no_two_examples_share_most_of_their_words():
    texts = [e.text for p in load_codebook().patterns for e in p.examples]
    bags = [frozenset(fold(text).casefold().strip(".?!").split()) for text in texts]
    alike = [
        (texts[i], texts[j])
        for i, left in enumerate(bags)
        for j, right in enumerate(bags[:i])
        if min(len(left), len(right)) >= 0.7 * max(len(left), len(right))
        if len(left & right) >= 0.7 * len(left | right)
    ]
    assert alike == []


def test_families_are_about_a_dozen_and_each_groups_at_least_two_patterns():
    families = [pattern.family for pattern in load_codebook().patterns]
    assert 10 <= len(set(families)) <= 15
    assert [family for family in set(families) if families.count(family) < 2] == []


def test_every_level_and_severity_is_used_and_over_a_third_sit_between_organisations_or_in_rules():
    patterns = load_codebook().patterns
    assert {pattern.level for pattern in patterns} == set(Level)
    assert {pattern.severity for pattern in patterns} == set(Severity)
    assert sum(pattern.level in (Level.BETWEEN, Level.RULE) for pattern in patterns) >= 36


def test_rules_that_only_several_organisations_can_mend_sit_between_them():
    patterns = load_codebook().patterns
    assert {pattern.id for pattern in patterns if pattern.sits_between and pattern.level is not Level.BETWEEN} == {
        *("PAT_55", "PAT_56", "PAT_103", "PAT_109", "PAT_110", "PAT_113", "PAT_114")
    }


def test_saying_that_a_pattern_sits_between_organisations_makes_no_coding_old():
    changed = content()
    changed["patterns"][0]["between"] = True
    made = read_codebook(json.dumps(changed))
    assert made.patterns[0].sits_between
    assert made.version == load_codebook().version


def test_there_are_sentences_that_tell_no_difficulty_and_some_that_only_sound_like_one():
    codebook = load_codebook()
    assert len(codebook.neutral) >= 250
    assert len(codebook.unlike) >= 60
    assert len({miss.pattern for miss in codebook.unlike}) >= 50


def test_the_words_are_british_and_plain():
    words = CODEBOOK_FILE.read_text(encoding="utf-8")
    american = re.findall(
        r"\b(?:organiz|recogniz|apologiz|realiz|analyz|color|behavior|labor\b|center\b)\w*", words, re.IGNORECASE
    )
    assert american == []
    assert [mark for mark in ("\u2014", "\u2013", " - ") if mark in words] == []


def test_the_version_changes_with_a_single_word_and_not_with_layout():
    same = read_codebook(json.dumps(content(), indent=4))
    changed = content()
    changed["patterns"][0]["definition"] += " Often."
    assert same.version == load_codebook().version
    assert read_codebook(json.dumps(changed)).version != same.version


def test_faults_of_a_codebook_are_all_named_at_once():
    damaged = content()
    damaged["patterns"][1]["title"] = damaged["patterns"][0]["title"]
    del damaged["patterns"][2]["examples"][5:]
    with pytest.raises(ValueError, match=r"PAT_03 has fewer than 14 examples.*two patterns are called"):
        read_codebook(json.dumps(damaged))


def of_first(**changes):
    return lambda book: book["patterns"][0].update(changes)


@pytest.mark.parametrize(
    ("damage", "fault"),
    [
        (of_first(applies=" "), "PAT_01 has no applies"),
        (of_first(not_when="Never."), "PAT_01 says in not_when of no neighbour"),
        (
            of_first(not_when="Not when it is lost (PAT_15)."),
            "PAT_01 says in not_when of no neighbour, or of one that is",
        ),
        (of_first(near=[]), "PAT_01 needs one to 4 different neighbours"),
        (of_first(near=["PAT_02", "PAT_12", "PAT_34", "PAT_59", "PAT_118"]), "PAT_01 needs one to 4"),
        (of_first(near=["PAT_12", "PAT_12"]), "PAT_01 needs one to 4 different"),
        (of_first(near=["PAT_01"]), "PAT_01 is near PAT_01"),
        (of_first(near=["PAT_15"]), "PAT_01 is near PAT_15, and PAT_15 is not near PAT_01"),
        (of_first(near=["PAT_999"]), "PAT_01 is near PAT_999"),
        (lambda book: book["unlike"][0].__setitem__(0, "PAT_999"), "resembles PAT_999, which is none"),
        (lambda book: book["unlike"][0].__setitem__(2, book["neutral"][0][1]), "stands there twice"),
        (lambda book: book["retired"].update(PAT_01=["PAT_02"]), "PAT_01 is retired and used again"),
        (lambda book: book["retired"].update(PAT_69=["PAT_999"]), "PAT_69 became PAT_999, which is none"),
        (lambda book: book["patterns"].reverse(), "patterns are not in order of identifier"),
    ],
)
def test_each_rule_of_the_codebook_is_checked(damage, fault):
    book = content()
    damage(book)
    with pytest.raises(ValueError, match=re.escape(fault)):
        read_codebook(json.dumps(book))


def test_a_scope_note_names_neighbours_by_their_titles():
    codebook = load_codebook()
    note = codebook.scope_note(codebook.patterns[0])
    assert note.startswith(codebook.patterns[0].definition + "\nWhen it applies: ")
    assert "('People retell painful circumstances to every new worker')" in note
    assert IDENTIFIER.findall(note) == []


def test_the_page_says_what_the_codebook_says():
    assert PAGE.read_text(encoding="utf-8") == document(load_codebook()), "run python -m insights.codebook_document"


def test_the_page_has_a_heading_for_each_pattern_and_its_links_lead_to_them():
    page = document(load_codebook())
    headings = re.findall(r"^### (.+)$", page, re.MULTILINE)
    assert headings.count("People cannot correct a mistake after sending") == 1
    assert len(headings) == len(load_codebook().patterns)
    anchors = {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}
    assert set(re.findall(r"\(#([^)]+)\)", page)) == anchors
    assert "PAT_69 became" in page


def test_a_damaged_file_is_an_error_that_says_what_to_do(tmp_path, monkeypatch):
    broken = tmp_path / "codebook.json"
    broken.write_text('{"patterns": [', encoding="utf-8")
    monkeypatch.setattr(module, "CODEBOOK_FILE", broken)
    load_codebook.cache_clear()
    try:
        with pytest.raises(ModelUnusable) as caught:
            load_codebook()
    finally:
        load_codebook.cache_clear()
    assert caught.value.where == "codebook.json"
    assert "Install the project again" in caught.value.remedy
