"""Words that tell of the same thing in public services: a step says "reminder", its evidence says "we were chased"."""

from functools import cache

from journey_maps.drafting.stems import stems_of

_KINDRED = """
apply application applicant form submit request claim claimant register registration enrol
eligible eligibility qualify criteria entitled age threshold exempt rule
find search look browse discover filter location directions map venue address site building travel park transport
book appointment slot schedule clinic calendar session timed availability
change cancel reschedule rebook postpone amend edit move swap alter update withdraw
receive invitation invite letter message notify notification text sms email post envelope deliver
remind reminder nudge prompt chase follow alert
miss missed absent attend attendance non-attender no-show forget fail
arrive check-in reception receptionist desk queue wait waiting
identity passport verify confirm prove proof birth name identify
answer question questionnaire health symptom history ask form survey
access adjustment disability interpreter wheelchair carer special need support hearing vision braille mobility anxiety
result outcome decision letter report finding positive negative normal abnormal
record file system note enter code database update add log store
pay payment fee cost charge invoice refund money bank amount price
claim expense receipt allowance reimburse cost
appeal challenge dispute complain complaint tribunal review reconsider
evidence document upload attach proof certificate photo scan
assess assessment review examine read interpret evaluate score sift shortlist mark
interview panel meet meeting visit conversation
refer referral transfer hand pass forward send share
close end finish complete discharge expire stop
choose select decide decision option prefer compare
tell inform report notify say phone call contact speak
hire recruit job vacancy role advert post employer school
order deliver kit parcel post dispatch
test sample swab scan image mammogram screening take
home house rent tenancy landlord move housing
child childcare parent school baby birth family
death die deceased funeral bereavement probate
learn train training course lesson practice qualification
drive driving licence vehicle car
farm land field crop animal livestock inspection inspector
court hearing judge trial witness prosecutor police charge case solicitor
prison release sentence probation offender
visa passport border travel immigration
tax return income earnings wage salary self-employed
benefit credit universal jobcentre sanction
vote election poll ballot
licence permit approve approval grant authorise
inspect inspection audit visit compliance
account password log login sign username create
"""


@cache
def _groups() -> tuple[frozenset[str], ...]:
    return tuple(frozenset(stems_of(line)) for line in _KINDRED.strip().splitlines())


@cache
def kindred_of(stem: str) -> frozenset[str]:
    """Return the stems of words that tell of the same thing as ``stem``, itself left out; none for most words."""
    return frozenset[str]().union(*(group for group in _groups() if stem in group)) - {stem}
