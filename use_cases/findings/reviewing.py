"""Reviewing themes: a proposal is accepted, renamed, merged, split or rejected, and all of it can be taken back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from domain.access import MAINTENANCE, Role, Viewer
from domain.audit import Deed
from domain.codebook_edits import PatternChange
from domain.decisions import DecidedTheme, ThemeVerdict, Verdict, standing_links, taken_back
from domain.errors import InvalidRequest, NotFound, ThroughlineError
from domain.evidence import Evidence, Kind
from domain.insights import ThemeRow, ThemeStatus
from domain.search import ObservationFilter
from domain.text import fold
from use_cases.auditing import audited
from use_cases.findings.codebook import Patterns
from use_cases.findings.deciding import GONE
from use_cases.findings.theming import pain_points, themes
from use_cases.repository import Repository
from use_cases.typed_words import TypedWords

CENTRAL = 3
"""How many quotations stand for a theme."""
READ = 12
"""Among so many of its most central observations they are looked for."""
CHOICES = 100
"""From how many of its observations a theme can be split on a screen: those farthest from its middle."""
LONGEST_TITLE = 200
LONGEST_DESCRIPTION = 600
_DIFFICULTIES = ObservationFilter(kinds=frozenset({Kind.PAIN_POINT}))


@dataclass(frozen=True, kw_only=True, slots=True)
class ThemeReview:
    """A theme with what helps to decide on it: its most central quotations, and others that are nearly the same.

    ``twins`` are those, the most alike first. ``difficulties`` counts its sentences that tell one;
    ``tells_a_difficulty`` is false where these are few.
    """

    row: ThemeRow
    central: tuple[Evidence, ...]
    twins: tuple[ThemeRow, ...]
    difficulties: int = 0
    tells_a_difficulty: bool = True


@dataclass(frozen=True, kw_only=True, slots=True)
class ThemeAct:
    """A decision on a theme as it is listed, with the titles that this viewer sees."""

    said: DecidedTheme
    title: str
    into: str = ""
    taken_back: DecidedTheme | None = None


class Review:
    """The review of themes. Everyone sees it as far as they see evidence; curators decide."""

    def __init__(self, repository: Repository) -> None:
        self._repository = repository

    def queue(self, viewer: Viewer, where: ObservationFilter | None = None) -> list[ThemeReview]:
        """Return themes to look at: proposed first, then accepted, then rejected; the largest first in each.

        Of the proposed those that tell no difficulty come after the others. The central quotations of each are the one
        that its title quotes, those that surely tell a difficulty, then what tells one, then the rest.
        """
        from insights.coding.sure_difficulties import is_sure
        from insights.theming.central import Centres
        from insights.theming.group_titles import tells_a_difficulty
        from insights.theming.quoted_titles import quotes

        rows = themes(self._repository, viewer, where)
        ids = sorted({member for row in rows for member in row.members})
        if not ids:
            return []
        centres = Centres(
            {row.id: row.members for row in rows},
            *self._repository.vectors.vectors(self._repository.embedder.name, ids),
        )
        twins = centres.near_twins()
        telling = self._repository.evidence.visible_ids(viewer, _DIFFICULTIES, among=ids)
        usual = len(telling) / len(ids)
        near = {row.id: centres.by_centrality(row.id) for row in rows}
        near = {name: sorted(order, key=lambda one: one not in telling)[:READ] for name, order in near.items()}
        wanted = sorted({identifier for order in near.values() for identifier in order})
        seen = {item.id: item for item in self._repository.evidence.evidence(viewer, wanted)}
        known = {row.id: row for row in rows}
        chosen: dict[str, list[Evidence]] = {}
        for name, order in near.items():
            surest = sorted((seen[one] for one in order if one in seen), key=lambda item: not is_sure(item))
            named_by = [item for item in surest if quotes(known[name].title, item.text)][:1]
            chosen[name] = [*named_by, *(item for item in surest if item not in named_by)][:CENTRAL]
        told = {row.id: len(telling.intersection(row.members)) for row in rows}
        found = [
            ThemeReview(
                row=row,
                central=tuple(chosen[row.id]),
                twins=tuple(known[other] for other, _ in twins[row.id]),
                difficulties=told[row.id],
                tells_a_difficulty=row.pattern is not None
                or tells_a_difficulty(told[row.id], len(row.members), usual=usual),
            )
            for row in rows
        ]
        order = list(ThemeStatus)
        return sorted(
            found,
            key=lambda review: (
                order.index(review.row.status),
                review.row.status is ThemeStatus.PROPOSED and not review.tells_a_difficulty,
            ),
        )

    def outlying(self, viewer: Viewer, theme_id: str) -> list[Evidence]:
        """Return observations of a theme, those farthest from its middle first: what may be split off. None: empty."""
        from insights.theming.central import Centres

        row = next((row for row in themes(self._repository, viewer) if row.id == theme_id), None)
        if row is None:
            return []
        held = self._repository.vectors.vectors(self._repository.embedder.name, list(row.members))
        ordered = Centres({row.id: row.members}, *held).by_centrality(row.id)[::-1]
        return self._repository.evidence.evidence(viewer, ordered[:CHOICES])

    def history(self, viewer: Viewer) -> list[ThemeAct]:
        """Return what people decided on themes of which this viewer sees something, the latest first."""
        said = self._repository.themes.decisions(viewer)
        titles = {row.id: row.title for row in themes(self._repository, viewer, merged=True)} if said else {}
        titles |= self._titles_of_patterns()
        gone = taken_back(said)
        return [
            ThemeAct(
                said=decision,
                title=titles.get(decision.theme) or GONE,
                into=(titles.get(decision.into) or GONE) if decision.into else "",
                taken_back=gone.get(decision.act),
            )
            for decision in reversed(said)
            if decision.verdict not in {ThemeVerdict.TAKEN_BACK, ThemeVerdict.KEPT}
        ]

    def _titles_of_patterns(self) -> dict[str, str]:
        """Return what patterns are called, and what those were called that are retired or were taken back."""
        edits = self._repository.codebook_edits.edits()
        before = {edit.pattern: edit.change.title for edit in edits if edit.change.title}
        return before | {pattern.id: pattern.title for pattern in self._repository.codebook.patterns}

    @audited(Deed.DECIDED, of="theme_id", told=("status",))
    def decide(
        self, viewer: Viewer, theme_id: str, status: ThemeStatus, *, title: str = "", description: str | None = None
    ) -> str:
        """Accept or reject a theme, in words of this person when given, or put it back; return the act's identifier.

        The name and description that a writer outside gave it become those that this person stands behind, unless they
        say others; an empty description takes it off.
        Raises NotAllowed, NotFound, InvalidRequest.
        """
        viewer.need(Role.CURATOR, "decide on themes")
        self._check_typed(title, description)
        if status is not ThemeStatus.PROPOSED and (not title or description is None):
            rows = themes(self._repository, viewer)
            given = next((row.given for row in rows if row.id == theme_id), None)
            if given is not None:
                title = title or given.title
                description = given.description if description is None else description
        return self._repository.themes.decide(
            viewer, theme_id, status, title=_named(title) if title else "", description=_described(description)
        )

    @audited(Deed.DECIDED, of="theme_id")
    def rename(self, viewer: Viewer, theme_id: str, title: str, *, description: str | None = None) -> str:
        """Give a theme a title, and a description when one is said, empty to take it off; return the act's identifier.

        Raises NotAllowed, NotFound, InvalidRequest.
        """
        viewer.need(Role.CURATOR, "decide on themes")
        self._check_typed(title, description)
        return self._repository.themes.rename(viewer, theme_id, _named(title), description=_described(description))

    @audited(Deed.DECIDED, of="theme_id", told=("into",))
    def merge(self, viewer: Viewer, theme_id: str, into: str) -> str:
        """Make a theme part of another; return the act's identifier. Raises NotAllowed, NotFound, InvalidRequest.

        Where the other follows a pattern, what is evidence of the first's own pain point becomes that pattern's, by
        this person's word: the first has no pain point any more, for nobody. What somebody said is no evidence of that
        pattern stays none.
        """
        viewer.need(Role.CURATOR, "decide on themes")
        evidence = self._becoming(viewer, theme_id, self._pattern_of(viewer, into))
        return self._repository.themes.merge(viewer, theme_id, into, evidence=evidence)

    @audited(Deed.DECIDED, of="theme_id")
    def make_pattern(
        self, viewer: Viewer, theme_id: str, change: PatternChange, *, examples_alone: bool = False
    ) -> tuple[str, str]:
        """Add a pattern to the codebook in the place of a theme; return the act on the codebook and the pattern.

        What is evidence of the theme's own pain point becomes the pattern's, by this person's word, or what of it is an
        example alone; the theme has no pain point any more, so that one difficulty is not listed twice. Taking the act
        on the codebook back gives the theme back. Raises NotAllowed, NotFound, and InvalidRequest, for a theme too that
        is not accepted or follows a pattern already; no pattern stays then.
        """
        viewer.need(Role.CURATOR, "decide on themes")
        theme = next((row for row in themes(self._repository, viewer) if row.id == theme_id), None)
        if theme is None:
            raise NotFound("There is no such theme.", where=theme_id, remedy="Choose one from the list.")
        if theme.pattern is not None:
            raise InvalidRequest("It follows a pattern.", where=theme.title, remedy="Change that in the codebook.")
        if theme.status is not ThemeStatus.ACCEPTED:
            raise InvalidRequest("Nobody accepted this theme.", where=theme.title, remedy="Accept it first.")
        evidence = change.observations if examples_alone else tuple(self._all_evidence_of(viewer, theme_id))
        patterns = Patterns(self._repository)
        act, pattern = patterns.add(viewer, change)
        try:
            self._repository.themes.give_to_pattern(viewer, theme_id, pattern, evidence=evidence)
        except ThroughlineError:
            patterns.take_back(viewer, act)
            raise
        return act, pattern

    def _becoming(self, viewer: Viewer, theme_id: str, pattern: str | None) -> list[str]:
        """Return what becomes evidence of a pattern with a theme: nothing without a pattern, or said to be none."""
        if pattern is None:
            return []
        items = self._all_evidence_of(viewer, theme_id)
        settled = self._settled(MAINTENANCE, items, pattern)
        return [name for name in items if name not in settled]

    def left_out(self, viewer: Viewer, theme_id: str, into: str) -> int:
        """Return how many quotations of a theme's pain point merging leaves out: said to be none of that pattern."""
        pattern = self._pattern_of(viewer, into)
        settled = self._settled(viewer, self._evidence_of(viewer, theme_id), pattern) if pattern else {}
        return list(settled.values()).count(False)

    def _check_typed(self, title: str, description: str | None = None) -> None:
        typed = TypedWords(self._repository)
        typed.check("the title", title)
        typed.check("the description", description)

    def _pattern_of(self, viewer: Viewer, theme_id: str) -> str | None:
        return next((row.pattern for row in themes(self._repository, viewer) if row.id == theme_id), None)

    def _evidence_of(self, viewer: Viewer, theme_id: str) -> dict[str, Evidence]:
        """Return what stands as evidence at the pain point of a theme; empty where it has none of its own."""
        points = [point for point in pain_points(self._repository, viewer) if point.theme == theme_id]
        return {fit.evidence.id: fit.evidence for point in points for fit in point.evidence}

    def _all_evidence_of(self, viewer: Viewer, theme_id: str) -> dict[str, Evidence]:
        """Return what stands as evidence at the pain point of a theme, what this viewer does not see too."""
        return self._evidence_of(MAINTENANCE, theme_id) | self._evidence_of(viewer, theme_id)

    def _settled(self, viewer: Viewer, items: Mapping[str, Evidence], pattern: str) -> dict[str, bool]:
        """Return which of some observations people said are evidence of a pattern, or are none in these words."""
        from insights.sharing.rulings import Rulings

        links = standing_links(self._repository.decisions.links(viewer))
        own = [link for link in links if link.subject == pattern]
        if not (items and own):
            return {}
        said = self._repository.evidence.evidence(viewer, list({link.observation_id: None for link in own}))
        rulings = Rulings(own, [*items.values(), *said])
        placed = {link.observation_id for link in own if link.verdict is Verdict.EVIDENCE}
        return {
            name: name in placed for name, item in items.items() if name in placed or rulings.on(item, pattern) is False
        }

    @audited(Deed.DECIDED, of="theme_id", told=("chosen",))
    def split(self, viewer: Viewer, theme_id: str, chosen: Sequence[str], title: str) -> tuple[str, str]:
        """Make some observations of a theme one of its own; return the act's and the new theme's identifiers.

        Raises NotAllowed, NotFound, InvalidRequest.
        """
        viewer.need(Role.CURATOR, "decide on themes")
        self._check_typed(title)
        return self._repository.themes.split(viewer, theme_id, list(dict.fromkeys(chosen)), _named(title))

    @audited(Deed.DECIDED, of="act")
    def take_back(self, viewer: Viewer, act: str) -> None:
        """Take a decision on themes back. Raises NotAllowed, NotFound, InvalidRequest where that was done before."""
        viewer.need(Role.CURATOR, "take a decision on themes back")
        self._repository.themes.take_back(viewer, act)


def _named(title: str) -> str:
    """Return a title as it is kept. Raises InvalidRequest for none, or one that is no title."""
    named = fold(title)
    if not named or len(named) > LONGEST_TITLE:
        raise InvalidRequest(
            "That is no title for a theme.",
            where="the title",
            remedy=f"Write one of at most {LONGEST_TITLE} characters that says what is wrong for whom.",
        )
    return named


def _described(description: str | None) -> str | None:
    """Return a description as it is kept; None: nothing is said. Raises InvalidRequest for one that is too long."""
    if description is None:
        return None
    described = fold(description)
    if len(described) > LONGEST_DESCRIPTION:
        raise InvalidRequest(
            "That is more than a description of a theme.",
            where="the description",
            remedy=f"Write at most {LONGEST_DESCRIPTION} characters: who meets the difficulty, and what it costs them.",
        )
    return described
