"""Exchange with other analysis tools: studies as REFI-QDA projects, codebooks both ways, and what is lost by it."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from domain.access import Viewer, highest_marking
from domain.audit import Deed
from domain.coded import UNKNOWN_PARTICIPANT, Case, CodedProject, CodedText, KeptText
from domain.codes import OBSERVATION, PROPOSED, Code, Loss, Selection, describe_place
from domain.decisions import DecidedLink, standing_links
from domain.errors import InvalidRequest
from domain.evidence import Attributes, Coding, Observation, Study
from domain.pattern_text import describe_pattern
from use_cases.auditing import audited, note_export
from use_cases.evidence.exchanged_words import PeoplesWords
from use_cases.evidence.publishing import Publishing
from use_cases.findings.codebook_intake import pattern_guids
from use_cases.findings.theming import theme_acts
from use_cases.repository import Repository

ORIGIN = "Throughline"


@dataclass(frozen=True, kw_only=True, slots=True)
class ExchangeFile:
    """A file for another tool, how many texts and selections are in it, and what it could not hold."""

    content: bytes
    texts: int
    selections: int
    losses: tuple[Loss, ...]


class Exchange:
    """Research to and from other qualitative analysis tools. What goes out is masked, as everywhere."""

    def __init__(self, repository: Repository, publishing: Publishing) -> None:
        self._repository = repository
        self._publishing = publishing

    def codes(self, viewer: Viewer, study_id: str) -> list[Code]:
        """Return a study's own codes, in their order. Raises NotFound when this viewer may not see the study."""
        self._publishing.study(viewer, study_id)
        return self._repository.codes.codes(viewer, study_id)

    def project(self, viewer: Viewer, study_ids: Sequence[str]) -> ExchangeFile:
        """Return studies as one `.qdpx` file: texts, observations, codes, selections, participants as cases.

        Raises NotFound for one that this viewer may not see, InvalidRequest when none is named.
        """
        from exports.refi_qda import project_file

        if not study_ids:
            raise InvalidRequest("No study is named.", where="the studies", remedy="Name one or more.")
        studies = [self._publishing.study(viewer, each).study for each in dict.fromkeys(study_ids)]
        by_theme = theme_acts(self._repository, viewer)
        links = [link for link in standing_links(self._repository.decisions.links(viewer)) if link.act not in by_theme]
        found = [self._found(viewer, study, links) for study in studies]
        parts = [self._part(viewer, study, each) for study, each in zip(studies, found, strict=True)]
        texts = tuple(text for part in parts for text in part.texts)
        marking = highest_marking(study.marking for study in studies)
        described = [marking.value if marking else "", *(part.description for part in parts)]
        project = CodedProject(
            name=studies[0].title if len(studies) == 1 else f"{len(studies)} studies",
            origin=ORIGIN,
            description="\n".join(filter(None, described)),
            codes=tuple({code.id: code for part in parts for code in part.codes}.values()),
            texts=texts,
            cases=tuple(case for part in parts for case in part.cases),
        )
        names = [study.id for study in studies]
        note_export(self._repository, viewer, "studies as qdpx", studies=names)
        content, losses = project_file(project, made_at=datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"))
        lost = Loss(what="original files", count=len(texts), why="Their words are in it, masked; their layout is not.")
        return ExchangeFile(
            content=content,
            texts=len(texts),
            selections=sum(len(text.selections) for text in texts),
            losses=(*([lost] if texts else []), *_summed(found), *losses),
        )

    def codebook(self, viewer: Viewer, study_id: str | None = None) -> ExchangeFile:
        """Return a study's own codes as a `.qdc` file, or else the patterns of the codebook.

        Raises NotFound as ``codes`` does, InvalidRequest for a study without codes.
        """
        from exports.refi_qda import codebook_file

        codes = self.codes(viewer, study_id) if study_id else self._patterns()
        if not codes:
            raise InvalidRequest(
                "This study has no codes of its own.",
                where="the study",
                remedy="Export without naming a study to get the patterns that all studies share.",
            )
        named = [study_id] if study_id else []
        note_export(self._repository, viewer, "a codebook as qdc", studies=named)
        losses = () if study_id else self._lost_of_patterns()
        return ExchangeFile(content=codebook_file(codes, origin=ORIGIN), texts=0, selections=0, losses=losses)

    @audited(Deed.CHANGED_STUDY, of="study_id")
    def add_codebook(self, viewer: Viewer, study_id: str, content: bytes) -> tuple[int, list[Loss]]:
        """Add the codes of a `.qdc` file to a study's own; return how many are new, and what was lost.

        Raises NotFound, NotAllowed for another team's study, UnreadableSource for a file that is no codebook.
        """
        from ingest.refi_qda import read_codebook

        study = self._repository.publishing.own_study(viewer, study_id)
        codes, losses = read_codebook(content)
        return self._repository.codes.add(study.id, codes), losses

    def _patterns(self) -> list[Code]:
        from exports.refi_qda import guid_of

        codebook = self._repository.codebook
        patterns = codebook.patterns
        guids = pattern_guids(codebook, self._repository.codebook_edits.edits())
        families = {pattern.family: guid_of("family", pattern.family) for pattern in patterns}
        return [
            *(Code(id=guid, name=family, is_codable=False) for family, guid in families.items()),
            *(
                Code(
                    id=guids[pattern.id],
                    name=pattern.title,
                    description=describe_pattern(pattern, codebook),
                    parent=families[pattern.family],
                )
                for pattern in patterns
            ),
        ]

    def _lost_of_patterns(self) -> tuple[Loss, ...]:
        picked = sum(
            1 for pattern in self._repository.codebook.patterns for each in pattern.examples if each.observation
        )
        why = "They are words of studies, for whoever may see those."
        return (Loss(what="examples that are evidence", count=picked, why=why),) if picked else ()

    def _part(self, viewer: Viewer, study: Study, found: "_Found") -> CodedProject:
        return CodedProject(
            name=study.title,
            origin=ORIGIN,
            description=_described(study),
            codes=(
                *self._repository.codes.codes(viewer, study.id),
                *self._machine_codes(found),
                *found.said.codes(),
            ),
            texts=tuple(_coded_text(study, text, found) for text in found.kept),
            cases=tuple(_cases(found.kept)),
        )

    def _found(self, viewer: Viewer, study: Study, links: Sequence[DecidedLink]) -> "_Found":
        kept = self._repository.codes.texts(viewer, study.id)
        ids = [item.id for text in kept for item in text.observations]
        evidence = self._repository.evidence.evidence(viewer, ids)
        codebook, held = self._repository.codebook, set(ids)
        return _Found(
            kept=tuple(kept),
            codings={item.id: item.coding for item in evidence if item.coding},
            said=PeoplesWords.of(
                {item.id: item.said_kind for item in evidence if item.said_kind},
                [link for link in links if link.observation_id in held],
                codebook,
            ),
        )

    def _machine_codes(self, found: "_Found") -> Iterator[Code]:
        from exports.refi_qda import guid_of

        yield OBSERVATION
        if not found.codings:
            return
        yield PROPOSED
        kinds = (coding.kind for name, coding in found.codings.items() if name not in found.said.kinds)
        for kind in dict.fromkeys(kinds):
            yield Code(id=guid_of("kind", kind.value), name=kind.label.capitalize(), parent=PROPOSED.id)
        for identifier in dict.fromkeys(each for name in found.codings for each in found.proposed(name)):
            if pattern := self._repository.codebook.pattern(identifier):
                yield Code(
                    id=guid_of("proposed", identifier),
                    name=pattern.title,
                    description=pattern.definition,
                    parent=PROPOSED.id,
                )


@dataclass(frozen=True, kw_only=True, slots=True)
class _Found:
    """What a study holds for an exchange: its texts, what the machine made of their observations, what people said."""

    kept: tuple[KeptText, ...]
    codings: Mapping[str, Coding]
    said: PeoplesWords

    def proposed(self, item: str) -> list[str]:
        """Return the patterns that the machine proposes for an observation, but for those that people refused it."""
        coding = self.codings.get(item)
        fits = [fit.pattern for fit in coding.patterns] if coding else []
        return [each for each in fits if self.said.codebook.pattern(each) and not self.said.overrule(item, each)]


def _summed(found: Sequence[_Found]) -> Iterator[Loss]:
    """Yield what no file can hold of what people said, over all studies."""
    every = [loss for each in found for loss in each.said.losses()]
    for first in {loss.what: loss for loss in every}.values():
        yield replace(first, count=sum(loss.count for loss in every if loss.what == first.what))


def _coded_text(study: Study, kept: KeptText, found: _Found) -> CodedText:
    from exports.refi_qda import guid_of

    return CodedText(
        id=guid_of("source", kept.source_id),
        name=kept.name,
        text=kept.text,
        selections=(
            *(_marked(item, found) for item in kept.observations),
            *(each for item in kept.observations for each in found.said.selections(item)),
            *kept.selections,
        ),
        attributes=tuple(_facts(study)),
    )


def _marked(item: Observation, found: _Found) -> Selection:
    """Return an observation with what the machine made of it, but for what a person said otherwise."""
    from exports.refi_qda import guid_of

    coding = found.codings.get(item.id)
    kind = [guid_of("kind", coding.kind.value)] if coding and item.id not in found.said.kinds else []
    return Selection(
        id=guid_of("observation", item.id),
        span=item.span,
        codes=(OBSERVATION.id, *kind, *(guid_of("proposed", pattern) for pattern in found.proposed(item.id))),
        description=describe_place(item.locator, item.headings),
        by=ORIGIN,
    )


def _cases(kept: Sequence[KeptText]) -> Iterator[Case]:
    """Yield who said what: a case for each participant and what is known of them where they said it."""
    from exports.refi_qda import guid_of

    said: dict[tuple[str, Attributes], list[Observation]] = defaultdict(list)
    for text in kept:
        for item in text.observations:
            if item.participant or item.attributes:
                said[item.participant or UNKNOWN_PARTICIPANT, item.attributes].append(item)
    for (participant, attributes), items in said.items():
        yield Case(
            id=guid_of("case", items[0].study_id, participant, *(part for pair in attributes for part in pair)),
            name=participant,
            attributes=attributes,
            selections=tuple(guid_of("observation", item.id) for item in items),
        )


def _facts(study: Study) -> Iterator[tuple[str, str]]:
    yield from (("title", study.title), ("organisation", study.organisation))
    for name in ("service", "date", "method"):
        if value := getattr(study, name):
            yield name, value


def _described(study: Study) -> str:
    who = f"{study.title}. Research by {study.organisation}"
    return f"{who}, {study.date}." if study.date else f"{who}."
