"""The word list tells what someone does from things and from words that say neither."""

import pytest

from language.dictionary import is_finite_verb


@pytest.mark.parametrize("word", ["spends", "spent", "asked", "carries", "tried", "misunderstood", "logs"])
def test_what_someone_does_or_did_is_a_finite_verb(word):
    assert is_finite_verb(word)


@pytest.mark.parametrize("word", ["spending", "given", "are", "payments", "the", "warnings", ""])
def test_things_plurals_and_participles_are_none(word):
    assert not is_finite_verb(word)
