"""Invented evidence for tests of the pages. Every organisation, person and finding here is fictional."""

from dataclasses import replace

from domain.access import Visibility
from domain.catalogue import Catalogue, Organisation, Service
from domain.evidence import Coding, Evidence, Kind, Level, Observation, Severity, SourceView, Standing, Study
from domain.hand_overs import Gap, HandOver, HandOverKind
from domain.insights import Confidence, Example, Fit, OrganisationCount, PainPoint, Pattern, Sharing, Wish
from domain.journeys import Journey, JourneyStatus, Step, StepBasis, StepPainPoint, SystemUse
from domain.placed_evidence import PlacedEvidence
from domain.text import TextSpan

REGISTRY, AGENCY, COUNCIL = "Brackenmere Registry", "Pensions and Allowances Agency", "Calderwick City Council"

SENTENCES = (
    (REGISTRY, "She brought the certificate to four counters and told the same story at each.", Kind.PAIN_POINT),
    (REGISTRY, "The registrar prints the entry and types it again into CivilRoll.", Kind.PAIN_POINT),
    (AGENCY, "I had to send the certificate again although they already held it.", Kind.PAIN_POINT),
    (AGENCY, "Nobody could say when the allowance would start, so he rang every week.", Kind.PAIN_POINT),
    (AGENCY, "Caseworkers keep their own list of who has sent a certificate.", Kind.BEHAVIOUR),
    (COUNCIL, "The council sent a bill to her late husband & asked <b>him</b> to call.", Kind.PAIN_POINT),
    (COUNCIL, "People were glad of one letter that named what happens next.", Kind.POSITIVE),
    (COUNCIL, "We interviewed eight residents at the counter.", Kind.METHOD),
)
A_PATTERN = Pattern(
    id="PAT_01",
    title="Nobody answers for the whole",
    definition="Each office answers for its own part alone.",
    applies="Several offices take part and none answers for the end.",
    not_when="Not when one office answers and is slow.",
    near=(),
    family="Invented",
    level=Level.BETWEEN,
    severity=Severity.HIGH,
    examples=(Example(subject="boats", text="Each quay sent the skipper on to the next."),),
)
ANOTHER_PATTERN = replace(
    A_PATTERN,
    id="PAT_02",
    title="Nobody says when",
    definition="People are not told how long it takes.",
    not_when="Not when nobody answers for it (PAT_01).",
    near=("PAT_01",),
    family="Waiting",
    examples=(Example(subject="parks", text="Keepers wait for seed and never hear a week."),),
)
TEXT = "\n\n".join(sentence for _, sentence, _ in SENTENCES)


def a_study(organisation: str = REGISTRY, *, title: str | None = None, draft: bool = False) -> Study:
    return Study(
        id=f"st_{organisation.split(maxsplit=1)[0].lower()}",
        title=title or f"After a death: {organisation}",
        organisation=organisation,
        date="2025-03",
        method="Interviews",
        sample_size=9,
        visibility=Visibility.OPEN,
        draft=draft,
        metadata=(("fictional", "every word here is invented"),),
    )


def some_evidence() -> list[Evidence]:
    evidence = []
    for ordinal, (organisation, sentence, kind) in enumerate(SENTENCES):
        start = TEXT.index(sentence)
        neighbours = [SENTENCES[i][1] if 0 <= i < len(SENTENCES) else "" for i in (ordinal - 1, ordinal + 1)]
        severity = Severity.HIGH if kind is Kind.PAIN_POINT else None
        evidence.append(
            Evidence(
                id=f"obs_{ordinal}",
                text=sentence,
                source_id="src_1",
                source="interviews *one*.docx",
                locator=f"paragraph {ordinal + 1}",
                span=TextSpan(start=start, end=start + len(sentence)),
                ordinal=ordinal,
                headings=("Interviews", "Telling everyone"),
                study_id=a_study(organisation).id,
                study=a_study(organisation).title,
                researched_by=REGISTRY,
                organisation=organisation,
                organisations=(organisation,),
                service="Bereavement",
                date="2025-03",
                sample_size=9,
                before=neighbours[0],
                after=neighbours[1],
                coding=Coding(kind=kind, pain_point=0.9, severity=severity, standing=Standing.LIVE),
            )
        )
    return evidence


def a_source() -> SourceView:
    observations = tuple(
        Observation(
            id=item.id,
            source_id=item.source_id,
            study_id=item.study_id,
            ordinal=item.ordinal,
            text=item.text,
            span=item.span,
            locator=item.locator,
        )
        for item in some_evidence()
    )
    return SourceView(id="src_1", name="interviews *one*.docx", text=TEXT, study=a_study(), observations=observations)


