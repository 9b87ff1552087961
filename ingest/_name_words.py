"""Lists of words by which names of people are told from other words with a capital. All in lower case."""

from ingest._word_set import word_set

PARTICLES = word_set(
    """
    al bin bint binti da das de del dela delas della delos den der di do dos du el ibn la las le los mac ni nic ould
    ui ten ter van von y ap ab zu
    """
)
TITLES = word_set(
    """
    mr mrs ms miss mx dr doctor prof professor sir dame lord lady cllr councillor rev reverend
    """
)
ROLES = word_set(
    """
    sister nurse matron midwife sergeant constable judge pc dc inspector father imam rabbi pastor auntie aunt uncle
    nan captain colonel major lieutenant justice
    """
)
"""What stands before a name like a title, and often does not."""

NAMES_THAT_ARE_WORDS = word_set(
    """
    basil bonnie boyd celeste cosmo dexter dolly floyd garnet hester honor indigo jules marigold merlin oakley ocean
    primrose quinn raven saffron sapphire unity valentine winsome athena aurora ariel dev lawson milton wyatt amber
    amity angel april art august autumn belle bill blaze bliss blue bob brandy brook buck bud bunny carol chance
    charity chase chip christian clay clemency cliff comfort constance coral crystal daisy dale dan dawn dean deb
    demi destiny devon dot drew duke earl ed ellis emerald erin ernest eve faith fay felicity fern flora florence
    forest frank gene georgia gift gill ginger glen glory grace grant guy harmony harper hazel heather heaven holly
    honey hope hunter hyacinth ida india ion iris israel ivy jack jade jan jasmine jasper jay jean jerry jet
    jewel joss joy joyce jordan josh june justice kat kitty lance lane lark laurel lavender lee leo les lev liberty
    lily ling lotus low maja major margarita mari marina mark marlin mat max may melody mercy mick miles milan mina
    molly morgan myrtle nan ned nick noble noel norma ola olive opal page paige pat patience pearl peg pepper penny
    pierce piper pixie poppy prince princess prosper prudence queen rain ray rebel reed reg regan rich rick river
    rob robin rod roma roman rose rosemary rowan ruby rue russ sage sally salome sam samara sandy savannah scarlett
    bailey mason meg norm marge beau tiff nova adelaide asia austin kit don brooklyn camden carolina chad chelsea
    chester clifton dakota dallas denver geneva houston kenya kingston lincoln madison orlando paris phoenix preston
    siena sydney verona vienna virginia warwick precious blessing gladys serenity shannon shay shelley sherry sierra
    silver skip sky skye smith sonny sterling storm sue sultana summer sunday sunny talia tara tawny terry tiffany
    topaz tope tracy trinity trip troy tudor verity victor victoria viola violet wade ward warren wei will willow
    winter wren zen
    """
)
"""First names that are also words or places: with a capital at the start of a sentence they say nothing."""

NAMES_BEFORE_WORDS = word_set(
    """
    basil bonnie boyd cosmo dexter dolly floyd hester jules marigold merlin quinn saffron valentine winsome lawson
    milton wyatt belle bill bob brandy buck carol chance chase christian clay dale dan daisy dean deb demi dot drew
    earl ed ellis ernest eve fay felicity fern flora florence frank gene gill ginger glen grant guy hazel heather
    holly iris ivy jack jade jan jasmine jasper jay jean jerry jewel joss joyce jordan josh kat kitty lance lee leo
    les lev lily lola louis mark marina mat max mick mina molly morgan myrtle nan ned nick noel norma olive pat
    paige pearl penny piper pixie poppy ray reg regan rich rick rob robin rod roman rose rosemary rowan ruby rue
    russ sally salome sam scarlett shannon shay shelley sherry sky skye smith sonny sue talia tara terry tiffany
    tope tracy troy victor victoria viola violet wade will willow wren precious blessing destiny lark laurel abel
    bobby gus art kit don bailey mason meg norm marge beau tiff
    """
)
"""Those that are people rather than words where something is said of them: no article stands before."""

