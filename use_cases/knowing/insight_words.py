"""What a person said of an insight, from a form or a file, checked."""

from collections.abc import Sequence

from domain.errors import InvalidRequest
from domain.insights import Confidence
from domain.written_insights import InsightWords, Recommendation


def insight_words(  # noqa: PLR0913 - one a field
    *,
    claim: str,
    reasoning: str = "",
    confidence: Confidence = Confidence.MODERATE,
    because: str = "",
    whom: str = "",
    where: str = "",
    organisations: Sequence[str] = (),
    review_by: str = "",
    recommendations: Sequence[tuple[str, str]] = (),
) -> InsightWords:
    """Return what a person said of an insight, without blank recommendations. Raises InvalidRequest."""
    if not claim.strip():
        raise InvalidRequest(
            "An insight makes a claim, and none is written.",
            where="the claim",
            remedy="Say in one sentence what the evidence shows.",
        )
    for what, who in recommendations:
        if who.strip() and not what.strip():
            raise InvalidRequest(
                "A recommendation says who, and not what should change.",
                where="the recommendations",
                remedy="Say what should change, or clear the row.",
            )
    try:
        return InsightWords(
            claim=claim.strip(),
            reasoning=reasoning.strip(),
            confidence=confidence,
            because=because.strip(),
            whom=whom.strip(),
            where=where.strip(),
            organisations=tuple(dict.fromkeys(name.strip() for name in organisations if name.strip())),
            review_by=review_by.strip() or None,
            recommendations=tuple(
                Recommendation(what=what.strip(), who=who.strip()) for what, who in recommendations if what.strip()
            ),
        )
    except ValueError as error:
        raise InvalidRequest(str(error), where="the insight", remedy="Correct it and save it again.") from None
