"""First names and surnames of many origins that the package faker carries, as far as they are no ordinary words."""

import importlib
import re
from collections.abc import Collection, Iterable, Iterator
from functools import cache

from ingest._word_set import key_of, word_set

_ORIGINS = word_set(
    """
    az_AZ cs_CZ da_DK de_DE en en_GB en_IE en_IN en_KE en_NG en_NZ en_PK en_US es_CL es_ES es_MX et_EE fi_FI fr_BE
    fr_DZ fr_FR ga_IE ha_NG hr_HR hu_HU id_ID ig_NG it_IT lt_LT lv_LV nl_NL no_NO pl_PL pt_BR pt_PT ro_RO sk_SK sl_SI
    sv_SE sw tr_TR tw_GH uz_UZ vi_VN yo_NG zh_TW zu_ZA
    """
)
_FIRST = re.compile(r"first_(?:romanized_)?names\w*")
_LAST = re.compile(r"last_(?:romanized_)?names\w*")
_SHORTEST = 4


def gathered_first_names() -> frozenset[str]:
    """Return first names of four letters or more; the first call takes about half a second."""
    return frozenset(_keys(_names(_FIRST)))


def gathered_surnames() -> frozenset[str]:
    """Return the last words of surnames, of four letters or more."""
    return frozenset(_keys(name.split()[-1] for name in _names(_LAST)))


def _keys(names: Iterable[str]) -> Iterator[str]:
    for name in names:
        key = key_of(name)
        if len(key) >= _SHORTEST and key.replace("-", "").replace("'", "").isalpha() and key.isascii():
            yield key


@cache
def _providers() -> tuple[type, ...]:
    modules = (importlib.import_module(f"faker.providers.person.{origin}") for origin in _ORIGINS)
    return tuple(module.Provider for module in modules)


def _names(fields: re.Pattern[str]) -> Iterator[str]:
    for provider in _providers():
        for field in dir(provider):
            listed = getattr(provider, field) if fields.fullmatch(field) else ()
            if isinstance(listed, Collection):
                yield from (name for name in listed if name.strip())
