"""What do we know? Of one question, and of each question of a draft plan, as its viewer may see it."""

from collections.abc import Sequence
from dataclasses import replace

from domain.access import Viewer
from domain.errors import InvalidRequest
from domain.evidence import Evidence, SourceFile
from domain.insights import PainPoint, ThemeRow
from domain.known import Plan, PlanQuestion, WhatIsKnown
from domain.search import Known, ObservationFilter, SearchAnswer
from use_cases.catalogue.ownership import Ownership
from use_cases.findings import theming
from use_cases.knowing.searching import search, vectors_of
from use_cases.repository import Repository

MOST_QUESTIONS = 40
"""So many questions of a plan are looked into at once."""
PASTED = "plan.md"
"""What a pasted plan is read as."""


class Knowing:
    """Puts answers together of what is stored. What is given was found for its viewer, and so is what is read."""

    def __init__(self, repository: Repository) -> None:
        self._repository = repository

    def plan(self, file: SourceFile) -> Plan:
        """Return the questions of a draft plan; nothing of it is stored.

        Raises UnreadableSource for what cannot be read, InvalidRequest for a plan without any question.
        """
        from ingest.plan_questions import questions_in

        found = questions_in(self._repository.readers.open(file).passages)
        if not found:
            raise InvalidRequest(
                "No question was found in this plan.",
                where=file.name.rpartition("/")[2],
                remedy="Write each question on a line of its own that ends in a question mark, or list them under a "
                "heading such as Research questions.",
            )
        return Plan(questions=tuple(found[:MOST_QUESTIONS]), left_out=max(len(found) - MOST_QUESTIONS, 0))

    def known(
        self, viewer: Viewer, answer: SearchAnswer, *, wider: SearchAnswer | None = None, all_kinds: bool = False
    ) -> WhatIsKnown:
        """Return what is known by what a search found: quotations by organisation, studies, whom to ask.

        Where nothing is known that is whose study comes nearest, if that has to do with the question; else nobody.

        ``wider`` is the same search without filters, looked at where nothing was found. ``all_kinds`` keeps method
        notes, questions and others among the quotations. What stands beside them is left to :meth:`with_beside`.
        """
        from insights.answering.what_is_known import studies_behind, voices_of, without_hidden_kinds

        found = [result.evidence for result in answer.results]
        hits = found if all_kinds else without_hidden_kinds(found)
        nearest = None
        if answer.known is Known.NOTHING:
            further = [result.evidence for result in wider.results] if wider else []
            nearest = next(iter([*hits, *without_hidden_kinds(further)]), None)
        seen = self._repository.evidence.studies(viewer) if hits or nearest else []
        asked = {item.study_id for item in hits}
        if nearest:
            close = answer.close | (wider.close if wider else frozenset())
            is_close = nearest.id in close or (wider is not None and wider.known.is_something)
            asked = {nearest.study_id} if is_close else set()
        return WhatIsKnown(
            question=answer.query,
            known=answer.known,
            voices=voices_of(hits, *vectors_of(self._repository, hits)),
            hidden=len(found) - len(hits),
            studies=studies_behind(hits, seen),
            ask=Ownership(self._repository).contacts([study for study in seen if study.id in asked]),
            nearest=nearest,
            also_looked_for=answer.also_looked_for,
            best_of=answer.speaking if answer.is_selection else None,
            lacks_number=answer.lacks_number,
        )

    def with_beside(
        self, viewer: Viewer, known: WhatIsKnown, points: Sequence[PainPoint], themes: Sequence[ThemeRow] = ()
    ) -> WhatIsKnown:
        """Return it with the pain points and themes among its hits, what was tried, and what speaks against them.

        ``points`` and ``themes`` are what this viewer sees of them. Where nothing is known nothing is beside it.
        """
        from insights.answering.what_is_known import points_met, speaks_against, themes_met, tried_about

        if known.known is Known.NOTHING:
            return known
        hits = list(known.hits)
        met = points_met(hits, points)
        tried, against = tried_about(hits, met), speaks_against(known.question, hits, met)
        seen = self._with_neighbours(
            viewer, [*(each.attempt.evidence for each in tried), *(each.evidence for each in against)]
        )
        return replace(
            known,
            points=met,
            themes=themes_met(hits, themes),
            tried=tuple(
                replace(each, attempt=replace(each.attempt, evidence=seen[each.attempt.evidence.id]))
                for each in tried
                if each.attempt.evidence.id in seen
            ),
            against=tuple(
                replace(each, evidence=seen[each.evidence.id]) for each in against if each.evidence.id in seen
            ),
        )

    def of_plan(
        self, viewer: Viewer, plan: Plan, *, mission: str | None = None, limit: int = 20
    ) -> list[tuple[PlanQuestion, SearchAnswer, WhatIsKnown]]:
        """Return what is known of each question of a plan, in order: by so many hits, of a mission if one is named.

        Raises InvalidRequest for a limit outside 1 to 1000, IndexUnusable when an index has to be rebuilt.
        """
        where = ObservationFilter(missions=frozenset({mission} if mission else ()))
        points = theming.pain_points(self._repository, viewer, mission=mission)
        themes = theming.themes(self._repository, viewer)
        found = []
        for question in plan.questions:
            answer = search(self._repository, viewer, question.text, where=where, limit=limit)
            wider = None if answer.results else search(self._repository, viewer, question.text, limit=1)
            known = self.known(viewer, answer, wider=wider)
            found.append((question, answer, self.with_beside(viewer, known, points, themes)))
        return found

    def _with_neighbours(self, viewer: Viewer, items: Sequence[Evidence]) -> dict[str, Evidence]:
        """Return those of the observations that this viewer may see, by identifier, with what stands around them."""
        ids = list(dict.fromkeys(item.id for item in items))
        return {item.id: item for item in self._repository.evidence.evidence(viewer, ids)} if ids else {}
