"""The form of the case references of a study, of an example that its people give."""

import re

from ingest._forms import Form, as_pattern


def case_form(example: str) -> Form:
    """Return the form of a study's case references, of an example: "ABC-99999" is three letters, a hyphen, five digits.

    A letter stands for any letter and a digit for any digit; every other character for itself. With the letters of the
    example, other separators will do, or none: "abc 48213". Raises ValueError for
    an example without a digit, or of under four characters: it would take ordinary words.
    """
    example = example.strip()
    if len(example) < 4 or not any(character.isdigit() for character in example):
        raise ValueError("An example of a case reference has at least four characters, a digit among them.")
    either = f"{''.join(map(_alike, example))}|{''.join(map(_with_any_separator, example))}"
    return Form(type="CASE_REFERENCE", score=0.98, pattern=as_pattern(rf"(?<![\w-])(?:{either})(?![\w-])"))


def _with_any_separator(character: str) -> str:
    """Return what a character stands for where the letters are those of the example and what parts them is not."""
    if character.isdigit():
        return r"\d"
    return character if character.isalpha() else "[ ./_:-]{0,3}"


def _alike(character: str) -> str:
    if character.isdigit():
        return r"\d"
    return "[^\\W\\d_]" if character.isalpha() else re.escape(character)