SURNAMES_THAT_ARE_WORDS = word_set(
    """
    abbot baker ball banks barber barker bell berry best bird bishop black bond bowman bridge bright brook brown
    bull bush butcher butler cannon carpenter carter castle chambers church clark clay close coleman cook cooper
    cotton cox craft crane cross crown dale day dean dyer english fields fisher flood flowers ford forest foster
    fowler fox frank freeman french frost game gardener glass glover gold golding good grant gray green grey guy
    hall hand hardy hart hawk head heath hill holder holmes hood hooper hope house howe hunt hunter hurst iron
    jewell joy judge key keys king knight knowles lake lamb lane law little lock long lord love low major mann march
    marsh may miller moon moore morrow moss mount nail noble noon north page park parker peach pearce penny pepper
    perry piper pitt pool pope porter potter potts pound power price prince proctor quick read reader reed rice rich
    ring rivers rose rush salmon sand savage sharp shepherd shore short silver singer skinner small snow south
    sparrow spencer spring steel stone storm street strong summer swan swift tanner taylor temple thorn tower
    townsend trainer tucker turner underwood vale wade wales wall walker waller ward ware warner waters weaver webb
    weeks wells west wheeler white wild winter wolf wood woods word workman wright york young
    """
)

_NOT_NAMES_WRITTEN = """
    a agenda agile aim alpha amazon amplitude analytics android answer answerer apache api apis app apple apps
    appendix applicant archetype archetypes article asana asian assisted audience average axure azure background
    banner barclays batch bbc behaviour behaviours beta bing birth board bookmark bookmarks breakdown breast british
    button capita caption card cards care carer case caseworker caseworkers census certificate challenge challenges
    change chapter charity chart chat chatbot checker children christmas church citizen citizens civil claim
    claimant claimants clause clearer client clinic clinician clinicians close code cohort common companies company
    complete component concept confluence contact content context contexts conclusion conversational cookie council
    councils county court courts covid cross crown customer customers data date day days dear deliveroo demographics
    department derogation design designer designers dev developer developers diary digital disability discovery
    diwali document docx domain download draft driver drill dropbox drupal dyslexia dyspraxia easter edge edit eid
    email end endeavour england english entra eu european evidence evaluation event events example excel exchange
    exercise expert experts export eye facebook facilitator facilitators family feature features federal feedback
    fieldwork figma figure file files filter filters find finding findings finance firefox first fitbit flow focus
    follow-up form forms foundation framework french friday frontend full further gdpr gender general github gitlab
    glossary gmail good google gotomeeting gov gov.uk government govuk gp grant graph graphs group groups guide
    guidance guidelines hansard head header heading headline headteacher health healthy help heroku high highland
    hindered hint hmrc home homepage homes hospital hotjar hotspot housing how hub hypotheses hypothesis icon
    identify idea ideas impact inbox income information initiative innovation insight insights inspection instagram
    install interview interviewer interviewers interviewee interviews introduction iphone ipad issue issues jaws
    jira jobcentre jobseeker jobseekers journey journeys june july key keyboard kanban landing language laptop last
    latest lead leader learner learners learning legend letter letters level library lifestyle lighthouse limesurvey
    line link linkedin links linux list live local log login logo logos lookback lucidchart mailchimp manager map
    maps maze medical medium meeting member members mental menu metrics microsoft ministry mission miro mobile
    mobility moderator monday month motive mozilla ms mural muslim name national needs netflix new next nhs norse
    northern note notes notetaker notetakers notify november number nurse nurses observation observations observer
    october ofcom office officer officers offline ofgem ofsted ofwat old olympics online operations opportunity
    option options oracle order ordnance organisation outcome outlook overview overwhelmed owner page pages paper
    parent parents park parliament participant participants part partner patient patients paypal pension people
    period persona personas phase phone photo pilot pinterest pipeline place plan planning playback playbook please
    podcast point polaris policies policy portal postgres power powerpoint practice preferences print primary
    principle priority probe probes problem problems procurement producer product products professional programme
    programmes project propaganda proposition prosecutor proto prototype prototypes public pupil pupils python
    quality qualtrics query question questions questionnaire quick quiz quote quotes ramadan raspberry react reader
    reading reasoning recommendation recommendations recruiter recruitment reddit refine refugee region register
    registry regulation reliability report reports request requirement requirements research researcher researchers
    resident residents respondent respondents response responses results retro retrospective review reviewer revisit
    right rights risk road roadmap role roles round royal safari salary salesforce sample samsung saturday scenario
    scenarios school schools science scope scotland scottish screen screener screening screens script search second
    secondary secretary section security segment select selecting senate sender september series server service
    servicenow services session sessions setting settings setup sharepoint sheet shopify show siri site siteimprove
    sky skype slack slide slides smart snapchat snomed social software solution solutions spain specialist sponsor
    sport spotify sprint sprints sql staff stage stakeholder stakeholders start state statement station status step
    steps sticky stories story storyteller strategy street student students study suggestion suggestions summary
    sunday supplier suppliers support supporter supporters survey surveys swagger system systems table tableau talk
    talkback task tasks tax teacher teachers team teams tech technical technology template tenant tenants term terms
    test tester testers testing tesco text theme themes thursday tick tiktok time tip tips title today tool tools
    topic topics tracker training transcript transport treasury trello trial tribal trust trustpilot tuesday twilio
    twitter type typeform types typescript uber uk union unit united universal university unmoderated update updates
    upload usability usertesting user users utilities vaccine value values variant variants verify version versions
    video view viewer virgin visa vision visit vodafone voiceover volunteer volunteers wales ward web webchat webex
    website wednesday week weeks welcome welfare welsh western whatsapp whitehall who wi-fi wifi wiki wikipedia
    windows wireframe wireframes women word wordpress work worker workers working workshop workshops world xbox xero
    year yes you youth youtube zendesk zoom zoomed zoomtext nvda talktalk dynamics365 kofax docusign optimizely
    mentimeter menti dovetail condens notion airtable jotform hotmail yahoo icloud evernote whereby doodle gumtree
    ebay etsy rightmove zoopla moneysavingexpert bulb octopus monzo starling revolut natwest halifax santander
    lloyds hsbc nationwide experian equifax transunion callcredit stripe worldpay january february april august
    december islam hindu sikh jewish christianity buddhist quaker methodist catholic anglican polish romanian urdu
    punjabi bengali gujarati arabic somali portuguese spanish german italian turkish chinese indian pakistani
    nigerian irish american african caribbean ukrainian syrian afghan kurdish tamil mandarin cantonese hebrew latin
    greek russian japanese korean vietnamese inc ltd llp plc hi hello hey thanks cheers regards ok okay oh ooh hmm
    um er erm ah aha haha wow lol etc i i'm i'd i've i'll it's that's there's don't didn't doesn't can't won't isn't
    wasn't pega kainos motability hinge serco mencap barnardo's relate mind crisis samaritans deloitte accenture
    atos fujitsu sopra methods ibm sap crm cms faq faqs pdf html css url json xml csv rag swot kpi okr mvp ux ui seo
    sla mckinsey mcafee mcdonalds iban nino emis cris mips alexa cortana evri klarna greggs morrisons sainsburys
    maximus grafana kibana arial calibri verdana lexend helvetica accurx patchs livi babylon bupa specsavers
    halfords timpson wilko dunelm asda aldi lidl waitrose iceland argos primark superdrug hermes yodel dpd fedex ups
    ocado lyft airbnb vinted depop temu shein paypoint barclaycard amex mastercard metro tsb coop co-op aviva axa
    admiral zurich nuffield macmillan peabody clarion shelter mermaids stonewall tel mob fax tue tues wed weds thur
    thurs fri turn2us padlet smartsheet cloudflare okta yubikey yoti onfido credas slido kahoot lucid basecamp
    looker snowflake databricks akamai auth0 gocardless freeagent quickbooks eventbrite surveymonkey lebara giffgaff
    plusnet openreach edf ovo anglian admin comms ops carers hubby sis bloke payroll triage reception cafcass
    payslip payslips livechat stepchange crossroads addaction arriva stagecoach avanti trainline citymapper waze
    garmin nokia huawei xiaomi lenovo asus acer canva loom otter grammarly duolingo bard gemini copilot chatgpt
    openai anthropic brave opera vivaldi netscape cypress selenium jest mocha django flask rails laravel symfony
    mongodb redis kafka docker kubernetes terraform ansible sentry splunk datadog pingdom northgate civica academy
    liquidlogic mosaic carefirst systmone rio cerner epic meditech jadu granicus firmstep goss wagtail umbraco
    contentful sitecore netcall genesys avaya mitel verint uniform idox tascomi agilisys abavus alloy confirm
    symology bacs chaps swift gds dvla dvsa ons mhclg dluhc defra dfe dhsc moj hmpps cqc ico nice mhra ukhsa phe
    nhsx nhsd ccs cddo beis dbt fcdo mod cabinet acas citizensadvice gingerbread samaritan childline refuge emmaus
    trussell foodbank barnardos nspcc rnib rnid rspca rnli oxfam unicef amnesty greenpeace unison gmb usdaw ucas
    ofqual estyn ramadhan lent vaisakhi holi purim passover hanukkah pesach yom kippur nowruz beltane samhain
    hogmanay sylheti gujerati pashto dari farsi tagalog swahili yoruba igbo hausa twi zulu xhosa shona amharic
    tigrinya oromo lithuanian latvian bulgarian hungarian czech slovak croatian serbian albanian dutch swedish
    norwegian danish finnish icelandic jamaican ghanaian kenyan ugandan ethiopian eritrean sudanese egyptian
    moroccan algerian tunisian iranian iraqi israeli palestinian jordanian lebanese filipino thai malaysian
    indonesian sri lankan nepali bangladeshi londoner londoners brummie geordie scouser glaswegian roma windrush
    boomer millennial mumsnet panorama newsnight doctors casualty kindle nintendo playstation tinder bumble grindr
    strava alexa siri cortana bixby cust isle isles
"""
NOT_NAMES = frozenset(_NOT_NAMES_WRITTEN.split()) - frozenset({"grant", "mark"})
"""Words of services, research, products, days and languages that are no part of a person's name."""

