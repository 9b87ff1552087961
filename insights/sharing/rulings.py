"""What people decided on evidence, as it is applied when pain points are found."""

from collections import defaultdict
from collections.abc import Iterable

from domain.decisions import DecidedLink, Verdict
from domain.evidence import Evidence
from domain.text import fold


class Rulings:
    """Standing decisions on some evidence; on an observation that is not in it, none.

    Equal words are one voice: what was decided on a sentence holds wherever it is repeated, or a copy of what was left
    out would stand in its place.
    """

    def __init__(self, decided: Iterable[DecidedLink], evidence: Iterable[Evidence]) -> None:
        texts = {item.id: words_of(item) for item in evidence}
        self._said: dict[str, dict[str, bool]] = defaultdict(dict)
        self.accepted: set[str] = set()
        """The observations that a person said are evidence of something."""
        self._judged: set[tuple[str, str]] = set()
        for link in decided:
            if link.observation_id in texts:
                is_evidence = link.verdict is Verdict.EVIDENCE
                self._said[texts[link.observation_id]][link.subject] = is_evidence
                if is_evidence:
                    self.accepted.add(link.observation_id)
                    if not link.by_merging:
                        self._judged.add((texts[link.observation_id], link.subject))

    def on(self, item: Evidence, subject: str) -> bool | None:
        """Return whether people said that an observation is evidence of a subject; None where nobody said."""
        return self._said.get(words_of(item), {}).get(subject)

    def is_judged(self, item: Evidence, subject: str) -> bool:
        """Tell whether somebody said of an observation alone that it is evidence of a subject: no merging says that."""
        return (words_of(item), subject) in self._judged

    def accepting(self, item: Evidence) -> list[str]:
        """Return the subjects of which people said that an observation is evidence, in order."""
        said = self._said.get(words_of(item), {})
        return sorted(subject for subject, is_evidence in said.items() if is_evidence)


def words_of(item: Evidence) -> str:
    """Return an observation's words as they are compared: case and white space make no difference."""
    return fold(item.text).casefold()
