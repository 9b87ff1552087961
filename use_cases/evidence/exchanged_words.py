"""What people said of observations, as a project of other tools holds it: codes of theirs, beside the machine's."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from domain.codes import SAID, Code, Loss, Selection
from domain.decisions import DecidedLink, Verdict
from domain.evidence import Observation, SaidKind
from domain.insights import Codebook


@dataclass(frozen=True, kw_only=True, slots=True)
class PeoplesWords:
    """What people said of some observations that still stands: kind and severity, and of which patterns.

    ``kinds`` and ``places`` go by observation. ``lost`` counts words on themes, which no file of one study holds,
    ``retired`` those on patterns that the codebook has no more.
    """

    kinds: Mapping[str, SaidKind]
    codebook: Codebook
    places: Mapping[str, Sequence[DecidedLink]] = field(default_factory=dict)
    refused: frozenset[tuple[str, str]] = frozenset()
    lost: int = 0
    retired: int = 0

    @classmethod
    def of(cls, kinds: Mapping[str, SaidKind], links: Iterable[DecidedLink], codebook: Codebook) -> "PeoplesWords":
        """Return these words. ``links`` are those that stand on the observations."""
        places: dict[str, list[DecidedLink]] = defaultdict(list)
        refused: set[tuple[str, str]] = set()
        lost = retired = 0
        old = {each.id for each in codebook.retired}
        for link in links:
            if link.verdict is Verdict.NOT_EVIDENCE:
                refused.add((link.observation_id, link.subject))
            elif codebook.pattern(link.subject):
                places[link.observation_id].append(link)
            elif link.subject in old:
                retired += 1
            else:
                lost += 1
        return cls(
            kinds=kinds,
            codebook=codebook,
            places=dict(places),
            refused=frozenset(refused),
            lost=lost,
            retired=retired,
        )

    def codes(self) -> Iterator[Code]:
        """Yield the codes that ``selections`` bear, under one category; none where nobody said anything."""
        from exports.refi_qda import guid_of

        if self.kinds or self.places:
            yield SAID
        for kind in dict.fromkeys(each.kind for each in self.kinds.values()):
            yield Code(id=guid_of("said kind", kind.value), name=kind.label.capitalize(), parent=SAID.id)
        for severity in dict.fromkeys(each.severity for each in self.kinds.values() if each.severity):
            name = f"{severity.value.capitalize()} severity"
            yield Code(id=guid_of("said severity", severity.value), name=name, parent=SAID.id)
        for identifier in dict.fromkeys(link.subject for links in self.places.values() for link in links):
            if pattern := self.codebook.pattern(identifier):
                yield Code(
                    id=guid_of("said pattern", identifier),
                    name=pattern.title,
                    description=pattern.definition,
                    parent=SAID.id,
                )

    def selections(self, item: Observation) -> Iterator[Selection]:
        """Yield what people said of an observation, a selection for each of them and each moment."""
        from exports.refi_qda import guid_of

        said: dict[tuple[str, str], list[str]] = defaultdict(list)
        if kind := self.kinds.get(item.id):
            told = [guid_of("said severity", kind.severity.value)] if kind.severity else []
            said[kind.by, kind.at] += [guid_of("said kind", kind.kind.value), *told]
        for link in self.places.get(item.id, ()):
            said[link.decided_by, link.decided_at].append(guid_of("said pattern", link.subject))
        for (by, at), codes in said.items():
            yield Selection(id=guid_of("said", item.id, by, at), span=item.span, codes=tuple(codes), by=by)

    def overrule(self, item: str, pattern: str) -> bool:
        """Tell whether a person said that an observation is no evidence of a pattern that the machine proposes."""
        return (item, pattern) in self.refused

    def losses(self) -> tuple[Loss, ...]:
        """Return what of these words no file can hold."""
        of_all = "Themes are of all studies together; say which pattern it is to send it out."
        gone = "The codebook has these patterns no more; say of which it is evidence now to send it out."
        found = (
            Loss(what="words of people on themes", count=self.lost, why=of_all),
            Loss(what="words of people on retired patterns", count=self.retired, why=gone),
        )
        return tuple(loss for loss in found if loss.count)
