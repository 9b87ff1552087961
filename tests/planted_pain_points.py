"""Pain points that organisations tell of as often as a test says. Everything here is fictional."""

from domain.evidence import Kind, Level, Severity, Standing
from domain.insights import Confidence, Fit, OrganisationCount, PainPoint, Sharing
from tests.planted_journeys import an_observation

FIT = 0.9


def a_pain_point(told: dict[str, tuple[int, int]], **fields) -> PainPoint:
    """A pain point with evidence: by organisation, how many observations tell it, from how many studies."""
    evidence = tuple(
        Fit(evidence=told_by(name, nth, study=f"Study {nth % studies + 1}"), organisation=name, fit=FIT)
        for name, (observations, studies) in told.items()
        for nth in range(observations)
    )
    known = {
        "id": "pp_7",
        "title": "Letters come after the date they speak of",
        "description": "People read of a date when it is past.",
        "pattern": "PAT_7",
        "sharing": Sharing.IN_COMMON,
        "level": Level.SERVICE,
        "standing": Standing.LIVE,
        "severity": Severity.HIGH,
        "score": 0.7,
        "confidence": Confidence.MODERATE,
        "reasons": ("2 organisations in 3 studies",),
        "single_source": False,
        "years": (2024, 2025),
        "observations": len(evidence),
        "studies": 3,
        "participants": 41,
        "organisations": tuple(
            OrganisationCount(name=name, observations=observations, studies=studies)
            for name, (observations, studies) in told.items()
        ),
        "evidence": evidence,
    }
    return PainPoint(**{**known, **fields})


def told_by(organisation: str, nth: int, *, study: str = "Study 1", **fields):
    """An observation about an organisation, in words of its own."""
    known = {
        "id": f"obs_{organisation}_{nth}",
        "text": f"The letter to the {organisation} came late, said caller {nth}.",
        "organisation": organisation,
        "organisations": (organisation,),
        "study": study,
        "study_id": f"st_{study}",
        "locator": f"line {nth + 1}",
        "kind": Kind.PAIN_POINT,
    }
    return an_observation(nth, **{**known, **fields})
