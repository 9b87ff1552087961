"""Insights: people write a claim on evidence, peers look at it, teams publish it, and nothing said is lost."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from domain.access import Role, Viewer
from domain.audit import Deed
from domain.catalogue import name_key
from domain.errors import InvalidRequest, NotAllowed
from domain.written_insights import (
    Insight,
    InsightDeed,
    InsightEvidence,
    InsightMention,
    InsightState,
    InsightVersion,
    InsightWords,
    PeerReview,
    Reach,
    ShownInsight,
    authors_of,
    before_last,
)
from use_cases.auditing import note_quoted
from use_cases.file_forms import DOCX, FILE_FORMS, MARKDOWN, checked_form
from use_cases.knowing.insight_reach import checked_reach, default_reach
from use_cases.repository import Repository
from use_cases.typed_words import TypedWords

FORMS = {form: FILE_FORMS[form] for form in (DOCX, MARKDOWN)}
"""Each form that an insight can be had in: its name on screens and its media type."""
_WRITE = "write insights"
_NOT_ANY_MORE = "This insight is superseded: it is kept as it was."


def _typed_in(words: InsightWords) -> dict[str, str]:
    """Return what a person typed of an insight, by where it stands."""
    fields = {
        "the claim": words.claim,
        "why": words.reasoning,
        "why so sure": words.because,
        "for whom it holds": words.whom,
        "where it holds": words.where,
    }
    for nth, each in enumerate(words.recommendations, start=1):
        fields |= {f"recommendation {nth}": each.what, f"who could do recommendation {nth}": each.who}
    return fields


class WrittenInsights:
    """Insights as people write them. Their author and the researchers of their team change them, nobody else."""

    def __init__(self, repository: Repository) -> None:
        self._repository = repository

    def all(
        self,
        viewer: Viewer,
        *,
        state: InsightState | None = None,
        mission: str | None = None,
        organisation: str | None = None,
    ) -> list[Insight]:
        """Return the insights this viewer may see that pass, last changed first.

        ``organisation`` is one for which they hold, by any of its names.
        """
        found = self._repository.insights.insights(viewer)
        if state is not None:
            found = [each for each in found if each.state is state]
        if mission is not None:
            found = [each for each in found if name_key(each.version.reach.mission or "") == name_key(mission)]
        if organisation is not None:
            known = self._repository.catalogue.catalogue()
            wanted = name_key(known.current(organisation) or organisation)
            current = {name: known.current(name) or name for each in found for name in each.words.organisations}
            found = [each for each in found if wanted in {name_key(current[name]) for name in each.words.organisations}]
        return found

    def insight(self, viewer: Viewer, insight_id: str) -> ShownInsight:
        """Return one insight with its evidence, as this viewer may see it. Raises NotFound."""
        insight = self._repository.insights.insight(viewer, insight_id)
        every = self._repository.insights.insights(viewer)
        held = {item.id: item for item in self._repository.evidence.evidence(viewer, insight.evidence.every)}
        return ShownInsight(
            insight=insight,
            supporting=tuple(held[name] for name in insight.evidence.supporting if name in held),
            against=tuple(held[name] for name in insight.evidence.against if name in held),
            successor=next((each for each in every if each.id == insight.version.superseded_by), None),
            replaces=tuple(each for each in every if each.version.superseded_by == insight.id),
        )

    def versions(self, viewer: Viewer, insight_id: str) -> list[InsightVersion]:
        """Return who did what to an insight and when, in order, since its publication for others than its team.

        Raises NotFound.
        """
        return self._repository.insights.versions(viewer, insight_id)

    def mentions(self, viewer: Viewer) -> dict[str, tuple[InsightMention, ...]]:
        """Return by observation in which insights it stands, as far as this viewer may see both."""
        return self._repository.insights.mentions(viewer)

    def overdue(self, viewer: Viewer, today: str) -> list[Insight]:
        """Return the insights that this viewer may change and whose review date has passed, the longest ago first."""
        late = [each for each in self._repository.insights.insights(viewer) if each.mine and each.is_overdue(today)]
        return sorted(late, key=lambda each: (each.words.review_by or "", each.id))

    def export(self, viewer: Viewer, insight_id: str, form: str) -> bytes:
        """Return one insight as docx or Markdown, with such evidence as this viewer may see.

        The same insight on the same day gives the same bytes. Raises NotFound, InvalidRequest for another form.
        """
        from exports.insight_docx import insight_document
        from exports.insight_markdown import insight_markdown

        write = insight_document if checked_form(form, FORMS, what="An insight") == DOCX else insight_markdown
        return write(self.insight(viewer, insight_id), made_on=datetime.now(UTC).date().isoformat())

    def note_export(self, viewer: Viewer, insight_id: str, form: str) -> None:
        """Write down that an insight left as a file, with what it quotes. Raises NotFound."""
        note_quoted(self._repository, viewer, f"{insight_id} as {form}", self.insight(viewer, insight_id).quoted)

    # writing

    def write(
        self, viewer: Viewer, words: InsightWords, evidence: InsightEvidence, *, mission: str | None = None
    ) -> str:
        """Keep a new insight as a draft of the viewer's team; return its identifier.

        Raises NotAllowed, NotFound for a mission or evidence that is not there, InvalidRequest for personal data.
        """
        viewer.need(Role.RESEARCHER, _WRITE)
        self._check_typed(words)
        reach = checked_reach(self._repository, viewer, default_reach(viewer, mission))
        identifier = self._repository.insights.add(viewer, words, evidence, reach)
        self._note(viewer, identifier, InsightDeed.WRITTEN)
        return identifier

    def change(self, viewer: Viewer, insight_id: str, words: InsightWords, evidence: InsightEvidence) -> None:
        """Say an insight anew; a published one stays published, a peer's review holds for what it was given of.

        Evidence that this viewer may not see stays. Raises NotAllowed, NotFound, InvalidRequest for a superseded one
        and for personal data in what is typed anew.
        """
        viewer.need(Role.RESEARCHER, _WRITE)
        stored = self._repository.insights.insight(viewer, insight_id)
        if stored.mine and (stored.words, stored.evidence) == (words, evidence):
            return
        self._check_typed(words, stored.words)

        def decide(versions: Sequence[InsightVersion]) -> tuple[InsightVersion, InsightEvidence]:
            newest = _open(versions)
            state = newest.state if newest.state.is_public else InsightState.DRAFT
            return replace(newest, deed=InsightDeed.CHANGED, state=state, words=words), evidence

        self._repository.insights.record(viewer, insight_id, decide)
        self._note(viewer, insight_id, InsightDeed.CHANGED)

    def _check_typed(self, words: InsightWords, before: InsightWords | None = None) -> None:
        """Raise InvalidRequest where what a person typed anew holds personal data: others read it."""
        typed, known = TypedWords(self._repository), _typed_in(before) if before else {}
        for where, text in _typed_in(words).items():
            if text not in known.values():
                typed.check(where, text)

    def review(self, viewer: Viewer, insight_id: str) -> None:
        """Say as a peer that one stands by an insight as it is.

        Raises NotAllowed for readers and for whoever wrote any of it, NotFound, InvalidRequest where that was done.
        """
        viewer.need(Role.RESEARCHER, "review insights")

        def decide(versions: Sequence[InsightVersion]) -> InsightVersion:
            newest = _open(versions)
            if viewer.name in authors_of(versions):
                raise NotAllowed(
                    "Whoever wrote an insight does not review it.",
                    where="the insight",
                    remedy="Ask a colleague who wrote none of it.",
                )
            if newest.is_reviewed:
                raise InvalidRequest(
                    "A peer has reviewed it as it stands.", where="the insight", remedy="Nothing is left to do."
                )
            state = newest.state if newest.state.is_public else InsightState.REVIEWED
            review = PeerReview(by=viewer.name, at=newest.at, version=newest.said_in)
            return replace(newest, deed=InsightDeed.REVIEWED, state=state, review=review)

        self._do(viewer, insight_id, decide, as_peer=True)

    def publish(self, viewer: Viewer, insight_id: str, reach: Reach) -> None:
        """Show an insight to those its reach names, or to others than until now, if it was published.

        Raises NotAllowed, NotFound, and InvalidRequest for one without evidence or a reach that lets nobody in.
        """
        stored = self._repository.insights.insight(viewer, insight_id)
        checked = checked_reach(self._repository, viewer, reach, of=stored)
        if not stored.evidence.supporting and not stored.hidden:
            raise InvalidRequest(
                "No evidence supports this insight.",
                where="the insight",
                remedy="Choose evidence for it before you publish it.",
            )

        def decide(versions: Sequence[InsightVersion]) -> InsightVersion:
            newest = _open(versions)
            is_public = newest.state.is_public
            if is_public and newest.reach == checked:
                raise InvalidRequest(
                    "It is shown to them already.", where="the insight", remedy="Choose who else may see it."
                )
            deed = InsightDeed.REACH_CHANGED if is_public else InsightDeed.PUBLISHED
            return replace(newest, deed=deed, state=InsightState.PUBLISHED, reach=checked)

        self._do(viewer, insight_id, decide)

    def unpublish(self, viewer: Viewer, insight_id: str) -> None:
        """Make a published insight a draft of its team again. Raises NotAllowed, NotFound, InvalidRequest."""

        def decide(versions: Sequence[InsightVersion]) -> InsightVersion:
            newest = _published(_open(versions))
            state = InsightState.REVIEWED if newest.is_reviewed else InsightState.DRAFT
            return replace(newest, deed=InsightDeed.UNPUBLISHED, state=state)

        self._do(viewer, insight_id, decide)

    def supersede(self, viewer: Viewer, insight_id: str, successor: str) -> None:
        """Say that another published insight takes the place of this one, which stays where links lead.

        Raises NotAllowed, NotFound, InvalidRequest where either is not published, or both are the same.
        """
        after = self._repository.insights.insight(viewer, successor)
        if after.id == insight_id or after.state is not InsightState.PUBLISHED:
            raise InvalidRequest(
                "Only another insight that is published can take its place.",
                where=successor,
                remedy="Publish that one first.",
            )

        def decide(versions: Sequence[InsightVersion]) -> InsightVersion:
            newest = _published(_open(versions))
            superseded = InsightState.SUPERSEDED
            return replace(newest, deed=InsightDeed.SUPERSEDED, state=superseded, superseded_by=after.id)

        self._do(viewer, insight_id, decide)

    def take_back(self, viewer: Viewer, insight_id: str) -> None:
        """Take back what was last done to an insight: it stands as before, and the history keeps both.

        Raises NotAllowed, NotFound, InvalidRequest where nothing but its writing is left.
        """

        def decide(versions: Sequence[InsightVersion]) -> InsightVersion:
            before = before_last(versions)
            if before is None:
                raise InvalidRequest(
                    "There is nothing to take back.", where="the insight", remedy="Insights are never deleted."
                )
            return replace(before, deed=InsightDeed.TAKEN_BACK)

        self._do(viewer, insight_id, decide)

    def _do(
        self,
        viewer: Viewer,
        insight_id: str,
        decide: Callable[[Sequence[InsightVersion]], InsightVersion],
        *,
        as_peer: bool = False,
    ) -> None:
        """Add a version with the words and the evidence of an earlier one, and write it down."""
        done: list[InsightDeed] = []

        def with_deed(versions: list[InsightVersion]) -> tuple[InsightVersion, None]:
            version = decide(versions)
            done.append(version.deed)
            return version, None

        self._repository.insights.record(viewer, insight_id, with_deed, as_peer=as_peer)
        self._note(viewer, insight_id, done[-1])

    def _note(self, viewer: Viewer, insight_id: str, deed: InsightDeed) -> None:
        self._repository.audit.add(viewer.name, Deed.CHANGED_INSIGHT, insight_id, {"deed": deed.value})


def _open(versions: Sequence[InsightVersion]) -> InsightVersion:
    """Return the newest version. Raises InvalidRequest for a superseded insight."""
    newest = versions[-1]
    if newest.state is InsightState.SUPERSEDED:
        raise InvalidRequest(
            _NOT_ANY_MORE, where="the insight", remedy="Take that back first, or change its successor."
        )
    return newest


def _published(version: InsightVersion) -> InsightVersion:
    if version.state is not InsightState.PUBLISHED:
        raise InvalidRequest("This insight is not published.", where="the insight", remedy="Publish it first.")
    return version
