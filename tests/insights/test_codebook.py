"""The codebook that ships is whole, and a damaged one is refused with its faults named."""

import json

import pytest

from domain.errors import ModelUnusable
from domain.evidence import Level, Severity
from domain.text import fold
from insights import codebook as module
from insights.codebook import CODEBOOK_FILE, FEWEST_EXAMPLES, load_codebook, read_codebook


def content() -> dict:
    return json.loads(CODEBOOK_FILE.read_text(encoding="utf-8"))


def test_identifiers_are_numbered_without_a_gap():
    numbers = [int(pattern.id.removeprefix("PAT_")) for pattern in load_codebook().patterns]
    assert numbers == list(range(1, len(numbers) + 1))
    assert len(numbers) >= 60


def test_titles_are_unique_and_say_something_in_at_least_four_words():
    titles = [pattern.title for pattern in load_codebook().patterns]
    assert len({title.casefold() for title in titles}) == len(titles)
    assert [title for title in titles if len(title.split()) < 4] == []


def test_every_pattern_has_examples_on_ten_different_subjects():
    few = [p.id for p in load_codebook().patterns if len({e.subject for e in p.examples}) < FEWEST_EXAMPLES]
    assert few == []


def test_examples_are_short_sentences_that_an_observation_could_be():
    lengths = {e.text: len(e.text.split()) for p in load_codebook().patterns for e in p.examples}
    assert [text for text, words in lengths.items() if not 3 <= words <= 40] == []


def test_no_two_examples_share_most_of_their_words():
    texts = [e.text for p in load_codebook().patterns for e in p.examples]
    bags = [frozenset(fold(text).casefold().strip(".?!").split()) for text in texts]
    alike = [
        (texts[i], texts[j])
        for i, left in enumerate(bags)
        for j, right in enumerate(bags[:i])
        if len(left & right) >= 0.7 * len(left | right)
    ]
    assert alike == []


def test_families_are_about_a_dozen_and_each_groups_at_least_two_patterns():
    families = [pattern.family for pattern in load_codebook().patterns]
    assert 10 <= len(set(families)) <= 14
    assert [family for family in set(families) if families.count(family) < 2] == []


def test_every_level_and_severity_is_used_and_at_least_ten_patterns_sit_between_organisations():
    patterns = load_codebook().patterns
    assert {pattern.level for pattern in patterns} == set(Level)
    assert {pattern.severity for pattern in patterns} == set(Severity)
    assert sum(pattern.level is Level.BETWEEN for pattern in patterns) >= 10


def test_neutral_sentences_are_no_examples_of_a_difficulty():
    codebook = load_codebook()
    examples = {fold(e.text).casefold() for p in codebook.patterns for e in p.examples}
    assert len(codebook.neutral) >= 80
    assert [e.text for e in codebook.neutral if fold(e.text).casefold() in examples] == []


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
    with pytest.raises(ValueError, match=r"PAT_03 has fewer than 10 examples.*two patterns are called"):
        read_codebook(json.dumps(damaged))


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