THING_ENDINGS = word_set(
    """
    academy act agency airport alliance approach arms arena association authority avenue award bank barracks bay
    bill block board bridge building bus campus cathedral centre center certificate chapel charity church cinema
    clinic close club code college commission committee company conference constituency convention corner corps
    council county court crescent cross curve dashboard database day department development diagram directive
    disease district docks drive effect estate fair farm festival fellowship field foundation fund gallery gardens
    gate group hall hill hospice hospital hotel house inn inquiry institute institution island junction lane law
    library limited line lodge ltd market matrix memorial method mews mill model mosque museum network nursery
    office order palace panel park partnership pavilion pharmacy pier place plc policy port practice primary prison
    prize programme project quarter quay railway report review river road room rule sanctuary scale scheme school
    section sector service services shelter shop society square stadium standard standards station store street
    studio studios suite supermarket surgery syndrome system technique temple terrace test theatre theorem tower
    towers town trial tribunal trust tunnel union university valley village walk ward way wharf wing works workshop
    zone
    """
)
"""What a hospital, a street or a law is named with: words before one of these name no person here."""

PLACE_ENDINGS = word_set(
    """
    abbey bank bay bridge castle common court cross end field green heath hill house market moor mouth park regis
    sands spa wells wood
    """
)
"""What towns and districts end with whose first word could be a name."""

FAMILY_NAMES = word_set(
    """
    bai cai cao chan chen cheng chiu cho choi deng ding dong duan fang feng fu gao guo han hao ho hu huang jia jiang
    jin kang kim kong lai lam lau lee leung li liang lim lin liu lu luo ma mao meng ng ngo nguyen park peng pham
    phan qian qin ren shao shen shi su tan tang tao tian tran wan wang wei wen wong wu xia xiao xie xu xue yan yang
    yao ye yi yin yu yuan zeng zhang zhao zheng zhong zhou zhu
    """
)
"""Surnames that are written before the first name."""
