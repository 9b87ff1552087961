"""The form of the case references of a study, of an example that its people give."""

import re

from ingest._forms import Form, as_pattern


def case_form(example: str) -> Form:
    """Return the form of a study's case references, of an example: "ABC-99999" is three letters, a hyphen, five digits.

    A letter stands for any letter and a digit for any digit; every other character for itself. Raises ValueError for
    an example without a digit, or of under four characters: it would take ordinary words.
    """
    example = example.strip()
    if len(example) < 4 or not any(character.isdigit() for character in example):
        raise ValueError("An example of a case reference has at least four characters, a digit among them.")
    return Form(
        type="CASE_REFERENCE", score=0.98, pattern=as_pattern(rf"(?<![\w-]){''.join(map(_alike, example))}(?![\w-])")
    )


def _alike(character: str) -> str:
    if character.isdigit():
        return r"\d"
    return "[^\\W\\d_]" if character.isalpha() else re.escape(character)
