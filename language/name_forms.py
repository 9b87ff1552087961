"""The forms in which one name is written: plural, possessive, in capitals or not."""

import re
from collections.abc import Iterable

from domain.text import fold
from language.dictionary import is_ordinary_word


def name_pattern(forms: Iterable[str]) -> re.Pattern[str]:
    """Return a pattern that finds any of the forms as whole words, with or without a plural or possessive s.

    A form of up to six capitals matches in capitals only ("PDS", never "pds"), an ordinary word that is written as a
    name only where it is ("Select", never "select"); every other one in any case.
    """
    parts = []
    for form in sorted(set(forms), key=lambda form: (-len(form), form)):
        words = r"\s+".join(re.escape(word) for word in form.split())
        if words.endswith("y"):
            words = f"{words[:-1]}(?:y|ie)"
        parts.append(words if _is_acronym(form) else _as_name(words) if _is_word(form) else f"(?i:{words})")
    return re.compile(rf"(?<![\w-])(?:{'|'.join(parts) or '(?!)'})(?:s|es|['’]s|s['’])?(?![\w])")


def singular(name: str) -> str:
    """Return the name without a plural or possessive ending: BSOs, offices, agencies, surgeries."""
    name = re.sub(r"(?:['’]s|s['’])$", lambda m: "s" if m[0][0] == "s" else "", name)
    if re.search(r"[a-z]ies$", name):
        return name[:-3] + "y"
    if re.search(r"(?:[A-Z]|[^s\W]{3}[^su])s$", name) and not name.endswith(("ss", "us", "is", "ics", "ations")):
        return name[:-1]
    return name


def name_key(name: str) -> str:
    """Return the form in which two spellings of one name are equal."""
    return re.sub(r"\W+", " ", singular(fold(name)).casefold()).strip().removeprefix("the ")


def _as_name(word: str) -> str:
    return f"(?:{word}|{word.upper()})"


def _is_word(form: str) -> bool:
    return form[:1].isupper() and form.isalpha() and is_ordinary_word(form.casefold())


def _is_acronym(form: str) -> bool:
    return len(form) <= 6 and form.isupper()
