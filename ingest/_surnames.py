"""Common surnames in the United Kingdom and the United States, of many origins, that are no ordinary words."""

from ingest._word_set import word_set

_WRITTEN = """
    abara abbas abbott abdi abdullah abdullahi abebe abernathy abiodun abrahams achebe acheampong adair adams
    adamson addo adebayo adegoke adekunle adeleke adeniyi adeola adeyemi adeyinka adler adu afolabi afzal agarwal
    aguilar ahern ahluwalia ahmad ahmadi ahmed aitken aiyegbusi ajayi akande akhtar akintola akinyemi akpan akram
    akter alam alcock aldridge alexandrou alhassan allardyce allen alleyne allsop alvarez alvi amankwah ameen amin
    amoah amos anand anderson andersson andrews aniston annan ansah ansari anthonypillai antoniou anwar appiah arif
    armitage armstrong arnold arora arshad asante ashcroft ashraf ashton ashworth asif askew aslam asquith atherton
    atkin atkins atkinson attwood avery awan awad aziz azikiwe babatunde bachchan badu bagshaw bahl bailey bains
    baird bajwa bakare baldwin balogun bamford banda banerjee bangura bannister barbosa barclay barnard barnes
    barnett baron barr barraclough barrett barrowclough bartlett barua barzani bashir basra bassey basu bateman
    bates batra baxter bayley beardsley beattie beaumont beckett beddoes begum bello benjamin bennett benson bentley
    beresford berisha bernstein bertrand berry bhandari bhatt bhatti bhogal biggs bilal birch bishop biswas
    blackburn blackwell blair blakeley blanchard bland blenkinsop blythe boakye boateng bobb bogdanov bolton bonham
    booth bosman bosworth botha boucher bowen bowers bowles boyce boyd boyle bradbury braddock bradley bradshaw
    brady braithwaite brannigan brar brennan brewster briggs brindle broadbent brockway brodie bromley brookes
    brooks broughton brownlow bruce bryant bryce buchanan buckland buckley budd bukhari bulmer burgess burke burnett
    burnham burrell burrows burton byrne cadwallader cahill cairns calderon caldwell callaghan cameron campbell
    cannon cardoso carey cargill carlisle carmichael carney carr carrington carroll carruthers carson cartwright
    carvalho casey cassidy castellanos castillo castro cattermole cavanagh chadha chadwick chakraborty chakrabarti
    chalmers chamberlain chan chana chandra chang chapman charlton chatterjee chatterton chaudhary chaudhry
    chaudhuri chavez chen cheng cheung chiang chikwanda chilcott chisholm chisomo cho choi choudhary choudhury chow
    chowdhury christie christodoulou chu chua chung clarke clarkson clegg clements cleverley clifford clough coates
    cochrane coker cole coleman coles colley collier collins connell connelly connolly considine constantinou conteh
    conway cooke coombes cooney cope copeland corbett corcoran cormack cornwell corrigan costa costello cotton
    coulson courtenay couzens coyle coyne crabtree craig craven crawford creighton crichton critchley croft cromwell
    cronin crosby crossley crowley crowther cruickshank cruz cullen cunningham curran currie curtis cuthbert
    d'angelo d'arcy d'souza da-silva dabrowski dalal dalgleish dalton daly danso darby darko das dasgupta datta
    davey davidson davies davis davison dawkins dawson deakin deane debono deepak delaney delgado dempsey denham
    dennehy denny desai deshmukh devereux devine devlin dewhurst dhaliwal dhami dhillon diallo dias diaz dickens
    dickinson dickson dimitriou dinh diop dixon dlamini do dobson docherty dodd dodds doherty dolan donaldson
    donnelly donoghue donovan doran dorsey dosanjh dougherty dowd dowling downes downey downing doyle draper
    driscoll drummond duarte dube dubois dudek duffy dugdale duggan duncan dunlop dunne dunning dunstan duong
    durrani dutta dutton dwyer dyer dyson eagleton eastwood eberhardt eccleston edmonds edmondson edwards egan
    egbuna ekwueme elliott ellis ellison elmi emanuel emerson emmanuel english ennis epstein erdogan eriksen
    espinoza esposito essien eubank evans everett ewing eze ezeh fagan fairbrother fairclough fairhurst fallon farah
    farouk farrell farrow farooq faulkner fawcett fearnley feeney feldman fenwick ferguson fernandes fernandez
    fernando ferrari ferreira fielding finch findlay finlay finlayson finnegan firth fischer fisher fitzgerald
    fitzpatrick fitzsimmons flanagan fleming fletcher flores flynn fofana foley fonseca forbes forde forrest
    forrester forsyth fosu foulkes fowler fraser frazer freeman friedman frobisher fuentes fujita fuller gabriel
    gaffney galbraith gallacher gallagher galloway galvin gamble ganguly garcia gardiner gardner garland garner
    garrett garside garvey gaskell gaskin gibbons gibbs gibson gichuru giddings gilbert gilchrist giles gillespie
    gilmore ginsberg giwa gladstone glasgow gleeson glover goddard godfrey gokhale goldberg goldstein gomes gomez
    gonzales gonzalez goodall goodfellow goodman goodwin gordon gormley goswami gough govender grady graham grainger
    grantham gray greaves greenberg greene greenhalgh greenwood greer gregory grewal grierson griffin griffith
    griffiths grigoriou grimshaw groves grzybowski guerrero guha gunawardena gunn gupta gurung gutierrez gutteridge
    guzman gwynne gyamfi habib hadley hafeez hagan haggerty haider haigh haile halliday halliwell hamid hamilton
    hammond hampson hancock handley hanif hanley hanna hannah hansen hanson haq harding hardwick hargreaves harker
    harkin harley harman harper harrington harris harrison hartley harvey hasan hashemi hashmi haskins hassan
    hastings hatton haughey havili hawkins hawley haworth hayden hayes haynes hayward headley healey healy heaney
    heap hearn heath hegarty helliwell henderson hendry henley hennessy henriques henry henshaw hepburn herbert
    hernandez heron herrera hewitt heywood hibbert hickey hickman higginbotham higgins higson hill hilton
    hinchcliffe hindle hitchcock ho hoang hobbs hobson hodge hodges hodgkinson hodgson hoffman hogan hogg holbrook
    holden holder holdsworth holland holliday hollingsworth hollis holloway holmes holroyd holt homer hooper hopkins
    hopkinson horner horrocks horsfall horton hosseini hossain houghton houston howard howarth howe howell howells
    howes hoyle huang hubbard hudson huggins hughes hulme hume humphrey humphreys humphries hussain hussein
    hutchings hutchinson hutchison huxley huynh hyde ibrahim idowu ifeanyi igwe ikeme ingham inglis ingram iqbal
    ireland irvine irving irwin islam ismail isherwood iwu iyer jabbar jablonski jackson jacobs jacobsen jacobson
    jafari jaffer jain jama jameson jamieson jankowski jansen janowska javed jayasinghe jayawardena jefferies
    jefferson jeffries jenkins jenkinson jennings jensen jessop jimenez jobarteh joensen johal johansen johansson
    johns johnson johnston johnstone jones joshi josephs jovanovic juarez kaczmarek kaiser kakkar kalra kamara
    kaminski kane kang kapadia kapoor kariuki karim kasprzak katz kaufman kaur kavanagh kazi kazmi keane kearney
    keating keegan keeley keenan kellaway kelleher kellett kelly kelsall kemp kendall kendrick kennedy kenny kenyon
    kerr kershaw ketley khalid khalil khan khanna khatun kiely kilpatrick kim kimani kingsley kipling kirby kirk
    kirkham kirkpatrick kirkwood kitson knowles koch kołodziej konstantinou kostas koroma kouassi kovacs kovac
    kowalczyk kowalski kowalska kozak kozlowski kraft krawczyk krishnan krishnamurthy kruger kucharski kulkarni
    kumar kumari kuznetsov kwarteng kyei lacey lafferty laidlaw laing lakhani lal lalani lambert lamont lancaster
    langdon langford langley langton larkin larsen larsson latham latif lau lavery lawal lawler lawless lawlor
    lawrence lawson lawton leadbetter leary leclerc ledger lehmann leigh leighton lennon lennox leonard leslie leung
    levy lewandowski lewis li liddell lightfoot lim lindqvist lindsay lister littlewood liu livingstone llewellyn
    lloyd lockhart lockwood lodhi logan lomas londono lonsdale lopes lopez lowe lowry lucas luckhurst ludlow lumsden
    lunt lynch lyons mabaso mabuza macarthur macaulay macdonald macfarlane macgregor mackay mackenzie mackie
    mackintosh maclean macleod macmillan macpherson maddox madden madueke magee maguire mahendran maher mahmood
    mahmud mahoney maitland majumdar makinde malhotra malik mallon malone maloney mandal mangan mann manning
    mansfield mansour manuel marchant markovic marlow marques marquez marr marriott marsden marshall martell martin
    martinez marwaha mascarenhas mason masood massey masters matheson mathews mathieson mathur matthews maxwell
    maynard mbeki mbatha mcadam mcallister mcalpine mcarthur mcauley mcbride mccabe mccafferty mccall mccallum
    mccann mccarthy mccartney mccauley mcclure mcconnell mccormack mccormick mccoy mcculloch mcdermott mcdonagh
    mcdonald mcdowell mcelroy mcevoy mcewan mcfadden mcfarlane mcgann mcgee mcgill mcginley mcgowan mcgrath mcgraw
    mcgregor mcguinness mcguire mcinnes mcintosh mcintyre mckay mckee mckenna mckenzie mckeown mckinley mckinnon
    mclaren mclaughlin mclean mcleod mcloughlin mcmahon mcmanus mcmillan mcnally mcnamara mcneil mcneill mcnulty
    mcphee mcpherson mcqueen mctaggart mcveigh mehmeti mehmood mehta meier mellor melville mendes mendez mendoza
    mendy menon mensah menzies mercer meredith merrick metcalfe meyer mian michaels michalak middleton milburn miles
    millard milligan mills milne milner milton mirza mishra mistry mitchell mitchison mitra mkhize modi moffat
    mohamed mohammad mohammed mohamud molina molloy moloney mondal monk montgomery moodley moon moreau moreno
    moreton morgan moriarty morris morrison morrissey mortimer morton moscrop mosley motala mottram moyes moyo muir
    mukherjee mulholland mullen mulligan mumtaz munro munroe murphy murray murthy mustafa mwangi mwale myers
    nadarajah nadeem naidoo naidu nair nakamura naqvi narayan nash nasir nath navarro nawaz naylor ndiaye ndlovu
    neale needham nel nelson nesbitt neville newby newell newman newsome newton ng ngata ngo nguyen ngwenya niang
    nichol nicholas nicholls nicholson nickson nicolaou nicolson niemi nikolaidis nikolic nimmo nixon njoroge nkosi
    nnadi noakes nolan noonan noor norris northcott norton novak novakova nowak nowakowski nugent nunez nuttall
    nwachukwu nwankwo nwosu o'brien o'callaghan o'connell o'connor o'donnell o'donoghue o'driscoll o'dwyer o'grady
    o'hagan o'halloran o'hara o'keefe o'keeffe o'leary o'mahony o'malley o'neil o'neill o'reilly o'riordan o'rourke
    o'shea o'sullivan o'toole oakley obafemi obi obiora ocampo odell odumosu ofori ogden ogbonna ogunleye ogunbanjo
    ojo okafor okeke okeowo okonkwo okoro okoye okoli okpara oladipo olaniyan olatunji olawale oldham oldfield
    oliveira oliver olsen oluwole omar omondi onyango onyeka onwuka opoku orhan orji ormerod ortega ortiz orton
    osborne osei osman ospina otieno ouedraogo owen owens owusu oyelaran oyelowo ozturk paddock padgett padilla
    paget paine palmer panesar pappas parekh parkes parkin parkinson parmar parnell parr parsons partington parveen
    pascoe patel paterson pathak patil paton patterson pattinson pawar pawlak payne peacock pearce pearson pedersen
    peel pemberton penfold pennington percival pereira perera perez perkins perrin perry peters petersen peterson
    petrou petrov petrovic pham phelan phelps philips phillips philpott phiri pickering pickett pierce pietersen
    pillai pinheiro pinto piotrowski pirie platt plummer pollard pollock popescu popov porteous portillo powell
    pradhan prakash prasad prendergast prentice prescott preston pretorius pritchard proctor proudfoot pryce pugh
    puri purvis qadir quadri quarshie quayle quigley quinn qureshi radcliffe radford rae rafferty rafiq rahim rahman
    rai raine rainford raja rajan rajput ralston ramachandran ramanathan ramaswamy rambaran ramirez ramos rampersad
    ramsay ramsbottom ramsden randall randhawa ranganathan rankin rao rashid rasmussen rastogi ratcliffe rathbone
    rathore raval ravenscroft rawlings rawson raza reddy redfern redmond redshaw reeves regan rehman reid reilly
    renshaw reyes reynolds ribeiro richards richardson richmond riddell ridley ridgway rigby riley riordan ritchie
    rivera rizvi roberts robertson robinson robson rocha roche rodrigues rodriguez rogers rogerson rojas rooney
    rosario rosenberg rosenthal ross rossi rossiter rothwell rourke rowe rowland rowlands rowntree roy royle rozario
    ruddock ruiz rushton russell russo rutherford ryan ryder saad sabir sackey sadiq saeed saha sahni saini salah
    saleem saleh salim salmond salter samaras samra samson samuels sanchez sanders sanderson sandhu sanghera sangha
    sankara santana santos sarkar sarpong savage sawyer saxton sayed scanlon schmidt schneider schofield schroeder
    schultz schwartz scott seddon sefton sellars sen senanayake serrano serwaa sesay sethi sewell seymour shafiq
    shah shaikh shakespeare shankly shanmugam shapiro sharif sharma sharpe sharples shaw shea shearer sheehan sheikh
    sheldon shepherd sheppard sheridan sherman sherwood shevchenko shergill shields shinde shirazi shrestha shukla
    sibanda siddiq siddique siddiqui sidhu sikora silva silveira simmonds simmons simms simoes simpson sims sinclair
    singh singhania sinha sithole sivakumar skelton skinner slater sloan smales smalley smethurst smit smith smyth
    smythe snell sohal solanki solomon somerville sood soto soumare sousa southgate spencer spooner squires
    srinivasan stafford stamford standish stanley stansfield stanton stapleton stavrou steele stefanidis stein
    stenhouse stephens stephenson stevens stevenson stewart stirling stoddart stokes storey strachan stratford
    stratton street stubbs sturgeon styles suarez subramaniam subramanian sullivan summerfield summers sundaram
    sutcliffe sutherland sutton svensson swain swainson sweeney swift swinburne sykes syed symonds symons szabo
    szymanski tabassum taggart tahir tait takahashi talbot tan tanaka tandon tang tanner tariq tate tattersall
    taylor teague teixeira templeton tennant terry tesfaye tetteh thackeray thakur thapa thirlwell thistlethwaite
    thomas thomason thompson thomson thorburn thorne thornton thorpe threlfall thwaites tierney timmins tindall
    tipping titterington tiwari tobin todd tolley tomkins tomlinson tonks torrance torres toure townsend townshend
    tracey trainor tran travers traynor treacy tremblay trevino tripathi trotter trueman tsang tucker tudor tulloch
    turnbull turner turay tweedie twigg twumasi tyler tyrrell uddin ukpong ullah umar underhill underwood unsworth
    upadhyay upton urquhart usman uwais vaghela valentine valenzuela van-dyk vance vardy varghese vargas varma
    vasquez vaughan vaz vega venkatesan venter verma vernon vickers viera villar villareal vincent virdee vo vogel
    voss vyas waddington wadhwa wadsworth wagner wainwright wakefield walcott waldron walker wallace waller wallis
    walmsley walsh walters walton wambui wang warburton wardle wareham warsame warner warrington warwick washington
    waterhouse waters watkins watkinson watson watt watts waweru weatherall webb webster wei weinstein weir welch
    wells wellington wentworth wesley westbrook weston westwood whalley wharton wheatley wheeler whelan whitaker
    whitby whitehead whitehouse whitfield whitlock whitmore whittaker whittle whitworth whyte wickham widdowson
    wiggins wigley wilcox wilde wilding wilkes wilkie wilkins wilkinson willard willetts williams williamson willis
    willoughby wilson wilton windsor winstanley winterbottom winterburn wiśniewski wojcik wojciechowski wolfe
    wolstenholme wong woodall woodcock woodhouse woodruff woods woodward woodworth woolley wootton worrall worsley
    worthington wozniak wragg wray wrigley wyatt wylie wynne xavier xiao xu yadav yamamoto yang yardley yarwood
    yates yeates yeboah yeo yeung yildiz yilmaz yoon youssef yousuf yu yuan yusuf zafar zahid zaman zamora zapata
    zaveri zeleny zhang zhao zheng zhou zhu zielinski zimmerman zubair zulu zwane
"""

SURNAMES = frozenset(_WRITTEN.split()) - word_set(
    """
    baron benjamin bland cotton cannon craven cope do dorsey english essien freeman gamble garland glasgow
    harrington heap heath henley heron hill ho holder homer houston ireland ledger leary li lim manning mason
    masters miles moon needham ng ngo oakley peel raine savage sen shields skinner spooner squires street styles
    swift tan tanner terry trainor travers upton valentine vo waters wells weather whittle woods wheeler warner
    tipping tang waller lancaster preston warwick windsor bolton blackburn stafford stratford warrington wellington
    washington richmond sutton bradley carlisle burnham mansfield stirling wakefield whitby oldham hastings croft
    bishop berry cruz duarte finch gray fowler glover hooper kemp kim lucas monk perry rocha roche roy tucker turner
    underwood lightfoot
    """
)
"""In lower case. Surnames that are words, towns or trades are left out: alone they say nothing."""