def a_catalogue() -> Catalogue:
    return Catalogue(
        organisations=tuple(Organisation(name=name) for name in sorted((REGISTRY, AGENCY, COUNCIL))),
        services=(Service(name="Bereavement", organisation=REGISTRY),),
    )


def a_pain_point(
    identifier: str = "pp_again",
    *,
    title: str = "People tell the same thing again to each organisation",
    sharing: Sharing = Sharing.BETWEEN,
    level: Level = Level.BETWEEN,
    evidence: list[Evidence] | None = None,
) -> PainPoint:
    chosen = evidence if evidence is not None else [e for e in some_evidence() if e.kind is Kind.PAIN_POINT]
    names = sorted({item.organisation for item in chosen})
    counts = tuple(
        OrganisationCount(name=name, observations=sum(e.organisation == name for e in chosen), studies=1)
        for name in names
    )
    return PainPoint(
        id=identifier,
        title=title,
        description="What one organisation knows is asked again by the next.",
        pattern=None,
        sharing=sharing,
        level=level,
        standing=Standing.LIVE,
        severity=Severity.HIGH,
        score=0.8,
        confidence=Confidence.MODERATE,
        reasons=("three organisations tell it", "no sample size is stated by one study"),
        single_source=False,
        years=(2024, 2025),
        observations=len(chosen),
        studies=3,
        participants=None,
        organisations=counts,
        evidence=tuple(Fit(evidence=item, organisation=item.organisation, fit=0.9) for item in chosen),
    )


def some_pain_points() -> list[PainPoint]:
    evidence = some_evidence()
    many = [item for item in evidence if item.organisation != REGISTRY]
    return [
        a_pain_point(),
        a_pain_point(
            "pp_when",
            title="Nobody can say when an answer will come",
            sharing=Sharing.IN_COMMON,
            level=Level.SERVICE,
            evidence=many,
        ),
    ]


def a_wish(kind: Kind = Kind.NEED, *, identifier: str = "need_again", evidence: list[Evidence] | None = None) -> Wish:
    chosen = evidence if evidence is not None else some_evidence()[1:4]
    names = sorted({item.organisation for item in chosen})
    return Wish(
        id=identifier,
        kind=kind,
        title="Ask people once for each certificate",
        difficulty=a_pain_point().title,
        pattern="PAT_01",
        pain_point="pp_again",
        standing=Standing.LIVE,
        years=(2025,),
        observations=len(chosen),
        studies=len(names),
        organisations=tuple(
            OrganisationCount(name=name, observations=sum(e.organisation == name for e in chosen), studies=1)
            for name in names
        ),
        evidence=tuple(Fit(evidence=item, organisation=item.organisation, fit=0.9) for item in chosen),
    )


def some_wishes() -> list[Wish]:
    council = [item for item in some_evidence() if item.organisation == COUNCIL]
    return [a_wish(), a_wish(Kind.RECOMMENDATION, identifier="rec_again", evidence=council)]


def a_journey() -> Journey:
    first, third = some_evidence()[0], some_evidence()[2]
    return Journey(
        id="jn_1",
        title="When someone dies",
        actor="A bereaved person",
        status=JourneyStatus.DRAFT,
        steps=(
            Step(
                order=1,
                stage="Telling",
                step="Register the death",
                organisation=REGISTRY,
                systems=("CivilRoll",),
                basis=StepBasis.EVIDENCE,
                evidence=(PlacedEvidence(evidence=first, score=0.8),),
                pain_points=(StepPainPoint(id="pp_again", title="Told again", observation_ids=(first.id,)),),
            ),
            Step(
                order=2,
                stage="Claiming",
                step="Claim the allowance",
                organisation=AGENCY,
                basis=StepBasis.EVIDENCE,
                evidence=(PlacedEvidence(evidence=third, score=0.8),),
            ),
            Step(order=3, stage="Claiming", step="Wait for the first payment"),
        ),
        hand_overs=(
            HandOver(
                from_step=1,
                to_step=2,
                giver=REGISTRY,
                taker=AGENCY,
                kind=HandOverKind.ORGANISATION,
                gap=Gap.NOT_KNOWN_IF_ALLOWED,
            ),
        ),
        systems=(SystemUse(name="CivilRoll", steps=(1,)),),
        gaps=("Between step 1 and step 2 it is not known if data may be passed.",),
    )
