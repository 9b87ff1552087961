"""Steps that dealings with public services often have, in a facilitator's words, and the words that tell of them.

What people do is told in nouns as often as in verbs ("rebookings take up the morning"). None of these steps is
suggested for being usual: evidence has to tell it.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

_USUAL = """
Find out that there is help | (?:find|found|finding) out about|(?:hear|heard) (?:about|of) (?:it|this|the)|(?:not|un)\\W?aware (?:of|that)|lack of awareness|posters?|word of mouth
Work out how much it would be | calculators?|estimat(?:e|es|ed|ing)\\b.{0,25}\\b(?:cost|amount|price|award|payment)s?|how much (?:it|they|you|people)\\b.{0,15}\\b(?:cost|get|receive|pay)
Find out what can be {asked for|claimed} | (?:what|which|how much)\\b.{0,30}\\b(?:can|could|may|allowed)\\b.{0,25}\\b(?:claim\\w*|apply for|have|receive)|rules (?:on|about)
Read the guidance | guidance|leaflets?|instructions|faqs?
Choose whether to do it online, by phone or in person | (?:online|digital(?:ly)?|app|paper|in person|face[- ]to[- ]face)\\b.{0,20}\\bor\\b.{0,20}\\b(?:phone|telephone|paper|post|in person|face[- ]to[- ]face|offline)|non[- ]?digital (?:route|option|channel)s?
Check who is eligible | eligib\\w+|entitle\\w*|qualif(?:y|ies) for
Get advice before applying | (?:get|seek|sought)\\w*\\b.{0,15}\\badvice|citizens advice|legal advice
Ask somebody who knows | (?:ask|asked|asking) (?:a |an |the |their )?(?:colleagues?|experts?|friends?|librarians?|manager)|right (?:person|people|team|contact)|who to (?:ask|contact|call|speak)
Search for a {job|course|home|place|grant|school|provider} | search\\w*|looking for (?:a|the)
Narrow down what was found | filter(?:s|ed|ing)?|refin(?:e|es|ed|ing)|narrow\\w* down|sort(?:s|ed|ing)? (?:by|results?)
Compare {prices|figures|places|regions|years|providers|results} | compar(?:e|es|ed|ing|isons?)
See what the figures show | charts?|graphs?|trends?|visuali[sz]ations?
Check where the {figures|data|numbers} come from | (?:where|how)\\b.{0,25}\\b(?:come from|collected|calculated)|definitions?|glossar(?:y|ies)|methodolog(?:y|ies)|trustworth\\w+
Download the {data|figures|list|report|file} | download\\w*|export\\w* (?:to|as|into|the data)|spreadsheets?|csv
Use the {data|figures|findings} in a {report|story|plan|paper} | (?:for|in|into|write|writing) (?:a|an|their|the) (?:reports?|article|stor(?:y|ies)|briefings?|presentations?|plans?|papers?)
Compare and choose a {school|provider|course|home|place|plan} | compar(?:e|es|ed|ing)\\b.{0,25}\\b(?:schools?|providers?|courses?|homes?|plans?|options?)
Plan the trip and buy the ticket | timetables?|(?:bus|train|rail) (?:tickets?|fares?)|plan\\w*\\b.{0,15}\\b(?:trips?|bus|train)
View the {home|school|property|flat|venue} | viewings?|open days?|(?:view|visit)\\w* (?:the|a|several) (?:homes?|schools?|propert(?:y|ies)|flats?|venues?)
Sign up for {job alerts|alerts|updates|news} | alerts?|sign(?:ed|ing|s)? up (?:for|to)\\b.{0,20}\\b(?:updates?|news\\w*|alerts?|notifications?)|subscri\\w+
Follow the link in the {message|email|letter|text} | (?:follow|click|tap|open|us)\\w*\\b.{0,20}\\blinks?|qr codes?
Download the app | (?:download|install)\\w*\\b.{0,15}\\bapps?|app store
Accept the terms and the privacy notice | terms (?:and conditions|of use)|privacy (?:notices?|polic(?:y|ies)|statements?)
Create an account and sign in | (?:creat|register|set)\\w*\\b.{0,15}\\baccounts?|log(?:ging|ged)?[- ]?in|sign(?:ing|ed)?[- ]in|passwords?
Register with a {doctor|dentist|school|library|practice} | regist\\w+ (?:with|at) (?:a|the|their) (?:new )?(?:gp|doctor|dentist|practice|school|library|surgery)
Register the {business|company|charity|organisation|vehicle|land|property} | regist\\w+\\b.{0,20}\\b(?:business(?:es)?|compan(?:y|ies)|charit(?:y|ies)|organisations?|employers?|vehicles?|land|property)
Register to vote | electoral (?:register|roll)|regist\\w+ to vote|polling
Enrol at the {school|college|nursery|university} | enrol(?:s|led|ling|ment)?\\b|(?:school|college|university) admissions?
Work out who is to be asked | target(?:ed|ing)? (?:people|groups?|patients|audience)|risk strat\\w+|(?:extract|pull|run)\\w*\\b.{0,15}\\b(?:lists?|reports?|search(?:es)?)
Send {invitations|letters|messages|emails|texts} in bulk | bulk|mail ?(?:shots?|merge)|mass (?:emails?|mailings?|messages?)
Be added to the list of people due | cohorts?|(?:added|adding|join\\w*)\\b.{0,15}\\b(?:list|register|waiting list)|(?:people|participants|patients|those)\\b.{0,15}\\bdue (?:for|to)|overdue
Be selected | (?:people|participants|patients|those|cases|jurors)\\b.{0,20}\\bselected|select(?:s|ed|ing|ion)? (?:of )?(?:\\w+ )?(?:people|participants|patients|cases|jurors)|at random|batch(?:es|ing|ed)?
Be referred | referrals?|referred|self[- ]refer\\w*
Sort what comes in and put the urgent first | triag\\w+|(?:sort|priorit)\\w*\\b.{0,15}\\b(?:requests?|cases?|referrals?|post|applications?)|inbox(?:es)?
Give the case to an officer | (?:allocat|assign)\\w*\\b.{0,20}\\b(?:cases?|officers?|caseworkers?|workload)|caseloads?
Receive the invitation | invit(?:e|es|ed|ing|ations?)
Find out more and decide whether to take part | informed (?:decisions?|choices?)|opt(?:ing|ed)?[- ]out|declin\\w+|(?:decid|choos|chose|want|wish)\\w*\\b.{0,20}\\b(?:whether|take part|participate|be (?:tested|screened|vaccinated|treated))
Give consent | consent(?:s|ed|ing)?|permission (?:to|from)
Have the death certified | (?:medical|death) certificates?|coroners?|inquests?|medical examiners?
Arrange the funeral | funerals?|burials?|cremations?|undertakers?
Find the will and settle the estate | probate|executors?|the (?:dead person['’]s|deceased['’]s) (?:estate|will)|(?:find|read|make)\\w* (?:the|a) will
Be arrested and questioned | arrest(?:s|ed)?|in custody|under caution|police station
Hand in what was found or ask for it back | lost property|lost and found
Call the emergency services | emergency services?|ambulances?|999|fire brigade
Report what happened | report(?:ed|ing|s)? (?:a|an|the) (?:\\w+ )?(?:crime|incident|accident|fault|theft|problem|death|loss)
Give a statement | (?:giv|gave|tak|mak)\\w*\\b.{0,15}\\bstatements?
Find the record that is there already | (?:exist|already|previous|old)\\w*\\b.{0,15}\\b(?:records?|entr(?:y|ies)|accounts?|cases?)
Copy what was used before | (?:cop(?:y|ies|ied|ying)|re-?us(?:e|ed|ing)|duplicat(?:e|ed|ing))\\b.{0,30}\\b(?:last|previous|old|existing|before|templates?)|templates?
Have the draft reviewed and signed off | sign(?:ed|ing)?[- ]off|proof-?read\\w*|(?:review|check|approv)\\w*\\b.{0,20}\\bdrafts?
Advertise the {job|vacancy|place|contract|grant|home} | advertis\\w*|publish\\w*\\b.{0,20}\\b(?:jobs?|vacanc(?:y|ies)|listings?|notices?|grants?)
Apply for the {grant|licence|permit|visa|passport|loan|benefit|discount|place|home|card|job} | appl(?:y|ies|ied|ying|ications?) for (?:a|an|the|their|this|these|some)?\\s?(?:\\w+ )?(?:grants?|licen[cs]es?|permits?|visas?|passports?|loans?|benefits?|discounts?|places?|homes?|cards?|jobs?)
Claim the {benefit|allowance|pension|expenses|refund|compensation|credit} | claim(?:s|ed|ing)?\\b.{0,25}\\b(?:benefits?|allowances?|pensions?|expenses|refunds?|compensation|credits?)
Apply for planning permission | planning (?:permission|applications?|consent)
Write the {proposal|budget|business case|personal statement|project plan} | (?:writ|draft|prepar|work)\\w*\\b.{0,25}\\b(?:proposals?|budgets?|business cases?|personal statements?|project plans?|narratives?)
Fill in the {application form|claim form|questionnaire|form} | (?:fill|complet)\\w*\\b.{0,30}\\b(?:forms?|applications?|questionnaires?)|application forms?
Give {contact details|personal details|details of work|details of the household} | (?:contact|personal|employment) details|phone numbers?|email address(?:es)?|postal address(?:es)?
Save it and come back later | sav(?:e|ed|ing)\\b.{0,20}\\b(?:later|return|continue|come back|progress|drafts?)|come back (?:to it )?later|time(?:s|d)? out|resum(?:e|ed|ing)
Get help from {family|a friend|a carer|a volunteer|a librarian} | (?:famil(?:y|ies)|friends?|carers?|relatives?|volunteers?|daughters?|sons?)\\b.{0,25}\\b(?:help|support|assist)\\w*|help(?:s|ed|ing)?\\b.{0,15}\\b(?:from|by) (?:a |their )?(?:famil(?:y|ies)|friends?|relatives?|carers?|volunteers?)
Gather documents | (?:gather|collect|find|bring|get)\\w*\\b.{0,25}\\b(?:documents?|paperwork|papers|certificates?|proof)
Upload {documents|receipts|evidence|photos|certificates} | upload\\w*|(?:send|submit|provid|keep|attach)\\w*\\b.{0,20}\\b(?:receipts?|documents?|evidence|proof)
Prove income and savings | payslips?|proof of (?:income|earnings)|bank statements?|savings|household income
Prove where one lives | proof of address|utility bills?|tenancy agreements?|council tax bills?
Keep a record of {journeys|symptoms|hours|spending|work|visits} | (?:keep|kept|maintain)\\w*\\b.{0,15}\\b(?:records?|logs?|diar(?:y|ies)|notes) of|log ?books?
Have documents translated | translat\\w+
Check against the {register|database|list|record} | (?:check|match|compar|look)\\w*\\b.{0,30}\\b(?:against|with|up on|up in) (?:the |a |their )?(?:registers?|records?|databases?|lists?)
Find the {person's|patient's|customer's|pupil's|case} record | (?:find|search|look)\\w*\\b.{0,25}\\b(?:patients?|customers?|clients?|pupils?|persons?|people|records?) (?:by|in|on|on the|using|record)|look\\w* (?:up|for)\\b.{0,15}\\b(?:records?|patients?|customers?|details)
Create a new record | (?:creat|add|set)\\w*\\b.{0,15}\\b(?:new )?(?:patient|customer|case|person|client|user)? ?records?|duplicate records?
Confirm identity | identity|passports?|driving licence|(?:prove|check|confirm|verif)\\w*\\b.{0,20}\\b(?:who (?:they|you|somebody|people) \\w+|names? and|date of birth)
Have photographs or fingerprints taken | biometric\\w*|fingerprints?|passport photo\\w*
Tell the office about support or access needs | reasonable adjustments?|wheelchairs?|interpreters?|(?:additional|extra) support|(?:special|access(?:ibility)?) (?:needs?|requirements?|appointments?)|mobility|physical disabilit\\w+
Have somebody act on one's behalf | on (?:behalf of|their behalf|his behalf|her behalf)|power of attorney|representatives?|prox(?:y|ies)
Tell every organisation of the {death|birth|move|change} | (?:tell|told|notif|inform)\\w*\\b.{0,30}\\b(?:of|about) (?:the|a|their) (?:death|birth|move)|tell (?:us|them) once|every organisation
Give bank details | bank (?:accounts?|details?)|sort codes?|how (?:they|you|people)\\b.{0,15}\\bpaid
Download or print a copy | print(?:s|ed|ing|outs?)?|pdfs?|hard ?cop(?:y|ies)
Check answers and send them | check(?:ing)? (?:(?:your|their|the|all) )?answers|declarations?|before (?:they |you |people )?(?:submit|send)\\w*|submit\\w*\\b.{0,15}\\b(?:applications?|claims?|forms?|requests?)
Receive confirmation and a number to quote | reference numbers?|confirmation (?:emails?|letters?|pages?|numbers?|messages?|texts?)|acknowledge?ments?
Pay the {bill|rent|tax|fine|deposit} | pay(?:s|ing)?\\b.{0,20}\\b(?:bills?|rent|tax(?:es)?|fines?|deposits?)|(?:bills?|fines?|rents?|deposits?) (?:are|is|were|was|be) paid
Pay by instalments | instal?ments|direct debits?|payment (?:plans?|arrangements?)|standing orders?
Ask for a discount or to be exempt | discounts?|exempt(?:ions?|ed)?|concessions?|waiv(?:e|ed|er|ers)|reduced (?:rate|fee|price)
Pay the fee | (?:application |booking )?fees?|pay(?:ing|s)? (?:online|by card)
Collect references | (?:collect|provid|request|chas|get|giv|tak|ask)\\w*\\b.{0,20}\\breferences?|referees?|references? (?:are|is|from|requests?)
Ask neighbours and others what they think | consultees?|public consultations?|objections?|neighbours?
Check that nothing is missing | incomplete|missing (?:information|documents?|data|details|results?|fields?|evidence)|gaps? in
Put mistakes right | (?:correct|fix|amend|rectif)\\w*\\b.{0,20}\\b(?:errors?|mistakes?|details|records?|data)|(?:errors?|mistakes?) (?:are|is|were|have)|typos?
Be asked for more {information|evidence|documents|details} | (?:ask|request|need|requir|want)\\w*\\b.{0,20}\\b(?:more|further|additional|missing|extra|outstanding) (?:information|evidence|documents?|details|paperwork)
Remove personal details | redact\\w*|anonymi[sz]\\w*|pseudonym\\w*
Move {files|documents|records|cases|data} from one place to another | (?:mov|cop|transfer|drag|migrat)\\w*\\b.{0,25}\\b(?:files?|documents?|folders?|records?|data|drives?)
Enter the details into the system | re-?key\\w*|re-?typ\\w+|(?:typ|key|enter)\\w*\\b.{0,30}\\b(?:into|in) (?:the|a|another|several)|data entry|manual(?:ly)? enter\\w*
Ask the {employer|school|doctor|landlord|bank} to confirm | (?:ask|contact|chas|get)\\w*\\b.{0,15}\\b(?:employers?|landlords?|doctors?|banks?)|(?:employers?|landlords?)\\b.{0,25}\\b(?:confirm|sign|letter|proof)\\w*
Order the {kit|card|copy|equipment} | order(?:s|ed|ing)?\\b.{0,20}\\b(?:kits?|cards?|cop(?:y|ies)|equipment|online|again)|(?:kits?|cards?)\\b.{0,15}\\border\\w*
Receive the {kit|card|copy|equipment} | (?:kits?|cards?|parcels?)\\b.{0,20}\\b(?:arriv|deliver|in the post)\\w*|(?:receiv|deliver)\\w*\\b.{0,20}\\b(?:kits?|parcels?|equipment)
Collect the {prescription|parcel|card|licence|keys} | prescri\\w+|pharmac(?:y|ies|ists?)|collect\\w*\\b.{0,15}\\b(?:prescriptions?|parcels?|cards?|keys)
Keep enough in stock | stock(?:s|ed)?|supplies|run(?:s|ning)? out of
Be put on the waiting list | waiting lists?|wait(?:ing)? times?|backlogs?
Wait for the {decision|result|appointment|payment|answer|letter} | wait(?:s|ed|ing)?\\b.{0,30}\\b(?:decisions?|results?|appointments?|payments?|answers?|letters?|repl(?:y|ies)|weeks|months)
Be given a named contact | named contacts?|case ?workers?|keyworkers?|single point of contact
Contact the {company|customer|applicant|client|employer|school|patient|provider} | (?:contact|call|email|phone|ring|reach|approach)\\w* (?:the |an? |their |these )?(?:compan(?:y|ies)|customers?|applicants?|clients?|employers?|schools?|patients?|providers?)
Write up the {call|meeting|visit|conversation|interaction} | (?:record|log|not|writ|document|captur)\\w*\\b.{0,30}\\b(?:calls?|meetings?|visits?|conversations?|interactions?|minutes)
Talk to an adviser | advis[eo]rs?|work coach(?:es)?|counsell?ors?|navigators?
See the {doctor|nurse|specialist|dentist|social worker} | (?:see|saw|seen by|seeing|visit|visited) (?:a|the|their|an) (?:gp|doctors?|nurses?|specialists?|consultants?|dentists?|social workers?)
Set up {clinics|sessions|hearings|classes} and times | (?:set|setting|plan|build|creat)\\w*\\b.{0,15}\\b(?:clinics?|sessions|hearings|classes|rotas?)|clinic (?:schedules?|codes?|lists?)|(?:appointment|time) slots?|overbook\\w*
Be given an {appointment|interview|hearing} time | (?:timed|fixed|allocat\\w+|assign\\w*|offer\\w*|given)\\b.{0,20}\\b(?:appointments?|interviews?|hearings?|slots?)
Choose a {place|clinic|pharmacy|centre|site|branch} near home | nearest|near(?:by| me| them| home)|postcodes?|closest
Book the {appointment|visit|test|interview|slot} | book(?:ing|ed|s)?\\b.{0,25}\\b(?:appointments?|visits?|tests?|slots?|interviews?|times?|dates?)
Change or cancel the {appointment|booking|visit|hearing|interview|order} | rebook\\w*|reschedul\\w*|cancel\\w*|(?:chang|mov|amend)\\w*\\b.{0,15}\\b(?:appointments?|bookings?|dates?|times?)
Be reminded of the {appointment|deadline|visit|hearing|test|kit|payment|form|interview|questionnaire|invitation|renewal} | remind\\w*|nudg\\w+
Find the place and get there | directions?|(?:find|finding|locat\\w+)\\b.{0,20}\\b(?:venue|location|building|place|site|centre|entrance|clinic)|maps?|parking|signage|travel(?:ling|led)? to
Arrive and check in | check(?:s|ed|ing)?[- ]?in|recepti\\w+|on arrival|arriv(?:e|ed|ing|es)|waiting (?:room|area)
Answer questions about health | (?:health|medical)\\b.{0,15}\\b(?:history|questions?|questionnaires?|information)|symptoms?
Take lessons or training | lessons?|(?:driving|language) (?:schools?|classes)|train(?:ing)? (?:courses?|sessions?|providers?)|instructors?
Attend the {appointment|interview|hearing|test|assessment|meeting|course|visit} | attend(?:s|ed|ing)?(?! to)
Be visited at home | (?:home|house) visits?|visit\\w*\\b.{0,15}\\bat home
Take the {sample|test|exam} | swabs?|(?:take|taking|taken|collect|insert|sit)\\w*\\b.{0,20}\\b(?:samples?|swabs?|blood|urine|tests?|exams?)
Send the {kit|sample|form|equipment} back | (?:return|send|post|sent|posted)\\w*\\b.{0,25}\\b(?:samples?|kits?|equipment)|samples?\\b.{0,15}\\b(?:sent|returned|posted)
Be diagnosed | diagnos(?:is|es|ed|tic)
Be admitted to {hospital|a ward|a care home|prison} | admitted|admissions? (?:to|ward)|inpatients?
Have the {vaccination|treatment|operation|scan|x-ray|mammogram} | (?:have|had|having|receiv\\w*|giv\\w*|admin\\w*|complet\\w*|perform\\w*)\\b.{0,15}\\b(?:vaccin\\w*|treatments?|operations?|jabs?)|scans?|x-rays?|mammogra\\w+|mri
Be followed up after missing the {appointment|hearing|interview|visit|test} | (?:did|do|does)(?:n['’]t| not) attend|non[- ]?attend\\w*|no[- ]shows?|miss(?:ed|ing)?\\b.{0,15}\\b(?:appointments?|hearings?|interviews?|visits?|tests?)|follow(?:ed|ing)?[- ]up
Have progress reviewed | (?:progress|annual|regular|weekly|monthly) (?:reviews?|check-?ins?|meetings?)|parents['’]? evenings?|monitor(?:s|ed|ing)? (?:progress|how)
Be supported by a group or a coach | support groups?|peer support|(?:life|health|personal) coach(?:es|ing)?|buddy
Choose and pay for care | care homes?|home care|carers?|care workers?|means[- ]test\\w*
Be assessed | (?:be|been|is|are|needs?|further|risk|care|initial)\\b.{0,12}\\bassess(?:ed|ments?)|biops\\w+
Have {samples|images|tests} examined | laborator(?:y|ies)|labs?|(?:read|review|examin|analys)\\w*\\b.{0,15}\\b(?:images?|scans?|samples?|x-rays?)|(?:images?|scans?)\\b.{0,10}\\bread\\w*|histolog\\w+
Have the {home|land|site|vehicle|school|boat|work} inspected | inspect(?:s|ed|ion|ions|or|ors)|site visits?
Put right what was found | (?:remedial|corrective) (?:action|work)s?|put(?:ting)? (?:it|this|things) right|improvement notices?|re-?inspect\\w*
Report a repair and have it done | repairs?|damp|mould|plumbers?|boilers?
Agree a plan | (?:care|support|action|treatment|payment|repayment) plans?|plan (?:is|was) agreed
Find and put in order the {documents|files|papers|evidence} | (?:find|search|locat|organis|sort|renam|mov|copy)\\w*\\b.{0,25}\\b(?:documents?|files?|papers|folders?|materials?)
Draft the {letter|order|charges|contract|report} | draft(?:s|ed|ing)?\\b.{0,30}\\b(?:letters?|orders?|charges?|contracts?|reports?|notices?)
Read {applications|claims|requests|proposals} and make a shortlist | shortlist\\w*|sift\\w*|longlist\\w*|scor(?:e|es|ed|ing) (?:applications|proposals|candidates)
Share {applications|documents|files} with the panel | (?:shar|print|pass|circulat|distribut)\\w*\\b.{0,40}\\b(?:panel|committee|colleagues|governors|reviewers?|applications?)
Invite to interview | (?:invit|arrang|schedul|call)\\w*\\b.{0,25}\\binterviews?|interview (?:dates?|times?|invit\\w+|slots?)
Let {colleagues|others|partners|reviewers} see and edit it | permissions?|access rights?|(?:giv|grant|shar|request)\\w* access
Have it checked by a second person | second (?:reader|reading|person|pair)|double[- ]check\\w*|peer review\\w*
Share {information|data|evidence|records} with the other organisation | (?:shar|exchang|disclos)\\w*\\b.{0,25}\\b(?:information|data|evidence|records?|materials?) (?:with|between|across|to)|data[- ]sharing|disclosures?
Bid for the {contract|home|work} | tenders?|tendering|procure\\w*|bid(?:s|ding)?
Carry out checks | (?:dbs|background|criminal records?|safeguarding|security|pre-employment|right to work|credit|vetting) (?:checks?|clearance)|vetting
Decide what does not fit the rules | exception(?:s|al)?|edge cases?|discretion\\w*|workarounds?|case[- ]by[- ]case|manual (?:review|override)s?
Record the {outcome|decision|result|reason} | (?:record|log|document|captur|mark|enter)\\w*\\b.{0,30}\\b(?:outcomes?|decisions?|results?|reasons?)
Make the decision | decision[- ]mak\\w+|(?:panel|officers?|courts?|judges?|caseworkers?|committee|schools?|councils?|managers?)\\b.{0,30}\\b(?:decid|decision)\\w*|(?:approv|refus|grant)(?:e?d|es?|ing|al)
Make the offer | (?:job|verbal|formal) offers?|offer letters?|offer(?:ed|ing)? (?:the|a|them a) (?:job|post|role|place|home)|accept\\w*\\b.{0,10}\\boffer
Tell those who were not successful | unsuccessful|not (?:been )?successful|reject(?:ed|ing|ion)\\b.{0,25}\\b(?:candidates?|applicants?|emails?|letters?)|(?:candidates?|applicants?)\\b.{0,20}\\breject\\w*
Be told the decision | (?:decision|outcome|award) (?:letters?|notices?|emails?)|(?:told|notif\\w+|hear|inform\\w*)\\b.{0,25}\\b(?:decision|outcome)
Have the {result|decision|letter} explained | (?:explain|understand|understood|mean)\\w*\\b.{0,20}\\b(?:results?|decisions?|letters?|diagnosis|scores?)|what (?:the|their|it) (?:\\w+ )?(?:means?|meant)
Get advice on what to do next | next steps|what (?:to do|happens) (?:next|now)|signpost\\w*|self[- ]help
Be discharged | discharg(?:e|ed|es|ing)
Receive the {result|report} | (?:receiv|get|view|see|sen[dt]|access|wait|shar|deliver)\\w*\\b.{0,30}\\bresults?|results? (?:letters?|messages?)|(?:test|screening|normal|positive|negative|abnormal) results?
Be asked to do it again | (?:no|void|failed|inadequate|unclear|invalid) (?:results?|samples?|tests?|payment)|result could not|(?:test|screen|apply|try|do it|submit)\\w* again|re-?test\\w*|re-?submi\\w+|repeat (?:test|sample)s?
Have the record brought up to date | (?:gp|patient|medical|health|case|customer)\\S* records?|(?:updat|cod|fil|add)\\w*\\b.{0,25}\\brecords?|record(?:ed|ing)?\\b.{0,20}\\b(?:system|by hand|manually)
Be sent from one office to another | bounced|sent (?:back|elsewhere|away)|passed (?:around|from|between)|pillar to post|wrong (?:office|department|team|number)
Send the {file|papers|case|record} to the {court|office|hospital|school} | (?:send|sent|submit|transfer|pass)\\w*\\b.{0,25}\\b(?:files?|papers|bundles?|cases?|records?) to
Pass the case on | hand(?:ed|ing)?[- ]?overs?|transferr?(?:ed|ing)?\\b.{0,20}\\b(?:to|between)|pass(?:ed|ing)? (?:it |them |the \\w+ )?on to
Get help with the system | service desks?|help ?desks?|it support|technical (?:support|help|issues?|problems?)|live ?chat|web ?chat
Ask for help by phone | helplines?|call centres?|contact centres?|(?:phon|call|ring|rang)\\w*\\b.{0,25}\\b(?:office|team|service|helpline|centre|clinic|court|school|for help)
See one's own {record|history|account|results} | (?:view|see|access|look)\\w*\\b.{0,15}\\b(?:their|your|my|own) (?:\\w+ )?(?:records?|histor(?:y|ies)|accounts?)|past (?:appointments|orders|payments|results|applications)
Ask how far it is | (?:chas|track)(?:e|ed|ing)\\b.{0,20}\\b(?:progress|application|claim|up|it)|progress of|status of|how long (?:it|they|the)
Be housed for the time being | temporary (?:accommodation|housing)|hostels?|emergency (?:accommodation|housing)|homeless\\w*
Be offered a place | offer(?:s|ed)? (?:of )?(?:a|the) place|(?:school|nursery|college) places?
Sign the {contract|agreement|tenancy} | sign(?:s|ed|ing)?\\b.{0,15}\\b(?:contracts?|agreements?|tenanc(?:y|ies))
Move in | mov(?:e|ed|ing) in(?:to)?\\b.{0,20}\\b(?:home|house|flat|property)|tenanc(?:y|ies) (?:start|begin)\\w*
Begin the {course|job|treatment|service} | (?:start|begin|first day)\\w*\\b.{0,12}\\b(?:course|job|treatment|work|role)|induction|onboarding
Change habits and keep it up | habits?|behaviou?r change|relaps\\w*|lifestyle
Keep to the conditions | conditions of|complian\\w+|sanction(?:s|ed)?|breach(?:es|ed)?|obligations?
Receive the payment | (?:receiv|get|wait|make|made|process|late|delay)\\w*\\b.{0,20}\\bpayments?|reimburs\\w*|refund\\w*|be(?:en|ing)? paid
Display, show or use the {licence|card|badge|permit|pass} | (?:show|display|carr|present)\\w*\\b.{0,15}\\b(?:licen[cs]es?|cards?|badges?|permits?|passes)
Insure and tax the vehicle | insur(?:ance|ers?|ed|e)|vehicle tax|road tax|mot\\b
Enter the country | border|customs|immigration control|enter(?:s|ed|ing)? the (?:country|uk)
Apply to settle or become a citizen | settle(?:d|ment) (?:status|scheme|application)|leave to remain|citizenship|naturalisation
Receive the {licence|certificate|permit|card|visa|passport} | (?:receiv|issu|sen[dt]|arriv)\\w*\\b.{0,25}\\b(?:licen[cs]es?|certificates?|permits?|cards?|visas?)
Register the {birth|death|marriage} | regist\\w+\\b.{0,15}\\b(?:births?|deaths?|marriages?)
Watch how many take it up | uptake|take[- ]up|response rates?|conversion|click[- ]?through|analytics|drop[- ]?out rates?
Train the {staff|team|colleagues|volunteers} | train(?:s|ed|ing)?\\b.{0,20}\\b(?:staff|teams?|colleagues?|volunteers?|users)|(?:staff|teams?) (?:are |were )?train\\w+
Report figures and how it went | (?:monthly|weekly|quarterly|annual|progress|performance|final) (?:reports?|returns?|figures|accounts)|report(?:ing|s)? (?:on|back)|dashboards?|audits?
Report hours, earnings or spending | (?:report|submit|declar)\\w*\\b.{0,20}\\b(?:hours|earnings|income|spending|returns?)|tax returns?
Tell about a change | (?:report|tell|notif)\\w*\\b.{0,20}\\bchanges?|changes? (?:of|in) (?:circumstances|address)
Change the {address|name|bank details|keeper} | new (?:address|name|keeper)|chang\\w+ (?:of |their |the |your )?(?:address|name|keeper|bank details)|mov(?:ed|ing) house
Hand back the {licence|card|badge|keys|equipment} | (?:hand|give|gave|send|sent)\\w*\\b.{0,20}\\bback\\b|surrender\\w*|return\\w* (?:the|their) (?:licen[cs]es?|cards?|badges?|keys|equipment)
Leave the {home|tenancy|course|job|service} | evict\\w*|end\\w* (?:the|their) tenancy|(?:drop|dropped|dropping)[- ]?out|notice to quit|(?:leav|left|quit)\\w* (?:the|their) (?:service|programme|course|job|home)
Pay back what was overpaid | overpa(?:id|yments?)|repay\\w*|arrears
Be charged or summoned | summons(?:es|ed)?|charging decisions?|(?:is|are|was|were|been) charged
Serve papers on the other side | serv(?:e|ed|ing) (?:the |court )?(?:papers?|notices?|documents?)|respondents?
Try to agree before a hearing | mediat\\w+|settle(?:d|ment) out of court|family court
Enter a plea | pleas?|plead(?:s|ed|ing)?
Serve on a jury | jur(?:y|ies|ors?)
Be sentenced | sentenc(?:ed|ing)|custodial|community orders?
Be released and supervised | probation|parole|released (?:from|on)|on licence
Give evidence at the hearing | (?:give|giving|gave) evidence|testif\\w+
Withdraw the {application|claim|request|case} | withdr(?:aw|ew|awn|awal|awing|aws)\\b|pull(?:ed|ing)? out
Apply again | re-?appl\\w+|apply again
Ask for the decision to be looked at again | appeal(?:s|ed)? (?:against|to|the)|(?:an|the) appeals?|reconsideration|tribunals?|challeng\\w+ the decision
Ask for money back or compensation | compensat\\w+|refund(?:s|ed)?|out of pocket
Complain | complain\\w*
Have the {case|file|claim|episode} closed | clos(?:e|ed|ing|ure)\\b.{0,20}\\b(?:cases?|episodes?|files?|claims?)|(?:cases?|episodes?|files?)\\b.{0,10}\\bclos\\w+
Renew it | renew(?:al|als|ed|ing)?|expir(?:e|es|ed|y)
Have the next date set | next (?:\\w+ )?(?:due )?(?:date|round|review|invitation)|due dates?|recall(?:ed|s)?
"""  # noqa: E501 - a row a step
_SLOT = re.compile(r"\{([^}]*)\}")


@dataclass(frozen=True, kw_only=True, slots=True)
class UsualStep:
    """A step that many journeys have: its name, a thing of each of ``slots`` standing in it, and what tells of it."""

    name: str
    slots: tuple[tuple[str, ...], ...]
    told: re.Pattern[str]

    def named(self, texts: Mapping[str, float]) -> str | None:
        """Return the name with the things that these texts speak of most, each as much as it is worth.

        None where they speak of none of the things that may stand in one place.
        """
        things = [_most_said(slot, texts) for slot in self.slots]
        return self.name.format(*things) if all(things) else None


def _most_said(things: Sequence[str], texts: Mapping[str, float]) -> str | None:
    said = [sum(worth for text, worth in texts.items() if _stem(thing) in text.casefold()) for thing in things]
    most = max(said)
    return things[said.index(most)] if most else None


def _stem(thing: str) -> str:
    return thing.removesuffix("ed").rstrip("s")


def usual_place(name: str) -> float | None:
    """Return in [0, 1] how late in a journey the usual step of that name comes; None for what is none.

    A name that tells of several ("find the venue and check in") comes with the last of them.
    """
    steps = usual_steps()
    places = [nth for nth, step in enumerate(steps) if step.told.search(name)]
    return max(places) / (len(steps) - 1) if places else None


@cache
def usual_steps() -> tuple[UsualStep, ...]:
    """Return the usual steps, about in the order in which journeys have them."""
    steps = []
    for line in _USUAL.strip().splitlines():
        name, _, words = line.partition(" | ")
        steps.append(
            UsualStep(
                name=_SLOT.sub("{}", name),
                slots=tuple(tuple(slot.split("|")) for slot in _SLOT.findall(name)),
                told=re.compile(rf"\b(?:{words})\b", re.IGNORECASE),
            )
        )
    return tuple(steps)
